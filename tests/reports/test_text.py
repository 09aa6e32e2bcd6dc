"""A person's words are printed as typed, or visibly marked, and are never markup."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.reports import fonts
from anchor_app.reports.text import Span, paragraphs, plain, printable, runs

PAYLOADS = ["R&D", "<NHS number>", "a<b", "&copy", "</para>", "<b><i></b>", '<img src="/etc/passwd"/>', "=1+1"]


@pytest.mark.parametrize("typed", PAYLOADS)
def test_markup_stays_text(typed: str) -> None:
    assert [run.text for run in runs(typed, "regular", "#000000")[0]] == [typed]


@pytest.mark.parametrize(("typed", "shown"), [("a\x00b", "a\ufffdb"), ("\x1b[0m", "\ufffd[0m"), ("\ud800", "\ufffd")])
def test_control_characters_and_lone_surrogates_become_the_replacement_character(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_a_character_that_reorders_others_is_shown_instead_of_obeyed() -> None:
    made, unprintable = runs("invoice\u202efdp.exe", "regular", "#000000")
    assert "".join(run.text for run in made) == "invoice[U+202E]fdp.exe"
    assert unprintable == {"\u202e"}


def test_a_right_to_left_word_is_marked_letter_by_letter_in_the_order_typed() -> None:
    assert printable("\u05d0\u05d1") == "[U+05D0][U+05D1]"


@pytest.mark.parametrize("typed", ["Tŷ Ŵyn", "Łódź", "Ελλάδα", "Київ", "e\u0301", "co\u2011op", "50 % – 60 %", "•"])
def test_the_scripts_of_the_first_typeface_need_no_other(typed: str) -> None:
    made, unprintable = runs(typed, "regular", "#000000")
    assert [(run.text, run.face) for run in made] == [(typed, "regular")]
    assert not unprintable


def test_a_character_the_first_typeface_lacks_is_printed_by_the_second() -> None:
    made, unprintable = runs("a ☐ b", "bold", "#000000")
    assert [(run.text, run.face) for run in made] == [("a ", "bold"), ("☐", "fallback-bold"), (" b", "bold")]
    assert not unprintable


def test_a_character_no_typeface_has_is_marked_and_reported() -> None:
    made, unprintable = runs("日 \U0001f600", "regular", "#000000")
    assert "".join(run.text for run in made).startswith("[U+65E5] ")
    assert "日" in unprintable


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_each_run_is_printable_by_its_face(typed: str) -> None:
    for run in runs(typed, "semibold", "#000000")[0]:
        assert not fonts.lacking(run.face, run.text.replace("\n", ""))


@given(st.text(max_size=200))
def test_nothing_printable_controls_the_order_or_the_device(typed: str) -> None:
    shown = printable(typed)
    assert not any(unicodedata.category(char) in ("Cs", "Cc") and char != "\n" for char in shown)
    assert not any(unicodedata.bidirectional(char) in ("R", "AL", "RLO", "LRO", "RLE", "RLI") for char in shown)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_left_alone(typed: str) -> None:
    assert printable(typed) is typed


def test_every_kind_of_line_end_is_one() -> None:
    assert printable("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_blank_lines_part_paragraphs_and_single_line_ends_do_not() -> None:
    assert paragraphs("a\nb\r\n \r\n\r\nc\n") == ["a\nb", "c"]


def test_spans_read_as_one_text() -> None:
    assert plain(["See ", Span("E-001", weight="semibold"), "."]) == "See E-001."


@pytest.mark.parametrize("typed", ["Tŷ Croeso\nby the sea", "2025–28\nNext", "☐\n☐", "plain\nlines"])
def test_the_end_of_a_line_inside_words_of_any_script_is_never_printed_as_a_number(typed: str) -> None:
    made, unprintable = runs(typed, "regular", "#000000")
    assert "".join(one.text for one in made) == typed and not unprintable

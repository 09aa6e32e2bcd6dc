"""The register finds what a person means, whatever the spelling, and sorts it the same way every time."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.evidence import Evidence, EvidenceKind, Sensitivity
from anchor_app.domain.register import Column, Register, Review, Selection, Trait, folded, is_match, review_of
from tests.helpers.values import TODAY, shipped_charter


def piece(number, **values):
    return Evidence(f"e{number}", "org", number, **{"title": f"Piece {number}", **values})


PIECES = (
    piece(1, title="Gwaith o ansawdd – Ŵyl", review_by=TODAY + timedelta(days=30)),
    piece(2, title="Straße 7", kind=EvidenceKind.LINK, url="https://example.org/plan"),
    piece(3, title="Café story", kind=EvidenceKind.ACCOUNT, review_by=TODAY - timedelta(days=1),
          sensitivity=Sensitivity.PERSONAL),
    piece(4, title="Later", review_by=TODAY + timedelta(days=31), owner="estates"),
)
REGISTER = Register(PIECES, {"e1": ("1.1", "3.2"), "e3": ("1.1",)}, shipped_charter(), TODAY, {"e4"})


def numbers(**values):
    return [one.number for one in REGISTER.found(Selection(**values))]


@pytest.mark.parametrize("words, expected", [
    ("STRASSE", [2]), (unicodedata.normalize("NFD", "café"), [3]), ("ŵyl", [1]),
    ("W\N{COMBINING CIRCUMFLEX ACCENT}YL", [1]), ("e-00", [1, 2, 3, 4]), ("piece estates", []),
    ("later estates", [4]), ("personal", [3]), ("example.org", [2]),
    ("ansawdd\N{NO-BREAK SPACE}ŵyl", [1]), ("   ", [1, 2, 3, 4]), ("<b>", []),
    ("ansawdd - w\N{SOFT HYPHEN}\N{COMBINING CIRCUMFLEX ACCENT}yl", [1]), ("an\N{SOFT HYPHEN}sawdd", [1]),
    ("ansawdd \N{NON-BREAKING HYPHEN}", [1]), ("stra\N{ZERO WIDTH SPACE}\N{LATIN CAPITAL LETTER SHARP S}e", [2])])
def test_a_search_finds_every_word_whatever_its_capitals_and_composition(words, expected):
    assert numbers(search=words) == expected


def test_each_filter_leaves_what_it_names():
    assert numbers(domain="property") == [1]
    assert numbers(kind=EvidenceKind.LINK) == [2]
    assert numbers(sensitivity=Sensitivity.PERSONAL) == [3]
    assert numbers(trait=Trait.UNUSED) == [2, 4]
    assert numbers(trait=Trait.REVIEW_DUE) == [1]
    assert numbers(trait=Trait.REVIEW_PAST) == [3]
    assert numbers(trait=Trait.DAMAGED) == [4]
    assert numbers(domain="work", kind=EvidenceKind.ACCOUNT, search="story") == [3]


def test_a_review_date_counts_through_its_own_day():
    assert review_of(piece(1, review_by=TODAY), TODAY) is Review.DUE
    assert review_of(piece(1, review_by=TODAY - timedelta(days=1)), TODAY) is Review.PAST
    assert review_of(piece(1), TODAY) is Review.NONE


def test_what_has_no_value_comes_last_in_both_directions():
    for descending in (False, True):
        order = [one.number for one in REGISTER.sorted(PIECES, Column.REVIEW, descending)]
        assert order[-1] == 2
        assert order[:3] == ([4, 1, 3] if descending else [3, 1, 4])


dated = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 3, 1)))
pieces = st.lists(st.tuples(st.sampled_from("ab Ab B"), st.sampled_from("xX "), dated), max_size=12).map(
    lambda rows: tuple(piece(number, title=title, owner=owner, review_by=day)
                       for number, (title, owner, day) in enumerate(rows, start=1)))


@given(pieces, st.sampled_from(Column), st.booleans(), st.randoms())
def test_sorting_loses_nothing_and_does_not_depend_on_the_order_before(every, column, descending, rng):
    register = Register(every, {}, shipped_charter(), TODAY)
    shuffled = list(every)
    rng.shuffle(shuffled)
    once = register.sorted(every, column, descending)
    assert sorted(one.number for one in once) == [one.number for one in every]
    assert register.sorted(shuffled, column, descending) == once


@given(st.text(), st.sampled_from(["NFC", "NFD", "NFKC"]))
def test_folding_forgets_composition_and_is_stable(text, form):
    assert folded(unicodedata.normalize(form, text)) == folded(text)
    assert folded(folded(text)) == folded(text)


def test_a_selection_knows_when_it_leaves_nothing_out():
    assert Selection("  ").is_everything and not Selection(domain="work").is_everything


@given(st.text(min_size=1), st.text(), st.text())
def test_a_text_is_found_by_any_of_its_words(word, before, after):
    assert is_match(Evidence("e", "o", title=f"{before} {word} {after}"), word)


@pytest.mark.parametrize(("stored", "typed"), [
    ("“quoted” – it’s", "\"quoted\" - it's"), ("a\u00a0b", "a b"), ("wo\u200drd", "word"), ("İstanbul", "istanbul"),
    ("STRASSE", "straße"), ("ﬁn", "FIN"), ("soft\u00adhyphen", "softhyphen")])
def test_what_looks_alike_is_found(stored, typed):
    assert folded(typed) == folded(stored)


@pytest.mark.parametrize(("days", "review"), [
    (None, Review.NONE), (-1, Review.PAST), (0, Review.DUE), (30, Review.DUE), (31, Review.CURRENT)])
def test_a_review_is_due_in_the_last_thirty_days(days, review):
    by = None if days is None else TODAY + timedelta(days=days)
    assert review_of(Evidence("e", "o", review_by=by), TODAY) is review

"""Lines lose no character and are no wider than their column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.reports import fonts
from anchor_app.reports.lines import break_lines
from anchor_app.reports.text import Run

WORDS = st.text(st.sampled_from("abcxyzWM \n-/–\u200b\u00a0é\u0301ŵЖ☐"), max_size=300)


def run(text: str, face: str = "regular") -> Run:
    return Run(text, face, "#000000", "")


def texts(words: str, width: float) -> list[str]:
    return ["".join(part.text for part in line.runs) for line in break_lines([run(words)], width, 10)]


@given(WORDS, st.floats(5, 400))
def test_the_lines_together_are_the_text(words: str, width: float) -> None:
    assert "".join(texts(words, width)) == words.replace("\n", " ")


@given(st.lists(WORDS, max_size=5), st.floats(30, 400))
def test_the_lines_of_several_runs_together_are_the_text(parts: list[str], width: float) -> None:
    faces = ["regular", "bold", "italic"]
    made = [run(part, faces[index % 3]) for index, part in enumerate(parts)]
    lines = break_lines(made, width, 10)
    assert "".join(part.text for line in lines for part in line.runs) == "".join(parts).replace("\n", " ")


@given(WORDS, st.floats(30, 400))
def test_no_line_is_wider_than_its_column(words: str, width: float) -> None:
    for line in break_lines([run(words)], width, 10):
        inked = "".join(part.text for part in line.runs).rstrip(" \u200b")
        assert fonts.width("regular", inked) / 100 <= width + 0.1


def test_a_long_word_fills_its_lines() -> None:
    lines = texts("x" * 1000, 100)
    assert len(set(map(len, lines[:-1]))) == 1
    assert len(lines[0]) > 15


def test_a_word_is_not_torn_when_it_fits_on_the_next_line() -> None:
    assert texts("one two", fonts.width("regular", "one t") / 100) == ["one ", "two"]


def test_a_word_of_two_weights_stays_together() -> None:
    width = fonts.width("regular", "one tw") / 100
    lines = break_lines([run("one t"), run("wo", "bold")], width, 10)
    assert ["".join(part.text for part in line.runs) for line in lines] == ["one ", "two"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert all(not line.startswith("\u0301") for line in texts("e\u0301" * 200, 50))


def test_a_soft_hyphen_shows_only_at_the_end_of_a_line() -> None:
    width = fonts.width("regular", "organi-") / 100
    assert texts("organi\u00adsation", width + 1)[0] == "organi-"
    assert texts("organi\u00adsation", 400) == ["organisation"]


def test_a_no_break_space_holds_its_words_together() -> None:
    width = fonts.width("regular", "the 38") / 100 + 1
    assert texts("the 38\u00a0%", width) == ["the ", "38\u00a0%"]


def test_spaces_typed_twice_are_kept() -> None:
    assert texts("a  b", 400) == ["a  b"]

"""The line index agrees with the standard reader on what there is, and with the writer on where it stands."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.toml_lines import Path as Place
from anchor_app.domain.toml_lines import TooMuch, index_lines

SHIPPED = Path(__file__).parents[2] / "resources" / "charters" / "lsc-anchor-charter.toml"

words = st.text(st.characters(codec="utf-8", exclude_characters="\x7f", exclude_categories=["Cc", "Cs"]),
                max_size=7)


def quoted(word: str) -> str:
    """The word in quotation marks, with escapes where TOML knows them as JSON does."""
    return json.dumps(word, ensure_ascii=max(map(ord, word), default=0) <= 0xFFFF)


scalars = (
    st.integers(-10**6, 10**6).map(str) | st.booleans().map(lambda value: str(value).lower())
    | st.sampled_from(["1979-05-27 07:32:00", "07:32:00", "1e5", "nan", "0xff", "1_000", '""', "''", "'a#]}'",
                       '"]\\"#="', '"""x"""', '"""two\nlines"""', "'''a\n''b\n'''", '""""quoted"""""',
                       '"""\\\n   joined"""', '"\\\\"', "'\\'"])
    | words.map(quoted))
keys = (st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True)
        | words.map(quoted) | words.filter(lambda word: "'" not in word).map("'{}'".format))
gaps = st.sampled_from(["", " ", "\n", "\n\n  ", " # a [comment] with 'marks' = {\n", "\t\r\n"])


def plain(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 1")))


class Writer:
    """Writes TOML and notes for itself the line on which each value begins."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text = draw, ""
        self.truth: dict[Place, int] = {}

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1

    def value(self, path: Place, depth: int) -> None:
        kind = self.draw(st.sampled_from(["scalar", "list", "table"] if depth < 3 else ["scalar"]))
        if kind == "list":
            self.text += "[" + self.draw(gaps)
            for place in range(self.draw(st.integers(0, 3))):
                self.truth[*path, place] = self.line
                self.value((*path, place), depth + 1)
                self.text += self.draw(gaps) + "," + self.draw(gaps)
            self.text += "]"
        elif kind == "table":
            self.text += "{ "
            for number, key in enumerate(self.draw(some_keys)):
                self.text += ", " if number else ""
                self.pair(path, key, depth + 1)
            self.text += " }"
        else:
            self.text += self.draw(scalars)

    def pair(self, path: Place, key: str, depth: int) -> None:
        path = (*path, plain(key))
        self.truth[path] = self.line
        self.text += key
        if self.draw(st.booleans()):
            path = (*path, "sub")
            self.truth[path] = self.line
            self.text += " . sub"
        self.text += " = "
        self.value(path, depth)

    def pairs(self, path: Place) -> None:
        for key in self.draw(some_keys):
            self.pair(path, key, 0)
            self.text += self.draw(st.sampled_from(["\n", " # why\n", "\r\n", "\n\n# [no] = table\n"]))


some_keys = st.lists(keys, max_size=4, unique_by=plain)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[Place, int]]:
    """A text with the line of each of its values, written from tables within tables."""
    writer = Writer(draw)
    writer.pairs(())
    for name in ("list one", "list two"):
        for place in range(draw(st.integers(0, 3))):
            writer.truth.setdefault((name,), writer.line)
            writer.truth[name, place] = writer.line
            writer.text += f'[["{name}"]]\n'
            writer.pairs((name, place))
            for inner in range(draw(st.integers(0, 2))):
                writer.truth.setdefault((name, place, "inner list"), writer.line)
                writer.truth[name, place, "inner list", inner] = writer.line
                writer.text += f"[[ '{name}' . 'inner list' ]]  # next\n"
                writer.pairs((name, place, "inner list", inner))
            if draw(st.booleans()):
                writer.truth[name, place, "one table"] = writer.line
                writer.text += f"  ['{name}'.\"one table\"]\n"
                writer.pairs((name, place, "one table"))
    return writer.text, writer.truth


def places_in(value: object, path: Place = ()) -> set[Place]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path, *(place for key, part in parts for place in places_in(part, (*path, key)))}


@given(documents())
def test_every_value_is_on_the_line_where_it_was_written(document: tuple[str, dict[Place, int]]) -> None:
    text, truth = document
    values = tomllib.loads(text)
    index = index_lines(text)
    assert index.is_whole
    assert index.lines == truth
    assert set(index.lines) | {()} == places_in(values)


def test_the_values_of_the_shipped_charter_are_on_the_lines_where_their_words_stand() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    index, lines = index_lines(text), text.splitlines()
    assert index.is_whole
    assert set(index.lines) | {()} == places_in(tomllib.loads(text))
    for place, domain in enumerate(tomllib.loads(text)["domains"]):
        assert domain["title"] in lines[index.line(("domains", place, "title")) - 1]
        for inner, component in enumerate(domain["components"]):
            path = ("domains", place, "components", inner)
            assert lines[index.line(path) - 1].strip() == "[[domains.components]]"
            for number, practice in enumerate(component["practices"]):
                assert practice in lines[index.line((*path, "practices", number)) - 1]


@given(st.text(st.sampled_from(list("a1.=[]{},'\"\\#\n\r \t")), max_size=60))
def test_whatever_the_standard_reader_takes_is_walked_to_its_end(text: str) -> None:
    index = index_lines(text)
    assert all(1 <= line <= index.last for line in index.lines.values())
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert index.is_whole
    assert set(index.lines) | {()} == places_in(values)


def test_a_value_that_is_missing_stands_on_the_line_of_what_is_around_it() -> None:
    index = index_lines("\n[[a]]\nb = 1\n[[a]]\n")
    assert index.line(("a", 1, "b", "c")) == 4
    assert index.line(("a", 0, "b", "c")) == 3
    assert index.line(("nowhere",)) == 1


@pytest.mark.parametrize(("text", "unfinished"), [
    ("a = 1\nb = [\n1,\n", ("list", 2)), ("a = 1\n\nb = '''x\n\n", ("text", 3)),
    ("b = { a = 1\n", ("inline table", 1)), ("b = [\n{ a = '''\n", ("text", 2)), ("b\n", None)])
def test_what_is_left_open_is_remembered_with_its_line(text: str, unfinished: tuple[str, int] | None) -> None:
    index = index_lines(text)
    assert not index.is_whole
    assert index.unfinished == unfinished


@pytest.mark.parametrize("text", ["\na = " + "[" * 17, "\na = " + "{a=" * 17, "\na" + ".a" * 8 + " = 1",
                                  "\n[a" + ".a" * 8 + "]", "\na = " + "9" * 101])
def test_what_no_charter_needs_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(TooMuch) as refused:
        index_lines(text)
    assert refused.value.line == 2

"""The shipped charter reads as what it says, and nothing that is no charter does worse than be refused."""

from __future__ import annotations

import hashlib
import os
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.charter_file import MOST_BYTES, FaultyCharter, open_charter, read_charter
from anchor_app.domain.errors import Refusal

SHIPPED = Path(__file__).parents[2] / "resources" / "charters" / "lsc-anchor-charter.toml"
BYTES = SHIPPED.read_bytes()
LINES = BYTES.splitlines(keepends=True)


def refused(source: str | bytes) -> FaultyCharter:
    with pytest.raises(FaultyCharter) as caught:
        read_charter(source)
    return caught.value


def test_the_shipped_charter_reads_as_its_file_says() -> None:
    charter = open_charter(SHIPPED)
    plain = tomllib.loads(BYTES.decode())
    assert (len(charter.domains), len(charter.components), len(charter.principles)) == (6, 16, 6)
    assert [level.name for level in charter.levels] == ["Bronze", "Silver", "Gold", "Platinum"]
    assert [str(level.rule) for level in charter.levels] == [
        "at least 1", "at least 2", "more than half", "all"]
    for domain, values in zip(charter.domains, plain["domains"], strict=True):
        assert (domain.id, domain.number, domain.title) == (values["id"], values["number"], values["title"])
        assert domain.outcome and domain.outcome.direction == values["outcome"]["direction"]
        for component, parts in zip(domain.components, values["components"], strict=True):
            assert [practice.text for practice in component.practices] == parts["practices"]
    assert charter.component("4.1").title_for(beyond_nhs=True).endswith("within the organisation")
    assert charter.domains[2].title_for(beyond_nhs=True).endswith("anchor property")


def test_practices_are_numbered_under_their_component_from_one() -> None:
    charter = read_charter(BYTES)
    for component in charter:
        assert [practice.id for practice in component.practices] == [
            f"{component.id}.{place}" for place in range(1, len(component.practices) + 1)]
    assert len(charter.practices) == sum(len(component.practices) for component in charter)


def test_text_and_bytes_give_the_same_charter_with_its_source_and_the_digest_of_its_bytes() -> None:
    charter = read_charter(BYTES)
    assert charter == read_charter(BYTES.decode())
    assert charter.digest == hashlib.sha256(BYTES).hexdigest()
    assert charter.source.encode() == BYTES


def test_another_wording_under_the_same_id_and_edition_has_another_digest() -> None:
    first, second = read_charter(BYTES), read_charter(BYTES.replace(b"local people", b"people nearby"))
    assert (first.id, first.edition) == (second.id, second.edition)
    assert first.digest != second.digest


def test_windows_line_ends_change_nothing_but_the_digest() -> None:
    first, second = read_charter(BYTES), read_charter(BYTES.replace(b"\n", b"\r\n"))
    assert (first.domains, first.levels) == (second.domains, second.levels)
    assert first.principles == second.principles
    assert first.digest != second.digest
    assert second.source.count("\r\n") == BYTES.count(b"\n")


def test_another_way_of_writing_the_same_tables_is_the_same_charter() -> None:
    written = '''
schema = 1
id = 'c'
edition = "1"
title = """One"""
publisher = "P"
levels = [{id = "l", name = "L", rule.more_than = 0}, {id = "m", name = "M", rule = {"all" = true}}]
domains = [{id = "d", number = 1, title = "D", short_title = "D", outcome.title = "O", outcome.unit = "%",
    outcome.direction = "down", components = [{id = "1", title = "\\u0043", practices = ["P"]}]}]
'''.replace('unit = "%",\n', 'unit = "%",')
    charter = read_charter(written)
    assert [level.rule.needed(3) for level in charter.levels] == [1, 3]
    assert charter.component("1").title == "C"
    assert charter.domains[0].outcome and charter.domains[0].outcome.direction == "down"


@pytest.mark.parametrize(("source", "phrase"), [
    (b"", "the file is empty"),
    (b" \r\n\n", "the file is empty"),
    (b"PK\x03\x04\x14\x00\x00", "a zip archive, or a Word or Excel file"),
    (b"%PDF-1.7\n", "this is a PDF"),
    (b"<!DOCTYPE html>\n<html></html>", "this is a web page"),
    (b"\n\n  <html>", "this is a web page"),
    (b'{"schema": 1}', "this is a JSON file"),
    (b"SQLite format 3\x00", "this is a database"),
    (BYTES.decode().encode("utf-16"), "saved as UTF-16"),
    (b"\xef\xbb\xbf" + BYTES, "UTF-8 without BOM"),
    (bytes(5000), "a byte stands here that no text contains"),
    (b"#" * (MOST_BYTES + 1), "larger than 2 MB"),
    (b"[[domains.components]]\n" * 1_000_000, "larger than 2 MB"),
    ("title = '\ud800'", "half a character"),
    (b"schema = 1\rid = 'a'\r", "line ends"),
], ids=lambda value: value if isinstance(value, str) and value.isprintable() else "source")
def test_what_is_no_charter_is_refused_in_one_plain_sentence(source: str | bytes, phrase: str) -> None:
    error = refused(source)
    assert len(error.faults) == 1
    assert phrase in str(error)
    assert error.faults[0].line == 1


def test_a_byte_that_is_not_utf_8_is_named_with_its_line() -> None:
    error = refused(b"schema = 1\ntitle = 'caf\xe9'\n")
    assert "Line 2: the byte 0xe9 here is not UTF-8 text" in str(error)


def test_more_than_a_thousand_components_are_refused_at_the_first_too_many() -> None:
    table = b"[[domains.components]]\n"
    error = refused(b"schema = 1\n[[domains]]\n" + table * 600 + b"[[domains]]\n" + table * 500)
    assert [(fault.line, fault.what) for fault in error.faults] == [
        (1004, "the charter has more than 1,000 components")]


@pytest.mark.parametrize("bomb", [
    b"schema=1\ndomains=[{components=[" + b"{}," * 600_000 + b"]}]",
    b"schema=1\n[[domains]]\n" + b"[[domains.components]]\n" * 86_000,
    b"a=" + b"[" * 1_900_000,
    b"a=" + b"{a=" * 600_000,
    b"a." * 950_000 + b"a=1",
    b"[" + b"a." * 950_000 + b"a]",
    b"a=" + b"9" * 1_900_000,
    b"a=0x" + b"f" * 1_900_000,
    b"a=1e" + b"9" * 1_900_000,
    b'a="' + b"\\t" * 950_000 + b'"',
    b'a="""' + b'"" ' * 600_000,
    b"".join(b"k%d=1\n" % n for n in range(140_000)),
    b"".join(b"[a%d.b.c.d.e.f.g.h]\n" % n for n in range(80_000)),
    b"domains=[{components=[{practices=[" + b'"",' * 140_000 + b"]}]}]",
    b"#\n" * 950_000,
], ids=range(15))
def test_a_file_made_to_keep_the_reader_busy_is_refused_soon(bomb: bytes) -> None:
    assert len(bomb) <= MOST_BYTES
    begun = time.process_time()
    assert refused(bomb).faults
    assert time.process_time() - begun < 5


def within(error: FaultyCharter, source: bytes) -> bool:
    return all(1 <= fault.line <= source.count(b"\n") + 1 for fault in error.faults) and bool(str(error))


places = st.integers(0, len(BYTES) - 1)


@given(places, st.integers(0, 40), st.binary(max_size=6) | st.sampled_from(
    [b'"""', b"'''", b"[[", b"]", b"{", b"}", b"=", b"\n", b"\\", b"#", b"\x00", b"1e9", b"nan", b","]))
def test_bytes_put_in_or_taken_out_anywhere_are_read_or_refused(place: int, cut: int, put: bytes) -> None:
    source = BYTES[:place] + put + BYTES[place + cut:]
    try:
        read_charter(source)
    except FaultyCharter as error:
        assert within(error, source)


@given(st.lists(st.tuples(st.sampled_from(["drop", "twice", "swap", "cut"]), st.integers(0, len(LINES) - 2)),
                min_size=1, max_size=4))
def test_lines_lost_doubled_swapped_or_cut_are_read_or_refused(changes: list[tuple[str, int]]) -> None:
    lines = list(LINES)
    for what, place in changes:
        match what:
            case "drop":
                lines[place] = b""
            case "twice":
                lines[place] += lines[place]
            case "swap":
                lines[place], lines[place + 1] = lines[place + 1], lines[place]
            case "cut":
                lines[place] = lines[place][:len(lines[place]) // 2]
    source = b"".join(lines)
    try:
        read_charter(source)
    except FaultyCharter as error:
        assert within(error, source)


@given(st.sampled_from([n for n, line in enumerate(LINES) if b" = " in line and not line.startswith(b"#")]),
       st.sampled_from([b"0", b"-1", b"1.5", b"nan", b"inf", b"true", b"[]", b"{}", b'""', b"'x'",
                        b"2026-04-01", b"07:30:00", b"[[1]]", b"{a = 1}", b"[{}]", b"[1, 'x', {}]", b"0x10", b"1e400"]))
def test_a_value_of_any_kind_in_any_place_is_read_or_refused(place: int, value: bytes) -> None:
    key = LINES[place].split(b" = ")[0]
    source = b"".join([*LINES[:place], key + b" = " + value + b"\n", *LINES[place + 1:]])
    try:
        read_charter(source)
    except FaultyCharter as error:
        assert within(error, source)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_anything_at_all_is_refused_as_a_charter_and_not_otherwise(source: str | bytes) -> None:
    assert str(refused(source))


def test_a_missing_file_a_folder_and_a_name_no_file_can_have_are_refused(tmp_path: Path) -> None:
    for path, phrase in (
            (tmp_path / "none.toml", "does not exist"), (tmp_path, "is a folder"),
            (tmp_path / "a\0b", "not one a file can have"), (tmp_path / ("x" * 5000), "cannot be read"),
            (SHIPPED / "inside", "cannot be read")):
        with pytest.raises(Refusal, match=phrase) as caught:
            open_charter(path)
        assert "Line" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_or_a_device_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    link = tmp_path / "link.toml"
    link.symlink_to("/dev/zero")
    for path in (pipe, link):
        with pytest.raises(FaultyCharter, match="a device or a pipe, not a file"):
            open_charter(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "closed.toml"
    path.write_bytes(BYTES)
    path.chmod(0)
    with pytest.raises(FaultyCharter, match="may not be read by you"):
        open_charter(path)


def test_no_more_is_read_of_a_huge_file_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    with pytest.raises(FaultyCharter, match="larger than 2 MB"):
        open_charter(path)


def test_a_file_with_an_awkward_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "o'b #%20 ü.toml"
    path.write_bytes(BYTES)
    assert open_charter(path).digest == hashlib.sha256(BYTES).hexdigest()

"""Evidence through the command line, and what is not taken in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from anchor_app.services.settings import Settings, write_settings
from tests.cli.conftest import THIS, Anchor

ON = (*THIS, "--component", "1.1")


def test_every_kind_gets_a_reference_and_a_title(bay: Anchor, tmp_path: Path) -> None:
    file = tmp_path / "Ward_data 2026.csv"
    file.write_text("ward,share\n", encoding="utf-8")
    given = (("--file", file), ("--figure", "38", "--unit", "%"), ("--account", "First line\nsecond"),
             ("--link", "https://example.org/page"))
    for number, one in enumerate(given, start=1):
        assert bay("evidence", "add", *ON, "--component", "2.1", *one).out == f"E-{number:03d}\nsaved\n"
    listed = bay("evidence", "list", *THIS, "--json").json
    assert [one["kind"] for one in listed] == ["document", "figure", "account", "link"]
    assert [one["title"] for one in listed] == ["Ward data 2026", "38 %", "First line", "example.org/page"]
    assert all(one["components"] == ["1.1", "2.1"] for one in listed)
    assert listed[0]["file_name"] == "Ward_data 2026.csv" and listed[0]["size"] == 11


def test_a_search_leaves_what_has_every_word(bay: Anchor) -> None:
    for text in ("Café on the ward", "Ward round", "Garden"):
        bay("evidence", "add", *ON, "--account", text)
    found = [one["reference"] for one in bay("evidence", "list", "--search", "WARD cafe\u0301", "--json").json]
    assert found == ["E-001"]
    assert bay("evidence", "list", "--search", "nowhere").out == "No evidence has these words.\n"


def test_a_title_and_a_review_date_are_kept(bay: Anchor) -> None:
    bay("evidence", "add", *ON, "--account", "x", "--title", "R&D <b>", "--review-by", "2020-01-31")
    entry = bay("evidence", "list", "--json").json[0]
    assert (entry["title"], entry["review_by"]) == ("R&D <b>", "2020-01-31")
    assert "Past its review date" in bay("evidence", "list").out


def test_the_same_file_twice_is_two_pieces_and_one_content(bay: Anchor, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"same")
    bay("evidence", "add", *ON, "--file", file)
    bay("evidence", "add", *ON, "--file", file)
    assert len({one["sha256"] for one in bay("evidence", "list", "--json").json}) == 1
    assert len(bay("evidence", "list", "--json").json) == 2


def special_files(folder: Path) -> dict[str, Path]:
    """What is offered as a document and is none."""
    found = {name: folder / name for name in ("gone.pdf", "folder.pdf", "pipe.pdf", "report.pdf", "letter.docx",
                                              "photo.jpg", "setup.exe", "script.txt", "Click me.lnk", "large.csv")}
    found["folder.pdf"].mkdir()
    os.mkfifo(found["pipe.pdf"])
    found["report.pdf"].write_bytes(b"MZ\x90\x00\x03" + bytes(200))
    found["letter.docx"].write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    found["photo.jpg"].write_bytes(b"\xcf\xfa\xed\xfe" + bytes(200))
    found["setup.exe"].write_bytes(b"plain words")
    found["script.txt"].write_bytes(b"#!/bin/sh\nexit 1\n")
    found["Click me.lnk"].write_bytes(b"\x4c\0\0\0\x01\x14\x02\0" + bytes(70))
    found["large.csv"].write_bytes(b"1," * 600_000)
    found["zero"] = Path("/dev/zero")
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices lie in folders on Unix only")
def test_what_is_no_document_is_refused_in_a_sentence_and_leaves_nothing(bay: Anchor, tmp_path: Path) -> None:
    write_settings(Settings(evidence_limit=1_000_000))
    (tmp_path / "offered").mkdir()
    evidence = tmp_path / "workspace" / "evidence"
    for name, path in special_files(tmp_path / "offered").items():
        said = bay("evidence", "add", *ON, "--file", path)
        assert said.code == 1 and said.out == "", name
        assert path.name in said.err and said.err.count("\n") == 1, said.err
        assert [one for one in evidence.rglob("*") if one.is_file()] == [], name
    assert bay("evidence", "list", "--json").json == []
    assert bay("check").out == "ok\n"


def test_an_empty_file_is_taken_in_and_said_to_be_empty(bay: Anchor, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    said = bay("evidence", "add", *ON, "--file", tmp_path / "empty.txt")
    assert said.code == 0 and said.out == "E-001\nsaved\n" and "empty" in said.err


def test_a_file_that_is_not_what_its_name_says_is_taken_in_with_a_word(bay: Anchor, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    said = bay("evidence", "add", *ON, "--file", tmp_path / "plan.pdf")
    assert said.code == 0 and "named as a PDF, but holds a PNG picture" in said.err


def test_a_name_with_anything_in_it_is_kept_as_data(bay: Anchor, tmp_path: Path) -> None:
    file = tmp_path / "o'b#%20 \u202egnp.é.txt"
    file.write_text("x", encoding="utf-8")
    assert bay("evidence", "add", *ON, "--file", file).code == 0
    assert bay("evidence", "list", "--json").json[0]["file_name"] == "o'b#%20 \u202egnp.é.txt"

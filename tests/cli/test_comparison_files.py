"""`compare --output` writes what `compare` shows: a PDF, a workbook or CSV, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from anchor_app.reports.csv_tables import parse
from tests.cli.conftest import Anchor
from tests.cli.test_comparing import FIRSTS, PERIOD, fulfil, group, of
from tests.reports.test_sheet import text_of

__all__ = ["group"]


def test_a_comparison_is_written_in_the_format_that_the_file_is_named_for(group: Anchor, tmp_path: Path) -> None:
    said = group("compare", *PERIOD, "--output", tmp_path / "c.pdf")
    assert said.code == 0 and said.out.splitlines()[0] == str(tmp_path / "c.pdf") and "2 organisations" in said.out
    text = text_of((tmp_path / "c.pdf").read_bytes())
    assert all(name in text for name in ("Example Bay Hospitals", "Fellside University", "Away Council", "Missing"))
    assert group("compare", *PERIOD, "--output", tmp_path / "c.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Board", "Components", "Coverage", "Returns", "Help", "Trend", "Method"]
    assert [row[0].value for row in book["Board"].iter_rows(min_row=2)] == ["Example Bay Hospitals",
                                                                           "Fellside University"]
    assert [row[0].value for row in book["Trend"].iter_rows(min_row=2)] == ["2025/26", "2026/27"]
    assert group("compare", *PERIOD, "--output", tmp_path / "c.CSV", "--sort", "count").code == 0
    assert [row[0] for row in parse((tmp_path / "c.CSV").read_text("utf-8"))] == [
        "Organisation", "Fellside University", "Example Bay Hospitals"]
    assert group("compare", *PERIOD, "--output", tmp_path / "r.csv", "--table", "returns").code == 0
    assert [row[2] for row in parse((tmp_path / "r.csv").read_text("utf-8"))[1:]] == [
        "Missing", "Answered in this workspace", "Answered in this workspace"]


def test_the_same_comparison_is_the_same_bytes(group: Anchor, tmp_path: Path) -> None:
    for ending in ("pdf", "xlsx", "csv"):
        for name in ("a", "b"):
            assert group("compare", *PERIOD, "--output", tmp_path / f"{name}.{ending}").code == 0
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_a_public_file_names_nobody_of_a_small_group(group: Anchor, tmp_path: Path) -> None:
    for ending in ("pdf", "xlsx", "csv"):
        path = tmp_path / f"p.{ending}"
        assert group("compare", *PERIOD, "--audience", "public", "--output", path).code == 0
        assert path.stat().st_size
    assert "Bay" not in text_of((tmp_path / "p.pdf").read_bytes())
    assert openpyxl.load_workbook(tmp_path / "p.xlsx").sheetnames == ["Board", "Method"]
    assert len(parse((tmp_path / "p.csv").read_text("utf-8"))) == 1


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("--output", "x.docx"), 1, "ends in .pdf, .xlsx or .csv"),
    (("--output", "x.pdf", "--table", "board"), 2, "--table goes with --output F.csv"),
    (("--table", "board"), 2, "--table goes with --output F.csv"),
    (("--output", "x.pdf", "--json"), 2, "--json goes without --output"),
    (("--output", "x.csv", "--table", "nonsense"), 1, "no table nonsense. Its tables are board, components"),
])
def test_what_cannot_be_written_is_refused_and_no_file_is_left(
        group: Anchor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int,
        words: str) -> None:
    monkeypatch.chdir(tmp_path)
    said = group("compare", *PERIOD, *arguments)
    assert said.code == code and words in " ".join(said.err.split())
    assert not list(tmp_path.glob("x.*"))


def test_grouped_boards_and_every_reading_are_printed(group: Anchor, tmp_path: Path) -> None:
    fulfil(group, "Fell", *FIRSTS)
    assert group("evidence", "add", *of("Fell"), "--component", "1.1", "--account", "x", "--title", "T").code == 0
    for reading, level in (("self", "Bronze"), ("evidenced", "Not yet Bronze"), ("moderated", "Not yet moderated")):
        path = tmp_path / f"{reading}.pdf"
        assert group("compare", *PERIOD, "--reading", reading, "--group", "place", "--output", path).code == 0
        text = text_of(path.read_bytes())
        assert f"Fells {level} 1" in text and f"Bay {level} 1" in text

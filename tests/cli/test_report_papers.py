"""`anchor-app report` writes updates, minutes, the log and actions, and says what it needs for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Anchor

BAY = ("--organisation", "Bay")


def words(path: Path) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_an_update_is_one_page_with_what_the_history_says_changed(bay: Anchor, tmp_path: Path) -> None:
    output = tmp_path / "update.pdf"
    bay("update", "add", *BAY, "--month", "2026-05", "--did", "Met all wards")
    said = bay("report", "--kind", "update", *BAY, "--month", "2026-05", "--output", output)
    assert said.code == 0 and "1 page" in said.out and "Met all wards" in words(output)


def test_minutes_are_of_the_last_meeting_unless_another_is_named(bay: Anchor, tmp_path: Path) -> None:
    output = tmp_path / "minutes.pdf"
    for on, title in (("2026-09-01", "First"), ("2026-10-01", "Second")):
        bay("meeting", "add", "--on", on, "--title", title)
    bay("meeting", "item", "2026-09-01", "--decision", "Ask for social value")
    assert bay("report", "--kind", "minutes", "--output", output).code == 0 and "Second" in words(output)
    bay("report", "--kind", "minutes", "--meeting", "2026-09-01", "--output", output)
    assert "First" in words(output) and "Log of all" not in words(output)
    bay("report", "--kind", "minutes", "--log", "--output", output)
    assert "Log of all meetings" in words(output) and "Ask for social value" in words(output)
    bay("report", "--kind", "log", "--output", output)
    assert "2026-09-01/1" in words(output)


def test_actions_are_listed_for_an_audience(bay: Anchor, tmp_path: Path) -> None:
    output = tmp_path / "actions.pdf"
    bay("action", "add", *BAY, "--title", "Plant trees", "--owner", "Sam Example", "--sensitivity", "public")
    bay("report", "--kind", "actions", "--output", output, "--audience", "public")
    assert "Plant trees" in words(output) and "Sam Example" not in words(output)
    bay("action", "list", "--owner", "sam example", "--output", output)
    assert "Actions of sam example" in words(output) and "Sam Example" in words(output)


@pytest.mark.parametrize(("arguments", "code", "why"), [
    (("--kind", "update", *BAY), 2, "needs --organisation and --month"),
    (("--kind", "update", *BAY, "--month", "soon"), 2, "not a month"),
    (("--kind", "update", *BAY, "--month", "2026-05", "--audience", "public"), 1, "not for the public"),
    (("--kind", "minutes",), 1, "There is no meeting yet"),
    (("--kind", "log", "--audience", "public"), 1, "not for the public"),
    (("--kind", "minutes", "--meeting", "2026-01-01"), 1, "no meeting 2026-01-01")])
def test_what_cannot_be_written_is_refused_and_leaves_no_file(bay: Anchor, tmp_path: Path, arguments: tuple[str, ...],
                                                              code: int, why: str) -> None:
    output = tmp_path / "paper.pdf"
    said = bay("report", *arguments, "--output", output)
    assert said.code == code and why in said.err and not output.exists()

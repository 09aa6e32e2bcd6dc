"""Actions as files: whole, or not at all when somebody stops it, and never run by who opens them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from anchor_app.domain.acting import AddAction, NoteAction
from anchor_app.services import starting
from anchor_app.services.publishing_year import Cancelled
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.services.year_round import actions, write_actions
from tests.helpers.app_window import TODAY, example_in
from tests.helpers.values import ready_desk


def test_every_kind_of_file_that_is_stopped_is_not_written(tmp_path: Path) -> None:
    with starting.open_workspace(example_in(tmp_path / "example"), settings=Settings()) as opened:
        found = actions(opened.workspace)
        for ending in ("ics", "csv", "xlsx", "pdf", "docx"):
            with pytest.raises(Cancelled):
                write_actions(opened.workspace, tmp_path / f"actions.{ending}", found, TODAY,
                              is_cancelled=lambda: True)
            assert not (tmp_path / f"actions.{ending}").exists()
        assert write_actions(opened.workspace, tmp_path / "all.csv", found, date(2026, 11, 2)) == len(found) > 3


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", '"=1"'])
def test_no_table_of_actions_runs_what_was_typed(tmp_path: Path, words: str) -> None:
    desk = ready_desk()
    desk.do(AddAction("org", {"title": f"{words} x", "owner_name": words}, id="a"))
    desk.do(NoteAction("org/a", words, TODAY, words))
    workspace = Workspace(None, desk.holdings, who="Sam", clock=Clock(today=lambda: TODAY))  # type: ignore[arg-type]
    for ending in ("csv", "xlsx"):
        write_actions(workspace, tmp_path / f"a.{ending}", actions(workspace), TODAY)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any(words.strip() in cell for cell in cells) and not any(cell[:1] in "=+-@\t\r" for cell in cells if cell)
    kept = [cell for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx") for row in sheet for cell in row]
    assert any(words.strip() in str(cell.value) for cell in kept) and not any(cell.data_type == "f" for cell in kept)

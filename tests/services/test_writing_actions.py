"""Actions as files: whole, or not at all when somebody stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from anchor_app.services import starting
from anchor_app.services.publishing_year import Cancelled
from anchor_app.services.settings import Settings
from anchor_app.services.year_round import actions, write_actions
from tests.helpers.app_window import TODAY, example_in


def test_every_kind_of_file_that_is_stopped_is_not_written(tmp_path: Path) -> None:
    with starting.open_workspace(example_in(tmp_path / "example"), settings=Settings()) as opened:
        found = actions(opened.workspace)
        for ending in ("ics", "csv", "xlsx", "pdf", "docx"):
            with pytest.raises(Cancelled):
                write_actions(opened.workspace, tmp_path / f"actions.{ending}", found, TODAY,
                              is_cancelled=lambda: True)
            assert not (tmp_path / f"actions.{ending}").exists()
        assert write_actions(opened.workspace, tmp_path / "all.csv", found, date(2026, 11, 2)) == len(found) > 3

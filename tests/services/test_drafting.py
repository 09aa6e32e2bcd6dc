"""Drafting an update in short pieces: the same as all at once, and no piece longer than patience."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from pathlib import Path

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.month import Month
from anchor_app.services import drafting, starting
from anchor_app.services.drafting import DraftReading
from anchor_app.services.settings import Settings
from anchor_app.services.year_round import changed_in
from tests.helpers.app_window import CLOCK, TODAY
from tests.helpers.states import empty


def test_a_draft_read_in_pieces_says_what_one_look_says(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(drafting, "PAGE", 1)
    empty(tmp_path / "workspace")
    with starting.open_workspace(tmp_path / "workspace", settings=Settings(), clock=CLOCK) as opened:
        workspace = opened.workspace
        for status in (Status.FULFILLED, Status.WORKING_TOWARDS):
            for component in ("1.1", "2.1", "3.4"):
                workspace.do(SetStatus("now", component, status))
        for month in (Month.containing(TODAY), Month.containing(TODAY - timedelta(days=40))):
            reading = DraftReading(workspace.store.past, workspace.holdings, "org", month, count(0, 0.006).__next__)
            shares = []
            while not (found := reading.more()).is_over:
                shares.append(found.share)
            assert found.lines == changed_in(workspace, "org", month)
            assert shares == sorted(shares) and all(share < 1 for share in shares)
        assert len(changed_in(workspace, "org", Month.containing(TODAY))) == 3
        assert not changed_in(workspace, "org", Month.containing(date(2026, 9, 1)))

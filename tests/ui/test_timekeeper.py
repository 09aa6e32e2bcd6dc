"""Where an undone change can be seen."""

from __future__ import annotations

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.year_tables import YEAR_ROUND
from anchor_app.ui import places
from anchor_app.ui.timekeeper import where
from tests.helpers.values import ready_desk


def test_every_change_of_the_year_can_be_seen_somewhere() -> None:
    held = ready_desk().holdings
    for kind in YEAR_ROUND:
        assert where(Edit.of("x", [Change(Subject(kind, "org", "item", "title"), None, "y")]), held)[0], kind


def test_what_is_written_for_a_report_is_seen_with_that_report() -> None:
    held = ready_desk().holdings
    for kind, item in (("report-plan", "annual/2026/27"), ("front-sheet-answer", "annual/2026/27/risks")):
        assert where(Edit.of("x", [Change(Subject(kind, "org", item, "title"), None, "y")]), held) == (
            places.REPORTS, "annual")
    assert where(Edit.of("x", [Change(Subject("implication", "", "z", "words"), None, "y")]), held) == (
        places.REPORTS, "")

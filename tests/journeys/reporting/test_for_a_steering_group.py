"""A steering group's reports: the year of all members, minutes of a meeting with the log, from the same page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from anchor_app.domain.collaborative import Audience
from anchor_app.services.asked_reports import Sort
from anchor_app.ui.pages.reports_page import ReportsPage
from tests.helpers.app_window import Person, kept_in, person_at
from tests.helpers.minuted import minuted


def laid_out(person: Person) -> str:
    """All words of the report that is shown, once it is."""
    page = person.page
    assert isinstance(page, ReportsPage)
    person.waits(lambda: page.is_settled and bool(page.paper.pdf))
    return " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(page.paper.pdf)).pages).split())


def test_the_year_of_all_members_and_the_minutes_of_a_meeting_are_made(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "together"
    minuted(folder)
    with person_at(qtbot, folder) as person:
        person.clicks(person.window.side_bar.entry("reports"))
        person.waits(lambda: isinstance(person.page, ReportsPage))
        page = person.page
        assert isinstance(page, ReportsPage)
        laid_out(person)
        page.choice.sort_box.setFocus()
        person.chooses(page.choice.sort_box, Sort.COLLABORATIVE.words)
        words = laid_out(person)
        assert "Member by member" in words and "Northmoor City Council" in words
        person.waits(lambda: bool(page.summary.editor.text()))
        person.clicks(page.choice.audience.button(Audience.PUBLIC))
        person.sees_saved()
        assert "Decisions and actions of meetings" not in laid_out(person)
        page.summary.editor.setFocus()
        page.summary.editor.selectAll()
        person.types("Together we did much.")
        page.words.title_edit.setFocus()
        person.sees_saved()
        assert "Together we did much." in laid_out(person)
        person.chooses(page.choice.sort_box, Sort.MINUTES.words)
        words = laid_out(person)
        assert "Decisions and actions" in words and "Log of all meetings" not in words
        page.choice.log_box.click()
        person.waits(lambda: "Log of all meetings" in laid_out(person))
        person.chooses(page.choice.sort_box, Sort.LOG.words)
        assert "Who speaks for whom" in laid_out(person)
    [plan] = kept_in(folder).report_plans.values()
    assert (plan.organisation, plan.audience, plan.summary) == ("", Audience.PUBLIC, "Together we did much.")

"""Writing a month's update: in a few steps, by keys alone, from what the history knows; and which members wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.month import Month
from anchor_app.domain.updating import WriteUpdate
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK, TODAY, Person, kept_in, person_at
from tests.helpers.states import empty
from tests.helpers.steering import steering

CTRL = Qt.KeyboardModifier.ControlModifier
ROBIN = Settings(who="Robin Example")
FIRST = "1.1 Widening workforce participation: from Not started to Fulfilled."
SECOND = "2.1 Shifting spend more locally: from Not started to Working towards."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that was begun this November, with two statuses set."""
    made = tmp_path / "workspace"
    empty(made)
    with starting.open_workspace(made, settings=Settings(), clock=CLOCK) as opened:
        opened.workspace.do(SetStatus("now", "1.1", Status.FULFILLED))
        opened.workspace.do(SetStatus("now", "2.1", Status.WORKING_TOWARDS))
    return made


@pytest.fixture
def together(tmp_path: Path) -> Path:
    """A steering group's workspace, in which one member wrote of October."""
    made = tmp_path / "together"
    steering(made)
    with starting.open_workspace(made, settings=Settings(), clock=CLOCK) as opened:
        opened.workspace.do(WriteUpdate("northmoor", Month(2026, 10), {"did": "Bought bread next door."}, by="Kim",
                                        on=TODAY))
    return made


def opens(person: Person) -> Any:
    person.clicks(person.window.side_bar.entry("updates"))
    person.waits(lambda: person.window.place == "updates")
    return person.page


def chooses(person: Person, page: Any, month: str) -> None:
    row = [one.title for one in page.months.model_.lines].index(month)
    person.clicks(page.months.viewport(), page.months.visualRect(page.months.model_.index(row)).center())
    person.waits(lambda: page.form.title_label.text() == month)


def line_of(page: Any, month: str) -> str:
    return str(next(one.spoken for one in page.months.model_.lines if one.title == month))


def ticks(person: Person, page: Any, line: str) -> None:
    drafted = page.form.drafted
    row = drafted.model.lines.index(line)
    person.clicks(drafted.list.viewport(), drafted.list.visualRect(drafted.model.index(row)).center())


def test_a_missing_month_is_written_and_is_missing_no_more_until_it_is_undone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, ROBIN) as person:
        page = opens(person)
        assert page.form.title_label.text() == "October 2026"
        assert line_of(page, "October 2026") == "October 2026. Missing"
        assert "October 2026" in page.said_label.text()
        person.types("We asked the wards.", page.form.editors["did"])
        page.form.editors["did"].flush()
        person.waits(lambda: line_of(page, "October 2026") == "October 2026. Written")
        assert page.said_label.text() == ("1 of 8 months written. Missing: April, May, June, July, August and "
                                          "September 2026.")
        assert page.form.state_label.text() == "Written by Robin Example on 2 November 2026"
        person.sees_saved()
        page.form.title_label.setFocus()
        person.clicks(person.window.header.undo_button)
        person.waits(lambda: line_of(page, "October 2026") == "October 2026. Missing")
        assert person.window.place == "updates" and page.form.editors["did"].text() == ""


def test_what_the_history_knows_is_taken_over_at_once_or_line_by_line(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, ROBIN) as person:
        page = opens(person)
        chooses(person, page, "November 2026")
        drafted, changed = page.form.drafted, page.form.editors["changed"]
        person.waits(lambda: drafted.model.lines == (FIRST, SECOND))
        person.clicks(person.finds(QPushButton, "take_all"))
        assert changed.text() == f"{FIRST}\n{SECOND}"
        assert not drafted.all_button.isEnabled()
        ticks(person, page, FIRST)
        assert changed.text() == SECOND
        ticks(person, page, FIRST)
        assert changed.text() == f"{SECOND}\n{FIRST}"
        changed.setFocus()
        person.presses(Qt.Key.Key_End, CTRL)
        person.types(" At last.", changed)
        assert drafted.model.left == (FIRST,)
        person.window.go("overview")
        person.window.hub.do(SetStatus("now", "2.1", Status.NOT_STARTED))  # type: ignore[union-attr]
        opens(person)
        person.waits(lambda: drafted.model.lines == (FIRST,))
        person.waits(lambda: line_of(page, "November 2026") == "November 2026. This month, begun")
        person.sees_saved()
    (kept,) = kept_in(folder).updates.values()
    assert kept.changed == f"{SECOND}\n{FIRST} At last."


def test_a_domain_has_words_of_its_own_and_only_what_changed_in_it(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, ROBIN) as person:
        page = opens(person)
        chooses(person, page, "November 2026")
        person.chooses(page.form.about_box, page.form.about_box.itemText(2))
        person.waits(lambda: page.form.drafted.model.lines == (SECOND,))
        person.types("Three suppliers from next door.", page.form.editors["did"])
        page.form.editors["did"].flush()
        person.waits(lambda: page.form.about_box.itemText(2).endswith("· written"))
        assert line_of(page, "November 2026").endswith("1 by domain")
        person.sees_saved()
        person.clicks(person.finds(QPushButton, "show_on_paper"))
        person.waits(lambda: person.window.place == "reports" and person.page.paper.state_label.text() == (
            "Update for November 2026 · one page"))  # type: ignore[attr-defined]
    (kept,) = kept_in(folder).updates.values()
    assert (kept.month, kept.domain, kept.did) == ("2026-11", "purchasing", "Three suppliers from next door.")


def test_a_story_stays_in_its_update_until_it_is_put_in_the_library(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, ROBIN) as person:
        page = opens(person)
        story = page.form.story
        assert not story.put_button.isEnabled()
        person.types("We lent the lodge to the neighbours. They mend bicycles in it.", story.editor)
        story.editor.flush()
        person.sees_saved()
        assert not person.window.hub.workspace.holdings.stories  # type: ignore[union-attr]
        person.clicks(story.share_box, QPoint(12, story.share_box.height() // 2))
        person.waits(story.share_box.isChecked)
        person.clicks(person.finds(QPushButton, "put_in_library"))
        person.waits(lambda: story.link_button.isVisible())
        assert story.link_button.text() == "In the library: We lent the lodge to the neighbours"
        assert not story.put_button.isVisible()
        person.sees_saved()
        person.clicks(story.link_button)
        person.waits(lambda: person.window.place == "practice")
        shown: Any = person.page
        assert shown.form.editors["title"].text() == "We lent the lodge to the neighbours"
        assert shown.form.share_box.isChecked()
        person.clicks(person.window.header.undo_button)
        person.waits(lambda: not person.window.hub.workspace.holdings.stories)  # type: ignore[union-attr]
        opens(person)
        assert story.put_button.isVisible() and not story.link_button.isVisible()
    (kept,) = kept_in(folder).updates.values()
    assert kept.story.startswith("We lent the lodge")


def test_a_month_is_written_by_keys_alone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, ROBIN) as person:
        person.window.side_bar.entry("updates").setFocus()
        person.presses(Qt.Key.Key_Space)
        page: Any = person.page
        person.tabs_to("Months")
        person.presses(Qt.Key.Key_Home)
        assert page.form.title_label.text() == "November 2026"
        person.tabs_to("What we did")
        person.types("A fair in each ward.")
        person.waits(lambda: page.form.drafted.model.lines == (FIRST, SECOND))
        person.tabs_to("What changed by the history; space takes a line over")
        person.presses(Qt.Key.Key_Home)
        person.presses(Qt.Key.Key_Space)
        person.tabs_to("What we ask of others")
        person.types("A contact at the college.")
        person.tabs_to("A story worth sharing")
        person.presses(Qt.Key.Key_Tab)
        person.sees_saved()
    (kept,) = kept_in(folder).updates.values()
    assert (kept.did, kept.changed, kept.asks) == ("A fair in each ward.", FIRST, "A contact at the college.")


def test_a_removed_month_is_missing_again_and_asks_first(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder, ROBIN) as person:
        page = opens(person)
        person.types("A mistake.", page.form.editors["asks"])
        page.form.editors["asks"].flush()
        person.waits(lambda: page.form.remove_button.isVisible())
        person.clicks(page.form.remove_button)
        person.waits(page.form.confirm.yes_button.isVisible)
        person.clicks(page.form.confirm.yes_button)
        person.waits(lambda: line_of(page, "October 2026") == "October 2026. Missing")
        person.sees_saved()
    assert not kept_in(folder).updates


def test_a_steering_group_sees_who_wrote_and_reads_what_is_changed_only_there(qtbot: QtBot, together: Path) -> None:
    with person_at(qtbot, together, ROBIN) as person:
        page = opens(person)
        person.clicks(page.which.button("all"))
        assert page.card.said_label.text() == "1 of 8 wrote of October 2026."
        grid = page.card.grid
        row = [one.organisation for one in grid.model_.rows].index("northmoor")
        october = grid.model_.index(row, grid.model_.months.index(Month(2026, 10)) + 1)
        assert october.data(Qt.ItemDataRole.AccessibleTextRole) == "Northmoor City Council, October 2026: Written"
        assert grid.model_.index(row, grid.model_.last).data() == "6"
        person.clicks(grid.viewport(), grid.visualRect(october).center())
        person.waits(lambda: page.form.title_label.text() == "October 2026")
        assert person.window.header.organisation_button.text().startswith("Northmoor")
        did = page.form.editors["did"]
        assert did.text() == "Bought bread next door." and did.isReadOnly()
        assert "changed only there" in page.form.lock_notice.label.text()
        assert page.form.drafted.isHidden() and page.form.remove_button.isHidden()
        person.clicks(page.which.button("all"))
        row = [one.organisation for one in grid.model_.rows].index("whinmoor")
        person.clicks(grid.viewport(), grid.visualRect(grid.model_.index(row, 1)).center())
        assert "Whinmoor Housing" in page.notice.label.text()

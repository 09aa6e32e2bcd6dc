"""The library of good practice: told, found, shared, taken up and counted; and read where it is another's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.measuring import AmendOutcome
from anchor_app.domain.outcome import Follows
from anchor_app.domain.telling import AddStory
from anchor_app.services import starting
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK, TODAY, Person, kept_in, person_at
from tests.helpers.states import empty
from tests.helpers.steering import steering

LODGE = {"title": "The lodge as a workshop", "what": "We lent the lodge to the neighbours.", "component": "3.1",
         "on": TODAY, "shareable": True}
BREAD = {"title": "Bread from the next street", "what": "We buy bread next door.", "component": "2.1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two stories, and an outcome of domain five that counts how often they are taken up."""
    made = tmp_path / "workspace"
    empty(made)
    with starting.open_workspace(made, settings=Settings(), clock=CLOCK) as opened:
        opened.workspace.do(AddStory("org", LODGE, id="lodge"))
        opened.workspace.do(AddStory("org", BREAD, id="bread"))
        opened.workspace.do(AmendOutcome("org", "partners", {"follows": Follows.TAKEN_UP}))
    return made


def opens(person: Person) -> Any:
    person.clicks(person.window.side_bar.entry("practice"))
    person.waits(lambda: person.window.place == "practice")
    return person.page


def titles(page: Any) -> list[str]:
    return [line.title for line in page.list.model_.lines]


def test_a_story_is_told_and_found_by_words_component_and_sharing(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = opens(person)
        assert titles(page) == [LODGE["title"], BREAD["title"]]
        person.clicks(person.finds(QPushButton, "tell_story"))
        dialog = page.dialog
        person.clicks(dialog.save_button)
        person.waits(lambda: dialog.fault.text() == "A story needs a title.")
        person.types("Interviews in the library", dialog.title_line)
        person.types("Interviews were held in the town's library.", dialog.what_edit)
        person.clicks(dialog.save_button)
        person.waits(lambda: page.form.editors["title"].text() == "Interviews in the library")
        person.types("lodge NEIGHBOURS", page.filters.search_line)
        assert titles(page) == [LODGE["title"]] and page.count_label.text() == "1 of 3 stories"
        page.filters.search_line.clear()
        person.chooses(page.filters.share_box, "Kept within")
        assert set(titles(page)) == {"Interviews in the library", BREAD["title"]}
        person.types("lodge", page.filters.search_line)
        assert page.empty_label.isVisible() and not page.form.isVisible()
        person.clicks(page.filters.clear_button)
        assert len(titles(page)) == 3
        person.sees_saved()


def test_what_is_taken_up_is_counted_in_the_outcome_and_undone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = opens(person)
        assert page.said_label.text().startswith("Shared stories of Fellside were not taken up yet. The outcome “")
        taken_up = page.form.taken_up
        person.clicks(taken_up.add_button)
        assert taken_up.by_field.fault_sentence == "Choose an organisation, or write its name."
        person.types("Port Example College", taken_up.by_box.lineEdit())
        person.types("With the night class", taken_up.note_edit)
        person.clicks(taken_up.add_button)
        person.waits(lambda: "were taken up 1 time." in page.said_label.text())
        assert taken_up.by_box.currentText() == ""
        assert page.list.model_.lines[0].right == "Taken up by 1"
        person.types("port example college", taken_up.by_box.lineEdit())
        person.clicks(taken_up.add_button)
        person.waits(lambda: "noted already" in taken_up.by_field.fault_sentence)
        person.sees_saved()
        person.clicks(page.outcome_button)
        person.waits(lambda: person.window.place == "outcomes")
        person.clicks(person.window.header.undo_button)
        person.waits(lambda: person.window.place == "practice" and "not taken up" in page.said_label.text())
        assert page.form.key == "org/lodge"
    assert not kept_in(folder).taken_up


def test_a_story_is_changed_kept_within_and_removed(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = opens(person)
        form = page.form
        assert "for the public" in form.share_hint.text()
        form.share_box.setFocus()
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: "stays within" in form.share_hint.text())
        person.types(" They mend bicycles.", form.editors["result"])
        form.editors["result"].flush()
        person.chooses(form.component_box, "No component")
        form.component_box.activated.emit(0)
        person.waits(lambda: page.list.model_.lines[0].detail == "Fellside · 2 November 2026")
        person.sees_saved()
        person.window.show_item("practice", "org/bread")
        assert form.editors["title"].text() == BREAD["title"]
        person.clicks(form.remove_button)
        person.waits(form.confirm.yes_button.isVisible)
        person.clicks(form.confirm.yes_button)
        person.waits(lambda: titles(page) == [LODGE["title"]])
        person.sees_saved()
    (kept,) = kept_in(folder).stories.values()
    assert (kept.shareable, kept.result, kept.component) == (False, " They mend bicycles.", "")


def test_a_story_is_found_and_taken_up_by_keys_alone(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        person.window.side_bar.entry("practice").setFocus()
        person.presses(Qt.Key.Key_Space)
        page: Any = person.page
        person.tabs_to("Search the stories")
        person.types("bread")
        person.tabs_to("Stories")
        assert page.form.editors["title"].text() == BREAD["title"]
        person.tabs_to("Which organisation")
        person.types("Whinmoor Housing")
        person.tabs_to("add_taken_up")
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: page.list.model_.lines[0].right == "Taken up by 1")
        person.sees_saved()
    (kept,) = kept_in(folder).taken_up.values()
    assert (kept.by, kept.story, kept.on) == ("Whinmoor Housing", "bread", TODAY)


def test_anothers_story_is_read_and_who_took_it_up_still_noted(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "together"
    steering(folder)
    with starting.open_workspace(folder, settings=Settings(), clock=CLOCK) as opened:
        opened.workspace.do(AddStory("northmoor", LODGE, id="lodge"))
    with person_at(qtbot, folder) as person:
        page = opens(person)
        assert all(editor.isReadOnly() for editor in page.form.editors.values())
        assert page.form.share_box.text() == "It may be shared with others: yes"
        assert not page.form.share_box.isEnabled() and page.form.remove_button.isHidden()
        assert "Northmoor City Council" in page.form.lock_notice.label.text()
        person.chooses(page.form.taken_up.by_box, "Port Example College")
        person.clicks(page.form.taken_up.add_button)
        person.waits(lambda: page.list.model_.lines[0].right == "Taken up by 1")
        person.sees_saved()
    (kept,) = kept_in(folder).taken_up.values()
    assert kept.by == "Port Example College"

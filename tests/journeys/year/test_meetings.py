"""Meetings as a steering group holds them: called, minuted, agreed on, logged, saved on paper, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from anchor_app.domain.action import ActionSource
from anchor_app.domain.meeting import ItemKind, Representation
from anchor_app.domain.minuting import items_of, meetings_of
from anchor_app.domain.moment import Moment
from anchor_app.services import publishing_document
from anchor_app.services.publishing_document import Paper
from tests.helpers.app_window import TODAY, Person, kept_in, person_at
from tests.helpers.handing_over import saves_to
from tests.helpers.minuted import CHAIR, minuted
from tests.helpers.steering import steering
from tests.reports.test_sheet import text_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    minuted(tmp_path / "workspace")
    return tmp_path / "workspace"


def meetings_of_person(person: Person) -> Any:
    person.clicks(person.window.side_bar.entry("meetings"))
    person.waits(lambda: person.window.place == "meetings")
    return person.page


def held(person: Person) -> Any:
    assert person.window.hub is not None
    return person.window.hub.workspace.holdings


def replaces(person: Person, line: QLineEdit, text: str) -> None:
    person.clicks(line)
    line.selectAll()
    person.types(text, line)


def opens(person: Person, page: Any, key: str) -> Any:
    """Open an item by a click on its row; its editor."""
    items = page.meetings.form.items
    person.clicks(items.rows[key])
    assert items.open_key == key
    return items.editor


def shown(page: Any) -> list[str]:
    return [line.code for line in page.log.model.lines]


def test_a_meeting_is_called_its_agenda_drafted_and_an_action_agreed_that_stands_in_the_log(
        qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = meetings_of_person(person)
        person.clicks(page.call_button)
        card = page.meetings.call_card
        replaces(person, card.day, "30 February 2028")
        person.clicks(card.call_button)
        assert "“30 February 2028” is not a date" in card.day_field.fault_sentence
        replaces(person, card.day, "29/2/2028")
        person.clicks(card.call_button)
        form = page.meetings.form
        person.waits(lambda: form.code_label.text() == "2028-02-29")
        assert form.title.text() == "Steering group" and form.place.text() == "Online"
        person.clicks(form.items.draft_button)
        drafted = form.items.drafted
        person.waits(lambda: drafted.list.isVisible())
        assert [one.partition(":")[0] for one in drafted.model.lines] == [
            "Minutes of 10 November 2026, and what came of them", "Returns for 2026/27 that are missing",
            "Actions that are overdue, delayed or off track"]
        person.clicks(drafted.list.viewport(), drafted.list.visualRect(drafted.model.index(0)).center())
        person.clicks(drafted.take_button)
        person.waits(lambda: len(form.items.rows) == 2)
        meeting = held(person).meetings[form.key]
        first, second = items_of(held(person), meeting)
        editor = opens(person, page, first.key)
        person.clicks(editor.kind.button(ItemKind.DECISION))
        assert "Write what was decided" in editor.kind_hint.text()
        person.types("Returns close on Friday", editor.text)
        editor = opens(person, page, second.key)
        person.waits(lambda: held(person).meeting_items[first.key].kind is ItemKind.DECISION)
        person.clicks(editor.kind.button(ItemKind.ACTION))
        agree = editor.agree
        replaces(person, agree.title, "Ask Noor")
        replaces(person, agree.owner, "Kit Specimen")
        replaces(person, agree.due, "1 January 2028")
        person.chooses(agree.whose, "Northmoor City Council")
        person.clicks(agree.agree_button)
        person.waits(lambda: agree.fault.isVisible())
        assert "before it was made on 29 February 2028" in agree.fault.text()
        replaces(person, agree.due, "31 March 2028")
        person.clicks(agree.agree_button)
        person.waits(lambda: editor.action_button.isVisible())
        assert editor.action_label.text() == "Not started · due 31 March 2028 · Kit Specimen · Northmoor City Council"
        (made,) = (one for one in held(person).actions.values() if one.title == "Ask Noor")
        assert (made.organisation, made.source) == ("northmoor", ActionSource.MEETING)
        person.clicks(page.which.button("log"))
        assert shown(page)[:2] == ["2028-02-29/1", "2028-02-29/2"]
        person.sees_saved()
        person.clicks(page.which.button("meetings"))
        person.clicks(editor.action_button)
        assert person.window.place == "actions"
    kept = kept_in(folder)
    assert kept.meeting_items[second.key].action == made.id and kept.meeting_items[first.key].text.endswith("Friday")


def test_the_second_meeting_of_a_day_has_a_letter_and_a_meeting_that_is_removed_comes_back_with_its_items(
        qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = meetings_of_person(person)
        form = page.meetings.form
        person.waits(lambda: form.key == "/november")
        person.clicks(form.day.line)
        form.day.line.selectAll()
        person.types("13 October 1726", form.day.line)
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: "The year 1726 cannot be right" in form.day.trouble_label.text())
        form.day.line.selectAll()
        person.types("13 October 2026", form.day.line)
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: form.code_label.text() == "2026-10-13b")
        assert [one.title for one in page.meetings.list.model_.lines] == ["2026-10-13b", "2026-10-13"]
        person.clicks(form.remove_button)
        assert "its two items" in form.confirm.question.text()
        person.clicks(form.confirm.yes_button)
        person.waits(lambda: form.key == "/october")
        person.window.header.undo_requested.emit()
        person.waits(lambda: form.key == "/november" and len(form.items.rows) == 2)
        assert person.window.message_bar.sentence == "Undone: Remove the meeting 2026-10-13b"


def test_names_are_typed_or_taken_from_those_who_speak_for_somebody(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        form = meetings_of_person(person).meetings.form
        offered = [one.text() for one in form.apologies.add_button.menu().actions()]
        assert offered[:3] == ["Robin Example (Example Bay Hospitals, champion)",
                               "Dr Noor Example (Fellside University, champion)",
                               "Sasha Sample (Northmoor City Council, champion)"]
        form.present.add_button.menu().actions()[0].trigger()
        person.waits(lambda: held(person).meetings["/november"].names_present == (
            CHAIR, "Robin Example", "Sasha Sample", "Ali Specimen"))
        assert "Robin" not in " ".join(one.text() for one in form.apologies.add_button.menu().actions())
        form.apologies.add_button.menu().actions()[0].trigger()
        person.waits(lambda: held(person).meetings["/november"].apologies == "Dr Noor Example")
        person.sees_saved()


def test_the_log_is_searched_and_narrowed_and_leads_to_the_meeting_and_the_action(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = meetings_of_person(person)
        person.clicks(page.which.button("log"))
        log = page.log
        assert shown(page) == ["2026-10-13/2", "2026-10-13/3", "2026-10-13/4"]
        assert [log.model.status(one) for one in log.model.lines] == ["Decision", "Overdue", "Not started"]
        buttons = {one.text(): one for one in log.part.group.buttons()}
        person.clicks(buttons["Decisions"])
        assert shown(page) == ["2026-10-13/2"]
        person.clicks(buttons["Open actions"])
        assert shown(page) == ["2026-10-13/3", "2026-10-13/4"]
        person.types("policy", log.search_line)
        person.waits(lambda: shown(page) == ["2026-10-13/4"])
        assert "Northmoor City Council" in log.action_label.text()
        person.types(" unheard of", log.search_line)
        person.waits(lambda: log.empty_card.isVisible())
        assert log.empty_card.words_label.text().startswith("No decision or action fits.")
        log.search_line.clear()
        person.waits(lambda: log.both.isVisible())
        person.clicks(log.open_button)
        assert page.meetings.form.items.open_key == "/oct3"
        person.clicks(page.which.button("log"))
        person.clicks(log.action_button)
        assert person.window.place == "actions"


@pytest.mark.parametrize("kind", list(Paper))
def test_the_minutes_are_saved_on_paper_and_a_file_that_cannot_be_written_is_said(
        qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Paper) -> None:
    target = tmp_path / f"minutes.{kind.value}"
    suggested = saves_to(monkeypatch, target)
    with person_at(qtbot, folder) as person:
        page = meetings_of_person(person)
        page.show_item("/october")
        bar = page.meetings.form.minutes
        action = next(one for one in bar.menu.actions() if kind.words in one.text())
        target.mkdir()
        action.trigger()
        person.waits(lambda: bar.notice.isVisible() and bar.notice.property("tone") == "warning")
        assert "save under another name" in bar.notice.label.text()
        target.rmdir()
        action.trigger()
        person.waits(lambda: bar.notice.label.text().startswith("Saved as minutes."))
        bar.menu.actions()[0].trigger()
        person.waits(lambda: person.window.place == "reports")
    assert suggested[0] == f"Minutes 2026-10-13.{kind.value}"
    words = (text_of(target.read_bytes()) if kind is Paper.PDF else
             ZipFile(target).read("word/document.xml").decode("utf-8"))
    assert "Nobody is moderated on an unsigned return" in " ".join(words.split())


def test_writing_the_log_can_be_stopped_and_leaves_no_file(
        qtbot: QtBot, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves_to(monkeypatch, tmp_path / "log.pdf")
    written = publishing_document.laid_out_document
    with person_at(qtbot, folder) as person:
        page = meetings_of_person(person)
        person.clicks(page.which.button("log"))
        bar = page.log.paper

        def waiting(document: Any, kind: Paper, progress: Callable[[int], None]) -> Any:
            while not bar.notice.isVisible():
                pass
            progress(1)
            return written(document, kind, progress)

        monkeypatch.setattr(publishing_document, "laid_out_document", waiting)
        bar.menu.actions()[1].trigger()
        person.waits(lambda: bar.work.isVisible())
        person.clicks(bar.work.cancel_button)
        assert bar.notice.label.text() == "Stopped. Nothing was written."
    assert not (tmp_path / "log.pdf").exists()


def test_a_change_of_champion_is_noted_with_its_day_and_taken_back(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        page = meetings_of_person(person)
        person.clicks(page.which.button("voices"))
        voices = page.voices
        assert [one.entry.name for one in voices.model.voices] == ["Robin Example", "Dr Noor Example", "Sasha Sample"]
        person.clicks(voices.note_button)
        form = voices.form
        person.chooses(form.organisation, "Northmoor City Council")
        replaces(person, form.day, "28 February 2024")
        replaces(person, form.name, "Alex Specimen")
        person.clicks(form.save_button)
        person.waits(lambda: form.fault.isVisible())
        assert form.fault.text() == ("Alex Specimen would speak for Northmoor City Council since 28 February 2024, "
                                     "before it signed up on 29 February 2024. Change one of the two days.")
        replaces(person, form.day, "29 February 2028")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: voices.entry.isVisible() and voices.name_label.text() == "Alex Specimen")
        assert held(person).organisations["northmoor"].champion_name == "Alex Specimen"
        before = next(one for one in voices.model.voices if one.entry.name == "Sasha Sample")
        assert before.until == date(2028, 2, 29)
        person.presses(Qt.Key.Key_Z, CTRL)
        person.waits(lambda: held(person).organisations["northmoor"].champion_name == "Sasha Sample")
        assert voices.model.row_of("northmoor/sasha") >= 0 and len(held(person).representatives) == 3
        voices.show_item("northmoor/sasha")
        person.clicks(voices.remove_button)
        person.waits(lambda: len(held(person).representatives) == 2)
        person.sees_saved()
    assert {one.what for one in kept_in(folder).representatives.values()} == {
        Representation.SIGNED_UP, Representation.CHAMPION}


def test_a_meeting_is_minuted_by_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    steering(tmp_path / "new")
    with person_at(qtbot, tmp_path / "new") as person:
        person.presses(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
        person.waits(lambda: person.window.place == "meetings")
        page: Any = person.page
        assert page.meetings.empty_card.words_label.text().startswith("No meeting yet. Call the first one")
        person.window.side_bar.entry("meetings").setFocus()
        person.tabs_to("call_button")
        person.presses(Qt.Key.Key_Space)
        person.presses(Qt.Key.Key_Return)
        form = page.meetings.form
        person.waits(lambda: form.items.draft_button.hasFocus())
        assert form.code_label.text() == TODAY.isoformat()
        person.tabs_to("new_item")
        for words in ("Welcome", "Bees"):
            person.types(words)
            person.presses(Qt.Key.Key_Return)
            person.waits(lambda: not form.items.new.text() and list(form.items.rows.values())[-1].isVisible())
        assert [one.title for one in form.items.rows.values()] == ["Welcome", "Bees"]
        person.presses(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        person.presses(Qt.Key.Key_Up)
        person.presses(Qt.Key.Key_Down)
        person.presses(Qt.Key.Key_Return)
        editor = form.items.editor
        person.presses(Qt.Key.Key_Tab)
        assert editor.agenda.hasFocus()
        person.presses(Qt.Key.Key_Tab)
        person.presses(Qt.Key.Key_Right)
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: items_of(held(person), meetings_of(held(person))[0])[1].kind is ItemKind.NOTE)
        person.presses(Qt.Key.Key_Tab)
        assert editor.text.hasFocus()
        person.types("Hives on every roof")
        person.presses(Qt.Key.Key_Tab)
        person.sees_saved()
    kept = kept_in(tmp_path / "new")
    assert [one.text for one in items_of(kept, meetings_of(kept)[0])] == ["", "Hives on every roof"]


def test_nothing_can_be_changed_where_one_looks_back_and_it_says_why(qtbot: QtBot, folder: Path) -> None:
    with person_at(qtbot, folder) as person:
        meetings_of_person(person)
        person.parts.begin().looking_back.show(Moment(datetime.now(UTC), TODAY, "2 November 2026"))
        person.waits(lambda: person.window.hub is not None and bool(person.window.hub.workspace.as_at))
        page = meetings_of_person(person)
        form = page.meetings.form
        person.waits(lambda: form.lock_notice.isVisible())
        locked: tuple[QWidget, ...] = (page.call_button, form.items.draft_button, form.items.new, form.remove_button)
        assert not any(one.isEnabled() for one in locked) and form.title.isReadOnly()
        assert form.minutes.button.isEnabled() and page.call_button.toolTip()
        page.show_item("/oct1")
        assert form.items.editor.text.isReadOnly() and "unsigned return" in form.items.editor.text.text()
        person.clicks(page.which.button("voices"))
        assert not person.finds(QPushButton, "note_button").isEnabled()

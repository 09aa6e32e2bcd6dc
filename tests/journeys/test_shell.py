"""Moving about, a second organisation, another period, settings, and what happens when saving fails."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.services.settings import Settings, read_settings
from anchor_app.storage.errors import DiskFull
from anchor_app.storage.store import Store
from anchor_app.ui import theme
from anchor_app.ui.pages.trouble_page import TroublePage
from anchor_app.ui.places import COLLABORATIVE
from anchor_app.ui.widgets.editor import LineEditor
from tests.helpers.app_window import Person, example_in, kept_in, person_at

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def chooses_from_menu(button: Any, words: str) -> None:
    action = next(one for one in button.menu().actions() if one.text().replace("&", "").startswith(words))
    action.trigger()


def test_the_pages_are_reached_by_mouse_and_by_keys(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        shown = [one for one in person.window.side_bar.keys if person.window.side_bar.entry(one).isVisible()]
        assert not set(shown) & {entry.key for entry in COLLABORATIVE}
        for at, place in enumerate(shown, start=1):
            person.clicks(person.window.side_bar.entry(place))
            assert person.window.place == place
            following = person.window.side_bar.entry(shown[at % len(shown)]).entry
            person.presses(getattr(Qt.Key, f"Key_{following.shortcut.removeprefix('Alt+')}"), ALT)
            assert person.window.place == following.key
            assert "you are here" in person.window.side_bar.entry(person.window.place).accessibleName()


def test_the_level_and_the_paper_are_one_click_away(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.clicks(person.window.header.sheet_button)
        assert person.window.place == "sheet"
        person.clicks(person.window.header.level_button)
        assert person.window.place == "overview"
        person.presses(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert person.window.place == "sheet"
        person.presses(Qt.Key.Key_F1)
        assert person.window.place == "help"


def test_f6_goes_round_the_parts_of_the_window_and_comes_back(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.window.go("settings")
        seen = []
        for _ in range(4):
            person.presses(Qt.Key.Key_F6)
            seen.append(next(part.objectName() or type(part).__name__ for part in (
                person.window.side_bar, person.window.banner, person.window.header, person.window.stack)
                if part.isAncestorOf(person.focused)))
        assert seen == ["side_bar", "Banner", "header", "QStackedWidget"]


def test_another_organisation_is_added_and_both_can_be_chosen(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        chooses_from_menu(person.window.header.organisation_button, "Add an organisation")
        dialog = person.parts.begin()._dialog
        assert dialog is not None
        person.types("Northmoor R&D Council", person.finds(QLineEdit, "name", dialog))
        person.clicks(person.finds(QPushButton, "Add and start", dialog))
        assert "kind" in dialog.fault.accessibleName()
        person.chooses(person.finds(QComboBox, "kind", dialog), "Council")
        person.clicks(person.finds(QPushButton, "Add and start", dialog))
        person.waits(lambda: "Northmoor R&D Council" in person.window.header.organisation_button.accessibleName())
        assert person.window.header.level_button.text() == "Not yet Bronze"
        chooses_from_menu(person.window.header.organisation_button, "Example Bay Hospitals")
        assert person.window.header.level_button.text() == "Silver"
    assert len(kept_in(example).organisations) == 2


def test_an_organisation_that_is_there_already_is_refused_inside_the_dialog(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        chooses_from_menu(person.window.header.organisation_button, "Add an organisation")
        dialog = person.parts.begin()._dialog
        assert dialog is not None
        person.types("example bay hospitals", person.finds(QLineEdit, "name", dialog))
        person.chooses(person.finds(QComboBox, "kind", dialog), "Council")
        person.clicks(person.finds(QPushButton, "Add and start", dialog))
        person.waits(lambda: "already" in dialog.fault.accessibleName())
        assert person.finds(QLineEdit, "name", dialog).text() == "example bay hospitals"
        person.clicks(person.finds(QPushButton, "Cancel", dialog))
    assert len(kept_in(example).organisations) == 1


def test_another_round_is_started_and_the_old_one_can_be_looked_at(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        chooses_from_menu(person.window.header.period_button, "Start another")
        dialog = person.parts.begin()._dialog
        assert dialog is not None
        person.chooses(person.finds(QComboBox, "round", dialog), "Mid-year")
        person.clicks(person.finds(QPushButton, "Start", dialog))
        person.waits(lambda: "Mid-year" in person.window.header.period_button.accessibleName())
        chooses_from_menu(person.window.header.period_button, "2025/26")
        assert person.window.header.level_button.text() == "Bronze"
    assert len(kept_in(example).assessments) == 3


def test_the_organisations_details_are_saved_as_they_are_typed(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.window.go("settings")
        field = person.finds(LineEditor, "short_name")
        field.setFocus()
        field.selectAll()
        person.types("Bay <b>&", field)
        assert person.window.header.save_state.words.text() == "Saving…"
        person.presses(Qt.Key.Key_Tab)
        person.sees_saved()
        assert person.window.header.organisation_button.accessibleName() == "Organisation: Bay <b>&"
    (organisation,) = kept_in(example).organisations.values()
    assert organisation.short_name == "Bay <b>&"


def test_appearance_is_taken_on_at_once_and_kept(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.window.go("settings")
        for name, words in (("scheme", "Dark"), ("text_size", "150 %")):
            box = person.finds(QComboBox, name)
            person.chooses(box, words)
        assert theme.look().scale == 1.5
        assert theme.look().palette.ground == "#0F1720"
        person.types("Robin Example", person.finds(LineEditor, "who"))
        person.presses(Qt.Key.Key_Tab)
    settings, notice = read_settings()
    assert (settings.scheme, settings.text_scale, settings.who, notice) == ("dark", 150, "Robin Example", "")


def test_the_data_are_checked_on_wish(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.window.go("settings")
        person.clicks(person.finds(QPushButton, "check_button"))
        found = person.page.found  # type: ignore[attr-defined]
        person.waits(lambda: found.accessibleName() not in ("", "Checking…"))
        assert found.accessibleName() == "Everything is as it was saved."


def test_a_failed_save_keeps_the_edit_and_try_again_saves_it(
        qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.save
    monkeypatch.setattr(Store, "save", _full)
    with person_at(qtbot, example) as person:
        _renames(person, "Bay Two")
        person.waits(lambda: person.window.header.save_state.words.text() == "Not saved")
        assert person.window.message_bar.sentence == FULL
        assert person.finds(LineEditor, "short_name").text() == "Bay Two"
        monkeypatch.setattr(Store, "save", real)
        person.clicks(person.window.message_bar.answer("Try again"))
        person.sees_saved()
        assert person.window.message_bar.sentence == ""
    (organisation,) = kept_in(example).organisations.values()
    assert organisation.short_name == "Bay Two"


def test_a_window_that_could_not_save_does_not_close_without_being_told_to(
        qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "save", _full)
    with person_at(qtbot, example) as person:
        _renames(person, "Bay Two")
        person.waits(lambda: person.window.header.save_state.words.text() == "Not saved")
        person.window.close()
        assert person.window.isVisible()
        assert "would be lost" in person.window.message_bar.sentence
        person.clicks(person.window.message_bar.answer("Close without saving them"))
        person.waits(lambda: not person.window.isVisible())
    (organisation,) = kept_in(example).organisations.values()
    assert organisation.short_name == "Example Bay"


def test_closing_saves_what_was_typed_a_moment_before(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        _renames(person, "Bay Three", leaves=False)
        person.window.close()
        person.waits(lambda: not person.window.isVisible())
    (organisation,) = kept_in(example).organisations.values()
    assert organisation.short_name == "Bay Three"


def test_a_folder_that_is_no_workspace_is_left_alone_and_named(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "anchor.db").write_bytes(b"not a database at all" * 100)
    before = (folder / "anchor.db").read_bytes()
    with person_at(qtbot, folder) as person:
        if not isinstance(person.page, TroublePage):
            pytest.fail(f"shown is {type(person.page).__name__}")
        assert person.page.path.text() == str(folder)
        assert len(person.page.sentence.accessibleName()) > 30
        for words in ("Try again", "Copy the folder's path", "Look at the example", "Quit"):
            person.finds(QPushButton, words)
    assert (folder / "anchor.db").read_bytes() == before


def test_a_workspace_that_another_window_writes_to_opens_for_reading_only(qtbot: QtBot, example: Path) -> None:
    with Store.open(example), person_at(qtbot, example, Settings()) as person:
        assert person.window.header.save_state.words.text() == "Read only"
        assert person.window.hub is not None and person.window.hub.workspace.read_only


FULL = "The disk is full. Free about 5 MB, then try again. Your change is still on the screen."


def _full(self: Store, edit: Any, **_: Any) -> None:
    raise DiskFull(FULL, 5_000_000)


def _renames(person: Person, name: str, *, leaves: bool = True) -> None:
    person.window.go("settings")
    field = person.finds(LineEditor, "short_name")
    field.setFocus()
    field.selectAll()
    person.types(name, field)
    if leaves:
        person.presses(Qt.Key.Key_Tab)

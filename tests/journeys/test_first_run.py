"""The first start: with the mouse, by keyboard alone, with mistakes, and with a look at the example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.organisation import Kind
from anchor_app.ui.pages.start_page import StartPage
from anchor_app.ui.widgets.form import Choice
from tests.helpers.app_window import kept_in, person_at


def test_an_organisation_is_started_with_the_mouse(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with person_at(qtbot, folder) as person:
        assert isinstance(person.page, StartPage)
        person.types("Example Bay Hospitals", person.finds(QLineEdit, "name"))
        person.types("Example Bay", person.finds(QLineEdit, "short_name"))
        person.chooses(person.finds(QComboBox, "kind"), "NHS trust")
        person.types("Robin Example", person.finds(QLineEdit, "champion_name"))
        person.types("1 April 2024", person.finds(QLineEdit, "signed_up"))
        person.clicks(person.finds(QPushButton, "start_button"))
        person.waits(lambda: person.window.place == "overview")
        assert person.window.header.organisation_button.accessibleName() == "Organisation: Example Bay"
        assert person.window.header.period_button.accessibleName().endswith("2026/27 · Baseline")
        assert person.window.header.level_button.text() == "Not yet Bronze"
        assert person.window.side_bar.entry("assessment").count == "0/16"
    held = kept_in(folder)
    (organisation,) = held.organisations.values()
    assert (organisation.name, organisation.kind, organisation.beyond_nhs) == (
        "Example Bay Hospitals", Kind.NHS_TRUST, False)
    assert (organisation.champion_name, organisation.signed_up) == ("Robin Example", date(2024, 4, 1))
    (assessment,) = held.assessments.values()
    assert assessment.charter == organisation.charter


def test_an_organisation_is_started_by_keyboard_alone(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with person_at(qtbot, folder) as person:
        person.tabs_to("name")
        person.types("Fellside University")
        person.tabs_to("kind")
        person.types("U")
        person.tabs_to("place")
        person.types("Fells")
        person.tabs_to("round")
        person.presses(Qt.Key.Key_Down)
        person.tabs_to("start_button")
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: person.window.place == "overview")
        person.presses(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
        person.waits(lambda: person.window.place == "settings")
    (organisation,) = kept_in(folder).organisations.values()
    assert (organisation.name, organisation.place) == ("Fellside University", "Fells")
    assert (organisation.kind, organisation.beyond_nhs) == (Kind.UNIVERSITY, True)
    assert next(iter(kept_in(folder).assessments.values())).round == "Mid-year"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_made(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    with person_at(qtbot, folder) as person:
        person.types("30 February 2024", person.finds(QLineEdit, "signed_up"))
        person.clicks(person.finds(QPushButton, "start_button"))
        form = person.page.organisation_form  # type: ignore[attr-defined]
        faults = {name: field.fault_sentence for name, field in form.fields.items() if field.fault_sentence}
        assert set(faults) == {"name", "kind", "signed_up"}
        assert "30 February 2024" in faults["signed_up"]
        assert form.fields["name"].control.accessibleDescription() == faults["name"]
        assert QApplication.focusWidget() is form.fields["name"].control
        person.types("Example Bay")
        assert not form.fields["name"].fault_sentence
        assert isinstance(person.page, StartPage)
    assert not folder.exists()


def test_the_nhs_box_follows_the_kind_until_somebody_decides(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, tmp_path / "workspace") as person:
        form = person.page.organisation_form  # type: ignore[attr-defined]
        kind = person.finds(Choice, "kind")
        person.chooses(kind, "NHS trust")
        assert form.nhs_box.isChecked()
        person.chooses(kind, "Council")
        assert not form.nhs_box.isChecked()
        person.clicks(form.nhs_box)
        person.clicks(form.nhs_box)
        person.chooses(kind, "NHS trust")
        assert not form.nhs_box.isChecked()


def test_a_synced_folder_is_refused_with_the_reason_and_the_way_out(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Example Bay" / "workspace"
    with person_at(qtbot, folder) as person:
        person.types("Example Bay", person.finds(QLineEdit, "name"))
        person.chooses(person.finds(QComboBox, "kind"), "NHS trust")
        person.clicks(person.finds(QPushButton, "start_button"))
        page = person.page
        person.waits(lambda: bool(page.fault.text()))  # type: ignore[attr-defined]
        assert "OneDrive" in page.fault.accessibleName()  # type: ignore[attr-defined]
        assert person.finds(QLineEdit, "name").text() == "Example Bay"
    assert not folder.exists()


def test_the_example_is_shown_and_marked_on_every_page_and_left_again(qtbot: QtBot, tmp_path: Path) -> None:
    with person_at(qtbot, tmp_path / "workspace") as person:
        person.clicks(person.finds(QPushButton, "example_button"))
        person.waits(lambda: person.window.place == "overview")
        for place in person.window.side_bar.keys:
            person.window.go(place)
            assert person.window.banner.isVisible()
            assert "fictional" in person.window.banner.words.text()
        assert person.window.header.level_button.text() == "Silver"
        person.clicks(person.window.banner.button)
        person.waits(lambda: isinstance(person.page, StartPage))
        assert not person.window.banner.isVisible()
    assert not (tmp_path / "workspace").exists()

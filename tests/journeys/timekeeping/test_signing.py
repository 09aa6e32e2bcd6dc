"""Signing off in the window: what is unready, whose name, frozen answers, and reopening as the next revision."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AmendEvidence
from anchor_app.services.backups import list_backups
from tests.helpers.app_window import example_in, person_at
from tests.helpers.handing_over import held, signs
from tests.reports.test_sheet import text_of


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return example_in(tmp_path / "example")


def test_the_lead_is_offered_as_who_signs_and_every_gap_leads_to_its_component(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        action = next(one for one in person.window.header.period_button.menu().actions()
                      if one.text().replace("&", "").startswith("Sign off"))
        action.trigger()
        page: Any = person.page
        hub = person.window.hub
        assert hub is not None
        lead = hub.workspace.holdings.organisation_of(held(person))
        assert (page.form.name_line.text(), page.form.role_line.text()) == (lead.lead_name, lead.lead_role)
        link = next(iter(page.unready.links.values()))[0]
        person.clicks(link)
        assert person.window.place == "assessment"
        assert person.page.component_id == link.text()  # type: ignore[attr-defined]


def test_what_is_signed_freezes_after_a_backup_and_is_reopened_as_the_next_revision(
        qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        page = signs(person)
        assert [one.reason for one in list_backups(example)] == ["before sign-off"]
        signing = held(person).signing
        assert signing is not None and signing.by == "Dr Ada Example"
        assert page.title_label.text().endswith("is signed off")
        person.window.show_item("assessment", "1.1")
        desk: Any = person.page
        assert "Signed off by Dr Ada Example" in desk.lock_line.accessibleName()
        assert not desk.component_page.status.chooser.button(Status.FULFILLED).isEnabled()
        person.clicks(desk.signing_button)
        assert person.window.place == "signing"
        person.clicks(page.signed.reopen_button)
        assert "Revision 1 and its signature are kept" in page.signed.confirm.question.accessibleName()
        person.clicks(page.signed.confirm.yes_button)
        person.waits(lambda: not held(person).is_frozen)
        assert held(person).revision == 2
        person.window.show_item("assessment", "1.1")
        assert desk.component_page.status.chooser.button(Status.FULFILLED).isEnabled()
        person.window.go("overview")
        assert not person.page.signed_card.isVisible()  # type: ignore[attr-defined]


def test_what_changed_since_the_signature_is_listed_after_reopening(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        page = signs(person)
        person.clicks(page.signed.reopen_button)
        person.clicks(page.signed.confirm.yes_button)
        person.waits(lambda: "Nothing was changed" in page.signed.changes_label.accessibleName())
        before = held(person).component("1.1").status
        wanted = Status.WORKING_TOWARDS if before is not Status.WORKING_TOWARDS else Status.FULFILLED
        hub = person.window.hub
        assert hub is not None
        hub.do(SetStatus(held(person).id, "1.1", wanted))
        person.waits(lambda: wanted.words in page.signed.changes_label.accessibleName())


def test_a_signature_without_a_name_is_asked_for_where_it_is_missing(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.window.go("signing")
        page: Any = person.page
        page.form.name_line.clear()
        person.clicks(page.form.sign_button)
        assert page.form.name_field.fault_sentence
        assert page.form.confirm.isHidden()
        assert not held(person).is_frozen


def test_no_backup_no_signature(qtbot: QtBot, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from anchor_app.services import backups
    from anchor_app.storage.errors import DiskFull

    def full(*_: Any) -> None:
        raise DiskFull("The disk is full.", 1)

    monkeypatch.setattr(backups, "before", full)
    with person_at(qtbot, example) as person:
        person.window.go("signing")
        page: Any = person.page
        person.clicks(page.form.sign_button)
        person.clicks(page.form.confirm.yes_button)
        person.waits(page.form.fault.isVisible)
        assert "no backup could be made" in page.form.fault.accessibleName()
        assert not held(person).is_frozen


def test_it_is_signed_by_keys_alone(qtbot: QtBot, example: Path) -> None:
    with person_at(qtbot, example) as person:
        person.window.go("signing")
        page: Any = person.page
        page.form.name_line.setFocus()
        for _ in range(12):
            if person.focused is page.form.sign_button:
                break
            person.presses(Qt.Key.Key_Tab)
        person.presses(Qt.Key.Key_Space)
        assert person.focused is page.form.confirm.no_button
        person.presses(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert person.focused is page.form.confirm.yes_button
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: held(person).is_frozen)
        assert person.finds(QPushButton, "Reopen as revision 2…")


def test_the_sheet_of_a_signed_assessment_says_what_was_signed(qtbot: QtBot, example: Path) -> None:
    """Evidence may be amended after the signature; the sheet keeps its words as they were signed."""
    with person_at(qtbot, example) as person:
        signs(person)
        hub = person.window.hub
        assert hub is not None
        piece = hub.workspace.holdings.evidence_of(held(person).organisation)[0]
        hub.do(AmendEvidence(piece.id, {"title": "A later title"}))
        person.sees_saved()
        person.window.go("sheet")
        page: Any = person.page
        person.waits(lambda: page._published is not None)
        text = text_of(page._published.data)
        assert piece.title in text and "A later title" not in text
        assert "Signed off" in text and "changed since" not in text

"""Packs are dropped or chosen, looked at as differences, decided one by one, and received as one change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.merging_plan import Side
from anchor_app.domain.organisation import Kind
from anchor_app.services.backups import list_backups
from anchor_app.ui.models.incoming import Stage
from tests.helpers.app_window import TODAY, kept_in, person_at
from tests.helpers.exchanged import MINE, THEIRS, do_in, gone_apart, group_workspace, last_in, returns_in
from tests.helpers.handing_over import dropped, drops, held, receives, shows


def test_two_champions_packs_meet_and_each_conflict_is_decided_by_a_person(qtbot: QtBot, tmp_path: Path) -> None:
    mine, pack = gone_apart(tmp_path)
    with person_at(qtbot, mine) as person:
        page = drops(person, pack)
        assert page.what_label.text() == "A pack of Example Bay Hospitals"
        assert page.count_label.text().startswith("2 to decide, 1 new, 1 changed, 1 removed")
        assert not page.apply_button.isEnabled() and not page.incoming.choices
        (conflict, *_) = page.rows.rows
        assert conflict.sides.choice is None
        person.clicks(conflict.sides.button(Side.THEIRS))
        assert not page.apply_button.isEnabled()
        person.clicks(page.next_button)
        (other, *_) = page.rows.rows
        assert other.unit != conflict.unit
        person.clicks(other.sides.button(Side.MINE))
        said = receives(person, page)
        assert said.startswith("Received the pack of Example Bay Hospitals: 2 decided, 1 new, 1 changed, 1 removed")
        now = held(person)
        assert now.component("1.1").summary == THEIRS and now.component("2.1").lead == "Procurement"
        assert [one.text for one in now.opportunities_of("3.4")][-1] == "Ask more firms"
        assert [one.reason for one in list_backups(mine)][:1] == ["before import"]
        person.clicks(person.window.header.undo_button)
        person.waits(lambda: held(person).component("1.1").summary == MINE)
        assert person.window.message_bar.sentence == "Undone: Receive the pack of Example Bay Hospitals"


def test_cancelling_changes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    mine, pack = gone_apart(tmp_path)
    before = dict(kept_in(mine).all_facts())
    with person_at(qtbot, mine) as person:
        page = drops(person, pack)
        person.clicks(page.theirs_button)
        assert page.apply_button.isEnabled()
        person.clicks(page.forget_button)
        assert page.start.isVisible() and not page.summary.isVisible()
    assert dict(kept_in(mine).all_facts()) == before


def test_the_same_pack_twice_says_that_nothing_is_new(qtbot: QtBot, tmp_path: Path) -> None:
    mine, pack = gone_apart(tmp_path)
    with person_at(qtbot, mine) as person:
        page = drops(person, pack)
        person.clicks(page.theirs_button)
        receives(person, page)
        page = drops(person, pack)
        assert not page.incoming.conflicts and page.apply_button.isEnabled()
        assert receives(person, page) == "Nothing in it is new, so nothing was changed."


def test_a_folder_of_returns_becomes_one_change_and_what_came_in_is_theirs(qtbot: QtBot, tmp_path: Path) -> None:
    returns_in(tmp_path / "returns", 3)
    folder = group_workspace(tmp_path / "group")
    with person_at(qtbot, folder) as person:
        page = drops(person, tmp_path / "returns")
        assert page.what_label.text() == "3 packs of 3 organisations"
        assert receives(person, page).startswith("Received 3 packs of 3 organisations: ")
        hub = person.window.hub
        assert hub is not None and len(hub.workspace.holdings.organisations) == 4
        assert held(person).organisation == "o1"
        person.clicks(page.result.button)
        assert person.page.group.button.text() == "Decide on 1.1"  # type: ignore[attr-defined]
        person.clicks(person.window.header.undo_button)
        person.waits(lambda: len(hub.workspace.holdings.organisations) == 1)


def test_files_that_are_no_packs_are_named_and_the_others_can_be_received(qtbot: QtBot, tmp_path: Path) -> None:
    packs = returns_in(tmp_path / "returns", 1)
    broken = tmp_path / "returns" / "broken.anchorpack"
    broken.write_bytes(packs[0].read_bytes()[:-9])
    with person_at(qtbot, group_workspace(tmp_path / "group")) as person:
        page = drops(person, tmp_path / "returns")
        assert page.refused.isVisible()
        assert "The other pack can be received without it" in page.refused.after_label.text()
        assert page.apply_button.isEnabled()
        assert receives(person, page).startswith("Received the pack of Fellside Trust 1")


def test_another_organisation_of_the_same_name_is_asked_about_and_leaving_it_out_comes_first(
        qtbot: QtBot, tmp_path: Path) -> None:
    packs = returns_in(tmp_path / "returns", 1)
    folder = group_workspace(tmp_path / "group")
    digest = next(iter(kept_in(folder).charters))
    do_in(folder, AddOrganisation({"name": "Fellside Trust 1", "kind": Kind.NHS_TRUST}, "other"),
          StartAssessment("other", digest, "2026/27", started_on=TODAY, id="other-now"))
    with person_at(qtbot, folder) as person:
        page = drops(person, *packs)
        assert not page.apply_button.isEnabled() and "under another identity" in str(page.incoming.blocks[0][1])
        assert person.focused is page.question.leave_buttons[0]
        person.clicks(page.question.same_buttons[0])
        person.waits(lambda: page.incoming.stage is Stage.SHOWN and not page.question.isVisible())
        if page.incoming.undecided:
            person.clicks(page.theirs_button)
        receives(person, page)
        hub = person.window.hub
        assert hub is not None and "o1" not in hub.workspace.holdings.organisations
        assert "other-now" in hub.workspace.holdings.assessments


def test_a_protected_pack_asks_for_its_passphrase_until_it_fits(qtbot: QtBot, tmp_path: Path) -> None:
    mine, pack = gone_apart(tmp_path, passphrase="kettle orbit velvet")
    with person_at(qtbot, mine) as person:
        page = drops(person, pack)
        assert page.ask.isVisible() and person.focused is page.ask.line and not page.summary.isVisible()
        person.types("kettle")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: "not the passphrase" in page.ask.field.fault_sentence)
        page.ask.line.setFocus()
        person.types("kettle orbit velvet")
        person.presses(Qt.Key.Key_Return)
        person.waits(lambda: page.incoming.stage is Stage.SHOWN and bool(page.incoming.plans))
        assert not page.ask.isVisible() and page.summary.isVisible()


def test_a_pack_that_is_dropped_on_a_component_is_received_and_no_evidence(qtbot: QtBot, tmp_path: Path) -> None:
    mine, pack = gone_apart(tmp_path)
    with person_at(qtbot, mine) as person:
        person.window.show_item("assessment", "1.1")
        desk: Any = person.page
        before = len(kept_in(mine).evidence)
        assert dropped(desk.component_page, pack)
        page = shows(person)
        assert page.incoming.packs and len(kept_in(mine).evidence) == before


def test_what_is_no_pack_is_not_taken_by_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    mine, _ = gone_apart(tmp_path)
    (tmp_path / "notes.txt").write_text("no pack")
    with person_at(qtbot, mine) as person:
        assert not dropped(person.window, tmp_path / "notes.txt")
        assert person.window.place == "overview"


def test_it_is_received_by_keys_alone(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, pack = gone_apart(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(pack)], ""))
    key = last_in(mine)
    with person_at(qtbot, mine) as person:
        control = Qt.KeyboardModifier.ControlModifier
        person.presses(Qt.Key.Key_O, control | Qt.KeyboardModifier.ShiftModifier)
        page: Any = person.page
        page.start.packs_button.setFocus()
        person.presses(Qt.Key.Key_Space)
        page = shows(person)
        assert person.focused is page.next_button
        for _ in range(2):
            person.presses(Qt.Key.Key_PageDown, control)
            person.presses(Qt.Key.Key_Space)
        person.waits(lambda: page.apply_button.isEnabled())
        page.tree.setFocus()
        for _ in range(40):
            if person.focused is page.apply_button:
                break
            person.presses(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        person.presses(Qt.Key.Key_Space)
        person.waits(lambda: page.result.isVisible())
        assert person.focused is page.result.button
    assert kept_in(mine).assessments[key].component("1.1").summary == MINE


def test_a_steering_group_begins_with_packs_and_no_organisation_of_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    returns_in(tmp_path / "returns", 2)
    with person_at(qtbot, tmp_path / "new") as person:
        start: Any = person.page
        person.clicks(start.receive_button)
        person.waits(lambda: person.window.place == "receive")
        page = drops(person, tmp_path / "returns")
        assert receives(person, page).startswith("Received 2 packs of 2 organisations")
        assert held(person).organisation == "o1"
    assert set(kept_in(tmp_path / "new").organisations) == {"o1", "o2"}

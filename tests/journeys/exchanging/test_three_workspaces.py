"""From two champions' laptops to the steering group's board and back again, with nothing between them but a folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import State, Status
from anchor_app.domain.counting import Reading
from anchor_app.domain.moderation import Decision
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Clock
from anchor_app.ui.dialogs.proof_dialog import ProofDialog
from anchor_app.ui.widgets.moderation_form import How
from tests.helpers.app_window import CLOCK, Person, example_in, person_at
from tests.helpers.handing_over import drops, goes_to_send, held, packed, receives, saves_to, signs
from tests.helpers.states import empty

BAY, FELLSIDE = "Example Bay Hospitals", "Fellside University"
CONTROL = Qt.KeyboardModifier.ControlModifier


def _hours_on(hours: int) -> Clock:
    """A clock on the same day: whose answers they are is told by what went out before anything came in."""
    return Clock(now=lambda: CLOCK.now() + timedelta(hours=hours), today=CLOCK.today)


def answers(person: Person, component: str, status: Status, summary: str) -> None:
    """Say where a component stands, by the mouse, and what shows it, by the keys."""
    person.window.show_item("assessment", component)
    page: Any = person.page
    desk = page.component_page
    person.clicks(desk.status.chooser.button(status))
    editor = desk.summary
    editor.setFocus()
    editor.selectAll()
    person.types(summary, editor)
    page.flush()
    person.waits(lambda: held(person).component(component).summary == summary)
    assert held(person).component(component).status is status


def sends(person: Person, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Make a pack for the collaborative in the shared folder."""
    saves_to(monkeypatch, path)
    page = goes_to_send(person)
    person.clicks(page.save_button)
    packed(person, page)
    assert path.exists()


def decides(person: Person, component: str, decision: Decision, reason: str = "") -> None:
    """Decide on a component together, by the keys."""
    person.window.show_item("assessment", component)
    page: Any = person.page
    form = page.component_page.moderation.form
    if form.chosen_how is not How.TOGETHER:
        person.clicks(form.how.button(How.TOGETHER))
    form.reason.setFocus()
    person.presses({Decision.AGREED: Qt.Key.Key_1, Decision.MORE_EVIDENCE: Qt.Key.Key_3}[decision], CONTROL)
    person.types(reason, form.reason)
    form.name_line.setFocus()
    form.name_line.selectAll()
    person.types("Bay and Fells group", form.name_line)
    person.presses(Qt.Key.Key_Return)
    person.waits(lambda: page.component_page.moderation.result.words_label.text() == decision.words)


def goes(person: Person, place: str) -> Any:
    """Go to a page of the collaborative, and wait until it shows what is there."""
    person.clicks(person.window.side_bar.entry(place))
    person.waits(lambda: person.window.place == place and person.page.is_settled)  # type: ignore[attr-defined]
    return person.page


def standing(page: Any) -> dict[str, tuple[str, str]]:
    """Each organisation on the board with its level, and its count in the first domain."""
    return {page.model.text(row, 0): (page.model.text(row, 1), page.model.text(row, 2))
            for row in range(page.model.rowCount()) if page.model.row(row)}


def bay_sends(qtbot: QtBot, folder: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    with person_at(qtbot, folder, Settings(who="Robin Example")) as person:
        answers(person, "1.1", Status.FULFILLED, "We hold fairs in each ward.")
        signs(person)
        sends(person, monkeypatch, shared / "bay.anchorpack")
        person.waits(lambda: held(person).state is State.SENT)
        person.window.go("overview")
        return str(person.page.headline.title_label.text())  # type: ignore[attr-defined]


def fellside_sends(qtbot: QtBot, folder: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with person_at(qtbot, folder, Settings(who="Kim Example")) as person:
        answers(person, "2.1", Status.FULFILLED, "Each order asks what it is good for.")
        sends(person, monkeypatch, shared / "fellside.anchorpack")


def group_receives(person: Person, shared: Path) -> None:
    """Both returns from the folder, as a steering group that has nothing yet."""
    start: Any = person.page
    person.clicks(start.receive_button)
    person.waits(lambda: person.window.place == "receive")
    page = drops(person, shared)
    assert page.what_label.text() == "2 packs of 2 organisations"
    assert receives(person, page).startswith("Received 2 packs of 2 organisations")


def group_looks(person: Person) -> None:
    """Who has sent, and who stands where."""
    returns = goes(person, "returns")
    assert returns.list_card.title_label.text() == "2 of 2 received"
    assert [line.title for line in returns.list.model_.lines] == [BAY, FELLSIDE]
    board = goes(person, "board")
    assert standing(board) == {BAY: ("Silver", "3/3"), FELLSIDE: ("Not yet Bronze", "0/3")}
    row = board.model.row_of(held_by(person, BAY))
    person.clicks(board.table.viewport(), board.table.visualRect(board.model.index(row, 2)).center())
    person.clicks(board.dialog.rows[0])
    person.waits(lambda: person.window.place == "assessment" and person.window.findChild(ProofDialog) is None)
    person.window.activateWindow()  # as every desktop does once a dialog is gone, but not the platform without one
    person.waits(person.window.isActiveWindow)
    assert held(person).organisation == held_by(person, BAY)


def held_by(person: Person, name: str) -> str:
    """The id of an organisation."""
    hub = person.window.hub
    assert hub is not None
    return next(key for key, one in hub.workspace.holdings.organisations.items() if one.name == name)


def group_decides(person: Person, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """A component is agreed and another is not yet; the result goes back."""
    decides(person, "1.1", Decision.AGREED)
    decides(person, "1.2", Decision.MORE_EVIDENCE, "Say how many came.")
    board = goes(person, "board")
    person.clicks(board.choices.reading.button(Reading.MODERATED))
    person.waits(lambda: standing(board)[BAY] == ("Not yet Bronze", "1/3"))
    sends(person, monkeypatch, path)


def champion_reads(person: Person, pack: Path) -> None:
    """The decisions beside the answers, and the moderated level on the overview."""
    page = drops(person, pack)
    assert not page.incoming.conflicts
    assert receives(person, page).startswith(f"Received the pack of {BAY}")
    person.window.show_item("assessment", "1.2")
    shown: Any = person.page
    card = shown.component_page.moderation
    assert card.isVisible() and not card.form.isVisible()
    assert card.result.words_label.text() == "More evidence needed"
    assert card.result.reason_label.text() == "Say how many came."
    assert card.result.who_label.text() == "Bay and Fells group, 2 November 2026"
    person.window.show_item("assessment", "1.1")
    assert card.result.words_label.text() == "Agreed"
    assert held(person).component("1.1").summary == "We hold fairs in each ward."
    person.window.go("overview")
    overview: Any = person.page
    words = overview.headline.moderated.words_label.text()
    assert "1 of 13 fulfilled components agreed by the steering group" in words
    assert overview.group.count_label.text() == "1 agreed and 1 needs more evidence."
    assert not overview.group.button.isVisible() and not person.window.side_bar.entry("board").isVisible()


def test_returns_go_over_a_folder_to_the_board_and_decisions_come_back(
        qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bay, fellside, shared = example_in(tmp_path / "bay"), tmp_path / "fellside", tmp_path / "shared"
    empty(fellside)
    shared.mkdir()
    back = tmp_path / "back" / "decisions.anchorpack"
    back.parent.mkdir()
    assert "Silver" in bay_sends(qtbot, bay, shared, monkeypatch)
    fellside_sends(qtbot, fellside, shared, monkeypatch)
    with person_at(qtbot, tmp_path / "group", Settings(who="The group"), clock=_hours_on(1)) as person:
        group_receives(person, shared)
        group_looks(person)
        group_decides(person, monkeypatch, back)
    with person_at(qtbot, bay, Settings(who="Robin Example"), clock=_hours_on(2)) as person:
        champion_reads(person, back)

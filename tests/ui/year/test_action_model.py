"""The actions as rows and cards: which there are, in which order, in which words, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from anchor_app.domain.acting import AddAction, NoteAction
from anchor_app.domain.action import Action, ActionStatus, Priority, Sought
from anchor_app.domain.edit import Edit
from anchor_app.domain.holdings import Holdings
from anchor_app.ui.models.action_model import COLUMNS, ActionModel, Column, due_words
from anchor_app.ui.models.lane_model import CARD, LaneModel
from tests.helpers.window import TODAY, SmallWorkspace

LATE = date(2026, 10, 1)


class Many:
    """A wish for many actions at once."""

    def __init__(self, count: int) -> None:
        self.count = count

    def edit(self, holdings: Holdings) -> Edit:
        changes = []
        for at in range(self.count):
            edit = AddAction("org", {"title": f"Action {at:04}", "owner_name": f"Owner {at % 7}" * (1 + 40 * (at % 3)),
                                     "components": "1.1 2.1", "due": date(2026, 1 + at % 12, 1 + at % 28)},
                             id=f"m{at}").edit(holdings)
            changes += edit.changes
        return Edit("Many", tuple(changes))


@pytest.fixture
def small() -> Iterator[SmallWorkspace]:
    made = SmallWorkspace(before=(
        AddAction("org", {"title": "b", "owner_name": "Zoe", "due": date(2027, 1, 2)}, id="b"),
        AddAction("org", {"title": "a\nb", "owner_name": "ada", "priority": Priority.HIGH}, id="a"),
        AddAction("org", {"title": "c", "due": LATE, "priority": Priority.LOW, "components": "2.1 1.1"}, id="c"),
        AddAction("", {"title": "ours"}, id="ours"),
        NoteAction("org/b", "Spoke to the porter", TODAY)))
    yield made
    made.close()


def model_of(small: SmallWorkspace, whose: str | None = "org", sought: Sought = Sought()) -> ActionModel:  # noqa: B008
    model = ActionModel(small.hub)
    model.look(whose, sought)
    return model


def ids(model: ActionModel) -> list[str]:
    return [one.id for one in model.found]


def test_rows_stand_by_urgency_or_by_a_column_with_the_empty_ones_last(
        qapp: QApplication, small: SmallWorkspace) -> None:
    model = model_of(small)
    assert ids(model) == ["c", "b", "a"] and model.total == 3
    for column, down, wanted in ((Column.OWNER, False, "abc"), (Column.OWNER, True, "bac"), (Column.DUE, True, "bca"),
                                 (Column.PRIORITY, False, "acb"), (Column.TITLE, False, "abc"), (None, False, "cba")):
        model.order_by(column, down)
        assert "".join(ids(model)) == wanted, column


def test_whose_and_words_narrow_and_words_in_notes_count(qapp: QApplication, small: SmallWorkspace) -> None:
    assert ids(model_of(small, "")) == ["ours"]
    assert len(ids(model_of(small, None))) == 4
    assert ids(model_of(small, "org", Sought(words="PORTER"))) == ["b"]


def test_cells_are_one_line_and_say_what_is_late_in_words(qapp: QApplication, small: SmallWorkspace) -> None:
    model = model_of(small)
    row = model.row_of("org/c")
    cells = {column: model.data(model.index(row, at)) for at, column in enumerate(COLUMNS)}
    assert cells[Column.DUE] == "Overdue: 1 Oct" and cells[Column.COMPONENTS] == "2.1, 1.1"
    assert cells[Column.OWNER] == "Nobody yet" and cells[Column.STATUS] == "Not started"
    assert model.data(model.index(model.row_of("org/a"), 0)) == "a b"
    spoken = model.spoken(small.workspace.holdings.actions["org/c"])
    assert "Overdue: 1 October 2026" in spoken and "Low priority" in spoken
    accessible = model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert accessible == "Action: c"


@pytest.mark.parametrize(("values", "wanted"), [
    ({}, "No due date"), ({"due": TODAY}, "2 November 2026"), ({"due": LATE}, "Overdue: 1 October 2026"),
    ({"due": LATE, "status": ActionStatus.COMPLETE, "completed_on": TODAY}, "Completed 2 November 2026"),
    ({"status": ActionStatus.COMPLETE}, "Completed")])
def test_due_words_name_the_day_and_what_it_means(values: dict[str, object], wanted: str) -> None:
    assert due_words(Action("x", "org", **values), TODAY) == wanted  # type: ignore[arg-type]


def test_a_card_carries_its_key_and_none_is_carried_where_none_may_move(
        qapp: QApplication, small: SmallWorkspace) -> None:
    model = model_of(small)
    lane = LaneModel(model)
    lane.show(model.found)
    assert bytes(lane.mimeData([lane.index(0)]).data(CARD).data()) == b"org/c"
    assert lane.flags(lane.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    lane.is_movable = False
    assert not lane.flags(lane.index(0)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_thousand_actions_are_looked_through_and_shown_at_once(qapp: QApplication) -> None:
    from anchor_app.ui.pages.actions_page import ActionsPage

    small = SmallWorkspace(before=(Many(1000),))
    page = ActionsPage(small.hub)
    page.resize(1076, 740)
    page.show()
    QApplication.sendPostedEvents()
    times = {}
    for view in ("table", "board"):
        page.view.button(view).click()
        begun = perf_counter()
        page.refresh()
        page.grab()
        times[view] = perf_counter() - begun
    begun = perf_counter()
    page.filters.search_line.setText("Action 0999")
    page.filters.changed.emit()
    times["search"] = perf_counter() - begun
    assert page.model.rowCount() == 1
    page.close()
    page.deleteLater()
    small.close()
    assert max(times.values()) < 0.3, times  # three times what is asked for: other tests run at the same time

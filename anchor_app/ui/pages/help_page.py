"""Help: the rules of the charter that is answered, what the marks mean, the keys, and where the data are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from anchor_app import __version__
from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Charter
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Columns, PageScroll
from anchor_app.ui.widgets.status import MarkShape, StatusShape
from anchor_app.ui.widgets.text import PlainLabel

KEYS = (
    ("Alt+1 … Alt+7", "Go to a page"),
    ("F6", "Move between the side bar, the header and the page"),
    ("Ctrl+Page up, Ctrl+Page down", "Previous or next component"),
    ("Ctrl+E", "Add evidence"),
    ("Ctrl+Z", "Undo the last change, also after a restart; in a field, first what was typed there"),
    ("Ctrl+Shift+Z, Ctrl+Y", "Redo what was undone"),
    ("Ctrl+Enter", "Confirm that a component's status is the same as last time"),
    ("Ctrl+P", "The reporting sheet"),
    ("Tab, Shift+Tab", "Next or previous field, out of a text as well"),
    ("Arrow keys", "Move within a group of choices"),
    ("Esc", "Put a message away"),
    ("F1", "This page"),
)

_STATUSES: Mapping[Status, str] = {
    Status.NOT_STARTED: "Nothing has been done yet, or nobody has looked.",
    Status.WORKING_TOWARDS: "Work is under way and not finished.",
    Status.FULFILLED: "Done, in your own judgement. Only this counts towards the level.",
    Status.NOT_APPLICABLE: "Does not apply to you, for a reason that you give. It does not count as fulfilled.",
}
_MARKS: Mapping[Mark | None, str] = {
    Mark.IN_PLACE: "It is done.",
    Mark.PARTLY: "Some of it is done.",
    Mark.NOT_YET: "It is known not to be done.",
    None: "Nobody has answered yet, which is not the same as “Not yet”.",
}


class HelpPage(QWidget):
    """Short guidance inside the window, about the charter of the assessment that is open."""

    title = "Help"

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._hub = hub
        self._shown: str | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(widest=1100)
        outer.addWidget(scroll)
        scroll.column.addWidget(PlainLabel(self.title, "page"))
        columns = Columns()
        scroll.column.addWidget(columns)
        self._levels = Card("Levels", "a level holds when its rule holds in every domain")
        left, right = _column(self._levels, _readings()), _column(_answers(), _keys(), _about())
        columns.add(left)
        columns.add(right)
        hub.refreshed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the rules of the charter that is answered now."""
        charter = self._charter()
        digest = charter.digest if charter else None
        if not self.isVisible() and self._shown is not None or digest == self._shown:
            return
        self._shown = digest
        _clear(self._levels)
        if charter is None:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        for at, level in enumerate(charter.levels):
            badge = LevelBadge()
            badge.set_level(level.name, at + 1, len(charter.levels))
            grid.addWidget(badge, at, 0)
            grid.addWidget(PlainLabel(f"In every domain {level.rule} of its components fulfilled"), at, 1)
        self._levels.body.addLayout(grid)
        self._levels.body.addWidget(PlainLabel(
            "A level also needs every level below it. So the weakest domain decides: the overview shows which one, "
            "and the shortest way on.", "soft"))
        source = f"{charter.title}, edition {charter.edition}. {charter.publisher}"
        self._levels.body.addWidget(PlainLabel(source, "hint"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self.refresh()

    def _charter(self) -> Charter | None:
        workspace, key = self._hub.workspace, self._hub.assessment_id
        if key is None or key not in workspace.holdings.assessments:
            return next(iter(workspace.holdings.charters.values()), None)
        return workspace.holdings.charter_of(workspace.assessment(key))


def _column(*cards: QWidget) -> QWidget:
    column = QWidget()
    column.setProperty("role", "bare")
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(18)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return column


def _readings() -> Card:
    card = Card("Two readings, side by side")
    for name, words in (
            ("Self-assessed", "Every component that you call Fulfilled counts."),
            ("Evidenced", "Only those that also have evidence which is current today. Evidence past its review "
                          "date no longer counts, so this level can fall with time.")):
        card.body.addWidget(PlainLabel(name, "strong"))
        card.body.addWidget(PlainLabel(words))
    return card


def _answers() -> Card:
    card = Card("What the answers mean")
    card.body.addWidget(PlainLabel("A component's status is your judgement; the app only ever suggests one.", "soft"))
    for status, words in _STATUSES.items():
        card.body.addLayout(_row(StatusShape(status), status.words, words))
    card.body.addWidget(PlainLabel("Practices help you judge. They never set the status.", "soft"))
    for mark, words in _MARKS.items():
        card.body.addLayout(_row(MarkShape(mark), mark.words if mark else "Unanswered", words))
    return card


def _row(shape: QWidget, name: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(PlainLabel(f"{name}: {words}"), 1)
    return row


def _keys() -> Card:
    card = Card("Keys")
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for at, (key, words) in enumerate(KEYS):
        grid.addWidget(PlainLabel(key, "strong"), at, 0)
        grid.addWidget(PlainLabel(words), at, 1)
    card.body.addLayout(grid)
    return card


def _about() -> Card:
    card = Card("Your data")
    card.body.addWidget(PlainLabel(
        "Every change is saved at once, on this computer only; the header says when. The settings name the folder, "
        "and “Check my data now” there compares everything with what was saved."))
    card.body.addWidget(PlainLabel(
        "The champion's guide, with pictures of every page, comes with the app in its folder docs.", "soft"))
    card.body.addWidget(PlainLabel(f"Anchor {__version__}", "hint"))
    return card


def _clear(card: Card) -> None:
    def empty(layout: object) -> None:
        while (item := layout.takeAt(0)) is not None:  # type: ignore[attr-defined]
            if item.widget():
                item.widget().deleteLater()
            elif item.layout():
                empty(item.layout())

    empty(card.body)

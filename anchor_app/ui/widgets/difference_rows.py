"""Components of two assessments side by side: each with its shape, its words, and what else is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Component
from anchor_app.domain.side_by_side import Side
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.status import StatusShape
from anchor_app.ui.widgets.text import PlainLabel


class DifferenceRow(RowButton):
    """One component, and how it stands on both sides."""

    def __init__(self, component: Component, left: Side, right: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 9, 10, 9)
        grid.setHorizontalSpacing(10)
        grid.addWidget(PlainLabel(f"{component.id}  {component.title}", "text", self), 0, 0)
        for at, side in enumerate((left, right)):
            grid.addWidget(StatusShape(side.status, self), 0, 1 + 2 * at, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PlainLabel(side_words(side), "text", self), 0, 2 + 2 * at)
        for column, stretch in ((0, 3), (2, 2), (4, 2)):
            grid.setColumnStretch(column, stretch)
            grid.setColumnMinimumWidth(column, 60)
        self.setAccessibleName(f"{component.id} {component.title}. Left: {side_words(left)}. "
                               f"Right: {side_words(right)}.")


class DifferenceRows(QWidget):
    """`opened(component)`: a row was pressed."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.rows: list[DifferenceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_pairs(self, pairs: Sequence[tuple[Component, Side, Side]]) -> None:
        """Show these components."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for component, left, right in pairs:
            row = DifferenceRow(component, left, right, self)
            row.clicked.connect(lambda _=False, key=component.id: self.opened.emit(key))
            self._column.addWidget(row)
            self.rows.append(row)


def side_words(side: Side) -> str:
    """The status with what bears on its counting, as in "Fulfilled, current evidence, agreed"."""
    words = [side.status.words]
    if side.status is Status.FULFILLED:
        words.append("current evidence" if side.has_current_evidence else "no current evidence")
        if side.is_agreed is not None:
            words.append("agreed" if side.is_agreed else "not agreed")
    elif side.is_focus:
        words.append("a focus")
    elif side.has_opportunity:
        words.append("an opportunity")
    return ", ".join(words)

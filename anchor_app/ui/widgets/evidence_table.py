"""The register of evidence as a table that shows as many columns as fit."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from anchor_app.domain.register import Column
from anchor_app.ui import theme
from anchor_app.ui.delegates.evidence_delegate import EvidenceDelegate
from anchor_app.ui.models.evidence_model import COLUMNS, EvidenceModel
from anchor_app.ui.widgets.row_table import RowTable

_WIDTHS = ((Column.REFERENCE, 84), (Column.TITLE, 230), (Column.REVIEW, 172), (Column.SUPPORTS, 100),
           (Column.KIND, 100), (Column.DESCRIBES, 150), (Column.SENSITIVITY, 120), (Column.OWNER, 140))
"""Columns in the order in which they win their place, and their widths in pixels at 100 % text."""


class EvidenceTable(RowTable):
    """Rows of evidence; what has no column of its own stands under the title.

    `shown(id)`: a row became the current one. `opened(id)`: Return, or a click, on a row.
    `order_asked(column, is_descending)`: a heading was clicked.
    """

    shown = Signal(str)
    opened = Signal(str)
    order_asked = Signal(object, bool)

    def __init__(self, model: EvidenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(EvidenceDelegate(model, self._is_hidden, self))
        self.dress("Evidence register")
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._on_heading_clicked)
        self.fit()

    def show_order(self, column: Column, is_descending: bool) -> None:
        """Mark the heading that the rows are ordered by."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(COLUMNS.index(column), order)

    def choose(self, evidence_id: str) -> bool:
        """Make a piece's row the current one, if it is there."""
        row = self._model.row_of(evidence_id)
        if row < 0:
            return False
        index = self._model.index(row, COLUMNS.index(Column.TITLE))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    @property
    def current_id(self) -> str:
        """The piece in the current row; "" for none."""
        piece = self._model.piece(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return piece.id if piece else ""

    def currentChanged(self, current, previous) -> None:  # type: ignore[no-untyped-def]
        super().currentChanged(current, previous)
        piece = self._model.piece(current.row()) if current.isValid() else None
        if piece is not None and current.row() != previous.row():
            self.shown.emit(piece.id)

    def open_row(self, row: int) -> None:
        piece = self._model.piece(row)
        if piece is not None:
            self.opened.emit(piece.id)

    def _on_heading_clicked(self, section: int) -> None:
        column = COLUMNS[section]
        self.order_asked.emit(column, column is self._model.column and not self._model.is_descending)

    def _is_hidden(self, column: Column) -> bool:
        return self.isColumnHidden(COLUMNS.index(column))

    def fit(self) -> None:
        """Give columns their widths in the order of their worth, as long as there is room; the title takes the rest."""
        look, room = theme.look(), self.viewport().width()
        self.verticalHeader().setDefaultSectionSize(look.px(56))
        left = room
        for place, (column, width) in enumerate(_WIDTHS):
            section = COLUMNS.index(column)
            is_shown = place < 2 or (look.px(width) <= left and not any(
                self.isColumnHidden(COLUMNS.index(before)) for before, _ in _WIDTHS[:place]))
            self.setColumnHidden(section, not is_shown)
            if is_shown:
                self.setColumnWidth(section, look.px(width))
                left -= look.px(width)
        title = COLUMNS.index(Column.TITLE)
        self.setColumnWidth(title, max(look.px(120), look.px(_WIDTHS[1][1]) + left))

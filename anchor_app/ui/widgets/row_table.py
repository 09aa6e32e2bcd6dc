"""A table of rows to choose and to open, whose columns fit the room and the size of the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTableView


class RowTable(QTableView):
    """Return and Enter open the current row; `fit` is asked again when the room or the text changes."""

    def open_row(self, row: int) -> None:
        """Open what stands in a row."""
        raise NotImplementedError

    def fit(self) -> None:
        """Give the columns their widths."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_row(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

"""A table of figures behind a picture: as high as its rows, to be read and never changed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from anchor_app.ui import theme

_ROW = 36


class FiguresTable(QTableView):
    """Shows every row of a model at once; wide ones scroll sideways. `fit` after the model has other rows."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("kind", "bare")
        self.setProperty("role", "figures")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def fit(self) -> None:
        """Be as high as the rows, the header and the bar that scrolls sideways."""
        row, model = theme.look().px(_ROW), self.model()
        self.verticalHeader().setDefaultSectionSize(row)
        bar = self.horizontalScrollBar().sizeHint().height()
        rows = model.rowCount() if model is not None else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + row * max(1, rows) + bar + 6)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self.fit()

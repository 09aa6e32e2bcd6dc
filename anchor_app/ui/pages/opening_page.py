"""The opening page: how far the checking of a large workspace is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.text import StillLabel


class OpeningPage(QWidget):
    """Stands in for a workspace that is being opened. `stop_requested` is the wish not to open it after all."""

    title = "Opening your workspace"
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(widest=560)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(scroll)
        card = Card(self.title)
        self.words = StillLabel("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Checked so far")
        self.stop = QPushButton("Stop")
        self.stop.setAccessibleName("Stop opening the workspace")
        self.stop.clicked.connect(self._on_stop)
        card.body.addWidget(self.words)
        card.body.addWidget(self.bar)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        card.body.addLayout(row)
        scroll.column.addStretch(1)
        scroll.column.addWidget(card)
        scroll.column.addStretch(2)

    def show_share(self, done: int, of: int) -> None:
        """So many facts of so many are checked."""
        if self.stop.isEnabled():
            self.words.setText(f"Every saved answer is checked before it is shown: {done:,} of {of:,}.")
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(min(done, of))

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.words.setText("Stopping…")
        self.stop_requested.emit()

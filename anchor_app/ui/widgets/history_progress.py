"""How many changes were found and how far back it was looked; once that takes long, with a way to stop it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from anchor_app.domain.level_wording import day_words
from anchor_app.ui import theme
from anchor_app.ui.models.history_model import HistoryModel
from anchor_app.ui.widgets.text import PlainLabel

SLOW_MS = 300
"""Reading that takes longer is shown as such."""
_STEPS = 1_000


class HistoryProgress(QWidget):
    """Follows a model. `slowed`: reading takes long by now."""

    slowed = Signal()

    def __init__(self, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._model = model
        self.is_slow = False
        self.count_label = PlainLabel("", "hint", self)
        self.share_bar = QProgressBar(self)
        self.share_bar.setTextVisible(False)
        self.share_bar.setRange(0, _STEPS)
        self.share_bar.setMaximumWidth(theme.look().px(160))
        self.share_bar.setAccessibleName("How much of the history was looked at")
        self.stop_button = QPushButton("Stop", self)
        self.stop_button.setProperty("kind", "quiet")
        self.further_button = QPushButton("Look further back", self)
        self.further_button.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.count_label, self.share_bar, self.stop_button, self.further_button):
            row.addWidget(widget)
        row.addStretch(1)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self.stop_button.clicked.connect(self._on_stop)
        self.further_button.clicked.connect(self._on_further)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the model is."""
        model = self._model
        if not model.is_reading:
            self._slow.stop()
            self.is_slow = False
        elif not self.is_slow and not self._slow.isActive():
            self._slow.start()
        self.count_label.setText(self._words())
        self.share_bar.setVisible(self.is_slow)
        self.share_bar.setValue(round(model.share * _STEPS))
        self.stop_button.setVisible(self.is_slow)
        self.further_button.setVisible(model.is_stopped and not model.is_reading)

    def _words(self) -> str:
        model = self._model
        found = f"{model.count:,} {'change' if model.count == 1 else 'changes'}"
        if self.is_slow:
            return f"{found} so far, back to {_day(model.back_to)}" if model.back_to else "Reading the history…"
        if model.is_stopped and model.back_to:
            return f"{found}, looked back to {_day(model.back_to)}"
        if model.has_more:
            return f"{found}, and more further down" if model.count else ""
        return found if model.count else ""

    def _on_slow(self) -> None:
        self.is_slow = self._model.is_reading
        self.slowed.emit()
        self.refresh()

    def _on_stop(self) -> None:
        had_focus = self.stop_button.hasFocus()
        self._model.stop()
        self.refresh()
        if had_focus:
            self.further_button.setFocus()

    def _on_further(self) -> None:
        self._model.go_on()
        self.refresh()


def _day(at: datetime) -> str:
    return day_words(at.astimezone().date())

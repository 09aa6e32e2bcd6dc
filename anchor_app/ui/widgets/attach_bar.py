"""How attaching goes: what is copied now, how far it is, and what could not be attached."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.ui.attaching import AttachQueue
from anchor_app.ui.widgets.text import ElidedLabel, PlainLabel, restyle

_MOST_SENTENCES = 8
_STEPS = 1_000


class AttachBar(QFrame):
    """Follows a queue: hidden when there is nothing to say, and after failures until it is closed."""

    closed = Signal()

    def __init__(self, queue: AttachQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self.setProperty("kind", "message")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.name_label = ElidedLabel("", "strong", self)
        self.share_bar = QProgressBar(self)
        self.share_bar.setTextVisible(False)
        self.share_bar.setRange(0, _STEPS)
        self.share_bar.setAccessibleName("Attached so far")
        self.sentences_label = PlainLabel("", "text", self)
        self.cancel_button = QPushButton("Cancel", self)
        self.close_button = QPushButton("Close", self)
        top = QHBoxLayout()
        top.addWidget(self.name_label, 1)
        top.addWidget(self.cancel_button)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(top)
        column.addWidget(self.share_bar)
        column.addWidget(self.sentences_label)
        self.cancel_button.clicked.connect(queue.cancel)
        self.close_button.clicked.connect(self._on_closed)
        queue.changed.connect(self._on_changed)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show one sentence that has nothing to do with a queue."""
        if not self._queue.is_busy:
            self._show("", [sentence], is_trouble=False)

    def _on_changed(self) -> None:
        queue = self._queue
        sentences = [*queue.failures, *queue.notes]
        if queue.is_busy:
            place = f"{min(queue.done + 1, queue.total)} of {queue.total}: " if queue.total > 1 else ""
            name = f"Attaching {place}{queue.name}" if queue.name else "Looking for the files"
        else:
            attached = len(queue.added)
            name = f"{capitalised(count_words(attached, 'document'))} attached" if queue.total > 1 else ""
        if queue.is_busy or sentences or queue.total > 1:
            self._show(name, sentences, is_trouble=bool(queue.failures))
        else:
            self.hide()
        done = (queue.done + queue.share) / queue.total if queue.total else 0.0
        self.share_bar.setValue(round(done * _STEPS))

    def _show(self, name: str, sentences: list[str], *, is_trouble: bool) -> None:
        shown = sentences[:_MOST_SENTENCES]
        if len(sentences) > len(shown):
            shown.append(f"And {count_words(len(sentences) - len(shown), 'more document', 'more documents')}.")
        self.name_label.setText(name or ("This could not be attached" if is_trouble else "Please note"))
        self.sentences_label.setText("\n".join(shown))
        self.sentences_label.setVisible(bool(shown))
        self.share_bar.setVisible(self._queue.is_busy)
        self.cancel_button.setVisible(self._queue.is_busy)
        self.close_button.setVisible(not self._queue.is_busy)
        self.setProperty("tone", "warning" if is_trouble else "")
        restyle(self)
        self.show()

    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()

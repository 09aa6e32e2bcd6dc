"""The quiet line of what was answered last time, beside what is answered now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Mark
from anchor_app.ui import theme
from anchor_app.ui.widgets.status import MarkShape
from anchor_app.ui.widgets.text import PlainLabel

_SHOWN = 300
"""Characters of a longer text that are shown until the rest is asked for."""
_SHAPE = 14


class EarlierLine(QWidget):
    """Words in the soft ink, with a mark's shape before them where there is one; without words it is gone."""

    def __init__(self, parent: QWidget | None = None, *, has_mark: bool = False, indent: int = 0) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._words = ""
        look = theme.look()
        self.shape = MarkShape(None, self, _SHAPE, "soft_ink") if has_mark else None
        self.more: QPushButton | None = None
        self.label = PlainLabel("", "hint", self).make_selectable()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.label)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(indent), 0, 0, 0)
        row.setSpacing(look.px(6))
        if self.shape is not None:
            first = QVBoxLayout()
            first.setContentsMargins(0, look.px(2), 0, 0)
            first.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(first)
        row.addLayout(self._column, 1)
        self.hide()

    @property
    def words(self) -> str:
        """All that is told, whether it is shown yet or not."""
        return self._words

    def show_words(self, words: str, mark: Mark | None = None) -> None:
        """Tell something; the same words stay as open as they are."""
        self.setVisible(bool(words))
        if self.shape is not None:
            self.shape.set_mark(mark)
        if words != self._words:
            self._words = words
            is_long = len(words) > _SHOWN
            self.label.setText(f"{words[:_SHOWN].rstrip()}…" if is_long else words)
            if is_long and self.more is None:
                self.more = self._make_more()
            if self.more is not None:
                self.more.setAccessibleName(f"Show all of {words[:40]}…")
                self.more.setVisible(is_long)

    def _make_more(self) -> QPushButton:
        """The button for the rest; few lines ever need one."""
        more = QPushButton("Show all", self)
        more.setProperty("kind", "link")
        more.clicked.connect(self._on_more)
        QWidget.setTabOrder(self, more)
        self._column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return more

    def _on_more(self) -> None:
        self.label.setText(self._words)
        if self.more is not None:
            if self.more.hasFocus():
                self.more.focusNextChild()
            self.more.hide()

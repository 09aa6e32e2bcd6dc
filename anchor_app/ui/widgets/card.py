"""Cards: the calm white surfaces that a page is laid out on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from anchor_app import design
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, StillLabel, set_tone


class Card(QFrame):
    """A surface with a title and hint; `body` takes its content, `head` what stands right of the title."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        outer = QVBoxLayout(self)
        padding = design.CARD_PADDING
        outer.setContentsMargins(padding, padding - 2, padding, padding)
        outer.setSpacing(12)
        self._head_row = QWidget(self)
        self._head_row.setProperty("role", "bare")
        row = QHBoxLayout(self._head_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._titles = Flow(spacing=10, is_centred=True)
        self.title_label = PlainLabel(title, "card", wraps=False)
        self.hint_label = StillLabel(hint, "hint")
        self._titles.addWidget(self.title_label)
        self._titles.addWidget(self.hint_label)
        row.addLayout(self._titles, 1)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        row.addLayout(self.head)
        outer.addWidget(self._head_row)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        outer.addLayout(self.body, 1)
        self.set_title(title, hint)

    def set_title(self, title: str, hint: str = "") -> None:
        """Change the title and the hint beside it; without either the head is gone."""
        self.title_label.setText(title)
        self.hint_label.setText(hint)
        self.title_label.setVisible(bool(title))
        self.hint_label.setVisible(bool(hint))
        self._head_row.setVisible(bool(title or hint))
        self.setAccessibleName(title)

    def set_tone(self, tone: str) -> None:
        """Mark the card on its left edge: accent, warning, or none with ""."""
        set_tone(self, tone)


class EmptyCard(QWidget):
    """Says why nothing is shown, at the top of the room that it would have had."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.words_label = PlainLabel("", "text", self)
        card = Card("", "", self)
        card.body.addWidget(self.words_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def explain(self, words: str) -> None:
        """Show, with these words; with "" hide."""
        self.words_label.setText(words)
        self.setVisible(bool(words))


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between two things on a card."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    line.setFixedHeight(1)
    return line

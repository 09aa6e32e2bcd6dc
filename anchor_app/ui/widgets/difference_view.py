"""A text with what was taken out of it and what was put in: struck through and underlined, in words too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPushButton, QTextEdit, QVBoxLayout, QWidget

from anchor_app.domain.difference import Piece, shortened, text_difference
from anchor_app.ui import theme
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.text import PlainLabel

_AT_ONCE = 1_000
"""Characters of both texts together up to which they are compared at once, and from which on a worker does it."""
_AROUND, _MOST, _IN_ALL = 600, 6_000, 12_000
"""Characters that are shown before somebody asks for all: laying out more would be felt."""
_LONG_WORD = 2_000
_MOST_LINES = 22


class DifferenceView(QWidget):
    """Shows how one text became another; what both have in common stands between."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self._job: Job | None = None
        self._pieces: Sequence[Piece] = ()
        self.legend = PlainLabel("", "hint", self)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.document().setDocumentMargin(0)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAcceptRichText(False)
        self.text.setAccessibleName("What changed")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.whole_button = QPushButton("Show the whole text", self)
        self.whole_button.hide()
        column.addWidget(self.text)
        column.addWidget(self.legend)
        column.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.whole_button.clicked.connect(self._on_whole)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def show_change(self, old: str, new: str) -> None:
        """Compare two texts and show both in one."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        is_long = len(old) + len(new) > _AT_ONCE
        if not old or not new:
            self._show([Piece("removed", old)] if old else [Piece("added", new)] if new else [])
        elif not is_long:
            self._show(text_difference(old, new))
        else:
            self._show([Piece("same", new)])
            self.legend.setText("Comparing…")
            self._job = self._hub.tasks.run(lambda progress, is_cancelled: text_difference(old, new), self._on_compared)

    def _on_compared(self, pieces: Sequence[Piece]) -> None:
        self._job = None
        self._show(pieces)

    def _on_whole(self) -> None:
        self.whole_button.hide()
        self._show_pieces(self._pieces)
        self.text.setFocus()

    def _show(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        is_long = sum(len(piece.text) for piece in pieces) > _IN_ALL
        self.whole_button.setVisible(is_long)
        self._show_pieces(shortened(pieces, _AROUND, _MOST, _IN_ALL) if is_long else pieces)

    def _show_pieces(self, pieces: Sequence[Piece]) -> None:
        words = "".join(piece.text for piece in pieces)
        is_endless = max(map(len, words.split()), default=0) > _LONG_WORD
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere if is_endless
                                  else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        for piece in pieces:
            cursor.insertText(piece.text, _format(piece.kind))
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        parts = [words for kind, words in (("removed", "Struck through: taken out."), ("added", "Underlined: put in."))
                 if any(piece.kind == kind for piece in pieces)]
        self.legend.setText(" ".join(parts) or "There is no text.")
        self.text.setAccessibleDescription(_spoken(pieces))
        self._fit()

    def _fit(self) -> None:
        lines = self.text.fontMetrics().lineSpacing()
        wanted = int(self.text.document().size().height()) + 8
        self.text.setFixedHeight(max(2 * lines, min(wanted, _MOST_LINES * lines)))


def _format(kind: str) -> QTextCharFormat:
    shape = QTextCharFormat()
    shape.setForeground(theme.colour({"removed": "soft_ink", "added": "good"}.get(kind, "ink")))
    shape.setFontStrikeOut(kind == "removed")
    shape.setFontUnderline(kind == "added")
    if kind == "added":
        shape.setFontWeight(QFont.Weight.DemiBold)
        shape.setBackground(theme.colour("good_tint"))
    return shape


def _spoken(pieces: Sequence[Piece]) -> str:
    """The first of what was taken out and put in, for somebody who listens."""
    said = [f"{'Removed' if piece.kind == 'removed' else 'Added'}: {' '.join(piece.text.split())[:200]}."
            for piece in pieces if piece.kind != "same"]
    return " ".join(said[:10])

"""A piece of evidence as it stands under a component: what it is, whether it is current, open it, unlink it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.evidence import Evidence
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.register import Review, review_of
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.layouts import Columns, Flow
from anchor_app.ui.widgets.text import PlainLabel, one_line, restyle

_TONES: Mapping[Review, str] = {Review.CURRENT: "good", Review.DUE: "warning", Review.PAST: "warning", Review.NONE: ""}
_NARROWEST = 52


def review_chip(piece: Evidence, on: date) -> tuple[str, str]:
    """How the review stands in a few words, and the tone of those words."""
    review = review_of(piece, on)
    if piece.review_by is None:
        return review.value, _TONES[review]
    day, month, year = day_words(piece.review_by).split()
    joint = "current to" if review is Review.CURRENT else review.value
    return f"{joint} {day} {month[:3]} {year}", _TONES[review]


def details_words(piece: Evidence) -> str:
    """Kind, value, period and sensitivity as one line."""
    describes = f"describes {piece.describes}" if piece.describes.strip() else ""
    parts = [piece.kind.words, piece.figure_words, describes, piece.sensitivity.words]
    return " · ".join(part for part in parts if part)


class EvidenceRow(QWidget):
    """The row of one linked piece; `open_requested` and `unlink_requested` carry its id."""

    open_requested = Signal(str)
    unlink_requested = Signal(str)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.reference = PlainLabel("", "hint", wraps=False)
        self.reference.setProperty("kind", "pill")
        self.reference.setProperty("tone", "accent")
        self.title = PlainLabel("", "strong")
        self.details = PlainLabel("", "hint")
        self.chip = PlainLabel("", "hint", wraps=False)
        self.chip.setProperty("kind", "pill")
        self.open = self._link("Open", lambda: self.open_requested.emit(self.key))
        self.unlink = self._link("Unlink", lambda: self.unlink_requested.emit(self.key))
        columns = Columns(_NARROWEST, spacing=8)
        columns.add(self._left(), 1)
        columns.add(self._right(), 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(rule())
        outer.addWidget(columns)

    def _left(self) -> QWidget:
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.reference, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.details)
        words.addStretch(1)
        row.addLayout(words, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignRight)
        buttons = Flow(spacing=2)
        buttons.addWidget(self.open)
        buttons.addWidget(self.unlink)
        holder = QHBoxLayout()
        holder.addStretch(1)
        holder.addLayout(buttons)
        column.addLayout(holder)
        column.addStretch(1)
        return right

    def show_piece(self, piece: Evidence, on: date) -> None:
        """Show the piece as it stands on a day."""
        self.reference.setText(piece.reference)
        self.title.setText(piece.title)
        self.details.setText(details_words(piece))
        words, tone = review_chip(piece, on)
        self.chip.setText(words)
        if self.chip.property("tone") != tone:
            self.chip.setProperty("tone", tone)
            restyle(self.chip)
        name = f"{piece.reference} {one_line(piece.title, 80)}"
        self.open.setAccessibleName(f"Open {name}")
        self.unlink.setAccessibleName(f"Unlink {name}")

    def _link(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "link")
        button.clicked.connect(act)
        return button

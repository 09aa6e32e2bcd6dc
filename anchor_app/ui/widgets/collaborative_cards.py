"""The three cards beside the board: who has sent, what most lack, and who can help whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.coverage import Coverage
from anchor_app.domain.helping import Match
from anchor_app.domain.returns import Returns
from anchor_app.domain.wording import listed
from anchor_app.ui import places
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.text import PlainLabel, one_line

_FEW, _FEWEST, _LONGEST = 3, 2, 48
_NO_MATCH = "No match yet: it takes a focus or an opportunity in one organisation, and proof of it in another."


class CollaborativeCards(QWidget):
    """`page_requested(place)`: each card leads to its page."""

    page_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.returns_card, self.lack_card, self.help_card = (
            Card("Returns", "", self), Card("What most lack", "", self), Card("Who can help whom", "", self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        self._bodies: list[QVBoxLayout] = []
        for card, words, place in ((self.returns_card, "See all returns", places.RETURNS),
                                   (self.lack_card, "See the coverage", places.COVERAGE),
                                   (self.help_card, "See all matches", places.HELPING)):
            body = QVBoxLayout()
            body.setSpacing(6)
            card.body.addLayout(body)
            button = QPushButton(words, card)
            button.setProperty("kind", "link")
            button.clicked.connect(lambda _=False, key=place: self.page_requested.emit(key))
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(card)
            self._bodies.append(body)
        column.addStretch(1)

    def show_returns(self, found: Returns | None) -> None:
        """Show who has sent; None in a public view, which does not tell."""
        self.returns_card.setVisible(found is not None)
        if found is not None:
            names = [_short(one.member.short_name) for one in found.missing[:_FEW]]
            more = len(found.missing) - len(names)
            said = listed([*names, f"{more:,} more"] if more else names)
            self._fill(0, [(found.words, "strong"), (f"Missing: {said}" if names else "Nobody is missing.", "hint")])

    def show_lacking(self, lacking: Sequence[Coverage]) -> None:
        """Show the components that more than half do not fulfil."""
        lines = [(f"{one.component.id} {one.component.title}: {one.words}", "hint") for one in lacking[:_FEWEST]]
        self._fill(1, lines or [("No component is missing in more than half.", "hint")])

    def show_matches(self, matches: Sequence[Match] | None) -> None:
        """Show the first matches; None in a public view."""
        self.help_card.setVisible(matches is not None)
        lines: list[tuple[str, str]] = []
        for one in (matches or ())[:_FEWEST]:
            lines += [("", "rule"), (f"{_short(one.giver.short_name)} → {_short(one.taker.short_name)}", "strong"),
                      (f"{one.component.id} {one.component.title}, {one.reason}", "hint")]
        self._fill(2, lines[1:] or [(_NO_MATCH, "hint")])

    def _fill(self, at: int, lines: Sequence[tuple[str, str]]) -> None:
        body = self._bodies[at]
        while (item := body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for words, role in lines:
            body.addWidget(rule(self) if role == "rule" else PlainLabel(words, role, self))


def _short(name: str) -> str:
    """A name that leaves room for others; its page tells the whole of it."""
    bare = one_line(name)
    return bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST]}…"

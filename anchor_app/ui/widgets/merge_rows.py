"""Differences between a pack and what is here, one under the other; conflicts with a choice of mine or theirs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Subject
from anchor_app.domain.merging_plan import Difference, Kind, Side
from anchor_app.services.pack_words import Naming
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.arriving import MEANS, Group, counts_words, is_told, kind_words
from anchor_app.ui.widgets.card import rule
from anchor_app.ui.widgets.difference_view import DifferenceView
from anchor_app.ui.widgets.reveal import reveal
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel, one_line, set_tone

_SHORT = 160
_AT_ONCE, _MORE = 25, 200
_MOST_SHOWN = 4_000
_TONES: Mapping[Kind, str] = {Kind.CONFLICT: "warning", Kind.NEW: "good", Kind.CHANGED: "accent",
                              Kind.REMOVED: "", Kind.KEPT: "accent", Kind.OLDER: "", Kind.SAME: ""}
_SIDES: Mapping[Side, str] = {Side.MINE: "Keep mine", Side.THEIRS: "Take theirs"}
_ONLY: Mapping[Side, str] = {
    Side.MINE: "The answers here are signed, so only yours can stay. Reopen the assessment here first if the pack is "
               "right.",
    Side.THEIRS: "The answers in the pack are signed, so only theirs can be taken."}


class MergeRow(QWidget):
    """One field: what it is about, its kind, and how it becomes another. `decided(unit, side)` for a conflict."""

    decided = Signal(object, object)

    def __init__(self, hub: Hub, one: Difference, words: tuple[str, str, str, str],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.unit = one.unit
        self.sides: Segments | None = None
        about, name, old, new = words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        tag = PlainLabel(kind_words(one.kind), "text", self, wraps=False)
        tag.setProperty("kind", "pill")
        set_tone(tag, _TONES[one.kind])
        head.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        title = PlainLabel(f"{one_line(about, 160)} · {name}" if about else name, "strong", self)
        head.addWidget(title, 1)
        column.addLayout(head)
        if one.kind is Kind.CONFLICT:
            self._add_sides(hub, column, one, old, new)
        elif max(len(old), len(new)) <= _SHORT:
            column.addWidget(PlainLabel(f"{old or 'nothing'} → {new or 'nothing'}" if one.kind is not Kind.NEW
                                        else new, "text", self).make_selectable())
        else:
            self._add_difference(hub, column, old, new)
        self.setAccessibleName(f"{kind_words(one.kind)}: {title.accessibleName()}, {MEANS[one.kind]}")

    def show_choice(self, side: Side | None) -> None:
        """Show which side was chosen."""
        if self.sides is not None and self.sides.choice is not side:
            self.sides.show_choice(side)

    def _add_difference(self, hub: Hub, column: QVBoxLayout, old: str, new: str) -> None:
        view = DifferenceView(hub, self)
        view.show_change(old, new)
        column.addWidget(view)

    def _add_sides(self, hub: Hub, column: QVBoxLayout, one: Difference, old: str, new: str) -> None:
        if min(len(old), len(new)) > _SHORT:
            column.addWidget(PlainLabel("From yours to theirs", "caption", self))
            self._add_difference(hub, column, old, new)
        else:
            for caption, text in (("Here", old), ("In the pack", new)):
                column.addWidget(PlainLabel(caption, "caption", self))
                shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
                column.addWidget(PlainLabel(shown or "nothing", "text", self).make_selectable())
        self.sides = Segments({one: _SIDES[one] for one in Side}, self)
        self.sides.setAccessibleName("Mine or theirs")
        for side in Side:
            button = self.sides.button(side)
            button.setAccessibleName(f"{_SIDES[side]}: {one_line(old if side is Side.MINE else new, 80) or 'nothing'}")
            button.setEnabled(one.only in (None, side))
        if one.only is not None:
            column.addWidget(PlainLabel(_ONLY[one.only], "hint", self))
        self.sides.chosen.connect(lambda side: self.decided.emit(self.unit, side))
        column.addWidget(self.sides)


class MergeRows(QWidget):
    """The differences of one group. `decided(unit, side)` for a conflict; those decided together stand together."""

    decided = Signal(object, object)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._hub = hub
        self._group: Group | None = None
        self._naming: Naming | None = None
        self.rows: list[MergeRow] = []
        self.title_label = PlainLabel("", "strong", self)
        self.hint_label = PlainLabel("", "hint", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("kind", "link")
        self.more_button.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title_label)
        column.addWidget(self.hint_label)
        column.addLayout(self._list)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_group(self, group: Group | None, naming: Naming | None, choices: Mapping[Subject, Side]) -> None:
        """Show a group from its top, conflicts first."""
        self._group, self._naming = group, naming
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self.title_label.setText(group.title if group else "")
        self.hint_label.setText(counts_words(group.counts) if group else "")
        self._add(_AT_ONCE)
        self.show_choices(choices)

    def show_choices(self, choices: Mapping[Subject, Side]) -> None:
        """Show what was decided by now."""
        for row in self.rows:
            row.show_choice(choices.get(row.unit))

    def focus_undecided(self) -> bool:
        """Give the keyboard to the first conflict that is not decided; whether there is one."""
        for row in self.rows:
            if row.sides is not None and row.sides.choice is None:
                side = next(one for one in Side if row.sides.button(one).isEnabled())
                row.sides.button(side).setFocus(Qt.FocusReason.TabFocusReason)
                reveal(row)
                return True
        return False

    def _ordered(self) -> list[Difference]:
        if self._group is None:
            return []
        order = tuple(_TONES)
        return sorted(filter(is_told, self._group.differences), key=lambda one: order.index(one.kind))

    def _add(self, count: int) -> None:
        every = self._ordered()
        asked = {row.unit for row in self.rows if row.sides is not None}
        for one in every[len(self.rows):len(self.rows) + count]:
            assert self._naming is not None
            if self.rows:
                self._list.addWidget(rule(self))
            about, *words = self._naming.words(one)
            if self._group is not None and about == self._group.title:
                about = ""  # it stands above already
            row = MergeRow(self._hub, one, (about, words[0], words[1], words[2]), self)
            if row.sides is not None and one.unit in asked:
                row.sides.hide()  # it is decided together with the one above
            asked.add(one.unit)
            row.decided.connect(self.decided)
            self._list.addWidget(row)
            self.rows.append(row)
        left = len(every) - len(self.rows)
        self.more_button.setText(f"Show {min(left, _MORE):,} more of {left:,}")
        self.more_button.setVisible(left > 0)

    def _on_more(self) -> None:
        choices = {row.unit: row.sides.choice for row in self.rows if row.sides is not None}
        self._add(_MORE)
        for row in self.rows:
            side = choices.get(row.unit)
            row.show_choice(side if isinstance(side, Side) else None)

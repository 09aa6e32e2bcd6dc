"""The components that an action is about: each a way to it, with a button to take it off, and a list to add from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.ui import icons
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.reveal import focus_on
from anchor_app.ui.widgets.text import one_line, plain_tooltip

_LONGEST = 34
"""Characters of a component's words; all of them are in its tooltip."""


class ActionComponents(QWidget):
    """`changed(ids)` is a wish; `component_requested(id)` leads to one."""

    changed = Signal(object)
    component_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._ids: tuple[str, ...] = ()
        self._charter: Charter | None = None
        self._is_locked = False
        self._shown: object = None
        self.links: dict[str, QPushButton] = {}
        self.removers: dict[str, QToolButton] = {}
        self.add_box = CalmCombo(self)
        self.add_box.setAccessibleName("Add a component")
        self.add_box.setMinimumContentsLength(20)
        self.add_box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_box.activated.connect(self._on_added)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self.add_box)

    def show_components(self, ids: Sequence[str], charter: Charter | None, *, is_locked: bool) -> None:
        """Show which components there are, and offer the others of a charter."""
        wanted = (tuple(ids), charter.digest if charter else "", is_locked)
        if wanted == self._shown:
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._shown, self._ids, self._charter, self._is_locked = wanted, tuple(ids), charter, is_locked
        self._drop()
        for key in self._ids:
            self._add_row(key)
        self.add_box.clear()
        self.add_box.addItem("Add a component…", "")
        for one in charter.components.values() if charter else ():
            if one.id not in self._ids:
                self.add_box.addItem(f"{one.id} {one.title}", one.id)
        self.add_box.setEnabled(not is_locked and self.add_box.count() > 1)
        if had_focus and not is_locked:
            focus_on(self.add_box)

    def _drop(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links, self.removers = {}, {}

    def _add_row(self, key: str) -> None:
        known = self._charter.components.get(key) if self._charter else None
        words = f"{key} {known.title}" if known else key
        holder = QWidget(self)
        holder.setProperty("role", "bare")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST - 1].rstrip()}…"
        link = self.links[key] = QPushButton(one_line(shown).replace("&", "&&"), holder)
        link.setProperty("kind", "link")
        link.setAccessibleName(f"Open {words}")
        link.setEnabled(known is not None)
        plain_tooltip(link, words)
        link.clicked.connect(partial(self.component_requested.emit, key))
        remover = self.removers[key] = QToolButton(holder)
        remover.setProperty("kind", "quiet")
        remover.setAccessibleName(f"Take off {words}")
        remover.setEnabled(not self._is_locked)
        plain_tooltip(remover, f"Take off {key}")
        icons.dress(remover, "remove", size=16)
        remover.clicked.connect(partial(self._on_removed, key))
        row.addWidget(link)
        row.addStretch(1)
        row.addWidget(remover, 0, Qt.AlignmentFlag.AlignTop)
        self._list.addWidget(holder)

    def _on_added(self) -> None:
        key = self.add_box.currentData()
        if key:
            self.changed.emit((*self._ids, key))
        self.add_box.setCurrentIndex(0)

    def _on_removed(self, key: str) -> None:
        self.changed.emit(tuple(one for one in self._ids if one != key))

"""The list of implications, or of objectives, that every front sheet asks about: reworded, moved, added, withdrawn."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.asking import AddImplication, AmendImplication, MoveImplication, WithdrawImplication, every
from anchor_app.domain.edit import Edit
from anchor_app.domain.implication import AskedKind, Implication
from anchor_app.ui import icons
from anchor_app.ui.dialogs.framing import fit_screen
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.draft import DraftChanged
from anchor_app.ui.widgets.editor import LineEditor
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PlainLabel

_ABOUT = ("For every front sheet from now on. A sheet that is answered already keeps the words that it was answered "
          "under, and what is withdrawn here stays on it.")


class _Row(QWidget):
    """One line: its words, and buttons to move it, and to withdraw it or ask about it again."""

    def __init__(self, line: Implication, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.id = line.id
        self.words = LineEditor(self)
        self.up_button, self.down_button, self.withdraw_button = (QPushButton(self) for _ in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        for button, icon in ((self.up_button, "up"), (self.down_button, "down"), (self.withdraw_button, "")):
            button.setProperty("kind", "quiet")
            button.setAutoDefault(False)
            if icon:
                icons.dress(button, icon, size=16)
            row.addWidget(button)

    def show_line(self, line: Implication, *, place: int, of: int, is_locked: bool) -> None:
        """Show a line that stands at a place among those that are asked about."""
        self.words.show_text(line.words, line.id)
        self.words.setAccessibleName(f"Line {line.number}" + (", withdrawn" if line.is_withdrawn else ""))
        self.words.setReadOnly(is_locked)
        self.words.setEnabled(not line.is_withdrawn)
        self.up_button.setAccessibleName(f"Move up: {line.words}")
        self.down_button.setAccessibleName(f"Move down: {line.words}")
        self.up_button.setEnabled(not is_locked and not line.is_withdrawn and place > 0)
        self.down_button.setEnabled(not is_locked and not line.is_withdrawn and place + 1 < of)
        self.withdraw_button.setText("Ask again" if line.is_withdrawn else "Withdraw")
        self.withdraw_button.setAccessibleName(f"{self.withdraw_button.text()}: {line.words}")
        self.withdraw_button.setEnabled(not is_locked)


class AskedListDialog(QDialog):
    """Changes the list at once, line by line; why something was refused stands in it."""

    def __init__(self, hub: Hub, kind: AskedKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._kind = hub, kind
        self.rows: list[_Row] = []
        self.setWindowTitle(f"List of {kind.value}s")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(f"A further {kind.value}")
        self.new_edit.setAccessibleName(f"A further {kind.value}")
        self.add_button, self.close_button = QPushButton("Add", self), QPushButton("Close", self)
        self.add_button.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        self.notice = Notice("warning", self)
        self._build()
        self.add_button.clicked.connect(self._on_add)
        self.new_edit.returnPressed.connect(self._on_add)
        self.close_button.clicked.connect(self.accept)
        hub.edited.connect(self._on_edited)
        hub.failed.connect(self._on_failed)
        self._refresh()

    def _build(self) -> None:
        scroll = PageScroll(self)
        column = scroll.column
        column.addWidget(PlainLabel(self.windowTitle(), "card", self))
        column.addWidget(PlainLabel(_ABOUT, "hint", self))
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._column)
        adding = QHBoxLayout()
        adding.addWidget(self.new_edit, 1)
        adding.addWidget(self.add_button)
        column.addLayout(adding)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.addWidget(self.notice)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.close_button)
        foot.addLayout(last)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(foot)
        fit_screen(self, 640, 520)

    def _refresh(self) -> None:
        lines = every(self._hub.workspace.holdings, self._kind)
        if [one.id for one in self.rows] != [one.id for one in lines]:
            self._rebuild(lines)
        asked = [one.id for one in lines if not one.is_withdrawn]
        for row, line in zip(self.rows, lines, strict=True):
            row.show_line(line, place=asked.index(line.id) if line.id in asked else -1, of=len(asked),
                          is_locked=bool(self._hub.workspace.read_only))
        self.add_button.setEnabled(not self._hub.workspace.read_only)

    def _rebuild(self, lines: tuple[Implication, ...]) -> None:
        kept = {one.id: one for one in self.rows}
        self.rows = [kept.pop(line.id) if line.id in kept else self._made(line) for line in lines]
        for gone in kept.values():
            gone.hide()
            gone.deleteLater()
        for row in self.rows:
            self._column.removeWidget(row)
            self._column.addWidget(row)

    def _made(self, line: Implication) -> _Row:
        row = _Row(line, self)
        row.words.committed.connect(lambda text: self._do(AmendImplication(line.id, text)))
        row.up_button.clicked.connect(partial(self._move, line.id, -1))
        row.down_button.clicked.connect(partial(self._move, line.id, 1))
        row.withdraw_button.clicked.connect(partial(self._withdraw, line.id))
        return row

    def _move(self, item: str, by: int) -> None:
        asked = [one.id for one in every(self._hub.workspace.holdings, self._kind) if not one.is_withdrawn]
        self._do(MoveImplication(item, asked.index(item) + by))

    def _withdraw(self, item: str) -> None:
        there = next(one for one in every(self._hub.workspace.holdings, self._kind) if one.id == item)
        self._do(WithdrawImplication(item, not there.is_withdrawn))

    def _do(self, wish: AddImplication | AmendImplication | MoveImplication | WithdrawImplication) -> None:
        self.notice.say("")
        self._hub.do(wish)

    def _on_add(self) -> None:
        if self.new_edit.text().strip():
            self._do(AddImplication(self.new_edit.text(), self._kind))
            self.new_edit.clear()

    def customEvent(self, event: QEvent) -> None:
        """What is typed here is not saved yet either, and the window says so."""
        if isinstance(event, DraftChanged):
            self._hub.save_state.set_draft(id(event.editor), event.is_pending)

    def _on_failed(self, sentence: str) -> None:
        self.notice.say(sentence)

    def _on_edited(self, edit: Edit) -> None:
        if edit.touches("implication"):
            self._refresh()

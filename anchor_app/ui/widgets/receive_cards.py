"""The questions that packs may raise: where they are, their passphrase, what was not read, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.domain.merging_plan import MergePlan
from anchor_app.ui import icons
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.form import Field
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, one_line

_MOST = 12


class StartCard(Card):
    """Where a person says which packs. `packs_requested` and `folder_requested` are wishes to choose."""

    packs_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Which packs?", parent=parent)
        self.packs_button = QPushButton("Choose packs…", self)
        self.packs_button.setProperty("kind", "primary")
        icons.dress(self.packs_button, "open", "card")
        self.folder_button = QPushButton("Choose a folder of packs…", self)
        icons.dress(self.folder_button, "folder")
        self.body.addWidget(PlainLabel("Drop packs, or a folder of them, anywhere on this window. Or choose them: the "
                                       "name of a pack ends in .anchorpack.", "text", self))
        buttons = Flow()
        buttons.addWidget(self.packs_button)
        buttons.addWidget(self.folder_button)
        self.body.addLayout(buttons)
        self.packs_button.clicked.connect(self.packs_requested)
        self.folder_button.clicked.connect(self.folder_requested)


class PassphraseAsk(Card):
    """Asks for the passphrase of protected packs. `given(text)`, or `left_out` to go on without them."""

    given = Signal(str)
    left_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_tone("accent")
        self.words_label = PlainLabel("", "text", self)
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field("Passphrase", self.line, "its sender chose it, and tells you by another way than the pack")
        self.open_button = QPushButton("Open", self)
        self.open_button.setProperty("kind", "primary")
        self.leave_button = QPushButton("Go on without", self)
        for widget in (self.words_label, self.field):
            self.body.addWidget(widget)
        buttons = Flow()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.leave_button)
        self.body.addLayout(buttons)
        self.open_button.clicked.connect(self._on_open)
        self.line.returnPressed.connect(self._on_open)
        self.line.textEdited.connect(lambda _: self.field.set_fault(""))
        self.leave_button.clicked.connect(self.left_out)
        self._was_given = False

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask for the passphrase of these files; where one was given, it was not theirs."""
        is_new = self.isHidden()
        self.setVisible(bool(paths))
        names = ", ".join(one.name for one in paths[:_MOST]) + (f" and {len(paths) - _MOST} more"
                                                                if len(paths) > _MOST else "")
        self.set_title("A pack is protected" if len(paths) == 1 else f"{len(paths):,} packs are protected")
        self.words_label.setText(names)
        if paths and self._was_given:
            self._was_given = False
            self.field.set_fault("That is not the passphrase. Check capitals and spaces; the sender can make the pack "
                                 "again, but nobody can recover a passphrase.")
        if paths and is_new:
            self.line.setFocus()

    def _on_open(self) -> None:
        if not self.line.text():
            self.field.set_fault("Type the passphrase, or go on without.")
            return
        text, self._was_given = self.line.text(), True
        self.line.clear()
        self.given.emit(text)

    def forget(self) -> None:
        """Ask anew, of other packs."""
        self._was_given = False
        self.line.clear()
        self.field.set_fault("")


class RefusedCard(Card):
    """The files that could not be read, each with why. `left_out` takes them off the list."""

    left_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_tone("warning")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.after_label = PlainLabel("", "strong", self)
        self.leave_button = QPushButton("Take them off the list", self)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.after_label)
        self.body.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.leave_button.clicked.connect(self.left_out)

    def show_refused(self, refused: Sequence[Refusal], others: int) -> None:
        """Say what was not read, and what becomes of the `others`."""
        self.setVisible(bool(refused))
        _empty(self._lines)
        is_one = len(refused) == 1
        self.set_title("One file was not read" if is_one else f"{len(refused):,} files were not read")
        for why in refused[:_MOST]:
            self._lines.addWidget(PlainLabel(str(why), "text", self).make_selectable())
        if len(refused) > _MOST:
            self._lines.addWidget(PlainLabel(f"And {len(refused) - _MOST:,} more.", "hint", self))
        them = "it" if is_one else "them"
        self.after_label.setText(
            f"Nothing of {them} is used. There is nothing else to receive." if not others else
            f"Nothing of {them} is used. The other {'pack' if others == 1 else f'{others:,} packs'} can be received "
            f"without {them}.")
        self.leave_button.setText("Take it off the list" if is_one else "Take them off the list")


class QuestionCard(Card):
    """What stands in the way, pack by pack. `same_said(plan)` and `left_out(plan)` answer it."""

    same_said = Signal(object)
    left_out = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_tone("warning")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.body.addLayout(self._lines)
        self.same_buttons: list[QPushButton] = []
        self.leave_buttons: list[QPushButton] = []
        self._shown: tuple[tuple[int, str], ...] = ()

    def show_blocks(self, blocks: Sequence[tuple[MergePlan, str]], names: Sequence[str]) -> None:
        """Ask about packs that cannot be received as they are; leaving a pack out is what Return does at first."""
        self.setVisible(bool(blocks))
        shown = tuple((id(plan), said) for plan, said in blocks)
        if shown == self._shown:
            return
        self._shown = shown
        _empty(self._lines)
        self.same_buttons, self.leave_buttons = [], []
        self.set_title("One thing to settle first" if len(blocks) == 1 else
                       f"{len(blocks):,} things to settle first")
        for (plan, said), name in zip(blocks[:_MOST], names, strict=False):
            whose = one_line(plan.content.organisation_name, 160)
            self._lines.addWidget(PlainLabel(f"{whose} ({name})", "strong", self))
            self._lines.addWidget(PlainLabel(said, "text", self).make_selectable())
            buttons = Flow()
            leave = QPushButton("Leave this pack out", self)
            leave.clicked.connect(partial(self.left_out.emit, plan))
            buttons.addWidget(leave)
            self.leave_buttons.append(leave)
            if plan.namesake:
                same = QPushButton("It is the same organisation", self)
                same.clicked.connect(partial(self.same_said.emit, plan))
                buttons.addWidget(same)
                self.same_buttons.append(same)
            self._lines.addLayout(buttons)
        if len(blocks) > _MOST:
            more = f"And {len(blocks) - _MOST:,} more, once these are settled."
            self._lines.addWidget(PlainLabel(more, "hint", self))
        if self.isVisible() and self.leave_buttons:
            self.leave_buttons[0].show()  # a hidden one takes no keyboard
            self.leave_buttons[0].setFocus()


def _empty(lines: QVBoxLayout) -> None:
    while (item := lines.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            while (one := inner.takeAt(0)) is not None:
                if (widget := one.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            inner.deleteLater()

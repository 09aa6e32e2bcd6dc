"""Telling a story of good practice: what it takes for the library, and whether it may be shared."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import new_id
from anchor_app.domain.edit import Edit
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.telling import AddStory
from anchor_app.ui.dialogs.framing import add_foot, add_scroll, fit_screen
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.form import Choice, Field
from anchor_app.ui.widgets.story_form import SHARE
from anchor_app.ui.widgets.text import PlainLabel, one_line

_HOW = "A title and a few sentences are enough. The rest can be added later."


class StoryDialog(QDialog):
    """Stays open until the story is saved; why it was refused stands in it. `told(key)`: it is in the library."""

    told = Signal(str)

    def __init__(self, hub: Hub, organisation: str, charter: Charter | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._organisation = hub, organisation
        self._awaited = ""
        self.setWindowTitle("Tell a story")
        self.title_line = QLineEdit(self)
        self.title_line.setObjectName("title")
        self.what_edit = TextEditor(self, lines=4)
        self.what_edit.setObjectName("what")
        self.result_edit = TextEditor(self, lines=2)
        self.result_edit.setObjectName("result")
        choices: dict[object, str] = {"": "No component"}
        choices |= {one.id: one_line(f"{one.id} {one.title}") for one in charter} if charter else {}
        self.component = Choice(choices)
        self.component.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.component.setMinimumContentsLength(16)
        self.share_box = QCheckBox(SHARE, self)
        self.fault = FaultLine(self)
        self.save_button = QPushButton("Put it in the library", self)
        self.save_button.setObjectName("save_story")
        self.save_button.setProperty("kind", "primary")
        self.save_button.setDefault(True)
        self.cancel_button = QPushButton("Cancel", self)
        self._build()
        order = (self.title_line, self.what_edit, self.result_edit, self.component, self.share_box,
                 self.cancel_button, self.save_button)
        for one, following in pairwise(order):
            self.setTabOrder(one, following)
        self.title_line.setFocus()
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(self.reject)
        hub.edited.connect(self._on_edited)
        hub.failed.connect(self._on_failed)

    def _build(self) -> None:
        column = add_scroll(self)
        column.setSpacing(12)
        column.addWidget(PlainLabel("Tell a story of good practice", "card", self))
        column.addWidget(PlainLabel(_HOW, "hint", self))
        for words, control in (("Title", self.title_line), ("What was done", self.what_edit),
                               ("What came of it", self.result_edit), ("Component", self.component)):
            column.addWidget(Field(words, control))
        column.addWidget(self.share_box)
        column.addWidget(self.fault)
        add_foot(self, (), (self.cancel_button, self.save_button))
        fit_screen(self, 560, 600)

    def _on_save(self) -> None:
        key = new_id()
        self._awaited = owned_key(self._organisation, key)
        self._hub.do(AddStory(self._organisation, {
            "title": self.title_line.text().replace("\0", ""), "what": self.what_edit.text(),
            "result": self.result_edit.text(), "component": self.component.value,
            "shareable": self.share_box.isChecked(), "on": self._hub.workspace.clock.today()}, id=key))

    def _on_edited(self, edit: Edit) -> None:
        if self._awaited and self._awaited in self._hub.workspace.holdings.stories:
            awaited, self._awaited = self._awaited, ""
            self.told.emit(awaited)
            self.accept()

    def _on_failed(self, sentence: str) -> None:
        if self._awaited:
            self._awaited = ""
            self.fault.say(sentence)

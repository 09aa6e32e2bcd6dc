"""Typing in a piece of evidence: a figure, an account or a link."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import Refusal
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.wording import listed
from anchor_app.services.evidence import account_values, evidence_command, figure_values, link_values
from anchor_app.ui import theme
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.editor import TextEditor
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.text import PlainLabel

_FIELDS: Mapping[EvidenceKind, Mapping[str, tuple[str, str]]] = MappingProxyType({
    EvidenceKind.FIGURE: {
        "figure": ("Figure", "such as 38"), "unit": ("Unit", "such as % of new starters"),
        "describes": ("The period it describes", "such as April to September 2026"),
        "source": ("Source", "where the figure comes from")},
    EvidenceKind.ACCOUNT: {
        "text": ("The account", "a story, a quotation or a note"),
        "describes": ("The period it describes", "such as summer 2026")},
    EvidenceKind.LINK: {
        "url": ("Address", "https://…"),
        "describes": ("The period it describes", "such as 2025/26")},
})
_HEADINGS = MappingProxyType({EvidenceKind.FIGURE: "Add a figure", EvidenceKind.ACCOUNT: "Add an account",
                              EvidenceKind.LINK: "Add a link"})


class EvidenceDialog(QDialog):
    """Asks for the fields of one kind of evidence; what is refused says why and stays as it was typed.

    `added(evidence_id)` comes when the wish was made; the new piece is there once it is saved.
    """

    added = Signal(str)

    def __init__(self, hub: Hub, kind: EvidenceKind, components: tuple[str, ...] = (),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._kind = kind
        self._components = components
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_HEADINGS[kind])
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._build()
        self.add_button.clicked.connect(self._on_add)
        self.cancel_button.clicked.connect(self.reject)

    def _build(self) -> None:
        scroll = PageScroll(self)
        scroll.column.setSpacing(6)
        scroll.column.addWidget(PlainLabel(_HEADINGS[self._kind], "card"))
        if self._components:
            scroll.column.addWidget(PlainLabel(f"It will support {listed(self._components)}.", "hint"))
        for name, (words, example) in _FIELDS[self._kind].items():
            self._add_field(scroll.column, name, words, example)
        self._add_field(scroll.column, "title", "Title", "made from the above when left empty")
        self._add_field(scroll.column, "shows", "What it shows", "why this is evidence, in a sentence or two")
        self.trouble_label = FaultLine(self)
        self.add_button = QPushButton("Add evidence", self)
        self.add_button.setProperty("kind", "primary")
        self.add_button.setDefault(True)
        self.cancel_button = QPushButton("Cancel", self)
        self.cancel_button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 16)
        row.addWidget(self.trouble_label, 1)
        row.addStretch(0)
        row.addWidget(self.cancel_button)
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addLayout(row)
        look = theme.look()
        self.resize(look.px(560), min(look.px(560), 700))

    def _add_field(self, column: QVBoxLayout, name: str, words: str, example: str) -> None:
        field: QLineEdit | QPlainTextEdit = (
            TextEditor(self, lines=5 if name == "text" else 2, placeholder=example)
            if name in ("text", "shows") else QLineEdit(self))
        field.setPlaceholderText(example)
        field.setAccessibleName(words)
        field.setObjectName(f"{name}_field")
        label = PlainLabel(words, "caption", self)
        label.setBuddy(field)
        self.fields[name] = field
        column.addSpacing(4)
        column.addWidget(label)
        column.addWidget(field)

    def _typed(self, name: str) -> str:
        field = self.fields[name]
        if isinstance(field, TextEditor):
            return field.text()
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def _values(self) -> dict[str, Any]:
        if self._kind is EvidenceKind.FIGURE:
            values = figure_values(self._typed("figure"), self._typed("unit"), self._typed("source"))
        elif self._kind is EvidenceKind.ACCOUNT:
            values = account_values(self._typed("text"))
        else:
            values = link_values(self._typed("url"))
        first = next(iter(_FIELDS[self._kind]))
        if not self._typed(first).strip():
            values["title"] = _HEADINGS[self._kind]  # so that the sentence is about what is really missing
        typed = {name: self._typed(name).strip() for name in ("title", "shows", "describes")}
        return {**values, **{name: text for name, text in typed.items() if text}}

    def _on_add(self) -> None:
        try:
            command = evidence_command(self._hub.workspace, self._hub.assessment_id or "", self._values(),
                                       self._components)
            self._hub.workspace.edit_for(command)
        except Refusal as refusal:
            self.trouble_label.say(str(refusal))
            self.add_button.setAccessibleDescription(str(refusal))
            self.fields[next(iter(_FIELDS[self._kind]))].setFocus()
            return
        self._hub.do(command)
        self.added.emit(command.id)
        for field in self.fields.values():
            if isinstance(field, TextEditor):
                field.draft.forget()
        self.accept()

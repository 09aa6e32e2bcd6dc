"""What a person writes for a report themselves: its title, by whom it is, a foreword, and the plan for next year."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from anchor_app.domain.report_plan import ReportPlan
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.form import Field, side_by_side

_TEXTS: Mapping[str, tuple[str, str]] = {
    "foreword": ("Foreword", "Stands before the summary, such as a word from your chief executive"),
    "plan": ("Plan for next year", "Stands in its section, before the opportunities that are open")}


class ReportWords(Card):
    """`written(name, text)` is a wish: a field of the plan and its new text."""

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Your words", "Empty fields are left out of the report.", parent)
        self.title_edit, self.made_by_edit = LineEditor(self), LineEditor(self)
        self.fields: dict[str, LineEditor | TextEditor] = {"title": self.title_edit, "made_by": self.made_by_edit}
        lines = (Field("Title", self.title_edit), Field("Written by", self.made_by_edit))
        self.body.addWidget(side_by_side(*lines, narrowest=50))
        for name, (caption, placeholder) in _TEXTS.items():
            self.fields[name] = TextEditor(self, lines=3, placeholder=placeholder)
            self.body.addWidget(Field(caption, self.fields[name]))
        for name, editor in self.fields.items():
            editor.setObjectName(name)
            editor.committed.connect(partial(self.written.emit, name))

    def show_words(self, plan: ReportPlan, usual_title: str, *, is_locked: bool) -> None:
        """Show what is written; `usual_title` is what the report is called without a title of its own."""
        subject: Hashable = plan.key
        self.title_edit.setPlaceholderText(usual_title)
        for name, editor in self.fields.items():
            editor.show_text(getattr(plan, name), (subject, name))
            editor.setReadOnly(is_locked)

    def flush(self) -> None:
        """Commit at once what was typed."""
        for editor in self.fields.values():
            editor.flush()

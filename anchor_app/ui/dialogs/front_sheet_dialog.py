"""The front sheet of a board paper as a form: each field is saved when it is left, as everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.fronting import (
    AddFrontSheetLine,
    AmendFrontSheetLine,
    AnswerImplication,
    RemoveFrontSheet,
    RemoveFrontSheetLine,
    SetFrontSheet,
    answers_of,
    has_front_sheet,
    lines_of,
    sheet_of,
)
from anchor_app.domain.implication import AskedKind
from anchor_app.domain.planning import report_words
from anchor_app.ui import icons, theme
from anchor_app.ui.hub import Hub
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.confirm import Confirm
from anchor_app.ui.widgets.date_field import DateField
from anchor_app.ui.widgets.draft import DraftChanged
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.form import Field, side_by_side
from anchor_app.ui.widgets.governance_rows import GovernanceRows
from anchor_app.ui.widgets.implication_rows import ImplicationRows
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.text import PlainLabel

_LINES: Mapping[str, str] = {
    "meeting": "Meeting", "title": "Title of the paper", "presented_by": "Presented by", "author": "Author",
    "agenda_item": "Agenda item", "authorised_by": "Report authorised by"}
_TEXTS: Mapping[str, str] = {
    "purpose": "Purpose of the report", "executive_summary": "Executive summary",
    "recommendations": "Recommendations", "conflicts": "Conflicts of interest"}
_KINDS = frozenset({"front-sheet", "front-sheet-line", "front-sheet-answer", "implication"})


class FrontSheetDialog(QDialog):
    """Shows and writes the front sheet of a report of an organisation, or with "" of the collaborative."""

    def __init__(self, hub: Hub, organisation: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._organisation, self._report = hub, organisation, report
        self.setWindowTitle("Front sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build_fields()
        self._build()
        self._connect()
        self._refresh()
        self.fields["meeting"].setFocus()

    def _build_fields(self) -> None:
        self.fields: dict[str, LineEditor | TextEditor] = {name: LineEditor(self) for name in _LINES}
        self.fields |= {name: TextEditor(self, lines=2) for name in _TEXTS}
        for name, editor in self.fields.items():
            editor.setObjectName(name)
        self.meeting_on = DateField("Date of the meeting", self)

    def _build_lists(self, column: QVBoxLayout) -> None:
        """The lists, each made when its turn comes, so that Tab goes down the form."""
        self.governance = GovernanceRows(self)
        column.addWidget(self._card("Governance and reporting", self.governance))
        self.change_buttons: dict[AskedKind, QPushButton] = {}
        self.answers: dict[AskedKind, ImplicationRows] = {}
        for kind, title in ((AskedKind.IMPLICATION, "Implications"),
                            (AskedKind.OBJECTIVE, "Objectives")):
            button = self.change_buttons[kind] = QPushButton("Change this list…", self)
            button.setProperty("kind", "quiet")
            button.setAutoDefault(False)
            button.setAccessibleName(f"Change the list of {kind.value}s")
            icons.dress(button, "edit", size=16)
            rows = self.answers[kind] = ImplicationRows(self)
            card = self._card(title, rows)
            card.head.addWidget(button)
            column.addWidget(card)

    def _build(self) -> None:
        scroll = PageScroll(self)
        column = scroll.column
        column.addWidget(PlainLabel(f"Front sheet of the {report_words(self._report)}", "card", self))
        self.notice, self.lock_notice = Notice("warning", self), Notice("", self)
        column.addWidget(self.lock_notice)
        column.addWidget(self._paper_card())
        self._build_lists(column)
        last = Card("", "", self)
        last.body.addWidget(Field(_LINES["authorised_by"], self.fields["authorised_by"]))
        column.addWidget(last)
        self.confirm = Confirm(self)
        column.addWidget(self.confirm)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._foot())
        screen = self.screen().availableGeometry()
        self.resize(min(theme.look().px(760), int(screen.width() * 0.92)),
                    min(theme.look().px(720), int(screen.height() * 0.92)))

    def _paper_card(self) -> Card:
        card = Card("The paper", "", self)
        field = {name: Field(words, self.fields[name]) for name, words in {**_LINES, **_TEXTS}.items()
                 if name != "authorised_by"}
        card.body.addWidget(side_by_side(field["meeting"], Field("Date of the meeting", self.meeting_on)))
        card.body.addWidget(side_by_side(field["title"], field["agenda_item"]))
        card.body.addWidget(side_by_side(field["presented_by"], field["author"]))
        self.confidential = QCheckBox("Confidential", self)
        card.body.addWidget(self.confidential, 0, Qt.AlignmentFlag.AlignLeft)
        for name in _TEXTS:
            card.body.addWidget(field[name])
        return card

    def _card(self, title: str, content: QWidget) -> Card:
        card = Card(title, "", self)
        card.body.addWidget(content)
        return card

    def _foot(self) -> QVBoxLayout:
        """What went wrong stands beside the buttons, where it is seen wherever the form is scrolled to."""
        self.remove_button = QPushButton("Remove the front sheet…", self)
        self.close_button = QPushButton("Close", self)
        self.close_button.setProperty("kind", "primary")
        self.remove_button.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        column = QVBoxLayout()
        column.setContentsMargins(24, 12, 24, 12)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addWidget(self.remove_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        return column

    def _connect(self) -> None:
        for name, editor in self.fields.items():
            editor.committed.connect(partial(self._set, name))
        self.meeting_on.chosen.connect(partial(self._set, "meeting_on"))
        self.confidential.clicked.connect(lambda is_on: self._set("confidential", is_on))
        self.governance.added.connect(
            lambda meeting: self._hub.do(AddFrontSheetLine(self._organisation, self._report, meeting)))
        self.governance.amended.connect(lambda key, name, value: self._do(AmendFrontSheetLine(key, {name: value})))
        self.governance.removal_requested.connect(lambda key: self._do(RemoveFrontSheetLine(key)))
        for rows in self.answers.values():
            rows.answered.connect(lambda item, answer, comment: self._do(
                AnswerImplication(self._organisation, self._report, item, answer, comment)))
        for kind, button in self.change_buttons.items():
            button.clicked.connect(partial(self._on_change_list, kind))
        self.remove_button.clicked.connect(lambda: self.confirm.ask(
            "Remove all that is filled in on this front sheet? It can be undone.", "Remove it"))
        self.confirm.confirmed.connect(lambda: self._do(RemoveFrontSheet(self._organisation, self._report)))
        self.close_button.clicked.connect(self.accept)
        self._hub.edited.connect(self._on_edited)
        self._hub.refreshed.connect(self._on_refreshed)
        self._hub.failed.connect(self._on_failed)

    def _set(self, name: str, value: object) -> None:
        self._do(SetFrontSheet(self._organisation, self._report, {name: value}))

    def _do(self, wish: SetFrontSheet | AmendFrontSheetLine | RemoveFrontSheetLine | AnswerImplication
            | RemoveFrontSheet) -> None:
        self.notice.say("")
        self._hub.do(wish)

    def _refresh(self) -> None:
        """Show what is held."""
        held, owner, report = self._hub.workspace.holdings, self._organisation, self._report
        sheet, why_not = sheet_of(held, owner, report), self._hub.workspace.read_only
        is_locked = bool(why_not)
        self.lock_notice.say(why_not)
        for name, editor in self.fields.items():
            editor.show_text(getattr(sheet, name), (sheet.key, name))
            editor.setReadOnly(is_locked)
        self.meeting_on.show_day(sheet.meeting_on, sheet.key)
        self.meeting_on.set_locked(is_locked)
        self.confidential.setChecked(sheet.confidential)
        self.confidential.setEnabled(not is_locked)
        self.governance.show_lines(lines_of(held, owner, report), is_locked=is_locked)
        for kind, rows in self.answers.items():
            rows.show_answers(answers_of(held, owner, report, kind), is_locked=is_locked)
        for button in self.change_buttons.values():
            button.setEnabled(not is_locked)
        self.remove_button.setEnabled(has_front_sheet(held, owner, report) and not is_locked)

    def _on_change_list(self, kind: AskedKind) -> None:
        from anchor_app.ui.dialogs.asked_list_dialog import AskedListDialog

        AskedListDialog(self._hub, kind, self).open()

    def customEvent(self, event: QEvent) -> None:
        """What is typed here is not saved yet either, and the window says so."""
        if isinstance(event, DraftChanged):
            self._hub.save_state.set_draft(id(event.editor), event.is_pending)

    def _on_refreshed(self, _key: object) -> None:
        self._refresh()

    def _on_failed(self, sentence: str) -> None:
        self.notice.say(sentence)

    def _on_edited(self, edit: Edit) -> None:
        if any(edit.touches(kind) for kind in _KINDS):
            self._refresh()

"""The returns: who has sent for a period, when and in what state, who is missing, and a reminder for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import State
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.returns import Arrival, Return, Returns
from anchor_app.services.comparing import Collected
from anchor_app.ui import icons
from anchor_app.ui.comparing import Choice
from anchor_app.ui.dialogs.member_dialog import MemberDialog
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.comparing_page import ComparingPage
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import PERIOD, ROUND, ChoiceBar
from anchor_app.ui.widgets.collaborative_card import CollaborativeCard
from anchor_app.ui.widgets.form import DayEdit, Field
from anchor_app.ui.widgets.layouts import Columns, PageScroll
from anchor_app.ui.widgets.line_list import Line, LineList
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.shapes import DASHED, EMPTY, HALF, TICKED
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel

_ALL, _HERE, _MISSING = "all", "here", "missing"
_NOBODY = "There is no organisation here yet. Add the members of the collaborative, or receive their packs."
_NONE: Mapping[str, str] = {_HERE: "Nobody has sent for this period yet.", _MISSING: "Nobody is missing."}
_COPIED_MS = 4000
_MOST_SEEN = 9
"""Lines of the list that are seen at once; more are scrolled."""


class ReturnsPage(ComparingPage):
    """`answers_requested(assessment, component)` leads to an organisation's answers."""

    title = "Returns"
    answers_requested = Signal(str, str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.found: Returns | None = None
        self.dialog: MemberDialog | None = None
        self._collected: Collected | None = None
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self.choices = ChoiceBar(self.comparing, (PERIOD, ROUND), self)
        self.add_button = QPushButton("Add a member…", self)
        self.add_button.setObjectName("add_member")
        icons.dress(self.add_button, "add")
        self.add_button.setEnabled(not self._hub.workspace.read_only)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(PlainLabel(self.title, "page", self, wraps=False))
        head.addWidget(self.choices, 1)
        head.addWidget(self.add_button)
        scroll.column.addLayout(head)
        scroll.column.addWidget(self.reading_line)
        columns = Columns(100, self)
        columns.add(self._list_card(), 3)
        side = QWidget(self)
        side.setProperty("role", "bare")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(self._reminder_card())
        self.collaborative_card = CollaborativeCard(self._hub, self)
        column.addWidget(self.collaborative_card)
        column.addStretch(1)
        columns.add(side, 2)
        scroll.column.addWidget(columns)
        scroll.column.addStretch(1)

    def _list_card(self) -> Card:
        self.list_card = Card("Received", "", self)
        self.which = Segments({_ALL: "All", _HERE: "Received", _MISSING: "Missing"}, self)
        self.which.setAccessibleName("Which organisations")
        self.which.show_choice(_ALL)
        self.list = LineList("Returns", self, opens_at_once=True)
        self.empty_label = PlainLabel("", "soft", self)
        self.list_card.body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self.list_card.body.addWidget(self.list)
        self.list_card.body.addWidget(self.empty_label)
        self.list_card.body.addStretch(1)
        return self.list_card

    def _reminder_card(self) -> Card:
        self.reminder_card = Card("Reminder", "for those who are missing", self)
        self.due = DayEdit(self)
        self.due.setObjectName("due")
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Text of the reminder")
        self.text.setMinimumHeight(180)
        self.copy_button = QPushButton("Copy the text", self)
        icons.dress(self.copy_button, "copy")
        self.copied_label = PlainLabel("", "hint", self)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.copied_label, 1)
        for part in (Field("Asked for by", self.due), self.text):
            self.reminder_card.body.addWidget(part)
        self.reminder_card.body.addLayout(row)
        return self.reminder_card

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _: self._show_list())
        self.list.opened.connect(self._on_opened)
        self.add_button.clicked.connect(lambda: self._ask(None))
        self.copy_button.clicked.connect(self._on_copy)
        self.due.editingFinished.connect(self._show_reminder)
        self._copied.timeout.connect(lambda: self.copied_label.setText(""))
        self._hub.edited.connect(lambda _: self.collaborative_card.refresh())

    def work(self, collected: Collected, choice: Choice) -> tuple[Collected, Returns]:
        """Who has sent."""
        return collected, collected.returns(choice.period, choice.round)

    def show_result(self, result: tuple[Collected, Returns]) -> None:
        """Show who has sent and who is missing."""
        self._collected, self.found = result
        self.choices.refresh()
        self.collaborative_card.refresh()
        self.list_card.set_title(self.found.words if self.found.every else "Returns", self.found.title)
        self.reminder_card.setVisible(bool(self.found.missing))
        self._show_list()
        self._show_reminder()

    def _show_list(self) -> None:
        if self.found is None:
            return
        which = self.which.choice
        shown = {_HERE: self.found.received, _MISSING: self.found.missing}.get(str(which), self.found.every)
        self.list.show_lines([_line(one) for one in shown])
        self.list.setVisible(bool(shown))
        self.list.setFixedHeight(min(len(shown), _MOST_SEEN) * self.list.sizeHintForRow(0) + 6 if shown else 0)
        self.empty_label.setText(_NONE.get(str(which), _NOBODY) if self.found.every else _NOBODY)
        self.empty_label.setVisible(not shown)
        self.which.setVisible(bool(self.found.every))

    def _show_reminder(self) -> None:
        if self.found is None or self._collected is None:
            return
        self.text.setPlainText(self._collected.reminder(self.found, self._due()))

    def _due(self) -> date | None:
        try:
            return self.due.day()
        except WrongValue:
            return None

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied_label.setText("Copied")
        self._copied.start()
        announce(self, "The reminder is copied")

    def _on_opened(self, key: str) -> None:
        organisation = self._hub.workspace.holdings.organisations.get(key)
        if organisation is not None and self.found is not None:
            row = next((one.answers for one in self.found.every if one.member.organisation == key), None)
            self._ask(key, row.assessment if row else "")

    def _ask(self, key: str | None, assessment_id: str = "") -> None:
        held = self._hub.workspace.holdings.organisations.get(key) if key else None
        self.dialog = MemberDialog(self._hub, held, assessment_id, self.window())
        self.dialog.answers_requested.connect(self.answers_requested)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    def _on_dialog_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None


def _line(one: Return) -> Line:
    row, member = one.answers, one.member
    about = " · ".join((member.kind_words, member.place_words))
    if row is None:
        return Line(member.organisation, member.name, about, Arrival.MISSING.words, "", EMPTY)
    shape = {State.DRAFT: HALF, State.SIGNED_OFF: TICKED}.get(row.state, TICKED)
    revision = f", revision {row.revision}" if row.revision > 1 else ""
    return Line(member.organisation, member.name, about, one.when_words or one.arrival.words,
                f"{row.round}: {row.state.words}{revision}" if row.round else f"{row.state.words}{revision}",
                DASHED if not row.statuses else shape)

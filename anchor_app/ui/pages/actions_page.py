"""Actions: what is to be done, by whom and by when, as a table or as a board."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from anchor_app.domain.acting import AddAction, SetActionStatus
from anchor_app.domain.action import Action, ActionStatus
from anchor_app.domain.owned_record import owned_key
from anchor_app.ui import icons, theme
from anchor_app.ui.collaborating import is_collaborative
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.action_model import ActionModel, Column, charter_for, owner_words
from anchor_app.ui.pages.action_words import count_line, empty_words
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.widgets.action_export import ActionExport
from anchor_app.ui.widgets.action_filters import ALL, OWN, TOGETHER, ActionFilters
from anchor_app.ui.widgets.action_form import ActionForm
from anchor_app.ui.widgets.action_list import ActionList
from anchor_app.ui.widgets.action_question import ActionQuestion
from anchor_app.ui.widgets.layouts import PAGE_MARGINS, Flow
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.new_action import NewAction
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel, one_line, plain_tooltip

TABLE, BOARD = "table", "board"
OVERDUE, MINE = "overdue", "mine"
"""What `show_item` takes beside the key of an action or a note: a filter."""
_NARROW, _BOARD_NARROW = 105, 210
"""Average characters of width below which the table, or the board, and the detail take turns."""
_LEAST = 300
"""Height of the list in pixels at 100 % text."""
_SHORT = 24
"""Lines of text in the height of the page below which the filters are folded."""


class ActionsPage(FreshPage):
    """Shows what is to be done, by whom and by when; `show_item` takes the key of an action or of a note on one.

    `answers_requested(assessment, component)` leads to where an action comes from, in whichever period that was.
    """

    title = "Actions"
    kinds: ClassVar = ("action", "action-note", "assessment", "organisation", "component", "collaborative")
    component_requested = Signal(str)
    answers_requested = Signal(str, str)
    meeting_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._awaited = ""
        self._completing = ""
        self.model = ActionModel(hub, self)
        self._build()
        self._connect()
        self.follow()

    # -- what other pages ask for ------------------------------------------------------------------------------

    def show_item(self, key: str) -> None:
        """Show an action, or that of a note, whatever the list was narrowed to; or what a filter's name leaves."""
        self.refresh()
        if key in (OVERDUE, MINE):
            self.filters.show_whose(OWN)
            self.filters.show_only(key)
            self._take_keyboard()
            return
        held = self._hub.workspace.holdings
        note = held.action_notes.get(key)
        key = owned_key(note.organisation, note.action) if note else key
        action = held.actions.get(key)
        if action is None:
            return
        if self.model.row_of(key) < 0:
            self.filters.show_whose(OWN if action.organisation == self.organisation_id else
                                    ALL if action.organisation else TOGETHER)
            self.filters.clear()
        self._choose(key)
        self.both.open_detail()

    def add_action(self) -> None:
        """Ask what is to be done."""
        if self.add_button.isEnabled():
            self.both.leave_detail()
            held = self._hub.workspace.holdings
            self.new.open(one_line(owner_words(held, Action("", self._new_owner)), 80)
                          if is_collaborative(held) else "")

    # -- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        outer, content = QVBoxLayout(self), QWidget(self)
        outer.setContentsMargins(0, 0, 0, 0)
        content.setObjectName("content")
        self.page_scroll = QScrollArea(self)
        self.page_scroll.setWidgetResizable(True)
        self.page_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page_scroll.setWidget(content)
        outer.addWidget(self.page_scroll)
        self._build_parts(content)
        self._lay_out(content)

    def _build_parts(self, content: QWidget) -> None:
        self.title_label = PlainLabel(self.title, "page", content, wraps=False)
        self.view = Segments({TABLE: "Table", BOARD: "Board"}, content)
        self.view.setAccessibleName("Show the actions as")
        self.view.show_choice(TABLE)
        self.add_button = QPushButton("Add an action", content)
        self.add_button.setProperty("kind", "primary")
        icons.dress(self.add_button, "add", ink="card")
        self.export = ActionExport(self._hub, self.model, content)
        self.filters = ActionFilters(content)
        self.count_label = PlainLabel("", "hint", content)
        self.new = NewAction(content)
        self.question = ActionQuestion(self._hub, content)
        self.list = ActionList(self.model, content)
        self.form = ActionForm(self._hub, content)
        self.both = ListAndDetail(self.list, self.form, _NARROW, content)

    def _lay_out(self, content: QWidget) -> None:
        tools = Flow(spacing=8)
        for widget in (self.view, self.export.button, self.add_button):
            tools.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title_label)
        head.addStretch(1)
        head.addLayout(tools)
        root = QVBoxLayout(content)
        root.setContentsMargins(*PAGE_MARGINS)
        root.setSpacing(10)
        root.addLayout(head)
        for part in (self.export, self.new, self.question, self.filters, self.count_label):
            root.addWidget(part)
        root.addWidget(self.both, 1)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_action)
        self.view.chosen.connect(self._on_view)
        self.filters.changed.connect(self._look)
        self.filters.order_changed.connect(self._on_order)
        self.filters.unfolded.connect(self._arrange)
        self.list.table.order_asked.connect(self._on_order)
        self.list.shown.connect(self._show_action)
        self.list.opened.connect(self._on_opened)
        self.list.remedied.connect(self._on_remedied)
        self.list.status_wished.connect(self._on_status)
        self.form.status_wished.connect(self._on_status)
        self.form.component_requested.connect(self.component_requested)
        self.form.source_requested.connect(self.answers_requested)
        self.form.meeting_requested.connect(self.meeting_requested)
        self.new.named.connect(self._on_named)
        self.new.dismissed.connect(self.add_button.setFocus)
        self.question.ended.connect(self._take_keyboard)
        self.both.left_detail.connect(self._on_left_detail)
        self.both.arranged.connect(self._arrange)
        self._hub.failed.connect(lambda _: self.form.notes.forget_asked())
        for keys, act in ((QKeySequence.StandardKey.New, self.add_action),
                          (QKeySequence.StandardKey.Find, self.filters.search_line.setFocus)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- showing -----------------------------------------------------------------------------------------------

    def show_held(self) -> None:
        workspace, is_together = self._hub.workspace, is_collaborative(self._hub.workspace.holdings)
        reason = workspace.read_only or ("" if self.organisation_id or is_together else
                                         "Start an assessment first: actions are an organisation’s.")
        self.add_button.setEnabled(not reason)
        plain_tooltip(self.add_button, reason or "Add an action (Ctrl+N)")
        self.list.set_movable(not workspace.read_only)
        self.filters.show_person(workspace.who)
        self.filters.show_charter(charter_for(self._hub, self.organisation_id))
        self.filters.show_together(is_together)
        if not self.organisation_id and self.filters.whose == OWN:
            self.filters.show_whose(ALL)
        self._look()
        action = workspace.holdings.actions.get(self._completing)
        if action is not None and not action.is_open:
            self._completing = ""
            self.question.ask(action.key)
        elif self.question.is_asking:
            self.question.refresh()
        if self._awaited in workspace.holdings.actions:
            awaited, self._awaited = self._awaited, ""
            self.new.done()
            self.show_item(awaited)
            self.form.owner_editor.setFocus()

    @property
    def _whose(self) -> str | None:
        return {OWN: self.organisation_id, TOGETHER: "", ALL: None}[self.filters.whose]

    def _look(self) -> None:
        """Show the actions that are looked for, staying on the one that is chosen where it is among them."""
        workspace = self._hub.workspace
        self.model.look(self._whose, self.filters.sought(workspace.who, workspace.clock.today()))
        self.list.table.show_whose(self.filters.whose == ALL)
        held = self.form.key
        if self.model.row_of(held) < 0:
            first = self.model.action(0)
            held = first.key if first else ""
        total = self.model.total
        self.list.refresh(empty_words(self.filters, total, workspace.who), "Clear filters" if total else
                          "Add an action", has_remedy=bool(total) or self.add_button.isEnabled())
        self._choose(held)
        self.count_label.setText(count_line(self.model.found, total, workspace.clock.today()))
        self.export.button.setEnabled(self.model.rowCount() > 0)
        self._arrange()

    def _choose(self, key: str) -> None:
        self.list.choose(key)
        self._show_action(key)

    def _show_action(self, key: str) -> None:
        if key != self.form.key:
            self.both.detail_scroll.verticalScrollBar().setValue(0)
        self.form.show_action(key)
        self.both.set_has_detail(bool(self.form.key))

    def _arrange(self) -> None:
        """Beside a detail that stands alone, and where there is nothing to narrow, no filters are shown."""
        is_shown = self.model.total > 0 and not self.both.is_detail_alone
        self.filters.setVisible(is_shown or self.filters.whose != OWN)
        self.count_label.setVisible(is_shown and self.model.rowCount() > 0)

    # -- answers -----------------------------------------------------------------------------------------------

    def _on_view(self, view: object) -> None:
        self.list.is_board = view == BOARD
        self.both.set_narrowest(_BOARD_NARROW if view == BOARD else _NARROW,
                                "Back to the board" if view == BOARD else "Back to the list")
        self.both.leave_detail()
        self._look()

    def _on_order(self, column: Column | None, is_descending: bool) -> None:
        self.model.order_by(column, is_descending)
        self.list.table.show_order(column, is_descending)
        self.filters.show_order(column)
        self._look()

    def _on_opened(self, key: str) -> None:
        self._show_action(key)
        self.both.open_detail()

    def _on_left_detail(self) -> None:
        self.form.flush()
        self._take_keyboard()

    def _take_keyboard(self) -> None:
        """Give the keyboard to the list, at the action that is chosen."""
        if self.both.is_detail_alone:
            self.form.status_menu.setFocus()
        elif not self.list.take_keyboard(self.form.key):
            self.filters.search_line.setFocus()

    def _on_remedied(self) -> None:
        if self.model.total:
            self.filters.clear()
            self._take_keyboard()
        else:
            self.add_action()

    def _on_status(self, key: str, status: ActionStatus) -> None:
        """A wish; when it is complete, it is asked whether a component's status changes, and never changed."""
        self._completing = key if status is ActionStatus.COMPLETE else ""
        self._hub.do(SetActionStatus(key, status, self._hub.workspace.clock.today()))

    @property
    def _new_owner(self) -> str:
        """Whose a new action is: of whom the list is, or where it is everybody's of the organisation that is chosen."""
        return self._whose if self._whose is not None else self.organisation_id

    def _on_named(self, title: str) -> None:
        assessment, owner = self.assessment, self._new_owner
        values = {"title": title, "created_on": self._hub.workspace.clock.today(),
                  "period": assessment.period if assessment else ""}
        wish = AddAction(owner, values)
        self._awaited = owned_key(owner, wish.id)
        self._hub.do(wish)

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.flush()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "both"):
            self._fold()

    def _fold(self) -> None:
        """Where there is little height, the filters fold, and the page scrolls rather than squeeze the list."""
        self.filters.set_short(self.height() < _SHORT * self.fontMetrics().lineSpacing())
        self.both.setMinimumHeight(theme.look().px(_LEAST))

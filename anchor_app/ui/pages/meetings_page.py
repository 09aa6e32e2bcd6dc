"""Meetings of the steering group: their minutes, the log over all of them, and who speaks for whom."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.widgets.layouts import PAGE_MARGINS, Flow
from anchor_app.ui.widgets.meeting_log import LogView
from anchor_app.ui.widgets.meeting_view import MeetingView
from anchor_app.ui.widgets.meeting_voices import VoicesView
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip

MEETINGS, LOG, VOICES = "meetings", "log", "voices"
_View = TypeVar("_View", MeetingView, LogView, VoicesView)


class MeetingsPage(FreshPage):
    """Three views of the same meetings.

    `action_requested(key)` leads to an action, `report_requested(key)` to minutes or the log on paper.
    """

    title = "Meetings"
    views: ClassVar = (MEETINGS, LOG, VOICES)
    kinds: ClassVar = ("meeting", "meeting-item", "representative", "action", "organisation")
    action_requested = Signal(str)
    report_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._build()
        self._connect()
        self.follow()

    def _build(self) -> None:
        self.which = Segments({MEETINGS: "Meetings", LOG: "Log", VOICES: "Who speaks for whom"}, self)
        self.which.setObjectName("which")
        self.which.setAccessibleName("View")
        self.which.show_choice(MEETINGS)
        self.call_button = QPushButton("Call a meeting", self)
        self.call_button.setObjectName("call_button")
        self.call_button.setProperty("kind", "primary")
        icons.dress(self.call_button, "add", "card")
        self.stack = QStackedWidget(self)
        self.meetings = MeetingView(self._hub, self.stack)
        self._add(self.meetings)
        self.head = QWidget(self)
        self.head.setProperty("role", "bare")
        head = Flow(self.head, spacing=16)
        head.addWidget(PlainLabel(self.title, "page", self, wraps=False))
        head.addWidget(self.which)
        head.addWidget(self.call_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*PAGE_MARGINS)
        column.setSpacing(14)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda view: self.show_view(str(view)))
        self.call_button.clicked.connect(self._on_call)
        self.meetings.call_card.dismissed.connect(self._on_not_called)
        self.meetings.call_card.called.connect(lambda _: self._arrange())
        self.meetings.action_requested.connect(self.action_requested)
        self.meetings.form.report_requested.connect(self.report_requested)
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @cached_property
    def log(self) -> LogView:
        """The log, made when it is first looked at."""
        view = LogView(self._hub, self.stack)
        view.action_requested.connect(self.action_requested)
        view.meeting_requested.connect(self.show_item)
        view.preview_requested.connect(lambda: self.report_requested.emit("log"))
        return self._add(view)

    @cached_property
    def voices(self) -> VoicesView:
        """Who speaks for whom, made when it is first looked at."""
        return self._add(VoicesView(self._hub, self.stack))

    def show_view(self, view: str) -> None:
        """Show the meetings, the log, or who speaks for whom."""
        self.meetings.flush()
        self.which.show_choice(view)
        self.stack.setCurrentWidget(getattr(self, view))
        self._refresh_view()

    def show_item(self, key: str) -> None:
        """Show a meeting, an item of one, or an entry about who speaks for whom; what is gone is passed over."""
        held = self._hub.workspace.holdings
        if key in held.representatives:
            self.show_view(VOICES)
            self.voices.show_item(key)
        elif key in held.meetings or key in held.meeting_items:
            self.show_view(MEETINGS)
            self.meetings.show_item(key)

    def show_held(self) -> None:
        """Show what is held now."""
        reason = self._hub.workspace.read_only
        self.call_button.setEnabled(not reason)
        plain_tooltip(self.call_button, reason)
        self._refresh_view()

    def _add(self, view: _View) -> _View:
        self.stack.addWidget(view)
        view.both.arranged.connect(self._arrange)
        return view

    def _refresh_view(self) -> None:
        """The view that is seen; another one is refreshed when it is to be seen."""
        view = self.stack.currentWidget()
        assert isinstance(view, (MeetingView, LogView, VoicesView))
        view.refresh()
        self._arrange()

    def _arrange(self) -> None:
        """Where what is chosen stands alone, it has all the room."""
        view = self.stack.currentWidget()
        is_alone = isinstance(view, (MeetingView, LogView, VoicesView)) and view.both.is_detail_alone
        self.head.setVisible(not is_alone)
        self.call_button.setVisible(view is self.meetings and not self.meetings.is_calling)

    def _on_call(self) -> None:
        self.show_view(MEETINGS)
        self.meetings.call()
        self._arrange()

    def _on_not_called(self) -> None:
        self._arrange()
        self.call_button.setFocus()

    def _on_find(self) -> None:
        if self.stack.currentWidget() is self.meetings:
            self.show_view(LOG)
        view = self.stack.currentWidget()
        if isinstance(view, (LogView, VoicesView)):
            view.search_line.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.meetings.flush()
        super().hideEvent(event)

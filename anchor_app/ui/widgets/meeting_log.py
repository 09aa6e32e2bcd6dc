"""The log of decisions and actions over all meetings: searched, narrowed, and led on from."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.agenda import LogLine
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.meeting import ItemKind
from anchor_app.services.publishing_year_papers import log_document
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.meeting_log_model import MeetingLogModel, Part
from anchor_app.ui.widgets.card import EmptyCard
from anchor_app.ui.widgets.filter_row import FilterRow
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.meeting_item_editor import action_words
from anchor_app.ui.widgets.meeting_tables import MeetingLogTable
from anchor_app.ui.widgets.minutes_bar import MinutesBar
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel, breakable, one_line

_NARROW = 110
_PAUSE_MS = 150
_LONGEST = 4_000
_RUN = 12
"""Letters after which a word may be broken, since the detail is narrow."""
_NONE = ("Nothing was decided or agreed yet. Open a meeting, and mark an item as a decision, or agree an action "
         "there: both stand here.")
_NOTHING_FITS = "No decision or action fits. Search for other words, or choose All."


class LogView(QWidget):
    """`meeting_requested(key)` leads to a line's item in its meeting, `action_requested(key)` to its action.

    `preview_requested`: a person wants to look at the log as it is on paper.
    """

    meeting_requested = Signal(str)
    action_requested = Signal(str)
    preview_requested = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._held = ""
        self.setProperty("role", "bare")
        self.filters = FilterRow("Search decisions and actions", self)
        self.search_line = self.filters.search_line
        self.search_line.setObjectName("log_search")
        self.part = Segments({one: one.value for one in Part}, self)
        self.part.setAccessibleName("Which lines")
        self.part.show_choice(Part.ALL)
        self.paper = MinutesBar(hub, "Save the log", "", self)
        self.count_label = PlainLabel("", "hint", self)
        self.empty_card = EmptyCard(self)
        self.model = MeetingLogModel(self)
        self.table = MeetingLogTable(self.model, self)
        self.both = ListAndDetail(self.table, self._detail(), _NARROW, self)
        self.both.splitter.setSizes([730, 290])
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()
        self._connect()

    def _detail(self) -> QWidget:
        detail = QWidget(self)
        detail.setProperty("role", "bare")
        self.code_label, self.when_label = PlainLabel("", "card", detail), PlainLabel("", "hint", detail)
        self.agenda_label = PlainLabel("", "soft", detail)
        self.text_label = PlainLabel("", "text", detail).make_selectable()
        self.action_label = PlainLabel("", "text", detail)
        self.open_button = QPushButton("Open in its meeting", detail)
        icons.dress(self.open_button, "meetings")
        self.action_button = QPushButton("Open the action", detail)
        icons.dress(self.action_button, "actions")
        buttons = QWidget(detail)
        buttons.setProperty("role", "bare")
        flow = Flow(buttons)
        flow.addWidget(self.open_button)
        flow.addWidget(self.action_button)
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.code_label, self.when_label, self.agenda_label, self.text_label, self.action_label, buttons):
            column.addWidget(part)
        column.addStretch(1)
        return detail

    def _build(self) -> None:
        self.filters.add(self.part)
        self.filters.add(self.paper.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.filters, self.paper, self.count_label):
            column.addWidget(part)
        column.addWidget(self.empty_card, 1)
        column.addWidget(self.both, 1)
        self.paper.offer(lambda: "Decisions and actions",
                         lambda _: log_document(self._hub.workspace, self.search_line.text(), with_people=True))

    def _connect(self) -> None:
        self.search_line.textChanged.connect(lambda _: self._pause.start())
        self.search_line.returnPressed.connect(self._on_search_ended)
        self._pause.timeout.connect(self._look)
        self.part.chosen.connect(lambda _: self._look())
        self.table.shown.connect(self._show)
        self.table.opened.connect(self._on_opened)
        self.both.left_detail.connect(self.table.setFocus)
        self.both.arranged.connect(self._arrange)
        self.paper.preview_requested.connect(self.preview_requested)
        self.open_button.clicked.connect(lambda: self.meeting_requested.emit(self._held))
        self.action_button.clicked.connect(self._on_action_pressed)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what is looked for."""
        return not self._pause.isActive()

    def refresh(self) -> None:
        """Show what is held, staying on the line that is shown."""
        self._look()

    def _look(self) -> None:
        self._pause.stop()
        held, part = self._held, self.part.choice
        workspace = self._hub.workspace
        self.model.look(workspace.holdings, workspace.clock.today(), self.search_line.text(),
                        part if isinstance(part, Part) else Part.ALL)
        count, total = self.model.rowCount(), self.model.total
        noun = "line" if total == 1 else "lines"
        self.count_label.setText(f"{total:,} {noun}" if count == total else f"{count:,} of {total:,} {noun}")
        self.both.setVisible(count > 0)
        self.empty_card.explain("" if count else _NOTHING_FITS if total else _NONE)
        self._arrange()
        self.paper.button.setEnabled(total > 0)
        if count:
            row = max(0, self.model.row_of(held)) if held else 0
            self.table.choose(row)
            self._show(row)
        self.both.set_has_detail(count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where the detail stands alone it has all the room; where there is little height the rows have it."""
        self.filters.fit(self.height())
        self.filters.setVisible(not self.both.is_detail_alone)
        self.count_label.setVisible(self.model.total > 0 and self.filters.fold_button.isHidden()
                                    and not self.both.is_detail_alone)

    def _line(self) -> LogLine | None:
        return self.model.line(self.model.row_of(self._held))

    def _show(self, row: int) -> None:
        line = self.model.line(row)
        if line is None:
            return
        self._held = line.item.key
        kind = line.item.kind.words if line.item.kind else ""
        self.code_label.setText(f"{kind} {line.code}")
        self.when_label.setText(" · ".join(filter(None, (
            day_words(line.meeting.on) if line.meeting.on else "", one_line(line.meeting.title, 80)))))
        _say(self.agenda_label, line.item.agenda)
        self.agenda_label.setVisible(bool(line.item.agenda) and bool(line.item.text))
        _say(self.text_label, line.item.text or line.item.agenda)
        _say(self.action_label, self._about(line))
        self.action_label.setVisible(bool(self._about(line)))
        self.action_button.setVisible(line.action is not None)
        for button in (self.open_button, self.action_button):
            button.setAccessibleDescription(line.code)

    def _about(self, line: LogLine) -> str:
        if line.item.kind is ItemKind.DECISION:
            return f"Seen to by {line.item.owner_name}" if line.item.owner_name else ""
        if line.action is None:
            return "The action that was agreed here has been removed."
        workspace = self._hub.workspace
        owner = workspace.holdings.organisations.get(line.action.organisation)
        return action_words(line.action, owner.shown_name if owner else "The collaborative", workspace.clock.today())

    def _on_search_ended(self) -> None:
        self._look()
        self.table.setFocus()

    def _on_opened(self, row: int) -> None:
        self._show(row)
        if self.both.is_narrow:
            self.both.open_detail()
        else:
            self.open_button.setFocus()

    def _on_action_pressed(self) -> None:
        line = self._line()
        if line is not None and line.action is not None:
            self.action_requested.emit(line.action.key)


def _say(label: PlainLabel, text: str) -> None:
    """Show as much as a narrow label can at once; the meeting has all of it."""
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    label.setText(breakable(shown, _RUN))
    label.setAccessibleName(shown)

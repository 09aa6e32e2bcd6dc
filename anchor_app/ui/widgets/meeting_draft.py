"""The agenda as it is drafted from what is open: ticked lines become items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.agenda import AgendaLine
from anchor_app.domain.errors import Refusal
from anchor_app.domain.level_wording import count_words
from anchor_app.ui import icons, theme
from anchor_app.ui.comparing import comparing_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.meeting_agenda_model import MeetingAgendaModel
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.link_list import LinkList
from anchor_app.ui.widgets.reading_line import ReadingLine
from anchor_app.ui.widgets.text import PlainLabel

_NOTHING = ("Nothing is open: no return of {period} is missing, no introduction is still to make, no action is off "
            "track, and no update came in. Type the items below.")
_ALL_THERE = "All that is open stands on the agenda already."
_UNEXPECTED = "What is open could not be read. Check your data in the settings."
_REST_MS = 100
_HIGHEST = 360
"""Pixels at 100 % text that the lines take at most; more of them are scrolled."""


class DraftedAgenda(QFrame):
    """Hidden until `draft`. `taken(lines)` are those that are to become items; `dismissed` when it is put away."""

    taken = Signal(object)
    dismissed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._job: Job | None = None
        self._there: Sequence[str] = ()
        self._period = ""
        self._late = QTimer(self, singleShot=True, interval=_REST_MS)
        self._room = QTimer(self, singleShot=True, interval=0)
        self._room.timeout.connect(self._fit)
        self.setProperty("kind", "message")
        self.title_label = PlainLabel("What is open", "strong", self)
        self.reading_line = ReadingLine(self)
        self.model = MeetingAgendaModel(self)
        self.list = LinkList(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName("What is open; space ticks a line")
        self.words_label = PlainLabel("", "text", self)
        self.take_button = QPushButton("Add", self)
        self.take_button.setObjectName("take_agenda")
        self.take_button.setProperty("kind", "primary")
        icons.dress(self.take_button, "add", "card")
        self.close_button = QPushButton("Close", self)
        buttons = QWidget(self)
        buttons.setProperty("role", "bare")
        flow = Flow(buttons)
        flow.addWidget(self.take_button)
        flow.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        for part in (self.title_label, self.reading_line, self.list, self.words_label, buttons):
            column.addWidget(part)
        self.model.dataChanged.connect(self._count)
        self.take_button.clicked.connect(self._on_taken)
        self.close_button.clicked.connect(self.put_away)
        self._late.timeout.connect(lambda: self.reading_line.say_busy("Reading what is open…"))
        self.hide()

    def draft(self, on: date, there: Sequence[str]) -> None:
        """Ask on the store's thread what is open for a meeting on a day; lines that are `there` are left out."""
        from anchor_app.services.year_round import agenda

        workspace, period = self._hub.workspace, comparing_of(self._hub).choice.period
        conflicts = self._waiting()
        self._stop()
        self._show((), "")
        self.show()
        self._late.start()
        self._there, self._period = there, period
        self._job = self._hub.tasks.store(lambda: agenda(workspace, on, period, conflicts), self._on_drafted,
                                          self._on_failed)

    def put_away(self) -> None:
        """Show nothing, and forget what was being read."""
        self._stop()
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room.start()

    def _fit(self) -> None:
        """As high as its lines, up to a point; how many rows each takes is known once it has its width."""
        height = sum(self.list.sizeHintForRow(row) for row in range(self.model.rowCount()))
        self.list.setFixedHeight(min(height + 8, theme.look().px(_HIGHEST)))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._late.stop()
        self.reading_line.put_away()

    def _waiting(self) -> tuple[str, ...]:
        """The names of packs on their way in that wait for a decision."""
        every: list[Any] = self.window().findChildren(QObject, "incoming")
        return tuple(dict.fromkeys(incoming.path_of(plan).stem for incoming in every for plan in incoming.plans
                                   if any(one.unit not in incoming.choices for one in plan.conflicts)))

    def _on_drafted(self, lines: Sequence[AgendaLine]) -> None:
        self._stop()
        known = {" ".join(one.split()) for one in self._there}
        words = [one.words for one in lines if " ".join(one.words.split()) not in known]
        none = _NOTHING.format(period=self._period or "a period") if not lines else "" if words else _ALL_THERE
        self._show(words, none)
        (self.list if words else self.close_button).setFocus()

    def _on_failed(self, error: BaseException) -> None:
        self._stop()
        self.reading_line.say_fault(str(error) if isinstance(error, Refusal) else _UNEXPECTED)

    def _show(self, lines: Sequence[str], words: str) -> None:
        self.model.show(lines)
        self.list.setVisible(bool(lines))
        self.take_button.setVisible(bool(lines))
        self.words_label.setText(words)
        self.words_label.setVisible(bool(words))
        if lines:
            self.list.setCurrentIndex(self.model.index(0))
            self._room.start()
        self._count()

    def _count(self) -> None:
        count = len(self.model.ticked)
        self.take_button.setText(f"Add {count_words(count, 'item')}" if count else "Nothing is ticked")
        self.take_button.setEnabled(count > 0)

    def _on_taken(self) -> None:
        lines = self.model.ticked
        self.put_away()
        self.taken.emit(lines)

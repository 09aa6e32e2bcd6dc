"""The history: who changed what, when, from what to what, and the way back to how it all was then."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from anchor_app.domain.edit import Edit
from anchor_app.domain.history import HistoryLine, on_assessment
from anchor_app.services.reading_history import people_in
from anchor_app.ui import icons
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.history_model import ENOUGH, HistoryModel
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.history_detail import HistoryDetail
from anchor_app.ui.widgets.history_filters import HistoryFilters
from anchor_app.ui.widgets.history_progress import HistoryProgress
from anchor_app.ui.widgets.history_table import HistoryTable
from anchor_app.ui.widgets.layouts import PAGE_MARGINS
from anchor_app.ui.widgets.list_and_detail import ListAndDetail
from anchor_app.ui.widgets.text import PlainLabel

_NARROW = 105
_REST_MS = 200
_NONE = ("Nothing was changed yet. From the first answer on, every change stands here: who made it, when, what stood "
         "before and what stands now.")
_NONE_FOUND = "No change fits what you look for. Clear the filters to see the whole history."
_NONE_SO_FAR = "No change fits what you look for, as far back as it was looked."
_SHORT = 24
"""Lines of text in the height of the page below which the filters are folded."""


class HistoryPage(FreshPage):
    """Everything that bears on the chosen assessment; `show_item` takes the id of a component to narrow it to."""

    title = "History"
    component_requested = Signal(str)
    evidence_requested = Signal(str)
    moment_requested = Signal(object)
    past_requested = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._held: HistoryLine | None = None
        self._people_job: Job | None = None
        self.model = HistoryModel(hub, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title_label = PlainLabel(self.title, "page", self)
        self.past_button = QPushButton("Look at an earlier day…", self)
        icons.dress(self.past_button, "calendar")
        self.past_button.setHidden(bool(self._hub.workspace.as_at))
        self.filters = HistoryFilters(self)
        self.progress = HistoryProgress(self.model, self)
        self.table = HistoryTable(self.model, self)
        self.empty_label = PlainLabel("", "soft", self)
        self.empty_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        left = QWidget(self)
        left.setProperty("role", "bare")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty_label, 1)
        self.detail = HistoryDetail(self._hub, self)
        self.both = ListAndDetail(left, self.detail, _NARROW, self)
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.past_button)
        root = QVBoxLayout(self)
        root.setContentsMargins(*PAGE_MARGINS)
        root.setSpacing(12)
        root.addLayout(head)
        root.addWidget(self.filters)
        root.addWidget(self.progress)
        root.addWidget(self.both, 1)
        self.spare = QSpacerItem(0, 0)
        root.addItem(self.spare)

    def _connect(self) -> None:
        self.filters.changed.connect(self._look)
        self.filters.unfolded.connect(lambda _: self._arrange())
        self.progress.slowed.connect(self.model.show_found)
        self.model.came.connect(self._on_came)
        self.model.failed.connect(self._on_failed)
        self.table.shown.connect(self._on_shown)
        self.table.opened.connect(lambda _: self.both.open_detail())
        self.both.left_detail.connect(self.table.setFocus)
        self.past_button.clicked.connect(self.past_requested)
        for name in ("component_requested", "evidence_requested", "moment_requested"):
            getattr(self.detail, name).connect(getattr(self, name))
        self._rest.timeout.connect(self._on_rested)
        QShortcut(QKeySequence.StandardKey.Find, self, self.filters.search_line.setFocus,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.follow()

    def show_item(self, component_id: str) -> None:
        """Narrow the history to a component."""
        self.refresh()
        self.filters.show_component(component_id)

    def show_held(self) -> None:
        """Read the history again, from its end."""
        assessment = self.assessment
        self.filters.show_charter(self._hub.workspace.holdings.charter_of(assessment) if assessment else None)
        self._look()
        self._ask_for_people()

    def _look(self, at_least: int = 0) -> None:
        assessment, workspace = self.assessment, self._hub.workspace
        self.model.look(self.filters.looked(assessment, workspace.clock.today()) if assessment else None, at_least)
        self._show_state()

    def _ask_for_people(self) -> None:
        if (assessment := self.assessment) is None:
            self.filters.show_people(())
            return
        past, looked = self._hub.workspace.store.past, on_assessment(assessment)
        if self._people_job is not None:
            self._people_job.cancel()
        self._people_job = self._hub.tasks.store(lambda: people_in(past, looked), self.filters.show_people)

    def _on_rested(self) -> None:
        """Something was changed meanwhile: whoever reads further down stays there."""
        self._look(self.table.currentIndex().row() + ENOUGH if self.table.verticalScrollBar().value() else 0)
        self._ask_for_people()

    def _on_came(self) -> None:
        if self.model.count == 0:
            self._held = None if not self.model.is_reading else self._held
        elif self.table.current is None:
            self.table.choose(self._held)
        self._show_state()

    def _show_state(self) -> None:
        """Which of the parts are to be seen, and what they say when there is nothing to show."""
        count, is_reading = self.model.count, self.model.is_reading
        self.progress.refresh()
        self.filters.setVisible(count > 0 or is_reading or not self.filters.is_everything)
        self.table.setVisible(count > 0)
        self.empty_label.setVisible(count == 0)
        self.empty_label.setText("Reading the history…" if is_reading else _NONE_SO_FAR if self.model.is_stopped
                                 else _NONE if self.filters.is_everything else _NONE_FOUND)
        self.both.set_has_detail(count > 0)
        self._arrange()

    def _arrange(self) -> None:
        """Filters that were unfolded for want of room have the page to themselves."""
        is_open = self.filters.is_open
        for widget in (self.title_label, self.progress, self.both):
            widget.setHidden(is_open)
        self.past_button.setHidden(is_open or bool(self._hub.workspace.as_at))
        self.spare.changeSize(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding if is_open
                              else QSizePolicy.Policy.Minimum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.filters.set_short(self.height() < _SHORT * self.fontMetrics().lineSpacing())
        self._arrange()

    def _on_failed(self, sentence: str) -> None:
        self.empty_label.setText(f"The history could not be read. {sentence}")
        self.empty_label.show()
        self.table.hide()
        self.both.set_has_detail(False)

    def _on_shown(self, line: HistoryLine) -> None:
        self._held = line
        self.detail.show_line(line)

    def _on_edited(self, edit: Edit) -> None:
        self.mark_stale()

    def mark_stale(self) -> None:
        """Read again after a moment of rest if the page is seen, or when it is."""
        self._is_stale = True
        if self.isVisible():
            self._is_stale = False
            self._rest.start()

"""The main window: it hosts the pages, brings people from one to another, and knows nothing of what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from anchor_app.ui import places
from anchor_app.ui.saving import FAILED
from anchor_app.ui.widgets.banner import Banner
from anchor_app.ui.widgets.draft import DraftChanged
from anchor_app.ui.widgets.editor import LineEditor, TextEditor
from anchor_app.ui.widgets.header import Header
from anchor_app.ui.widgets.message_bar import REFUSED, TROUBLE, MessageBar
from anchor_app.ui.widgets.sidebar import SideBar

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from anchor_app.domain.edit import Edit
    from anchor_app.ui.hub import Hub

_WISHES = ("component_requested", "evidence_requested", "page_requested", "sheet_requested",
           "add_evidence_requested", "files_dropped", "image_pasted", "damaged_found",
           "history_requested")


class MainWindow(QMainWindow):
    """Shows a calm frame at once, then a workspace (`show_workspace`) or one page alone (`show_alone`).

    `painted` comes after the first frame, `usable` after the first frame of a workspace's page or a page alone.
    `make_page` makes the page of a key. Closing waits for what is being saved; what cannot be saved is asked about.
    """

    painted = Signal()
    usable = Signal()
    closed = Signal()
    organisation_wanted = Signal()
    period_wanted = Signal(str)
    page_made = Signal(object)

    def __init__(self, make_page: Callable[[str, Hub], QWidget] = places.make_page) -> None:
        super().__init__()
        self.setWindowTitle("Anchor")
        self.resize(1280, 800)
        self.setMinimumSize(640, 420)
        self.hub: Hub | None = None
        self._make_page = make_page
        self._pages: dict[str, QWidget] = {}
        self._has_painted = self._is_usable = self._may_lose = False
        self._build()
        self._connect()
        self._show_frame(False)

    def _build(self) -> None:
        self.side_bar = SideBar(places.ENTRIES, places.FOOT, places.GROUPS)
        self.header = Header()
        self.banner = Banner()
        self.stack = QStackedWidget()
        self.message_bar = MessageBar()
        self._empty = QWidget()
        self._empty.setObjectName("page")
        self.stack.addWidget(self._empty)
        frame, column = QWidget(), QVBoxLayout()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addLayout(column, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.banner, self.header):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        below = QVBoxLayout()
        below.setContentsMargins(24, 0, 24, 0)
        below.addWidget(self.message_bar)
        column.addLayout(below)
        self.setCentralWidget(frame)

    def _connect(self) -> None:
        self.side_bar.chosen.connect(self.go)
        self.header.level_requested.connect(lambda: self.go(places.OVERVIEW))
        self.header.sheet_requested.connect(lambda: self.go(places.SHEET))
        self.header.signing_requested.connect(lambda: self.go(places.SIGNING))
        self.header.trend_requested.connect(lambda: self.go(places.TREND))
        self.header.organisation_wanted.connect(self.organisation_wanted)
        self.header.period_wanted.connect(self._on_period_wanted)
        self.header.organisation_requested.connect(self._on_organisation_requested)
        self.header.assessment_requested.connect(self.choose)

    # What is shown

    def show_alone(self, page: QWidget, *, is_passing: bool = False) -> None:
        """Show one page without the places around it: the start, or trouble; one that passes is no use by itself."""
        self._leave_workspace()
        self._show_frame(False)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if not is_passing:
            self._note_usable()

    def show_workspace(self, hub: Hub, assessment_id: str | None, place: str = places.OVERVIEW) -> None:
        """Show a workspace, beginning with an assessment."""
        self._leave_workspace()
        self.hub = hub
        hub.edited.connect(self._on_edited)
        hub.refreshed.connect(self._on_refreshed)
        hub.failed.connect(self._on_failed)
        self.header.save_state.watch(hub.save_state)
        hub.choose(assessment_id)
        self._show_frame(True)
        self._refresh_frame()
        self.go(place)
        self._note_usable()

    def go(self, place: str) -> None:
        """Go to a place, making its page when it is the first time."""
        if self.hub is None:
            return
        page = self.page(place)
        self.stack.setCurrentWidget(page)
        self.side_bar.show_place(places.BELONGS_TO.get(place, place))
        self.setAccessibleName(f"Anchor, {getattr(page, 'title', place)}")

    def page(self, place: str) -> QWidget:
        """The page of a place, made when it is the first time."""
        assert self.hub is not None
        if place not in self._pages:
            page = self._make_page(place, self.hub)
            self._pages[place] = page
            self._wire(page)
            self.stack.addWidget(page)
        return self._pages[place]

    @property
    def place(self) -> str:
        """Where one is; "" on a page that stands alone."""
        shown = self.stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def choose(self, assessment_id: str | None) -> None:
        """Show another assessment, after committing what is being typed for this one."""
        if self.hub is not None:
            self.flush_editors()
            self.hub.choose(assessment_id)
            self._refresh_frame()

    # Saving and closing

    def flush_editors(self) -> None:
        """Turn all typed text into wishes."""
        editors: list[TextEditor | LineEditor] = [*self.findChildren(TextEditor), *self.findChildren(LineEditor)]
        for editor in editors:
            editor.flush()

    def flush(self) -> bool:
        """Save everything that was typed, within a second; returns whether all of it is durable."""
        self.flush_editors()
        return self.hub is None or self.hub.flush()

    def close_now(self) -> None:
        """Save what can be saved within a second, and close without asking."""
        self.flush()
        self._may_lose = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if not self._may_lose and not self.flush():
            event.ignore()
            self.message_bar.over(TROUBLE)
            self.message_bar.say(
                "The last changes are not saved, and would be lost. Make room or bring the folder back and "
                "try again, or close without them.", TROUBLE, ("Try again", self._retry),
                ("Close without saving them", self.close_now))
            return
        self.closed.emit()
        super().closeEvent(event)

    def customEvent(self, event: QEvent) -> None:  # noqa: N802
        # Not in `event`: through that, painting the window would keep Python from saving at the same time.
        if isinstance(event, DraftChanged) and self.hub is not None:
            self.hub.save_state.set_draft(id(event.editor), event.is_pending)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "side_bar"):
            self._fit()

    # How it hangs together

    def _fit(self) -> None:
        self.side_bar.fit(self.width())
        self.header.arrange(self.header.width())

    def _leave_workspace(self) -> None:
        if self.hub is not None:
            self.hub.edited.disconnect(self._on_edited)
            self.hub.refreshed.disconnect(self._on_refreshed)
            self.hub.failed.disconnect(self._on_failed)
        self.hub = None
        self.header.clear()
        self.message_bar.put_away()
        self._pages.clear()
        while self.stack.count() > 1:
            page = self.stack.widget(1)
            assert page is not None
            self.stack.removeWidget(page)
            page.deleteLater()

    def _show_frame(self, is_shown: bool) -> None:
        self.side_bar.set_entries_visible(is_shown)
        self.header.setVisible(is_shown)
        if not is_shown:
            self.banner.hide()

    def _note_usable(self) -> None:
        if not self._is_usable:
            self._is_usable = True
            QTimer.singleShot(0, self.usable.emit)

    def _wire(self, page: QWidget) -> None:
        """Lead a page's wishes to go elsewhere to where they go."""
        for name in _WISHES:
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(getattr(self, f"_on_{name}"))
        self.page_made.emit(page)

    def show_item(self, place: str, key: str) -> None:
        """Go to a place, and to an item in it."""
        self.go(place)
        show_item = getattr(self.page(place), "show_item", None)
        if key and show_item is not None:
            show_item(key)

    def _on_component_requested(self, key: str) -> None:
        self.show_item(places.ASSESSMENT, key)

    def _on_history_requested(self, component: str) -> None:
        self.show_item(places.HISTORY, component)

    def _on_evidence_requested(self, key: str) -> None:
        self.show_item(places.EVIDENCE, key)

    def _on_add_evidence_requested(self, component: str) -> None:
        self._evidence_page().add_for(component)

    def _on_files_dropped(self, component: str, paths: list[Path]) -> None:
        self._evidence_page().attach_files(component, paths)

    def _on_image_pasted(self, component: str, image: QImage) -> None:
        self._evidence_page().attach_image(component, image)

    def _evidence_page(self) -> Any:
        """The register, which shows how attaching goes."""
        self.go(places.EVIDENCE)
        return self.page(places.EVIDENCE)

    def _on_damaged_found(self, damaged: dict[str, str]) -> None:
        set_damaged = getattr(self.page(places.OVERVIEW), "set_damaged", None)
        if set_damaged is not None:
            set_damaged(damaged)

    def _on_page_requested(self, place: str) -> None:
        self.go(place)

    def _on_sheet_requested(self) -> None:
        self.go(places.SHEET)

    def _on_organisation_requested(self, key: str) -> None:
        """Show the last assessment of an organisation; one that has none yet needs a period first."""
        if self.hub is None:
            return
        every = self.hub.workspace.holdings.assessments_of(key)
        if every:
            self.choose(every[-1].id)
        else:
            self.period_wanted.emit(key)

    def _on_period_wanted(self) -> None:
        if self.hub is not None and self.hub.assessment_id is not None:
            self.period_wanted.emit(self.hub.workspace.assessment(self.hub.assessment_id).organisation)

    def _on_edited(self, edit: Edit) -> None:
        self.message_bar.over(TROUBLE)
        self.message_bar.over(REFUSED)
        self._refresh_frame(are_lists_stale=edit.touches("organisation") or edit.touches("assessment"))

    def _on_refreshed(self, key: object) -> None:
        self._refresh_frame()

    def _on_failed(self, sentence: str) -> None:
        assert self.hub is not None
        if self.hub.save_state.state == FAILED:
            self.message_bar.say(sentence, TROUBLE, ("Try again", self._retry))
        else:
            self.message_bar.say(sentence, REFUSED)

    def _retry(self) -> None:
        if self.hub is not None:
            self.message_bar.put_away()
            self.hub.retry()

    def _refresh_frame(self, *, are_lists_stale: bool = True) -> None:
        """Show what the header and the side bar say of the workspace as it is now."""
        if self.hub is None:
            return
        workspace, key = self.hub.workspace, self.hub.assessment_id
        holdings = workspace.holdings
        current = holdings.assessments.get(key) if key else None
        organisations = sorted(holdings.organisations.values(), key=lambda one: one.name.casefold())
        owner = holdings.organisations.get(current.organisation) if current else None
        owner = owner or (organisations[0] if organisations else None)
        if are_lists_stale:
            self.header.show_organisations(owner, organisations)
            self.header.show_assessments(current, holdings.assessments_of(owner.id) if owner else ())
        if current is None:
            return
        own = workspace.score(current.id).self_assessed
        self.header.level_button.set_level(own.level_name, own.rank, len(own.charter.levels))
        self.side_bar.entry(places.ASSESSMENT).set_count(
            f"{own.counted}/{own.of}", f"{own.counted} of {own.of} components fulfilled")
        pieces = len(holdings.evidence_of(current.organisation))
        self.side_bar.entry(places.EVIDENCE).set_count(
            str(pieces), f"{pieces} {'piece' if pieces == 1 else 'pieces'}")

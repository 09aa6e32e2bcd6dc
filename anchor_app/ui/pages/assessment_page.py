"""The page where a champion answers the charter: the way through it, and the component or domain that is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from anchor_app.domain.decided import undecided
from anchor_app.domain.edit import Edit
from anchor_app.domain.moderation import Decision
from anchor_app.ui import theme
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.answers import Answers
from anchor_app.ui.pages.component_page import ComponentPage
from anchor_app.ui.pages.domain_page import DomainPage
from anchor_app.ui.places import SIGNING
from anchor_app.ui.widgets.layouts import GAP, PAGE_MARGINS
from anchor_app.ui.widgets.navigator import Navigator
from anchor_app.ui.widgets.text import PlainLabel

_NAVIGATOR = 236
_ROOMY = 700
"""The width, in pixels at 100 % text, from which the navigator stands beside the page."""


class AssessmentPage(QWidget):
    """Walks through the charter in any order. Hidden, it only remembers that it has to look again.

    `show_item` takes the id of a component or of a domain. Where it is narrow, the navigator takes the place of
    the page while somebody chooses. `comparing_changed` says whether last time's answers are wanted.
    """

    title = "Assessment"
    page_requested = Signal(str)
    history_requested = Signal(str)
    evidence_requested = Signal(str)
    add_evidence_requested = Signal(str)
    files_dropped = Signal(str, list)
    image_pasted = Signal(str, object)
    comparing_changed = Signal(bool)
    action_made = Signal(str)
    action_requested = Signal(str)
    outcome_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None, *, compares: bool = True) -> None:
        super().__init__(parent)
        self.hub = hub
        self._answers = Answers(hub, compares=compares)
        self._key = ""
        self._is_stale = False
        self._is_choosing = False
        self._build_parts()
        self._lay_out()
        self._connect()
        self.refresh()

    def _build_parts(self) -> None:
        self.navigator = Navigator(self._answers)
        self.none = PlainLabel("There is no assessment yet. Start one for a period, and the charter opens here.")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lock_line = PlainLabel("", "hint")
        self.signing_button = QPushButton("See the sign-off")
        self.signing_button.setProperty("kind", "link")
        self.waiting_only = QCheckBox("Not decided yet")
        self.waiting_only.setToolTip("Only fulfilled components that the steering group has not decided on")
        self.choose = QPushButton("All components")
        self.choose.setCheckable(True)
        self.back = QPushButton("Back")
        self.back.setToolTip("Ctrl+Page Up")
        self.next = QPushButton("Next")
        self.next.setToolTip("Ctrl+Page Down")
        self.next.setProperty("kind", "primary")

    def _lay_out(self) -> None:
        self._card = QFrame(self)
        self._card.setProperty("kind", "card")
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(7, 9, 7, 9)
        inner.addWidget(self.waiting_only)
        inner.addWidget(self.navigator)
        self._lock = QFrame()
        self._lock.setProperty("kind", "message")
        self._lock.setProperty("tone", "warning")
        row = QHBoxLayout(self._lock)
        row.addWidget(self.lock_line, 1)
        row.addWidget(self.signing_button)
        self._foot = QWidget()
        buttons = QHBoxLayout(self._foot)
        buttons.setContentsMargins(0, 8, 0, 0)
        buttons.addWidget(self.choose)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        self._main = QWidget(self)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._lock)
        column.addWidget(self._build_stack(), 1)
        column.addWidget(self._foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2] - 6, 14)
        outer.setSpacing(GAP)
        outer.addWidget(self._card)
        outer.addWidget(self._main, 1)

    def _build_stack(self) -> QStackedWidget:
        """The pages, each made where it stands."""
        self.stack = QStackedWidget(self._main)
        self.component_page = ComponentPage(self._answers, self.stack)
        self.domain_page = DomainPage(self._answers, self.stack)
        for page in (self.none, self.component_page, self.domain_page):
            self.stack.addWidget(page)
        return self.stack

    def _connect(self) -> None:
        self.hub.edited.connect(self._on_edited)
        self.hub.refreshed.connect(self._on_refreshed)
        self.navigator.chosen.connect(self._on_chosen)
        self.navigator.entered.connect(self._on_entered)
        self.component_page.domain_requested.connect(self.show_item)
        self.domain_page.component_requested.connect(self.show_item)
        self.domain_page.outcome_requested.connect(self.outcome_requested)
        for signal in ("history_requested", "evidence_requested", "add_evidence_requested", "files_dropped",
                     "image_pasted"):
            getattr(self.component_page, signal).connect(getattr(self, signal))
        for page in (self.component_page, self.domain_page):
            page.compare_wished.connect(self._on_compare_wished)
        self.signing_button.clicked.connect(lambda: self.page_requested.emit(SIGNING))
        self.back.clicked.connect(lambda: self._walk(-1))
        self.next.clicked.connect(lambda: self._walk(1))
        self.choose.toggled.connect(self._on_choose_toggled)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._walk(step))
        self.waiting_only.toggled.connect(lambda _: self._filter())
        self.component_page.moderation.next_requested.connect(self.show_item)
        self.component_page.making.made.connect(self.action_made)
        self.component_page.making.requested.connect(self.action_requested)
        choose = self.component_page.moderation.choose
        acts = [("Ctrl+Shift+PgDown", self._on_next_waiting),
                *((f"Ctrl+{place}", partial(choose, one)) for place, one in enumerate(Decision, start=1))]
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def component_id(self) -> str:
        """The component that is open; empty while a domain is."""
        return self.component_page.component_id if self.stack.currentWidget() is self.component_page else ""

    def show_item(self, key: str) -> None:
        """Open a component or a domain of the chosen assessment; an unknown key changes nothing."""
        if not self._answers.is_there:
            return
        charter = self._answers.charter
        domain = next((one for one in charter.domains if one.id == key), None)
        if key not in charter.components and domain is None:
            return
        self.flush()
        self._key = key
        if domain is not None and key not in charter.components:
            self.domain_page.show_domain(domain)
            self.stack.setCurrentWidget(self.domain_page)
        else:
            self.component_page.show_component(charter.component(key))
            self.stack.setCurrentWidget(self.component_page)
        if self._waiting() is not None:
            self._filter()
        self.navigator.show_key(key)
        self._show_walk()

    def refresh(self) -> None:
        """Look at everything again; the place, the keyboard and what is being typed stay."""
        self.flush()
        self._answers.follow()
        self._is_stale = False
        self.navigator.refresh()
        self.waiting_only.setVisible(self._answers.is_moderating)
        self._filter()
        lock = self._answers.lock
        self.lock_line.setText(lock)
        self._lock.setVisible(bool(lock) and not self.hub.workspace.as_at)  # of the past, the window's banner tells
        self.signing_button.setVisible(bool(lock) and not self.hub.workspace.read_only
                                       and self._answers.assessment.is_frozen)
        for page in (self.component_page, self.domain_page):
            page.set_locked(bool(lock))
            page.forget_asked()
        is_there = self._answers.is_there
        self._foot.setVisible(is_there)
        if not is_there:
            self.stack.setCurrentWidget(self.none)
            self._key = ""
            return
        known = self._key in self._answers.charter.components or any(
            one.id == self._key for one in self._answers.charter.domains)
        self.show_item(self._key if known else next(iter(self._answers.charter.components), ""))

    def add_evidence(self) -> None:
        """Ask for evidence to be added to what is open; a domain asks with no component."""
        if self._answers.is_there and not self._answers.lock:
            self.add_evidence_requested.emit(self.component_id)

    def flush(self) -> None:
        """Send what was typed and not sent yet."""
        if self._answers.is_there:
            self.component_page.flush()
            self.domain_page.flush()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._reflow()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._reflow()

    def _reflow(self) -> None:
        look = theme.look()
        is_roomy = self.width() >= look.px(_ROOMY)
        self.choose.setVisible(not is_roomy)
        if is_roomy:
            self._card.setFixedWidth(look.px(_NAVIGATOR))
        else:
            self._card.setMinimumWidth(0)
            self._card.setMaximumWidth(16_777_215)
        self._card.setVisible(is_roomy or self.choose.isChecked())
        self.stack.setVisible(is_roomy or not self.choose.isChecked())

    def _walk(self, step: int) -> None:
        """Go to the component before or after; from a domain, to its first or to the last before it."""
        there = self._neighbour(step)
        if there:
            self.show_item(there)

    def _waiting(self) -> tuple[str, ...] | None:
        """The components to walk through, where they are only those that wait for a decision."""
        if self._answers.is_moderating and self.waiting_only.isChecked():
            return undecided(self._answers.charter, self._answers.assessment)
        return None

    def _filter(self) -> None:
        """Show the components that are wanted; the one that is open stays among them until another is."""
        waiting = self._waiting()
        self.navigator.show_only(None if waiting is None else {*waiting, self._key})
        if self._key and self._answers.is_there:
            self._show_walk()

    def _on_next_waiting(self) -> None:
        there = self.component_page.moderation.next_id
        if self._answers.is_moderating and there:
            self.show_item(there)

    def _neighbour(self, step: int) -> str:
        charter = self._answers.charter
        order = list(charter.components)
        waiting = self._waiting()
        if waiting is not None and self._key in order:
            order = [one for one in order if one in waiting or one == self._key]
        if self._key in order:
            at = order.index(self._key) + step
        else:
            domain = next(one for one in charter.domains if one.id == self._key)
            first = order.index(domain.components[0].id) if domain.components else 0
            at = first if step > 0 else first - 1
        return order[at] if 0 <= at < len(order) else ""

    def _show_walk(self) -> None:
        before, after = self._neighbour(-1), self._neighbour(1)
        for button, words, key in ((self.back, "Back", before), (self.next, "Next", after)):
            button.setText(f"{words}: {key}" if key else words)
            button.setEnabled(bool(key))

    def _on_chosen(self, key: str) -> None:
        if key != self._key:
            self.show_item(key)

    def _on_entered(self) -> None:
        self.choose.setChecked(False)
        page = self.domain_page if self.stack.currentWidget() is self.domain_page else self.component_page
        page.focus_first()

    def _on_choose_toggled(self, is_choosing: bool) -> None:
        self._reflow()
        if is_choosing:
            self.navigator.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_compare_wished(self, is_wished: bool) -> None:
        """Show last time's answers beside this time's, or put them away, where the page is."""
        self._answers.compares = is_wished
        self.show_item(self._key)
        self.comparing_changed.emit(is_wished)

    def _on_edited(self, edit: Edit) -> None:
        self._answers.drafts.settle(edit)
        if not self._answers.is_there or self._answers.id != self.hub.assessment_id or not self.isVisible():
            self._is_stale = True
        else:
            self._take(edit)

    def _take(self, edit: Edit) -> None:
        if edit.touches("organisation") or edit.touches("assessment"):
            self.refresh()
            return
        self.navigator.take(edit)
        if edit.touches("moderation"):
            self._filter()
        page = self.stack.currentWidget()
        if page is self.component_page or page is self.domain_page:
            page.take(edit)

    def _on_refreshed(self, key: object) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

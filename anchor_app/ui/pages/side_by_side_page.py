"""Two assessments side by side: two organisations, or two periods of one; the level's proof, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.board_rows import AssessmentRow, rows_of
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.side_by_side import SideBySide, side_by_side, side_of
from anchor_app.ui import icons, places
from anchor_app.ui.comparing import comparing_of
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import READING, ChoiceBar
from anchor_app.ui.widgets.difference_rows import DifferenceRows
from anchor_app.ui.widgets.layouts import Columns, PageScroll
from anchor_app.ui.widgets.side_card import SideCard
from anchor_app.ui.widgets.text import PlainLabel

_LONE = ("There is one assessment so far, and it takes two to compare. Receive the packs of member organisations, or "
         "start another period.")
_ALIKE = "These two stand alike on every component."


@dataclass(frozen=True)
class Pair:
    """Two rows under one charter with what differs; or why they cannot be compared."""

    charter: Charter | None
    left: AssessmentRow
    right: AssessmentRow
    found: SideBySide | None
    refusal: str = ""


class SideBySidePage(FreshPage):
    """`show_item(organisation)` puts that one on the left side."""

    title = "Side by side"
    answers_requested = Signal(str, str)
    page_requested = Signal(str)
    shown = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.comparing = comparing_of(hub)
        self.pair: Pair | None = None
        self._job: Job | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self.back_button = QPushButton("Board", self)
        self.back_button.setProperty("kind", "link")
        icons.dress(self.back_button, "previous")
        self.choices = ChoiceBar(self.comparing, (READING,), self)
        self.left, self.right = SideCard("Left", self), SideCard("Right", self)
        self.sides = Columns(110, self)
        self.sides.add(self.left)
        self.sides.add(self.right)
        self.lone_label = PlainLabel(_LONE, "soft", self)
        self.card = Card("What differs", "", self)
        self.all_box = QCheckBox("Show all components", self)
        self.card.head.addWidget(self.all_box)
        self.fault = PlainLabel("", "text", self)
        self.rows = DifferenceRows(self)
        self.card.body.addWidget(self.fault)
        self.card.body.addWidget(self.rows)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(PlainLabel(self.title, "page", self, wraps=False))
        head.addWidget(self.choices, 1)
        scroll.column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        scroll.column.addLayout(head)
        for part in (self.lone_label, self.sides, self.card):
            scroll.column.addWidget(part)
        scroll.column.addStretch(1)
        self.card.hide()

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self.page_requested.emit(places.BOARD))
        for side in (self.left, self.right):
            side.changed.connect(self.refresh)
            side.opened.connect(lambda key: self.answers_requested.emit(key, ""))
        self.all_box.clicked.connect(lambda _: self._show_rows())
        self.rows.opened.connect(lambda key: self.answers_requested.emit(self.left.assessment, key))
        self.follow()

    def follow(self) -> None:
        """Hear of edits, and of all else from what compares."""
        self._hub.edited.connect(self._on_edited)
        self.comparing.changed.connect(self.mark_stale)

    def show_item(self, organisation: str) -> None:
        """Put an organisation on the left, and on the right its own assessment before."""
        self._choose(organisation)
        self.refresh()

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what is wanted."""
        return self._job is None and not self._is_stale

    def show_held(self) -> None:
        """Compare the two that are chosen."""
        holdings = self._hub.workspace.holdings
        if not {self.left.assessment, self.right.assessment} <= holdings.assessments.keys() or not self.left.assessment:
            self._choose(self.left.organisation)
        has_two = len(holdings.assessments) > 1
        self.lone_label.setVisible(not has_two)
        self.sides.setVisible(has_two)
        self.choices.refresh()
        for side in (self.left, self.right):
            side.show_choice(holdings, side.organisation, side.assessment)
        if self._job is not None:
            self._job.cancel()
        self._job = None
        if has_two and self.left.assessment and self.right.assessment:
            self._ask()

    def _ask(self) -> None:
        holdings, day = self._hub.workspace.holdings, self._hub.workspace.clock.today()
        left, right, reading = self.left.assessment, self.right.assessment, self.comparing.choice.reading

        def work() -> Pair:
            rows = {one.assessment: one for one in rows_of(holdings, day, {left, right})}
            charter = holdings.charters.get(rows[left].charter)
            try:
                found = side_by_side(charter, rows[left], rows[right], reading) if charter else None
            except Refusal as refusal:
                return Pair(charter, rows[left], rows[right], None, str(refusal))
            return Pair(charter, rows[left], rows[right], found)

        self._job = self._hub.tasks.store(work, self._on_compared, self._on_not_compared)

    def _choose(self, organisation: str) -> None:
        """Of an organisation the assessment of the period and the one before; else two organisations."""
        holdings, period = self._hub.workspace.holdings, self.comparing.choice.period
        first = organisation if holdings.assessments_of(organisation) else next(
            (key for key in sorted(holdings.organisations, key=lambda key: holdings.organisations[key].name.casefold())
             if holdings.assessments_of(key)), "")
        own = holdings.assessments_of(first)
        now = next((one for one in reversed(own) if one.period == period), own[-1] if own else None)
        before = [one for one in own if now is not None and one.period < now.period]
        self.left.organisation, self.left.assessment = first, now.id if now else ""
        other = before[-1] if before else next(
            (holdings.assessments_of(key)[-1] for key in holdings.organisations
             if key != first and holdings.assessments_of(key)), now)
        self.right.organisation = other.organisation if other else ""
        self.right.assessment = other.id if other else ""

    def _on_compared(self, pair: Pair) -> None:
        self._job, self.pair = None, pair
        self.card.show()
        found = pair.found
        self.left.show_standing(found.left if found else None)
        self.right.show_standing(found.right if found else None)
        self._show_rows()
        self.shown.emit()

    def _on_not_compared(self, error: BaseException) -> None:
        self._job = None
        self.card.show()
        self.rows.show_pairs(())
        self.fault.setText(str(error))
        self.fault.show()

    def _show_rows(self) -> None:
        pair = self.pair
        if pair is None:
            return
        found, charter = pair.found, pair.charter
        if found is None or charter is None:
            self.card.set_title("What differs")
            self.fault.setText(pair.refusal or "The charter of these answers is not in this workspace.")
            self.fault.show()
            self.rows.show_pairs(())
            return
        if self.all_box.isChecked():
            pairs = [(one, side_of(pair.left, one.id), side_of(pair.right, one.id)) for one in charter]
        else:
            pairs = [(one.component, one.left, one.right) for one in found.differences]
        count = len(found.differences)
        self.card.set_title("What differs", f"{count} {'component' if count == 1 else 'components'}, "
                                            f"{found.same} alike")
        self.fault.setText(_ALIKE if not count else "")
        self.fault.setVisible(not count)
        self.rows.show_pairs(pairs)

    def _on_edited(self, edit: Edit) -> None:
        chosen = {self.left.assessment, self.right.assessment, self.left.organisation, self.right.organisation}
        if edit.owners & chosen or edit.touches("assessment"):
            self.mark_stale()

"""Updates: a champion's month in two minutes, which months are missing, and who of the members wrote."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from anchor_app.domain.month import Month
from anchor_app.domain.month_state import MonthStanding, month_standings, month_to_write, standings_words
from anchor_app.domain.period import Period
from anchor_app.domain.provenance import kept_there_words
from anchor_app.domain.updating import update_parts
from anchor_app.ui import icons
from anchor_app.ui.collaborating import is_collaborative
from anchor_app.ui.drafting import TOLD
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.updates_grid_model import SHAPES
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.places import SEND
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Columns, Flow, PageScroll
from anchor_app.ui.widgets.line_list import Line, LineList
from anchor_app.ui.widgets.list_and_detail import ListAndDetail, Room
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.update_form import UpdateForm
from anchor_app.ui.widgets.updates_card import UpdatesCard

ONE, ALL = "one", "all"
_NARROW = 86
"""Average characters of width below which the months and the form take turns."""
_HEAD = 62
"""And that below which the buttons stand under the title."""
_NO_ASSESSMENT = "There is no assessment here yet. Start one, and its months stand here."


class UpdatesPage(FreshPage):
    """The months of the period beside what is written of one; in a steering group's workspace all members too.

    `report_requested("update:2026-11")`: see a month on paper. `story_requested(key)`: see a story of the library.
    """

    title = "Updates"
    kinds: ClassVar = ("update", "story", "organisation", "collaborative", *TOLD)
    page_requested = Signal(str)
    report_requested = Signal(str)
    story_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._standings: tuple[MonthStanding, ...] = ()
        self._shown_for = ""
        self._build()
        self._connect()
        self.follow()

    def _build(self) -> None:
        self.which = Segments({ONE: "One organisation", ALL: "All members"}, self)
        self.which.setAccessibleName("Whose updates")
        self.which.show_choice(ONE)
        self.paper_button = QPushButton("Show on paper", self)
        self.paper_button.setObjectName("show_on_paper")
        icons.dress(self.paper_button, "print")
        self.send_button = QPushButton("Send in a pack", self)
        icons.dress(self.send_button, "send")
        self.said_label = PlainLabel("", "soft", self)
        self.notice = Notice("", self)
        self.page_scroll = PageScroll(self)
        self.stack = QStackedWidget(self)
        self.room = Room(self.stack, parent=self.page_scroll.widget())
        self.months = LineList("Months", self, opens_at_once=True)
        self.months_card = Card("", "", self)
        self.months_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.months_card.body.addWidget(self.months, 1)
        self.form = UpdateForm(self._hub, self)
        self.both = ListAndDetail(self.months_card, self.form, _NARROW, self.stack)
        self.both.splitter.setSizes([330, 690])
        self.both.splitter.setStretchFactor(0, 1)
        self.both.splitter.setStretchFactor(1, 3)
        self.stack.addWidget(self.both)
        self.card: UpdatesCard | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        head = Columns(_HEAD, self, spacing=12)
        head.add(PlainLabel(self.title, "page", self))
        self.buttons = QWidget(self)
        self.buttons.setProperty("role", "bare")
        policy = self.buttons.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.buttons.setSizePolicy(policy)
        flow = Flow(self.buttons, spacing=8)
        flow.addWidget(self.paper_button)
        flow.addWidget(self.send_button)
        head.add(self.buttons, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page_scroll)
        column = self.page_scroll.column
        column.setSpacing(12)
        column.addWidget(head)
        for widget in (self.which, self.said_label, self.notice):
            column.addWidget(widget)
        column.addWidget(self.room, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(self._show_which)
        self.months.shown.connect(self._show_month)
        self.months.opened.connect(self._on_opened)
        self.both.left_detail.connect(self._on_left_detail)
        self.paper_button.clicked.connect(lambda: self.report_requested.emit(f"update:{self.form.month}"))
        self.send_button.clicked.connect(lambda: self.page_requested.emit(SEND))
        self.form.story_requested.connect(self.story_requested)

    # -- what other pages ask for ------------------------------------------------------------------------------

    def show_item(self, key: str) -> None:
        """Show a month, written 2026-11 or 2026-11/domain, of the organisation that stands before it, if any."""
        first, _, rest = key.partition("/")
        organisation, item = (first, rest) if first in self._hub.workspace.holdings.organisations else ("", key)
        month, _, domain = item.partition("/")
        self.show_month(organisation or self.organisation_id, month, domain)

    def show_month(self, organisation: str, month: str, domain: str = "") -> None:
        """Show a month of an organisation, choosing its assessment where another is chosen."""
        if organisation != self.organisation_id and not self._choose(organisation):
            return
        self.which.show_choice(ONE)
        self.refresh()
        if month:
            self._choose_month(month)
            self._show_month(month, domain)
            self.both.open_detail()

    # -- showing -----------------------------------------------------------------------------------------------

    def show_held(self) -> None:
        """Show what is held now."""
        holdings = self._hub.workspace.holdings
        if self._shown_for != self.organisation_id:
            self._shown_for = self.organisation_id
            self.which.show_choice(ONE)
        is_many = is_collaborative(holdings) and len(holdings.organisations) > 1
        self.which.setVisible(is_many)
        if not is_many:
            self.which.show_choice(ONE)
        self._show_which()

    def _show_which(self, _choice: object = None) -> None:
        is_all = self.which.choice == ALL
        self.stack.setCurrentWidget(self._members_card() if is_all else self.both)
        self.said_label.setVisible(not is_all)
        self.buttons.setVisible(not is_all)
        self.notice.say("")
        if is_all and self.assessment is not None:
            self.form.flush()
            workspace = self._hub.workspace
            self._members_card().show_members(workspace.holdings, Period.parse(self.assessment.period),
                                              workspace.clock.today())
        else:
            self._show_months()

    def _members_card(self) -> UpdatesCard:
        """The card of all members, made when it is first wanted."""
        if self.card is None:
            self.card = UpdatesCard(self)
            self.card.opened.connect(self.show_month)
            self.stack.addWidget(self.card)
        return self.card

    def _show_months(self) -> None:
        workspace, assessment = self._hub.workspace, self.assessment
        if assessment is None:
            self._standings = ()
            self._show_none(_NO_ASSESSMENT)
            return
        period, today = Period.parse(assessment.period), workspace.clock.today()
        self._standings = month_standings(workspace.holdings, assessment.organisation, period, today)
        self.months_card.set_title(str(period))
        if not self._standings:
            self._show_none(f"{period} has not begun. Its first update is that of April {period.start.year}.")
            return
        self.stack.setVisible(True)
        self.said_label.setText(standings_words(self._standings))
        self.months.show_lines([self._line(assessment.organisation, one) for one in self._standings])
        wanted = str(self.form.month)
        if wanted not in {str(one.month) for one in self._standings}:
            wanted = str(month_to_write(self._standings, today))
        self._choose_month(wanted)
        self._show_month(wanted)

    def _show_none(self, why: str) -> None:
        self.said_label.setText(why)
        self.months.show_lines(())
        self.both.set_has_detail(False)
        self.stack.setVisible(False)
        self.paper_button.setEnabled(False)

    def _line(self, organisation: str, standing: MonthStanding) -> Line:
        parts = [one for one in update_parts(self._hub.workspace.holdings, organisation, standing.month)
                 if one.says_something]
        domains = sum(bool(one.domain) for one in parts)
        more = f" · {domains} by domain" if domains else ""
        return Line(str(standing.month), standing.month.words, f"{standing.state.words}{more}", "", "",
                    SHAPES[standing.state])

    def _choose_month(self, month: str) -> None:
        row = next((at for at, one in enumerate(self.months.model_.lines) if one.key == month), -1)
        if row >= 0 and self.months.currentIndex().row() != row:
            self.months.setCurrentIndex(self.months.model_.index(row))

    def _show_month(self, month: str, domain: str | None = None) -> None:
        standing = next((one for one in self._standings if str(one.month) == month), None)
        assessment, workspace = self.assessment, self._hub.workspace
        if standing is None or assessment is None:
            return
        lock = workspace.read_only or kept_there_words(workspace.holdings, assessment.organisation, "updates")
        if Month.parse(month) != self.form.month:
            self.both.detail_scroll.verticalScrollBar().setValue(0)
        self.form.show_month(assessment.organisation, standing, workspace.holdings.charter_of(assessment), lock,
                             domain)
        self.paper_button.setEnabled(True)
        self.both.set_has_detail(True)

    # -- answers -----------------------------------------------------------------------------------------------

    def _choose(self, organisation: str) -> bool:
        """Choose the last assessment of an organisation in the period that is shown, or else its last."""
        holdings = self._hub.workspace.holdings
        every = holdings.assessments_of(organisation)
        if not every:
            name = holdings.organisations[organisation].shown_name
            self.notice.say(f"Nothing of {name} has come yet: it has no assessment here.")
            return False
        period = self.assessment.period if self.assessment else ""
        self.form.flush()
        self._hub.choose([one for one in every if one.period == period][-1].id
                         if any(one.period == period for one in every) else every[-1].id)
        return True

    def _on_opened(self, month: str) -> None:
        self._show_month(month)
        self.both.open_detail()

    def _on_left_detail(self) -> None:
        self.form.flush()
        self.months.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.flush()
        super().hideEvent(event)

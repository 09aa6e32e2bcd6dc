"""Reports: which one, for whom, what it says, how it looks on paper, and the ways to get it out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Edit
from anchor_app.domain.fronting import has_front_sheet
from anchor_app.domain.minuting import meetings_of
from anchor_app.domain.month import Month
from anchor_app.domain.planning import (
    AmendReportPlan,
    RemoveEmblem,
    SetEmblem,
    emblem_of,
    owner_words,
    plan_of,
)
from anchor_app.domain.report_sections import ANNUAL, COLLABORATIVE, FIXED, kept_sections
from anchor_app.domain.summary_draft import Sentence
from anchor_app.services.asked_reports import Asked, Sort, lacking, months, offered
from anchor_app.ui.collaborating import is_collaborative
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.section_model import SectionRow
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.places import SHEET
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.emblem_card import EmblemCard
from anchor_app.ui.widgets.front_sheet_card import FrontSheetCard
from anchor_app.ui.widgets.layouts import PAGE_MARGINS, PageScroll
from anchor_app.ui.widgets.notice import Notice
from anchor_app.ui.widgets.report_choice import ReportChoice
from anchor_app.ui.widgets.report_paper import ReportPaper
from anchor_app.ui.widgets.report_words import ReportWords
from anchor_app.ui.widgets.section_list import SectionList
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.summary_card import SummaryCard
from anchor_app.ui.widgets.text import PlainLabel

_REST_MS = 400
"""Pause after a change before the report is laid out again, so that a run of changes costs one."""
_NARROWEST = 118
"""Average characters of width below which choosing and seeing take turns."""
CHOOSE, SEE = "choose", "see"
_READINGS: Mapping[Hashable, str] = {"self": "Self-assessed", "evidenced": "Evidenced", "moderated": "Moderated"}


class ReportsPage(FreshPage):
    """Shows one report at a time; what is chosen and written for it is kept with the workspace."""

    title = "Reports"
    kinds: ClassVar = ()
    page_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._sort, self._audience = Sort.ANNUAL, Audience.INTERNAL
        self._items: dict[Sort, Hashable] = {}
        self._fronts: dict[str, bool] = {}
        self._draft: tuple[Sentence, ...] = ()
        self._drafted_for: str | None = None
        self._is_narrow = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()
        self.follow()

    def _build(self) -> None:
        self.title_label = PlainLabel(self.title, "page", self)
        self.turn = Segments({CHOOSE: "Choose and write", SEE: "See and save"}, self)
        self.turn.setAccessibleName("What is shown of the report")
        self.turn.show_choice(CHOOSE)
        self.lock_notice = Notice("", self)
        self.choice, self.summary, self.words = ReportChoice(self), SummaryCard(self), ReportWords(self)
        self.sections_card = Card("Sections", "", self)
        self.sections = SectionList(self)
        self.sections_card.body.addWidget(self.sections)
        self.front, self.emblem = FrontSheetCard(self), EmblemCard(self._hub.tasks, self)
        self.planned = (self.summary, self.sections_card, self.words, self.front, self.emblem)
        self.side = PageScroll(self)
        self.side.column.setContentsMargins(0, 0, 12, PAGE_MARGINS[3])
        self.side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        for part in (self.choice, *self.planned):
            self.side.column.addWidget(part)
        self.side.column.addStretch(1)
        self.paper = ReportPaper(self._hub, self)
        self.paper.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        head.addWidget(self.turn)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self.side, 47)
        sides.addWidget(self.paper, 53)
        root = QVBoxLayout(self)
        root.setContentsMargins(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 0)
        root.setSpacing(12)
        root.addLayout(head)
        root.addWidget(self.lock_notice)
        root.addLayout(sides, 1)

    def _connect(self) -> None:
        self._rest.timeout.connect(self._lay_out)
        self.turn.chosen.connect(lambda _: self._arrange())
        self.choice.sort_chosen.connect(self.show_sort)
        self.choice.item_chosen.connect(self._on_item_chosen)
        self.choice.audience_chosen.connect(self._on_audience_chosen)
        self.choice.sheet_requested.connect(lambda: self.page_requested.emit(SHEET))
        self.sections.chosen.connect(lambda ids: self._amend(sections=tuple(ids)))
        self.sections.usual_requested.connect(lambda: self._amend(sections=()))
        self.summary.written.connect(lambda text, draft: self._amend(summary=text, summary_draft=draft))
        self.words.written.connect(lambda name, text: self._amend(**{name: text}))
        self.front.turned.connect(self._on_front_turned)
        self.front.filling_requested.connect(self._on_fill)
        self.emblem.emblem_chosen.connect(lambda png: self._hub.do(SetEmblem(self.asked.owner, png)))
        self.emblem.removal_requested.connect(lambda: self._hub.do(RemoveEmblem(self.asked.owner)))
        self.paper.drafted.connect(self._on_drafted)

    # What is asked for

    @property
    def asked(self) -> Asked:
        """The report that is chosen."""
        held, log = self.assessment, self._hub.workspace
        month, meeting, period = self._items.get(Sort.UPDATE), self._items.get(Sort.MINUTES), self._period
        known = months(log, held.period) if held else ()
        audience = self._audience if self._sort is Sort.UPDATE else Audience.INTERNAL
        reading = self._items.get(Sort.CERTIFICATE)
        asked = Asked(
            self._sort, held.organisation if held else "", held.id if held else "", period,
            month if isinstance(month, Month) and month in known else next(iter(known), None),
            str(meeting) if meeting in log.holdings.meetings else next(
                (one.key for one in meetings_of(log.holdings)), ""),
            str(reading) if reading in _READINGS else "self", held.round if held else "", audience,
            with_log=self.choice.log_box.isChecked())
        return asked if not asked.report else Asked(
            asked.sort, asked.organisation, asked.assessment, asked.period, round=asked.round,
            audience=plan_of(log.holdings, asked.owner, asked.report).audience,
            with_front_sheet=self._has_front(asked))

    @property
    def _period(self) -> str:
        """The period of the chosen assessment, or the one that was chosen for the collaborative's report."""
        held, chosen = self.assessment, self._items.get(Sort.COLLABORATIVE)
        if self._sort is Sort.COLLABORATIVE and isinstance(chosen, str) and chosen in self._periods:
            return chosen
        return held.period if held else next(iter(self._periods), "")

    @property
    def _periods(self) -> tuple[str, ...]:
        """The periods that anybody assessed, the newest first."""
        return tuple(sorted({one.period for one in self._hub.workspace.holdings.assessments.values()}, reverse=True))

    def _has_front(self, asked: Asked) -> bool:
        found = self._fronts.get(f"{asked.owner}/{asked.report}")
        return has_front_sheet(self._hub.workspace.holdings, asked.owner, asked.report) if found is None else found

    @property
    def is_settled(self) -> bool:
        """Whether the pages show what is chosen now, or why there are none."""
        return not self._is_stale and not self._rest.isActive() and not self.paper.is_busy

    @property
    def views(self) -> tuple[str, ...]:
        """What takes turns where it is narrow."""
        return (CHOOSE, SEE) if self._is_narrow else ()

    def show_view(self, view: str) -> None:
        """Turn to choosing, or to seeing."""
        self.turn.show_choice(view)
        self._arrange()

    def show_sort(self, sort: Sort) -> None:
        """Turn to another report."""
        self._sort = sort
        self.refresh()
        self._lay_out()

    def show_item(self, key: str) -> None:
        """Turn to the report of that key: a sort such as "annual", or with what it is of, as in "update:2026-11"."""
        sort, _, item = key.partition(":")
        if sort in list(Sort):
            self._sort = Sort(sort)
            if item:
                self._items[self._sort] = Month.parse(item) if self._sort is Sort.UPDATE else item
        self.mark_stale()

    # Showing

    def show_held(self) -> None:
        """Show what is chosen and written for the report, and lay it out after a moment of rest."""
        workspace, asked = self._hub.workspace, self.asked
        is_locked = bool(workspace.read_only)
        self.lock_notice.say(workspace.read_only)
        sorts = offered(workspace, is_group=is_collaborative(workspace.holdings))
        if self._sort not in sorts:
            self._sort = sorts[0]
            asked = self.asked
        self.choice.show_sorts(sorts, self._sort)
        self._show_items(asked)
        for part in self.planned:
            part.setVisible(bool(asked.report))
        if asked.report:
            self._show_plan(asked, is_locked=is_locked)
        self._arrange()
        if self.paper.pdf:
            self._rest.start()
        else:
            self._lay_out()

    def _show_items(self, asked: Asked) -> None:
        held, is_locked = self._hub.workspace.holdings, bool(self._hub.workspace.read_only)
        match asked.sort:
            case Sort.UPDATE:
                known = months(self._hub.workspace, asked.period) if asked.period else ()
                self.choice.show_items("Month", [(one.words, one) for one in known], asked.month)
            case Sort.MINUTES:
                self.choice.show_items("Meeting", [
                    (" · ".join(filter(None, (one.code, one.title or one.place))), one.key)
                    for one in meetings_of(held)], asked.meeting)
            case Sort.CERTIFICATE:
                self.choice.show_items("Reading", [(words, key) for key, words in _READINGS.items()], asked.reading)
            case Sort.COLLABORATIVE:
                self.choice.show_items("Period", [(one, one) for one in self._periods], asked.period)
            case _:
                self.choice.show_items("Of", ())
        audience = asked.audience if asked.report or asked.sort is Sort.UPDATE else None
        without = frozenset({Audience.PUBLIC}) if asked.sort is Sort.UPDATE else frozenset()
        self.choice.show_audience(audience, is_locked=is_locked and bool(asked.report), without=without)

    def _show_plan(self, asked: Asked, *, is_locked: bool) -> None:
        held = self._hub.workspace.holdings
        plan = plan_of(held, asked.owner, asked.report)
        every = ANNUAL if asked.sort is Sort.ANNUAL else COLLABORATIVE
        chosen = kept_sections(plan.sections, every)
        rest = [one for one in every if one not in chosen]
        rows = [SectionRow(one.value, one.words, one in chosen, one in FIXED)
                for one in (*chosen[:-1], *rest, chosen[-1])]
        self.sections.show_sections(rows, is_usual=chosen == every, is_locked=is_locked)
        if self._drafted_for == plan.key:
            self.summary.show_summary(plan.summary, plan.summary_draft, self._draft, plan.key, is_locked=is_locked)
        else:
            self.summary.show_waiting()
        self.words.show_words(plan, f"Annual report {asked.period}", is_locked=is_locked)
        self.front.show_sheet(held, asked.owner, asked.report, is_on=asked.with_front_sheet)
        self.emblem.show_emblem(emblem_of(held, asked.owner), owner_words(held, asked.owner), is_locked=is_locked)

    def _lay_out(self) -> None:
        self._rest.stop()
        asked = self.asked
        why_not = lacking(self._hub.workspace, asked)
        if why_not:
            self.paper.show_nothing(why_not)
        else:
            self.paper.show_report(asked)

    def _on_drafted(self, made: Asked, draft: tuple[Sentence, ...]) -> None:
        asked = self.asked
        if asked.report and asked == made:
            self._draft = tuple(draft)
            self._drafted_for = plan_of(self._hub.workspace.holdings, asked.owner, asked.report).key
            self._show_plan(asked, is_locked=bool(self._hub.workspace.read_only))

    # What a person does

    def _amend(self, **values: object) -> None:
        asked = self.asked
        self._hub.do(AmendReportPlan(asked.owner, asked.report, values))

    def _on_item_chosen(self) -> None:
        if self.choice.item is not None:
            self._items[self._sort] = self.choice.item
        self.refresh()
        self._lay_out()

    def _on_audience_chosen(self, audience: Audience) -> None:
        if self.asked.report:
            self._amend(audience=audience)
        else:
            self._audience = audience
            self.refresh()

    def _on_front_turned(self, is_on: bool) -> None:
        asked = self.asked
        self._fronts[f"{asked.owner}/{asked.report}"] = is_on
        self.refresh()

    def _on_fill(self) -> None:
        from anchor_app.ui.dialogs.front_sheet_dialog import FrontSheetDialog

        asked = self.asked
        self._fronts[f"{asked.owner}/{asked.report}"] = True
        FrontSheetDialog(self._hub, asked.owner, asked.report, self).open()
        self.refresh()

    # When to look again, and how much room there is

    def _on_edited(self, edit: Edit) -> None:
        self.mark_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        self.paper.stop()
        self._is_stale = True
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side where there is room; else one of the two, as somebody chose."""
        self._is_narrow = self.width() < _NARROWEST * self.fontMetrics().averageCharWidth()
        self.turn.setVisible(self._is_narrow)
        self.side.setVisible(not self._is_narrow or self.turn.choice == CHOOSE)
        self.paper.setVisible(not self._is_narrow or self.turn.choice == SEE)

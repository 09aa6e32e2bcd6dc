"""The coverage: for each component how many fulfil it, plan it or lack it, what most lack, and who they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter
from anchor_app.domain.counting import counting
from anchor_app.domain.coverage import Cover, Coverage, cover, what_most_lack
from anchor_app.domain.wording import listed
from anchor_app.services.comparing import Collected
from anchor_app.ui.comparing import Choice
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.comparing_page import ComparingPage
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import CHARTER, KIND, PERIOD, PLACE, PUBLIC, READING, ROUND, ChoiceBar
from anchor_app.ui.widgets.layouts import Columns, Flow, PageScroll
from anchor_app.ui.widgets.line_list import DOTTED, FILLED, HATCHED, OPEN, Line, LineList, ShareKey
from anchor_app.ui.widgets.text import PlainLabel, one_line

_NOTHING = ("Nothing can be counted for this period. Choose another period or another reading, or receive the packs of "
            "member organisations.")
_NONE_LACKING = "No component is missing in more than half of the organisations."
_LACK_HINT = "more than half do not fulfil it: worth taking on together"
_MOST_NAMES = 60
_KEYS = ((FILLED, "Fulfilled"), (HATCHED, "Planned, or fulfilled and not proven"), (OPEN, "Lacking"),
         (DOTTED, "Not applicable"))


@dataclass(frozen=True)
class Covered:
    """The coverage of one board, with the rows it was counted from and the names of their organisations."""

    charters: tuple[Charter, ...]
    charter: Charter | None
    every: tuple[Coverage, ...]
    rows: tuple[AssessmentRow, ...]
    names: dict[str, str]
    places: tuple[str, ...]
    kinds: tuple[object, ...]


class CoveragePage(ComparingPage):
    """A component that is chosen shows who stands how on it; in the public view nobody is named."""

    title = "Coverage"

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.covered: Covered | None = None
        self._build()
        self.list.shown.connect(self._show_who)
        self.lack_list.opened.connect(self._choose)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        column = scroll.column
        column.addWidget(PlainLabel("Coverage by component", "page", self))
        self.choices = ChoiceBar(self.comparing, (READING, PERIOD, ROUND, PLACE, KIND, CHARTER, PUBLIC), self)
        column.addWidget(self.choices)
        column.addWidget(self.reading_line)
        self.empty_label = PlainLabel("", "soft", self)
        self.empty_label.hide()
        column.addWidget(self.empty_label)
        self.lack_card = Card("What most lack", _LACK_HINT, self)
        self.lack_list = LineList("What most lack", self, opens_at_once=True)
        self.lack_label = PlainLabel(_NONE_LACKING, "soft", self)
        self.lack_card.body.addWidget(self.lack_list)
        self.lack_card.body.addWidget(self.lack_label)
        column.addWidget(self.lack_card)
        self.list_card = Card("Every component", "", self)
        keys = Flow(spacing=8, is_centred=True)
        for how, words in _KEYS:
            keys.addWidget(ShareKey(how, self))
            keys.addWidget(PlainLabel(words, "hint", self, wraps=False))
        self.list = LineList("Coverage by component", self)
        self.list_card.body.addLayout(keys)
        self.list_card.body.addWidget(self.list)
        self.who_card = Card("Who", "", self)
        self.who_label = PlainLabel("", "text", self).make_selectable()
        self.who_card.body.addWidget(self.who_label)
        self.who_card.body.addStretch(1)
        self.columns = Columns(100, self)
        self.columns.add(self.list_card, 3)
        self.columns.add(self.who_card, 1)
        column.addWidget(self.columns)
        column.addStretch(1)

    def work(self, collected: Collected, choice: Choice) -> Covered:
        """The coverage of the board that is wanted."""
        comparison = collected.comparison(choice.wanted, choice.audience)
        found = collected.coverage(choice.wanted, choice.audience)
        charter, every = next((one for one in found if one[0].digest == choice.charter),
                              found[0] if found else (None, ()))
        rows = () if choice.is_public else tuple(
            row.answers for board in comparison.boards if board.charter is charter for row in board.rows
            if row.answers is not None)
        names = {row.organisation: collected.organisations[row.organisation].shown_name for row in rows}
        return Covered(tuple(one for one, _ in found), charter, every, rows, names, comparison.places,
                       comparison.kinds)

    def show_result(self, result: Covered) -> None:
        """Show every component, and what most lack before all."""
        self.covered = result
        self.choices.refresh(result.places, result.kinds, result.charters)  # type: ignore[arg-type]
        is_any = bool(result.every) and result.every[0].of > 0
        self.empty_label.setText(_NOTHING)
        self.empty_label.setVisible(not is_any)
        self.lack_card.setVisible(is_any)
        self.columns.setVisible(is_any)
        every = result.every if is_any else ()
        lacking = what_most_lack(every)
        self.lack_list.show_lines([_line(one) for one in lacking])
        self.lack_list.setVisible(bool(lacking))
        self.lack_label.setVisible(not lacking)
        self.list.show_lines([_line(one) for one in every])
        of = every[0].of if every else 0
        self.list_card.set_title("Every component", f"of {of:,} {'organisation' if of == 1 else 'organisations'}")
        for one in (self.lack_list, self.list):
            one.set_whole()
        self.who_card.setVisible(bool(result.rows))
        current = self.list.current
        if current is None and every:
            self._choose(every[0].component.id)
        elif current is not None:
            self._show_who(current.key)

    def _choose(self, component_id: str) -> None:
        row = next((at for at, one in enumerate(self.list.model_.lines) if one.key == component_id), -1)
        if row >= 0:
            self.list.setCurrentIndex(self.list.model_.index(row))

    def _show_who(self, component_id: str) -> None:
        held = self.covered
        if held is None or held.charter is None:
            return
        reading = self.comparing.choice.reading
        names: dict[Cover, list[str]] = defaultdict(list)
        for row in held.rows:
            counted = counting(held.charter, row, reading)
            if counted is not None:
                names[cover(row, component_id, counted)].append(held.names[row.organisation])
        component = held.charter.component(component_id)
        self.who_card.set_title(f"{component_id} {component.title}")
        self.who_label.setText("\n\n".join(f"{one.words} ({len(names[one]):,}): {_some(names[one])}."
                                           for one in Cover if names[one]))


def _some(names: list[str]) -> str:
    some = [one_line(one, 80) for one in sorted(names, key=str.casefold)[:_MOST_NAMES]]
    more = len(names) - len(some)
    return listed([*some, f"{more:,} more"] if more else some)


def _line(one: Coverage) -> Line:
    said = [f"{one.fulfilled:,} fulfilled", f"{one.unproven:,} fulfilled, not proven" if one.unproven else "",
            f"{one.planned:,} planned", f"{one.lacking:,} lacking",
            f"{one.not_applicable:,} not applicable" if one.not_applicable else ""]
    return Line(one.component.id, f"{one.component.id}  {one.component.title}", " · ".join(filter(None, said)),
                one.words, "", "", ((FILLED, one.fulfilled), (HATCHED, one.unproven + one.planned),
                                    (OPEN, one.lacking), (DOTTED, one.not_applicable)))

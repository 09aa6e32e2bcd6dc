"""Who can help whom: the matches of a period, and the introductions that were noted and made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Component
from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.helping import Match, note_all
from anchor_app.domain.introducing import MarkIntroductionMade, RemoveIntroduction
from anchor_app.domain.level_wording import day_words
from anchor_app.services.comparing import Collected
from anchor_app.ui import icons
from anchor_app.ui.comparing import Choice
from anchor_app.ui.days import day_shown
from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.comparing_page import ComparingPage
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import PERIOD, ChoiceBar
from anchor_app.ui.widgets.form import DayEdit
from anchor_app.ui.widgets.layouts import Flow, PageScroll
from anchor_app.ui.widgets.line_list import Line, LineList
from anchor_app.ui.widgets.shapes import EMPTY, TICKED
from anchor_app.ui.widgets.text import PlainLabel

_HOW = ("One organisation has it, with the steering group's agreement or with current evidence; another has it as a "
        "focus or an opportunity. Those of the same place come first.")
_NONE = ("No match for this period. It takes a focus or an opportunity in one organisation, and in another the same "
         "component fulfilled with current evidence or agreed.")
_NONE_FOUND = "No match has these words."
_NONE_NOTED = "No introduction is noted for this period yet. Choose matches above, and save them."
_ROWS, _FIND_FROM = 6, 12


class HelpingPage(ComparingPage):
    """Matches can be chosen, several at once, and saved as introductions to make."""

    title = "Who can help whom"

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.matches: tuple[Match, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(PlainLabel(self.title, "page", self, wraps=False))
        self.choices = ChoiceBar(self.comparing, (PERIOD,), self)
        head.addWidget(self.choices, 1)
        scroll.column.addLayout(head)
        scroll.column.addWidget(PlainLabel(_HOW, "soft", self))
        scroll.column.addWidget(self.reading_line)
        scroll.column.addWidget(self._match_card())
        scroll.column.addWidget(self._noted_card())
        scroll.column.addStretch(1)

    def _match_card(self) -> Card:
        self.match_card = Card("Matches", "", self)
        self.find_line = QLineEdit(self)
        self.find_line.setPlaceholderText("Find an organisation, a component or a reason")
        self.find_line.setAccessibleName("Find a match")
        self.match_list = LineList("Matches", self, takes_many=True)
        self.none_label = PlainLabel("", "soft", self)
        self.save_button = QPushButton("Save introduction", self)
        self.save_button.setObjectName("save_introduction")
        icons.dress(self.save_button, "tick")
        self.match_card.body.addWidget(self.find_line)
        self.match_card.body.addWidget(self.match_list)
        self.match_card.body.addWidget(self.none_label)
        self.match_card.body.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        return self.match_card

    def _noted_card(self) -> Card:
        self.noted_card = Card("Introductions", "", self)
        self.noted_list = LineList("Introductions", self)
        self.none_noted_label = PlainLabel(_NONE_NOTED, "soft", self)
        self.made_day = DayEdit(self)
        self.made_day.setAccessibleName("Day on which they met")
        self.made_day.setMaximumWidth(220)
        self.made_button, self.open_again_button, self.remove_button = (
            QPushButton("Mark as made", self), QPushButton("Still to make", self), QPushButton("Remove", self))
        icons.dress(self.made_button, "tick")
        icons.dress(self.remove_button, "remove")
        self.row = QWidget(self)
        self.row.setProperty("role", "bare")
        flow = Flow(self.row, spacing=8)
        for widget in (self.made_button, PlainLabel("on", "soft", self, wraps=False), self.made_day,
                       self.open_again_button, self.remove_button):
            flow.addWidget(widget)
        self.fault = PlainLabel("", "hint", self)
        self.fault.set_tone("warning")
        for part in (self.noted_list, self.none_noted_label, self.row, self.fault):
            self.noted_card.body.addWidget(part)
        self.made_day.setText(day_shown(self._hub.workspace.clock.today()))
        return self.noted_card

    def _connect(self) -> None:
        self.find_line.textChanged.connect(self._show_matches)
        self.match_list.selectionModel().selectionChanged.connect(self._enable)
        self.noted_list.selectionModel().selectionChanged.connect(self._enable)
        self.match_list.opened.connect(lambda _: self._on_save())
        self.save_button.clicked.connect(self._on_save)
        self.made_button.clicked.connect(self._on_made_pressed)
        self.open_again_button.clicked.connect(lambda: self._mark(None))
        self.remove_button.clicked.connect(self._on_remove)
        self._hub.edited.connect(self._on_hub_edited)

    def work(self, collected: Collected, choice: Choice) -> tuple[Match, ...]:
        """The matches of the period."""
        return collected.matches(choice.period)

    def show_result(self, result: tuple[Match, ...]) -> None:
        """Show the matches and what was noted."""
        self.matches = result
        self.choices.refresh()
        self.match_card.set_title("Matches", f"{len(result):,} for {self.comparing.choice.period}" if result else "")
        self.find_line.setVisible(len(result) >= _FIND_FROM)
        self._show_matches()
        self._show_noted()

    def _show_matches(self) -> None:
        words = self.find_line.text().casefold().split() if not self.find_line.isHidden() else []
        lines = [line for line in map(_match_line, self.matches)
                 if all(one in line.spoken.casefold() for one in words)]
        self.match_list.show_lines(lines)
        _set_rows(self.match_list, len(lines))
        self.none_label.setText(_NONE_FOUND if self.matches else _NONE)
        self.none_label.setVisible(not lines)
        self.save_button.setVisible(bool(lines))
        self._enable()

    def _show_noted(self) -> None:
        holdings, period = self._hub.workspace.holdings, self.comparing.choice.period
        components = {one.id: one for charter in holdings.charters.values() for one in charter}
        names = {key: one.shown_name for key, one in holdings.organisations.items()}
        noted = sorted((one for one in holdings.introductions.values() if one.period == period),
                       key=lambda one: (one.made_on is not None, names.get(one.taker, "").casefold(), one.component))
        self.noted_list.show_lines([_noted_line(one, names, components) for one in noted])
        _set_rows(self.noted_list, len(noted))
        self.none_noted_label.setVisible(not noted)
        self.row.setVisible(bool(noted))
        made = sum(one.made_on is not None for one in noted)
        self.noted_card.set_title("Introductions", f"{len(noted)} noted, {made} made" if noted else "")
        self._enable()

    def _enable(self) -> None:
        may = not self._hub.workspace.read_only
        chosen = self._chosen_matches()
        self.save_button.setText("Save introduction" if len(chosen) < 2 else f"Save {len(chosen)} introductions")
        self.save_button.setEnabled(may and bool(chosen))
        held = self._chosen_introduction()
        self.made_button.setEnabled(may and held is not None)
        self.remove_button.setEnabled(may and held is not None)
        self.open_again_button.setVisible(held is not None and held.made_on is not None)
        self.open_again_button.setEnabled(may)

    def _chosen_matches(self) -> list[Match]:
        keys = {line.key for line in self.match_list.chosen}
        return [one for one in self.matches if one.introduction is None and _key(one) in keys]

    def _chosen_introduction(self) -> Introduction | None:
        chosen = self.noted_list.chosen
        return self._hub.workspace.holdings.introductions.get(chosen[0].key) if chosen else None

    def _on_save(self) -> None:
        chosen = self._chosen_matches()
        if chosen:
            self._hub.do(note_all(chosen, self.comparing.choice.period, self._hub.workspace.clock.today()))

    def _on_made_pressed(self) -> None:
        self._mark(self.made_day)

    def _mark(self, day: DayEdit | None) -> None:
        held = self._chosen_introduction()
        try:
            on = day.day() if day else None
        except WrongValue as wrong:
            self.fault.setText(str(wrong))
            return
        self.fault.setText("" if on or day is None else "Write the day on which they met.")
        if held is not None and (on or day is None):
            self._hub.do(MarkIntroductionMade(held.id, on))

    def _on_remove(self) -> None:
        held = self._chosen_introduction()
        if held is not None:
            self._hub.do(RemoveIntroduction(held.id))

    def _on_hub_edited(self, edit: Edit) -> None:
        if edit.touches("introduction") and self.isVisible():
            self._show_noted()


def _key(one: Match) -> tuple[str, str, str]:
    return one.giver.organisation, one.taker.organisation, one.component.id


def _match_line(one: Match) -> Line:
    noted = one.introduction
    state = "" if noted is None else "Made" if noted.made_on else "Noted"
    return Line(_key(one), f"{one.giver.short_name} → {one.taker.short_name}",
                f"{one.component.id} {one.component.title}: {one.reason}", state, "",
                TICKED if noted is not None else EMPTY)


def _noted_line(one: Introduction, names: dict[str, str], components: dict[str, Component]) -> Line:
    component = components.get(one.component)
    title = f"{one.component} {component.title}" if component else one.component
    noted = f"noted {day_words(one.noted_on)}" if one.noted_on else ""
    made = f"Made {day_words(one.made_on)}" if one.made_on else "To make"
    return Line(one.id, f"{names.get(one.giver, 'Unknown')} → {names.get(one.taker, 'Unknown')}",
                ": ".join(filter(None, (title, one.reason))), made, noted, TICKED if one.made_on else EMPTY)


def _set_rows(one: LineList, count: int) -> None:
    one.setVisible(count > 0)
    one.setFixedHeight(min(count, _ROWS) * one.sizeHintForRow(0) + 6 if count else 0)

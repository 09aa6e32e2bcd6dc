"""One side of a comparison of two: whose assessment of which period, its level, and the proof."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.scoring import Standing
from anchor_app.ui import icons
from anchor_app.ui.models.board_model import about_standing
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import Chooser
from anchor_app.ui.widgets.find_button import FindButton
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.proof_table import ProofTable
from anchor_app.ui.widgets.text import PlainLabel


class SideCard(Card):
    """`changed`: another assessment was chosen, whose id is `assessment`; `opened(assessment)` leads to its answers."""

    changed = Signal()
    opened = Signal(str)

    def __init__(self, side: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.organisation = ""
        self.assessment = ""
        self._holdings: Holdings | None = None
        self.who = FindButton(f"{side} organisation", self)
        self.who.setObjectName(f"{side.lower()}_who")
        self.when = Chooser(f"{side} period and round", self)
        self.when.setObjectName(f"{side.lower()}_when")
        self.badge = LevelBadge(self)
        self.said = PlainLabel("", "soft", self)
        self.table = ProofTable(self)
        self.open_button = QPushButton("Open the assessment", self)
        icons.dress(self.open_button, "open")
        flow = Flow(spacing=10)
        flow.addWidget(self.who)
        flow.addWidget(self.when)
        level = Flow(spacing=10, is_centred=True)
        level.addWidget(self.badge)
        level.addWidget(self.said)
        self.body.addLayout(flow)
        self.body.addLayout(level)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.who.chosen.connect(self._on_who)
        self.when.activated.connect(self._on_when)
        self.open_button.clicked.connect(lambda: self.opened.emit(self.assessment))

    def show_choice(self, holdings: Holdings, organisation: str, assessment: str) -> None:
        """Show who is chosen among all who have an assessment."""
        self._holdings = holdings
        self.organisation, self.assessment = organisation, assessment
        known = sorted(((key, one.name) for key, one in holdings.organisations.items()
                        if holdings.assessments_of(key)), key=lambda one: one[1].casefold())
        held = holdings.organisations.get(organisation)
        self.who.show_words(held.name if held else "Choose an organisation")
        self.who.find_among(known, organisation)
        every = holdings.assessments_of(organisation) if held else ()
        self.when.offer({one.id: one.title for one in reversed(every)}, assessment)
        self.when.setVisible(bool(every))

    def show_standing(self, standing: Standing | None) -> None:
        """Show the level with its proof; None where the reading has none."""
        is_there = standing is not None
        for widget in (self.badge, self.table):
            widget.setVisible(is_there)
        self.said.setText(about_standing(standing) if self.assessment else "")
        self.open_button.setVisible(bool(self.assessment))
        if standing is not None:
            self.badge.set_level(standing.level_name, standing.rank, len(standing.charter.levels))
            self.table.show_standing(standing)

    def _on_who(self, key: str) -> None:
        assert self._holdings is not None
        title = self.when.currentText()
        every = self._holdings.assessments_of(key)
        same = next((one.id for one in every if one.title == title), every[-1].id if every else "")
        self.organisation, self.assessment = key, same
        self.changed.emit()

    def _on_when(self) -> None:
        self.assessment = self.when.value
        self.changed.emit()

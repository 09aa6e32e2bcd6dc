"""Whether a board paper's front sheet precedes a report, how far it is filled in, and the way to fill it in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from anchor_app.domain.front_sheet import FrontSheet
from anchor_app.domain.fronting import answers_of, has_front_sheet, sheet_of
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.implication import AskedKind
from anchor_app.domain.level_wording import day_words
from anchor_app.ui import icons
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.text import PlainLabel, one_line

_NOTHING = ("For a board: date, purpose, recommendations and implications on the first page. Nothing is filled in yet, "
            "so none is printed.")


class FrontSheetCard(Card):
    """`turned(is_on)` and `filling_requested()` are wishes."""

    turned = Signal(bool)
    filling_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Board paper front sheet", "", parent)
        self.on_box = QCheckBox("Put it in front of the report", self)
        self.fill_button = QPushButton("Fill it in…", self)
        icons.dress(self.fill_button, "edit", size=16)
        self.on_box.setObjectName("on_box")
        self.fill_button.setObjectName("fill_button")
        self.told_label = PlainLabel("", "hint", self)
        row = QHBoxLayout()
        row.addWidget(self.on_box, 1)
        row.addWidget(self.fill_button)
        self.body.addLayout(row)
        self.body.addWidget(self.told_label)
        self.on_box.clicked.connect(self.turned)
        self.fill_button.clicked.connect(self.filling_requested)

    def show_sheet(self, holdings: Holdings, organisation: str, report: str, *, is_on: bool) -> None:
        """Show whether it is on, and what it says so far."""
        self.on_box.setChecked(is_on)
        if not has_front_sheet(holdings, organisation, report):
            self.told_label.setText(_NOTHING)
            return
        asked = answers_of(holdings, organisation, report, AskedKind.IMPLICATION)
        answered = sum(one.answer is not None for one in asked)
        said = [_for(sheet_of(holdings, organisation, report)),
                f"{answered} of {len(asked)} implications answered"]
        self.told_label.setText(" · ".join(one for one in said if one))


def _for(held: FrontSheet) -> str:
    on = day_words(held.meeting_on) if held.meeting_on else ""
    return ", ".join(one for one in (one_line(held.meeting, 80), on) if one)

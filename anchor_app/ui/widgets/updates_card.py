"""The card of a steering group's updates: which member wrote which month, and what the shapes mean."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.month_state import MonthState, month_standings
from anchor_app.domain.period import Period
from anchor_app.ui.models.updates_grid_model import SHAPES, MemberRow
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.status import Shape
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.updates_grid import UpdatesGrid


class UpdatesCard(Card):
    """`opened(organisation, month)`: somebody wants to read what was written."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Who wrote", "", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.said_label = PlainLabel("", "text", self)
        keys = Flow(spacing=6, is_centred=True)
        for state, shape in SHAPES.items():
            keys.addWidget(Shape(shape, state.words, self, size=16))
            keys.addWidget(PlainLabel(f"{state.words}   ", "hint", self, wraps=False))
        self.grid = UpdatesGrid(self)
        self.body.addWidget(self.said_label)
        self.body.addLayout(keys)
        self.body.addWidget(self.grid, 1)
        self.grid.opened.connect(self.opened)

    def show_members(self, holdings: Holdings, period: Period, on: date) -> None:
        """Show how the months of a period stand at every organisation."""
        every = sorted(holdings.organisations.values(), key=lambda one: (one.shown_name.casefold(), one.id))
        rows = [MemberRow(one.id, one.shown_name, month_standings(holdings, one.id, period, on)[::-1])
                for one in every]
        self.set_title("Who wrote", str(period))
        self.said_label.setText(_said(rows, period))
        self.grid.model_.show_rows(rows)
        self.grid.setVisible(bool(rows and rows[0].standings))


def _said(rows: list[MemberRow], period: Period) -> str:
    if not rows or not rows[0].standings:
        return f"No month of {period} has begun."
    over = [at for at, one in enumerate(rows[0].standings) if one.state not in (MonthState.OPEN, MonthState.BEGUN)]
    if not over:
        return "No month of this period is over yet."
    last = max(at for at in over)
    wrote = sum(one.standings[last].state is MonthState.WRITTEN for one in rows)
    return f"{wrote:,} of {len(rows):,} wrote of {rows[0].standings[last].month.words}."

"""The trend: the level and the fulfilled components over all periods and rounds, as a picture and as a table."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from anchor_app.ui.hub import Hub
from anchor_app.ui.models.trend_model import Point, TrendModel
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.figures_table import FiguresTable
from anchor_app.ui.widgets.layouts import Columns, PageScroll
from anchor_app.ui.widgets.text import PlainLabel
from anchor_app.ui.widgets.trend_chart import TrendChart

_ONE = ("There is one assessment so far, and a trend needs two. Start another period or round from the period's menu "
        "in the header; this page then shows how the level and each domain have moved.")
_NONE = "There is no assessment yet. Start one for a period, in the header."

_ROOMY, _NEVER = 100, 100_000
_MANY = 3
"""From so many assessments the picture and the table need the whole width each."""


class TrendPage(FreshPage):
    """Shows every assessment of the chosen one's organisation, self-assessed, each under its own charter."""

    title = "Trend"
    kinds: ClassVar = ("component", "assessment")

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.lone_label = PlainLabel("", "soft", self)
        self.chart = TrendChart(self)
        self.model = TrendModel(self)
        self.table = FiguresTable(self.model, "Trend as a table", self)
        self._build()
        self.follow()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        scroll.column.addWidget(PlainLabel("Trend over all periods and rounds", "page", self))
        scroll.column.addWidget(self.lone_label)
        self.chart_card = Card("Level and fulfilled components", "each block is a domain, by its number", self)
        self.chart_area = QScrollArea(self)
        self.chart_area.setWidget(self.chart)
        self.chart_area.setFrameShape(QFrame.Shape.NoFrame)
        self.chart_area.setAccessibleName("Picture of the trend")
        self.chart_area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chart_card.body.addWidget(self.chart_area)
        self.table_card = Card("The same as a table", "", self)
        self.table_card.body.addWidget(self.table)
        self.columns = Columns(_ROOMY, self)
        for card in (self.chart_card, self.table_card):
            card.body.addStretch(1)
            self.columns.add(card)
        scroll.column.addWidget(self.columns)
        scroll.column.addStretch(1)

    def show_held(self) -> None:
        """Count everything again."""
        workspace = self._hub.workspace
        every = workspace.holdings.assessments_of(self.organisation_id) if self.assessment else ()
        points = tuple(Point(one.id, one.title, workspace.score(one.id).self_assessed) for one in every)
        self.lone_label.setText(_NONE if not points else _ONE)
        self.lone_label.setVisible(len(points) < 2)
        self.columns.setVisible(bool(points))
        self.columns.set_narrowest(_ROOMY if len(points) < _MANY else _NEVER)
        self.chart.show_points(points)
        self.chart.adjustSize()
        self.model.show_points(points)
        self._fit()
        for area in (self.chart_area, self.table):
            area.horizontalScrollBar().setValue(area.horizontalScrollBar().maximum())

    def _fit(self) -> None:
        self.table.fit()
        self.chart.adjustSize()
        bar = self.chart_area.horizontalScrollBar().sizeHint().height()
        self.chart_area.setFixedHeight(self.chart.height() + bar + 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "model"):
            self._fit()

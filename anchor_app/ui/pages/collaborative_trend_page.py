"""The trend of the whole collaborative: how many stand at each level in each period, and how the average moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative_trend import PeriodPoint
from anchor_app.domain.comparison import MINUS
from anchor_app.services.comparing import Collected
from anchor_app.ui import icons, places
from anchor_app.ui.comparing import Choice
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.plain_model import PlainModel
from anchor_app.ui.pages.comparing_page import ComparingPage
from anchor_app.ui.widgets.badge import LevelBadge
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import CHARTER, PUBLIC, READING, ChoiceBar
from anchor_app.ui.widgets.figures_table import FiguresTable
from anchor_app.ui.widgets.layouts import Flow, PageScroll
from anchor_app.ui.widgets.level_bars import LevelBars
from anchor_app.ui.widgets.text import PlainLabel

_Trends = tuple[tuple[Charter, tuple[PeriodPoint, ...]], ...]
_NONE = ("There is no period to show in this reading. In the public view a period with too few organisations is left "
         "out as well.")
_STAYED = ("“Those that stayed” is the mean change of the organisations that also stood in the period before, so that "
           "newcomers neither hide nor feign progress.")


class CollaborativeTrendPage(ComparingPage):
    """Every period of every organisation, each by its last assessment."""

    title = "Trend of the collaborative"
    needs_all_periods = True
    page_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.model = PlainModel(self)
        self.badges: list[LevelBadge] = []
        self._build()
        self.back_button.clicked.connect(lambda: self.page_requested.emit(places.BOARD))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        self.back_button = QPushButton("Board", self)
        self.back_button.setProperty("kind", "link")
        icons.dress(self.back_button, "previous")
        self.choices = ChoiceBar(self.comparing, (READING, CHARTER, PUBLIC), self)
        self.empty_label = PlainLabel(_NONE, "soft", self)
        self.bars_card = Card("Levels by period", "how many organisations stand at each", self)
        self.keys = Flow(spacing=8)
        self.bars = LevelBars(self)
        self.bars_card.body.addLayout(self.keys)
        self.bars_card.body.addWidget(self.bars)
        self.table_card = Card("The same as a table", "", self)
        self.table = FiguresTable(self.model, "Trend of the collaborative as a table", self)
        self.table_card.body.addWidget(self.table)
        self.table_card.body.addWidget(PlainLabel(_STAYED, "hint", self))
        column = scroll.column
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (PlainLabel(self.title, "page", self), self.choices, self.reading_line, self.empty_label,
                     self.bars_card, self.table_card):
            column.addWidget(part)
        column.addStretch(1)
        for part in (self.empty_label, self.bars_card, self.table_card):
            part.hide()

    def work(self, collected: Collected, choice: Choice) -> _Trends:
        """The points of every charter."""
        return collected.trend(choice.reading, choice.audience)

    def show_result(self, result: _Trends) -> None:
        """Show the points of the charter that is wanted."""
        choice = self.comparing.choice
        self.choices.refresh(charters=tuple(charter for charter, _ in result))
        charter, points = next((one for one in result if one[0].digest == choice.charter),
                               result[0] if result else (None, ()))
        self.empty_label.setVisible(not points)
        for card in (self.bars_card, self.table_card):
            card.setVisible(bool(points))
        if charter is None:
            return
        self._show_keys(charter)
        self.bars.show_points(points)
        levels = [name for name, _ in reversed(points[0].levels)]
        self.model.show(["Period", "Organisations", *levels, "Mean", "Median", "Those that stayed"],
                        [_texts(one) for one in points])
        self.table.fit()

    def _show_keys(self, charter: Charter) -> None:
        for badge in self.badges:
            badge.hide()
            badge.deleteLater()
        self.badges = []
        names = [f"Not yet {charter.levels[0].name}", *(one.name for one in charter.levels)]
        for rank in range(len(names) - 1, -1, -1):
            badge = LevelBadge(self)
            badge.set_level(names[rank], rank, len(charter.levels))
            self.keys.addWidget(badge)
            self.badges.append(badge)


def _texts(one: PeriodPoint) -> list[str]:
    stayed = "–" if one.steady is None else f"{one.steady:+.1f} ({one.steady_of:,})".replace("-", MINUS)
    return [one.period, f"{one.of:,}", *(f"{count:,}" for _, count in reversed(one.levels)), f"{one.mean:.1f}",
            f"{one.median:g}", stayed]

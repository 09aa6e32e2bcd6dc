"""The board: who stands where, who lacks what, and the proof of every level and count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from anchor_app.domain.comparison import Comparison
from anchor_app.domain.coverage import Coverage, what_most_lack
from anchor_app.domain.helping import Match
from anchor_app.domain.returns import Returns
from anchor_app.services.comparing import Collected
from anchor_app.ui import icons, places, theme
from anchor_app.ui.comparing import Choice
from anchor_app.ui.dialogs.proof_dialog import ProofDialog
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.board_model import BoardModel
from anchor_app.ui.pages import board_words
from anchor_app.ui.pages.board_view import Shown, Whole, in_order, key_of, shown_of
from anchor_app.ui.pages.comparing_page import ComparingPage
from anchor_app.ui.tasks import Job
from anchor_app.ui.widgets.board_table import BoardTable
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.choice_bar import CHARTER, GROUP, KIND, PERIOD, PLACE, PUBLIC, READING, ROUND, ChoiceBar
from anchor_app.ui.widgets.collaborative_cards import CollaborativeCards
from anchor_app.ui.widgets.layouts import PAGE_MARGINS
from anchor_app.ui.widgets.text import PlainLabel

_SIDE = 232
"""Width of the cards beside the board, in pixels at 100 % text; without room for both they are left out."""
_ROOMY = 980
_REST_MS = 150
_LEAST = 300
"""Height of the table in pixels at 100 % text; where the window has not that much, the page scrolls."""
_SHORT = 22
"""Lines of text below which the filters stand behind a button, so that there is room for rows."""


@dataclass(frozen=True)
class Beside:
    """What the cards beside the board show; in public there are no returns and no matches."""

    returns: Returns | None
    lacking: tuple[Coverage, ...]
    matches: tuple[Match, ...] | None


class BoardPage(ComparingPage):
    """`answers_requested(assessment, component)` and `side_requested(organisation)` lead on from a proof.

    `export_requested(kind)` is the wish to have the board as a file: "pdf", "xlsx" or "csv".
    """

    title = "Board"
    answers_requested = Signal(str, str)
    side_requested = Signal(str)
    page_requested = Signal(str)
    export_requested = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self.model = BoardModel(self)
        self.shown_now: Shown | None = None
        self.dialog: ProofDialog | None = None
        self._beside: Job | None = None
        self._beside_of: tuple[object, ...] = ()
        self._whole: Comparison | None = None
        self._whole_of: tuple[object, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.card = Card("", "", self)
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.title_label = PlainLabel(self.title, "page", self, wraps=False)
        self.side_button = QPushButton("Side by side…", self)
        self.trend_button = QPushButton("Trend", self)
        icons.dress(self.trend_button, "trend")
        self.export_button = QPushButton("Export…", self)
        icons.dress(self.export_button, "download")
        self.export_button.hide()
        self.when = ChoiceBar(self.comparing, (PERIOD, ROUND, PUBLIC), self)
        self.choices = ChoiceBar(self.comparing, (READING, PLACE, KIND, GROUP, CHARTER), self)
        self.fold_button = QPushButton("Filters", self)
        self.fold_button.setCheckable(True)
        self.fold_button.hide()
        bar = self.when.layout()
        assert bar is not None
        bar.addWidget(self.fold_button)
        self.note_label = PlainLabel("", "hint", self)
        self.table = BoardTable(self.model, self)
        self.empty_label = PlainLabel("", "soft", self)
        self.empty_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.all_button = QPushButton("Show all organisations", self)
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget, stretch in ((self.title_label, 0), (self.when, 1), (self.side_button, 0),
                                (self.trend_button, 0), (self.export_button, 0)):
            head.addWidget(widget, stretch)
        body = self.card.body
        body.addLayout(head)
        for part in (self.choices, self.note_label, self.reading_line):
            body.addWidget(part)
        body.addWidget(self.table, 1)
        body.addWidget(self.empty_label, 1)
        body.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_side()
        self.show_empty("")

    def _build_side(self) -> None:
        self.cards = CollaborativeCards(self)
        self.side = QScrollArea(self)
        self.side.setWidgetResizable(True)
        self.side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side.setWidget(self.cards)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        scroll.setWidget(content)
        outer.addWidget(scroll)
        row = QHBoxLayout(content)
        row.setContentsMargins(*PAGE_MARGINS)
        row.setSpacing(18)
        row.addWidget(self.card, 1)
        row.addWidget(self.side)

    def _connect(self) -> None:
        self._rest.timeout.connect(self._ask_beside)
        self.fold_button.toggled.connect(lambda _: self._fold())
        self.comparing.changed.connect(self._fold)
        self.table.opened.connect(self.open_proof)
        self.table.sort_requested.connect(self._on_sort_requested)
        self.cards.page_requested.connect(self.page_requested)
        self.trend_button.clicked.connect(lambda: self.page_requested.emit(places.COLLABORATIVE_TREND))
        self.side_button.clicked.connect(lambda: self.side_requested.emit(""))
        self.export_button.clicked.connect(lambda: self.export_requested.emit("pdf"))
        self.all_button.clicked.connect(lambda: self.comparing.choose(place=None, kind=None))

    @property
    def is_settled(self) -> bool:
        """Whether the board and the cards beside it show what is wanted."""
        return super().is_settled and not self._rest.isActive() and self._beside is None

    def refresh(self) -> None:
        """Ask for the board; one that is only narrowed, grouped or sorted in another way is here already."""
        collected, choice = self.comparing.collected, self.comparing.choice
        if collected is None or self._whole is None or self._whole_of != key_of(collected, choice):
            super().refresh()
        else:
            if self._job is not None:
                self._job.cancel()
            self._on_made(shown_of(self._whole, collected, choice))

    def work(self, collected: Collected, choice: Choice) -> Whole:
        """The comparison: of all organisations, or as the public may see those that are wanted."""
        wanted = choice.wanted if choice.is_public else replace(choice.wanted, places=frozenset(), kinds=frozenset())
        return Whole(key_of(collected, choice), collected, choice, collected.comparison(wanted, choice.audience))

    def work_beside(self, collected: Collected, choice: Choice) -> Beside:
        """What stands beside the board: it takes longer, and nobody has to wait for it."""
        whole = replace(choice.wanted, places=frozenset(), kinds=frozenset())
        covered = collected.coverage(whole, choice.audience)
        lacking = what_most_lack(next((one for charter, one in covered if charter.digest == choice.charter),
                                      covered[0][1])) if covered else ()
        if choice.is_public:
            return Beside(None, lacking, None)
        return Beside(collected.returns(choice.period, choice.round), lacking, collected.matches(choice.period))

    def show_result(self, result: Whole | Shown) -> None:
        """Show the board; whoever stands on an organisation stays on it."""
        if isinstance(result, Whole):
            self._whole, self._whole_of = result.comparison, result.key
            result = shown_of(result.comparison, result.collected, result.choice)
        held = self.model.row(self.table.currentIndex().row())
        column = self.table.currentIndex().column()
        self.shown_now = result
        found, board, choice = result.comparison, result.board, self.comparing.choice
        self.when.refresh()
        self.choices.refresh(found.places, found.kinds, tuple(one.charter for one in found.boards))
        self.model.show(board.charter if board else None, result.rows)
        self._show_order(choice)
        row = self.model.row_of(held.member.organisation) if held and held.member.organisation else -1
        if row >= 0 and 0 <= column < self.model.columnCount():
            self.table.choose(row, column)
        self.note_label.setText(board_words.note(found, choice, self.model.count,
                                                 self._hub.workspace.holdings.collaborative.name))
        self.note_label.setVisible(bool(self.note_label.text()))
        self.show_empty(board_words.empty(found, choice, self._hub.workspace.holdings) if not result.rows else "")
        self.all_button.setVisible(not result.rows and choice.is_narrowed)
        if choice.is_public:
            self.cards.show_returns(None)
            self.cards.show_matches(None)
        self._rest.start()

    def _ask_beside(self) -> None:
        """Ask for what the cards show, unless they show it; filters leave it as it is."""
        wanted = (*self._whole_of, self.comparing.choice.charter)
        if self.side.isHidden() or wanted == self._beside_of or not self.isVisible():
            return
        if self._beside is not None:
            self._beside.cancel()
        self._beside_of = wanted
        self._beside = self.comparing.derive(self.work_beside, self._on_beside, self._on_not_made)

    def _on_beside(self, found: Beside) -> None:
        self._beside = None
        self.cards.show_returns(found.returns)
        self.cards.show_lacking(found.lacking)
        self.cards.show_matches(found.matches)

    def show_empty(self, sentence: str) -> None:
        """Say why there is nothing to show, or with "" show the table."""
        self.empty_label.setText(sentence)
        self.empty_label.setVisible(bool(sentence))
        self.table.setVisible(not sentence)
        self.all_button.setVisible(bool(sentence) and self.comparing.choice.is_narrowed)

    def open_proof(self, row: int, column: int = 0) -> None:
        """Show what is behind a level or a count."""
        found, shown = self.model.row(row), self.shown_now
        if found is None or shown is None or shown.board is None:
            return
        domain = self.model.headings[column].domain
        dialog = ProofDialog(shown.board.charter, found, self.comparing.choice.reading,
                             domain.id if domain else "", self.window())
        dialog.answers_requested.connect(self.answers_requested)
        dialog.side_requested.connect(self.side_requested)
        dialog.finished.connect(self._on_proof_closed)
        self.dialog = dialog
        dialog.open()

    def set_export_ready(self) -> None:
        """Offer the board as a file."""
        self.export_button.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "side"):
            self._fit()

    def _fit(self) -> None:
        self._fold()
        px = theme.look().px
        self.side.setFixedWidth(px(_SIDE))
        self.table.setMinimumHeight(px(_LEAST))
        was_there, is_there = not self.side.isHidden(), self.width() >= px(_ROOMY)
        self.side.setVisible(is_there)
        if is_there and not was_there and self.shown_now is not None:
            self._rest.start()

    def _fold(self) -> None:
        """Where there is little room, the filters stand behind a button that counts those in use."""
        is_short = self.height() < _SHORT * self.fontMetrics().lineSpacing()
        choice = self.comparing.choice
        count = sum((choice.reading is not Choice().reading, choice.is_public, choice.place is not None,
                     choice.kind is not None, choice.by is not None))
        self.fold_button.setText(f"Filters ({count})" if count else "Filters")
        self.fold_button.setVisible(is_short)
        for part in (self.choices, self.when.public):
            part.setVisible(not is_short or self.fold_button.isChecked())

    def _on_sort_requested(self, column: int) -> None:
        """Sort at once: the rows are here, and their order takes no time worth telling."""
        heading, choice = self.model.headings[column], self.comparing.choice
        is_same = heading.key == choice.column
        is_figure = column > 0
        is_descending = not choice.is_descending if is_same else is_figure
        self.comparing.choice = choice = replace(choice, column=heading.key, is_descending=is_descending)
        shown = self.shown_now
        if shown is not None and shown.board is not None:
            rows = in_order(shown.board, choice, self._hub.workspace.holdings.collaborative.smallest_group)
            self.shown_now = replace(shown, rows=rows)
            self.model.show(shown.board.charter, rows)
        self._show_order(choice)

    def _show_order(self, choice: Choice) -> None:
        self.table.head.show_order(self.model.column_of(choice.column), is_descending=choice.is_descending)

    def _on_proof_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

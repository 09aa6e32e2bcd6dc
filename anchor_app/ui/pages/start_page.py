"""The start page: the least that is needed to begin, on one calm page, or a look at the example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.organisation import Organisation
from anchor_app.ui import icons
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.fault_line import FaultLine
from anchor_app.ui.widgets.layouts import Flow, PageScroll
from anchor_app.ui.widgets.message_bar import announce
from anchor_app.ui.widgets.organisation_form import OrganisationForm, PeriodForm
from anchor_app.ui.widgets.text import PlainLabel

WIDEST = 920


@dataclass(frozen=True, slots=True)
class StartWish:
    """A new organisation's values, or the id of one that is there, and the period and round to begin with.

    `from_last`: what carries over from the organisation's latest assessment comes along.
    """

    values: dict[str, Any]
    period: str
    round: str
    organisation: str = ""
    from_last: bool = False


class StartPage(QWidget):
    """Asks for the organisation, its people and the period. `start_requested(StartWish)`; `example_requested()`.

    `receive_requested`: to begin with packs, as a steering group does, or a champion on another laptop.
    """

    title = "Start"
    start_requested = Signal(object)
    example_requested = Signal()
    receive_requested = Signal()

    def __init__(self, today: date, folder: str = "", organisation: Organisation | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._organisation = organisation
        self.setObjectName("page")
        self.organisation_form = OrganisationForm()
        self.period_form = PeriodForm(today)
        self.start_button = QPushButton("Start the assessment")
        self.start_button.setObjectName("start_button")
        self.start_button.setProperty("kind", "primary")
        self.example_button = QPushButton("Look at the example")
        self.example_button.setObjectName("example_button")
        icons.dress(self.example_button, "open")
        self.receive_button = QPushButton("Begin with packs from others")
        icons.dress(self.receive_button, "download")
        self.fault = FaultLine()
        self._build(folder)
        self.start_button.clicked.connect(self._on_start)
        self.example_button.clicked.connect(self.example_requested)
        self.receive_button.clicked.connect(self.receive_requested)

    def _build(self, folder: str) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(widest=WIDEST)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(scroll)
        column = scroll.column
        column.addWidget(PlainLabel("Welcome to Anchor", "page"))
        column.addWidget(PlainLabel(
            "Answer the charter at your own pace, keep the evidence beside each answer, see your level proved, and "
            "print the reporting sheet. Everything stays on this computer.", "soft"))
        first = QHBoxLayout()
        first.addWidget(self.example_button)
        first.addWidget(self.receive_button)
        first.addStretch(1)
        column.addLayout(first)
        if self._organisation is None:
            organisation = Card("Your organisation", "only the name and the kind are needed to begin")
            organisation.body.addWidget(self.organisation_form)
            column.addWidget(organisation)
        period = Card("Your first assessment", self._organisation.name if self._organisation else "")
        period.body.addWidget(self.period_form)
        column.addWidget(period)
        column.addWidget(self.fault)
        last = Flow(spacing=14, is_centred=True)
        last.addWidget(self.start_button)
        last.addWidget(PlainLabel("You can change all of this later, in the settings.", "hint"))
        column.addLayout(last)
        if folder:
            column.addWidget(PlainLabel(f"Your work will be kept in {folder}", "hint").make_selectable())

    def show_fault(self, sentence: str) -> None:
        """Say why it could not be started; everything that was entered stays."""
        self.fault.say(sentence)
        if sentence:
            announce(self, sentence, is_urgent=True)

    def set_busy(self, is_busy: bool) -> None:
        """Take no second wish while the first is under way."""
        self.start_button.setEnabled(not is_busy)
        self.receive_button.setEnabled(not is_busy)
        self.example_button.setEnabled(not is_busy)

    def _on_start(self) -> None:
        self.show_fault("")
        if self._organisation is not None:
            self.start_requested.emit(StartWish({}, *self.period_form.chosen, self._organisation.id))
            return
        try:
            values = self.organisation_form.values()
        except WrongValue as wrong:
            self.show_fault(str(wrong))
            return
        self.start_requested.emit(StartWish(values, *self.period_form.chosen))

"""What is compared: reading, period and round, and who; each page shows the parts that mean something on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QWidget

from anchor_app.domain.board_order import By
from anchor_app.domain.charter import Charter
from anchor_app.domain.counting import Reading
from anchor_app.domain.members import NOT_TOLD
from anchor_app.domain.organisation import Kind
from anchor_app.ui import theme
from anchor_app.ui.comparing import Choice, Comparing
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.status import Segments
from anchor_app.ui.widgets.text import one_line

READING, PERIOD, ROUND, PLACE, KIND, GROUP, CHARTER, PUBLIC = (
    "reading", "period", "round", "place", "kind", "by", "charter", "is_public")
_LONGEST = 28
"""Characters of a place's name that the chooser has room for; its list shows more."""


class Chooser(CalmCombo):
    """One of several values under their words; what it is about is its accessible name."""

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Any] = []
        self.setProperty("kind", "filter")
        self.setAccessibleName(subject)
        self.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """As wide as what is chosen; its list is as wide as it has to be."""
        hint = super().sizeHint()
        width = self.fontMetrics().horizontalAdvance(self.currentText()) + theme.look().px(10 + 28 + 4) + 10
        return QSize(min(hint.width(), width), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.look().px(64), super().minimumSizeHint().height())

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + theme.look().px(30))
        super().showPopup()

    def offer(self, choices: dict[Any, str], chosen: Any) -> None:
        """Offer values; nothing is redrawn that is the same as before."""
        words = [one_line(one, 80) for one in choices.values()]
        if list(choices) != self._values or words != [self.itemText(at) for at in range(self.count())]:
            self.blockSignals(True)
            self.clear()
            self.addItems(words)
            self._values = list(choices)
            self.blockSignals(False)
        if chosen in self._values:
            self.setCurrentIndex(self._values.index(chosen))
        self.updateGeometry()

    @property
    def value(self) -> Any:
        """The value that is chosen."""
        return self._values[self.currentIndex()] if self._values else None

    def show_value(self, value: Any) -> None:
        """Choose a value; one that is not among them chooses nothing else."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))


class ChoiceBar(QWidget):
    """Changes the choice of `comparing`; `parts` are those that are shown."""

    def __init__(self, comparing: Comparing, parts: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._comparing, self._parts = comparing, parts
        self.reading = Segments({one: one.words for one in Reading}, self)
        self.reading.setAccessibleName("Reading")
        self.choosers = {name: Chooser(subject, self) for name, subject in (
            (PERIOD, "Period"), (ROUND, "Round"), (PLACE, "Place"), (KIND, "Kind of organisation"),
            (GROUP, "Group by"), (CHARTER, "Charter"))}
        for name, chooser in self.choosers.items():
            chooser.setObjectName(name)
            chooser.activated.connect(lambda _, one=name: self._on_chosen(one))
        self.public = QCheckBox("Public view", self)
        self.public.setToolTip("Aliases instead of names, and nothing about groups that are too small")
        flow = Flow(self, spacing=10)
        flow.addWidget(self.reading)
        for chooser in self.choosers.values():
            flow.addWidget(chooser)
        flow.addWidget(self.public)
        self.reading.setVisible(READING in parts)
        self.public.setVisible(PUBLIC in parts)
        self.reading.chosen.connect(lambda value: comparing.choose(reading=value))
        self.public.clicked.connect(lambda is_on: comparing.choose(is_public=is_on))

    def refresh(self, places: tuple[str, ...] = (), kinds: tuple[Kind, ...] = (),
                charters: tuple[Charter, ...] = ()) -> None:
        """Show what is chosen, among what there is."""
        choice, collected = self._comparing.choice, self._comparing.collected
        periods = collected.periods if collected else ()
        rounds = collected.rounds if collected else ()
        self.reading.show_choice(choice.reading)
        self.public.setChecked(choice.is_public)
        self._offer(PERIOD, {one: one for one in sorted({*periods, choice.period} - {""}, reverse=True)}, choice, 1)
        self._offer(ROUND, {"": "Last round of each", **{one: one for one in rounds}}, choice, 3)
        self._offer(PLACE, {None: "Place: all", **{one: f"Place: {one_line(one, _LONGEST) or NOT_TOLD.lower()}"
                                                   for one in _with(places, choice.place)}}, choice)
        self._offer(KIND, {None: "Kind: all", **{one: one.words for one in _with(kinds, choice.kind)}}, choice)
        self._offer(GROUP, {None: "No groups", By.PLACE: "Group by place", By.KIND: "Group by kind"}, choice)
        self._offer(CHARTER, {one.digest: f"{one.title}, {one.edition}" for one in charters}, choice)

    def _offer(self, name: str, choices: dict[Any, str], choice: Choice, least: int = 2) -> None:
        chooser = self.choosers[name]
        is_wanted = name in self._parts and len(choices) >= least
        chooser.setVisible(is_wanted)
        if is_wanted:
            chooser.offer(choices, getattr(choice, name))

    def _on_chosen(self, name: str) -> None:
        self._comparing.choose(**{name: self.choosers[name].value})


def _with(found: tuple[Any, ...], chosen: Any) -> tuple[Any, ...]:
    """What there is, and what is chosen even where it is not among it any more."""
    return found if chosen is None or chosen in found else (*found, chosen)

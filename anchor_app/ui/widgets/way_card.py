"""Why not higher: which domains lack how many components for the next level, and which are nearest."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.assessment import Status
from anchor_app.domain.level_wording import need_words, practices_words, way_sentence, way_title
from anchor_app.domain.scoring import Need, Score
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.row_button import RowButton
from anchor_app.ui.widgets.status import StatusShape
from anchor_app.ui.widgets.text import PlainLabel

_FEW = 2
"""Up to so many domains, more candidates are shown than are lacking."""


class Candidate(RowButton):
    """A component that could be fulfilled next: its status, its title, and how far it is."""

    def __init__(self, status: Status, words: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 8, 6, 9)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        self.title_label = PlainLabel(words, "text", self)
        self.details_label = PlainLabel(details, "hint", self)
        grid.addWidget(StatusShape(status, self), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.title_label, 0, 1)
        grid.addWidget(self.details_label, 1, 1)
        grid.setColumnStretch(1, 1)
        self.setAccessibleName(f"{words}: {status.words}, {details}")


class WayCard(Card):
    """The shortest way to the next level; `component_requested(id)` for a candidate."""

    component_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_tone("accent")
        self.sentence_label = PlainLabel("", "soft", self)
        self.open_button = QPushButton(self)
        self.open_button.setProperty("kind", "primary")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self.sentence_label)
        self.body.addLayout(self._list)
        self.body.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.candidates: list[Candidate] = []
        self._nearest = ""
        self._shown: object = None
        self.open_button.clicked.connect(lambda: self.component_requested.emit(self._nearest))

    def show_score(self, score: Score, beyond_nhs: bool, practices_in_place: dict[str, int]) -> None:
        """Show what a score lacks; `practices_in_place` by component."""
        own = score.self_assessed
        self.set_title(way_title(own))
        self.sentence_label.setText(way_sentence(score))
        rows = [(need, [self._row(score, one, beyond_nhs, practices_in_place) for one in _shown_of(need, score)])
                for need in score.needs]
        if rows != self._shown:
            self._shown = rows
            self._show_rows(rows)
        self._nearest = score.needs[0].candidates[0] if score.needs and score.needs[0].candidates else ""
        self.open_button.setText(f"Open {self._nearest}")
        self.open_button.setVisible(bool(self._nearest))

    @staticmethod
    def _row(score: Score, key: str, beyond_nhs: bool, in_place: dict[str, int]) -> tuple[str, Status, str, str]:
        component, answer = score.self_assessed.charter.component(key), score.assessment.component(key)
        lead = " ".join(answer.lead.split())[:60]
        details = practices_words(in_place.get(key, 0), len(component.practices))
        return (key, answer.status, f"{key} {component.title_for(beyond_nhs)}",
                f"{details} · lead: {lead}" if lead else details)

    def _show_rows(self, rows: list[tuple[Need, list[tuple[str, Status, str, str]]]]) -> None:
        while item := self._list.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.candidates = []
        for need, candidates in rows:
            if len(rows) > 1:
                heading = PlainLabel(need_words(need), "caption", self)
                heading.setContentsMargins(6, 8, 6, 0)
                self._list.addWidget(heading)
            for key, status, words, details in candidates:
                row = Candidate(status, words, details, self)
                row.clicked.connect(partial(self.component_requested.emit, key))
                self._list.addWidget(row)
                self.candidates.append(row)


def _shown_of(need: Need, score: Score) -> tuple[str, ...]:
    """The candidates worth showing: those that would do, and one more to choose from where few domains lack any."""
    return need.candidates[: need.more + (1 if len(score.needs) <= _FEW else 0)]

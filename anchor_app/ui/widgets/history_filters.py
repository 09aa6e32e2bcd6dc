"""What narrows the history: a search, a component, a field, a person, since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.history import Looked
from anchor_app.services.reading_history import NOBODY
from anchor_app.ui import theme
from anchor_app.ui.widgets.filter_box import FilterBox
from anchor_app.ui.widgets.folding_filters import FoldingFilters
from anchor_app.ui.widgets.text import one_line

_REST_MS = 250
_LONGEST = 48
"""Characters of a choice."""
_WIDEST = 205
"""Pixels of a box at 100 % text: all of them fit in one row of an ordinary window."""
_FIELDS: Mapping[str, str] = {
    "": "All fields", "status": "Status", "mark": "Mark", "summary": "Evidence summary", "note": "Note",
    "reason": "Reason", "lead": "Lead", "focus": "Focus", "look_again": "Look at again", "review_by": "Review date",
    "title": "Title"}
_SINCE: Mapping[int, str] = {0: "Any time", 1: "Today", 7: "Last 7 days", 31: "Last 31 days", 366: "Last 12 months"}
_ALL_PEOPLE = "All people"


class HistoryFilters(FoldingFilters):
    """`changed` comes a moment after a person narrowed or widened what is looked for.

    `unfolded(is_open)` says when the button was pressed behind which the choices stand.
    """

    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Search the history", 220, _REST_MS, parent)
        for box in self._boxes:
            box.activated.connect(lambda _: self._on_touched())
        self.fold_button.toggled.connect(self._on_folded)

    def _make_choices(self) -> Sequence[QWidget]:
        self.component_box = FilterBox("Component", {}, self)
        self.field_box = FilterBox("Field", _FIELDS, self)
        self.person_box = FilterBox("Person", {None: _ALL_PEOPLE}, self)
        self.since_box = FilterBox("Since", _SINCE, self)
        self._boxes = (self.component_box, self.field_box, self.person_box, self.since_box)
        for box in self._boxes:
            box.setMaximumWidth(theme.look().px(_WIDEST))
        return self._boxes

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed."""
        return not (self.search_line.text().strip() or self._chosen)

    @property
    def is_open(self) -> bool:
        """Whether the boxes stand in the place of what they narrow."""
        return self._is_short and self.fold_button.isChecked()

    @property
    def _chosen(self) -> int:
        """How many boxes narrow something; the first choice of each narrows nothing."""
        return sum(box.currentIndex() > 0 for box in self._boxes)

    def looked(self, assessment: Assessment, today: date) -> Looked:
        """What is looked for, of all that bears on an assessment."""
        days = self.since_box.currentData()
        return Looked(frozenset((assessment.id, assessment.organisation)), assessment.id,
                      self.component_box.currentData() or "", self.field_box.currentData() or "",
                      today - timedelta(days=days - 1) if days else None, self.search_line.text(),
                      self.person_box.currentData())

    def show_people(self, names: Sequence[str]) -> None:
        """Offer the people there are, keeping the one that is chosen; looks again where that one is gone."""
        held = self.person_box.currentData()
        self.person_box.offer({None: _ALL_PEOPLE} | {name: one_line(name, _LONGEST) or NOBODY for name in names})
        if held is not None and held not in names:
            self._tell()

    def show_charter(self, charter: Charter | None) -> None:
        """Offer the components of a charter, keeping the one that is chosen."""
        self.component_box.offer({"": "All components"} | ({
            one.id: f"{one.id} {one.title}"[:_LONGEST] for one in charter.components.values()} if charter else {}))

    def show_component(self, component_id: str) -> None:
        """Look for one component, and for nothing else."""
        self.clear(tells=False)
        self.component_box.setCurrentIndex(max(0, self.component_box.findData(component_id)))
        self._tell()

    def _clear_choices(self) -> None:
        for box in self._boxes:
            box.setCurrentIndex(0)

    def _on_folded(self) -> None:
        self._arrange()
        self.unfolded.emit(self.is_open)

    def _arrange(self) -> None:
        is_open = not self._is_short or self.is_open
        self.fold_button.setVisible(self._is_short)
        self.fold_button.setText("Show the changes" if self.is_open else
                                 f"Filters ({self._chosen})" if self._chosen else "Filters")
        for box in self._boxes:
            box.setVisible(is_open)
        self.clear_button.setVisible(is_open and not self.is_everything)

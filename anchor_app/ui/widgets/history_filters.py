"""What narrows the history: a search, a component, a field, a person, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.history import Looked
from anchor_app.services.reading_history import NOBODY
from anchor_app.ui import theme
from anchor_app.ui.widgets.calm_combo import CalmCombo
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import one_line

_REST_MS = 250
_LONGEST = 48
"""Characters of a choice."""
_WIDEST = 205
"""Pixels of a box at 100 % text: all of them fit in one row of an ordinary window."""
_FIELDS = (("", "All fields"), ("status", "Status"), ("mark", "Mark"), ("summary", "Evidence summary"),
           ("note", "Note"), ("reason", "Reason"), ("lead", "Lead"), ("focus", "Focus"),
           ("look_again", "Look at again"), ("review_by", "Review date"), ("title", "Title"))
_SINCE = ((0, "Any time"), (1, "Today"), (7, "Last 7 days"), (31, "Last 31 days"), (366, "Last 12 months"))


class HistoryFilters(QWidget):
    """`changed` comes a moment after a person narrowed or widened what is looked for.

    Where there is little room (`set_short`) all but the search stand behind a button; `unfolded(is_open)` says when
    that was pressed.
    """

    changed = Signal()
    unfolded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._is_short = False
        self._build()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.changed)
        self.search_line.textChanged.connect(lambda _: self._on_touched())
        for box in self._boxes:
            box.activated.connect(lambda _: self._on_touched())
        self.clear_button.clicked.connect(self.clear)
        self.fold_button.toggled.connect(self._on_folded)
        self.show_people(())

    def _build(self) -> None:
        self.search_line = QLineEdit(self)
        self.search_line.setPlaceholderText("Search the history")
        self.search_line.setAccessibleName("Search the history")
        self.search_line.setMinimumWidth(theme.look().px(220))
        self.fold_button = QPushButton("Filters", self)
        self.fold_button.setCheckable(True)
        self.fold_button.hide()
        self.component_box = _box("Component", self)
        self.field_box = _box("Field", self)
        self.person_box = _box("Person", self)
        self.since_box = _box("Since", self)
        self._boxes = (self.component_box, self.field_box, self.person_box, self.since_box)
        for key, words in _FIELDS:
            self.field_box.addItem(words, key)
        for days, words in _SINCE:
            self.since_box.addItem(words, days)
        self.clear_button = QPushButton("Clear filters", self)
        self.clear_button.setProperty("kind", "quiet")
        self.clear_button.hide()
        flow = Flow(self, spacing=8)
        for widget in (self.search_line, self.fold_button, *self._boxes, self.clear_button):
            flow.addWidget(widget)

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
        held, box = self.person_box.currentData(), self.person_box
        wanted = [None, *names]
        if [box.itemData(at) for at in range(box.count())] == wanted:
            return
        box.clear()
        for name in wanted:
            box.addItem("All people" if name is None else one_line(name, _LONGEST) or NOBODY, name)
        box.setCurrentIndex(wanted.index(held) if held in wanted else 0)
        if held is not None and held not in names:
            self._tell()

    def set_short(self, is_short: bool) -> None:
        """Fold the boxes behind a button, or spread them out again."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._arrange()

    def show_charter(self, charter: Charter | None) -> None:
        """Offer the components of a charter, keeping the one that is chosen."""
        held, box = self.component_box.currentData(), self.component_box
        wanted = ["", *(charter.components if charter else ())]
        if [box.itemData(at) for at in range(box.count())] == wanted:
            return
        box.clear()
        box.addItem("All components", "")
        for one in charter.components.values() if charter else ():
            box.addItem(f"{one.id} {one.title}"[:_LONGEST], one.id)
        box.setCurrentIndex(max(0, box.findData(held)))

    def show_component(self, component_id: str) -> None:
        """Look for one component, and for nothing else."""
        self.clear(tells=False)
        self.component_box.setCurrentIndex(max(0, self.component_box.findData(component_id)))
        self._tell()

    def clear(self, *, tells: bool = True) -> None:
        """Narrow nothing."""
        self.search_line.blockSignals(True)
        self.search_line.clear()
        self.search_line.blockSignals(False)
        for box in self._boxes:
            box.setCurrentIndex(0)
        if tells:
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        self._arrange()
        self.changed.emit()

    def _on_touched(self) -> None:
        self._arrange()
        self._rest.start()

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


def _box(name: str, parent: QWidget) -> QComboBox:
    box = CalmCombo(parent)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(theme.look().px(_WIDEST))
    return box

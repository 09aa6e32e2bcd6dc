"""What narrows the history: a search, a component, a field, since when."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.history import Looked
from anchor_app.ui import theme
from anchor_app.ui.widgets.evidence_form import CalmCombo
from anchor_app.ui.widgets.layouts import Flow

_REST_MS = 250
_FIELDS = (("", "All fields"), ("status", "Status"), ("mark", "Mark"), ("summary", "Evidence summary"),
           ("note", "Note"), ("reason", "Reason"), ("lead", "Lead"), ("focus", "Focus"),
           ("look_again", "Look at again"), ("review_by", "Review date"), ("title", "Title"))
_SINCE = ((0, "Any time"), (1, "Today"), (7, "Last 7 days"), (31, "Last 31 days"), (366, "Last 12 months"))


class HistoryFilters(QWidget):
    """`changed` comes a moment after a person narrowed or widened what is looked for."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.search_line = QLineEdit(self)
        self.search_line.setPlaceholderText("Search the history")
        self.search_line.setAccessibleName("Search the history")
        self.search_line.setMinimumWidth(theme.look().px(220))
        self.component_box = _box("Component", self)
        self.field_box = _box("Field", self)
        self.since_box = _box("Since", self)
        for key, words in _FIELDS:
            self.field_box.addItem(words, key)
        for days, words in _SINCE:
            self.since_box.addItem(words, days)
        self.clear_button = QPushButton("Clear filters", self)
        self.clear_button.setProperty("kind", "quiet")
        self.clear_button.hide()
        flow = Flow(self, spacing=8)
        for widget in (self.search_line, self.component_box, self.field_box, self.since_box, self.clear_button):
            flow.addWidget(widget)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.changed)
        self.search_line.textChanged.connect(lambda _: self._on_touched())
        for box in (self.component_box, self.field_box, self.since_box):
            box.activated.connect(lambda _: self._on_touched())
        self.clear_button.clicked.connect(self.clear)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed."""
        return not (self.search_line.text().strip() or self.component_box.currentData()
                    or self.field_box.currentData() or self.since_box.currentData())

    def looked(self, assessment: Assessment, today: date) -> Looked:
        """What is looked for, of all that bears on an assessment."""
        days = self.since_box.currentData()
        return Looked(frozenset((assessment.id, assessment.organisation)), assessment.id,
                      self.component_box.currentData() or "", self.field_box.currentData() or "",
                      today - timedelta(days=days - 1) if days else None, self.search_line.text())

    def show_charter(self, charter: Charter | None) -> None:
        """Offer the components of a charter, keeping the one that is chosen."""
        held, box = self.component_box.currentData(), self.component_box
        wanted = ["", *(charter.components if charter else ())]
        if [box.itemData(at) for at in range(box.count())] == wanted:
            return
        box.clear()
        box.addItem("All components", "")
        for one in charter.components.values() if charter else ():
            box.addItem(f"{one.id} {one.title}"[:48], one.id)
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
        for box in (self.component_box, self.field_box, self.since_box):
            box.setCurrentIndex(0)
        if tells:
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        self.clear_button.setHidden(self.is_everything)
        self.changed.emit()

    def _on_touched(self) -> None:
        self.clear_button.setHidden(self.is_everything)
        self._rest.start()


def _box(name: str, parent: QWidget) -> QComboBox:
    box = CalmCombo(parent)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(theme.look().px(260))
    return box

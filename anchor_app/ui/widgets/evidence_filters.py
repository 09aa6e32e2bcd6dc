"""What narrows and orders the register: search, domain, kind, sensitivity, state, order."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.register import Column, Selection, Trait
from anchor_app.ui import theme
from anchor_app.ui.widgets.filter_box import FilterBox
from anchor_app.ui.widgets.layouts import Flow


class EvidenceFilters(QWidget):
    """A search field and choices; `changed` comes for what a person does, and for `show_selection`."""

    changed = Signal()
    order_changed = Signal(object, bool)
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.search_line = QLineEdit(self)
        self.search_line.setPlaceholderText("Search the evidence")
        self.search_line.setAccessibleName("Search the evidence")
        self.search_line.setMinimumWidth(theme.look().px(220))
        self.domain_box = FilterBox("Domain", {"": "All domains"}, self)
        self.kind_box = FilterBox("Kind", {"": "All kinds"} | {one.value: one.words for one in EvidenceKind}, self)
        self.sensitivity_box = FilterBox("Sensitivity", {"": "Any sensitivity"} | {
            one.value: one.words for one in Sensitivity}, self)
        self.state_box = FilterBox("State", {"": "Any state"} | {one.name: one.value for one in Trait}, self)
        self.order_box = FilterBox("Order", {one.name: f"By {one.value[:1].lower()}{one.value[1:]}" for one in Column},
                              self)
        self.direction_button = QPushButton("A to Z", self)
        self.direction_button.setCheckable(True)
        self.clear_button = QPushButton("Clear filters", self)
        self.clear_button.setProperty("kind", "quiet")
        self.clear_button.hide()
        flow = Flow(self, spacing=8)
        for widget in (self.search_line, *self._boxes(), self.order_box, self.direction_button, self.clear_button):
            flow.addWidget(widget)
        self.search_line.textChanged.connect(self.changed)
        for box in self._boxes():
            box.currentIndexChanged.connect(self.changed)
        self.order_box.activated.connect(self._on_order_changed)
        self.direction_button.clicked.connect(self._on_order_changed)
        self.clear_button.clicked.connect(self.clear_wanted)
        self.changed.connect(lambda: self.clear_button.setHidden(self.selection.is_everything))
        self._name_direction()

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self.domain_box, self.kind_box, self.sensitivity_box, self.state_box

    @property
    def selection(self) -> Selection:
        """What a person looks for."""
        kind, sensitivity = self.kind_box.currentData(), self.sensitivity_box.currentData()
        state = self.state_box.currentData()
        return Selection(self.search_line.text(), self.domain_box.currentData() or "",
                         EvidenceKind(kind) if kind else None, Sensitivity(sensitivity) if sensitivity else None,
                         Trait[state] if state else None)

    def show_charter(self, charter: Charter | None) -> None:
        """Offer the domains of a charter, keeping the one that is chosen."""
        self.domain_box.offer({"": "All domains"} | ({one.id: f"{one.number} {one.short_title}"
                                                      for one in charter.domains} if charter else {}))

    def show_selection(self, selection: Selection) -> None:
        """Put the fields to a selection."""
        pairs: list[tuple[QComboBox, Any]] = [
            (self.domain_box, selection.domain), (self.kind_box, selection.kind or ""),
            (self.sensitivity_box, selection.sensitivity or ""),
            (self.state_box, selection.trait.name if selection.trait else "")]
        self.blockSignals(True)
        self.search_line.setText(selection.search)
        for box, value in pairs:
            box.setCurrentIndex(max(0, box.findData(str(value))))
        self.blockSignals(False)
        self.changed.emit()

    def show_order(self, column: Column, is_descending: bool) -> None:
        """Show the order that the table is in."""
        self.order_box.setCurrentIndex(self.order_box.findData(column.name))
        self.direction_button.setChecked(is_descending)
        self._name_direction()

    def _on_order_changed(self) -> None:
        self._name_direction()
        self.order_changed.emit(Column[self.order_box.currentData()], self.direction_button.isChecked())

    def _name_direction(self) -> None:
        is_down = self.direction_button.isChecked()
        self.direction_button.setText("Descending" if is_down else "Ascending")
        self.direction_button.setAccessibleName(f"Order: {'descending' if is_down else 'ascending'}")

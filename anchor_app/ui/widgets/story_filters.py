"""What narrows the library of good practice: words, a component, and whether a story may be shared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.ui import theme
from anchor_app.ui.widgets.filter_box import FilterBox
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import one_line

SHARED, KEPT = "shared", "kept"
_LONGEST = 44


class StoryFilters(QWidget):
    """`changed` comes for what a person does, and for `clear`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.search_line = QLineEdit(self)
        self.search_line.setPlaceholderText("Search the stories")
        self.search_line.setAccessibleName("Search the stories")
        self.search_line.setMinimumWidth(theme.look().px(220))
        self.component_box = FilterBox("Component", {"": "All components"}, self)
        # Titles are long: it stays as wide as its first choice.
        self.component_box.setSizeAdjustPolicy(FilterBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.share_box = FilterBox("Whether it may be shared", {
            "": "Shared or not", SHARED: "May be shared", KEPT: "Kept within"}, self)
        self.clear_button = QPushButton("Clear filters", self)
        self.clear_button.setProperty("kind", "quiet")
        self.clear_button.hide()
        flow = Flow(self, spacing=8)
        for widget in (self.search_line, self.component_box, self.share_box, self.clear_button):
            flow.addWidget(widget)
        self.search_line.textChanged.connect(self._on_changed)
        self.component_box.currentIndexChanged.connect(self._on_changed)
        self.share_box.currentIndexChanged.connect(self._on_changed)
        self.clear_button.clicked.connect(self.clear)

    @property
    def search(self) -> str:
        """The words that are looked for."""
        return self.search_line.text()

    @property
    def component(self) -> str:
        """The component that is looked for; "" for any."""
        return self.component_box.currentData() or ""

    @property
    def share(self) -> str:
        """SHARED, KEPT, or "" for either."""
        return self.share_box.currentData() or ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is narrowed."""
        return not (self.search.strip() or self.component or self.share)

    def show_charter(self, charter: Charter | None) -> None:
        """Offer the components of a charter, keeping the one that is chosen."""
        self.component_box.offer({"": "All components"} | (
            {one.id: one_line(f"{one.id} {one.title}", _LONGEST) for one in charter} if charter else {}))

    def clear(self) -> None:
        """Narrow nothing."""
        self.blockSignals(True)
        self.search_line.clear()
        for box in (self.component_box, self.share_box):
            box.setCurrentIndex(0)
        self.blockSignals(False)
        self._on_changed()

    def _on_changed(self) -> None:
        self.clear_button.setHidden(self.is_everything)
        self.changed.emit()

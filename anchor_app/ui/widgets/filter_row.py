"""A search and what else narrows a list, folded behind a button where there is little height."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from anchor_app.ui import icons, theme
from anchor_app.ui.widgets.layouts import Flow

_LINES = 16
"""Lines of text in the height of a view below which its filters fold."""


class FilterRow(QWidget):
    """The search is always there; the other parts flow behind it, or open by `fold_button`."""

    def __init__(self, search_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._parts: list[QWidget] = []
        self.search_line = QLineEdit(self)
        self.search_line.setPlaceholderText(search_words)
        self.search_line.setAccessibleName(search_words)
        self.search_line.setMinimumWidth(theme.look().px(240))
        self.fold_button = QPushButton("More", self)
        self.fold_button.setCheckable(True)
        self.fold_button.setAccessibleDescription("Filters, and what else can be done here")
        icons.dress(self.fold_button, "filter")
        self._flow = Flow(self, spacing=10)
        self._flow.addWidget(self.search_line)
        self._flow.addWidget(self.fold_button)
        self.fold_button.toggled.connect(lambda _: self._arrange())
        self.fold_button.hide()

    def add(self, part: QWidget) -> None:
        """Add what else there is."""
        self._parts.append(part)
        self._flow.addWidget(part)
        self._arrange()

    def fit(self, height: int) -> None:
        """Fold or unfold for the height of the view, in pixels."""
        is_tight = height < _LINES * self.fontMetrics().height()
        if is_tight == self.fold_button.isHidden():
            self.fold_button.setVisible(is_tight)
            self._arrange()

    @property
    def is_folded(self) -> bool:
        """Whether the other parts are out of sight."""
        return not self.fold_button.isHidden() and not self.fold_button.isChecked()

    def _arrange(self) -> None:
        for part in self._parts:
            part.setVisible(not self.is_folded)

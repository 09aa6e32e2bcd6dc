"""A search and choices that narrow a list, folded behind a button where there is little room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from anchor_app.ui import theme
from anchor_app.ui.widgets.layouts import Flow


class FoldingFilters(QWidget):
    """`changed` comes `rest` milliseconds after typing, at once for `clear`, and whenever a subclass tells.

    Where there is little room (`set_short`) all but the search stand behind `fold_button`. A subclass makes the
    choices, empties them, and says in `_arrange` which parts are seen.
    """

    changed = Signal()

    def __init__(self, words: str, narrowest: int, rest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._is_short = False
        self.search_line = QLineEdit(self)
        self.search_line.setPlaceholderText(words)
        self.search_line.setAccessibleName(words)
        self.search_line.setMinimumWidth(theme.look().px(narrowest))
        self.fold_button = QPushButton("Filters", self)
        self.fold_button.setCheckable(True)
        choices = self._make_choices()
        self.clear_button = QPushButton("Clear filters", self)
        self.clear_button.setProperty("kind", "quiet")
        flow = Flow(self, spacing=8)
        for widget in (self.search_line, self.fold_button, *choices, self.clear_button):
            flow.addWidget(widget)
        self._rest = QTimer(self, singleShot=True, interval=rest)
        self._rest.timeout.connect(self.changed)
        self.search_line.textChanged.connect(self._on_touched)
        self.clear_button.clicked.connect(self.clear)
        self._arrange()

    def _make_choices(self) -> Sequence[QWidget]:
        """Make the parts between the search and the button that clears, in their order."""
        raise NotImplementedError

    def _clear_choices(self) -> None:
        """Choose what narrows nothing."""
        raise NotImplementedError

    def _arrange(self) -> None:
        """Show the parts that are wanted, and how many choices narrow."""
        raise NotImplementedError

    def set_short(self, is_short: bool) -> None:
        """Fold the choices behind a button, or spread them out again."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._arrange()

    def clear(self, *, tells: bool = True) -> None:
        """Narrow nothing."""
        self.search_line.blockSignals(True)
        self.search_line.clear()
        self.search_line.blockSignals(False)
        self._clear_choices()
        if tells:
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        self._arrange()
        self.changed.emit()

    def _on_touched(self) -> None:
        self._arrange()
        self._rest.start()

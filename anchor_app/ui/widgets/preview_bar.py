"""Where one is in a paged preview, and the buttons that turn pages and zoom."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from anchor_app.ui import icons
from anchor_app.ui.widgets.preview_pages import PagesView
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip


class PreviewBar(QWidget):
    """Buttons for a PagesView: previous and next page, smaller, larger, fit the width."""

    def __init__(self, view: PagesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._view = view
        self.previous_button = self._button("", "Previous page", "previous")
        self.place_label = PlainLabel("", "soft", self, wraps=False)
        self.next_button = self._button("", "Next page", "next")
        self.smaller_button = self._button("\N{MINUS SIGN}", "Smaller")
        self.larger_button = self._button("+", "Larger")
        self.fit_button = self._button("Fit", "Fit the width")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.previous_button, self.place_label, self.next_button):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.smaller_button, self.larger_button, self.fit_button):
            row.addWidget(widget)
        self.previous_button.clicked.connect(lambda: view.go_to(view.page - 1))
        self.next_button.clicked.connect(lambda: view.go_to(view.page + 1))
        self.smaller_button.clicked.connect(view.zoom_out)
        self.larger_button.clicked.connect(view.zoom_in)
        self.fit_button.clicked.connect(view.fit_width)
        view.place_changed.connect(self._on_place_changed)
        self._on_place_changed(0, 0)

    def _button(self, words: str, name: str, icon: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(name)
        plain_tooltip(button, name)
        if icon:
            icons.dress(button, icon, size=16)
        return button

    def _on_place_changed(self, page: int, count: int) -> None:
        self.place_label.setText(f"Page {page + 1} of {count}" if count else "")
        self.previous_button.setEnabled(page > 0)
        self.next_button.setEnabled(page + 1 < count)
        for button in (self.smaller_button, self.larger_button, self.fit_button):
            button.setEnabled(count > 0)
        is_paged = count > 1
        for widget in (self.previous_button, self.place_label, self.next_button):
            widget.setVisible(is_paged)

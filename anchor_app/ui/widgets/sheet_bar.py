"""What can be done with the reporting sheet: which one, where in it, how large, and getting it out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from anchor_app.ui import icons
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.preview_bar import PreviewBar
from anchor_app.ui.widgets.preview_pages import PagesView
from anchor_app.ui.widgets.status import Segments

FILLED, BLANK = "filled", "blank"


class SheetBar(QWidget):
    """Filled or blank, pages and zoom of a view, and the buttons to save, print, and send the answers."""

    blank_chosen = Signal(bool)
    save_wanted = Signal()
    print_wanted = Signal()
    send_wanted = Signal()

    def __init__(self, view: PagesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self.kind_choice = Segments({FILLED: "Filled", BLANK: "Blank"}, self)
        self.kind_choice.setAccessibleName("Which sheet")
        self.kind_choice.button(FILLED).setAccessibleName("Filled with the answers")
        self.kind_choice.button(BLANK).setAccessibleName("Blank, for filling in by hand")
        self.kind_choice.show_choice(FILLED)
        self.preview_bar = PreviewBar(view, self)
        self.save_button = QPushButton("Save as PDF…", self)
        self.save_button.setProperty("kind", "primary")
        icons.dress(self.save_button, "download", ink="card")
        self.print_button = QPushButton("Print…", self)
        icons.dress(self.print_button, "print")
        self.send_button = QPushButton("Send a pack…", self)
        icons.dress(self.send_button, "send")
        flow = Flow(self, spacing=12)
        for widget in (self.kind_choice, self.preview_bar, self.save_button, self.print_button, self.send_button):
            flow.addWidget(widget)
        self.kind_choice.chosen.connect(lambda value: self.blank_chosen.emit(value == BLANK))
        self.save_button.clicked.connect(self.save_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.send_button.clicked.connect(self.send_wanted)

    def set_ready(self, is_ready: bool) -> None:
        """Let the sheet be saved and printed, or not yet."""
        self.save_button.setEnabled(is_ready)
        self.print_button.setEnabled(is_ready)

"""What stands in place of the register while it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from anchor_app.domain.brief import brief_line
from anchor_app.domain.register import Selection
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel


class EmptyRegister(Card):
    """Says why nothing is shown, and what to do: clear the filters, or attach the first files."""

    clear_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words_label = PlainLabel("", "text", self)
        self.clear_button = QPushButton("Clear filters", self)
        self.files_button = QPushButton("Choose files…", self)
        flow = Flow()
        flow.addWidget(self.clear_button)
        flow.addWidget(self.files_button)
        self.body.addWidget(self.words_label)
        self.body.addLayout(flow)
        self.clear_button.clicked.connect(self.clear_wanted)
        self.files_button.clicked.connect(self.files_wanted)

    def explain(self, selection: Selection, total: int) -> None:
        """Explain why nothing of so many pieces is shown."""
        self.clear_button.setVisible(total > 0)
        self.files_button.setVisible(total == 0)
        if not total:
            self.set_title("No evidence yet")
            self.words_label.setText(
                "Evidence shows that a component is fulfilled: a document, a figure, an account or a link. "
                "Drop files or folders on this page, paste a picture, or choose Add evidence.")
            return
        search = brief_line(selection.search)
        shown = f"“{search}”" if search else ""
        has_filters = not Selection(domain=selection.domain, kind=selection.kind, trait=selection.trait,
                                    sensitivity=selection.sensitivity).is_everything
        why = " and ".join(part for part in (shown, "the filters that are set" if has_filters else "") if part)
        self.set_title("Nothing matches")
        self.words_label.setText(f"No piece of evidence matches {why}.")

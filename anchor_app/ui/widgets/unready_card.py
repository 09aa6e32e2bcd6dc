"""What looks unready before a signature: each reason, with its components one click away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.signing import Gap
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip

_READY = "Nothing looks unready: every component is answered, and what is fulfilled has current evidence."


class UnreadyCard(Card):
    """Gaps in a list. `component_requested(id)`."""

    component_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What looks unready", "none of it stops you from signing", parent)
        self.ready_label = PlainLabel(_READY, "soft", self)
        self.body.addWidget(self.ready_label)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.links: dict[str, list[QPushButton]] = {}
        self._shown: tuple[Gap, ...] | None = None

    def show_gaps(self, found: tuple[Gap, ...], charter: Charter) -> None:
        """Show what was found, each component by its number."""
        if found == self._shown:
            return
        self._shown, self.links = found, {}
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.ready_label.setVisible(not found)
        for at, gap in enumerate(found):
            if at:
                self._list.addWidget(rule(self))
            self._list.addWidget(self._part(gap, charter))

    def _part(self, gap: Gap, charter: Charter) -> QWidget:
        part = QWidget(self)
        part.setProperty("role", "bare")
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        count = len(gap.components)
        column.addWidget(PlainLabel(f"{count} {gap.why.words(count)}", "strong", part))
        flow = Flow(spacing=4)
        self.links[gap.why.name] = []
        for key in gap.components:
            button = QPushButton(key, part)
            button.setProperty("kind", "link")
            title = charter.components[key].title if key in charter.components else key
            button.setAccessibleName(f"Go to {key} {title}")
            plain_tooltip(button, title)
            button.clicked.connect(lambda _=False, key=key: self.component_requested.emit(key))
            self.links[gap.why.name].append(button)
            flow.addWidget(button)
        column.addLayout(flow)
        return part

"""What looks unready before a signature: each reason, with its components one click away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from anchor_app.domain.charter import Charter
from anchor_app.domain.signing import Gap
from anchor_app.ui.widgets.card import Card, rule
from anchor_app.ui.widgets.layouts import Flow
from anchor_app.ui.widgets.text import PlainLabel, plain_tooltip

_READY = "Nothing looks unready: every component is answered, and what is fulfilled has current evidence."

_MOST_TITLED = 6
"""Components of one reason up to which their titles are shown as well."""


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
        """Show what was found, each component by its number, and by its title too where they are few."""
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
        titles = {key: charter.components[key].title if key in charter.components else key for key in gap.components}
        self.links[gap.why.name] = links = [self._link(key, title, part) for key, title in titles.items()]
        column.addLayout(_titled(links, titles) if count <= _MOST_TITLED else _in_a_row(links))
        return part

    def _link(self, key: str, title: str, parent: QWidget) -> QPushButton:
        button = QPushButton(key, parent)
        button.setProperty("kind", "link")
        button.setAccessibleName(f"Go to {key} {title}")
        plain_tooltip(button, title)
        button.clicked.connect(lambda _=False, key=key: self.component_requested.emit(key))
        return button


def _titled(links: list[QPushButton], titles: dict[str, str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for at, (button, title) in enumerate(zip(links, titles.values(), strict=True)):
        grid.addWidget(button, at, 0)
        grid.addWidget(PlainLabel(title, "text", button.parentWidget()), at, 1)
    return grid


def _in_a_row(links: list[QPushButton]) -> Flow:
    flow = Flow(spacing=4)
    for button in links:
        flow.addWidget(button)
    return flow

"""Progress per domain as pictures, as many in a row as fit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.ui.widgets.card import Card
from anchor_app.ui.widgets.domain_picture import DomainPicture

_TILE = 17
"""Average characters of width that a picture needs."""


class PictureCard(Card):
    """A picture for each domain; `domain_requested(id)` when one is pressed."""

    domain_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Progress by domain", "thick: fulfilled · half: working towards · thin: not yet", parent)
        self.pictures: list[DomainPicture] = []
        self._ids: list[str] = []
        self._columns = 0
        holder = QWidget(self)
        holder.setProperty("role", "bare")
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.body.addWidget(holder)

    def show_progress(self, charter: Charter, assessment: Assessment) -> None:
        """Show where every domain stands."""
        self._ids = [domain.id for domain in charter.domains]
        while len(self.pictures) > len(charter.domains):
            self.pictures.pop().deleteLater()
            self._columns = 0
        while len(self.pictures) < len(charter.domains):
            picture = DomainPicture(self)
            picture.clicked.connect(partial(self._on_pressed, len(self.pictures)))
            self.pictures.append(picture)
            self._columns = 0
        for picture, domain in zip(self.pictures, charter.domains, strict=True):
            picture.show_domain(domain.short_title,
                                tuple(assessment.component(one.id).status for one in domain.components))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_grid"):
            self._arrange()

    def _on_pressed(self, at: int) -> None:
        self.domain_requested.emit(self._ids[at])

    def _arrange(self) -> None:
        fitting = max(1, self.width() // (_TILE * max(1, self.fontMetrics().averageCharWidth())))
        count = max(1, len(self.pictures))
        rows = -(-count // min(fitting, count))
        columns = -(-count // rows)
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, picture in enumerate(self.pictures):
            self._grid.addWidget(picture, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

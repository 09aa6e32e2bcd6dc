"""Reports: the annual report, the certificate and other papers."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from anchor_app.ui.hub import Hub
from anchor_app.ui.pages.fresh_page import FreshPage
from anchor_app.ui.widgets.layouts import PageScroll
from anchor_app.ui.widgets.text import PlainLabel


class ReportsPage(FreshPage):
    """Shows the annual report, the certificate and other papers."""

    title = "Reports"
    kinds: ClassVar = ("assessment", "organisation")

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = PageScroll(self)
        outer.addWidget(scroll)
        scroll.column.addWidget(PlainLabel(self.title, "page", self))
        scroll.column.addStretch(1)
        self.follow()

    def show_held(self) -> None:
        """Show what is held now."""

"""How windows over the window are laid out: what is filled in scrolls, and the buttons stand below a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from anchor_app.ui import theme
from anchor_app.ui.widgets.layouts import PageScroll

_SHARE = 0.9
"""How much of the screen's width and height a dialog takes at most."""


def add_scroll(dialog: QDialog) -> QVBoxLayout:
    """Give a dialog the part that scrolls; its column is returned to be filled, before `add_foot`."""
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    scroll = PageScroll(dialog)
    outer.addWidget(scroll, 1)
    return scroll.column


def add_foot(dialog: QDialog, left: Iterable[QPushButton], right: Iterable[QPushButton]) -> None:
    """Give a dialog with `add_scroll` its line, and its buttons at both ends."""
    outer = dialog.layout()
    assert isinstance(outer, QVBoxLayout)
    line = QFrame(dialog)
    line.setProperty("kind", "rule")
    outer.addWidget(line)
    foot = QHBoxLayout()
    foot.setContentsMargins(24, 12, 24, 12)
    foot.setSpacing(10)
    for button in left:
        foot.addWidget(button)
    foot.addStretch(1)
    for button in right:
        foot.addWidget(button)
    outer.addLayout(foot)


def fit_screen(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog so many pixels at 100 % text, or as many as its screen has room for."""
    px, screen = theme.look().px, dialog.screen().availableGeometry()
    dialog.resize(min(px(width), int(screen.width() * _SHARE)), min(px(height), int(screen.height() * _SHARE)))

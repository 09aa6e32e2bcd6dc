"""A button that names what is chosen, and opens a list that can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from anchor_app.ui.widgets.menu_button import MenuButton

if TYPE_CHECKING:
    from anchor_app.ui.widgets.find_popup import FindPopup

MOST_IN_A_MENU = 15
"""Choices up to which a menu is quicker than a search."""


class FindButton(MenuButton):
    """`chosen(key)`, and `other_wanted` where `other` names something beside the choices."""

    chosen = Signal(str)
    other_wanted = Signal()

    def __init__(self, subject: str, parent: QWidget | None = None, *, narrowest: int = 16) -> None:
        super().__init__(subject, parent, narrowest=narrowest)
        self._choices: Sequence[tuple[str, str]] = ()
        self._current = self._other = ""
        self._menu = self.menu()
        self.popup: FindPopup | None = None
        self.clicked.connect(self._open)

    def find_among(self, choices: Sequence[tuple[str, str]], current: str, other: str = "") -> None:
        """Offer keys with their words in a list to search, instead of the menu."""
        self._choices, self._current, self._other = choices, current, other
        self.setMenu(None)  # type: ignore[arg-type]

    def use_menu(self) -> None:
        """Offer the menu again."""
        self._choices = ()
        self.setMenu(self._menu)

    def _open(self) -> None:
        if not self._choices:
            return
        from anchor_app.ui.widgets.find_popup import FindPopup

        popup = FindPopup(self._subject, self._choices, self._current, self, self._other)
        popup.chosen.connect(self.chosen)
        popup.other_wanted.connect(self.other_wanted)
        popup.destroyed.connect(self._on_closed)
        self.popup = popup
        popup.open_under(self)

    def _on_closed(self) -> None:
        self.popup = None

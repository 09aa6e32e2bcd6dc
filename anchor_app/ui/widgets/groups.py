"""Groups of buttons of which one is chosen: one stop for Tab, arrow keys inside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup


def stop_at_the_chosen(group: QButtonGroup) -> None:
    """Let Tab stop at the chosen button of a group and pass over the others; at the first when none is chosen."""
    buttons = group.buttons()
    stop = group.checkedButton() or (buttons[0] if buttons else None)
    for button in buttons:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)


def keep_one_stop(group: QButtonGroup) -> None:
    """Do so now and whenever another button is chosen; Qt itself does it only for a choice made by keyboard."""
    group.idToggled.connect(lambda *_: stop_at_the_chosen(group))
    stop_at_the_chosen(group)

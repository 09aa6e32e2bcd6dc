"""How an action stands, as a menu: on its card, and as a button that names what is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QMenu, QWidget

from anchor_app.domain.action import ActionStatus
from anchor_app.ui import theme
from anchor_app.ui.widgets.menu_button import MenuButton
from anchor_app.ui.widgets.shapes import shape_icon
from anchor_app.ui.widgets.status import action_shape

_SIDE = 16


def fill_statuses(menu: QMenu, held: ActionStatus | None, choose: Callable[[ActionStatus], object], *,
                  is_enabled: bool = True) -> None:
    """Add every status with its shape to a menu, the held one ticked."""
    for status in ActionStatus:
        entry = menu.addAction(shape_icon(action_shape(status), theme.look().px(_SIDE)),
                               f"{status.words} ✓" if status is held else status.words)
        entry.setEnabled(is_enabled)
        entry.triggered.connect(lambda _=False, status=status: choose(status))


class StatusMenu(MenuButton):
    """Names how an action stands, with its shape; `chosen(status)` is a wish, the answer comes by `set_status`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Status", parent)
        self.held: ActionStatus | None = None
        self.menu().aboutToShow.connect(self._fill)
        self.set_status(ActionStatus.NOT_STARTED)

    def set_status(self, status: ActionStatus) -> None:
        """Show the status that is held."""
        self.held = status
        self.show_words(status.words)
        self._draw()
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "held"):
            self._draw()

    def _draw(self) -> None:
        if self.held is not None:
            side = theme.look().px(_SIDE)
            self.setIcon(shape_icon(action_shape(self.held), side))
            self.setIconSize(QSize(side + side // 3, side))

    def _fill(self) -> None:
        self.menu().clear()
        fill_statuses(self.menu(), self.held, self.chosen.emit)

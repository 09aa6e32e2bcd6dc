"""Where the window was: kept in the settings, and used again only when it is on a screen that is there."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from anchor_app.services.settings import Settings


def geometry_of(window: QMainWindow) -> str:
    """The window's place and size as the settings keep it."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore(window: QMainWindow, settings: Settings) -> None:
    """Put the window where it was, unless that is off every screen or makes no sense."""
    if not settings.window_geometry:
        return
    kept = window.geometry()
    data = QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore"))
    if not window.restoreGeometry(data):
        return
    title_bar = window.geometry().adjusted(40, 0, -40, 0)
    if not any(screen.availableGeometry().intersects(title_bar) for screen in QGuiApplication.screens()):
        window.setGeometry(kept)

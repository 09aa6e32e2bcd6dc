"""Icons: drawings of the product's own, in whatever colour the look asks for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from anchor_app import resources

_NAME, _INK, _SIZE = "icon_name", "icon_ink", "icon_size"
_SHARPNESS = 2
"""Pixels drawn for each pixel of layout, so that icons stay sharp on dense screens."""


@cache
def drawing(name: str) -> bytes:
    """The SVG of an icon; its lines are drawn in currentColor."""
    return (resources.icons() / f"{name}.svg").read_bytes()


@cache
def _tinted(name: str, ink: str) -> QSvgRenderer:
    """An icon read in one colour, which takes longer than painting it."""
    renderer = QSvgRenderer(QByteArray(drawing(name).replace(b"currentColor", ink.encode())))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


def paint(painter: QPainter, name: str, area: QRectF, ink: QColor) -> None:
    """Paint an icon into an area, in one colour."""
    _tinted(name, ink.name()).render(painter, area)


def pixmap(name: str, size: int, ink: QColor) -> QPixmap:
    """An icon as a square picture of that many pixels."""
    picture = QPixmap(size * _SHARPNESS, size * _SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, size * _SHARPNESS, size * _SHARPNESS), ink)
    painter.end()
    picture.setDevicePixelRatio(_SHARPNESS)
    return picture


def icon(name: str, ink: str = "accent", size: int = 18) -> QIcon:
    """An icon in the colour of a token and, disabled, in soft ink; `size` is in pixels at 100 % text."""
    from anchor_app.ui import theme

    pixels = theme.look().px(size)
    made = QIcon(pixmap(name, pixels, theme.colour(ink)))
    made.addPixmap(pixmap(name, pixels, theme.colour("soft_ink")), QIcon.Mode.Disabled)
    return made


def dress(button: QAbstractButton, name: str, ink: str = "accent", size: int = 18) -> None:
    """Give a button an icon that follows every later change of the look."""
    button.setProperty(_NAME, name)
    button.setProperty(_INK, ink)
    button.setProperty(_SIZE, size)
    _dress(button)


def dress_again(app: QApplication) -> None:
    """Draw the icons of all dressed buttons again, in the look in force."""
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton) and widget.property(_NAME):
            _dress(widget)


def _dress(button: QAbstractButton) -> None:
    from anchor_app.ui import theme

    made = icon(button.property(_NAME), button.property(_INK), button.property(_SIZE))
    button.setIcon(made)
    side = theme.look().px(button.property(_SIZE))
    button.setIconSize(QSize(side, side))


def app_icon() -> QIcon:
    """The application's own icon, in its own colours."""
    picture = QPixmap(256, 256)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing("anchor"))).render(painter)
    painter.end()
    return QIcon(picture)

"""Heat: the ground of a cell by the share that is fulfilled, always with an ink that can be read on it."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from anchor_app.design import Palette

_STEPS = ((0.0, 0.0), (1 / 3, 0.14), (1 / 2, 0.3), (0.999, 0.5), (1.0, 1.0))
"""Up to that share, so much of the accent is mixed into the card's colour."""


@lru_cache(maxsize=256)
def heat(counted: int, of: int, palette: Palette, is_contrast: bool = False) -> tuple[QColor, QColor]:
    """The ground and the ink of a cell; in high contrast only a full one has a ground of its own."""
    share = counted / of if of else 0.0
    if is_contrast:
        is_full = share >= 1
        return QColor(palette.ink if is_full else palette.card), QColor(palette.card if is_full else palette.ink)
    strength = next(strength for most, strength in _STEPS if share <= most + 1e-9)
    ground = mixed(QColor(palette.card), QColor(palette.accent.ink), strength)
    inks = (QColor(palette.ink), QColor(palette.card), QColor(palette.ground))
    return ground, max(inks, key=lambda ink: contrast(ink, ground))


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """The colour between two that has that share of the other."""
    def between(near: int, far: int) -> int:
        return round(near + (far - near) * share)

    return QColor(between(one.red(), other.red()), between(one.green(), other.green()),
                  between(one.blue(), other.blue()))


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours can be told apart, from 1 to 21, as WCAG 2 counts it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())

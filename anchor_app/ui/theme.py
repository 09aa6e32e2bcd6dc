"""The appearance of the window: which colours and text size are in force, and how the application takes them on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from anchor_app import design, resources
from anchor_app.design import Palette, Tone
from anchor_app.ui import icons
from anchor_app.ui.style_sheet import style_sheet

SMALLEST_SCALE, LARGEST_SCALE = 1.0, 2.0

_FACES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf",
          "DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
_PROPERTY = "look"

HIGH_CONTRAST = Palette(
    ground="#000000", card="#000000", line="#FFFFFF", ink="#FFFFFF", soft_ink="#FFFFFF",
    accent=Tone("#FFE500", "#000000"), good=Tone("#FFFFFF", "#000000"), warning=Tone("#FFE500", "#000000"),
    levels=(Tone("#FFFFFF", "#000000"),), side_bar="#000000")
"""For somebody who asks for high contrast where the system has no colours of its own for it."""


class Scheme(StrEnum):
    """The appearance a person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "high-contrast"

    @property
    def words(self) -> str:
        """The scheme as people read it."""
        return {Scheme.SYSTEM: "Same as the system", Scheme.LIGHT: "Light", Scheme.DARK: "Dark",
                Scheme.CONTRAST: "High contrast"}[self]


@dataclass(frozen=True, slots=True)
class Look:
    """What is in force: the colours, whether they are for high contrast, and the scale of text (1 is 100 %)."""

    palette: Palette = design.LIGHT
    is_contrast: bool = False
    scale: float = 1.0

    def px(self, size: float) -> int:
        """A length in pixels at 100 % text, grown with the text."""
        return max(1, round(size * self.scale))

    def level_tone(self, rank: int, of: int) -> Tone:
        """The tone of the level of that rank (1 is the lowest); soft ink for rank 0, no level."""
        if rank < 1 or self.is_contrast:
            return Tone(self.palette.soft_ink, self.palette.card)
        return design.level_tone(rank - 1, of, self.palette)


def look() -> Look:
    """The look in force; the light one before any was applied."""
    app = QCoreApplication.instance()
    held = app.property(_PROPERTY) if app is not None else None
    return held if isinstance(held, Look) else Look()


def colour(name: str) -> QColor:
    """A colour by its token: ground, card, line, ink, soft_ink, side_bar, accent, good, warning, or accent_tint …"""
    palette = look().palette
    if name.endswith("_tint"):
        return QColor(getattr(palette, name.removesuffix("_tint")).tint)
    value = getattr(palette, name)
    return QColor(value.ink if isinstance(value, Tone) else value)


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, text_scale: float = 1.0) -> None:
    """Put a scheme and text scale into force, now and for everything that is shown already."""
    palette, is_contrast = _resolved(app, scheme)
    wanted = Look(palette, is_contrast, min(max(text_scale, SMALLEST_SCALE), LARGEST_SCALE))
    app.setProperty(_PROPERTY, wanted)
    app.setPalette(_qt_palette(palette))
    font = QFont([design.FAMILY, design.FALLBACK_FAMILY])
    font.setPixelSize(wanted.px(design.TEXT.size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setStyleSheet(style_sheet(wanted.palette, wanted.scale, wanted.is_contrast))
    icons.dress_again(app)


def load_fonts() -> None:
    """Make the shipped typefaces known to the application."""
    folder = resources.fonts()
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(folder / face))


class Appearance(QObject):
    """Keeps an application in the look a person asked for, and follows the system when that is what they asked."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.scheme, self.text_scale = Scheme.SYSTEM, 1.0
        self._system_palette = QPalette(app.palette())
        app.setStyle("Fusion")
        load_fonts()
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def apply(self, scheme: Scheme, text_scale: float) -> None:
        """Put a scheme and text scale into force."""
        self.scheme, self.text_scale = scheme, text_scale
        apply(self._app, scheme, text_scale)
        self.changed.emit()

    def _on_system_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self.apply(self.scheme, self.text_scale)


def _resolved(app: QApplication, scheme: Scheme) -> tuple[Palette, bool]:
    if scheme is Scheme.CONTRAST:
        return HIGH_CONTRAST, True
    if scheme is Scheme.SYSTEM:
        hints = app.styleHints()
        access = hints.accessibility()
        if access.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return system_contrast(app.style().standardPalette()), True
        scheme = Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT
    return (design.DARK if scheme is Scheme.DARK else design.LIGHT), False


def system_contrast(system: QPalette) -> Palette:
    """The system's own high-contrast colours as a palette: text on its ground, its highlight for what is chosen."""
    def name(role: QPalette.ColorRole) -> str:
        return system.color(QPalette.ColorGroup.Active, role).name().upper()

    role = QPalette.ColorRole
    ground, ink = name(role.Window), name(role.WindowText)
    accent = name(role.Link)
    tone = Tone(ink, ground)
    return Palette(ground, ground, ink, ink, ink, Tone(accent, ground), tone, tone, (tone,), ground)


def _qt_palette(tokens: Palette) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    ink, soft, card = QColor(tokens.ink), QColor(tokens.soft_ink), QColor(tokens.card)
    wanted = {
        role.Window: QColor(tokens.ground), role.WindowText: ink, role.Base: card, role.Text: ink,
        role.AlternateBase: QColor(tokens.ground), role.Button: card, role.ButtonText: ink,
        role.BrightText: ink, role.ToolTipBase: card, role.ToolTipText: ink,
        role.PlaceholderText: soft, role.Highlight: QColor(tokens.accent.ink), role.HighlightedText: card,
        role.Link: QColor(tokens.accent.ink), role.LinkVisited: QColor(tokens.accent.ink),
        role.Accent: QColor(tokens.accent.ink), role.Light: card, role.Midlight: QColor(tokens.line),
        role.Mid: QColor(tokens.line), role.Dark: soft, role.Shadow: soft,
    }
    palette = QPalette()
    for which, value in wanted.items():
        palette.setColor(which, value)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, soft)
    return palette

"""Labels for people's words: always plain text, and never cut without a way to read the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

ROLES = ("page", "card", "text", "soft", "hint", "caption", "strong")
_SPACE = "\u200b"
_MARKUP: Final = frozenset("&<>\"'")
_COMFORTABLE = 90
"""Characters in the widest line that a label asks for of itself."""


class PlainLabel(QLabel):
    """Text that is shown as it was written, whatever it holds, and wraps."""

    def __init__(self, text: str = "", role: str = "text", parent: QWidget | None = None, *,
                 wraps: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("role", role)
        self.setText(text)
        if wraps:
            # Without this a wrapped label asks for a near-square shape and pushes its neighbours aside.
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self.setMinimumWidth(1)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text; words longer than a line break where they must."""
        super().setText(breakable(text) if self.wordWrap() else text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its longest line, up to a comfortable line of text, so that neighbours can share a row."""
        if not self.wordWrap():
            return super().sizeHint()
        metrics = self.fontMetrics()
        widest = metrics.averageCharWidth() * _COMFORTABLE
        lines = self.text()[:_COMFORTABLE * 40].split("\n", 40)
        width = min(widest, max(map(metrics.horizontalAdvance, lines)) + 2)
        return QSize(width, self.heightForWidth(width))

    def make_selectable(self) -> PlainLabel:
        """Let the text be selected and copied with the mouse."""
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self

    def set_tone(self, tone: str) -> None:
        """Show it in the ink of that tone: good, warning, accent, or none with ""."""
        set_tone(self, tone)


class StillLabel(PlainLabel):
    """A label around which nothing is laid out anew while one line of words takes the place of another as wide.

    QLabel asks its whole window for that with every text, and a count ("4 of 7") changes with every answer.
    """

    def __init__(self, text: str = "", role: str = "text", parent: QWidget | None = None) -> None:
        self._instead = ""
        super().__init__(text, role, parent)

    def text(self) -> str:
        """The words that are shown."""
        return self._instead or super().text()

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text."""
        if text == self.text():
            return
        if self._fits_in_place(text):
            self._instead = text
            self.setAccessibleName(text)
            self.update()
        else:
            self._instead = ""
            super().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._instead:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawItemText(painter, self.contentsRect(), int(self.alignment()), self.palette(),
                                  self.isEnabled(), self._instead, self.foregroundRole())

    def _fits_in_place(self, text: str) -> bool:
        if not self.isVisible() or not text or "\n" in text + super().text():
            return False
        width = self.fontMetrics().horizontalAdvance(text)
        return width == self.fontMetrics().horizontalAdvance(super().text()) and width <= self.contentsRect().width()


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is its tooltip and accessible name."""

    def __init__(self, text: str = "", role: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text on one line."""
        self._whole = text
        super().setText(one_line(text))
        self.setAccessibleName(text)
        plain_tooltip(self, text)

    @property
    def whole_text(self) -> str:
        """The text that was set, whether all of it is visible or not."""
        return self._whole

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(QFontMetrics(self.font()).horizontalAdvance("MMM…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        shown = elided(self.text(), self.fontMetrics(), self.contentsRect().width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, shown)


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text, cut to a width in pixels with an ellipsis at its end."""
    return metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, max(0, width))


def one_line(text: str, longest: int = 500) -> str:
    """The text as one line, for places that have only one."""
    return " ".join(text[:longest * 2].split())[:longest]


def breakable(text: str, run: int = 24) -> str:
    """The text with invisible places to break in words longer than `run` characters."""
    if len(text) <= run or max(map(len, text.split()), default=0) <= run:
        return text
    return "".join(_broken(part, run) for part in _parts(text))


def _parts(text: str) -> list[str]:
    parts, start = [], 0
    for at, letter in enumerate(text):
        if letter.isspace():
            parts += [text[start:at], letter]
            start = at + 1
    return [*parts, text[start:]]


def _broken(word: str, run: int) -> str:
    return _SPACE.join(word[at:at + run] for at in range(0, len(word), run)) if len(word) > run else word


class PictureLabel(QLabel):
    """A label for a picture alone; the words beside it say what it means."""


def plain_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows text as it is written, wrapped, whatever it holds."""
    widget.setToolTip(_escaped(text))


def show_plain_tooltip(widget: QWidget, place: QPoint, text: str) -> None:
    """Show a tooltip now, at a place on the screen, with the text as it is written."""
    QToolTip.showText(place, _escaped(text), widget)


def _escaped(text: str) -> str:
    # A tooltip is rich text as soon as Qt thinks it looks like it; escaped text inside a tag always is, and is safe.
    if not text.strip():
        return ""
    shown = text if len(text) <= 2000 else text[:2000] + "…"
    if not _MARKUP.isdisjoint(shown):
        from html import escape  # brings along every entity there is, which the first frame does not need

        shown = escape(shown)
    return f"<p style='white-space: pre-wrap'>{shown}</p>"


def set_tone(widget: QWidget, tone: str) -> None:
    """Set the property `tone` that the style sheet asks for, and restyle the widget only when it is another one."""
    if tone != (widget.property("tone") or ""):
        widget.setProperty("tone", tone)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let a changed dynamic property take effect; a widget that was never shown is not styled yet."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()

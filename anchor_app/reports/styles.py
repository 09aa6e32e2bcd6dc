"""Paragraph styles by name, from the design tokens; nothing is smaller than 9.5 points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from anchor_app.design import (
    LIGHT,
    PAPER_HEADING,
    PAPER_SUBHEADING,
    PAPER_TEXT,
    PAPER_TITLE,
    Palette,
    TypeSize,
)
from anchor_app.reports.fonts import Weight

Alignment = Literal["left", "right", "centre"]
StyleName = Literal["title", "heading", "subheading", "minor", "body", "strong", "soft", "column", "number"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks; lengths in points, the colour as `#RRGGBB`."""

    weight: Weight = "regular"
    size: float = PAPER_TEXT.size
    leading: float = PAPER_TEXT.line
    colour: str = LIGHT.ink
    before: float = 0
    after: float = 3
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The styles of one document."""

    title: Style
    heading: Style
    subheading: Style
    minor: Style
    body: Style
    strong: Style
    soft: Style
    column: Style
    number: Style

    def style(self, name: StyleName | Style) -> Style:
        """The style with that name; a style stands for itself."""
        if isinstance(name, Style):
            return name
        found: Style = getattr(self, name)
        return found


def _sized(type_size: TypeSize, weight: Weight, before: float, after: float) -> Style:
    return Style(weight, type_size.size, type_size.line, before=before, after=after)


def sheet(palette: Palette = LIGHT) -> Sheet:
    """The styles in the colours of a palette; paper is printed with the light one."""
    body = Style(colour=palette.ink)
    return Sheet(
        title=replace(_sized(PAPER_TITLE, "semibold", 0, 4), colour=palette.ink),
        heading=replace(_sized(PAPER_HEADING, "semibold", 14, 4), colour=palette.ink),
        subheading=replace(_sized(PAPER_SUBHEADING, "semibold", 10, 3), colour=palette.ink),
        minor=replace(_sized(PAPER_TEXT, "semibold", 6, 2), colour=palette.ink),
        body=body,
        strong=replace(body, weight="semibold"),
        soft=replace(body, colour=palette.soft_ink),
        column=replace(body, weight="semibold", colour=palette.soft_ink, after=0),
        number=replace(body, align="right"),
    )


STYLES = sheet()

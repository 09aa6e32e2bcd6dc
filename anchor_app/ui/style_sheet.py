"""The one style sheet of the application, made from its template and the design's tokens."""

from __future__ import annotations

import re

from anchor_app import design, resources
from anchor_app.design import Palette, Tone

TEMPLATE = "window.qss"
_TOKEN = re.compile(r"\$(px\d+|[a-z_]+)")

SIDE_BAR_INK = "#D9E5F0"
"""Text on the side bar, which is dark in every scheme but high contrast."""
SIDE_BAR_CHOSEN = "#1F4366"


def style_sheet(palette: Palette, scale: float, is_contrast: bool) -> str:
    """The style sheet for a palette at a text scale; `$name` is a colour or size, `$px12` 12 scaled pixels."""
    names = colours(palette, is_contrast) | {
        "page_size": _px(design.PAGE_TITLE.size, scale), "card_size": _px(design.CARD_TITLE.size, scale),
        "text_size": _px(design.TEXT.size, scale), "hint_size": _px(design.HINT.size, scale),
        "radius": _px(design.CONTROL_RADIUS, 1), "card_radius": _px(design.CARD_RADIUS, 1),
        "themes": resources.themes().as_posix(),
    }

    def value(found: re.Match[str]) -> str:
        name = found[1]
        return _px(int(name[2:]), scale) if name.startswith("px") else names[name]

    return _TOKEN.sub(value, (resources.themes() / TEMPLATE).read_text("utf-8"))


def colours(palette: Palette, is_contrast: bool) -> dict[str, str]:
    """Every colour that the style sheet may name."""
    names: dict[str, str] = {}
    for name in ("ground", "card", "line", "ink", "soft_ink", "side_bar", "accent", "good", "warning"):
        value = getattr(palette, name)
        if isinstance(value, Tone):
            names[name], names[f"{name}_tint"] = value.ink, value.tint
        else:
            names[name] = value
    for name in ("accent", "good", "warning"):
        names[f"{name}_edge"] = names[name] if is_contrast else names[f"{name}_tint"]
    names["side_ink"] = palette.ink if is_contrast else SIDE_BAR_INK
    names["side_chosen"] = palette.card if is_contrast else SIDE_BAR_CHOSEN
    names["side_edge"] = palette.ink if is_contrast else palette.side_bar
    names["edge"] = palette.ink if is_contrast else _mixed(palette.line, palette.soft_ink, 0.6)
    names["settled"] = palette.card if is_contrast else palette.line
    names["settled_edge"] = palette.ink if is_contrast else palette.line
    names["tick"] = "tick-dark.svg" if _is_bright(palette.accent.ink) else "tick-light.svg"
    names["hover"] = palette.accent.tint
    return names


def _mixed(one: str, other: str, share: float) -> str:
    """The colour between two that has that share of the other."""
    pairs = ((int(one[at:at + 2], 16), int(other[at:at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _is_bright(colour: str) -> bool:
    red, green, blue = (int(colour[at:at + 2], 16) for at in (1, 3, 5))
    return red * 0.299 + green * 0.587 + blue * 0.114 > 140


def _px(size: float, scale: float) -> str:
    return f"{max(1, round(size * scale))}px"

"""The look as values: colours, type sizes and spacing that screen and paper share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour for text and shapes, and the pale tint that lies behind them; both `#RRGGBB`."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one appearance, as `#RRGGBB`; `levels` runs from the lowest level to the highest."""

    ground: str
    card: str
    line: str
    ink: str
    soft_ink: str
    accent: Tone
    good: Tone
    warning: Tone
    levels: tuple[Tone, ...]
    side_bar: str


LIGHT: Final = Palette(
    ground="#F5F7FA",
    card="#FFFFFF",
    line="#DDE3EA",
    ink="#16222E",
    soft_ink="#51606F",
    accent=Tone("#0F5E9C", "#E6F0F9"),
    good=Tone("#1B7A4B", "#E3F4EA"),
    warning=Tone("#8A5A00", "#FFF3DC"),
    levels=(
        Tone("#8A5527", "#F6EADF"),
        Tone("#536070", "#EBEFF3"),
        Tone("#7A5D00", "#FBF1CF"),
        Tone("#3F4C9A", "#E7E9F8"),
    ),
    side_bar="#102A43",
)

DARK: Final = Palette(
    ground="#0F1720",
    card="#172330",
    line="#2A3A4A",
    ink="#E8EEF4",
    soft_ink="#9FB0C0",
    accent=Tone("#6DB6F2", "#17354F"),
    good=Tone("#7FD6A4", "#143525"),
    warning=Tone("#F0C36A", "#3A2C0E"),
    levels=(
        Tone("#E2AE80", "#3A2818"),
        Tone("#C0CBD6", "#27333F"),
        Tone("#EBCB5E", "#383010"),
        Tone("#AEB8F5", "#252C52"),
    ),
    side_bar="#0A121A",
)


def level_tone(index: int, count: int, palette: Palette = LIGHT) -> Tone:
    """The tone of the level at `index` (0 is the lowest) of `count` levels.

    A charter names its own levels, so the position decides: the highest always has the last tone, the lowest
    of several the first, and the others lie evenly between. With more levels than tones neighbours share one;
    their bars and names tell them apart. Raises ValueError for a position that does not exist.
    """
    if not 0 <= index < count:
        raise ValueError(f"there is no level {index} among {count}")
    last = len(palette.levels) - 1
    if count == 1:
        return palette.levels[last]
    return palette.levels[(index * last * 2 + count - 1) // (2 * (count - 1))]


def share_tone(counted: int, of: int, palette: Palette = LIGHT) -> Tone:
    """The tone of a count out of a whole: the more there is, the more of the accent; all of it stands out.

    Its ink can be read on its tint: the contrast is at least 4.5 to 1 for every count.
    """
    if counted <= 0 or of <= 0:
        return Tone(palette.soft_ink, palette.card)
    if counted >= of:
        return Tone(palette.card, palette.accent.ink)
    return Tone(palette.ink, _mixed(palette.accent.tint, palette.accent.ink, 0.45 * counted / of))


def _mixed(one: str, other: str, share: float) -> str:
    """A colour so far on the way from one to another."""
    pairs = ((int(one[at:at + 2], 16), int(other[at:at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(first + (second - first) * share):02X}" for first, second in pairs)


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Size and line height, in pixels on screen (before the system's text scale) and in points on paper."""

    size: float
    line: float


FAMILY: Final = "Noto Sans"
FALLBACK_FAMILY: Final = "DejaVu Sans"

PAGE_TITLE: Final = TypeSize(22, 28)
CARD_TITLE: Final = TypeSize(16, 22)
TEXT: Final = TypeSize(14, 20)
HINT: Final = TypeSize(12.5, 18)

PAPER_TITLE: Final = TypeSize(17, 22)
PAPER_HEADING: Final = TypeSize(13, 17)
PAPER_SUBHEADING: Final = TypeSize(11, 14.5)
PAPER_TEXT: Final = TypeSize(9.5, 13)
"""Nothing on paper is smaller than this."""

UNIT: Final = 8
"""The rhythm: distances are multiples of this many pixels, or half of it."""
CARD_PADDING: Final = 20
CONTROL_RADIUS: Final = 8
CARD_RADIUS: Final = 12
HAIRLINE: Final = 0.5
"""Points, on paper."""

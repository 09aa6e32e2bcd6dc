"""What a report says, as blocks in reading order, without any layout: PDF and Word are written from the same blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from anchor_app.design import Tone

Look = Literal["body", "strong", "soft", "lead", "quote"]
"""How a paragraph is meant: `lead` says the most important thing in larger type, `quote` is somebody's own words."""
Align = Literal["left", "right", "centre"]
SignKind = Literal["level", "status", "mark", "track", "answer"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title, 2 a section's. It stands in the contents and the bookmarks."""

    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text as it was typed; its lines are paragraphs. `label` stands in front of it in bold."""

    words: str
    look: Look = "body"
    label: str = ""
    align: Align = "left"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is text."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are: two columns, the left one being the headings of the rows."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape that says what its words say, so that nothing is told by colour alone.

    `rank` of `of`: a level's rank (0 is below the lowest) among so many; for others the place in their own order.
    `key` names the shape: the value of a status, of a mark, of a track, or yes, no and so on.
    """

    kind: SignKind
    words: str
    key: str = ""
    rank: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: words, a sign before them, or both; `is_header` names the row. `tone` tints it."""

    words: str = ""
    sign: Sign | None = None
    is_header: bool = False
    tone: Tone | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: its heading, its share of the width beside the others', and on which side its words stand."""

    title: str
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head row that is repeated on each page; `caption` says what it shows."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell | str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class OutcomeChart:
    """Readings over time, with the baseline, the target and the straight path between them, in one unit."""

    unit: str
    readings: tuple[ChartPoint, ...]
    baseline: ChartPoint | None = None
    target: ChartPoint | None = None
    is_lower_better: bool = False
    levels: tuple[tuple[date, Sign], ...] = ()
    """The level of the domain on days, to stand beside the readings."""


@dataclass(frozen=True, slots=True)
class CountsChart:
    """Bars of counted parts, such as the statuses of each domain's components, each bar being a whole."""

    parts: tuple[Sign, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class LevelChart:
    """The level and the fulfilled components of one assessment after the other, the oldest first."""

    points: tuple[tuple[str, Sign, int, int], ...]
    """Each with its words, its level, how many components are fulfilled, and of how many."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with words for those who do not see it, and the table with its numbers (None: `alt` has them)."""

    chart: OutcomeChart | CountsChart | LevelChart
    alt: str
    caption: str = ""
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Emblem:
    """An organisation's own picture, a PNG that was made safe when it was chosen; `alt` says whose."""

    png: bytes = field(repr=False)
    alt: str
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Level:
    """A level as a large badge, with words beside it; rank 0 is below the lowest."""

    name: str
    rank: int
    of: int
    words: str = ""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Callout:
    """A paragraph in a tinted box: something that should not be overlooked."""

    words: str
    tone: Literal["accent", "good", "warning"] = "accent"


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page, upright or lying; with `orientation` empty as the one before."""

    orientation: Literal["", "portrait", "landscape"] = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, down to headings of level `depth`."""

    depth: int = 3


@dataclass(frozen=True, slots=True)
class Space:
    """Room between two blocks, in points."""

    points: float = 12


Block = (Heading | Paragraph | Bullets | Facts | Grid | Picture | Emblem | Level | Callout | Turn | Contents | Space)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report: what it is called, by whom, the running words of its pages, and its blocks in reading order.

    `running` stands at the head of each page but the first, `footer` at the foot of all. `made_on` is the day that it
    speaks of; the file holds no other day, so the same values always give the same bytes.
    """

    title: str
    author: str
    blocks: tuple[Block, ...]
    subject: str = ""
    running: str = ""
    footer: str = ""
    made_on: date | None = None
    language: str = "en-GB"

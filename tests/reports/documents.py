"""A document with every kind of block, for both of its writers."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from PIL import Image, ImageDraw

from anchor_app.design import share_tone
from anchor_app.reports.document import (
    Block,
    Bullets,
    Callout,
    ChartPoint,
    Contents,
    CountsChart,
    Document,
    Emblem,
    Facts,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Level,
    LevelChart,
    OutcomeChart,
    Paragraph,
    Picture,
    Sign,
    Space,
    Turn,
)
from anchor_app.reports.document_pdf import write_pdf
from anchor_app.reports.document_word import write_word
from tests.reports.reading import Tagged

WORDS = "Two cohorts of a pre-employment programme with the college, and 84 apprentices, of whom 61 stayed. "
LEVELS = ("Not yet Bronze", "Bronze", "Silver", "Gold", "Platinum")
STATUSES = tuple(Sign("status", key.replace("-", " ").capitalize(), key)
                 for key in ("not-started", "working-towards", "fulfilled", "not-applicable"))
TRACKS = tuple(Sign("track", key.replace("-", " ").capitalize(), key)
               for key in ("not-started", "on-track", "minor-delay", "off-track", "complete"))
OTHERS = (Sign("mark", "In place", "in-place"), Sign("mark", "Unanswered", ""), Sign("answer", "Yes", "yes"),
          Sign("answer", "No", "no"), Sign("answer", "Not applicable", "not-applicable"))


def level(rank: int) -> Sign:
    return Sign("level", LEVELS[rank], "", rank, 4)


def emblem(size: tuple[int, int] = (400, 160)) -> bytes:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((5, 5, size[0] // 2, size[1] - 5), fill="#0F5E9C")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def outcome(count: int = 9) -> OutcomeChart:
    readings = tuple(ChartPoint(date(2024 + place // 4, 1 + 3 * (place % 4), 28), Decimal(185 + 17 * place) / 10)
                     for place in range(count))
    return OutcomeChart("%", readings, ChartPoint(date(2024, 1, 1), Decimal(18)),
                        ChartPoint(date(2027, 3, 31), Decimal(40)), False,
                        ((date(2024, 4, 1), level(0)), (date(2026, 3, 31), level(2))))


def signs_grid() -> Grid:
    columns = (GridColumn("Component", 2), GridColumn("Status"), GridColumn("Action"), GridColumn("Answer"),
               GridColumn("Level"), GridColumn("Count", 0.7, "right"))
    rows = tuple((GridCell(f"1.{place} Local recruitment", is_header=True), GridCell(sign=STATUSES[place % 4]),
                  GridCell("Due 31 March 2027", sign=TRACKS[place]), GridCell(sign=OTHERS[place]),
                  GridCell(sign=level(place)), GridCell(f"{place} of 3", tone=share_tone(place, 3)))
                 for place in range(5))
    return Grid(columns, rows, "Components, with how each stands")


def every_block() -> tuple[Block, ...]:
    numbers = Grid((GridColumn("Day"), GridColumn("Value", 1, "right")), (("28 January 2024", "18.5 %"),))
    return (
        Emblem(emblem(), "Emblem of Example Bay Hospitals", "right"), Heading("Annual report 2026/27", 1),
        Paragraph("What we did for our place", "lead"), Level("Silver", 2, 4, "Self-assessed"),
        Facts((("Champion", "Ada Example"), ("Executive", "Bo Sample"))), Turn(),
        Heading("Contents", 2), Contents(3), Turn(),
        Heading("Summary", 2), Paragraph(f"{WORDS}\n\n{WORDS}\nA line", label="What changed"),
        Paragraph("Soft words", "soft"), Paragraph("Strong words", "strong", align="centre"),
        Paragraph("A job five minutes from home.\n\nA new starter", "quote"), Callout("A review is due.", "warning"),
        Callout("Agreed.", "good"), Callout("See the method.\n\nAnd the register."),
        Bullets(("First", f"Second\n\n{WORDS}")), Bullets(("One", "Two"), True), Bullets(("Again one",), True),
        Heading("Outcome", 3), Picture(outcome(), "The share rose from 18 % to 32.1 %", "New starters", numbers),
        Picture(CountsChart(STATUSES, (("Domain 1", (0, 1, 2, 0)), ("Domain 2", (1, 0, 1, 1)))), "Statuses"),
        Picture(LevelChart((("2025/26", level(1), 8, 16), ("2026/27", level(2), 12, 16))), "Levels"),
        Turn("landscape"), Heading("Lying", 2), signs_grid(),
        Turn("portrait"), Heading("Upright", 2), Paragraph("A link", link="https://example.org/a?b=c"),
        Paragraph("No link", link="javascript:alert(1)"), Level("Not yet Bronze", 0, 4, align="centre"), Space(30),
        Paragraph("Hostile: <b>R&D</b> =1+1 \x00 \ud800 \u65e5 \u202e \u0174yn " + "x" * 200))


def of(*blocks: Block, title: str = "A report") -> Document:
    return Document(title, "Example Bay Hospitals", blocks, "About", "Running", "Footer", date(2027, 4, 2))


def pdf(document: Document) -> bytes:
    made = io.BytesIO()
    write_pdf(document, made)
    return made.getvalue()


def tagged(*blocks: Block) -> Tagged:
    return Tagged(pdf(of(*blocks)))


def word(document: Document) -> bytes:
    made = io.BytesIO()
    write_word(document, made)
    return made.getvalue()

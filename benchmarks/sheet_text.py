"""The reporting sheet with 150 words in each field, against the same text through untagged platypus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from anchor_app.domain.scoring import score
from anchor_app.reports.sheet_content import Sheet, sheet_content
from anchor_app.reports.sheet_layout import write_sheet
from benchmarks.material import filled
from benchmarks.measure import Result, in_turn, timed

DAY = date(2026, 11, 2)


def content_of(count: int) -> Sheet:
    """What the sheet says with so many words in each field."""
    holdings = filled(count)
    assessment = holdings.assessments["now"]
    return sheet_content(holdings, assessment, score(holdings, assessment, DAY))


def plain_platypus(sheet: Sheet) -> None:
    """The same words as paragraphs in the same table, with embedded type and neither tags nor shapes."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    from anchor_app import resources

    if "Bench" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Bench", str(resources.fonts() / "NotoSans-Regular.ttf")))
    style = ParagraphStyle("body", fontName="Bench", fontSize=9.5, leading=13)

    def paragraph(text: str) -> Paragraph:
        return Paragraph(escape(text), style)

    story = [paragraph(f"{sheet.organisation} {sheet.period} {sheet.charter}")]
    for section in sheet.sections:
        rows = [[paragraph(name) for name in ("Component", "Status", "Evidence", "Opportunities")]]
        for row in section.rows:
            first = [paragraph(f"{row.id} {row.title}")]
            for practice in row.practices:
                first += [paragraph(f"{practice.text} {practice.mark.words if practice.mark else ''}"),
                          paragraph(practice.note)]
            last = [paragraph(text) for text in row.opportunities]
            last += [paragraph(row.lead), paragraph(row.look_again_note)]
            rows.append([first, [paragraph(row.status.words), paragraph(row.reason)], [paragraph(row.summary)], last])
        table = Table(rows, colWidths=[262, 104, 231, 173], repeatRows=1, splitInRow=1)
        every = ((0, 0), (-1, -1))
        table.setStyle(TableStyle([("VALIGN", *every, "TOP"), ("LINEBELOW", *every, 0.5, "#DDE3EA")]))
        principles = Table([[paragraph(f"{one.title}. {one.text}"), paragraph(one.mark.words if one.mark else ""),
                             paragraph(one.note)] for one in section.principles], colWidths=[354, 123, 293])
        story += [paragraph(section.title), table, principles]
    SimpleDocTemplate(BytesIO(), pagesize=landscape(A4), leftMargin=36, rightMargin=36).build(story)


def measure(folder: Path) -> Iterator[Result]:
    """Both in this process, laid out and written to memory."""
    sheet = content_of(150)
    ours, limit = in_turn(lambda: timed(lambda: write_sheet(sheet, BytesIO())),
                          lambda: timed(lambda: plain_platypus(sheet)), 5)
    yield Result("sheet-text", ours, limit, 1.5)

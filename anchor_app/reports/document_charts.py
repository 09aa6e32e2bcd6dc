"""The drawing of each chart of a document, for paper, for Word and for the screen."""

from __future__ import annotations

from typing import Final

from reportlab.graphics.shapes import Drawing

from anchor_app.reports.document import CountsChart, LevelChart, OutcomeChart

PAPER_WIDTH: Final = 520.0
"""Points: as wide as the text of an upright page."""


def chart_drawing(chart: OutcomeChart | CountsChart | LevelChart, width: float) -> Drawing:
    """The chart, `width` points wide and as high as it needs to be."""
    return Drawing(width, 150)

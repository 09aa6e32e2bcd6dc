"""Charts for the screen: the same pictures and words that reports have, in the window's own colours and size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anchor_app.design import Palette
from anchor_app.domain.measures import Measure
from anchor_app.domain.outcome_beside_level import DomainLevel


def outcome_svg(measure: Measure, levels: Sequence[DomainLevel], width: float, palette: Palette, size: float) -> bytes:
    """The chart of an outcome beside its domain's levels, `width` wide, its letters `size` high, both in pixels."""
    from anchor_app.reports.document_charts import chart_svg
    from anchor_app.reports.outcome_words import outcome_chart

    return chart_svg(outcome_chart(measure, levels), width, palette, size)


def outcome_chart_words(measure: Measure, levels: Sequence[DomainLevel], on: date) -> str:
    """All that the chart shows, in sentences, for those who do not see it."""
    from anchor_app.reports.outcome_words import outcome_alt

    return outcome_alt(measure, on, levels)


def outcome_track_words(measure: Measure, on: date) -> str:
    """How an outcome stands, with what the path expects where it is behind."""
    from anchor_app.reports.outcome_words import track_words

    return track_words(measure, on)

"""The words for moments, means and introductions that the comparison's paper and tables share."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from anchor_app.domain.collaborative_trend import PeriodPoint
from anchor_app.domain.comparison import MINUS, NOTHING
from anchor_app.domain.helping import Match
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.returns import Return


def mean_words(value: float) -> str:
    """A mean or a median with one place behind the point, as in "9.5"."""
    return f"{value:.1f}".replace("-", MINUS)


def steady_words(point: PeriodPoint) -> str:
    """The mean change of those that stayed, as in "+1.5 (7 stayed)"."""
    if point.steady is None:
        return NOTHING
    words = mean_words(point.steady)
    return f"{'+' if point.steady > 0 else ''}{words} ({point.steady_of:,} stayed)"


def received_at(one: Return) -> datetime | None:
    """The moment of the newest pack in universal time, without a zone; None where there was none or it says nothing."""
    with suppress(OverflowError, ValueError):
        if one.at:
            moment = datetime.fromisoformat(one.at)
            return (moment.astimezone(UTC) if moment.tzinfo else moment).replace(tzinfo=None, microsecond=0)
    return None


def received_words(one: Return) -> str:
    """When it was received, in universal time, so that the same data print the same everywhere."""
    moment = received_at(one)
    return f"{day_words(moment.date())}, {moment:%H:%M} UTC" if moment else ""


def introduction_words(match: Match) -> str:
    """Whether the two were brought together: made or noted, and when; empty for neither."""
    noted = match.introduction
    if noted is None:
        return ""
    day = noted.made_on or noted.noted_on
    what = "Made" if noted.made_on else "Noted"
    return f"{what} {day_words(day)}" if day else what

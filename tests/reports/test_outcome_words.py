"""The chart of an outcome, its words and its table say the same numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.measures import Measure, Point, Track
from anchor_app.domain.outcome import Direction, Outcome
from anchor_app.domain.outcome_beside_level import DomainLevel
from anchor_app.reports.document_charts import chart_svg
from anchor_app.reports.outcome_words import (
    MOST_POINTS,
    MOST_ROWS,
    outcome_alt,
    outcome_chart,
    outcome_grid,
    outcome_picture,
    thinned,
    track_sign,
)

DAY = date(2025, 4, 1)
PLATINUM = DomainLevel("2025/26 · Year end", DAY, "Platinum", 4, 4)


def homes(*values: int) -> Measure:
    readings = tuple(OutcomeReading(str(at), "org", "", f"{one} homes", DAY + timedelta(at), "Estates", "own")
                     for at, one in enumerate(values))
    points = tuple(Point(DAY + timedelta(at), Decimal(one)) for at, one in enumerate(values))
    kept = Outcome("own", "org", baseline="10", baseline_on=DAY, target="40", target_on=DAY + timedelta(300))
    return Measure("own", "org", "", "Homes", "", "homes", Direction.UP, "", kept, readings, points)


@given(st.lists(st.integers(-9, 9), max_size=1500))
def test_a_thinned_line_keeps_its_ends_its_extremes_and_its_order(values: list[int]) -> None:
    points = homes(*values).points
    found = thinned(points)
    assert len(found) <= MOST_POINTS and set(found) <= set(points)
    assert list(found) == sorted(found, key=lambda one: one.on)
    if points:
        assert (found[0], found[-1]) == (points[0], points[-1])
        for pick in (min, max):
            assert pick(one.value for one in found) == pick(one.value for one in points)


def test_words_chart_and_table_say_the_same() -> None:
    measure = homes(12, 15, 14)
    chart = outcome_chart(measure, (PLATINUM,))
    assert [int(one.value) for one in chart.readings] == [12, 15, 14] and not chart.is_lower_better
    assert chart.baseline and chart.baseline.value == 10 and chart.target and chart.target.on == DAY + timedelta(300)
    assert [sign.words for _, sign in chart.levels] == ["Platinum"]
    assert outcome_alt(measure, DAY + timedelta(9), (PLATINUM,)) == (
        "Homes, in homes. Higher is better. Baseline 10 homes on 1 April 2025. Target 40 homes by 26 January 2026. "
        "3 readings, from 12 homes on 1 April 2025 to 14 homes on 3 April 2025; the lowest is 12 homes, the highest "
        "15 homes. On track. The level of its domain: Platinum in 2025/26 · Year end.")
    rows = [[one if isinstance(one, str) else one.words for one in row] for row in outcome_grid(measure).rows]
    assert rows == [["Baseline, 1 April 2025", "10 homes", "", ""], ["1 April 2025", "12 homes", "10 homes", "Estates"],
                    ["2 April 2025", "15 homes", "10.1 homes", "Estates"],
                    ["3 April 2025", "14 homes", "10.2 homes", "Estates"],
                    ["Target, 26 January 2026", "40 homes", "", ""]]


def test_a_long_table_says_how_many_earlier_readings_it_leaves_out() -> None:
    rows = outcome_grid(homes(*range(100))).rows
    assert rows[1][1] == str(100 - MOST_ROWS) and len(rows) == MOST_ROWS + 3


def test_an_outcome_without_anything_has_words_and_a_table_too() -> None:
    bare = Measure("own", "org", "", "", "", "", None, "", Outcome("own", "org"))
    found = outcome_picture(bare, DAY)
    assert found.alt == "Outcome. No reading yet." and found.grid is not None and not found.grid.rows


def test_every_track_has_a_sign_of_its_own() -> None:
    assert len({track_sign(one).key for one in Track}) == len(Track)
    assert "Behind the path: 25 homes expected" in outcome_alt(
        Measure("own", "org", "", "Homes", "", "homes", Direction.UP, "", homes(1).outcome, (),
                (Point(DAY + timedelta(150), Decimal(20)),)), DAY + timedelta(200))


def test_on_the_screen_the_path_is_dashed_and_does_not_run_back_over_its_gaps() -> None:
    paths = re.findall(r"<path[^>]*dasharray[^>]*>", chart_svg(outcome_chart(homes(12, 15)), 500).decode())
    assert paths and not any(re.search(r'd="[^"]*Z', one) for one in paths)

"""Charts of a document: sensible for any readings, labels apart from one another, and told apart without colour."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Rect, String

from anchor_app.design import DARK, LIGHT
from anchor_app.reports import fonts
from anchor_app.reports.chart_axes import day_steps, step_words, value_steps
from anchor_app.reports.chart_pen import SIZE
from anchor_app.reports.document import ChartPoint, CountsChart, LevelChart, OutcomeChart, Sign
from anchor_app.reports.document_charts import chart_drawing, chart_svg, part_of
from tests.reports.documents import OTHERS, STATUSES, TRACKS, level, outcome

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
VALUES = st.decimals(-10**13, 10**13, places=2, allow_nan=False)
POINTS = st.builds(ChartPoint, DAYS, VALUES)
CHARTS = st.builds(OutcomeChart, st.text(max_size=20), st.lists(POINTS, max_size=12).map(tuple), st.none() | POINTS,
                   st.none() | POINTS, st.booleans(),
                   st.lists(st.tuples(DAYS, st.integers(0, 4).map(level)), max_size=5).map(tuple))


def shapes(drawing: Drawing, kind: type) -> list:
    return [one for one in drawing.contents if isinstance(one, kind)]


def words(drawing: Drawing) -> list[str]:
    return [one.text for one in shapes(drawing, String)]


def room(one: String) -> tuple[float, float, float, float]:
    face = {"NotoSans-Regular": "regular", "NotoSans-SemiBold": "semibold"}.get(one.fontName, "fallback")
    return one.x, one.y, one.x + fonts.width(face, one.text) * SIZE / 1000, one.y + SIZE * 0.7


@settings(max_examples=60, deadline=None)
@given(CHARTS, st.sampled_from([200.0, 520.0]))
def test_any_chart_is_drawn_within_its_field(chart, width):
    drawing = chart_drawing(chart, width)
    for left, low, right, high in map(room, shapes(drawing, String)):
        assert left >= -0.5 and low >= 0 and right <= width + 0.5 and high <= drawing.height + 3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=16))
def test_labels_of_readings_do_not_cover_one_another(values):
    readings = tuple(ChartPoint(date(2026, 1, 1) + timedelta(30 * place), one) for place, one in enumerate(values))
    boxes = [room(one) for one in shapes(chart_drawing(OutcomeChart("%", readings), 520), String)
             if one.text.endswith(" %")]
    assert boxes
    for place, one in enumerate(boxes):
        assert not any(one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
                       for other in boxes[place + 1:])


def test_baseline_target_and_path_are_named_and_shaped():
    drawing = chart_drawing(outcome(), 520)
    assert {"Reading", "Baseline", "Target", "Path to the target", "Baseline 18 %", "Target 40 %", "Level",
            "%, higher is better", "Silver"} <= set(words(drawing))
    assert len(shapes(drawing, Circle)) == 10 and len(shapes(drawing, Polygon)) == 2 and len(shapes(drawing, Rect)) == 2
    assert sum(bool(one.strokeDashArray) for one in shapes(drawing, Line)) == 2


def test_without_anything_to_draw_the_chart_says_so():
    assert words(chart_drawing(OutcomeChart("%", ()), 520)) == ["No reading, baseline or target is recorded yet."]
    assert "Target" not in words(chart_drawing(outcome(1).__class__("%", outcome(1).readings), 520))


def test_ten_thousand_readings_are_a_line_with_their_number_in_the_key():
    readings = tuple(ChartPoint(date(2000, 1, 1) + timedelta(place), Decimal(place % 97)) for place in range(10_000))
    drawing = chart_drawing(OutcomeChart("jobs", readings), 520)
    assert "10,000 readings" in words(drawing) and len(shapes(drawing, Circle)) == 2
    assert len(chart_svg(OutcomeChart("jobs", readings), 520)) < 60_000


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=5))
def test_the_steps_of_values_enclose_them_and_are_told_apart(values):
    steps = value_steps(values)
    little = 1e-6 * (steps[-1] - steps[0])
    assert steps[0] <= min(values) + little and steps[-1] >= max(values) - little
    assert 2 <= len(steps) <= 8
    if max(map(abs, values)) - min(map(abs, values)) > 1e-3 and max(map(abs, values)) < 1e6:
        assert len(set(step_words(steps))) == len(steps)


@settings(max_examples=80, deadline=None)
@given(DAYS, st.integers(0, 40_000), st.integers(2, 12))
def test_days_at_the_axis_are_few_in_order_and_told_apart(first, more, most):
    low = first.toordinal()
    found = day_steps(low, low + more, most)
    assert len(found) <= most + 2 and len({shown for _day, shown in found}) == len(found)
    assert [day for day, _shown in found] == sorted(day for day, _shown in found)
    assert all(low <= day <= low + more for day, _shown in found)


@pytest.mark.parametrize("signs", [STATUSES, TRACKS, tuple(map(level, range(5)))[:1] + STATUSES[1:]])
def test_parts_of_a_bar_are_told_apart_in_grey(signs: tuple[Sign, ...]):
    looks = [(part.pattern, part.tone) for part in map(part_of, signs)]
    assert len(set(looks)) == len(signs)
    bars = ("Bar", tuple(range(1, len(signs) + 1))), ("No", (0,) * len(signs))
    drawing = chart_drawing(CountsChart(signs, bars), 520)
    assert {*(sign.words for sign in signs), "None"} <= set(words(drawing))


def test_a_level_chart_names_each_level_and_counts():
    shown = words(chart_drawing(LevelChart((("2025/26", level(0), 3, 16), ("2026/27", level(4), 16, 16))), 520))
    assert {"Not yet Bronze", "Platinum", "3 of 16", "16 of 16", "2025/26", "2026/27"} <= set(shown)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_picture_for_the_screen_has_our_typefaces_no_clip_and_nothing_from_outside(palette):
    chart = CountsChart((*STATUSES, *OTHERS), (("\u0174yn <b>&\x00\u65e5\u2190", (1,) * 9),))
    for each in (chart, outcome(), LevelChart(())):
        root = ElementTree.fromstring(chart_svg(each, 700, palette, 14))
        tags = [one.tag.rpartition("}")[2] for one in root.iter()]
        assert "clipPath" not in tags and "image" not in tags and "use" not in tags
        assert float(root.get("width", "0")) == 700
        styles = [one.get("style", "") for one in root.iter() if one.tag.endswith("text")]
        assert all("'Noto Sans'" in style or "'DejaVu Sans'" in style for style in styles)
        assert not any("href" in name for one in root.iter() for name in one.attrib)
    told = "".join(ElementTree.fromstring(chart_svg(chart, 700)).itertext())
    assert "\u0174yn <b>&\ufffd[U+65E5]\u2190" in told


def test_letters_are_as_large_as_asked_for():
    large, small = (ElementTree.fromstring(chart_svg(outcome(), 700, size=size)) for size in (28, 14))
    scale = [700 / float(root.get("viewBox", "").split()[2]) * SIZE for root in (large, small)]
    assert scale == pytest.approx([28, 14], rel=0.01)

"""A level that rose while its outcome stood still is said in words, and nothing is said where there is no reason to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddEvidence, RecordReading, StartAssessment
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.measures import Measure, Point, Track
from anchor_app.domain.measuring import AmendReading, ReadFromEvidence
from anchor_app.domain.outcome import Direction, Outcome
from anchor_app.domain.outcome_beside_level import Beside, DomainLevel, Moved, beside, domain_levels
from tests.helpers.values import ready_desk, shipped_charter

START = date(2025, 4, 1)
NAMES = ("Not yet Bronze", "Bronze", "Silver", "Gold", "Platinum")
values = st.integers(-50, 50)


def level(rank: int, days: int) -> DomainLevel:
    return DomainLevel(f"round {days}", START + timedelta(days), NAMES[rank], rank, 4)


def followed(points: list[int], *, way: Direction | None = Direction.UP, start: str = "", target: str = "",
             sign: int = 1) -> Measure:
    outcome = Outcome("own", "org", baseline=start, baseline_on=START if start else None, target=target,
                      target_on=START + timedelta(1000) if target else None)
    found = tuple(Point(START + timedelta(100 * at), Decimal(sign * one)) for at, one in enumerate(points))
    return Measure("own", "org", "", "Homes", "", "homes", way, "", outcome, (), found)


def seen(ranks: list[int], points: list[int], **told: object) -> Beside:
    levels = [level(rank, 100 * at) for at, rank in enumerate(ranks)]
    return beside(levels, followed(points, **told), START + timedelta(1000))  # type: ignore[arg-type]


def test_a_platinum_with_a_flat_outcome_is_said() -> None:
    assert seen([2, 4], [12, 12]).words == (
        "The level of this domain rose from Silver to Platinum since round 0, and yet its outcome did not move: "
        "12 homes on 1 April 2025, 12 homes on 10 July 2025.")
    assert seen([0, 1], [12, 11]).words.startswith("The level of this domain rose from not yet Bronze to Bronze")
    assert "got worse: 12 homes" in seen([0, 1], [12, 11]).words
    assert seen([4], [12, 12]).words.startswith("This domain holds Platinum, and yet its outcome did not move")
    behind = seen([1, 2], [1, 2], start="0", target="100")
    assert behind.track is Track.BEHIND and behind.words.endswith("behind the path to its target: 2 homes on "
                                                                  "10 July 2025.")


@given(st.lists(st.integers(0, 4), max_size=4), st.lists(values, max_size=5), st.sampled_from([*Direction, None]))
def test_it_is_said_only_of_a_level_that_is_high_and_an_outcome_that_lags(
        ranks: list[int], points: list[int], way: Direction | None) -> None:
    found = seen(ranks, points, way=way)
    assert bool(found.words) == found.is_odd
    if found.words:
        assert found.rose or found.now is not None and found.now.rank == 4
        assert found.moved in (Moved.NOT_AT_ALL, Moved.WORSE)
    if len(ranks) < 2 and 4 not in ranks or len(points) < 2:
        assert not found.words


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.lists(values, max_size=5), values, values)
def test_lower_is_better_is_the_mirror_of_higher_is_better(
        ranks: list[int], points: list[int], start: int, target: int) -> None:
    up = seen(ranks, points, way=Direction.UP, start=str(start), target=str(target))
    down = seen(ranks, points, way=Direction.DOWN, start=str(-start), target=str(-target), sign=-1)
    assert (up.moved, up.track, up.is_odd) == (down.moved, down.track, down.is_odd)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.lists(values, max_size=5))
def test_a_level_that_neither_rose_nor_is_the_highest_says_nothing(ranks: list[int], points: list[int]) -> None:
    assert not seen(sorted(ranks, reverse=True), points).words


@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.lists(values, max_size=5), values)
def test_a_target_that_is_reached_is_never_said_to_lag(ranks: list[int], points: list[int], target: int) -> None:
    assert not seen(ranks, [*points, 51], start="0", target=str(target)).words


def test_levels_of_a_domain_are_told_by_assessment_with_the_day_they_stood_on() -> None:
    desk = ready_desk()
    digest = shipped_charter().digest
    desk.do(StartAssessment("org", digest, "2025/26", started_on=START, id="then"))
    for component in ("1.1", "1.2", "1.3"):
        desk.do(SetStatus("now", component, Status.FULFILLED))
    found = domain_levels(desk.holdings, "org", date(2026, 11, 2))
    assert set(found) == {one.id for one in shipped_charter().domains}
    assert [(one.name, one.rank, one.of, one.on) for one in found["work"]] == [
        ("Not yet Bronze", 0, 4, date(2026, 3, 31)), ("Platinum", 4, 4, date(2026, 11, 2))]
    assert len(domain_levels(desk.holdings, "org", date(2026, 11, 2), until="then")["work"]) == 1


def test_a_reading_is_amended_and_stays_a_number_in_its_unit() -> None:
    desk = ready_desk()
    desk.do(RecordReading("org", "work", "62", START, id="r"))
    desk.do(AmendReading("r", {"value": "63 %", "on": START + timedelta(1), "source": "Payroll"}))
    held = desk.holdings.readings["r"]
    assert (held.value, held.on, held.source) == ("63 %", START + timedelta(1), "Payroll")
    for values_, words in (({"value": "many"}, "not a number"), ({"value": "£5"}, "is in £"),
                           ({"on": None}, "needs the day"), ({"domain": "x"}, "can be changed")):
        with pytest.raises(WrongValue, match=words):
            desk.do(AmendReading("r", values_))
    with pytest.raises(UnknownItem):
        desk.do(AmendReading("gone", {}))


def test_a_reading_from_evidence_names_the_evidence_and_its_source() -> None:
    desk = ready_desk()
    desk.do(AddEvidence("now", {"kind": EvidenceKind.FIGURE, "title": "Pay", "figure": "62", "unit": "%",
                                "source": "Payroll"}, ("1.1",), id="e"))
    desk.do(ReadFromEvidence("e", "work", START, id="r"))
    assert desk.holdings.readings["r"].source == "E-001 Pay · Payroll"

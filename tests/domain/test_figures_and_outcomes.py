"""Numbers are told from words, units never change unnoticed, and the path to a target says who is behind."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.commands_keeping import AddEvidence, RecordReading
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import Refusal, UnknownItem, WrongValue
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.figures import figure, figure_or_none, figure_words
from anchor_app.domain.measures import Track, measure, measures
from anchor_app.domain.measuring import (
    AddOutcome,
    AmendOutcome,
    PasteReadings,
    PreparedPaste,
    ReadFromEvidence,
    RemoveOutcome,
)
from anchor_app.domain.outcome import Direction, Follows
from anchor_app.domain.pasting import MOST_ROWS, day_of, pasted
from anchor_app.domain.telling import AddStory, NoteTakenUp
from tests.helpers.values import ready_desk, shipped_charter

DAY = date(2026, 4, 1)


@pytest.mark.parametrize(("text", "unit", "value"), [
    ("62", "%", "62"), ("62 %", "%", "62"), ("62%", "", "62"), ("4.5", "", "4.5"), ("4,5", "", "4.5"),
    ("1,200", "", "1200"), ("1,200.5", "", "1200.5"), ("1.200,5", "", "1200.5"), ("1 200", "", "1200"),
    ("1'234'567", "", "1234567"), ("1,234,567", "", "1234567"), ("1.234.567", "", "1234567"), ("0,125", "", "0.125"),
    ("1.250", "", "1.25"), ("\u22123", "", "-3"), ("- 3", "", "-3"), ("+3", "", "3"), ("£1,200.50", "£", "1200.50"),
    ("1200 trees", "trees", "1200"), ("1\u202f200\u00a0%", "%", "1200"), ("007", "", "7")])
def test_numbers_are_read_as_people_write_them(text, unit, value):
    assert figure(text, unit) == Decimal(value)


@pytest.mark.parametrize(("text", "unit"), [
    ("", ""), ("  ", ""), ("about 60", ""), ("many", "%"), ("62 per", "%"), ("1,2,3", ""), ("1.2.3", ""),
    ("1,20,000", ""),
    ("12 3", ""), ("1e5", ""), ("0x1f", ""), ("NaN", ""), ("Infinity", ""), ("--3", ""), ("3-4", ""), ("1/2", ""),
    ("\u0663", ""), ("\u00b2", ""), ("62 %", "people"), ("£5", "%"), ("5 people", "%"), ("9" * 41, ""), ("=1+1", ""),
    ("1,234,567,89", ""), ("1,200,5", "")])
def test_what_is_no_number_in_this_unit_is_refused_in_words(text, unit):
    with pytest.raises(WrongValue, match=r"number"):
        figure(text, unit)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-10**12, max_value=10**12, places=3),
       st.sampled_from(["", "%", "trees", "£"]))
def test_a_number_in_words_reads_as_the_same_number(value, unit):
    assert figure(figure_words(value, unit), unit) == value


@given(st.text(max_size=60), st.sampled_from(["", "%", "£", "people"]))
def test_any_text_is_a_number_or_a_sentence(text, unit):
    value = figure_or_none(text, unit)
    assert value is None or value.is_finite()


def followed(**values):
    desk = ready_desk()
    told = {"title": "Trees", "unit": "trees", "direction": Direction.UP, **values}
    desk.do(AddOutcome("org", told, id="own"))
    return desk


def the(desk, outcome="own"):
    return measure(desk.holdings, "org", shipped_charter(), outcome)


def read(desk, value, on, outcome="own"):
    desk.do(RecordReading("org", "", value, on, outcome=outcome))


def test_the_charters_outcomes_are_there_before_anybody_touches_them():
    found = measures(ready_desk().holdings, "org", shipped_charter())
    assert [one.id for one in found] == [one.id for one in shipped_charter().domains if one.outcome]
    assert found[0].title == "Staff paid above the living wage" and found[0].unit == "%" and found[0].is_charters


def test_a_reading_without_an_outcome_is_the_domains_as_it_always_was():
    desk = ready_desk()
    desk.do(RecordReading("org", "work", "62", DAY))
    desk.do(AddOutcome("org", {"title": "Apprentices", "unit": "people", "domain": "work"}, id="own"))
    desk.do(RecordReading("org", "work", "12", DAY, outcome="own"))
    assert [one.value for one in the(desk, "work").readings] == ["62"]
    assert [one.value for one in the(desk).readings] == ["12"]
    assert [one.value for one in desk.holdings.readings.values() if one.domain == "work"] == ["62"]
    with pytest.raises(UnknownItem):
        desk.do(RecordReading("org", "work", "12", DAY, outcome="gone"))
    assert desk.holdings.latest_reading("org", "work").value == "62"


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(1, 2000), st.integers(-100, 2200))
def test_the_path_runs_straight_from_baseline_to_target(start, end, length, after):
    desk = followed(baseline=str(start), baseline_on=DAY, target=str(end), target_on=DAY + timedelta(length))
    expected = the(desk).expected(DAY + timedelta(after))
    if after < 0:
        assert expected is None
    elif after >= length:
        assert expected == end
    else:
        assert min(start, end) <= expected <= max(start, end)
        assert abs((expected - start) * length - Decimal(end - start) * after) < Decimal("0.000001")


@given(st.integers(-100, 100), st.integers(-100, 100), st.integers(-200, 200))
def test_down_is_up_in_a_mirror(start, end, value):
    def stands(sign, way):
        desk = followed(direction=way, baseline=str(sign * start), baseline_on=DAY, target=str(sign * end),
                        target_on=DAY + timedelta(100))
        read(desk, str(sign * value), DAY + timedelta(50))
        return the(desk).track(DAY + timedelta(60)), the(desk).progress(DAY + timedelta(60))

    assert stands(1, Direction.UP) == stands(-1, Direction.DOWN)


def test_an_outcome_says_how_it_stands():
    desk = followed(baseline="100", baseline_on=DAY, target="200", target_on=DAY + timedelta(100))
    middle = DAY + timedelta(50)
    assert the(desk).track(middle) is Track.NO_READING
    read(desk, "149", middle)
    assert the(desk).track(middle) is Track.BEHIND and the(desk).progress(middle) == Decimal("0.49")
    read(desk, "151", middle + timedelta(1))
    assert the(desk).track(middle) is Track.BEHIND and the(desk).track(middle + timedelta(1)) is Track.ON_TRACK
    read(desk, "200", middle + timedelta(2))
    assert the(desk).track(middle + timedelta(2)) is Track.REACHED


def test_a_target_without_a_baseline_is_kept_and_said():
    desk = followed(target="200", target_on=DAY)
    assert the(desk).path is None and the(desk).notes == (
        "There is a target but no baseline, so nothing says how far it has come. Add the baseline.",)
    worse = followed(baseline="9", baseline_on=DAY, target="5", target_on=DAY + timedelta(1))
    assert the(worse).notes == ("Higher is better, and yet the target is worse than the baseline. Look at both.",)


@pytest.mark.parametrize(("values", "words"), [
    ({"baseline": "few"}, "The baseline: 'few' is not a number"),
    ({"target": "5 %"}, "measured in trees"),
    ({"baseline_on": DAY, "target_on": DAY}, "not after the day of the baseline"),
    ({"title": " "}, "needs a title"), ({"unit": ""}, "needs a unit"), ({"domain": "nowhere"}, "has a domain nowhere"),
    ({"colour": "red"}, "no field colour")])
def test_an_outcome_that_cannot_be_is_refused(values, words):
    with pytest.raises(Refusal, match=words):
        followed(**values)


def test_a_unit_with_readings_does_not_change():
    desk = followed()
    desk.do(AmendOutcome("org", "own", {"unit": "shrubs"}))
    read(desk, "5", DAY)
    with pytest.raises(WrongValue, match=r"1 reading is in shrubs, so the unit does not become trees"):
        desk.do(AmendOutcome("org", "own", {"unit": "trees"}))
    desk.do(AmendOutcome("org", "own", {"unit": "shrubs", "definition": "Planted and alive"}))
    assert the(desk).definition == "Planted and alive"
    desk.do(RecordReading("org", "work", "62", DAY))
    with pytest.raises(WrongValue, match=r"1 reading is in %"):
        desk.do(AmendOutcome("org", "work", {"unit": "people"}))


def test_what_was_said_of_a_domains_outcome_is_not_removed_with_the_unit_of_its_readings():
    desk = ready_desk()
    desk.do(AmendOutcome("org", "work", {"unit": "people"}))
    desk.do(RecordReading("org", "work", "40", date(2026, 9, 30)))
    with pytest.raises(WrongValue, match="One reading is in people|1 reading is in people"):
        desk.do(RemoveOutcome("org", "work"))
    desk.do(AmendOutcome("org", "work", {"definition": "Counted."}))
    assert measure(desk.holdings, "org", shipped_charter(), "work").unit == "people"


def test_an_own_outcome_goes_with_its_readings_and_a_domains_without():
    desk = followed()
    read(desk, "5", DAY)
    desk.do(RecordReading("org", "work", "62", DAY, id="stays"))
    desk.do(AmendOutcome("org", "work", {"target": "70"}))
    desk.do(RemoveOutcome("org", "own"))
    desk.do(RemoveOutcome("org", "work"))
    assert set(desk.holdings.readings) == {"stays"} and not desk.holdings.outcomes
    with pytest.raises(UnknownItem):
        desk.do(RemoveOutcome("org", "own"))


def test_a_figure_in_the_same_unit_is_a_reading():
    desk = ready_desk()
    for key, kind, unit in (("e1", EvidenceKind.FIGURE, "%"), ("e2", EvidenceKind.FIGURE, "people")):
        desk.do(AddEvidence("now", {"kind": kind, "title": "Pay", "figure": "62", "unit": unit}, ("1.1",), id=key))
    desk.do(ReadFromEvidence("e1", "work", DAY))
    [one] = the(desk, "work").readings
    assert (one.value, one.evidence, one.source) == ("62", "e1", "E-001 Pay")
    with pytest.raises(WrongValue, match="E-002 is in people"):
        desk.do(ReadFromEvidence("e2", "work", DAY))


def test_a_figure_that_is_no_number_is_no_reading():
    desk = ready_desk()
    desk.do(AddEvidence("now", {"kind": EvidenceKind.FIGURE, "title": "Share", "figure": "about ten", "unit": "%"},
                        id="piece"))
    with pytest.raises(WrongValue, match="'about ten' is not a number"):
        desk.do(ReadFromEvidence("piece", "work", DAY))


def test_readings_and_days_that_came_from_elsewhere_draw_nothing_wrong():
    charter, facts = shipped_charter(), []
    for item, values in (("undated", {"value": "5"}), ("worded", {"value": "about ten", "on": "2026-09-30"}),
                         ("good", {"value": "62", "on": "2026-09-30"})):
        facts += [(Subject("reading", "org", item, name), text) for name, text in {**values, "domain": "work"}.items()]
    for name, text in (("baseline", "60"), ("target", "70"), ("baseline_on", "2027-01-01"),
                       ("target_on", "2026-01-01")):
        facts.append((Subject("outcome", "org", "work", name), text))
    held = measure(ready_desk().holdings.with_facts(facts), "org", charter, "work")
    assert [one.value for one in held.points] == [Decimal(62)] and held.path is None
    assert held.track(DAY) in (Track.NO_PATH, Track.NO_READING)
    assert any("2 readings have no number in this unit, or no day" in note for note in held.notes)


def test_stories_taken_up_count_for_the_outcome_that_follows_them():
    desk = ready_desk()
    desk.do(AmendOutcome("org", "partners", {"follows": Follows.TAKEN_UP}))
    desk.do(AddStory("org", {"title": "Bees", "what": "Hives", "shareable": True}, id="bees"))
    desk.do(AddStory("org", {"title": "Wasps", "what": "Nests"}, id="wasps"))
    for key, by, on in (("bees", "A", DAY), ("bees", "B", DAY), ("bees", "C", DAY + timedelta(9)), ("wasps", "D", DAY)):
        desk.do(NoteTakenUp(f"org/{key}", by, on))
    assert the(desk, "partners").points == ((DAY, 2), (DAY + timedelta(9), 3))


@pytest.mark.parametrize(("text", "day"), [
    ("2026-03-31", date(2026, 3, 31)), ("31/03/2026", date(2026, 3, 31)), ("31.3.26", date(2026, 3, 31)),
    ("31 March 2026", date(2026, 3, 31)), ("31-Mar-26", date(2026, 3, 31)), ("29/02/2028", date(2028, 2, 29)),
    ("2026-03-31 00:00:00", date(2026, 3, 31)), ("1 sept 2026", date(2026, 9, 1))])
def test_days_are_read_with_the_day_before_the_month(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["", "29/02/2027", "31/04/2026", "3/31/2026", "March 2026", "31 Marsh 2026", "2026",
                                  "0001-01-01", "31/03-2026", "soon"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(WrongValue, match="is not a day"):
        day_of(text)


def test_a_paste_names_every_line_that_cannot_be_read_and_is_whole_or_nothing():
    found = pasted("Day\tValue\n2026-04-30\t12\n\n31/05/2026;13 trees;Rangers\nsoon\t5\n2026-06-30 many\n"
                   "30/04/2026\t1\n", "trees")
    assert [(one.line, one.value, one.source) for one in found.rows] == [(2, "12", ""), (4, "13 trees", "Rangers")]
    assert [one.line for one in found.faults] == [5, 6, 7] and "is on line 2 already" in found.faults[2].why
    desk = followed()
    before = desk.holdings
    with pytest.raises(WrongValue, match=r"Line 5: 'soon' is not a day.*Nothing was recorded"):
        desk.do(PasteReadings("org", "own", found.rows, found.faults))
    assert desk.holdings is before
    desk.do(PasteReadings("org", "own", found.rows, source="Count"))
    assert [(one.value, one.source) for one in the(desk).readings] == [("12", "Count"), ("13 trees", "Rangers")]
    assert PasteReadings("org", "own", found.rows).edit(desk.holdings).is_empty
    with pytest.raises(WrongValue, match="nothing to record"):
        desk.do(PasteReadings("org", "own", ()))
    with pytest.raises(WrongValue, match="Paste it in parts"):
        pasted("\n" * MOST_ROWS)


def test_a_paste_that_was_prepared_is_made_again_where_something_changed_meanwhile():
    desk = followed()
    rows = pasted("1/4/2026 5\n2/4/2026 6", "trees").rows
    prepared = PreparedPaste.of(PasteReadings("org", "own", rows), desk.holdings)
    assert prepared.edit(desk.holdings) is prepared.made
    read(desk, "5", DAY)
    desk.do(prepared)
    assert [one.value for one in the(desk).readings] == ["5", "6"]


@given(st.text(alphabet="0123456789/-.,;\t\n %ab", max_size=80))
def test_any_paste_gives_rows_and_faults(text):
    found = pasted(text, "%")
    assert len({one.on for one in found.rows}) == len(found.rows)
    assert all(one.words.startswith(f"Line {one.line:,}: ") for one in found.faults)


def test_ten_thousand_readings_are_taken_in_and_followed_quickly():
    lines = "\n".join(f"{(DAY - timedelta(one)).isoformat()}\t{one % 97}.5" for one in range(10_000))
    desk = followed(baseline="1", baseline_on=DAY - timedelta(10_000), target="99", target_on=DAY + timedelta(99))
    start, before = time.perf_counter(), desk.holdings
    paste = PasteReadings("org", "own", pasted(lines, "trees").rows).edit(before)
    desk.holdings = before.with_edit(paste)
    assert desk.holdings.with_edit(paste.reversed()) == before
    found = the(desk)
    assert len(found.points) == 10_000 and found.points == tuple(sorted(found.points))
    assert found.track(DAY) is Track.BEHIND
    read(desk, "3", DAY + timedelta(1))
    assert time.perf_counter() - start < 10

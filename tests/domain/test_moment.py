"""Moments as people write them: a day means its end, a minute its end, and nonsense is refused in a sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.moment import Moment


@given(st.dates(date(1971, 1, 1), date(2036, 12, 31)))
def test_a_day_means_everything_before_the_next_one_begins(day):
    moment = Moment.parse(day.isoformat())
    following = datetime.combine(day + timedelta(days=1), datetime.min.time()).astimezone(UTC)
    assert moment.at == following - timedelta(microseconds=1)
    assert moment.day == day and moment.words.startswith(f"{day.day} ")


def test_a_minute_means_its_end_and_a_second_too():
    minute = Moment.parse("2027-03-03T14:02+00:00")
    assert minute.at == datetime(2027, 3, 3, 14, 2, 59, 999_999, UTC)
    assert Moment.parse(" 2027-03-03 14:02:07Z ").at == datetime(2027, 3, 3, 14, 2, 7, 999_999, UTC)
    assert Moment.parse("2027-03-03T14:02:07.5Z").at == datetime(2027, 3, 3, 14, 2, 7, 500_000, UTC)
    local = Moment.parse("2027-03-03T14:02")
    assert local.at.astimezone().replace(tzinfo=None) == datetime(2027, 3, 3, 14, 2, 59, 999_999)
    assert local.words == "3 March 2027, 14:02"


@pytest.mark.parametrize("text", ["", "nonsense", "2027-02-30", "31/03/2027", "2027-03-03T25:00", "0001-01-01",
                                  "9999-12-31", "0001-01-01T00:00", "2027-03-03T14:02+99:00", "x" * 5_000, "\0"])
def test_nonsense_is_refused_with_how_to_write_it(text):
    with pytest.raises(WrongValue, match="Write one as") as refused:
        Moment.parse(text)
    assert len(str(refused.value)) < 200

"""That no mutant of a pack gets in, and that the trial would notice one."""

from __future__ import annotations

from io import BytesIO
from unittest.mock import patch

import pytest

from anchor_app.exchange import reading_here
from anchor_app.exchange.reading_here import check
from anchor_app.exchange.zip_reader import PackZip
from tests.faults import packs
from tests.faults.figures import FIGURES

SHORT = next(one.short for one in FIGURES if one.name == "packs")


@pytest.mark.parametrize("part", range(4))
def test_no_mutant_gets_in_or_breaks_the_reader(part: int) -> None:
    """F13, F14: so many as every test run makes, in four parts."""
    tally = packs.run(SHORT // 4, seed=7 + part)
    assert tally.mutants == SHORT // 4 and tally.structured == SHORT // 400


def test_a_reader_that_believes_the_table_of_contents_is_noticed() -> None:
    with patch.object(PackZip, "_check_headers", lambda self, directory: None), pytest.raises(AssertionError):
        packs.run(20_000, seed=1)


def test_a_reader_that_does_not_compare_the_form_is_noticed() -> None:
    with patch.object(reading_here, "_check_form", lambda *_: None), pytest.raises(AssertionError):
        packs.run(20_000, seed=1)


def test_a_reader_that_trips_is_noticed() -> None:
    def trips(file: BytesIO) -> reading_here.Checked:
        if len(file.getvalue()) % 17 == 0:
            raise KeyError("name")
        return check(file)

    with pytest.raises(KeyError):
        packs.run(2_000, read=trips)

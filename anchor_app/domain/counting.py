"""Counting: which components count in each reading of an assessment's row, and the standing that they come to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import AssessmentRow
from anchor_app.domain.charter import Charter
from anchor_app.domain.scoring import Standing, standing


class Reading(StrEnum):
    """What has to be the case for a fulfilled component to count."""

    SELF = "self"
    EVIDENCED = "evidenced"
    MODERATED = "moderated"

    @property
    def words(self) -> str:
        """The reading as people read it."""
        return {Reading.SELF: "Self-assessed", Reading.EVIDENCED: "Evidenced", Reading.MODERATED: "Moderated"}[self]


def counting(charter: Charter, row: AssessmentRow, reading: Reading) -> frozenset[str] | None:
    """The components that count; None where the steering group has decided nothing yet and is asked about."""
    done = frozenset(key for key, status in row.statuses.items()
                     if status is Status.FULFILLED and key in charter.components)
    if reading is Reading.EVIDENCED:
        return done & row.current
    if reading is Reading.MODERATED:
        return done & row.agreed if row.is_moderated else None
    return done


class Standings:
    """The standings of rows in one reading; what counts alike is scored once."""

    def __init__(self, charters: Mapping[str, Charter], reading: Reading) -> None:
        self.reading = reading
        self._charters = charters
        self._known: dict[tuple[str, frozenset[str]], Standing] = {}

    def of(self, row: AssessmentRow) -> Standing | None:
        """The standing of a row under its own charter, None where there is none in this reading."""
        charter = self._charters[row.charter]
        counted = counting(charter, row, self.reading)
        if counted is None:
            return None
        key = (row.charter, counted)
        if key not in self._known:
            self._known[key] = standing(charter, counted)
        return self._known[key]

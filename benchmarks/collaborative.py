"""A steering group's workspace: as many organisations over as many periods as are asked for, always the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.organisation import Kind
from anchor_app.domain.period import Period
from anchor_app.services.starting import shipped_charter
from anchor_app.storage.store import Store
from benchmarks.material import words

ORGANISATIONS = 1_000
PERIODS = 10
PIECES = 12
AT_ONCE = 60
"""Organisations whose answers of one period come in one edit, as packs do that are received together."""
MADE_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LAST = Period(2026)

_STATUSES = (Status.FULFILLED, Status.WORKING_TOWARDS, Status.FULFILLED, Status.NOT_STARTED, Status.FULFILLED)
_PLACES = ("Example Bay", "Invented Moor", "Sample Dale", "Fictional Fells", "Pretend Sands")


def make_collaborative(folder: Path, organisations: int = ORGANISATIONS, periods: int = PERIODS,
                       pieces: int = PIECES) -> None:
    """A workspace in a new folder, written through the store in one edit for each period and sixty organisations."""
    Store.create(folder, at=MADE_AT, who="Sam Example").close()
    charter = shipped_charter()
    with Store.open(folder) as store:
        store.keep_charter(charter, at=MADE_AT)
        for first in range(0, organisations, AT_ONCE):
            group = range(first, min(first + AT_ONCE, organisations))
            changes = itertools.chain.from_iterable(_organisation(number, charter, pieces) for number in group)
            store.save(Edit("Add organisations", tuple(changes)), who="Sam Example", at=MADE_AT)
        for back in reversed(range(periods)):
            for first in range(0, organisations, AT_ONCE):
                group = range(first, min(first + AT_ONCE, organisations))
                changes = itertools.chain.from_iterable(
                    _assessment(number, back, charter, pieces) for number in group)
                store.save(Edit("Receive packs", tuple(changes)), who="Sam Example", at=MADE_AT)


def organisation_id(number: int) -> str:
    """The id of an organisation."""
    return sha256(f"organisation {number}".encode()).hexdigest()[:32]


def assessment_id(number: int, back: int) -> str:
    """The id of an organisation's assessment so many periods before the last."""
    return sha256(f"assessment {number} {back}".encode()).hexdigest()[:32]


def _evidence_id(number: int, piece: int) -> str:
    return sha256(f"evidence {number} {piece}".encode()).hexdigest()[:32]


def _record(kind: str, owner: str, item: str, /, **texts: str) -> Iterator[Change]:
    for field, text in texts.items():
        yield Change(Subject(kind, owner, item, field), None, text)


def _organisation(number: int, charter: Charter, pieces: int) -> Iterator[Change]:
    key, kinds = organisation_id(number), tuple(Kind)
    yield from _record("organisation", key, "", name=f"Example organisation {number:04d}",
                       kind=kinds[number % len(kinds)].value, place=_PLACES[number % len(_PLACES)],
                       charter=charter.digest, champion_name=f"Robin Example {number:04d}")
    for piece in range(pieces):
        review = date(2026 + (number + piece) % 3, 1 + piece % 12, 1 + number % 28)
        yield from _record("evidence", key, _evidence_id(number, piece), number=str(piece + 1), kind="account",
                           title=f"Account {piece} of organisation {number}", shows=words(12),
                           review_by=review.isoformat(), owner=f"Robin Example {number:04d}",
                           sensitivity="collaborative", added_on=TODAY.isoformat())


def _assessment(number: int, back: int, charter: Charter, pieces: int) -> Iterator[Change]:
    key, owner = assessment_id(number, back), organisation_id(number)
    at = MADE_AT.isoformat()
    yield from _record("assessment", owner, key, charter=charter.digest, period=str(Period(LAST.year - back)),
                       round="Year end", state="signed-off", started_on=TODAY.isoformat())
    yield from _record("signing", key, "1", by=f"Robin Example {number:04d}", role="Chief executive",
                       on=TODAY.isoformat(), at=at, checksum=sha256(key.encode()).hexdigest())
    yield from _record("receipt", key, sha256(f"pack {key}".encode()).hexdigest(), at=at, audience="collaborative",
                       revision="1", state="signed-off", file_name=f"organisation-{number:04d}.anchorpack")
    for place, component in enumerate(charter):
        status = _STATUSES[(number * 7 + place * 3 + back) % len(_STATUSES)]
        told = {"summary": f"{words(9 + (number + place) % 9)} {number} {back}"}
        if status is not Status.NOT_STARTED:
            told["status"] = status.value
        if place == (number + back) % 16:
            told["focus"] = "yes"
        yield from _record("component", key, component.id, **told)
        if place % 4 == 0:
            mark = (Mark.IN_PLACE, Mark.PARTLY)[(number + back) % 2]
            yield from _record("practice", key, f"{component.id}.1", mark=mark.value)
            yield from _record("opportunity", key, sha256(f"{key} {place}".encode()).hexdigest()[:32],
                               component=component.id, text=words(8))
        for piece in range(place, pieces, len(charter.components)):
            yield Change(Subject("support", key, _evidence_id(number, (piece + back) % pieces), component.id),
                         None, "yes")
        if number % 3 == 0 and back < 2 and status is Status.FULFILLED:
            yield from _record("moderation", key, component.id, decision="agreed" if place % 5 else "more-evidence",
                               by="Steering group", on=TODAY.isoformat(), revision="1")

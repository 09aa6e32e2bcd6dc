"""A steering group's workspace for tests and pictures: seven organisations, two periods, and one that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.services.starting import shipped_charter
from anchor_app.storage.store import Store

AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
LAST, NOW = "2025/26", "2026/27"
MEMBERS = (
    ("bay", "Example Bay Hospitals", "nhs-trust", "Bay", (2, 2, 2, 2, 2, 2), (1, 1, 2, 1, 1, 2)),
    ("northmoor", "Northmoor City Council", "council", "Bay", (2, 1, 3, 2, 2, 1), (2, 1, 2, 2, 2, 1)),
    ("fellside", "Fellside University", "university", "Fells", (1, 0, 2, 1, 2, 1), None),
    ("port", "Port Example College", "college", "Bay", (1, 1, 2, 1, 1, 2), (1, 1, 1, 1, 1, 1)),
    ("ashbeck", "Ashbeck Community Trust", "nhs-trust", "Fells", (3, 2, 3, 2, 2, 2), (3, 2, 3, 2, 2, 1)),
    ("coast", "Example Coast Council", "council", "Coast", (3, 2, 4, 2, 2, 3), (3, 2, 4, 2, 2, 3)),
    ("millbrook", "Millbrook Energy", "employer", "Coast", (1, 1, 1, 2, 1, 1), (2, 1, 1, 2, 1, 2)),
)
"""Id, name, kind, place, and how many components of each domain are fulfilled, this period and the last."""
MISSING = ("whinmoor", "Whinmoor Housing", "employer", "Moor")


def steering(folder: Path, *, name: str = "Bay and Fells Collaborative", more: int = 0) -> None:
    """The workspace in a folder that is not there yet; `more` adds that many further organisations like the first."""
    charter = shipped_charter()
    Store.create(folder, at=AT, who="Sam Example").close()
    with Store.open(folder) as store:
        store.keep_charter(charter, at=AT)
        changes = [*_record("collaborative", "", "", name=name)] if name else []
        for key, *what in (*MEMBERS, (*MISSING, None, None)):
            changes += _member(charter, key, *what)
        for number in range(more):
            key, _, kind, place, now, _ = MEMBERS[number % len(MEMBERS)]
            changes += _member(charter, f"{key}-{number}", f"Further organisation {number:03d}", kind, place, now, None)
        store.save(Edit("Receive packs", tuple(changes)), who="Sam Example", at=AT)


def _record(kind: str, owner: str, item: str, /, **texts: str) -> Iterator[Change]:
    for field, text in texts.items():
        yield Change(Subject(kind, owner, item, field), None, text)


def _member(charter: Charter, key: str, name: str, kind: str, place: str, now: tuple[int, ...] | None,
            last: tuple[int, ...] | None) -> Iterator[Change]:
    yield from _record("organisation", key, "", name=name, kind=kind, place=place, charter=charter.digest)
    if now is not None:
        yield from _record("evidence", key, f"{key}-e", number="1", kind="account", title="An account",
                           text="What we did", review_by=date(2027, 11, 1).isoformat(), sensitivity="collaborative")
        yield from _assessment(charter, key, NOW, now)
    if last is not None:
        yield from _assessment(charter, key, LAST, last)


def _assessment(charter: Charter, owner: str, period: str, counts: tuple[int, ...]) -> Iterator[Change]:
    key = f"{owner} {period}"
    yield from _record("assessment", owner, key, charter=charter.digest, period=period, round="Year end",
                       started_on="2026-10-01")
    if owner != "bay":
        yield from _record("receipt", key, f"{key} pack", at=AT.isoformat(), audience="collaborative", revision="1",
                           state="draft", file_name=f"{owner}.anchorpack")
    for domain, count in zip(charter.domains, counts, strict=True):
        for place, component in enumerate(domain.components):
            if place < count:
                yield from _record("component", key, component.id, status="fulfilled")
                if period == NOW and owner != "port":
                    yield Change(Subject("support", key, f"{owner}-e", component.id), None, "yes")
            elif place == count:
                yield from _record("component", key, component.id, status="working-towards", focus="yes")

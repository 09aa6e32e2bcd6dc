"""Stores of every sort, and edits to save in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.storage.store import Store

NOON = datetime(2026, 10, 25, 12, tzinfo=UTC)

Save = Callable[..., Edit]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a workspace may be made; the name has what names may have."""
    return tmp_path / "o'b #%20 workspace ŵ"


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """An empty workspace of each sort there is."""
    made = Store.create(folder) if request.param == "disk" else Store.in_memory()
    with made:
        yield made


@pytest.fixture
def filled(folder: Path) -> Iterator[Path]:
    """The folder of a closed workspace with an organisation, an assessment and forty answers."""
    with Store.create(folder, about={"example": "yes"}) as store:
        fill(store)
    yield folder


def fill(store: Store, answers: int = 40) -> None:
    """Saves an organisation, an assessment and that many answers, one edit each."""
    save(store, ("organisation", "o1", "", "name", None, "Invented Trust"))
    save(store, ("assessment", "o1", "a1", "period", None, "2026/27"))
    for number in range(answers):
        save(store, ("component", "a1", f"1.{number}", "summary", None, f"What we did, part {number}: R&D <b>"))


def edit(*rows: tuple[str, str, str, str, str | None, str | None], label: str = "Answer") -> Edit:
    """An edit from plain rows of kind, owner, item, field, old, new."""
    return Edit(label, tuple(Change(Subject(kind, owner, item, field), old, new)
                             for kind, owner, item, field, old, new in rows))


def save(store: Store, *rows: tuple[str, str, str, str, str | None, str | None]) -> Edit:
    """Saves an edit at noon."""
    made = edit(*rows)
    store.save(made, who="Ada Invented", at=NOON)
    return made

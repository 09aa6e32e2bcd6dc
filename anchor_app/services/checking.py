"""The check of a whole workspace: what is damaged, named as people know it; it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import Refusal
from anchor_app.domain.holdings import Holdings

Progress = Callable[[int, int], object]
"""Is told how many documents are checked so far, and how many there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that is not as it should be, where people look for it; what is not serious does no harm.

    The sentence says what is wrong and what can be done; `looked_at` is the part of the workspace where it was found.
    """

    where: str
    sentence: str
    is_serious: bool = True
    looked_at: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


def check_workspace(folder: Path, progress: Progress | None = None) -> tuple[Found, ...]:
    """Everything that is wrong with the workspace in a folder, its documents and its backups; empty when it is whole.

    Nothing is written and the lock is not taken. Raises what keeps a folder from being a workspace at all.
    """
    from anchor_app.storage import opening
    from anchor_app.storage.check import check

    opening.located(opening.canonical(folder))
    holdings = _as_far_as_readable(folder)
    findings = check(folder, progress or _nobody_follows)
    return (*(Found(place(holdings, one.subject), one.sentence, one.is_serious, one.looked_at) for one in findings),
            *_backups(folder))


def looked_at(folder: Path) -> tuple[str, ...]:
    """What a check of the workspace in a folder looks at, with how much there is of each; for telling people."""
    from anchor_app.services.backups import list_backups
    from anchor_app.storage.backup import described
    from anchor_app.storage.opening import DATABASE

    held = described(folder / DATABASE).holds
    numbers = () if held is None else (
        (held.organisations, "organisation"), (held.assessments, "assessment"), (held.answers, "answer"),
        (len(held.digests), "document"))
    return ("the database and its history",
            *(f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
              for number, noun in (*numbers, (len(list_backups(folder)), "backup"))))


def _backups(folder: Path) -> Iterator[Found]:
    """The backups that could not be restored."""
    from anchor_app.services.backups import list_backups
    from anchor_app.services.folders import command

    for one in list_backups(folder):
        if one.trouble:
            advice = "" if one.is_unreadable else (
                " It cannot be restored, and is left as it is. To set it aside, from the app: Settings, Backups, Set "
                f"aside. From the command line: {command(f'backup set-aside {one.id}', folder)}")
            yield Found("", one.trouble + advice, looked_at="the backups")


def place(holdings: Holdings, what: Subject | None) -> str:
    """Where a subject stands, by organisation, period and component or reference; "" where that is unknown."""
    if what is None:
        return ""
    if what.kind == "organisation":
        return _organisation(holdings, what.owner)
    if what.kind == "evidence":
        piece = holdings.evidence.get(what.item)
        named = f"{piece.reference} {piece.title}".strip() if piece else ""
        parts = [_organisation(holdings, what.owner), named, *_uses(holdings, what)]
        return ", ".join(one for one in parts if one)
    assessment = holdings.assessments.get(what.item if what.kind == "assessment" else what.owner)
    if assessment is None:
        return ""
    parts = [_organisation(holdings, assessment.organisation), assessment.title, _item(holdings, what)]
    return ", ".join(one for one in parts if one)


def _item(holdings: Holdings, what: Subject) -> str:
    if what.kind in ("component", "practice", "principle"):
        return f"{what.kind} {what.item}"
    if what.kind == "opportunity":
        for assessment in holdings.assessments.values():
            if what.item in assessment.opportunities:
                return f"component {assessment.opportunities[what.item].component}"
    return f"component {what.field}" if what.kind == "support" else ""


def _uses(holdings: Holdings, what: Subject) -> Iterator[str]:
    """Which components a piece of evidence supports, for each assessment that uses it."""
    for assessment in holdings.assessments_of(what.owner):
        components = sorted(assessment.components_of(what.item))
        if components:
            yield f"for {', '.join(components)} in {assessment.title}"


def _organisation(holdings: Holdings, key: str) -> str:
    known = holdings.organisations.get(key)
    return known.shown_name if known else ""


def _as_far_as_readable(folder: Path) -> Holdings:
    """The values by whose names findings are told; none when the workspace is too damaged to be read."""
    from anchor_app.storage.store import Store

    try:
        with Store.open(folder, read_only=True) as store:
            return store.load()
    except Refusal:
        return Holdings()


def _nobody_follows(done: int, of: int) -> None:
    """Progress that nobody follows."""

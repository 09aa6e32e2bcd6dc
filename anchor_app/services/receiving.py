"""Receiving: packs are read apart, shown as differences, and applied together: all of them in one edit, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from anchor_app.domain.addressing import address
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Conflict, Refusal, UnknownItem
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.merging import Choices, MergePlan, plan_merges
from anchor_app.domain.merging_plan import Kind, Side
from anchor_app.domain.receiving import Arrival, Receive
from anchor_app.services.exchanging import SUFFIX, Progress
from anchor_app.services.making_much import making_much
from anchor_app.storage.errors import Cancelled

if TYPE_CHECKING:
    from anchor_app.exchange.reading import ReadPack
    from anchor_app.services.starting import Opened
    from anchor_app.services.workspace import Workspace
    from anchor_app.storage.backup import Backup
    from anchor_app.storage.content import Content

MOST_PACKS = 1_000
"""Packs that are received together; more are most likely a mistake."""


def _nobody_follows(done: int, of: int) -> None:
    """Progress that nobody looks at."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Batch:
    """Packs that were read together, and why others of them were not; close it, or use it in a `with`."""

    packs: tuple[ReadPack, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def close(self) -> None:
        """Remove what was opened for the reading; a second time is no mistake."""
        for one in self.packs:
            one.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class Planned:
    """Packs beside what is kept here: one plan for each, in their order, each after those before it.

    The plans hold for these very `holdings`.
    """

    packs: tuple[ReadPack, ...]
    plans: tuple[MergePlan, ...]
    holdings: Holdings

    @property
    def is_ready(self) -> bool:
        """Whether it can be applied as it is."""
        return all(one.is_ready for one in self.plans)

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why something of it cannot be applied at all, each sentence once."""
        return tuple(dict.fromkeys(said for one in self.plans for said in one.refusals))

    @property
    def charters(self) -> tuple[Charter, ...]:
        """The wordings that are not kept here yet."""
        return tuple({one.digest: one for plan in self.plans for one in plan.charters.values()}.values())

    def count(self, kind: Kind) -> int:
        """How many fields of all packs are of a kind."""
        return sum(one.counts.get(kind, 0) for one in self.plans)


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it: the edit (empty when nothing was new), the backup before it, how many documents came in."""

    edit: Edit
    backup: Backup | None = None
    documents: int = 0

    @property
    def is_news(self) -> bool:
        """Whether anything was new."""
        return not self.edit.is_empty


@dataclass(frozen=True, slots=True)
class _AsPlanned:
    """The wish to receive what was planned, as long as nothing was changed since `holdings`."""

    made: Edit
    holdings: Holdings

    def edit(self, holdings: Holdings) -> Edit:
        if holdings is not self.holdings:
            raise _changed()
        return self.made


def packs_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Files as they are, and of a folder the packs in it by name; raises UnknownItem for a folder without any."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        try:
            inside = sorted(one for one in path.iterdir() if one.suffix.casefold() == SUFFIX and one.is_file())
        except OSError as error:
            raise UnknownItem(f"The folder {path} cannot be read ({error.strerror}). Choose the packs themselves.") \
                from error
        if not inside:
            raise UnknownItem(f"The folder {path} holds no packs. The name of a pack ends in {SUFFIX}.")
        found.update(dict.fromkeys(inside))
    if len(found) > MOST_PACKS:
        raise UnknownItem(f"These are {len(found):,} packs; at most {MOST_PACKS:,} are received together. "
                          "Receive them in parts.")
    return tuple(found)


@making_much()
def read(paths: Sequence[Path], passphrase: str = "", *, progress: Progress = _nobody_follows,
         is_cancelled: Callable[[], bool] = _never) -> Batch:
    """Packs, read strictly in a process of their own; for a worker. One that is refused does not stop the others.

    `passphrase` is tried on those that are protected. `progress` counts packs. Close what comes of it.
    """
    from anchor_app.exchange.reading import ReadPack, read_packs
    from anchor_app.services.evidence_copies import sweep_packs

    if passphrase:  # what a process that was killed had opened lies about in plain until it is swept
        sweep_packs()
    packs: list[ReadPack] = []
    refused: list[Refusal] = []
    try:
        for done, (_, found) in enumerate(read_packs(paths, passphrase or None, is_cancelled=is_cancelled), start=1):
            if isinstance(found, ReadPack):
                packs.append(found)
            else:
                refused.append(found)
            progress(done, len(paths))
    except BaseException:
        Batch(tuple(packs)).close()
        raise
    return Batch(tuple(packs), tuple(refused))


@making_much()
def plan(workspace: Workspace, packs: Sequence[ReadPack], choices: Choices | None = None,
         default: Side | None = None, *, same: frozenset[str] = frozenset()) -> Planned:
    """The packs as differences from what is kept here; asks the store, and changes nothing.

    Conflicts are decided by `choices` (by their unit) or else by `default`. `same` are ids of organisations in packs
    that a person said are those of the same name here.
    """
    holdings = workspace.holdings
    contents = [one.content for one in packs]
    owners = {owner for one in contents for owner in address(holdings, one, one.organisation in same).owners}
    lineages = workspace.store.past.lineages(owners)
    plans = plan_merges(holdings, lineages, contents, choices, default, same=same)
    return Planned(tuple(packs), tuple(plans), holdings)


def receive_of(workspace: Workspace, planned: Planned) -> Edit:
    """The edit that applying comes to; raises Conflict where something is in its way. Changes nothing."""
    return workspace.edit_for(_wish(workspace, planned))


def take_in(content: Content, planned: Planned, *, progress: Progress = _nobody_follows,
            is_cancelled: Callable[[], bool] = _never) -> tuple[str, ...]:
    """Keep the documents of the packs, durable when this returns; the digests of those that were not here before.

    May run on a worker. Raises UnfitDocument, DiskFull, DiskTrouble, Cancelled; then none of them is left.
    """
    total, done, new = sum(sum(one.content.files.values()) for one in planned.packs), 0, []
    try:
        for pack in planned.packs:
            for digest, size in sorted(pack.content.files.items()):
                if is_cancelled():
                    raise Cancelled("Nothing was received.")
                with pack.open_file(digest) as file:
                    if content.add_expected(file, digest, size, is_cancelled=is_cancelled).is_new:
                        new.append(digest)
                done += size
                progress(done, total)
    except Refusal:
        leave_out(content, new, planned.holdings)
        raise
    return tuple(new)


def leave_out(content: Content, digests: Iterable[str], holdings: Holdings | None = None) -> None:
    """Remove documents that were taken in for packs which are not received after all.

    What evidence in `holdings` names stays: somebody may have attached the very document meanwhile.
    """
    named = {one.digest for one in holdings.evidence.values()} if holdings is not None else set()
    for digest in digests:
        if digest not in named:
            content.discard(digest)


@making_much()
def apply(opened: Opened, planned: Planned, *, progress: Progress = _nobody_follows,
          is_cancelled: Callable[[], bool] = _never) -> Applied:
    """Receive what was planned, as one edit, after a backup; all of it is durable when this returns.

    Raises Conflict where something is in the way or was changed since, and whatever a backup, the disk or the store
    refuse; then nothing of the packs is kept.
    """
    from anchor_app.services import backups

    workspace = opened.workspace
    wanted = _wish(workspace, planned)
    if (edit := workspace.edit_for(wanted)).is_empty:
        return Applied(edit)
    backup = backups.before(opened.store, backups.Reason.BEFORE_IMPORT)
    new = take_in(opened.store.content, planned, progress=progress, is_cancelled=is_cancelled)
    try:
        wish = ready_wish(workspace, planned, wanted)
        edit = workspace.edit_for(wish)
    except Refusal:
        leave_out(opened.store.content, new, workspace.holdings)
        raise
    # Should saving fail, the documents stay: where a disk is in trouble, the edit may be there all the same.
    return Applied(workspace.do(wish), backup, len(new))


def ready_wish(workspace: Workspace, planned: Planned, wanted: _AsPlanned | None = None) -> _AsPlanned:
    """The wish to receive, once the wordings that come along are kept; raises Conflict after a change meanwhile.

    `wanted` is the wish as it was before, where it was worked out already.
    """
    if workspace.holdings is not planned.holdings:
        raise _changed()
    made = (wanted or _wish(workspace, planned)).made
    for charter in planned.charters:
        workspace.keep_charter(charter)
    return _AsPlanned(made, workspace.holdings)


def _wish(workspace: Workspace, planned: Planned) -> _AsPlanned:
    arrivals = tuple(Arrival(plan, pack.checksum, pack.file_name)
                     for plan, pack in zip(planned.plans, planned.packs, strict=True))
    return _AsPlanned(Receive(arrivals, workspace.clock.now()).edit(planned.holdings), planned.holdings)


def _changed() -> Conflict:
    return Conflict("Something was changed here since the packs were compared. Look at the differences again, "
                    "then receive them.")

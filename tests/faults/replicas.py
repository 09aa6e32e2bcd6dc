"""Copies of a workspace that are worked on apart and exchange packs: each is a history in memory, without a disk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from anchor_app.domain.addressing import address
from anchor_app.domain.commands import Command
from anchor_app.domain.edit import Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import Refusal
from anchor_app.domain.holdings import UNHELD, Holdings
from anchor_app.domain.lineage import OF_ITS_OWN, Lineage, Lineages, version_of
from anchor_app.domain.lineage_fold import Fold, Key
from anchor_app.domain.merging import plan_merge
from anchor_app.domain.merging_plan import MergePlan, Side
from anchor_app.domain.pack_content import PackContent, Told
from anchor_app.domain.receiving import Arrival, Receive
from anchor_app.domain.undoing import Step, TakeBack, steps_of
from tests.faults import champion

ORGANISATION, ASSESSMENT = "org", "now"
CHARTER = champion.charter()
_BEGINNING = 2
"""The entries by which an organisation and its assessment were started."""
_STARTED = datetime(2026, 11, 2, 9, tzinfo=UTC)

@dataclass(frozen=True)
class Pack:
    """A pack as it lies in a folder, with its checksum."""

    content: PackContent
    checksum: str


class Replica:
    """One copy: its holdings, its entries, and for each of them the version that it gives to what it touches."""

    def __init__(self, name: str, clock_off: timedelta = timedelta(0)) -> None:
        self.name = name
        self.clock_off = clock_off
        self.holdings = Holdings({CHARTER.digest: CHARTER})
        self.entries: list[Entry] = []
        self.versions: list[str] = []
        self.facts: dict[Subject, str] = {}
        self.written_by: dict[str, int] = {}
        self._end = name.encode()

    def copy(self, name: str) -> Replica:
        """Another copy with the same history, as a folder that was copied."""
        other = Replica(name)
        other.holdings, other.entries, other.versions = self.holdings, list(self.entries), list(self.versions)
        other.facts, other.written_by, other._end = dict(self.facts), dict(self.written_by), self._end
        return other

    def before(self, number: int) -> Replica:
        """The copy as it was before an entry."""
        then = Replica(self.name)
        for entry in self.entries[:number - 1]:
            then.save(entry.edit, entry.reverses)
        return then

    def do(self, command: Command) -> bool:
        """Does what is wished, and says whether it was allowed and changed anything."""
        try:
            edit = command.edit(self.holdings)
        except Refusal:
            return False
        if edit.is_empty:
            return False
        self.save(edit, getattr(command, "reverses", ()))
        return True

    def save(self, edit: Edit, reverses: tuple[int, ...] = ()) -> None:
        """Makes an edit the next entry, sealed to the one before."""
        before = {change.what: self.facts.get(change.what) for change in edit.changes}
        for change in edit.changes:
            assert before[change.what] == change.old, change
            before[change.what] = change.new
        self.holdings = self.holdings.with_edit(edit)
        at = _STARTED + self.clock_off + timedelta(minutes=5 * len(self.entries))
        entry = Entry(len(self.entries) + 1, at, self.name, edit, reverses)
        told = json.dumps([[change.what.kind, change.what.owner, change.what.item, change.what.field, change.old,
                            change.new] for change in edit.changes])
        self._end = sha256(self._end + f"{at}{self.name}{reverses}{told}".encode()).digest()
        self.entries.append(entry)
        self.versions.append(version_of(self._end))
        for what, text in before.items():
            if text is None:
                self.facts.pop(what, None)
            else:
                self.facts[what] = text
            if what.kind == "lineage":
                self.written_by[what.owner] = entry.id

    def undo(self) -> Step | None:
        """Takes back the last step that can be, but for the beginning; the step that it took back, or None."""
        step = steps_of(self.entries).next_undo(self.holdings)
        if step is None or step.ids[0] <= _BEGINNING:
            return None
        self.do(TakeBack(step))
        return step

    def lineages(self, owners: Iterable[str]) -> Lineages:
        """The lineages of everything that the owners have."""
        fold = Fold({owner: self.written_by.get(owner, 0) for owner in owners}, self._entry)
        texts = {}
        for owner, since in fold.since.items():
            if since:
                text = self.facts[Subject("lineage", owner, "", "versions")]
                fold.begin(owner, text)
                texts[owner] = text
        for entry in self.entries[min(fold.since.values(), default=0):]:
            fold.take(entry, self.versions[entry.id - 1])
        fold.bury(self._living)
        return Lineages(fold.by_owner, texts)

    def pack(self) -> Pack:
        """Everything that it has of the organisation, sent; what is known of versions is written down with it."""
        content = content_of(self, (ORGANISATION, *sorted(self.holdings.assessments)))
        lineages = self.lineages(content.owners)
        changes = tuple(change for owner in content.owners for change in lineages.settling(owner))
        if changes:
            self.save(Edit("Send a pack", changes))
        return Pack(content, checksum_of(content))

    def plan(self, pack: Pack, side: Side | None = None) -> MergePlan:
        """What receiving a pack would come to."""
        where = address(self.holdings, pack.content)
        return plan_merge(self.holdings, self.lineages(where.owners), pack.content, default=side)

    def receive(self, plan: MergePlan, pack: Pack) -> bool:
        """Receives a pack as planned; whether that made an entry."""
        return self.do(Receive((Arrival(plan, pack.checksum),), _STARTED))

    def said(self) -> dict[Subject, str]:
        """What the workspace says, apart from what it keeps for itself."""
        return {what: text for what, text in self.facts.items()
                if what.kind not in UNHELD and what.kind not in OF_ITS_OWN}

    def _entry(self, number: int) -> tuple[Entry, str]:
        return self.entries[number - 1], self.versions[number - 1]

    def _living(self, owners: list[str]) -> set[Key]:
        return {(what.kind, what.owner, what.item) for what in self.facts if what.owner in owners}


def content_of(replica: Replica, owners: tuple[str, ...]) -> PackContent:
    """All that a replica could tell of its owners: every field that was ever touched."""
    facts: dict[Subject, Told] = {}
    for what, lineage in replica.lineages(owners).items():
        if what.kind == "assessment" and what.field in ("state", "revision"):
            lineage = Lineage()
        facts[what] = Told(replica.facts.get(what), lineage)
    return PackContent(ORGANISATION, tuple(one for one in owners if one != ORGANISATION), facts,
                       {CHARTER.digest: CHARTER.source})


def checksum_of(content: PackContent) -> str:
    """The checksum of what a pack says."""
    told = sorted((str(what), told.text, told.lineage.current, sorted(told.lineage.older))
                  for what, told in content.facts.items())
    return sha256(json.dumps(told).encode()).hexdigest()


def today() -> date:
    """The day on which everything happens."""
    return _STARTED.date()

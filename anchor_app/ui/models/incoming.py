"""Packs on their way in: read apart, compared with what is here, decided on, and applied together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from anchor_app.domain.errors import Refusal
from anchor_app.domain.merging_plan import Difference, Side
from anchor_app.exchange.errors import PassphraseNeeded, WrongPassphrase
from anchor_app.services import receiving
from anchor_app.services.pack_words import Naming
from anchor_app.storage.errors import Cancelled
from anchor_app.ui.attaching import words_of

if TYPE_CHECKING:
    from anchor_app.domain.edit import Edit, Subject
    from anchor_app.domain.merging_plan import MergePlan
    from anchor_app.exchange.reading import ReadPack
    from anchor_app.services.receiving import Planned
    from anchor_app.ui.hub import Hub
    from anchor_app.ui.tasks import Job

Found = list[tuple[Path, "ReadPack | Refusal"]]


class Stage(Enum):
    """What is being done with the packs."""

    NOTHING = "nothing"
    READING = "reading"
    COMPARING = "comparing"
    SHOWN = "shown"
    APPLYING = "applying"


@dataclass(frozen=True)
class Compared:
    """The packs beside what is here, and how the differences are called."""

    planned: Planned
    naming: Naming


@dataclass
class Done:
    """What came of applying: the sentence, and the assessments that came in."""

    words: str
    assessments: tuple[str, ...] = field(default=())


class Incoming(QObject):
    """One for a page. `changed`: look again. `moved(share)`: how far the work is. `applied(Done)`, `failed(sentence)`.

    Decisions are kept by the unit of a conflict; nothing is decided beforehand.
    """

    changed = Signal()
    moved = Signal(float)
    applied = Signal(object)
    failed = Signal(str)

    def __init__(self, hub: Hub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incoming")
        self._hub = hub
        self._job: Job | None = None
        self._new: tuple[str, ...] = ()
        self._awaited: Edit | None = None
        self.stage = Stage.NOTHING
        self._clear()
        hub.edited.connect(self._on_edited)
        hub.failed.connect(self._on_refused)

    def _clear(self) -> None:
        self.packs: dict[Path, ReadPack] = {}
        self.refused: dict[Path, Refusal] = {}
        self.compared: Compared | None = None
        self.choices: dict[Subject, Side] = {}
        self.same: set[str] = set()

    # What there is

    @property
    def protected(self) -> list[Path]:
        """The packs that wait for their passphrase."""
        return [path for path, why in self.refused.items() if isinstance(why, (PassphraseNeeded, WrongPassphrase))]

    @property
    def plans(self) -> tuple[MergePlan, ...]:
        """The plan of each pack."""
        return self.compared.planned.plans if self.compared else ()

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """The first difference of everything that is to be decided, decided or not."""
        found: dict[Subject, Difference] = {}
        for plan in self.plans:
            for one in plan.conflicts:
                found.setdefault(one.unit, one)
        return tuple(found.values())

    @property
    def undecided(self) -> int:
        """How much is still to be decided."""
        return sum(one.unit not in self.choices for one in self.conflicts)

    @property
    def blocks(self) -> tuple[tuple[MergePlan, str], ...]:
        """What stands in the way of applying, and of which pack."""
        return tuple((plan, said) for plan in self.plans for said in plan.refusals)

    @property
    def is_ready(self) -> bool:
        """Whether all of it can be applied now."""
        return self.stage is Stage.SHOWN and bool(self.plans) and not self.undecided and not self.blocks

    def path_of(self, plan: MergePlan) -> Path:
        """The file of a plan's pack."""
        return list(self.packs)[self.plans.index(plan)]

    # What is done

    def read(self, paths: Iterable[Path], passphrase: str = "") -> None:
        """Read packs, and folders of packs, in a process of their own; those that are here already stay."""
        try:
            wanted = [one for one in receiving.packs_in(paths) if one not in self.packs]
        except Refusal as refusal:
            self.failed.emit(str(refusal))
            return
        self._stop()
        self.stage = Stage.READING
        self._job = self._hub.tasks.run(lambda report, is_cancelled: _read(wanted, passphrase, report, is_cancelled),
                                        self._on_read, self._on_failed, self.moved.emit)
        self.changed.emit()

    def compare(self) -> None:
        """Look at the differences, with what was decided so far."""
        self._stop()
        if not self.packs:
            self.compared = None
            self.stage = Stage.SHOWN if self.refused else Stage.NOTHING
            self.changed.emit()
            return
        self.stage = Stage.COMPARING
        self._job = self._hub.tasks.store(self._planning(), self._on_compared, self._on_failed)
        self.changed.emit()

    def leave_out(self, paths: Iterable[Path]) -> None:
        """Go on without some files."""
        for path in list(paths):
            self.refused.pop(path, None)
            if (pack := self.packs.pop(path, None)) is not None:
                pack.close()
        self.compare()

    def say_same(self, organisation: str) -> None:
        """The organisation of a pack is the one of the same name here."""
        self.same.add(organisation)
        self.compare()

    def decide(self, unit: Subject, side: Side) -> None:
        """Decide a conflict."""
        self.choices[unit] = side
        self.changed.emit()

    def decide_all(self, side: Side) -> None:
        """Decide alike all that is not decided yet; where only one side can be chosen, that one."""
        for one in self.conflicts:
            self.choices.setdefault(one.unit, one.only or side)
        self.changed.emit()

    def apply(self) -> None:
        """Receive all of it as one change: compared once more, after a backup, with its documents."""
        if not self.is_ready or not self._hub.flush():
            return
        self.stage = Stage.APPLYING
        self.changed.emit()
        plan, workspace = self._planning(), self._hub.workspace

        def prepare() -> tuple[Compared, bool]:
            from anchor_app.services import backups

            compared = plan()
            is_new = compared.planned.is_ready and not receiving.receive_of(workspace, compared.planned).is_empty
            if is_new:
                backups.before(workspace.store, backups.Reason.BEFORE_IMPORT)  # type: ignore[arg-type]
            return compared, is_new

        self._job = self._hub.tasks.store(prepare, self._on_prepared, self._on_failed)

    def cancel(self) -> None:
        """Stop what is being done; packs that were compared stay, others are forgotten."""
        self._stop()
        if self.compared is None:
            self.forget()
        else:
            self.stage = Stage.SHOWN
            self.changed.emit()

    def forget(self) -> None:
        """Be done with these packs."""
        self._stop()
        for pack in self.packs.values():
            pack.close()
        self._clear()
        self.stage = Stage.NOTHING
        self.changed.emit()

    # How it goes on

    def _planning(self) -> Callable[[], Compared]:
        workspace, packs = self._hub.workspace, tuple(self.packs.values())
        choices, same = dict(self.choices), frozenset(self.same)

        def go() -> Compared:
            planned = receiving.plan(workspace, packs, choices, same=same)
            return Compared(planned, Naming.of(planned.holdings, planned.plans))

        return go

    def _on_read(self, found: Found) -> None:
        self._job = None
        for path, one in found:
            if isinstance(one, Refusal):
                self.refused[path] = one
            else:
                self.refused.pop(path, None)
                self.packs[path] = one
        self.compare()

    def _on_compared(self, compared: Compared) -> None:
        self._job, self.compared, self.stage = None, compared, Stage.SHOWN
        self.changed.emit()

    def _on_prepared(self, result: tuple[Compared, bool]) -> None:
        self._job = None
        self.compared, is_new = result
        if not self.compared.planned.is_ready:
            self.stage = Stage.SHOWN
            self.changed.emit()
            self.failed.emit("The differences are others by now. Look at them once more, then receive the packs.")
            return
        if not is_new:
            self._finish(Done("Nothing in it is new, so nothing was changed."))
            return
        content, planned = self._hub.workspace.store.content, self.compared.planned
        self._job = self._hub.tasks.run(
            lambda report, is_cancelled: receiving.take_in(
                content, planned, progress=lambda done, of: report(done / of if of else 1.0),
                is_cancelled=is_cancelled),
            self._on_taken_in, self._on_failed, self.moved.emit)

    def _on_taken_in(self, new: tuple[str, ...]) -> None:
        assert self.compared is not None
        self._new = new
        workspace, planned = self._hub.workspace, self.compared.planned
        self._job = self._hub.tasks.store(lambda: receiving.ready_wish(workspace, planned), self._on_ready,
                                          self._on_not_ready)

    def _on_ready(self, wish: Any) -> None:
        self._job = None
        try:
            self._awaited = self._hub.workspace.edit_for(wish)
        except Refusal as refusal:
            self._on_not_ready(refusal)
            return
        self._hub.do(wish)

    def _on_edited(self, edit: Edit) -> None:
        if self._awaited is not None and edit.label == self._awaited.label:
            self._finish(Done(_done_words(self.plans, self._new), tuple(
                one for plan in self.plans for one in plan.assessments)))

    def _on_refused(self, sentence: str) -> None:
        """The wish came to nothing; where it waits to be saved again, it is waited for."""
        if self._awaited is not None and not self._hub.has_pending:
            self._awaited = None
            self._on_not_ready(Refusal(sentence))

    def _on_not_ready(self, error: BaseException) -> None:
        workspace, new = self._hub.workspace, self._new
        self._new = ()
        self._hub.tasks.store(lambda: receiving.leave_out(workspace.store.content, new, workspace.holdings))
        self._on_failed(error)
        self.compare()

    def _finish(self, done: Done) -> None:
        self._awaited, self._new = None, ()
        self.forget()
        self.applied.emit(done)

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self.stage = Stage.SHOWN if self.compared or self.refused else Stage.NOTHING
        self.changed.emit()
        if not isinstance(error, Cancelled):
            self.failed.emit(words_of(error))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _read(paths: list[Path], passphrase: str, report: Callable[[float], None],
          is_cancelled: Callable[[], bool]) -> Found:
    """Each file with its pack, or why it was not read; once cancelled, nothing stays open."""
    from anchor_app.exchange.reading import ReadPack, read_packs

    found: Found = []
    for done, (path, one) in enumerate(read_packs(paths, passphrase or None, is_cancelled=is_cancelled), start=1):
        found.append((path, one))
        report(done / len(paths))
    if is_cancelled():
        for _, pack in found:
            if isinstance(pack, ReadPack):
                pack.close()
        return []
    return found


def _done_words(plans: tuple[MergePlan, ...], new: tuple[str, ...]) -> str:
    from anchor_app.ui.models.arriving import counted, counts_words

    names = list(dict.fromkeys(plan.content.organisation_name for plan in plans))
    packs = f"the pack of {names[0]}" if len(plans) == 1 else (
        f"{len(plans):,} packs of {names[0]}" if len(names) == 1 else
        f"{len(plans):,} packs of {len(names):,} organisations")
    words = counts_words(counted(one for plan in plans for one in plan.differences), is_done=True)
    files = f", {len(new):,} {'document' if len(new) == 1 else 'documents'}" if new else ""
    return (f"Received {packs}: {words or 'nothing new in the answers'}{files}. A backup was made first, and Undo "
            "takes it back.")

"""What the collaborative's pages share: what is compared, and the rows it is compared from, collected beside the UI."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from anchor_app.domain.board_order import By, Column
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.comparison import Wanted
from anchor_app.domain.counting import Reading
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Refusal
from anchor_app.domain.organisation import Kind
from anchor_app.services.comparing import Collected, collect, refreshed
from anchor_app.ui.hub import Hub
from anchor_app.ui.tasks import Job

_KINDS = ("assessment", "organisation", "component", "evidence", "support", "opportunity", "moderation", "receipt",
          "collaborative", "introduction", "charter")
_UNEXPECTED = "The answers could not be read. Check your data in the settings."


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants compared, and in which order; `place` and `kind` None and `charter` "" mean all."""

    period: str = ""
    round: str = ""
    reading: Reading = Reading.SELF
    place: str | None = None
    kind: Kind | None = None
    by: By | None = None
    charter: str = ""
    is_public: bool = False
    column: str = Column.NAME
    is_descending: bool = False

    @property
    def wanted(self) -> Wanted:
        """The same as comparisons understand it."""
        return Wanted(self.period, self.reading, self.round,
                      frozenset() if self.place is None else frozenset({self.place}),
                      frozenset() if self.kind is None else frozenset({self.kind}))

    @property
    def audience(self) -> Audience:
        """For whom it is shown."""
        return Audience.PUBLIC if self.is_public else Audience.COLLABORATIVE

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter leaves anybody out."""
        return self.place is not None or self.kind is not None


class Comparing(QObject):
    """One for a hub. `changed`: something else is wanted, or the rows are others. `failed(sentence)`.

    Rows are collected on the store thread while a page watches; what is made of them is made on a worker by `derive`.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self.choice = Choice(_first_period(hub))
        self.collected: Collected | None = None
        self._watchers: set[int] = set()
        self._job: Job | None = None
        hub.edited.connect(self._on_edited)

    @property
    def is_reading(self) -> bool:
        """Whether the rows are being collected."""
        return self._job is not None

    def choose(self, **values: Any) -> None:
        """Want something else; another period is collected anew."""
        wanted = replace(self.choice, **values)
        if wanted == self.choice:
            return
        is_other = wanted.period != self.choice.period
        self.choice = wanted
        if is_other:
            self._forget()
        self.changed.emit()

    def watch(self, page: QWidget) -> None:
        """A page is to be seen."""
        self._watchers.add(id(page))
        self._ask()

    def unwatch(self, page: QWidget) -> None:
        """A page is hidden."""
        self._watchers.discard(id(page))

    def derive(self, work: Callable[[Collected, Choice], Any], done: Callable[[Any], object],
               failed: Callable[[BaseException], object]) -> Job | None:
        """Make something of the rows on a worker; None while they are being collected, `changed` tells when."""
        if self.collected is None:
            if self._watchers:
                self._ask()
            return None
        collected, choice = self.collected, self.choice
        return self._hub.tasks.run(lambda progress, is_cancelled: work(collected, choice), done, failed)

    def derive_whole(self, work: Callable[[Collected, Choice], Any], done: Callable[[Any], object],
                     failed: Callable[[BaseException], object]) -> Job:
        """Make something of the rows of all periods."""
        workspace, choice = self._hub.workspace, self.choice

        def go() -> Any:
            return work(collect(workspace), choice)

        return self._hub.tasks.store(go, done, failed)

    def _ask(self) -> None:
        if self.collected is not None or self._job is not None:
            return
        workspace, period = self._hub.workspace, self.choice.period
        self._job = self._hub.tasks.store(lambda: collect(workspace, period=period), self._on_collected,
                                          self._on_not_collected)

    def _forget(self) -> None:
        self.collected = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_collected(self, collected: Collected) -> None:
        self._job, self.collected = None, collected
        self.changed.emit()

    def _on_not_collected(self, error: BaseException) -> None:
        self._job = None
        self.failed.emit(str(error) if isinstance(error, Refusal) else _UNEXPECTED)

    def _on_edited(self, edit: Edit) -> None:
        if not any(edit.touches(kind) for kind in _KINDS):
            return
        if not self.choice.period:
            self.choice = replace(self.choice, period=_first_period(self._hub))
        held = self.collected
        self._forget()
        if held is not None and self._watchers:
            self.collected = refreshed(held, self._hub.workspace, edit)
        self.changed.emit()


def comparing_of(hub: Hub) -> Comparing:
    """The one of a hub, made when it is first wanted."""
    found = hub.findChild(Comparing)
    return found if isinstance(found, Comparing) else Comparing(hub)


def _first_period(hub: Hub) -> str:
    """The period that is shown elsewhere, or else the newest."""
    every = hub.workspace.holdings.assessments
    chosen = every.get(hub.assessment_id) if hub.assessment_id else None
    return chosen.period if chosen else max((one.period for one in every.values()), default="")

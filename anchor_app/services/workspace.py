"""The workspace: what is open, with its scores; the only thing that screens, reports and the command line read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Edit
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import UnknownItem
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.period import Period, Round
from anchor_app.domain.scoring import Score, score
from anchor_app.domain.undoing import Step, Steps
from anchor_app.storage.content import Content

if TYPE_CHECKING:
    from anchor_app.domain.commands import Command
    from anchor_app.storage.past import Past


def same_round(name: str, other: str) -> bool:
    """Whether two names mean the same round, whatever their capitals, hyphens and spaces."""
    def bare(text: str) -> str:
        return "".join(one for one in text.casefold() if one.isalnum())

    return bare(name) == bare(other)


class Numbered(Protocol):
    """What a store says of an edit that it saved."""

    @property
    def entry(self) -> int:
        """The number of the entry that the edit has become."""


class Keeper(Protocol):
    """What a workspace needs of a store; calls may come from a worker thread, one at a time.

    `content` keeps the bytes of documents, and may be used from several threads at once. `past` knows the history;
    it is asked where the store is asked.
    """

    content: Content
    past: Past

    def save(self, edit: Edit, *, who: str, at: datetime, reverses: tuple[int, ...] = ()) -> Numbered:
        """Make the edit durable before returning, or raise Refusal and change nothing.

        `reverses` are the numbers of the entries that it takes back.
        """

    def keep_charter(self, charter: Charter, /, *, who: str, at: datetime) -> None:
        """Make a charter's wording durable."""


def reverses_of(command: Command) -> tuple[int, ...]:
    """The entries that a wish takes back: none, unless it is an undo or a redo."""
    found: tuple[int, ...] = getattr(command, "reverses", ())
    return found


@dataclass(frozen=True, slots=True)
class Clock:
    """Where "now" and "today" come from, so that tests and reports can choose them."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    today: Callable[[], date] = date.today


class Workspace:
    """Everything that is open, as one value that accepted edits lead on from.

    It belongs to one thread. `edit_for` turns a wish into an edit without changing anything; `save` makes an
    edit durable and may run on a worker; `accept` puts the saved edit into effect. `do` is all three at once.
    `as_at` is the moment in words when this is the past, which is read-only.
    """

    def __init__(self, store: Keeper, holdings: Holdings, *, who: str, clock: Clock | None = None,
                 about: Mapping[str, str] | None = None, read_only: str = "", as_at: str = "") -> None:
        self.store = store
        self.who = who
        self.clock = clock or Clock()
        self.about = dict(about or {})
        self.read_only = read_only
        self.as_at = as_at
        self._holdings = holdings
        self._steps: Steps | None = None
        self._last_entry = 0
        self._scores: dict[tuple[str, date], Score] = {}

    @property
    def holdings(self) -> Holdings:
        """The values as they are now."""
        return self._holdings

    @property
    def is_example(self) -> bool:
        """Whether this is the example, to be marked as such wherever it is shown."""
        return self.about.get("example") == "yes"

    def edit_for(self, command: Command) -> Edit:
        """The edit that a wish comes to now; raises Refusal."""
        return command.edit(self._holdings)

    def save(self, edit: Edit, reverses: tuple[int, ...] = ()) -> Entry:
        """Make an edit durable, as the entry that this returns; raises Refusal. `accept` puts it into effect."""
        now = self.clock.now()
        self._holdings.keep_parts(edit.owners)
        saved = self.store.save(edit, who=self.who, at=now, reverses=reverses)
        return Entry(saved.entry, now, self.who, edit, reverses)

    def accept(self, edit: Edit, entry: Entry | None = None) -> None:
        """Put a saved edit into effect. Without its entry, what can be undone has to be read anew."""
        self._holdings = self._holdings.with_edit(edit)
        self._follow(entry)
        touched = edit.owners
        self._scores = {key: kept for key, kept in self._scores.items()
                        if key[0] not in touched and kept.assessment.organisation not in touched}

    def do(self, command: Command) -> Edit:
        """Turn a wish into an edit, make it durable, put it into effect; raises Refusal and changes nothing."""
        edit = self.edit_for(command)
        if not edit.is_empty:
            self.accept(edit, self.save(edit, reverses_of(command)))
        return edit

    @property
    def steps(self) -> Steps | None:
        """What can be undone and redone; None until it was read from the history (`services.history.read_steps`)."""
        return self._steps

    @steps.setter
    def steps(self, steps: Steps | None) -> None:
        is_late = steps is not None and steps.upto < self._last_entry
        self._steps = None if is_late else steps

    def next_undo(self, owners: Collection[str] | None = None) -> Step | None:
        """The step that an undo (of what belongs to `owners`) would take back, as far as the history was read."""
        return self._steps.next_undo(self._holdings, owners) if self._steps else None

    def next_redo(self, owners: Collection[str] | None = None) -> Step | None:
        """The undo that a redo would take back, as far as the history was read."""
        return self._steps.next_redo(self._holdings, owners) if self._steps else None

    def _follow(self, entry: Entry | None) -> None:
        """Keep the steps up to date; where an entry is missing between, they have to be read again."""
        if entry is not None:
            self._last_entry = max(self._last_entry, entry.id)
        steps = self._steps
        if steps is not None and (entry is None or entry.id > steps.upto):
            self._steps = steps.after(entry) if entry is not None and entry.id == steps.upto + 1 else None

    def keep_charter(self, charter: Charter) -> None:
        """Keep a charter's wording, so that assessments can follow it."""
        if charter.digest not in self._holdings.charters:
            self.store.keep_charter(charter, who=self.who, at=self.clock.now())
            self._holdings = self._holdings.with_charter(charter)

    def score(self, assessment_id: str, on: date | None = None) -> Score:
        """Every reading of an assessment on a day (by default today); kept until an edit touches it."""
        key = (assessment_id, on or self.clock.today())
        if key not in self._scores:
            self._scores[key] = score(self._holdings, self.assessment(assessment_id), key[1])
        return self._scores[key]

    def assessment(self, assessment_id: str) -> Assessment:
        """The assessment of that id; raises UnknownItem."""
        try:
            return self._holdings.assessments[assessment_id]
        except KeyError:
            raise UnknownItem("That assessment is not in this workspace.") from None

    def find_organisation(self, name: str) -> Organisation:
        """The organisation of that name or short name; raises UnknownItem, naming those there are."""
        known = sorted(self._holdings.organisations.values(), key=lambda one: one.name.casefold())
        for one in known:
            if one.answers_to(name):
                return one
        names = ", ".join(one.name for one in known)
        raise UnknownItem(f"No organisation here is called {name}. "
                          + (f"There is: {names}." if names else "There is none yet; add one first."))

    def find_assessment(self, organisation: str, period: str, round_name: str | None = None) -> Assessment:
        """The assessment of an organisation for a period, in that round or else the last; raises UnknownItem."""
        owner = self.find_organisation(organisation)
        wanted = str(Period.parse(period))
        every = self._holdings.assessments_of(owner.id)
        named = Round.parse(round_name).value if round_name else None
        found = [one for one in every if one.period == wanted and named in (None, one.round)]
        if found:
            return found[-1]
        name = f"{wanted} · {named}" if named else wanted
        titles = ", ".join(one.title for one in every)
        raise UnknownItem(f"{owner.name} has no assessment for {name}. "
                          + (f"It has: {titles}." if titles else "Start one first."))

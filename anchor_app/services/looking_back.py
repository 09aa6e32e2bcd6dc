"""Looking back: a workspace as it was at a moment, or when a revision was signed; nothing in it can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.history import HistoryLine, history_lines, on_assessment
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.moment import Moment
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.content import Content
from anchor_app.storage.errors import ReadOnlyWorkspace

if TYPE_CHECKING:
    from anchor_app.storage.past import Past


@dataclass(slots=True)
class _PastKeeper:
    """Keeps the content and the history within reach, and nothing else: the past does not change."""

    content: Content
    past: Past
    why: str

    def save(self, edit: Edit, *, who: str, at: datetime, reverses: tuple[int, ...] = ()) -> NoReturn:
        """Refuse; raises ReadOnlyWorkspace."""
        raise ReadOnlyWorkspace(self.why)

    def keep_charter(self, charter: Charter, /, *, who: str, at: datetime) -> NoReturn:
        """Refuse; raises ReadOnlyWorkspace."""
        raise ReadOnlyWorkspace(self.why)


def workspace_at(workspace: Workspace, moment: Moment) -> Workspace:
    """The workspace as it was at a moment, read-only; its scores are those of that day unless another is asked for.

    Raises WrongValue for a moment before it began or after today, and DamagedWorkspace. To be called in the
    store's own thread; the workspace itself is only read.
    """
    past = workspace.store.past
    if moment.day > workspace.clock.today():
        raise WrongValue(f"{moment.words} is still to come, so there is nothing to look back to. "
                         "Choose today or an earlier day.")
    number = past.last() if moment.at >= workspace.clock.now() else past.entry_at(moment.at)
    if number == 0:
        began = past.began().astimezone().date()
        raise WrongValue(f"This workspace was started on {day_words(began)}, so it holds nothing from {moment.words}. "
                         "Choose a later moment.")
    why = f"As at {moment.words}: this is how it was, and it cannot be changed. Go back to today to make changes."
    return Workspace(_PastKeeper(workspace.store.content, past, why), _holdings_after(workspace, number),
                     who=workspace.who, clock=Clock(lambda: moment.at, lambda: moment.day),
                     about=workspace.about, read_only=why, as_at=moment.words)


def signed_holdings(workspace: Workspace, assessment_id: str, revision: str | None = None) -> Holdings:
    """Everything as it was when a revision (by default this one) was signed; in the store's own thread.

    Raises UnknownItem when that revision was never signed.
    """
    assessment = workspace.assessment(assessment_id)
    key = revision or str(assessment.revision)
    entry = workspace.store.past.entry_of(Subject("signing", assessment_id, key, "checksum"))
    if entry is None:
        raise UnknownItem(f"Revision {key} of {assessment.title} was not signed off.")
    return _holdings_after(workspace, entry.id)


def changes_since_signed(workspace: Workspace, assessment_id: str) -> tuple[HistoryLine, ...]:
    """What is different from the revision that was signed last, each field once; in the store's own thread.

    Raises UnknownItem when nothing was signed.
    """
    assessment = workspace.assessment(assessment_id)
    if not assessment.signings:
        raise UnknownItem(f"{assessment.title} was not signed off yet, so there is nothing to compare it with.")
    then = signed_holdings(workspace, assessment_id, max(assessment.signings, key=int))
    now = workspace.holdings
    return difference_lines(then, now, assessment_id)


def difference_lines(then: Holdings, now: Holdings, assessment_id: str) -> tuple[HistoryLine, ...]:
    """What differs in an assessment and in what belongs to it between two states, as lines of a history."""
    assessment = now.assessments[assessment_id]
    before, after = dict(then.all_facts()), dict(now.all_facts())
    changes = [Change(what, before.get(what), after.get(what)) for what in sorted(before.keys() | after.keys())
               if before.get(what) != after.get(what) and what.kind != "signing"
               and not (what.kind == "assessment" and what.field in ("state", "revision"))]
    entry = Entry(0, datetime.min, "", Edit("Since the sign-off", tuple(changes)))
    return tuple(reversed(history_lines((entry,), now, on_assessment(assessment))))


def _holdings_after(workspace: Workspace, number: int) -> Holdings:
    return Holdings.from_facts(workspace.holdings.charters, workspace.store.past.facts_after(number).items())

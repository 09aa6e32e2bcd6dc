"""Commands about actions: make one by itself or from what calls for it, change it, say how it stands, note, remove."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from anchor_app.domain.action import Action, ActionNote, ActionSource, ActionStatus
from anchor_app.domain.assessment import Assessment, Status
from anchor_app.domain.brief import brief, brief_line
from anchor_app.domain.commands import assessment_of, changes_of, known_values, new_id, organisation_of, removal_of
from anchor_app.domain.edit import Change, Edit
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.moderation import Decision

LONGEST_TITLE = 300
"""Characters of a title that is taken from longer words; the words stay where they were written."""


@dataclass(frozen=True, slots=True)
class AddAction:
    """Make an action of an organisation, or with "" of the collaborative; it needs a title."""

    organisation: str
    values: Mapping[str, Any]
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        if self.organisation:
            organisation_of(holdings, self.organisation)
        blank = Action(self.id, self.organisation)
        values = _known(self.values)
        after = _checked(holdings, blank, {"title": "", **values})
        twin = made_from(holdings, self.organisation, after.source, after.source_item, after.assessment)
        if twin is not None:
            raise WrongValue(f"This is an action already: {brief(twin.title)}. Change that one.")
        if not after.is_open and after.completed_on is None:
            raise WrongValue("A complete action needs the day on which it was completed.")
        return Edit.of(f"Add the action {brief(after.title)}",
                       changes_of("action", self.organisation, self.id, blank, values))


@dataclass(frozen=True, slots=True)
class AmendAction:
    """Change fields of an action, named by its `key`; how it stands is `SetActionStatus`."""

    action: str
    values: Mapping[str, Any]

    def edit(self, holdings: Holdings) -> Edit:
        held = action_of(holdings, self.action)
        values = _known(self.values)
        fixed = sorted({"status", "completed_on", "source", "source_item"} & set(values))
        if fixed:
            raise WrongValue(f"The {fixed[0].replace('_', ' ')} of an action is not changed by hand.")
        _checked(holdings, held, values)
        return Edit.of(f"Change the action {brief(held.title)}",
                       changes_of("action", held.organisation, held.id, held, values))


@dataclass(frozen=True, slots=True)
class SetActionStatus:
    """Say how an action stands; Complete keeps the day, any other takes it away. No component's status changes."""

    action: str
    status: ActionStatus
    on: date

    def edit(self, holdings: Holdings) -> Edit:
        held = action_of(holdings, self.action)
        is_done = self.status is ActionStatus.COMPLETE
        if is_done and not held.is_open:
            return Edit.of("Complete an action", ())
        values = {"status": self.status, "completed_on": self.on if is_done else None}
        _checked(holdings, held, values)
        return Edit.of(f"Mark the action {brief(held.title)}: {self.status.words}",
                       changes_of("action", held.organisation, held.id, held, values))


@dataclass(frozen=True, slots=True)
class NoteAction:
    """Add a dated note to an action."""

    action: str
    text: str
    on: date
    by: str = ""
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        held = action_of(holdings, self.action)
        if not self.text.strip():
            raise WrongValue("A note needs a few words. Write what happened.")
        values = {"action": held.id, "on": self.on, "by": self.by.strip(), "text": self.text}
        return Edit.of(f"Note on the action {brief(held.title)}", changes_of(
            "action-note", held.organisation, self.id, ActionNote(self.id, held.organisation), values))


@dataclass(frozen=True, slots=True)
class RewordNote:
    """Change the words of a note, named by its `key`; without any words it is removed."""

    note: str
    text: str

    def edit(self, holdings: Holdings) -> Edit:
        held = holdings.action_notes.get(self.note)
        if held is None:
            raise UnknownItem("That note is not there any more.")
        if not self.text.strip():
            return Edit.of("Remove a note", removal_of("action-note", held.organisation, held.id, held))
        return Edit.of("Change a note", changes_of("action-note", held.organisation, held.id, held,
                                                   {"text": self.text}))


@dataclass(frozen=True, slots=True)
class RemoveAction:
    """Remove an action with its notes; an item of a meeting that it came from stays, without it."""

    action: str

    def edit(self, holdings: Holdings) -> Edit:
        held = action_of(holdings, self.action)
        changes: list[Change] = list(removal_of("action", held.organisation, held.id, held))
        for note in notes_of(holdings, held):
            changes += removal_of("action-note", note.organisation, note.id, note)
        for item in holdings.meeting_items.values():
            if item.action == held.id:
                changes += changes_of("meeting-item", item.organisation, item.id, item, {"action": ""})
        return Edit.of(f"Remove the action {brief(held.title)}", changes)


@dataclass(frozen=True, slots=True)
class MakeAction:
    """Make an action of an opportunity, of a flag or of what the group decided, as that reads when its turn comes.

    `item` is the opportunity's id, or the component's.
    """

    assessment: str
    source: ActionSource
    item: str
    on: date
    id: str = field(default_factory=new_id)

    def edit(self, holdings: Holdings) -> Edit:
        makers: Mapping[ActionSource, Callable[..., AddAction]] = {
            ActionSource.OPPORTUNITY: from_opportunity, ActionSource.FLAG: from_flag,
            ActionSource.MODERATION: from_moderation}
        wish = makers[self.source](holdings, self.assessment, self.item, self.on)
        return replace(wish, id=self.id).edit(holdings)


def from_opportunity(holdings: Holdings, assessment: str, opportunity: str, on: date, **more: Any) -> AddAction:
    """The wish to make an opportunity an action; raises UnknownItem."""
    held = assessment_of(holdings, assessment)
    one = held.opportunities.get(opportunity)
    if one is None:
        raise UnknownItem("That opportunity is not there any more.")
    return _from(held, ActionSource.OPPORTUNITY, one.id, one.component, one.text, on, more)


def from_flag(holdings: Holdings, assessment: str, component: str, on: date, **more: Any) -> AddAction:
    """The wish to make an action of a mark to look at a component again; raises WrongValue where there is none."""
    held = assessment_of(holdings, assessment)
    answer = held.component(component)
    if not answer.look_again:
        raise WrongValue(f"{component} is not marked to be looked at again.")
    words = answer.look_again_note or f"Look at {component} again"
    return _from(held, ActionSource.FLAG, component, component, words, on, more)


def from_moderation(holdings: Holdings, assessment: str, component: str, on: date, **more: Any) -> AddAction:
    """The wish to make an action of what the group decided; raises WrongValue where it agreed or did not decide."""
    held = assessment_of(holdings, assessment)
    said = held.moderations.get(component)
    if said is None or said.decision in (None, Decision.AGREED):
        raise WrongValue(f"The steering group asked for nothing on {component}.")
    assert said.decision is not None
    words = said.reason or f"{component}: {said.decision.words}"
    return _from(held, ActionSource.MODERATION, component, component, words, on, more)


def made_from(holdings: Holdings, organisation: str, source: ActionSource, item: str,
              assessment: str = "") -> Action | None:
    """The action that was made already from an opportunity, a meeting's item, or a component of an assessment."""
    if source is ActionSource.OWN or not item:
        return None
    return next((one for one in holdings.owned("actions", organisation)
                 if (one.source, one.source_item, one.assessment) == (source, item, assessment)), None)


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """What may be asked once an action is complete: whether a component's status changes. Nothing changes by itself."""

    assessment: str
    component: str
    status: Status
    words: str


def status_questions(holdings: Holdings, action: Action) -> tuple[StatusQuestion, ...]:
    """For each component of a complete action that is not fulfilled yet, the question in the newest open assessment."""
    if action.is_open or not action.organisation:
        return ()
    drafts = [one for one in holdings.assessments_of(action.organisation) if not one.is_frozen]
    named = [one for one in drafts if one.id == action.assessment]
    found = []
    for assessment in (named or drafts)[-1:]:
        known = holdings.charter_of(assessment).components
        for one in (component for component in action.component_ids if component in known):
            status = assessment.component(one).status
            if status in (Status.NOT_STARTED, Status.WORKING_TOWARDS):
                found.append(StatusQuestion(assessment.id, one, status, f"{one} {known[one].title} is "
                                            f"{status.words.lower()}. Does its status change, now that this is done?"))
    return tuple(found)


def notes_of(holdings: Holdings, action: Action) -> tuple[ActionNote, ...]:
    """The notes on an action, oldest first."""
    return tuple(sorted((one for one in holdings.owned("action_notes", action.organisation)
                         if one.action == action.id), key=lambda one: (one.on or date.max, one.id)))


def action_of(holdings: Holdings, key: str) -> Action:
    """The action of that key; raises UnknownItem."""
    try:
        return holdings.actions[key]
    except KeyError:
        raise UnknownItem("That action is not there any more.") from None


def title_from(words: str) -> str:
    """A title of one line from longer words."""
    return brief_line(words, LONGEST_TITLE)


def _from(held: Assessment, source: ActionSource, item: str, component: str, words: str, on: date,
          more: Mapping[str, Any]) -> AddAction:
    return AddAction(held.organisation, {
        "title": title_from(words), "components": component, "assessment": held.id, "period": held.period,
        "source": source, "source_item": item, "created_on": on, **more})


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept: names and titles in one line, components by one space."""
    return {name: " ".join(str(value or "").split()) if name in ("title", "owner_name", "components") else value
            for name, value in known_values("An action", Action.field_names(), values).items()}


def _checked(holdings: Holdings, held: Action, values: Mapping[str, Any]) -> Action:
    """The action with the values; raises WrongValue and UnknownItem for what it cannot be."""
    after = held.with_facts({name: Action.encode(name, value) for name, value in values.items()})
    if not after.title.strip():
        raise WrongValue("An action needs a title that says what is to be done.")
    if "components" in values:
        for one in after.component_ids:
            if not any(one in charter.components for charter in holdings.charters.values()):
                raise UnknownItem(f"No charter here has a component {one}.")
    made = after.created_on
    if made and after.due and after.due < made and {"due", "created_on"} & set(values):
        raise WrongValue(f"It would be due on {day_words(after.due)}, before it was made on {day_words(made)}. "
                         "Change one of the two days.")
    if made and after.completed_on and after.completed_on < made:
        raise WrongValue(f"It would be complete on {day_words(after.completed_on)}, before it was made on "
                         f"{day_words(made)}. Choose a later day.")
    return after

"""What a person is told of packs: what is unusual about one, and each difference in the words of the screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anchor_app.domain.assessment import State
from anchor_app.domain.brief import brief_line
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Subject
from anchor_app.domain.history_words import about_words, field_words, value_words
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.merging_plan import Difference, Kind, MergePlan, Side
from anchor_app.domain.pack_content import shown_name
from anchor_app.domain.year_tables import YEAR_ROUND

Words = tuple[str, str, str, str]
"""About what a difference is, its field, the text here and that of the pack."""


@dataclass(frozen=True)
class Naming:
    """The holdings here and as they would be, so that what is new has a name as well as what goes."""

    here: Holdings
    after: Holdings

    @classmethod
    def of(cls, holdings: Holdings, plans: Iterable[MergePlan]) -> Naming:
        """What several packs lead to, one after the other."""
        after = holdings
        for plan in plans:
            for charter in plan.charters.values():
                after = after.with_charter(charter)
            after = after.with_edit(plan.edit(""))
        return cls(holdings, after)

    def words(self, one: Difference) -> Words:
        """A difference in words."""
        holdings = self.after if self._is_there(self.after, one.what) else self.here
        return (about_words(one.what, one.component, holdings), field_words(one.what),
                value_words(one.what, one.old, holdings), value_words(one.what, one.new, holdings))

    def title(self, plan: MergePlan, assessment_id: str) -> str:
        """An assessment of a pack, with its revision and state as the pack has them."""
        found = self.after.assessments.get(assessment_id) or self.here.assessments.get(assessment_id)
        revision, state = plan.revisions[assessment_id]
        return f"{found.title if found else assessment_id}, revision {revision}, {state.replace('-', ' ')}"

    def _is_there(self, holdings: Holdings, what: Subject) -> bool:
        match what.kind:
            case "organisation":
                return what.owner in holdings.organisations
            case "evidence" | "support":
                return what.item in holdings.evidence
            case "assessment":
                return what.item in holdings.assessments
        if what.kind in YEAR_ROUND or what.kind == "reading":
            return holdings.fact_count(what.kind, what.owner, what.item) > 0
        return what.owner in holdings.assessments


def notes(holdings: Holdings, plan: MergePlan) -> tuple[str, ...]:
    """What a person should see before a pack is received: whose it is, of when, and under which wording."""
    return tuple(_notes(holdings, plan))


def _notes(holdings: Holdings, plan: MergePlan) -> Iterator[str]:
    name = shown_name(plan.content.organisation_name)
    if plan.joined:
        yield f"{name} is here without any answers yet; the pack fills it in."
    elif plan.organisation not in holdings.organisations and not plan.namesake:
        yield f"{name} is not in this workspace yet, and is added."
    elif name and not plan.namesake and (
            here := holdings.organisations[plan.organisation].name) != plan.content.organisation_name:
        yield f"The organisation that is called {shown_name(here)} here is called {name} in the pack."
    for theirs, ours in zip(plan.content.assessments, plan.assessments, strict=True):
        yield from _about_assessment(holdings, plan, theirs, ours)
    if plan.content.left_out:
        count = plan.content.left_out
        what = "1 piece of evidence comes" if count == 1 else f"{count:,} pieces of evidence come"
        yield f"{what} without the words or the file: this pack was made for {_audience(plan)}."
    yield from _about_decisions(holdings, plan)
    if plan.refusals:
        return
    if plan.changes_nothing:
        yield "Nothing in it is new."
    elif not any(plan.counts.get(kind) for kind in (Kind.NEW, Kind.CHANGED, Kind.REMOVED, Kind.KEPT, Kind.CONFLICT)):
        yield "None of its answers is new; only what is known of their versions is noted."


def _about_assessment(holdings: Holdings, plan: MergePlan, theirs: str, ours: str) -> Iterator[str]:
    def said(name: str) -> str:
        return plan.content.text("assessment", plan.content.organisation, theirs, name)

    title = " · ".join(filter(None, (said("period"), said("round"))))
    charter = plan.charters.get(said("charter"))
    if charter is not None:
        yield (f"{title} was answered under a wording that is not here yet, and keeps it: "
               f"{charter.title}, edition {charter.edition}.")
    elif (other := _other_wording(holdings, plan.organisation, said("charter"))) is not None:
        yield (f"{title} was answered under another wording than the one that its organisation follows here, and "
               f"keeps it: {other.title}, edition {other.edition}.")
    if ours not in holdings.assessments and plan.organisation in holdings.organisations:
        yield f"{title} is not in this workspace yet, and is added."


_GROUPS_OWN = frozenset({State.MODERATED.value, State.CLOSED.value})
"""States that the steering group gives."""


def _about_decisions(holdings: Holdings, plan: MergePlan) -> Iterator[str]:
    """What a pack says in the steering group's name; anybody can write it, so a person is told whose it should be."""
    news = {one.what.item for one in plan.differences
            if one.what.kind == "moderation" and one.old != one.new and one.kind is not Kind.OLDER}
    if news:
        count = len(news)
        yield (f"It brings {count:,} {'decision' if count == 1 else 'decisions'} of the steering group that "
               f"{'is' if count == 1 else 'are'} not known here. Take {'it' if count == 1 else 'them'} only from the "
               "group itself.")
    for ours, (revision, state) in plan.revisions.items():
        here = holdings.assessments.get(ours)
        known = here.state.value if here is not None else ""
        if state in _GROUPS_OWN and state != known and not plan.refusals:
            yield (f"It says that the steering group has {state} the assessment, in revision "
                   f"{revision:,}. Take that only from the group itself.")


def _other_wording(holdings: Holdings, organisation_id: str, digest: str) -> Charter | None:
    organisation = holdings.organisations.get(organisation_id)
    followed = organisation.charter if organisation else ""
    return holdings.charters.get(digest) if followed in holdings.charters and followed != digest else None


def _audience(plan: MergePlan) -> str:
    return {"public": "the public", "collaborative": "the collaborative"}.get(
        plan.content.audience.value, "readers within the organisation")


def conflict_words(one: Difference, words: Words) -> str:
    """A conflict as one line: what it is about, and both texts."""
    about, field, here, theirs = words
    only = "" if one.only is None else (" (only yours can be chosen)" if one.only is Side.MINE
                                        else " (only the pack's can be chosen)")
    return f"{about}: {field}: here “{brief_line(here)}”, in the pack “{brief_line(theirs)}”{only}"

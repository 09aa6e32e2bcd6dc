"""Whom a pack is about: the organisation and assessments here that it belongs to, under whatever ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from anchor_app.domain.edit import Subject
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import OF_ITS_OWN
from anchor_app.domain.pack_content import PackContent, Told


@dataclass(frozen=True)
class Address:
    """The ids here that stand for those of a pack; `owners` are those whose lineages the merge has to know."""

    organisation: str
    assessments: Mapping[str, str]
    namesake: str = ""
    joined: str = ""

    @property
    def owners(self) -> tuple[str, ...]:
        """The organisation, its assessments, and "" for what belongs to none."""
        return (self.organisation, *self.assessments.values(), "")

    def facts(self, content: PackContent) -> Mapping[Subject, Told]:
        """What the pack says, under the ids that are used here; without what each workspace says of itself."""
        renamed = {theirs: ours for theirs, ours in (*self.assessments.items(),
                                                     (content.organisation, self.organisation)) if theirs != ours}
        if not renamed:
            return {what: told for what, told in content.facts.items() if what.kind not in OF_ITS_OWN}
        return {_renamed(what, renamed): _with_origin(what, told, renamed)
                for what, told in content.facts.items() if what.kind not in OF_ITS_OWN}


def address(holdings: Holdings, content: PackContent, is_same: bool = False) -> Address:
    """Where a pack belongs; `is_same` says that an organisation here with the same name is the one it is about."""
    organisation, namesake, joined = content.organisation, "", ""
    if organisation not in holdings.organisations:
        found = _named(holdings, content.organisation_name)
        if found and (is_same or _is_bare(holdings, found)):
            organisation, joined = found, "" if is_same else found
        else:
            namesake = found
    is_here = organisation in holdings.organisations
    here: dict[tuple[str, ...], str] = {
        (one.period, one.round): one.id for one in holdings.assessments.values() if one.organisation == organisation
    } if is_here else {}
    assessments = {}
    for theirs in content.assessments:
        when = tuple(content.text("assessment", content.organisation, theirs, name) for name in ("period", "round"))
        assessments[theirs] = theirs if theirs in holdings.assessments else here.get(when, theirs)
    return Address(organisation, assessments, namesake, joined)


def _named(holdings: Holdings, name: str) -> str:
    wanted = name.strip().casefold()
    return next((one.id for one in holdings.organisations.values() if wanted and one.name.casefold() == wanted), "")


def _is_bare(holdings: Holdings, organisation: str) -> bool:
    """Whether nothing is kept of an organisation but its own details."""
    return not holdings.has_anything_of(organisation)


def _renamed(what: Subject, renamed: Mapping[str, str]) -> Subject:
    item = renamed.get(what.item, what.item) if what.kind == "assessment" else what.item
    return Subject(what.kind, renamed.get(what.owner, what.owner), item, what.field)


def _with_origin(what: Subject, told: Told, renamed: Mapping[str, str]) -> Told:
    """What names an assessment, as the one it was started from or an action came from, goes by the ids used here."""
    if (what.field == "started_from" or (what.kind, what.field) == ("action", "assessment")) and told.text:
        return Told(renamed.get(told.text, told.text), told.lineage)
    return told

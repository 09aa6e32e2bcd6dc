"""Places of differences: under which component of the charter a field of a pack is shown."""

from __future__ import annotations

from collections.abc import Mapping

from anchor_app.domain.addressing import Address
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Subject
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.merging_records import Merged


class Places:
    """The component that each field of a merge belongs to."""

    def __init__(self, holdings: Holdings, charters: Mapping[str, Charter], where: Address, merged: Merged) -> None:
        self._holdings = holdings
        self._merged = merged
        self._practices: dict[str, Mapping[str, str]] = {}
        for assessment in where.assessments.values():
            digest = self._text(Subject("assessment", where.organisation, assessment, "charter"))
            charter = charters.get(digest) or holdings.charters.get(digest)
            self._practices[assessment] = {practice.id: component.id for component in charter
                                           for practice in component.practices} if charter else {}

    def component(self, what: Subject) -> str:
        """The id of the component, "" for what belongs to none or to more than one."""
        kind = what.kind
        if kind == "component":
            return what.item
        if kind == "practice":
            return self._practices.get(what.owner, {}).get(what.item, "")
        if kind == "support":
            return what.field
        if kind == "moderation":
            return what.item.partition("/")[0]
        if kind in ("opportunity", "story"):
            return self._text(Subject(kind, what.owner, what.item, "component"))
        if kind == "action":
            named = self._text(Subject(kind, what.owner, what.item, "components")).split()
            return named[0] if len(named) == 1 else ""
        return ""

    def _text(self, what: Subject) -> str:
        one = self._merged.get(what)
        return (self._holdings.fact(what) if one is None else one.text or one.mine or one.theirs) or ""

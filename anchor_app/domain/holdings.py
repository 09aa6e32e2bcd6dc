"""Holdings: everything that is kept in a workspace, as one frozen value that edits lead on from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from anchor_app.domain.assessment import Assessment, ComponentAnswer, MarkedAnswer, Opportunity, Signing
from anchor_app.domain.belongings import Belongings, belongings, led_on, owned
from anchor_app.domain.charter import Charter
from anchor_app.domain.collaborative import Collaborative, Introduction, Receipt, Sending
from anchor_app.domain.edit import Edit, Subject
from anchor_app.domain.errors import Conflict, UnknownItem
from anchor_app.domain.evidence import Evidence, OutcomeReading
from anchor_app.domain.moderation import Moderation
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.period import Round
from anchor_app.domain.record import Record
from anchor_app.domain.unread import Unread, UnreadLinks, UnreadParts, keep
from anchor_app.domain.year_tables import YEAR_ROUND, YearTables

Facts = dict[str, str | None]
"""The texts of some fields of one record."""

_PARTS: Mapping[str, tuple[str, Any]] = {
    "component": ("components", lambda item: ComponentAnswer()),
    "practice": ("practices", lambda item: MarkedAnswer()),
    "principle": ("principles", lambda item: MarkedAnswer()),
    "opportunity": ("opportunities", Opportunity),
    "signing": ("signings", Signing),
    "moderation": ("moderations", Moderation),
    "sending": ("sendings", Sending),
    "receipt": ("receipts", Receipt),
}
"""Where in an assessment the records of a kind are, and how a new one is made."""

KINDS = ("organisation", "assessment", "evidence", "reading", "introduction", "collaborative", *YEAR_ROUND, *_PARTS,
         "support")
"""Every kind of subject whose facts are held."""

UNREAD = (*_PARTS, "support")
"""Kinds of subjects that make up nearly all of a large workspace, and need not be read before they are touched."""

_UNREAD_TABLES = tuple(_PARTS[kind][0] for kind in UNREAD if kind != "support")

_OWNED: Mapping[str, str] = {"assessments": "assessment", "evidence": "evidence", "readings": "reading",
                             **{table: kind for kind, (table, _) in YEAR_ROUND.items()}}
"""The tables of what belongs to an organisation, and the kind of their subjects."""

ANSWERS = frozenset({"component", "practice", "principle", "opportunity", "support"})
"""Kinds of subjects that are signed as the answers of an assessment."""

UNHELD = frozenset({"workspace", "charter", "lineage"})
"""Kinds of subjects whose facts are stored beside the others, and read by those who need them."""


@dataclass(frozen=True)
class Holdings(YearTables):
    """Organisations, assessments, evidence and readings by id, charters by digest, the rest by the records' `key`."""

    charters: Mapping[str, Charter] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    assessments: Mapping[str, Assessment] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    readings: Mapping[str, OutcomeReading] = field(default_factory=dict)
    introductions: Mapping[str, Introduction] = field(default_factory=dict)
    collaborative: Collaborative = Collaborative()

    @classmethod
    def from_facts(cls, charters: Mapping[str, Charter], facts: Iterable[tuple[Subject, str]]) -> Holdings:
        """The holdings that stored facts describe; facts may come in any order."""
        return cls(charters).with_facts(facts)

    def with_facts(self, facts: Iterable[tuple[Subject, str]]) -> Holdings:
        """These with more stored facts, in any order."""
        grouped: dict[tuple[str, str, str], Facts] = defaultdict(dict)
        for subject, text in facts:
            grouped[subject.kind, subject.owner, subject.item][subject.field] = text
        return self._with_grouped(grouped)

    def with_unread(self, read: Callable[[str], Assessment]) -> Holdings:
        """The same, with the parts of every assessment still to be read, by its id, from what is stored."""
        def unread(one: Assessment) -> Assessment:
            parts = UnreadParts(one.id, read)
            tables: dict[str, Any] = {name: Unread(parts, name) for name in _UNREAD_TABLES}
            return replace(one, **tables, supports=UnreadLinks(parts))

        return replace(self, assessments={key: unread(one) for key, one in self.assessments.items()})

    @property
    def is_unread(self) -> bool:
        """Whether there are assessments whose parts are read only when they are touched."""
        return any(isinstance(one.supports, UnreadLinks) for one in self.assessments.values())

    def keep_parts(self, ids: Iterable[str]) -> None:
        """Read what is unread of the assessments among the ids, and hold it: it is about to be changed in the store."""
        for one in (self.assessments[key] for key in ids if key in self.assessments):
            keep(*(getattr(one, name) for name in _UNREAD_TABLES), one.supports)

    def charter_of(self, assessment: Assessment) -> Charter:
        """The very wording that an assessment was answered under; raises UnknownItem."""
        try:
            return self.charters[assessment.charter]
        except KeyError:
            raise UnknownItem(
                f"The charter of the assessment {assessment.title} is not in this workspace.") from None

    def organisation_of(self, assessment: Assessment) -> Organisation:
        """The organisation that an assessment is about."""
        return self.organisations[assessment.organisation]

    def evidence_of(self, organisation_id: str) -> tuple[Evidence, ...]:
        """An organisation's evidence by reference."""
        return tuple(sorted(self.owned("evidence", organisation_id), key=lambda piece: piece.number))

    def assessments_of(self, organisation_id: str) -> tuple[Assessment, ...]:
        """An organisation's assessments, oldest first."""
        return tuple(sorted(self.owned("assessments", organisation_id), key=_age))

    def supporting(self, assessment: Assessment, component_id: str) -> tuple[Evidence, ...]:
        """The evidence that supports a component, by reference."""
        return tuple(sorted((self.evidence[one] for one in assessment.evidence_of(component_id)
                             if one in self.evidence), key=lambda piece: piece.number))

    def latest_reading(self, organisation_id: str, domain_id: str) -> OutcomeReading | None:
        """The newest reading of a domain's outcome."""
        readings = [one for one in self.owned("readings", organisation_id)
                    if one.domain == domain_id and one.outcome in ("", domain_id)]
        return max(readings, key=lambda one: (one.on.isoformat() if one.on else "", one.id), default=None)

    @cached_property
    def _belongings(self) -> dict[str, Belongings]:
        """By table, as far as anybody has asked; edits lead it on."""
        return {}

    def owned(self, table: str, organisation_id: str) -> list[Any]:
        """What an organisation, or with "" the collaborative, has in a table ("evidence", "actions" …), in no order."""
        records = getattr(self, table)
        known = self._belongings.get(table)
        if known is None:
            known = self._belongings[table] = belongings(records)
        return owned(records, known.get(organisation_id, ()))

    def has_anything_of(self, organisation_id: str) -> bool:
        """Whether anything is kept of an organisation besides its own details."""
        return any(self.owned(table, organisation_id) for table in _OWNED)

    def fact_count(self, kind: str, owner: str, item: str) -> int:
        """How many facts a record has now; 0 where it is not there."""
        record = self._record(Subject(kind, owner, item, ""))
        return len(record.facts()) if record is not None else 0

    def fact(self, what: Subject) -> str | None:
        """The text that is held for a subject now."""
        if what.kind == "support":
            assessment = self.assessments.get(what.owner)
            return "yes" if assessment and (what.item, what.field) in assessment.supports else None
        record = self._record(what)
        return record.fact(what.field) if record is not None else None

    def all_facts(self) -> Iterator[tuple[Subject, str]]:
        """Every fact that is held; `from_facts` makes the same holdings of them."""
        for owner, organisation in self.organisations.items():
            yield from _facts_of("organisation", owner, "", organisation)
        for assessment in self.assessments.values():
            yield from _facts_of("assessment", assessment.organisation, assessment.id, assessment)
            yield from self.facts_in(assessment.id)
        for piece in self.evidence.values():
            yield from _facts_of("evidence", piece.organisation, piece.id, piece)
        for reading in self.readings.values():
            yield from _facts_of("reading", reading.organisation, reading.id, reading)
        for one in self.introductions.values():
            yield from _facts_of("introduction", "", one.id, one)
        yield from _facts_of("collaborative", "", "", self.collaborative)
        for kind, (table, _) in YEAR_ROUND.items():
            for owned_one in getattr(self, table).values():
                yield from _facts_of(kind, owned_one.organisation, owned_one.id, owned_one)

    def facts_in(self, assessment_id: str) -> Iterator[tuple[Subject, str]]:
        """Every fact of what is in an assessment: its answers, opportunities, signatures and links."""
        assessment = self.assessments[assessment_id]
        for kind, (name, _) in _PARTS.items():
            for item, record in getattr(assessment, name).items():
                yield from _facts_of(kind, assessment.id, item, record)
        for evidence, component in sorted(assessment.supports):
            yield Subject("support", assessment.id, evidence, component), "yes"

    def with_edit(self, edit: Edit) -> Holdings:
        """The holdings after an edit; raises Conflict when one of its old texts is not what is held."""
        grouped: dict[tuple[str, str, str], Facts] = {}
        held: dict[tuple[str, str, str], Record | None] = {}  # each looked up once, as packs change all of its fields
        for what, old, new in edit.changes:
            kind, owner, item, name = what
            if kind in UNHELD:
                continue
            group = grouped.get(key := (kind, owner, item))
            if group is None:
                group = grouped[key] = {}
                held[key] = self._record(what)
            if name in group:
                before = group[name]
            elif kind == "support":
                before = self.fact(what)
            else:
                record = held[key]
                before = record.fact(name) if record is not None else None
            if before != old:
                raise Conflict("This was changed meanwhile, and the newer answer was kept. "
                               "Look at it, then make your change again if it is still wanted.")
            group[name] = new
        return self._with_grouped(grouped)

    def with_charter(self, charter: Charter) -> Holdings:
        """The holdings with one more charter."""
        return replace(self, charters={**self.charters, charter.digest: charter})

    def _record(self, what: Subject) -> Record | None:
        match what.kind:
            case "organisation":
                return self.organisations.get(what.owner)
            case "assessment":
                return self.assessments.get(what.item)
            case "evidence":
                return self.evidence.get(what.item)
            case "reading":
                return self.readings.get(what.item)
            case "introduction":
                return self.introductions.get(what.item)
            case "collaborative":
                return self.collaborative
        if what.kind in YEAR_ROUND:
            found: Record | None = getattr(self, YEAR_ROUND[what.kind][0]).get(owned_key(what.owner, what.item))
            return found
        if what.kind not in _PARTS:
            return None
        assessment = self.assessments.get(what.owner)
        if assessment is None:
            return None
        records: Mapping[str, Record] = getattr(assessment, _PARTS[what.kind][0])
        return records.get(what.item)

    def _with_grouped(self, grouped: Mapping[tuple[str, str, str], Facts]) -> Holdings:
        tables: dict[str, dict[str, Any]] = {}
        collaborative = self.collaborative

        def table(name: str) -> dict[str, Any]:
            if name not in tables:  # copied once for all changes, however many there are
                tables[name] = dict(getattr(self, name))
            return tables[name]

        parts: dict[str, dict[tuple[str, str], Facts]] = defaultdict(dict)
        for (kind, owner, item), facts in grouped.items():
            match kind:
                case "organisation":
                    _merge(table("organisations"), owner, facts, lambda key: Organisation(key))
                case "assessment":
                    _merge(table("assessments"), item, facts, lambda key, owner=owner: Assessment(key, owner))
                case "evidence":
                    _merge(table("evidence"), item, facts, lambda key, owner=owner: Evidence(key, owner))
                case "reading":
                    _merge(table("readings"), item, facts, lambda key, owner=owner: OutcomeReading(key, owner))
                case "introduction":
                    _merge(table("introductions"), item, facts, Introduction)
                case "collaborative":
                    collaborative = collaborative.with_facts(facts)
                case _ if kind in YEAR_ROUND:
                    name, record = YEAR_ROUND[kind]
                    _merge(table(name), owned_key(owner, item), facts,
                           lambda _, record=record, owner=owner, item=item: record(item, owner))
                case _ if kind in _PARTS or kind == "support":
                    parts[owner][kind, item] = facts
        for owner, changed in parts.items():
            assessments = table("assessments")
            if owner in assessments:
                assessments[owner] = _with_parts(assessments[owner], changed)
        after = replace(self, collaborative=collaborative, **tables)
        after._follow(self, grouped)
        return after

    def _follow(self, before: Holdings, grouped: Collection[tuple[str, str, str]]) -> None:
        """Take over what is known of the belongings before an edit, with what the edit added and removed."""
        for table, known in list(before._belongings.items()):
            kind = _OWNED[table]
            touched = [owned_key(owner, item) if kind in YEAR_ROUND else item
                       for one, owner, item in grouped if one == kind]
            self._belongings[table] = led_on(known, getattr(before, table), getattr(self, table), touched)


def _facts_of(kind: str, owner: str, item: str, record: Record) -> Iterator[tuple[Subject, str]]:
    for name, text in record.facts().items():
        yield Subject(kind, owner, item, name), text


def _merge(table: dict[str, Any], key: str, facts: Facts, new: Any) -> None:
    """Set fields of one record in a table; a record is there as long as it has any fact."""
    known = table.get(key)
    record = (known if known is not None else new(key)).with_facts(facts)
    if known is not None and not record.facts():
        del table[key]
    elif known is not None or any(text is not None for text in facts.values()):
        table[key] = record


def _with_parts(assessment: Assessment, changed: Mapping[tuple[str, str], Facts]) -> Assessment:
    values: dict[str, Any] = {}
    for (kind, item), facts in changed.items():
        if kind == "support":
            supports = values.setdefault("supports", set(assessment.supports))
            for component, text in facts.items():
                (supports.add if text else supports.discard)((item, component))
        else:
            name, new = _PARTS[kind]
            _merge(values.setdefault(name, dict(getattr(assessment, name))), item, facts, new)
    if "supports" in values:
        values["supports"] = frozenset(values["supports"])
    return replace(assessment, **values)


def _age(assessment: Assessment) -> tuple[str, int, str]:
    names = [one.value for one in Round]
    place = names.index(assessment.round) if assessment.round in names else len(names)
    return assessment.period, place, assessment.round

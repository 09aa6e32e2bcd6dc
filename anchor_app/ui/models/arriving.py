"""Differences as they are counted and listed: under their organisation, and there under their component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anchor_app.domain.merging_plan import Difference, Kind, MergePlan
from anchor_app.domain.year_tables import YEAR_ROUND
from anchor_app.services.pack_words import Naming

_WORDS: Mapping[Kind, str] = {Kind.CONFLICT: "to decide", Kind.NEW: "new", Kind.CHANGED: "changed",
                              Kind.REMOVED: "removed", Kind.KEPT: "kept", Kind.OLDER: "older", Kind.SAME: "same"}
_ORDER = tuple(_WORDS)
_QUIET = frozenset({Kind.OLDER, Kind.SAME})
_RECORDS = frozenset({"opportunity", "evidence", "reading", "introduction", "signing", "moderation", *YEAR_ROUND})
"""Kinds of which one thing has several fields, and is counted as one when it comes or goes."""
_UNTOLD = frozenset({("opportunity", "component"), ("opportunity", "place"), ("evidence", "number"),
                     ("evidence", "digest"), ("evidence", "size"), ("evidence", "kind"), ("signing", "checksum"),
                     ("signing", "at"), ("moderation", "revision"), ("reading", "domain"), ("assessment", "charter"),
                     ("assessment", "started_from"), ("organisation", "charter"), ("reading", "outcome"),
                     ("reading", "evidence"), ("action", "assessment"), ("action", "source_item"),
                     ("action-note", "action"), ("outcome", "domain"), ("taken-up", "story"),
                     ("report-plan", "summary_draft"), ("front-sheet-line", "sheet"), ("front-sheet-line", "number"),
                     ("front-sheet-answer", "kind"), ("front-sheet-answer", "words"),
                     ("front-sheet-answer", "number")})
"""Fields that nobody fills in, and that say nothing beside the others of the same thing."""
MEANS: Mapping[Kind, str] = {
    Kind.CONFLICT: "changed here and in the pack", Kind.NEW: "not here yet", Kind.CHANGED: "changed in the pack",
    Kind.REMOVED: "removed in the pack", Kind.KEPT: "removed by one and changed by the other: it stays",
    Kind.OLDER: "the pack has an earlier text; yours stays", Kind.SAME: "the same in both"}
_ABOUT_ALL = "Organisation and evidence"
_YEAR = "The year around the charter"

Counts = Mapping[Kind, int]


@dataclass(frozen=True)
class Group:
    """The differences of one component, or with component "" of the organisation and its evidence, or of its year."""

    plan: MergePlan
    component: str
    title: str
    differences: tuple[Difference, ...]

    @property
    def counts(self) -> Counts:
        """How many there are of each kind."""
        return counted(self.differences)


def counted(differences: Iterable[Difference]) -> Counts:
    """How many things there are of each kind, whatever the number of their fields."""
    return Counter(kind for kind, _ in {(one.kind, _thing(one)) for one in differences})


def _thing(one: Difference) -> object:
    """What is counted as one: what is decided together, a record that comes or goes, else a field."""
    if one.kind is Kind.CONFLICT:
        return one.unit
    what = one.what
    return (what.kind, what.owner, what.item) if what.kind in _RECORDS else what


def is_told(one: Difference) -> bool:
    """Whether a difference is worth a line of its own."""
    return one.kind is Kind.CONFLICT or (one.what.kind, one.what.field) not in _UNTOLD


def counts_words(counts: Counts, *, has_quiet: bool = False, is_done: bool = False) -> str:
    """Counts in a line, as in "2 to decide, 310 new, 12 changed"."""
    words = {**_WORDS, Kind.CONFLICT: "decided"} if is_done else _WORDS
    return ", ".join(f"{counts[kind]:,} {words[kind]}" for kind in _ORDER
                     if counts.get(kind) and (has_quiet or kind not in _QUIET))


def kind_words(kind: Kind) -> str:
    """A kind as a tag has it."""
    return _WORDS[kind].capitalize()


def groups_of(plan: MergePlan, naming: Naming) -> tuple[Group, ...]:
    """What a pack would change here, by component in the order of its charter; what is the same is left out."""
    titles = _titles(plan, naming)
    found = {component: tuple(one for one in differences if one.kind not in _QUIET)
             for component, differences in plan.by_component().items()}
    order = [*titles, *sorted(set(found) - set(titles))]
    groups = [Group(plan, component, titles.get(component, component), found[component])
              for component in order if component and found.get(component)]
    apart = found.get("", ())
    year = tuple(one for one in apart if one.what.kind in YEAR_ROUND)
    rest = tuple(one for one in apart if one.what.kind not in YEAR_ROUND)
    return (*((Group(plan, "", _ABOUT_ALL, rest),) if rest else ()), *groups,
            *((Group(plan, "", _YEAR, year),) if year else ()))


def _titles(plan: MergePlan, naming: Naming) -> dict[str, str]:
    titles: dict[str, str] = {}
    for assessment in plan.assessments:
        held = naming.after.assessments.get(assessment) or naming.here.assessments.get(assessment)
        charters = naming.after if held and held.charter in naming.after.charters else naming.here
        if held is not None and held.charter in charters.charters:
            titles |= {one.id: f"{one.id} {one.title}" for one in charters.charters[held.charter]}
    return titles

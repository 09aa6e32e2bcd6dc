"""Sharing: what of an organisation goes into a pack for an audience, and what a person should see of that first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from anchor_app.domain.assessment import Assessment, State
from anchor_app.domain.audience_rules import FILE, NEVER, STUB, Why, kept_within, too_sensitive, withheld
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import Evidence, Sensitivity
from anchor_app.domain.history_words import about_words, component_of, field_words, value_words
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import Lineage, Lineages
from anchor_app.domain.pack_content import PackContent, Told
from anchor_app.domain.personal_data import Sight, sights

_TEXTS: Mapping[str, frozenset[str]] = {
    "organisation": frozenset({"name", "short_name", "alias", "place", "champion_name", "champion_role",
                               "champion_contact", "lead_name", "lead_role", "lead_contact"}),
    "component": frozenset({"reason", "summary", "lead", "look_again_note"}),
    "practice": frozenset({"note"}), "principle": frozenset({"note"}), "opportunity": frozenset({"text"}),
    "evidence": frozenset({"title", "shows", "describes", "owner", "file_name", "figure", "unit", "source", "text",
                           "url"}),
    "reading": frozenset({"value", "source"}), "signing": frozenset({"by", "role"}),
    "moderation": frozenset({"reason", "by"}), "action": frozenset({"title", "owner_name"}),
    "action-note": frozenset({"text", "by"}),
    "outcome": frozenset({"title", "definition", "unit", "baseline", "target"}),
    "update": frozenset({"did", "changed", "asks", "story", "by"}),
    "story": frozenset({"title", "what", "result", "contact"}), "taken-up": frozenset({"by", "note"}),
    "report-plan": frozenset({"title", "foreword", "summary", "summary_draft", "plan", "made_by"}),
    "front-sheet": frozenset({"meeting", "title", "presented_by", "author", "agenda_item", "purpose",
                              "executive_summary", "recommendations", "conflicts", "authorised_by"}),
    "front-sheet-line": frozenset({"meeting", "outcome"}), "front-sheet-answer": frozenset({"words", "comment"}),
    "emblem": frozenset({"picture"})}
"""The fields that people fill in their own words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose to send: assessments of one organisation, for whom, and how much comes along."""

    organisation: str
    assessments: tuple[str, ...]
    audience: Audience = Audience.COLLABORATIVE
    with_files: bool = True
    with_personal_data: bool = False


@dataclass(frozen=True, slots=True)
class SharedText:
    """One text that goes: where it stands, the components it is about, and what in it looks like a person's.

    `sensitivity` is that of the evidence it belongs to; answers have none of their own.
    """

    what: Subject
    where: str
    components: tuple[str, ...]
    text: str
    sensitivity: Sensitivity | None = None
    sights: tuple[Sight, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedFile:
    """One document that goes, under the references of the evidence that it is."""

    digest: str
    size: int
    file_name: str
    references: tuple[str, ...]
    components: tuple[str, ...]
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that does not go, and why; `evidence` is the id of the piece that it is about, if it is."""

    where: str
    why: Why
    evidence: str = ""


@dataclass(frozen=True)
class Shared:
    """A pack to be: what it says, and its preview. Nothing goes that the preview does not list."""

    choice: Choice
    content: PackContent
    texts: tuple[SharedText, ...] = ()
    files: tuple[SharedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    lineages: Lineages = field(default_factory=Lineages)

    @property
    def warned(self) -> tuple[SharedText, ...]:
        """The texts in which something looks like a person's."""
        return tuple(one for one in self.texts if one.sights)


def shared(holdings: Holdings, lineages: Lineages, choice: Choice) -> Shared:
    """What goes; `lineages` are those of every field that was ever touched of the organisation and the assessments.

    Raises WrongValue and UnknownItem for a choice that cannot be.
    """
    chosen = _chosen(holdings, choice)
    pieces = _Pieces(holdings, lineages, choice, chosen)
    facts: dict[Subject, Told] = {}
    left_out = pieces.left_out()
    for what in sorted(lineages):
        if not pieces.is_spoken_of(what):
            continue
        why = withheld(what, choice.audience) or kept_within(
            what, holdings, choice.audience, choice.with_personal_data)
        if why is None:
            facts[what] = _told(holdings, what, lineages[what])
        elif holdings.fact(what) is not None:
            left_out.append(LeftOut(_where(what, holdings), why))
    files = pieces.files()
    content = PackContent(
        choice.organisation, tuple(one.id for one in chosen), facts,
        {one.charter: holdings.charter_of(one).source for one in chosen}, choice.audience,
        sum(pieces.is_narrowed(one) for one in pieces.going), {one.digest: one.size for one in files})
    return Shared(choice, content, tuple(_texts(holdings, facts, chosen)), files, tuple(left_out), lineages)


def _chosen(holdings: Holdings, choice: Choice) -> tuple[Assessment, ...]:
    if choice.organisation not in holdings.organisations:
        raise UnknownItem("That organisation is not in this workspace.")
    if not choice.assessments:
        raise WrongValue("Nothing is chosen to be sent. Choose at least one assessment.")
    found = [one for one in holdings.assessments_of(choice.organisation) if one.id in choice.assessments]
    if len(found) != len(set(choice.assessments)):
        raise UnknownItem("One of the assessments is not in this workspace, or is another organisation's.")
    return tuple(found)


def _told(holdings: Holdings, what: Subject, lineage: Lineage) -> Told:
    """What the pack says of a field. What it sends is Sent, so that sending the same again makes the same pack."""
    text = holdings.fact(what)
    is_sent = (what.kind, what.field, text) == ("assessment", "state", State.SIGNED_OFF.value)
    return Told(State.SENT.value if is_sent else text, lineage)


class _Pieces:
    """The evidence that goes along with the chosen assessments, and how much of each piece."""

    def __init__(self, holdings: Holdings, lineages: Iterable[Subject], choice: Choice,
                 chosen: tuple[Assessment, ...]) -> None:
        self._holdings, self._choice, self._chosen = holdings, choice, {one.id for one in chosen}
        self._is_internal = choice.audience is Audience.INTERNAL
        self._charters = {one.charter for one in chosen}
        self._once = {what.item for what in lineages if what.kind == "support" and what.owner in self._chosen}
        self._linked: dict[str, set[str]] = {}
        for assessment in chosen:
            for evidence, component in assessment.supports:
                self._linked.setdefault(evidence, set()).add(component)
        owned = holdings.evidence_of(choice.organisation)
        self.going = tuple(one for one in owned if self._is_internal or one.id in self._linked)
        self._others = tuple(one for one in owned if one not in self.going)
        self._why = {one.id: too_sensitive(one, choice.audience, choice.with_personal_data) for one in owned}
        self._kept_back = {one.digest for one in owned if one.digest and self._why[one.id]}

    def is_spoken_of(self, what: Subject) -> bool:
        """Whether the pack may speak of a field, as far as it depends on what was chosen."""
        if what.kind in NEVER:
            return False
        if what.kind == "assessment":
            return what.item in self._chosen
        if what.kind == "support" and what.item not in self._holdings.evidence:
            return self._holdings.fact(what) is None
        if (what.kind, what.field) == ("organisation", "charter"):  # only with its wording
            return self._holdings.fact(what) in self._charters
        if what.kind == "evidence":
            return what.field != "twin" and self._is_field_of_piece(what)
        return what.owner in self._chosen or what.owner == self._choice.organisation

    def _is_field_of_piece(self, what: Subject) -> bool:
        piece = self._holdings.evidence.get(what.item)
        if piece is None:  # it was removed, and those who have it are told
            return self._is_internal or what.item in self._once
        if not self._is_internal and piece.id not in self._linked:
            return False
        if what.field in FILE and not self._has_file(piece):
            return False
        return what.field in STUB or self._why[piece.id] is None

    def is_narrowed(self, piece: Evidence) -> bool:
        """Whether a piece goes without its words, or a document without its file."""
        return self._why[piece.id] is not None or bool(piece.digest) and not self._has_file(piece)

    def _has_file(self, piece: Evidence) -> bool:
        return (self._choice.with_files and self._why[piece.id] is None and bool(piece.digest)
                and piece.digest not in self._kept_back)

    def left_out(self) -> list[LeftOut]:
        """The pieces that do not go, or not whole."""
        found = []
        for piece in self.going:
            why = self._why[piece.id]
            if why is None and piece.digest and not self._has_file(piece):
                why = Why.SAME_FILE if self._choice.with_files else Why.FILES
            if why is not None:
                found.append(LeftOut(_named(piece), why, piece.id))
        found.extend(LeftOut(_named(piece), Why.UNLINKED, piece.id) for piece in self._others)
        return found

    def files(self) -> tuple[SharedFile, ...]:
        """The documents that go, each once, by reference."""
        found: dict[str, list[Evidence]] = {}
        for piece in self.going:
            if self._has_file(piece):
                found.setdefault(piece.digest, []).append(piece)
        return tuple(SharedFile(
            digest, pieces[0].size, pieces[0].file_name, tuple(one.reference for one in pieces),
            tuple(sorted({component for one in pieces for component in self._linked.get(one.id, ())})),
            pieces[0].sensitivity) for digest, pieces in found.items())


def _named(piece: Evidence) -> str:
    return f"{piece.reference} {piece.title}".strip()


def _texts(holdings: Holdings, facts: Mapping[Subject, Told], chosen: tuple[Assessment, ...]) -> Iterator[SharedText]:
    """Every text in people's own words, in the order of the pack."""
    for what, (text, _) in facts.items():
        if not text or what.field not in _TEXTS.get(what.kind, ()):
            continue
        sensitivity = None
        components: tuple[str, ...] = tuple(filter(None, [component_of(what, holdings)]))
        if what.kind == "evidence":
            sensitivity = holdings.evidence[what.item].sensitivity
            components = tuple(sorted({one for assessment in chosen for one in assessment.components_of(what.item)}))
        if what.kind == "emblem":
            yield SharedText(what, _where(what, holdings), (), value_words(what, text))
            continue
        seen = () if what.field.endswith("contact") else sights(text)  # which is there to say how to reach somebody
        yield SharedText(what, _where(what, holdings), components, text, sensitivity, seen)


def _where(what: Subject, holdings: Holdings) -> str:
    """Where a text stands, as in "1.1.2 · Note" or "E-003 · Title"."""
    match what.kind:
        case "evidence":
            about = holdings.evidence[what.item].reference if what.item in holdings.evidence else "Evidence"
        case "practice" | "component":
            about = what.item
        case "opportunity":
            about = component_of(what, holdings)
        case _:
            about = about_words(what, component_of(what, holdings), holdings)
    return f"{about} · {field_words(what)}" if about else field_words(what)

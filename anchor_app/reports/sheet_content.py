"""What the reporting sheet says: the charter's Appendix A table as frozen values, without any layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.assessment import Assessment, Mark, Signing, State, Status
from anchor_app.domain.charter import Charter, Component, Domain
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.guidance import Fall, forecast
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words, forecast_words, way_title
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.scoring import Score, Standing
from anchor_app.domain.signing import checksum, part_checksums, short_checksum
from anchor_app.domain.wording import needs_words, reading_words
from anchor_app.reports.decisions_content import DecisionLine, decision_lines, moderated_remark
from anchor_app.reports.register_content import RegisterEntry, register_entries
from anchor_app.reports.statement import BLANK, CHANGED, DRAFT, SIGNED, Statement


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A practice with its mark (None: unanswered) and note."""

    text: str
    mark: Mark | None
    note: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A piece of evidence as a component cites it."""

    reference: str
    title: str
    remark: str


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """One row of the table."""

    id: str
    title: str
    practices: tuple[PracticeLine, ...]
    status: Status
    reason: str
    summary: str
    evidence: tuple[Citation, ...]
    opportunities: tuple[str, ...]
    lead: str
    focus: bool
    look_again: bool
    look_again_note: str
    decisions: tuple[DecisionLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PrincipleLine:
    """A cross-cutting principle as answered in one domain."""

    title: str
    text: str
    mark: Mark | None
    note: str


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A domain's outcome with its target and latest reading, each in words."""

    title: str
    target: str
    reading: str


@dataclass(frozen=True, slots=True)
class DomainSection:
    """One domain: its count and what each level needs here, its rows, principles and outcome."""

    number: int
    title: str
    remark: str
    rows: tuple[ComponentRow, ...]
    principles: tuple[PrincipleLine, ...]
    outcome: OutcomeLine | None


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading of the level: its name, the level's name and rank out of `of`, and a remark."""

    name: str
    level: str
    rank: int
    of: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One domain of the proof: components counted, what each level needs, which of them are met, the level alone."""

    number: int
    title: str
    counted: int
    of: int
    needed: tuple[int, ...]
    met: tuple[bool, ...]
    alone: str
    alone_rank: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the values on a sheet come from: the workspace's id, and the moment looked back to, in words."""

    workspace: str = ""
    as_at: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the reporting sheet; a blank one has the charter and the heading, and room to write.

    `as_at` is the moment looked back to ("" for now), `signed` the signature in words ("" where it is not signed),
    `signature` its name, role, checksum and date, and `statement` what the file says of itself for programs.
    """

    blank: bool
    charter: str
    organisation: str
    period: str
    state: str
    on: date
    details: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, str, str], ...]
    readings: tuple[ReadingLine, ...]
    level_names: tuple[str, ...]
    level_rules: tuple[str, ...]
    proof: tuple[ProofRow, ...]
    remarks: tuple[str, ...]
    sections: tuple[DomainSection, ...]
    register: tuple[RegisterEntry, ...]
    as_at: str = ""
    signed: str = ""
    signature: tuple[str, str, str, str] | None = None
    statement: str = ""


def sheet_content(holdings: Holdings, assessment: Assessment, score: Score, *, blank: bool = False,
                  origin: Origin | None = None) -> Sheet:
    """What the sheet of an assessment says on the day of the score.

    It is that of a signed revision only where the values are the very ones that were signed.
    """
    origin, sum_of_it = origin or Origin(), checksum(holdings, assessment)
    signing = None if blank else assessment.signing
    is_signed = signing is not None and signing.checksum == sum_of_it
    charter, organisation = holdings.charter_of(assessment), holdings.organisation_of(assessment)
    falls = forecast(holdings, assessment, score.on)
    return Sheet(
        blank=blank,
        charter=f"{charter.title}, edition {charter.edition}",
        organisation=organisation.name,
        period=assessment.title,
        state=_state_words(assessment, is_signed),
        on=score.on,
        details=_details(organisation),
        signatures=_signatures(organisation),
        readings=() if blank else _readings(score, falls),
        level_names=tuple(level.name for level in charter.levels),
        level_rules=tuple(str(level.rule) for level in charter.levels),
        proof=() if blank else tuple(_proof(score.self_assessed, organisation.beyond_nhs)),
        remarks=() if blank else _remarks(score),
        sections=tuple(_section(holdings, assessment, score, organisation, domain, blank)
                       for domain in charter.domains),
        register=() if blank else register_entries(holdings, assessment, score.on),
        as_at=origin.as_at,
        signed=_signed_words(signing) if signing and is_signed else "",
        signature=_signature(signing) if signing and is_signed else None,
        statement=str(_statement(holdings, assessment, score.on, origin, sum_of_it, blank)),
    )


def _state_words(assessment: Assessment, is_signed: bool) -> str:
    """The state; what was changed since the signature, as the organisation's details may be, is said."""
    if assessment.is_frozen and not is_signed:
        return f"{assessment.state.words}, with details that were changed since"
    if assessment.state is State.DRAFT and assessment.revision > 1:
        return f"Draft of revision {assessment.revision}"
    return assessment.state.words


def _signed_words(signing: Signing) -> str:
    day = day_words(signing.on) if signing.on else ""
    who = ", ".join(part for part in (signing.by, signing.role, day) if part)
    return f"Signed off by {who} · revision {signing.revision} · checksum {short_checksum(signing.checksum)} …"


def _signature(signing: Signing) -> tuple[str, str, str, str]:
    return (signing.by, signing.role, f"Signed off; checksum {short_checksum(signing.checksum)} …",
            day_words(signing.on) if signing.on else "")


def _statement(holdings: Holdings, assessment: Assessment, on: date, origin: Origin, sum_of_it: str,
               blank: bool) -> Statement:
    state = BLANK if blank else DRAFT if assessment.signing is None else (
        SIGNED if assessment.signing.checksum == sum_of_it else CHANGED)
    return Statement(state, origin.workspace, assessment.id, holdings.organisation_of(assessment).name,
                     assessment.period, assessment.round, assessment.charter, assessment.revision,
                     "" if blank else sum_of_it, on.isoformat(), origin.as_at,
                     {} if blank else part_checksums(holdings, assessment))


def _details(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    """The organisation's particulars that are filled in, with their names."""
    kind = organisation.kind.words if organisation.kind else ""
    body = "not an NHS body" if organisation.beyond_nhs else ""
    lines = (
        ("Organisation", _joined(organisation.name, f"({organisation.short_name})" if organisation.short_name else "")),
        ("Kind", ", ".join(part for part in (kind, body) if part)),
        ("Place", organisation.place),
        ("Champion", _person(organisation.champion_name, organisation.champion_role, organisation.champion_contact)),
        ("Executive lead", _person(organisation.lead_name, organisation.lead_role, organisation.lead_contact)),
        ("Alias in public comparisons", organisation.alias),
        ("Signed up", day_words(organisation.signed_up) if organisation.signed_up else ""),
    )
    return tuple((name, words) for name, words in lines if words)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _person(name: str, role: str, contact: str) -> str:
    return " · ".join(part for part in (name, role, contact) if part)


def _signatures(organisation: Organisation) -> tuple[tuple[str, str, str], ...]:
    """Who signs: in which capacity, name and role as far as they are known."""
    return (("Champion", organisation.champion_name, organisation.champion_role),
            ("Executive lead", organisation.lead_name, organisation.lead_role))


def _readings(score: Score, falls: Sequence[Fall]) -> tuple[ReadingLine, ...]:
    lines = [_reading("Self-assessed", score.self_assessed, f"{score.self_assessed.counted} of "
                      f"{score.self_assessed.of} components fulfilled"),
             _reading(f"Evidenced, {day_words(score.on)}", score.evidenced,
                      forecast_words(score.evidenced, falls))]
    if score.moderated:
        lines.append(_reading("Moderated", score.moderated, moderated_remark(score.moderated)))
    if score.applicable_only:
        only = score.applicable_only
        lines.append(_reading("Applicable components only", only, f"{only.counted} of {only.of} applicable "
                              "components fulfilled; the charter's own reading is the one above"))
    return tuple(lines)


def _reading(name: str, standing: Standing, remark: str) -> ReadingLine:
    return ReadingLine(name, standing.level_name, standing.rank, len(standing.charter.levels), remark)


def _proof(standing: Standing, beyond_nhs: bool) -> list[ProofRow]:
    levels = standing.charter.levels
    return [ProofRow(one.domain.number, one.domain.title_for(beyond_nhs), one.counted, one.of,
                     tuple(one.needed(level) for level in levels), tuple(one.is_met(level) for level in levels),
                     one.level.name if one.level else "–", levels.index(one.level) + 1 if one.level else 0)
            for one in standing.domains]


def _remarks(score: Score) -> tuple[str, ...]:
    held = score.self_assessed
    if held.next is None:
        return (f"{held.level_name} is the highest level of this charter.",)
    return (f"{way_title(held)}: {needs_words(score.needs)}.",)


def _section(holdings: Holdings, assessment: Assessment, score: Score, organisation: Organisation,
             domain: Domain, blank: bool) -> DomainSection:
    charter = holdings.charter_of(assessment)
    count = next(one for one in score.self_assessed.domains if one.domain.id == domain.id)
    needs = ", ".join(f"{level.name} {count.needed(level)}" for level in charter.levels)
    remark = f"Needed here: {needs}"
    if not blank:
        remark = f"{count.counted} of {count.of} components fulfilled · {remark[0].lower()}{remark[1:]}"
    return DomainSection(
        domain.number, domain.title_for(organisation.beyond_nhs), remark,
        tuple(_row(holdings, assessment, score.on, one, organisation.beyond_nhs, blank) for one in domain.components),
        tuple(_principle(assessment, charter, domain, blank)),
        _outcome(holdings, organisation, domain, blank))


def _row(holdings: Holdings, assessment: Assessment, on: date, component: Component, beyond_nhs: bool,
         blank: bool) -> ComponentRow:
    title = component.title_for(beyond_nhs)
    if blank:
        return ComponentRow(component.id, title, tuple(PracticeLine(one.text, None, "") for one in component.practices),
                            Status.NOT_STARTED, "", "", (), (), "", False, False, "")
    answer = assessment.component(component.id)
    return ComponentRow(
        component.id, title,
        tuple(PracticeLine(one.text, assessment.practice(one.id).mark, assessment.practice(one.id).note)
              for one in component.practices),
        answer.status, answer.reason, answer.summary,
        tuple(citation(piece, on) for piece in holdings.supporting(assessment, component.id)),
        tuple(one.text for one in assessment.opportunities_of(component.id)),
        answer.lead, answer.focus, answer.look_again, answer.look_again_note,
        decision_lines(assessment, component.id))


def citation(piece: Evidence, on: date) -> Citation:
    """A piece as it is cited: its kind, what it describes, and its review where that is past or set."""
    review = ""
    if piece.review_by:
        verb = "review due" if piece.is_current(on) else "review date passed,"
        review = f"{verb} {day_words(piece.review_by)}"
    return Citation(piece.reference, piece.title,
                    ", ".join(part for part in (piece.kind.value, piece.describes, review) if part))


def _principle(assessment: Assessment, charter: Charter, domain: Domain, blank: bool) -> list[PrincipleLine]:
    lines = []
    for one in charter.principles:
        answer = assessment.principle(domain.id, one.id)
        lines.append(PrincipleLine(one.title, one.text, None if blank else answer.mark, "" if blank else answer.note))
    return lines


def _outcome(holdings: Holdings, organisation: Organisation, domain: Domain, blank: bool) -> OutcomeLine | None:
    if domain.outcome is None:
        return None
    reading = None if blank else holdings.latest_reading(organisation.id, domain.id)
    words = ""
    if reading:
        day = day_words(reading.on) if reading.on else ""
        words = " · ".join(part for part in (reading_words(domain.outcome, reading), day, reading.source) if part)
    unit = f" ({domain.outcome.unit})" if domain.outcome.unit else ""
    return OutcomeLine(f"{domain.outcome.title}{unit}", domain.outcome.target, words)

"""How an annual report was made: what counts, the rules, whose words these are, and what the audience does not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from anchor_app.domain.audience_rules import Why
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.report_sections import Section
from anchor_app.domain.report_view import Seen
from anchor_app.domain.wording import listed
from anchor_app.reports.annual import Annual
from anchor_app.reports.comparison_method import level_rules
from anchor_app.reports.document import Block, Bullets, Facts, Paragraph

_LEFT_OUT: Final[Mapping[Why, str]] = {
    Why.PERSONAL: "Marked Personal data ({}): personal data are in no report that others read. Of evidence, its "
                  "reference, kind and review date are told, so that the evidenced level can be followed.",
    Why.SENSITIVE: "Evidence for a narrower audience ({}): its reference, kind and review date are told.",
    Why.INTERNAL: "Actions that are kept within the organisation ({}).",
    Why.NOT_SHARED: "Stories that are not marked as ones to share ({}).",
    Why.PEOPLE: "Names, roles and contacts of people ({}): a report for the public names nobody.",
    Why.NOTES: "Notes to look at again ({}).",
    Why.REASONS: "Reasons of the steering group ({}).",
    Why.JUDGEMENTS: "Reviewers’ own judgements ({}).",
    Why.NOT_PUBLIC: "Fields of outcomes, readings and monthly updates ({}), which are not for the public.",
}
_NOT_PUBLIC: Final = frozenset({Section.MEETINGS, Section.PEOPLE, Section.UPDATES, Section.MEMBERS})
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.PUBLIC: "the public", Audience.COLLABORATIVE: "the collaborative", Audience.INTERNAL: "the organisation"}
_READINGS: Final = (
    "Self-assessed: every component that the organisation itself judges as Fulfilled counts.",
    "Evidenced: of these, only components with at least one piece of evidence that is current on the day count.",
    "Moderated: of these, only components that the steering group agreed with count; where nothing was decided there "
    "is no such reading.",
    "Not applicable counts as not fulfilled, because the charter knows no such status. Practices and principles do not "
    "set a status.")
_OUTCOMES: Final = (
    "An outcome is on track while its newest reading is at least as good as the straight path from baseline to target "
    "on the day of that reading.")
_ACTIONS: Final = (
    "The actions of a year are those of its period, those completed in it, and those still open that were begun by its "
    "end.")


def method_blocks(annual: Annual, missing: tuple[Section, ...]) -> list[Block]:
    """The section; `missing` are the sections that were wanted and of which there is nothing."""
    blocks: list[Block] = [Facts(tuple(_facts(annual)))]
    if annual.score is not None:
        blocks += [Paragraph("What counts", look="strong"), Paragraph(
            "A level is held when its rule holds in every domain, and every level below it is held too."),
            Bullets((*level_rules(annual.score.self_assessed.charter), *_READINGS))]
    if annual.measures or annual.actions:
        blocks += [Paragraph("The year", look="strong"), Bullets((_OUTCOMES, _ACTIONS))]
    return [*blocks, *audience_blocks(annual.seen), *missing_blocks(missing, annual.audience)]


def _facts(annual: Annual) -> Iterator[tuple[str, str]]:
    yield "For", AUDIENCES[annual.audience]
    yield "As on", f"{day_words(annual.on)}{f', looked back to {annual.as_at}' if annual.as_at else ''}"
    if annual.assessment is not None and annual.score is not None:
        begun = f", started on {day_words(annual.assessment.started_on)}" if annual.assessment.started_on else ""
        yield "Assessment", f"{annual.assessment.title}, revision {annual.assessment.revision}{begun}"
        yield "State", state_words(annual)
        if annual.score.on != annual.on:
            yield "Evidence", f"Current or not on {day_words(annual.score.on)}, when the assessment was signed off"
    if annual.signing is not None:
        yield "Checksum", annual.signing.checksum
    if annual.charter is not None:
        yield "Charter", f"{annual.charter.title}, edition {annual.charter.edition}"
        yield "Charter’s checksum", annual.charter.digest
    if annual.plan.made_by.strip() and annual.audience is not Audience.PUBLIC:
        yield "Made by", annual.plan.made_by


def state_words(annual: Annual) -> str:
    """How far the assessment has come; what was changed since it was signed is said."""
    assert annual.assessment is not None
    if annual.assessment.is_frozen and annual.is_draft:
        return f"{annual.assessment.state.words}, with details that were changed since"
    return annual.assessment.state.words


def audience_blocks(seen: Seen) -> Iterator[Block]:
    """What was left out for the audience and why; that nothing was is said too."""
    yield Paragraph("What is left out for this audience", look="strong")
    told = tuple(_LEFT_OUT[why].format(f"{count:,}") for why, count in seen.left_out.items()
                 if count and why in _LEFT_OUT)
    if told:
        yield Bullets(told)
    else:
        yield Paragraph(f"Nothing: {AUDIENCES[seen.audience]} may see everything that is told of here.")


def missing_blocks(missing: tuple[Section, ...], audience: Audience) -> Iterator[Block]:
    """Which of the wanted sections there is nothing of, and which the public is not told of at all."""
    if audience is Audience.PUBLIC:
        withheld = [one.words.lower() for one in missing if one in _NOT_PUBLIC]
        missing = tuple(one for one in missing if one not in _NOT_PUBLIC)
        if withheld:
            yield Bullets((f"Whole sections that are not for the public: {listed(withheld)}.",))
    if missing:
        yield Paragraph("What there is nothing of", look="strong")
        yield Bullets(tuple(one.words for one in missing))

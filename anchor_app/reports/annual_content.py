"""What the annual report of one organisation says: its cover, its summary, and the chosen sections in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from anchor_app.domain.brief import brief
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.level_wording import capitalised, count_sentence, day_words
from anchor_app.domain.planning import emblem_of
from anchor_app.domain.report_plan import ReportPlan
from anchor_app.domain.report_sections import Section
from anchor_app.domain.signing import short_checksum
from anchor_app.domain.summary_draft import Sentence, drafted_summary, in_paragraphs, shown_summary
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_domain import domains_blocks
from anchor_app.reports.annual_evidence import evidence_blocks
from anchor_app.reports.annual_level import level_blocks
from anchor_app.reports.annual_method import AUDIENCES, method_blocks, state_words
from anchor_app.reports.annual_plan import actions_blocks, plan_blocks
from anchor_app.reports.annual_principles import principles_blocks
from anchor_app.reports.annual_year import help_blocks, people_blocks, stories_blocks, updates_blocks
from anchor_app.reports.document import (
    Block,
    Bullets,
    Callout,
    Contents,
    Document,
    Emblem,
    Heading,
    Level,
    Paragraph,
    Turn,
)

_SECTIONS: Final[Mapping[Section, Callable[[Annual], list[Block]]]] = {
    Section.LEVEL: level_blocks, Section.DOMAINS: domains_blocks, Section.PRINCIPLES: principles_blocks,
    Section.STORIES: stories_blocks, Section.HELP: help_blocks, Section.UPDATES: updates_blocks,
    Section.ACTIONS: actions_blocks, Section.PLAN: plan_blocks, Section.PEOPLE: people_blocks,
    Section.EVIDENCE: evidence_blocks}
_ON_A_NEW_PAGE: Final = frozenset({Section.LEVEL, Section.DOMAINS, Section.PRINCIPLES, Section.STORIES,
                                   Section.UPDATES, Section.ACTIONS, Section.PLAN, Section.EVIDENCE})
"""Sections that begin a page; short ones follow what is before them."""
CONTENTS_FROM: Final = 4
"""Sections that have anything to say, from which on a report has a table of contents."""
_LONGEST_TITLE: Final = 120
_LONGEST_LINE: Final = 50
"""Characters of a foot that leave room for more behind them."""
NOTHING: Final = ("There is no assessment for {} yet, so there is no level to report. Start one, answer the charter, "
                  "and make this report again.")


def annual_content(annual: Annual, front: Sequence[Block] = ()) -> Document:
    """The report; `front` are the blocks of a board paper's front sheet, which precede the cover."""
    parts = {one: _SECTIONS[one](annual) for one in annual.sections if one in _SECTIONS}
    missing = tuple(one for one, blocks in parts.items() if not blocks)
    blocks: list[Block] = [*front, *([Turn("portrait")] if front else []), *_cover(annual), Turn("portrait")]
    if len(parts) - len(missing) >= CONTENTS_FROM:
        blocks += [Heading("Contents"), Contents(3), Turn()]
    if Section.SUMMARY in annual.sections:
        blocks += summary_blocks(annual.plan, summary_of(annual), NOTHING.format(annual.period), annual.audience)
    for one, said in parts.items():
        if said:
            blocks += [*([Turn()] if one in _ON_A_NEW_PAGE else []), Heading(one.words), *said]
    blocks += [Turn(), Heading(Section.METHOD.words), *method_blocks(annual, missing)]
    line = f"{annual.name} · {annual.title}"
    return Document(f"{annual.name}: {annual.title}", annual.name, tuple(blocks),
                    subject=f"{annual.charter.title}, edition {annual.charter.edition}" if annual.charter else "",
                    running=line, footer=footer_words(line, _how_far(annual)), made_on=annual.on)


def footer_words(line: str, how_far: str) -> str:
    """What stands at every foot: how far the report is settled comes first where the other words fill the line."""
    return f"{line} · {how_far}" if len(line) <= _LONGEST_LINE else f"{capitalised(how_far)} · {line}"


def _how_far(annual: Annual) -> str:
    """What every page names: the draft and its day, or the signature's checksum."""
    past = f"as at {annual.as_at} · " if annual.as_at else ""
    if annual.signing is not None:
        return f"{past}signed off; checksum {short_checksum(annual.signing.checksum)} …"
    return f"{past}draft of {day_words(annual.on)}"


def _cover(annual: Annual) -> Iterator[Block]:
    if png := emblem_of(annual.holdings, annual.organisation.id):
        yield Emblem(png, f"Emblem of {annual.name}")
    yield from title_blocks(annual.title)
    yield Paragraph(annual.name, look="lead")
    yield Paragraph(" · ".join(filter(None, (annual.charter.title if annual.charter else "", annual.subject))))
    if annual.score is not None:
        own = annual.score.self_assessed
        yield Level(own.level_name, own.rank, len(own.charter.levels), f"Self-assessed. {count_sentence(own)}")
    if annual.signing is not None:
        yield Callout(_signed(annual), "good")
    else:
        yield Callout(_draft(annual), "warning")
    yield Paragraph(f"For {AUDIENCES[annual.audience]}. {day_words(annual.on)}.", look="soft")


def title_blocks(title: str) -> Iterator[Block]:
    """The title; of one that would fill a page its beginning, and the whole of it in smaller type."""
    yield Heading(brief(title, _LONGEST_TITLE), 1)
    if len(title) > _LONGEST_TITLE:
        yield Paragraph(title, look="soft")


def _signed(annual: Annual) -> str:
    assert annual.signing is not None
    signing = annual.signing
    day = day_words(signing.on) if signing.on else ""
    who = ", ".join(part for part in (signing.by, signing.role) if part)
    how = f" by {who}{f', {day}' if day else ''}" if who else f" on {day}" if day else ""
    return f"Signed off{how}. Revision {signing.revision}, checksum {signing.checksum}."


def _draft(annual: Annual) -> str:
    if annual.assessment is None:
        return f"Draft. There is no assessment for {annual.period} yet."
    if annual.assessment.is_frozen:
        return f"Draft. {state_words(annual)}."
    return "Draft. The assessment is not signed off, so its answers may still change."


def summary_of(annual: Annual) -> tuple[Sentence, ...]:
    """The drafted summary."""
    if annual.draft:
        return tuple(Sentence(key, words) for key, words in annual.draft)
    if annual.assessment is None:
        return ()
    return drafted_summary(annual.holdings, annual.assessment, annual.on, annual.score)


def summary_blocks(plan: ReportPlan, draft: Sequence[Sentence], nothing: str, audience: Audience) -> Iterator[Block]:
    """Foreword and summary, and below an edited one what the data say otherwise since it was written.

    What an older draft said is told within alone: it may have been drafted for readers who see more than these.
    """
    if plan.foreword.strip():
        yield Heading("Foreword")
        yield Paragraph(plan.foreword, look="quote")
    yield Heading(Section.SUMMARY.words)
    edited, changed = shown_summary(plan.summary, plan.summary_draft, draft)
    if plan.summary.strip():
        yield Paragraph(edited)
    elif draft:
        paragraphs = in_paragraphs(draft)
        yield Paragraph(paragraphs[0], look="lead")
        for one in paragraphs[1:]:
            yield Paragraph(one)
    else:
        yield Callout(nothing, "warning")
    if changed:
        yield Callout("The data changed since this summary was written.", "warning")
    gone = changed.gone if audience is Audience.INTERNAL else ()
    for words, sentences in (("They now say", changed.new), ("They no longer say", gone)):
        if sentences:
            yield Paragraph(words, look="strong")
            yield Bullets(sentences)

"""One component in an annual report: what was said of it, its evidence, opportunities, flags and decisions."""

from __future__ import annotations

from collections.abc import Iterator

from anchor_app.domain.assessment import Assessment, Mark, Status
from anchor_app.domain.charter import Component
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_parts import cited, joined
from anchor_app.reports.decisions_content import decision_lines
from anchor_app.reports.document import Block, Bullets, Callout, Heading, Paragraph, Space


def component_blocks(annual: Annual, component: Component) -> Iterator[Block]:
    """What there is to say beyond its row in the table of its domain; nothing where nobody said anything."""
    if annual.assessment is None:
        return
    said = [*_said(annual.assessment, component), *_evidence(annual, component),
            *_opportunities(annual.assessment, component), *_looked_at(annual.assessment, component)]
    if said:
        yield Space(6)
        yield Heading(annual.title_of(component.id), 4)
        yield from said


def _said(assessment: Assessment, component: Component) -> Iterator[Block]:
    answer = assessment.component(component.id)
    if answer.summary.strip():
        yield Paragraph(answer.summary)
    if answer.status is Status.NOT_APPLICABLE or answer.reason.strip():
        yield Paragraph(answer.reason or "No reason given.", label="Why it does not apply")
    if lines := tuple(_practices(assessment, component)):
        yield Heading("Practices", 5)
        yield Bullets(lines)


def _practices(assessment: Assessment, component: Component) -> Iterator[str]:
    """The practices that are not wholly in place, and those with a note; what is simply in place is counted above."""
    for one in component.practices:
        held = assessment.practice(one.id)
        if held.note.strip() or held.mark in (Mark.PARTLY, Mark.NOT_YET):
            mark = held.mark.words if held.mark else "Unanswered"
            yield f"{mark}: {one.text}" + (f"\n{held.note}" if held.note.strip() else "")


def _evidence(annual: Annual, component: Component) -> Iterator[Block]:
    assert annual.assessment is not None
    pieces = annual.holdings.supporting(annual.assessment, component.id)
    if pieces:
        yield Heading("Evidence", 5)
        yield Bullets(tuple(cited(one, annual.on, is_hidden=one.id in annual.seen.hidden) for one in pieces))


def _opportunities(assessment: Assessment, component: Component) -> Iterator[Block]:
    found = assessment.opportunities_of(component.id)
    if found:
        yield Heading("Opportunities for progression", 5)
        yield Bullets(tuple(one.text for one in found))


def _looked_at(assessment: Assessment, component: Component) -> Iterator[Block]:
    answer = assessment.component(component.id)
    if answer.lead.strip() or answer.focus:
        focus = "A focus of this period" if answer.focus else ""
        yield Paragraph(joined((answer.lead, focus)), label="Lead" if answer.lead.strip() else "")
    if answer.look_again or answer.look_again_note.strip():
        yield Callout(f"To look at again. {answer.look_again_note}".strip(), "warning")
    for line in decision_lines(assessment, component.id):
        reason = f"\n{line.reason}" if line.reason.strip() else ""
        yield Paragraph(f"{line.decision.words}. {line.who}{reason}".strip(), label=line.title)

"""What is measured with: the sheet of all components with so many words in each field."""

from __future__ import annotations

import itertools

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import AddOpportunity, Command, NotePractice, SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.holdings import Holdings
from anchor_app.services.starting import shipped_charter

_VOCABULARY = (
    "the", "people", "committee", "reviews", "ward", "level", "workforce", "data", "each", "quarter", "and",
    "recruitment", "is", "aimed", "at", "the", "six", "wards", "with", "the", "highest", "deprivation", "in",
    "partnership", "with", "local", "colleges", "employers", "and", "charities")


def words(count: int) -> str:
    """So many words of plain English, always the same."""
    return " ".join(itertools.islice(itertools.cycle(_VOCABULARY), count))


def organisation_and_assessment(charter: Charter) -> tuple[Command, ...]:
    """The wishes that set up one organisation with one assessment, whose ids are `org` and `now`."""
    values = {"name": "Example Bay Hospitals", "kind": "nhs-trust", "champion_name": "Sam Example"}
    return (AddOrganisation(values, "org"),
            StartAssessment("org", charter.digest, "2026/27", id="now"))


def filled(count: int) -> Holdings:
    """Holdings whose one assessment has so many words in each field of all components."""
    charter = shipped_charter()
    holdings = Holdings({charter.digest: charter})
    marks = itertools.cycle([Mark.IN_PLACE, Mark.PARTLY, Mark.NOT_YET])
    commands = list(organisation_and_assessment(charter))
    text = words(count)
    for component in charter:
        commands += [SetStatus("now", component.id, Status.FULFILLED),
                     WriteAnswer("now", component.id, "summary", text),
                     WriteAnswer("now", component.id, "look_again_note", text),
                     AddOpportunity("now", component.id, text)]
        for practice in component.practices:
            commands += [mark_practice("now", practice.id, next(marks)), NotePractice("now", practice.id, text)]
    for command in commands:
        holdings = holdings.with_edit(command.edit(holdings))
    return holdings

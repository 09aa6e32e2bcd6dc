"""The annual report says whose and how far it is, keeps its sections in order, and tells an audience nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.audience_rules import withheld
from anchor_app.domain.charter import AtLeast
from anchor_app.domain.charter import Level as CharterLevel
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import StartAssessment
from anchor_app.domain.edit import Subject
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.report_plan import ReportPlan
from anchor_app.domain.report_view import OF_REPORTS
from anchor_app.domain.summary_draft import as_text
from anchor_app.reports.annual_content import annual_content, summary_of
from anchor_app.reports.document import Callout, Contents, Grid, Heading, Level, OutcomeChart, Picture, Sign, Turn
from anchor_app.services.publishing_collaborative import collaborative_document
from anchor_app.services.publishing_year import annual_document, annual_of
from anchor_app.services.workspace import Clock, Workspace
from tests.helpers.values import TODAY, ready_desk, small_charter
from tests.reports.test_every_field import ON, PERIOD, PLACES, Filled, kinds, strings, type_of

OTHERS = (Audience.PUBLIC, Audience.COLLABORATIVE)


def on(holdings, day=TODAY):
    """A workspace without any store around some holdings."""
    return Workspace(None, holdings, who="Sam", clock=Clock(today=lambda: day))


def report(desk, **wanted):
    return annual_document(on(desk.holdings), "org", "2026/27", **wanted)


def headings(document, level=2):
    return [one.words for one in document.blocks if isinstance(one, Heading) and one.level == level]


def all_words(document):
    return "\n".join(strings(document))


@pytest.fixture(scope="module")
def filled():
    return Filled()


@pytest.fixture(scope="module")
def told(filled):
    """What the report says to each audience."""
    workspace = on(filled.holdings, ON)
    return {audience: (all_words(annual_document(workspace, "org", PERIOD, audience=audience)),
                       all_words(collaborative_document(workspace, PERIOD, audience=audience)))
            for audience in Audience}


@pytest.mark.parametrize("audience", OTHERS)
def test_no_field_that_a_pack_withholds_from_an_audience_is_told_to_it(filled, told, audience):
    hidden = [(kind, name) for kind, record in kinds().items() for name in record.field_names()
              if kind not in OF_REPORTS and type_of(record, name) is str and (kind, name) in filled.wanted
              and withheld(Subject(kind, *PLACES[kind], name), audience)]
    assert len(hidden) > 3 or audience is Audience.COLLABORATIVE
    for kind, name in hidden:
        for words in told[audience]:
            assert filled.wanted[kind, name] not in words, (kind, name)


@pytest.mark.parametrize("audience", OTHERS)
@pytest.mark.parametrize(("kind", "names"), [
    ("evidence", ("title", "shows", "text", "url", "file_name", "figure", "source", "owner", "describes")),
    ("action", ("title", "owner_name")), ("action-note", ("text", "by")), ("representative", ("contact",))])
def test_what_is_kept_within_the_organisation_is_told_to_nobody_else(filled, told, audience, kind, names):
    for name in names:
        assert all(filled.wanted[kind, name] not in words for words in told[audience])
        assert filled.wanted[kind, name] in told[Audience.INTERNAL][0]


def test_the_public_is_not_told_who_made_the_report(filled, told):
    assert filled.wanted["report-plan", "made_by"] not in told[Audience.PUBLIC][0]
    assert filled.wanted["report-plan", "made_by"] in told[Audience.COLLABORATIVE][0]


def test_personal_data_are_in_no_report_and_the_method_says_so(filled):
    piece = replace(filled.holdings.evidence["piece"], sensitivity=Sensitivity.PERSONAL)
    action = replace(filled.holdings.actions["org/act"], sensitivity=Sensitivity.PERSONAL)
    held = replace(filled.holdings, evidence={"piece": piece}, actions={"org/act": action})
    words = all_words(annual_document(on(held, ON), "org", PERIOD, audience=Audience.INTERNAL))
    for kind, name in (("evidence", "title"), ("evidence", "shows"), ("evidence", "text"), ("evidence", "file_name"),
                       ("action", "title"), ("action-note", "text")):
        assert filled.wanted[kind, name] not in words
    assert piece.reference in words and "Marked Personal data (2)" in words


def test_a_story_that_is_not_to_be_shared_stays_within(filled):
    story = replace(filled.holdings.stories["org/tale"], shareable=False)
    held = replace(filled.holdings, stories={story.key: story})
    for audience in OTHERS:
        words = all_words(annual_document(on(held, ON), "org", PERIOD, audience=audience))
        assert filled.wanted["story", "title"] not in words and filled.wanted["taken-up", "by"] not in words
    assert filled.wanted["story", "title"] in all_words(
        annual_document(on(held, ON), "org", PERIOD, audience=Audience.INTERNAL))


def test_the_level_does_not_depend_on_who_reads_of_it(filled):
    levels = {next(one for one in annual_document(on(filled.holdings, ON), "org", PERIOD, audience=audience).blocks
                   if isinstance(one, Level)) for audience in Audience}
    assert len(levels) == 1


def test_a_draft_says_so_on_the_cover_and_at_the_foot_of_every_page():
    document = report(ready_desk())
    assert document.footer.endswith("draft of 2 November 2026")
    cover = document.blocks[:next(place for place, one in enumerate(document.blocks) if isinstance(one, Turn))]
    assert any(isinstance(one, Callout) and one.words.startswith("Draft.") for one in cover)


def test_a_period_without_an_assessment_has_a_short_report_that_says_what_to_do():
    document = annual_document(on(ready_desk().holdings), "org", "2031/32")
    words = all_words(document)
    assert "There is no assessment for 2031/32 yet" in words and "What there is nothing of" in words
    assert not any(isinstance(one, (Grid, Picture, Contents)) for one in document.blocks)
    assert headings(document) == ["Summary", "How this report was made"]


def test_an_assessment_that_nobody_began_has_no_tables_of_nothing():
    titles = headings(report(ready_desk()))
    assert titles == ["Summary", "The level and its proof", "How this report was made"]


def test_sections_come_as_they_are_chosen_and_only_those():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    assert headings(report(desk, sections="domains,level")) == [
        "Domain by domain", "The level and its proof", "How this report was made"]


def test_the_persons_words_stand_before_the_drafted_ones_and_changes_are_pointed_out():
    desk = ready_desk()
    plan = ReportPlan("annual/2026/27", "org", title="Our year", foreword="Dear all", summary="We are proud.",
                      summary_draft="It was Gold.", plan="Go on.")
    said = ("Our year", "Dear all", "We are proud.", "Go on.", "The data changed since this summary was written.")
    within, others = (all_words(report(desk, plan=plan, audience=one))
                      for one in (Audience.INTERNAL, Audience.COLLABORATIVE))
    assert all(one in within and one in others for one in said)
    assert "It was Gold." in within and "It was Gold." not in others  # it may have been drafted for other readers
    drafted = as_text(summary_of(annual_of(on(desk.holdings), "org", "2026/27")))
    assert "The data changed" not in all_words(report(desk, plan=replace(plan, summary_draft=drafted)))


@pytest.mark.parametrize("sizes", [(1,), (2, 3), tuple([1] * 9)])
def test_sizes_come_from_the_charter(sizes):
    charter = small_charter(sizes, (CharterLevel("base", "Base", AtLeast(1)),))
    desk = ready_desk(charter)
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    document = report(desk)
    proof = next(one for one in document.blocks if isinstance(one, Grid) and one.columns[0].title == "Domain")
    assert len(proof.rows) == len(sizes) and len(proof.columns) == 2 + len(charter.levels)
    assert sum(one.words.partition(" ")[0].isdigit() for one in document.blocks
               if isinstance(one, Heading) and one.level == 3) == len(sizes)


def test_an_earlier_assessment_is_compared_with_domain_by_domain():
    desk = ready_desk()
    desk.do(StartAssessment("org", desk.answers.charter, "2025/26", "Baseline", id="then"))
    desk.do(SetStatus("then", "2.1", Status.FULFILLED))
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    document = report(desk)
    words = all_words(document)
    assert "1.1 Widening workforce participation: from not started to fulfilled." in words
    assert "2.1 Shifting spend more locally: from fulfilled to not started." in words
    moved = next(one for one in document.blocks if isinstance(one, Grid) and "how many more" in one.caption)
    assert [row[2].words for row in moved.rows][:2] == ["+1", "\u22121"]


def test_every_chart_has_words_for_those_who_do_not_see_it(filled):
    document = annual_document(on(filled.holdings, ON), "org", PERIOD, audience=Audience.INTERNAL)
    pictures = [one for one in document.blocks if isinstance(one, Picture)]
    assert pictures and all(len(one.alt) > 20 for one in pictures)
    assert any(isinstance(one.chart, OutcomeChart) for one in pictures)


def test_every_sign_has_words(filled):
    document = annual_document(on(filled.holdings, ON), "org", PERIOD, audience=Audience.INTERNAL)
    signs = [cell.sign for one in document.blocks if isinstance(one, Grid) for row in one.rows for cell in row
             if not isinstance(cell, str) and cell.sign is not None]
    assert signs and all(isinstance(one, Sign) and one.words for one in signs)


def test_a_signature_stands_on_the_cover_with_its_whole_checksum(filled):
    annual = annual_of(on(filled.holdings, ON), "org", PERIOD, audience=Audience.INTERNAL)
    signing = annual.assessment.signings["1"]
    document = annual_content(replace(annual, signing=signing))
    cover = next(one for one in document.blocks if isinstance(one, Callout))
    assert signing.by in cover.words and signing.checksum in cover.words and "Draft" not in document.footer


def test_headings_never_leave_a_level_out(filled):
    for document in (annual_document(on(filled.holdings, ON), "org", PERIOD, audience=Audience.INTERNAL),
                     collaborative_document(on(filled.holdings, ON), PERIOD)):
        levels = [one.level for one in document.blocks if isinstance(one, Heading)]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_collaborative_of_nobody_has_a_short_report_too():
    words = all_words(collaborative_document(on(Holdings()), "2026/27"))
    assert "No member has an assessment for 2026/27 here yet" in words

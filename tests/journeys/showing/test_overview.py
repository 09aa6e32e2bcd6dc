"""The overview: the level, its proof, the way on, and what needs attention, each leading where it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from anchor_app import resources
from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.commands import MarkPractices, SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, StartAssessment
from anchor_app.domain.level_wording import count_sentence, rule_words
from anchor_app.ui.pages.overview_page import OverviewPage
from tests.helpers.values import TODAY, shipped_charter

SILVER = ("1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "5.1", "5.2", "6.1", "6.2")
ACCOUNT = {"kind": "account", "text": "A story.", "title": "A story"}


def fulfil(*components):
    return [SetStatus("now", one, Status.FULFILLED) for one in components]


def in_place(*components):
    practices = [one.id for key in components for one in shipped_charter().component(key).practices]
    return MarkPractices("now", tuple(practices), Mark.IN_PLACE)


@pytest.fixture
def silver(make_desk):
    before = [*fulfil(*SILVER), in_place(*SILVER), SetStatus("now", "3.3", Status.WORKING_TOWARDS),
              WriteAnswer("now", "3.3", "lead", "Estates & <b>sites</b>"),
              MarkPractices("now", ("3.3.1",), Mark.IN_PLACE),
              AddEvidence("now", {**ACCOUNT, "review_by": date(2027, 3, 31)}, SILVER, id="e1")]
    return make_desk(OverviewPage, before=before)


def said(label):
    return label.accessibleName()


def check_against_score(desk):
    score = desk.memory.workspace.score("now")
    page, own = desk.page, score.self_assessed
    assert page.headline.badge.name == own.level_name
    assert said(page.headline.count_label) == count_sentence(own)
    assert page.headline.evidenced.badge.name == score.evidenced.level_name
    for row, count in zip(page.proof.rows, own.domains, strict=True):
        assert row.count_label.text() == f"{count.counted} of {count.of}"
        assert said(row.rule_label) == rule_words(count, own)
    assert page.headline.applicable.badge.isVisible() == (score.applicable_only is not None)


def test_every_number_on_the_page_is_that_of_the_score_before_and_after_each_edit(silver):
    check_against_score(silver)
    for command in (*fulfil("3.3"), SetStatus("now", "2.1", Status.NOT_APPLICABLE, "None here"),
                    SetStatus("now", "6.1", Status.NOT_STARTED), *fulfil("3.4", "1.3", "2.1", "6.1", "6.3")):
        silver.hub.do(command)
        silver.settle()
        check_against_score(silver)
    assert said(silver.page.headline.title_label) == "Platinum, self-assessed"


def test_the_sentences_say_level_forecast_and_which_levels_are_close(silver):
    page = silver.page
    assert said(page.headline.title_label) == "Silver, self-assessed"
    assert said(page.headline.evidenced.words_label) == (
        "until 31 March 2027, then not yet Bronze, unless E-001 is renewed")
    assert said(page.close_label) == "Silver and Gold differ by one component: a third in Property."
    assert said(page.proof_card.title_label) == "Why Silver"


def test_the_shortest_way_names_the_nearest_component_first_and_opens_it(silver):
    way = silver.page.way
    assert said(way.title_label) == "Shortest way to Gold"
    assert said(way.sentence_label) == "One more component in Property."
    assert [said(one.title_label).split()[0] for one in way.candidates] == ["3.3", "3.4"]
    assert said(way.candidates[0].details_label) == "1 of 2 practices in place · lead: Estates & <b>sites</b>"
    silver.click(way.open_button)
    silver.click(way.candidates[1])
    assert silver.asked == [("component_requested", "3.3"), ("component_requested", "3.4")]


def test_at_the_highest_level_the_page_says_that_there_is_none_above(make_desk):
    desk = make_desk(OverviewPage, before=fulfil(*shipped_charter().components))
    assert said(desk.page.way.title_label) == "At Platinum"
    assert "highest level" in said(desk.page.way.sentence_label)
    assert desk.page.way.open_button.isHidden() and not desk.page.way.candidates


def test_a_row_of_the_proof_opens_its_domain_by_click_and_by_return(silver):
    rows = silver.page.proof.rows
    silver.click(rows[2])
    rows[4].setFocus()
    QTest.keyClick(rows[4], Qt.Key.Key_Return)
    silver.page.pictures.pictures[0].setFocus()
    QTest.keyClick(silver.page.pictures.pictures[0], Qt.Key.Key_Space)
    assert silver.asked == [("component_requested", "property"), ("component_requested", "partners"),
                            ("component_requested", "work")]


def test_each_concern_leads_to_where_it_is_mended(make_desk):
    yesterday, soon = TODAY - timedelta(days=1), TODAY + timedelta(days=9)
    desk = make_desk(OverviewPage, size=(1076, 1400), before=[
        *fulfil("1.1", "1.2", "2.1"), in_place("1.1"), WriteAnswer("now", "4.2", "look_again", True),
        AddEvidence("now", {**ACCOUNT, "review_by": soon}, ("1.1",), id="soon"),
        AddEvidence("now", {**ACCOUNT, "review_by": yesterday}, ("1.1",), id="past1"),
        AddEvidence("now", {**ACCOUNT, "review_by": yesterday}, ("1.1",), id="past2")])
    card = desk.page.attention
    desk.page.set_damaged({"past1": "E-002 is missing its document."})
    assert {name: row.count_label.text() for name, row in card.rows.items()} == {
        "damaged": "1", "no-evidence": "2", "no-practice": "2", "review-past": "2", "review-due": "1",
        "look-again": "1"}
    for name in ("damaged", "no-evidence", "review-past", "review-due", "look-again"):
        desk.click(card.rows[name])
    desk.click(card.links["no-practice", "2.1"])
    assert desk.asked == [
        ("evidence_requested", "past1"), ("component_requested", "1.2"), ("evidence_requested", "review-past"),
        ("evidence_requested", "soon"), ("component_requested", "4.2"), ("component_requested", "2.1")]


def test_a_mended_concern_is_gone_without_being_asked_for(silver):
    silver.hub.do(WriteAnswer("now", "3.1", "look_again", True))
    silver.settle()
    assert "look-again" in silver.page.attention.rows
    silver.hub.do(WriteAnswer("now", "3.1", "look_again", False))
    silver.settle()
    assert "look-again" not in silver.page.attention.rows


def test_an_empty_assessment_says_what_to_do_first(make_desk):
    desk = make_desk(OverviewPage)
    assert desk.page.first_step.isVisible() and said(desk.page.attention.calm_label).startswith("Nothing")
    desk.click(desk.page.first_step_button)
    assert desk.asked == [("component_requested", "1.1")]
    desk.hub.do(SetStatus("now", "1.1", Status.WORKING_TOWARDS))
    desk.settle()
    assert desk.page.first_step.isHidden()


def test_earlier_assessments_stand_beside_with_their_levels(make_desk):
    charter = shipped_charter()
    desk = make_desk(OverviewPage, before=[
        StartAssessment("org", charter.digest, "2025/26", id="old"), SetStatus("old", "1.1", Status.FULFILLED)])
    assert said(desk.page.earlier_label) == "2025/26 · Year end: Not yet Bronze, 1 component"


def test_another_charter_is_shown_by_its_own_names_and_rules(make_desk, tmp_path):
    text = (resources.charters() / "lsc-anchor-charter.toml").read_text("utf-8")
    text = text.replace('"Bronze"', '"Seed <i>"').replace('more_than = "1/2"', 'more_than = "2/3"')
    (tmp_path / "other.toml").write_text(text.replace('"Property"', '"Land & homes"'), "utf-8")
    desk = make_desk(OverviewPage, charter=open_charter(tmp_path / "other.toml"), before=fulfil(*SILVER))
    check_against_score(desk)
    assert said(desk.page.headline.title_label) == "Silver, self-assessed"
    assert said(desk.page.way.sentence_label) == "Three more components in three domains."
    assert said(desk.page.proof.rows[2].name_label) == "3  Land & homes"
    assert said(desk.page.close_label) == "Gold and Platinum differ by one component: a fourth in Land & homes."
    desk.hub.do(SetStatus("now", "6.1", Status.NOT_STARTED))
    desk.settle()
    assert said(desk.page.headline.title_label) == "Seed <i>, self-assessed"

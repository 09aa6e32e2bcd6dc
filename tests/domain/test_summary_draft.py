"""The summary is drafted from what there is, and an edited one learns what the data say since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.acting import AddAction, SetActionStatus
from anchor_app.domain.action import ActionStatus
from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddEvidence, RecordReading, StartAssessment
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.measuring import AmendOutcome
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.summary_draft import (
    Sentence,
    as_text,
    differences,
    drafted_summary,
    in_paragraphs,
    shown_summary,
    some,
)
from anchor_app.domain.telling import AddStory, NoteTakenUp
from tests.helpers.values import TODAY, ready_desk, shipped_charter

LINES = st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).map(str.strip)
                 .filter(bool), unique=True)


def draft(desk, on=TODAY):
    return {one.key: one.words for one in drafted_summary(desk.holdings, desk.answers, on)}


def test_nothing_that_is_not_there_has_a_sentence():
    assert draft(ready_desk()) == {
        "level": "By its own assessment Bay does not hold Bronze yet for 2026/27 · Year end: 0 of 16 components are "
                 "fulfilled.",
        "way": "Bronze takes six more components, in six domains."}


def test_a_year_with_everything_is_told_in_plain_sentences():
    desk = ready_desk()
    desk.do(StartAssessment("org", shipped_charter().digest, "2025/26", "Baseline", id="then"))
    for key, components in (("then", ("1.1", "2.1")), ("now", ("1.1", "1.2", "3.1"))):
        for one in components:
            desk.do(SetStatus(key, one, Status.FULFILLED))
    desk.do(AddEvidence("now", {"kind": EvidenceKind.ACCOUNT, "title": "A", "text": "x",
                                "review_by": TODAY + timedelta(days=40)}, ("1.1",), id="e"))
    desk.do(Moderate("now", "1.1", Decision.AGREED, "", "Sam", TODAY))
    desk.do(AmendOutcome("org", "work", {"baseline": "50", "baseline_on": date(2026, 4, 1), "target": "60",
                                         "target_on": date(2027, 4, 1)}))
    desk.do(RecordReading("org", "work", "51", date(2026, 10, 1)))
    desk.do(AddAction("org", {"title": "Ask the wards", "due": TODAY - timedelta(days=1)}, id="a"))
    desk.do(AddAction("org", {"title": "Plant trees"}, id="b"))
    desk.do(SetActionStatus("org/b", ActionStatus.COMPLETE, TODAY))
    desk.do(AddStory("org", {"title": "Bread", "what": "We bought it nearby.", "shareable": True}, id="s"))
    desk.do(NoteTakenUp("org/s", "Fellside", TODAY))
    said = draft(desk)
    assert said["level"].endswith("does not hold Bronze yet for 2026/27 · Year end: 3 of 16 components are fulfilled.")
    assert said["evidenced"] == ("Current evidence stands behind one of these; by what is proven alone, the level is "
                                 "not yet Bronze.")
    assert said["moderated"].startswith("The steering group agreed with one of the fulfilled components")
    assert said["since-start"] == (
        "Since 2025/26 · Baseline the level is still to be reached, and one more component is fulfilled: more in "
        "Quality work (one) and Property (one), fewer in Social value (one).")
    assert said["newly"].startswith("Newly fulfilled since 2025/26 · Baseline: 1.2 ") and "3.1 " in said["newly"]
    assert said["no-longer"].startswith("No longer fulfilled since 2025/26 · Baseline: 2.1 ")
    assert said["evidence"] == "One piece of evidence supports the assessment."
    assert said["outcomes-behind"].startswith("One outcome is behind the path to its target: ")
    assert said["actions"] == "Two actions belong to the year: one is complete and one still open."
    assert said["overdue"] == "One action is overdue: Ask the wards."
    assert said["stories"] == "One story of good practice was told: Bread."
    assert said["taken-up"] == "Others took up what was told: Fellside."


@given(st.sets(st.sampled_from([one.id for one in shipped_charter()])))
def test_every_sentence_is_whole_on_one_line_and_says_its_key_once(done):
    desk = ready_desk()
    for one in done:
        desk.do(SetStatus("now", one, Status.FULFILLED))
    said = drafted_summary(desk.holdings, desk.answers, TODAY)
    assert len({one.key for one in said}) == len(said)
    assert all(one.words.endswith(".") and "\n" not in one.words and "  " not in one.words for one in said)
    paragraphs = in_paragraphs(said)
    assert sorted(" ".join(paragraphs).split()) == sorted(" ".join(one.words for one in said).split())
    assert len(paragraphs) < len(said) or len(said) < 3


def test_a_draft_of_another_day_is_the_same_while_the_data_are():
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.FULFILLED))
    assert drafted_summary(desk.holdings, desk.answers, TODAY) == drafted_summary(
        desk.holdings, desk.answers, TODAY + timedelta(days=300))


@given(LINES, LINES)
def test_differences_are_what_one_draft_has_and_the_other_has_not(then, now):
    found = differences("\n".join(then), [Sentence(str(place), one) for place, one in enumerate(now)])
    assert list(found.gone) == [one for one in then if one not in now]
    assert list(found.new) == [one for one in now if one not in then]
    assert bool(found) == (set(then) != set(now))


@given(LINES)
def test_a_draft_does_not_differ_from_its_own_text(lines):
    said = tuple(Sentence(str(place), one) for place, one in enumerate(lines))
    assert not differences(as_text(said), said)


def test_of_many_names_the_rest_is_counted_and_never_a_single_one():
    names = [f"Name {number}" for number in range(1, 8)]
    assert some(names[:5]) == "Name 1, Name 2, Name 3, Name 4 and Name 5"
    assert some(names) == "Name 1, Name 2, Name 3, Name 4 and three more"


@pytest.mark.parametrize("edited", ["", "  \n"])
def test_without_an_edit_the_draft_is_shown(edited):
    said = (Sentence("level", "It is Gold."), Sentence("way", "It takes one more."))
    assert shown_summary(edited, "An old draft.", said) == ("It is Gold.\nIt takes one more.", differences("", ""))


def test_an_edit_of_which_no_draft_is_kept_is_compared_with_nothing():
    said = (Sentence("level", "It is Gold."),)
    assert shown_summary("We are proud.", " ", said) == ("We are proud.", differences("", ""))


def test_an_edit_is_kept_and_what_changed_since_is_pointed_out():
    text, changed = shown_summary("We are proud.", "It is Silver.\nIt takes two more.",
                                  (Sentence("level", "It is Gold."), Sentence("way", "It takes two more.")))
    assert text == "We are proud."
    assert changed.gone == ("It is Silver.",) and changed.new == ("It is Gold.",)

"""What was answered last time stands beside each answer, and nothing stands beside what was not asked then."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import Assessment, Mark, Status
from anchor_app.domain.carrying_over import StartFromLast
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    NotePractice,
    RemoveOpportunity,
    RewordOpportunity,
    SetStatus,
    WriteAnswer,
    mark_practice,
)
from anchor_app.domain.commands_keeping import AddEvidence, LinkEvidence, StartAssessment
from anchor_app.domain.difference import text_difference
from anchor_app.domain.last_time import LastTime, difference_words, last_time
from tests.helpers.values import Desk, ready_desk, shipped_charter

CHARTER = shipped_charter()
PRACTICE = CHARTER.component("1.1").practices[0]
PRINCIPLE = CHARTER.principles[0]


def answered_desk() -> Desk:
    desk = ready_desk()
    desk.do(SetStatus("now", "1.1", Status.WORKING_TOWARDS))
    desk.do(SetStatus("now", "3.2", Status.NOT_APPLICABLE, "We own no estate."))
    desk.do(mark_practice("now", PRACTICE.id, Mark.PARTLY))
    desk.do(NotePractice("now", PRACTICE.id, "Two of five wards"))
    desk.do(AnswerPrinciple("now", "work", PRINCIPLE.id, "mark", Mark.NOT_YET))
    for field, value in (("lead", "Estates"), ("focus", True), ("look_again", True), ("look_again_note", "The pay")):
        desk.do(WriteAnswer("now", "1.1", field, value))
    for text in ("Guarantee interviews", "Shorten the form", "Ask the leavers"):
        desk.do(AddOpportunity("now", "1.1", text))
    desk.do(AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, ("1.1",), id="one"))
    return desk


def begun(*, charter: str = CHARTER.digest, is_empty: bool = False) -> tuple[Desk, Assessment, LastTime]:
    desk = answered_desk()
    if charter != CHARTER.digest:
        desk.holdings = desk.holdings.with_charter(other_edition(charter))
    start = StartAssessment if is_empty else StartFromLast
    desk.do(start("org", charter, "2027/28", id="next"))
    return desk, *looked_at(desk)


def looked_at(desk: Desk) -> tuple[Assessment, LastTime]:
    now = desk.holdings.assessments["next"]
    last = last_time(desk.holdings, now)
    assert last is not None
    return now, last


def other_edition(digest: str):
    """The charter with one practice more and one in other words, in its next edition."""
    domain = CHARTER.domains[0]
    first, *rest = domain.components
    practices = (replace(PRACTICE, text="We ask who lives here."), *first.practices[1:],
                 replace(PRACTICE, id="1.1.99", text="We do something new."))
    components = (replace(first, practices=practices), replace(first, id="1.99"), *rest)
    return replace(CHARTER, edition="2027", digest=digest,
                   domains=(replace(domain, components=components), *CHARTER.domains[1:]))


def test_every_answer_of_a_component_is_told_with_its_period() -> None:
    _, _, last = begun()
    assert last.status_words("1.1") == "2026/27 · Year end: Working towards"
    assert last.lead_words("1.1") == "2026/27: Estates"
    assert last.focus_words("1.1") == "2026/27: in focus"
    assert last.look_again_words("1.1") == "2026/27: to look at again · The pay"
    assert last.reason_words("3.2") == "2026/27: We own no estate."
    assert (last.reason_words("1.1"), last.lead_words("1.2")) == ("", "2026/27: nobody named")
    assert (last.focus_words("1.2"), last.look_again_words("1.2")) == ("2026/27: not in focus", "2026/27: not marked")


def test_marks_and_notes_are_told_and_so_is_that_there_was_none() -> None:
    _, _, last = begun()
    then = last.practice("1.1", PRACTICE)
    assert then and (then.mark, then.words) == (Mark.PARTLY, "2026/27: Partly · Two of five wards")
    then = last.practice("1.1", CHARTER.component("1.1").practices[1])
    assert then and (then.mark, then.words) == (None, "2026/27: not answered")
    then = last.principle("work", PRINCIPLE)
    assert then and then.words == "2026/27: Not yet"


def test_an_assessment_started_empty_is_compared_as_well() -> None:
    _, now, last = begun(is_empty=True)
    assert last.status_words("1.1").endswith("Working towards")
    assert last.opportunities(now, "1.1").closed.splitlines() == [
        "Closed since 2026/27:", "Guarantee interviews", "Shorten the form", "Ask the leavers"]


def test_what_another_edition_asks_for_the_first_time_has_nothing_beside_it() -> None:
    _, now, last = begun(charter="d27")
    asked = other_edition("d27").component("1.1").practices
    assert last.practice("1.1", asked[-1]) is None
    assert last.status_words("1.99") == "Not asked in 2026/27 · Year end"
    assert (last.component("1.99"), last.lead_words("1.99"), last.evidence_words(now, "1.99")) == (None, "", "")
    assert last.opportunities(now, "1.99").words == {}
    assert last.principle("elsewhere", PRINCIPLE) is None
    then = last.practice("1.1", asked[0])
    assert then and then.words == "2026/27: Partly, asked in other words · Two of five wards"


def test_another_charters_answers_are_not_last_times() -> None:
    desk = answered_desk()
    desk.holdings = desk.holdings.with_charter(replace(CHARTER, id="another", digest="d"))
    desk.do(StartFromLast("org", "d", "2027/28", id="between"))
    assert last_time(desk.holdings, desk.holdings.assessments["between"]) is None
    desk.do(StartAssessment("org", CHARTER.digest, "2028/29", id="next"))
    assert looked_at(desk)[1].title == "2026/27 · Year end"


def test_an_earlier_round_of_the_same_period_is_named_by_its_round() -> None:
    desk = answered_desk()
    desk.do(StartAssessment("org", CHARTER.digest, "2026/27", "Baseline", id="base"))
    last = last_time(desk.holdings, desk.answers)
    assert last and (last.title, last.lead_words("1.1")) == ("2026/27 · Baseline", "Baseline: nobody named")
    assert last_time(desk.holdings, desk.holdings.assessments["base"]) is None


def test_an_opportunity_is_carried_over_reworded_new_or_closed() -> None:
    desk, now, _ = begun()
    first, second, third = now.opportunities_of("1.1")
    desk.do(RewordOpportunity("next", first.id, "Guarantee interviews for carers"))
    desk.do(RemoveOpportunity("next", third.id))
    desk.do(AddOpportunity("next", "1.1", "Hold a fair", id="new"))
    now, last = looked_at(desk)
    became = last.opportunities(now, "1.1")
    assert became.words == {first.id: "carried over from 2026/27, in other words",
                            second.id: "carried over from 2026/27", "new": "new since 2026/27"}
    assert became.closed == "Closed since 2026/27: Ask the leavers"


@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=6), max_size=5),
       st.lists(st.text(alphabet="ab ", min_size=1, max_size=6), max_size=5))
def test_every_opportunity_of_now_gets_a_word_and_every_closed_one_is_told_once(old: list[str], new: list[str]) -> None:
    desk = ready_desk()
    for text in old:
        desk.do(AddOpportunity("now", "1.2", f"x{text}"))
    desk.do(StartAssessment("org", CHARTER.digest, "2027/28", id="next"))
    for text in new:
        desk.do(AddOpportunity("next", "1.2", f"x{text}"))
    now, last = looked_at(desk)
    became = last.opportunities(now, "1.2")
    carried = [word for word in became.words.values() if word.startswith("carried")]
    closed = became.closed.count("x")
    assert set(became.words) == {one.id for one in now.opportunities_of("1.2")}
    assert len(carried) + closed == len(last.then.opportunities_of("1.2"))


def test_evidence_is_told_by_how_much_came_and_went() -> None:
    desk, now, last = begun()
    assert last.evidence_words(now, "1.1") == "as in 2026/27"
    assert last.evidence_words(now, "1.2") == ""
    desk.do(AddEvidence("next", {"title": "T", "kind": "account", "text": "x"}, ("1.1",), id="two"))
    desk.do(LinkEvidence("next", "one", "1.1", False))
    now, last = looked_at(desk)
    assert last.evidence_words(now, "1.1") == "1 new and 1 left out since 2026/27"


def test_a_difference_is_counted_in_words() -> None:
    said = text_difference("We ask who lives here.", "We ask who works and lives here.")
    assert difference_words(said) == "2 words new"
    assert difference_words(text_difference("We ask who lives here.", "We ask here.")) == (
        "2 words left out (struck through)")
    assert difference_words(text_difference("One. Two", "One.\nTwo")) == "the same words, set otherwise"
    assert difference_words(text_difference("One", "One")) == "the same words"

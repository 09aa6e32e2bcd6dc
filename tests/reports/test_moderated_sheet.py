"""What the steering group said stands on the sheet beside each answer, and an unmoderated sheet stays as it was."""

from __future__ import annotations

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.moderating import JudgeApart, Moderate
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.domain.scoring import score
from tests.helpers.values import TODAY, ready_desk
from tests.reports.reading import Tagged
from tests.reports.test_sheet import HOSTILE, bare, pdf_of, text_of


def moderated_desk(reason="Last year\u2019s figures", by="Alex Example"):
    desk = ready_desk()
    for component in ("1.1", "1.2"):
        desk.do(SetStatus("now", component, Status.FULFILLED))
    desk.do(JudgeApart("now", "1.2", Decision.MORE_EVIDENCE, "Which wards?", "Sam Reviewer", TODAY))
    desk.do(Moderate("now", "1.1", Decision.AGREED, "", by, TODAY))
    desk.do(Moderate("now", "1.2", Decision.NOT_AGREED, reason, by, TODAY))
    return desk


def test_every_decision_stands_beside_its_answer_with_reason_name_and_day():
    desk = moderated_desk()
    tagged = Tagged(pdf_of(desk))
    cells = {row.all("TH")[0].text[:3]: row.all("TD")[0].text for row in tagged.document.all("TR") if row.all("TD")}
    assert cells["1.1"] == "FulfilledSteering groupAgreedAlex Example, 2 November 2026"
    assert cells["1.2"] == ("FulfilledSteering groupNot agreedAlex Example, 2 November 2026Reason: Last year\u2019s "
                            "figuresReviewed apartMore evidence neededSam Reviewer, 2 November 2026"
                            "Reason: Which wards?")
    assert cells["1.3"] == "Not started"


def test_the_moderated_level_is_that_of_the_score_and_only_where_there_is_one():
    desk = moderated_desk()
    held = score(desk.holdings, desk.answers, TODAY).moderated
    words = f"Moderated {held.level_name} the steering group agreed with one fulfilled component"
    assert words in text_of(pdf_of(desk))
    text = text_of(pdf_of(ready_desk()))
    assert "Moderated" not in text and "Steering group" not in text


def test_a_blank_sheet_says_nothing_of_what_was_decided():
    text = text_of(pdf_of(moderated_desk(), blank=True))
    assert not any(words in text for words in ("Steering group", "Alex Example", "Moderated", "Which wards?"))


def test_a_decision_on_an_earlier_revision_says_so():
    desk = moderated_desk()
    assessment = desk.answers
    assert "of revision" not in text_of(pdf_of(desk))
    object.__setattr__(assessment, "moderations", {"1.1": Moderation("1.1", Decision.AGREED, by="A", revision=7)})
    assert "of revision 7" in text_of(pdf_of(desk))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_in_a_decision_print_as_typed(hostile):
    text = text_of(pdf_of(moderated_desk(f"Reason {hostile}", f"By {hostile}")))
    shown = hostile.replace("\u202e", "[U+202E]")
    assert bare(f"Reason {shown}") in bare(text) and bare(f"By {shown}") in bare(text)


def test_all_moderation_fields_are_thought_of():
    """A field that is added to a decision has to be decided on here, so that none is forgotten on paper."""
    assert set(Moderation.field_names()) == {"decision", "reason", "by", "on", "revision"}

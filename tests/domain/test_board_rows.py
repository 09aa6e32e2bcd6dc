"""A row counts what the score counts, whatever was answered, linked and decided."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.assessment import Status
from anchor_app.domain.board_rows import by_organisation, in_order, rows_of
from anchor_app.domain.collaborative import Receipt
from anchor_app.domain.commands import AddOpportunity, SetStatus, WriteAnswer, changes_of
from anchor_app.domain.commands_keeping import AddEvidence, StartAssessment
from anchor_app.domain.counting import Reading, Standings, counting
from anchor_app.domain.edit import Edit
from anchor_app.domain.moderating import JudgeApart, Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.scoring import score
from tests.helpers.values import TODAY, ready_desk, shipped_charter

COMPONENTS = st.sampled_from(list(shipped_charter().components)[:5])


@st.composite
def wishes(draw):
    component = draw(COMPONENTS)
    return draw(st.sampled_from([
        SetStatus("now", component, Status.FULFILLED), SetStatus("now", component, Status.FULFILLED),
        SetStatus("now", component, Status.NOT_STARTED), SetStatus("now", component, Status.NOT_APPLICABLE, "No"),
        WriteAnswer("now", component, "focus", True), WriteAnswer("now", component, "focus", False),
        AddOpportunity("now", component, "More"),
        AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, (component,)),
        AddEvidence("now", {"title": "T", "kind": "account", "text": "x", "review_by": date(2026, 11, 1)},
                    (component,)),
        AddEvidence("now", {"title": "T", "kind": "account", "text": "x", "review_by": TODAY}, (component,)),
        Moderate("now", component, Decision.AGREED, "", "A", TODAY),
        Moderate("now", component, Decision.NOT_AGREED, "No", "A", TODAY),
        JudgeApart("now", component, Decision.AGREED, "", "A", TODAY)]))


@given(st.lists(wishes(), max_size=12))
def test_what_counts_in_a_row_is_what_counts_in_the_score(done):
    desk = ready_desk()
    for wish in done:
        desk.do(wish)
    [row] = rows_of(desk.holdings, TODAY)
    own = score(desk.holdings, desk.answers, TODAY)
    for reading, held in ((Reading.SELF, own.self_assessed), (Reading.EVIDENCED, own.evidenced),
                          (Reading.MODERATED, own.moderated)):
        assert Standings(desk.holdings.charters, reading).of(row) == held
        assert (counting(shipped_charter(), row, reading) is None) == (held is None)
    answers = desk.answers
    assert {key for key in answers.components if answers.component(key).focus} == row.focus
    assert {one.component for one in answers.opportunities.values()} == row.opportunities
    assert all(row.status(one.id) is answers.component(one.id).status for one in shipped_charter())


def test_rows_say_which_assessment_they_are_and_when_it_was_received_last():
    desk = ready_desk()
    desk.do(StartAssessment("org", shipped_charter().digest, "2026/27", "Baseline", id="base"))
    desk.do(StartAssessment("org", shipped_charter().digest, "2025/26", id="past"))
    for key, at in (("a", "2026-11-03T14:02:00+00:00"), ("b", "2026-11-02T14:02:00+00:00")):
        desk.holdings = desk.holdings.with_edit(Edit.of("Receive", changes_of(
            "receipt", "now", key, Receipt(key), {"at": at})))
    rows = rows_of(desk.holdings, TODAY)
    assert [one.assessment for one in rows] == ["past", "base", "now"]
    assert [one.title for one in rows] == ["2025/26 · Year end", "2026/27 · Baseline", "2026/27 · Year end"]
    assert rows[2].received_at == "2026-11-03T14:02:00+00:00" and rows[1].received_at == ""
    assert in_order(rows[::-1]) == rows and by_organisation(rows[::-1]) == {"org": rows}

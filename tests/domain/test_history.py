"""The history says what was changed in the words of the screens, and finds what is looked for."""

from __future__ import annotations

from datetime import date, timedelta

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.commands import AddOpportunity, AnswerPrinciple, SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.commands_keeping import AddEvidence, AmendEvidence, AmendOrganisation, RemoveEvidence
from anchor_app.domain.history import Looked, history_lines
from tests.domain.test_undoing import START, Log


def written():
    log = Log()
    log.do(SetStatus("now", "1.1", Status.FULFILLED))
    log.do(mark_practice("now", "1.1.2", Mark.PARTLY))
    log.do(WriteAnswer("now", "1.1", "summary", "Ward data"), who="Robin")
    log.do(AddOpportunity("now", "1.2", "Offer placements"))
    log.do(AnswerPrinciple("now", "work", "baseline", "mark", Mark.IN_PLACE))
    log.do(AddEvidence("now", {"title": "Report", "kind": "account", "text": "x"}, ("1.1",), id="one"))
    log.do(AmendEvidence("one", {"review_by": date(2027, 3, 31)}))
    log.do(AmendOrganisation("org", {"place": "Coast"}))
    return log


def told(log, **looked):
    return [(line.about, line.field, line.old, line.new)
            for line in history_lines(log.entries, log.desk.holdings, Looked(**looked))]


def test_each_change_is_told_in_the_words_of_the_screens_newest_first():
    lines = told(written())
    assert lines[0] == ("Bay", "Place", "", "Coast")
    assert lines[1] == ("E-001 Report", "Review by", "", "31 March 2027")
    assert ("1.1 · E-001 Report", "Link", "", "linked") in lines
    assert ("Quality work · Baseline", "Mark", "", "In place") in lines
    assert ("1.2 Building the future workforce", "Opportunity", "", "Offer placements") in lines
    assert lines[-1] == ("1.1 Widening workforce participation", "Status", "", "Fulfilled")
    assert lines[-2][0].startswith("1.1.2 We work towards")


def test_a_history_is_narrowed_by_component_field_day_person_and_words():
    log = written()
    assert {line[1] for line in told(log, component="1.1")} == {"Status", "Mark", "Summary", "Link"}
    assert [line[1] for line in told(log, component="1.1", field="summary")] == ["Summary"]
    assert told(log, search="ROBIN") == told(log, search="ward DATA") != []
    assert told(log, since=(START + timedelta(days=1)).date()) == []
    assert len(told(log, owners=frozenset({"org"}))) == len([line for line in told(log) if line[0] in
                                                            ("Bay", "E-001 Report")])


def test_what_is_gone_since_is_still_told():
    log = written()
    log.do(RemoveEvidence("one"))
    lines = told(log)
    assert ("Evidence that was removed", "Title", "Report", "") in lines


def test_an_undo_is_told_as_one():
    log = written()
    log.undo()
    assert history_lines(log.entries, log.desk.holdings)[0].turn == "undo"

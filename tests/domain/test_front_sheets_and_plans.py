"""Plans of reports, front sheets, the lists that they ask about, and emblems: what is kept, what is refused."""

from __future__ import annotations

import tracemalloc
import zlib
from base64 import b64encode
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.asking import (
    AddImplication,
    AmendImplication,
    MoveImplication,
    WithdrawImplication,
    asked,
    every,
)
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.emblem import LARGEST_EMBLEM, checked_png, png_of
from anchor_app.domain.errors import Refusal, UnknownItem, WrongValue
from anchor_app.domain.front_sheet import Answer
from anchor_app.domain.fronting import (
    AddFrontSheetLine,
    AmendFrontSheetLine,
    AnswerImplication,
    RemoveFrontSheet,
    RemoveFrontSheetLine,
    SetFrontSheet,
    answers_of,
    has_front_sheet,
    lines_of,
    sheet_of,
)
from anchor_app.domain.implication import SHIPPED, AskedKind
from anchor_app.domain.period import Period
from anchor_app.domain.planning import (
    AmendReportPlan,
    RemoveEmblem,
    RemoveReportPlan,
    SetEmblem,
    emblem_of,
    plan_of,
)
from anchor_app.domain.report_plan import ReportKind, is_report_item, report_item
from tests.helpers.emblems import EMBLEM, chunk, emblem
from tests.helpers.values import TODAY, ready_desk

REPORT = "annual/2026/27"
IMPLICATION, OBJECTIVE = AskedKind.IMPLICATION, AskedKind.OBJECTIVE


@given(st.sampled_from(ReportKind), st.integers(1900, 2999))
def test_a_report_is_named_by_its_kind_and_period(kind: ReportKind, year: int) -> None:
    item = report_item(kind, Period(year))
    plan = plan_of(ready_desk().holdings, "org", item)
    assert is_report_item(item, kind) and (plan.kind, plan.period) == (kind, str(Period(year)))
    assert not is_report_item(item + "x") and not is_report_item(f"other/{plan.period}") and not is_report_item(kind)


@given(st.lists(st.sampled_from(["level", "summary", "plan", "stories"]), unique=True), st.text(max_size=40))
def test_a_plan_keeps_sections_in_their_order_and_words_as_typed(sections: list[str], words: str) -> None:
    desk = ready_desk()
    words = words.replace("\0", "").encode("utf-8", "replace").decode()
    desk.do(AmendReportPlan("org", REPORT, {"sections": sections, "foreword": words, "plan": words}))
    plan = plan_of(desk.holdings, "org", REPORT)
    assert (plan.sections_tuple, plan.foreword, plan.plan) == (tuple(sections), words, words)
    assert plan.audience is Audience.COLLABORATIVE


def test_a_summary_that_is_emptied_takes_its_draft_with_it() -> None:
    desk = ready_desk()
    desk.do(AmendReportPlan("org", REPORT, {"summary": "Ours", "summary_draft": "Drafted", "title": " Our \n year "}))
    assert plan_of(desk.holdings, "org", REPORT).summary_draft == "Drafted"
    desk.do(AmendReportPlan("org", REPORT, {"summary": " "}))
    plan = plan_of(desk.holdings, "org", REPORT)
    assert (plan.summary, plan.summary_draft, plan.title) == ("", "", "Our year")
    desk.do(RemoveReportPlan("org", REPORT))
    assert not desk.holdings.report_plans


@pytest.mark.parametrize(("wish", "words"), [
    (AmendReportPlan("org", REPORT, {"colour": "red"}), "no field colour"),
    (AmendReportPlan("org", REPORT, {"audience": "everybody"}), "Public, Collaborative, Internal"),
    (AmendReportPlan("org", REPORT, {"sections": "level summary level"}), "level is chosen twice"),
    (AmendReportPlan("org", REPORT, {"sections": ["a b"]}), "no spaces"),
    (AmendReportPlan("org", "collaborative/2026/27", {}), "no report of an organisation"),
    (AmendReportPlan("", REPORT, {}), "no report of the collaborative"),
    (AmendReportPlan("none", REPORT, {}), "not in this workspace"),
    (RemoveReportPlan("org", REPORT), "Nothing was chosen"),
    (SetFrontSheet("org", REPORT, {"colour": "red"}), "no field colour"),
    (SetFrontSheet("org", "annual/2026", {}), "no report"),
    (RemoveFrontSheet("org", REPORT), "no front sheet"),
    (AddFrontSheetLine("org", REPORT, " \n"), "at which meeting"),
    (AmendFrontSheetLine("org/none", {}), "not there"), (RemoveFrontSheetLine("org/none"), "not there"),
    (AnswerImplication("org", REPORT, "none", Answer.YES), "not in the list"),
    (AnswerImplication("org", REPORT, "domain.work", Answer.NO), "ticked or not"),
    (AddImplication(" "), "needs its words"), (AddImplication("associated RISKS"), "in the list already"),
    (AmendImplication("none", "x"), "not in the list"), (AmendImplication("risks", "\n"), "needs its words"),
    (MoveImplication("none", 0), "not in the list"),
    (SetEmblem("none", EMBLEM), "not in this workspace"), (RemoveEmblem("org"), "no emblem"),
    (SetEmblem("org", b"GIF89a"), "not a PNG")])
def test_what_cannot_be_is_refused_in_a_sentence(wish: Any, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        wish.edit(ready_desk().holdings)


def test_names_of_500_characters_and_the_last_of_february_are_kept() -> None:
    desk = ready_desk()
    desk.do(SetFrontSheet("org", REPORT, {"presented_by": "N" * 500, "meeting_on": date(2028, 2, 29)}))
    desk.do(AddFrontSheetLine("org", REPORT, "M" * 500, date(2028, 2, 29), "O" * 500))
    sheet = sheet_of(desk.holdings, "org", REPORT)
    assert sheet.presented_by == "N" * 500 and sheet.meeting_on == date(2028, 2, 29)
    assert lines_of(desk.holdings, "org", REPORT)[0].meeting == "M" * 500


def test_a_paper_was_nowhere_after_the_meeting_that_it_is_for() -> None:
    desk = ready_desk()
    desk.do(SetFrontSheet("org", REPORT, {"meeting_on": TODAY}))
    desk.do(AddFrontSheetLine("org", REPORT, "Finance", TODAY - timedelta(9), id="f"))
    desk.do(AddFrontSheetLine("org", REPORT, "Quality", TODAY - timedelta(19), id="q"))
    desk.do(AddFrontSheetLine("org", REPORT, "Undated"))
    assert [one.meeting for one in lines_of(desk.holdings, "org", REPORT)] == ["Quality", "Finance", "Undated"]
    for wish in (AddFrontSheetLine("org", REPORT, "Later", TODAY + timedelta(1)),
                 AmendFrontSheetLine("org/f", {"on": TODAY + timedelta(1)}),
                 SetFrontSheet("org", REPORT, {"meeting_on": TODAY - timedelta(10)})):
        with pytest.raises(WrongValue, match="after the meeting"):
            wish.edit(desk.holdings)
    with pytest.raises(WrongValue, match="not changed by hand"):
        AmendFrontSheetLine("org/f", {"sheet": "x"}).edit(desk.holdings)
    desk.do(AmendFrontSheetLine("org/f", {"outcome": "Supported", "on": TODAY}))
    desk.do(RemoveFrontSheetLine("org/q"))
    assert [one.outcome for one in lines_of(desk.holdings, "org", REPORT)] == ["Supported", ""]


def test_an_older_sheet_keeps_the_words_it_was_answered_under() -> None:
    desk = ready_desk()
    desk.do(AnswerImplication("org", REPORT, "risks", Answer.YES, "Staffing"))
    desk.do(AmendImplication("risks", "Risks to the plan"))
    desk.do(AnswerImplication("org", REPORT, "risks", Answer.YES, "Staffing and money"))
    def said() -> Any:
        return next(one for one in answers_of(desk.holdings, "org", REPORT, IMPLICATION) if one.item == "risks")

    assert (said().words, said().comment) == ("Associated risks", "Staffing and money")
    other = answers_of(desk.holdings, "org", "annual/2027/28", IMPLICATION)
    assert [one.words for one in other if one.item == "risks"] == ["Risks to the plan"]
    desk.do(WithdrawImplication("risks"))
    assert "risks" not in {one.item for one in answers_of(desk.holdings, "org", "annual/2027/28", IMPLICATION)}
    assert said().words == "Associated risks"
    desk.do(AnswerImplication("org", REPORT, "risks", Answer.NO))
    assert (said().words, said().answer, said().comment) == ("Risks to the plan", Answer.NO, "Staffing and money")
    desk.do(AnswerImplication("org", REPORT, "risks", None, ""))
    assert not desk.holdings.front_sheet_answers


def test_the_lists_begin_as_shipped_and_with_the_charters_domains() -> None:
    held = ready_desk().holdings
    assert asked(held, IMPLICATION) == SHIPPED
    charter = next(iter(held.charters.values()))
    assert [one.id for one in asked(held, OBJECTIVE)] == [f"domain.{one.id}" for one in charter.domains]
    assert asked(held, OBJECTIVE)[0].words == f"Supports domain 1: {charter.domains[0].title}"


@given(st.lists(st.tuples(st.sampled_from(["add", "amend", "withdraw", "return", "move"]), st.integers(0, 7),
                          st.integers(-2, 9)), max_size=8))
def test_a_changed_list_stands_in_its_order_and_loses_nothing(wishes: list[tuple[str, int, int]]) -> None:
    desk = ready_desk()
    for step, (what, which, place) in enumerate(wishes):
        items = every(desk.holdings, IMPLICATION)
        one = items[which % len(items)]
        before = [other.id for other in asked(desk.holdings, IMPLICATION)]
        match what:
            case "add":
                desk.do(AddImplication(f"Line {step}", id=f"new{step}"))
                assert [other.id for other in every(desk.holdings, IMPLICATION)][-1] == f"new{step}"
            case "amend":
                desk.do(AmendImplication(one.id, f"Words {step}"))
            case "withdraw" | "return":
                desk.do(WithdrawImplication(one.id, what == "withdraw"))
                assert (one.id in {o.id for o in asked(desk.holdings, IMPLICATION)}) == (what == "return")
            case _ if one.id in before:
                desk.do(MoveImplication(one.id, place))
                rest = [other for other in before if other != one.id]
                rest.insert(max(0, min(place, len(rest))), one.id)
                assert [other.id for other in asked(desk.holdings, IMPLICATION)] == rest
    assert {one.id for one in SHIPPED} <= {one.id for one in every(desk.holdings, IMPLICATION)}


def test_an_objective_is_ticked_and_a_front_sheet_goes_whole() -> None:
    desk = ready_desk()
    assert not has_front_sheet(desk.holdings, "org", REPORT)
    desk.do(AnswerImplication("org", REPORT, "domain.work", Answer.YES))
    ticked = [one.item for one in answers_of(desk.holdings, "org", REPORT, OBJECTIVE) if one.answer is Answer.YES]
    assert ticked == ["domain.work"] and has_front_sheet(desk.holdings, "org", REPORT)
    desk.do(SetFrontSheet("org", REPORT, {"purpose": "To note"}))
    desk.do(AddFrontSheetLine("org", REPORT, "Finance"))
    desk.do(RemoveFrontSheet("org", REPORT))
    held = desk.holdings
    assert not (held.front_sheets or held.front_sheet_lines or held.front_sheet_answers)


def test_an_emblem_is_kept_as_it_is_and_the_collaboratives_beside_it() -> None:
    desk = ready_desk()
    desk.do(SetEmblem("org", EMBLEM))
    desk.do(SetEmblem("", emblem(8, 8)))
    assert (emblem_of(desk.holdings, "org"), emblem_of(desk.holdings, "")) == (EMBLEM, emblem(8, 8))
    desk.do(RemoveEmblem("org"))
    assert emblem_of(desk.holdings, "org") == b"" and emblem_of(desk.holdings, "")


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_a_picture_with_anything_spoilt_added_or_hidden_is_no_emblem(width: int, height: int, data: Any) -> None:
    whole = emblem(width, height)
    assert checked_png(whole) == whole == png_of(b64encode(whole).decode())
    place = data.draw(st.integers(0, len(whole) - 1))
    for spoilt in (whole[:place], whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:], whole + b"more",
                   emblem(width, height, more=chunk(b"tEXt", b"Comment\0words")),
                   emblem(width, height, rows=bytes(height * (width * 3 + 1) + 1)),
                   emblem(width, height, rows=bytes(height * (width * 3 + 1) - 1))):
        with pytest.raises(WrongValue):
            checked_png(spoilt)
        assert png_of(b64encode(spoilt).decode()) == b""


def test_a_picture_with_anything_behind_its_pixels_is_no_emblem() -> None:
    pixels = zlib.compress((b"\0" + b"\x00\x5e\xb8" * 40) * 20, 9)
    assert checked_png(EMBLEM.replace(EMBLEM[33:-12], chunk(b"IDAT", pixels)))
    for more in (b"hidden", zlib.compress(b"hidden")):
        with pytest.raises(WrongValue, match="not a PNG picture"):
            checked_png(EMBLEM.replace(EMBLEM[33:-12], chunk(b"IDAT", pixels + more)))


def test_a_picture_that_is_too_wide_is_refused_before_it_is_unpacked() -> None:
    large = emblem(2_000, 2_000)
    tracemalloc.start()
    try:
        with pytest.raises(WrongValue):
            checked_png(large)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_picture_that_swells_or_is_too_large_is_no_emblem() -> None:
    bomb = emblem(600, 600, rows=bytes(50_000_000))
    assert len(bomb) < LARGEST_EMBLEM
    for wrong in (bomb, emblem(60_000, 1), b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_EMBLEM),
                  emblem(4, 4, rows=b"").replace(zlib.compress(b"", 9), b"12345678")):
        with pytest.raises(WrongValue):
            checked_png(wrong)
    assert png_of("no base64 ü") == png_of("") == b""
    parts = [chunk(b"IDAT", bytes(50_000)) for _ in range(2)]
    with pytest.raises(WrongValue, match="at most 60,000"):
        checked_png(EMBLEM.replace(EMBLEM[33:-12], b"".join(parts)))
    with pytest.raises(UnknownItem):
        RemoveEmblem("org").edit(ready_desk().holdings)

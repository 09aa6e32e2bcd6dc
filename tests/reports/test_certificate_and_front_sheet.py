"""The certificate of a level and the front sheet of a board paper: what they say, and that they keep to their page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchor_app.domain.commands_keeping import AddEvidence, AmendOrganisation
from anchor_app.domain.counting import Reading
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.front_page import FrontPage, front_page_of
from anchor_app.domain.front_sheet import Answer, FrontSheet, FrontSheetAnswer, FrontSheetLine
from anchor_app.domain.implication import AskedKind
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.organisation import Kind
from anchor_app.reports.certificate_content import certificate, is_certifiable
from anchor_app.reports.document import Callout, Document, Emblem, Grid, GridCell, Level
from anchor_app.reports.document_pdf import write_pdf
from anchor_app.reports.front_sheet_content import front_sheet_blocks, front_sheet_document
from tests.helpers.emblems import emblem
from tests.helpers.values import TODAY, ready_desk
from tests.reports.certified import REPORT, certified, filled_page, fulfilled_desk
from tests.reports.papers import words_of


def pages(document: Document) -> int:
    return write_pdf(document, BytesIO()).pages


def test_a_signed_certificate_names_who_signed_what_with_its_whole_checksum() -> None:
    made = certificate(certified(fulfilled_desk(), is_signed=True))
    words = words_of(made)
    signing = certified(desk := fulfilled_desk(), is_signed=True).signing
    assert signing is not None and signing.checksum in words and desk.answers.signing
    for said in ("Example Bay Hospitals", "NHS Anchor Collaborative Charter", "2026/27 · Year end",
                 "Signed off: Kim Demo, Chief Executive, 2 November 2026", "Revision: 1", "12 of 16 count",
                 "no accreditation"):
        assert said in words, said
    [badge] = [one for one in made.blocks if isinstance(one, Level)]
    assert (badge.name, badge.rank, badge.of) == ("Silver", 2, 4) and "the organisation itself judges" in badge.words
    assert "raft" not in words and made.made_on == TODAY


def test_a_certificate_that_is_not_signed_says_so_on_its_face_and_at_its_foot() -> None:
    made = certificate(certified(fulfilled_desk(1)))
    assert any(isinstance(one, Callout) and one.words.startswith("Draft, not signed off") for one in made.blocks)
    assert made.footer.startswith("Draft of 2 November 2026, not signed off") and "Checksum" not in words_of(made)
    later = replace(certified(fulfilled_desk(1), is_signed=True), signing=None)
    assert "not those that were signed" in words_of(certificate(later))


@given(st.integers(0, 4), st.sampled_from(Reading))
@settings(max_examples=15)
def test_there_is_a_certificate_of_every_level_that_is_held_and_of_no_other(each: int, reading: Reading) -> None:
    desk = fulfilled_desk(each)
    asked = certified(desk, reading)
    held = {Reading.SELF: asked.score.self_assessed, Reading.EVIDENCED: asked.score.evidenced,
            Reading.MODERATED: asked.score.moderated}[reading]
    assert is_certifiable(asked.score, reading) == bool(held and held.level)
    if is_certifiable(asked.score, reading):
        made = certificate(asked)
        assert held is not None
        [proof] = [one for one in made.blocks if isinstance(one, Grid)]
        assert len(proof.rows) == len(held.domains) and held.level_name in proof.caption
        signs = [cell.sign for row in proof.rows for cell in row if isinstance(cell, GridCell) and cell.sign]
        assert [sign.key for sign in signs] == ["yes"] * len(held.domains)
    else:
        with pytest.raises(WrongValue, match=r"no level to certify|no moderated level"):
            certificate(asked)


def test_what_is_not_a_level_yet_is_refused_with_what_it_lacks() -> None:
    with pytest.raises(WrongValue, match="is not yet Bronze in 2026/27 · Year end, self-assessed") as caught:
        certificate(certified(fulfilled_desk(0)))
    assert "lacks six more components for Bronze" in str(caught.value)
    with pytest.raises(WrongValue, match="decided nothing on Example Bay Hospitals"):
        certificate(certified(fulfilled_desk(), Reading.MODERATED))


def test_each_reading_says_what_counts_and_evidence_says_how_long_it_holds() -> None:
    desk = fulfilled_desk(1)
    first = [domain.components[0].id for domain in next(iter(desk.holdings.charters.values())).domains]
    desk.do(AddEvidence("now", {"kind": EvidenceKind.ACCOUNT, "title": "A", "text": "Well",
                                "review_by": date(2027, 3, 31)}, tuple(first)))
    for one in first:
        desk.do(Moderate("now", one, Decision.AGREED, "", "Kim", TODAY))
    said = words_of(certificate(certified(desk, Reading.EVIDENCED)))
    assert "until 31 March 2027, then not yet Bronze" in said and "this certificate" in said.lower()
    levels = [next(one for one in certificate(certified(desk, reading)).blocks if isinstance(one, Level)).words
              for reading in Reading]
    assert [words.partition(":")[0] for words in levels] == ["Self-assessed", "Evidenced", "Moderated"]
    assert "current on 2 November 2026" in levels[1] and "steering group agreed" in levels[2]


def test_an_organisation_beyond_the_nhs_reads_its_own_titles() -> None:
    desk = fulfilled_desk()
    charter = next(iter(desk.holdings.charters.values()))
    other = [one for one in charter.domains if one.title_beyond_nhs]
    desk.do(AmendOrganisation("org", {"kind": Kind.COUNCIL, "beyond_nhs": True}))
    words = words_of(certificate(certified(desk)))
    assert desk.holdings.organisations["org"].beyond_nhs and other
    assert all(one.title_beyond_nhs in words and one.title not in words for one in other)


@pytest.mark.parametrize("name", ["W" * 500, "Example Borough of Long Names and " * 14, "Ω" * 500, "A"])
def test_a_certificate_keeps_to_one_page_whatever_the_name(name: str) -> None:
    desk = fulfilled_desk(1)
    desk.do(AmendOrganisation("org", {"name": name}))
    for is_signed in (False, True):
        made = certificate(replace(certified(desk, is_signed=is_signed), emblem=emblem(300, 150)))
        assert pages(made) == 1 and isinstance(made.blocks[0], Emblem)


def test_a_front_sheet_says_everything_that_was_filled_in_on_one_page() -> None:
    made = front_sheet_document(filled_page(), "Example Bay Hospitals")
    words = words_of(made)
    for said in ("Our year", "Meeting: Board of Directors", "Date of meeting: 20 May 2027", "Agenda item: 12",
                 "Presented by: Sam Sample", "Author: Robin Example", "Confidential: No", "To note <this> & =1+1",
                 "Silver, from Bronze", "Recommendations: Approve.\nNote.", "Conflicts of interest: None declared",
                 "Report authorised by: Kim Demo", "Finance\n6 May 2027\nSupported", "Sent back", "In May",
                 "Planned for June", "Not applicable", "Not answered", "(Mostly)"):
        assert said in words, said
    assert pages(made) == 1 and "Widening access" in words


def test_an_empty_front_sheet_says_what_is_not_stated_and_asks_everything() -> None:
    made = front_sheet_document(front_page_of(ready_desk().holdings, "org", REPORT), "Bay", "Annual report 2026/27")
    words = words_of(made)
    assert words.startswith("Annual report 2026/27\n") and words.count("Not answered") == 6
    assert words.count("Not stated") == 10 and "At no meeting before" in words and "None is ticked" in words
    assert pages(made) == 1


def test_a_confidential_one_says_so_first() -> None:
    page = filled_page()
    blocks = front_sheet_blocks(replace(page, sheet=replace(page.sheet, confidential=True)), "")
    assert isinstance(blocks[1], Callout) and blocks[1].words == "Confidential."


_LINES: Any = st.builds(FrontSheetLine, st.just("l"), st.just("org"), meeting=st.text(max_size=30),
                        outcome=st.text(max_size=30), on=st.none() | st.dates())
_SAID: Any = st.builds(FrontSheetAnswer, st.just("annual/2026/27/x"), st.just("org"), st.sampled_from(AskedKind),
                       st.text(max_size=30), answer=st.none() | st.sampled_from(Answer), comment=st.text(max_size=30))


@given(st.builds(FrontPage, st.builds(FrontSheet, st.just(REPORT), st.just("org"), **{
    name: st.text(max_size=40) for name in FrontSheet.field_names() if name not in ("meeting_on", "confidential")}),
    st.lists(_LINES, max_size=3).map(tuple), st.lists(_SAID, max_size=3).map(tuple),
    st.lists(_SAID, max_size=3).map(tuple)))
@settings(max_examples=60)
def test_no_text_of_a_front_sheet_is_left_out(page: FrontPage) -> None:
    words = words_of(front_sheet_document(page, "Bay"))
    sheet = [getattr(page.sheet, name) for name in FrontSheet.field_names()
             if name not in ("meeting_on", "confidential", "title")]
    lines = [text for one in page.lines for text in (one.meeting, one.outcome)]
    said = [text for one in page.implications for text in (one.words, one.comment)]
    ticked = [text for one in page.objectives if one.answer is Answer.YES for text in (one.words, one.comment)]
    assert all(text.strip() in words for text in (*sheet, *lines, *said, *ticked))

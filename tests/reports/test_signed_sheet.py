"""A signed sheet carries its signature for people and its checksums for programs, and stays within the standards."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AmendOrganisation
from anchor_app.domain.scoring import score
from anchor_app.domain.signing import Reopen, SignOff, checksum, part_checksums, short_checksum
from anchor_app.reports.sheet_content import Origin, sheet_content
from anchor_app.reports.sheet_layout import write_sheet
from anchor_app.reports.statement import CHANGED, DRAFT, SIGNED, read_statement
from tests.helpers.values import TODAY, ready_desk, shipped_charter
from tests.helpers.verapdf import FLAVOURS, complaints
from tests.reports.test_sheet import bare, pdf_of, text_of

HOSTILE = "Robin <b>&amp; Sample </anchor:statement> ŵ \u202e"


def signed_desk(by="Robin Sample"):
    desk = ready_desk()
    desk.do(WriteAnswer("now", "1.1", "summary", "Words & <b>more"))
    desk.do(AddEvidence("now", {"title": "T", "kind": "account", "text": "x"}, ("1.1",), id="one"))
    desk.do(SignOff("now", by, "Chief Executive", TODAY, datetime(2026, 11, 2, 9, tzinfo=UTC)))
    return desk


def test_the_signature_is_in_the_heading_in_its_table_and_on_every_page():
    desk = signed_desk()
    text = text_of(pdf_of(desk))
    short = short_checksum(checksum(desk.holdings, desk.answers))
    line = f"Signed off by Robin Sample, Chief Executive, 2 November 2026 · revision 1 · checksum {short} …"
    assert bare(line) in bare(text)
    assert bare(f"Signed off by Robin Sample Chief Executive Signed off; checksum {short} …") in bare(text)
    assert bare(text).count(bare(f"signed off; checksum {short} …")) >= 10


def test_the_file_says_for_programs_whose_data_it_shows_and_their_checksums():
    desk = signed_desk()
    said = read_statement(pdf_of(desk, origin=Origin("workspace-id")))
    assert (said.state, said.workspace, said.assessment, said.revision) == (SIGNED, "workspace-id", "now", 1)
    assert (said.organisation, said.period, said.round, said.on) == (
        "Example Bay Hospitals", "2026/27", "Year end", TODAY.isoformat())
    assert said.charter == shipped_charter().digest
    assert said.checksum == desk.answers.signing.checksum
    assert dict(said.parts) == part_checksums(desk.holdings, desk.answers)


def test_each_part_has_a_checksum_that_changes_with_it_and_with_nothing_else():
    desk = ready_desk()
    before = part_checksums(desk.holdings, desk.answers)
    assert set(before) == {"organisation", "assessment", "principles", "charter", *shipped_charter().components}
    desk.do(WriteAnswer("now", "1.1", "lead", "Sam"))
    desk.do(AmendOrganisation("org", {"place": "Coast"}))
    after = part_checksums(desk.holdings, desk.answers)
    assert {part for part in before if before[part] != after[part]} == {"1.1", "organisation"}


def test_a_draft_a_later_draft_and_changed_details_are_not_signed_sheets():
    desk = signed_desk()
    desk.do(AmendOrganisation("org", {"place": "Coast"}))
    text = text_of(pdf_of(desk))
    assert "Signed off by" not in text and "Signed off, with details that were changed since" in text
    assert read_statement(pdf_of(desk)).state == CHANGED
    desk.do(Reopen("now"))
    assert "Draft of revision 2" in text_of(pdf_of(desk))
    assert read_statement(pdf_of(desk)).state == DRAFT
    assert "Signed off by" not in text_of(pdf_of(ready_desk()))


def test_a_sheet_of_the_past_says_so_in_its_heading_and_on_every_page():
    text = text_of(pdf_of(ready_desk(), origin=Origin("", "3 March 2027, 14:02")))
    assert "As at 3 March 2027, 14:02: this is how it was then, not how it is now" in text
    assert text.count("as at 3 March 2027, 14:02 · draft of 2 November 2026") >= 10


def test_the_same_signed_data_give_the_same_bytes():
    assert pdf_of(signed_desk()) == pdf_of(signed_desk())


def test_hostile_words_in_a_signature_print_as_typed():
    desk = signed_desk(HOSTILE)
    assert bare("Signed off by Robin <b>&amp; Sample </anchor:statement> ŵ [U+202E]") in bare(text_of(pdf_of(desk)))
    desk.do(Reopen("now"))
    desk.do(AmendOrganisation("org", {"name": HOSTILE + "\x01"}))
    assert read_statement(pdf_of(desk)).organisation == HOSTILE + "\x01"


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_standards_are_met(flavour: str, tmp_path: Path) -> None:
    signed = signed_desk(HOSTILE)
    past = ready_desk()
    past.do(SetStatus("now", "1.1", Status.FULFILLED))
    for name, desk, origin in (("signed", signed, Origin("id")), ("past", past, Origin("id", "3 March 2027"))):
        output = io.BytesIO()
        write_sheet(sheet_content(desk.holdings, desk.answers, score(desk.holdings, desk.answers, TODAY),
                                  origin=origin), output)
        (tmp_path / f"{name}.pdf").write_bytes(output.getvalue())
    assert not complaints(flavour, *sorted(tmp_path.glob("*.pdf")))

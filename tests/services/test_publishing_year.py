"""Annual reports as files: from what was signed, whole or not at all, and stopped when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AmendOrganisation
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.planning import AmendReportPlan
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.reports.document import Callout, Document
from anchor_app.services import looking_back
from anchor_app.services.publishing_year import Cancelled, annual_document, annual_of, report_name, write_report
from tests.reports.test_every_field import strings
from tests.services.conftest import TODAY, Desk, make_desk

PERIOD = "2026/27"
AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A signed assessment, whose organisation was renamed since, and which was moderated since."""
    with make_desk(tmp_path_factory.mktemp("signed")) as desk:
        do, key = desk.workspace.do, desk.key
        for wish in (SetStatus(key, "1.1", Status.FULFILLED), WriteAnswer(key, "1.1", "summary", "As it was signed."),
                     AddEvidence(key, {"kind": EvidenceKind.ACCOUNT, "title": "Then", "text": "x"}, ("1.1",)),
                     SignOff(key, "Alex Example", "Chief executive", TODAY, AT)):
            do(wish)
        do(AmendOrganisation(owner(desk), {"name": "Renamed Hospitals"}))
        do(AddEvidence(key, {"kind": EvidenceKind.ACCOUNT, "title": "Later", "text": "y"}, ()))
        do(Moderate(key, "1.1", Decision.AGREED, "", "Sam", TODAY))
        yield desk


def owner(desk: Desk) -> str:
    return desk.assessment.organisation


def words(document: Document) -> str:
    return "\n".join(strings(document))


def test_a_signed_assessment_is_told_of_as_it_was_signed_with_what_was_decided_since(signed: Desk) -> None:
    document = annual_document(signed.workspace, owner(signed), PERIOD, audience=Audience.INTERNAL)
    text = words(document)
    assert "Example Bay Hospitals" in text and "Renamed" not in text and "Later" not in text and "Then" in text
    cover = next(one for one in document.blocks if isinstance(one, Callout))
    signing = signed.assessment.signing
    assert signing is not None and cover.words == (
        f"Signed off by Alex Example, Chief executive, 22 November 2026. Revision 1, checksum {signing.checksum}.")
    assert "signed off; checksum" in document.footer and "Moderated" in text


def test_answers_that_are_not_those_that_were_signed_are_a_draft(
        signed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    held = signed.workspace.holdings
    changed = held.with_facts([(Subject("component", signed.key, "1.1", "summary"), "Put in since.")])
    monkeypatch.setattr(looking_back, "signed_holdings", lambda *_: changed)
    document = annual_document(signed.workspace, owner(signed), PERIOD, audience=Audience.INTERNAL)
    assert "draft of" in document.footer and "checksum" not in document.footer
    cover = next(one for one in document.blocks if isinstance(one, Callout))
    assert cover.words.startswith("Draft.") and cover.tone == "warning"


def test_the_public_reads_that_it_was_signed_and_not_by_whom(signed: Desk) -> None:
    text = words(annual_document(signed.workspace, owner(signed), PERIOD, audience=Audience.PUBLIC))
    assert "Alex Example" not in text and "Chief executive" not in text
    assert "Signed off by 22 November 2026" not in text and "Signed off on 22 November 2026" in text


def test_what_was_reopened_is_a_draft_again(desk: Desk) -> None:
    for wish in (SetStatus(desk.key, "1.1", Status.FULFILLED), SignOff(desk.key, "Alex", "Chair", TODAY, AT),
                 Reopen(desk.key)):
        desk.workspace.do(wish)
    assert "draft of" in annual_document(desk.workspace, owner(desk), PERIOD).footer


def test_the_plan_that_is_kept_is_followed_and_what_is_asked_goes_before_it(desk: Desk) -> None:
    desk.workspace.do(AmendReportPlan(owner(desk), f"annual/{PERIOD}", {
        "title": "Our year", "audience": Audience.INTERNAL, "sections": ["plan", "summary"], "plan": "Go on."}))
    kept = annual_of(desk.workspace, owner(desk), PERIOD)
    assert kept.title == "Our year" and kept.audience is Audience.INTERNAL
    assert [one.value for one in kept.sections] == ["cover", "plan", "summary", "method"]
    asked = annual_of(desk.workspace, owner(desk), PERIOD, audience=Audience.PUBLIC, sections="level")
    assert asked.audience is Audience.PUBLIC and [one.value for one in asked.sections] == ["cover", "level", "method"]


@pytest.mark.parametrize("wanted", [("nobody", PERIOD, ""), (None, "next year", ""), (None, PERIOD, "Baseline")])
def test_what_is_not_there_is_refused_in_words(desk: Desk, wanted: tuple[str | None, str, str]) -> None:
    who, period, round_name = wanted
    with pytest.raises((UnknownItem, WrongValue)):
        annual_document(desk.workspace, who or owner(desk), period, round_name)


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_report_that_is_stopped_leaves_no_file(signed: Desk, tmp_path: Path, ending: str) -> None:
    document, heard = annual_document(signed.workspace, owner(signed), PERIOD), []
    with pytest.raises(Cancelled):
        write_report(document, tmp_path / f"report.{ending}", heard.append, lambda: len(heard) >= 2)
    assert len(heard) == 2 and not list(tmp_path.iterdir())


def test_another_ending_is_refused_before_anything_is_written(signed: Desk, tmp_path: Path) -> None:
    with pytest.raises(WrongValue, match="ends in .pdf or .docx"):
        write_report(annual_document(signed.workspace, owner(signed), PERIOD), tmp_path / "report.odt")
    assert not list(tmp_path.iterdir())


def test_the_same_values_make_the_same_bytes_in_a_standard_file(signed: Desk, tmp_path: Path) -> None:
    document = annual_document(signed.workspace, owner(signed), PERIOD, audience=Audience.INTERNAL)
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    published = write_report(document, first)
    write_report(document, second)
    assert first.read_bytes() == second.read_bytes()
    read = PdfReader(BytesIO(first.read_bytes()))
    assert len(read.pages) == published.pages and read.metadata is not None
    assert read.metadata.title == "Example Bay Hospitals: Annual report 2026/27"
    assert "Signed off by Alex Example" in read.pages[0].extract_text()


def test_a_word_file_holds_the_same_words(signed: Desk, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write_report(annual_document(signed.workspace, owner(signed), PERIOD, audience=Audience.INTERNAL), path)
    with ZipFile(path) as held:
        text = held.read("word/document.xml").decode()
    assert "As it was signed." in text and "The level and its proof" in text


def test_a_name_is_suggested_that_every_system_takes(signed: Desk) -> None:
    document = annual_document(signed.workspace, owner(signed), PERIOD)
    assert report_name(document, ".docx") == "Example Bay Hospitals- Annual report 2026-27.docx"

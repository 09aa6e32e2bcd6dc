"""A printed sheet is believed only when its data are those of a signed revision, and no byte of it was changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.errors import Refusal
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.reports.statement import Altered, NotASheet, read_statement, sealed
from anchor_app.services.publishing import sheet
from anchor_app.services.starting import create_workspace
from anchor_app.services.verifying import Verdict, read_sheet, verify
from tests.services.conftest import CLOCK, TODAY, Desk

SIGNED_AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


def sign(desk: Desk) -> bytes:
    """Signs the assessment, and prints it."""
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    desk.workspace.do(SignOff(desk.key, "Robin Sample", "Chief Executive", TODAY, SIGNED_AT))
    return sheet(desk.workspace, desk.key)


def verdict(desk: Desk, data: bytes) -> Verdict:
    return verify(desk.workspace, read_statement(data))


def test_the_sheet_of_a_signed_revision_is_known_and_a_later_revision_said(desk: Desk) -> None:
    data = sign(desk)
    said = verdict(desk, data)
    assert said.is_signed and len(said.sentences) == 1
    assert "signed revision 1 of Example Bay Hospitals, 2026/27 · Year end, signed off by Robin Sample" in (
        said.sentences[0])
    desk.workspace.do(Reopen(desk.key))
    assert verdict(desk, data).sentences[1] == "A later revision exists: revision 2, a draft."
    desk.workspace.do(WriteAnswer(desk.key, "1.1", "lead", "Sam"))
    desk.workspace.do(SignOff(desk.key, "Alex Sample", "Chair", TODAY, SIGNED_AT))
    assert verdict(desk, data).sentences[1] == "A later revision exists: revision 2, signed off by Alex Sample, Chair."
    assert verdict(desk, sheet(desk.workspace, desk.key)).is_signed


def test_a_sheet_stays_that_of_its_revision_when_the_organisation_is_renamed(desk: Desk) -> None:
    data = sign(desk)
    desk.workspace.do(AmendOrganisation(desk.assessment.organisation, {"name": "Example Coast Hospitals"}))
    assert verdict(desk, data).is_signed


def test_a_draft_and_a_blank_sheet_are_said_to_be_what_they_are(desk: Desk) -> None:
    draft, blank = sheet(desk.workspace, desk.key), sheet(desk.workspace, desk.key, blank=True)
    for data, words in ((draft, "draft"), (blank, "blank")):
        said = verdict(desk, data)
        assert not said.is_signed and words in said.sentences[0]


def test_a_draft_with_the_very_answers_that_were_signed_later_is_still_a_draft(desk: Desk) -> None:
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    draft = sheet(desk.workspace, desk.key)
    desk.workspace.do(SignOff(desk.key, "Robin Sample", "Chief Executive", TODAY, SIGNED_AT))
    said = verdict(desk, draft)
    assert not said.is_signed and "signed later as revision 1" in said.sentences[1]


def test_a_sheet_from_another_workspace_is_said_to_be_so(desk: Desk, tmp_path: Path) -> None:
    data = sign(desk)
    with create_workspace(tmp_path / "other", clock=CLOCK) as other:
        said = verify(other.workspace, read_statement(data))
    assert not said.is_signed and "another workspace" in said.sentences[0]


def test_an_assessment_is_found_by_the_checksum_that_it_was_signed_with(desk: Desk) -> None:
    data = sign(desk)
    past = desk.workspace.store.past
    assert past.signed_as(read_statement(data).checksum) == {desk.key}
    assert past.signed_as("0" * 64) == frozenset()


def reworked(data: bytes, old: bytes, new: bytes) -> bytes:
    """A forgery whose seal was made anew."""
    assert old in data and len(old) == len(new)
    data = data.replace(old, new)
    return sealed(re.sub(rb"(?<=<anchor:seal>)[0-9a-f]{64}", b"0" * 64, data))


def test_data_that_differ_from_what_was_signed_are_named_by_component(desk: Desk) -> None:
    data = sign(desk)
    part = read_statement(data).parts["2.1"].encode()
    whole = read_statement(data).checksum.encode()
    forged = reworked(reworked(data, b'"2.1":"' + part, b'"2.1":"' + part[::-1]), b'"' + whole, b'"' + whole[::-1])
    said = verdict(desk, forged)
    assert not said.is_signed and said.sentences[0].endswith("differ from signed revision 1 of Example Bay Hospitals, "
                                                             "2026/27 · Year end in: 2.1.")


def test_a_revision_that_was_never_signed_here_is_not_believed(desk: Desk) -> None:
    data = sign(desk)
    whole = read_statement(data).checksum.encode()
    forged = reworked(reworked(data, b'"revision":1', b'"revision":7'), b'"' + whole, b'"' + whole[::-1])
    assert "Revision 7" in verdict(desk, forged).sentences[0]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sheet that somebody may have changed a byte of."""
    with create_workspace(tmp_path_factory.mktemp("printed") / "workspace", clock=CLOCK) as opened:
        from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment

        hostile = "\n<anchor:seal>" + "0" * 64 + "</anchor:seal>\n<anchor:statement>{}</anchor:statement>\n"
        opened.workspace.do(AddOrganisation({"name": f"Bay {hostile}", "kind": "nhs-trust"}, "org"))
        digest = next(iter(opened.workspace.holdings.charters))
        opened.workspace.do(StartAssessment("org", digest, "2026/27", id="now"))
        return sheet(opened.workspace, "now")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_one_changed_byte_anywhere_is_noticed(printed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(printed) - 1))
    flipped = bytes([printed[place] ^ (1 << data.draw(st.integers(0, 7)))])
    with pytest.raises((Altered, NotASheet)):
        read_statement(printed[:place] + flipped + printed[place + 1:])


def test_words_that_look_like_a_statement_are_only_words(printed: bytes) -> None:
    assert read_statement(printed).organisation.startswith("Bay \n<anchor:seal>")


@pytest.mark.parametrize("change", [lambda data: data + b"\n% more", lambda data: data[:-1], lambda data: data * 2])
def test_a_file_that_was_added_to_or_cut_is_not_believed(printed: bytes, change) -> None:
    with pytest.raises((Altered, NotASheet)):
        read_statement(change(printed))


@pytest.mark.parametrize("statement", [b"{}", b"[]", b"null", b'{"anchor-sheet":2}', b"[" * 100_000, b"\xff", b""])
def test_a_statement_of_another_form_is_refused_in_a_sentence(statement: bytes) -> None:
    blank = b"%PDF-1.7\n<anchor:seal>" + b"0" * 64 + b"</anchor:seal>\n<anchor:statement>" + statement + (
        b"</anchor:statement>\n")
    data = blank.replace(b"0" * 64, sha256(blank).hexdigest().encode())
    with pytest.raises(NotASheet, match="newer version"):
        read_statement(data)


def test_what_is_no_sheet_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\nsomebody else's")
    (tmp_path / "notes.txt").write_bytes(b"")
    for name in ("letter.pdf", "notes.txt", "gone.pdf", "."):
        with pytest.raises(Refusal, match="sheet"):
            read_sheet(tmp_path / name)
    with pytest.raises(NotASheet, match="letter.pdf"):
        read_sheet(tmp_path / "letter.pdf")

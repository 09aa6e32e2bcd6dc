"""Publishing the sheet, and the check of a whole workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.services.checking import check_workspace
from anchor_app.services.evidence import add_evidence, take_in_bytes
from anchor_app.services.publishing import laid_out, sheet, sheet_content_of, sheet_name, write_sheet
from anchor_app.storage.errors import DiskTrouble, NotAWorkspace
from tests.services.conftest import Desk


def test_a_sheet_is_the_same_for_the_same_answers_and_another_for_others(desk: Desk) -> None:
    first = sheet(desk.workspace, desk.key)
    assert sheet(desk.workspace, desk.key) == first != sheet(desk.workspace, desk.key, blank=True)
    desk.workspace.do(SetStatus(desk.key, "1.1", Status.FULFILLED))
    assert sheet(desk.workspace, desk.key) != first


def test_what_a_sheet_says_does_not_change_while_it_is_laid_out(desk: Desk) -> None:
    content = sheet_content_of(desk.workspace, desk.key)
    before = sheet(desk.workspace, desk.key)
    desk.workspace.do(WriteAnswer(desk.key, "1.1", "summary", "Later"))
    assert laid_out(content).data == before


def test_every_page_is_told_and_a_stop_leaves_the_old_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    pages: list[int] = []
    published = write_sheet(desk.workspace, desk.key, target, progress=pages.append)
    assert pages == list(range(1, published.pages + 1)) and target.read_bytes() == published.data

    class Stopped(Exception):
        pass

    def stop(page: int) -> None:
        raise Stopped

    desk.workspace.do(WriteAnswer(desk.key, "1.1", "summary", "Changed"))
    with pytest.raises(Stopped):
        write_sheet(desk.workspace, desk.key, target, progress=stop)
    assert target.read_bytes() == published.data
    assert sorted(one.name for one in tmp_path.iterdir()) == ["sheet.pdf", "workspace"]


def test_a_character_that_no_typeface_has_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.do(WriteAnswer(desk.key, "1.1", "summary", "\U00012000"))
    published = write_sheet(desk.workspace, desk.key, tmp_path / "sheet.pdf")
    assert "U+12000" in published.warning


def test_a_sheet_for_a_folder_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DiskTrouble):
        write_sheet(desk.workspace, desk.key, tmp_path / "gone" / "sheet.pdf")


def test_the_suggested_name_can_be_written(desk: Desk) -> None:
    assert sheet_name(desk.workspace, desk.key) == "Example Bay Hospitals reporting sheet 2026-27 Year end.pdf"


def test_a_whole_workspace_has_no_findings_and_is_not_touched(desk: Desk) -> None:
    add_evidence(desk.workspace, desk.key, take_in_bytes(desk.content, b"x", "x.txt").values, ("1.1",))
    desk.opened.close()
    before = {path: path.stat().st_mtime_ns for path in desk.opened.folder.rglob("*")}
    assert check_workspace(desk.opened.folder) == ()
    assert {path: path.stat().st_mtime_ns for path in desk.opened.folder.rglob("*")} == before


def test_a_damaged_document_is_found_under_its_reference(desk: Desk) -> None:
    values = take_in_bytes(desk.content, b"words", "proof.txt").values
    piece = add_evidence(desk.workspace, desk.key, values, ("1.1",))
    path = desk.opened.folder / "evidence" / piece.digest[:2] / piece.digest
    path.chmod(0o600)
    path.write_bytes(b"worms")
    finding, = check_workspace(desk.opened.folder)
    assert finding.is_serious and finding.where == "Example Bay Hospitals, E-001 proof, for 1.1 in 2026/27 · Year end"


def test_an_altered_answer_is_found_where_it_stands(desk: Desk) -> None:
    desk.workspace.do(WriteAnswer(desk.key, "1.1", "summary", "We pay the living wage"))
    desk.opened.close()
    database = next(desk.opened.folder.glob("*.db"))
    data = database.read_bytes()
    database.write_bytes(data.replace(b"the living wage", b"the lowest wage"))
    found = check_workspace(desk.opened.folder)
    assert any("summary" in one.sentence and one.is_serious for one in found)


def test_a_folder_without_a_workspace_is_not_checked(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkspace):
        check_workspace(tmp_path)

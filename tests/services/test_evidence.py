"""Evidence: content first, then the edit; copies that are read-only; damage that is named."""

from __future__ import annotations

import itertools
import os
import stat
import threading
from pathlib import Path

import pytest

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import Evidence
from anchor_app.services.evidence import (
    account_values,
    add_evidence,
    figure_values,
    link_values,
    same_content,
    take_in,
    take_in_bytes,
)
from anchor_app.services.evidence_copies import (
    looked,
    open_copy,
    save_copy,
    suggested_name,
    sweep_copies,
    sweep_packs,
    verify,
    verify_all,
)
from anchor_app.storage.errors import Cancelled, StillBeingWritten, UnfitDocument
from tests.services.conftest import TODAY, Desk


def attach(desk: Desk, data: bytes, name: str, *components: str) -> Evidence:
    taken = take_in_bytes(desk.content, data, name)
    return add_evidence(desk.workspace, desk.key, taken.values, components)


def test_a_document_is_kept_before_it_is_named(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(b"words")
    taken = take_in(desk.content, file)
    assert desk.content.verify(taken.values["digest"]) and desk.workspace.holdings.evidence == {}
    piece = add_evidence(desk.workspace, desk.key, taken.values, ("1.1", "2.1"))
    assert (piece.reference, piece.title, piece.file_name, piece.size) == ("E-001", "plan", "plan.txt", 5)
    assert piece.added_on == TODAY and desk.assessment.components_of(piece.id) == {"1.1", "2.1"}


def test_the_same_content_is_noticed(desk: Desk) -> None:
    first = attach(desk, b"same", "one.txt")
    again = take_in_bytes(desk.content, b"same", "two.txt")
    assert again.was_there and not take_in_bytes(desk.content, b"new", "three.txt").was_there
    assert same_content(desk.workspace.holdings, first.organisation, again.values["digest"]) == (first,)


def test_progress_ends_with_the_whole_and_a_stop_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"1,2\n" * 1_000_000)
    seen: list[int] = []
    asked = itertools.count()
    take_in(desk.content, file, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 4_000_000 and len(seen) > 1
    file.write_bytes(b"3,4\n" * 1_000_000)
    before = list(desk.content.digests())
    with pytest.raises(Cancelled):
        take_in(desk.content, file, is_cancelled=lambda: next(asked) > 2)
    assert list(desk.content.digests()) == before


def test_a_growing_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_bytes(b"line\n" * 400_000)

    def grow(done: int) -> None:
        with file.open("ab") as more:
            more.write(b"more\n")

    with pytest.raises(StillBeingWritten):
        take_in(desk.content, file, progress=grow)
    assert list(desk.content.digests()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_is_refused_at_once(desk: Desk, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = threading.Event()

    def ask() -> None:
        with pytest.raises(UnfitDocument):
            take_in(desk.content, tmp_path / "pipe.txt")
        done.set()

    threading.Thread(target=ask, daemon=True).start()
    assert done.wait(10)


def test_a_program_under_another_name_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"MZ" + bytes(100))
    with pytest.raises(UnfitDocument, match="whatever its name says"):
        take_in(desk.content, tmp_path / "photo.jpg")
    with pytest.raises(UnfitDocument, match="whatever its name says"):
        take_in_bytes(desk.content, b"\x7fELF" + bytes(9), "photo.jpg")
    assert list(desk.content.digests()) == []


def test_a_name_that_would_mislead_is_shown_without_its_tricks(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UnfitDocument) as refused:
        take_in_bytes(desk.content, b"MZ" + bytes(100), "annual\u202efdp.exe")
    assert "\u202e" not in str(refused.value)


@pytest.mark.parametrize(("values", "title"), [
    (figure_values(" 38 ", "%", "HR"), "38 %"), (account_values("\n first words \nmore"), "first words"),
    (account_values("word " * 100), ("word " * 20).rstrip() + "…"),
    (link_values(" https://example.org/a/ "), "example.org/a"),
    (link_values("mailto:robin@example.org"), "robin@example.org"), (link_values("http://[bad"), "http://[bad")])
def test_a_title_is_there_to_begin_with(values: dict[str, str], title: str) -> None:
    assert values["title"] == title


def test_a_copy_is_read_only_in_a_folder_of_its_own_and_goes(desk: Desk, tmp_path: Path) -> None:
    piece = attach(desk, b"words", "../CON.txt")
    path = open_copy(desk.content, piece, within=tmp_path)
    assert path.name == "_CON.txt" and path.read_bytes() == b"words"
    assert stat.S_IMODE(path.stat().st_mode) == 0o400 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o600)
    path.write_bytes(b"other words")
    assert verify(desk.content, piece) is None
    assert sweep_copies(tmp_path) == 1 and not path.parent.exists()


def test_a_sweep_takes_what_ended_processes_left_and_nothing_else(tmp_path: Path) -> None:
    import subprocess
    import sys

    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    left, opened, living, received, foreign = (tmp_path / name for name in (
        f"anchor-copy-{ended.pid}-x", f"anchor-pack-{ended.pid}-x", f"anchor-copy-{os.getppid()}-x",
        f"anchor-pack-{os.getpid()}-x", "anchor-copies"))
    for folder in (left, opened, living, received, foreign):
        folder.mkdir()
    (left / "a.txt").write_text("x", encoding="utf-8")
    (left / "a.txt").chmod(0o400)
    (opened / "pack").write_text("x", encoding="utf-8")
    assert sweep_packs(tmp_path) == 1 and left.exists()
    opened.mkdir()
    assert sweep_copies(tmp_path) == 2
    assert sorted(tmp_path.iterdir()) == sorted([living, received, foreign])


def test_what_may_run_something_opens_only_after_a_word(desk: Desk, tmp_path: Path) -> None:
    piece = attach(desk, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old.doc")
    with pytest.raises(UnfitDocument, match="macros"):
        open_copy(desk.content, piece, within=tmp_path)
    assert open_copy(desk.content, piece, even_if_doubtful=True, within=tmp_path).exists()


def test_what_is_not_on_the_list_can_be_saved_and_not_opened(desk: Desk, tmp_path: Path) -> None:
    piece = attach(desk, b"<html>", "page.html")
    with pytest.raises(UnfitDocument, match="Save a copy"):
        open_copy(desk.content, piece, even_if_doubtful=True, within=tmp_path)
    save_copy(desk.content, piece, tmp_path / suggested_name(piece))
    assert (tmp_path / "page.html").read_bytes() == b"<html>"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("anchor-copy")] == []


def test_damage_is_named_and_damaged_content_is_neither_opened_nor_saved(desk: Desk, tmp_path: Path) -> None:
    whole, damaged, gone = (attach(desk, name.encode(), f"{name}.txt") for name in ("whole", "damaged", "gone"))
    note = add_evidence(desk.workspace, desk.key, account_values("words"))
    evidence = tmp_path / "workspace" / "evidence"
    path = evidence / damaged.digest[:2] / damaged.digest
    path.chmod(0o600)
    path.write_bytes(b"damagee")
    (evidence / gone.digest[:2] / gone.digest).unlink()
    found = verify_all(desk.content, (whole, damaged, gone, note))
    assert [one.evidence for one in found] == [damaged, gone]
    assert "E-002" in found[0].sentence and "is damaged" in found[0].sentence
    assert "E-003" in found[1].sentence and "is missing" in found[1].sentence
    for piece in (damaged, gone):
        with pytest.raises(UnfitDocument):
            open_copy(desk.content, piece, within=tmp_path)
        with pytest.raises(UnfitDocument):
            save_copy(desk.content, piece, tmp_path / "copy.txt")
    assert not (tmp_path / "copy.txt").exists()


def test_what_has_no_document_cannot_be_opened(desk: Desk) -> None:
    piece = add_evidence(desk.workspace, desk.key, account_values("words"))
    with pytest.raises(WrongValue, match="E-001 is an account"):
        looked(desk.content, piece)

"""The process that reads packs: whatever becomes of it, the app goes on, and believes it no more than a file."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from anchor_app.exchange.canonical import canonical
from anchor_app.exchange.conversation import Reader
from anchor_app.exchange.errors import ForeignFile, NotRead, NotThere, ReadingStopped, TooLarge, WrongPassphrase
from anchor_app.exchange.limits import Limits
from anchor_app.exchange.reading import ReadPack, read_pack, read_packs
from anchor_app.exchange.reading_here import check
from tests.helpers.packs import DOCUMENTS, content, good_pack, pack_of

SECRET = "kettle river tram otter"
QUICK = Limits(seconds=1.0)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "Bay.anchorpack"
    path.write_bytes(good_pack())
    return path


def standing_in(code: str) -> Reader:
    """A reader whose process runs this code for its first answer."""
    return Reader(lambda: [sys.executable, "-I", "-c", f"import sys, os, time; sys.stdin.buffer.readline(); {code}"])


def outcome(pack: Path, code: str, **more: Any) -> object:
    (_, found), = read_packs([pack], limits=QUICK, reader=standing_in(code), **more)
    return found


def test_a_pack_is_read_with_its_documents(pack: Path) -> None:
    with read_pack(pack) as found:
        assert found.content == content() and not found.is_protected
        assert {one: found.open_file(one).read() for one in found.content.files} == DOCUMENTS


def test_a_protected_pack_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "p.anchorpack"
    path.write_bytes(pack_of(content(), SECRET))
    with read_pack(path, SECRET) as found:
        assert found.content == content() and found.is_protected
        assert {one: found.open_file(one).read() for one in found.content.files} == DOCUMENTS
        opened = found._file
        assert opened.exists() and opened.parent.stat().st_mode & 0o077 == 0
    assert not opened.parent.exists()
    with pytest.raises(WrongPassphrase, match="“p.anchorpack” was not read"):
        read_pack(path, "wrong")


def test_one_bad_pack_does_not_keep_the_others_out(pack: Path, tmp_path: Path) -> None:
    bad = tmp_path / "page.anchorpack"
    bad.write_bytes(b"<html>")
    found = [one for _, one in read_packs([bad, pack, tmp_path, pack])]
    assert isinstance(found[0], ForeignFile) and isinstance(found[2], NotThere)
    assert isinstance(found[1], ReadPack) and isinstance(found[3], ReadPack)


@pytest.mark.parametrize("code", [
    "os.kill(os.getpid(), 11)", "os.abort()", "sys.exit(3)", "print('no json')", "print('[]')", "print('{}')",
    "print('{\"manifest\": 5, \"data\": 99999999999}')", "print('{\"manifest\": true, \"data\": 1}')",
    "print('x' * 9_000_000)",
    "print('[' * 200_000)", "print('{\"manifest\": 10, \"data\": 10}\\nabc')"])
def test_a_process_that_ends_or_talks_nonsense_is_a_refusal(pack: Path, code: str) -> None:
    found = outcome(pack, code)
    assert isinstance(found, NotRead) and "“Bay.anchorpack” was not read" in str(found)


def test_what_the_process_makes_up_is_not_believed(pack: Path) -> None:
    line = '{"manifest": 2, "data": 2, "documents": {}, "is_opened": false, "checksum": "x"}'
    assert isinstance(outcome(pack, f"print({line!r}); print('{{}}{{}}')"), NotRead)


@pytest.mark.parametrize("made_up", [
    {}, {"checksum": "x"}, {"documents": {}}, {"documents": {"0" * 64: [0, 9]}},
    {"documents": {next(iter(DOCUMENTS)): [0, -1]}}, {"error": "NewerPack", "version": "x"}, {"error": "NewerPack"},
    {"error": "Path"}])
def test_a_pack_with_documents_that_are_not_in_it_is_not_believed(pack: Path, made_up: dict[str, Any]) -> None:
    """The manifest and the data are right, and what goes with them is not; but for the first, where all is."""
    good = check(BytesIO(good_pack()))
    manifest, data = canonical(good.manifest), canonical(good.data)
    line = {"manifest": len(manifest), "data": len(data), "documents": good.documents, "is_opened": False,
            "checksum": good.checksum, **made_up}
    answer = pack.with_name("answer")
    answer.write_bytes(canonical(line) + b"\n" + manifest + data)
    found = outcome(pack, f"sys.stdout.buffer.write(open({str(answer)!r}, 'rb').read())")
    assert isinstance(found, NotRead if made_up else ReadPack)


def test_a_process_that_hangs_is_ended(pack: Path) -> None:
    found = outcome(pack, "time.sleep(60)")
    assert isinstance(found, NotRead) and "longer" in str(found)


def test_reading_can_be_stopped(pack: Path) -> None:
    asked = iter([False, True, True])
    found = outcome(pack, "time.sleep(60)", is_cancelled=lambda: next(asked))
    assert isinstance(found, ReadingStopped)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_too_little_memory_is_a_refusal(pack: Path) -> None:
    pack.write_bytes(pack_of(content(words="ŵ" * 100_000)))
    with pytest.raises((NotRead, TooLarge)):
        read_pack(pack, limits=Limits(memory=1))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes on Windows")
def test_a_pipe_or_device_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(NotThere, match="device or a pipe"):
            read_pack(path)
    with pytest.raises(NotThere, match="not there"):
        read_pack(tmp_path / "none.anchorpack")

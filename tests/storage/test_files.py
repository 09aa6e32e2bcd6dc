"""Files are written whole or not at all, and a program that holds one for a moment is waited for."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from anchor_app.storage.errors import DiskFull, DiskTrouble
from anchor_app.storage.files import LONGEST_WAIT, Files


class Held(OSError):
    """What Windows raises while another program holds a file."""

    def __init__(self, code: int) -> None:
        super().__init__(errno.EACCES, "held by another program")
        self.winerror = code


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def holding(act: Callable[..., Any], code: int, times: int) -> Callable[..., Any]:
    """The act, which fails that many times first."""
    left = [times]

    def attempt(*arguments: Any) -> None:
        if left[0]:
            left[0] -= 1
            raise Held(code)
        act(*arguments)
    return attempt


@pytest.mark.parametrize("code", [5, 32, 33])
@pytest.mark.parametrize("times", [0, 1, 5])
def test_a_file_held_for_a_moment_is_replaced_all_the_same(tmp_path: Path, code: int, times: int) -> None:
    """B12."""
    clock = Clock()
    files = Files(replacing=holding(os.replace, code, times), sleeping=clock.sleep, clock=lambda: clock.now)
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    files.write_whole(target, lambda file: file.write(b"new"))
    assert target.read_bytes() == b"new" and clock.now < LONGEST_WAIT
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("code", [5, 32])
def test_a_file_held_for_ever_is_given_up_in_time_and_named(tmp_path: Path, code: int) -> None:
    """B13, I13: the old file is as it was."""
    clock = Clock()
    files = Files(replacing=holding(os.replace, code, 10**9), sleeping=clock.sleep, clock=lambda: clock.now)
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    with pytest.raises(DiskTrouble, match=r"report\.pdf"):
        files.write_whole(target, lambda file: file.write(b"new"))
    assert clock.now <= LONGEST_WAIT
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]


def test_a_file_that_cannot_be_removed_is_given_up_in_time(tmp_path: Path) -> None:
    clock = Clock()
    files = Files(unlinking=holding(os.unlink, 32, 10**9), sleeping=clock.sleep, clock=lambda: clock.now)
    path = tmp_path / "left"
    path.touch()
    with pytest.raises(Held):
        files.unlink(path)
    assert clock.now <= LONGEST_WAIT


@pytest.mark.parametrize(("number", "expected"), [
    (errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EFBIG, DiskFull), (errno.EIO, DiskTrouble),
    (errno.EACCES, DiskTrouble), (errno.EROFS, DiskTrouble), (errno.ENODEV, DiskTrouble)])
def test_a_failing_disk_leaves_the_old_file_and_no_other(tmp_path: Path, number: int, expected: type) -> None:
    """B03, B10."""
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def write(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(expected, match=r"report\.pdf"):
        Files().write_whole(target, write)
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]


def test_an_error_of_the_writer_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        Files().write_whole(tmp_path / "report.pdf", lambda file: file.write(b"x" * (1 // 0)))
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_may_have_a_name_as_long_as_any(tmp_path: Path) -> None:
    """B14: the temporary name is not made from it."""
    target = tmp_path / ("x" * 251 + ".pdf")
    Files().write_whole(target, lambda file: file.write(b"new"))
    assert target.read_bytes() == b"new"
    with pytest.raises(DiskTrouble, match="too long"):
        Files().write_whole(tmp_path / ("x" * 252 + ".pdf"), lambda file: file.write(b"new"))
    with pytest.raises(DiskTrouble, match="not there"):
        Files().write_whole(tmp_path / "nowhere" / "a.pdf", lambda file: file.write(b"new"))
    assert list(tmp_path.iterdir()) == [target]

"""Packs under a passphrase: nothing but the right one opens them, nothing in them can be changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from anchor_app.exchange import passphrase as age
from anchor_app.exchange.errors import AlteredPack, PassphraseNeeded, TooLarge, UnfitContent, WrongPassphrase
from anchor_app.exchange.limits import LIMITS, Limits
from anchor_app.exchange.reading_here import check
from tests.helpers.packs import content, good_pack, pack_of

SECRET = "kettle river tram otter"
needs_age = pytest.mark.skipif(shutil.which("age") is None or sys.platform == "win32",
                               reason="the program age is not installed")


@pytest.fixture(scope="module")
def protected() -> bytes:
    return pack_of(content(), SECRET)


def test_the_right_passphrase_opens_the_very_pack(protected: bytes) -> None:
    assert age.opened(protected, SECRET, LIMITS) == good_pack() and b"Bay" not in protected


def test_without_the_right_passphrase_nothing_is_told(protected: bytes) -> None:
    with pytest.raises(PassphraseNeeded, match="cannot be recovered"):
        age.opened(protected, None, LIMITS)
    for wrong in ("Kettle river tram otter", SECRET + " ", "x"):
        with pytest.raises(WrongPassphrase, match="not the one"):
            age.opened(protected, wrong, LIMITS)


def test_a_changed_swapped_or_cut_off_part_is_refused(protected: bytes) -> None:
    body = protected.index(b"\n--- ") + 1
    cut = [protected[:-20], protected + b"x", protected[:body + 48 + 16]]
    flipped = [protected[:place] + bytes([protected[place] ^ 1]) + protected[place + 1:]
               for place in (30, body + 10, body + 70)]
    for mutant in cut + flipped:
        with pytest.raises((AlteredPack, WrongPassphrase)):
            age.opened(mutant, SECRET, LIMITS)


@pytest.mark.parametrize("factor", [1, 9, 21, 25, 63, 99])
def test_a_work_factor_out_of_bounds_is_refused_before_any_work(protected: bytes, factor: int) -> None:
    mutant = re.sub(rb"(-> scrypt \S+) \d+", rb"\1 %d" % factor, protected, count=1)
    with pytest.raises(AlteredPack, match=f"work factor {factor};"):
        age.opened(mutant, SECRET, LIMITS)


def test_what_is_made_here_is_within_the_bounds(protected: bytes) -> None:
    assert 10 <= age.work_factor(protected[:220]) <= 20


def test_an_age_file_of_another_sort_is_told() -> None:
    key = b"age-encryption.org/v1\n-> X25519 abc\nxyz\n--- mac\n"
    with pytest.raises(AlteredPack, match="for a key"):
        age.work_factor(key)
    with pytest.raises(AlteredPack, match="armour"):
        age.work_factor(age.ARMOUR + b"\nabc")
    with pytest.raises(AlteredPack, match="beginning .* damaged"):
        age.work_factor(b"age-encryption.org/v1\n")


def test_too_large_and_empty_passphrases_are_refused() -> None:
    with pytest.raises(TooLarge):
        age.opened(b"x" * 1_000_200, SECRET, Limits(protected=100))
    with pytest.raises(UnfitContent, match="empty"):
        pack_of(content(), "")
    with pytest.raises(UnfitContent, match="at most|may have"):
        age.protected(b"x" * 200, SECRET, Limits(protected=100))


@pytest.mark.parametrize(("secret", "word"), [
    ("abc", "Very weak"), ("password2024", "Very weak"), ("123456789012", "Very weak"),
    ("aaaaaaaaaaaaaaaa", "Very weak"),
    ("Anchor1!", "Very weak"), ("kettle river tram", "Weak"), (SECRET, "Fair"), (SECRET + " violin", "Strong")])
def test_the_strength_of_a_passphrase_is_told_in_words(secret: str, word: str) -> None:
    assert age.strength(secret).words.startswith(word)


def asked(command: list[str], answers: int) -> None:
    """Runs a program that asks for a passphrase at a terminal, and answers so many times."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    said = b""
    try:
        while answers:
            said += os.read(terminal, 1000)
            if said.rstrip().endswith(b":"):
                os.write(terminal, SECRET.encode() + b"\n")
                said, answers = b"", answers - 1
        while os.read(terminal, 1000):
            pass
    except OSError:  # the terminal has gone with the program
        pass
    finally:
        os.close(terminal)
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, said


@needs_age
def test_the_program_age_opens_a_protected_pack(protected: bytes, tmp_path: Path) -> None:
    source, target = tmp_path / "a.anchorpack", tmp_path / "plain"
    source.write_bytes(protected)
    asked(["age", "-d", "-o", str(target), str(source)], 1)
    assert target.read_bytes() == good_pack()


@needs_age
def test_a_pack_that_the_program_age_protected_is_opened(tmp_path: Path) -> None:
    source, target = tmp_path / "plain", tmp_path / "a.anchorpack"
    source.write_bytes(good_pack())
    asked(["age", "-p", "-o", str(target), str(source)], 2)
    assert check(BytesIO(age.opened(target.read_bytes(), SECRET, LIMITS)))


def test_the_library_is_loaded_for_a_protected_pack_only() -> None:
    code = ("import sys; from io import BytesIO; from anchor_app.exchange.reading_here import check;"
            "from tests.helpers.packs import good_pack; check(BytesIO(good_pack())); print('pyrage' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

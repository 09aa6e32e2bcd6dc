"""Names of files: whatever a name holds, what is written to a disk is harmless and still says what it is."""

from __future__ import annotations

import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.services.file_names import LONGEST_NAME, ending, file_name_of, safe_name, title_of

nasty = st.text(st.one_of(st.characters(), st.sampled_from("./\\:*?\"<>|\0\n\u202e\u200b\ufeff CONcon.txte\u0301")),
                max_size=300)


@given(nasty)
def test_a_safe_name_can_be_written_anywhere(name: str) -> None:
    safe = safe_name(name)
    assert safe and len(safe) <= LONGEST_NAME + 1 and len(safe.encode()) <= 201
    assert not set(safe) & set('<>:"/\\|?*')
    assert not {unicodedata.category(one) for one in safe} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert safe == unicodedata.normalize("NFC", safe)
    assert not safe.startswith((".", "~", "-", " ")) and not safe.endswith((".", " "))
    assert not PureWindowsPath(safe).is_reserved()


@given(nasty)
def test_a_safe_name_is_safe_already(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9 _-]{0,60}[A-Za-z]", fullmatch=True).filter(
    lambda name: not PureWindowsPath(name).is_reserved()), st.sampled_from(["pdf", "docx", "csv"]))
def test_an_ordinary_name_stays_as_it_is(stem: str, last: str) -> None:
    assert safe_name(f"{stem}.{last}") == f"{stem}.{last}"


@pytest.mark.parametrize(("name", "safe"), [
    ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\a.pdf", "a.pdf"), ("annual\u202efdp.exe", "annualfdp.exe"),
    ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("COM1 .csv", "_COM1.csv"), ("a\0b\nc.txt", "abc.txt"),
    ("what?.pdf", "what_.pdf"), (".hidden", "hidden"), ("...", "document"), ("", "document"), ("a.pdf. .", "a.pdf"),
    ("cafe\u0301.txt", "café.txt"), ("a\u00a0b.txt", "a b.txt"), ("x" * 400 + ".docx", "x" * 115 + ".docx"),
])
def test_known_tricks_come_to_nothing(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(("name", "last"), [
    ("a.PDF", "pdf"), ("report.pdf.exe", "exe"), (".profile", ""), ("plain", ""), ("a.", "")])
def test_the_ending_is_what_follows_the_last_dot(name: str, last: str) -> None:
    assert ending(name) == last


@pytest.mark.parametrize(("name", "title"), [
    ("Ward_data_2026.xlsx", "Ward data 2026"), ("v1.2 plan.pdf", "v1.2 plan"), ("README", "README"),
    ("Minutes 3. May", "Minutes 3. May"), ("___.txt", "___.txt")])
def test_a_title_is_the_name_without_its_ending(name: str, title: str) -> None:
    assert title_of(name) == title


def test_a_name_loses_its_folders_and_keeps_the_rest() -> None:
    assert file_name_of("/srv/x/o'b#%20 e\u0301.txt") == "o'b#%20 é.txt"
    assert file_name_of("C:\\x\\y.txt") == "y.txt"

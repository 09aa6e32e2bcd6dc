"""What is meant by a drop of files and folders, and what a text file says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.services import chosen_files
from anchor_app.services.chosen_files import files_meant, text_of


def test_a_folder_stands_for_its_files_without_hidden_ones_and_links(tmp_path):
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "b/a.txt", "b/c/d.txt", ".hidden", "b/~$open.docx", "b/Thumbs.db"):
        (tmp_path / name).write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "z.txt")
    (tmp_path / "b" / "round").symlink_to(tmp_path)
    found = files_meant([tmp_path])
    assert [one.name for one in found.files] == ["z.txt", "a.txt", "d.txt"] and not found.note


def test_too_many_files_are_cut_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(chosen_files, "MOST_FILES", 5)
    for number in range(9):
        (tmp_path / str(number)).write_text("x")
    found = files_meant([tmp_path])
    assert len(found.files) == 5 and "first 5" in found.note


def test_an_empty_folder_and_a_missing_file_are_told_apart(tmp_path):
    (tmp_path / "empty").mkdir()
    assert "has no files" in files_meant([tmp_path / "empty"]).note
    assert files_meant([tmp_path / "gone"]).files == (tmp_path / "gone",)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff")),
       st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_in_unicode_is_read_as_it_was_written(text, encoding):
    assert text_of(text.encode(encoding)) == text


@given(st.text(alphabet="aé漢😀", min_size=1), st.integers(0, 20))
def test_text_that_is_cut_within_a_character_is_still_text(text, cut):
    data = text.encode()[:cut]
    assert text.startswith(text_of(data, is_cut=True))


@given(st.binary())
def test_any_bytes_have_some_text_without_a_null(data):
    assert "\0" not in text_of(data, is_cut=True)


@pytest.mark.parametrize("data, text", [("Café – 5 €".encode("cp1252"), "Café – 5 €"), (b"a\r\nb\rc", "a\nb\nc")])
def test_older_encodings_and_line_ends_are_understood(data, text):
    assert text_of(data) == text

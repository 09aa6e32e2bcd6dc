"""A chosen emblem is a picture in a file: whatever else lies there is refused in words, and nobody waits for it."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from anchor_app.domain.emblem import checked_png
from anchor_app.domain.errors import WrongValue
from anchor_app.services.emblems import chosen_emblem


def picture(path: Path, form: str = "PNG", mode: str = "RGB") -> Path:
    made = BytesIO()
    Image.new(mode, (40, 20), (0, 255, 255, 0) if mode == "CMYK" else (200, 30, 30)).save(made, form)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGB"), ("TIFF", "CMYK")])
def test_a_picture_becomes_an_emblem_that_may_be_kept(tmp_path: Path, form: str, mode: str) -> None:
    made = chosen_emblem(picture(tmp_path / "a.picture", form, mode))
    assert checked_png(made) == made


def test_a_link_to_a_picture_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.png").symlink_to(picture(tmp_path / "a.png"))
    assert chosen_emblem(tmp_path / "link.png") == chosen_emblem(tmp_path / "a.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    said: list[str] = []

    def choose() -> None:
        try:
            chosen_emblem(tmp_path / "pipe.png")
        except WrongValue as refusal:
            said.append(str(refusal))

    choosing = Thread(target=choose, daemon=True)
    choosing.start()
    choosing.join(10)
    assert said == ["pipe.png is no file but a pipe or a device. Choose a picture."]


def test_what_is_not_there_or_empty_or_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.png").write_bytes(b"")
    for name, words in (("gone.png", "gone.png cannot be read"), ("", "cannot be read"), ("empty.png", "is empty")):
        with pytest.raises(WrongValue, match=words):
            chosen_emblem(tmp_path / name)

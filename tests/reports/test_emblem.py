"""A chosen picture becomes a small plain PNG, or a sentence says why not."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from anchor_app.domain.errors import WrongValue
from anchor_app.reports.emblem import LARGEST_FILE, MOST_BYTES, WIDEST, safe_emblem


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    made = io.BytesIO()
    colour = {"RGB": (200, 30, 30), "RGBA": (0, 0, 255, 128), "CMYK": (0, 255, 255, 0), "L": 120, "P": 3, "1": 1,
              "I;16": 40_000, "LA": (0, 0)}[mode]
    Image.new(mode, size, colour).save(made, form, **more)
    return made.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it has 900 million pixels."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def read(png: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(png))
    made.load()
    return made


@pytest.mark.parametrize(("form", "mode"), [
    ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("PNG", "LA"), ("JPEG", "RGB"),
    ("JPEG", "L"), ("JPEG", "CMYK"), ("TIFF", "CMYK"), ("TIFF", "I;16"), ("GIF", "P"), ("WEBP", "RGBA")])
def test_a_picture_of_every_kind_becomes_a_small_plain_png(form, mode):
    made = read(safe_emblem(picture(form, mode)))
    assert made.format == "PNG" and made.size == (40, 20) and made.convert("RGB").mode == "RGB"


def test_colours_stay_what_they_were():
    assert read(safe_emblem(picture("TIFF", "CMYK"))).convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert read(safe_emblem(picture("PNG", "RGBA"))).convert("RGB").getpixel((5, 5)) == (127, 127, 255)
    assert read(safe_emblem(picture("PNG", "I;16"))).convert("L").getpixel((5, 5)) == pytest.approx(156, abs=1)


def test_of_an_animation_the_first_picture_is_kept():
    made = io.BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    kept = read(safe_emblem(made.getvalue()))
    assert getattr(kept, "n_frames", 1) == 1 and kept.convert("RGB").getpixel((5, 5))[0] > 200


def test_a_picture_that_the_camera_turned_stands_upright_and_tells_nothing_else():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    made = safe_emblem(picture("JPEG", exif=exif, comment=b"secret"))
    assert read(made).size == (20, 40) and b"camera" not in made and b"secret" not in made
    assert not read(made).info


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 1_500), st.integers(1, 900))
def test_whatever_its_size_it_fits(wide, high):
    made = safe_emblem(picture("PNG", size=(wide, high)))
    assert all(0 < one <= most for one, most in zip(read(made).size, WIDEST, strict=True))
    assert len(made) <= MOST_BYTES and safe_emblem(made) == safe_emblem(made)


def test_a_photograph_is_made_small_enough():
    noise = Image.effect_noise((400, 250), 90).convert("RGB")
    made = io.BytesIO()
    noise.save(made, "PNG")
    assert len(safe_emblem(made.getvalue())) <= MOST_BYTES


@pytest.mark.parametrize(("data", "words"), [
    (b"", "empty"), (bomb(), "far more pixels"), (bomb(9_000), "9,000 × 9,000"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not a picture"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"), (b"%PDF-1.7\n", "not a picture"),
    (picture("JPEG", size=(300, 300))[:900], "damaged"), (picture("PNG", size=(300, 300))[:80], "damaged"),
    (picture("BMP"), "not a picture"), (b"\0" * (LARGEST_FILE + 1), "10 MB"),
], ids=["empty", "bomb", "large", "eps", "svg", "pdf", "half a jpeg", "half a png", "bmp", "too many bytes"])
def test_what_cannot_be_an_emblem_is_refused_in_a_sentence(data, words):
    with pytest.raises(WrongValue, match=words) as refusal:
        safe_emblem(data)
    assert "Choose" in str(refusal.value) or "choose" in str(refusal.value)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["PNG", "JPEG", "GIF", "TIFF", "WEBP"]), st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_a_spoilt_file_is_read_or_refused_and_never_anything_else(form, place, put):
    data = bytearray(picture(form, size=(30, 30)))
    data[place:place + len(put)] = put
    try:
        assert read(safe_emblem(bytes(data))).format == "PNG"
    except WrongValue as refusal:
        assert str(refusal)

"""An organisation's own picture, made safe when it is chosen: a small PNG without anything else in it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final, cast

from anchor_app.domain.errors import WrongValue

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST: Final = (600, 300)
"""Pixels, of what is kept."""
MOST_BYTES: Final = 60_000
"""Of what is kept."""
LARGEST_FILE: Final = 10_000_000
MOST_PIXELS: Final = 40_000_000
"""Of what may be chosen: more are not even looked at."""
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "GIF", "WEBP")
_SMALLER: Final = f"Make it smaller, {WIDEST[0]} × {WIDEST[1]} pixels are enough, and choose it again."
_WHAT_TO_DO: Final = "Choose a PNG, JPEG, TIFF, GIF or WebP picture."


def safe_emblem(data: bytes) -> bytes:
    """The picture as a PNG of at most 600 × 300 pixels and 60,000 bytes, on white, its first frame, upright.

    Nothing else of the file stays: no metadata, no profile. Raises WrongValue for what is not a picture that can be
    read whole, for more than 10 MB, and for more than 40 million pixels, which are told before any is decoded.
    """
    if not data:
        raise WrongValue(f"This file is empty. {_WHAT_TO_DO}")
    if len(data) > LARGEST_FILE:
        raise WrongValue(f"This file has {len(data) / 1e6:,.1f} MB, and an emblem may have 10 MB. Choose a smaller "
                         "file.")
    return _written(_opened(data))


def _opened(data: bytes) -> Image:
    """The first frame in plain colours on white, no larger than is kept."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a doubtful picture is read or refused; nobody sees a warning
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _check_size(*picture.size)
                picture.draft("RGB", (WIDEST[0] * 2, WIDEST[1] * 2))
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _on_white(_in_colour(upright))
    except UnidentifiedImageError as error:
        raise WrongValue(f"This file is not a picture that can be shown here. {_WHAT_TO_DO}") from error
    except Image.DecompressionBombError as error:
        raise WrongValue(f"This picture has far more pixels than an emblem needs. {_SMALLER}") from error
    except WrongValue:
        raise
    except Exception as error:  # a decoder given a spoilt file may raise anything
        raise WrongValue("This picture is damaged or not complete. Choose it again from where it came, or choose "
                         "another.") from error


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise WrongValue(f"This picture has {width:,} × {height:,} pixels, far more than an emblem needs. {_SMALLER}")


def _in_colour(picture: Image) -> Image:
    """The picture in eight bits of red, green, blue and what is see-through, scaled down."""
    if picture.mode.startswith(("I", "F")):  # sixteen bits or more of grey: brought to eight by the range they use
        picture = _eight_bits(picture)
    has_holes = picture.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in picture.info
    picture = picture.convert("RGBA" if has_holes else "RGB")
    picture.thumbnail(WIDEST)
    return picture


def _eight_bits(picture: Image) -> Image:
    """Grey of sixteen bits or more as grey of eight, by the range that its kind of file uses."""
    grey = picture.convert("F")
    _low, high = cast(tuple[float, float], grey.getextrema())
    most = 65535.0 if picture.mode.startswith("I;16") or high > 255 else 255.0
    return grey.point(lambda value: value * (255.0 / max(most, high)) + 0.0).convert("L")


def _on_white(picture: Image) -> Image:
    from PIL import Image

    plain = Image.new("RGB", picture.size, "white")
    plain.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return plain


def _written(picture: Image) -> bytes:
    """The smallest PNG that looks the same; a photograph gets fewer pixels until it is small enough."""
    while True:
        for colours in (0, 256, 64):
            made = io.BytesIO()
            shown = picture.quantize(colours) if colours else picture
            shown.save(made, "PNG", optimize=True)
            if made.tell() <= MOST_BYTES:
                return made.getvalue()
        picture = picture.resize((max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)))

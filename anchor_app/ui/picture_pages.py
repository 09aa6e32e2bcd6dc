"""Pictures that are evidence, read without trusting them, shown as a page of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader

from anchor_app.domain.errors import Refusal

MOST_BYTES = 60_000_000
"""Bytes of a picture file that is shown; a larger one can be opened or saved."""

MOST_PIXELS = 200_000_000
"""Pixels that a picture may claim to have; more is a mistake or an attack."""

_LONGEST_SIDE = 4_000
"""Pixels that are kept of a picture's longer side."""


class UnreadablePicture(Refusal):
    """The picture is damaged, or larger than can be shown."""


@dataclass(frozen=True)
class PicturePages:
    """One picture as one page."""

    picture: QImage
    grows: ClassVar[bool] = False

    def sizes(self) -> tuple[QSizeF, ...]:
        """The picture's size in points, a pixel being a 96th of an inch."""
        return (QSizeF(self.picture.size()) * (72 / 96),)

    def image(self, page: int, width: int) -> QImage:
        """The picture, that many pixels wide."""
        return self.picture.scaledToWidth(max(1, min(width, 2 * _LONGEST_SIDE)),
                                          Qt.TransformationMode.SmoothTransformation)


def read_picture(data: bytes) -> QImage:
    """The picture that bytes hold, turned as the camera says and no larger than is useful to look at.

    Raises UnreadablePicture, before any pixel is read of one that claims too many.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MOST_PIXELS:
            raise UnreadablePicture(f"This picture has {size.width():,} × {size.height():,} pixels, "
                                    "which is too large to show here.")
        if max(size.width(), size.height()) > _LONGEST_SIDE:
            reader.setScaledSize(size.scaled(QSize(_LONGEST_SIDE, _LONGEST_SIDE),
                                             Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise UnreadablePicture("This picture is damaged, so it cannot be shown here.")
    return picture

"""Where a photo was taken and by whom, as far as a JPEG file says so: the segments before its picture, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from anchor_app.services.hidden_data import Hidden

MOST_SEGMENTS = 2_000
"""Segments before the picture; a photo has about ten."""

_MOST_TAGS = 1_000
_START_OF_PICTURE, _END = 0xDA, 0xD9
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_APP1, _APP13 = 0xE1, 0xED
_GPS_DIRECTORY = 0x8825
_LATITUDE, _LONGITUDE = 2, 4
_PEOPLE_TAGS = frozenset({0x013B, 0x9C9D, 0xA430})  # Artist, XPAuthor, CameraOwnerName
_XMP = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_IPTC_PEOPLE = (b"\x1c\x02\x50", b"\x1c\x02\x7a")  # by-line, caption writer
_IPTC_PLACE = (b"\x1c\x02\x5a", b"\x1c\x02\x5c")  # city, sublocation


def hidden_in_photo(file: BinaryIO) -> frozenset[Hidden]:
    """What a JPEG file says of a place or a person; a damaged one says nothing more than can be read."""
    found: set[Hidden] = set()
    for marker, data in _segments(file):
        if marker == _APP1 and data.startswith(b"Exif\0\0"):
            found |= _in_exif(data[6:])
        elif marker == _APP1 and data.startswith(_XMP):
            found |= _in_xmp(data)
        elif marker == _APP13:
            found |= {Hidden.PEOPLE} if any(mark in data for mark in _IPTC_PEOPLE) else set()
            found |= {Hidden.PLACE} if any(mark in data for mark in _IPTC_PLACE) else set()
    return frozenset(found)


def _segments(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Marker and data of each segment before the picture itself; each has at most 65,533 bytes."""
    file.seek(2)
    for _ in range(MOST_SEGMENTS):
        lead = file.read(1)
        if lead != b"\xff":
            return
        marker = b"\xff"
        while marker == b"\xff":  # any number of them may fill
            marker = file.read(1)
        if not marker or marker[0] in (_START_OF_PICTURE, _END):
            return
        if marker[0] in _WITHOUT_LENGTH:
            continue
        length = int.from_bytes(file.read(2))
        if length < 2:
            return
        yield marker[0], file.read(length - 2)


def _in_exif(data: bytes) -> set[Hidden]:
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(data[:4])
    if order is None:
        return set()
    tiff = _Tiff(data, is_little=order == "little")
    found: set[Hidden] = set()
    for tag, value in tiff.directory(tiff.number(4, 4)):
        if tag in _PEOPLE_TAGS:
            found.add(Hidden.PEOPLE)
        if tag == _GPS_DIRECTORY and {_LATITUDE, _LONGITUDE} & {inner for inner, _ in tiff.directory(value)}:
            found.add(Hidden.PLACE)
        if tag == 0x8769 and any(inner in _PEOPLE_TAGS for inner, _ in tiff.directory(value)):  # Exif's own directory
            found.add(Hidden.PEOPLE)
    return found


class _Tiff:
    """The directories of tags in Exif data; what lies outside of the data reads as nothing."""

    def __init__(self, data: bytes, *, is_little: bool) -> None:
        self._data, self._is_little = data, is_little

    def number(self, place: int, size: int) -> int:
        """The whole number of that many bytes at a place."""
        return int.from_bytes(self._data[place: place + size], "little" if self._is_little else "big")

    def directory(self, place: int) -> Iterator[tuple[int, int]]:
        """Each tag of a directory with its value, or the place of it."""
        if not 8 <= place < len(self._data):
            return
        for number in range(min(self.number(place, 2), _MOST_TAGS)):
            entry = place + 2 + 12 * number
            if entry + 12 > len(self._data):
                return
            yield self.number(entry, 2), self.number(entry + 8, 4)


def _in_xmp(data: bytes) -> set[Hidden]:
    found: set[Hidden] = set()
    if b"GPSLatitude" in data or b"GPSLongitude" in data or b"LocationCreated" in data:
        found.add(Hidden.PLACE)
    if b"dc:creator" in data or b"photoshop:AuthorsPosition" in data or b"aux:OwnerName" in data:
        found.add(Hidden.PEOPLE)
    return found

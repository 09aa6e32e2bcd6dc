"""Writing a pack: the same content is the same bytes, wherever and whenever it is written."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from anchor_app import __version__
from anchor_app.domain.pack_content import PackContent
from anchor_app.exchange import passphrase as age
from anchor_app.exchange.canonical import canonical, digest
from anchor_app.exchange.errors import AlteredPack, UnfitContent, in_words
from anchor_app.exchange.layout import DATA, EVIDENCE, MANIFEST, Entry, ending, local_header
from anchor_app.exchange.limits import LIMITS, Limits
from anchor_app.exchange.model import Data, Manifest
from anchor_app.exchange.rules import check_lineages, check_records, check_texts, checked_charters
from anchor_app.exchange.translation import data_of, manifest_of

SUFFIX = ".anchorpack"
CHUNK = 1 << 20

OpenFile = Callable[[str], BinaryIO]
"""Opens the document of a digest for reading."""


def write_pack(content: PackContent, target: BinaryIO, open_file: OpenFile, *, passphrase: str | None = None,
               made_by: str = __version__, limits: Limits = LIMITS) -> str:
    """Writes a pack into an empty file, and returns its checksum, which is the same with a passphrase and without.

    `made_by` is the version of the program that is named. Raises UnfitContent for what no pack may hold and for a
    document that is not the one of its digest, and whatever `open_file` and the file raise; what was written until
    then is no pack.
    """
    manifest, data = _parts(content, made_by, limits)
    if passphrase is None:
        _write(target, manifest, data, content, open_file)
        return manifest["checksum"]
    if sum(content.files.values()) + len(data) > limits.protected:
        raise UnfitContent(f"A pack with a passphrase may have {in_words(limits.protected)}. "
                           "Leave out some of the evidence files.")
    plain = BytesIO()
    _write(plain, manifest, data, content, open_file)
    target.write(age.protected(plain.getvalue(), passphrase, limits))
    return manifest["checksum"]


def checksum_of(content: PackContent, *, made_by: str = __version__) -> str:
    """The checksum of the pack of this content, without writing it; raises UnfitContent."""
    return _parts(content, made_by, LIMITS)[0]["checksum"]


def _parts(content: PackContent, made_by: str, limits: Limits) -> tuple[Manifest, bytes]:
    """The manifest, and the data as JSON; held to the very rules that the receiver will apply."""
    data = data_of(content)
    try:
        written = canonical(data)
        manifest = _manifest(content, data, made_by, written)
    except AlteredPack as error:
        raise UnfitContent(f"This cannot be sent as it is. {error} Check the workspace, then try again.") from None
    except UnicodeEncodeError:
        raise UnfitContent("A text holds half of a character, which cannot be sent. Type it again.") from None
    _check_limits(content, len(written), limits)
    return manifest, written


def _manifest(content: PackContent, data: Data, made_by: str, written: bytes) -> Manifest:
    charters = checked_charters(data)
    check_texts(data, written)
    check_records(data, content.organisation, charters)
    check_lineages(data)
    manifest = manifest_of(data, charters, organisation=content.organisation, audience=content.audience.value,
                           left_out=content.left_out, files=content.files, made_by=made_by,
                           data_sha256=digest(written))
    if sorted(content.assessments) != [one["id"] for one in manifest["assessments"]]:
        raise AlteredPack("Of an assessment that was chosen nothing is said.")
    return manifest


def _check_limits(content: PackContent, data: int, limits: Limits) -> None:
    total = sum(content.files.values())
    if data > limits.data:
        raise UnfitContent(f"The words come to {in_words(data)}, and a pack holds {in_words(limits.data)}. "
                           "Send fewer assessments at a time.")
    if total > limits.evidence or len(content.files) > limits.entries:
        raise UnfitContent(f"The evidence files are {len(content.files):,} and have {in_words(total)} together. A pack "
                           f"holds {limits.entries:,} files and {in_words(limits.evidence)}. Leave out some of them.")


def _write(target: BinaryIO, manifest: Manifest, data: bytes, content: PackContent, open_file: OpenFile) -> None:
    entries: list[Entry] = []
    for name, written in ((MANIFEST, canonical(manifest)), (DATA, data)):
        entry = Entry(name, len(written), zlib.crc32(written), entries[-1].ends if entries else 0)
        target.write(local_header(entry))
        target.write(written)
        entries.append(entry)
    for file, size in sorted(content.files.items()):
        # The header comes first and names the CRC-32, so a document is read twice.
        entry = Entry(EVIDENCE + file, size, _crc(file, size, open_file), entries[-1].ends)
        target.write(local_header(entry))
        _copy(file, entry, target, open_file)
        entries.append(entry)
    target.write(ending(entries))


def _crc(file: str, size: int, open_file: OpenFile) -> int:
    crc, hashed, done = 0, sha256(), 0
    with open_file(file) as document:
        while chunk := document.read(CHUNK):
            crc, done = zlib.crc32(chunk, crc), done + len(chunk)
            hashed.update(chunk)
    if hashed.hexdigest() != file or done != size:
        raise _other(file)
    return crc


def _copy(file: str, entry: Entry, target: BinaryIO, open_file: OpenFile) -> None:
    crc = done = 0
    with open_file(file) as document:
        while chunk := document.read(CHUNK):
            crc, done = zlib.crc32(chunk, crc), done + len(chunk)
            target.write(chunk)
    if (crc, done) != (entry.crc, entry.size):
        raise _other(file)


def _other(file: str) -> UnfitContent:
    return UnfitContent(f"A document is not the one that was attached (content {file[:12]}…). Attach it again, or "
                        "leave the evidence files out.")

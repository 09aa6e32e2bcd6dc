"""Copies of evidence for other programs to read; what is kept is never handed out itself."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import Evidence, EvidenceKind
from anchor_app.services.evidence import look_at_content
from anchor_app.services.file_kinds import Looked, Opening
from anchor_app.services.file_names import safe_name
from anchor_app.storage.content import Content
from anchor_app.storage.errors import UnfitDocument

_FOLDER = re.compile(r"anchor-(copy|pack)-(\d+)-.*")
_FORGOTTEN_SECONDS = 7 * 24 * 3_600
_RECEIVED_SECONDS = 24 * 3_600


def looked(content: Content, piece: Evidence) -> Looked:
    """What a document is, and whether it may be opened; raises UnfitDocument."""
    _document_only(piece)
    return look_at_content(content, piece.digest, piece.file_name)


def open_copy(content: Content, piece: Evidence, *, even_if_doubtful: bool = False,
              within: Path | None = None) -> Path:
    """A read-only copy of a document, in a folder that only this account may enter, to be opened.

    Raises UnfitDocument for a kind that is not opened, for one that is doubtful unless a person said yes,
    and for missing or damaged content.
    """
    found = looked(content, piece)
    if found.opening is Opening.NO:
        raise UnfitDocument(found.warning or (
            f"{piece.reference} is {found.kind.words}, which Anchor does not open. "
            "Save a copy of it, then open that with the program that you trust for it."))
    if found.opening is Opening.ASK and not even_if_doubtful:
        raise UnfitDocument(found.warning)
    folder = Path(tempfile.mkdtemp(prefix=f"anchor-copy-{os.getpid()}-", dir=within))
    target = folder / safe_name(piece.file_name)
    try:
        content.copy_out(piece.digest, target)
        target.chmod(stat.S_IRUSR)
    except BaseException:
        _remove(folder)
        raise
    return target


def save_copy(content: Content, piece: Evidence, target: Path) -> None:
    """Write a document to a file, whole or not at all; raises UnfitDocument, DiskFull, DiskTrouble."""
    _document_only(piece)
    content.copy_out(piece.digest, target)


def suggested_name(piece: Evidence) -> str:
    """The file name under which to save a copy."""
    return safe_name(piece.file_name, fallback=piece.reference)


def sweep_copies(within: Path | None = None) -> int:
    """Remove the copies of this process, and those that ended processes left behind; how many there were.

    What a protected pack was opened into goes as well, once its process has ended: until then it is being received.
    """
    return _sweep(within, ("copy", "pack"))


def sweep_packs(within: Path | None = None) -> int:
    """Remove what ended processes had opened of protected packs; how many there were."""
    return _sweep(within, ("pack",))


def _sweep(within: Path | None, kinds: tuple[str, ...]) -> int:
    folder, swept = within or Path(tempfile.gettempdir()), 0
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            found = _FOLDER.fullmatch(path.name)
            if found is None or found[1] not in kinds or not _is_ours(path):
                continue
            if not _is_in_use(int(found[2]), path, is_copy=found[1] == "copy"):
                _remove(path)
                swept += 1
    return swept


@dataclass(frozen=True, slots=True)
class Damage:
    """A piece of evidence whose content is not as it was, with a sentence that names both."""

    evidence: Evidence
    sentence: str


def verify(content: Content, piece: Evidence) -> Damage | None:
    """What is wrong with a piece's content, by reading every byte of it; None when it is whole."""
    if piece.kind is not EvidenceKind.DOCUMENT:
        return None
    if content.verify(piece.digest):
        return None
    try:
        content.size(piece.digest)
        what = "is damaged: its content is not what was attached"
    except UnfitDocument:
        what = "is missing its document"
    return Damage(piece, f"{piece.reference} {piece.title} {what}. Attach “{safe_name(piece.file_name)}” again, "
                         "or restore a backup that has it.")


def verify_all(content: Content, pieces: Iterable[Evidence],
               progress: Callable[[int], object] | None = None) -> tuple[Damage, ...]:
    """What is wrong with the content of many pieces; `progress` is told how many are done."""
    found = []
    for done, piece in enumerate(pieces, start=1):
        damage = verify(content, piece)
        if damage:
            found.append(damage)
        if progress:
            progress(done)
    return tuple(found)


def _document_only(piece: Evidence) -> None:
    if piece.kind is not EvidenceKind.DOCUMENT:
        raise WrongValue(f"{piece.reference} is {_article(piece.kind)}, so there is no document to open or save.")


def _article(kind: EvidenceKind) -> str:
    return f"an {kind.value}" if kind is EvidenceKind.ACCOUNT else f"a {kind.value}"


def _is_ours(path: Path) -> bool:
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _is_in_use(process: int, path: Path, *, is_copy: bool) -> bool:
    """Whether the process that made it may still need it: another's that is still there, or a pack of this one.

    After a week a number says nothing.
    """
    if process == os.getpid():
        return not is_copy
    age = time.time() - path.lstat().st_mtime
    if age > _FORGOTTEN_SECONDS:
        return False
    if os.name == "nt":  # there, asking by signal would end the process; a copy in use resists removal
        return not is_copy and age < _RECEIVED_SECONDS
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        with suppress(OSError):
            path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    shutil.rmtree(folder, ignore_errors=True)

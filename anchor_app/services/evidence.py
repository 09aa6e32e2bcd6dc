"""Taking evidence in: content first, durably, then the edit that names it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.evidence import Evidence, EvidenceKind
from anchor_app.domain.holdings import Holdings
from anchor_app.services.file_kinds import Looked, look_at
from anchor_app.services.file_names import file_name_of, safe_name, title_of
from anchor_app.services.settings import Settings
from anchor_app.services.workspace import Workspace
from anchor_app.storage.content import Content
from anchor_app.storage.errors import UnfitDocument

LONGEST_TITLE = 100
"""Characters of a title that is made from other words."""

Progress = Callable[[int], object]
"""Is told how many bytes are done so far."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Content that is kept now: the fields of the evidence it makes, and what a person should know of it."""

    values: Mapping[str, Any] = field(default_factory=dict)
    warning: str = ""
    was_there: bool = False


def take_in(content: Content, path: Path, *, limit: int = 0, progress: Progress | None = None,
            is_cancelled: Callable[[], bool] | None = None) -> Taken:
    """Keep a copy of a file, durable when this returns; may run on a worker.

    `limit` is the most bytes (0: the usual). Raises UnfitDocument for what is no document, DiskFull,
    Cancelled; then nothing is kept.
    """
    name = file_name_of(path.name) or "document"
    with suppress(OSError):
        _refuse_programs(path, name)
    kept = content.add(path, limit=limit or Settings().evidence_limit, progress=progress or _nobody_follows,
                       is_cancelled=is_cancelled or _never)
    # Looked at again: what was copied may not be what lay there before.
    looked = look_at_content(content, kept.digest, name)
    return Taken(_document_values(name, kept.digest, kept.size), looked.warning, not kept.is_new)


def take_in_bytes(content: Content, data: bytes, name: str) -> Taken:
    """Keep bytes that are at hand, such as a pasted picture, under a file name; as `take_in`."""
    from io import BytesIO

    looked = look_at(BytesIO(data), name, safe_name(name))
    if looked.refused:
        raise UnfitDocument(looked.refused)
    kept = content.add_bytes(data)
    return Taken(_document_values(name, kept.digest, kept.size), looked.warning, not kept.is_new)


def look_at_content(content: Content, digest: str, name: str) -> Looked:
    """What kept content is; raises UnfitDocument for a program, and for content that is not there."""
    with content.open(digest) as file:
        looked = look_at(file, name, safe_name(name))
    if looked.refused:
        raise UnfitDocument(looked.refused)
    return looked


def figure_values(figure: str, unit: str = "", source: str = "") -> dict[str, Any]:
    """The fields of a figure, with a title to begin with."""
    words = f"{figure.strip()} {unit.strip()}".strip()
    return {"kind": EvidenceKind.FIGURE, "figure": figure.strip(), "unit": unit.strip(), "source": source,
            "title": _cut(words)}


def account_values(text: str) -> dict[str, Any]:
    """The fields of an account, with its first words as a title to begin with."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return {"kind": EvidenceKind.ACCOUNT, "text": text, "title": _cut(first)}


def link_values(url: str) -> dict[str, Any]:
    """The fields of a link, with its address as a title to begin with."""
    address = url.strip()
    with suppress(ValueError):
        parts = urlsplit(address)
        return {"kind": EvidenceKind.LINK, "url": address,
                "title": _cut(f"{parts.netloc}{parts.path.rstrip('/')}" or address)}
    return {"kind": EvidenceKind.LINK, "url": address, "title": _cut(address)}


def add_evidence(workspace: Workspace, assessment_id: str, values: Mapping[str, Any],
                 components: tuple[str, ...] = ()) -> Evidence:
    """Add evidence whose content, if it has any, is kept already; durable when this returns."""
    command = evidence_command(workspace, assessment_id, values, components)
    workspace.do(command)
    return workspace.holdings.evidence[command.id]


def evidence_command(workspace: Workspace, assessment_id: str, values: Mapping[str, Any],
                     components: tuple[str, ...] = ()) -> AddEvidence:
    """The wish to add evidence, dated today; fields that say nothing are left at their defaults."""
    given = {name: value for name, value in values.items() if value not in (None, "")}
    return AddEvidence(assessment_id, {"added_on": workspace.clock.today(), **given}, tuple(components))


def same_content(holdings: Holdings, organisation_id: str, digest: str) -> tuple[Evidence, ...]:
    """An organisation's evidence with that very content, by reference."""
    return tuple(one for one in holdings.evidence_of(organisation_id) if digest and one.digest == digest)


def _document_values(name: str, digest: str, size: int) -> dict[str, Any]:
    return {"kind": EvidenceKind.DOCUMENT, "title": title_of(name), "file_name": name, "digest": digest,
            "size": size}


def _refuse_programs(path: Path, name: str) -> None:
    """Raise UnfitDocument before a program is copied; a folder, a pipe or a device is left to the copy."""
    if not stat.S_ISREG(path.stat().st_mode):
        return
    # Not to wait for a pipe that took the file's place since.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        refused = _looked_if_regular(file, name)
    if refused:
        raise UnfitDocument(refused)


def _looked_if_regular(file: BinaryIO, name: str) -> str:
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return ""
    return look_at(file, name, safe_name(name)).refused


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rstrip() + "…"


def _never() -> bool:
    return False


def _nobody_follows(done: int) -> None:
    """Progress that nobody follows."""

"""What a sheet's file says of itself for programs: whose data it shows, their checksum, and a seal over the file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256

from anchor_app.domain.errors import Refusal

NAMESPACE = "http://ns.anchor.example/sheet/1.0/"
"""The XML namespace of the two properties, `seal` and `statement`, in the file's metadata."""

BLANK, DRAFT, SIGNED, CHANGED = "blank", "draft", "signed-off", "changed-since-signed"
"""States of a sheet; the last is of a signed assessment whose organisation or evidence was changed since."""

_NO_SEAL = "0" * 64
# A line end cannot stand in a PDF's strings as it is, so no text that somebody typed can look like this.
_FOUND = re.compile(rb"\n<anchor:seal>([0-9a-f]{64})</anchor:seal>\n<anchor:statement>([^<>\n]*)</anchor:statement>\n")
_AS_NUMBERS = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&"})


class NotASheet(Refusal):
    """The file holds no statement of ours."""


class Altered(Refusal):
    """The file is not as it was written."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Whose data a sheet shows, in which state, and the checksums of the whole and of each part of them.

    `workspace` and `assessment` are ids, `charter` is a digest, `on` the day of the score (ISO), `as_at` words.
    """

    state: str
    workspace: str
    assessment: str
    organisation: str
    period: str
    round: str
    charter: str
    revision: int
    checksum: str
    on: str
    as_at: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """As canonical JSON in ASCII, without characters that XML would escape."""
        return json.dumps({"anchor-sheet": 1, **asdict(self)}, sort_keys=True,
                          separators=(",", ":")).translate(_AS_NUMBERS)


def packet(statement: str) -> str:
    """The two properties as XML, with room for the seal."""
    return f"\n<anchor:seal>{_NO_SEAL}</anchor:seal>\n<anchor:statement>{statement}</anchor:statement>\n"


def sealed(data: bytes) -> bytes:
    """A finished file with its seal: the SHA-256 of all its bytes while the seal is noughts."""
    found = _FOUND.search(data)
    assert found is not None
    return data[: found.start(1)] + sha256(data).hexdigest().encode() + data[found.end(1):]


def read_statement(data: bytes) -> Statement:
    """What a file says of itself; raises NotASheet, and Altered when any byte is not as it was written."""
    if not data.startswith(b"%PDF-"):
        raise NotASheet("It is not a PDF file. Choose a reporting sheet that Anchor wrote.")
    found = list(_FOUND.finditer(data))
    if len(found) != 1:
        raise NotASheet("It is not a reporting sheet that Anchor wrote, or another program has written it anew. "
                        "Ask for the file as it was first written.")
    place = found[0]
    blanked = data[: place.start(1)] + _NO_SEAL.encode() + data[place.end(1):]
    if sha256(blanked).hexdigest().encode() != place[1]:
        raise Altered("It was altered after Anchor wrote it, so what it says is not to be relied on. "
                      "Ask for the file as it was first written.")
    return _parsed(place[2].decode("ascii", "replace"))


def _parsed(text: str) -> Statement:
    try:
        held = json.loads(text)
        version = held.pop("anchor-sheet")
        types = {"revision": int, "parts": dict}
        is_ours = (version == 1 and set(held) == {one.name for one in fields(Statement)}
                   and all(isinstance(value, types.get(name, str)) for name, value in held.items()))
        statement = Statement(**held) if is_ours else None
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        statement = None
    if statement is None or str(statement) != text:
        raise NotASheet("What it says of itself was written by a newer version of Anchor, or not by Anchor. "
                        "Try the newest version.")
    return statement

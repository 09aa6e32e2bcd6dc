"""Packs for tests: content with something of every kind in it, and packs that break one rule each."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any
from zlib import crc32

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import Lineage
from anchor_app.domain.pack_content import PackContent, Told
from anchor_app.exchange import layout
from anchor_app.exchange.canonical import canonical, checksum, digest
from anchor_app.exchange.pack import write_pack

DOCUMENTS = {sha256(one).hexdigest(): one
             for one in (b"Minutes of the board of Example Bay.\n" * 9, b"", b"\x00" * 3000)}

CHARTER = '''schema = 1
id = "small"
edition = "1"
title = "Small charter"
publisher = "Example"
[[levels]]
id = "bronze"
name = "Bronze"
rule = { all = true }
[[principles]]
id = "fair"
title = "Fair"
text = "Is it fair?"
[[domains]]
id = "d1"
number = 1
title = "First"
short_title = "1st"
[[domains.components]]
id = "1.1"
title = "One"
practices = ["Do this"]
[[domains.components]]
id = "1.2"
title = "Two"
practices = ["Do that"]
'''
DIGEST = sha256(CHARTER.encode()).hexdigest()


def version(number: int) -> str:
    """A version of a field, by number."""
    return f"{number:016x}"


WORDS = "Ŵŷ “łódź” \u202e ☕ \U0001f980 '); DROP TABLE fact; --\n=1+1 <b>"


def content(files: bool = True, words: str = WORDS) -> PackContent:
    """What a pack may say, with every kind of record."""
    documents = sorted(DOCUMENTS)
    facts: dict[Subject, Told] = {}

    def say(about: str, of: str, item: str, *lineages: Lineage, **fields: str | None) -> None:
        for place, (name, text) in enumerate(fields.items()):
            facts[Subject(about, of, item, name.replace("_1_", "1."))] = Told(text, lineages[place % len(lineages)])

    new, old = Lineage(version(2), frozenset({version(1)})), Lineage(version(1))
    other = Lineage(version(9), frozenset({version(1), version(2), version(3)}))
    say("organisation", "org", "", new, name="Example Bay Hospitals", short_name="Bay", kind="nhs-trust",
        beyond_nhs="yes")
    say("assessment", "org", "now", old, charter=DIGEST, period="2026/27", round="Year end", revision="2",
        state="signed-off", started_on="2026-05-01")
    say("component", "now", "1.1", new, old, status="fulfilled", summary=words, focus="yes", lead=None)
    say("practice", "now", "1.1.1", other, mark="in-place", note=words)
    say("principle", "now", "d1/fair", other, mark="partly")
    say("opportunity", "now", "opp-1", new, component="1.2", text="Ask more firms", place="3")
    say("signing", "now", "1", new, by="A. Person", on="2026-06-01", checksum="0" * 64)
    say("moderation", "now", "1.1", other, decision="agreed", by="The group")
    say("moderation", "now", "1.1/ann lee", other, decision="more-evidence", reason="Say when")
    say("sending", "now", "a" * 64, new, audience="collaborative", revision="2")
    say("receipt", "now", "b" * 64, Lineage(), audience="internal")
    for number, one in enumerate(documents, start=1):
        size = len(DOCUMENTS[one])
        say("evidence", "org", f"ev{number}", old, number=str(number), title=f"Paper {number}", digest=one,
            size=str(size) if size else None, file_name="../con\u202etxt.exe", sensitivity="public")
        say("support", "now", f"ev{number}", new, _1_1="yes")
    say("evidence", "org", "ev9", old, number="9", kind="figure", figure="41", unit="%", twin="b")
    say("support", "now", "ev9", new, _1_2=None)
    say("reading", "org", "r1", old, domain="d1", value="12", on="2026-09-30")
    sizes = {one: len(text) for one, text in DOCUMENTS.items()} if files else {}
    return PackContent("org", ("now",), facts, {DIGEST: CHARTER}, Audience.COLLABORATIVE, 1, sizes)


def open_document(file: str) -> BytesIO:
    """One of the documents."""
    return BytesIO(DOCUMENTS[file])


def pack_of(what: PackContent, passphrase: str | None = None) -> bytes:
    """The pack of that content."""
    target = BytesIO()
    write_pack(what, target, open_document, passphrase=passphrase, made_by="0.1.0")
    return target.getvalue()


@cache
def good_pack() -> bytes:
    """A pack with something of everything."""
    return pack_of(content())


Parts = list[tuple[str, bytes]]


def parts_of(pack: bytes) -> Parts:
    """The names and contents of a good pack's entries."""
    found, place = [], 0
    while pack[place:place + 4] == layout.LOCAL:
        size, length = struct.unpack_from("<IH", pack, place + 22)
        begins = place + layout.LOCAL_SIZE + length
        found.append((pack[place + layout.LOCAL_SIZE:begins].decode(), pack[begins:begins + size]))
        place = begins + size
    return found


def zipped(parts: Parts) -> bytes:
    """A zip as a pack's writer would make it, of whatever names and contents."""
    entries: list[layout.Entry] = []
    body = b""
    for name, text in parts:
        entry = layout.Entry(name, len(text), crc32(text), len(body))
        entries.append(entry)
        body += layout.local_header(entry) + text
    return body + layout.ending(entries)


def forged(manifest: dict[str, Any], data: Any, documents: Parts | None = None, *, raw: bytes | None = None) -> bytes:
    """A pack of these values with all hashes right, as somebody would make it who changes one on purpose."""
    written = canonical(data) if raw is None else raw
    manifest = {**manifest, "data_sha256": digest(written)}
    manifest["checksum"] = checksum(manifest)
    kept = parts_of(good_pack())[2:] if documents is None else documents
    return zipped([(layout.MANIFEST, canonical(manifest)), (layout.DATA, written), *kept])


def values() -> tuple[dict[str, Any], dict[str, Any]]:
    """The manifest and the data of the good pack, to be changed."""
    import json

    manifest, data, *_ = parts_of(good_pack())
    return json.loads(manifest[1]), json.loads(data[1])


def with_data(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The good pack with other data and every hash made again."""
    manifest, data = values()
    change(data)
    return forged(manifest, data)


def with_manifest(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The good pack with another manifest, and its checksum made again."""
    manifest, data = values()
    change(manifest)
    return forged(manifest, data)

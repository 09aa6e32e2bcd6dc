"""A pack that somebody else could have sent: later than everything in a workspace, with a document of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import DIGITS, Lineage
from anchor_app.domain.pack_content import PackContent, Told
from anchor_app.domain.sharing import Choice
from anchor_app.exchange.pack import write_pack
from anchor_app.exchange.reading_here import check
from anchor_app.exchange.translation import content_of
from anchor_app.services import exchanging

if TYPE_CHECKING:
    from anchor_app.exchange.reading import ReadPack
    from anchor_app.services.workspace import Workspace


@dataclass(frozen=True)
class Carried:
    """A pack that was read in this process, from memory: no file of its own is in the way of injected faults."""

    content: PackContent
    checksum: str
    file_name: str
    documents: Mapping[str, bytes]

    def open_file(self, digest: str) -> BinaryIO:
        return BytesIO(self.documents[digest])

    def close(self) -> None:
        """Nothing is left open."""


def carried(workspace: Workspace, assessment: str, summaries: Mapping[str, str], document: bytes) -> ReadPack:
    """A pack with new summaries of components, and a piece of evidence that supports the first of them."""
    organisation = workspace.assessment(assessment).organisation
    own = exchanging.prepare(workspace, Choice(organisation, (assessment,), Audience.INTERNAL, with_files=False))
    facts, digest = dict(own.content.facts), sha256(document).hexdigest()
    end = workspace.store.past.end_hash()
    version = sha256(end + digest.encode()).hexdigest()[:DIGITS]
    for component, text in summaries.items():
        what = Subject("component", assessment, component, "summary")
        facts[what] = Told(text, own.lineages.of(what).touched(version))
    piece = f"from-elsewhere-{version}"
    number = 1 + max((one.number for one in workspace.holdings.evidence_of(organisation)), default=0)
    for name, text in {"number": str(number), "digest": digest, "size": str(len(document)),
                       "file_name": "from elsewhere.txt", "title": "From elsewhere"}.items():
        facts[Subject("evidence", organisation, piece, name)] = Told(text, Lineage(version))
    facts[Subject("support", assessment, piece, next(iter(summaries)))] = Told("yes", Lineage(version))
    target = BytesIO()
    write_pack(replace(own.content, facts=facts, files={digest: len(document)}), target, lambda one: BytesIO(document))
    read = check(target)
    pack = Carried(content_of(read.manifest, read.data), read.checksum, "carried.anchorpack", {digest: document})
    return cast("ReadPack", pack)

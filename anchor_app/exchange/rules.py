"""What a pack's data have to keep to besides their form: nothing unknown, and nothing that leads out of the pack."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise

from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_file import read_charter
from anchor_app.domain.emblem import png_of
from anchor_app.domain.errors import Refusal
from anchor_app.exchange.errors import ASK_AGAIN, AlteredPack
from anchor_app.exchange.kinds import SUPPORT, is_digest, kinds
from anchor_app.exchange.model import Data, RecordLine

Charters = Mapping[str, Charter]
"""The wordings that a pack carries, by digest."""


def broken(what: str) -> AlteredPack:
    """The refusal of data that break a rule."""
    return AlteredPack(f"What is in it is not as a pack's is ({what}). {ASK_AGAIN}")


def checked_charters(data: Data) -> Charters:
    """The wordings that come along; each has to be one, under its own digest."""
    lines = data["charters"]
    if any(one["digest"] >= other["digest"] for one, other in pairwise(lines)):
        raise broken("its wordings are not in order")
    found = {}
    for place, line in enumerate(lines):
        charter = _charter(line["source"])
        if charter is None or charter.digest != line["digest"]:
            raise broken(f"charters.{place}: this is not the wording that it says it is")
        found[charter.digest] = charter
    return found


@lru_cache(maxsize=32)
def _charter(source: str) -> Charter | None:
    # Sixty packs carry one wording: it is judged once.
    try:
        charter = read_charter(source)
    except Refusal:
        return None
    return charter if charter.digest == sha256(source.encode()).hexdigest() else None


def check_records(data: Data, organisation: str, charters: Charters) -> None:
    """Raises AlteredPack for the first record that breaks a rule."""
    records, wordings = data["records"], _wordings(data, charters)
    places = [(one["kind"], one["owner"], one["item"]) for one in records]
    if any(one >= other for one, other in pairwise(places)):
        raise broken("its records are not in order, or one is there twice")
    known = {item for kind, _, item in places if kind == "evidence"}
    for place, record in enumerate(records):
        if fault := _fault(record, organisation, wordings, known):
            raise broken(f"records.{place}: {fault}")
    if {one.digest for one in wordings.values()} != charters.keys():
        raise broken("it holds a wording that no assessment in it is answered under")


def _wordings(data: Data, charters: Charters) -> dict[str, Charter]:
    """The wording of every assessment that it speaks of."""
    found = {}
    for record in data["records"]:
        if record["kind"] == "assessment":
            charter = charters.get(record["fields"].get("charter") or "")
            if charter is None:
                raise broken(f"the wording of the assessment {record['item'][:40]!r} is not in it")
            found[record["item"]] = charter
    return found


def _fault(record: RecordLine, organisation: str, wordings: Mapping[str, Charter], evidence: set[str]) -> str:
    fields, owner, item = record["fields"], record["owner"], record["item"]
    if record["kind"] == SUPPORT:
        return _support_fault(record, wordings, evidence)
    kind = kinds().get(record["kind"])
    if kind is None:
        return f"there is no kind {record['kind']!r}"
    if (owner != organisation) if kind.of_organisation else (owner not in wordings):
        return "it belongs to an organisation or assessment that the pack is not of"
    if not kind.is_item(item, wordings.get(owner)):
        return f"a {record['kind']} cannot be about {item[:40]!r}"
    if fault := kind.fault(fields):
        return fault
    if list(fields) != sorted(fields):
        return "its fields are not in order"
    if record["kind"] == "evidence" and fields.get("digest") and not is_digest(fields["digest"] or ""):
        return "the digest of its document is none"
    if record["kind"] == "emblem" and fields.get("picture") and not png_of(fields["picture"] or ""):
        return "the picture is none that an emblem may be"
    return ""


def _support_fault(record: RecordLine, wordings: Mapping[str, Charter], evidence: set[str]) -> str:
    fields, charter = record["fields"], wordings.get(record["owner"])
    if charter is None:
        return "it belongs to an assessment that the pack is not of"
    if not fields.keys() <= charter.components.keys():
        return "it supports what is no component"
    if any(text not in ("yes", None) for text in fields.values()):
        return "a support is there or is not"
    if record["item"] not in evidence and any(fields.values()):
        return "the evidence that it is about is not in the pack"
    return "its fields are not in order" if list(fields) != sorted(fields) else ""


def check_lineages(data: Data) -> None:
    """Every lineage leads to versions in the table, in the one order there is, and every version is used."""
    versions = data["versions"]
    if any(one >= other for one, other in pairwise(versions)):
        raise broken("its versions are not in order")
    most, used = len(versions), bytearray(len(versions))
    seen: set[tuple[int, ...]] = set()
    for place, record in enumerate(data["records"]):
        lineage = record["lineage"]
        if isinstance(lineage, list):
            groups = [lineage]
        elif lineage.keys() != record["fields"].keys() or list(lineage) != sorted(lineage):
            raise broken(f"records.{place}: its lineage is not of its fields")
        else:
            groups = list(lineage.values())
            if all(one == groups[0] for one in groups):
                raise broken(f"records.{place}: its lineage is written in a roundabout way")
        for indexes in groups:
            if (key := tuple(indexes)) not in seen:
                seen.add(key)
                _check_indexes(indexes, most, used, place)
    if not all(used):
        raise broken("it names versions that nothing has")


def _check_indexes(indexes: list[int], most: int, used: bytearray, place: int) -> None:
    older = indexes[1:]
    if indexes and (max(indexes) >= most or indexes[0] in older) or any(
            one >= other for one, other in pairwise(older)):
        raise broken(f"records.{place}: its lineage leads nowhere")
    for one in indexes:
        used[one] = 1


def check_texts(data: Data, written: bytes) -> None:
    """No text holds U+0000, which cannot be stored; `written` are the data as JSON."""
    if b"\\u0000" not in written:
        return
    texts = [text for record in data["records"]
             for text in (record["item"], *record["fields"], *record["fields"].values())]
    if any(text and "\0" in text for text in texts) or any("\0" in one["source"] for one in data["charters"]):
        raise broken("a text holds the character U+0000")

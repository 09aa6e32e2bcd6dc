"""Between what a pack says, as the domain has it, and the manifest and data that are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from anchor_app.domain.collaborative import Audience
from anchor_app.domain.edit import Subject
from anchor_app.domain.lineage import UNTOUCHED, Lineage
from anchor_app.domain.pack_content import PackContent, Told
from anchor_app.exchange.canonical import checksum
from anchor_app.exchange.model import FORMAT, VERSION, Data, FileLine, Manifest, RecordLine
from anchor_app.exchange.rules import Charters, broken


def data_of(content: PackContent) -> Data:
    """The data that say this; equal content gives equal data."""
    versions = {one for told in set(_lineages(content)) for one in (told.current, *told.older)} - {""}
    table = sorted(versions)
    index = {version: place for place, version in enumerate(table)}
    written = {told: [index[told.current], *sorted(map(index.__getitem__, told.older))] if told.current else []
               for told in set(_lineages(content))}
    records = []
    in_order = groupby(sorted(content.facts), key=lambda one: (one.kind, one.owner, one.item))
    for (kind, owner, item), subjects in in_order:
        told = {what.field: content.facts[what] for what in subjects}
        records.append(_record(kind, owner, item, told, written))
    charters = sorted(content.charters.items())
    return Data(charters=[{"digest": digest, "source": source} for digest, source in charters],
                records=records, versions=table)


def _lineages(content: PackContent) -> Iterable[Lineage]:
    return (told.lineage for told in content.facts.values())


def _record(kind: str, owner: str, item: str, told: Mapping[str, Told],
            written: Mapping[Lineage, list[int]]) -> RecordLine:
    lineages = {name: written[one.lineage] for name, one in told.items()}
    first = next(iter(lineages.values()))
    is_one = all(one == first for one in lineages.values())
    return {"fields": {name: one.text for name, one in told.items()}, "item": item, "kind": kind,
            "lineage": first if is_one else lineages, "owner": owner}


def manifest_of(data: Data, charters: Charters, *, organisation: str, audience: str, left_out: int,
                files: Mapping[str, int], made_by: str, data_sha256: str) -> Manifest:
    """What a pack of these data says of itself; raises AlteredPack for files that do not fit the evidence."""
    records = data["records"]
    name = next((one["fields"].get("name") for one in records if one["kind"] == "organisation"), None)
    lines: list[FileLine] = [{"sha256": digest, "size": size} for digest, size in sorted(files.items())]
    manifest: Manifest = {
        "assessments": [{
            "charter": (told := one["fields"])["charter"] or "", "edition": charters[told["charter"] or ""].edition,
            "id": one["item"], "period": told.get("period") or "", "revision": int(told.get("revision") or 1),
            "round": told.get("round") or "", "state": told.get("state") or "draft",
        } for one in records if one["kind"] == "assessment"],
        "audience": audience,
        "checksum": "",
        "counts": {"charters": len(data["charters"]), "files": len(files),
                   "evidence": sum(one["kind"] == "evidence" for one in records),
                   "fields": sum(len(one["fields"]) for one in records)},
        "data_sha256": data_sha256,
        "files": lines,
        "files_left_out": _left_out(records, files),
        "format": FORMAT,
        "left_out": left_out,
        "made_by": made_by,
        "organisation": {"id": organisation, "name": name or ""},
        "version": VERSION,
    }
    manifest["checksum"] = checksum(manifest)
    return manifest


def _left_out(records: list[RecordLine], files: Mapping[str, int]) -> list[str]:
    """The documents that the evidence names and that are not in the pack."""
    named: set[str] = set()
    for record in records:
        if record["kind"] == "evidence" and (digest := record["fields"].get("digest")):
            named.add(digest)
            size = record["fields"].get("size")
            if digest in files and size is not None and int(size) != files[digest]:
                raise broken(f"the evidence {record['item'][:40]!r} gives its document another size")
    if files.keys() - named:
        raise broken("it holds a document that none of its evidence names")
    return sorted(named - files.keys())


def content_of(manifest: Manifest, data: Data) -> PackContent:
    """What a pack says; both were checked before."""
    versions = data["versions"]
    known: dict[tuple[int, ...], Lineage] = {}
    facts: dict[Subject, Told] = {}

    def lineage(indexes: list[int]) -> Lineage:
        key = tuple(indexes)
        found = known.get(key)
        if found is None:
            first, *older = (versions[one] for one in indexes) if indexes else ("",)
            known[key] = found = Lineage(first, frozenset(older)) if indexes else UNTOUCHED
        return found

    for record in data["records"]:
        kind, owner, item, told = record["kind"], record["owner"], record["item"], record["lineage"]
        if isinstance(told, list):
            one = lineage(told)
            for name, text in record["fields"].items():
                facts[Subject(kind, owner, item, name)] = Told(text, one)
        else:
            for name, text in record["fields"].items():
                facts[Subject(kind, owner, item, name)] = Told(text, lineage(told[name]))
    return PackContent(
        organisation=manifest["organisation"]["id"], assessments=tuple(one["id"] for one in manifest["assessments"]),
        facts=facts, charters={one["digest"]: one["source"] for one in data["charters"]},
        audience=Audience(manifest["audience"]), left_out=manifest["left_out"],
        files={one["sha256"]: one["size"] for one in manifest["files"]})

"""What `pack inspect` and `pack import` print: packs and differences as lines, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from anchor_app.cli.text import table
from anchor_app.domain.evidence import Evidence
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.merging_plan import Difference, Kind, MergePlan
from anchor_app.services.pack_words import Naming, conflict_words, notes

if TYPE_CHECKING:
    from anchor_app.exchange.reading import ReadPack
    from anchor_app.services.receiving import Applied, Planned

_SHOWN = (Kind.NEW, Kind.CHANGED, Kind.REMOVED, Kind.KEPT, Kind.CONFLICT, Kind.OLDER)
"""What a dry run lists; what is the same is counted."""


def inspected_json(pack: ReadPack) -> dict[str, Any]:
    """A pack as its manifest says, with its evidence."""
    content = pack.content
    held = _holdings(pack)
    return {
        "file": pack.file_name, "checksum": pack.checksum, "organisation": content.organisation_name,
        "organisation_id": content.organisation, "audience": content.audience.value, "left_out": content.left_out,
        "assessments": [{"id": key, **_about(pack, key)} for key in content.assessments],
        "fields": len(content.facts), "charters": sorted(content.charters),
        "files": [{"sha256": digest, "size": size} for digest, size in sorted(content.files.items())],
        "evidence": [{"reference": one.reference, "kind": one.kind.value, "sensitivity": one.sensitivity.value,
                      "title": one.title, "file_name": one.file_name, "sha256": one.digest or None,
                      "review_by": one.review_by.isoformat() if one.review_by else None} for one in held]}


def inspected_text(pack: ReadPack) -> Iterator[str]:
    """The same for a reader."""
    content = pack.content
    yield f"{content.organisation_name}, for the audience: {content.audience.words}"
    for key in content.assessments:
        said = _about(pack, key)
        yield (f"{said['period']} · {said['round']}, revision {said['revision']}, "
               f"{said['state'].replace('-', ' ')}")
    yield f"{len(content.facts):,} fields, {len(content.files):,} files; checksum {pack.checksum}"
    if content.left_out:
        yield f"evidence without its words or its file: {content.left_out:,}"
    rows = [(one.reference, one.kind.words, one.sensitivity.words, one.title or "(left out)")
            for one in _holdings(pack)]
    if rows:
        yield table(("evidence", "kind", "sensitivity", "title"), rows)


_ABOUT = (("period", ""), ("round", ""), ("revision", "1"), ("state", "draft"), ("charter", ""))


def _about(pack: ReadPack, assessment_id: str) -> dict[str, str]:
    content = pack.content
    return {name: content.text("assessment", content.organisation, assessment_id, name) or default
            for name, default in _ABOUT}


def _holdings(pack: ReadPack) -> tuple[Evidence, ...]:
    """The evidence in a pack by reference."""
    return Holdings.from_facts({}, pack.content.told()).evidence_of(pack.content.organisation)


def planned_json(planned: Planned, done: Applied | None, *, is_dry: bool) -> dict[str, Any]:
    """What receiving packs comes to, or came to."""
    naming = Naming.of(planned.holdings, planned.plans)
    return {
        "applied": done is not None and done.is_news, "nothing_new": done is not None and not done.is_news,
        "dry_run": is_dry, "refused": not planned.is_ready, "documents": done.documents if done else 0,
        "backup": done.backup.path.name if done and done.backup else None,
        "unreadable": [], "packs": [{
            "file": pack.file_name, "checksum": pack.checksum, "organisation": plan.content.organisation_name,
            "audience": plan.content.audience.value,
            "assessments": [naming.title(plan, one) for one in plan.assessments],
            "counts": {kind.value: plan.counts.get(kind, 0) for kind in Kind},
            "notes": list(notes(planned.holdings, plan)), "refusals": list(plan.refusals),
            "differences": [_as_json(naming, one) for one in plan.differences if one.kind in _SHOWN],
        } for pack, plan in zip(planned.packs, planned.plans, strict=True)]}


def _as_json(naming: Naming, one: Difference) -> dict[str, Any]:
    about, field, here, theirs = naming.words(one)
    return {"kind": one.kind.value, "component": one.component or None, "about": about, "field": field,
            "here": one.old, "pack": one.new, "here_words": here, "pack_words": theirs,
            "chosen": one.chosen.value if one.chosen else None, "only": one.only.value if one.only else None}


def planned_text(planned: Planned, *, is_dry: bool) -> Iterator[str]:
    """The same for a reader: each pack with its counts, and every conflict; in a dry run every difference.

    Of several packs, those with nothing new are only counted.
    """
    naming = Naming.of(planned.holdings, planned.plans)
    known = sum(_is_known(plan) for plan in planned.plans) if len(planned.plans) > 1 else 0
    for pack, plan in zip(planned.packs, planned.plans, strict=True):
        if known and _is_known(plan):
            continue
        titles = "; ".join(naming.title(plan, one) for one in plan.assessments)
        yield f"{pack.file_name}: {plan.content.organisation_name}, {titles}"
        yield "  " + ", ".join(f"{count:,} {kind.value}" for kind in Kind if (count := plan.counts.get(kind, 0)))
        for note in notes(planned.holdings, plan):
            yield f"  {note}"
        yield from _conflicts(naming, plan)
        if is_dry:
            yield from _differences(naming, plan)
    if known:
        others = " other" if known < len(planned.plans) else ""
        yield f"{known:,}{others} {'pack holds' if known == 1 else 'packs hold'} nothing that is new here."


def _is_known(plan: MergePlan) -> bool:
    """Whether a pack has nothing to say that is not here."""
    return plan.changes_nothing and not plan.refusals and not plan.conflicts


def _conflicts(naming: Naming, plan: MergePlan) -> Iterator[str]:
    for one in plan.conflicts:
        chosen = f" → {one.chosen.value}" if one.chosen else ""
        yield f"  conflict: {conflict_words(one, naming.words(one))}{chosen}"


def _differences(naming: Naming, plan: MergePlan) -> Iterator[str]:
    rows = [(component or "-", one.kind.value, *naming.words(one)[:2], *naming.words(one)[2:])
            for component, found in sorted(plan.by_component().items()) for one in found
            if one.kind in _SHOWN and one.kind not in (Kind.CONFLICT, Kind.OLDER)]
    if rows:
        yield table(("component", "", "about", "field", "here", "pack"), rows)

"""What changed: of a stretch of the history the statuses, evidence, actions and readings, as lines for an update."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anchor_app.domain.action import ActionStatus
from anchor_app.domain.assessment import Assessment, Status
from anchor_app.domain.edit import Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measuring import title_of
from anchor_app.domain.month import Month
from anchor_app.domain.outcome import Outcome
from anchor_app.domain.owned_record import owned_key
from anchor_app.domain.wording import listed


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One thing that changed, as a sentence, and the domains that it belongs to (none: to all, or to no one)."""

    words: str
    domains: tuple[str, ...] = ()


Net = Mapping[Subject, tuple[str | None, str | None]]
"""Of each field that was changed its first old and last new text; what came back to what it was is not there."""


def in_month(entries: Iterable[Entry], month: Month) -> tuple[Entry, ...]:
    """The entries that were saved in a month, here where people are."""
    return tuple(one for one in entries if _local(one.at) in month)


def net(entries: Iterable[Entry]) -> Net:
    """What entries, oldest first, come to."""
    found: dict[Subject, tuple[str | None, str | None]] = {}
    for entry in entries:
        for what, old, new in entry.edit.changes:
            found[what] = (found[what][0] if what in found else old, new)
    return {what: texts for what, texts in found.items() if texts[0] != texts[1]}


def what_changed(entries: Iterable[Entry], holdings: Holdings, organisation: str) -> tuple[ChangedLine, ...]:
    """What changed at an organisation in entries, oldest first: statuses, evidence, actions, then readings.

    `holdings` name what it is about, as it is now; what is gone since is passed over.
    """
    changed = net(entries)
    return (*_statuses(changed, holdings, organisation), *_evidence(changed, holdings, organisation),
            *_actions(changed, holdings, organisation), *_readings(changed, holdings, organisation))


def drafted(lines: Iterable[ChangedLine], domain: str = "") -> str:
    """The lines as a text to edit, one below the other; with a domain only those that belong to it."""
    return "\n".join(one.words for one in lines if not domain or domain in one.domains)


def _local(at: datetime) -> date:
    return at.astimezone().date()


def _statuses(changed: Net, holdings: Holdings, organisation: str) -> Iterator[ChangedLine]:
    for assessment in holdings.assessments_of(organisation):
        charter = holdings.charter_of(assessment)
        for component in charter:
            texts = changed.get(Subject("component", assessment.id, component.id, "status"))
            if texts is not None:
                old, new = (_status(text) for text in texts)
                domain = charter.domain_of[component.id].id
                yield ChangedLine(f"{component.id} {component.title}: from {old} to {new}.", (domain,))


def _evidence(changed: Net, holdings: Holdings, organisation: str) -> Iterator[ChangedLine]:
    added = {what.item for what, (old, _) in changed.items()
             if what.kind == "evidence" and what.owner == organisation and what.field == "number" and old is None}
    linked: dict[str, list[tuple[Assessment, str]]] = defaultdict(list)
    for what, (_, new) in changed.items():
        if what.kind == "support" and new and what.owner in holdings.assessments:
            linked[what.item].append((holdings.assessments[what.owner], what.field))
    for piece in holdings.evidence_of(organisation):
        links = linked.get(piece.id, [])
        if piece.id not in added and not links:
            continue
        numbers = sorted({component for _, component in links})
        to = f" for {listed(numbers)}" if numbers else ""
        verb = "was added" if piece.id in added else "now counts"
        yield ChangedLine(f"{piece.reference} {piece.title} {verb}{to}.", _domains(holdings, links))


def _actions(changed: Net, holdings: Holdings, organisation: str) -> Iterator[ChangedLine]:
    for action in sorted(holdings.owned("actions", organisation), key=lambda one: (one.title.casefold(), one.id)):
        made = changed.get(Subject("action", organisation, action.id, "title"), ("", ""))[0] is None
        moved = Subject("action", organisation, action.id, "status") in changed
        if not made and not moved:
            continue
        verb = "is complete" if action.status is ActionStatus.COMPLETE else (
            f"was begun, due {day_words(action.due)}" if made and action.due else "was begun" if made
            else f"is {action.status.words.lower()}")
        yield ChangedLine(f"Action “{action.title}” {verb}.", _domains_of_components(holdings, action.component_ids))


def _readings(changed: Net, holdings: Holdings, organisation: str) -> Iterator[ChangedLine]:
    readings = (one for one in holdings.owned("readings", organisation)
                if changed.get(Subject("reading", organisation, one.id, "value"), ("", ""))[1] is not None
                and Subject("reading", organisation, one.id, "value") in changed)
    for one in sorted(readings, key=lambda one: (one.on or date.max, one.id)):
        key = one.outcome or one.domain
        kept = holdings.outcomes.get(owned_key(organisation, key)) or Outcome(key, organisation)
        on = f" on {day_words(one.on)}" if one.on else ""
        domain = one.domain or kept.domain
        yield ChangedLine(f"{title_of(holdings, kept)}: {one.value}{on}.", (domain,) if domain else ())


def _status(text: str | None) -> str:
    try:
        return (Status(text) if text else Status.NOT_STARTED).words
    except ValueError:
        return text or ""


def _domains(holdings: Holdings, links: Iterable[tuple[Assessment, str]]) -> tuple[str, ...]:
    found = {domain.id for assessment, component in links
             if (domain := holdings.charter_of(assessment).domain_of.get(component)) is not None}
    return tuple(sorted(found))


def _domains_of_components(holdings: Holdings, components: Iterable[str]) -> tuple[str, ...]:
    found = {charter.domain_of[one].id for one in components for charter in holdings.charters.values()
             if one in charter.domain_of}
    return tuple(sorted(found))


def has_line(text: str, line: str) -> bool:
    """Whether a line stands in a text by itself, with or without a dash before it."""
    return any(_bare(one) == _bare(line) for one in text.split("\n"))


def with_lines(text: str, lines: Iterable[str]) -> str:
    """The text with those of the lines below it that are not in it yet."""
    found = [text.rstrip("\n")] if text.strip() else []
    return "\n".join([*found, *(one for one in dict.fromkeys(lines) if not has_line(text, one))])


def without_line(text: str, line: str) -> str:
    """The text without that line."""
    return "\n".join(one for one in text.split("\n") if _bare(one) != _bare(line))


def _bare(line: str) -> str:
    return line.strip().lstrip("-–•*").strip()

"""What a monthly update says: in general, then by domain, with what the history says changed where nobody wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.measuring import domain_of
from anchor_app.domain.month import Month
from anchor_app.domain.update import Update
from anchor_app.domain.updating import update_parts
from anchor_app.domain.what_changed import ChangedLine
from anchor_app.domain.wording import listed
from anchor_app.reports.document import Block, Document, Facts, Grid, GridCell, GridColumn, Heading, Paragraph

TITLES: Mapping[str, str] = {"did": "What we did", "changed": "What changed", "asks": "What we ask of others",
                             "story": "A story worth sharing"}
MOST_DRAFTED = 12
"""Drafted lines on the page; of more the rest is counted, so that a busy month is still one page."""


def update_content(holdings: Holdings, organisation: str, month: Month,
                   changed: Iterable[ChangedLine] = ()) -> Document:
    """The update of an organisation for a month; `changed` is what the history says, for where nothing is written."""
    owner = holdings.organisations[organisation]
    parts = [one for one in update_parts(holdings, organisation, month) if one.says_something]
    general = next((one for one in parts if not one.domain), Update(str(month), organisation))
    title = f"Update for {month.words}"
    blocks = (Heading(title, 1), Paragraph(owner.name, look="lead"), *_written(parts),
              *_general(general, _unsaid(parts, changed)), *_by_domain(holdings, parts))
    if len(blocks) == 2:
        blocks = (*blocks, Paragraph(f"Nothing was written for {month.words}.", look="soft"))
    days = [one.written_on for one in parts if one.written_on]
    return Document(title, owner.name, blocks, subject="Monthly update", running=f"{owner.shown_name} · {title}",
                    footer=f"{owner.shown_name} · {title}", made_on=max(days, default=None))


def _written(parts: Iterable[Update]) -> Iterator[Block]:
    """Who wrote it, and when: each person once, with the last day on which they did."""
    days: dict[str, date | None] = {}
    for one in parts:
        if one.by or one.written_on:
            known = days.get(one.by)
            days[one.by] = max(filter(None, (known, one.written_on)), default=None)
    said = [" on ".join(filter(None, (f"by {by}" if by else "", day_words(on) if on else "")))
            for by, on in days.items()]
    if said:
        yield Paragraph(f"Written {listed(said)}", look="soft")


def _unsaid(parts: Iterable[Update], changed: Iterable[ChangedLine]) -> list[str]:
    """The drafted lines that nobody wrote of: none where the champion wrote what changed, or did so of their domain."""
    own = {one.domain for one in parts if one.changed.strip()}
    if "" in own:
        return []
    return [one.words for one in changed if not one.domains or not own.issuperset(one.domains)]


def _general(said: Update, drafted: list[str]) -> Iterator[Block]:
    """What is said in general, beside its names: in a table it takes the least room."""
    rows = [(title, text) for name, title in TITLES.items()
            if (text := getattr(said, name) if getattr(said, name).strip() or name != "changed" else _told(drafted)
                ).strip()]
    if rows:
        yield Facts(tuple(rows))


def _told(drafted: list[str]) -> str:
    """The drafted lines as a text that says where they come from."""
    rest = len(drafted) - MOST_DRAFTED
    more = (f"and {rest:,} more",) if rest > 0 else ()
    return "\n".join(("From the history of the month:", *drafted[:MOST_DRAFTED], *more)) if drafted else ""


def _by_domain(holdings: Holdings, parts: Iterable[Update]) -> Iterator[Block]:
    """A row for each domain of which something is said, with a column for each question that any answers."""
    order = [one.id for charter in holdings.charters.values() for one in charter.domains]
    said = sorted((one for one in parts if one.domain),
                  key=lambda one: (order.index(one.domain) if one.domain in order else len(order), one.id))
    if not said:
        return
    asked = [name for name in TITLES if any(getattr(one, name).strip() for one in said)]
    yield Heading("By domain")
    yield Grid((GridColumn("Domain", 1.3), *(GridColumn(TITLES[name], 2) for name in asked)), tuple(
        (GridCell(_named(holdings, one.domain), is_header=True), *(getattr(one, name) for name in asked))
        for one in said))


def _named(holdings: Holdings, key: str) -> str:
    domain = domain_of(holdings, key)
    return f"{domain.number} {domain.title}" if domain else key

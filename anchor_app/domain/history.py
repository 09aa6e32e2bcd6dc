"""History: what was changed, when, by whom, from what to what, in the words of the screens."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.edit import Subject
from anchor_app.domain.entry import Entry
from anchor_app.domain.history_words import about_words, component_of, field_words, value_words
from anchor_app.domain.holdings import Holdings

_NOT_SHOWN = frozenset({"workspace", "charter", "lineage", "sending", "receipt"})
_HIDDEN_FIELDS = frozenset({("organisation", "charter"), ("assessment", "charter"), ("opportunity", "component"),
                            ("opportunity", "place"), ("evidence", "digest"), ("assessment", "started_from"),
                            ("signing", "at"), ("moderation", "revision"), ("action", "assessment"),
                            ("action", "source_item"), ("action-note", "action"), ("reading", "outcome"),
                            ("reading", "evidence"), ("taken-up", "story"), ("meeting", "letter"),
                            ("meeting-item", "meeting"), ("meeting-item", "number"), ("meeting-item", "action"),
                            ("report-plan", "summary_draft"), ("front-sheet-line", "sheet"),
                            ("front-sheet-line", "number"), ("front-sheet-answer", "kind"),
                            ("front-sheet-answer", "words"), ("front-sheet-answer", "number"),
                            ("implication", "kind"), ("implication", "number")})

Turn = Literal["", "undo", "redo"]
"""What an entry takes back: nothing, a change, or an undo."""

_TURN_WORDS: Mapping[Turn, str] = {"": "", "undo": "undone", "redo": "redone"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field's change: the entry it belongs to, what it is about in words, and its old and new text in words."""

    entry: int
    at: datetime
    who: str
    label: str
    what: Subject
    about: str
    field: str
    old: str
    new: str
    component: str = ""
    turn: Turn = ""

    @property
    def field_words(self) -> str:
        """The field, and whether its change was undone or redone: "Status, undone"."""
        return ", ".join(filter(None, (self.field, _TURN_WORDS[self.turn])))

    @property
    def label_words(self) -> str:
        """The change in the words of the Undo menu: "Undo: Set 1.1 to Fulfilled"."""
        return f"{self.turn.capitalize()}: {self.label}" if self.turn else self.label


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for in a history; an empty field does not narrow anything.

    `assessment` leaves out what is about other assessments; `on_assessment` looks for all that bears on one.
    `who` is a whole name, which may be "" where nobody gave one; None is everybody.
    """

    owners: frozenset[str] = frozenset()
    assessment: str = ""
    component: str = ""
    field: str = ""
    since: date | None = None
    search: str = ""
    who: str | None = None


def on_assessment(assessment: Assessment, component: str = "", since: date | None = None) -> Looked:
    """All that bears on an assessment: its own answers, and the organisation's details, evidence and readings."""
    return Looked(frozenset((assessment.id, assessment.organisation)), assessment.id, component, since=since)


def history_lines(entries: Iterable[Entry], holdings: Holdings,
                  looked: Looked | None = None) -> tuple[HistoryLine, ...]:
    """The lines of a history, oldest entry first, that are looked for, newest first.

    `holdings` name what the changes are about; what is gone since is named by its number alone.
    """
    known = tuple(entries)
    return tuple(lines_newest_first(reversed(known), holdings, looked, redone(known)))


def redone(entries: Iterable[Entry], undos: Iterable[int] = ()) -> frozenset[int]:
    """The numbers of the entries, which come oldest first, that are redos: what they take back is an undo.

    `undos` are the numbers of earlier entries that are undos.
    """
    taken_back, brought_back = set(undos), set[int]()
    for entry in entries:
        if entry.reverses:
            (brought_back if entry.reverses[0] in taken_back else taken_back).add(entry.id)
    return frozenset(brought_back)


def lines_newest_first(entries: Iterable[Entry], holdings: Holdings, looked: Looked | None = None,
                       redos: Collection[int] = ()) -> Iterator[HistoryLine]:
    """The lines that are looked for, one by one, of a history that comes newest entry first.

    `redos` are the numbers of those entries that take an undo back.
    """
    looked = looked or Looked()
    words = _folded(looked.search)
    for entry in entries:
        if looked.since and entry.at.astimezone().date() < looked.since or looked.who not in (None, entry.who):
            continue
        if not looked.owners or entry.edit.owners & looked.owners:
            turn: Turn = "" if not entry.reverses else "redo" if entry.id in redos else "undo"
            for line in _lines(entry, holdings, looked, turn):
                if not words or words in _folded(f"{line.label} {line.about} {line.old} {line.new} {line.who}"):
                    yield line


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _lines(entry: Entry, holdings: Holdings, looked: Looked, turn: Turn) -> Iterator[HistoryLine]:
    """An entry's lines, the last one first, without those of other fields, components and owners."""
    inside = {change.what.item: change.new or change.old or "" for change in entry.edit.changes
              if (change.what.kind, change.what.field) == ("opportunity", "component")}
    for change in reversed(entry.edit.changes):
        what = change.what
        if what.kind in _NOT_SHOWN or (what.kind, what.field) in _HIDDEN_FIELDS or not _is_looked_for(what, looked):
            continue
        component = component_of(what, holdings) or inside.get(what.item, "")
        if looked.component in ("", component):
            yield HistoryLine(entry.id, entry.at, entry.who, entry.edit.label, what,
                              about_words(what, component, holdings), field_words(what),
                              value_words(what, change.old, holdings), value_words(what, change.new, holdings),
                              component, turn)


def _is_looked_for(what: Subject, looked: Looked) -> bool:
    is_other = bool(looked.assessment) and what.kind == "assessment" and what.item != looked.assessment
    return (not is_other and (not looked.owners or what.owner in looked.owners)
            and looked.field in ("", what.field))

"""Who speaks for whom: since when and until when, days that contradict each other, and names that are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import day_words
from anchor_app.domain.meeting import Representation, Representative
from anchor_app.domain.organisation import Organisation

_JOINS, _LEAVES = Representation.SIGNED_UP, Representation.LEFT
_ONE_AT_A_TIME = (Representation.CHAMPION, Representation.EXECUTIVE_LEAD)
_SAME_DAY = (_JOINS, *_ONE_AT_A_TIME, Representation.MEMBER, None, _LEAVES)


@dataclass(frozen=True, slots=True)
class Voice:
    """An entry with the organisation's name and the day until which it held, None while it holds.

    What an organisation says of its champion or executive lead itself, without a day, is one as well; its entry has
    no id.
    """

    entry: Representative
    organisation: str
    until: date | None = None

    @property
    def is_person(self) -> bool:
        """Whether somebody speaks here, rather than an organisation coming or going."""
        return self.entry.what not in (_JOINS, _LEAVES, None)

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return (self.entry.on is None or self.entry.on <= on) and (self.until is None or on < self.until)

    def has(self, words: str) -> bool:
        """Whether every one of the words stands somewhere in it."""
        one = self.entry
        text = " ".join((self.organisation, one.what.words if one.what else "", one.name, one.role, one.contact,
                         one.note)).casefold()
        return all(word in text for word in words.casefold().split())


def voices(holdings: Holdings) -> tuple[Voice, ...]:
    """Every entry, the newest first, and then what organisations say of themselves without a day."""
    kept: dict[str, list[Representative]] = {}
    for one in holdings.representatives.values():
        kept.setdefault(one.organisation, []).append(one)
    found = [voice for key, owner in holdings.organisations.items()
             for voice in (*_kept(owner, kept.get(key, [])), *_told(owner, kept.get(key, [])))]
    return tuple(sorted(found, key=lambda one: (
        -(one.entry.on.toordinal() if one.entry.on else 0), one.organisation.casefold(), one.entry.id)))


def known_names(holdings: Holdings, on: date) -> tuple[tuple[str, str], ...]:
    """Who may come to a meeting on a day: names with what they are, those of one organisation together."""
    found: dict[str, str] = {}
    for one in sorted(voices(holdings), key=lambda one: one.organisation.casefold()):
        if one.is_person and one.holds(on) and one.entry.name.strip():
            said = one.entry.what.words.lower() if one.entry.what else ""
            found.setdefault(" ".join(one.entry.name.split()), f"{one.organisation}, {said}")
    return tuple(found.items())


def fault_in_days(organisation: str, entries: Iterable[Representative]) -> str:
    """What contradicts itself in the days of an organisation's entries, as a sentence; "" when nothing does."""
    dated = [(one.on, one) for one in entries if one.on is not None]
    dated.sort(key=lambda pair: (pair[0], _SAME_DAY.index(pair[1].what)))
    joined = next((day for day, one in dated if one.what is _JOINS), None)
    is_in, left = joined is None, None
    for day, one in dated:
        if one.what is _JOINS:
            is_in, left = True, None
        elif not is_in:
            return _contradiction(organisation, one, day, joined, left)
        elif one.what is _LEAVES:
            is_in, left = False, day
    return ""


def _contradiction(organisation: str, one: Representative, day: date, joined: date | None, left: date | None) -> str:
    again = "Note first that it signed up again, or change one of the two days."
    if one.what is _LEAVES:
        if left is not None:
            return f"{organisation} left on {day_words(left)} already. {again}"
        assert joined is not None
        return (f"{organisation} would have left on {day_words(day)}, before it signed up on {day_words(joined)}. "
                "Change one of the two days.")
    speaks = f"{one.name} would speak for {organisation} since {day_words(day)}"
    if left is not None:
        return f"{speaks}, after it left on {day_words(left)}. {again}"
    assert joined is not None
    return f"{speaks}, before it signed up on {day_words(joined)}. Change one of the two days."


def _kept(owner: Organisation, entries: list[Representative]) -> Iterator[Voice]:
    for one in entries:
        ends = [other.on for other in entries if other is not one and other.on is not None and one.on is not None
                and (other.on, other.id) > (one.on, one.id) and _ends(one, other)]
        yield Voice(one, owner.shown_name, min(ends, default=None))


def _ends(one: Representative, other: Representative) -> bool:
    if one.what is _LEAVES:
        return other.what is _JOINS
    return other.what is _LEAVES or one.what in _ONE_AT_A_TIME and other.what is one.what


def _told(owner: Organisation, entries: list[Representative]) -> Iterator[Voice]:
    """The champion and the executive lead of the organisation's own details, where no entry names them."""
    for what, prefix in ((Representation.CHAMPION, "champion"), (Representation.EXECUTIVE_LEAD, "lead")):
        name, role, contact = (getattr(owner, f"{prefix}_{part}") for part in ("name", "role", "contact"))
        folded = " ".join(name.split()).casefold()
        if folded and not any(one.what is what and " ".join(one.name.split()).casefold() == folded for one in entries):
            yield Voice(Representative("", owner.id, what, name, role, contact), owner.shown_name)

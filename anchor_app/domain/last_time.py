"""What was answered last time, to stand beside each answer of this time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anchor_app.domain.assessment import Assessment, ComponentAnswer, Mark, MarkedAnswer, Status
from anchor_app.domain.carrying_over import before
from anchor_app.domain.charter import Charter, Practice, Principle
from anchor_app.domain.difference import Piece
from anchor_app.domain.holdings import Holdings

_WORD = re.compile(r"\w+")
_ALIKE = 0.5
"""The share of words from which an opportunity is an earlier one in other words."""


@dataclass(frozen=True, slots=True)
class MarkedThen:
    """A practice's or principle's mark last time, and the words for it and its note."""

    mark: Mark | None
    words: str


@dataclass(frozen=True, slots=True)
class Opportunities:
    """What became of them: the words for each that is there now, by its id, and the words for the closed ones."""

    words: Mapping[str, str]
    closed: str


@dataclass(frozen=True, slots=True)
class LastTime:
    """An earlier assessment under any edition of the same charter; None for what its edition did not ask.

    `when` names it beside an answer: the period, or the round where the period is the same.
    """

    then: Assessment
    charter: Charter
    when: str

    @property
    def title(self) -> str:
        """Period and round."""
        return self.then.title

    def component(self, component_id: str) -> ComponentAnswer | None:
        """The answer to a component."""
        return self.then.component(component_id) if component_id in self.charter.components else None

    def status_words(self, component_id: str) -> str:
        """The status with the whole name of the assessment, or that there was none."""
        held = self.component(component_id)
        return f"{self.title}: {held.status.words}" if held else f"Not asked in {self.title}"

    def reason_words(self, component_id: str) -> str:
        """Why it was Not applicable; empty when it was not."""
        held = self.component(component_id)
        is_told = held is not None and held.status is Status.NOT_APPLICABLE and held.reason
        return f"{self.when}: {held.reason}" if held and is_told else ""

    def lead_words(self, component_id: str) -> str:
        """Who led it."""
        held = self.component(component_id)
        return f"{self.when}: {held.lead or 'nobody named'}" if held else ""

    def focus_words(self, component_id: str) -> str:
        """Whether it was in focus."""
        held = self.component(component_id)
        return f"{self.when}: {'in focus' if held.focus else 'not in focus'}" if held else ""

    def look_again_words(self, component_id: str) -> str:
        """Whether it was to be looked at again, and at what."""
        held = self.component(component_id)
        if held is None:
            return ""
        note = f" · {held.look_again_note}" if held.look_again_note else ""
        return f"{self.when}: {'to look at again' if held.look_again else 'not marked'}{note}"

    def practice(self, component_id: str, practice: Practice) -> MarkedThen | None:
        """The mark and note of a practice."""
        known = self.charter.components.get(component_id)
        asked = next((one for one in known.practices if one.id == practice.id), None) if known else None
        return self._marked(self.then.practice(practice.id), asked, practice)

    def principle(self, domain_id: str, principle: Principle) -> MarkedThen | None:
        """The mark and note of a principle in one domain."""
        if all(one.id != domain_id for one in self.charter.domains):
            return None
        asked = next((one for one in self.charter.principles if one.id == principle.id), None)
        return self._marked(self.then.principle(domain_id, principle.id), asked, principle)

    def _marked(self, held: MarkedAnswer, asked: Practice | Principle | None,
                now: Practice | Principle) -> MarkedThen | None:
        if asked is None:
            return None
        mark = held.mark.words if held.mark else "not answered"
        reworded = ", asked in other words" if _words(asked.text) != _words(now.text) else ""
        note = f" · {held.note}" if held.note else ""
        return MarkedThen(held.mark, f"{self.when}: {mark}{reworded}{note}")

    def opportunities(self, now: Assessment, component_id: str) -> Opportunities:
        """Which of a component's opportunities were there already, in the same or in other words."""
        if self.component(component_id) is None:
            return Opportunities({}, "")
        left = [one.text for one in self.then.opportunities_of(component_id)]
        words: dict[str, str] = {}
        held = now.opportunities_of(component_id)
        for one in held:
            if one.text in left:
                left.remove(one.text)
                words[one.id] = f"carried over from {self.when}"
        for one in held:
            near = None if one.id in words else next((text for text in left if _is_alike(text, one.text)), None)
            if near is not None:
                left.remove(near)
                words[one.id] = f"carried over from {self.when}, in other words"
            words.setdefault(one.id, f"new since {self.when}")
        between = "\n" if len(left) > 1 else " "
        return Opportunities(words, between.join([f"Closed since {self.when}:", *left]) if left else "")

    def evidence_words(self, now: Assessment, component_id: str) -> str:
        """How many pieces of evidence came to a component since, and how many went."""
        if self.component(component_id) is None:
            return ""
        old, new = self.then.evidence_of(component_id), now.evidence_of(component_id)
        parts = [f"{len(new - old):,} new"] if new - old else []
        parts += [f"{len(old - new):,} left out"] if old - new else []
        return f"{' and '.join(parts)} since {self.when}" if parts else f"as in {self.when}" if old else ""


def last_time(holdings: Holdings, assessment: Assessment) -> LastTime | None:
    """What an assessment is compared with: the one it was started from, or else the one before it."""
    then = before(holdings, assessment)
    if then is None:
        return None
    when = then.period if then.period != assessment.period else then.round or then.title
    return LastTime(then, holdings.charter_of(then), when)


def difference_words(pieces: Sequence[Piece]) -> str:
    """How much differs between last time's text and this time's."""
    gone, new = (sum(len(_words(one.text)) for one in pieces if one.kind == kind) for kind in ("removed", "added"))
    parts = [f"{gone:,} {'word' if gone == 1 else 'words'} left out (struck through)"] if gone else []
    parts += [f"{new:,} {'word' if new == 1 else 'words'} new"] if new else []
    if parts:
        return ", ".join(parts)
    return "the same words" if all(one.kind == "same" for one in pieces) else "the same words, set otherwise"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_alike(one: str, other: str) -> bool:
    first, second = set(_words(one)), set(_words(other))
    return bool(first and second) and len(first & second) >= _ALIKE * max(len(first), len(second))

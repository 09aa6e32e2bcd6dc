"""Summary draft: what an annual report says first, as plain sentences made from the data, and how two drafts differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.brief import brief_line
from anchor_app.domain.charter import Charter
from anchor_app.domain.guidance import FORECAST_DAYS, forecast
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.level_wording import capitalised, count_words, forecast_words, level_inside
from anchor_app.domain.measures import Measure, Track, measures
from anchor_app.domain.report_year import Movement, Since, actions_in, movement, stories_in
from anchor_app.domain.scoring import Score, Standing, fulfilled, score
from anchor_app.domain.telling import taken_up_of
from anchor_app.domain.wording import listed, needs_words, number_words

MOST_NAMED = 4
"""Components, domains or outcomes that one sentence names; of more the rest is counted."""
_LONGEST = 80
_TOPICS: Mapping[str, str] = {
    "evidenced": "level", "moderated": "level", "applicable": "level",
    "since-last": "since-start", "newly": "since-start", "no-longer": "since-start", "weakest": "way",
    "forecast": "evidence", "outcomes-on-path": "outcomes-reached", "outcomes-behind": "outcomes-reached",
    "overdue": "actions", "taken-up": "stories", "trend": "compared", "introductions": "stories"}
"""The sentences that follow another in its paragraph."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft; `key` says what it is about, and is the same in every draft."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Differences:
    """The sentences of an older draft that the data no longer say, and those that they say since."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.new)


def drafted_summary(holdings: Holdings, assessment: Assessment, on: date,
                    reached: Score | None = None) -> tuple[Sentence, ...]:
    """The summary of an assessment and the year around it on a day; only what there is has a sentence.

    No sentence names the day itself, so that a draft of tomorrow is the same unless the data changed.
    """
    held = reached or score(holdings, assessment, on)
    moved = movement(holdings, assessment)
    charter, owner, period = holdings.charter_of(assessment), assessment.organisation, assessment.period
    found = (
        *_level(held, one_line(holdings.organisation_of(assessment).shown_name), assessment),
        *_movements(held.self_assessed, moved), *_newly(charter, assessment, moved.nearest), *_way(held),
        *_evidence(holdings, assessment, held), *_outcomes(measures(holdings, owner, charter), on),
        *_actions(holdings, owner, period, on), *_stories(holdings, owner, period))
    return tuple(Sentence(key, words) for key, words in found)


def as_text(sentences: Iterable[Sentence]) -> str:
    """A draft as the text that a person edits, and that is kept beside the edit: one sentence on each line."""
    return "\n".join(one.words for one in sentences)


def in_paragraphs(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """A draft as paragraphs to read: sentences about the same follow each other in one."""
    found: dict[str, list[str]] = {}
    for one in sentences:
        topic = one.key.partition("/")[0]
        found.setdefault(_TOPICS.get(topic, topic), []).append(one.words)
    return tuple(" ".join(words) for words in found.values())


def differences(then: str | Iterable[Sentence], now: str | Iterable[Sentence]) -> Differences:
    """What the data say otherwise than in an older draft, each in the order of its draft."""
    before, after = _lines(then), _lines(now)
    return Differences(tuple(one for one in before if one not in after), tuple(one for one in after
                                                                              if one not in before))


def shown_summary(edited: str, edited_from: str, draft: Iterable[Sentence]) -> tuple[str, Differences]:
    """The summary as a report shows it: as a person edited it, or else as drafted; and what changed since the edit."""
    drafted = tuple(draft)
    if not edited.strip():
        return as_text(drafted), Differences()
    return edited, differences(edited_from, drafted) if edited_from.strip() else Differences()


def one_line(text: str) -> str:
    """A name or a title as it stands inside a sentence: on one line, and never longer than that bears."""
    return brief_line(text, _LONGEST)


def some(names: Iterable[str], most: int = MOST_NAMED) -> str:
    """A list inside a sentence; of many the rest is counted."""
    every = [one_line(one) for one in names]
    rest = len(every) - most
    return listed([*every[:most], f"{number_words(rest)} more"] if rest > 1 else every)


def _lines(draft: str | Iterable[Sentence]) -> list[str]:
    text = draft if isinstance(draft, str) else as_text(draft)
    return [line for one in text.splitlines() if (line := one.strip())]


Draft = Iterator[tuple[str, str]]


def _level(held: Score, name: str, assessment: Assessment) -> Draft:
    own = held.self_assessed
    verb = f"holds {own.level.name}" if own.level else f"does not hold {own.charter.levels[0].name} yet"
    yield "level", (f"By its own assessment {name} {verb} for {one_line(assessment.title)}: "
                    f"{own.counted} of {own.of} components are fulfilled.")
    if own.counted:
        proven = held.evidenced
        if proven.counted == own.counted:
            yield "evidenced", "Every fulfilled component has evidence that is current."
        else:
            count = number_words(proven.counted) if proven.counted else "none"
            yield "evidenced", (f"Current evidence stands behind {count} of these; by what is proven alone, the level "
                                f"is {level_inside(proven)}.")
    if held.moderated is not None:
        agreed = number_words(held.moderated.counted) if held.moderated.counted else "none"
        yield "moderated", (f"The steering group agreed with {agreed} of the fulfilled components, which makes the "
                            f"level {level_inside(held.moderated)}.")
    if held.applicable_only is not None and held.applicable_only.of:
        only = held.applicable_only
        yield "applicable", (f"Over the {only.of} components that apply to it, the level would be "
                             f"{level_inside(only)}.")


def _movements(now: Standing, moved: Movement) -> Draft:
    for key, since in (("since-start", moved.start), ("since-last", moved.last)):
        if since is not None:
            yield key, f"Since {one_line(since.title)} {_level_moved(since.standing, now)}{_domains_moved(since, now)}."


def _level_moved(before: Standing, now: Standing) -> str:
    more = now.counted - before.counted
    kind = "more component" if more > 0 else "fewer component"
    change = "as many components are fulfilled as then" if not more else (
        f"{count_words(abs(more), kind)} {'is' if abs(more) == 1 else 'are'} fulfilled")
    if now.rank == before.rank:
        stayed = f"the level stayed {level_inside(now)}" if now.level else "the level is still to be reached"
        return f"{stayed}, and {change}"
    verb = "rose" if now.rank > before.rank else "fell"
    return f"the level {verb} from {level_inside(before)} to {level_inside(now)}, and {change}"


def _domains_moved(since: Since, now: Standing) -> str:
    earlier = {one.domain.id: one.counted for one in since.standing.domains}
    moved = [(one.domain.short_title, one.counted - earlier.get(one.domain.id, 0)) for one in now.domains]
    up = [f"{name} ({number_words(more)})" for name, more in moved if more > 0]
    down = [f"{name} ({number_words(-more)})" for name, more in moved if more < 0]
    parts = [f"more in {some(up)}" if up else "", f"fewer in {some(down)}" if down else ""]
    told = ", ".join(part for part in parts if part)
    return f": {told}" if told else ""


def _newly(charter: Charter, assessment: Assessment, since: Since | None) -> Draft:
    if since is None:
        return
    done = fulfilled(charter, assessment)
    for key, words, found in (("newly", "Newly fulfilled", done - since.done),
                              ("no-longer", "No longer fulfilled", since.done - done)):
        names = [f"{one.id} {one.title}" for one in charter if one.id in found]
        if names:
            yield key, f"{words} since {one_line(since.title)}: {some(names, 6)}."


def _way(held: Score) -> Draft:
    own = held.self_assessed
    inside = [one for one in own.domains if one.of]
    if own.next is None:
        yield "way", f"{own.level_name} is the highest level of the charter."
        return
    if inside and own.counted:
        least = min(one.counted / one.of for one in inside)
        weak = [one for one in inside if one.counted / one.of == least]
        if len(weak) <= 2:
            names = listed([f"{one.domain.short_title} ({one.counted} of {one.of})" for one in weak])
            yield "weakest", f"The least is fulfilled in {names}."
    yield "way", f"{own.next.name} takes {needs_words(held.needs)}."


def _evidence(holdings: Holdings, assessment: Assessment, held: Score) -> Draft:
    linked = {evidence for evidence, _ in assessment.supports}
    pieces = [one for one in holdings.evidence_of(assessment.organisation) if one.id in linked]
    if not pieces:
        return
    past = sum(not one.is_current(held.on) for one in pieces)
    less = f", of which {number_words(past)} {'is' if past == 1 else 'are'} past the review date" if past else ""
    count = capitalised(count_words(len(pieces), "piece"))
    yield "evidence", f"{count} of evidence {'supports' if len(pieces) == 1 else 'support'} the assessment{less}."
    year = held.on + timedelta(days=FORECAST_DAYS)
    due = sum(one.is_current(held.on) and one.review_by is not None and one.review_by <= year for one in pieces)
    falls = forecast(holdings, assessment, held.on)
    if falls:
        yield "forecast", ("If no evidence is renewed, the evidenced level is "
                           f"{forecast_words(held.evidenced, falls)}.")
    elif due:
        pieces_due = f"{capitalised(count_words(due, 'piece'))} of evidence {'has' if due == 1 else 'have'}"
        yield "forecast", f"{pieces_due} to be reviewed within a year; the evidenced level holds for that long."


def _outcomes(every: Iterable[Measure], on: date) -> Draft:
    tracks = [(one, one.track(on)) for one in every if one.point_on(on) is not None]
    for key, track, verb in (
            ("reached", Track.REACHED, ("has reached its target", "have reached their targets")),
            ("on-path", Track.ON_TRACK, ("is on the path to its target", "are on the path to their targets")),
            ("behind", Track.BEHIND, ("is behind the path to its target", "are behind the path to their targets"))):
        names = [one.title for one, held in tracks if held is track]
        if names:
            count = capitalised(count_words(len(names), "outcome"))
            yield f"outcomes-{key}", f"{count} {verb[len(names) > 1]}: {some(names)}."


def _actions(holdings: Holdings, owner: str, period: str, on: date) -> Draft:
    every = actions_in(holdings, owner, period)
    done = sum(not one.is_open for one in every)
    late = [one for one in every if one.is_overdue(on)]
    if not every:
        return
    parts = [f"{number_words(done)} {'is' if done == 1 else 'are'} complete" if done else "",
             f"{number_words(len(every) - done)} still open" if len(every) > done else ""]
    count = capitalised(count_words(len(every), "action"))
    verb = "belongs" if len(every) == 1 else "belong"
    yield "actions", f"{count} {verb} to the year: {listed([*filter(None, parts)])}."
    if late:
        count = capitalised(count_words(len(late), "action"))
        yield "overdue", f"{count} {'is' if len(late) == 1 else 'are'} overdue: {some(one.title for one in late)}."


def _stories(holdings: Holdings, owner: str, period: str) -> Draft:
    every = stories_in(holdings, owner, period)
    if not every:
        return
    yield "stories", (f"{capitalised(count_words(len(every), 'story', 'stories'))} of good practice "
                      f"{'was' if len(every) == 1 else 'were'} told: {some(one.title for one in every)}.")
    by = sorted({one.by for story in every for one in taken_up_of(holdings, story) if one.by.strip()}, key=str.casefold)
    if by:
        yield "taken-up", f"Others took up what was told: {some(by)}."

"""Collaborative summary: what a collaborative's annual report says first of the year around the charter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from anchor_app.domain.action import Action
from anchor_app.domain.collaborative import Introduction
from anchor_app.domain.collaborative_trend import PeriodPoint
from anchor_app.domain.comparison import MINUS
from anchor_app.domain.level_wording import capitalised, count_words
from anchor_app.domain.measures import Measure, Track
from anchor_app.domain.story import Story, TakenUp
from anchor_app.domain.summary_draft import Sentence, some
from anchor_app.domain.wording import listed, number_words


def compared_sentences(summary: Iterable[str]) -> tuple[Sentence, ...]:
    """What a comparison says first, as sentences of a draft."""
    return tuple(Sentence(f"compared/{place}" if place else "first", words) for place, words in enumerate(summary))


def trend_sentences(points: Sequence[PeriodPoint]) -> Iterator[Sentence]:
    """How much those that stayed moved since the period before."""
    if len(points) < 2 or points[-1].steady is None:
        return
    now, before = points[-1], points[-2]
    steady = now.steady or 0.0
    change = f"{abs(steady):.1f} {'more' if steady > 0 else 'fewer'} components each" if round(steady, 1) else (
        "as many components as then")
    yield Sentence("trend", f"The {count_words(now.steady_of, 'member')} that also answered in {before.period} "
                            f"{'fulfils' if now.steady_of == 1 else 'fulfil'} on average {change}.".replace("-", MINUS))


def outcome_sentences(every: Mapping[str, Sequence[Measure]], on: date) -> Iterator[Sentence]:
    """How many outcomes of members are on the path, reached, or behind it."""
    tracks = [one.track(on) for held in every.values() for one in held]
    parts = [f"{number_words(count)} {words}" for track, words in (
        (Track.REACHED, "at the target"), (Track.ON_TRACK, "on the path to it"), (Track.BEHIND, "behind the path"))
        if (count := tracks.count(track))]
    if parts:
        yield Sentence("outcomes", f"Of the outcomes that members follow to a target, {listed(parts)}.")


def help_sentences(introductions: Sequence[Introduction], stories: Sequence[Story],
                   taken: Sequence[TakenUp]) -> Iterator[Sentence]:
    """Who was brought together, what was told, and who took it up."""
    made = sum(one.made_on is not None for one in introductions)
    if introductions:
        rest = len(introductions) - made
        was, still = "was" if made == 1 else "were", "is" if rest == 1 else "are"
        parts = [f"{count_words(made, 'introduction')} {was} made"] if made else []
        parts += [f"{count_words(rest, 'introduction')} {still} still to be made"] if rest else []
        yield Sentence("introductions", f"{capitalised(listed(parts))}.")
    if stories:
        count = capitalised(count_words(len(stories), "story", "stories"))
        yield Sentence("stories", f"{count} of good practice {'was' if len(stories) == 1 else 'were'} shared: "
                                  f"{some(one.title for one in stories)}.")
    by = sorted({one.by for one in taken if one.by.strip()}, key=str.casefold)
    if by:
        yield Sentence("taken-up", f"Taken up by {some(by)}.")


def action_sentences(actions: Sequence[Action], on: date) -> Iterator[Sentence]:
    """How many of the collaborative's own actions are done, open and overdue."""
    if not actions:
        return
    done, late = sum(not one.is_open for one in actions), sum(one.is_overdue(on) for one in actions)
    parts = [f"{number_words(done)} {'is' if done == 1 else 'are'} complete" if done else "",
             f"{number_words(len(actions) - done)} still open" if len(actions) > done else "",
             f"{number_words(late)} overdue" if late else ""]
    count = capitalised(count_words(len(actions), "action"))
    yield Sentence("actions", f"{count} of the collaborative itself: {listed([one for one in parts if one])}.")

"""The level in an annual report: the readings, their proof, why not the next level, and how it moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from anchor_app.design import LIGHT
from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Level as CharterLevel
from anchor_app.domain.guidance import forecast
from anchor_app.domain.level_wording import (
    capitalised,
    close_sentences,
    count_sentence,
    day_words,
    forecast_words,
    level_inside,
    proof_title,
    way_sentence,
    way_title,
)
from anchor_app.domain.moderation_wording import moderation_sentence
from anchor_app.domain.report_year import assessments_upto
from anchor_app.domain.scoring import DomainCount, Need, Score, Standing, fulfilled, standing
from anchor_app.domain.wording import listed, number_words
from anchor_app.reports.annual import Annual
from anchor_app.reports.annual_parts import moved_cell, standing_sign, status_parts
from anchor_app.reports.document import (
    Block,
    Bullets,
    CountsChart,
    Grid,
    GridCell,
    GridColumn,
    Heading,
    Level,
    LevelChart,
    Paragraph,
    Picture,
    Sign,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A year that has an assessment."""

    annual: Annual
    score: Score


def level_blocks(annual: Annual) -> list[Block]:
    """The section; without an assessment nothing."""
    if annual.score is None or annual.assessment is None:
        return []
    held, own = Held(annual, annual.score), annual.score.self_assessed
    blocks: list[Block] = [
        Level(own.level_name, own.rank, len(own.charter.levels),
              f"Self-assessed. {count_sentence(own)}"),
        Paragraph("A level is held when its rule holds in every domain, and every level below it is held too. "
                  "So the weakest domain decides."),
        *_readings(held), Heading(proof_title(own), 3), _proof(own, annual.organisation.beyond_nhs), *_way(held)]
    return [*blocks, *_moved(held)]


def _readings(held: Held) -> Iterator[Block]:
    annual, score = held.annual, held.score
    assert annual.assessment is not None
    own, charter = score.self_assessed, score.self_assessed.charter
    rows = [_reading("Self-assessed", own, "What the organisation itself judges as fulfilled"),
            _reading("Evidenced", score.evidenced, f"Fulfilled, with evidence current on {day_words(score.on)}")]
    if score.moderated:
        rows.append(_reading("Moderated", score.moderated, "Fulfilled, and agreed with by the steering group"))
    if score.applicable_only:
        rows.append(_reading("Applicable components only", score.applicable_only,
                             "The charter’s own reading stays the first one"))
    columns = (GridColumn("Reading", 1.6), GridColumn("Level", 1.3), GridColumn("Counted", 0.9, "right"),
               GridColumn("What counts", 3))
    yield Grid(columns, tuple(rows), "The readings of this assessment, side by side")
    falls = forecast(annual.holdings, annual.assessment, score.on)
    if score.evidenced.counted:
        words = forecast_words(score.evidenced, falls)
        verb = "is " if falls else ""
        yield Paragraph(f"If no evidence is renewed, the evidenced level {verb}{words}.", label="Looking ahead")
    if told := moderation_sentence(charter, annual.assessment):
        yield Paragraph(told, label="Moderation")


def _reading(name: str, held: Standing, remark: str) -> tuple[GridCell | str, ...]:
    return GridCell(name, is_header=True), GridCell(sign=standing_sign(held)), f"{held.counted} of {held.of}", remark


def _proof(held: Standing, beyond_nhs: bool) -> Grid:
    levels = held.charter.levels
    columns = (GridColumn("Domain", 3.2), GridColumn("Fulfilled", 1, "right"),
               *(GridColumn(f"{one.name} needs", 1.05) for one in levels))
    rows = tuple((GridCell(f"{one.domain.number} {one.domain.title_for(beyond_nhs)}", is_header=True),
                  GridCell(f"{one.counted} of {one.of}"), *(_needed(one, level) for level in levels))
                 for one in held.domains)
    rules = listed([f"{one.name}: {one.rule}" for one in levels])
    return Grid(columns, rows, f"Components needed in each domain, ticked where they are fulfilled ({rules})")


def _needed(count: DomainCount, level: CharterLevel) -> GridCell:
    """How many components a level needs in a domain, and whether they are fulfilled."""
    is_met = count.is_met(level)
    return GridCell(sign=Sign("answer", str(count.needed(level)), "yes" if is_met else "no"),
                    tone=None if is_met else LIGHT.warning)


def _way(held: Held) -> Iterator[Block]:
    own, score = held.score.self_assessed, held.score
    yield Heading(way_title(own), 3)
    yield Paragraph(way_sentence(score))
    if score.needs:
        yield Bullets(tuple(_need(held.annual, one) for one in score.needs))
    for one in close_sentences(own.charter)[:1]:
        yield Paragraph(one, look="soft")


def _need(annual: Annual, need: Need) -> str:
    near = [annual.title_of(one) for one in need.candidates[:need.more + 1]]
    nearest = f". Nearest: {'; '.join(near)}" if near else ""
    return f"{need.domain.title_for(annual.organisation.beyond_nhs)}: {number_words(need.more)} more{nearest}."


def _moved(held: Held) -> Iterator[Block]:
    annual = held.annual
    since = annual.movement.every
    if not since and not annual.is_begun:
        return  # bars of components that are all not started say nothing
    yield Heading("Movement" if since else "The domains at a glance", 3)
    if since:
        told = [f"since {one.title} the level {_level_moved(one.standing, held.score.self_assessed)}" for one in since]
        yield Paragraph(f"{capitalised(listed(told))}.")
        yield _trend(annual)
        yield _movement_grid(held)
    yield status_picture(held)


def _level_moved(before: Standing, now: Standing) -> str:
    if before.rank == now.rank:
        return f"stayed {level_inside(now)}"
    verb = "rose" if now.rank > before.rank else "fell"
    return f"{verb} from {level_inside(before)} to {level_inside(now)}"


def _trend(annual: Annual) -> Picture:
    """One point for each assessment under this charter; the newest is this one."""
    assert annual.assessment is not None
    points = []
    for one in assessments_upto(annual.holdings, annual.assessment)[-12:]:
        charter = annual.holdings.charter_of(one)
        held = standing(charter, fulfilled(charter, one))
        points.append((one.title, standing_sign(held), held.counted, held.of))
    told = listed([f"{sign.words} with {done} of {of} in {title}" for title, sign, done, of in points])
    return Picture(LevelChart(tuple(points)), f"The level from one assessment to the next, by the organisation’s own "
                   f"judgement: {told}.", "The level from one assessment to the next, self-assessed")


def _movement_grid(held: Held) -> Grid:
    since, beyond = held.annual.movement.every, held.annual.organisation.beyond_nhs
    columns = [GridColumn("Domain", 3)]
    for one in since:
        columns += [GridColumn(one.title, 1.2, "right"), GridColumn("Change", 0.8, "right")]
    columns.append(GridColumn(held.annual.subject, 1.2, "right"))
    rows = []
    for count in held.score.self_assessed.domains:
        cells: list[GridCell | str] = [
            GridCell(f"{count.domain.number} {count.domain.title_for(beyond)}", is_header=True)]
        for one in since:
            before = next(was for was in one.standing.domains if was.domain.id == count.domain.id)
            cells += [f"{before.counted} of {before.of}", moved_cell(count.counted - before.counted)]
        rows.append((*cells, f"{count.counted} of {count.of}"))
    return Grid(tuple(columns), tuple(rows), "Fulfilled components by domain, and how many more or fewer now")


def status_picture(held: Held) -> Picture:
    """The statuses of each domain's components as bars."""
    annual, parts = held.annual, status_parts()
    assert annual.assessment is not None
    order = [Status(one.key) for one in parts]
    bars, told = [], []
    for count in held.score.self_assessed.domains:
        domain = count.domain
        answers = [annual.assessment.component(one.id).status for one in domain.components]
        counts = tuple(answers.count(status) for status in order)
        bars.append((f"{domain.number} {domain.short_title}", counts))
        said = [f"{number} {status.words.lower()}" for number, status in zip(counts, order, strict=True) if number]
        told.append(f"{domain.short_title}: {listed(said)}")
    return Picture(CountsChart(parts, tuple(bars)), f"{'; '.join(told)}.", "Status of the components in each domain")

"""`anchor-app score`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import add_as_at, add_assessment, iso_date, sub_command
from anchor_app.cli.text import say, say_json, table

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.holdings import Holdings
    from anchor_app.domain.scoring import Score, Standing
    from anchor_app.services.workspace import Workspace


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    score = sub_command(group, "score", run, "The level that is held, its proof, and what the next one needs.",
                        "The level that is held, its proof, and what the next one needs. Without --organisation "
                        "and --period: of every assessment.")
    add_assessment(score, required=False)
    score.add_argument("--on", metavar="DATE", type=iso_date,
                       help="the day on which evidence has to be current, as 2027-03-31 (default: today)")
    add_as_at(score)
    score.add_argument("--json", action="store_true", help="as JSON, for programs")


def run(args: argparse.Namespace) -> int:
    """Score one assessment, or every one that the arguments leave in."""
    from anchor_app.cli.workspaces import as_at, assessment_of, reading

    with reading(args) as opened:
        workspace = as_at(opened.workspace, args)
        if args.organisation is not None and args.period is not None:
            one = workspace.score(assessment_of(workspace, args).id, args.on)
            if args.json:
                say_json(_dated(as_json(workspace.holdings, one), args))
            else:
                say(*_marked(workspace), *_as_text(workspace.holdings, one))
            return 0
        scores = [workspace.score(one.id, args.on) for one in _wanted(workspace, args)]
        if args.json:
            say_json([_dated(as_json(workspace.holdings, one), args) for one in scores])
        else:
            told = _as_table(workspace.holdings, scores) if scores else "There are no assessments to score."
            say(*_marked(workspace), told)
    return 0


def _marked(workspace: Workspace) -> tuple[str, ...]:
    """The line that says that this is the past."""
    return (f"As at {workspace.as_at}, not as it is now.", "") if workspace.as_at else ()


def _dated(found: dict[str, Any], args: argparse.Namespace) -> dict[str, Any]:
    """The object with the moment that was looked back to."""
    return {**found, "as_at": args.as_at.at.isoformat(timespec="seconds")} if args.as_at else found


def as_json(holdings: Holdings, score: Score) -> dict[str, Any]:
    """A score as `score --json` gives it."""
    assessment = score.assessment
    organisation, charter = holdings.organisation_of(assessment), holdings.charter_of(assessment)
    own = score.self_assessed
    found: dict[str, Any] = {
        "charter": charter.id, "edition": charter.edition, "organisation": organisation.name,
        "period": assessment.period, "round": assessment.round, "on": score.on.isoformat(),
        "self_assessed": _level(own), "evidenced": _level(score.evidenced)}
    if score.moderated:
        found["moderated"] = _level(score.moderated)
    if score.applicable_only:
        found["applicable_only"] = _level(score.applicable_only)
    found["domains"] = [{
        "id": one.domain.id, "number": one.domain.number, "title": one.domain.title_for(organisation.beyond_nhs),
        "components": one.of, "fulfilled": one.counted, "level": one.level.id if one.level else None,
        "needs": {level.id: one.needed(level) for level in charter.levels}} for one in own.domains]
    found["next"] = None if own.next is None else {
        "level": own.next.id,
        "needs": [{"domain": need.domain.id, "more": need.more, "candidates": list(need.candidates)}
                  for need in score.needs]}
    return found


def _level(standing: Standing) -> dict[str, str | None]:
    return {"level": standing.level.id if standing.level else None, "name": standing.level_name}


def _wanted(workspace: Workspace, args: argparse.Namespace) -> list[Assessment]:
    """The assessments that an organisation or a period alone, or a round, leaves in."""
    from anchor_app.cli.assessment import assessments
    from anchor_app.domain.period import Period
    from anchor_app.services.workspace import same_round

    owner = workspace.find_organisation(args.organisation).id if args.organisation is not None else None
    period = str(Period.parse(args.period)) if args.period is not None else None
    return [one for one in assessments(workspace.holdings)
            if owner in (None, one.organisation) and period in (None, one.period)
            and (args.round is None or same_round(one.round, args.round))]


def _as_table(holdings: Holdings, scores: list[Score]) -> str:
    rows = [(holdings.organisation_of(one.assessment).name, one.assessment.period, one.assessment.round,
             one.self_assessed.level_name, one.evidenced.level_name,
             one.moderated.level_name if one.moderated else "–",
             f"{one.self_assessed.counted} of {one.self_assessed.of}") for one in scores]
    return table(("Organisation", "Period", "Round", "Self-assessed", "Evidenced", "Moderated", "Fulfilled"), rows)


def _as_text(holdings: Holdings, score: Score) -> list[str]:
    from anchor_app.domain.guidance import forecast
    from anchor_app.domain.level_wording import day_words, forecast_words
    from anchor_app.domain.wording import needs_words

    own, assessment = score.self_assessed, score.assessment
    organisation = holdings.organisation_of(assessment)
    readings = [("Self-assessed", own), (f"Evidenced, {day_words(score.on)}", score.evidenced)]
    if score.moderated:
        readings.append(("Moderated", score.moderated))
    if score.applicable_only:
        readings.append(("Applicable components only", score.applicable_only))
    lines = [f"{organisation.name}, {assessment.title}", "",
             table(("Reading", "Level", "Components"),
                   [(name, one.level_name, f"{one.counted} of {one.of}") for name, one in readings]), "",
             _proof(score, organisation.beyond_nhs), ""]
    if own.next:
        lines.append(f"For {own.next.name}: {needs_words(score.needs)}")
        lines += [f"  {need.domain.number} {need.domain.short_title}: nearest {', '.join(need.candidates)}"
                  for need in score.needs]
    else:
        lines.append(f"{own.level_name} is the highest level.")
    falls = forecast(holdings, assessment, score.on)
    lines.append(f"Evidenced: {forecast_words(score.evidenced, falls)}")
    return lines


def _proof(score: Score, beyond_nhs: bool) -> str:
    own = score.self_assessed
    levels = own.charter.levels
    headings = ("Domain", "Fulfilled", "Here alone", *(f"{level.name} needs" for level in levels))
    rows = [(f"{one.domain.number} {one.domain.title_for(beyond_nhs)}", f"{one.counted} of {one.of}",
             one.level.name if one.level else "none",
             *(f"{one.needed(level)} {'met' if one.is_met(level) else 'not met'}" for level in levels))
            for one in own.domains]
    return table(headings, rows)

"""`anchor-app moderate`."""

from __future__ import annotations

import argparse
from typing import Any

from anchor_app.cli.options import add_assessment, add_components, iso_date, sub_command
from anchor_app.cli.text import say
from anchor_app.domain.moderation import Decision


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    moderate = sub_command(group, "moderate", run, "Say of components whether the steering group agrees with them.")
    add_assessment(moderate)
    add_components(moderate)
    moderate.add_argument("--decision", metavar="D", required=True, type=decision, help=f"one of {', '.join(Decision)}")
    moderate.add_argument("--reason", metavar="T", default="", help="why; needed for everything but agreed")
    moderate.add_argument("--by", metavar="NAME", required=True, help="the name of the person who decides")
    moderate.add_argument("--on", metavar="DATE", type=iso_date, help="the day of the decision (default: today)")
    moderate.add_argument("--apart", action="store_true",
                          help="it is this one reviewer's own judgement, before the group agrees")


def decision(text: str) -> Decision:
    """A decision by its id, however it is spaced."""
    wanted = "-".join(text.casefold().replace("-", " ").split())
    for one in Decision:
        if wanted == one.value:
            return one
    raise argparse.ArgumentTypeError(f"{text!r} is not a decision; the decisions are {', '.join(Decision)}")


def run(args: argparse.Namespace) -> int:
    """Keep the decisions as one change, and say where the assessment stands now."""
    from anchor_app.cli.workspaces import assessment_of, writing
    from anchor_app.domain.commands import together
    from anchor_app.domain.moderating import JudgeApart, Moderate

    wish = JudgeApart if args.apart else Moderate
    with writing(args) as opened:
        workspace = opened.workspace
        assessment, on = assessment_of(workspace, args), args.on or workspace.clock.today()
        wishes = [wish(assessment.id, one, args.decision, args.reason, args.by, on) for one in args.components]
        numbers = ", ".join(dict.fromkeys(args.components))
        label = f"{'Judge' if args.apart else 'Moderate'} {numbers}: {args.decision.words}"
        workspace.do(wishes[0] if len(wishes) == 1 else together(label, wishes))
        say("saved", *_standing(workspace, assessment.id))
    return 0


def _standing(workspace: Any, assessment_id: str) -> list[str]:
    """The moderated level, and how many fulfilled components wait for a decision."""
    from anchor_app.domain.decided import undecided
    from anchor_app.domain.level_wording import capitalised, count_words, standing_words

    assessment = workspace.assessment(assessment_id)
    held = workspace.score(assessment_id).moderated
    if held is None:
        return []
    waiting = undecided(workspace.holdings.charter_of(assessment), assessment)
    verb = "waits" if len(waiting) == 1 else "wait"
    rest = (f"{capitalised(count_words(len(waiting), 'fulfilled component'))} {verb} for a decision: "
            f"{', '.join(waiting)}." if waiting else "Every fulfilled component was decided on.")
    return [f"Moderated: {standing_words(held)}", rest]

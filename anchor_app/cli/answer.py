"""`anchor-app answer`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import add_assessment, practice_mark, sub_command
from anchor_app.cli.text import say
from anchor_app.domain.assessment import Status
from anchor_app.domain.errors import UnknownItem, WrongValue

if TYPE_CHECKING:
    from anchor_app.domain.assessment import Assessment
    from anchor_app.domain.charter import Component
    from anchor_app.domain.commands import Command


def add_to(group: Any) -> None:
    """Add this sub-command to the parser."""
    answer = sub_command(group, "answer", run, "Answer a component; all that is said at once is saved at once.",
                         "Answer a component. Prints “saved” once the answer would outlast a power cut.")
    add_assessment(answer)
    answer.add_argument("--component", metavar="C", required=True, help="the component's number, such as 1.1")
    answer.add_argument("--status", choices=[one.value for one in Status], help="your own judgement")
    answer.add_argument("--reason", metavar="T", help="why the component is not applicable")
    answer.add_argument("--practice", metavar="ID=MARK", type=practice_mark, action="append", default=[],
                        help="1.1.2=in-place, partly, not-yet or unanswered; may be repeated")
    answer.add_argument("--summary", metavar="T", help="the evidence summary; an empty one takes it away")
    answer.add_argument("--opportunity", metavar="T", action="append", default=[],
                        help="adds an opportunity for progression; may be repeated")


def run(args: argparse.Namespace) -> int:
    """Save everything that the arguments say of the component as one edit."""
    from anchor_app.cli.workspaces import assessment_of, writing
    from anchor_app.domain.commands import together

    said = (args.status, args.reason, args.summary, args.practice or None, args.opportunity or None)
    if all(one is None for one in said):
        args.usage_error("say what to answer: --status, --reason, --practice, --summary or --opportunity")
    with writing(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        component = workspace.holdings.charter_of(assessment).component(args.component)
        workspace.do(together(f"Answer {component.id}", _wishes(args, assessment, component)))
    say("saved")
    return 0


def _wishes(args: argparse.Namespace, assessment: Assessment, component: Component) -> Iterator[Command]:
    from anchor_app.domain.commands import AddOpportunity, MarkPractices, SetStatus, WriteAnswer

    _check_reason(args, assessment, component)
    if args.status is not None:
        status = Status(args.status)
        held = assessment.component(component.id).reason if status is Status.NOT_APPLICABLE else ""
        yield SetStatus(assessment.id, component.id, status, args.reason if args.reason is not None else held)
    elif args.reason is not None:
        yield WriteAnswer(assessment.id, component.id, "reason", args.reason)
    for practice, mark in args.practice:
        if practice not in (one.id for one in component.practices):
            known = ", ".join(one.id for one in component.practices) or "none"
            raise UnknownItem(f"Component {component.id} has no practice {practice}. Its practices are {known}.")
        yield MarkPractices(assessment.id, (practice,), mark)
    if args.summary is not None:
        yield WriteAnswer(assessment.id, component.id, "summary", args.summary)
    for text in args.opportunity:
        yield AddOpportunity(assessment.id, component.id, text)


def _check_reason(args: argparse.Namespace, assessment: Assessment, component: Component) -> None:
    """Raise WrongValue for a reason that would not be kept: only Not applicable has one."""
    status = Status(args.status) if args.status else assessment.component(component.id).status
    if args.reason and status is not Status.NOT_APPLICABLE:
        raise WrongValue(f"A reason is for Not applicable only, and {component.id} would be {status.words}. "
                         "Say --status not-applicable with it, or put the words into --summary.")

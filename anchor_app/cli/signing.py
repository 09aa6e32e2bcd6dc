"""`anchor-app assessment sign-off`, `assessment reopen` and `verify`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from anchor_app.cli.options import add_assessment, iso_date, sub_command
from anchor_app.cli.text import complain, say


def add_to_assessment(commands: Any) -> None:
    """Add the sub-commands of `assessment` that are about signatures."""
    sign = sub_command(commands, "sign-off", run_sign_off, "Sign an assessment off: its answers freeze.",
                       "Sign an assessment off: its answers freeze. What looks unready is said on standard error.")
    add_assessment(sign)
    sign.add_argument("--by", metavar="NAME", required=True, help="the name of the person who signs")
    sign.add_argument("--role", metavar="R", required=True, help="that person's role, such as Chief Executive")
    sign.add_argument("--on", metavar="DATE", type=iso_date, help="the day of the signature (default: today)")
    reopen = sub_command(commands, "reopen", run_reopen, "Open a signed assessment again, as its next revision.")
    add_assessment(reopen)


def add_to(group: Any) -> None:
    """Add `verify` to the parser."""
    verify = sub_command(group, "verify", run_verify,
                         "Say whether a reporting sheet is that of a signed revision in the workspace.")
    verify.add_argument("file", metavar="FILE", type=Path, help="the sheet, a PDF file")


def run_sign_off(args: argparse.Namespace) -> int:
    """Say what looks unready, sign, and print the checksum."""
    from anchor_app.cli.workspaces import assessment_of, writing
    from anchor_app.domain.signing import SignOff, gaps
    from anchor_app.services import backups

    with writing(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        signature = SignOff(assessment.id, args.by, args.role, args.on or workspace.clock.today(),
                            workspace.clock.now())
        workspace.edit_for(signature)
        for gap in gaps(workspace.holdings, assessment, signature.on):
            count = len(gap.components)
            complain(f"Note: {count} {gap.why.words(count)}: {', '.join(gap.components)}")
        backups.before(opened.store, backups.Reason.BEFORE_SIGN_OFF)
        workspace.do(signature)
        signed = workspace.assessment(assessment.id)
        assert signed.signing is not None
        say("saved", f"revision {signed.revision}", signed.signing.checksum)
    return 0


def run_reopen(args: argparse.Namespace) -> int:
    """Reopen the assessment and print its new revision."""
    from anchor_app.cli.workspaces import assessment_of, writing
    from anchor_app.domain.signing import Reopen

    with writing(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        workspace.do(Reopen(assessment.id))
        say("saved", f"revision {workspace.assessment(assessment.id).revision}")
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Compare the sheet with what was signed."""
    from anchor_app.cli.workspaces import reading
    from anchor_app.services.verifying import read_sheet, verify

    sheet = read_sheet(args.file.absolute())
    with reading(args) as opened:
        verdict = verify(opened.workspace, sheet)
    for sentence in verdict.sentences:
        (say if verdict.is_signed else complain)(sentence)
    return 0 if verdict.is_signed else 1

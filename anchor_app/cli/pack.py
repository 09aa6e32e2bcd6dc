"""`anchor-app pack export`, `pack inspect` and `pack import`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anchor_app.cli.options import add_assessment, sub_command, sub_group
from anchor_app.cli.text import complain, say, say_json
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.errors import Refusal, WrongValue

if TYPE_CHECKING:
    from anchor_app.domain.sharing import Shared
    from anchor_app.exchange.reading import ReadPack
    from anchor_app.services.receiving import Applied, Planned
    from anchor_app.services.starting import Opened
    from anchor_app.services.workspace import Workspace

_LONGEST_PASSPHRASE = 4_096


def add_to(group: Any) -> None:
    """Add these sub-commands to the parser."""
    commands = sub_group(group, "pack", "The one file in which assessments go from one workspace to another.")
    export = sub_command(commands, "export", run_export, "Write an assessment into a pack.")
    add_assessment(export)
    export.add_argument("--output", metavar="F", type=Path, required=True, help="the pack, which ends in .anchorpack")
    export.add_argument("--audience", choices=[one.value for one in Audience], default=Audience.COLLABORATIVE.value,
                        help="for whom it is, which decides what is left out (default: collaborative)")
    export.add_argument("--without-files", action="store_true", help="leave the files of documents out")
    export.add_argument("--with-personal-data", action="store_true",
                        help="send evidence that is marked Personal data as well")
    _add_passphrase(export, "protect the pack with the passphrase in this file")
    inspect = sub_command(commands, "inspect", run_inspect, "Say what is in a pack; no workspace is needed.")
    inspect.add_argument("file", metavar="F", type=Path, help="the pack")
    inspect.add_argument("--json", action="store_true", help="as JSON, for programs")
    _add_passphrase(inspect, "the passphrase of a protected pack is in this file")
    receive = sub_command(commands, "import", run_import, "Receive packs: all of them as one change, or none.")
    receive.add_argument("files", metavar="F", type=Path, nargs="+", help="packs, or folders of packs")
    receive.add_argument("--dry-run", action="store_true", help="only say what would change")
    receive.add_argument("--json", action="store_true", help="as JSON, for programs")
    receive.add_argument("--conflicts", choices=("mine", "theirs", "refuse"), default="refuse",
                         help="whose text stands where both sides changed it (default: refuse, and list them)")
    receive.add_argument("--same-organisation", action="store_true",
                         help="an organisation of the same name here is the one of the pack")
    _add_passphrase(receive, "the passphrase of protected packs is in this file")


def run_export(args: argparse.Namespace) -> int:
    """Say what stays and what to look at, write the pack, and note it."""
    from anchor_app.cli.workspaces import assessment_of
    from anchor_app.domain.sharing import Choice
    from anchor_app.services import exchanging

    passphrase = _passphrase(args, is_new=True)
    with _for_export(args) as opened:
        workspace = opened.workspace
        assessment = assessment_of(workspace, args)
        choice = Choice(assessment.organisation, (assessment.id,), Audience(args.audience),
                        not args.without_files, args.with_personal_data)
        pack = exchanging.prepare(workspace, choice)
        for sentence in _about_export(opened, pack):
            complain(f"Note: {sentence}")
        written = exchanging.write(workspace.store.content, pack, args.output.absolute(), passphrase=passphrase)
        if workspace.read_only:
            complain(f"Note: The pack is whole, and is not noted as sent. {workspace.read_only}")
        else:
            workspace.do(exchanging.sending_of(workspace, pack, written))
        say("saved", str(written.path), written.checksum)
    return 0


def run_inspect(args: argparse.Namespace) -> int:
    """Say what a pack holds."""
    from anchor_app.cli.pack_text import inspected_json, inspected_text
    from anchor_app.services import receiving

    with receiving.read([args.file.absolute()], _passphrase(args)) as batch:
        for refusal in batch.refused:
            raise refusal
        (pack,) = batch.packs
        if args.json:
            say_json(inspected_json(pack))
        else:
            say(*inspected_text(pack))
    return 0


def run_import(args: argparse.Namespace) -> int:
    """Show the differences; unless something is in the way, or it is a dry run, receive the packs. 1 when refused."""
    from anchor_app.services import receiving

    paths = receiving.packs_in(one.absolute() for one in args.files)
    with receiving.read(paths, _passphrase(args)) as batch:
        if batch.refused:
            return _refuse(args, batch.refused)
        with _for_import(args) as opened:
            planned = _planned(opened.workspace, batch.packs, args)
            is_wanted = planned.is_ready and not args.dry_run
            return _tell(args, planned, receiving.apply(opened, planned) if is_wanted else None)


def _refuse(args: argparse.Namespace, refused: Sequence[Refusal]) -> int:
    """Say of each pack that was not read why; then none of them is received."""
    if args.json:
        say_json({"applied": False, "nothing_new": False, "dry_run": args.dry_run, "refused": True, "documents": 0,
                  "backup": None, "packs": [], "unreadable": [str(one) for one in refused]})
    for one in refused:
        complain(str(one))
    return 1


def _planned(workspace: Workspace, packs: tuple[ReadPack, ...], args: argparse.Namespace) -> Planned:
    from anchor_app.domain.merging_plan import Side
    from anchor_app.services import receiving

    default = {"mine": Side.MINE, "theirs": Side.THEIRS}.get(args.conflicts)
    same = frozenset(one.content.organisation for one in packs) if args.same_organisation else frozenset()
    return receiving.plan(workspace, packs, default=default, same=same)


def _tell(args: argparse.Namespace, planned: Planned, done: Applied | None) -> int:
    from anchor_app.cli.pack_text import planned_json, planned_text

    if args.json:
        say_json(planned_json(planned, done, is_dry=args.dry_run))
    else:
        say(*planned_text(planned, is_dry=args.dry_run))
    if not planned.is_ready:
        for sentence in planned.refusals:
            complain(sentence)
        if any(one.undecided for one in planned.plans):
            complain("The packs and this workspace say different things. Nothing was received. Decide with "
                     "--conflicts mine or --conflicts theirs, or receive them in the window and decide one by one.")
        return 1
    if done is not None and not args.json:
        say("saved" if done.is_news else "nothing new")
    return 0


def _about_export(opened: Opened, pack: Shared) -> Iterator[str]:
    """What a person should look at before it is sent."""
    from anchor_app.domain.personal_data import words_of
    from anchor_app.services import exchanging

    for text in pack.warned:
        yield f"{text.where} looks as if it held {words_of(text.sights)}."
    names = {one.digest: f"{', '.join(one.references)} {one.file_name}" for one in pack.files}
    for digest, inside in exchanging.look_inside(opened.store.content, pack).items():
        yield inside.sentence(names[digest])
    reasons = list(dict.fromkeys(one.why for one in pack.left_out))
    for why in reasons:
        about = [one.where for one in pack.left_out if one.why is why]
        more = f" and {len(about) - 5:,} more" if len(about) > 5 else ""
        yield f"Left out: {', '.join(about[:5])}{more}. {why.words}"


def _for_export(args: argparse.Namespace) -> Opened:
    """The workspace, for writing where that is possible: a pack can be made of one that can only be read."""
    from anchor_app.cli.workspaces import folder_of, told
    from anchor_app.services.starting import open_workspace

    return told(open_workspace(folder_of(args)))


def _for_import(args: argparse.Namespace) -> Opened:
    """The workspace: a new one where there is none yet, and unchanged for a dry run."""
    from anchor_app.cli.workspaces import folder_of, reading, writing
    from anchor_app.services.starting import create_workspace, has_workspace

    if args.dry_run:
        return reading(args)
    folder = folder_of(args)
    return writing(args) if has_workspace(folder) else create_workspace(folder)


def _add_passphrase(command: argparse.ArgumentParser, words: str) -> None:
    command.add_argument("--passphrase-file", metavar="F", type=Path, help=words)


def _passphrase(args: argparse.Namespace, *, is_new: bool = False) -> str:
    """The passphrase in the file that is named: its only line. "" where none is named."""
    path: Path | None = args.passphrase_file
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_PASSPHRASE + 1)
        text = data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise WrongValue(f"The passphrase file {path} cannot be read ({why}).") from None
    if not text or "\n" in text or len(data) > _LONGEST_PASSPHRASE:
        raise WrongValue(f"The passphrase file {path} has to hold the passphrase in one line, and nothing else.")
    if is_new:
        from anchor_app.exchange.passphrase import strength

        if (judged := strength(text)).is_weak:
            complain(f"Note: {judged.words}")
    return text

"""Every sub-command: its help, its place in the documentation, and what counts as wrong use."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from anchor_app import resources
from anchor_app.cli.parser import build_parser
from tests.cli.conftest import THIS, Anchor


def commands(parser: argparse.ArgumentParser, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...],
                                                                                      argparse.ArgumentParser]]:
    """The sub-commands that do something, by the words that name them."""
    groups = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for group in groups:
        for name, inner in group.choices.items():
            yield from commands(inner, (*before, name))
    if not groups:
        yield before, parser


EVERY = dict(commands(build_parser(lambda folder: None)))
DOCUMENTED = (resources.root().parent / "docs" / "command-line.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_has_help(anchor: Anchor, words: tuple[str, ...]) -> None:
    said = anchor(*words, "--help")
    assert said.code == 0 and said.out.startswith(f"usage: anchor-app {' '.join(words)}")
    assert "--workspace DIR" in said.out


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_every_command_and_option_is_documented(words: tuple[str, ...]) -> None:
    name = " ".join(words)
    assert f"\n## anchor-app {name}" in DOCUMENTED
    section = DOCUMENTED.split(f"\n## anchor-app {name}")[1].split("\n## ")[0]
    general = DOCUMENTED.split("\n## ")[0]
    for action in EVERY[words]._actions:
        for option in action.option_strings[-1:]:
            assert option in section or option in general, option


def test_nothing_is_documented_that_is_not_there() -> None:
    headings = [line.removeprefix("## anchor-app ").removesuffix(" DIR") for line in DOCUMENTED.splitlines()
                if line.startswith("## anchor-app ")]
    assert sorted(headings) == sorted(" ".join(words) for words in EVERY)


@pytest.mark.parametrize("arguments", [
    ["nonsense"],
    ["organisation"],
    ["organisation", "add", "--name", "A"],
    ["organisation", "add", "--name", "A", "--kind", "circus"],
    ["answer", *THIS, "--component", "1.1"],
    ["answer", *THIS, "--component", "1.1", "--status", "done"],
    ["answer", *THIS, "--component", "1.1", "--practice", "1.1.2"],
    ["answer", *THIS, "--component", "1.1", "--practice", "1.1.2=yes"],
    ["answer", *THIS, "--comp", "1.1", "--status", "fulfilled"],
    ["evidence", "add", *THIS, "--component", "1.1"],
    ["evidence", "add", *THIS, "--component", "1.1", "--figure", "5"],
    ["evidence", "add", *THIS, "--component", "1.1", "--account", "x", "--unit", "%"],
    ["evidence", "add", *THIS, "--component", "1.1", "--account", "x", "--link", "https://example.org"],
    ["evidence", "add", *THIS, "--component", "1.1", "--account", "x", "--review-by", "31/03/2027"],
    ["evidence", "list", "--period", "2026/27"],
    ["score", "--on", "tomorrow"],
    ["score", "--on", "9999-12-31"],
    ["sheet", *THIS],
    ["example", "elsewhere"],
], ids=" ".join)
def test_wrong_use_ends_with_2_and_says_how_it_is_used(bay: Anchor, arguments: list[str]) -> None:
    said = bay(*arguments)
    assert said.code == 2 and said.out == "" and said.err.startswith("usage: anchor-app")


def test_the_example_needs_a_folder(anchor: Anchor) -> None:
    assert anchor("example", workspace=None).code == 2


@pytest.mark.parametrize("kind", ["nhs-trust", "NHS trust", "ICB", "Integrated care board", "voluntary_sector"])
def test_a_kind_may_be_written_as_people_write_it(anchor: Anchor, kind: str) -> None:
    assert anchor("organisation", "add", "--name", "A", "--kind", kind).code == 0


def test_the_workspace_may_stand_before_or_after_the_command(bay: Anchor, tmp_path: object) -> None:
    folder = f"{tmp_path}/workspace"
    after = bay("list", "--json", "--workspace", folder, workspace=None)
    assert after.code == 0 and after.json == bay("list", "--json").json
    nested = bay("evidence", "--workspace", folder, "list", workspace=None)
    assert (nested.code, nested.out) == (0, "There is no evidence yet.\n")


def test_without_a_command_the_window_is_asked_for() -> None:
    from anchor_app.cli.run import run

    codes = {"here": 7, "None": 8}
    assert run(["--workspace", "here"], lambda folder: codes[str(folder)], lambda folder: None) == 7
    assert run([], lambda folder: codes[str(folder)], lambda folder: None) == 8

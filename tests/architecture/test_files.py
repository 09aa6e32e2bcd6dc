"""What lies in the checkout: sizes, packaged files, locks without addresses, documented commands."""

from __future__ import annotations

import argparse
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, product_modules, tracked_files

MOST_LINES = 350
# A folder that only one machine has: work, root or home, at the start of an absolute path.
MACHINE_PATH = re.compile(rb"(?<![\w.~*])/(?:work|root|home/(?!ada/|box/)[a-z]+)/")
ADDRESS = re.compile(r"https?://|file://|git\+|@ |(?<![\w.])/[a-z]+/", re.IGNORECASE)


def _places(pattern: re.Pattern[bytes], content: bytes) -> list[int]:
    return [number for number, line in enumerate(content.split(b"\n"), start=1) if pattern.search(line)]


def sub_commands(parser: argparse.ArgumentParser, so_far: str = "") -> Iterator[str]:
    """Every sub-command as it is typed after the program's name; groups are not commands themselves."""
    actions = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for action in actions:
        for name, sub in action.choices.items():
            yield from sub_commands(sub, f"{so_far} {name}".strip())
    if not actions and so_far:
        yield so_far


def test_no_module_is_longer_than_can_be_taken_in() -> None:
    paths = [*product_modules(), *(p.relative_to(ROOT) for p in (ROOT / "installer").glob("*.py"))]
    sizes = {path: (ROOT / path).read_text(encoding="utf-8").count("\n") for path in paths}
    assert {str(path): size for path, size in sizes.items() if size > MOST_LINES} == {}


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [f"{path}:{line}" for path in tracked_files() for line in _places(MACHINE_PATH, (ROOT / path).read_bytes())]
    assert found == []


@pytest.mark.parametrize("text", [b"see /" + b"work/x", b'"/' + b'root/.cache"', b"(/" + b"home/sam/x)"])
def test_a_folder_of_one_machine_is_noticed(text: bytes) -> None:
    assert _places(MACHINE_PATH, b"first\n" + text) == [2]


@pytest.mark.parametrize(
    "text", [b"https://example.org/work/", b"/home/ada/x", b"../root/x", b"~/work/x", b"framework/"])
def test_other_paths_are_left_alone(text: bytes) -> None:
    assert _places(MACHINE_PATH, text) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_files_by_hash_and_holds_no_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if ADDRESS.search(line)] == []
    pinned = [number for number, line in enumerate(lines) if "==" in line]
    assert pinned and all("--hash=sha256:" in lines[number + 1] for number in pinned)


@pytest.mark.parametrize("line", ["--index-url https://x", "pip @ x", "--find-links /opt/x", "# file:///x"])
def test_an_address_in_a_lock_is_noticed(line: str) -> None:
    assert ADDRESS.search(line)


def test_what_runs_and_what_is_tested_are_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_every_resource_is_packaged() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packaged = {glob for globs in settings["tool"]["setuptools"]["data-files"].values() for glob in globs}
    there = {path for path in tracked_files() if path.parts[0] == "resources"}
    assert there
    assert {str(path) for path in there if f"{path.parent.as_posix()}/*" not in packaged} == set()


def test_no_window_is_drawn_in_a_designer() -> None:
    assert [str(path) for path in tracked_files() if path.suffix in {".ui", ".qrc"}] == []


def test_every_sub_command_is_in_the_documentation() -> None:
    if importlib.util.find_spec("anchor_app.cli.parser") is None:
        pytest.skip("the command line has no sub-commands yet")
    parser = importlib.import_module("anchor_app.cli.parser").build_parser(lambda *_: 0)
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    commands = list(sub_commands(parser))
    assert commands
    assert [name for name in commands if f"anchor-app {name}" not in written] == []


def test_sub_commands_are_found_below_their_groups() -> None:
    parser = argparse.ArgumentParser()
    first = parser.add_subparsers()
    first.add_parser("score")
    first.add_parser("evidence").add_subparsers().add_parser("add")
    assert list(sub_commands(parser)) == ["score", "evidence add"]


def test_product_modules_are_all_read() -> None:
    assert Path("anchor_app/domain/charter.py") in product_modules()

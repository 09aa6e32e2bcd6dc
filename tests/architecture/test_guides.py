"""The guides lead where they say: to files, headings, pictures, make targets and commands that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

GUIDES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


def _anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_guide_leads_somewhere(guide: Path) -> None:
    for link in LINK.findall(guide.read_text("utf-8")):
        if link.startswith(("https://", "http://")):
            continue
        name, _, anchor = link.partition("#")
        target = (guide.parent / name).resolve() if name else guide
        assert target.exists(), f"{link} is not there"
        assert not anchor or anchor in _anchors(target), f"{target.name} has no heading for #{anchor}"


def test_every_guide_is_in_the_list_of_guides() -> None:
    listed = set(LINK.findall((ROOT / "docs" / "README.md").read_text("utf-8")))
    assert {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"} <= listed


def test_every_picture_for_the_guides_is_in_one_of_them_with_words_for_who_cannot_see_it() -> None:
    text = "".join(path.read_text("utf-8") for path in GUIDES)
    shown = re.findall(r"!\[([^\]]+)\]\(pictures/([\w-]+\.png)\)", text)
    assert {name for _, name in shown} == {path.name for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert all(len(words) > 20 for words, _ in shown)


def test_the_command_that_makes_the_pictures_is_a_target_of_make() -> None:
    last = (ROOT / "docs" / "champions-guide.md").read_text("utf-8").strip().splitlines()[-1]
    named = re.search(r"`make ([\w-]+)`", last)
    assert named and f"\n{named[1]}:\n" in (ROOT / "Makefile").read_text("utf-8")

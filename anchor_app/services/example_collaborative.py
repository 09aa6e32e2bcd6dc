"""The example collaborative: a steering group, two champions, and the packs that went between all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from anchor_app.services.example_champion import Champion
from anchor_app.services.example_group import Group
from anchor_app.services.example_story import Story, Told
from anchor_app.services.exchanging import SUFFIX
from anchor_app.storage.errors import NotAWorkspace
from anchor_app.storage.files import disk_trouble

GROUP = "steering-group"
"""The folder of the steering group's workspace."""
KEPT = ("example-bay-hospitals", "northmoor-city-council")
"""The folders of the two champions' workspaces."""
PACKS = "packs"
"""The folder of the packs that were sent to the steering group, received or not yet."""
BACK = "packs-back"
"""The folder of what the steering group sent back and its champion has not received yet."""
_MAKING = "making"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made in a folder: the packs that the steering group has received, and those that wait.

    `back` is the pack that waits to be received by the first of the champions.
    """

    folder: Path
    received: tuple[Path, ...]
    waiting: tuple[Path, ...]
    back: Path

    @property
    def group(self) -> Path:
        """The steering group's workspace."""
        return self.folder / GROUP

    @property
    def champions(self) -> tuple[Path, ...]:
        """The two champions' workspaces."""
        return tuple(self.folder / one for one in KEPT)

    @property
    def packs(self) -> Path:
        """Where the packs lie."""
        return self.folder / PACKS


def make_collaborative(folder: Path, *, today: date | None = None) -> Made:
    """Make the example collaborative in a folder that is empty or not there yet; takes seconds.

    The same day makes the same packs, byte for byte. Raises NotAWorkspace for a folder in which anything is,
    UnfitPlace, and what can go wrong with a disk; what was made is then removed again.
    """
    with _emptied_after_trouble(folder), ExitStack() as closing:
        for name in (PACKS, BACK, _MAKING):
            (folder / name).mkdir()
        maker = _Maker(folder, Story.read(today or date.today()), closing)
        made = maker.make()
        closing.close()
        shutil.rmtree(folder / _MAKING)
        return made


@contextmanager
def _emptied_after_trouble(folder: Path) -> Iterator[None]:
    """Makes the folder, and after any trouble leaves it as it was."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotAWorkspace(f"The folder {folder} is not empty. Choose an empty folder, or a name for a new one.")
    was_there = folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as error:
        for path in [*folder.iterdir()] if was_there else [folder]:
            shutil.rmtree(path, ignore_errors=True)
        if isinstance(error, OSError):
            raise disk_trouble(error, folder) from error
        raise


@dataclass
class _Maker:
    """Lets everybody do in their order what the story tells."""

    folder: Path
    story: Story
    closing: ExitStack
    champions: dict[str, Champion] = field(default_factory=dict)

    def make(self) -> Made:
        group = Group(self.story, self.folder / GROUP)
        self.closing.callback(group.close)
        received: list[Path] = []
        for stage in self.story.stages:
            packs = [self._answer(one, stage) for one in self.story.members
                     if stage["period"] in one["answers"] and not self._is_late(one, stage)]
            group.receive(packs, stage)
            received += packs
            group.decide(stage)
            self._send_back(group, stage)
        group.introduce()
        group.meet()
        conflict = self.story.told["conflict"]
        group.amend(conflict["member"], conflict["mine"], conflict["group_day"])
        return Made(self.folder, tuple(received), (self._revised(), self._late(), self._conflicting()),
                    next((self.folder / BACK).iterdir()))

    def _answer(self, member: Told, stage: Told) -> Path:
        champion = self._champion(member)
        champion.answer(stage)
        return champion.send(stage, stage["sent"], self.folder / PACKS / champion.file_name(stage))

    def _champion(self, member: Told) -> Champion:
        slug = member["slug"]
        if slug not in self.champions:
            place = self.folder / slug if slug in KEPT else None
            self.champions[slug] = Champion(self.story, member, place)
            self.closing.callback(self.champions[slug].close)
        return self.champions[slug]

    def _is_late(self, member: Told, stage: Told) -> bool:
        return "late" in member and stage is self.story.stages[-1]

    def _send_back(self, group: Group, stage: Told) -> None:
        """The champions receive each period's decisions; but those on the last wait for the first of them."""
        for slug in KEPT:
            is_waiting = stage is self.story.stages[-1] and slug == KEPT[0]
            champion = self.champions[slug]
            name = champion.file_name(stage).replace(SUFFIX, f" decided{SUFFIX}")
            pack = group.send_back(slug, stage, self.folder / (BACK if is_waiting else _MAKING) / name)
            if not is_waiting:
                champion.receive(pack, stage.get("closed", stage["decided"]))

    def _revised(self) -> Path:
        told, stage = self.story.told["revision"], self.story.stages[-1]
        champion = self.champions[told["member"]]
        champion.revise(stage, told)
        return champion.send(stage, told["day"], self._new(told))

    def _late(self) -> Path:
        told, stage = self.story.told["late"], self.story.stages[-1]
        champion, day = self.champions[told["member"]], self.story.member(told["member"])["late"]
        champion.answer(stage, day)
        return champion.send(stage, day, self._new(told))

    def _conflicting(self) -> Path:
        told, stage = self.story.told["conflict"], self.story.stages[-1]
        champion = self.champions[told["member"]]
        champion.amend(told["theirs"], told["day"])
        return champion.send(stage, told["day"], self._new(told))

    def _new(self, told: Told) -> Path:
        return self.folder / PACKS / f"{told['name']}{SUFFIX}"

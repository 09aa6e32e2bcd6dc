"""Flips single bits of a workspace's database: it is refused, or shows exactly what was saved; never anything else."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from pathlib import Path

from anchor_app.domain.errors import Refusal
from anchor_app.services import looking_back
from anchor_app.services.workspace import Workspace
from anchor_app.storage.store import Store
from tests.faults import champion
from tests.faults.kill9 import place


@dataclass
class Tally:
    """How many bits were flipped, how often the workspace was refused, and how often it showed what was saved."""

    flips: int = 0
    refused: int = 0
    unchanged: int = 0


def run(flips: int, seed: int = 20261025) -> Tally:
    """Flips so many bits, one at a time; fails with the first that changes what is shown."""
    chance, tally = random.Random(seed), Tally()
    with place() as base:
        folder = base / "workspace"
        champion.start(folder)
        _fill(folder)
        path = folder / "anchor.db"
        wanted, data = _shown(folder), bytearray(path.read_bytes())
        for _ in range(flips):
            bit = chance.randrange(len(data) * 8)
            data[bit // 8] ^= 1 << bit % 8
            path.write_bytes(data)
            data[bit // 8] ^= 1 << bit % 8
            try:
                assert _shown(folder) == wanted, f"bit {bit} changed what is shown"
                tally.unchanged += 1
            except Refusal:
                tally.refused += 1
            tally.flips += 1
    return tally


def _fill(folder: Path) -> None:
    with Path(os.devnull).open("wb") as nobody:
        for kind in ("save", "undo", "attach", "sign-off"):
            champion.work(folder, nobody.fileno(), kind, 6)


def _shown(folder: Path) -> object:
    """Every answer, what is signed, the history and the signed state, as read by the app."""
    with Store.open(folder, read_only=True) as store:
        workspace = Workspace(store, store.load(), who="")
        signed = looking_back.signed_holdings(workspace, champion.ASSESSMENT, "1")
        history = [(one.id, one.at, one.who, one.edit, one.reverses) for one in store.entries()]
        return workspace.holdings, store.about(), history, signed

"""A champion at work in a process of its own: saves, undoes, attaches, signs, sends, receives, backs up, restores."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path

from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_file import read_charter
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import Command, SetStatus, WriteAnswer, together
from anchor_app.domain.commands_keeping import AddOrganisation, StartAssessment
from anchor_app.domain.organisation import Kind
from anchor_app.domain.sharing import Choice
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.services import evidence, exchanging, history, receiving
from anchor_app.services.starting import Opened
from anchor_app.services.workspace import Workspace
from anchor_app.storage import backup, restore, upgrade
from anchor_app.storage.store import Store
from anchor_app.storage.thinning import Reason
from tests.faults.carried import carried
from tests.faults.promise import DONE, KEPT, RESTORING, SAVED, State, message

KINDS = ("save", "undo", "attach", "sign-off", "export", "import", "backup", "restore", "migration")
ASSESSMENT = "now"
PACK = "sent.anchorpack"
"""The file that packs are sent in, over and over."""
FIRST, SECOND = "1.1", "1.2"
SECOND_FORMAT = Path(__file__).parents[1] / "storage" / "migrations_for_tests" / "versions" / "0002_second.py"

_CHARTER = """
schema = 1
id = "trial"
edition = "1"
title = "Charter for trials"
publisher = "Nobody"
levels = [{ id = "all", name = "All", rule = { all = true } }]
[[domains]]
id = "one"
number = 1
title = "The only domain"
short_title = "Only"
[[domains.components]]
id = "1.1"
title = "First"
practices = ["We try."]
[[domains.components]]
id = "1.2"
title = "Second"
practices = ["We try again."]
"""


def charter() -> Charter:
    """A charter so short that a workspace with it is small."""
    return read_charter(_CHARTER)


def start(folder: Path) -> None:
    """A new workspace with an assessment in it."""
    with Store.create(folder) as store:
        kept = charter()
        store.keep_charter(kept)
        workspace = Workspace(store, store.load(), who="")
        workspace.do(AddOrganisation({"name": "Invented Trust", "kind": Kind.NHS_TRUST}, "org"))
        workspace.do(StartAssessment("org", kept.digest, "2026/27", "Year end", date(2026, 11, 2), ASSESSMENT))
        workspace.do(SetStatus(ASSESSMENT, FIRST, Status.FULFILLED))


def document(number: int) -> bytes:
    """The content that an edit attaches."""
    return (f"Document {number}. ".encode() * 700)[:9000]


def number_in(text: str) -> int:
    """The number that an answer carries; 0 for none."""
    return int(text.split()[-1]) if text else 0


class Champion:
    """Works on the workspace in a folder, and acknowledges what is durable on a pipe, never before it is."""

    def __init__(self, folder: Path, acknowledge: int, who: str = "Ada Invented") -> None:
        self.folder, self._acknowledge, self._who = folder, acknowledge, who
        self.open()

    def open(self) -> None:
        """Opens the workspace and says where it is."""
        self.store = Store.open(self.folder)
        self.workspace = Workspace(self.store, self.store.load(), who=self._who)
        answers = self.workspace.assessment(ASSESSMENT)
        self._answers = [0, number_in(answers.component(FIRST).summary)]
        self._taken: list[int] = []
        self._tell(SAVED)

    def close(self) -> None:
        """Gives the workspace back."""
        self.store.close()

    @property
    def state(self) -> State:
        """Where the journal ends, and what the answers should be by this champion's own reckoning."""
        end = self.store._end
        return State(end.id, end.hash, self._answers[-1])

    def save(self) -> None:
        """Sets two answers to the number of the entry, so that half of an edit could be told."""
        number = self.store._end.id + 1
        texts = [WriteAnswer(ASSESSMENT, one, "summary", f"What we did in {'many ' * (number % 40)}{number}")
                 for one in (FIRST, SECOND)]
        self._do(together(f"Edit {number}", texts))
        self._answers.append(number)
        self._taken.clear()
        self._tell(SAVED)

    def undo(self) -> None:
        """Takes an edit back and brings it again, then takes it back for good."""
        self.save()
        self.save()
        for _ in range(2):
            history.undo(self.workspace)
            self._taken.append(self._answers.pop())
            self._tell(SAVED)
        for _ in range(2):
            history.redo(self.workspace)
            self._answers.append(self._taken.pop())
            self._tell(SAVED)
        history.undo(self.workspace)
        self._answers.pop()
        self._tell(SAVED)

    def attach(self) -> None:
        """Attaches a document."""
        number = self.store._end.id + 1
        taken = evidence.take_in_bytes(self.store.content, document(number), f"document {number}.txt")
        evidence.add_evidence(self.workspace, ASSESSMENT, taken.values, (FIRST,))
        self._tell(SAVED)

    def sign_off(self) -> None:
        """Signs what there is, after a backup, and opens it again."""
        self.back_up(Reason.BEFORE_SIGN_OFF)
        now = datetime.now(UTC)
        self._do(SignOff(ASSESSMENT, "Boss Invented", "Chief executive", now.date(), now))
        self._tell(SAVED)
        self._do(Reopen(ASSESSMENT))
        self._tell(SAVED)

    def send(self) -> None:
        """Sends a pack with all documents in place of the one before, and notes it."""
        exchanging.export(self.workspace, Choice("org", (ASSESSMENT,), Audience.INTERNAL), self.folder / PACK)
        self._tell(SAVED)

    def receive(self) -> None:
        """Receives a pack that sets both answers and brings a document, as one edit after a backup."""
        number = self.store._end.id + 1
        texts = dict.fromkeys((FIRST, SECOND), f"What a colleague did in {'many ' * (number % 40)}{number}")
        pack = carried(self.workspace, ASSESSMENT, texts, document(number))
        planned = receiving.plan(self.workspace, [pack])
        assert receiving.apply(Opened(self.workspace, self.store, self.folder), planned).is_news
        self._answers.append(number)
        self._taken.clear()
        self._tell(SAVED)

    def back_up(self, reason: Reason = Reason.MANUAL) -> Path:
        """Backs up, and says so."""
        made = backup.make(self.folder, reason, datetime.now(UTC))
        self._tell(KEPT)
        return made.path

    def restore(self) -> None:
        """Goes back to a backup and then on from it."""
        self.save()
        then, path = self.state, self.back_up()
        self.save()
        self.close()
        self._tell(RESTORING, then)
        restore.restore(self.folder, path, datetime.now(UTC))
        self.open()

    def _do(self, command: Command) -> None:
        self.workspace.do(command)

    def _tell(self, kind: bytes, state: State | None = None) -> None:
        # writev, so that faults can be put into every write of the store and into none of these
        os.writev(self._acknowledge, [message(kind, state or self.state)])


def acts(champion: Champion, kind: str) -> Iterator[Callable[[], object]]:
    """What a champion does over and over when work is of that kind."""
    theme = {"save": champion.save, "undo": champion.undo, "attach": champion.attach, "sign-off": champion.sign_off,
             "export": champion.send, "import": champion.receive, "backup": champion.back_up,
             "restore": champion.restore}[kind]
    return cycle((theme,) if kind == "save" else (champion.save, theme))


def work(folder: Path, acknowledge: int, kind: str, most: int = 10**9, migrations: Path | None = None) -> None:
    """Does so many acts of a kind, and then says that nothing more will be done.

    A migration leads to the second format of the `migrations`, and is always the last act.
    """
    champion = Champion(folder, acknowledge)
    if kind != "migration":
        for act, _ in zip(acts(champion, kind), range(most), strict=False):
            act()
    champion.close()
    if migrations is not None:
        upgrade.upgrade(folder / "anchor.db", migrations, 2)
    champion._tell(DONE)


def work_through(folder: Path, acknowledge: int, rounds: int, migrations: Path | None = None) -> None:
    """One act of every kind after the other, so many times, and a migration at the end."""
    for number in range(rounds):
        for kind in KINDS[:-1]:
            is_last = number == rounds - 1 and kind == KINDS[-2]
            work(folder, acknowledge, kind, 2, migrations if is_last else None)


def two_formats(folder: Path) -> Path:
    """A folder of migrations with a second one, which only tests know."""
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SECOND_FORMAT, folder / "versions")
    return folder

"""The hub: order, refusals, failures that are kept, and the truth about saving."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from anchor_app.domain.assessment import Mark, Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.commands import SetStatus, WriteAnswer, mark_practice
from anchor_app.domain.edit import Edit
from anchor_app.domain.errors import Conflict, Refusal
from anchor_app.services.workspace import Clock, Workspace
from anchor_app.storage.store import Saved
from anchor_app.ui.hub import UNEXPECTED, Hub
from anchor_app.ui.tasks import Tasks
from tests.helpers.values import ready_desk

NOW = datetime(2026, 11, 2, 14, 2, tzinfo=UTC)


@dataclass
class GatedKeeper:
    """A store that saves when its gate is open, and raises what it is told to, each once."""

    gate: threading.Event = field(default_factory=threading.Event)
    faults: list[Exception] = field(default_factory=list)
    saved: list[Edit] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)

    def save(self, edit: Edit, *, who: str, at: datetime, reverses: tuple[int, ...] = ()) -> Saved:
        self.threads.add(threading.current_thread().name)
        assert self.gate.wait(20)
        if self.faults:
            raise self.faults.pop(0)
        self.saved.append(edit)
        return Saved(len(self.saved))

    def keep_charter(self, charter: Charter, /, *, who: str, at: datetime) -> None: ...


@dataclass
class Bench:
    """A hub on a gated store, with everything it said in order."""

    hub: Hub
    keeper: GatedKeeper
    said: list[tuple[str, Any]]

    def does(self, *commands: Any) -> None:
        for command in commands:
            self.hub.do(command)

    @property
    def answers(self) -> Any:
        return self.hub.workspace.assessment("now")


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    keeper, tasks = GatedKeeper(), Tasks()
    keeper.gate.set()
    workspace = Workspace(keeper, ready_desk().holdings, who="Test", clock=Clock(now=lambda: NOW))
    hub = Hub(workspace, tasks)
    hub.choose("now")
    said: list[tuple[str, Any]] = []
    hub.edited.connect(lambda edit: said.append(("edited", edit.label)))
    hub.refreshed.connect(lambda key: said.append(("refreshed", key)))
    hub.failed.connect(lambda words: said.append(("failed", words)))
    yield Bench(hub, keeper, said)
    keeper.gate.set()
    tasks.close()


def settled(bench: Bench) -> Callable[[], bool]:
    return lambda: not bench.hub.has_pending


def test_wishes_are_saved_in_their_order_each_against_what_the_last_one_left(bench: Bench, qtbot: QtBot) -> None:
    marks = [Mark.IN_PLACE, Mark.PARTLY, Mark.NOT_YET, None] * 5
    bench.does(*(mark_practice("now", "1.1.1", mark) for mark in marks))
    qtbot.waitUntil(settled(bench))
    assert [edit.changes[0].new for edit in bench.keeper.saved] == [mark.value if mark else None for mark in marks]
    assert bench.answers.practice("1.1.1").mark is None


def test_all_saves_run_on_one_thread_that_is_not_the_windows(bench: Bench, qtbot: QtBot) -> None:
    bench.does(*(WriteAnswer("now", "1.1", "summary", str(number)) for number in range(5)))
    qtbot.waitUntil(settled(bench))
    assert bench.keeper.threads == {"store 1"}


def test_nothing_is_in_effect_and_nothing_says_saved_before_the_save_returned(bench: Bench, qtbot: QtBot) -> None:
    bench.keeper.gate.clear()
    bench.does(SetStatus("now", "1.1", Status.FULFILLED))
    qtbot.waitUntil(lambda: bool(bench.keeper.threads))
    assert bench.hub.save_state.state == "saving"
    assert bench.hub.save_state.saved_at is None
    assert bench.answers.component("1.1").status is Status.NOT_STARTED
    assert bench.said == []
    bench.keeper.gate.set()
    qtbot.waitUntil(settled(bench))
    assert bench.hub.save_state.state == "saved"
    assert bench.hub.save_state.saved_at == NOW
    assert bench.answers.component("1.1").status is Status.FULFILLED


def test_a_refused_wish_is_dropped_and_said_and_the_next_one_is_saved(bench: Bench, qtbot: QtBot) -> None:
    bench.does(SetStatus("now", "1.1", Status.NOT_APPLICABLE), SetStatus("now", "1.2", Status.FULFILLED))
    qtbot.waitUntil(lambda: ("edited", "Set 1.2 to Fulfilled") in bench.said)
    assert bench.said[0][0] == "failed" and "needs a reason" in bench.said[0][1]
    assert bench.said[1] == ("refreshed", None)
    assert bench.hub.save_state.state == "saved"


def test_a_conflict_is_dropped_and_the_screens_are_told_to_look_again(bench: Bench, qtbot: QtBot) -> None:
    bench.keeper.faults.append(Conflict("This was changed meanwhile."))
    bench.does(SetStatus("now", "1.1", Status.FULFILLED))
    qtbot.waitUntil(settled(bench))
    assert bench.said == [("failed", "This was changed meanwhile."), ("refreshed", None)]
    assert bench.hub.save_state.state == "saved"
    assert bench.keeper.saved == []


def test_what_could_not_be_saved_is_kept_and_saved_by_trying_again(bench: Bench, qtbot: QtBot) -> None:
    bench.keeper.faults.append(Refusal("The disk is full. Free 5 MB."))
    bench.does(WriteAnswer("now", "1.1", "summary", "one"), WriteAnswer("now", "1.2", "summary", "two"))
    qtbot.waitUntil(lambda: bool(bench.said))
    assert bench.said == [("failed", "The disk is full. Free 5 MB.")]
    assert bench.hub.save_state.state == "failed"
    assert bench.hub.has_pending
    bench.hub.retry()
    qtbot.waitUntil(settled(bench))
    assert [bench.answers.component(one).summary for one in ("1.1", "1.2")] == ["one", "two"]
    assert bench.hub.save_state.state == "saved"


def test_a_later_wish_tries_the_kept_ones_again_first(bench: Bench, qtbot: QtBot) -> None:
    bench.keeper.faults.append(Refusal("The disk is full."))
    bench.does(WriteAnswer("now", "1.1", "summary", "one"))
    qtbot.waitUntil(lambda: bench.hub.save_state.state == "failed")
    bench.does(WriteAnswer("now", "1.1", "summary", "two"))
    qtbot.waitUntil(settled(bench))
    assert [edit.changes[0].new for edit in bench.keeper.saved] == ["one", "two"]


def test_giving_up_drops_what_was_kept_and_shows_what_is_stored(bench: Bench, qtbot: QtBot) -> None:
    bench.keeper.faults.append(Refusal("The folder is gone."))
    bench.does(WriteAnswer("now", "1.1", "summary", "one"))
    qtbot.waitUntil(lambda: bench.hub.save_state.state == "failed")
    bench.hub.give_up()
    assert bench.said[-1] == ("refreshed", None)
    assert not bench.hub.has_pending
    assert bench.hub.save_state.state == "saved"


def test_an_unexpected_fault_keeps_the_wish_and_names_no_ones_words(bench: Bench, qtbot: QtBot) -> None:
    bench.keeper.faults.append(ValueError("Robin's secret"))
    bench.does(WriteAnswer("now", "1.1", "summary", "Robin's secret"))
    qtbot.waitUntil(lambda: bool(bench.said))
    assert bench.said == [("failed", UNEXPECTED)]
    assert bench.hub.has_pending


def test_a_wish_that_changes_nothing_is_not_saved(bench: Bench) -> None:
    bench.does(SetStatus("now", "1.1", Status.NOT_STARTED))
    assert not bench.hub.has_pending
    assert bench.hub.save_state.state == "saved"
    assert bench.keeper.saved == []


def test_typed_text_that_is_not_wished_yet_is_not_called_saved(bench: Bench) -> None:
    bench.hub.save_state.set_draft(1, True)
    assert bench.hub.save_state.state == "saving"
    bench.hub.save_state.set_draft(1, False)
    assert bench.hub.save_state.state == "saved"


def test_flush_waits_until_everything_is_durable(bench: Bench) -> None:
    bench.does(*(WriteAnswer("now", "1.1", "summary", str(number)) for number in range(20)))
    assert bench.hub.flush(20_000)
    assert len(bench.keeper.saved) == 20


def test_flush_gives_up_waiting_and_says_so(bench: Bench) -> None:
    bench.keeper.gate.clear()
    bench.does(WriteAnswer("now", "1.1", "summary", "one"))
    assert not bench.hub.flush(50)

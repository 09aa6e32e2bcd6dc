"""When a backup is due, and what the services say of backups."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.errors import UnknownItem
from anchor_app.services import backups
from anchor_app.services.starting import open_workspace
from anchor_app.storage.errors import BackupOffered
from anchor_app.storage.store import Store
from tests.services.conftest import Desk

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@given(st.timedeltas(timedelta(days=-4000), timedelta(days=4000)), st.booleans())
def test_a_backup_is_due_only_after_a_change(passed: timedelta, is_closing: bool) -> None:
    assert not backups.is_due(NOW + passed, NOW, False, is_closing=is_closing)
    assert backups.is_due(NOW + passed, NOW, True, is_closing=True)
    assert backups.is_due(NOW + passed, NOW, True) == (passed >= backups.EVERY or passed < timedelta(0))


def test_a_store_in_memory_needs_no_backup() -> None:
    with Store.in_memory() as store:
        assert backups.before(store, "before sign-off") is None


def test_a_backup_is_made_in_another_thread_while_the_workspace_is_open(desk: Desk) -> None:
    made: list[object] = []
    worker = Thread(target=lambda: made.append(backups.back_up(desk.opened.folder, backups.Reason.WHILE_WORKING, NOW)))
    worker.start()
    worker.join()
    assert made == backups.list_backups(desk.opened.folder)
    assert desk.opened.store.check() == []


def test_a_backup_is_found_by_its_id_its_name_and_as_the_newest(desk: Desk) -> None:
    made = backups.before(desk.opened.store, "before import")
    assert made is not None and made.reason == "before import"
    found = backups.list_backups(desk.opened.folder)
    for wanted in (made.id, made.path.name, made.path.stem, "newest"):
        assert backups.find(found, wanted) == made
    with pytest.raises(UnknownItem, match="no backup x"):
        backups.find(found, "x")
    assert backups.in_words(made).endswith("(before import): 1 organisation, 1 assessment, 0 answers")


@pytest.mark.parametrize("content", [b"", b"not a database " * 400, bytes(8192)], ids=["empty", "foreign", "zeros"])
def test_a_damaged_workspace_is_offered_its_newest_whole_backup(desk: Desk, content: bytes) -> None:
    """C02, C07."""
    folder = desk.opened.folder
    wanted = desk.opened.store.load()
    made = backups.back_up(folder)
    desk.opened.close()
    (folder / "anchor.db").write_bytes(content)
    with pytest.raises(BackupOffered, match=made.id) as raised:
        open_workspace(folder)
    assert (folder / "anchor.db").read_bytes() == content
    backups.restore(folder, raised.value.backup)
    with open_workspace(folder) as opened:
        assert opened.workspace.holdings == wanted

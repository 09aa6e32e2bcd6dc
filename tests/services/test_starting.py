"""Making and opening workspaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from anchor_app.domain.commands_keeping import AddOrganisation
from anchor_app.domain.organisation import Kind
from anchor_app.services.settings import Settings
from anchor_app.services.starting import (
    create_workspace,
    default_folder,
    example_folder,
    has_workspace,
    open_workspace,
    shipped_charter,
)
from anchor_app.storage.errors import NotAWorkspace, ReadOnlyWorkspace, UnfitPlace, WorkspaceInUse
from tests.services.conftest import Desk


def test_the_usual_place_is_in_the_accounts_own_data(own_user_folders: Path) -> None:
    assert default_folder().is_relative_to(own_user_folders / "data")
    assert "Documents" not in str(default_folder()) and example_folder() != default_folder()
    with create_workspace(default_folder()):
        assert has_workspace(default_folder()) and not has_workspace(example_folder())


def test_a_new_workspace_holds_the_shipped_charter_and_nothing_else(tmp_path: Path) -> None:
    with create_workspace(tmp_path / "new") as opened:
        assert list(opened.workspace.holdings.charters.values()) == [shipped_charter()]
        assert opened.workspace.holdings.organisations == {} and opened.notices == ()
        assert not opened.workspace.is_example and opened.workspace.read_only == ""


def test_the_history_says_who_it_was(desk: Desk) -> None:
    assert {entry.who for entry in desk.opened.store.entries()} == {"Robin Example"}


def test_there_is_one_writer_and_any_number_of_readers(desk: Desk) -> None:
    folder = desk.opened.folder
    with pytest.raises(WorkspaceInUse):
        open_workspace(folder)
    with open_workspace(folder, read_only=True) as one, open_workspace(folder, read_only=True) as other:
        assert one.workspace.holdings == other.workspace.holdings == desk.workspace.holdings
        assert one.workspace.read_only
        with pytest.raises(ReadOnlyWorkspace):
            one.workspace.do(AddOrganisation({"name": "B", "kind": Kind.ICB}))


def test_what_was_closed_can_be_opened_again(desk: Desk) -> None:
    before = desk.workspace.holdings
    desk.opened.close()
    with open_workspace(desk.opened.folder) as opened:
        assert opened.workspace.holdings == before


@pytest.mark.parametrize("synced", ["Dropbox", "OneDrive - Example Trust", "iCloud Drive"])
def test_a_synced_folder_is_no_place_for_a_live_workspace(tmp_path: Path, synced: str) -> None:
    with pytest.raises(UnfitPlace, match="not synced"):
        create_workspace(tmp_path / synced / "anchor")
    assert not (tmp_path / synced).exists()


def test_a_workspace_that_was_moved_into_a_synced_folder_can_still_be_read(desk: Desk, tmp_path: Path) -> None:
    desk.opened.close()
    moved = tmp_path / "Dropbox" / "anchor"
    moved.parent.mkdir()
    desk.opened.folder.rename(moved)
    with pytest.raises(UnfitPlace):
        open_workspace(moved)
    with open_workspace(moved, read_only=True) as opened:
        assert opened.workspace.holdings.organisations


def test_a_folder_that_is_not_there_is_said_to_be_none(tmp_path: Path) -> None:
    for read_only in (True, False):
        with pytest.raises(NotAWorkspace, match="no workspace in"):
            open_workspace(tmp_path / "gone", read_only=read_only)
    assert not (tmp_path / "gone").exists()


def test_second_copies_by_a_syncing_program_are_told(desk: Desk, tmp_path: Path) -> None:
    desk.opened.close()
    (desk.opened.folder / "anchor (conflicted copy).db").write_bytes(b"x")
    with open_workspace(desk.opened.folder, settings=Settings()) as opened:
        assert "anchor (conflicted copy).db" in opened.notices[0]


def test_a_path_with_anything_in_it_works(tmp_path: Path) -> None:
    folder = tmp_path / "o'b#%20 ü" / "Ŵ ?x=1&y"
    with create_workspace(folder):
        pass
    with open_workspace(folder, read_only=True) as opened:
        assert opened.workspace.holdings.charters

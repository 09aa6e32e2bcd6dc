"""The lineages that a store reads are those that its journal says, and of the journal it reads what it has to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from anchor_app.domain.commands import Command, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, RemoveEvidence, StartAssessment
from anchor_app.domain.edit import Edit, Subject
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.lineage import version_of
from anchor_app.domain.merging import plan_merge
from anchor_app.domain.merging_plan import MergePlan
from anchor_app.domain.organisation import Kind
from anchor_app.domain.receiving import Arrival, Receive
from anchor_app.services import history
from anchor_app.services.workspace import Workspace
from anchor_app.storage.errors import DamagedWorkspace
from anchor_app.storage.store import Store
from tests.faults.merges import world
from tests.faults.replicas import ASSESSMENT, CHARTER, ORGANISATION, today

OWNERS = (ORGANISATION, ASSESSMENT)
SUMMARY = Subject("component", ASSESSMENT, "1.1", "summary")
BEGINNING: tuple[Command, ...] = (
    AddOrganisation({"name": "Invented Trust", "kind": Kind.NHS_TRUST}, ORGANISATION),
    StartAssessment(ORGANISATION, CHARTER.digest, "2026/27", started_on=today(), id=ASSESSMENT),
    WriteAnswer(ASSESSMENT, "1.1", "summary", "First"),
    AddEvidence(ASSESSMENT, {"kind": EvidenceKind.ACCOUNT, "title": "A story", "text": "So."}, ("1.1",), "e"))


@pytest.fixture
def workspace() -> Workspace:
    store = Store.in_memory()
    store.keep_charter(CHARTER)
    one = Workspace(store, store.load(), who="Ada Invented")
    for command in BEGINNING:
        one.do(command)
    one.steps = history.read_steps(store.past)
    return one


def settle(workspace: Workspace) -> None:
    known = workspace.store.past.lineages(OWNERS)
    edit = Edit("Send a pack", tuple(change for owner in OWNERS for change in known.settling(owner)))
    workspace.accept(edit, workspace.save(edit))


def test_a_version_is_the_beginning_of_the_hash_of_the_last_entry_that_touched_the_field(workspace: Workspace) -> None:
    first = workspace.store.past.lineages(OWNERS)[SUMMARY]
    workspace.do(WriteAnswer(ASSESSMENT, "1.1", "summary", "Second"))
    second = workspace.store.past.lineages(OWNERS)[SUMMARY]
    assert second.current == version_of(workspace.store.past.end_hash()) and second.older == {first.current}
    assert len(first.current) == 16


def test_what_was_written_down_reads_the_same_and_goes_on_from_there(workspace: Workspace) -> None:
    before = workspace.store.past.lineages(OWNERS)
    settle(workspace)
    after = workspace.store.past.lineages(OWNERS)
    assert after.by_owner == before.by_owner and set(after.texts) == set(OWNERS)
    assert not any(after.settling(owner) for owner in OWNERS)
    workspace.do(WriteAnswer(ASSESSMENT, "1.1", "summary", "Second"))
    assert workspace.store.past.lineages(OWNERS)[SUMMARY].older == {before[SUMMARY].current}


def test_owners_are_read_together_and_those_that_nobody_touched_have_nothing(workspace: Workspace) -> None:
    known = workspace.store.past.lineages((*OWNERS, "nobody", ""))
    assert {what.owner for what in known} == set(OWNERS)
    assert set(workspace.store.past.lineages(())) == set()
    assert set(workspace.store.past.lineages(("nobody",))) == set()


def test_a_removal_touches_every_field_of_what_is_removed(workspace: Workspace) -> None:
    workspace.do(RemoveEvidence("e"))
    known = workspace.store.past.lineages(OWNERS)
    removal = version_of(workspace.store.past.end_hash())
    assert {one.current for what, one in known.items() if what.item == "e"} == {removal}


def test_a_receipt_in_a_real_store_is_undone_exactly_redone_and_received_again(workspace: Workspace) -> None:
    sender = world(1).replicas[0]
    sender.do(WriteAnswer(ASSESSMENT, "1.2", "summary", "Theirs"))
    pack = sender.pack()

    def plan() -> MergePlan:
        return plan_merge(workspace.holdings, workspace.store.past.lineages((*OWNERS, "")), pack.content)

    before, known = workspace.holdings, workspace.store.past.lineages(OWNERS)
    receipt = Receive((Arrival(plan(), pack.checksum, "x.anchorpack"),), datetime.now(UTC))
    assert workspace.do(receipt).label == "Receive the pack of Invented Trust"
    after = workspace.holdings
    assert after.assessments[ASSESSMENT].component("1.2").summary == "Theirs"
    assert plan().changes_nothing
    history.undo(workspace)
    assert dict(workspace.holdings.all_facts()) == dict(before.all_facts())
    assert workspace.store.past.lineages(OWNERS).of(Subject("component", ASSESSMENT, "1.2", "summary")).current == ""
    assert known.of(SUMMARY) == workspace.store.past.lineages(OWNERS).of(SUMMARY)
    assert not plan().changes_nothing
    history.redo(workspace)
    assert dict(workspace.holdings.all_facts()) == dict(after.all_facts()) and plan().changes_nothing
    assert workspace.store.load() == workspace.holdings  # type: ignore[attr-defined]
    assert not workspace.store.check()  # type: ignore[attr-defined]


def test_a_lineage_that_was_altered_on_disk_is_not_believed(workspace: Workspace) -> None:
    settle(workspace)
    store = workspace.store
    with store._database.writing() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE fact SET value = value || ' ' WHERE kind = 'lineage'")
    with pytest.raises(DamagedWorkspace):
        store.past.lineages(OWNERS)


def test_only_entries_after_the_written_lineages_are_read(workspace: Workspace) -> None:
    settle(workspace)
    database = workspace.store._database  # type: ignore[attr-defined]
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE journal SET changes = 'spoiled' WHERE id = 4")
    assert workspace.store.past.lineages(OWNERS)[SUMMARY].current

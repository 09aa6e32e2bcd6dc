"""Packs as files: what is in their bytes and what is not, whole or absent, and of a refused one nothing is kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from anchor_app.domain.assessment import State, Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence, AmendOrganisation, LinkEvidence, RemoveEvidence
from anchor_app.domain.errors import Conflict, Refusal, UnknownItem
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.sharing import Choice
from anchor_app.domain.signing import SignOff
from anchor_app.exchange.reading import ReadPack
from anchor_app.exchange.reading_here import read_here
from anchor_app.services import exchanging, receiving
from anchor_app.services.evidence import add_evidence, take_in_bytes
from anchor_app.services.history import undo
from anchor_app.services.starting import open_workspace
from anchor_app.storage.content import FolderContent
from anchor_app.storage.errors import Cancelled, DiskFull, UnfitDocument
from tests.helpers.carrying import TODAY, Laptop, begin, laptop
from tests.helpers.hidden import commented, workbook


@pytest.fixture
def robin(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "Robin Example") as here:
        yield here


@pytest.fixture
def kim(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path, "Kim Example") as here:
        yield here


def read(path: Path, passphrase: str = "") -> ReadPack:
    """A pack that is read and closed again; raises why it was refused."""
    with receiving.read([path], passphrase) as batch:
        for refusal in batch.refused:
            raise refusal
        return batch.packs[0]


def attach(here: Laptop, key: str, data: bytes, sensitivity: Sensitivity, name: str = "notes.txt",
           component: str = "1.1") -> str:
    taken = take_in_bytes(here.opened.store.content, data, name)
    return add_evidence(here.workspace, key, {**taken.values, "sensitivity": sensitivity}, (component,)).id


def filled(here: Laptop) -> str:
    """An assessment with a canary in a file of every sensitivity, in words for fewer, and in words since replaced."""
    key = begin(here)
    here.do(AmendOrganisation(here.workspace.assessment(key).organisation, {"champion_name": "canary-champion"}),
            WriteAnswer(key, "1.1", "summary", "canary-before"), WriteAnswer(key, "1.1", "summary", "canary-now"),
            WriteAnswer(key, "1.1", "look_again_note", "canary-again"))
    for number, one in enumerate(Sensitivity):
        attach(here, key, f"canary-file-{one.value}".encode(), one, f"canary-name-{one.value}.txt",
               ("1.1", "1.2", "2.1", "2.2")[number])
    here.do(AddEvidence(key, {"kind": EvidenceKind.ACCOUNT, "text": "canary-removed", "title": "x",
                              "sensitivity": Sensitivity.PUBLIC}, ("1.1",), "gone"), RemoveEvidence("gone"))
    return key


@pytest.mark.parametrize(("audience", "goes"), [
    (Audience.PUBLIC, {"public"}), (Audience.COLLABORATIVE, {"public", "collaborative"}),
    (Audience.INTERNAL, {"public", "collaborative", "internal"})])
def test_no_byte_of_what_is_left_out_is_in_the_pack(robin: Laptop, audience: Audience, goes: set[str]) -> None:
    """M01–M03: files, words, names and digests of what stays, what was removed, and what was written before."""
    key = filled(robin)
    data = robin.send(key, audience=audience).read_bytes()
    for one in Sensitivity:
        is_in = one.value in goes
        for canary in (f"canary-file-{one.value}", f"canary-name-{one.value}.txt"):
            assert (canary.encode() in data) == is_in, canary
        digest = next(piece.digest for piece in robin.workspace.holdings.evidence.values() if piece.sensitivity is one)
        assert (digest.encode() in data) == is_in
    assert b"canary-now" in data and b"canary-before" not in data and b"canary-removed" not in data
    is_public = audience is Audience.PUBLIC
    assert (b"canary-champion" in data) != is_public and (b"canary-again" in data) != is_public
    assert b"Robin" not in data and os.fsencode(robin.opened.folder) not in data


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.COLLABORATIVE])
def test_evidence_that_supports_nothing_in_the_pack_stays_with_every_word(robin: Laptop, audience: Audience) -> None:
    """M01: whatever its own marking allows; that it was detached is told."""
    key = begin(robin)
    attach(robin, key, b"canary-loose-file", Sensitivity.PUBLIC, "canary-loose-name.txt")
    (piece,) = robin.workspace.holdings.evidence
    robin.do(LinkEvidence(key, piece, "1.1", False))
    pack = robin.send(key, audience=audience)
    assert b"canary" not in pack.read_bytes()
    assert {one["kind"] for one in read_here(pack).data["records"] if one["item"] == piece} == {"support"}


def test_without_files_no_byte_of_them_is_in_the_pack_and_a_later_pack_brings_them(robin: Laptop, kim: Laptop) -> None:
    key = filled(robin)
    bare = robin.send(key, with_files=False)
    assert b"canary-file" not in bare.read_bytes() and b"canary-name-public" in bare.read_bytes()
    kim.receive(bare)
    assert not list(kim.opened.store.content.digests()) and not kim.opened.store.check()
    kim.receive(robin.send(key))
    assert len(list(kim.opened.store.content.digests())) == 3 and not kim.opened.store.check()


def test_the_same_data_are_the_same_bytes_noted_or_not(robin: Laptop) -> None:
    key = filled(robin)
    now = robin.workspace.clock.now()
    robin.do(SetStatus(key, "1.1", Status.FULFILLED), SignOff(key, "A Chief", "Chief", TODAY, now))
    packs = [robin.send(key) for _ in range(3)]
    choice = Choice(robin.workspace.assessment(key).organisation, (key,), Audience.INTERNAL)
    robin.opened.close()
    with open_workspace(robin.opened.folder, read_only=True, clock=robin.workspace.clock) as reading:
        last = reading.workspace.store.past.last()
        packs.append(exchanging.export(reading.workspace, choice, robin.carried / "unnoted.anchorpack").path)
        assert reading.workspace.store.past.last() == last
        assert reading.workspace.assessment(key).state is State.SENT
    assert len({one.read_bytes() for one in packs}) == 1


def test_a_pack_is_noted_for_each_assessment_in_it(robin: Laptop) -> None:
    key = filled(robin)
    path = robin.send(key, audience=Audience.PUBLIC, with_files=False)
    ((checksum, sending),) = robin.workspace.assessment(key).sendings.items()
    assert read(path).checksum == checksum == sending.id
    assert (sending.audience, sending.with_files, sending.revision, sending.file_name) == (
        Audience.PUBLIC, False, 1, path.name)
    assert robin.workspace.assessment(key).state is State.DRAFT


def test_what_was_sent_is_not_undone_and_the_answer_before_it_is(robin: Laptop) -> None:
    key = begin(robin)
    robin.do(WriteAnswer(key, "1.1", "summary", "as sent"))
    robin.send(key)
    undo(robin.workspace)
    here = robin.workspace.assessment(key)
    assert here.component("1.1").summary == "" and len(here.sendings) == 1


def test_what_documents_carry_unseen_is_pointed_out_before(robin: Laptop) -> None:
    key = begin(robin)
    attach(robin, key, workbook(commented), Sensitivity.PUBLIC, "pay.xlsx")
    attach(robin, key, b"words", Sensitivity.PUBLIC, "plain.txt")
    choice = Choice(robin.workspace.assessment(key).organisation, (key,), Audience.PUBLIC)
    pack, told = exchanging.prepare(robin.workspace, choice), []
    found = exchanging.look_inside(robin.opened.store.content, pack, lambda done, of: told.append((done, of)))
    assert [inside.sentence("pay.xlsx") for inside in found.values()] == ["“pay.xlsx” holds comments."]
    assert len(told) == 2 and told[-1][0] == told[-1][1]


def test_a_pack_that_is_stopped_leaves_the_older_file_and_no_other(robin: Laptop) -> None:
    """A05."""
    key = begin(robin)
    attach(robin, key, os.urandom(3_000_000), Sensitivity.PUBLIC)
    path = robin.send(key)
    before = path.read_bytes()
    robin.do(WriteAnswer(key, "1.1", "summary", "more"))
    choice = Choice(robin.workspace.assessment(key).organisation, (key,))
    turns = iter([False] * 5)
    with pytest.raises(Cancelled):
        exchanging.export(robin.workspace, choice, path, is_cancelled=lambda: next(turns, True))
    assert path.read_bytes() == before and [one.name for one in robin.carried.iterdir()] == [path.name]
    assert len(robin.workspace.assessment(key).sendings) == 1


def test_a_document_that_is_missing_or_damaged_is_not_sent_as_if_it_were_there(robin: Laptop) -> None:
    key = begin(robin)
    attach(robin, key, b"words", Sensitivity.PUBLIC)
    content = robin.opened.store.content
    assert isinstance(content, FolderContent)
    (digest,) = content.digests()
    path = content.folder / digest[:2] / digest
    path.chmod(0o644)
    path.write_bytes(b"other")
    with pytest.raises(Refusal):
        robin.send(key)
    path.unlink()
    with pytest.raises(UnfitDocument):
        robin.send(key)
    assert not list(robin.carried.iterdir()) and not robin.workspace.assessment(key).sendings


@pytest.mark.parametrize("name", ["anchor.db", "pack.zip", "pack"])
def test_a_pack_never_takes_the_place_of_another_kind_of_file(robin: Laptop, name: str) -> None:
    key = begin(robin)
    choice = Choice(robin.workspace.assessment(key).organisation, (key,))
    with pytest.raises(UnfitDocument, match="ends in .anchorpack"):
        exchanging.export(robin.workspace, choice, robin.opened.folder / name)


def test_an_export_that_is_killed_leaves_a_whole_pack_or_none(robin: Laptop) -> None:
    """A05: killed at every write, as far as there are any; what stands under the name is a whole pack."""
    key = begin(robin)
    attach(robin, key, os.urandom(2_500_000), Sensitivity.PUBLIC)
    choice = Choice(robin.workspace.assessment(key).organisation, (key,))
    pack = exchanging.prepare(robin.workspace, choice)
    content, path = robin.opened.store.content, robin.carried / "killed.anchorpack"
    outcomes = set()
    for when in range(1, 40):
        child = os.fork()
        if child == 0:
            turns = iter(range(when))
            exchanging.write(content, pack, path, is_cancelled=lambda turns=turns: next(turns, None) is None  # type: ignore[misc]
                             and os.kill(os.getpid(), signal.SIGKILL) is not None)
            os._exit(0)
        outcomes.add(status := os.waitpid(child, 0)[1])
        if path.exists():
            read_here(path)
            path.unlink()
        else:
            assert status != 0
    assert outcomes == {0, signal.SIGKILL}


def test_a_refused_pack_leaves_nothing_behind(robin: Laptop, kim: Laptop) -> None:
    key = filled(robin)
    whole = robin.send(key).read_bytes()
    spoilt = robin.carried / "spoilt.anchorpack"
    end = kim.workspace.store.past.end_hash()
    for place in range(0, len(whole), max(1, len(whole) // 9)):
        spoilt.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
        with pytest.raises(Refusal) as refused:
            kim.receive(spoilt)
        assert "spoilt.anchorpack" in str(refused.value) or "spoilt" in str(refused.value)
    assert kim.workspace.store.past.end_hash() == end and not list(kim.opened.store.content.digests())


@pytest.mark.parametrize(("data", "said"), [
    (b"", "empty"), (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"), (b"%PDF-1.7", "not a pack")])
def test_what_is_no_pack_is_told_in_plain_words(robin: Laptop, data: bytes, said: str) -> None:
    """F21."""
    path = robin.carried / "download.anchorpack"
    path.write_bytes(data)
    with pytest.raises(Refusal, match=said):
        read(path)


def test_a_pack_that_was_cut_off_is_told_in_plain_words(robin: Laptop) -> None:
    """F21."""
    path = robin.send(begin(robin))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(Refusal, match="Download it again|Ask the sender"):
        read(path)


def test_documents_that_do_not_fit_leave_nothing_of_the_pack(robin: Laptop, kim: Laptop,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    pack, end = robin.send(filled(robin)), kim.workspace.store.past.end_hash()
    add, done = FolderContent.add_expected, []

    def second_does_not_fit(self: FolderContent, source: BinaryIO, digest: str, size: int, **more: object) -> object:
        if done:
            raise DiskFull("There is no room.", 1)
        done.append(digest)
        return add(self, source, digest, size, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(FolderContent, "add_expected", second_does_not_fit)
    with pytest.raises(DiskFull):
        kim.receive(pack)
    assert done and not list(kim.opened.store.content.digests())
    assert kim.workspace.store.past.end_hash() == end and not kim.opened.store.check()


def test_stopping_while_documents_come_in_leaves_nothing_and_keeps_what_was_there(robin: Laptop, kim: Laptop) -> None:
    pack = robin.send(filled(robin))
    attach(kim, begin(kim, "Elsewhere"), b"canary-file-public", Sensitivity.PUBLIC)
    before = list(kim.opened.store.content.digests())
    with kim.planned(pack) as planned, pytest.raises(Cancelled):
        turns = iter([False, False])
        receiving.apply(kim.opened, planned, is_cancelled=lambda: next(turns, True))
    assert list(kim.opened.store.content.digests()) == before


def test_progress_counts_the_bytes_of_all_documents(robin: Laptop, kim: Laptop) -> None:
    told: list[tuple[int, int]] = []
    with kim.planned(robin.send(filled(robin))) as planned:
        receiving.apply(kim.opened, planned, progress=lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == sorted(done for done, _ in told) and told[-1][0] == told[-1][1] > 0


def test_a_folder_means_the_packs_in_it(tmp_path: Path) -> None:
    for name in ("b.anchorpack", "a.ANCHORPACK", "c.txt"):
        (tmp_path / name).touch()
    (tmp_path / "d.anchorpack").mkdir()
    assert [one.name for one in receiving.packs_in([tmp_path, tmp_path / "b.anchorpack"])] == [
        "a.ANCHORPACK", "b.anchorpack"]
    with pytest.raises(UnknownItem, match="holds no packs"):
        receiving.packs_in([tmp_path / "d.anchorpack"])


def test_a_note_that_comes_too_late_is_made_anew_with_what_was_sent_known(robin: Laptop, kim: Laptop) -> None:
    """What is typed between the writing of a pack and its noting is later than the pack, and no conflict."""
    key = begin(robin)
    robin.do(WriteAnswer(key, "1.1", "summary", "as sent"))
    choice = Choice(robin.workspace.assessment(key).organisation, (key,), Audience.INTERNAL)
    pack = exchanging.prepare(robin.workspace, choice)
    written = exchanging.write(robin.opened.store.content, pack, robin.carried / "early.anchorpack")
    late = exchanging.sending_of(robin.workspace, pack, written)
    robin.do(WriteAnswer(key, "1.1", "summary", "typed meanwhile"))
    with pytest.raises(Conflict):
        robin.do(late)
    robin.do(exchanging.sending_of(robin.workspace, pack, written))
    kim.receive(written.path)
    assert kim.receive(robin.send(key)).is_news
    assert kim.workspace.assessment(key).component("1.1").summary == "typed meanwhile"
    assert not robin.receive(written.path).is_news


def test_a_protected_pack_shows_nothing_and_opens_with_its_passphrase(robin: Laptop) -> None:
    path = robin.send(filled(robin), passphrase="four words by chance")
    assert b"canary" not in path.read_bytes() and path.read_bytes().startswith(b"age-encryption.org/v1")
    for wrong in ("", "four words by chanc"):
        with pytest.raises(Refusal):
            read(path, wrong)
    assert read(path, "four words by chance").content.organisation_name == "Example Bay Hospitals"

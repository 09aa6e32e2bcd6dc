"""Packs in which every hash is right and the words are meant to harm: refused in words, or shown for what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus, WriteAnswer
from anchor_app.domain.commands_keeping import AddEvidence
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import Conflict, Refusal
from anchor_app.domain.evidence import EvidenceKind
from anchor_app.domain.introducing import AmendCollaborative
from anchor_app.domain.lineage import Lineage
from anchor_app.domain.merging_plan import Side
from anchor_app.domain.moderating import Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.pack_content import PackContent, Told
from anchor_app.domain.sharing import Choice
from anchor_app.exchange.errors import UnfitContent
from anchor_app.exchange.pack import write_pack
from anchor_app.services import exchanging, receiving
from anchor_app.services.evidence import add_evidence, take_in_bytes
from anchor_app.services.history import undo
from anchor_app.services.pack_words import Naming, notes
from tests.helpers.carrying import TODAY, Laptop, begin, laptop
from tests.helpers.packs import CHARTER, DIGEST

LATER = Lineage("f" * 16)
_NUMBERS = count()


@dataclass
class Group:
    """A steering group that received a pack of Bay, and somebody at Cove who forges packs."""

    group: Laptop
    mallory: Laptop
    bay: str
    cove: str

    def forge(self, change: Callable[[PackContent], PackContent], *, of: Laptop | None = None, key: str = "") -> Path:
        """A pack as the app would write it, of what was changed by hand."""
        here, key = of or self.mallory, key or self.cove
        organisation = here.workspace.assessment(key).organisation
        choice = Choice(organisation, (key,), Audience.INTERNAL)
        content = change(exchanging.prepare(here.workspace, choice).content)
        path = here.carried / f"forged-{next(_NUMBERS)}.anchorpack"
        with path.open("wb") as file:
            write_pack(content, file, here.opened.store.content.open)
        return path

    def untouched(self, packs: Path | tuple[Path, ...], words: str) -> None:
        """The packs are refused with these words, and nothing here is other than before."""
        says, end = self.group.says(), self.group.workspace.store.past.end_hash()
        with pytest.raises(Refusal, match=words):
            self.group.receive(*(packs if isinstance(packs, tuple) else (packs,)))
        assert self.group.says() == says and self.group.workspace.store.past.end_hash() == end
        assert not self.group.opened.store.check()


def renamed(content: PackContent, **ids: str) -> PackContent:
    """The content with other ids: `organisation`, `assessment`, `evidence`."""
    names = {content.organisation: ids.get("organisation", content.organisation),
             content.assessments[0]: ids.get("assessment", content.assessments[0])}
    names |= {what.item: ids["evidence"] for what in content.facts if what.kind == "evidence" and "evidence" in ids}
    facts = {Subject(what.kind, names.get(what.owner, what.owner), names.get(what.item, what.item), what.field): told
             for what, told in content.facts.items()}
    return replace(content, organisation=names[content.organisation],
                   assessments=tuple(names[one] for one in content.assessments), facts=facts)


def saying(content: PackContent, kind: str, item: str, **fields: str) -> PackContent:
    """The content with something more said of a record of the assessment, or of the organisation."""
    owner = content.organisation if kind in ("organisation", "assessment", "evidence") else content.assessments[0]
    more = {Subject(kind, owner, item, name): Told(text, LATER) for name, text in fields.items()}
    return replace(content, facts={**content.facts, **more})


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Group]:
    with (laptop(tmp_path, "Group") as group, laptop(tmp_path, "Mallory") as mallory,
          laptop(tmp_path, "Robin Example") as robin):
        bay, cove = begin(robin), begin(mallory, "Example Cove Council")
        for here, key in ((robin, bay), (mallory, cove)):
            here.do(WriteAnswer(key, "1.1", "summary", "as it is"), SetStatus(key, "1.1", Status.FULFILLED),
                    AddEvidence(key, {"kind": EvidenceKind.ACCOUNT, "text": "Seen", "title": "An account"}, ("1.1",)))
        group.receive(robin.send(bay))
        yield Group(group, mallory, bay, cove)


def test_an_assessment_of_another_organisation_cannot_be_taken_over(there: Group) -> None:
    there.untouched(there.forge(lambda one: renamed(one, assessment=there.bay)), "of another organisation here")


def test_evidence_of_another_organisation_cannot_be_taken_over(there: Group) -> None:
    """Not even by a pack that only fills in what is empty, which no older text contradicts."""
    (piece,) = there.group.workspace.holdings.evidence

    def filling(one: PackContent) -> PackContent:
        facts = {what: told for what, told in one.facts.items() if what.kind not in ("evidence", "support")}
        return saying(replace(one, facts=facts), "evidence", piece, source="Mallory says so")

    there.untouched(there.forge(filling), "of another organisation here")


def test_an_organisation_under_the_id_of_an_assessment_is_refused(there: Group) -> None:
    there.untouched(there.forge(lambda one: renamed(one, organisation=there.bay)), "of another organisation here")


def test_two_packs_that_both_take_one_piece_of_evidence_for_theirs_are_refused_together(there: Group) -> None:
    mine = there.forge(lambda one: renamed(one, evidence="same"))
    other = there.forge(lambda one: saying(renamed(one, evidence="same", organisation="other", assessment="o1"),
                                           "organisation", "", name="Other"))
    there.untouched((mine, other), "of another organisation here")


def test_ids_of_an_organisation_that_was_joined_once_lead_to_the_question_again(there: Group) -> None:
    """A pack under the organisation's other id: a person says that it is the same, each time it comes."""
    forged = there.forge(lambda one: saying(renamed(one, organisation="twin"), "organisation", "",
                                            name="Example Bay Hospitals"))
    with receiving.read([forged]) as batch:
        joined = receiving.plan(there.group.workspace, batch.packs, default=Side.THEIRS, same=frozenset({"twin"}))
        receiving.apply(there.group.opened, joined)
        again = receiving.plan(there.group.workspace, batch.packs)
        assert again.plans[0].namesake and "under another identity" in again.refusals[0]
        assert Naming.of(again.holdings, again.plans).title(again.plans[0], there.cove)
        assert not receiving.apply(there.group.opened, receiving.plan(
            there.group.workspace, batch.packs, same=frozenset({"twin"}))).is_news


def test_a_later_pack_cannot_put_another_wording_under_the_answers(there: Group) -> None:
    """L05."""
    there.group.receive(there.forge(lambda one: one))

    def reworded(one: PackContent) -> PackContent:
        known = frozenset(told.lineage.current for told in one.facts.values())
        owner = one.assessments[0]
        facts = {what: Told(told.text, Lineage("e" * 16, known)) for what, told in one.facts.items()
                 if what.owner != owner and what.kind != "evidence"}
        facts[Subject("assessment", one.organisation, owner, "charter")] = Told(DIGEST, Lineage("e" * 16, known))
        return replace(one, facts=facts, charters={DIGEST: CHARTER})

    there.untouched(there.forge(reworded), "another wording than the one")
    assert DIGEST not in there.group.workspace.holdings.charters


@pytest.mark.parametrize("more", [
    {"period": "x" * 90_000}, {"period": "2026/27\n\u202e"}, {"period": "9999/00"}, {"round": "Year  end"},
    {"round": "z"}])
def test_a_period_or_round_that_there_is_not_is_refused(there: Group, more: dict[str, str]) -> None:
    there.untouched(there.forge(lambda one: saying(one, "assessment", there.cove, **more)), "there is not: “.{3,140}”")


def test_a_revision_that_nobody_reaches_is_refused(there: Group) -> None:
    for revision in ("10001", "999999", "9" * 15):
        there.untouched(there.forge(lambda one, text=revision: saying(  # type: ignore[misc]
            one, "assessment", there.cove, revision=text)), "reopened more than 10,000 times")


def test_a_champions_pack_cannot_decide_in_the_steering_groups_name(there: Group) -> None:
    """A decision that is not known to a steering group is a conflict, which nobody overlooks."""
    there.group.do(AmendCollaborative({"name": "Example collaborative"}))
    forged = there.forge(lambda one: saying(one, "moderation", "1.1", decision="agreed", by="The steering group"))
    there.untouched(forged, "say different things")
    there.group.receive(forged, default=Side.MINE)
    assert there.group.workspace.assessment(there.cove).moderations == {}
    assert there.group.workspace.assessment(there.cove).component("1.1").summary == "as it is"
    assert not there.group.receive(forged).is_news


def test_decisions_and_states_in_the_groups_name_are_pointed_out_elsewhere_too(there: Group) -> None:
    def decided(one: PackContent) -> PackContent:
        return saying(saying(one, "moderation", "1.1", decision="agreed", by="The steering group"),
                      "assessment", there.cove, state="closed", revision="7")

    with there.group.planned(there.forge(decided)) as planned:
        said = " ".join(notes(planned.holdings, planned.plans[0]))
    assert "1 decision of the steering group that is not known here" in said
    assert "has closed the assessment, in revision 7" in said


def test_a_groups_own_decisions_come_back_to_it_without_a_question(there: Group) -> None:
    there.group.do(AmendCollaborative({"name": "Example collaborative"}))
    there.group.receive(there.forge(lambda one: one))
    there.group.do(Moderate(there.cove, "1.1", Decision.AGREED, "", "The group", TODAY))
    there.mallory.receive(there.group.send(there.cove))
    assert there.group.receive(there.mallory.send(there.cove)).edit
    assert there.group.workspace.assessment(there.cove).moderations["1.1"].decision is Decision.AGREED


def test_what_a_workspace_says_of_itself_is_not_taken_from_a_pack(there: Group) -> None:
    """Forged notes of sending and receiving are passed over, letters of twins worked out here; an alias is data."""
    def forged(one: PackContent) -> PackContent:
        (piece,) = {what.item for what in one.facts if what.kind == "evidence"}
        more = saying(saying(one, "receipt", "a" * 64, audience="public"), "sending", "b" * 64, audience="public")
        return saying(saying(more, "evidence", piece, twin="zz"), "organisation", "", alias="Trust 7")

    edit = there.group.receive(there.forge(forged)).edit
    here = there.group.workspace.assessment(there.cove)
    assert here.sendings == {} and "a" * 64 not in here.receipts and len(here.receipts) == 1
    assert {one.twin for one in there.group.workspace.holdings.evidence.values()} == {""}
    assert there.group.workspace.holdings.organisations[here.organisation].alias == "Trust 7"
    assert not [one for one in edit.changes if one.what.kind in ("workspace", "collaborative", "charter")]


@pytest.mark.parametrize("kind", ["collaborative", "introduction", "workspace", "charter", "lineage"])
def test_a_kind_that_no_pack_has_is_not_even_written(there: Group, kind: str) -> None:
    with pytest.raises(UnfitContent, match="there is no kind|belongs to"):
        there.forge(lambda one: saying(one, kind, "x", name="y"))


def test_a_name_in_a_sentence_is_short_and_obeyed_by_nobody(there: Group) -> None:
    """F11: overrides, control characters and 99,000 letters; the name itself is kept as it is."""
    name = "Ex\u202e\x1b[31m\nample" + "x" * 99_000
    forged = there.forge(lambda one: saying(one, "organisation", "", name=name))
    with there.group.planned(forged) as planned:
        said = notes(planned.holdings, planned.plans[0])
    label = there.group.receive(forged).edit.label
    for sentence in (*said, label):
        assert len(sentence) < 250 and sentence.isprintable() and "[U+202E][U+001B]" in sentence
    assert name in {one.name for one in there.group.workspace.holdings.organisations.values()}


def test_twenty_thousand_records_are_received_as_one_change(there: Group) -> None:
    def many(one: PackContent) -> PackContent:
        more = {Subject("opportunity", one.assessments[0], f"o{number}", "text"): Told(
            f"Ask {number}", Lineage(f"{number + 1:016x}")) for number in range(20_000)}
        return replace(one, facts={**one.facts, **more})

    before = there.group.says()
    edit = there.group.receive(there.forge(many)).edit
    assert len(there.group.workspace.assessment(there.cove).opportunities) == 20_000
    undo(there.group.workspace)
    assert there.group.says() == before and len(edit.changes) > 20_000


def test_two_packs_that_contradict_each_other_are_a_conflict_between_them(there: Group) -> None:
    one = there.forge(lambda one: saying(one, "component", "1.2", summary="this"))
    other = there.forge(lambda one: _with_version(saying(one, "component", "1.2", summary="that"), "d" * 16))
    there.untouched((one, other), "say different things")
    there.group.receive(one, other, default=Side.THEIRS)
    assert there.group.workspace.assessment(there.cove).component("1.2").summary == "that"
    said = {change.new for entry in there.group.opened.store.entries() for change in entry.edit.changes}
    assert {"this", "that"} <= said


def test_one_pack_twice_in_one_import_is_one_pack(there: Group) -> None:
    pack = there.forge(lambda one: one)
    twice = there.mallory.carried / "again.anchorpack"
    twice.write_bytes(pack.read_bytes())
    there.group.receive(pack, twice)
    assert len(there.group.workspace.assessment(there.cove).receipts) == 1
    assert not there.group.receive(twice, pack).is_news


def test_a_document_that_somebody_attached_meanwhile_is_not_left_out_with_the_pack(there: Group) -> None:
    taken = take_in_bytes(there.mallory.opened.store.content, b"words", "notes.txt")
    add_evidence(there.mallory.workspace, there.cove, taken.values, ("1.1",))
    content = there.group.opened.store.content
    with there.group.planned(there.forge(lambda one: one)) as planned:
        new = receiving.take_in(content, planned)
        same = take_in_bytes(content, b"words", "mine.txt")
        add_evidence(there.group.workspace, there.bay, same.values, ("1.1",))
        with pytest.raises(Conflict):
            receiving.ready_wish(there.group.workspace, planned)
        receiving.leave_out(content, new, there.group.workspace.holdings)
    assert new and content.verify(new[0])


def _with_version(content: PackContent, version: str) -> PackContent:
    facts = {what: Told(told.text, Lineage(version)) if told.lineage == LATER else told
             for what, told in content.facts.items()}
    return replace(content, facts=facts)

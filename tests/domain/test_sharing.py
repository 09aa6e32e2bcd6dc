"""What goes to whom: each field with a word of its own, followed into the pack of every audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from anchor_app.domain.action import Action, ActionNote
from anchor_app.domain.assessment import (
    Assessment,
    ComponentAnswer,
    Mark,
    MarkedAnswer,
    Opportunity,
    Signing,
    State,
    Status,
)
from anchor_app.domain.audience_rules import Why
from anchor_app.domain.collaborative import Audience, Receipt, Sending
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import UnknownItem, WrongValue
from anchor_app.domain.evidence import Evidence, EvidenceKind, OutcomeReading, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.lineage import Lineage, Lineages
from anchor_app.domain.meeting import Meeting, MeetingItem, Representative
from anchor_app.domain.moderation import Decision, Moderation
from anchor_app.domain.organisation import Organisation
from anchor_app.domain.outcome import Outcome
from anchor_app.domain.personal_data import Personal
from anchor_app.domain.scoring import score
from anchor_app.domain.sharing import Choice, Shared, shared
from anchor_app.domain.story import Story, TakenUp
from anchor_app.domain.update import Update
from tests.helpers.values import TODAY, shipped_charter

DIGEST = {one: f"{number:064x}" for number, one in enumerate(Sensitivity, 1)}
PUBLIC, COLLABORATIVE, INTERNAL = Audience.PUBLIC, Audience.COLLABORATIVE, Audience.INTERNAL


def piece(sensitivity: Sensitivity, number: int, **more: object) -> Evidence:
    word = sensitivity.value
    values = {"kind": EvidenceKind.DOCUMENT, "title": f"{word}-title", "shows": f"{word}-shows",
              "owner": f"{word}-owner", "describes": f"{word}-describes", "file_name": f"{word}-file.pdf",
              "digest": DIGEST[sensitivity], "size": 10 * number, "text": f"{word}-text", "url": f"https://{word}.example",
              "source": f"{word}-source", "review_by": date(2027, 3, 31), **more}
    return Evidence(f"id-{word}", "bay", number, sensitivity=sensitivity, **values)  # type: ignore[arg-type]


def full_assessment(**more: object) -> Assessment:
    charter = shipped_charter()
    values = {
        "state": State.SIGNED_OFF, "revision": 2, "started_on": TODAY,
        "components": {"1.1": ComponentAnswer(Status.FULFILLED, "w-reason", "w-summary", "w-lead", True, True,
                                              "w-again"),
                       "1.2": ComponentAnswer(Status.FULFILLED), "2.1": ComponentAnswer(Status.FULFILLED),
                       "2.2": ComponentAnswer(Status.FULFILLED)},
        "practices": {"1.1.1": MarkedAnswer(Mark.PARTLY, "w-practice")},
        "principles": {"d1/net-zero": MarkedAnswer(Mark.IN_PLACE, "w-principle")},
        "opportunities": {"o1": Opportunity("o1", "1.1", "w-opportunity", 1)},
        "signings": {"2": Signing("2", "w-signer", "w-role", TODAY, "2026-11-02T10:00", "c" * 64)},
        "moderations": {"1.1": Moderation("1.1", Decision.NOT_AGREED, "w-why", "w-group", TODAY, 2),
                        "1.1/kim example": Moderation("1.1/kim example", Decision.AGREED, "w-apart", "w-reviewer",
                                                      TODAY)},
        "sendings": {"a" * 64: Sending("a" * 64, "2026", PUBLIC, 1, True, "w-sent.anchorpack")},
        "receipts": {"b" * 64: Receipt("b" * 64, "2026", PUBLIC, 1, "sent", 0, "w-received.anchorpack")},
        "supports": frozenset((f"id-{one.value}", component) for one, component in zip(
            Sensitivity, ("1.1", "1.2", "2.1", "2.2"), strict=True)), **more}
    return Assessment("now", "bay", charter.digest, "2026/27", "Year end", **values)  # type: ignore[arg-type]


def everything(*pieces: Evidence, **more: object) -> Holdings:
    """An organisation with a word of its own in every field."""
    charter = shipped_charter()
    organisation = Organisation(
        "bay", "w-name", "w-short", "w-alias", None, True, "w-place", TODAY, charter.digest, "w-champion",
        "w-champion-role", "w-champion-contact", "w-lead-name", "w-lead-role", "w-lead-contact")
    kept = pieces or tuple(piece(one, number) for number, one in enumerate(Sensitivity, 1))
    return Holdings({charter.digest: charter}, {"bay": organisation, "other": Organisation("other", "w-other")},
                    {"now": full_assessment(**more),
                     "then": Assessment("then", "bay", charter.digest, "2025/26", "Year end",
                                        components={"1.1": ComponentAnswer(summary="w-last-year")})},
                    {one.id: one for one in (*kept, Evidence("id-loose", "bay", 9, title="w-loose"))},
                    {"r1": OutcomeReading("r1", "bay", "d1", "w-62", TODAY, "w-survey")})


def lineages_of(holdings: Holdings) -> Lineages:
    found: dict[str, dict[Subject, Lineage]] = {}
    for what, _ in holdings.all_facts():
        found.setdefault(what.owner, {})[what] = Lineage("1" * 16)
    return Lineages({owner: found[owner] for owner in ("bay", "now", "then") if owner in found})


def made(holdings: Holdings, audience: Audience, **more: bool) -> Shared:
    return shared(holdings, lineages_of(holdings), Choice("bay", ("now",), audience, **more))


def words(pack: Shared) -> set[str]:
    return {told.text for told in pack.content.facts.values() if told.text}


def test_each_audience_gets_its_words_and_no_others() -> None:
    """The table of the guide, word by word."""
    answers = {"w-name", "w-short", "w-place", "w-reason", "w-summary", "w-practice", "w-principle", "w-opportunity"}
    outcomes = {"w-62", "w-survey"}
    people = {"w-champion", "w-champion-role", "w-champion-contact", "w-lead-name", "w-lead-role", "w-lead-contact",
              "w-lead", "w-signer", "w-role", "w-group"}
    notes, apart, rest = {"w-again", "w-why"}, {"w-apart", "w-reviewer"}, {"w-alias", "w-loose"}
    holdings = everything()

    def typed(audience: Audience) -> set[str]:
        return {one for one in words(made(holdings, audience)) if one.startswith("w-")}

    assert typed(PUBLIC) == answers
    assert typed(COLLABORATIVE) == answers | outcomes | people | notes
    assert typed(INTERNAL) == answers | outcomes | people | notes | apart | rest


@pytest.mark.parametrize(("audience", "whole"), [
    (PUBLIC, {"public"}), (COLLABORATIVE, {"public", "collaborative"}),
    (INTERNAL, {"public", "collaborative", "internal"})])
def test_evidence_goes_whole_only_to_the_audience_it_is_marked_for(audience: Audience, whole: set[str]) -> None:
    pack = made(everything(), audience)
    for one in Sensitivity:
        owner = {f"{one.value}-owner"} if audience is not PUBLIC else set()
        said = {word for word in words(pack) if word.startswith((f"{one.value}-", f"https://{one.value}."))}
        expected = {f"{one.value}-{name}" for name in ("title", "shows", "describes", "file.pdf", "text", "source")}
        assert said == ((expected | owner | {f"https://{one.value}.example"}) if one.value in whole else set()), one
        assert (DIGEST[one] in words(pack)) == (DIGEST[one] in pack.content.files) == (one.value in whole)
    assert pack.content.left_out == 4 - len(whole) == len(
        [one for one in pack.left_out if one.evidence and one.why is not Why.UNLINKED])


@pytest.mark.parametrize("audience", list(Audience))
def test_personal_data_goes_only_when_it_is_chosen(audience: Audience) -> None:
    assert "personal-data-title" not in words(made(everything(), audience))
    assert "personal-data-title" in words(made(everything(), audience, with_personal_data=True))


@pytest.mark.parametrize("audience", list(Audience))
def test_what_is_left_of_a_piece_keeps_the_evidenced_reading_right(audience: Audience) -> None:
    holdings = everything()
    told = list(made(holdings, audience).content.told())
    there = Holdings.from_facts(holdings.charters, told)
    for day in (date(2027, 3, 31), date(2027, 4, 1)):
        here, arrived = (score(one, one.assessments["now"], day) for one in (holdings, there))
        assert (here.evidenced, here.self_assessed) == (arrived.evidenced, arrived.self_assessed)
    stub = there.evidence["id-personal-data"]
    assert (stub.reference, stub.kind, stub.sensitivity) == ("E-004", EvidenceKind.DOCUMENT, Sensitivity.PERSONAL)
    assert not any((stub.title, stub.owner, stub.file_name, stub.digest, stub.size, stub.text, stub.url))


def test_without_files_their_words_go_and_their_digests_do_not() -> None:
    pack = made(everything(), INTERNAL, with_files=False)
    assert not pack.content.files and not pack.files
    assert "public-title" in words(pack) and DIGEST[Sensitivity.PUBLIC] not in words(pack)
    assert {one.why for one in pack.left_out if one.evidence} == {Why.FILES, Why.PERSONAL}


def test_a_file_that_is_also_evidence_for_fewer_does_not_go() -> None:
    twins = piece(Sensitivity.PUBLIC, 1, digest="d" * 64), piece(Sensitivity.PERSONAL, 4, digest="d" * 64)
    holdings = everything(*twins, supports=frozenset({("id-public", "1.1")}))
    pack = made(holdings, PUBLIC)
    assert "d" * 64 not in words(pack) and not pack.content.files
    assert [one.why for one in pack.left_out if one.evidence == "id-public"] == [Why.SAME_FILE]
    assert made(holdings, PUBLIC, with_personal_data=True).content.files == {"d" * 64: 10}


def test_evidence_that_supports_nothing_sent_stays_except_within_the_organisation() -> None:
    assert "w-loose" not in words(made(everything(), COLLABORATIVE))
    assert "w-loose" in words(made(everything(), INTERNAL))
    assert Why.UNLINKED in {one.why for one in made(everything(), COLLABORATIVE).left_out}


def test_only_the_chosen_assessment_of_the_chosen_organisation_goes() -> None:
    holdings = everything()
    pack = made(holdings, INTERNAL)
    assert {what.owner for what in pack.content.facts} == {"bay", "now"}
    assert not words(pack) & {"w-last-year", "w-other"} and pack.content.assessments == ("now",)
    both = shared(holdings, lineages_of(holdings), Choice("bay", ("then", "now"), INTERNAL))
    assert "w-last-year" in words(both) and set(both.content.assessments) == {"now", "then"}


def test_what_was_removed_is_told_without_its_words() -> None:
    holdings = everything()
    gone = {Subject("evidence", "bay", "id-gone", "title"): Lineage("2" * 16),
            Subject("evidence", "bay", "id-never", "title"): Lineage("2" * 16)}
    linked = {Subject("support", "now", "id-gone", "1.1"): Lineage("2" * 16)}
    known = lineages_of(holdings).by_owner
    pack = shared(holdings, Lineages({"bay": {**known["bay"], **gone}, "now": {**known["now"], **linked}}),
                  Choice("bay", ("now",), PUBLIC))
    assert pack.content.facts[Subject("evidence", "bay", "id-gone", "title")].text is None
    assert Subject("evidence", "bay", "id-never", "title") not in pack.content.facts


def test_a_signed_assessment_is_sent_in_the_pack_and_a_draft_a_draft() -> None:
    def state(holdings: Holdings) -> str:
        return made(holdings, PUBLIC).content.text("assessment", "bay", "now", "state")

    assert state(everything()) == "sent" and state(everything(state=State.MODERATED)) == "moderated"
    assert state(everything(state=State.DRAFT)) == ""


@pytest.mark.parametrize("audience", list(Audience))
def test_the_preview_lists_every_text_and_file_that_goes(audience: Audience) -> None:
    pack = made(everything(), audience, with_personal_data=True)
    listed = {one.text for one in pack.texts}
    goes = {one for one in words(pack) if one.startswith(("w-", *(f"{sort.value}-" for sort in Sensitivity), "https://"))}
    assert goes <= listed
    assert {one.digest: one.size for one in pack.files} == dict(pack.content.files)
    assert {one.sensitivity for one in pack.texts if one.text == "personal-data-title"} == {Sensitivity.PERSONAL}
    assert {one.where for one in pack.texts if one.text == "w-practice"} == {"1.1.1 · Note"}
    assert {one.components for one in pack.texts if one.text in ("w-practice", "w-summary")} == {("1.1",)}


def test_what_stays_is_listed_with_its_reason() -> None:
    left: Mapping[str, Why] = {one.where: one.why for one in made(everything(), PUBLIC).left_out}
    assert left["w-short · Champion name"] is Why.PEOPLE
    assert left["1.1 · Look at again: note"] is Why.NOTES
    assert left["1.1 · Moderation · Reason"] is Why.REASONS
    assert left["E-003 internal-title"] is Why.SENSITIVE and left["E-004 personal-data-title"] is Why.PERSONAL


def test_a_text_that_looks_like_a_persons_is_pointed_out_with_its_place() -> None:
    noted = everything(components={"1.1": ComponentAnswer(summary="Patient 999 000 0018 started in May")})
    (warned,) = made(noted, PUBLIC).warned
    (sight,) = warned.sights
    assert (warned.where, warned.components) == ("1.1 · Summary", ("1.1",))
    assert sight.kind is Personal.NHS_NUMBER and warned.text[sight.start: sight.end] == "999 000 0018"


def test_a_choice_that_cannot_be_is_refused() -> None:
    holdings = everything()
    for organisation, assessments, error in (("none", ("now",), UnknownItem), ("bay", (), WrongValue),
                                             ("other", ("now",), UnknownItem), ("bay", ("gone",), UnknownItem)):
        with pytest.raises(error):
            shared(holdings, lineages_of(holdings), Choice(organisation, assessments))


def year_round() -> Holdings:
    """Actions, stories and all that belongs to them, in every sensitivity; and what never goes."""
    actions = {one.value: Action(one.value, "bay", f"{one.value}-title", owner_name=f"{one.value}-owner",
                                 sensitivity=one) for one in Sensitivity}
    notes = {one: ActionNote(f"n-{one}", "bay", one, TODAY, f"{one}-by", f"{one}-note") for one in actions}
    stories = {one: Story(one, "bay", "1.1", f"{one}-title", f"{one}-what", "", f"{one}-contact", one == "shared")
               for one in ("shared", "kept")}
    taken = {one: TakenUp(f"t-{one}", "bay", one, f"{one}-taker") for one in stories}
    own = (Outcome("o1", "bay", title="outcome-title"), Update("2026-11", "bay", "update-did", by="update-by"))
    never = (Meeting("m1", title="meeting-title"), MeetingItem("i1", meeting="m1", text="item-text"),
             Representative("p1", "bay", name="somebody"), Action("a1", "", "group-title"))
    return replace(everything(), actions={one.key: one for one in (*actions.values(), never[3])},
                   action_notes={one.key: one for one in notes.values()},
                   stories={one.key: one for one in stories.values()},
                   taken_up={one.key: one for one in taken.values()}, outcomes={own[0].key: own[0]},
                   updates={own[1].key: own[1]}, meetings={never[0].key: never[0]},
                   meeting_items={never[1].key: never[1]}, representatives={never[2].key: never[2]})


def test_actions_stories_outcomes_and_updates_go_only_to_whom_they_are_for() -> None:
    holdings = year_round()

    def typed(audience: Audience, **more: bool) -> set[str]:
        kinds = ("action", "action-note", "story", "taken-up", "outcome", "update", "meeting", "meeting-item",
                 "representative")
        facts = made(holdings, audience, **more).content.facts
        return {told.text for what, told in facts.items() if what.kind in kinds and told.text and "-" in told.text
                and what.field not in ("on", "sensitivity", "action", "story")}

    public = {"public-title", "public-note", "shared-title", "shared-what", "shared-taker"}
    wider = {"public-owner", "public-by", "collaborative-title", "collaborative-owner", "collaborative-by",
             "collaborative-note", "shared-contact", "outcome-title", "update-did", "update-by"}
    inside = {"internal-title", "internal-owner", "internal-by", "internal-note", "kept-title", "kept-what",
              "kept-contact", "kept-taker"}
    personal = {f"personal-data-{one}" for one in ("title", "owner", "by", "note")}
    assert typed(PUBLIC) == public
    assert typed(COLLABORATIVE) == public | wider
    assert typed(INTERNAL) == public | wider | inside
    assert typed(INTERNAL, with_personal_data=True) == public | wider | inside | personal


def test_what_is_kept_within_is_listed_as_left_out() -> None:
    left = made(year_round(), COLLABORATIVE).left_out
    assert {("Action: internal-title · Title", Why.INTERNAL), ("Story: kept-title · Title", Why.NOT_SHARED)} <= {
        (one.where, one.why) for one in left}

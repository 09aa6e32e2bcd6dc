"""No report of the year tells an audience what it may not see: every text of every kind has a token of its own."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from anchor_app.domain.action import Sought
from anchor_app.domain.assessment import Status
from anchor_app.domain.collaborative import Audience
from anchor_app.domain.commands import SetStatus
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, AmendEvidence, AmendOrganisation
from anchor_app.domain.edit import Subject
from anchor_app.domain.errors import WrongValue
from anchor_app.domain.evidence import EvidenceKind, Sensitivity
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.report_sections import ANNUAL, COLLABORATIVE
from anchor_app.domain.report_view import OF_REPORTS, seen_by
from anchor_app.domain.signing import SignOff
from anchor_app.domain.telling import AddStory, NoteTakenUp
from anchor_app.domain.year_tables import YEAR_ROUND
from anchor_app.reports.document import Document
from anchor_app.services.publishing_certificate import certificate_document
from anchor_app.services.publishing_collaborative import collaborative_document
from anchor_app.services.publishing_document import Paper, laid_out_document
from anchor_app.services.publishing_year import annual_document
from anchor_app.services.publishing_year_papers import actions_document, log_document, minutes_document
from anchor_app.services.workspace import Clock, Workspace
from tests.helpers.values import ready_desk, shipped_charter
from tests.reports.test_every_field import LINKS, ON, PERIOD, WORDED, kinds, strings, type_of
from tests.services.conftest import TODAY, Desk

TOKEN = re.compile(r"Zq\d{5}z")
WIDTH = {Sensitivity.PUBLIC: 0, Sensitivity.COLLABORATIVE: 1, Sensitivity.INTERNAL: 2, Sensitivity.PERSONAL: 3}
SEES = {Audience.PUBLIC: 0, Audience.COLLABORATIVE: 1, Audience.INTERNAL: 2}
HIDDEN = "o1"
"""The organisation whose name is withheld from the public."""
NEVER = {"sending", "receipt", "front-sheet", "front-sheet-line", "front-sheet-answer"}
NOT_PUBLIC = {"outcome", "reading", "update", "meeting", "meeting-item", "representative", "introduction"}
PEOPLE = {("organisation", f"{who}_{what}") for who in ("champion", "lead") for what in ("name", "role", "contact")} | {
    ("component", "lead"), ("component", "look_again_note"), ("evidence", "owner"), ("signing", "by"),
    ("signing", "role"), ("moderation", "by"), ("moderation", "reason"), ("action", "owner_name"),
    ("action-note", "by"), ("story", "contact"), ("taken-up", "note"), ("report-plan", "made_by")}


KINDS = kinds()
TYPES = {(kind, name): type_of(record, name) for kind, record in KINDS.items() for name in record.field_names()}


class World:
    """Six organisations whose every text is a token, at every sensitivity; `tokens` say what each is."""

    def __init__(self) -> None:
        self.tokens: dict[str, tuple[str, str, str, str]] = {}
        self._facts: list[tuple[Subject, str]] = []
        for number in range(6):
            self._organisation(f"o{number}", number)
        self._collaborative()
        charter = shipped_charter()
        holdings = Holdings.from_facts({charter.digest: charter}, self._facts)
        self.workspace = Workspace(None, holdings, who="Zq99999z",  # type: ignore[arg-type]
                                   clock=Clock(today=lambda: ON))

    def token(self, kind: str, name: str, mark: str, whose: str) -> str:
        made = f"Zq{len(self.tokens):05}z"
        self.tokens[made] = kind, name, mark, whose
        return made

    def put(self, sort: str, owner: str, item: str, mark: str = "", /, **given: str) -> None:
        """A record with a token in every text but those given."""
        record = KINDS[sort]
        fixed = {**{name: text for (one, name), text in {**LINKS, **WORDED}.items() if one == sort}, **given}
        for name in record.field_names():
            held = TYPES[sort, name]
            text = fixed[name] if name in fixed else self.token(sort, name, mark, owner) if held is str else (
                "2026-10-05" if held is date else "")
            if text:
                self._facts.append((Subject(sort, owner, item, name), text))

    def _organisation(self, key: str, number: int) -> None:
        held = f"a{number}"
        self.put("organisation", key, "", alias="Dipper" if key == HIDDEN else "", kind="council")
        self.put("assessment", key, held)
        for component in ("1.2", "2.1", "3.1"):
            self.put("component", held, component, status="fulfilled")
        self.put("component", held, "1.1")
        for kind, item, mark, given in (
                ("practice", "1.1.1", "", {}), ("principle", "work/leadership", "", {}),
                ("opportunity", f"c{number}", "", {"component": "6.3"}), ("signing", "1", "", {}),
                ("moderation", "1.2", "", {}), ("moderation", "1.2/kim", "apart", {}),
                ("sending", f"s{number}", "", {}), ("receipt", f"r{number}", "", {})):
            self.put(kind, held, item, mark, **given)
        for one in Sensitivity:
            piece = f"{key}{one.value}"
            self.put("evidence", key, piece, one, sensitivity=one)
            self._facts.append((Subject("support", held, piece, "1.1"), "yes"))
            self.put("reading", key, f"r{piece}", one, evidence=piece, outcome="", domain="work", value="80.5",
                     on=f"2026-0{5 + WIDTH[one]}-01")
            self.put("action", key, f"x{piece}", one, sensitivity=one, assessment=held, source_item=f"c{number}")
            self.put("action-note", key, f"n{piece}", one, action=f"x{piece}")
        for mark in ("yes", ""):
            self.put("story", key, f"t{number}{mark}", mark or "kept", shareable=mark)
            self.put("taken-up", key, f"u{number}{mark}", mark or "kept", story=f"t{number}{mark}")
        self.put("outcome", key, f"own{number}")
        self.put("update", key, "2026-10/work")
        self.put("representative", key, f"v{number}")
        self._report(key, f"annual/{PERIOD}", f"b{number}")

    def _report(self, key: str, report: str, line: str) -> None:
        draft = self.token("report-plan", "summary_draft", "", key)
        self.put("report-plan", key, report, summary_draft=draft, audience="collaborative")
        self.put("front-sheet", key, report)
        self.put("front-sheet-line", key, line, sheet=report)
        self.put("front-sheet-answer", key, f"{report}/risk")

    def _collaborative(self) -> None:
        self.put("collaborative", "", "")
        self.put("meeting", "", "meet", on="2026-10-05")
        for one in Sensitivity:
            self.put("action", "", f"g{one}", one, sensitivity=one, assessment="", source_item=f"i{one}")
            self.put("action-note", "", f"h{one}", one, action=f"g{one}")
            self.put("meeting-item", "", f"i{one}", meeting="meet", action=f"g{one}", kind="action")
        self.put("introduction", "", "met", giver="o0", taker="o2")
        self._report("", f"collaborative/{PERIOD}", "b")

    def is_kept_from(self, token: str, audience: Audience, *, among: bool) -> bool:
        """Whether an audience may not read it; `among` others, a name with an alias neither."""
        kind, name, mark, whose = self.tokens[token]
        if kind in NEVER or mark == "apart" and audience is not Audience.INTERNAL:
            return True
        if (kind, name) == ("report-plan", "summary_draft"):
            return audience is not Audience.INTERNAL
        if mark in set(Sensitivity) and WIDTH[Sensitivity(mark)] > SEES[audience]:
            return (kind, name) != ("reading", "value")
        if audience is Audience.INTERNAL:
            return False
        if mark == "kept" or (kind, name) == ("representative", "contact"):
            return True
        if audience is Audience.COLLABORATIVE:
            return False
        is_withheld = among and whose == HIDDEN and kind in ("organisation", "story", "taken-up")
        return kind in NOT_PUBLIC or (kind, name) in PEOPLE or is_withheld


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def document(world: World, paper: str, audience: Audience) -> Document:
    every = world.workspace
    match paper:
        case "annual":
            return annual_document(every, HIDDEN, PERIOD, audience=audience, sections=[one.value for one in ANNUAL])
        case "collaborative":
            return collaborative_document(every, PERIOD, audience=audience,
                                          sections=[one.value for one in COLLABORATIVE])
        case "actions":
            return actions_document(every, audience=audience)
        case "minutes":
            return minutes_document(every, "/meet", with_log=True, audience=audience)
        case _:
            return log_document(every, audience=audience)


PAPERS = [(paper, audience) for paper in ("annual", "collaborative", "actions", "minutes", "log")
          for audience in Audience if paper not in ("minutes", "log") or audience is not Audience.PUBLIC]
SHOWN = {"annual": ("evidence", "title"), "collaborative": ("action", "title"), "actions": ("action", "title"),
         "minutes": ("meeting-item", "text"), "log": ("meeting-item", "text")}


@pytest.mark.parametrize(("paper", "audience"), PAPERS)
def test_no_report_tells_an_audience_what_it_may_not_see(world: World, paper: str, audience: Audience) -> None:
    found = set(TOKEN.findall("\n".join(strings(document(world, paper, audience)))))
    assert "Zq99999z" not in found
    among = paper != "annual"
    assert not [world.tokens[one] for one in sorted(found) if world.is_kept_from(one, audience, among=among)]
    told = {world.tokens[one][2] for one in found if world.tokens[one][:2] == SHOWN[paper]}
    assert paper in ("minutes", "log") or told == {one for one in Sensitivity if WIDTH[one] <= SEES[audience]}
    assert found


@pytest.mark.parametrize("audience", Audience)
def test_what_is_seen_of_one_organisation_holds_nothing_of_others(world: World, audience: Audience) -> None:
    seen = seen_by(world.workspace.holdings, audience, {HIDDEN}).holdings
    for table in ("assessments", "evidence", "readings", *(name for name, _ in YEAR_ROUND.values())):
        if table not in {YEAR_ROUND[kind][0] for kind in OF_REPORTS}:
            assert {one.organisation for one in getattr(seen, table).values()} <= {"", HIDDEN}, table
    if audience is not Audience.INTERNAL:
        assert not any(one.sendings or one.receipts for one in seen.assessments.values())
    for key, one in seen.organisations.items():
        assert key == HIDDEN or not one.champion_contact + one.lead_contact


@pytest.mark.parametrize("alias", ["", "Dipper"])
def test_what_was_taken_up_from_others_is_told_and_the_public_reads_their_alias(alias: str) -> None:
    desk = ready_desk()
    desk.do(AddOrganisation({"name": "Fellside Council", "kind": "council", "alias": alias}, "other"))
    for key, shared in (("bread", True), ("kept", False)):
        desk.do(AddStory("other", {"title": f"Story of {key}", "what": "Much", "shareable": shared}, id=key))
        desk.do(NoteTakenUp(f"other/{key}", "Example Bay Hospitals", date(2026, 10, 1)))
    for audience in Audience:
        told = "\n".join(strings(annual_document(
            Workspace(None, desk.holdings, who="Sam", clock=Clock(today=lambda: ON)),  # type: ignore[arg-type]
            "org", PERIOD, audience=audience)))
        is_public = audience is Audience.PUBLIC
        assert f"“Story of bread” of {alias if alias and is_public else 'Fellside Council'}" in told
        assert "Story of kept" not in told and not (is_public and alias and "Fellside" in told)


@pytest.mark.parametrize("alias", ["", "Dipper"])
def test_who_took_a_story_up_is_not_named_to_the_public_where_the_name_is_withheld(alias: str) -> None:
    desk = ready_desk()
    desk.do(AddOrganisation({"name": "Fellside Council", "kind": "council", "alias": alias}, "other"))
    desk.do(AddStory("org", {"title": "Bread", "what": "Much", "shareable": True}, id="s"))
    desk.do(NoteTakenUp("org/s", "Fellside Council", date(2026, 10, 1)))
    told = "\n".join(strings(annual_document(
        Workspace(None, desk.holdings, who="Sam", clock=Clock(today=lambda: ON)),  # type: ignore[arg-type]
        "org", PERIOD, audience=Audience.PUBLIC)))
    assert ("Fellside Council took up" in told) == (not alias)
    assert ("another organisation took up" in told) == bool(alias)


@pytest.mark.parametrize("paper", ["annual", "actions"])
def test_neither_file_holds_what_its_report_does_not_say(world: World, paper: str) -> None:
    made = document(world, paper, Audience.PUBLIC)
    said = set(TOKEN.findall("\n".join(strings(made))))
    with ZipFile(BytesIO(laid_out_document(made, Paper.WORD).data)) as held:
        word = "".join(held.read(name).decode("utf-8", "replace") for name in held.namelist())
    read = PdfReader(BytesIO(laid_out_document(made).data))
    xmp = read.root_object["/Metadata"].get_data().decode()
    pdf = f"{read.metadata} {xmp} {''.join(page.extract_text() for page in read.pages)}"
    for text in (word, pdf):
        assert said & set(TOKEN.findall(text)) and set(TOKEN.findall(text)) <= said


@pytest.mark.parametrize("paper", ["minutes", "log"])
def test_what_the_steering_group_minutes_is_not_for_the_public(world: World, paper: str) -> None:
    with pytest.raises(WrongValue, match="not for the public"):
        document(world, paper, Audience.PUBLIC)


def test_a_public_list_of_actions_does_not_name_whose_it_was_narrowed_to(world: World) -> None:
    name = next(one.owner_name for one in world.workspace.holdings.actions.values() if one.organisation == HIDDEN)
    sought = Sought(owner_name=name)
    assert name in "\n".join(strings(actions_document(world.workspace, HIDDEN, sought)))
    assert name not in "\n".join(strings(actions_document(world.workspace, HIDDEN, sought, audience=Audience.PUBLIC)))


def test_evidence_that_was_narrowed_after_it_was_signed_is_as_narrow_in_a_report(desk: Desk) -> None:
    add = AddEvidence(desk.key, {"kind": EvidenceKind.ACCOUNT, "title": "Zq00001z", "text": "x",
                                 "sensitivity": Sensitivity.PUBLIC}, ("1.1",))
    owner = desk.assessment.organisation
    for wish in (SetStatus(desk.key, "1.1", Status.FULFILLED), add,
                 SignOff(desk.key, "Alex", "Chair", TODAY, datetime(2026, 11, 22, tzinfo=UTC))):
        desk.workspace.do(wish)
    [piece] = desk.workspace.holdings.evidence
    assert "Zq00001z" in strings_of(desk, owner, Audience.PUBLIC)
    desk.workspace.do(AmendEvidence(piece, {"sensitivity": Sensitivity.INTERNAL}))
    desk.workspace.do(AmendOrganisation(owner, {"name": "Renamed Hospitals"}))
    assert "Zq00001z" in strings_of(desk, owner, Audience.INTERNAL)
    for audience in (Audience.PUBLIC, Audience.COLLABORATIVE):
        told = strings_of(desk, owner, audience)
        assert "Zq00001z" not in told and "signed off; checksum" in told


def strings_of(desk: Desk, owner: str, audience: Audience) -> str:
    return "\n".join(strings(annual_document(desk.workspace, owner, PERIOD, audience=audience)))


def test_a_certificate_for_the_public_does_not_name_who_signed(desk: Desk) -> None:
    charter = desk.workspace.holdings.charter_of(desk.assessment)
    for domain in charter.domains:
        desk.workspace.do(SetStatus(desk.key, domain.components[0].id, Status.FULFILLED))
    desk.workspace.do(SignOff(desk.key, "Alex Zq", "Chair Zq", TODAY, datetime(2026, 11, 22, tzinfo=UTC)))
    named, public = (strings(certificate_document(desk.workspace, desk.key, audience=one))
                     for one in (Audience.INTERNAL, Audience.PUBLIC))
    assert "Alex Zq" in "\n".join(named) and "Zq" not in "\n".join(public)
    assert desk.assessment.signing is not None and desk.assessment.signing.checksum in public

"""A workspace with the same words in every field that a person, a charter or a file name can fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from anchor_app import resources
from anchor_app.domain.assessment import Status
from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_file import open_charter
from anchor_app.domain.commands import (
    AddOpportunity,
    AnswerPrinciple,
    Command,
    NotePractice,
    SetStatus,
    WriteAnswer,
    changes_of,
    new_id,
)
from anchor_app.domain.commands_keeping import (
    AddEvidence,
    AddOrganisation,
    AmendOrganisation,
    StartAssessment,
)
from anchor_app.domain.edit import Edit
from anchor_app.domain.evidence import OutcomeReading
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.organisation import Kind, Organisation
from anchor_app.services import starting
from anchor_app.services.evidence import add_evidence, take_in_bytes
from anchor_app.services.settings import Settings
from tests.helpers.app_window import CLOCK
from tests.helpers.showing import pdf, picture

NOT_WORDS = frozenset({"kind", "beyond_nhs", "signed_up", "charter"})
"""Fields of an organisation that hold no words."""


@dataclass(frozen=True, slots=True)
class WordyReading:
    """A reading with words beside its number: nobody can type one, but a pack may bring it."""

    organisation: str
    domain: str
    value: str
    source: str

    def edit(self, holdings: Holdings) -> Edit:
        values = {"domain": self.domain, "value": self.value, "on": date(2026, 3, 31), "source": self.source}
        key = new_id()
        return Edit.of("Receive a reading", changes_of(
            "reading", self.organisation, key, OutcomeReading(key, self.organisation), values))


def charter_with(words: str, folder: Path) -> Charter:
    """The shipped charter with words before each of its titles."""
    text = (resources.charters() / "lsc-anchor-charter.toml").read_text("utf-8")
    file = folder / "charter.toml"
    file.write_text(text.replace('title = "', f'title = "{words} '), "utf-8")
    return open_charter(file)


def every_field(words: str, charter: Charter) -> Iterator[Command]:
    """Wishes that fill every field of text of the assessment "now" of the organisation "org"."""
    texts = [name for name in Organisation.field_names() if name not in NOT_WORDS]
    yield AmendOrganisation("org", dict.fromkeys(texts, words) | {"alias": f"alias {words}"})  # which is no name
    for component in list(charter.components)[:4]:
        for field in ("summary", "lead", "look_again_note"):
            yield WriteAnswer("now", component, field, words)
        yield AddOpportunity("now", component, words)
        yield NotePractice("now", charter.component(component).practices[0].id, words)
    yield SetStatus("now", "1.1", Status.NOT_APPLICABLE, words)
    yield WriteAnswer("now", "1.2", "look_again", True)
    yield SetStatus("now", "2.1", Status.FULFILLED)
    for domain in charter.domains[:2]:
        for principle in charter.principles:
            yield AnswerPrinciple("now", domain.id, principle.id, "note", words)
        yield WordyReading("org", domain.id, f"5 {words}", words)
    told = dict.fromkeys(("title", "shows", "describes", "owner", "source", "text", "unit"), words)
    yield AddEvidence("now", {**told, "kind": "account", "review_by": date(2026, 1, 1)}, ("1.1", "2.1"))
    yield AddEvidence("now", {**told, "kind": "figure", "figure": words}, ("1.1",))
    yield AddEvidence("now", {**told, "kind": "link", "url": "https://example.invalid/anchor-canary"}, ("1.2",))


def make_hostile(folder: Path, words: str, charter_words: str = "", name: Callable[[str], str] = str) -> None:
    """Make a workspace whose every field holds the words; documents are named by `name` from their ending."""
    with starting.create_workspace(folder, settings=Settings(who="Robin Example"), clock=CLOCK) as opened:
        workspace = opened.workspace
        charter = next(iter(workspace.holdings.charters.values()))
        if charter_words:
            charter = charter_with(charter_words, folder.parent)
            workspace.keep_charter(charter)
        workspace.do(AddOrganisation({"name": words[:200] or "Bay", "kind": Kind.NHS_TRUST}, id="org"))
        workspace.do(StartAssessment("org", charter.digest, "2025/26", id="before"))
        workspace.do(StartAssessment("org", charter.digest, "2026/27", id="now"))
        for command in every_field(words, charter):
            workspace.do(command)
        page = f"Notes of the day: {words}".encode("utf-8", "replace")
        for ending, data in (("pdf", pdf(2)), ("txt", page), ("csv", page), ("png", _png())):
            taken = take_in_bytes(opened.store.content, data, name(ending))
            add_evidence(workspace, "now", taken.values, ("1.1",))


def _png() -> bytes:
    from anchor_app.ui.attaching import png_of

    return png_of(picture())

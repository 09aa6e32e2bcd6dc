"""A champion of the example collaborative: one member's own workspace, from its first answers to its packs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from anchor_app.domain.assessment import Status
from anchor_app.domain.commands import MarkPractices, SetStatus, WriteAnswer, together
from anchor_app.domain.commands_keeping import AddEvidence, AddOrganisation, AmendOrganisation, StartAssessment
from anchor_app.domain.evidence import Sensitivity
from anchor_app.domain.organisation import Kind
from anchor_app.domain.sharing import Choice
from anchor_app.domain.signing import Reopen, SignOff
from anchor_app.services import exchanging, receiving
from anchor_app.services.evidence import take_in_bytes
from anchor_app.services.example_answers import MARKS, Answering
from anchor_app.services.example_files import made_file
from anchor_app.services.example_story import Story, Told, id_of
from anchor_app.services.example_year import Year
from anchor_app.services.settings import Settings
from anchor_app.services.starting import Opened, create_workspace, shipped_charter
from anchor_app.services.workspace import Workspace

_ORGANISATION = ("name", "short_name", "place", "champion_name", "champion_role", "champion_contact", "lead_name",
                 "lead_role")


class Champion:
    """Answers, signs, sends and receives for one member, each at its time; the workspace is open until `close`."""

    def __init__(self, story: Story, member: Told, folder: Path | None) -> None:
        """Make the workspace in a folder, or in memory where none is named; raises what `create_workspace` does."""
        self._story, self._member, self.slug = story, member, str(member["slug"])
        self._is_kept = folder is not None
        first = next(iter(story.stages_of(member)))
        self.opened = example_workspace(folder, self.slug, member["champion_name"], story, first["answered"])
        self._do = self.opened.workspace.do
        self._do(AddOrganisation({name: member[name] for name in _ORGANISATION}
                                 | {"kind": Kind(member["kind"]), "signed_up": story.day(first["answered"])},
                                 id=id_of(self.slug)))

    def close(self) -> None:
        """Give the workspace back."""
        self.opened.close()

    def answer(self, stage: Told, day: date | None = None) -> None:
        """Answer everything of a period, and have it signed off."""
        workspace = self.opened.workspace
        answering = self._answering(stage)
        workspace.clock = self._story.clock(day or stage["answered"], 9)
        start = StartAssessment(id_of(self.slug), answering.charter.digest, stage["period"],
                                started_on=workspace.clock.today(), id=answering.assessment)
        content = self.opened.store.content
        if self._is_kept:
            self._do(together(f"Start {stage['period']}", [start, *answering.readings()]))
            for domain in answering.charter.domains:
                self._do(together(f"Answer domain {domain.number}", answering.answers(domain)))
            self._do(together("Gather evidence", answering.evidence(content)))
        else:  # nobody will read this history, so all of it is one change
            domains = (one for domain in answering.charter.domains for one in answering.answers(domain))
            self._do(together(f"Answer {stage['period']}", [start, *answering.readings(), *domains,
                                                            *answering.evidence(content)]))
        self._sign(stage, day or stage["signed"], 10)

    def send(self, stage: Told, day: date, path: Path) -> Path:
        """Send the assessment of a period as a pack."""
        workspace = self.opened.workspace
        workspace.clock = self._story.clock(day, 11)
        if stage is self._story.stages[-1] and self.slug in self._story.year["members"]:
            self._keep_year(workspace.clock.today())
        choice = self._choice(stage)
        return exchanging.export(workspace, choice, path).path

    def file_name(self, stage: Told) -> str:
        """The name that is suggested for the pack of a period."""
        return exchanging.suggested_name(self.opened.workspace, self._choice(stage))

    def receive(self, pack: Path, day: date) -> None:
        """Receive what the steering group sent back."""
        self.opened.workspace.clock = self._story.clock(day, 15)
        receive_all(self.opened, [pack])

    def revise(self, stage: Told, told: Told) -> None:
        """Reopen what was sent, answer what the steering group asked for, and have it signed again."""
        workspace, answering = self.opened.workspace, self._answering(stage)
        workspace.clock = self._story.clock(told["day"], 16)
        name, component = f"{told['title']}.docx", answering.charter.component(told["component"])
        file = take_in_bytes(self.opened.store.content, made_file({**told, "file": name}), name).values
        values = {**file, "title": told["title"], "shows": told["shows"], "describes": stage["period"],
                  "added_on": workspace.clock.today(), "sensitivity": Sensitivity.COLLABORATIVE}
        self._do(Reopen(answering.assessment))
        self._do(together("Answer the steering group", [
            SetStatus(answering.assessment, component.id, Status.FULFILLED),
            *(MarkPractices(answering.assessment, (one.id,), MARKS[mark])
              for one, mark in zip(component.practices, told["marks"], strict=True)),
            WriteAnswer(answering.assessment, component.id, "summary", told["summary"]),
            AddEvidence(answering.assessment, values, (told["evidence_for"],),
                        id=id_of(self.slug, "evidence", "revision"))]))
        self._sign(stage, told["day"], 17)

    def amend(self, values: Told, day: date) -> None:
        """Change the organisation's own details."""
        self.opened.workspace.clock = self._story.clock(day, 16)
        self._do(AmendOrganisation(id_of(self.slug), values))

    def _keep_year(self, day: date) -> None:
        """Keep what was done beside the assessment, once."""
        year = Year(id_of(self.slug), day, lambda name: id_of(self.slug, name))
        if not self.opened.workspace.holdings.owned("actions", id_of(self.slug)):
            self._do(together("Keep the year", year.wishes(self._story.year["members"][self.slug])))

    def _sign(self, stage: Told, day: date, hour: int) -> None:
        workspace = self.opened.workspace
        workspace.clock = self._story.clock(day, hour)
        self._do(SignOff(self._answering(stage).assessment, self._member["lead_name"], self._member["lead_role"],
                         workspace.clock.today(), workspace.clock.now()))

    def _answering(self, stage: Told) -> Answering:
        charter = next(iter(self.opened.workspace.holdings.charters.values()))
        return Answering(self._story, self._member, stage, charter)

    def _choice(self, stage: Told) -> Choice:
        return Choice(id_of(self.slug), (id_of(self.slug, stage["period"]),))


def example_workspace(folder: Path | None, slug: str, who: str, story: Story, day: date) -> Opened:
    """A new workspace that is marked as an example, and the same whenever it is made; in memory without a folder."""
    about, clock = {"example": "yes", "id": id_of(slug, "workspace")}, story.clock(day, 8)
    if folder is not None:
        return create_workspace(folder, about=about, settings=Settings(who=who), clock=clock)
    from anchor_app.storage.store import Store

    store = Store.in_memory(about=about, who=who, at=clock.now())
    workspace = Workspace(store, store.load(), who=who, clock=clock, about=store.about())
    workspace.keep_charter(shipped_charter())
    return Opened(workspace, store, Path())


def receive_all(opened: Opened, packs: list[Path]) -> None:
    """Receive packs that are known to fit; raises their refusal where they do not."""
    with receiving.read(packs) as batch:
        for refusal in batch.refused:
            raise refusal
        receiving.apply(opened, receiving.plan(opened.workspace, batch.packs))

"""The steering group of the example collaborative: receives, judges, agrees, closes, introduces, and sends back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from anchor_app.domain.assessment import Assessment
from anchor_app.domain.commands import Command, together
from anchor_app.domain.commands_keeping import AmendOrganisation
from anchor_app.domain.introducing import AmendCollaborative, MarkIntroductionMade, NoteIntroduction
from anchor_app.domain.moderating import CloseAssessment, JudgeApart, Moderate
from anchor_app.domain.moderation import Decision
from anchor_app.domain.scoring import fulfilled
from anchor_app.domain.sharing import Choice
from anchor_app.services import exchanging
from anchor_app.services.example_champion import example_workspace, receive_all
from anchor_app.services.example_story import Story, Told, id_of
from anchor_app.services.example_year import Meetings


class Group:
    """The steering group at work in its own workspace, which is open until `close`."""

    def __init__(self, story: Story, folder: Path) -> None:
        """Make the workspace in a folder; raises what `create_workspace` does."""
        told = story.told["group"]
        self._story, self._who = story, str(told["who"])
        self.opened = example_workspace(folder, "steering-group", self._who, story, story.stages[0]["sent"])
        self._do = self.opened.workspace.do
        self._do(AmendCollaborative({"name": told["name"], "smallest_group": told["smallest_group"]}))

    def close(self) -> None:
        """Give the workspace back."""
        self.opened.close()

    def receive(self, packs: list[Path], stage: Told) -> None:
        """Receive the packs of a period, and note who asked for an alias."""
        self.opened.workspace.clock = self._story.clock(stage["received"], 12)
        receive_all(self.opened, packs)
        known = self.opened.workspace.holdings.organisations
        for one in self._story.members:
            if "alias" in one and id_of(one["slug"]) in known:
                self._do(AmendOrganisation(id_of(one["slug"]), {"alias": one["alias"]}))

    def decide(self, stage: Told) -> None:
        """Judge apart, and agree together, as far as the group came in this period; then close what is done."""
        workspace = self.opened.workspace
        workspace.clock = self._story.clock(stage["decided"], 13)
        for member in self._story.members:
            if assessment := workspace.holdings.assessments.get(id_of(member["slug"], stage["period"])):
                wishes = [*self._apart(member, assessment), *self._together(member, stage, assessment)]
                self._do(together(f"Moderate {member['short_name']} {stage['period']}", wishes))
        if "closed" in stage:
            workspace.clock = self._story.clock(stage["closed"], 14)
            closing = [CloseAssessment(one.id) for one in workspace.holdings.assessments.values()
                       if one.period == stage["period"] and self._is_settled(one)]
            self._do(together(f"Close {stage['period']}", closing))

    def introduce(self) -> None:
        """Note who could help whom, and which of them have met."""
        workspace = self.opened.workspace
        for number, one in enumerate(self._story.told["introductions"]):
            workspace.clock = self._story.clock(one["noted"], 15)
            key = id_of("introduction", number)
            self._do(NoteIntroduction(id_of(one["giver"]), id_of(one["taker"]), one["component"], one["period"],
                                      workspace.clock.today(), one["reason"], id=key))
        for number, one in enumerate(self._story.told["introductions"]):
            if "made" in one:
                workspace.clock = self._story.clock(one["made"], 16)
                self._do(MarkIntroductionMade(id_of("introduction", number), workspace.clock.today()))

    def meet(self) -> None:
        """Minute the meetings of the year, and keep who speaks for whom."""
        told = self._story.year["group"]
        self.opened.workspace.clock = self._story.clock(told["meetings"][-1]["on"], 17)
        meetings = Meetings(lambda name: id_of("group", name), id_of, self._story.day)
        self._do(together("Minute the meetings", meetings.wishes(told)))

    def amend(self, slug: str, values: Told, day: date) -> None:
        """Write down what somebody said on the telephone about a member."""
        self.opened.workspace.clock = self._story.clock(day, 15)
        self._do(AmendOrganisation(id_of(slug), values))

    def send_back(self, slug: str, stage: Told, path: Path) -> Path:
        """Send a member its assessment with what was decided on it."""
        self.opened.workspace.clock = self._story.clock(stage.get("closed", stage["decided"]), 15)
        choice = Choice(id_of(slug), (id_of(slug, stage["period"]),))
        return exchanging.export(self.opened.workspace, choice, path).path

    def _apart(self, member: Told, assessment: Assessment) -> Iterator[Command]:
        for one in self._said("judgements", member, assessment):
            yield JudgeApart(assessment.id, one["component"], Decision(one["decision"]), one.get("reason", ""),
                             one["by"], self.opened.workspace.clock.today())

    def _together(self, member: Told, stage: Told, assessment: Assessment) -> Iterator[Command]:
        charter = self.opened.workspace.holdings.charter_of(assessment)
        done, told = fulfilled(charter, assessment), {
            one["component"]: one for one in self._said("decisions", member, assessment)}
        decided = {one.id for one in charter.domains if "closed" in stage or str(one.number) in member["decided"]}
        for one in charter:
            if one.id in done and charter.domain_of[one.id].id in decided:
                said = told.get(one.id, {"decision": "agreed"})
                yield Moderate(assessment.id, one.id, Decision(said["decision"]), said.get("reason", ""), self._who,
                               self.opened.workspace.clock.today())

    def _said(self, what: str, member: Told, assessment: Assessment) -> Iterator[Told]:
        return (one for one in self._story.told[what]
                if (one["member"], one["period"]) == (member["slug"], assessment.period))

    def _is_settled(self, assessment: Assessment) -> bool:
        return assessment.state.value == "moderated"

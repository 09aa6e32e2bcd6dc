"""The answers on the screen: the chosen assessment with its charter, read from the workspace at every question."""

from __future__ import annotations

from anchor_app.domain.assessment import Assessment, State
from anchor_app.domain.charter import Charter
from anchor_app.domain.edit import Subject
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.last_time import LastTime, last_time
from anchor_app.domain.provenance import is_theirs, whose_words
from anchor_app.domain.scoring import Score
from anchor_app.ui.hub import Hub
from anchor_app.ui.models.drafts import Drafts


class Answers:
    """What the screens of one assessment read; holds no answer itself, only the drafts of unsaved typing.

    It stays with its assessment until `follow`, so that what was typed before another one was chosen still goes
    where it was typed. `compares` says whether last time's answers are wanted beside this time's.
    """

    def __init__(self, hub: Hub, *, compares: bool = True) -> None:
        self.hub = hub
        self.drafts = Drafts()
        self.id = hub.assessment_id or ""
        self.compares = compares

    def follow(self) -> None:
        """Turn to the assessment that the hub has chosen."""
        self.id = self.hub.assessment_id or ""

    @property
    def is_there(self) -> bool:
        """Whether there is an assessment to show."""
        return self.id in self.holdings.assessments

    @property
    def holdings(self) -> Holdings:
        """Everything that is held now."""
        return self.hub.workspace.holdings

    @property
    def assessment(self) -> Assessment:
        """The chosen assessment as it is now."""
        return self.hub.workspace.assessment(self.id)

    @property
    def last(self) -> LastTime | None:
        """What the chosen assessment can be compared with."""
        return last_time(self.holdings, self.assessment)

    @property
    def beside(self) -> LastTime | None:
        """What stands beside the answers: nothing where there is nothing, or where nobody wants to see it."""
        return self.last if self.compares else None

    @property
    def charter(self) -> Charter:
        """The charter that it follows."""
        return self.holdings.charter_of(self.assessment)

    @property
    def beyond_nhs(self) -> bool:
        """Whether titles are those for an organisation that is not an NHS body."""
        return self.holdings.organisation_of(self.assessment).beyond_nhs

    @property
    def score(self) -> Score:
        """The readings of the chosen assessment today."""
        return self.hub.workspace.score(self.id)

    @property
    def is_moderating(self) -> bool:
        """Whether the answers came from another organisation, to be decided on here."""
        return (self.is_there and not self.hub.workspace.read_only and self.assessment.state is not State.CLOSED
                and is_theirs(self.holdings, self.assessment))

    @property
    def lock(self) -> str:
        """Why nothing can be changed; empty when it can."""
        if self.hub.workspace.read_only or not self.is_there:
            return self.hub.workspace.read_only
        if is_theirs(self.holdings, self.assessment):
            return whose_words(self.holdings, self.assessment)
        if not self.assessment.is_frozen:
            return ""
        from anchor_app.ui.widgets.signed_card import signed_words

        signing = self.assessment.signing
        state = self.assessment.state.words.lower()
        words = signed_words(signing) if signing else f"{self.assessment.title} is {state}"
        return f"{words}. The answers can be read, and changed only after reopening."

    def subject(self, kind: str, item: str, field: str) -> Subject:
        """The subject of one field of one item of the chosen assessment."""
        return Subject(kind, self.id, item, field)

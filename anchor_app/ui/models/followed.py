"""The outcomes on the screen: those of the chosen assessment's organisation, each with the levels of its domain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from anchor_app.domain.charter import Charter, Domain
from anchor_app.domain.errors import Refusal
from anchor_app.domain.holdings import Holdings
from anchor_app.domain.measures import Measure
from anchor_app.domain.outcome_beside_level import Beside, DomainLevel, beside, domain_levels
from anchor_app.domain.owned_record import owned_key
from anchor_app.services.year_round import charter_of, outcomes
from anchor_app.ui.hub import Hub


class Followed:
    """What the screens of outcomes read: worked out once for what is held, and again when that is another value."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.why_none = ""
        self.charter: Charter | None = None
        self.measures: tuple[Measure, ...] = ()
        self.levels: Mapping[str, tuple[DomainLevel, ...]] = {}
        self._held: tuple[Holdings, str | None, date] | None = None

    @property
    def organisation(self) -> str:
        """Whose outcomes they are; "" where no assessment is chosen."""
        key = self.hub.assessment_id
        held = self.hub.workspace.holdings.assessments.get(key) if key else None
        return held.organisation if held else ""

    @property
    def today(self) -> date:
        """The day as of which things stand."""
        return self.hub.workspace.clock.today()

    def refresh(self) -> None:
        """Look again at what is held, if it is another value than last time."""
        workspace, key = self.hub.workspace, self.hub.assessment_id
        now = (workspace.holdings, key, self.today)
        if self._held is not None and self._held[0] is now[0] and self._held[1:] == now[1:]:
            return
        self._held = now
        self.why_none, self.charter, self.measures, self.levels = "", None, (), {}
        owner = self.organisation
        if not owner:
            self.why_none = "There is no assessment yet. Start one for a period, in the header."
            return
        try:
            self.charter = charter_of(workspace, owner)
            self.measures = outcomes(workspace, owner)
        except Refusal as refusal:
            self.why_none = str(refusal)
            return
        self.levels = domain_levels(workspace.holdings, owner, self.today, key or "")

    def find(self, key: str) -> Measure | None:
        """The outcome of that key, or of that id."""
        return next((one for one in self.measures if key in (one.id, owned_key(one.organisation, one.id))), None)

    def domain(self, measure: Measure) -> Domain | None:
        """The domain of an outcome in the charter."""
        every = self.charter.domains if self.charter else ()
        return next((one for one in every if one.id == measure.domain), None)

    def levels_of(self, measure: Measure) -> tuple[DomainLevel, ...]:
        """The levels of an outcome's domain, the oldest first; none for one beyond the domains."""
        return self.levels.get(measure.domain, ())

    def beside(self, measure: Measure) -> Beside:
        """An outcome beside its domain's levels."""
        return beside(self.levels_of(measure), measure, self.today)

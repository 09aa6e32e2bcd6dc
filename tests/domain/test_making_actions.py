"""A wish to make an action of something is read when its turn comes, and makes one action of it."""

from __future__ import annotations

import pytest

from anchor_app.domain.acting import MakeAction
from anchor_app.domain.action import ActionSource
from anchor_app.domain.commands import AddOpportunity, RewordOpportunity
from anchor_app.domain.errors import UnknownItem, WrongValue
from tests.helpers.values import TODAY, ready_desk


def test_an_opportunity_that_was_reworded_meanwhile_is_made_an_action_as_it_reads_now() -> None:
    desk = ready_desk()
    desk.do(AddOpportunity("now", "1.1", "Ask", id="opp"))
    wish = MakeAction("now", ActionSource.OPPORTUNITY, "opp", TODAY, id="made")
    desk.do(RewordOpportunity("now", "opp", "Ask everybody"))
    desk.do(wish)
    made = desk.holdings.actions["org/made"]
    assert (made.title, made.source_item, made.created_on) == ("Ask everybody", "opp", TODAY)
    with pytest.raises(WrongValue, match="an action already"):
        MakeAction("now", ActionSource.OPPORTUNITY, "opp", TODAY).edit(desk.holdings)


def test_what_is_gone_meanwhile_is_made_nothing() -> None:
    with pytest.raises(UnknownItem):
        MakeAction("now", ActionSource.OPPORTUNITY, "gone", TODAY).edit(ready_desk().holdings)

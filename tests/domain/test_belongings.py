"""What belongs to an organisation is found at once, and is what a look at everything would find after any edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anchor_app.domain.edit import Change, Edit, Subject
from anchor_app.domain.holdings import Holdings

_FIELDS = {"assessment": "period", "evidence": "title", "reading": "value"}
_subjects = st.builds(lambda kind, owner, number: Subject(kind, owner, f"{kind} {owner} {number}", _FIELDS[kind]),
                      st.sampled_from(sorted(_FIELDS)), st.sampled_from(["o1", "o2"]), st.integers(1, 3))
_edits = st.lists(st.dictionaries(_subjects, st.sampled_from([None, "a", "b"]), max_size=4), max_size=12)


def naive(table: dict[str, object], owner: str) -> list[str]:
    return [key for key, one in table.items() if one.organisation == owner]  # type: ignore[attr-defined]


@given(_edits, st.lists(st.booleans(), min_size=12, max_size=12))
def test_the_index_is_led_on_by_every_edit(edits: list[dict[Subject, str | None]], asks: list[bool]) -> None:
    holdings = Holdings()
    for told, is_asked in zip(edits, asks, strict=False):
        if is_asked:
            holdings.evidence_of("o1"), holdings.assessments_of("o2"), holdings.latest_reading("o1", "d")
        holdings = holdings.with_edit(Edit.of("Edit", (Change(what, holdings.fact(what), new)
                                                       for what, new in told.items())))
        if is_asked:
            for owner in ("o1", "o2", "nobody"):
                for name in ("assessments", "evidence", "readings"):
                    assert [one.id for one in holdings.owned(name, owner)] == naive(getattr(holdings, name), owner)
                periods = [one.period for one in holdings.assessments_of(owner)]
                assert periods == sorted(periods)

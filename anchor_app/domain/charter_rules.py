"""Reading the levels of a charter file and their rules, and judging whether the rules make sense together.

A rule is one of three fixed operations; nothing in a charter file is ever calculated as a formula.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from anchor_app.domain.charter import AtLeast, Every, Level, MoreThan, Rule
from anchor_app.domain.charter_faults import Findings, shown
from anchor_app.domain.charter_table import LONGEST_NAME, Table, kind_of
from anchor_app.domain.toml_lines import Path

LEVEL_KEYS = ("id", "name", "rule")
_RULES = ("at_least", "more_than", "all")
_CHOICE = 'rule = { at_least = 2 }, rule = { more_than = "1/2" } or rule = { all = true }'
_SHARE = re.compile(r"(\d{1,6})/(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """A level with the place of its rule; the rule is None where it was faulty."""

    path: Path
    id: str
    name: str
    rule: Rule | None

    def level(self) -> Level:
        """The level as a value, once nothing about it is faulty."""
        if self.rule is None:
            raise ValueError(f"{self.name} has no rule")
        return Level(self.id, self.name, self.rule)


def read_level(table: Table) -> FoundLevel:
    """A level from its table."""
    id_, name = table.identifier(), table.text("name", LONGEST_NAME)
    return FoundLevel((*table.path, "rule"), id_, name, _rule(table))


def _rule(level: Table) -> Rule | None:
    if level.value("rule", _CHOICE) is None:
        return None
    if not isinstance(level.values["rule"], dict):
        level.fault("rule", f"the rule should be a table but is {kind_of(level.values['rule'])}",
                    f"write {_CHOICE}")
        return None
    before = len(level.found.faults)
    table = Table(level.found, (*level.path, "rule"), level.values["rule"], "a rule", _RULES)
    given = [key for key in _RULES if table.has(key)]
    if len(given) == 1:
        return {"at_least": _at_least, "more_than": _more_than, "all": _every}[given[0]](table)
    if given:
        level.fault("rule", f"the rule says {' and '.join(given)} at once", f"keep one: {_CHOICE}")
    elif len(level.found.faults) == before:
        level.fault("rule", "the rule is empty", f"write {_CHOICE}")
    return None


def _at_least(rule: Table) -> Rule | None:
    value = rule.values["at_least"]
    if not isinstance(value, int) or isinstance(value, bool):
        what = shown(value) if isinstance(value, str | float) else kind_of(value)
        rule.fault("at_least", f"at_least should be a whole number but is {what}",
                   "write the number of components without quotation marks, as in at_least = 2")
        return None
    if value < 1:
        rule.fault("at_least", f"at_least is {shown(value)}, so that the rule would ask for nothing",
                   "write 1 or more")
        return None
    return AtLeast(value)


def _more_than(rule: Table) -> Rule | None:
    value = rule.values["more_than"]
    share = _share(value)
    if share is not None and 0 <= share < 1:
        return MoreThan(share)
    if share is not None and share >= 1:
        rule.fault("more_than", f"more than {shown(value).strip(chr(39))} of the components can never be "
                   "fulfilled", "write a share below 1, as in more_than = \"1/2\", or all = true for all")
    elif share is not None:
        rule.fault("more_than", f"the share {shown(value)} is negative",
                   'write a share from 0 up to, but below, 1, as in more_than = "1/2"')
    elif isinstance(value, float):
        rule.fault("more_than", f"the share {value:g} is a decimal number, which cannot hold every share "
                   "exactly (a third is never quite 0.333)", f"write it as a fraction{_hint(value)}")
    else:
        what = shown(value) if isinstance(value, str) else kind_of(value)
        rule.fault("more_than", f"the share is {what}, which is not a fraction",
                   'write two whole numbers with a stroke between, as in more_than = "1/2"')
    return None


def _share(value: object) -> Fraction | None:
    """The share as an exact number, or None if it is not written as one."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if not isinstance(value, str):
        return None
    text = value.replace(" ", "")
    sign = -1 if text.startswith("-") else 1
    parts = _SHARE.fullmatch(text.removeprefix("-"))
    if not parts or not int(parts[2]):
        return None
    return Fraction(sign * int(parts[1]), int(parts[2]))


def _hint(share: float) -> str:
    if not math.isfinite(share) or not 0 <= share < 1:
        return ' from 0 up to, but below, 1, as in more_than = "1/2"'
    near = Fraction(share).limit_denominator(100)
    return f': more_than = "{near.numerator}/{near.denominator}"' if near < 1 else ', as in "1/2"'


def _every(rule: Table) -> Rule | None:
    if rule.values["all"] is True:
        return Every()
    rule.fault("all", f"'all' is {shown(rule.values['all'])}",
               f"write all = true, or another rule: {_CHOICE}")
    return None


def judge_levels(found: Findings, levels: Sequence[FoundLevel], sizes: Sequence[int]) -> None:
    """Note the rules that no domain could meet, and levels that are easier than an earlier one.

    `sizes` are the numbers of components in the domains.
    """
    rising: list[FoundLevel] = []
    for level in levels:
        if level.rule is None or not sizes:
            continue
        if isinstance(level.rule, AtLeast) and level.rule.count > max(sizes):
            found.add((*level.path, "at_least"),
                      f"{level.name} needs at least {shown(level.rule.count)}, but no domain has more than "
                      f"{max(sizes)} components",
                      f"write {max(sizes)} or less, or all = true for every component")
            continue
        easier = _easier(level.rule, rising, sizes)
        if easier:
            earlier, size = easier
            found.add(level.path, f"{level.name} needs fewer than {earlier.name} in a domain of {size}",
                      f"put the easier level first, or ask for more than {earlier.name} does: {level.rule} "
                      f"against {earlier.rule}")
        else:
            rising.append(level)


def _easier(rule: Rule, earlier: Sequence[FoundLevel], sizes: Sequence[int]) -> tuple[FoundLevel, int] | None:
    """The latest earlier level that asks for more than the rule, with the size of domain where it does."""
    for level in reversed(earlier):
        for size in sorted(set(sizes)):
            if level.rule and rule.needed(size) < level.rule.needed(size):
                return level, size
    return None

"""From the tables of a charter file, schema 1, to the charter as values, with every fault on the way."""

from __future__ import annotations

from collections.abc import Mapping

from anchor_app.domain.charter import Charter, Component, Domain, Outcome, Practice, Principle
from anchor_app.domain.charter_faults import Findings, shown
from anchor_app.domain.charter_names import Names
from anchor_app.domain.charter_rules import LEVEL_KEYS, FoundLevel, judge_levels, read_level
from anchor_app.domain.charter_table import LONGEST_NAME, LONGEST_TEXT, Table, checked_text, kind_of
from anchor_app.domain.toml_lines import Path

SCHEMA = 1
MOST_LEVELS = 20
MOST_PRINCIPLES = 50
MOST_DOMAINS = 50
MOST_COMPONENTS = 1_000
MOST_PRACTICES = 100

_CHARTER_KEYS = ("schema", "id", "edition", "title", "publisher", "levels", "principles", "domains")
_PRINCIPLE_KEYS = ("id", "title", "text")
_DOMAIN_KEYS = ("id", "number", "title", "title_beyond_nhs", "short_title", "outcome", "components")
_OUTCOME_KEYS = ("title", "unit", "direction", "target")
_COMPONENT_KEYS = ("id", "title", "title_beyond_nhs", "practices")


def read_tables(values: Mapping[str, object], found: Findings, digest: str, source: str) -> Charter:
    """The charter in these tables; it is only to be used if nothing was found."""
    if not _has_schema(values, found) or not _is_bounded(values, found):
        return Charter("", "", "", "", (), (), ())
    root, names = Table(found, (), values, "the charter", _CHARTER_KEYS), Names(found)
    id_, edition = root.identifier(), root.text("edition", LONGEST_NAME)
    title, publisher = root.text("title"), root.text("publisher")
    levels = [_level(table, names) for table in _some(root, "levels", "a level", LEVEL_KEYS)]
    principles = tuple(_principle(table, names)
                       for table in root.tables("principles", "a principle", _PRINCIPLE_KEYS))
    tables = _some(root, "domains", "a domain", _DOMAIN_KEYS)
    domains = tuple(_domain(table, names) for table in tables)
    names.judge_practices()
    judge_levels(found, levels, [size for table in tables if (size := _size(table.values))])
    sound = () if found.faults else tuple(level.level() for level in levels)
    return Charter(id_, edition, title, publisher, sound, principles, domains, digest, source)


def _has_schema(values: Mapping[str, object], found: Findings) -> bool:
    """Whether the rest can be judged by this schema; a schema that is not named is a fault, but can."""
    schema = values.get("schema")
    path: Path = ("schema",)
    if schema is None:
        found.add(path, "the file does not say which schema it follows",
                  f"add the line schema = {SCHEMA} before the first table")
    elif not isinstance(schema, int) or isinstance(schema, bool):
        found.add(path, f"the schema should be a whole number but is {kind_of(schema)}",
                  f"write schema = {SCHEMA}")
    elif schema > SCHEMA:
        found.add(path, f"the file follows schema {shown(schema)}, which is newer than this program's "
                  f"schema {SCHEMA}",
                  f"install a newer version of this program, or ask for the charter in schema {SCHEMA}")
        return False
    elif schema < SCHEMA:
        found.add(path, f"the file follows schema {shown(schema)}, which is older than schema {SCHEMA}",
                  f"ask for the charter in schema {SCHEMA}")
        return False
    return True


def _is_bounded(values: Mapping[str, object], found: Findings) -> bool:
    """Whether there is no more of anything than the limits; looked at before anything else is."""
    before = len(found.faults)
    for key, most in (("levels", MOST_LEVELS), ("principles", MOST_PRINCIPLES), ("domains", MOST_DOMAINS)):
        _bound(found, (key,), values.get(key), most, key)
    domains = values.get("domains")
    count = 0
    for place, domain in enumerate(domains if isinstance(domains, list) else []):
        size = _size(domain)
        if count <= MOST_COMPONENTS < count + size:
            found.add(("domains", place, "components", MOST_COMPONENTS - count),
                      f"the charter has more than {MOST_COMPONENTS:,} components",
                      f"this is number {MOST_COMPONENTS + 1:,}: take some out, or divide the charter")
        count += size
    return len(found.faults) == before


def _bound(found: Findings, path: Path, values: object, most: int, name: str) -> bool:
    if isinstance(values, list) and len(values) > most:
        found.add((*path, most), f"there are {len(values):,} {name}", f"keep {most} at most")
        return False
    return True


def _size(domain: object) -> int:
    """How many components a domain's table has."""
    components = domain.get("components") if isinstance(domain, Mapping) else None
    return len(components) if isinstance(components, list) else 0


def _some(table: Table, key: str, kind: str, keys: tuple[str, ...]) -> list[Table]:
    """The tables of a list that must not be empty."""
    if table.value(key, f"{kind} with [[{table.header(key)}]]") == []:
        table.fault(key, f"'{key}' of {table.kind} is empty", f"add {kind}")
    return table.tables(key, kind, keys)


def _level(table: Table, names: Names) -> FoundLevel:
    level = read_level(table)
    names.claim("level id", (*table.path, "id"), level.id)
    names.claim("level name", (*table.path, "name"), level.name)
    return level


def _principle(table: Table, names: Names) -> Principle:
    id_ = table.identifier()
    names.claim("principle id", (*table.path, "id"), id_)
    return Principle(id_, table.text("title"), table.text("text", LONGEST_TEXT, lines=True))


def _domain(table: Table, names: Names) -> Domain:
    id_, number = table.identifier(), table.number("number")
    names.claim("domain id", (*table.path, "id"), id_)
    names.claim("domain number", (*table.path, "number"), str(number or ""))
    outcome = table.table("outcome", "an outcome", _OUTCOME_KEYS)
    components = _some(table, "components", "a component", _COMPONENT_KEYS)
    return Domain(
        id_, number, table.text("title"), table.text("short_title", LONGEST_NAME),
        tuple(_component(part, names) for part in components),
        _outcome(outcome) if outcome else None, table.optional_text("title_beyond_nhs"))


def _outcome(table: Table) -> Outcome:
    direction = table.text("direction", LONGEST_NAME)
    if direction and direction not in ("up", "down"):
        table.fault("direction", f"the direction of an outcome is {shown(direction)}",
                    'write "up" if a higher figure is better, or "down" if a lower one is')
    return Outcome(table.text("title"), table.text("unit", LONGEST_NAME), direction,
                   table.optional_text("target", LONGEST_TEXT, lines=True))


def _component(table: Table, names: Names) -> Component:
    id_ = table.identifier()
    practices = _practices(table, id_)
    names.claim_component((*table.path, "id"), id_, len(practices))
    return Component(id_, table.text("title"), practices, table.optional_text("title_beyond_nhs"))


def _practices(table: Table, component_id: str) -> tuple[Practice, ...]:
    values, path = table.values.get("practices", []), (*table.path, "practices")
    if not isinstance(values, list):
        table.fault("practices", f"'practices' should be a list of texts but is {kind_of(values)}",
                    'write practices = ["…", "…"]')
        return ()
    if not _bound(table.found, path, values, MOST_PRACTICES, "practices in a component"):
        return ()
    return tuple(
        Practice(f"{component_id}.{place + 1}",
                 checked_text(table.found, (*path, place), value, "a practice", LONGEST_TEXT, True))
        for place, value in enumerate(values))

"""Every fault of a charter file is refused with its own line, what is wrong and how to mend it."""

from __future__ import annotations

import re

import pytest

from anchor_app.domain.charter import Charter
from anchor_app.domain.charter_file import FaultyCharter, read_charter

SMALL = '''\
schema = 1
id = "small"
edition = "1"
title = "A small charter"
publisher = "Made up"
[[levels]]
id = "first"
name = "First"
rule = { at_least = 1 }
[[levels]]
id = "second"
name = "Second"
rule = { more_than = "1/2" }
[[levels]]
id = "third"
name = "Third"
rule = { all = true }
[[principles]]
id = "start"
title = "Start"
text = "We know where we start."
[[domains]]
id = "one"
number = 1
title = "Domain one"
short_title = "One"
[domains.outcome]
title = "Something that grows"
unit = "%"
direction = "up"
[[domains.components]]
id = "1.1"
title = "Component"
practices = [
  "The first practice.",
  "The second practice.",
]
[[domains.components]]
id = "1.2"
title = "Another"
practices = []
[[domains]]
id = "two"
number = 2
title = "Domain two"
short_title = "Two"
[[domains.components]]
id = "2.1"
title = "Component of two"
'''
LINES = SMALL.splitlines()
HUNDRED_AND_ONE = ",".join(["'x'"] * 101)
MANY = "\n".join(f'[[levels]]\nid = "l{n}"\nname = "Level {n}"\nrule = {{ all = true }}' for n in range(18))


def changed(line: int, text: str) -> str:
    """The small charter with one line replaced, by any number of lines."""
    return "\n".join([*LINES[:line - 1], *text.splitlines(), *LINES[line:]]) + "\n"


def faults_of(source: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(FaultyCharter) as refused:
        read_charter(source)
    return [(fault.line, f"{fault.what} — {fault.mend}") for fault in refused.value.faults]


# The line that is replaced, what stands there instead, the line of the fault, and words of its sentence.
FAULTS = [
    # Schema and keys of the charter itself
    (1, "", 1, "does not say which schema"),
    (1, "schema = 2", 1, "newer than this program's schema 1"),
    (1, "schema = 0", 1, "older than schema 1"),
    (1, "schema = -1", 1, "older than schema 1"),
    (1, 'schema = "1"', 1, "whole number but is text"),
    (1, "schema = true", 1, "whole number but is true or false"),
    (1, "schema = 1.0", 1, "whole number but is a decimal number"),
    (2, "", 1, "'id' of the charter is missing"),
    (2, "id = 7", 2, "text but is a whole number"),
    (2, 'id = "two words"', 2, "'two words' of the charter cannot be used"),
    (3, "edition = 2021-07-01", 3, "text but is a date"),
    (3, "edition = 07:30:00", 3, "text but is a time of day"),
    (4, 'titel = "A small charter"', 4, "did you mean 'title'?"),
    (4, 'title = "   "', 4, "'title' of the charter is empty"),
    (4, f'title = "{"x" * 301}"', 4, "has 301 characters — shorten it to 300"),
    (4, 'title = "One\\nTwo"', 4, "a line end or a tab (U+000A)"),
    (4, 'title = "nul \\u0000"', 4, "a control character (U+0000)"),
    (4, 'title = "\\u007f Delete"', 4, "a control character (U+007F)"),
    (4, 'title = "last \\uffff"', 4, "a control character (U+FFFF)"),
    (4, 'title = "evil \\u202Eltit"', 4, "reverses the direction of writing (U+202E)"),
    (4, 'title = "isolated \u2066x\u2069"', 4, "reverses the direction of writing (U+2066)"),
    (4, 'title = "\\u200b\\u200b"', 4, "is empty"),
    (5, 'publisher = ["Made up"]', 5, "text but is a list"),
    (5, 'publisher = "Made up"\nwidth = nan', 6, "'width' is not a key of the charter"),
    # Levels and rules
    (7, 'id = "-first"', 7, "begin with a letter or digit"),
    (7, 'id = "fürst"', 7, "cannot be used"),
    (7, f'id = "{"a" * 65}"', 7, "has 65 characters"),
    (8, "", 6, "'name' of a level is missing"),
    (8, 'name = "First"\nneeds = "third"', 9, "levels build on each other in the order of the file"),
    (8, 'name = "First"\nrequires = ["second"]', 9, "'requires' is not a key of a level — take it out"),
    (8, 'name = "First"\nparent = "third"', 9, "refers to another level"),
    (8, 'name = "First"\nweight = -1', 9, "no weights and no formulas"),
    (9, "", 6, "'rule' of a level is missing"),
    (9, "rule = {}", 9, "the rule is empty"),
    (9, 'rule = "at_least 1"', 9, "the rule should be a table but is text"),
    (9, "rule = { at_least = 1, all = true }", 9, "says at_least and all at once"),
    (9, "rule = { atleast = 1 }", 9, "did you mean 'at_least'?"),
    (9, 'rule = { formula = "__import__(\'os\')" }', 9, "no formulas"),
    (9, "rule = { at_least = 0 }", 9, "would ask for nothing"),
    (9, "rule = { at_least = -3 }", 9, "at_least is -3"),
    (9, "rule = { at_least = 1.5 }", 9, "whole number but is 1.5"),
    (9, "rule = { at_least = true }", 9, "whole number but is true or false"),
    (9, 'rule = { at_least = "1" }', 9, "without quotation marks"),
    (9, "rule = { at_least = 9 }", 9, "at least 9, but no domain has more than 2 components — write 2"),
    (9, f"rule = {{ at_least = {10**60} }}", 9, "an enormous number"),
    (13, "rule = { at_least = 2 }\n[[levels]]\nid = \"x\"\nname = \"X\"\nrule = { at_least = 1 }", 17,
     "X needs fewer than Second in a domain of 2"),
    (13, 'rule = { more_than = "1/1" }', 13, "more than 1/1 of the components can never be fulfilled"),
    (13, 'rule = { more_than = "3/2" }', 13, "a share below 1"),
    (13, "rule = { more_than = 1 }", 13, "more than 1 of the components can never"),
    (13, 'rule = { more_than = "-1/2" }', 13, "is negative"),
    (13, "rule = { more_than = -2 }", 13, "is negative"),
    (13, "rule = { more_than = 0.5 }", 13, 'write it as a fraction: more_than = "1/2"'),
    (13, "rule = { more_than = nan }", 13, "decimal number"),
    (13, "rule = { more_than = -inf }", 13, "decimal number"),
    (13, 'rule = { more_than = "1/0" }', 13, "not a fraction"),
    (13, 'rule = { more_than = "half" }', 13, "'half', which is not a fraction"),
    (13, 'rule = { more_than = "50%" }', 13, "not a fraction"),
    (13, 'rule = { more_than = "١/٢" }', 13, "not a fraction"),
    (13, "rule = { more_than = [1, 2] }", 13, "a list, which is not a fraction"),
    (17, "rule = { all = false }", 17, "'all' is false"),
    (17, "rule = { all = 1 }", 17, "'all' is 1"),
    (11, 'id = "first"', 11, "level id 'first' is used on line 7 already"),
    (11, 'id = "FIRST"', 11, "differs only in capitals from 'first', used on line 7"),
    (12, 'name = "first"', 12, "give every level a name of its own"),
    (6, MANY + "\n[[levels]]", 86, "there are 21 levels — keep 20"),
    # Principles, domains and outcomes
    (19, 'id = "a b"', 19, "the id 'a b' of a principle"),
    (20, 'title = "Start"\nincludes = "one"', 21, "'includes' is not a key of a principle"),
    (21, f'text = "{"x" * 2001}"', 21, "has 2,001 characters"),
    (21, 'text = "T"\n[[principles]]\nid = "Start"\ntitle = "T"\ntext = "T"', 23,
     "principle id 'Start' differs only in capitals from 'start'"),
    (23, 'id = "two"', 43, "domain id 'two' is used on line 23 already"),
    (24, 'number = "1"', 24, "whole number but is text"),
    (24, "number = true", 24, "whole number but is true or false"),
    (24, "number = 0", 24, "a whole number from 1 to 999"),
    (24, "number = -4", 24, "'number' of a domain is -4"),
    (24, "number = 0xffffffffffffffffffffffff", 24, "an enormous number"),
    (24, "number = 2", 44, "domain number '2' is used on line 24 already"),
    (26, "", 22, "'short_title' of a domain is missing"),
    (26, 'short_title = "One"\ntitle_beyond_nhs = ""', 27, "'title_beyond_nhs' of a domain is empty"),
    (27, "[[domains.outcome]]", 27, "begin it once with [domains.outcome]"),
    (28, "", 27, "'title' of an outcome is missing"),
    (30, 'direction = "sideways"', 30, 'the direction of an outcome is \'sideways\' — write "up"'),
    (30, 'direction = "Up"', 30, 'write "up"'),
    (30, "direction = true", 30, "text but is true or false"),
    # Components and practices
    (39, 'id = "1.1.2"', 39, "also the number of practice 2 of component '1.1' on line 32"),
    (48, 'id = "1.1"', 48, "component id '1.1' is used on line 32 already"),
    (34, "practises = [", 34, "'practises' is not a key of a component — did you mean 'practices'?"),
    (34, "practices = [\n7,", 35, "a practice should be text but is a whole number"),
    (36, '  "",', 36, "a practice is empty"),
    (36, f'  "{"x" * 2001}",', 36, "a practice has 2,001 characters"),
    (36, '"The \\u202d second practice"', 36, "reverses the direction"),
    (41, "practices = true", 41, "list of texts but is true or false"),
    (41, f"practices = [{HUNDRED_AND_ONE}]", 41, "there are 101 practices in a component — keep 100"),
    (41, "practices = []\ndepends_on = '1.1'", 42, "'depends_on' is not a key of a component"),
    (47, "[domains.components]", 47, "begin a component with [[domains.components]]"),
    # What is not TOML
    (12, "name = Second", 12, "put text in quotation marks"),
    (12, 'name = "Second', 12, "put the closing quotation mark"),
    (12, 'name "Second"', 12, "there is no ="),
    (12, 'name = "Second" # fine\nname = "Again"', 13, "given twice in the same table"),
    (12, 'name = "C:\\users"', 12, "or two backslashes for one"),
    (10, "[levels]", 10, "already given above"),
    (10, "[[levels]", 10, "brackets around the name"),
    (10, "levels]]", 10, "there is no ="),
    (36, "'The second practice.'\n'no comma before'", 34, "comma"),
    (37, "", 34, "the list that begins here is not closed"),
    (37, "", 34, "and ] after the last"),
    (9, "rule = { at_least = 1", 9, "} at the end"),
    (4, 'title = """A charter', 4, "the text that begins here is not closed"),
    (4, "title = 2021-02-30", 4, "this date does not exist"),
    (24, f"number = {'9' * 5000}", 24, "more than 100 digits"),
    (24, f"number = {'[' * 5000}", 24, "nested more than 16 deep"),
    (24, f"number = {'{a=' * 5000}", 24, "nested more than 16 deep"),
    (24, f"{'a.' * 5000}b = 1", 24, "more than 8 parts"),
]


def test_the_small_charter_itself_has_no_fault() -> None:
    assert isinstance(read_charter(SMALL), Charter)


@pytest.mark.parametrize(("line", "text", "where", "phrase"),
                         FAULTS, ids=lambda value: value[:40] if isinstance(value, str) else str(value))
def test_a_fault_is_named_with_its_line_and_its_mend(line: int, text: str, where: int, phrase: str) -> None:
    found = faults_of(changed(line, text))
    assert any(number == where and phrase in sentence for number, sentence in found), found
    assert all(re.fullmatch(r".+ — .+", sentence, re.DOTALL) for _, sentence in found)


@pytest.mark.parametrize(("line", "text"), [
    (2, "id = 7"), (4, 'titel = "A"'), (7, 'id = "-first"'), (9, "rule = {}"), (9, "rule = { atleast = 1 }"),
    (9, "rule = { at_least = 1, all = true }"), (23, 'id = "two"'), (24, "number = 2"), (36, '  "",'),
    (34, "practises = ["), (39, 'id = "1.1.2"'), (12, "name = Second"), (27, "[[domains.outcome]]")])
def test_one_mistake_is_one_fault(line: int, text: str) -> None:
    assert len(faults_of(changed(line, text))) == 1


def test_faults_are_reported_together_in_the_order_of_the_file() -> None:
    text = changed(48, 'id = "1.1"').replace("number = 1", "number = -1").replace("at_least", "at_leest")
    assert [line for line, _ in faults_of(text)] == [9, 24, 48]
    with pytest.raises(FaultyCharter) as refused:
        read_charter(text)
    assert str(refused.value).startswith("This charter file cannot be used: it has 3 faults.\nLine 9: ")


def test_only_fifty_faults_are_spelt_out_and_the_rest_counted() -> None:
    text = changed(36, "\n".join(["''," for _ in range(80)]))
    with pytest.raises(FaultyCharter) as refused:
        read_charter(text)
    lines = str(refused.value).splitlines()
    assert len(refused.value.faults) == 80
    assert len(lines) == 52
    assert lines[-1] == "… and 30 more."


def test_a_level_that_is_easier_than_an_earlier_one_is_refused_in_the_domain_where_it_shows() -> None:
    text = changed(44, 'number = 2\ncomponents = [' + ",".join(
        f"{{id = '2.{n}', title = 'T'}}" for n in range(2, 6)) + "]")
    text = text[:text.index("[[domains.components]]\nid = \"2.1\"")]
    text = text.replace("at_least = 1", "at_least = 4")
    assert [(line, sentence.split(" — ")[0]) for line, sentence in faults_of(text)] == [
        (13, "Second needs fewer than First in a domain of 4")]


@pytest.mark.parametrize("key", ["levels", "domains"])
def test_a_charter_without_levels_or_domains_is_refused(key: str) -> None:
    kept = {"levels": LINES[:5] + LINES[21:], "domains": LINES[:21]}[key]
    assert faults_of("\n".join(kept)) == [
        (1, f"'{key}' of the charter is missing — add a {key[:-1]} with [[{key}]]")]
    assert any("is empty" in sentence for _, sentence in faults_of("\n".join([f"{key} = []", *kept])))
    found = faults_of("\n".join([f"{key} = 'none'", *kept]))
    assert (1, f"'{key}' should be a list of tables but is text — begin a {key[:-1]} with [[{key}]], "
            "with two brackets") in found


def test_a_domain_without_components_is_refused_on_its_line() -> None:
    assert faults_of("\n".join(LINES[:46])) == [
        (42, "'components' of a domain is missing — add a component with [[domains.components]]")]


def test_an_empty_list_of_components_is_refused_on_its_line() -> None:
    assert (47, "'components' of a domain is empty — add a component") in faults_of(
        "\n".join([*LINES[:46], "components = []"]))


def test_a_component_may_have_no_practices() -> None:
    charter = read_charter(SMALL)
    assert [len(component.practices) for component in charter] == [2, 0, 0]


def test_a_component_numbered_beyond_the_practices_of_another_is_no_clash() -> None:
    assert read_charter(changed(39, 'id = "1.1.3"')).component("1.1.3")
    assert read_charter(changed(39, 'id = "1.1.02"')).component("1.1.02")

"""The published format: one form for the same data, the schema, and packs of every version for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic.json_schema import GenerateJsonSchema

from anchor_app import resources
from anchor_app.exchange import model
from anchor_app.exchange.errors import AlteredPack, UnfitContent
from anchor_app.exchange.pack import checksum_of, write_pack
from anchor_app.exchange.reading_here import check, read_here
from anchor_app.exchange.translation import content_of
from tests.helpers.packs import content, forged, good_pack, open_document, pack_of, parts_of, values

SCHEMA = resources.root() / "schemas" / "anchorpack-1.schema.json"
FIXTURE = Path(__file__).parent / "fixtures" / "version-1.anchorpack"
CHECKSUM = "e3c7bf26ae502a758cce46ca81fcdf032cf4282f8ac5d5ed0c35d30e9ce15f69"


def generated() -> dict[str, Any]:
    """The schema that the models mean."""
    def of(schema: Any) -> dict[str, Any]:
        return GenerateJsonSchema().generate(schema, mode="validation")

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "anchorpack, version 1",
            "description": "manifest.json and data.json of a pack; docs/pack-format.md says what they mean.",
            "$defs": {"manifest": of(model.manifest_schema()), "data": of(model.data_schema())},
            "type": "object", "required": ["manifest", "data"], "additionalProperties": False,
            "properties": {"manifest": {"$ref": "#/$defs/manifest"}, "data": {"$ref": "#/$defs/data"}}}


def test_the_published_schema_is_what_the_reader_asks_for() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == generated()


def test_packs_keep_to_the_published_schema() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    for pack in (good_pack(), pack_of(content(files=False)), FIXTURE.read_bytes()):
        manifest, data, *_ = parts_of(pack)
        validator.validate({"manifest": json.loads(manifest[1]), "data": json.loads(data[1])})
    manifest, data = values()
    assert not validator.is_valid({"manifest": manifest | {"extra": 1}, "data": data})


def test_the_pack_of_version_1_says_for_ever_what_it_said() -> None:
    found = read_here(FIXTURE)
    assert found.checksum == CHECKSUM and content_of(found.manifest, found.data) == content()


def test_the_same_content_is_the_same_bytes_in_any_order() -> None:
    what = content()
    turned = replace(what, facts=dict(reversed(what.facts.items())), files=dict(reversed(what.files.items())))
    assert pack_of(turned) == pack_of(what) == good_pack()
    assert checksum_of(what, made_by="0.1.0") == check(BytesIO(good_pack())).checksum


def test_what_is_written_is_what_is_read() -> None:
    for what in (content(), content(files=False), content(words="x" * 100_000)):
        found = check(BytesIO(pack_of(what)))
        assert content_of(found.manifest, found.data) == what


def test_what_no_pack_may_hold_is_not_written() -> None:
    what = content()
    for words in ("\0", "x" * 100_001 + "\0", "\ud800"):
        with pytest.raises(UnfitContent):
            pack_of(content(words=words))
    with pytest.raises(UnfitContent, match="Of an assessment"):
        pack_of(replace(what, assessments=("now", "then")))
    with pytest.raises(UnfitContent, match="not the one that was attached"):
        write_pack(what, BytesIO(), lambda digest: BytesIO(open_document(digest).read() + b"x"))


def test_an_older_version_is_brought_to_this_one_step_by_step() -> None:
    manifest, data = values()
    records = data.pop("records")
    older = forged(manifest | {"version": 0}, data | {"rows": records})

    def rename(manifest: dict[str, Any], data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        return manifest | {"version": 1}, {**{k: v for k, v in data.items() if k != "rows"}, "records": data["rows"]}

    found = check(BytesIO(older), upgrades={0: rename})
    assert content_of(found.manifest, found.data) == content()
    with pytest.raises(AlteredPack, match="there never was"):
        check(BytesIO(older))
    with pytest.raises(AlteredPack, match="What is in it"):
        check(BytesIO(older), upgrades={0: lambda manifest, data: (manifest, data)})


if __name__ == "__main__":  # writes the schema anew
    SCHEMA.write_text(json.dumps(generated(), indent=1, sort_keys=True) + "\n", "utf-8")

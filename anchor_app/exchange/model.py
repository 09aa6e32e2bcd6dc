"""The manifest and the data of a pack as pydantic checks them: nothing is converted, and nothing unknown passes.

The schemas are made for pydantic's core directly: its classes would take longer to load than sixty packs to read.
"""

from __future__ import annotations

from functools import cache
from typing import TypedDict

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as of

from anchor_app.domain.record import LONGEST_TEXT

FORMAT = "anchorpack"
VERSION = 1

IDENTIFIER = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
LONGEST_ITEM = 1_000
LONGEST_CHARTER = 2_000_000
MOST_RECORDS = 100_000


class OrganisationLine(TypedDict):
    """The organisation that a pack is of."""

    id: str
    name: str


class AssessmentLine(TypedDict):
    """An assessment in a pack, as its data say."""

    charter: str
    edition: str
    id: str
    period: str
    revision: int
    round: str
    state: str


class FileLine(TypedDict):
    """A document in a pack."""

    sha256: str
    size: int


class Counts(TypedDict):
    """How much is in a pack."""

    charters: int
    evidence: int
    fields: int
    files: int


class Manifest(TypedDict):
    """What a pack says of itself; `files_left_out` are documents that its evidence names and that are not in it."""

    assessments: list[AssessmentLine]
    audience: str
    checksum: str
    counts: Counts
    data_sha256: str
    files: list[FileLine]
    files_left_out: list[str]
    format: str
    left_out: int
    made_by: str
    organisation: OrganisationLine
    version: int


class CharterText(TypedDict):
    """A wording: its file as text, and the SHA-256 of that file."""

    digest: str
    source: str


class RecordLine(TypedDict):
    """What is said of one record: each field's text or null, and where in the table of versions its lineage is."""

    fields: dict[str, str | None]
    item: str
    kind: str
    lineage: list[int] | dict[str, list[int]]
    owner: str


class Data(TypedDict):
    """The data of a pack."""

    charters: list[CharterText]
    records: list[RecordLine]
    versions: list[str]


class Opening(TypedDict):
    """What every version of the format has in its manifest."""

    format: str
    version: int


def _object(**fields: of.CoreSchema) -> of.CoreSchema:
    """An object with these keys, all of them and no other."""
    return of.typed_dict_schema({name: of.typed_dict_field(schema) for name, schema in fields.items()},
                                extra_behavior="forbid", strict=True, total=True)


def _text(longest: int = LONGEST_TEXT, shortest: int | None = None) -> of.CoreSchema:
    return of.str_schema(max_length=longest, min_length=shortest, strict=True)


def _like(pattern: str) -> of.CoreSchema:
    return of.str_schema(pattern=pattern, strict=True)


def _list(of_what: of.CoreSchema, most: int) -> of.CoreSchema:
    return of.list_schema(of_what, max_length=most, fail_fast=True, strict=True)


def _number(most: int = 2**53) -> of.CoreSchema:
    return of.int_schema(ge=0, le=most, strict=True)


def manifest_schema() -> of.CoreSchema:
    """The manifest of this version."""
    identifier, digest = _like(IDENTIFIER), _like("^[0-9a-f]{64}$")
    assessment = _object(charter=digest, edition=_text(), id=identifier, period=_text(), revision=_number(),
                         round=_text(), state=_text())
    return _object(
        assessments=_list(assessment, 1_000),
        audience=of.literal_schema(["public", "collaborative", "internal"]),
        checksum=digest,
        counts=_object(charters=_number(), evidence=_number(), fields=_number(), files=_number()),
        data_sha256=digest,
        files=_list(_object(sha256=digest, size=_number()), 20_000),
        files_left_out=_list(digest, 100_000),
        format=of.literal_schema([FORMAT]),
        left_out=_number(),
        made_by=_like("^[0-9A-Za-z.+-]{1,40}$"),
        organisation=_object(id=identifier, name=_text()),
        version=of.literal_schema([VERSION]))


def data_schema() -> of.CoreSchema:
    """The data of this version."""
    field, indexes = _text(64, 1), _list(_number(MOST_RECORDS * 10), 10_000)
    record = _object(
        fields=of.dict_schema(field, of.nullable_schema(_text()), min_length=1, max_length=1_000, strict=True),
        item=_text(LONGEST_ITEM),
        kind=_text(20, 1),
        lineage=of.union_schema([indexes, of.dict_schema(field, indexes, max_length=1_000, strict=True)],
                                mode="left_to_right"),
        owner=_like(IDENTIFIER))
    charter = _object(digest=_like("^[0-9a-f]{64}$"), source=_text(LONGEST_CHARTER))
    return _object(charters=_list(charter, 100), records=_list(record, MOST_RECORDS),
                   versions=_list(_like("^[0-9a-f]{16}$"), MOST_RECORDS * 10))


@cache
def manifests() -> SchemaValidator:
    """Reads manifests of this version."""
    return SchemaValidator(manifest_schema())


@cache
def data() -> SchemaValidator:
    """Reads data of this version."""
    return SchemaValidator(data_schema())


@cache
def openings() -> SchemaValidator:
    """Reads of any manifest which format and version it is of."""
    return SchemaValidator(of.typed_dict_schema(
        {"format": of.typed_dict_field(_text(100)), "version": of.typed_dict_field(_number())},
        extra_behavior="ignore", strict=True))


def place_of(error: ValidationError) -> str:
    """Where the first fault is, as a path through the JSON such as `records.3.kind`, and what it is."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part)[:40] for part in first["loc"])
    return f"{where[:120] or 'the whole'}: {str(first['msg'])[:120]}"

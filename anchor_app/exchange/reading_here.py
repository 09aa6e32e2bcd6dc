"""Reading a pack in this very process, strictly: for the process made for it, and for trials."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pydantic_core import SchemaValidator, ValidationError, from_json, to_json

from anchor_app.exchange import model, passphrase, source
from anchor_app.exchange.canonical import canonical, checksum, digest
from anchor_app.exchange.errors import ASK_AGAIN, AlteredPack, NewerPack, shown
from anchor_app.exchange.layout import DATA, MANIFEST
from anchor_app.exchange.limits import LIMITS, Limits
from anchor_app.exchange.model import Data, Manifest
from anchor_app.exchange.rules import check_lineages, check_records, check_texts, checked_charters
from anchor_app.exchange.translation import manifest_of
from anchor_app.exchange.upgrades import UPGRADES, Upgrade, Values, upgraded
from anchor_app.exchange.zip_reader import PackZip, first_manifest


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack that kept to every rule: its parts as this version writes them, and where its documents are.

    `checksum` is the one in the file. `documents` gives where each begins and its size in bytes.
    """

    manifest: Manifest
    data: Data
    checksum: str
    documents: Mapping[str, tuple[int, int]]


def read_here(path: Path, secret: str | None = None, limits: Limits = LIMITS, *,
              upgrades: Mapping[int, Upgrade] = UPGRADES) -> Checked:
    """Reads a pack; raises UnreadablePack with what is wrong with it."""
    with opened_here(path, secret, limits) as file:
        return check(file, limits, upgrades=upgrades)


def opened_here(path: Path, secret: str | None, limits: Limits) -> BinaryIO:
    """The pack as a zip: the file itself, or what a passphrase opens, in memory."""
    file = source.opened(path)
    if not passphrase.is_protected(file.read(64)):
        file.seek(0)
        return file
    with file:
        file.seek(0)
        return BytesIO(passphrase.opened(file.read(limits.protected + 1_000_001), secret, limits))


def check(file: BinaryIO, limits: Limits = LIMITS, *, upgrades: Mapping[int, Upgrade] = UPGRADES) -> Checked:
    """Reads a pack from an open file; raises UnreadablePack."""
    version = _version(file, limits, upgrades)
    pack = PackZip(file, limits)
    manifest_json, data_json = pack.read(MANIFEST), pack.read(DATA)
    if version == model.VERSION:
        manifest: Manifest = _valid(model.manifests(), manifest_json, MANIFEST)
        data: Data = _valid(model.data(), data_json, DATA)
        _check_form(data, manifest["data_sha256"], data_json)
        stated = manifest["checksum"]
    else:
        manifest, data, stated = _brought_on(version, manifest_json, data_json, upgrades)
    check_texts(data, data_json)
    derived = _derived(manifest, data, {one: entry.size for one, entry in pack.documents.items()})
    if version == model.VERSION and canonical(derived) != manifest_json:
        raise AlteredPack(f"What it says of itself does not fit what is in it. {ASK_AGAIN}")
    for entry in pack.documents.values():
        pack.check(entry)
    places = {one: (entry.begins, entry.size) for one, entry in pack.documents.items()}
    return Checked(derived, data, stated, places)


def _derived(manifest: Manifest, data: Data, files: Mapping[str, int]) -> Manifest:
    """What a pack of these data says of itself; raises AlteredPack for data that break a rule."""
    charters = checked_charters(data)
    check_records(data, manifest["organisation"]["id"], charters)
    check_lineages(data)
    return manifest_of(data, charters, organisation=manifest["organisation"]["id"], audience=manifest["audience"],
                       left_out=manifest["left_out"], files=files, made_by=manifest["made_by"],
                       data_sha256=manifest["data_sha256"])


def _version(file: BinaryIO, limits: Limits, upgrades: Mapping[int, Upgrade]) -> int:
    """Which version the pack is of, where that can be told; raises NewerPack, AlteredPack."""
    try:
        opening: dict[str, Any] = model.openings().validate_json(first_manifest(file, limits))
    except ValidationError:
        return model.VERSION  # whatever is wrong is told by those who read on
    version = opening["version"]
    if opening["format"] != model.FORMAT:
        raise AlteredPack(f"It says that it is of the format {shown(opening['format'])}, not "
                          f"{model.FORMAT}. {ASK_AGAIN}")
    if version > model.VERSION:
        raise NewerPack(f"It is of version {version} of the format, and this version of the app reads up to version "
                        f"{model.VERSION}. Install the newest version of the app, then try again.", version)
    if version < model.VERSION and version not in upgrades:
        raise AlteredPack(f"It is of version {version} of the format, which there never was. {ASK_AGAIN}")
    return int(version)


def _valid(validator: SchemaValidator, written: bytes, name: str) -> Any:
    try:
        return validator.validate_json(written)
    except ValidationError as error:
        raise _unlike(name, model.place_of(error)) from None


def _unlike(name: str, what: str) -> AlteredPack:
    return AlteredPack(f"{name} in it is not as it has to be ({what}). {ASK_AGAIN}")


def _check_form(data: Data, stated: str, written: bytes) -> None:
    """The data are the ones that the manifest names, in the only form that there is of them."""
    if digest(written) != stated:
        raise AlteredPack(f"{DATA} in it is not the one that it was made with. {ASK_AGAIN}")
    if to_json(data) != written:
        raise _unlike(DATA, "something is there twice, or not in the order and form of a pack")


def _brought_on(version: int, manifest_json: bytes, data_json: bytes,
                upgrades: Mapping[int, Upgrade]) -> tuple[Manifest, Data, str]:
    """Manifest and data of an older version as this one has them, and the checksum that the pack was made with."""
    manifest, data = _values(manifest_json, MANIFEST), _values(data_json, DATA)
    stated = manifest.get("checksum")
    if stated != checksum(manifest):
        raise AlteredPack(f"Its checksum is not the one that it was made with. {ASK_AGAIN}")
    if manifest.get("data_sha256") != digest(data_json):
        raise AlteredPack(f"{DATA} in it is not the one that it was made with. {ASK_AGAIN}")
    try:
        manifest, data = upgraded(version, manifest, data, upgrades)
        return model.manifests().validate_python(manifest), model.data().validate_python(data), str(stated)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        what = model.place_of(error) if isinstance(error, ValidationError) else type(error).__name__
        raise _unlike("What is", what) from None


def _values(written: bytes, name: str) -> Values:
    try:
        values = from_json(written, allow_inf_nan=False)
    except ValueError:
        raise _unlike(name, "it is no JSON") from None
    if not isinstance(values, dict) or canonical(values) != written:
        raise _unlike(name, "something is there twice, or not in the order and form of a pack")
    return values

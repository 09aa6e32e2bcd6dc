"""Packs that somebody made to do harm, or that something went wrong with: each is refused for its own reason."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.exchange import layout
from anchor_app.exchange.canonical import canonical, checksum
from anchor_app.exchange.errors import (
    AlteredPack,
    ForeignFile,
    IncompletePack,
    NewerPack,
    TooLarge,
    UnreadablePack,
)
from anchor_app.exchange.limits import Limits
from anchor_app.exchange.reading_here import check
from tests.helpers.packs import (
    CHARTER,
    DOCUMENTS,
    Parts,
    forged,
    good_pack,
    parts_of,
    values,
    with_data,
    with_manifest,
    zipped,
)

GOOD = good_pack()
PARTS = parts_of(GOOD)


def refused(pack: bytes, kind: type[UnreadablePack], words: str, limits: Limits | None = None) -> None:
    with pytest.raises(kind, match=words) as found:
        check(BytesIO(pack), limits or Limits())
    assert type(found.value) is kind


def patched(pack: bytes, marker: bytes, offset: int, form: str, value: int, which: int = 2) -> bytes:
    """The pack with a number in the header of its third entry changed."""
    place = -1
    for _ in range(which + 1):
        place = pack.index(marker, place + 1)
    data = bytearray(pack)
    struct.pack_into(form, data, place + offset, value)
    return bytes(data)


def both(local: int, central: int, form: str, value: int) -> bytes:
    """The good pack with a number changed in both headers of its third entry."""
    return patched(patched(GOOD, layout.LOCAL, local, form, value), layout.CENTRAL, central, form, value)


def test_the_good_pack_is_read() -> None:
    assert set(check(BytesIO(GOOD)).documents) == set(DOCUMENTS)
    with zipfile.ZipFile(BytesIO(GOOD)) as other:
        assert other.testzip() is None and other.namelist()[:2] == ["manifest.json", "data.json"]


NAMES = ["../x", "/abs", "C:\\x", "..\\x", "\\\\srv\\s", "evidence/../manifest.json", "evidence/" + "A" * 64,
         "MANIFEST.JSON", "evidence/" + "0" * 63, "evidence/" + "0" * 65, "evidence/", "a\0.exe", "CON", "x" * 300,
         "evidence\\" + "0" * 64, "./data.json", "data.json\n", "evidence/" + "0" * 64 + "\n"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_a_packs_own_is_refused(name: str) -> None:
    refused(zipped([*PARTS[:2], (name, b"x"), *PARTS[2:]]), AlteredPack, "never in a pack|does not fit")


@given(st.text(st.characters(max_codepoint=127), max_size=80).filter(lambda name: name not in dict(PARTS)))
def test_no_other_name_gets_in(name: str) -> None:
    with pytest.raises(UnreadablePack):
        check(BytesIO(zipped([*PARTS, (name, b"x")])))


@pytest.mark.parametrize("mode", [0o120777, 0o040755, 0o020666, 0o010644, 0])
def test_a_link_or_device_is_refused(mode: int) -> None:
    refused(patched(GOOD, layout.CENTRAL, 38, "<I", mode << 16), AlteredPack, "not as a pack's is")


def test_two_entries_of_one_name_are_refused() -> None:
    refused(zipped([*PARTS, PARTS[-1]]), AlteredPack, "two files of the same name")


@pytest.mark.parametrize("parts", [
    [], PARTS[:1], PARTS[1:], [PARTS[0], *PARTS[2:]], [PARTS[1], PARTS[0], *PARTS[2:]], [*PARTS[2:], *PARTS[:2]],
    [*PARTS[:2], *reversed(PARTS[2:])]], ids=["none", "manifest alone", "no manifest", "no data", "swapped", "last",
                                              "documents reversed"])
def test_the_files_are_those_of_a_pack_in_the_one_order_there_is(parts: Parts) -> None:
    with pytest.raises(UnreadablePack):
        check(BytesIO(zipped(parts)))


@pytest.mark.parametrize("name", ["Manifest.json", "DATA.json", "ma\u0301nifest.json".encode().decode("latin-1")])
def test_names_that_are_the_same_to_some_disks_are_refused(name: str) -> None:
    with pytest.raises(UnreadablePack, match="never in a pack") if name.isascii() else pytest.raises(UnicodeError):
        check(BytesIO(zipped([*PARTS, (name, b"x")])))


def test_entries_that_overlap_are_refused() -> None:
    body = GOOD[:GOOD.index(layout.CENTRAL)]
    entries, place = [], 0
    for name, text in PARTS:
        entries.append(layout.Entry(name, len(text), 0, place))
        place += layout.LOCAL_SIZE + len(name) + len(text)
    for shifted in range(1, len(entries)):
        moved = [one._replace(offset=entries[0].offset) if i == shifted else one for i, one in enumerate(entries)]
        end = bytearray(layout.ending(moved))
        struct.pack_into("<I", end, len(end) - 6, len(body))
        refused(body + bytes(end), AlteredPack, "overlap")


def test_two_hundred_overlapping_entries_are_refused() -> None:
    text = b"x" * 1000
    entries = [layout.Entry("evidence/" + f"{number:064x}", len(text), 0, 0) for number in range(200)]
    first = [layout.Entry("manifest.json", 1, 0, 0), layout.Entry("data.json", 1, 0, 0)]
    body = layout.local_header(first[0]) + text
    end = bytearray(layout.ending(first + entries))
    struct.pack_into("<I", end, len(end) - 6, len(body))
    refused(body + bytes(end), AlteredPack, "overlap")


@pytest.mark.parametrize("method", [8, 12, 14, 99])
def test_compression_of_any_kind_is_refused_so_that_there_are_no_bombs(method: int) -> None:
    refused(both(8, 10, "<H", method), AlteredPack, "compressed")


def test_a_zip_of_our_names_that_is_compressed_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as other:
        for name, text in PARTS:
            other.writestr(name, text)
    refused(target.getvalue(), AlteredPack, "compressed")


@pytest.mark.parametrize("size", [0, 1, 332, 334, 10**9, 2**32 - 2])
def test_a_size_that_lies_is_refused(size: int) -> None:
    for offset in (22, 18):
        refused(both(offset, offset + 2, "<I", size), AlteredPack, "compressed|overlap|do not fit")
    lied = patched(patched(both(22, 24, "<I", size), layout.LOCAL, 18, "<I", size), layout.CENTRAL, 20, "<I", size)
    refused(lied, AlteredPack, "overlap|do not fit")


def test_a_header_that_says_otherwise_than_the_table_of_contents_is_refused() -> None:
    for offset, form in ((22, "<I"), (14, "<I"), (10, "<H"), (4, "<H"), (28, "<H")):
        refused(patched(GOOD, layout.LOCAL, offset, form, 7), AlteredPack, "two different ways")


def test_more_entries_than_allowed_are_refused_before_they_are_read() -> None:
    end = bytearray(GOOD)
    struct.pack_into("<2H", end, len(end) - 14, 60_000, 60_000)
    refused(bytes(end), TooLarge, "60,000 files")


def test_the_large_form_of_zip_is_refused() -> None:
    end = bytearray(GOOD)
    struct.pack_into("<2H", end, len(end) - 14, 0xFFFF, 0xFFFF)
    refused(bytes(end), AlteredPack, "zip64")


def test_junk_before_after_or_between_is_refused() -> None:
    refused(b"MZ\x90\0" + GOOD, AlteredPack, "before its beginning")
    refused(GOOD + b"x", AlteredPack, "added at its end")
    refused(GOOD[:-2] + struct.pack("<H", 5) + b"hello", AlteredPack, "added at its end")
    middle = GOOD.index(layout.CENTRAL)
    refused(GOOD[:middle] + b"junk" + GOOD[middle:], AlteredPack, "does not fit")


@pytest.mark.parametrize(("local", "central", "value", "words"), [
    (6, 8, 1, "password of its own"), (6, 8, 8, "not as a pack's|two different"), (6, 8, 0x800, "not as a pack's|two"),
    (28, 30, 4, "holds more")])
def test_flags_and_extra_fields_are_refused_in_our_own_words(local: int, central: int, value: int, words: str) -> None:
    refused(both(local, central, "<H", value), AlteredPack, words)


def test_no_changed_byte_is_taken_for_another_pack() -> None:
    for place in range(len(GOOD)):
        mutant = bytearray(GOOD)
        mutant[place] ^= 1 << place % 8
        with pytest.raises(UnreadablePack):
            check(BytesIO(bytes(mutant)))


def test_a_pack_that_ends_anywhere_is_incomplete() -> None:
    for length in range(len(GOOD)):
        with pytest.raises(UnreadablePack) as found:
            check(BytesIO(GOOD[:length]))
        if length >= 50:
            assert type(found.value) is IncompletePack and "Download it again" in str(found.value)


def test_other_files_are_told_by_what_they_are() -> None:
    refused(b"", IncompletePack, "empty")
    refused(b"\n<!DOCTYPE html><html>Sign in", ForeignFile, "web page")
    refused(b"%PDF-1.7 ...", ForeignFile, "not a pack")
    for name, words in (("[Content_Types].xml", "Word, Excel"), ("holiday.jpg", "another kind")):
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as other:
            other.writestr(name, b"x")
        refused(target.getvalue(), ForeignFile, words)


def test_a_newer_pack_is_refused_with_both_versions() -> None:
    newer = with_manifest(lambda one: one.update(version=2, news="x"))
    with pytest.raises(NewerPack, match="version 2 .* up to version 1") as found:
        check(BytesIO(newer))
    assert found.value.version == 2
    refused(with_manifest(lambda one: one.update(version=0)), AlteredPack, "there never was")
    refused(with_manifest(lambda one: one.update(format="other")), AlteredPack, "of the format “other”")


def _raw(text: bytes) -> bytes:
    return forged(values()[0], None, raw=text)


DATA = canonical(values()[1])
JSON: dict[str, bytes] = {
    "deep": b'{"charters":[],"records":' + b"[" * 100_000,
    "a key twice": DATA.replace(b'{"charters"', b'{"charters":[],"charters"', 1),
    "NaN": DATA.replace(b"[", b"[NaN,", 1),
    "a huge number": DATA.replace(b'"lineage":[', b'"lineage":[' + b"9" * 5000 + b",", 1),
    "half a character": DATA.replace(b'"fulfilled"', b'"\\ud800"', 1),
    "a mark of byte order": b"\xef\xbb\xbf" + DATA,
    "no UTF-8": DATA.replace(b"fulfilled", b"fulf\xffilled", 1),
    "spaces": DATA.replace(b":", b": ", 1),
    "an escape that is not needed": DATA.replace(b"Bay", b"\\u0042ay", 1),
    "U+0000": DATA.replace(b"A. Person", b"A. \\u0000Person", 1),
    "nothing": b"", "no object": b"[]", "null": b"null"}


@pytest.mark.parametrize("name", JSON)
def test_json_that_is_not_a_packs_own_form_is_refused(name: str) -> None:
    refused(_raw(JSON[name]), AlteredPack, "not as (it has to be|a pack's is)")


def _record(data: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one for one in data["records"] if one["kind"] == kind)


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "an unknown key": (lambda data: data.update(extra=1), "extra"),
    "a missing key": (lambda data: data.pop("versions"), "versions"),
    "a wrong type": (lambda data: data.update(versions={}), "versions"),
    "an unknown kind": (lambda data: data["records"][-1].update(kind="zebra"), "no kind"),
    "a kind of the workspace's own": (lambda data: data["records"][-1].update(kind="workspace"), "no kind"),
    "an unknown field": (lambda data: _record(data, "signing")["fields"].update(zz="x"), "no field"),
    "a status there never was": (lambda data: _record(data, "component")["fields"].update(status="done"),
        "cannot hold"),
    "a day there never was": (lambda data: _record(data, "reading")["fields"].update(on="2026-02-30"), "cannot hold"),
    "a number in other digits": (lambda data: _record(data, "assessment")["fields"].update(revision="٣"),
        "cannot hold"),
    "a text that means nothing": (lambda data: _record(data, "component")["fields"].update(focus="no"), "cannot hold"),
    "an empty text": (lambda data: _record(data, "organisation")["fields"].update(name=""), "empty text"),
    "a text that is too long": (lambda data: _record(data, "component")["fields"].update(summary="x" * 100_001),
        "100000"),
    "another organisation": (lambda data: _record(data, "organisation").update(owner="other"), "not of"),
    "another assessment": (lambda data: _record(data, "component").update(owner="other"), "not of"),
    "no component of the charter": (lambda data: _record(data, "component").update(item="7.7"), "cannot be about"),
    "an odd id": (lambda data: _record(data, "evidence").update(item="../ev"), "cannot be about"),
    "a support of nothing": (lambda data: _record(data, "support").update(item="ev0"), "not in the pack"),
    "records out of order": (lambda data: data["records"].reverse(), "not in order"),
    "a record twice": (lambda data: data["records"].insert(0, data["records"][0]), "not in order|twice"),
    "a version that leads nowhere": (lambda data: _record(data, "signing").update(lineage=[99]), "leads nowhere"),
    "a version before itself": (lambda data: _record(data, "signing").update(lineage=[1, 1]), "leads nowhere"),
    "a version of nothing": (lambda data: data["versions"].append("f" * 16), "nothing has"),
    "a wording that is another": (lambda data: data["charters"][0].update(source="schema = 1"), "not the wording"),
    "no wording": (lambda data: data["charters"].clear(), "wording"),
    "a document that is not in it": (lambda data: _record(data, "evidence")["fields"].update(digest="9" * 64),
                                     "none of its evidence names"),
    "a document of another size": (lambda data: _record(data, "evidence")["fields"].update(size="5"), "another size"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_data_that_break_a_rule_are_refused_though_every_hash_is_right(name: str) -> None:
    change, words = CHANGES[name]
    refused(with_data(change), AlteredPack, words)


@pytest.mark.parametrize("change", [
    lambda one: one.update(audience="public", left_out=-1), lambda one: one["organisation"].update(name="Other"),
    lambda one: one["assessments"][0].update(state="closed"), lambda one: one["counts"].update(fields=1),
    lambda one: one.update(data_sha256="0" * 64, extra=1), lambda one: one.update(files=[]),
    lambda one: one.update(made_by="x" * 99), lambda one: one["assessments"][0].update(revision=2.0)])
def test_a_manifest_that_does_not_fit_the_data_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(AlteredPack):
        check(BytesIO(with_manifest(change)))


def test_a_checksum_of_the_zip_or_of_the_data_that_is_another_is_refused() -> None:
    """Though both headers agree on it, and though the manifest's own checksum was made again."""
    spoilt = GOOD
    for marker, offset in ((layout.LOCAL, 14), (layout.CENTRAL, 16)):
        spoilt = patched(spoilt, marker, offset, "I", 12345, which=0)
    refused(spoilt, AlteredPack, "manifest.json in it is damaged")
    manifest = {**values()[0], "data_sha256": "0" * 64}
    manifest["checksum"] = checksum(manifest)
    other = zipped([(layout.MANIFEST, canonical(manifest)), *PARTS[1:]])
    refused(other, AlteredPack, "not the one that it was made with")


@pytest.mark.parametrize("source", [
    CHARTER.replace("Small charter", "Large charter"), CHARTER.replace("\n", "\r\n"), "\ufeff" + CHARTER,
    CHARTER + "\n"])
def test_another_wording_under_the_digest_of_the_first_is_refused(source: str) -> None:
    """L05: also where it differs in nothing that anybody would read."""
    refused(with_data(lambda data: data["charters"][0].update(source=source)), AlteredPack, "not the wording")


def test_a_document_that_nothing_names_and_one_that_is_missing_are_refused() -> None:
    manifest, data = values()
    extra = [*PARTS[2:], ("evidence/" + "f" * 64, b"x")]
    refused(forged(manifest, data, extra), AlteredPack, "none of its evidence names")
    refused(forged(manifest, data, PARTS[2:-1]), AlteredPack, "does not fit what is in it")
    swapped = [(name, bytes(len(text))) for name, text in PARTS[2:]]
    refused(forged(manifest, data, swapped), AlteredPack, "evidence file in it is damaged")


def test_what_an_attacker_changes_with_every_hash_is_another_pack_with_another_checksum() -> None:
    tampered = with_data(lambda data: _record(data, "component")["fields"].update(summary="Something else"))
    assert check(BytesIO(tampered)).checksum != check(BytesIO(GOOD)).checksum


def test_packs_beyond_the_limits_are_refused() -> None:
    refused(GOOD, TooLarge, "Its evidence files", Limits(evidence=100))
    refused(GOOD, TooLarge, "data.json", Limits(data=100))
    refused(GOOD, TooLarge, "at most 100 bytes", Limits(pack=100))
    refused(GOOD, TooLarge, "holds at most 1\\.", Limits(entries=1))


def test_words_that_a_database_or_a_screen_would_obey_come_through_as_data() -> None:
    found = json.dumps(check(BytesIO(GOOD)).data, ensure_ascii=False)
    assert "DROP TABLE" in found and "\\u202e" not in found and "\u202e" in found

"""Settings: kept whole, and never a reason not to start."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchor_app.services.settings import (
    Settings,
    account_name,
    person,
    read_settings,
    settings_path,
    write_settings,
)


def test_without_a_file_the_usual_settings_hold_and_nothing_is_said() -> None:
    assert read_settings() == (Settings(), "")


def test_settings_come_back_as_they_were_kept() -> None:
    chosen = Settings("Robin É", "dark", 200, 5_000_000, "abc", "AdnQ", "AAA=", compares=False)
    write_settings(chosen)
    assert read_settings() == (chosen, "")
    assert [one.name for one in settings_path().parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"{}" * 600_000])
def test_a_file_that_cannot_be_read_gives_the_usual_settings_and_a_notice(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings, notice = read_settings(file)
    assert settings == Settings() and str(file) in notice
    assert file.read_bytes() == content


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_a_pipe_or_a_folder_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert read_settings(tmp_path / "pipe")[1] and read_settings(tmp_path)[1]


@pytest.mark.parametrize(("name", "value"), [
    ("scheme", "pink"), ("scheme", 3), ("text_scale", 10_000), ("text_scale", "100"), ("text_scale", True),
    ("text_scale", 1e300), ("evidence_limit", -1), ("who", "x" * 201), ("who", "a\nb"), ("who", None),
    ("window_geometry", "x" * 20_001), ("last_assessment", ["a"]),
    ("compares", 1), ("compares", "no")])
def test_a_value_that_cannot_be_is_put_aside_and_the_others_hold(tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "settings.json"
    good = {"who": "Robin", "scheme": "dark"}
    file.write_text(json.dumps({**good, name: value, "plugin": "/evil.so"}), encoding="utf-8")
    settings, notice = read_settings(file)
    assert getattr(settings, name) == getattr(Settings(), name) and name.replace("_", " ") in notice
    assert all(getattr(settings, one) == kept for one, kept in good.items() if one != name)


values = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
                      lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))


@given(st.dictionaries(st.sampled_from([*Settings.__dataclass_fields__, "other"]), values))
def test_whatever_a_file_holds_the_settings_can_be_kept_again(tmp_path_factory: pytest.TempPathFactory,
                                                             found: dict[str, object]) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_text(json.dumps(found), encoding="utf-8")
    settings, _ = read_settings(file)
    write_settings(settings, file)
    assert read_settings(file) == (settings, "")


def test_there_is_always_somebody_who_did_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert account_name() and person(Settings()) == account_name()
    assert person(Settings(who="  Robin  ")) == "Robin"
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", _nobody)
    assert account_name() == "Unknown"


def _nobody(number: int) -> None:
    raise KeyError(number)

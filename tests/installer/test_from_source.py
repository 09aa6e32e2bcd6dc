"""What the set-up decides, tried without touching this machine."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer import demonstration, environment, from_source, pythons, system
from installer.system import Refused

ROOT = Path(__file__).resolve().parents[2]
NEW, OLD, BARE = ((3, 12, 1), True), ((3, 9, 18), True), ((3, 12, 1), False)


# --- which Python


def test_the_running_python_is_preferred_to_a_newer_one_on_the_path() -> None:
    assert pythons.choose_python([("running", ((3, 11, 0), True)), ("newer", ((3, 14, 0), True))]) == "running"


def test_old_silent_and_incomplete_pythons_are_passed_over() -> None:
    assert pythons.choose_python([("old", OLD), ("silent", None), ("bare", BARE), ("new", NEW)]) == "new"


def test_without_a_suitable_python_the_one_line_says_which_is_needed() -> None:
    with pytest.raises(Refused, match=r"needs Python 3\.11 or newer") as refusal:
        pythons.choose_python([("old", OLD), ("silent", None)])
    assert "\n" not in str(refusal.value)


def test_a_python_without_its_venv_module_is_told_how_to_get_it() -> None:
    with pytest.raises(Refused, match=r"apt-get install python3\.12-venv") as refusal:
        pythons.choose_python([("bare", BARE)])
    assert "\n" not in str(refusal.value)


def test_an_interpreter_tells_its_version_and_something_else_tells_nothing(tmp_path: Path) -> None:
    probe = pythons.probe_python(sys.executable)
    assert probe is not None and probe[0] == sys.version_info[:3]
    assert pythons.probe_python(str(tmp_path / "none")) is None
    assert pythons.probe_python(shutil.which("true") or "true") is None


def test_candidates_start_with_the_running_python_and_name_none_twice(tmp_path: Path) -> None:
    for name in ("python3.13", "python3.11", "python3"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    running = str(tmp_path / "python3.11")
    found = [Path(each).name for each in pythons.python_candidates({"PATH": str(tmp_path)}, running)]
    assert found == ["python3.11", "python3.13", "python3"]


# --- system libraries


def test_each_way_to_a_screen_asks_for_its_own_libraries() -> None:
    offscreen = system.libraries_for({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, "linux")
    x11 = system.libraries_for({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux")
    wayland = system.libraries_for({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert "libxcb-cursor.so.0" not in offscreen and "libEGL.so.1" in offscreen
    assert "libxcb-cursor.so.0" in x11 and "libwayland-client.so.0" not in x11
    assert "libwayland-client.so.0" in wayland and "libxcb-cursor.so.0" not in wayland
    assert system.libraries_for({"DISPLAY": ":0"}, "darwin") == {}


def test_only_what_the_loader_does_not_find_is_missing() -> None:
    wanted = {"libc.so.6": "libc6", "libnone-such.so.9": "libnone-such9"}
    assert system.missing_libraries(wanted, lambda library: library == "libc.so.6") == {
        "libnone-such.so.9": "libnone-such9"
    }
    assert not system.is_loadable("libnone-such.so.9")


MISSING = {"libEGL.so.1": "libegl1", "libgthread-2.0.so.0": "libglib2.0-0", "libglib-2.0.so.0": "libglib2.0-0"}


def test_nothing_missing_means_nothing_to_install_whoever_asks() -> None:
    assert system.decide_libraries({}, is_debian=False, is_root=False) == []


def test_root_on_debian_installs_each_package_once() -> None:
    assert system.decide_libraries(MISSING, is_debian=True, is_root=True) == ["libegl1", "libglib2.0-0"]


def test_others_on_debian_get_one_line_with_the_command() -> None:
    with pytest.raises(Refused, match=r"sudo apt-get install libegl1 libglib2\.0-0$") as refusal:
        system.decide_libraries(MISSING, is_debian=True, is_root=False)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("is_root", [True, False])
def test_other_systems_get_one_line_with_the_names_of_the_libraries(is_root: bool) -> None:
    with pytest.raises(Refused, match=r"libEGL\.so\.1 libglib-2\.0\.so\.0 libgthread-2\.0\.so\.0$") as refusal:
        system.decide_libraries(MISSING, is_debian=False, is_root=is_root)
    assert "\n" not in str(refusal.value)


def _system_libraries_needed_by(binary: Path) -> set[str]:
    """What the loader will look for outside the wheel and the C library."""
    listed = subprocess.run(["readelf", "-d", str(binary)], capture_output=True, text=True, check=True).stdout
    needed = {line.partition("[")[2].rstrip("]") for line in listed.splitlines() if "(NEEDED)" in line}
    own = (
        "libQt6",
        "libpyside6",
        "libshiboken6",
        "libicu",
        "libpthread",
        "libdl",
        "libm.",
        "libc.",
        "librt",
        "ld-linux",
    )
    return {each for each in needed if not each.startswith((*own, "libstdc++", "libgcc_s", "libresolv", "libz."))}


@pytest.mark.skipif(not shutil.which("readelf"), reason="binutils is not installed")
@pytest.mark.parametrize("platform", ["offscreen", "xcb"])
def test_everything_that_qt_is_linked_to_is_looked_for(platform: str) -> None:
    import PySide6

    qt = Path(PySide6.__file__).parent / "Qt"
    names = ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "Network", "DBus", "XcbQpa")
    binaries = [qt / "lib" / f"libQt6{name}.so.6" for name in names if platform == "xcb" or name != "XcbQpa"]
    needed = set().union(*map(_system_libraries_needed_by, [*binaries, qt / f"plugins/platforms/libq{platform}.so"]))
    assert needed
    assert needed - set(system.libraries_for({"QT_QPA_PLATFORM": platform}, "linux")) == set()


# --- the virtual environment


def _checkout(folder: Path) -> Path:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def _finished(root: Path, purpose: str) -> Path:
    """An environment that looks complete: this interpreter, and the record that the set-up leaves."""
    venv = root / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").symlink_to(sys.executable)
    (venv / "pyvenv.cfg").touch()
    environment.finish(venv, {}, environment.fingerprint(root, purpose))
    return venv


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the set-up would have done, instead of doing it."""
    done: list[str] = []
    monkeypatch.setattr(environment, "make_venv", lambda venv: done.append("make"))
    monkeypatch.setattr(environment, "install_into", lambda venv, root, lock: done.append(lock))
    monkeypatch.setattr(environment, "finish", lambda venv, stamp, wanted: None)
    return done


posix = pytest.mark.skipif(os.name != "posix", reason="the environment's folders have other names there")


@posix
def test_a_second_start_does_nothing_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _checkout(tmp_path)
    venv = _finished(root, "test")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a process was started"))
    assert environment.ensure_venv(root, "test") == venv / "bin/python"
    assert environment.ensure_venv(root, "run") == venv / "bin/python"


@posix
def test_an_environment_for_running_is_added_to_for_testing(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = _checkout(tmp_path)
    _finished(root, "run")
    done = request.getfixturevalue("no_work")
    environment.ensure_venv(root, "test")
    assert done == ["requirements-dev.lock"]


@posix
@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_what_is_pinned_is_installed(tmp_path: Path, request: pytest.FixtureRequest, name: str) -> None:
    root = _checkout(tmp_path)
    _finished(root, "run")
    (root / name).write_text("changed", encoding="utf-8")
    done = request.getfixturevalue("no_work")
    environment.ensure_venv(root, "run")
    assert done == ["requirements.lock"]


def _unfinished(venv: Path) -> None:
    (venv / environment.BUILDING).touch()


def _moved(venv: Path) -> None:
    stamp = json.loads((venv / environment.STAMP).read_text(encoding="utf-8"))
    (venv / environment.STAMP).write_text(json.dumps({**stamp, "root": "/elsewhere"}), encoding="utf-8")


def _without_interpreter(venv: Path) -> None:
    (venv / "bin/python").unlink()


def _without_its_base(venv: Path) -> None:
    (venv / "bin/python").unlink()
    (venv / "bin/python").symlink_to("/nowhere/python3")


def _of_another_version(venv: Path) -> None:
    stamp = json.loads((venv / environment.STAMP).read_text(encoding="utf-8"))
    changed = {**stamp, "python": "3.11.0rc1", "interpreter": "before"}
    (venv / environment.STAMP).write_text(json.dumps(changed), encoding="utf-8")


@posix
@pytest.mark.parametrize("harm", [_unfinished, _moved, _without_interpreter, _without_its_base, _of_another_version])
def test_a_half_made_moved_or_broken_environment_is_made_anew(
    tmp_path: Path, request: pytest.FixtureRequest, harm: object
) -> None:
    root = _checkout(tmp_path)
    venv = _finished(root, "run")
    assert callable(harm)
    harm(venv)
    done = request.getfixturevalue("no_work")
    environment.ensure_venv(root, "run")
    assert done == ["make", "requirements.lock"]


@posix
def test_somebody_elses_working_environment_is_kept_and_added_to(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    root = _checkout(tmp_path)
    venv = _finished(root, "run")
    (venv / environment.STAMP).unlink()
    done = request.getfixturevalue("no_work")
    environment.ensure_venv(root, "run")
    assert done == ["requirements.lock"]


@posix
def test_while_it_is_added_to_an_environment_has_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _checkout(tmp_path)
    venv = _finished(root, "run")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "install_into", killed)
    with pytest.raises(KeyboardInterrupt):
        environment.ensure_venv(root, "test")
    assert environment.read_stamp(venv) == {}


def test_a_record_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / environment.STAMP).write_text("{", encoding="utf-8")
    assert environment.read_stamp(tmp_path) == {}
    (tmp_path / environment.STAMP).write_text("[]", encoding="utf-8")
    assert environment.read_stamp(tmp_path) == {}


def test_a_failing_step_shows_its_output_and_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused, match="Could not make tea"):
        environment.quiet([sys.executable, "-c", "print('no kettle'); raise SystemExit(3)"], "make tea")
    assert "no kettle" in capsys.readouterr().err


# --- what is run


def test_a_window_needs_a_display_or_a_platform_chosen_on_purpose() -> None:
    assert not from_source.has_screen({}, "linux")
    assert not from_source.has_screen({"DISPLAY": ""}, "linux")
    assert from_source.has_screen({"DISPLAY": ":0"}, "linux")
    assert from_source.has_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert from_source.has_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert from_source.has_screen({}, "win32")


def test_arguments_reach_the_app_as_they_were_typed() -> None:
    command = environment.app_command(Path("python"), ["score", "--json", "a b", "--", "-x"])
    assert command[-5:] == ["score", "--json", "a b", "--", "-x"]


def test_tests_run_on_two_processes_unless_the_caller_says_how_many() -> None:
    assert "-n" in from_source.pytest_command(Path("python"), ["-k", "x"], 2)
    assert "-n" not in from_source.pytest_command(Path("python"), [], 1)
    assert from_source.pytest_command(Path("python"), ["-n0"], 8).count("-n") == 0
    assert from_source.pytest_command(Path("python"), ["--pdb"], 8)[-1:] == ["--pdb"]


def test_the_demonstration_names_the_latest_assessment_and_its_round() -> None:
    listed = [
        {"organisation": "A & B", "period": "2026/27", "round": "Baseline"},
        {"organisation": "A & B", "period": "2026/27", "round": "Year end"},
        {"organisation": "A & B", "period": "2025/26", "round": "Year end"},
    ]
    named = ["--organisation", "A & B", "--period", "2026/27", "--round", "Year end"]
    assert demonstration.name_assessment(listed) == named
    with pytest.raises(Refused):
        demonstration.name_assessment([])


def test_the_sheet_goes_where_we_are_if_that_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert demonstration.sheet_path(tmp_path) == tmp_path / "anchor-example-sheet.pdf"
    monkeypatch.setattr(os, "access", lambda *_: False)
    elsewhere = demonstration.sheet_path(tmp_path)
    assert elsewhere.parent != tmp_path and elsewhere.parent.is_dir()
    elsewhere.parent.rmdir()


@posix
def test_without_a_screen_the_example_is_scored_and_its_sheet_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    listed = json.dumps([{"organisation": "Farhaven Council", "period": "2026/27", "round": "Year end"}])
    app = tmp_path / "app"
    app.write_text(
        f'#!/bin/sh\nshift 3\necho "$@" >> "{tmp_path}/asked"\n[ "$2" = --json ] && echo \'{listed}\'\nexit 0\n',
        encoding="utf-8",
    )
    app.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    assert demonstration.demonstrate(app) == 0
    asked = [line.split()[0] for line in (tmp_path / "asked").read_text(encoding="utf-8").splitlines()]
    assert asked == ["example", "list", "list", "score", "sheet"]
    told = capfd.readouterr()
    assert "No display was found" in told.err and told.err.count("\n") == 1
    assert f"The reporting sheet is in {tmp_path / 'anchor-example-sheet.pdf'}" in told.out


@posix
def test_a_step_of_the_demonstration_that_fails_ends_it(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="step of the demonstration failed"):
        demonstration.demonstrate(Path(shutil.which("false") or "false"))


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_task_is_a_matter_of_usage(arguments: list[str]) -> None:
    script = ROOT / "installer" / "from_source.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 2 and "usage" in done.stderr


def test_a_refusal_is_one_line_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> None:
        raise Refused("Do this.")

    monkeypatch.setattr(from_source, "ensure_libraries", refuse)
    assert from_source.main(["test"]) == 1
    assert capsys.readouterr().err == "from_source: Do this.\n"


@pytest.mark.parametrize("path", sorted((ROOT / "installer").glob("*.py")), ids=lambda path: path.name)
def test_the_set_up_imports_nothing_that_an_old_python_lacks(path: Path) -> None:
    newer = {"tomllib", "zoneinfo", "graphlib"}
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert not imported & newer

"""Pictures of the window: every page and state to look at (`python -m tests.shots --into DIR [--only NAME]`), the
guides' pictures (`--guide`), and those that the window is held to (`--baselines`)."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HOME = tempfile.TemporaryDirectory(prefix="anchor-shots-")
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
    os.environ[_name] = _HOME.name

from PySide6.QtGui import QImage  # noqa: E402  (after the environment is set)

from anchor_app.domain.moment import Moment  # noqa: E402
from anchor_app.services.settings import Settings  # noqa: E402
from anchor_app.ui.places import (  # noqa: E402
    BACKUPS,
    COLLABORATIVE,
    COLLABORATIVE_TREND,
    ENTRIES,
    FOOT,
    MEETINGS,
    RECEIVE,
    SEND,
    SIDE_BY_SIDE,
    SIGNING,
    TREND,
    YEAR,
)
from anchor_app.ui.theme import Scheme  # noqa: E402
from anchor_app.ui.widgets.message_bar import INFO, TROUBLE  # noqa: E402
from tests.helpers.app_window import TODAY, example_in  # noqa: E402
from tests.helpers.minuted import minuted, minuted_hostile  # noqa: E402
from tests.helpers.pictures import Scene, in_few_colours, open_window, pause, save, take  # noqa: E402
from tests.helpers.scenes import BASELINES, GUIDE  # noqa: E402
from tests.helpers.states import empty, followed, full, hostile, signed  # noqa: E402
from tests.helpers.steering import steering  # noqa: E402

ROOT = Path(__file__).parents[1]
PLACES = (*(entry.key for entry in (*ENTRIES, *YEAR, *FOOT)), TREND, SIGNING, BACKUPS, SEND, RECEIVE)
TOGETHER = (*(entry.key for entry in COLLABORATIVE), COLLABORATIVE_TREND, SIDE_BY_SIDE)
LOOKS = ((Scheme.LIGHT, 100), (Scheme.DARK, 100), (Scheme.CONTRAST, 100), (Scheme.LIGHT, 200), (Scheme.DARK, 200))
_SLOW = ("sheet", "reports", SEND, *TOGETHER)
"""Pages that first put together what they show."""
SIZES = ((1280, 800), (1024, 700))


@dataclass(frozen=True)
class State:
    """A state of the data: what makes its folder, and which pages are worth a picture."""

    name: str
    make: Callable[[Path], object]
    places: tuple[str, ...] = PLACES


STATES = (State("full", full), State("empty", empty), State("hostile", hostile),
          State("signed", signed, ("overview", "assessment", "signing", "sheet", "backups")),
          State("followed", followed, ("overview", "assessment", "trend", "signing")),
          State("steering", steering, (*TOGETHER, SEND)),
          State("minuted", minuted, (MEETINGS,)), State("minuted-hostile", minuted_hostile, (MEETINGS,)))


def main() -> int:
    """Write the pictures; with --only, those whose name holds the words."""
    parser = argparse.ArgumentParser(description=__doc__)
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--into", type=Path)
    wanted.add_argument("--guide", action="store_const", const=(GUIDE, ROOT / "docs" / "pictures", in_few_colours))
    wanted.add_argument("--baselines", action="store_const", const=(BASELINES, ROOT / "tests" / "baselines", QImage))
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    written = _write_all(args.into, args.only) if args.into else _write_scenes(*(args.guide or args.baselines),
                                                                               args.only)
    return 0 if written else 1


def _write_scenes(scenes: Iterable[Scene], into: Path, suited: Callable[[QImage], QImage], only: str) -> int:
    """Write each scene's picture, suited to its purpose; returns how many."""
    into.mkdir(parents=True, exist_ok=True)
    chosen = [scene for scene in scenes if only in scene.name]
    for scene in chosen:
        with tempfile.TemporaryDirectory() as base:
            path = into / f"{scene.name}.png"
            save(suited(take(scene, Path(base) / "workspace")), path)
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")
    return len(chosen)


def _write_all(into: Path, only: str) -> int:
    """Write every page in every state, look and size; returns how many."""
    into.mkdir(parents=True, exist_ok=True)
    written = 0
    for scheme, scale in LOOKS:
        for size in SIZES:
            look = f"{scheme}-{scale}-{size[0]}"
            for name, window in _pictures(Settings(scheme=scheme, text_scale=scale), size, look, only):
                window.grab().save(str(into / f"{name}.png"))
                written += 1
    print(f"{written} pictures in {into}")
    return written


def _pictures(settings: Settings, size: tuple[int, int], look: str, only: str) -> Iterator[tuple[str, object]]:
    for state in STATES:
        names = {place: f"{place}-{state.name}-{look}" for place in state.places}
        if not any(only in name for name in names.values()):
            continue
        with _workspace(state) as folder, open_window(folder, settings, size) as parts:
            for place, name in names.items():
                if only in name:
                    parts.window.go(place)
                    pause(600 if place in _SLOW else 120)
                    yield name, parts.window
    yield from _past(settings, size, look, only)
    yield from _alone(settings, size, look, only)


def _past(settings: Settings, size: tuple[int, int], look: str, only: str) -> Iterator[tuple[str, object]]:
    """The dialog that asks for a day, another period's, and the window as it was."""
    if only not in f"past-{look}":
        return
    with _workspace(STATES[0]) as folder, open_window(folder, settings, size) as parts:
        looking_back = parts.begin().looking_back
        looking_back.ask()
        pause(120)
        if looking_back._dialog is not None:
            yield f"past-dialog-{look}", looking_back._dialog
            looking_back._dialog.reject()
        parts.window.header.period_wanted.emit()
        pause(120)
        if (dialog := parts.begin()._dialog) is not None:
            yield f"past-period-{look}", dialog
            dialog.reject()
        looking_back.show(Moment(datetime.now(UTC), TODAY, "2 November 2026"))
        pause(800)
        yield f"past-{look}", parts.window


def _alone(settings: Settings, size: tuple[int, int], look: str, only: str) -> Iterator[tuple[str, object]]:
    """The pages and messages that are there without, or in spite of, a workspace."""
    with tempfile.TemporaryDirectory() as base:
        if only in f"start-{look}":
            with open_window(Path(base) / "none", settings, size) as parts:
                yield f"start-{look}", parts.window
                parts.window.stack.currentWidget().start_button.click()  # type: ignore[attr-defined]
                pause(120)
                yield f"start-faults-{look}", parts.window
        if only in f"trouble-{look}":
            broken = Path(base) / "broken"
            broken.mkdir()
            (broken / "anchor.db").write_bytes(b"SQLite format 3\0" + b"damaged" * 500)
            with open_window(broken, settings, size) as parts:
                yield f"trouble-{look}", parts.window
        if only in f"messages-{look}":
            with open_window(example_in(Path(base) / "example"), settings, size) as parts:
                parts.window.message_bar.say("The settings could not be read, so the usual ones are in use.", INFO)
                pause(60)
                yield f"messages-info-{look}", parts.window
                parts.window.message_bar.say("The disk is full. Free about 5 MB, then try again. Your change is "
                                             "still on the screen.", TROUBLE, ("Try again", lambda: None))
                pause(60)
                yield f"messages-trouble-{look}", parts.window
                parts.window.organisation_wanted.emit()
                pause(120)
                dialog = parts.begin()._dialog
                if dialog is not None:
                    yield f"messages-dialog-{look}", dialog
                    dialog.reject()


@contextmanager
def _workspace(state: State) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as base:
        state.make(Path(base) / "workspace")
        yield Path(base) / "workspace"


if __name__ == "__main__":
    sys.exit(main())

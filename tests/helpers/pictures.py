"""Pictures of the window that are the same on every day and machine, and what differs between two of them."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer, qVersion
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from anchor_app.app import Window, compose
from anchor_app.services.settings import Settings
from anchor_app.ui.main_window import MainWindow
from anchor_app.ui.theme import Scheme
from tests.helpers.app_window import CLOCK
from tests.helpers.states import full

_FORMAT = QImage.Format.Format_RGB32
_PATIENCE_MS, _BETWEEN_MS = 20_000, 60
_LEVEL_9 = 0
"""What Qt's "quality" of a PNG is when it is packed as small as it can be."""
NOTICED = 3
"""A pixel differs when one of its colours is further off than this, of 255: rounding differs with the processor."""

Act = Callable[[MainWindow], None]


def _nothing(window: MainWindow) -> None:
    """Leave the page as it opens."""


def shows(key: str) -> Act:
    """Open a component or domain."""
    return lambda window: _page(window).show_item(key)


def scrolls_to(name: str) -> Act:
    """Bring a card or field into sight, as far up as it goes."""
    def act(window: MainWindow) -> None:
        target: Any = _page(window)
        for part in name.split("."):
            target = getattr(target, part)
        area = target.parentWidget()
        while not isinstance(area, QScrollArea):
            area = area.parentWidget()
        top = target.mapTo(area.widget(), target.rect().topLeft()).y()
        area.verticalScrollBar().setValue(top - 16)
    return act


def rests(window: MainWindow) -> None:
    """Wait until everything has its room: only then is it known how far down something stands."""
    _at_rest(window)


def in_turn(*acts: Act) -> Act:
    """One thing after the other."""
    def act(window: MainWindow) -> None:
        for one in acts:
            one(window)
            pause(_BETWEEN_MS)
    return act


@dataclass(frozen=True)
class Scene:
    """One page in one state and look; `make` makes its workspace in a folder that is not there yet.

    Without a place it is the first start, with nothing kept yet.
    """

    name: str
    place: str = ""
    act: Act = _nothing
    scheme: Scheme = Scheme.LIGHT
    scale: int = 100
    size: tuple[int, int] = (1280, 800)
    make: Callable[[Path], object] = full


def take(scene: Scene, folder: Path) -> QImage:
    """The picture of a scene, its workspace made in a folder that is not there yet."""
    if scene.place:
        scene.make(folder)
    with _in_utc(), open_window(folder, Settings(scheme=scene.scheme, text_scale=scene.scale), scene.size) as parts:
        if scene.place:
            parts.window.go(scene.place)
        scene.act(parts.window)
        return _at_rest(parts.window)


@contextmanager
def _in_utc() -> Iterator[None]:
    """Show times as they are in UTC, wherever the picture is taken."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def save(picture: QImage, path: Path) -> None:
    """Write a picture as a small PNG that names the Qt it was taken with."""
    picture.setText("Qt", qVersion())
    picture.save(str(path), "PNG", _LEVEL_9)


def in_few_colours(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours, every other one as the nearest of them: a third of the size."""
    values = memoryview(picture.convertToFormat(_FORMAT).constBits()).cast("I")
    counts = Counter(values)
    table = [value for value, _ in counts.most_common(256)]
    place = {value: at for at, value in enumerate(table)}
    for value in counts.keys() - place.keys():
        place[value] = min(range(len(table)), key=lambda at, one=value: _distance(table[at], one))
    width, height = picture.width(), picture.height()
    few = QImage(bytes(map(place.__getitem__, values)), width, height, width, QImage.Format.Format_Indexed8)
    few.setColorTable(table)
    return few.copy()


def _distance(one: int, other: int) -> int:
    return sum(((one >> shift & 255) - (other >> shift & 255)) ** 2 for shift in (0, 8, 16))


@contextmanager
def open_window(folder: Path, settings: Settings, size: tuple[int, int]) -> Iterator[Window]:
    """The app's window on a folder, usable, with a caret that does not blink; closed at the end."""
    parts = compose(folder, settings=settings, clock=CLOCK)
    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    parts.window.resize(*size)
    parts.window.show()
    loop = QEventLoop()
    parts.window.usable.connect(loop.quit)
    parts.begin()
    loop.exec()
    try:
        yield parts
    finally:
        QApplication.setCursorFlashTime(flash)
        parts.window.close_now()
        parts.window.deleteLater()


def pause(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _page(window: MainWindow) -> Any:
    page = window.stack.currentWidget()
    assert page is not None
    return page


def _at_rest(window: MainWindow) -> QImage:
    """The picture once nothing is under way and the window has looked the same for three times."""
    clock = QElapsedTimer()
    clock.start()
    seen: list[QImage] = []
    while clock.elapsed() < _PATIENCE_MS:
        pause(_BETWEEN_MS)
        seen = [*seen[-2:], window.grab().toImage().convertToFormat(_FORMAT)]
        if _is_drawn(_page(window)) and len(seen) == 3 and seen[0] == seen[1] == seen[2]:
            return seen[-1]
    raise AssertionError("the window does not come to rest")


def _is_drawn(page: QWidget) -> bool:
    """Whether every preview that can be seen has drawn its page."""
    from anchor_app.ui.widgets.preview_pages import PagesView

    views = [view for view in page.findChildren(PagesView) if view.isVisible()]
    return all(view.drawn_pages for view in views) and (bool(views) or type(page).__name__ != "EvidencePage")


@dataclass(frozen=True)
class Difference:
    """How many of how many pixels differ, and where, in red on the newer picture; none when there is no picture."""

    pixels: int
    of: int
    picture: QImage

    @property
    def share(self) -> float:
        """The share of pixels that differ, from 0 to 1."""
        return self.pixels / self.of


def difference(before: QImage, after: QImage) -> Difference:
    """Compare two pictures; of another size everything differs."""
    before, after = before.convertToFormat(_FORMAT), after.convertToFormat(_FORMAT)
    of = after.width() * after.height()
    if before.size() != after.size():
        return Difference(of, of, after)
    both = QImage(before)
    painter = QPainter(both)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, after)
    painter.end()
    data = bytes(both.constBits()).translate(bytes(one > NOTICED for one in range(256)))
    any_of_three = 0
    for channel in range(3):
        any_of_three |= int.from_bytes(data[channel::4], "little")
    mask = any_of_three.to_bytes(of, "little")
    return Difference(mask.count(1), of, _marked(after, mask))


def _marked(picture: QImage, mask: bytes) -> QImage:
    marked = QImage(picture)
    where = QImage(mask, picture.width(), picture.height(), picture.width(), QImage.Format.Format_Indexed8)
    where.setColorTable([QColor(0, 0, 0, 0).rgba(), QColor("#E00000").rgba()])
    painter = QPainter(marked)
    painter.fillRect(marked.rect(), QColor(255, 255, 255, 190))
    painter.drawImage(0, 0, where)
    painter.end()
    return marked

"""The keys that work everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from anchor_app.ui import places
from anchor_app.ui.main_window import MainWindow


def add_actions(window: MainWindow) -> None:
    """Add the window's keys: to each page, to its parts, to the paper, to help, and out."""
    for entry in (*places.ENTRIES, *places.YEAR, *places.COLLABORATIVE, *places.FOOT):
        if entry.shortcut:
            _add(window, entry.words, entry.shortcut, partial(window.go, entry.key))
    _add(window, "Reporting sheet", "Ctrl+P", lambda: window.go(places.SHEET))
    _add(window, "Add evidence", "Ctrl+E", lambda: _add_evidence(window))
    _add(window, "Help", "F1", lambda: window.go(places.HELP))
    _add(window, "Next part of the window", "F6", lambda: _next_part(window, 1))
    _add(window, "Previous part of the window", "Shift+F6", lambda: _next_part(window, -1))
    _add(window, "Quit", "Ctrl+Q", window.close)


def _add(window: MainWindow, words: str, keys: str, act: Callable[[], object]) -> None:
    action = QAction(words, window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda: act())
    window.addAction(action)


def _add_evidence(window: MainWindow) -> None:
    """Let the page that is shown add evidence if it can, and else the register."""
    if window.hub is None or window.hub.assessment_id is None:
        return
    shown = window.stack.currentWidget()
    if not hasattr(shown, "add_evidence"):
        window.go(places.EVIDENCE)
        shown = window.stack.currentWidget()
    add = getattr(shown, "add_evidence", None)
    if add is not None:
        add()


def _next_part(window: MainWindow, step: int) -> None:
    """Move the focus to the first control of the next part: side bar, header, page, message."""
    parts = [part for part in (window.side_bar, window.banner, window.header, window.stack, window.message_bar)
             if part.isVisible() and _first_control(part) is not None]
    focused = QApplication.focusWidget()
    here = next((at for at, part in enumerate(parts) if focused is not None and part.isAncestorOf(focused)), -1)
    target = _first_control(parts[(here + step) % len(parts)]) if parts else None
    if target is not None:
        target.setFocus()


def _first_control(part: QWidget) -> QWidget | None:
    """The first control that Tab would reach within a part; of the side bar, the entry where one is."""
    from PySide6.QtCore import Qt

    controls: list[QWidget] = []
    widget = part.nextInFocusChain()
    while widget is not part and widget is not None:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if part.isAncestorOf(widget) and takes_tab and widget.isVisible() and widget.isEnabled():
            controls.append(widget)
        widget = widget.nextInFocusChain()
    chosen = next((one for one in controls if one.property("checked")), None)
    return chosen or (controls[0] if controls else None)

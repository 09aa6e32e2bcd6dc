"""Qt may be called any number of times: on Python 3.11 each call would otherwise cost None a reference."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = """
import sys
import anchor_app.ui
from PySide6.QtCore import QObject
one = QObject()
for _ in range(200_000):
    one.setObjectName("x")
    one.isWidgetType()
    one.blockSignals(True)
    one.blockSignals(False)
print("alive", all(sys.getrefcount(lasting) > 1_000_000 for lasting in (None, True, False)))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_two_hundred_thousand_calls_of_qt_leave_the_program_alive() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "alive True"), done.stderr

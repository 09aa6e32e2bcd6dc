"""Nothing that a test of the window opens, starts or runs outlives it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.leaks import kept_clean


@pytest.fixture(autouse=True)
def nothing_left(own_user_folders: object) -> Iterator[None]:
    """Fails a test that leaves a window, a running timer or a thread behind."""
    yield from kept_clean()

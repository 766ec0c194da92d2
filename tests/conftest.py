"""An empty log of one's own for each test, at a fixed moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infoint_widgets.log.store import Log

# Thursday, 28 May 2026, 22:26 in Berlin.
NOW = 1_780_000_000
ZONE = "Europe/Berlin"


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my_log.db"


@pytest.fixture
def log(path: Path, clock: Clock) -> Iterator[Log]:
    log = Log(path, clock=clock, zone=ZONE)
    yield log
    log.close()

"""A log of one's own for each test, at a fixed moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact

NOW = 1_780_000_000


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
    log = Log(path, clock=clock, zone="Europe/Berlin")
    yield log
    log.close()


@pytest.fixture
def ada(log: Log) -> Contact:
    return log.add(Contact(first_name="Ada", last_name="Lindqvist", notes="met at a fair"))

"""What the coach made of the labelled letters, shown below the results of every run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_TABLE = pytest.StashKey[str]()


@pytest.fixture
def show_below(request: pytest.FixtureRequest) -> Callable[[str], None]:
    def show(table: str) -> None:
        request.config.stash[_TABLE] = table

    return show


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if table := config.stash.get(_TABLE, ""):
        terminalreporter.section("The coach on labelled letters")
        terminalreporter.write_line(table)

"""What holds for every test: nobody's own log is touched, and CI skips nothing in silence."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parent
IN_CI = bool(os.environ.get("CI"))
NEVER_SKIPPED_IN_CI = ("browser", "launcher")
SHOWN_BELOW = "shown below"

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if IN_CI else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Give all tests, the notebooks' kernels among them, a data folder and IPython of their own."""
    folder = tempfile.TemporaryDirectory(prefix="infoint-tests-")
    config.add_cleanup(folder.cleanup)
    for variable, name in {"INFOINT_DATA_DIR": "data", "IPYTHONDIR": "ipython"}.items():
        (Path(folder.name) / name).mkdir()
        os.environ[variable] = str(Path(folder.name) / name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that all workers end at about the same time."""
    items.sort(key=lambda item: folder_of(item) not in NEVER_SKIPPED_IN_CI)
    for item in items:
        if folder_of(item) in NEVER_SKIPPED_IN_CI:
            item.add_marker(folder_of(item))


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """One worker has the tests of a file, for which there is one browser and one server.

    All notebooks go to the same, for two that start kernels at once may choose the same ports.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "notebooks" if file.endswith(".ipynb") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return ByFile(config, log)


@pytest.fixture
def show_below(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Shows a table below the results of every run, whichever worker made it."""

    def show(table: str) -> None:
        request.node.user_properties.append((SHOWN_BELOW, table))

    return show


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, table in report.user_properties:
            if name == SHOWN_BELOW:
                terminalreporter.section(report.nodeid)
                terminalreporter.write_line(str(table))


@pytest.fixture(autouse=True)
def without_a_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forms behave as in a notebook where a loop runs, and Playwright leaves one running."""
    loop = asyncio._get_running_loop()
    if folder_of(request.node) != "browser":
        asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(loop)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and call.excinfo and report.skipped and folder_of(item) in NEVER_SKIPPED_IN_CI:
        report.outcome = "failed"
        report.longrepr = f"In CI this may not be skipped: {call.excinfo.value}"
    return report


def folder_of(item: pytest.Item) -> str:
    """The folder below tests/ that a test stands in."""
    parts = item.path.relative_to(ROOT).parts if item.path.is_relative_to(ROOT) else ()
    return parts[1] if len(parts) > 2 and parts[0] == "tests" else ""

"""Fixtures for tests in a browser: `lab` for all of them, `workbook` and `page` for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.lab import Guard, Lab, Workbook, new_workbook, running_browser, running_lab

# Longer than a busy machine takes; where a test promises that something is quick, it says so.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        with running_browser() as browser:
            yield browser
    except LookupError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The server; it needs no start where there is no browser to look at it."""
    with running_lab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def workbook(lab: Lab, request: pytest.FixtureRequest) -> Iterator[Workbook]:
    """A fresh copy of the notebooks with an empty data folder, for this test only."""
    yield new_workbook(lab, re.sub(r"\W+", "-", request.node.name).strip("-"))
    # A kernel that nobody needs any more would look into its log twice a second.
    lab.end_kernels()


@pytest.fixture
def guard(lab: Lab) -> Guard:
    """What this test's pages complained of; ``guard.expect(pattern)`` lets one complaint pass."""
    return Guard(lab.origin)


@pytest.fixture
def zone() -> str | None:
    """The browser's time zone; this machine's where a test has none of its own."""
    return None


@pytest.fixture
def context(browser: Browser, lab: Lab, guard: Guard, zone: str | None) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, timezone_id=zone)
    guard.watch(context)
    yield context
    context.close()
    complaints = "\n".join(guard.complaints)
    assert not complaints, f"{complaints}\n\nJupyterLab's log ends:\n{lab.log[-4000:]}"


@pytest.fixture
def new_page(context: BrowserContext) -> Callable[[], Page]:
    """Opens a further tab, for a second notebook beside the first."""
    return context.new_page


@pytest.fixture
def page(new_page: Callable[[], Page]) -> Page:
    return new_page()

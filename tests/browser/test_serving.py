"""What the launcher's settings do to JupyterLab, seen with a notebook of plain widgets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.lab import (
    SESSION,
    Guard,
    Workbook,
    form,
    kill_kernel,
    open_notebook,
    sign,
    start,
    wait_idle,
)

START = '<button data-commandlinker-command="notebook:run-all-cells">Start</button>'
SHOW = """import ipywidgets
import threading
import os
said = ipywidgets.Label("nothing yet")
button = ipywidgets.Button(description="Where am I?")
ran_on = threading.get_ident()
def say(_):
    same = threading.get_ident() == ran_on
    said.value = f"{'same thread' if same else 'another'} in {os.path.basename(os.getcwd())}"
button.on_click(say)
ipywidgets.VBox([button, said])"""


@pytest.fixture
def plain(workbook: Workbook) -> Path:
    """A page with a button that says which thread and folder its callback runs in."""
    v4 = nbformat.v4
    file = workbook.notebooks / "plain.ipynb"
    cells = [v4.new_markdown_cell(START), v4.new_code_cell(SHOW)]  # type: ignore[no-untyped-call]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = v4.new_notebook(cells=cells, metadata=kernel)  # type: ignore[no-untyped-call]
    nbformat.write(notebook, file)  # type: ignore[no-untyped-call]
    sign(workbook.lab, file)
    return file


@pytest.mark.parametrize("language", ["", "de/"], ids=["en", "de"])
def test_a_shipped_page_opens_trusted_so_that_start_begins_at_once(
    page: Page, workbook: Workbook, language: str
) -> None:
    open_notebook(page, workbook, f"{language}00_start_here")
    cells = "() => [...window.jupyterapp.shell.currentWidget.content.model.cells]"
    assert page.evaluate(f"{cells}.filter((c) => c.type === 'code').every((c) => c.trusted)")


def test_a_callback_runs_on_the_thread_of_its_cell(
    page: Page, workbook: Workbook, plain: Path
) -> None:
    open_notebook(page, workbook, "plain")
    start(page)
    page.get_by_role("button", name="Where am I?").click()
    expect(page.get_by_text("same thread in notebooks")).to_be_visible()


def test_a_saved_page_holds_no_form_so_that_day_two_begins_as_day_one(
    page: Page, workbook: Workbook, plain: Path
) -> None:
    open_notebook(page, workbook, "plain")
    start(page)
    page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save') }")
    saved = json.loads(plain.read_text("utf-8"))
    assert saved["cells"][1]["execution_count"] == 1
    assert saved["cells"][1]["outputs"] == []
    assert "widgets" not in saved["metadata"]


def test_nothing_of_news_or_updates_is_asked_or_offered(page: Page, workbook: Workbook) -> None:
    open_notebook(page, workbook, "00_start_here")
    wait_idle(page)
    expect(page.locator(".Toastify__toast")).to_have_count(0)


def test_two_pages_of_one_workbook_have_kernels_of_their_own(
    page: Page, new_page: Callable[[], Page], workbook: Workbook, plain: Path
) -> None:
    second = new_page()
    open_notebook(page, workbook, "plain")
    open_notebook(second, workbook, "01_choose_whom_to_meet")
    ids = {tab.evaluate(f"() => {SESSION}.session.kernel.id") for tab in (page, second)}
    assert len(ids) == 2


def test_a_form_is_found_by_its_name_after_start(page: Page, workbook: Workbook) -> None:
    open_notebook(page, workbook, "01_choose_whom_to_meet")
    start(page)
    expect(form(page, "People")).to_be_visible()
    assert (workbook.data / "my_log.db").is_file()


def test_the_guard_sees_a_request_that_leaves_the_origin(page: Page, guard: Guard) -> None:
    with page.expect_event("requestfailed"):
        page.evaluate("() => { new Image().src = 'http://127.0.0.1:9/pixel.png' }")
    assert "A request left the origin: http://127.0.0.1:9/pixel.png" in guard.complaints
    guard.expect("127.0.0.1:9/|ERR_UNSAFE_PORT|ERR_CONNECTION_REFUSED")


def test_a_killed_kernel_is_replaced(page: Page, workbook: Workbook, plain: Path) -> None:
    open_notebook(page, workbook, "plain")
    start(page)
    kill_kernel(page)
    restarted = page.locator(".jp-Dialog").get_by_text("appears to have died")
    expect(restarted).to_be_visible(timeout=30_000)

"""What a first-time user stumbled over, tried in JupyterLab as they have it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import choose_the_sample
from tests.browser.lab import SESSION, SLOW_MS, Workbook, open_notebook, start

LETTERS = "abcjkmrvxyzABJKLMRZ123456ddii00"
NOTEBOOK = "window.jupyterapp.shell.currentWidget.content"
CELLS = f"{NOTEBOOK}.widgets.map(({{ model }}) => [model.type, model.sharedModel.source])"
ACTIVE_CELL = f"{NOTEBOOK}.activeCellIndex"


@pytest.mark.parametrize("name", ["00_start_here", "06_response_rates"])
def test_letters_typed_on_a_page_outside_of_its_forms_change_nothing(
    page: Page, workbook: Workbook, name: str
) -> None:
    choose_the_sample(workbook)
    open_notebook(page, workbook, name)
    start(page)
    kernel = page.evaluate(f"() => {SESSION}.session.kernel.id")
    before = page.evaluate(CELLS)
    for kind in (".jp-MarkdownCell", ".jp-CodeCell"):
        page.locator(kind).last.focus()
        page.keyboard.type(LETTERS)
        assert page.evaluate(CELLS) == before, f"in a {kind}"
    assert page.evaluate(f"() => {SESSION}.session.kernel.id") == kernel
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_keys_that_are_no_letters_work_as_in_any_notebook(page: Page, workbook: Workbook) -> None:
    choose_the_sample(workbook)
    open_notebook(page, workbook, "07_network_growth")
    code = page.locator(".jp-CodeCell").first
    code.focus()
    at = page.evaluate(ACTIVE_CELL)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE_CELL) == at + 1
    code.focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(f"{ACTIVE_CELL} === {at + 1}")
    ran = f"{NOTEBOOK}.widgets[{at}].model.executionCount === 1"
    page.wait_for_function(ran, timeout=SLOW_MS)

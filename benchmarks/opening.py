"""How fast the workbook opens, beside the same without it: in one run, as ratios."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, expect

from benchmarks.measuring import in_turn, seconds, tell
from tests.browser.lab import (
    SESSION,
    SLOW_MS,
    Lab,
    Workbook,
    new_workbook,
    open_notebook,
    running_browser,
    running_lab,
    sign,
)

IMPORTS = 9
OPENINGS = 5
SHUT_DOWN = f"async () => {{ await {SESSION}.shutdown() }}"
PLAIN = """import ipywidgets
ipywidgets.VBox([
    ipywidgets.Text(description="Your name"),
    ipywidgets.Dropdown(description="Language", options=["English", "Deutsch"]),
    ipywidgets.Textarea(description="Signature"),
    ipywidgets.FileUpload(),
])"""


def main() -> None:
    modules = ("pandas, ipywidgets", "infoint_widgets")
    tell("Import", in_turn(IMPORTS, {name: partial(importing, name) for name in modules}))
    with (
        tempfile.TemporaryDirectory() as folder,
        running_browser() as browser,
        running_lab(Path(folder)) as lab,
    ):
        workbook = new_workbook(lab, "opened")
        add_plain_page(lab, workbook)
        opening(browser, workbook, "plain")  # what only a first opening does is no one's cost
        pages = {
            "plain ipywidgets": partial(opening, browser, workbook, "plain"),
            "the start page": partial(opening, browser, workbook, "00_start_here"),
        }
        tell("From opening a page to a live form", in_turn(OPENINGS, pages))


def importing(modules: str) -> float:
    command = [sys.executable, "-c", f"import {modules}"]
    return seconds(lambda: subprocess.run(command, check=True))


def add_plain_page(lab: Lab, workbook: Workbook) -> None:
    """A copy of the start page whose code shows a few plain widgets and nothing of ours."""
    file = workbook.notebooks / "00_start_here.ipynb"
    page = json.loads(file.read_text("utf-8"))
    codes = [cell for cell in page["cells"] if cell["cell_type"] == "code"]
    label = "ipywidgets.Label('')"
    for cell, source in zip(codes, ("import ipywidgets", label, PLAIN, label), strict=True):
        cell["source"] = source
    plain = workbook.notebooks / "plain.ipynb"
    nbformat.write(nbformat.from_dict(page), plain)  # type: ignore[no-untyped-call]
    sign(lab, plain)


def opening(browser: Browser, workbook: Workbook, name: str) -> float:
    """Seconds from opening a page to a form in which one can type."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    try:
        page = context.new_page()
        began = time.perf_counter()
        open_notebook(page, workbook, name)
        start = page.locator(".jp-MarkdownCell").get_by_role("button", name="Start", exact=True)
        start.click()
        field = page.locator(".jp-OutputArea-output").get_by_label("Your name")
        expect(field).to_be_editable(timeout=SLOW_MS)
        seconds = time.perf_counter() - began
        page.evaluate(SHUT_DOWN)  # so that the next opening begins with a kernel of its own
        return seconds
    finally:
        context.close()


if __name__ == "__main__":
    main()

"""The day's list of a thousand people, beside an empty widget and pandas: in one run, in turn."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import ipywidgets
import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Page

from benchmarks.measuring import in_turn, seconds, tell, write_page
from benchmarks.thousand import PEOPLE, people
from infoint_widgets.log.store import Log
from infoint_widgets.widgets.today import AT_FIRST, Today
from tests.browser.lab import (
    SESSION,
    Workbook,
    new_workbook,
    open_notebook,
    running_browser,
    running_lab,
    wait_idle,
)

BUILDS, MORNINGS, AGAIN = 20, 8, 20
NOW = int(time.time())
ZONE = "Europe/Vienna"
OPEN = "import ipywidgets\nimport infoint_widgets as ii\nlog = ii.open_log()"
EMPTY = "empty = ipywidgets.VBox()\nempty.add_class('empty')\nempty"
# Each cell that is measured, and what is there when it is shown.
CELLS = {
    "an empty widget": (2, ".empty"),
    "Today": (3, f".infoint-entry:nth-child({AT_FIRST}) button, .infoint-steps button"),
}
RUN = """async ([at, css]) => {
  const { commands, shell } = window.jupyterapp;
  const { content } = shell.currentWidget;
  const frame = () => new Promise(requestAnimationFrame);
  const seen = () => css.split(', ').every((one) => document.querySelector(one)?.offsetHeight >= 0);
  content.deselectAll();
  content.activeCellIndex = at;
  content.activeCell.outputArea.model.clear();
  while (seen()) await frame();
  const begun = performance.now();
  commands.execute('notebook:run-cell');
  while (!seen()) await frame();
  await frame();
  return performance.now() - begun;
}"""
RUN_FIRST = """async () => {
  const { commands, shell } = window.jupyterapp;
  shell.currentWidget.content.deselectAll();
  shell.currentWidget.content.activeCellIndex = 1;
  await commands.execute('notebook:run-cell');
}"""
SHUT_DOWN = f"async () => {{ await {SESSION}.shutdown() }}"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        in_the_kernel(folder)
        with running_browser() as browser, running_lab(folder) as lab:
            workbook = new_workbook(lab, "today")
            fill(workbook.data / "my_log.db").close()
            write_page(workbook, "measured", OPEN, EMPTY, "ii.Today(log)")
            in_a_page(browser, workbook)


def fill(file: Path) -> Log:
    log = Log(file, clock=lambda: NOW, zone=ZONE)
    log.load(people(NOW))
    return log


def in_the_kernel(folder: Path) -> None:
    log = fill(folder / "log.db")
    log.contacts().to_csv(folder / "contacts.csv")
    log.touches().to_csv(folder / "touches.csv")
    builds: dict[str, Callable[[], object]] = {
        "an empty widget": ipywidgets.VBox,
        "two of the rules with pandas": lambda: by_pandas(folder),
        "Today": lambda: Today(log),
    }
    measures = {name: partial(seconds, build) for name, build in builds.items()}
    in_turn(1, measures)  # what only the first one does is measured in a page, below
    tell(f"Built with {PEOPLE:,} people in the log", in_turn(BUILDS, measures))
    log.close()


def by_pandas(folder: Path) -> ipywidgets.HTML:
    """What one would write oneself, for two of the rules: whom to thank, and whom to ask again."""
    people = pd.read_csv(folder / "contacts.csv", index_col="id")
    touches = pd.read_csv(folder / "touches.csv", parse_dates=["happened_on"])
    due = []
    for id, theirs in touches.sort_values("happened_on").groupby("contact_id"):
        last = theirs.iloc[-1]
        days = np.busday_count(last["happened_on"].date(), pd.Timestamp.now().date())
        if last["kind"] == "met" or (last["kind"] == "outreach" and days > 7):
            due.append((people["last_name"][id], last["kind"], days))
    return ipywidgets.HTML(pd.DataFrame(due).head(AT_FIRST).to_html())


def in_a_page(browser: Browser, workbook: Workbook) -> None:
    mornings = {name: partial(morning, browser, workbook, name) for name in CELLS}
    tell("From its cell to the eye, in a new kernel", in_turn(MORNINGS, mornings))
    page = opened(browser, workbook)
    again = {name: partial(shown, page, name) for name in CELLS}
    tell("From its cell to the eye, once more", in_turn(AGAIN, again))
    page.close()


def morning(browser: Browser, workbook: Workbook, name: str) -> float:
    page = opened(browser, workbook)
    taken = shown(page, name)
    page.evaluate(SHUT_DOWN)
    page.context.close()
    return taken


def opened(browser: Browser, workbook: Workbook) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    open_notebook(page, workbook, "measured")
    page.evaluate(RUN_FIRST)
    wait_idle(page)
    return page


def shown(page: Page, name: str) -> float:
    taken = float(page.evaluate(RUN, CELLS[name])) / 1_000
    wait_idle(page)
    return taken


if __name__ == "__main__":
    main()

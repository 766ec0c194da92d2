"""Take pictures of the running workbook, as people see it in a browser.

``python docs/make_pictures.py`` makes those of README anew. ``python docs/make_pictures.py FOLDER``
takes every page in both languages and both themes, with an empty log, the sample, and a thousand
people, for looking at.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from infoint_widgets.log.store import Log
from infoint_widgets.opening import present
from infoint_widgets.records import Contact, Meeting, Touch
from infoint_widgets.vocabulary import Channel, Stage, TouchKind
from tests.browser.lab import (
    Lab,
    Workbook,
    new_workbook,
    open_notebook,
    running_browser,
    running_lab,
    start,
    wait_idle,
)

HERE = Path(__file__).parent
PAGES = (
    "00_start_here",
    "01_choose_whom_to_meet",
    "02_reach_out",
    "03_arrange_and_prepare",
    "04_the_day",
    "05_follow_up",
    "06_response_rates",
    "07_network_growth",
    "08_follow_up_lag",
    "09_what_i_learned",
    "10_class_review",
)
IN_README = {"reach_out.png": "02_reach_out", "response_rates.png": "06_response_rates"}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
LOGS = ("empty", "sample", "thousand")
WIDE, SCREEN, WHOLE_PAGE = 1280, 1040, 2600
A_FIRST_LETTER = 17  # of the sample's people, the first whom one has not written to, in English
PICK_PERSON = """(index) => {
  for (const list of document.querySelectorAll('.infoint-form .infoint-list select')) {
    if (!list.options.length) continue;
    list.selectedIndex = index;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  }
}"""
NO_SIDEBAR = """async () => {
  const { commands } = window.jupyterapp;
  if (commands.isToggled('application:toggle-left-area')) {
    await commands.execute('application:toggle-left-area');
  }
}"""


def main(folder: Path | None) -> None:
    with (
        tempfile.TemporaryDirectory() as root,
        running_browser() as browser,
        running_lab(Path(root)) as lab,
    ):
        if folder is None:
            take_readmes(browser, filled(lab, "sample"))
        else:
            take_all(browser, lab, folder)


def take_readmes(browser: Browser, workbook: Workbook) -> None:
    for file, name in IN_README.items():
        page = browser.new_page(viewport={"width": WIDE, "height": SCREEN}, device_scale_factor=1.5)
        show(page, workbook, name, "light", A_FIRST_LETTER)
        page.screenshot(path=HERE / "pictures" / file)
        page.close()


def take_all(browser: Browser, lab: Lab, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for which in LOGS:
        for language in ("en", "de"):
            workbook = filled(lab, which, language)
            for name in PAGES:
                for theme in THEMES:
                    page = browser.new_page(viewport={"width": WIDE, "height": WHOLE_PAGE})
                    show(page, workbook, f"de/{name}" if language == "de" else name, theme)
                    page.screenshot(path=folder / f"{name}-{which}-{language}-{theme}.png")
                    page.close()


def show(page: Page, workbook: Workbook, name: str, theme: str, person: int = 0) -> None:
    """Open a page, start it, and pick a person wherever there is a list."""
    open_notebook(page, workbook, name)
    change = "(theme) => window.jupyterapp.commands.execute('apputils:change-theme', { theme })"
    page.evaluate(change, THEMES[theme])
    page.evaluate(NO_SIDEBAR)
    start(page)
    page.evaluate(PICK_PERSON, person)
    wait_idle(page)
    page.wait_for_load_state("networkidle")


def filled(lab: Lab, which: str, language: str = "en") -> Workbook:
    """A workbook with the sample, with a thousand people, or with nothing in it."""
    workbook = new_workbook(lab, f"{which}-{language}")
    if which == "sample":
        (workbook.data / "which_log").write_text("sample\n", "utf-8")
        return workbook
    log = Log(workbook.data / "my_log.db", clock=present, zone="Europe/Vienna")
    log.set_setting("language", language)
    if which == "thousand":
        add_thousand(log)
    log.close()
    return workbook


def add_thousand(log: Log) -> None:
    people = [
        Contact(
            stage=Stage.CHOSEN if n % 3 else Stage.KNOWN,
            chosen_at=log.now() if n % 3 else None,
            first_name=f"Konstantin-Alexander {n}" if n % 7 == 0 else f"Ada {n}",
            last_name="Ausführlich-Namenreich" if n % 7 == 0 else f"Example {n}",
            organisation=f"Organisation {n % 83}",
            role="Head of a department with a long name" if n % 5 == 0 else "Designer",
            why="Their talk",
        )
        for n in range(1000)
    ]
    meetings = {
        person.id: Meeting(
            contact_id=person.id,
            learned=f"What they do on day {n}. Nobody begins where they end.",
            surprise="That they draw everything by hand first.",
            cv_feedback="Shorter, with one line on glass." if n % 2 else "",
        )
        for n, person in enumerate(people)
        if n % 5 > 2
    }
    kinds = (TouchKind.OUTREACH, TouchKind.ANSWER_YES, TouchKind.MET, TouchKind.THANKED)
    touches = [
        Touch(
            contact_id=person.id,
            kind=kind,
            happened_at=log.now() - (1 + (n * 37) % 300 - day) * 86_400,
            zone="Europe/Vienna",
            channel=Channel.EMAIL,
            by_me=kind is not TouchKind.ANSWER_YES,
            meeting_id=meetings[person.id].id if kind is TouchKind.MET else None,
        )
        for n, person in enumerate(people)
        if person.stage is Stage.CHOSEN
        for day, kind in enumerate(kinds[: n % 5])
    ]
    log.load([*people, *meetings.values(), *touches])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)

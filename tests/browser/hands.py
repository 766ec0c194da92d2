"""What a person does with the forms of a page, and a look into the log that they wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import ContactLanguage, Stage
from infoint_widgets.words import Words
from tests.browser.lab import SESSION, Workbook, form, open_notebook, start

FORMS = {
    "Settings": "00_start_here",
    "Files": "00_start_here",
    "People": "01_choose_whom_to_meet",
    "EmailDraft": "02_reach_out",
    "PrepChecklist": "03_arrange_and_prepare",
}
SOON_MS = 15_000
EN = Words("en")


def open_form(page: Page, workbook: Workbook, name: str, *, language: str = "en") -> Locator:
    """Open the page that a form stands on and press its *Start*."""
    folder = "" if language == "en" else f"{language}/"
    open_notebook(page, workbook, folder + FORMS[name])
    start(page)
    shown = form(page, name)
    expect(shown).to_be_visible(timeout=SOON_MS)
    return shown


def pick(shown: Locator, person: str, w: Words = EN) -> None:
    """Pick somebody from a form's list."""
    people = shown.get_by_role("listbox", name=w("picker.people"))
    option = people.get_by_role("option", name=re.compile(re.escape(person)))
    expect(option).to_have_count(1)
    people.select_option(label=option.inner_text())
    expect(shown.locator(".infoint-heading", has_text=person).first).to_be_visible()


def control(shown: Locator, label: str) -> Locator:
    """A form's field by its whole label."""
    return shown.get_by_label(label, exact=True)


def said(shown: Locator) -> Locator:
    """What a form says below its parts."""
    return shown.locator(".infoint-line")


@contextmanager
def the_log(workbook: Workbook) -> Iterator[Log]:
    """The log that a test's pages write to."""
    log = Log(workbook.data / "my_log.db", clock=lambda: int(time.time()))
    try:
        yield log
    finally:
        log.close()


def know(workbook: Workbook, **facts: object) -> Contact:
    """Put somebody one would like to meet into the log before a page is opened."""
    known = {
        "stage": Stage.CHOSEN,
        "chosen_at": 1_780_000_000,
        "first_name": "Ada",
        "last_name": "Lindqvist",
        "organisation": "Glass Museum",
        "role": "curator",
        "email": "ada@example.org",
        "language": ContactLanguage.EN,
    }
    with the_log(workbook) as log:
        return log.add(Contact(**{**known, **facts}))  # type: ignore[arg-type]


def choose_the_sample(workbook: Workbook) -> None:
    """Let all pages of a workbook show the invented people."""
    (workbook.data / "which_log").write_text("sample\n", "utf-8")


def in_kernel(page: Page, code: str) -> None:
    """Run code in the page's kernel, beside its cells."""
    run = f"""async (code) => {{
      const {{ kernel }} = {SESSION}.session;
      const reply = await kernel.requestExecute({{ code, silent: true }}).done;
      if (reply.content.status !== 'ok') throw new Error(reply.content.evalue);
    }}"""
    page.evaluate(run, code)

"""What a person does with the forms of a page, and a look into the log that they wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import nbformat
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import ContactLanguage, Stage
from infoint_widgets.words import Words
from tests.browser.lab import SESSION, Workbook, form, open_notebook, sign, start

FORMS = {
    "Today": "00_start_here",
    "Settings": "00_start_here",
    "Files": "00_start_here",
    "People": "01_choose_whom_to_meet",
    "EmailDraft": "02_reach_out",
    "Templates": "02_reach_out",
    "PrepChecklist": "03_arrange_and_prepare",
    "InterviewDay": "04_the_day",
    "FollowUp": "05_follow_up",
    "Learnings": "09_what_i_learned",
}
START = '<button data-commandlinker-command="notebook:run-all-cells">Start</button>'
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


def open_page(page: Page, workbook: Workbook, *forms: str) -> list[Locator]:
    """Open a page of a test's own that shows several forms on one log, and press its *Start*."""
    v4 = nbformat.v4
    sources = [
        "import infoint_widgets as ii\nlog = ii.open_log()",
        *(f"ii.{f}(log)" for f in forms),
    ]
    cells = [v4.new_markdown_cell(START), *map(v4.new_code_cell, sources)]  # type: ignore[no-untyped-call]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = v4.new_notebook(cells=cells, metadata=kernel)  # type: ignore[no-untyped-call]
    file = workbook.notebooks / "several.ipynb"
    nbformat.write(notebook, file)  # type: ignore[no-untyped-call]
    sign(workbook.lab, file)
    open_notebook(page, workbook, file.stem)
    start(page)
    shown = [form(page, name) for name in forms]
    for one in shown:
        expect(one).to_be_visible(timeout=SOON_MS)
    return shown


def pick(shown: Locator, person: str, w: Words = EN) -> None:
    """Pick somebody from a form's list."""
    people = shown.get_by_role("listbox", name=w("picker.people"))
    option = people.get_by_role("option", name=re.compile(re.escape(person)))
    expect(option).to_have_count(1)
    people.select_option(label=option.inner_text())
    expect(shown.locator(".infoint-heading", has_text=person).first).to_be_visible()


def add(shown: Locator, w: Words = EN, **facts: str) -> None:
    """Add somebody through the form."""
    press(shown, "people.add_somebody", w)
    card = shown.locator(".infoint-card", has=shown.page.get_by_text(w("people.add_heading")))
    for name, fact in facts.items():
        card.get_by_label(w(f"fields.{name}")).fill(fact)
    press(card, "people.add", w)


def fill(shown: Locator, column: str, text: str, w: Words = EN) -> None:
    """Type into a field of the log and leave it."""
    box = control(shown, w(f"fields.{column}"))
    box.fill(text)
    box.blur()


def press(shown: Locator, id: str, w: Words = EN) -> None:
    """Press a button by the id of its words."""
    shown.get_by_role("button", name=w(id), exact=True).click()


def start_again(shown: Locator) -> None:
    """Press *Start again* in a form whose kernel is gone, and wait for the new one."""
    restarted = shown.page.get_by_role("button", name="Ok", exact=True)
    again = shown.get_by_role("button", name=EN("form.kernel.start"))
    expect(again).to_be_visible(timeout=SOON_MS)
    if restarted.is_visible():
        restarted.click()
    again.click()
    expect(again).to_have_count(0, timeout=SOON_MS)
    expect(shown).to_be_visible(timeout=SOON_MS)


def control(shown: Locator, label: str) -> Locator:
    """A form's field by its whole label, unless it is folded away."""
    return shown.get_by_label(label, exact=True).filter(visible=True)


def unfold(shown: Locator) -> None:
    """Open what is folded away; of several in one accordion the last stays open."""
    folded = shown.locator("[aria-expanded=false]").filter(visible=True)
    for heading in folded.element_handles():
        heading.evaluate("node => node.click()")


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

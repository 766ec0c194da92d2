"""What a person does with the forms of a page, and a look into the log that they wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import nbformat
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import ContactLanguage, Stage
from infoint_widgets.words import Words
from tests.browser.lab import SESSION, Workbook, form, open_notebook, sign, start, wait_idle

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
    "Explore": "06_response_rates",
    "Review": "08_follow_up_lag",
    "Learnings": "09_what_i_learned",
}
LANGUAGES = {"en": "English", "de": "Deutsch"}
START = '<button data-commandlinker-command="notebook:run-all-cells">Start</button>'
EN = Words("en")
# The log asks `opening` for the time, and that asks its `time`: forms that are open follow as well.
SET_CLOCK = """
from types import SimpleNamespace
from infoint_widgets import opening
opening.time = SimpleNamespace(time=lambda: {seconds})
"""
TABLE = """(table) => {
  const cells = (row) => [...row.cells].map((cell) => cell.textContent);
  const [head, first] = [...table.rows].map(cells);
  return Object.fromEntries(head.map((name, i) => [name, first[i]]));
}"""


def open_form(
    page: Page,
    workbook: Workbook,
    name: str,
    *,
    language: str = "en",
    at: datetime | None = None,
) -> Locator:
    """Open the page that a form stands on, at some moment or now, and press its *Start*."""
    _open(page, workbook, FORMS[name], language, at)
    shown = form(page, name)
    expect(shown).to_be_visible()
    return shown


def _open(
    page: Page, workbook: Workbook, notebook: str, language: str, at: datetime | None
) -> None:
    folder = "" if language == "en" else f"{language}/"
    open_notebook(page, workbook, folder + notebook)
    if at is not None:
        it_is(page, at)
    start(page)


def it_is(page: Page, moment: datetime) -> None:
    """Let the clocks of a page and of its kernel stand at a moment."""
    page.clock.set_fixed_time(moment)
    in_kernel(page, SET_CLOCK.format(seconds=int(moment.timestamp())))


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
        expect(one).to_be_visible()
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


def fill(shown: Locator, column: str, text: str, w: Words = EN, of: str = "fields") -> None:
    """Type into a field of the log, or into another of some words, and leave it."""
    box = control(shown, w(f"{of}.{column}"))
    box.fill(text)
    box.blur()


def press(shown: Locator, id: str, w: Words = EN) -> None:
    """Press a button by the id of its words."""
    shown.get_by_role("button", name=w(id), exact=True).click()


def introduce_oneself(settings: Locator, w: Words) -> None:
    """Choose the language and give one's name."""
    chosen = LANGUAGES[w.language]
    control(settings, w("settings.language")).select_option(label=chosen)
    fill(settings, "name", "Jule Brandt", w, "settings")
    expect(settings.get_by_text(w("field.saved")).first).to_be_visible()


def shares(
    page: Page, workbook: Workbook, language: str, at: datetime | None = None
) -> tuple[str, str]:
    """How many said yes, and of how many, as the page of response rates has it."""
    _open(page, workbook, "06_response_rates", language, at)
    table = page.locator(".jp-OutputArea-output table").first
    first = table.evaluate(TABLE)
    w = Words(language)
    return first[w("tables.rate.yes")], first[w("tables.rate.n")]


def start_again(shown: Locator) -> None:
    """Press *Start again* in a form whose kernel is gone, and wait for the new one."""
    restarted = shown.page.get_by_role("button", name="Ok", exact=True)
    again = shown.get_by_role("button", name=EN("form.kernel.start"))
    expect(again).to_be_visible()
    if restarted.is_visible():
        restarted.click()
    again.click()
    expect(again).to_have_count(0)
    expect(shown).to_be_visible()


def control(shown: Locator, label: str) -> Locator:
    """A form's field by its whole label, unless it is folded away."""
    return shown.get_by_label(label, exact=True).filter(visible=True)


def unfold(shown: Locator) -> None:
    """Open what is folded away; of several in one accordion the last stays open."""
    wait_idle(shown.page)  # the kernel may be opening some of it
    folded = shown.locator("[aria-expanded=false]").filter(visible=True)
    for heading in folded.element_handles():
        heading.evaluate("node => node.click()")


def entry(today: Locator, text: str) -> Locator:
    """What is due with these words."""
    return today.locator(".infoint-entry", has_text=text)


def open_entry(today: Locator, rule: str, w: Words = EN) -> Locator:
    """Press the button of what is due; gives the form that opens below it."""
    name = w(f"agenda.{rule}.do")
    today.locator(".infoint-do").get_by_role("button", name=name, exact=True).click()
    opened = today.locator(".infoint-opened > .infoint-form").filter(visible=True)
    expect(opened).to_be_visible()
    return opened


def close_done(today: Locator, w: Words = EN) -> None:
    """Close the entry that is open: it was done, so it is gone."""
    rows = today.locator(".infoint-entry")
    row = rows.filter(has=today.page.locator(".infoint-opened").filter(visible=True))
    when = row.locator(".infoint-due, .infoint-due-now")
    expect(when).to_have_text(w("today.done"))
    before = rows.count()
    row.get_by_role("button", name=w("today.close"), exact=True).last.click()
    expect(rows).to_have_count(before - 1)


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

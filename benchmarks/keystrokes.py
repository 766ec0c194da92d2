"""What a key costs in a long draft, beside a bare text area with a preview: in one run, in turn.

The form's advice changes before its preview does, so the time up to the preview is that of both.
Not ``typing.py``: a script of that name would stand before the library's.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Locator, Page

from benchmarks.measuring import write_page
from benchmarks.thousand import PEOPLE, people
from infoint_widgets.log.store import Log
from infoint_widgets.records import Draft
from infoint_widgets.vocabulary import DraftKind
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

WORDS, KEYS = 1_000, 150
NOW = 1_780_000_000
SENTENCES = {
    "en": "I study design in Leipzig, and your talk on glass has changed how I look at light. ",
    "de": "Ich studiere Design in Leipzig, und Ihr Vortrag über Glas hat meinen Blick verändert. ",
}
# Letters, and ends of words, at which all advice is said anew.
LETTERS = "lantern by the door. "
BARE = """import ipywidgets
text = ipywidgets.Textarea(value={text!r}, layout={{"width": "600px", "height": "400px"}})
shown = ipywidgets.HTML()
def show(change):
    shown.value = "<pre class='bare-preview' style='white-space: pre-wrap'>" + change.new + "</pre>"
text.observe(show, "value")
box = ipywidgets.VBox([text, shown])
box.add_class("bare")
box"""
# From a key to the frame after which what it changed can be seen.
TYPE = """async ([box, preview, letter]) => {
  const begun = performance.now();
  const before = preview().textContent.length;
  const end = box.value.indexOf('\\n\\n', 40);
  box.setSelectionRange(end, end);
  document.execCommand('insertText', false, letter);
  while (preview().textContent.length === before) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - begun;
}"""


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_browser() as browser,
        running_lab(Path(folder)) as lab,
    ):
        for language, sentence in SENTENCES.items():
            workbook = filled(lab, language, sentence)
            page = browser.new_page(viewport={"width": 1280, "height": 1600})
            open_notebook(page, workbook, "keys")
            start(page)
            report(language, *in_turn(page))
            page.close()
            lab.end_kernels()


def filled(lab: Lab, language: str, sentence: str) -> Workbook:
    """A thousand people, a draft of a thousand words to one of them, and a page with both forms."""
    workbook = new_workbook(lab, f"keys-{language}")
    text = letter(sentence)
    log = Log(workbook.data / "my_log.db", clock=lambda: NOW, zone="Europe/Vienna")
    records = [*people(NOW, language=language)]
    reader = records[0]
    draft = Draft(
        contact_id=reader.id,
        kind=DraftKind.OUTREACH,
        subject="Glass and light",
        body=text,
        saved_at=NOW,
    )
    log.load([*records, draft])
    log.close()
    opened = "import infoint_widgets as ii\nlog = ii.open_log()"
    form = f"ii.EmailDraft(log, contact={reader.id!r})"
    write_page(workbook, "keys", BARE.format(text=text), opened, form)
    return workbook


def letter(sentence: str) -> str:
    one = len(sentence.split())
    paragraphs = (sentence * 3 for _ in range(WORDS // (3 * one)))
    return "Dear Ada,\n\n" + "\n\n".join(paragraphs) + "\n\nKind regards\nJule"


def in_turn(page: Page) -> tuple[list[float], list[float]]:
    """Milliseconds of each key, in the bare text area and in the form."""
    bare, form = page.locator(".bare"), page.locator(".infoint-form")
    pairs = (
        (bare.locator("textarea"), ".bare-preview"),
        (form.locator(".infoint-box > textarea"), ".infoint-letter"),
    )
    for box, _ in pairs:
        box.scroll_into_view_if_needed()
    wait_idle(page)
    key(page, *pairs[0], "x")  # the bare preview is empty before the first key
    taken: tuple[list[float], list[float]] = ([], [])
    for n in range(KEYS):
        for times, pair in zip(taken, pairs, strict=True):
            times.append(key(page, *pair, LETTERS[n % len(LETTERS)]))
    return taken


def key(page: Page, box: Locator, preview: str, letter: str) -> float:
    box.focus()
    handle = box.element_handle()
    look = page.evaluate_handle(
        "(css) => () => document.querySelector(css) ?? document.head", preview
    )
    return float(page.evaluate(TYPE, [handle, look, letter]))


def report(language: str, bare: list[float], ours: list[float]) -> None:
    (bare_50, bare_95), (ours_50, ours_95) = (
        (median(times), quantiles(times, n=20)[18]) for times in (bare, ours)
    )
    print(
        f"A key in a draft of {WORDS:,} words ({language}), {PEOPLE:,} people in the log: "
        f"p50 {ours_50:.0f} ms, p95 {ours_95:.0f} ms; bare p50 {bare_50:.0f} ms, "
        f"p95 {bare_95:.0f} ms; more at p95: {ours_95 - bare_95:+.0f} ms"
    )


if __name__ == "__main__":
    main()

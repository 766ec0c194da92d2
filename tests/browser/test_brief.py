"""The page for a meeting: saved by a button, one sheet of A4 or Letter, with nothing cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from infoint_widgets import opening
from infoint_widgets.exchange.brief import Ask, Brief
from infoint_widgets.exchange.brief import page as made
from infoint_widgets.jobs import questions
from infoint_widgets.jobs.briefing import brief_for
from infoint_widgets.log.store import Log
from infoint_widgets.method.questions import bank
from infoint_widgets.records import Meeting
from infoint_widgets.words import Words
from tests.browser.hands import EN, know, open_form, pick, press
from tests.browser.lab import Workbook
from tests.security.payloads import SCRIPT

# What is left within the margins, in CSS pixels: 180 × 273 mm and 186 × 255 mm.
PAPERS = {"A4": (680, 1031), "Letter": (703, 963)}
OUTSIDE = """([width, height]) => {
  const cut = [...document.querySelectorAll('main *:not(i)')].filter((el) => {
    const box = el.getBoundingClientRect();
    const { display } = getComputedStyle(el);
    return box.right > width + 1 || box.left < -1 || box.bottom > height + 1
      || (el.textContent && display !== 'inline' && el.scrollWidth > el.clientWidth + 1);
  });
  return cut.map((el) => `${el.tagName}: ${el.textContent.slice(0, 60)}`);
}"""

on_each_paper = pytest.mark.parametrize("paper", PAPERS)
in_each_language = pytest.mark.parametrize("language", ["en", "de"])


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    """A tab of its own, as of a file that lies on the disk."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def sample() -> Iterator[Log]:
    log = opening.sample_log()
    yield log
    log.close()


def next_brief(log: Log, language: str, n: int) -> Brief:
    """What stands on the page for the sample's next meeting, with so many questions."""
    log.set_setting("language", language)
    dated = [m for m in log.find(Meeting) if m.starts_at is not None and m.starts_at > log.now()]
    meeting = min(dated, key=lambda m: m.starts_at or 0)
    if n:
        questions.recommend(log, meeting)
    brief = brief_for(log, meeting)
    words = Words(brief.spoken)
    longest = sorted(
        (words.spoken(f"questions.question.{id}.ask", "sie") for id in bank()), key=len
    )
    more = tuple(Ask(text) for text in longest[-n:])
    return brief if n <= len(brief.questions) else replace(brief, questions=more)


def show(sheet: Page, brief: Brief, folder: Path) -> None:
    file = folder / "brief.html"
    file.write_bytes(made(brief))
    sheet.goto(file.as_uri())


def pages(sheet: Page, paper: str) -> int:
    """How many sheets it takes."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", sheet.pdf(format=paper)))


def cut_off(sheet: Page, paper: str) -> list[str]:
    """What stands outside of a sheet, or of its own box."""
    width, height = PAPERS[paper]
    sheet.emulate_media(media="print")
    sheet.set_viewport_size({"width": width, "height": height})
    found: list[str] = sheet.evaluate(OUTSIDE, [width, height])
    return found


@on_each_paper
@in_each_language
@pytest.mark.parametrize("n", [0, 7, 10])
def test_the_page_for_the_next_meeting_is_one_sheet_with_nothing_cut_off(
    sheet: Page, sample: Log, tmp_path: Path, paper: str, language: str, n: int
) -> None:
    show(sheet, next_brief(sample, language, n), tmp_path)
    assert pages(sheet, paper) == 1
    assert cut_off(sheet, paper) == []


@on_each_paper
def test_long_names_and_a_long_link_are_broken_rather_than_cut(
    sheet: Page, sample: Log, tmp_path: Path, paper: str
) -> None:
    brief = replace(
        next_brief(sample, "de", 7),
        name="Prof. Dr. Maria-Theresia Freifrau von Schwarzenberg-Lüdenscheidt-Hohenlohe 👩‍🏫",
        organisation="Rindfleischetikettierungsüberwachungsaufgabenübertragungsbehörde",
        place="https://example.org/" + "x" * 150,
    )
    show(sheet, brief, tmp_path)
    assert pages(sheet, paper) == 1
    assert cut_off(sheet, paper) == []


def test_what_does_not_fit_goes_on_a_second_sheet(sheet: Page, sample: Log, tmp_path: Path) -> None:
    brief = next_brief(sample, "de", 10)
    show(sheet, replace(brief, questions=brief.questions * 2), tmp_path)
    assert pages(sheet, "A4") == pages(sheet, "Letter") == 2


def test_a_name_written_from_the_right_leaves_the_rest_in_its_place(
    sheet: Page, sample: Log, tmp_path: Path
) -> None:
    brief = replace(next_brief(sample, "en", 7), role="curator", organisation="שלום \u202eevil")
    show(sheet, brief, tmp_path)
    role = sheet.get_by_text("curator", exact=True).bounding_box()
    organisation = sheet.get_by_text("שלום").last.bounding_box()
    assert role
    assert organisation
    assert role["x"] < organisation["x"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    sheet: Page, sample: Log, tmp_path: Path, width: int
) -> None:
    show(sheet, next_brief(sample, "de", 7), tmp_path)
    sheet.set_viewport_size({"width": width, "height": 800})
    assert sheet.evaluate("() => document.documentElement.scrollWidth") <= width


def test_text_of_others_runs_and_loads_nothing(sheet: Page, tmp_path: Path) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    sheet.on("request", note)
    sheet.on("dialog", lambda dialog: asked.append(dialog.message))
    everything = "\n".join(SCRIPT)
    texts = ("name", "role", "organisation", "place", "phone", "goal", "cv_plan", "last", "names")
    brief = Brief(
        **dict.fromkeys(texts, everything),  # type: ignore[arg-type]
        questions=tuple(map(Ask, SCRIPT)),
        bring=tuple(SCRIPT),
    )
    show(sheet, brief, tmp_path)
    for text in SCRIPT:
        assert sheet.get_by_text(text).count() > 1
    assert len(asked) == 1
    assert sheet.locator("img, script, svg, iframe, input, [onerror], [onload]").count() == 0


def test_its_own_policy_stops_what_would_run_all_the_same(
    sheet: Page, sample: Log, tmp_path: Path
) -> None:
    broken = made(next_brief(sample, "en", 0)).replace(
        b"<main", b"<script>window.pwned = 1</script><main"
    )
    (tmp_path / "broken.html").write_bytes(broken)
    sheet.goto((tmp_path / "broken.html").as_uri())
    assert sheet.evaluate("() => window.pwned") is None


def test_the_button_saves_a_file_that_prints_on_one_sheet(
    page: Page, sheet: Page, workbook: Workbook, tmp_path: Path
) -> None:
    know(workbook)
    shown = open_form(page, workbook, "PrepChecklist")
    pick(shown, "Ada Lindqvist")
    with page.expect_download() as download:
        press(shown, "brief.save")
    assert re.fullmatch(r"ada-lindqvist-[0-9a-f]{8}\.html", download.value.suggested_filename)
    download.value.save_as(tmp_path / "brief.html")
    shown.get_by_text(EN("brief.saved")).wait_for()
    sheet.goto((tmp_path / "brief.html").as_uri())
    assert sheet.get_by_role("heading", name="Ada Lindqvist").count() == 1
    assert pages(sheet, "A4") == pages(sheet, "Letter") == 1

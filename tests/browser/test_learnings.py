"""What was learned, in a browser: found while typing, by keyboard, and saved without names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.records import Contact, Meeting, Question
from infoint_widgets.vocabulary import Field, Stage
from infoint_widgets.words import Words
from tests.browser.hands import EN, control, open_form, the_log
from tests.browser.lab import Workbook

HOSTILE = "<img src=x onerror=window.pwned=1> pay $5$"
languages = pytest.mark.parametrize("language", ["en", "de"])


def learn(workbook: Workbook) -> None:
    """Two people who answered the same question, and said something about a CV."""
    with the_log(workbook) as log:
        for name, answer in (("Müller", "Durch Fenster aus Glas."), ("Berg", HOSTILE)):
            contact = log.add(
                Contact(stage=Stage.CHOSEN, last_name=name, field_id=Field.ARCHITECTURE)
            )
            meeting = log.add(
                Meeting(contact_id=contact.id, starts_at=1_780_000_000, cv_feedback="Shorter!")
            )
            log.add(
                Question(
                    meeting_id=meeting.id,
                    bank_id="first_interest",
                    category="path",
                    asked_at=1_780_000_000,
                    answer=answer,
                )
            )


def found(shown: Locator, w: Words = EN) -> Locator:
    return shown.get_by_role("listbox", name=w("learnings.found")).get_by_role("option")


@languages
def test_a_word_is_found_as_one_types_and_marked(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    learn(workbook)
    shown = open_form(page, workbook, "Learnings", language=language)
    expect(found(shown, w)).to_have_count(4)
    control(shown, w("learnings.find")).press_sequentially("mueller fenst")
    expect(found(shown, w)).to_have_count(1)
    expect(shown.locator("mark", has_text="Fenster")).to_be_visible()
    expect(shown.locator("mark", has_text="Müller")).to_be_visible()
    expect(shown.get_by_text(w("learnings.beside.answers"))).to_be_visible()


@languages
def test_all_is_done_by_keyboard(page: Page, workbook: Workbook, language: str) -> None:
    w = Words(language)
    learn(workbook)
    shown = open_form(page, workbook, "Learnings", language=language)
    search = control(shown, w("learnings.find"))
    search.focus()
    page.keyboard.type("shorter")
    expect(found(shown, w)).to_have_count(2)
    for name in ("kind", "category", "field", "organisation", "contact_id"):
        page.keyboard.press("Tab")
        expect(control(shown, w(f"learnings.label.{name}"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(shown.get_by_role("listbox", name=w("learnings.found"))).to_be_focused()
    before = shown.locator(".infoint-notes").first.inner_text()
    page.keyboard.press("ArrowDown")
    expect(shown.locator(".infoint-notes").first).not_to_have_text(before)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(shown.get_by_text(w("learnings.cv.told"))).to_be_visible()


def test_other_peoples_text_stands_there_as_they_wrote_it(page: Page, workbook: Workbook) -> None:
    learn(workbook)
    shown = open_form(page, workbook, "Learnings")
    control(shown, EN("learnings.find")).fill("onerror")
    expect(found(shown)).to_have_count(1)
    expect(shown.locator(".infoint-notes").first).to_contain_text(HOSTILE)
    expect(shown.locator("img, mjx-container")).to_have_count(0)
    assert page.evaluate("() => window.pwned") is None


@languages
def test_a_page_without_names_is_saved(
    page: Page, workbook: Workbook, language: str, tmp_path: Path
) -> None:
    w = Words(language)
    learn(workbook)
    shown = open_form(page, workbook, "Learnings", language=language)
    shown.get_by_role("button", name=w("learnings.out.heading")).click()
    with page.expect_download() as download:
        shown.get_by_role("button", name=w("learnings.out.page")).click()
    name = w("learnings.out.file") + w("learnings.out.file_nameless")
    assert download.value.suggested_filename == f"{name}.html"
    download.value.save_as(tmp_path / "page.html")
    text = (tmp_path / "page.html").read_text("utf-8")
    assert "Durch Fenster aus Glas." in text
    assert not re.search("Müller|Berg", text)
    paper = page.context.new_page()
    paper.set_content(text)
    expect(paper.get_by_role("heading", level=1)).to_have_text(w("learnings.out.title"))
    assert paper.evaluate("() => window.pwned") is None


@languages
def test_an_empty_page_leads_to_the_next_step(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    shown = open_form(page, workbook, "Learnings", language=language)
    expect(shown.get_by_text(w("learnings.empty"))).to_be_visible()
    shown.get_by_role("button", name=w("learnings.empty_next")).click()
    title = page.locator(".jp-RenderedMarkdown h1").filter(visible=True)
    there = {"en": "Arrange and prepare", "de": "Verabreden und vorbereiten"}[language]
    expect(title).to_contain_text(there)

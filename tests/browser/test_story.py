"""One person's story in a browser: a wrong day corrected by keyboard, and what it was."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import Channel, Precision, TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import control, know, open_form, pick, press, said, the_log
from tests.browser.lab import Workbook

SENT = 1_780_000_000  # 28 May 2026
languages = pytest.mark.parametrize("language", ["en", "de"])


def happened(workbook: Workbook, kind: TouchKind, **facts: object) -> Contact:
    contact = know(workbook)
    with the_log(workbook) as log:
        log.add(
            Touch(
                contact_id=contact.id,
                kind=kind,
                happened_at=SENT,
                zone="Europe/Berlin",
                channel=Channel.EMAIL,
                **facts,  # type: ignore[arg-type]
            )
        )
    return contact


def open_story(page: Page, workbook: Workbook, w: Words) -> Locator:
    shown = open_form(page, workbook, "People", language=w.language)
    pick(shown, "Ada Lindqvist", w)
    shown.get_by_role("button", name=w("people.correct"), exact=True).click()
    return shown


@languages
def test_a_wrong_day_is_corrected_by_keyboard_and_what_it_was_stays(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    happened(workbook, TouchKind.OUTREACH)
    shown = open_story(page, workbook, w)
    control(shown, w("people.wrong_entry")).select_option(index=1)
    day = control(shown, w("people.day"))
    expect(day).to_have_value("2026-05-28")
    day.fill("2026-05-20")
    control(shown, w("people.channel")).focus()
    page.keyboard.press("Tab")
    page.keyboard.type("By post.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(w("people.is_corrected"))
    story = shown.locator(".infoint-story")
    summary = story.get_by_text(w("people.corrected"), exact=True)
    summary.focus()
    page.keyboard.press("Enter")
    expect(story.locator(".infoint-letter")).to_contain_text(w.moment(SENT, "Europe/Berlin"))
    press(shown, "form.undo", w)
    expect(summary).to_have_count(0)
    with the_log(workbook) as log:
        (touch,) = log.find(Touch)
        assert (touch.happened_at, touch.note) == (SENT, "")


@languages
def test_an_entry_without_a_day_is_given_one(page: Page, workbook: Workbook, language: str) -> None:
    w = Words(language)
    happened(workbook, TouchKind.THANKED, precision=Precision.UNKNOWN)
    shown = open_story(page, workbook, w)
    control(shown, w("people.wrong_entry")).select_option(index=1)
    expect(shown.get_by_text(w("people.no_day_yet"))).to_be_visible()
    control(shown, w("people.day")).fill("2026-05-29")
    press(shown, "people.correct_it", w)
    expect(said(shown)).to_contain_text(w("people.is_corrected"))
    with the_log(workbook) as log:
        (touch,) = log.find(Touch)
        assert touch.precision is Precision.DAY

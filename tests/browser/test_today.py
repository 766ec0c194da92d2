"""The page of every morning in a browser: what is due, done in place, put off, by keyboard."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Page, expect

from infoint_widgets.records import Contact, Snooze, Touch
from infoint_widgets.vocabulary import TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import (
    choose_the_sample,
    close_done,
    entry,
    know,
    open_form,
    press,
    said,
    the_log,
)
from tests.browser.lab import Workbook, wait_idle

DAY = 86_400
both_languages = pytest.mark.parametrize("language", ["en", "de"])


def wrote(workbook: Workbook, days_ago: int) -> Contact:
    """Somebody who was written to some days ago and has not answered."""
    ada = know(workbook)
    with the_log(workbook) as log:
        at = int(time.time()) - days_ago * DAY
        log.add(Touch(contact_id=ada.id, kind=TouchKind.OUTREACH, happened_at=at, zone="UTC"))
        log.set_setting("weekly_goal", "0")
    return ada


@both_languages
def test_the_days_of_the_sample_are_full_and_a_step_narrows_them(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    choose_the_sample(workbook)
    shown = open_form(page, workbook, "Today", language=language)
    expect(shown.locator(".infoint-entry")).to_have_count(8)
    expect(shown.locator(".infoint-heading").first).to_be_in_viewport(ratio=1)
    expect(entry(shown, "Jutta Ohlendorf").first).to_contain_text(w("agenda.when.tonight"))
    step = shown.get_by_role("button", name=w("today.step.to_prepare"))
    step.click()
    expect(step).to_have_attribute("aria-pressed", "true")
    expect(shown.locator(".infoint-entry")).to_have_count(3)
    expect(shown.locator(".infoint-entry", has_text="Jutta Ohlendorf")).to_have_count(0)
    press(shown, "today.everything", w)
    expect(shown.locator(".infoint-entry")).to_have_count(8)


@both_languages
def test_a_follow_up_is_written_and_recorded_in_place(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    ada = wrote(workbook, 20)
    shown = open_form(page, workbook, "Today", language=language)
    due = entry(shown, "Ada Lindqvist")
    expect(due).to_contain_text(w("agenda.follow_up.what", name="Ada Lindqvist"))
    press(due, "agenda.follow_up.do", w)
    opened = due.locator(".infoint-opened .infoint-form")
    expect(opened.locator(".infoint-heading", has_text="Ada Lindqvist")).to_be_visible()
    expect(opened.get_by_role("listbox", name=w("picker.people"))).to_have_count(0)
    # Gaps in the text are told once; a second press sends it as it is.
    press(opened, "email.sent", w)
    wait_idle(page)
    press(opened, "email.sent", w)
    expect(due).to_contain_text(w("today.done"))
    with the_log(workbook) as log:
        kinds = [touch.kind for touch in log.find(Touch, contact_id=ada.id)]
    assert kinds == [TouchKind.OUTREACH, TouchKind.FOLLOW_UP]
    close_done(shown, w)
    expect(shown.get_by_text(w("agenda.nothing"))).to_be_visible()


@both_languages
def test_an_answer_is_written_down_before_anything_is_due(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    ada = wrote(workbook, 2)
    shown = open_form(page, workbook, "Today", language=language)
    press(shown, "today.answered", w)
    opened = shown.locator(".infoint-opened .infoint-form")
    expect(opened.locator(".infoint-heading", has_text="Ada Lindqvist")).to_be_visible()
    press(opened, "they_wrote.answer_yes", w)
    due = entry(shown, "Ada Lindqvist")
    expect(due).to_contain_text(w("agenda.set_date.what", name="Ada Lindqvist"))
    with the_log(workbook) as log:
        kinds = [touch.kind for touch in log.find(Touch, contact_id=ada.id)]
    assert kinds == [TouchKind.OUTREACH, TouchKind.ANSWER_YES]


@both_languages
def test_an_entry_is_put_off_and_comes_back_by_an_undo(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    wrote(workbook, 20)
    shown = open_form(page, workbook, "Today", language=language)
    due = entry(shown, "Ada Lindqvist")
    press(due, "today.later", w)
    due.get_by_label(w("today.reason")).fill("§ 5: on a trip")
    press(due, "today.put_off", w)
    expect(due).to_have_count(0)
    with the_log(workbook) as log:
        (kept,) = log.find(Snooze)
    assert (kept.rule, kept.reason) == ("follow_up", "§ 5: on a trip")
    press(shown, "form.undo", w)
    expect(entry(shown, "Ada Lindqvist")).to_be_visible()
    expect(said(shown).first).to_have_text(w("form.undone"))


def test_the_keyboard_alone_opens_puts_off_and_takes_back(page: Page, workbook: Workbook) -> None:
    wrote(workbook, 20)
    w = Words("en")
    shown = open_form(page, workbook, "Today")
    shown.locator(".infoint-steps button").nth(1).focus()
    page.keyboard.press("Enter")
    expect(shown.locator(".infoint-steps button").nth(1)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(shown.locator(".infoint-steps button").nth(1)).to_have_attribute("aria-pressed", "false")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == w("today.later"):
            break
    page.keyboard.press("Enter")
    expect(shown.get_by_label(w("today.put_off_until"))).to_be_visible()
    page.keyboard.type("abxdd")  # no shortcuts of the notebook's
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == w("today.not_this_one"):
            break
    page.keyboard.press("Enter")
    expect(shown.get_by_text(w("today.is_gone"))).to_be_visible()
    expect(shown.locator(".infoint-entry")).to_have_count(0)


def test_the_page_of_an_entry_opens_at_its_person(page: Page, workbook: Workbook) -> None:
    wrote(workbook, 20)
    w = Words("en")
    shown = open_form(page, workbook, "Today")
    press(entry(shown, "Ada Lindqvist"), "today.open_page", w)
    expect(page.get_by_role("tab", name="02_reach_out.ipynb")).to_be_visible()
    with the_log(workbook) as log:
        assert log.find(Contact, id=log.setting("picked"))[0].name == "Ada Lindqvist"


def test_a_first_day_has_one_small_step(page: Page, workbook: Workbook) -> None:
    w = Words("en")
    shown = open_form(page, workbook, "Today")
    expect(shown.get_by_text(w("agenda.next.add"))).to_be_visible()
    press(shown, "today.add", w)
    opened = shown.locator(".infoint-opened .infoint-form")
    expect(opened.get_by_role("button", name=w("people.add_somebody"))).to_be_visible()


def test_a_rule_is_switched_off_in_the_settings_on_the_same_page(
    page: Page, workbook: Workbook
) -> None:
    w = Words("en")
    wrote(workbook, 20)
    today = open_form(page, workbook, "Today")
    expect(today.locator(".infoint-entry")).to_have_count(1)
    settings = page.locator(".infoint-form", has=page.get_by_text(w("today.settings.title")))
    settings.get_by_text(w("today.settings.title")).click()
    settings.get_by_label(w("agenda.follow_up.rule")).uncheck()
    expect(today.locator(".infoint-entry")).to_have_count(0)

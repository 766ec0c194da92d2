"""Preparing for a meeting: from a date to a list of one's own, in both languages, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.records import ChecklistChange, Meeting, Tick, Touch
from infoint_widgets.vocabulary import Field, TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import (
    control,
    know,
    open_form,
    pick,
    press,
    said,
    the_log,
    unfold,
)
from tests.browser.lab import Workbook, wait_idle

PERSON = "Ada Lindqvist"
LANGUAGES = ("en", "de")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, workbook: Workbook) -> str:
    """A workbook in one language, with somebody whom one is going to meet."""
    know(workbook, field_id=Field.LAW, profile_url="https://example.org/in/ada")
    with the_log(workbook) as log:
        log.set_setting("language", request.param)
        log.set_setting("zone", "Europe/Berlin")
    return str(request.param)


def open_meeting(page: Page, workbook: Workbook, language: str) -> Locator:
    shown = open_form(page, workbook, "PrepChecklist", language=language)
    pick(shown, PERSON, Words(language))
    wait_idle(page)
    return shown


def focus(control: Locator) -> None:
    control.focus()
    expect(control).to_be_focused()


def shown_items(shown: Locator) -> Locator:
    """What stands on the list, as far as it is unfolded."""
    return shown.locator(".infoint-item .widget-checkbox").filter(visible=True)


def test_a_date_is_agreed_on_put_into_a_calendar_and_called_off(
    page: Page, workbook: Workbook, language: str, tmp_path: Path
) -> None:
    w = Words(language)
    shown = open_meeting(page, workbook, language)
    save = shown.get_by_role("button", name=w("prepare.ics.save"))
    expect(save).to_be_disabled()
    control(shown, w("prepare.starts")).fill("2036-05-28T15:00")
    expect(said(shown)).to_contain_text(w("prepare.agreed"))
    control(shown, w("fields.mode")).select_option(label=w("vocabulary.mode.cafe"))
    way = control(shown, w("fields.travel_minutes"))
    way.fill("40")
    way.press("Enter")
    expect(shown.get_by_text(w("prepare.leave", time="14:10")).first).to_be_visible()
    with page.expect_download() as download:
        save.click()
    file = tmp_path / "meeting.ics"
    download.value.save_as(file)
    assert "DTSTART;TZID=Europe/Berlin:20360528T150000" in file.read_text("utf-8")
    expect(shown.get_by_text(w("prepare.ics.saved"))).to_be_visible()

    shown.get_by_text(w("prepare.off.title")).click()
    press(shown, "prepare.off.theirs", w)
    expect(said(shown)).to_contain_text(w("prepare.off.said_cancelled"))
    expect(shown.get_by_role("button", name=w("prepare.another"))).to_be_focused()
    with the_log(workbook) as log:
        kinds = [(touch.kind, touch.by_me) for touch in log.find(Touch)]
    assert kinds == [(TouchKind.ARRANGED, True), (TouchKind.CANCELLED, False)]


def test_an_hour_that_comes_twice_is_told_at_the_field(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    shown = open_meeting(page, workbook, language)
    control(shown, w("prepare.starts")).fill("2036-10-26T02:30")
    sentence = w("errors.arranging.clock_twice", typed="02:30", city="Berlin")
    expect(shown.locator(".infoint-told").get_by_text(sentence)).to_be_visible()


def test_ones_own_list_is_made_with_the_keyboard_alone(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    shown = open_meeting(page, workbook, language)
    fold = shown.get_by_role("button", name=w("prepare.change.title"))
    focus(fold)
    page.keyboard.press("Enter")
    own = control(shown, w("prepare.change.own"))
    expect(own).to_be_visible()
    expect(own).to_be_enabled()
    own.focus()
    page.keyboard.type("Bring her book back")
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(w("prepare.change.added", item="Bring her book back"))
    expect(own).to_be_focused()
    expect(own).to_have_value("")
    expect(shown_items(shown).last).to_have_text("Bring her book back")

    everything = control(shown, w("prepare.change.items"))
    expect(everything.get_by_role("option", name="Bring her book back")).to_have_count(1)
    everything.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    # Nobody presses three keys in the moment in which ipywidgets still tells of the first.
    wait_idle(page)
    page.keyboard.press("Tab")
    up = shown.get_by_role("button", name=w("prepare.change.earlier"))
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    second = w("checklist.into_calendar.do")
    expect(said(shown)).to_contain_text(w("prepare.change.moved", item=second, place=1, n=8))
    expect(up).to_be_focused()
    expect(shown_items(shown).first).to_have_text(second)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    hide = shown.get_by_role("button", name=w("prepare.change.hide"))
    expect(hide).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(w("prepare.change.is_hidden", item=second))
    expect(shown.get_by_role("checkbox", name=second)).to_have_count(0)
    expect(shown.get_by_role("button", name=w("prepare.change.again"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown.get_by_role("checkbox", name=second)).to_be_visible()
    focus(shown.get_by_role("checkbox", name=second))
    page.keyboard.press("Space")
    expect(said(shown)).to_contain_text(w("form.saved"))
    with the_log(workbook) as log:
        assert [tick.item for tick in log.find(Tick)] == ["into_calendar"]
        assert "Bring her book back" in {change.text for change in log.find(ChecklistChange)}


def test_two_notebooks_show_each_others_list(
    page: Page, new_page: Callable[[], Page], workbook: Workbook, language: str
) -> None:
    w = Words(language)
    one = open_meeting(page, workbook, language)
    two = open_meeting(new_page(), workbook, language)
    for shown in (one, two):
        shown.get_by_role("button", name=w("prepare.change.title")).click()
    for shown, text in ((one, "Breathe"), (two, "Smile")):
        own = control(shown, w("prepare.change.own"))
        own.fill(text)
        own.press("Enter")
    for shown in (one, two):
        for text in ("Breathe", "Smile"):
            expect(shown.get_by_role("checkbox", name=text)).to_be_visible()
    one.get_by_role("checkbox", name="Smile").check()
    expect(two.get_by_role("checkbox", name="Smile")).to_be_checked()
    with the_log(workbook) as log:
        assert len(log.find(Meeting)) == 1


def test_what_leads_away_opens_in_a_tab_of_its_own_and_nothing_is_asked_before(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    shown = open_meeting(page, workbook, language)
    links = shown.locator(".infoint-links a")
    expect(links).to_have_count(3)
    for link in links.all():
        assert link.get_attribute("target") == "_blank"
        assert link.get_attribute("rel") == "noopener noreferrer"
    expect(links.first).to_have_attribute("href", "https://example.org/in/ada")
    unfold(shown)
    expect(shown.get_by_text(w("dress.field.law.in_person"))).to_be_visible()
    # The guard of every page sees that no request went anywhere else.
    wait_idle(page)

"""What follows after sending, in both languages: their answer in one click, and back again."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.opening import present
from infoint_widgets.records import Referral, Touch
from infoint_widgets.vocabulary import Channel, NameUse, TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import (
    control,
    know,
    open_form,
    pick,
    press,
    said,
    the_log,
)
from tests.browser.lab import Workbook

PERSON = "Ada Lindqvist"
LANGUAGES = ("en", "de")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, workbook: Workbook) -> str:
    """A workbook in one language, in which Ada was written to a month ago."""
    ada = know(workbook)
    with the_log(workbook) as log:
        log.set_setting("language", request.param)
        log.add(
            Touch(
                contact_id=ada.id,
                kind=TouchKind.OUTREACH,
                happened_at=present() - 30 * 86_400,
                zone="Europe/Berlin",
                channel=Channel.EMAIL,
                text="Your glass\n\nDear Ada,\n\nwould you have 20 minutes?",
            )
        )
    return str(request.param)


def answered(workbook: Workbook) -> list[Touch]:
    with the_log(workbook) as log:
        return [touch for touch in log.find(Touch) if not touch.by_me]


def test_a_yes_takes_one_click_and_the_next_page_knows_it(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    email = open_form(page, workbook, "EmailDraft", language=language)
    only_due = email.get_by_label(w("they_wrote.due", n=1))
    only_due.check()
    pick(email, PERSON, w)
    press(email, "they_wrote.answer_yes", w)
    expect(said(email)).to_contain_text(w("vocabulary.touch_kind.answer_yes"))
    expect(control(email, w("they_wrote.day"))).to_be_focused()
    expect(control(email, w("email.kind"))).to_have_value(w("vocabulary.draft_kind.arrange"))
    expect(only_due).to_be_hidden()
    assert [touch.kind for touch in answered(workbook)] == [TouchKind.ANSWER_YES]

    people = open_form(page, workbook, "People", language=language)
    pick(people, PERSON, w)
    yes = w("vocabulary.touch_kind.answer_yes")
    expect(people.get_by_role("definition").filter(has_text=yes)).to_be_visible()
    sent = people.get_by_role("definition").filter(has_text="Your glass")
    expect(sent.get_by_text("would you have 20 minutes?")).to_be_hidden()
    sent.locator("summary").click()
    expect(sent.get_by_text("would you have 20 minutes?")).to_be_visible()


def test_an_answer_that_was_none_is_taken_back(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    email = open_form(page, workbook, "EmailDraft", language=language)
    pick(email, PERSON, w)
    press(email, "they_wrote.answer_later", w)
    again = control(email, w("people.ask_again"))
    expect(again).to_be_focused()
    again.fill("2036-09-01")
    again.blur()
    expect(email.get_by_text("2036").first).to_be_visible()
    undo = email.get_by_role("button", name=w("form.undo"), exact=True)
    undo.click()
    expect(email.get_by_role("button", name=w("they_wrote.answer_yes"))).to_be_visible()
    assert answered(workbook) == []


def test_a_name_is_written_down_and_its_person_put_on_the_list(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    email = open_form(page, workbook, "EmailDraft", language=language)
    pick(email, PERSON, w)
    press(email, "they_wrote.introduction", w)
    whom = control(email, w("they_wrote.whom"))
    expect(whom).to_be_focused()
    whom.fill("Ben Okafor")
    control(email, w("fields.reach")).fill("ben@example.org")
    granted = w("vocabulary.name_use.granted")
    control(email, w("they_wrote.name_use")).select_option(label=granted)
    press(email, "people.record", w)
    expect(email.get_by_text(w("they_wrote.named", name="Ben Okafor")).first).to_be_visible()
    email.get_by_role("button", name=w("they_wrote.meet", name="Ben Okafor")).click()
    pick(email, "Ben Okafor", w)
    with the_log(workbook) as log:
        (referral,) = log.find(Referral)
    assert (referral.name_use, referral.contact_id is not None) == (NameUse.GRANTED, True)


def test_a_message_can_have_been_sent_the_day_before(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    email = open_form(page, workbook, "EmailDraft", language=language)
    pick(email, PERSON, w)
    control(email, w("fields.body")).fill("Dear Ada, once more: would you have 20 minutes? Jule")
    open_earlier(email, w)
    with the_log(workbook) as log:
        yesterday = datetime.fromtimestamp(log.now(), ZoneInfo(log.zone)).date() - timedelta(1)
    control(email, w("they_wrote.sent_day")).fill(yesterday.isoformat())
    control(email, w("they_wrote.sent_day")).blur()
    press(email, "email.sent", w)
    expect(said(email)).to_contain_text(w("email.was_sent", name=PERSON))
    with the_log(workbook) as log:
        (sent,) = log.find(Touch, kind=TouchKind.FOLLOW_UP)
        assert datetime.fromtimestamp(sent.happened_at, ZoneInfo(sent.zone)).date() == yesterday


def open_earlier(email: Locator, w: Words) -> None:
    email.get_by_role("button", name=w("they_wrote.sent_earlier")).click()

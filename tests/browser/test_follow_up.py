"""What comes after a meeting, in a browser: thanks that name what was learned, names, reasons."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.records import Contact, Draft, Meeting, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import ContactLanguage, NameUse, TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import (
    EN,
    control,
    know,
    open_form,
    open_page,
    press,
    said,
    the_log,
)
from tests.browser.lab import Workbook, wait_idle

languages = pytest.mark.parametrize("language", ["en", "de"])
HOSTILE = "<img src=x onerror=window.pwned=1> $5$ & $x$"


def meet(workbook: Workbook, contact: Contact) -> Meeting:
    """Somebody was met an hour ago."""
    with the_log(workbook) as log:
        now = int(time.time())
        meeting = log.add(Meeting(contact_id=contact.id, starts_at=now - 5_400, zone="UTC"))
        log.add(
            Touch(
                contact_id=contact.id,
                meeting_id=meeting.id,
                kind=TouchKind.MET,
                happened_at=now - 3_600,
                zone="UTC",
            )
        )
        return meeting


def name(workbook: Workbook, referrer: Contact, **facts: object) -> Referral:
    known = {"first_name": "Cleo", "last_name": "Marsh", "named_at": 1_780_000_000}
    with the_log(workbook) as log:
        return log.add(Referral(referrer_id=referrer.id, **{**known, **facts}))  # type: ignore[arg-type]


def open_for_ada(page: Page, workbook: Workbook, language: str) -> tuple[Locator, Words, Contact]:
    ada = know(workbook, language=ContactLanguage(language))
    meet(workbook, ada)
    shown = open_form(page, workbook, "FollowUp", language=language)
    return shown, Words(language), ada


def holding(words: str) -> re.Pattern[str]:
    """Any text with these words in it."""
    return re.compile(re.escape(words))


def letter(shown: Locator, w: Words) -> Locator:
    """The text of the message that is open in place."""
    return control(shown, w("fields.body"))


@languages
def test_the_thank_you_names_what_was_learned_and_is_sent_from_here(
    page: Page, workbook: Workbook, language: str
) -> None:
    shown, w, ada = open_for_ada(page, workbook, language)
    learned = control(shown, w("follow_up.texts.learned"))
    learned.fill("Light costs more than walls.\nAsk early.")
    learned.blur()
    expect(shown.locator(".infoint-in-place")).to_have_count(0)
    press(shown, "follow_up.by_mail", w)
    body = letter(shown, w)
    expect(body).to_have_value(holding(": Light costs more than walls. "))
    body.fill("Dear Ada, I learned that light costs more than walls. Thank you.")
    press(shown, "email.sent", w)
    thanked_on = w("follow_up.thanked_on", day="").removesuffix(".")
    expect(shown.get_by_text(thanked_on)).to_be_visible()
    with the_log(workbook) as log:
        (thanked,) = log.find(Touch, contact_id=ada.id, kind=TouchKind.THANKED)
        assert "light costs more than walls" in thanked.text


@languages
def test_the_text_of_a_card_names_it_too(page: Page, workbook: Workbook, language: str) -> None:
    shown, w, _ada = open_for_ada(page, workbook, language)
    learned = control(shown, w("follow_up.texts.learned"))
    learned.fill("Ask early!")
    learned.blur()
    press(shown, "follow_up.by_card", w)
    expect(letter(shown, w)).to_have_value(holding(": Ask early! "))
    expect(control(shown, w("fields.subject"))).to_have_count(0)


@languages
@pytest.mark.parametrize("use", [NameUse.GRANTED, NameUse.DENIED])
def test_a_name_becomes_a_contact_and_the_first_message_says_who_named_them_only_if_it_may(
    page: Page, workbook: Workbook, language: str, use: NameUse
) -> None:
    w = Words(language)
    ada = know(workbook, language=ContactLanguage(language))
    meet(workbook, ada)
    referral = name(workbook, ada, name_use=use, said="She asks well.", reach="cleo@example.org")
    shown = open_form(page, workbook, "FollowUp", language=language)
    press(shown, "follow_up.make_contact", w)
    card = shown.locator(".infoint-named-row")
    expect(card).to_contain_text(w(f"follow_up.standing.chosen.{use}"))
    with the_log(workbook) as log:
        cleo = log.get(Contact, str(log.get(Referral, referral.id).contact_id))
        assert (cleo.name, cleo.email, cleo.why) == (
            "Cleo Marsh",
            "cleo@example.org",
            "She asks well.",
        )
    press(card, "follow_up.write_to_them", w)
    preview = card.locator(".infoint-letter").last
    expect(preview).to_contain_text("Marsh")
    if use is NameUse.GRANTED:
        expect(preview).to_contain_text("Ada Lindqvist")
    else:
        expect(preview).not_to_contain_text("Lindqvist")


def test_when_the_named_person_was_met_who_named_them_is_told(
    page: Page, workbook: Workbook
) -> None:
    ada, cleo = know(workbook), know(workbook, first_name="Cleo", last_name="Marsh")
    meet(workbook, ada)
    name(workbook, ada, contact_id=cleo.id)
    meet(workbook, cleo)
    shown = open_form(page, workbook, "FollowUp")
    which = control(shown, EN("follow_up.which"))
    which.select_option(index=place_of(which, "Ada"))
    expect(shown.locator(".infoint-heading", has_text="Ada")).to_be_visible()
    press(shown, "follow_up.told")
    expect(said(shown)).to_contain_text(EN("follow_up.was_told", name="Cleo Marsh"))
    expect(shown.get_by_role("button", name=EN("follow_up.told"))).to_have_count(0)
    press(shown, "form.undo")
    expect(shown.get_by_role("button", name=EN("follow_up.told"))).to_be_visible()


def place_of(which: Locator, person: str) -> int:
    labels = which.get_by_role("option").all_inner_texts()
    return next(at for at, label in enumerate(labels) if person in label)


def test_all_of_it_works_by_keyboard(page: Page, workbook: Workbook) -> None:
    shown, _w, ada = open_for_ada(page, workbook, "en")
    control(shown, EN("follow_up.texts.learned")).focus()
    page.keyboard.type("Light first.")
    page.keyboard.press("Tab")
    page.keyboard.type("That she draws abxdd")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("I will draw it.")
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(EN("follow_up.reason_noted"))
    wait_idle(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    by_mail = shown.get_by_role("button", name=EN("follow_up.by_mail"))
    expect(by_mail).to_be_focused()
    page.keyboard.press("Enter")
    expect(letter(shown, EN)).to_have_value(holding(": Light first. "))
    wait_idle(page)
    with the_log(workbook) as log:
        (meeting,) = log.find(Meeting)
        assert (meeting.learned, meeting.surprise) == ("Light first.", "That she draws abxdd")
        assert [r.text for r in log.find(ReasonToWrite)] == ["I will draw it."]
        assert log.find(Draft, contact_id=ada.id) == []


def test_two_forms_on_one_log_see_each_others_words(page: Page, workbook: Workbook) -> None:
    meet(workbook, know(workbook))
    one, _ = open_page(page, workbook, "FollowUp", "EmailDraft")
    surprise = control(one, EN("follow_up.texts.surprise"))
    surprise.fill("A lot.")
    surprise.blur()
    with the_log(workbook) as log:
        (meeting,) = log.find(Meeting)
        expect(one.get_by_text(EN("field.saved")).first).to_be_visible()
        meeting = log.get(Meeting, meeting.id)
        assert meeting.surprise == "A lot."
        log.edit(Meeting, meeting.id, "surprise", "Elsewhere.", was="A lot.")
    expect(surprise).to_have_value("Elsewhere.")


def test_what_others_wrote_is_shown_as_they_wrote_it(page: Page, workbook: Workbook) -> None:
    ada = know(workbook, first_name=HOSTILE, organisation=HOSTILE)
    meeting = meet(workbook, ada)
    name(workbook, ada, first_name=HOSTILE, organisation=HOSTILE, said=HOSTILE, reach=HOSTILE)
    with the_log(workbook) as log:
        log.edit(Meeting, meeting.id, "learned", HOSTILE, was="")
        log.add(ReasonToWrite(contact_id=ada.id, text=HOSTILE, noted_at=1_780_000_000))
    shown = open_form(page, workbook, "FollowUp")
    press(shown, "follow_up.by_mail")
    expect(shown.locator(".infoint-in-place .infoint-letter")).to_contain_text(HOSTILE)
    expect(shown.locator("img, mjx-container, .MathJax")).to_have_count(0)
    assert page.evaluate("() => window.pwned") is None

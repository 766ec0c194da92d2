"""Other people's text is never code: it stands in every form as it was typed, and runs nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.records import Contact, Draft, Meeting, Touch, derived_id
from infoint_widgets.vocabulary import DraftKind, TouchKind
from tests.browser.hands import (
    EN,
    add,
    control,
    fill,
    know,
    open_form,
    pick,
    said,
    the_log,
    unfold,
)
from tests.browser.lab import Workbook

HOSTILE = "<img src=x onerror=window.pwned=1>"
MATHS = "pay $5$ then $x$"
TEXTS = ("first_name", "organisation", "role", "field", "city", "found_through", "why", "notes")
PERSONAL = ("People", "EmailDraft", "PrepChecklist")


def know_through_and_through(workbook: Workbook, text: str) -> Contact:
    """Somebody of whom every text is the same, and all that one can have with them."""
    contact = know(workbook, **dict.fromkeys(TEXTS, text))
    with the_log(workbook) as log:
        log.add(
            Draft(
                id=derived_id("draft", contact.id, DraftKind.OUTREACH),
                contact_id=contact.id,
                kind=DraftKind.OUTREACH,
                subject=text,
                body=text,
                saved_at=log.now(),
            )
        )
        log.add(
            Meeting(
                contact_id=contact.id, starts_at=1_790_000_000, place=text, goal=text, research=text
            )
        )
        log.add(
            Touch(
                contact_id=contact.id,
                kind=TouchKind.OUTREACH,
                happened_at=1_780_000_000,
                zone="UTC",
                note=text,
                text=f"{text}\n{text}",
            )
        )
        for name in ("name", "situation", "signature"):
            log.set_setting(name, text)
    return contact


def shows_as_typed(shown: Locator, text: str) -> None:
    """What a person reads or edits in a form is the text itself."""
    assert shown.page.evaluate("() => window.pwned") is None
    expect(shown.locator("img, mjx-container, .MathJax")).to_have_count(0)
    expect(shown.locator(".infoint-heading:visible", has_text=text)).to_be_visible()


@pytest.mark.parametrize("text", [HOSTILE, MATHS], ids=["markup", "maths"])
@pytest.mark.parametrize("name", PERSONAL)
def test_a_form_shows_what_others_wrote_as_they_wrote_it(
    page: Page, workbook: Workbook, name: str, text: str
) -> None:
    know_through_and_through(workbook, text)
    shown = open_form(page, workbook, name)
    pick(shown, text)
    unfold(shown)
    for summary in shown.locator("summary").all():
        summary.click()
    shows_as_typed(shown, text)


def test_the_preview_of_a_letter_shows_markup_as_it_is_typed(
    page: Page, workbook: Workbook
) -> None:
    know(workbook)
    shown = open_form(page, workbook, "EmailDraft")
    pick(shown, "Ada Lindqvist")
    control(shown, EN("fields.subject")).fill(HOSTILE)
    control(shown, EN("fields.body")).fill(f"{HOSTILE}\n[{HOSTILE}]\n{MATHS}")
    preview = shown.locator(".infoint-letter")
    expect(preview).to_have_text(f"{HOSTILE}{HOSTILE}\n[{HOSTILE}]\n{MATHS}")
    expect(preview.locator("img, mjx-container")).to_have_count(0)
    assert page.evaluate("() => window.pwned") is None


def test_somebody_added_under_a_hostile_name_is_only_a_name(page: Page, workbook: Workbook) -> None:
    shown = open_form(page, workbook, "People")
    add(shown, first_name=HOSTILE, last_name="Lindqvist", organisation=HOSTILE, why=HOSTILE)
    expect(said(shown)).to_contain_text(f"{HOSTILE} Lindqvist is on your list.")
    shows_as_typed(shown, HOSTILE)


def test_what_stands_in_settings_is_only_text(page: Page, workbook: Workbook) -> None:
    shown = open_form(page, workbook, "Settings")
    for name in ("name", "situation", "signature"):
        box = control(shown, EN(f"settings.{name}"))
        box.fill(HOSTILE)
        box.blur()
    expect(shown.get_by_text(EN("field.saved"))).to_have_count(3)
    expect(shown.locator("img")).to_have_count(0)
    assert page.evaluate("() => window.pwned") is None


def test_an_error_that_quotes_what_was_typed_quotes_it_as_text(
    page: Page, workbook: Workbook
) -> None:
    know(workbook)
    shown = open_form(page, workbook, "People")
    pick(shown, "Ada Lindqvist")
    fill(shown, "email", HOSTILE)
    expect(shown.get_by_text(f"“{HOSTILE}” is not an e-mail address.")).to_be_visible()
    assert page.evaluate("() => window.pwned") is None

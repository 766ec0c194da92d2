"""One's own templates in a real browser: written, told what is wrong, offered for a letter."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.vocabulary import ContactLanguage
from infoint_widgets.words import Words
from tests.browser.hands import (
    control,
    know,
    open_form,
    pick,
    press,
    said,
    start_again,
)
from tests.browser.lab import Workbook, form, kill_kernel

EN = Words("en")
TITLE = "My own words 💌"
BODY = "{salutation}\n\n{their_work}: Oh!\n\n{closing}\n{my_name}"


def write(templates: Locator, w: Words = EN, **texts: str) -> None:
    labels = {
        "title": w("templates.title"),
        "situation": w("templates.situation"),
        "subject": w("fields.subject"),
        "body": w("templates.body"),
    }
    for name, text in texts.items():
        control(templates, labels[name]).fill(text)


def body(templates: Locator, w: Words = EN) -> Locator:
    return control(templates, w("templates.body"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_own_template_is_offered_for_a_letter_and_filled(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    know(workbook, language=ContactLanguage(language))
    templates = open_form(page, workbook, "Templates", language=language)
    email = form(page, "EmailDraft")
    pick(email, "Ada Lindqvist", w)
    write(templates, w, title=TITLE, situation="I saw it", subject="Hello", body=BODY)
    press(templates, "templates.save", w)
    expect(said(templates)).to_contain_text(w("templates.saved", title=TITLE))
    offered = control(email, w("email.template"))
    expect(offered.get_by_role("option", name=f"{TITLE}: I saw it")).to_have_count(1)
    offered.select_option(label=f"{TITLE}: I saw it")
    greeting = {"en": "Dear Ada Lindqvist,", "de": "Guten Tag Ada Lindqvist,"}[language]
    filled = rf"^{greeting}\s+\[{re.escape(w('gaps.their_work'))}\]: Oh!"
    expect(control(email, w("fields.body"))).to_have_value(re.compile(filled))


def test_a_mistake_is_told_by_line_and_name_and_nothing_is_saved(
    page: Page, workbook: Workbook
) -> None:
    templates = open_form(page, workbook, "Templates")
    write(templates, title=TITLE, situation="often", body="Dear\n{firstname},")
    told = EN(
        "templates.mistake.placeholder_meant",
        line=2,
        placeholder="{firstname}",
        meant="{first_name}",
    )
    expect(templates.get_by_text(told)).to_be_visible()
    expect(body(templates)).to_have_attribute("aria-invalid", "true")
    press(templates, "templates.save")
    expect(said(templates)).to_contain_text(EN("errors.template_mistakes_left"))
    expect(templates.get_by_text(told)).to_be_visible()
    assert not list(workbook.data.glob("templates/*"))
    body(templates).fill("Dear\n{first_name},")
    expect(templates.get_by_text(told)).to_have_count(0)


def test_a_fact_is_put_in_where_the_cursor_stands(page: Page, workbook: Workbook) -> None:
    templates = open_form(page, workbook, "Templates")
    body(templates).fill("at ?")
    body(templates).press("ArrowLeft")
    facts = templates.get_by_role("listbox", name=EN("templates.facts"))
    facts.select_option("{organisation}  " + EN("gaps.organisation"))
    press(templates, "templates.into_text")
    expect(body(templates)).to_have_value("at {organisation}?")
    expect(body(templates)).to_be_focused()
    invented = EN("templates.person.organisation")
    expect(templates.locator(".infoint-letter")).to_contain_text(f"at {invented}?")


def test_a_half_typed_template_outlives_the_kernel(page: Page, workbook: Workbook) -> None:
    templates = open_form(page, workbook, "Templates")
    write(templates, title="Half", body="Dear {first_name}, half")
    kill_kernel(page)
    start_again(templates)
    expect(body(templates)).to_have_value("Dear {first_name}, half")
    expect(control(templates, EN("templates.title"))).to_have_value("Half")


def test_a_template_is_deleted_and_comes_back(page: Page, workbook: Workbook) -> None:
    templates = open_form(page, workbook, "Templates")
    write(templates, title=TITLE, situation="often", subject="Hello", body=BODY)
    press(templates, "templates.save")
    expect(said(templates)).to_contain_text(EN("templates.saved", title=TITLE))
    (file,) = workbook.data.glob("templates/*")
    press(templates, "templates.delete")
    expect(said(templates)).to_contain_text(EN("templates.deleted", title=TITLE))
    assert not file.exists()
    press(templates, "form.undo")
    expect(said(templates)).to_contain_text(EN("form.undone"))
    assert file.exists()

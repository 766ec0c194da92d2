"""From a faulty draft to a message that was sent, with the coach beside it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from infoint_widgets.records import Contact, Referral, Touch
from infoint_widgets.vocabulary import ContactLanguage, NameUse, Stage
from infoint_widgets.words import Words
from tests.browser.hands import (
    EN,
    control,
    know,
    open_form,
    pick,
    press,
    said,
    the_log,
)
from tests.browser.lab import Workbook, form, open_notebook, start, wait_idle
from tests.browser.test_accessibility import SET_THEME, THEMES

SUBJECTS = {"en": "Light in the last room", "de": "Licht im letzten Raum"}
GOOD = {
    "en": "Dear Ada Lindqvist,\n\nI heard your talk about glass in Vienna and went to see the last "
    "room twice. It has changed how I look at light.\n\nI am in my last year of interior "
    "architecture. Would you have 20 minutes to tell me how you found your way to it, whenever and "
    "however it suits you?\n\nKind regards,\nJule",
    "de": "Guten Tag Ada Lindqvist,\n\nim Herbst habe ich Ihren Vortrag über Glas in Wien gehört "
    "und war danach zweimal im letzten Raum. Seitdem sehe ich Licht anders.\n\nIch studiere "
    "Innenarchitektur im letzten Jahr. Hätten Sie 20 Minuten, um mir zu erzählen, wie Sie dorthin "
    "gekommen sind, wann und wie immer es Ihnen passt?\n\nViele Grüße\nJule",
}
LENGTHS = {"en": "20 minutes", "de": "20 Minuten"}
JOBS = {"en": " I am also looking for a job.", "de": " Außerdem suche ich eine Stelle."}
RECORD = """(list) => {
  window.infointAdvised = [];
  const note = (records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) window.infointAdvised.push(node.textContent);
    }
  };
  new MutationObserver(note).observe(list, { childList: true });
}"""
COPIED = "async (text) => await navigator.clipboard.readText() === text"
TOP = "(node) => node.getBoundingClientRect().top"


def opened(page: Page, workbook: Workbook, language: str = "en") -> tuple[Locator, Words]:
    """The form on a letter to somebody."""
    w = Words(language)
    know(workbook, language=ContactLanguage(language))
    with the_log(workbook) as log:
        log.set_setting("language", language)
        log.set_setting("name", "Jule Brandt")
    email = open_form(page, workbook, "EmailDraft", language=language)
    pick(email, "Ada Lindqvist", w)
    return email, w


def write(email: Locator, w: Words, body: str) -> None:
    control(email, w("fields.subject")).fill(SUBJECTS[w.language])
    control(email, w("fields.body")).fill(body)


def advice(email: Locator, w: Words, rule: str) -> Locator:
    how = w(f"coach.{rule}.how")
    return email.locator(".infoint-advice > li", has=email.page.get_by_text(how, exact=True))


def reading(email: Locator) -> Locator:
    return email.locator(".infoint-reading > b")


@pytest.mark.parametrize("language", GOOD)
def test_a_faulty_draft_becomes_a_message_that_is_sent(
    page: Page, context: BrowserContext, workbook: Workbook, language: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    email, w = opened(page, workbook, language)
    box = control(email, w("fields.body"))
    # Read the advice.
    expect(advice(email, w, "gap_left")).to_be_visible()
    expect(reading(email)).to_have_text(w("coach.readiness.not_yet"))
    write(email, w, GOOD[language].replace("?", f"?{JOBS[language]}"))
    job = advice(email, w, "asks_for_job")
    expect(job).to_be_visible()
    expect(job).to_contain_text(w("coach.weight.heavy"))
    expect(advice(email, w, "gap_left")).to_have_count(0)
    job.get_by_text(w("coach.why"), exact=True).click()
    expect(job.get_by_text(w("coach.asks_for_job.why"))).to_be_visible()
    # Mend it: its words are selected, and go.
    job.locator(".infoint-quote").first.click()
    expect(box).to_be_focused()
    picked = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert picked != ""
    assert picked in JOBS[language]
    page.keyboard.press("Delete")
    expect(job).to_have_count(0)
    write(email, w, GOOD[language])
    expect(reading(email)).to_have_text(w("coach.readiness.ready"))
    expect(email.get_by_text(w("coach.nothing"), exact=True)).to_be_visible()
    # Send it.
    press(email, "email.out.copy_text", w)
    expect(email.get_by_text(w("email.out.copied_text"))).to_be_visible()
    page.wait_for_function(COPIED, arg=GOOD[language])
    press(email, "email.out.copy_subject", w)
    expect(email.get_by_text(w("email.out.copied_subject"))).to_be_visible()
    page.wait_for_function(COPIED, arg=SUBJECTS[language])
    press(email, "email.sent", w)
    expect(said(email)).to_contain_text(w("email.was_sent", name="Ada Lindqvist"))
    with the_log(workbook) as log:
        (touch,) = log.find(Touch)
    assert touch.text == f"{SUBJECTS[language]}\n\n{GOOD[language]}"


def tab_to(page: Page, target: Locator) -> None:
    """Go on with Tab until something has the focus."""
    for _ in range(60):
        if target.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not get to {target}")


def test_a_draft_is_mended_and_sent_without_a_mouse(page: Page, workbook: Workbook) -> None:
    know(workbook)
    open_notebook(page, workbook, "02_reach_out")
    button = page.locator(".jp-MarkdownCell").get_by_role("button", name="Start", exact=True)
    start(page, lambda: button.press("Enter"))
    email = form(page, "EmailDraft")
    expect(email.get_by_label(EN("picker.find"))).to_be_focused()
    tab_to(page, email.get_by_role("listbox", name=EN("picker.people")))
    page.keyboard.press("ArrowDown")
    subject, body = (control(email, EN(f"fields.{part}")) for part in ("subject", "body"))
    expect(subject).to_be_visible()
    tab_to(page, subject)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(SUBJECTS["en"])
    tab_to(page, body)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(GOOD["en"].replace("?", f"?{JOBS['en']}"))
    job = advice(email, EN, "asks_for_job")
    expect(job).to_be_visible()
    # What it is about, why, and to the words.
    tab_to(page, job.locator("summary"))
    page.keyboard.press("Enter")
    expect(job.get_by_text(EN("coach.asks_for_job.why"))).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(job.locator(".infoint-quote").last).to_be_focused()
    page.keyboard.press("Enter")
    expect(body).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(GOOD["en"])
    expect(reading(email)).to_have_text(EN("coach.readiness.ready"))
    # A suggestion, there and back.
    tab_to(page, email.get_by_role("button", name=EN("coach.suggest.about_them.button")))
    page.keyboard.press("Enter")
    tab_to(page, email.get_by_role("button", name=EN("coach.suggest.close"), exact=True))
    page.keyboard.press("Enter")
    asked = email.get_by_role("button", name=EN("coach.suggest.about_them.button"))
    expect(asked).to_be_focused()
    tab_to(page, email.get_by_role("button", name=EN("email.sent"), exact=True))
    page.keyboard.press("Enter")
    expect(said(email)).to_contain_text(EN("email.was_sent", name="Ada Lindqvist"))


def test_half_a_word_brings_no_advice(page: Page, workbook: Workbook) -> None:
    email, w = opened(page, workbook, "de")
    write(email, w, GOOD["de"])
    expect(reading(email)).to_have_text(w("coach.readiness.ready"))
    email.locator(".infoint-advice").evaluate(RECORD)
    body = control(email, w("fields.body"))
    body.evaluate(
        "box => box.setSelectionRange(box.value.indexOf('Ich'), box.value.indexOf('Ich'))"
    )
    body.press_sequentially("Sie gingen durch den letzten Raum. ")
    wait_idle(page)
    expect(email.locator(".infoint-letter")).to_contain_text("durch den letzten Raum. Ich")
    assert page.evaluate("window.infointAdvised") == []


def test_advice_that_stays_is_left_as_it_was_opened(page: Page, workbook: Workbook) -> None:
    email, w = opened(page, workbook)
    write(email, w, GOOD["en"].replace("?", f"?{JOBS['en']}"))
    job = advice(email, w, "asks_for_job")
    job.get_by_text(w("coach.why"), exact=True).click()
    job.evaluate("(item) => { item.dataset.test = 'the same' }")
    body = control(email, w("fields.body"))
    body.press("ControlOrMeta+End")
    body.press_sequentially(" Brandt, who is in a hurry!!! ")
    expect(advice(email, w, "shouting")).to_be_visible()
    expect(job.locator("details")).to_have_attribute("open", "")
    expect(job).to_have_attribute("data-test", "the same")


def test_only_the_first_advice_is_shown_until_one_asks_for_more(
    page: Page, workbook: Workbook
) -> None:
    email, w = opened(page, workbook)
    control(email, w("fields.subject")).fill("Hello")
    control(email, w("fields.body")).fill(
        "I hope this email finds you well!!! Do you have a job for me? Sorry, sorry to bother you. "
        "My CV is attached. Please answer by Monday."
    )
    rows = email.locator(".infoint-advice > li")
    more = email.get_by_role("button", name=re.compile(r"^\d+ more$"))
    expect(more).to_be_visible()
    expect(rows.filter(visible=True)).to_have_count(4)
    more.click()
    expect(rows.filter(visible=False)).to_have_count(0)
    email.get_by_role("button", name=w("coach.fewer"), exact=True).click()
    expect(rows.filter(visible=True)).to_have_count(4)


def test_a_referrer_who_has_not_agreed_stops_the_message(page: Page, workbook: Workbook) -> None:
    ada = know(workbook)
    with the_log(workbook) as log:
        ines = log.add(Contact(stage=Stage.KNOWN, first_name="Ines", last_name="Roth"))
        log.add(
            Referral(
                referrer_id=ines.id,
                contact_id=ada.id,
                name_use=NameUse.NOT_ASKED,
                named_at=1_780_000_000,
            )
        )
    email = open_form(page, workbook, "EmailDraft")
    pick(email, "Ada Lindqvist")
    write(email, EN, GOOD["en"].replace("I heard", "Ines Roth led me to you. I heard"))
    named = advice(email, EN, "referrer_without_permission")
    expect(named).to_contain_text(EN("coach.weight.blocks"))
    press(email, "email.sent")
    expect(said(email)).to_contain_text(EN("coach.referrer_without_permission.how"))
    with the_log(workbook) as log:
        assert log.find(Touch) == []


def test_no_button_moves_while_a_message_grows_too_long_for_a_link(
    page: Page, workbook: Workbook
) -> None:
    email, w = opened(page, workbook)
    link = email.get_by_role("link", name=w("email.out.mail"))
    file = email.get_by_role("button", name=w("email.out.file"))
    expect(link).to_have_attribute("href", re.compile("^mailto:ada"))
    apart = [button.evaluate("(node) => node.offsetLeft") for button in (link, file)]
    body = control(email, w("fields.body"))
    body.fill(GOOD["en"] * 8)
    expect(email.get_by_text(w("email.out.too_long"))).to_be_visible()
    expect(link).to_be_disabled()
    assert [button.evaluate("(node) => node.offsetLeft") for button in (link, file)] == apart
    assert link.evaluate(TOP) == file.evaluate(TOP)


def test_a_note_has_no_subject_and_counts_its_characters(page: Page, workbook: Workbook) -> None:
    email, w = opened(page, workbook)
    situations = control(email, w("email.template"))
    note = situations.locator("option", has_text="200").first.inner_text()
    situations.select_option(label=note)
    expect(control(email, w("fields.subject"))).to_have_count(0)
    expect(email.get_by_role("link", name=w("email.out.mail"))).to_have_count(0)
    control(email, w("fields.body")).fill("x" * 203)
    over = w("email.over", length=203, most=200, n=3)
    expect(email.get_by_text(over).first).to_be_visible()
    expect(email.locator(".infoint-heard")).to_contain_text(over)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious_beside_a_faulty_draft(
    page: Page, workbook: Workbook, theme: str
) -> None:
    email, w = opened(page, workbook)
    page.evaluate(SET_THEME, theme)
    faulty = GOOD["en"].replace("?", f"? [What?] I hope this email finds you well!!!{JOBS['en']}")
    write(email, w, faulty)
    job = advice(email, w, "asks_for_job")
    job.get_by_text(w("coach.why"), exact=True).click()
    press(email, "coach.suggest.shorten.button")
    expect(email.get_by_text(w("coach.suggest.result"))).to_be_visible()
    found = Axe().run(page, context=".infoint-form").response["violations"]
    serious = [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
    assert serious == []

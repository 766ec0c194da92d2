"""The questions of a meeting in a browser: recommended, ordered by keyboard, found, written."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.log.store import Log
from infoint_widgets.records import Question
from infoint_widgets.vocabulary import ContactLanguage
from infoint_widgets.words import Words
from tests.browser.hands import control, know, open_form, pick, press, said, the_log
from tests.browser.lab import Workbook, wait_idle

EN = Words("en")
languages = pytest.mark.parametrize("language", ["en", "de"])


def ask(id: str, w: Words) -> str:
    return w.spoken(f"questions.question.{id}.ask", "sie")


def questions(shown: Locator, w: Words = EN) -> Locator:
    """The rows of the list, in the order in which they stand."""
    return shown.get_by_role("list", name=w("asking.list.list")).get_by_role("listitem")


def texts(shown: Locator, w: Words = EN) -> list[str]:
    return [str(text) for text in questions(shown, w).locator("p:first-child").all_inner_texts()]


def kept(log: Log) -> list[Question]:
    return sorted(log.find(Question), key=lambda question: question.position)


def open_for_ada(page: Page, workbook: Workbook, language: str) -> tuple[Locator, Words]:
    w = Words(language)
    know(workbook, language=ContactLanguage(language))
    shown = open_form(page, workbook, "PrepChecklist", language=language)
    pick(shown, "Ada Lindqvist", w)
    return shown, w


def recommend(shown: Locator, w: Words) -> None:
    press(shown, "asking.recommend", w)
    expect(questions(shown, w)).to_have_count(5)


@languages
def test_a_list_is_recommended_and_read_with_its_aims(
    page: Page, workbook: Workbook, language: str
) -> None:
    shown, w = open_for_ada(page, workbook, language)
    recommend(shown, w)
    last = questions(shown, w).last
    expect(last).to_contain_text(ask("should_have_asked", w))
    aim = last.get_by_text(w("questions.question.should_have_asked.aim"))
    expect(aim).to_be_hidden()
    last.get_by_text(w("asking.list.aim")).click()
    expect(aim).to_be_visible()
    expect(said(shown)).to_contain_text(w("asking.recommended", n=5))


@languages
def test_the_order_is_changed_by_keyboard_and_the_focus_stays(
    page: Page, workbook: Workbook, language: str
) -> None:
    shown, w = open_for_ada(page, workbook, language)
    recommend(shown, w)
    before = texts(shown, w)
    up = shown.get_by_role("button", name=w("asking.list.up_this", question=before[3]), exact=True)
    up.focus()
    for place in (3, 2, 1):
        page.keyboard.press("Enter")
        expect(said(shown)).to_contain_text(w("asking.moved", place=place, n=5))
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    wait_idle(page)
    assert texts(shown, w) == [before[3], *before[:3], *before[4:]]
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(said(shown)).to_contain_text(w("asking.moved", place=2, n=5))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(questions(shown, w)).to_have_count(4)
    following = w("asking.list.remove_this", question=before[1])
    expect(shown.get_by_role("button", name=following, exact=True)).to_be_focused()
    press(shown, "form.undo", w)
    expect(questions(shown, w)).to_have_count(5)


@languages
def test_a_question_of_ones_own_is_written_and_saved(
    page: Page, workbook: Workbook, language: str
) -> None:
    shown, w = open_for_ada(page, workbook, language)
    own = control(shown, w("asking.own.text"))
    own.fill("What do $5 & <b>light</b> buy? \\(x\\)")
    own.press("Enter")
    expect(questions(shown, w)).to_have_count(1)
    assert texts(shown, w) == ["What do $5 & <b>light</b> buy? \\(x\\)"]
    expect(own).to_be_focused()
    expect(own).to_have_value("")
    with the_log(workbook) as log:
        assert [question.text for question in kept(log)] == texts(shown, w)


@languages
def test_a_question_of_the_bank_is_found_and_put_on_the_list(
    page: Page, workbook: Workbook, language: str
) -> None:
    shown, w = open_for_ada(page, workbook, language)
    shown.get_by_role("button", name=re.compile(re.escape(w("asking.bank.title", n=149)))).click()
    word = {"en": "Cliche", "de": "klischee"}[language]
    control(shown, w("asking.bank.find")).fill(word)
    found = shown.get_by_role("listbox", name=w("asking.bank.questions"))
    expect(found.get_by_role("option")).to_have_count(1)
    found.select_option(ask("true_cliche", w))
    expect(shown.locator(".infoint-chosen")).to_contain_text(
        w("questions.question.true_cliche.aim")
    )
    press(shown, "asking.bank.add", w)
    expect(questions(shown, w)).to_have_count(1)
    assert texts(shown, w) == [ask("true_cliche", w)]
    control(shown, w("asking.bank.find")).fill("xyzzy")
    expect(shown.get_by_text(w("asking.bank.none"))).to_be_visible()


def test_an_emptied_list_leads_to_the_recommendation(page: Page, workbook: Workbook) -> None:
    shown, w = open_for_ada(page, workbook, "en")
    own = control(shown, w("asking.own.text"))
    own.fill("Why glass?")
    own.press("Enter")
    shown.get_by_role("button", name=w("asking.list.remove_this", question="Why glass?")).click()
    expect(shown.get_by_text(w("asking.empty"))).to_be_visible()
    expect(shown.get_by_role("button", name=w("asking.recommend"))).to_be_focused()

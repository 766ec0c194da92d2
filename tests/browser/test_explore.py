"""A part of the log, in a browser: chosen by keyboard, drawn at once, and no step is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from infoint_widgets.words import Words
from tests.browser.hands import EN, choose_the_sample, control, open_form
from tests.browser.lab import Workbook, form, open_notebook, start

languages = pytest.mark.parametrize("language", ["en", "de"])


@languages
def test_a_part_is_chosen_by_keyboard_and_drawn(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    choose_the_sample(workbook)
    shown = open_form(page, workbook, "Explore", language=language)
    picture = shown.get_by_role("img")
    everybody = str(picture.get_attribute("alt"))
    control(shown, w("explore.figure")).focus()
    page.keyboard.press("Tab")
    expect(control(shown, w("explore.clock.sent.label"))).to_be_focused()
    for name in ("field", "channel"):
        page.keyboard.press("Tab")
        expect(control(shown, w(f"explore.label.{name}"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    email = re.compile(re.escape(w("explore.whom.channel.email")))
    expect(shown.get_by_role("status").filter(has_text=email)).to_be_visible()
    expect(picture).not_to_have_attribute("alt", everybody)
    # What was chosen from keeps the focus, so that the next key goes on choosing.
    expect(control(shown, w("explore.label.channel"))).to_be_focused()
    part = str(picture.get_attribute("alt"))
    page.keyboard.press("ArrowDown")
    expect(picture).not_to_have_attribute("alt", part)
    again = shown.get_by_role("button", name=w("explore.everybody"), exact=True)
    again.focus()
    page.keyboard.press("Enter")
    expect(picture).to_have_attribute("alt", everybody)


def test_a_change_of_the_picture_does_not_let_the_page_jump(page: Page, workbook: Workbook) -> None:
    choose_the_sample(workbook)
    shown = open_form(page, workbook, "Explore")
    heights = """(form) => {
      window.heights = new Set();
      const card = form.querySelector('.infoint-figure').closest('.infoint-wide-box');
      const look = () => { window.heights.add(card.querySelector('img')?.offsetHeight ?? 0); };
      look();
      new MutationObserver(look).observe(card, { childList: true, subtree: true });
    }"""
    shown.evaluate(heights)
    picture = shown.get_by_role("img")
    before = str(picture.get_attribute("alt"))
    control(shown, EN("explore.label.warmth")).select_option(index=1)
    expect(picture).not_to_have_attribute("alt", before)
    assert len(page.evaluate("() => [...window.heights]")) == 1


@languages
def test_no_column_of_the_table_is_out_of_sight(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    choose_the_sample(workbook)
    shown = open_form(page, workbook, "Explore", language=language)
    title = w("charts.rate.title_by", span=w("charts.span", n=21), what=w("charts.by.field"))
    control(shown, w("explore.figure")).select_option(label=title)
    table = shown.locator(".infoint-table")
    expect(table.get_by_role("columnheader", name=w("tables.rate.best_guess"))).to_be_visible()
    assert table.evaluate("(table) => table.scrollWidth <= table.clientWidth")


@languages
def test_no_word_of_a_heading_is_broken(page: Page, workbook: Workbook, language: str) -> None:
    choose_the_sample(workbook)
    open_notebook(page, workbook, f"{'' if language == 'en' else 'de/'}07_network_growth")
    start(page)
    headings = form(page, "Explore").get_by_role("columnheader")
    expect(headings.first).to_be_visible()
    lines_of_its_longest_word = r"""(heading) => {
      const text = heading.firstChild;
      return Math.max(...[...text.data.matchAll(/\S+/g)].map((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length;
      }));
    }"""
    words = [heading.evaluate(lines_of_its_longest_word) for heading in headings.all()]
    assert words
    assert set(words) == {1}


@pytest.mark.parametrize("name", ["06_response_rates", "07_network_growth", "08_follow_up_lag"])
def test_a_page_of_figures_is_read_from_its_top(page: Page, workbook: Workbook, name: str) -> None:
    choose_the_sample(workbook)
    page.set_viewport_size({"width": 1280, "height": 2600})
    open_notebook(page, workbook, name)
    start(page)
    expect(form(page, "Explore").get_by_role("img")).to_be_visible()
    expect(page.locator("[data-jp-theme-light] h1").first).to_be_in_viewport()
    expect(page.locator(".infoint-figure").first).to_be_in_viewport()

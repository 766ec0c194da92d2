"""What a first-time user stumbled over, tried in JupyterLab as they have it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from infoint_widgets.records import Contact
from tests.browser.hands import (
    EN,
    add,
    choose_the_sample,
    control,
    know,
    open_form,
    pick,
    press,
    said,
    the_log,
)
from tests.browser.lab import SESSION, SLOW_MS, Workbook, open_notebook, start, wait_idle

LETTERS = "abcjkmrvxyzABJKLMRZ123456ddii00"
NOTEBOOK = "window.jupyterapp.shell.currentWidget.content"
CELLS = f"{NOTEBOOK}.widgets.map(({{ model }}) => [model.type, model.sharedModel.source])"
SCROLLED = "document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollTop"
ACTIVE_CELL = f"{NOTEBOOK}.activeCellIndex"


@pytest.mark.parametrize("name", ["00_start_here", "06_response_rates"])
def test_letters_typed_on_a_page_outside_of_its_forms_change_nothing(
    page: Page, workbook: Workbook, name: str
) -> None:
    choose_the_sample(workbook)
    open_notebook(page, workbook, name)
    start(page)
    kernel = page.evaluate(f"() => {SESSION}.session.kernel.id")
    before = page.evaluate(CELLS)
    for kind in (".jp-MarkdownCell", ".jp-CodeCell"):
        page.locator(kind).last.focus()
        page.keyboard.type(LETTERS)
        assert page.evaluate(CELLS) == before, f"in a {kind}"
    assert page.evaluate(f"() => {SESSION}.session.kernel.id") == kernel
    expect(page.locator(".jp-Dialog")).to_have_count(0)


def test_keys_that_are_no_letters_work_as_in_any_notebook(page: Page, workbook: Workbook) -> None:
    choose_the_sample(workbook)
    open_notebook(page, workbook, "07_network_growth")
    code = page.locator(".jp-CodeCell").first
    code.focus()
    at = page.evaluate(ACTIVE_CELL)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(ACTIVE_CELL) == at + 1
    code.focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function(f"{ACTIVE_CELL} === {at + 1}")
    ran = f"{NOTEBOOK}.widgets[{at}].model.executionCount === 1"
    page.wait_for_function(ran, timeout=SLOW_MS)


def test_details_that_come_up_out_of_sight_are_scrolled_to(page: Page, workbook: Workbook) -> None:
    page.set_viewport_size({"width": 1000, "height": 560})
    choose_the_sample(workbook)
    shown = open_form(page, workbook, "People")
    people = shown.get_by_role("listbox", name=EN("picker.people"))
    people.select_option(index=1)
    heading = shown.locator(".infoint-head .infoint-heading")
    expect(heading).to_be_in_viewport(ratio=1)
    story = shown.get_by_text(EN("people.what_happened"), exact=True)
    expect(story).to_be_in_viewport()


def test_nothing_jumps_while_the_details_are_in_view(page: Page, workbook: Workbook) -> None:
    page.set_viewport_size({"width": 1280, "height": 1400})
    choose_the_sample(workbook)
    shown = open_form(page, workbook, "People")
    people = shown.get_by_role("listbox", name=EN("picker.people"))
    people.select_option(index=1)
    first = shown.locator(".infoint-head .infoint-heading").inner_text()
    before = page.evaluate(SCROLLED)
    people.select_option(index=2)
    expect(shown.locator(".infoint-head .infoint-heading")).not_to_have_text(first)
    wait_idle(page)
    assert page.evaluate(SCROLLED) == before


def test_a_notice_with_undo_can_be_put_away(page: Page, workbook: Workbook) -> None:
    know(workbook)
    shown = open_form(page, workbook, "People")
    pick(shown, "Ada Lindqvist")
    press(shown, "people.bin")
    expect(said(shown)).to_contain_text(EN("people.binned", name="Ada Lindqvist"))
    press(shown, "form.close")
    expect(said(shown)).not_to_contain_text("Ada Lindqvist")
    expect(shown.get_by_role("button", name=EN("form.undo"))).to_have_count(0)
    with the_log(workbook) as log:
        assert log.find(Contact)[0].deleted_at is not None


def test_a_notice_that_goes_by_itself_has_nothing_to_press(page: Page, workbook: Workbook) -> None:
    know(workbook)
    shown = open_form(page, workbook, "People")
    pick(shown, "Ada Lindqvist")
    press(shown, "people.bin")
    press(shown, "form.undo")
    expect(said(shown)).to_contain_text(EN("form.undone"))
    expect(said(shown).get_by_role("button").filter(visible=True)).to_have_count(0)


def test_who_is_picked_on_one_page_is_picked_on_the_next(page: Page, workbook: Workbook) -> None:
    know(workbook)
    pick(open_form(page, workbook, "People"), "Ada Lindqvist")
    wait_idle(page)
    shown = open_form(page, workbook, "EmailDraft")
    expect(control(shown, EN("fields.body"))).to_have_value(re.compile("Ada"))


def test_somebody_who_is_there_already_is_not_added_unasked(page: Page, workbook: Workbook) -> None:
    know(workbook)
    shown = open_form(page, workbook, "People")
    add(shown, first_name="ada", last_name="LINDQVIST")
    expect(shown.get_by_text(re.compile("Somebody of this name is in your log"))).to_be_visible()
    again = shown.get_by_role("button", name=EN("people.alike.open"))
    expect(again).to_be_focused()
    again.press("Enter")
    expect(shown.locator(".infoint-head .infoint-heading")).to_contain_text("Ada Lindqvist")
    with the_log(workbook) as log:
        assert len(log.find(Contact)) == 1


def test_a_notice_does_not_cover_what_it_asks_about(page: Page, workbook: Workbook) -> None:
    page.set_viewport_size({"width": 1280, "height": 640})
    know(workbook)
    shown = open_form(page, workbook, "People")
    add(shown, first_name="Ada", last_name="Lindqvist")
    expect(said(shown)).to_contain_text(EN("people.alike.said"))
    expect(shown.get_by_role("button", name=EN("people.alike.open"))).to_be_focused()
    notice = said(shown).bounding_box()
    choices = [c.bounding_box() for c in shown.locator(".infoint-alike button").all()]
    assert notice
    assert all(box and box["y"] + box["height"] <= notice["y"] for box in choices)


def test_a_notice_does_not_cover_the_field_that_one_goes_into(
    page: Page, workbook: Workbook
) -> None:
    page.set_viewport_size({"width": 1280, "height": 640})
    know(workbook)
    shown = open_form(page, workbook, "People")
    pick(shown, "Ada Lindqvist")
    control(shown, EN("people.what_happened")).select_option(label="they said yes")
    press(shown, "people.record")
    expect(said(shown)).to_contain_text("Ada Lindqvist")
    for field in shown.locator("input, textarea").filter(visible=True).all():
        field.focus()
        notice, box = said(shown).bounding_box(), field.bounding_box()
        assert notice
        assert box
        assert box["y"] + box["height"] <= notice["y"] or box["y"] >= notice["y"] + notice["height"]

"""The four things that bite a first-time user of JupyterLab, tried with every form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import (
    EN,
    FORMS,
    choose_the_sample,
    control,
    know,
    open_form,
    pick,
    unfold,
)
from tests.browser.lab import (
    SESSION,
    Workbook,
    form,
    freeze_kernel,
    kill_kernel,
    open_notebook,
    start,
    wait_idle,
)

# Today is a list as long as the day; that it begins in view is tried in test_today.py.
_NOT_FIRST = ("Today", "Settings", "Files", "Templates", "Explore", "Review")
# What is longer than a screen as soon as there is something begins in view.
_BEGINS_WITH = {
    "InterviewDay": ".infoint-heading",
    "FollowUp": ".infoint-heading",
    "Learnings": ".infoint-field",
}
SAVE = "async () => { await window.jupyterapp.commands.execute('docmanager:save') }"
END_SESSION = f"async () => {{ await {SESSION}.shutdown() }}"
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
# Shipped cells refuse to be deleted; here the form alone has to keep them.
MAKE_DELETABLE = """() => {
  for (const cell of window.jupyterapp.shell.currentWidget.content.widgets) {
    cell.model.setMetadata('deletable', true);
  }
}"""
ONE_OF_EACH_KIND = """(form) => {
  const kinds = {};
  const all = 'button, input, select, textarea, summary, [role=button]';
  for (const control of form.querySelectorAll(all)) {
    if (control.disabled || !control.checkVisibility({ visibilityProperty: true })) continue;
    kinds[`${control.tagName} ${control.type ?? ''} ${control.size > 1}`] ??= control;
  }
  for (const [kind, control] of Object.entries(kinds)) control.dataset.kind = kind;
  return Object.keys(kinds);
}"""
LETTERS = "abxdd"

every_form = pytest.mark.parametrize("name", FORMS)


@every_form
def test_a_saved_page_opens_on_day_two_without_a_broken_form(
    page: Page, new_page: Callable[[], Page], workbook: Workbook, name: str
) -> None:
    open_form(page, workbook, name)
    page.evaluate(SAVE)
    page.evaluate(END_SESSION)
    page.close()
    page = new_page()
    open_notebook(page, workbook, FORMS[name])
    expect(page.get_by_text("model not found")).to_have_count(0)
    # A figure or a table stays, and needs no kernel.
    expect(page.locator(".jp-OutputArea-output:not(.jp-RenderedHTMLCommon)")).to_have_count(0)
    start(page)
    expect(form(page, name)).to_be_visible()


@every_form
def test_letters_typed_in_a_form_are_no_commands(page: Page, workbook: Workbook, name: str) -> None:
    know(workbook)
    shown = open_form(page, workbook, name)
    if name in {"People", "EmailDraft", "PrepChecklist"}:
        pick(shown, "Ada Lindqvist")
    if name == "People":
        later = EN("vocabulary.touch_kind.answer_later")
        control(shown, EN("people.what_happened")).select_option(label=later)
        expect(control(shown, EN("people.day"))).to_be_visible()
    unfold(shown)
    page.evaluate(MAKE_DELETABLE)
    before = page.evaluate(CELLS)
    for kind in shown.evaluate(ONE_OF_EACH_KIND):
        wait_idle(page)  # the letters before may have chosen something that brings other controls
        shown.evaluate(ONE_OF_EACH_KIND)
        shown.locator(f'[data-kind="{kind}"]').first.focus()
        page.keyboard.type(LETTERS)
        assert page.evaluate(CELLS) == before, f"in a {kind}"
    expect(shown).to_be_visible()


def test_letters_typed_right_after_start_go_into_the_form(page: Page, workbook: Workbook) -> None:
    open_notebook(page, workbook, "01_choose_whom_to_meet")
    before = page.evaluate(CELLS)
    start(page)
    find = control(form(page, "People"), EN("picker.find"))
    expect(find).to_be_focused()
    page.keyboard.type(LETTERS)
    expect(find).to_have_value(LETTERS)
    assert page.evaluate(CELLS) == before


@every_form
def test_a_form_whose_kernel_died_says_so_and_takes_no_input(
    page: Page, workbook: Workbook, name: str
) -> None:
    shown = open_form(page, workbook, name)
    kill_kernel(page)
    gone = shown.get_by_role("alert")
    expect(gone).to_contain_text(EN("form.kernel.gone"))
    page.get_by_role("button", name="Ok", exact=True).click()
    controls = shown.locator("button, input, select, textarea")
    takers = [c for c in controls.all() if c.is_visible() and takes_focus(c)]
    assert [c.inner_text() for c in takers] == [EN("form.kernel.start")]


@every_form
def test_start_again_brings_a_form_back_whose_kernel_died(
    page: Page, workbook: Workbook, name: str
) -> None:
    shown = open_form(page, workbook, name)
    kill_kernel(page)
    page.get_by_role("button", name="Ok", exact=True).click()
    shown.get_by_role("button", name=EN("form.kernel.start")).click()
    expect(shown.locator(".infoint-gone:visible")).to_have_count(0)
    first = shown.locator("button:visible, input:visible, select:visible").first
    expect(first).to_be_visible()
    assert takes_focus(first)


def takes_focus(control: Locator) -> bool:
    return bool(control.evaluate("(c) => { c.focus(); return document.activeElement === c }"))


def test_text_that_a_dying_kernel_did_not_save_comes_back(page: Page, workbook: Workbook) -> None:
    know(workbook)
    shown = open_form(page, workbook, "EmailDraft")
    pick(shown, "Ada Lindqvist")
    kill = freeze_kernel(page)
    body = control(shown, EN("fields.body"))
    body.fill("Words that no kernel heard.")
    kill()
    page.get_by_role("button", name="Ok", exact=True).click()
    shown.get_by_role("button", name=EN("form.kernel.start")).click()
    expect(shown.locator(".infoint-gone:visible")).to_have_count(0)
    pick(shown, "Ada Lindqvist")
    expect(body).to_have_value("Words that no kernel heard.")
    expect(shown.get_by_text(EN("field.restored"))).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1000, 700)])
@pytest.mark.parametrize("name", [name for name in FORMS if name not in _NOT_FIRST])
def test_the_first_form_of_a_page_is_in_view_after_start(
    page: Page, workbook: Workbook, name: str, width: int, height: int
) -> None:
    choose_the_sample(workbook)
    page.set_viewport_size({"width": width, "height": height})
    shown = open_form(page, workbook, name)
    seen = shown.locator(_BEGINS_WITH[name]).first if name in _BEGINS_WITH else shown
    expect(seen).to_be_in_viewport(ratio=0.99)

"""Where the focus is after each step of somebody who has only a keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from infoint_widgets.opening import present
from infoint_widgets.records import Meeting
from infoint_widgets.vocabulary import Mode, Stage
from tests.browser.hands import (
    EN,
    choose_the_sample,
    control,
    in_kernel,
    know,
    open_form,
    pick,
    said,
    the_log,
)
from tests.browser.lab import Workbook, form, open_notebook, start

DATA = Path(__file__).parents[1] / "data"
SEEN_WHOLE = """(part) => {
  const box = part.getBoundingClientRect();
  const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.height > 0 && part.contains(middle);
}"""

COUNT_CHECKED = """(radio) => {
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'checked');
  window.infointChecked = 0;
  const count = function (value) {
    window.infointChecked += Number(value);
    set.call(this, value);
  };
  Object.defineProperty(radio, 'checked', { get, set: count });
}"""


def enter(shown: Locator, id: str) -> None:
    """Press a button of a form with the Enter key."""
    shown.get_by_role("button", name=EN(id), exact=True).press("Enter")


def button(shown: Locator, id: str) -> Locator:
    return shown.get_by_role("button", name=EN(id), exact=True)


def test_enter_on_the_cell_of_start_presses_start(page: Page, workbook: Workbook) -> None:
    open_notebook(page, workbook, "01_choose_whom_to_meet")
    cell = page.locator(".jp-MarkdownCell", has=page.get_by_role("button", name="Start"))
    cell.focus()
    start(page, press=lambda: page.keyboard.press("Enter"))
    expect(form(page, "People")).to_be_visible()
    expect(cell.get_by_role("button", name="Start")).to_be_visible()


def test_the_focus_goes_to_start_again_when_another_log_was_chosen(
    page: Page, workbook: Workbook
) -> None:
    files = open_form(page, workbook, "Files")
    enter(files, "files.which.look_around")
    again = button(files, "files.which.start")
    expect(again).to_be_focused()
    assert again.evaluate(SEEN_WHOLE)


def test_the_focus_goes_to_start_again_when_ones_own_log_was_chosen(
    page: Page, workbook: Workbook
) -> None:
    choose_the_sample(workbook)
    files = open_form(page, workbook, "Files")
    enter(files, "files.which.start_own")
    expect(button(files, "files.which.start")).to_be_focused()


def test_the_focus_goes_to_the_report_of_an_import_and_stays_there_when_it_is_undone(
    page: Page, workbook: Workbook
) -> None:
    files = open_form(page, workbook, "Files")
    files.locator("input[type=file]").set_input_files(DATA / "connections.csv")
    enter(files, "files.preview.import")
    expect(button(files, "files.report.save")).to_be_focused()
    enter(files, "files.report.undo")
    expect(button(files, "files.report.save")).to_be_focused()


def test_the_focus_goes_from_the_bin_to_the_way_out_of_it_and_back_after_undo(
    page: Page, workbook: Workbook
) -> None:
    know(workbook)
    people = open_form(page, workbook, "People")
    pick(people, "Ada Lindqvist")
    enter(people, "people.bin")
    expect(button(people, "people.unbin")).to_be_focused()
    said(people).get_by_role("button", name=EN("form.undo")).press("Enter")
    expect(button(people, "people.bin")).to_be_visible()
    expect(people.locator(":focus")).to_have_count(1)
    expect(said(people).locator(":focus")).to_have_count(0)


def test_the_focus_goes_on_when_somebody_is_to_be_met(page: Page, workbook: Workbook) -> None:
    know(workbook, stage=Stage.KNOWN, chosen_at=None)
    people = open_form(page, workbook, "People")
    control(people, EN("people.list")).select_option(label=EN("people.list_known"))
    pick(people, "Ada Lindqvist")
    enter(people, "people.choose")
    expect(control(people, EN("people.what_happened"))).to_be_focused()


class LateKernel:
    """What a page's kernel answers while it is held comes when it is let go."""

    def __init__(self, page: Page) -> None:
        self.held: list[str | bytes] = []
        self.holding = False
        page.route_web_socket("**/api/kernels/**", self._stand_between)

    def _stand_between(self, page_side: WebSocketRoute) -> None:
        kernel_side = page_side.connect_to_server()
        self._answer = page_side.send
        kernel_side.on_message(lambda m: self.held.append(m) if self.holding else self._answer(m))

    def let_go(self) -> None:
        self.holding = False
        for message in self.held:
            self._answer(message)


def test_a_late_answer_does_not_call_back_who_has_gone_on_by_keyboard(
    page: Page, workbook: Workbook
) -> None:
    kernel = LateKernel(page)
    know(workbook, stage=Stage.KNOWN, chosen_at=None)
    people = open_form(page, workbook, "People")
    control(people, EN("people.list")).select_option(label=EN("people.list_known"))
    pick(people, "Ada Lindqvist")
    kernel.holding = True
    enter(people, "people.add_somebody")
    page.keyboard.press("Shift+Tab")
    gone_to = people.locator(":focus").element_handle()
    kernel.let_go()
    expect(button(people, "people.add")).to_be_visible()
    in_kernel(page, "")
    assert gone_to.evaluate("(control) => control === document.activeElement")


def test_a_late_answer_leads_on_whose_button_has_gone_meanwhile(
    page: Page, workbook: Workbook
) -> None:
    kernel = LateKernel(page)
    know(workbook)
    people = open_form(page, workbook, "People")
    kernel.holding = True
    enter(people, "people.add_somebody")
    pressed = people.locator(":focus").element_handle()
    pressed.evaluate("(button) => { button.style.display = 'none' }")
    expect(people.locator(":focus:not(button)")).to_have_count(1)
    kernel.let_go()
    expect(control(people, EN("fields.first_name"))).to_be_focused()


def test_a_late_answer_does_not_undo_a_later_choice(page: Page, workbook: Workbook) -> None:
    kernel = LateKernel(page)
    ada = know(workbook)
    with the_log(workbook) as log:
        log.add(Meeting(contact_id=ada.id, starts_at=present(), zone="UTC", mode=Mode.VIDEO))
    shown = open_form(page, workbook, "InterviewDay")
    asked, refused, granted = (
        shown.get_by_role("radio", name=EN(f"vocabulary.name_use.{use}"))
        for use in ("not_asked", "denied", "granted")
    )
    refused.evaluate(COUNT_CHECKED)
    kernel.holding = True
    asked.press("ArrowUp")
    refused.press("ArrowUp")
    kernel.let_go()
    in_kernel(page, "")
    expect(granted).to_be_checked()
    assert page.evaluate("window.infointChecked") == 0


@pytest.mark.parametrize("height", [1000, 600])
def test_after_a_letter_was_sent_the_picker_has_the_focus_and_the_praise_is_seen(
    page: Page, workbook: Workbook, height: int
) -> None:
    page.set_viewport_size({"width": 1280, "height": height})
    know(workbook)
    email = open_form(page, workbook, "EmailDraft")
    pick(email, "Ada Lindqvist")
    control(email, EN("fields.subject")).fill("Your museum")
    control(email, EN("fields.body")).fill("Dear Ada, may I ask you about glass?")
    enter(email, "email.sent")
    people = email.get_by_role("listbox", name=EN("picker.people"))
    expect(people).to_be_focused()
    expect(said(email)).to_contain_text("Ada")
    assert people.evaluate(SEEN_WHOLE)
    assert said(email).evaluate(SEEN_WHOLE)


def test_the_list_of_people_shows_that_it_has_the_focus(page: Page, workbook: Workbook) -> None:
    know(workbook)
    people = open_form(page, workbook, "People")
    control(people, EN("picker.find")).press("Tab")
    box = people.get_by_role("listbox", name=EN("picker.people"))
    for _ in range(3):
        if box.evaluate("(box) => box === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(box).to_be_focused()
    ring = "(box) => { const s = getComputedStyle(box); return [s.outlineStyle, s.outlineWidth] }"
    assert box.evaluate(ring) == ["solid", "2px"]

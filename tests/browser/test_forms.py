"""What forms promise: to see each other's changes, to lose nothing, to speak, to need no mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.records import Draft, Touch
from infoint_widgets.vocabulary import TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import (
    EN,
    FORMS,
    add,
    control,
    fill,
    in_kernel,
    know,
    open_form,
    open_page,
    pick,
    press,
    said,
    start_again,
    the_log,
    unfold,
)
from tests.browser.lab import SESSION, Workbook, form, open_notebook, start

SEEN_MS = 2_000
DE = Words("de")
RESTART = f"async () => {{ await {SESSION}.session.kernel.restart() }}"
SETTLED = ".infoint-clash:not([hidden]), .infoint-note[data-kind=saved]"
FOCUSED = "(element) => element === document.activeElement"


# Seeing each other


def test_two_forms_in_one_notebook_see_each_others_changes_within_two_seconds(
    page: Page, workbook: Workbook
) -> None:
    people, email = open_page(page, workbook, "People", "EmailDraft")
    add(people, last_name="Lindqvist")
    expect(said(people)).to_contain_text("Lindqvist is on your list.")
    expect(email.get_by_role("option", name="Lindqvist")).to_have_count(1, timeout=SEEN_MS)


def test_two_notebooks_see_each_others_changes_within_two_seconds(
    page: Page, new_page: Callable[[], Page], workbook: Workbook
) -> None:
    know(workbook)
    people = open_form(page, workbook, "People")
    email = open_form(new_page(), workbook, "EmailDraft")
    for shown in (people, email):
        pick(shown, "Ada Lindqvist")
    fill(people, "organisation", "Light Laboratory")
    expect(email.locator(".infoint-heading")).to_contain_text("Light Laboratory", timeout=SEEN_MS)


def test_a_language_chosen_in_settings_holds_for_all_open_forms(
    page: Page, new_page: Callable[[], Page], workbook: Workbook
) -> None:
    settings, files = (open_form(page, workbook, "Settings"), form(page, "Files"))
    people = open_form(new_page(), workbook, "People")
    control(settings, EN("settings.language")).select_option(label="Deutsch")
    expect(settings.get_by_text(DE("settings.name"), exact=True)).to_be_visible(timeout=SEEN_MS)
    expect(files.get_by_text(DE("files.bring.heading"))).to_be_visible(timeout=SEEN_MS)
    expect(people.get_by_text(DE("picker.find"))).to_be_visible(timeout=SEEN_MS)


def test_what_a_long_form_says_is_in_view_wherever_one_is(page: Page, workbook: Workbook) -> None:
    know(workbook)
    page.set_viewport_size({"width": 1280, "height": 700})
    shown = open_form(page, workbook, "PrepChecklist")
    pick(shown, "Ada Lindqvist")
    unfold(shown)
    for item in ("they_choose", "say_thanks"):
        expect(said(shown)).to_have_text("")
        shown.get_by_label(EN(f"checklist.{item}.do")).check()
        expect(said(shown)).to_have_text(EN("form.saved"))
        expect(said(shown)).to_be_in_viewport(ratio=0.99)


# Losing nothing


def body_of(shown: Locator) -> Locator:
    return control(shown, EN("fields.body"))


def field_of(control: Locator) -> Locator:
    """A text field with all that it says."""
    return control.locator("xpath=ancestor::*[contains(@class, 'infoint-text')][1]")


def clash(shown: Locator) -> Locator:
    return field_of(body_of(shown)).locator(".infoint-clash:not([hidden])")


def versions(shown: Locator) -> list[str]:
    """One's own text and the other one, between which a person can choose."""
    press(shown, "field.show")
    return [body_of(shown).input_value(), clash(shown).locator("blockquote").inner_text()]


def written(workbook: Workbook) -> str:
    """The letter as the log has it."""
    with the_log(workbook) as log:
        return log.find(Draft)[0].body


@pytest.fixture
def two(page: Page, new_page: Callable[[], Page], workbook: Workbook) -> list[Locator]:
    """One letter, open on two pages, each with the cursor at its end."""
    know(workbook)
    both = [open_form(tab, workbook, "EmailDraft") for tab in (page, new_page())]
    for shown in both:
        pick(shown, "Ada Lindqvist")
    body_of(both[0]).fill("Dear Ada, ")
    expect(body_of(both[1])).to_have_value("Dear Ada, ", timeout=SEEN_MS)
    for shown in both:
        body_of(shown).press("Control+End")
    return both


def test_two_notebooks_that_type_by_turns_into_one_letter_lose_nothing(
    two: list[Locator], workbook: Workbook
) -> None:
    for n, shown in enumerate([*two, *two]):
        shown.page.keyboard.type(f"{n} ")
        expect(field_of(body_of(shown)).locator(SETTLED)).to_be_visible()
    assert written(workbook) == "Dear Ada, 0 2 "
    press(two[1], "field.show")
    expect(body_of(two[1])).to_have_value("Dear Ada, 1 3 ")
    expect(clash(two[1]).locator("blockquote")).to_have_text("Dear Ada, 0 2 ")


def test_two_notebooks_that_type_at_once_into_one_letter_lose_nothing(
    two: list[Locator], workbook: Workbook
) -> None:
    for letters in zip("one by one", "two by two", strict=True):
        for shown, letter in zip(two, letters, strict=True):
            shown.page.keyboard.type(letter)
    for shown in two:
        expect(field_of(body_of(shown)).locator(SETTLED)).to_be_visible()
    (late,) = [shown for shown in two if clash(shown).is_visible()]
    mine, theirs = versions(late)
    assert {mine, theirs} == {"Dear Ada, one by one", "Dear Ada, two by two"}
    assert written(workbook) == theirs


def test_the_version_that_one_keeps_of_two_is_written(
    two: list[Locator], workbook: Workbook
) -> None:
    for shown, text in zip(two, ("first", "second"), strict=True):
        shown.page.keyboard.type(text)
        expect(field_of(body_of(shown)).locator(SETTLED)).to_be_visible()
    press(two[1], "field.keep")
    expect(field_of(body_of(two[1])).get_by_text(EN("field.saved"))).to_be_visible()
    assert written(workbook) == "Dear Ada, second"
    assert versions(two[0]) == ["Dear Ada, first", "Dear Ada, second"]


def test_the_version_that_one_takes_of_two_stands_in_the_field(
    two: list[Locator], workbook: Workbook
) -> None:
    for shown, text in zip(two, ("first", "second"), strict=True):
        shown.page.keyboard.type(text)
        expect(field_of(body_of(shown)).locator(SETTLED)).to_be_visible()
    press(two[1], "field.show")
    press(two[1], "field.take")
    expect(body_of(two[1])).to_have_value("Dear Ada, first")
    expect(clash(two[1])).to_have_count(0)
    assert written(workbook) == "Dear Ada, first"


def restart_kernel(page: Page, workbook: Workbook, new_page: Callable[[], Page]) -> Locator:
    page.evaluate(RESTART)
    shown = form(page, "EmailDraft")
    start_again(shown)
    return shown


def reload_page(page: Page, workbook: Workbook, new_page: Callable[[], Page]) -> Locator:
    page.reload()
    return open_form(page, workbook, "EmailDraft")


def close_tab(page: Page, workbook: Workbook, new_page: Callable[[], Page]) -> Locator:
    page.close()
    return open_form(new_page(), workbook, "EmailDraft")


@pytest.mark.parametrize("leave", [restart_kernel, reload_page, close_tab])
def test_a_half_typed_letter_survives(
    page: Page,
    new_page: Callable[[], Page],
    workbook: Workbook,
    leave: Callable[[Page, Workbook, Callable[[], Page]], Locator],
) -> None:
    know(workbook)
    shown = open_form(page, workbook, "EmailDraft")
    pick(shown, "Ada Lindqvist")
    body_of(shown).fill("")
    page.keyboard.type("Half a sentence and the wor")
    shown = leave(page, workbook, new_page)
    pick(shown, "Ada Lindqvist")
    expect(body_of(shown)).to_have_value("Half a sentence and the wor")


# Nothing but words when something fails


def test_a_mistake_inside_the_workbook_is_words_at_the_form_and_keeps_what_was_typed(
    page: Page, workbook: Workbook
) -> None:
    shown = open_form(page, workbook, "People")
    in_kernel(page, "from infoint_widgets.jobs import people\npeople.add_person = None")
    add(shown, last_name="Lindqvist")
    expect(said(shown)).to_contain_text(EN("form.failed", file="errors.log"))
    expect(control(shown, EN("fields.last_name"))).to_have_value("Lindqvist")
    assert "'NoneType' object is not callable" in (workbook.data / "errors.log").read_text("utf-8")


def test_a_damaged_log_is_words_at_the_form_that_name_the_file(
    page: Page, workbook: Workbook
) -> None:
    shown = open_form(page, workbook, "People")
    (workbook.data / "my_log.db").write_bytes(b"Something else was saved here. " * 1000)
    add(shown, last_name="Lindqvist")
    expect(said(shown)).to_contain_text("my_log.db” is damaged or is not a log")


def test_a_log_that_vanished_is_words_at_the_form_and_not_an_empty_new_one(
    page: Page, workbook: Workbook
) -> None:
    shown = open_form(page, workbook, "People")
    shutil.move(workbook.data / "my_log.db", workbook.folder / "elsewhere.db")
    add(shown, last_name="Lindqvist")
    expect(said(shown)).to_have_attribute("data-kind", "error")
    assert not (workbook.data / "my_log.db").exists()


# The keyboard alone


def test_somebody_is_added_picked_and_written_down_without_a_mouse(
    page: Page, workbook: Workbook
) -> None:
    know(workbook)
    open_notebook(page, workbook, FORMS["People"])
    page.get_by_role("button", name="Start", exact=True).focus()
    start(page, press=lambda: page.keyboard.press("Enter"))
    shown = form(page, "People")
    go_to(page, shown.get_by_role("button", name=EN("people.add_somebody")))
    page.keyboard.press("Enter")
    expect(control(shown, EN("fields.first_name"))).to_be_focused()
    page.keyboard.type("Zoe")
    page.keyboard.press("Tab")
    page.keyboard.type("Young")
    page.keyboard.press("Enter")
    people = shown.get_by_role("listbox", name=EN("picker.people"))
    expect(people).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(shown.locator(".infoint-heading").last).to_contain_text("Ada Lindqvist")
    go_to(page, control(shown, EN("people.what_happened")))
    page.keyboard.type("they said y")
    go_to(page, shown.get_by_role("button", name=EN("people.record")))
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text("Written down for Ada Lindqvist: they said yes")
    with the_log(workbook) as log:
        assert [touch.kind for touch in log.find(Touch)] == [TouchKind.ANSWER_YES]
    go_to(page, shown.get_by_role("button", name=EN("form.undo")))
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(EN("form.undone"))
    with the_log(workbook) as log:
        assert log.find(Touch) == []


def go_to(page: Page, aim: Locator, most: int = 40) -> None:
    """Press Tab until the focus is where it should be."""
    expect(aim).to_be_visible()
    for _ in range(most):
        if aim.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {aim}")

"""The screen for a meeting in JupyterLab: the clock, the keyboard, two notebooks, dying kernels."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.jobs import questions
from infoint_widgets.opening import present
from infoint_widgets.records import Contact, Meeting, Question, Referral, Touch
from infoint_widgets.vocabulary import ContactLanguage, Mode, NameUse, TouchKind
from infoint_widgets.words import Words
from tests.browser.hands import EN, control, know, open_form, said, the_log
from tests.browser.lab import (
    Workbook,
    form,
    freeze_kernel,
    kill_kernel,
    open_notebook,
    start,
    wait_idle,
)
from tests.browser.test_accessibility import SET_THEME, THEMES

SEEN_MS = 2_000
TRIALS, RESTARTS = 20, 5
FIRST, OWN, LAST = "first_interest", "What does light cost?", "who_else"
HOSTILE = "<img src=x onerror=window.pwned=1> pay $5$ then $x$"
FOCUSED = "(element) => element === document.activeElement"
SIDEWAYS = "(form) => form.scrollWidth - form.clientWidth"


def agree(
    workbook: Workbook,
    *,
    minutes_ago: int = 5,
    mode: Mode = Mode.VIDEO,
    language: str = "en",
    own: str = OWN,
) -> Meeting:
    """A meeting of half an hour with Ada that has just begun, and three questions."""
    ada = know(workbook, language=ContactLanguage(language))
    with the_log(workbook) as log:
        log.set_setting("language", language)
        log.set_setting("zone", "Europe/Berlin")
        starts_at = present() - 60 * minutes_ago
        meeting = log.add(
            Meeting(contact_id=ada.id, starts_at=starts_at, zone="Europe/Berlin", mode=mode)
        )
        questions.add(log, meeting, FIRST, LAST)
        questions.write_own(log, meeting, own)
    return meeting


def ask(id: str, w: Words = EN) -> str:
    """A question as it is said to Ada."""
    return w.spoken(f"questions.question.{id}.ask", "sie")


def answer(shown: Locator, question: str, w: Words = EN) -> Locator:
    return control(shown, w("on_the_day.answer", question=question))


def notes(shown: Locator, w: Words = EN) -> Locator:
    return control(shown, w("fields.notes"))


def clock(shown: Locator) -> Locator:
    return shown.locator(".infoint-clock")


def answers(workbook: Workbook) -> dict[str, str]:
    """What they answered, as the log has it."""
    with the_log(workbook) as log:
        return {q.bank_id or q.text: q.answer for q in log.find(Question)}


def now_is(page: Page, seconds: int) -> None:
    """Let the browser's clock stand at some moment, while its timers go on."""
    page.clock.set_fixed_time(datetime.fromtimestamp(seconds, UTC))


# The clock


def test_the_clock_goes_on_while_the_kernel_is_busy_and_when_it_is_gone(
    page: Page, workbook: Workbook
) -> None:
    meeting = agree(workbook)
    assert meeting.starts_at
    shown = open_form(page, workbook, "InterviewDay")
    kill = freeze_kernel(page)
    now_is(page, meeting.starts_at + 10 * 60)
    expect(clock(shown)).to_contain_text("20 minutes")
    kill()
    expect(shown.get_by_role("alert")).to_contain_text(EN("form.kernel.gone"))
    now_is(page, meeting.starts_at + 26 * 60)
    expect(clock(shown)).to_contain_text("4 minutes")
    with the_log(workbook) as log:
        ada = log.get(Contact, meeting.contact_id)
    sentence = EN.spoken("day.five_minutes.call.formal", ada.register)
    expect(clock(shown)).to_contain_text(EN("on_the_day.quoted", words=sentence))


def test_a_start_that_was_pressed_late_holds_after_a_reload(page: Page, workbook: Workbook) -> None:
    agree(workbook, minutes_ago=10)
    shown = open_form(page, workbook, "InterviewDay")
    expect(clock(shown)).to_contain_text("20 minutes")
    shown.get_by_role("button", name=EN("on_the_day.begin")).click()
    expect(clock(shown)).to_contain_text("30 minutes")
    shown = open_form(page, workbook, "InterviewDay")
    expect(clock(shown)).to_contain_text("30 minutes")
    expect(shown.get_by_role("button", name=EN("on_the_day.begin"))).to_have_count(0)


def test_five_more_minutes_are_given_on_both_pages(
    page: Page, new_page: Callable[[], Page], workbook: Workbook
) -> None:
    agree(workbook, minutes_ago=26)
    one, two = (open_form(tab, workbook, "InterviewDay") for tab in (page, new_page()))
    expect(clock(two)).to_contain_text(EN("on_the_day.clock.five_now"))
    one.get_by_role("button", name=EN("on_the_day.more")).click()
    for shown in (one, two):
        expect(clock(shown)).to_contain_text("9 minutes", timeout=SEEN_MS)
        expect(clock(shown)).to_have_attribute("data-state", "running")


def test_whoever_wants_less_motion_sees_none(page: Page, workbook: Workbook) -> None:
    agree(workbook)
    page.emulate_media(reduced_motion="reduce")
    shown = open_form(page, workbook, "InterviewDay")
    moving = "(part) => getComputedStyle(part).transitionDuration"
    assert shown.locator(".infoint-sign").evaluate(moving) == "0s"


@pytest.mark.parametrize("width", [1280, 768, 600])
def test_the_clock_stays_in_sight_at_any_width_and_nothing_runs_out_of_it(
    page: Page, workbook: Workbook, width: int
) -> None:
    agree(workbook)
    page.set_viewport_size({"width": width, "height": 800})
    shown = open_form(page, workbook, "InterviewDay")
    assert shown.evaluate(SIDEWAYS) <= 0
    met = shown.get_by_role("button", name=EN("on_the_day.we_met"))
    met.scroll_into_view_if_needed()
    expect(met).to_be_in_viewport()
    expect(clock(shown).locator(".infoint-clock-time")).to_be_in_viewport(ratio=0.99)


def test_axe_finds_nothing_serious_in_the_last_minutes_of_a_call_in_either_theme(
    page: Page, workbook: Workbook
) -> None:
    agree(workbook, minutes_ago=26)
    shown = open_form(page, workbook, "InterviewDay")
    control(shown, EN("on_the_day.whom")).fill("Paul Adler")
    shown.get_by_role("button", name=EN("on_the_day.add_name")).click()
    expect(shown.locator(".infoint-named-row")).to_be_visible()
    expect(clock(shown)).to_have_attribute("data-state", "last")
    for theme in THEMES:
        page.evaluate(SET_THEME, theme)
        found = Axe().run(page, context=".infoint-form").response["violations"]
        serious = [v["id"] for v in found if v["impact"] in {"serious", "critical"}]
        assert serious == [], theme


# By the keyboard alone, in both languages


def to(page: Page, control: Locator) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(60):
        if control.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not get there")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_call_can_be_written_up_by_keyboard_alone(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    meeting = agree(workbook, language=language)
    shown = open_form(page, workbook, "InterviewDay", language=language)
    to(page, shown.get_by_label(ask(FIRST, w), exact=True))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("abx dd")
    to(page, answer(shown, OWN, w))
    page.keyboard.type("A third.")
    to(page, notes(shown, w))
    page.keyboard.type("Quiet rooms.")
    to(page, control(shown, w("on_the_day.whom")))
    page.keyboard.type("Paul Adler")
    page.keyboard.press("Tab")
    page.keyboard.type("Glass School")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(w("on_the_day.named_now", name="Paul Adler"))
    to(page, shown.get_by_role("button", name=w("on_the_day.we_met")))
    page.keyboard.press("Enter")
    expect(said(shown)).to_contain_text(w("on_the_day.was_met", name="Ada Lindqvist"))
    with the_log(workbook) as log:
        kept = log.get(Meeting, meeting.id)
        assert kept.notes == "Quiet rooms."
        assert all(q.asked_at for q in log.find(Question) if q.bank_id != LAST)
        (referral,) = log.find(Referral)
        assert (referral.organisation, referral.name_use) == ("Glass School", NameUse.GRANTED)
        assert [touch.kind for touch in log.find(Touch)] == [TouchKind.MET]
    assert answers(workbook) == {FIRST: "abx dd", OWN: "A third.", LAST: ""}


@pytest.mark.parametrize("language", ["en", "de"])
def test_after_the_meeting_one_click_leads_to_the_thank_you(
    page: Page, workbook: Workbook, language: str
) -> None:
    w = Words(language)
    agree(workbook, minutes_ago=40, language=language)
    shown = open_form(page, workbook, "InterviewDay", language=language)
    shown.get_by_role("button", name=w("on_the_day.we_met")).click()
    shown.get_by_role("button", name=w("on_the_day.thank")).click()
    expect(page.get_by_role("tab", name="05_follow_up.ipynb")).to_be_visible()
    follow_up = open_form(page, workbook, "FollowUp", language=language)
    expect(follow_up.locator(".infoint-heading", has_text="Ada Lindqvist")).to_be_visible()
    expect(follow_up.get_by_role("button", name=w("follow_up.by_mail"))).to_be_visible()


def test_in_person_paper_leads(page: Page, workbook: Workbook) -> None:
    agree(workbook, mode=Mode.CAFE)
    shown = open_form(page, workbook, "InterviewDay")
    expect(shown.get_by_text(EN("on_the_day.paper"))).to_be_visible()
    expect(clock(shown)).to_be_hidden()
    shown.get_by_role("button", name=EN("on_the_day.show_clock")).click()
    expect(clock(shown)).to_be_visible()


def test_other_peoples_text_is_shown_as_it_was_written(page: Page, workbook: Workbook) -> None:
    agree(workbook, own=HOSTILE)
    shown = open_form(page, workbook, "InterviewDay")
    expect(shown.get_by_label(HOSTILE, exact=True)).to_be_visible()
    control(shown, EN("on_the_day.whom")).fill(HOSTILE)
    control(shown, EN("on_the_day.where")).fill(HOSTILE)
    shown.get_by_role("button", name=EN("on_the_day.add_name")).click()
    expect(shown.locator(".infoint-named-row")).to_contain_text(HOSTILE)
    expect(shown.locator("img, mjx-container, .MathJax")).to_have_count(0)
    assert page.evaluate("() => window.pwned") is None


# Two notebooks


@pytest.fixture
def two(page: Page, new_page: Callable[[], Page], workbook: Workbook) -> list[Locator]:
    """The same meeting, open on two pages."""
    agree(workbook)
    return [open_form(tab, workbook, "InterviewDay") for tab in (page, new_page())]


def test_what_one_notebook_ticks_answers_and_names_the_other_shows_within_two_seconds(
    two: list[Locator],
) -> None:
    one, other = two
    one.get_by_label(ask(FIRST), exact=True).check()
    expect(other.get_by_label(ask(FIRST), exact=True)).to_be_checked(timeout=SEEN_MS)
    answer(one, OWN).fill("A third.")
    expect(answer(other, OWN)).to_have_value("A third.", timeout=SEEN_MS)
    expect(other.get_by_label(OWN, exact=True)).to_be_checked(timeout=SEEN_MS)
    control(one, EN("on_the_day.whom")).fill("Paul Adler")
    one.get_by_role("button", name=EN("on_the_day.add_name")).click()
    named = other.locator(".infoint-named-row")
    expect(named).to_contain_text("Paul Adler", timeout=SEEN_MS)


def test_two_notebooks_that_write_into_different_answers_lose_no_letter(
    two: list[Locator], workbook: Workbook
) -> None:
    first, second = (
        answer(shown, question) for shown, question in zip(two, (ask(FIRST), OWN), strict=True)
    )
    texts = ("The school had a stage.", "A third of the budget.")
    for letters in itertools.zip_longest(*texts, fillvalue=""):
        for box, letter in zip((first, second), letters, strict=True):
            if letter:
                box.press_sequentially(letter)
    expect(answer(two[1], ask(FIRST))).to_have_value(texts[0], timeout=SEEN_MS)
    expect(answer(two[0], OWN)).to_have_value(texts[1], timeout=SEEN_MS)
    kept = answers(workbook)
    assert (kept[FIRST], kept[OWN]) == texts


def test_a_question_that_another_notebook_adds_does_not_interrupt_an_answer(
    page: Page, workbook: Workbook
) -> None:
    meeting = agree(workbook)
    shown = open_form(page, workbook, "InterviewDay")
    box = answer(shown, ask(LAST))
    box.press_sequentially("Paul, who ")
    with the_log(workbook) as log:
        questions.add(log, meeting, "most_needed")
    expect(shown.get_by_label(ask("most_needed"), exact=True)).to_be_visible(timeout=SEEN_MS)
    page.keyboard.type("teaches")
    expect(box).to_have_value("Paul, who teaches")
    expect(box).to_be_focused()


# Dying kernels and closed tabs


def come_back(shown: Locator) -> None:
    """Press *Start again* once the new kernel is there."""
    page = shown.page
    gone = shown.locator(".infoint-gone")
    expect(gone).to_be_visible()
    # JupyterLab's own dialog may come late, or not at all.
    ok = page.get_by_role("button", name="Ok", exact=True)
    page.add_locator_handler(ok, lambda _dialog: ok.click())
    # In one piece: the dialog might come between a mouse button's way down and its way up.
    shown.get_by_role("button", name=EN("form.kernel.start")).dispatch_event("click")
    expect(gone).to_be_hidden()
    expect(notes(shown)).to_be_enabled()
    page.remove_locator_handler(ok)


def test_no_text_is_lost_when_the_kernel_is_killed_twenty_times_in_the_middle_of_typing(
    page: Page, workbook: Workbook
) -> None:
    """Half of the times the kernel hears nothing any more before it dies."""
    meeting = agree(workbook)
    typed = dict.fromkeys((FIRST, OWN, "notes"), "")
    trials = zip(range(TRIALS), itertools.cycle(typed), strict=False)
    while some := [*itertools.islice(trials, RESTARTS)]:
        # JupyterLab gives up a kernel that died too often, so a new one begins now and then.
        workbook.lab.end_kernels()
        shown = open_form(page, workbook, "InterviewDay")
        boxes = {FIRST: answer(shown, ask(FIRST)), OWN: answer(shown, OWN), "notes": notes(shown)}
        for trial, where in some:
            box = boxes[where]
            expect(box).to_have_value(typed[where])
            box.press("Control+End")
            box.press_sequentially(f"heard {trial} ")
            heard = box.input_value()
            expect(note(box)).to_contain_text(EN("field.saved"))
            kill = freeze_kernel(page) if trial % 2 else partial(kill_kernel, page)
            box.press_sequentially("half of it ")
            kill()
            page.keyboard.type("and the rest. ")
            typed[where] = box.input_value()
            assert typed[where].startswith(f"{heard}half of it ")
            assert in_log(workbook, meeting)[where].startswith(heard)
            come_back(shown)
            for name, text in typed.items():
                expect(boxes[name]).to_have_value(text)
            # What a kernel saved and died before saying is nobody else's text.
            expect(shown.locator(".infoint-clash").filter(visible=True)).to_have_count(0)
    wait_idle(page)
    assert in_log(workbook, meeting) == {**typed, LAST: ""}


def note(box: Locator) -> Locator:
    """What is said beside a text field."""
    field = box.locator("xpath=ancestor::*[contains(@class, 'infoint-text')][1]")
    return field.locator(".infoint-note")


def in_log(workbook: Workbook, meeting: Meeting) -> dict[str, str]:
    with the_log(workbook) as log:
        return {**answers(workbook), "notes": log.get(Meeting, meeting.id).notes}


def test_what_was_typed_while_the_kernel_heard_nothing_is_back_after_the_tab_was_closed(
    page: Page, new_page: Callable[[], Page], workbook: Workbook
) -> None:
    agree(workbook)
    shown = open_form(page, workbook, "InterviewDay")
    kill = freeze_kernel(page)
    answer(shown, OWN).press_sequentially("Nobody heard this.")
    notes(shown).press_sequentially("Nor this.")
    control(shown, EN("on_the_day.whom")).press_sequentially("Paul Ad")
    page.close()
    kill()
    page = new_page()
    open_notebook(page, workbook, "04_the_day")
    start(page)
    shown = form(page, "InterviewDay")
    expect(answer(shown, OWN)).to_have_value("Nobody heard this.")
    expect(notes(shown)).to_have_value("Nor this.")
    expect(control(shown, EN("on_the_day.whom"))).to_have_value("Paul Ad")
    expect(shown.get_by_label(OWN, exact=True)).to_be_checked(timeout=SEEN_MS)
    assert answers(workbook)[OWN] == "Nobody heard this."

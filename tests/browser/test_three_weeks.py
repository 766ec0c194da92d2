"""Three invented weeks through the pages alone: from the first mail to the loop that is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from infoint_widgets.method import checklist
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import Mode, NameUse
from infoint_widgets.words import Words
from tests.browser.hands import (
    LANGUAGES,
    add,
    close_done,
    control,
    entry,
    fill,
    introduce_oneself,
    open_entry,
    open_form,
    pick,
    press,
    said,
    shares,
    the_log,
    unfold,
)
from tests.browser.lab import Workbook, wait_idle

ZONE = "Europe/Berlin"
ADA, CLEO = "Ada Lindqvist", "Cleo Marsh"
OWN = "What does light cost?"
TYPED = {
    "en": {
        "letter": "Dear Ms Lindqvist, would you have 20 minutes for my questions? Jule Brandt",
        "answer": "A third of all.",
        "learned": "Light costs more than walls.",
        "of_cleo": "A school is planned from its yard.",
    },
    "de": {
        "letter": "Guten Tag, hätten Sie 20 Minuten für meine Fragen? Jule Brandt",
        "answer": "Ein Drittel von allem.",
        "learned": "Licht kostet mehr als Wände.",
        "of_cleo": "Eine Schule plant man vom Hof her.",
    },
}
STORY = (
    "outreach", "follow_up", "answer_yes", "keep_in_touch", "arranged", "confirmed", "met",
    "thanked", "keep_in_touch", "loop_closed",
)  # fmt: skip


@dataclass
class Weeks:
    """A workbook that is opened on invented days of March 2026."""

    page: Page
    workbook: Workbook
    w: Words
    typed: dict[str, str]
    day: int = 0

    def turn_to(self, form: str, day: int, clock: str) -> Locator:
        """Open the page of a form on a day; over night the computer is off."""
        if self.day not in (0, day):
            wait_idle(self.page)
            self.workbook.lab.end_kernels()
        self.day = day
        at, language = moment(day, clock), self.w.language
        return open_form(self.page, self.workbook, form, language=language, at=at)

    def due(self, day: int, clock: str, *rules: str) -> Locator:
        """Open Today, on which just these things are due."""
        today = self.turn_to("Today", day, clock)
        expect(today.locator(".infoint-entry")).to_have_count(len(rules))
        for rule in rules:
            id = "today.add" if rule == "ask_somebody" else f"agenda.{rule}.do"
            do = today.locator(".infoint-do").get_by_role("button", name=self.w(id), exact=True)
            expect(do).to_be_visible()
        return today

    def free(self, today: Locator) -> None:
        """Nothing is due, and that is said kindly."""
        nothing = today.get_by_text(self.w("agenda.nothing"))
        expect(nothing).to_be_visible()

    def send(self, email: Locator, *more: str) -> None:
        """Write the message that is open, and say that it was sent."""
        body = " ".join((self.typed["letter"], *more))
        control(email, self.w("fields.body")).fill(body)
        expect(email.get_by_text(self.w("email.no_gaps"))).to_be_visible()
        press(email, "email.sent", self.w)


def moment(day: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def zone() -> str:
    return ZONE


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_weeks_lead_from_the_first_mail_to_the_closed_loop(
    page: Page, workbook: Workbook, language: str
) -> None:
    weeks = Weeks(page, workbook, Words(language), TYPED[language])
    for step in (begin, write_once_more, agree_on_a_date, prepare, meet, thank):
        step(weeks)
    for step in (follow_the_name, talk_to_cleo, close_the_loop, find_it_again):
        step(weeks)


# The first week: Monday 2 March


def begin(weeks: Weeks) -> None:
    """Who one is, a goal of one's own, somebody to meet, and a first message."""
    w = weeks.w
    settings = weeks.turn_to("Settings", 2, "09:00")
    introduce_oneself(settings, w)
    unfold(settings)
    fill(settings, "goal", "2", w, "today.settings")
    today = weeks.due(2, "09:10")
    weeks.free(today)
    press(today, "today.add", w)
    people = today.locator(".infoint-opened .infoint-form").filter(visible=True)
    add(people, w, first_name="Ada", last_name="Lindqvist", organisation="Glass Museum")
    expect(said(people)).to_contain_text(w("people.added", name=ADA))
    email = weeks.turn_to("EmailDraft", 2, "09:30")
    expect(email.locator(".infoint-heading", has_text=ADA)).to_be_visible()
    fill(email, "subject", "Twenty minutes", w)
    weeks.send(email)
    expect(said(email)).to_contain_text(w("email.was_sent", name=ADA))
    expect(weeks.due(2, "09:40").get_by_text(w("agenda.week", asked=1, n=2))).to_be_visible()


# The second: no answer for seven working days, then a yes


def write_once_more(weeks: Weeks) -> None:
    w = weeks.w
    today = weeks.due(11, "08:30", "follow_up", "ask_somebody")
    expect(entry(today, ADA)).to_contain_text(w("agenda.when.today"))
    weeks.send(open_entry(today, "follow_up", w))
    close_done(today, w)
    for id in ("today.later", "today.not_this_one"):
        press(entry(today, w("agenda.ask_somebody.what")), id, w)
    weeks.free(today)


def agree_on_a_date(weeks: Weeks) -> None:
    w = weeks.w
    email = weeks.turn_to("EmailDraft", 12, "10:00")
    press(email, "they_wrote.answer_yes", w)
    expect(said(email)).to_contain_text(w("vocabulary.touch_kind.answer_yes"))
    today = weeks.due(12, "10:10", "set_date")
    weeks.send(open_entry(today, "set_date", w))
    close_done(today, w)
    meeting = weeks.turn_to("PrepChecklist", 13, "09:00")
    expect(meeting.locator(".infoint-heading", has_text=ADA)).to_be_visible()
    control(meeting, w("prepare.starts")).fill("2026-03-17T15:00")
    expect(said(meeting)).to_contain_text(w("prepare.agreed"))
    control(meeting, w("fields.mode")).select_option(label=w("vocabulary.mode.cafe"))
    fill(meeting, "place", "Café Lumen", w)


def prepare(weeks: Weeks) -> None:
    """Two days before, on a Sunday, and on the day before."""
    w = weeks.w
    opened = open_entry(weeks.due(15, "17:00", "prepare"), "prepare", w)
    fill(opened, "text", OWN, w, "asking.own")
    press(opened, "asking.own.add", w)
    expect(opened.locator(".infoint-questions")).to_contain_text(OWN)
    tick(opened, "week", w)
    today = weeks.due(16, "09:00", "confirm", "prepare")
    weeks.send(open_entry(today, "confirm", w))
    close_done(today, w)
    tick(open_entry(today, "prepare", w), "day_before", w)
    close_done(today, w)
    weeks.free(today)


def tick(opened: Locator, when: str, w: Words) -> None:
    unfold(opened)
    for item in checklist.items(Mode.CAFE):
        if item.when == when:
            opened.get_by_label(w(f"checklist.{item.id}.do"), exact=True).check()


# The third: the meeting on Tuesday, and all that comes after it


def meet(weeks: Weeks) -> None:
    w = weeks.w
    weeks.due(17, "15:05", "was_it_held")
    day = weeks.turn_to("InterviewDay", 17, "15:25")
    day.get_by_label(OWN, exact=True).check()
    control(day, w("on_the_day.answer", question=OWN)).fill(weeks.typed["answer"])
    control(day, w("on_the_day.whom")).fill(CLEO)
    control(day, w("on_the_day.where")).fill("cleo@example.org")
    press(day, "on_the_day.add_name", w)
    expect(said(day)).to_contain_text(w("on_the_day.named_now", name=CLEO))
    press(day, "on_the_day.we_met", w)
    expect(said(day)).to_contain_text(w("on_the_day.was_met", name=ADA))


def thank(weeks: Weeks) -> None:
    w, learned = weeks.w, weeks.typed["learned"]
    today = weeks.due(17, "18:00", "thank")
    expect(today.locator(".infoint-entry")).to_contain_text(w("agenda.when.tomorrow"))
    after = weeks.turn_to("FollowUp", 17, "18:10")
    expect(after.get_by_text(weeks.typed["answer"]).first).to_be_visible()
    fill(after, "learned", f"{learned}\nAsk early.\nDraw it first.", w, "follow_up.texts")
    press(after, "follow_up.by_mail", w)
    body = control(after, w("fields.body"))
    expect(body).to_have_value(re.compile(re.escape(learned)))
    weeks.send(after, learned)
    thanked = w("follow_up.thanked_on", day=w.day(moment(17, "18:10").date(), style="full"))
    expect(after.get_by_text(thanked)).to_be_visible()


def follow_the_name(weeks: Weeks) -> None:
    """May one say who named her? One may, so she is written to with that name."""
    w = weeks.w
    today = weeks.due(18, "09:00", "ask_permission", "ask_somebody")
    opened = open_entry(today, "ask_permission", w)
    expect(control(opened, w("fields.body"))).to_have_value(re.compile(CLEO))
    weeks.send(opened, CLEO)
    close_done(today, w)
    after = weeks.turn_to("FollowUp", 18, "12:00")
    granted = w("vocabulary.name_use.granted")
    control(after, w("on_the_day.permission_of", name=CLEO)).select_option(label=granted)
    expect(said(after)).to_contain_text(w("on_the_day.permission_noted", name=CLEO))
    press(after, "follow_up.make_contact", w)
    expect(said(after)).to_contain_text(w("people.chosen", name=CLEO))
    card = after.locator(".infoint-named-row")
    expect(card).to_contain_text(w(f"follow_up.standing.chosen.{NameUse.GRANTED}"))
    press(card, "follow_up.write_to_them", w)
    body = control(card, w("fields.body"))
    expect(body).to_have_value(re.compile(ADA))
    weeks.send(card, ADA)
    written = w("follow_up.standing.written", day=w.day(moment(18, "12:00").date()))
    expect(card).to_contain_text(written)


def talk_to_cleo(weeks: Weeks) -> None:
    """Cleo rings up at once; what she said is written up, and she is thanked, from Today."""
    w = weeks.w
    people = weeks.turn_to("People", 19, "16:00")
    pick(people, CLEO, w)
    for kind in ("answer_yes", "met"):
        what = w(f"vocabulary.touch_kind.{kind}")
        control(people, w("people.what_happened")).select_option(label=what)
        press(people, "people.record", w)
        expect(people.get_by_role("definition").filter(has_text=what)).to_be_visible()
    today = weeks.due(19, "18:00", "thank", "write_down")
    written = open_entry(today, "write_down", w)
    fill(written, "learned", weeks.typed["of_cleo"], w, "follow_up.texts")
    close_done(today, w)
    weeks.send(open_entry(today, "thank", w), weeks.typed["of_cleo"])
    close_done(today, w)
    weeks.free(today)


def close_the_loop(weeks: Weeks) -> None:
    w, of_cleo = weeks.w, weeks.typed["of_cleo"]
    today = weeks.due(20, "09:00", "close_loop")
    expect(entry(today, w("agenda.close_loop.what", name=ADA, names=CLEO))).to_be_visible()
    opened = open_entry(today, "close_loop", w)
    expect(control(opened, w("fields.body"))).to_have_value(re.compile(re.escape(of_cleo)))
    weeks.send(opened, CLEO, of_cleo)
    close_done(today, w)
    weeks.free(today)


def find_it_again(weeks: Weeks) -> None:
    w = weeks.w
    weeks.free(weeks.due(22, "20:00"))
    people = weeks.turn_to("People", 22, "20:10")
    pick(people, ADA, w)
    kinds = [w(f"vocabulary.touch_kind.{kind}") for kind in STORY]
    named = w("people.they_named", name=CLEO)
    told = people.locator(".infoint-story dd > p:first-child")
    expect(told).to_have_count(len(kinds) + 1)
    expect(told).to_contain_text([*kinds[:7], named, *kinds[7:]])
    assert shares(weeks.page, weeks.workbook, w.language, moment(22, "20:20")) == ("2", "2")
    with the_log(weeks.workbook) as log:
        (ada,) = log.find(Contact, first_name="Ada")
        assert tuple(touch.kind for touch in log.find(Touch, contact_id=ada.id)) == STORY

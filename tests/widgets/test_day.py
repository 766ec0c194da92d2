"""The screen for a meeting: which one, its clock, its questions, its names, and how it ended."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infoint_widgets.jobs import day as jobs
from infoint_widgets.jobs import questions
from infoint_widgets.jobs.people import last_picked, put_in_bin
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Question, Referral, Touch
from infoint_widgets.vocabulary import (
    Channel,
    ContactLanguage,
    Mode,
    NameUse,
    Register,
    TouchKind,
)
from infoint_widgets.widgets.asked import AskedRow
from infoint_widgets.widgets.day import InterviewDay
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock
from tests.widgets.conftest import inside, said, story, told, typing, undo, visible

EN = Words("en")
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
HOUR = 3_600


def plan(log: Log, contact: Contact, starts_at: int | None = NOW, **facts: object) -> Meeting:
    return log.add(
        Meeting(contact_id=contact.id, starts_at=starts_at, zone=ZONE, **facts)  # type: ignore[arg-type]
    )


@pytest.fixture
def call(log: Log, ada: Contact) -> Meeting:
    """A call with Ada that begins now."""
    return plan(log, ada, mode=Mode.VIDEO, goal="How does one light a room?\nAnd what with?")


@pytest.fixture
def asked(log: Log, call: Meeting) -> list[Question]:
    """Its questions: one of one's own, and two of the bank."""
    questions.write_own(log, call, "What does $5 of light cost?")
    questions.add(log, call, "most_needed", "first_interest")
    return questions.questions_of(log, call)


@pytest.fixture
def form(log: Log, call: Meeting) -> InterviewDay:
    return InterviewDay(log)


def rows(form: InterviewDay) -> list[AskedRow]:
    """The questions that are shown, in the order in which they are seen."""
    shown = [row for row in form.asked.rows.values() if visible(row)]
    return sorted(shown, key=lambda row: int(row.layout.order))


def links(form: InterviewDay) -> set[str]:
    return {part.page for part in inside(form) if isinstance(part, PageLink)}


# Which meeting


def test_todays_meeting_is_shown_and_not_the_one_of_whom_was_picked_last(
    log: Log, ada: Contact, ben: Contact
) -> None:
    plan(log, ben, NOW + 40 * HOUR)
    plan(log, ada, NOW + HOUR)
    log.set_setting("picked", ben.id)
    form = InterviewDay(log)
    assert EN("on_the_day.heading", name="Ada Lindqvist") in form.heading.value
    assert visible(form.which)


def test_another_meeting_can_be_picked_and_is_taken_along_to_the_next_page(
    form: InterviewDay, log: Log, ben: Contact
) -> None:
    other = plan(log, ben, NOW + 40 * HOUR, notes="Bring the sketch.")
    form.refresh()
    form.which.value = other.id
    assert "Brandt" in form.heading.value
    assert form.texts["notes"].widget.typed == "Bring the sketch."
    assert last_picked(log) == ben.id


def test_the_list_begins_with_what_comes_and_ends_with_what_was(
    log: Log, ada: Contact, ben: Contact
) -> None:
    held = plan(log, ada, NOW - 90 * HOUR)
    jobs.record_met(log, held)
    late, soon = plan(log, ben, NOW + 90 * HOUR), plan(log, ben, NOW + 9 * HOUR)
    undated = plan(log, ada, None)
    form = InterviewDay(log)
    assert [id for _, id in form.which.options] == [soon.id, late.id, undated.id, held.id]
    assert EN("on_the_day.no_date") in form.which.options[2][0]


def test_what_was_cancelled_or_of_somebody_in_the_bin_is_not_listed(
    form: InterviewDay, log: Log, ben: Contact
) -> None:
    plan(log, ben, NOW + HOUR)
    jobs.record_no_show(log, plan(log, ben, NOW + 2 * HOUR))
    put_in_bin(log, ben.id)
    form.refresh()
    assert [id for _, id in form.which.options] == [form.meeting and form.meeting.id]


def test_a_meeting_whose_person_goes_into_the_bin_goes_away(
    form: InterviewDay, log: Log, ada: Contact
) -> None:
    put_in_bin(log, ada.id)
    form.refresh()
    assert visible(form.nobody)
    assert not visible(form.screen)
    assert said(form) == ""


def test_with_nobody_to_meet_the_page_says_so_and_leads_to_where_a_date_is_kept(log: Log) -> None:
    form = InterviewDay(log)
    assert visible(form.nobody)
    assert not visible(form.screen)
    assert "03_arrange_and_prepare" in links(form)


def test_a_meeting_that_is_agreed_while_the_page_is_open_comes_up(log: Log, ada: Contact) -> None:
    form = InterviewDay(log)
    plan(log, ada)
    form.refresh()
    assert visible(form.screen)
    assert not visible(form.nobody)


def test_a_person_without_a_meeting_can_be_met_all_the_same(log: Log, ada: Contact) -> None:
    form = InterviewDay(log, contact=ada.id)
    assert EN("on_the_day.no_date") in form.when.value
    assert log.find(Meeting) == []
    form.begin.click()
    (meeting,) = log.find(Meeting)
    assert InterviewDay(log).meeting == meeting


def test_somebody_who_is_not_in_the_log_is_told_of(log: Log, call: Meeting) -> None:
    form = InterviewDay(log, contact="nobody")
    assert visible(form.nobody)
    assert not visible(form.screen)


@pytest.mark.parametrize("language", ["en", "de"])
def test_each_page_that_the_form_leads_to_is_there(
    form: InterviewDay, log: Log, language: str
) -> None:
    folder = NOTEBOOKS if language == "en" else NOTEBOOKS / language
    assert links(form)
    assert [page for page in links(form) if not (folder / f"{page}.ipynb").is_file()] == []


def test_who_when_and_why_stand_in_one_line_each(form: InterviewDay) -> None:
    assert "Thursday, 28 May 2026, 22:26 to 22:56" in form.when.value
    assert EN("vocabulary.mode.video") in form.when.value
    assert EN("on_the_day.goal", goal="How does one light a room?") in form.goal.value


def test_a_call_is_timed_by_ones_own_clock_and_a_visit_by_that_of_the_place(
    log: Log, ada: Contact, call: Meeting
) -> None:
    log.edit(Meeting, call.id, "zone", "Asia/Tokyo", was=ZONE)
    form = InterviewDay(log)
    assert "22:26 to 22:56" in form.when.value
    log.edit(Meeting, call.id, "mode", Mode.OFFICE, was=Mode.VIDEO)
    form.refresh()
    assert "Friday, 29 May 2026, 05:26 to 05:56 (Tokyo)" in form.when.value


# The clock


def test_the_clock_counts_from_what_was_agreed(form: InterviewDay) -> None:
    plan = form.clock.plan
    assert (plan["starts"], plan["warns"], plan["ends"]) == (NOW, NOW + 1_500, NOW + 1_800)


def test_start_now_counts_the_promised_minutes_from_here_and_survives_a_reload(
    form: InterviewDay, log: Log, clock: Clock
) -> None:
    clock.now = NOW + 600
    form.begin.click()
    assert not visible(form.begin)
    assert InterviewDay(log).clock.plan["ends"] == NOW + 2_400
    assert "22:36" in form.when.value


def test_start_now_can_be_taken_back(form: InterviewDay, clock: Clock) -> None:
    clock.now = NOW + 600
    form.begin.click()
    undo(form)
    assert form.clock.plan["ends"] == NOW + 1_800
    assert visible(form.begin)


def test_a_start_pressed_days_before_the_date_is_answered_in_words(log: Log, ada: Contact) -> None:
    plan(log, ada, NOW + 40 * HOUR)
    form = InterviewDay(log)
    form.begin.click()
    assert said(form) == EN("errors.day.another_time", when="30 May 2026, 14:26")
    assert form.clock.plan["starts"] == NOW + 40 * HOUR
    assert visible(form.begin)


def test_a_start_that_was_pressed_before_the_meeting_was_moved_does_not_count(
    form: InterviewDay, log: Log, call: Meeting
) -> None:
    form.begin.click()
    log.edit(Meeting, call.id, "starts_at", NOW + 40 * HOUR, was=NOW)
    form.refresh()
    assert form.clock.plan["starts"] == NOW + 40 * HOUR
    assert visible(form.begin)


def test_minutes_that_were_offered_are_added_each_time_and_taken_back_one_by_one(
    form: InterviewDay,
) -> None:
    form.more.click()
    form.more.click()
    assert form.clock.plan["ends"] == NOW + 1_800 + 600
    assert form.clock.plan["left_of"] == EN("on_the_day.left_of", n=40)
    undo(form)
    assert form.clock.plan["ends"] == NOW + 1_800 + 300


def test_a_setting_that_is_no_number_stops_no_clock(form: InterviewDay, log: Log) -> None:
    assert form.meeting
    for what in ("started_at", "more_minutes"):
        log.set_setting(f"day.{form.meeting.id}.{what}", "soon")
    form.refresh()
    assert form.clock.plan["ends"] == NOW + 1_800


def test_there_is_no_sound_unless_it_was_switched_on(form: InterviewDay, log: Log) -> None:
    assert not form.clock.sound
    form.sound.value = True
    assert form.clock.sound
    assert InterviewDay(log).clock.sound
    form.sound.value = False
    assert not InterviewDay(log).clock.sound


def test_the_clock_lives_in_the_samples_time(sample: Log) -> None:
    ahead = jobs.clock_ahead(sample)
    start, copied_at = (int(sample.setting(s)) for s in ("sample_now", "sample_copied_at"))
    assert copied_at + ahead == start


@pytest.mark.parametrize(
    ("language", "register", "mode", "id"),
    [
        (ContactLanguage.EN, Register.SIE, Mode.PHONE, "day.five_minutes.call.formal"),
        (ContactLanguage.EN, Register.DU, Mode.OFFICE, "day.five_minutes.in_person.informal"),
        (ContactLanguage.DE, Register.SIE, Mode.VIDEO, "day.five_minutes.call.formal.sie"),
        (ContactLanguage.DE_CH, Register.DU, None, "day.five_minutes.in_person.informal.du"),
    ],
)
def test_what_to_say_is_in_their_language_and_as_formal_as_you_are_with_them(
    log: Log, language: ContactLanguage, register: Register, mode: Mode | None, id: str
) -> None:
    them = log.add(Contact(last_name="Brandt", language=language, register=register))
    form = InterviewDay(log, contact=plan(log, them, mode=mode).contact_id)
    wanted = Words(language)(id).replace("ß", "ss" if language == "de-CH" else "ß")
    assert form.clock.sentences["five_minutes"] == wanted
    assert form.clock.sentences["language"] == language


# In person


def test_in_person_paper_leads_and_the_clock_only_comes_when_wanted(log: Log, ada: Contact) -> None:
    plan(log, ada, mode=Mode.CAFE)
    form = InterviewDay(log)
    assert EN("on_the_day.paper") in form.paper.value
    assert EN("on_the_day.paper_time", time="22:51") in form.paper.value
    assert not visible(form.aside)
    form.show_clock.click()
    assert visible(form.aside)
    assert not visible(form.show_clock)


def test_a_call_is_live(form: InterviewDay) -> None:
    assert visible(form.aside)
    assert not visible(form.on_paper)


# Questions


def test_questions_stand_in_the_order_in_which_they_are_to_be_asked(
    asked: list[Question], form: InterviewDay
) -> None:
    labels = [row.tick.description for row in rows(form)]
    assert labels[0] == EN("questions.question.first_interest.ask")
    assert any(r"\$5 of light" in label for label in labels)
    assert EN("on_the_day.asked", asked=0, n=3) in form.asked.heading.value
    assert not visible(form.asked.none)


def test_without_questions_the_page_says_where_to_choose_some(form: InterviewDay) -> None:
    assert visible(form.asked.none)
    assert rows(form) == []


def test_a_question_of_another_version_still_has_room_for_its_answer(
    log: Log, call: Meeting
) -> None:
    log.add(Question(meeting_id=call.id, bank_id="of_the_future"))
    (row,) = rows(InterviewDay(log))
    assert row.tick.description == EN("on_the_day.question_unknown")


def test_questions_are_said_anew_when_the_person_is_addressed_otherwise(
    asked: list[Question], form: InterviewDay, log: Log, ada: Contact
) -> None:
    typing(rows(form)[0].answer, "At school")
    log.edit(Contact, ada.id, "language", ContactLanguage.DE, was=ContactLanguage.EN)
    form.refresh()
    german = Words("de").spoken("questions.question.first_interest.ask", "sie")
    assert rows(form)[0].tick.description == german
    assert rows(form)[0].answer.typed == "At school"


def test_a_question_is_ticked_and_unticked(
    asked: list[Question], form: InterviewDay, log: Log
) -> None:
    first = rows(form)[0]
    first.tick.value = True
    assert log.get(Question, asked[0].id).asked_at == NOW
    assert EN("on_the_day.asked", asked=1, n=3) in form.asked.heading.value
    first.tick.value = False
    assert log.get(Question, asked[0].id).asked_at is None


def test_an_answer_is_saved_as_one_types_and_ticks_its_question(
    asked: list[Question], form: InterviewDay, log: Log
) -> None:
    typing(rows(form)[1].answer, "Stage lights.\nAt school")
    question = log.get(Question, asked[1].id)
    assert question.answer == "Stage lights.\nAt school"
    assert question.asked_at == NOW
    assert rows(form)[1].tick.value


def test_the_rows_stay_when_another_notebook_changes_the_list(
    asked: list[Question], form: InterviewDay, elsewhere: Log, call: Meeting
) -> None:
    """A row that is made anew would take the focus from who is typing into it."""
    before = form.asked.list.children
    questions.add(elsewhere, call, "why_this_place")
    questions.remove(elsewhere, asked[2].id)
    questions.move(elsewhere, asked[1].id, 0)
    form.refresh()
    assert form.asked.list.children[:3] == before
    assert [row.tick.description for row in rows(form)] == [
        form.asked.rows[question.id].tick.description
        for question in questions.questions_of(elsewhere, call)
    ]


def test_an_answer_to_a_question_that_is_gone_is_told_of_and_kept(
    asked: list[Question], form: InterviewDay, elsewhere: Log
) -> None:
    row = rows(form)[0]
    questions.remove(elsewhere, asked[0].id)
    typing(row.answer, "Words")
    assert told(row.answer)
    assert row.answer.typed == "Words"


# Notes and names


def test_notes_and_cv_feedback_are_kept_with_the_meeting(
    form: InterviewDay, log: Log, call: Meeting
) -> None:
    typing(form.texts["notes"].widget, "Dimmed by a third.")
    typing(form.texts["cv_feedback"].widget, "One page.")
    meeting = log.get(Meeting, call.id)
    assert (meeting.notes, meeting.cv_feedback) == ("Dimmed by a third.", "One page.")


def test_a_day_to_be_in_touch_by_is_kept_and_taken_away(
    form: InterviewDay, log: Log, call: Meeting
) -> None:
    form.in_touch.value = date(2026, 9, 1)
    assert log.get(Meeting, call.id).in_touch_by == date(2026, 9, 1)
    form.in_touch.value = None
    assert log.get(Meeting, call.id).in_touch_by is None


def test_a_year_that_is_half_typed_is_not_kept_and_a_past_day_is_told_of(
    form: InterviewDay, log: Log, call: Meeting
) -> None:
    form.in_touch.value = date(202, 9, 1)
    assert log.get(Meeting, call.id).in_touch_by is None
    form.in_touch.value = date(2025, 9, 1)
    assert EN("on_the_day.past_day") in said(form)


def name(form: InterviewDay, who: str, where: str = "", use: NameUse = NameUse.NOT_ASKED) -> None:
    typing(form.named.name, who)
    typing(form.named.where, where)
    form.named.name_use.value = use
    form.named.button.click()


def test_a_name_takes_two_fields_and_a_permission(
    form: InterviewDay, log: Log, call: Meeting, ada: Contact
) -> None:
    name(form, "Paul Adler", "paul@example.org", NameUse.GRANTED)
    (referral,) = log.find(Referral)
    assert (referral.first_name, referral.last_name) == ("Paul", "Adler")
    assert (referral.reach, referral.organisation) == ("paul@example.org", "")
    assert (referral.referrer_id, referral.meeting_id) == (ada.id, call.id)
    assert (referral.name_use, referral.decided_on) == (NameUse.GRANTED, date(2026, 5, 28))
    assert form.named.name.typed == ""
    assert form.named.name_use.value == NameUse.NOT_ASKED
    assert story(log, ada) == []


def test_an_address_among_other_words_is_told_from_where_they_work(
    form: InterviewDay, log: Log
) -> None:
    name(form, "Paul Adler", "Glass Museum, paul@example.org")
    (referral,) = log.find(Referral)
    assert (referral.reach, referral.organisation) == ("paul@example.org", "Glass Museum")


@pytest.mark.parametrize(
    ("where", "way"),
    [
        ("Glass Museum", False),
        ("Studio 54, Hall 2", False),
        ("+49 30 23125 170", True),
        ("www.example.org/paul", True),
        ("", False),
    ],
)
def test_where_somebody_works_is_told_from_how_to_reach_them(
    form: InterviewDay, log: Log, where: str, way: bool
) -> None:
    name(form, "Paul", where)
    (referral,) = log.find(Referral)
    assert (referral.reach, referral.organisation) == ((where, "") if way else ("", where))


def test_a_name_can_be_undone_and_removed_and_brought_back(form: InterviewDay, log: Log) -> None:
    name(form, "Paul Adler")
    undo(form)
    assert log.find(Referral) == []
    name(form, "Paul Adler")
    (row,) = form.named.rows.values()
    row.remove.click()
    assert log.find(Referral) == []
    assert form.named.list.children == ()
    undo(form)
    assert len(form.named.list.children) == 1


def test_without_a_name_the_field_says_so_and_what_was_typed_stays(
    form: InterviewDay, log: Log
) -> None:
    name(form, "  ", "Glass Museum")
    assert told(form.named.name)
    assert form.named.where.typed == "Glass Museum"
    assert log.find(Referral) == []


def test_a_permission_that_is_asked_for_later_is_written_down_with_its_day(
    form: InterviewDay, log: Log
) -> None:
    name(form, "Paul Adler")
    (row,) = form.named.rows.values()
    row.name_use.value = NameUse.DENIED
    (referral,) = log.find(Referral)
    assert (referral.name_use, referral.decided_on) == (NameUse.DENIED, date(2026, 5, 28))
    undo(form)
    assert log.find(Referral)[0].decided_on is None
    assert row.name_use.value == NameUse.NOT_ASKED


# How it ended


def test_we_met_goes_into_the_story_with_its_meeting_and_leads_on_to_thanks(
    form: InterviewDay, log: Log, ada: Contact, call: Meeting, clock: Clock
) -> None:
    clock.now = NOW + 1_700
    form.met.click()
    (met,) = story(log, ada)
    assert (met.kind, met.meeting_id, met.happened_at) == (TouchKind.MET, call.id, NOW + 1_700)
    assert visible(form.over)
    assert not visible(form.not_over)
    assert not visible(form.aside)
    assert form.next.page == "05_follow_up"
    assert last_picked(log) == ada.id


def test_when_it_is_over_the_focus_goes_to_what_comes_next(
    form: InterviewDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(form._status, "send", sent.append)
    form.met.click()
    assert {"part": "infoint-over"} in sent
    assert "infoint-over" in form.over._dom_classes


@pytest.mark.parametrize(
    ("days", "thanked", "state"),
    [(0, False, "met"), (1, False, "met_earlier"), (0, True, "met_thanked")],
)
def test_thanks_are_asked_for_until_they_were_sent(
    form: InterviewDay, log: Log, ada: Contact, clock: Clock, days: int, thanked: bool, state: str
) -> None:
    form.met.click()
    clock.now = NOW + days * 24 * HOUR + HOUR
    if thanked:
        kind = TouchKind.THANKED
        log.add(Touch(contact_id=ada.id, kind=kind, happened_at=clock.now, zone=ZONE))
    form.refresh()
    assert EN(f"on_the_day.ended.{state}", day="28 May 2026") in form.ended.value
    assert form.next.label == EN(f"on_the_day.{'write' if thanked else 'thank'}")


def test_what_is_written_down_the_next_day_happened_at_the_end_that_was_promised(
    form: InterviewDay, log: Log, ada: Contact, clock: Clock
) -> None:
    clock.now = NOW + 20 * HOUR
    form.met.click()
    assert story(log, ada)[0].happened_at == NOW + 1_800


@pytest.mark.parametrize(
    ("mode", "channel"),
    [
        (Mode.CAFE, Channel.IN_PERSON),
        (Mode.PHONE, Channel.PHONE),
        (Mode.VIDEO, None),
        (None, None),
    ],
)
def test_how_one_met_is_known_from_the_meeting(
    log: Log, ada: Contact, mode: Mode | None, channel: Channel | None
) -> None:
    jobs.record_met(log, plan(log, ada, mode=mode))
    assert story(log, ada)[0].channel is channel


def test_we_met_can_be_undone(form: InterviewDay, log: Log, ada: Contact) -> None:
    form.met.click()
    undo(form)
    assert story(log, ada) == []
    assert visible(form.not_over)
    assert visible(form.aside)


def test_of_two_notebooks_that_say_we_met_the_second_is_told(
    form: InterviewDay, log: Log, elsewhere: Log, call: Meeting
) -> None:
    jobs.record_met(elsewhere, call)
    form.met.click()
    assert said(form) == EN("errors.day.over")
    assert len(log.find(Touch)) == 1


@pytest.mark.parametrize(
    ("button", "kind", "by_me"),
    [
        ("no_show", TouchKind.NO_SHOW, False),
        ("they_cancelled", TouchKind.CANCELLED, False),
        ("i_cancelled", TouchKind.CANCELLED, True),
    ],
)
def test_a_meeting_that_fell_through_is_written_down_kindly_and_can_be_undone(
    form: InterviewDay, log: Log, ada: Contact, button: str, kind: TouchKind, by_me: bool
) -> None:
    label = EN(f"on_the_day.{button}")
    (pressed,) = (p for p in inside(form) if getattr(p, "description", "") == label)
    pressed.click()
    assert [(touch.kind, touch.by_me) for touch in story(log, ada)] == [(kind, by_me)]
    assert EN(f"on_the_day.ended.{kind}", day="28 May 2026") in form.ended.value
    undo(form)
    assert story(log, ada) == []


def test_answers_can_be_typed_up_after_it_was_over(
    asked: list[Question], form: InterviewDay, log: Log, clock: Clock
) -> None:
    form.met.click()
    clock.now = NOW + 9 * HOUR
    typing(rows(form)[0].answer, "At school")
    question = log.get(Question, asked[0].id)
    assert (question.answer, question.asked_at) == ("At school", NOW + 1_800)


# Odd days


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, log: Log) -> str:
    log.set_setting("language", request.param)
    return str(request.param)


@pytest.mark.parametrize(
    ("start", "minutes", "shown"),
    [
        ("2026-03-29T01:45", 30, ("01:45", "03:15")),
        ("2026-10-25T02:45", 30, ("02:45", "02:15")),
        ("2026-06-16T23:50", 600, ("23:50", "09:50")),
        ("2026-06-16T10:00", 1440, ("10:00", "10:00")),
    ],
)
def test_odd_hours_are_shown_as_the_clock_on_the_wall_has_them(
    log: Log, ada: Contact, language: str, start: str, minutes: int, shown: tuple[str, str]
) -> None:
    starts_at = int(datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(ZONE)).timestamp())
    plan(log, ada, starts_at, minutes=minutes)
    form = InterviewDay(log)
    assert said(form) == ""
    assert all(time in form.when.value for time in shown)
    assert form.clock.plan["ends"] - form.clock.plan["starts"] == 60 * minutes


def test_another_language_holds_at_once_and_keeps_what_is_typed(
    asked: list[Question], form: InterviewDay, log: Log, call: Meeting
) -> None:
    form.texts["notes"].widget._typed("Half a sen", "")
    log.set_setting("language", "de")
    form.refresh()
    assert form.met.description == Words("de")("on_the_day.we_met")
    assert log.get(Meeting, call.id).notes == "Half a sen"


def test_the_sample_has_a_full_page_today(sample: Log) -> None:
    form = InterviewDay(sample)
    assert visible(form.screen)
    assert said(form) == ""
    assert rows(form)

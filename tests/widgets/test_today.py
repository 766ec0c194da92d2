"""The page of every morning: what is due, what does it, and how it is put off."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from infoint_widgets.jobs import agenda as jobs
from infoint_widgets.jobs import agenda_told
from infoint_widgets.jobs.people import keep_picked, record
from infoint_widgets.log.store import Log
from infoint_widgets.method import checklist
from infoint_widgets.method.agenda_rules import rules
from infoint_widgets.method.standing import Step
from infoint_widgets.records import Contact, Draft, Meeting, Referral, Snooze, Tick, Touch
from infoint_widgets.vocabulary import DraftKind, Stage, TouchKind
from infoint_widgets.widgets.day import InterviewDay
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.follow_up import FollowUp
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.widgets.settings import Settings
from infoint_widgets.widgets.today import AT_FIRST, Today
from infoint_widgets.widgets.today_entry import EntryRow
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock
from tests.widgets.conftest import said, story, tell, told, typing, undo, visible

EN, DE = Words("en"), Words("de")
DAY = 86_400
TODAY = date(2026, 5, 28)


def happened(log: Log, who: Contact, kind: TouchKind, days_ago: float, **more: object) -> Touch:
    at = int(NOW - days_ago * DAY)
    return log.add(Touch(contact_id=who.id, kind=kind, happened_at=at, zone=ZONE, **more))  # type: ignore[arg-type]


@pytest.fixture
def waiting(log: Log, ada: Contact) -> Contact:
    """Somebody who was written to two weeks ago."""
    happened(log, ada, TouchKind.OUTREACH, 14)
    log.set_setting("weekly_goal", "0")
    return ada


@pytest.fixture
def met(log: Log, ada: Contact) -> Contact:
    """Somebody whom one met today."""
    meeting = log.add(Meeting(contact_id=ada.id, starts_at=NOW - 7200, zone=ZONE, learned="Glass."))
    happened(log, ada, TouchKind.OUTREACH, 9)
    happened(log, ada, TouchKind.MET, 0.05, meeting_id=meeting.id)
    log.set_setting("weekly_goal", "0")
    return ada


def entries(form: Today) -> list[EntryRow]:
    return list(form.entries.children)


def of_rule(form: Today, rule: str) -> EntryRow:
    return next(row for row in entries(form) if row.entry.rule == rule)


def rules_of(form: Today) -> list[str]:
    return [row.entry.rule for row in entries(form)]


# What is due


@pytest.mark.parametrize(
    ("w", "ticked", "why"),
    [
        (EN, 0, "None of the {n} things to prepare is done yet."),
        (EN, 2, "{left} of the {n} things to prepare are still open."),
        (EN, -1, "One of the {n} things to prepare is still open."),
        (DE, 0, "Von {n} Punkten zum Vorbereiten ist noch keiner erledigt."),
        (DE, 2, "Von {n} Punkten zum Vorbereiten sind noch {left} offen."),
        (DE, -1, "Von {n} Punkten zum Vorbereiten ist noch einer offen."),
    ],
)
def test_what_is_to_be_prepared_is_told_as_one_would_say_it(
    log: Log, ada: Contact, w: Words, ticked: int, why: str
) -> None:
    meeting = log.add(Meeting(contact_id=ada.id, starts_at=NOW + DAY, zone=ZONE))
    items = [item.id for item in checklist.items(None) if item.when in {"week", "day_before"}]
    for item in items[:ticked]:
        log.add(Tick(meeting_id=meeting.id, item=item, ticked_at=NOW))
    (entry,) = (one for one in jobs.day(log).entries if one.rule == "prepare")
    reason = agenda_told.told(log, entry, w).why
    assert reason.endswith(why.format(n=len(items), left=len(items) - ticked))


def test_an_entry_says_what_why_and_since_when(log: Log, waiting: Contact) -> None:
    (row,) = entries(Today(log))
    for part in ("Write once more to Ada Lindqvist", "since 25 May", "10 working days ago"):
        assert part in row.said.value
    assert row.action.button.description == EN("agenda.follow_up.do")


def test_the_first_one_has_the_main_button(log: Log, met: Contact, ben: Contact) -> None:
    happened(log, ben, TouchKind.OUTREACH, 14)
    main = ["infoint-main" in row.action.button._dom_classes for row in entries(Today(log))]
    assert main == [True, False]


def test_what_is_done_leaves_the_main_button_to_what_comes_next(
    log: Log, met: Contact, ben: Contact
) -> None:
    happened(log, ben, TouchKind.OUTREACH, 14)
    form = Today(log)
    entries(form)[0].action.turn()
    record(log, met.id, TouchKind.THANKED)
    form.refresh()
    main = ["infoint-main" in row.action.button._dom_classes for row in entries(form)]
    assert main == [False, True]


def test_what_is_done_no_longer_says_why_it_was_due(log: Log, met: Contact) -> None:
    form = Today(log)
    (row,) = entries(form)
    row.action.turn()
    record(log, met.id, TouchKind.THANKED)
    form.refresh()
    assert EN("today.done") in row.said.value
    assert "A few lines" not in row.said.value


def test_a_yes_that_names_a_day_takes_it_at_once(log: Log, waiting: Contact) -> None:
    happened(log, waiting, TouchKind.ANSWER_YES, 1)
    form = Today(log)
    row = of_rule(form, "set_date")
    row.openers[1].turn()
    prepare = row.openers[1].opened
    assert isinstance(prepare, PrepChecklist)
    assert visible(prepare.facts.starts)
    row.openers[1].turn()
    assert not row.is_open


def test_the_date_of_a_yes_is_of_whoever_gave_it_and_not_of_whom_was_picked_last(
    log: Log, waiting: Contact, ben: Contact
) -> None:
    happened(log, waiting, TouchKind.ANSWER_YES, 1)
    keep_picked(log, ben.id)
    opener = of_rule(Today(log), "set_date").openers[1]
    opener.turn()
    assert opener.opened.picked == waiting.id
    assert not visible(opener.opened.picker)


def test_a_date_that_is_being_entered_stays_open_when_it_was_agreed_on(
    log: Log, waiting: Contact
) -> None:
    happened(log, waiting, TouchKind.ANSWER_YES, 1)
    form = Today(log)
    row = of_rule(form, "set_date")
    row.openers[1].turn()
    record(log, waiting.id, TouchKind.ARRANGED)
    form.refresh()
    assert row.done
    assert row in entries(form)
    assert row.is_open
    assert not any(visible(opener.button) for opener in row.openers)


def test_what_is_late_is_told_calmly(log: Log, waiting: Contact, met: Contact) -> None:
    markup = [row.said.value for row in entries(Today(log))]
    assert not any("error" in text for text in markup)


def test_a_name_is_text_and_no_markup(log: Log, waiting: Contact) -> None:
    log.edit(Contact, waiting.id, "last_name", "<img src=x>", was=waiting.last_name)
    assert "<img" not in entries(Today(log))[0].said.value


def test_a_day_without_anything_says_so_kindly_and_proposes_somebody(log: Log) -> None:
    form = Today(log)
    assert EN("agenda.nothing") in form.nothing.value
    assert EN("agenda.next.add") in form.nothing.value
    assert visible(form.free.children[1])
    assert not visible(form.free.children[2])
    add, _write = form.offers
    add.turn()
    assert isinstance(add.opened, People)


def test_with_people_on_the_list_the_small_step_is_to_write(log: Log, ada: Contact) -> None:
    log.set_setting("weekly_goal", "0")
    form = Today(log)
    assert "one person on your list" in form.nothing.value
    assert not visible(form.free.children[1])
    assert visible(form.free.children[2])
    _add, write = form.offers
    write.turn()
    assert isinstance(write.opened, EmailDraft)


def test_nothing_is_counted_before_anybody_is_there(log: Log) -> None:
    form = Today(log)
    assert not visible(form.steps)
    assert not visible(form.week)


def test_the_week_is_told_without_pressure(log: Log, waiting: Contact) -> None:
    log.set_setting("weekly_goal", "2")
    record(log, waiting.id, TouchKind.KEEP_IN_TOUCH)
    assert "0 of 2 new people asked" in Today(log).week.value


@pytest.mark.parametrize(
    ("language", "nobody"), [("en", "0 of 2 new people asked"), ("de", "0 von 2 neuen Menschen")]
)
def test_a_first_message_that_bounced_is_nobody_asked(
    log: Log, ada: Contact, language: str, nobody: str
) -> None:
    log.set_setting("weekly_goal", "2")
    log.set_setting("language", language)
    happened(log, ada, TouchKind.OUTREACH, 0.1)
    form = Today(log)
    assert nobody not in form.week.value
    happened(log, ada, TouchKind.BOUNCED, 0)
    form.refresh()
    assert nobody in form.week.value


# An answer that came


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_answer_is_written_down_where_it_is_waited_for(
    log: Log, waiting: Contact, ben: Contact, language: str
) -> None:
    log.set_setting("language", language)
    form = Today(log)
    assert visible(form.waiting)
    assert form.answered.button.description == Words(language)("today.answered")
    form.answered.turn()
    opened = form.answered.opened
    assert opened.picked == waiting.id
    opened.wrote.answers[TouchKind.ANSWER_YES].click()
    form.refresh()
    assert rules_of(form) == ["set_date"]
    assert visible(opened.wrote.when)
    assert opened.picker.count.value == Words(language)("picker.nobody_awaited")


def test_an_answer_that_was_written_down_can_be_undone(log: Log, waiting: Contact) -> None:
    form = Today(log)
    form.answered.turn()
    opened = form.answered.opened
    opened.wrote.answers[TouchKind.ANSWER_NO].click()
    undo(opened)
    assert [touch.kind for touch in story(log, waiting)] == [TouchKind.OUTREACH]
    assert visible(opened.wrote.buttons)


def test_of_several_one_says_who_answered_and_nobody_else_is_listed(
    log: Log, waiting: Contact, ben: Contact
) -> None:
    eva = log.add(Contact(stage=Stage.CHOSEN, chosen_at=NOW, last_name="Moser"))
    happened(log, eva, TouchKind.OUTREACH, 3)
    keep_picked(log, ben.id)
    form = Today(log)
    form.answered.turn()
    opened = form.answered.opened
    assert opened.picked is None
    assert {id for _label, id in opened.picker.people.options} == {waiting.id, eva.id}
    opened.picker.people.value = eva.id
    opened.wrote.answers[TouchKind.ANSWER_NO].click()
    assert [touch.kind for touch in story(log, eva)] == [TouchKind.OUTREACH, TouchKind.ANSWER_NO]


def test_without_anybody_who_could_answer_nothing_is_asked(log: Log, ada: Contact) -> None:
    assert not visible(Today(log).waiting)


def test_both_languages_say_the_same_list(log: Log, waiting: Contact) -> None:
    form = Today(log)
    log.set_setting("language", "de")
    form.refresh()
    assert "Schreib Ada Lindqvist noch einmal" in entries(form)[0].said.value
    assert form.heading.value == "Donnerstag, 28. Mai 2026"


# Where everybody stands


def test_the_steps_are_counted(log: Log, waiting: Contact, ben: Contact) -> None:
    counts = {step["id"]: step["n"] for step in Today(log).steps.steps}
    assert (counts["to_write"], counts["waiting"], counts["in_touch"]) == ("1", "1", "0")


def test_a_click_on_a_step_shows_only_those_people(log: Log, met: Contact, ben: Contact) -> None:
    happened(log, ben, TouchKind.OUTREACH, 14)
    form = Today(log)
    tell(form.steps, do="step", step="waiting")
    assert rules_of(form) == ["follow_up"]
    assert EN("today.step.waiting") in form.only.value
    tell(form.steps, do="step", step="waiting")
    assert rules_of(form) == ["thank", "follow_up"]


def test_whoever_stands_there_without_anything_to_do_is_named(log: Log, ada: Contact) -> None:
    happened(log, ada, TouchKind.OUTREACH, 1)
    form = Today(log)
    tell(form.steps, do="step", step="waiting")
    assert "Ada Lindqvist" in form.others.value


# What does it


def test_the_form_opens_in_place_at_the_person(log: Log, waiting: Contact) -> None:
    (row,) = entries(Today(log))
    row.action.turn()
    draft = row.action.opened
    assert isinstance(draft, EmailDraft)
    assert (draft.picked, draft.kind) == (waiting.id, DraftKind.FOLLOW_UP)
    assert not visible(draft.picker)
    assert visible(row.action.place)


def test_nothing_is_made_before_it_is_opened(log: Log, waiting: Contact) -> None:
    (row,) = entries(Today(log))
    assert row.action.opened is None
    assert row.putting_off.children == ()


def test_what_was_done_in_place_stays_open_until_it_is_closed(log: Log, waiting: Contact) -> None:
    form = Today(log)
    (row,) = entries(form)
    row.action.turn()
    record(log, waiting.id, TouchKind.FOLLOW_UP)
    form.refresh()
    assert entries(form) == [row]
    assert EN("today.done") in row.said.value
    assert not visible(row.action.button)
    row.action.turn()
    assert entries(form) == []


def test_what_is_open_stays_open_when_the_log_changes(
    log: Log, waiting: Contact, ben: Contact
) -> None:
    form = Today(log)
    (row,) = entries(form)
    row.action.turn()
    opened = row.action.opened
    happened(log, ben, TouchKind.OUTREACH, 20)
    form.refresh()
    assert row in entries(form)
    assert row.action.opened is opened


def test_a_thank_you_is_a_thank_you_letter(log: Log, met: Contact) -> None:
    row = of_rule(Today(log), "thank")
    row.action.turn()
    assert row.action.opened.kind is DraftKind.THANK_YOU


def test_preparing_opens_the_checklist_of_whom_one_meets(
    log: Log, ada: Contact, ben: Contact
) -> None:
    log.add(Meeting(contact_id=ada.id, starts_at=NOW + DAY, zone=ZONE))
    keep_picked(log, ben.id)
    row = of_rule(Today(log), "prepare")
    row.action.turn()
    assert isinstance(row.action.opened, PrepChecklist)
    assert row.action.opened.picked == ada.id


def test_a_date_that_went_by_opens_the_meeting_of_whom_one_met(
    log: Log, ada: Contact, ben: Contact
) -> None:
    went_by = log.add(Meeting(contact_id=ada.id, starts_at=NOW - DAY, zone=ZONE))
    log.add(Meeting(contact_id=ben.id, starts_at=NOW + 3600, zone=ZONE))
    row = of_rule(Today(log), "was_it_held")
    row.action.turn()
    assert isinstance(row.action.opened, InterviewDay)
    assert row.action.opened.meeting == went_by


def test_writing_down_opens_what_comes_after_a_meeting(log: Log, ada: Contact) -> None:
    meeting = log.add(Meeting(contact_id=ada.id, starts_at=NOW - DAY, zone=ZONE))
    happened(log, ada, TouchKind.MET, 1, meeting_id=meeting.id)
    row = of_rule(Today(log), "write_down")
    row.action.turn()
    assert isinstance(row.action.opened, FollowUp)


def test_somebody_named_comes_onto_the_list_and_that_can_be_undone(log: Log, ada: Contact) -> None:
    log.add(
        Referral(referrer_id=ada.id, first_name="Dana", last_name="Kim", named_at=NOW - 20 * DAY)
    )
    form = Today(log)
    row = of_rule(form, "contact_referral")
    row.action.turn()
    (dana,) = log.find(Contact, first_name="Dana")
    assert dana.stage is Stage.CHOSEN
    assert row.action.opened.picked == dana.id
    assert said(form) == EN("today.on_the_list", name="Dana Kim")
    undo(form)
    assert log.find(Contact, first_name="Dana") == []


def referred(log: Log, ada: Contact, ben: Contact) -> None:
    """Ben, whom Ada named, was met and thanked last week."""
    log.add(
        Referral(referrer_id=ada.id, last_name="Brandt", named_at=NOW - 30 * DAY, contact_id=ben.id)
    )
    happened(log, ben, TouchKind.MET, 7)
    happened(log, ben, TouchKind.THANKED, 6)


def test_telling_the_referrer_begins_from_its_own_letter(
    log: Log, ada: Contact, ben: Contact
) -> None:
    referred(log, ada, ben)
    row = of_rule(Today(log), "close_loop")
    row.action.turn()
    assert log.find(Draft, contact_id=ada.id)[0].template == "met_their_person"
    assert "Brandt" in row.action.opened.body.widget.typed


def test_the_letter_to_the_referrer_closes_the_loop_and_that_can_be_undone(
    log: Log, ada: Contact, ben: Contact
) -> None:
    referred(log, ada, ben)
    form = Today(log)
    row = of_rule(form, "close_loop")
    row.action.turn()
    typing(row.action.opened.body.widget, "Dear Ada, I have met Ben. Thank you.")
    row.action.opened.send()
    assert [touch.kind for touch in story(log, ada)] == [TouchKind.LOOP_CLOSED]
    form.refresh()
    assert row.done
    undo(row.action.opened)
    form.refresh()
    assert not row.done


def test_a_meeting_tomorrow_is_confirmed_as_one_of_tomorrow(log: Log, ada: Contact) -> None:
    log.add(Meeting(contact_id=ada.id, starts_at=NOW + DAY, zone=ZONE))
    row = of_rule(Today(log), "confirm")
    row.action.turn()
    assert row.action.opened.subject.widget.typed == "Our conversation tomorrow"


def test_who_knows_already_is_told_with_one_click_and_that_can_be_undone(
    log: Log, ada: Contact, ben: Contact
) -> None:
    referred(log, ada, ben)
    form = Today(log)
    of_rule(form, "close_loop")._tell()
    assert [touch.kind for touch in story(log, ada)] == [TouchKind.LOOP_CLOSED]
    assert "close_loop" not in rules_of(form)
    undo(form)
    assert "close_loop" in rules_of(form)


def test_the_page_of_an_entry_begins_with_its_person(
    log: Log, waiting: Contact, ben: Contact
) -> None:
    (row,) = entries(Today(log))
    tell(row.action.link, do="open")
    assert log.setting("picked") == waiting.id
    assert row.action.link.page == "02_reach_out"


# Putting off


def test_a_day_later_it_comes_back(log: Log, waiting: Contact, clock: Clock) -> None:
    form = Today(log)
    (row,) = entries(form)
    row._turn_later()
    row.put_off()
    assert entries(form) == []
    assert EN("agenda.nothing") in form.nothing.value
    clock.now += DAY
    form.refresh()
    assert rules_of(form) == ["follow_up"]


def test_putting_off_can_be_undone(log: Log, waiting: Contact) -> None:
    form = Today(log)
    (row,) = entries(form)
    row._turn_later()
    row.put_off()
    undo(form)
    assert rules_of(form) == ["follow_up"]
    assert log.find(Snooze) == []


def test_a_day_of_ones_own_and_the_reason_are_kept(log: Log, waiting: Contact) -> None:
    form = Today(log)
    (row,) = entries(form)
    row._turn_later()
    row.own_day.value = TODAY + timedelta(days=9)
    typing(row.reason, "She is on a trip.")
    row.put_off()
    (kept,) = log.find(Snooze)
    assert (kept.until, kept.reason) == (TODAY + timedelta(days=9), "She is on a trip.")


def test_a_day_that_has_gone_by_is_refused_in_words(log: Log, waiting: Contact) -> None:
    form = Today(log)
    (row,) = entries(form)
    row._turn_later()
    row.own_day.value = TODAY
    form.guarded(row.put_off)()
    assert said(form).startswith("The day 2026-05-28 is not ahead.")
    assert log.find(Snooze) == []


def test_not_this_one_is_for_good_and_can_be_undone(
    log: Log, waiting: Contact, clock: Clock
) -> None:
    form = Today(log)
    (row,) = entries(form)
    row._turn_later()
    row.not_this_one()
    clock.now += 30 * DAY
    form.refresh()
    assert entries(form) == []
    undo(form)
    assert rules_of(form) == ["follow_up"]


def test_not_this_week_is_no_never(log: Log, ada: Contact, clock: Clock) -> None:
    (entry,) = jobs.day(log).entries
    assert entry.rule == "ask_somebody"
    jobs.not_this_one(log, entry)
    assert jobs.day(log).entries == ()
    clock.now += 7 * DAY
    assert [entry.rule for entry in jobs.day(log).entries] == ["ask_somebody"]


def test_putting_off_twice_keeps_the_later_word(log: Log, waiting: Contact) -> None:
    (entry,) = jobs.day(log).entries
    jobs.snooze(log, entry, TODAY + timedelta(days=3))
    jobs.snooze(log, entry, TODAY + timedelta(days=5))
    assert [snooze.until for snooze in log.find(Snooze)] == [TODAY + timedelta(days=5)]


# Its settings


def test_the_rules_are_made_when_they_are_looked_at(log: Log) -> None:
    reminders = Settings(log).reminders
    assert reminders.switches == {}
    reminders.selected_index = 0
    assert list(reminders.switches) == list(rules())


def test_a_rule_that_is_switched_off_is_silent_and_may_speak_again(
    log: Log, waiting: Contact
) -> None:
    settings, form = Settings(log), Today(log)
    settings.reminders.selected_index = 0
    settings.reminders.switches["follow_up"].value = False
    form.refresh()
    assert entries(form) == []
    settings.reminders.switches["follow_up"].value = True
    form.refresh()
    assert rules_of(form) == ["follow_up"]


def test_a_rule_gets_other_days(log: Log, ada: Contact) -> None:
    log.add(Meeting(contact_id=ada.id, starts_at=NOW + 5 * DAY, zone=ZONE))
    log.set_setting("weekly_goal", "0")
    settings, form = Settings(log), Today(log)
    assert entries(form) == []
    settings.reminders.selected_index = 0
    typing(settings.reminders.days["prepare"].widget, "5", do="left")
    form.refresh()
    assert rules_of(form) == ["prepare"]


@pytest.mark.parametrize("typed", ["soon", "-1", "400"])
def test_days_that_are_none_are_refused_at_the_field(log: Log, typed: str) -> None:
    reminders = Settings(log).reminders
    reminders.selected_index = 0
    field = reminders.days["thank"].widget
    typing(field, typed, do="left")
    assert EN("fields.agenda_days") in told(field)
    assert log.setting("agenda.thank.days") == ""


def test_a_goal_is_ones_own(log: Log, ada: Contact) -> None:
    reminders = Settings(log).reminders
    reminders.selected_index = 0
    assert reminders.goal is not None
    assert reminders.goal.widget.typed == "2"
    typing(reminders.goal.widget, "0", do="left")
    assert log.weekly_goal == 0
    assert jobs.day(log).entries == ()


# The sample, and many


def test_the_days_of_the_sample_are_full(sample: Log) -> None:
    form = Today(sample)
    assert len(entries(form)) == AT_FIRST
    assert visible(form.more)
    form._show_more()
    assert len(entries(form)) > AT_FIRST
    assert {"thank", "prepare", "set_date", "close_loop", "keep_in_touch"} <= set(rules_of(form))


@pytest.mark.parametrize("language", ["en", "de"])
def test_everything_that_is_due_in_the_sample_opens(sample: Log, language: str) -> None:
    sample.set_setting("language", language)
    form = Today(sample)
    form._show_more()
    firsts = {row.entry.rule: row for row in reversed(entries(form))}
    for row in firsts.values():
        for opener in row.openers:
            opener.turn()
            assert opener.opened is not None
    assert form._status.said["kind"] != "error"


def test_every_step_of_the_sample_holds_somebody(sample: Log) -> None:
    assert set(jobs.day(sample).counts) == set(Step)


def test_an_entry_is_told_the_same_way_on_the_page_and_in_a_terminal(
    log: Log, waiting: Contact
) -> None:
    (entry,) = jobs.day(log).entries
    assert agenda_told.told(log, entry, DE).when == "seit 25. Mai"


def test_a_thousand_people_are_as_quick_as_few(log: Log) -> None:
    contacts = [
        Contact(stage=Stage.CHOSEN, chosen_at=NOW, first_name="Ada", last_name=f"{n}")
        for n in range(1000)
    ]
    log.load(contacts)
    log.load(
        Touch(contact_id=c.id, kind=TouchKind.OUTREACH, happened_at=NOW - 14 * DAY, zone=ZONE)
        for c in contacts
    )
    form = Today(log)
    assert len(entries(form)) == AT_FIRST
    assert len(jobs.day(log).entries) == 1001

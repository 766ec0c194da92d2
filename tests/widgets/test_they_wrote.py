"""What follows after sending: how long to wait, and their answer in one click each."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from infoint_widgets.jobs import following_up, introductions
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Referral, Touch
from infoint_widgets.vocabulary import (
    Channel,
    DraftKind,
    NameUse,
    Precision,
    Stage,
    TouchKind,
    Warmth,
)
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.they_wrote import TheyWrote
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock
from tests.widgets.conftest import said, story, told, typing, undo, visible

EN = Words("en")
DAY = 86_400
NO_GAP = "Dear Ada,\n\nwould you have 20 minutes?\n\nJule"
ONE_CLICK = [TouchKind.ANSWER_YES, TouchKind.ANSWER_NO, TouchKind.ANSWER_LATER]


@pytest.fixture
def first(log: Log, ada: Contact) -> Touch:
    """A message to Ada, a fortnight ago."""
    return log.add(message(ada, 14, channel=Channel.LINKEDIN))


@pytest.fixture
def form(log: Log, ada: Contact, first: Touch) -> EmailDraft:
    return EmailDraft(log, contact=ada.id)


@pytest.fixture
def wrote(form: EmailDraft) -> TheyWrote:
    return form.wrote


def message(contact: Contact, days_ago: int, **facts: object) -> Touch:
    facts = {"kind": TouchKind.OUTREACH, **facts}
    return Touch(contact_id=contact.id, happened_at=NOW - days_ago * DAY, zone=ZONE, **facts)  # type: ignore[arg-type]


def answers(log: Log, contact: Contact) -> list[Touch]:
    return [touch for touch in story(log, contact) if touch.kind.startswith("answer_")]


def listed(form: EmailDraft) -> list[str]:
    return [value for _label, value in form.picker.people.options]


# How it stands


def test_nothing_is_asked_before_one_has_written(log: Log, ada: Contact) -> None:
    assert not visible(EmailDraft(log, contact=ada.id).wrote)


def test_one_is_told_since_when_a_follow_up_is_due(wrote: TheyWrote) -> None:
    assert EN("they_wrote.state.due", day="14 May 2026", due="25 May 2026") in wrote.state.value


def test_the_holidays_of_their_region_count_and_else_those_of_the_setting(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    # Whit Monday is the 25th: a holiday in Berlin, and none in Portugal.
    log.set_setting("region", "DE-BE")
    form.refresh()
    assert "due since 26 May 2026" in form.wrote.state.value
    log.edit(Contact, ada.id, "region", "PT", was="")
    form.refresh()
    assert "due since 25 May 2026" in form.wrote.state.value


def test_one_is_told_how_long_to_wait(log: Log, ada: Contact) -> None:
    log.add(message(ada, 1))
    form = EmailDraft(log, contact=ada.id)
    waiting = EN("they_wrote.state.waiting", day="27 May 2026", due="5 Jun 2026")
    assert waiting in form.wrote.state.value


def test_on_the_day_itself_it_is_due_today(log: Log, ada: Contact) -> None:
    log.set_setting("follow_up_after_days", "10")
    log.add(message(ada, 14))
    form = EmailDraft(log, contact=ada.id)
    assert "a follow-up is due today" in form.wrote.state.value


def test_after_a_follow_up_one_is_told_to_let_it_rest(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    log.add(message(ada, 1, kind=TouchKind.FOLLOW_UP))
    form.refresh()
    assert EN("they_wrote.state.done", day="14 May 2026") in form.wrote.state.value


# One click each


@pytest.mark.parametrize("kind", ONE_CLICK)
def test_an_answer_is_written_down_in_one_click(
    form: EmailDraft, log: Log, ada: Contact, kind: TouchKind
) -> None:
    form.wrote.answers[kind].click()
    (answer,) = answers(log, ada)
    assert (answer.kind, answer.by_me, answer.channel) == (kind, False, Channel.LINKEDIN)
    assert (answer.happened_at, answer.precision) == (NOW, Precision.MINUTE)
    what = EN(f"vocabulary.touch_kind.{kind}")
    assert said(form) == EN(
        "people.recorded", name="Ada Lindqvist", what=what, when="28 May 2026, 22:26"
    )
    assert EN(f"they_wrote.state.{kind}", day="28 May 2026") in form.wrote.state.value


@pytest.mark.parametrize("kind", ONE_CLICK)
def test_an_answer_can_be_taken_back(
    form: EmailDraft, log: Log, ada: Contact, kind: TouchKind
) -> None:
    form.wrote.answers[kind].click()
    undo(form)
    assert answers(log, ada) == []
    assert visible(form.wrote.buttons)
    assert not visible(form.wrote.when)


def test_an_answer_is_not_written_down_twice(form: EmailDraft) -> None:
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    assert not visible(form.wrote.buttons)


def test_after_a_yes_only_a_name_can_still_come(form: EmailDraft, log: Log, ada: Contact) -> None:
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    again = EmailDraft(log, contact=ada.id).wrote
    assert [visible(button) for button in again.answers.values()] == [False, False, False]
    assert visible(again.introduce)


def test_after_later_a_yes_can_still_come(form: EmailDraft, log: Log, ada: Contact) -> None:
    form.wrote.answers[TouchKind.ANSWER_LATER].click()
    again = EmailDraft(log, contact=ada.id).wrote
    assert visible(again.answers[TouchKind.ANSWER_YES])


def test_after_a_yes_the_message_that_fits_is_taken_up(form: EmailDraft) -> None:
    assert form.what_for.value == DraftKind.FOLLOW_UP
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    assert form.what_for.value == DraftKind.ARRANGE


def test_a_kind_of_message_that_was_asked_for_stays(log: Log, ada: Contact, first: Touch) -> None:
    form = EmailDraft(log, contact=ada.id, kind="follow_up")
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    assert form.kind is DraftKind.FOLLOW_UP


def test_another_notebook_sees_the_answer(form: EmailDraft, elsewhere: Log, ada: Contact) -> None:
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    assert "they said yes · LinkedIn" in People(elsewhere, contact=ada.id).panel.story.entries.value


# When it was


def test_the_day_and_time_can_be_corrected_afterwards(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.wrote.answers[TouchKind.ANSWER_NO].click()
    form.wrote.when.day.value = date(2026, 5, 27)
    (answer,) = answers(log, ada)
    assert answer.precision is Precision.DAY
    form.wrote.when.time.value = time(9, 30)
    (answer,) = answers(log, ada)
    local = datetime.fromtimestamp(answer.happened_at, ZoneInfo(ZONE))
    assert local.replace(tzinfo=None).isoformat() == "2026-05-27T09:30:00"
    assert answer.precision is Precision.MINUTE
    assert "27 May 2026, 09:30" in said(form)


def test_undo_after_a_correction_takes_back_the_answer(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.wrote.answers[TouchKind.ANSWER_LATER].click()
    form.wrote.when.day.value = date(2026, 5, 27)
    form.wrote.when.again.value = date(2026, 9, 1)
    undo(form)
    assert answers(log, ada) == []


def test_a_day_that_has_not_come_is_refused_in_words(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.wrote.answers[TouchKind.ANSWER_NO].click()
    form.wrote.when.day.value = date(2026, 5, 29)
    assert said(form) == EN("errors.not_yet", day="2026-05-29")
    assert answers(log, ada)[0].happened_at == NOW


def test_later_has_a_day_to_ask_again_and_the_others_none(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.wrote.answers[TouchKind.ANSWER_LATER].click()
    assert visible(form.wrote.when.again)
    form.wrote.when.again.value = date(2026, 9, 1)
    assert answers(log, ada)[0].ask_again_on == date(2026, 9, 1)
    assert "Ask again on 1 Sept 2026." in form.wrote.state.value
    undo(form)
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    assert not visible(form.wrote.when.again)


def test_a_correction_is_not_carried_to_somebody_else(
    form: EmailDraft, log: Log, ada: Contact, ben: Contact
) -> None:
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    log.add(message(ben, 3))
    form.pick(ben.id)
    assert not visible(form.wrote.when)
    assert visible(form.wrote.buttons)


def test_an_answer_that_is_taken_out_elsewhere_is_not_corrected(
    form: EmailDraft, log: Log, elsewhere: Log, ada: Contact
) -> None:
    form.wrote.answers[TouchKind.ANSWER_YES].click()
    elsewhere.delete(Touch, answers(log, ada)[0].id)
    form.refresh()
    assert not visible(form.wrote.when)
    assert visible(form.wrote.answers[TouchKind.ANSWER_YES])


# An introduction


def introduce(wrote: TheyWrote, name: str, **facts: str) -> None:
    wrote.introduce.click()
    typing(wrote.introduction.name, name)
    for field, fact in facts.items():
        typing(getattr(wrote.introduction, field), fact)


def test_a_name_is_written_down_with_how_to_reach_them_and_the_permission(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    introduce(form.wrote, "Dr. Ben Okafor", organisation="Studio X", reach="ben@example.org")
    form.wrote.introduction.name_use.value = NameUse.GRANTED
    form.wrote.introduction.button.click()
    (answer,) = answers(log, ada)
    assert (answer.kind, answer.by_me) == (TouchKind.ANSWER_OTHER, False)
    assert "Ben Okafor" in answer.note
    (referral,) = log.find(Referral)
    assert referral.referrer_id == ada.id
    assert (referral.first_name, referral.last_name) == ("Ben", "Okafor")
    assert (referral.organisation, referral.reach) == ("Studio X", "ben@example.org")
    assert (referral.name_use, referral.decided_on) == (NameUse.GRANTED, date(2026, 5, 28))


def test_a_permission_that_nobody_asked_for_has_no_day(form: EmailDraft, log: Log) -> None:
    introduce(form.wrote, "Ben Okafor")
    form.wrote.introduction.button.click()
    (referral,) = log.find(Referral)
    assert (referral.name_use, referral.decided_on) == (NameUse.NOT_ASKED, None)


def test_an_introduction_is_undone_as_one(form: EmailDraft, log: Log, ada: Contact) -> None:
    introduce(form.wrote, "Ben Okafor")
    form.wrote.introduction.button.click()
    undo(form)
    assert (answers(log, ada), log.find(Referral)) == ([], [])


def test_an_introduction_without_a_name_is_refused_at_the_field_and_the_rest_stays(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    introduce(form.wrote, "  ", organisation="Studio X")
    form.wrote.introduction.button.click()
    assert told(form.wrote.introduction.name) == EN("errors.name_missing")
    assert form.wrote.introduction.organisation.typed == "Studio X"
    assert (answers(log, ada), log.find(Referral)) == ([], [])


def test_an_introduction_can_be_left_without_a_trace(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    introduce(form.wrote, "Ben Okafor")
    form.wrote.introduction._cancel()
    assert (answers(log, ada), log.find(Referral)) == ([], [])
    assert visible(form.wrote.buttons)


def test_whom_they_named_can_be_put_on_the_list_of_people_to_meet(
    form: EmailDraft, log: Log
) -> None:
    introduce(form.wrote, "Ben Okafor", reach="ben@example.org")
    form.wrote.introduction.button.click()
    assert form.wrote.meet.description == EN("they_wrote.meet", name="Ben Okafor")
    form.wrote.meet.click()
    (ben,) = log.find(Contact, last_name="Okafor")
    assert (ben.stage, ben.warmth, ben.email) == (Stage.CHOSEN, Warmth.REFERRAL, "ben@example.org")
    assert log.find(Referral)[0].contact_id == ben.id
    assert not visible(form.wrote.named)
    undo(form)
    assert log.find(Contact, last_name="Okafor") == []
    assert visible(form.wrote.named)


def test_whom_they_named_and_one_knows_already_is_the_same_person(
    form: EmailDraft, log: Log
) -> None:
    known = log.add(Contact(first_name="Jörg", last_name="Müller"))
    introduce(form.wrote, "Jörg Müller")
    form.wrote.introduction.button.click()
    form.wrote.meet.click()
    assert log.find(Referral)[0].contact_id == known.id
    assert log.get(Contact, known.id).stage is Stage.CHOSEN


@pytest.mark.parametrize(
    ("reach", "field"),
    [
        ("ben@example.org", "email"),
        ("https://example.org/ben", "profile_url"),
        ("ask at the reception", "notes"),
    ],
)
def test_how_to_reach_somebody_goes_where_it_fits(
    log: Log, ada: Contact, reach: str, field: str
) -> None:
    _, referral, _ = introductions.record_introduction(log, ada.id, "Ben Okafor", reach=reach)
    ben, _ = introductions.meet_named(log, referral)
    assert getattr(ben, field) == reach


# Whom to write to once more


def test_the_list_can_show_only_those_to_whom_a_follow_up_is_due(
    form: EmailDraft, log: Log, ada: Contact, ben: Contact
) -> None:
    form.refresh()
    assert set(listed(form)) == {ada.id, ben.id}
    assert form.due.description == EN("they_wrote.due", n=1)
    form.due.value = True
    assert listed(form) == [ada.id]
    form.due.value = False
    assert set(listed(form)) == {ada.id, ben.id}


def test_the_list_is_whole_again_when_nobody_is_due_any_more(
    form: EmailDraft, ada: Contact, ben: Contact
) -> None:
    form.due.value = True
    form.wrote.answers[TouchKind.ANSWER_NO].click()
    assert not visible(form.due)
    assert set(listed(form)) == {ada.id, ben.id}


def test_who_is_only_known_or_in_the_bin_is_not_followed_up(
    log: Log, ada: Contact, first: Touch
) -> None:
    known = log.add(Contact(last_name="Yıldız"))
    log.add(message(known, 14))
    assert following_up.due_now(log) == [ada.id]
    log.edit(Contact, ada.id, "deleted_at", NOW, was=None)
    assert following_up.due_now(log) == []


def test_the_list_agrees_with_what_each_person_is_told(sample: Log) -> None:
    people = sample.find(Contact, stage=Stage.CHOSEN, deleted_at=None)
    found = {contact.id: following_up.follow_up_of(sample, contact) for contact in people}
    due = {id for id, follow_up in found.items() if follow_up and follow_up.state == "due"}
    assert due
    assert set(following_up.due_now(sample)) == due


# I sent it


def send(form: EmailDraft) -> None:
    form.subject.widget.type("Your glass")
    form.body.widget.type(NO_GAP)
    form.sent.click()


def test_a_message_is_sent_just_now_unless_one_says_otherwise(
    log: Log, ada: Contact, clock: Clock
) -> None:
    send(EmailDraft(log, contact=ada.id))
    (sent,) = story(log, ada)
    assert (sent.happened_at, sent.precision) == (clock.now, Precision.MINUTE)


def test_a_message_that_was_sent_earlier_has_its_day_and_time(log: Log, ada: Contact) -> None:
    form = EmailDraft(log, contact=ada.id)
    form.earlier.day.value = date(2026, 5, 26)
    form.earlier.time.value = time(8, 15)
    form.channel.value = Channel.LINKEDIN
    send(form)
    (sent,) = story(log, ada)
    assert sent.happened_at == int(datetime(2026, 5, 26, 8, 15, tzinfo=ZoneInfo(ZONE)).timestamp())
    assert (sent.precision, sent.channel) == (Precision.MINUTE, Channel.LINKEDIN)
    assert form.earlier.day.value is form.earlier.time.value is None


def test_a_message_cannot_have_been_sent_tomorrow(log: Log, ada: Contact) -> None:
    form = EmailDraft(log, contact=ada.id)
    form.earlier.day.value = date(2026, 5, 29)
    send(form)
    assert story(log, ada) == []
    assert said(form) == EN("errors.not_yet", day="2026-05-29")
    assert form.body.widget.typed == NO_GAP


def test_the_day_of_one_letter_is_not_that_of_the_next(
    log: Log, ada: Contact, ben: Contact
) -> None:
    form = EmailDraft(log, contact=ada.id)
    form.earlier.day.value = date(2026, 5, 26)
    form.pick(ben.id)
    assert form.earlier.day.value is None


def test_the_story_opens_the_letter_that_was_sent(log: Log, ada: Contact) -> None:
    send(EmailDraft(log, contact=ada.id))
    shown = People(log, contact=ada.id).panel.story.entries.value
    assert (
        f'<summary>Your glass</summary><div class="infoint-letter">Your glass\n\n{NO_GAP}' in shown
    )


# Whether one may say who led to whom


def named(log: Log, ada: Contact) -> Referral:
    return introductions.record_introduction(log, ada.id, "Ben Okafor")[1]


def test_a_permission_can_be_changed_where_somebody_named_somebody(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    referral = named(log, ada)
    form.refresh()
    (row,) = form.wrote.permissions.rows.values()
    assert row.who.value == EN("they_wrote.named_by", referrer="Ada Lindqvist", name="Ben Okafor")
    row.name_use.value = NameUse.GRANTED
    assert log.get(Referral, referral.id).name_use is NameUse.GRANTED
    undo(form)
    assert log.get(Referral, referral.id).name_use is NameUse.NOT_ASKED
    assert row.name_use.value is NameUse.NOT_ASKED


@pytest.mark.parametrize("page", [EmailDraft, People])
def test_who_named_somebody_stands_with_that_person_and_the_permission_can_be_changed(
    log: Log, ada: Contact, page: type[EmailDraft | People]
) -> None:
    referral = named(log, ada)
    ben, _ = introductions.meet_named(log, referral)
    form = page(log, ben.id)
    whole = form.wrote if isinstance(form, EmailDraft) else form.panel
    assert visible(whole)
    assert visible(whole.permissions)
    (row,) = whole.permissions.rows.values()
    assert "Ada Lindqvist" in row.who.value
    row.name_use.value = NameUse.DENIED
    assert log.get(Referral, referral.id).name_use is NameUse.DENIED


# A day that is not known


def test_an_answer_of_a_day_not_known_is_never_told_as_of_that_day(
    log: Log, ada: Contact, first: Touch
) -> None:
    unknown = message(ada, 3, kind=TouchKind.ANSWER_YES, precision=Precision.UNKNOWN)
    log.add(unknown)
    form = EmailDraft(log, ada.id)
    assert EN("they_wrote.about", day="25 May 2026") in form.wrote.state.value
    (label,) = [label for label, _id in form.picker.people.options]
    assert EN("people.day_unknown", day="25 May 2026") in label


def test_what_came_after_a_yes_is_said_instead_of_how_to_go_on_from_it(
    log: Log, ada: Contact, first: Touch
) -> None:
    log.add(message(ada, 9, kind=TouchKind.ANSWER_YES, by_me=False))
    log.add(message(ada, 2, kind=TouchKind.MET))
    form = EmailDraft(log, contact=ada.id)
    assert EN("they_wrote.state.since", what="we met", day="26 May 2026") in form.wrote.state.value

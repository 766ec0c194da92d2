"""One person's story: who led to whom, what was learned, and corrections that lose nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from infoint_widgets.jobs.story import About
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import Channel, NameUse, Precision, TouchKind
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.story import Story
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import said, typing, undo, visible

EN = Words("en")
DAY = 86_400


@pytest.fixture
def sent(log: Log, ada: Contact) -> Touch:
    return log.add(touch(ada, TouchKind.OUTREACH, 20, channel=Channel.EMAIL, note="In a hurry."))


@pytest.fixture
def form(log: Log, ada: Contact, sent: Touch) -> People:
    form = People(log, contact=ada.id)
    form.panel.story.entry.value = sent.id
    return form


@pytest.fixture
def story(form: People) -> Story:
    return form.panel.story


def touch(contact: Contact, kind: TouchKind, days_ago: int, **facts: object) -> Touch:
    return Touch(
        contact_id=contact.id,
        kind=kind,
        happened_at=NOW - DAY * days_ago,
        zone=ZONE,
        **facts,  # type: ignore[arg-type]
    )


# What stands in it


def test_it_says_who_named_them_and_whom_they_named(log: Log, ada: Contact, ben: Contact) -> None:
    log.add(Referral(referrer_id=ben.id, contact_id=ada.id, named_at=NOW - 9 * DAY))
    log.add(
        Referral(
            referrer_id=ada.id,
            first_name="Cem",
            said="Ask him about light.",
            named_at=NOW - DAY,
            name_use=NameUse.GRANTED,
        )
    )
    shown = People(log, contact=ada.id).panel.story.entries.value
    up, down = EN("people.named_by", name="Brandt"), EN("people.they_named", name="Cem")
    assert shown.index(up) < shown.index(down)
    assert EN("vocabulary.name_use.granted") in shown
    assert "Ask him about light." in shown


def test_a_meeting_tells_what_was_learned(log: Log, ada: Contact) -> None:
    meeting = log.add(Meeting(contact_id=ada.id, starts_at=NOW - DAY, zone=ZONE, learned="Light!"))
    log.add(touch(ada, TouchKind.MET, 1, meeting_id=meeting.id))
    shown = People(log, contact=ada.id).panel.story.entries.value
    assert "Light!" in shown
    assert EN("people.written.learned") in shown


def test_a_reason_to_write_stands_where_it_came_up(log: Log, ada: Contact) -> None:
    log.add(ReasonToWrite(contact_id=ada.id, text="I read the book.", noted_at=NOW - DAY))
    log.add(ReasonToWrite(contact_id=ada.id, text="News!", noted_at=NOW - 9 * DAY, used_at=NOW))
    shown = People(log, contact=ada.id).panel.story.entries.value
    assert shown.index("News!") < shown.index("I read the book.")
    assert shown.count(EN("people.to_write_about")) == 2
    assert EN("people.written_about", day=EN.moment(NOW, ZONE, with_time=False)) in shown


def test_a_meeting_that_nobody_had_planned_tells_it_too(log: Log, ada: Contact) -> None:
    log.add(touch(ada, TouchKind.MET, 5))
    log.add(Meeting(contact_id=ada.id, learned="Ask early."))
    assert "Ask early." in People(log, contact=ada.id).panel.story.entries.value


def test_only_some_entries_are_shown_when_one_wants_so(
    form: People, story: Story, log: Log, ada: Contact
) -> None:
    assert not visible(story.only)
    log.add(touch(ada, TouchKind.ANSWER_YES, 5))
    form.refresh()
    assert visible(story.only)
    story.only.value = About.ANSWER
    assert EN("vocabulary.touch_kind.answer_yes") in story.entries.value
    assert EN("vocabulary.touch_kind.outreach") not in story.entries.value


# Corrections


def test_an_entry_is_shown_as_it_stands(story: Story) -> None:
    local = datetime.fromtimestamp(NOW - 20 * DAY, ZoneInfo(ZONE))
    assert story.day.value == local.date()
    assert story.time.value == local.time().replace(second=0)
    assert (story.channel.value, story.note.typed) == (Channel.EMAIL, "In a hurry.")


def test_day_channel_and_note_are_corrected_at_once_and_undone_at_once(
    form: People, story: Story, log: Log, sent: Touch
) -> None:
    story.day.value = date(2026, 5, 4)
    story.time.value = time(9, 30)
    story.channel.value = Channel.LINKEDIN
    typing(story.note, "Calmly.")
    story.correct.click()
    now = log.get(Touch, sent.id)
    when = datetime.fromtimestamp(now.happened_at, ZoneInfo(ZONE))
    assert when == datetime(2026, 5, 4, 9, 30, tzinfo=ZoneInfo(ZONE))
    assert (now.channel, now.note) == (Channel.LINKEDIN, "Calmly.")
    assert said(form) == EN("people.is_corrected")
    undo(form)
    back = log.get(Touch, sent.id)
    assert (back.happened_at, back.channel, back.note) == (
        sent.happened_at,
        sent.channel,
        sent.note,
    )


def test_what_an_entry_was_stays_with_it(form: People, story: Story) -> None:
    story.channel.value = Channel.PHONE
    typing(story.note, "Calmly.")
    story.correct.click()
    shown = story.entries.value
    assert EN("people.corrected") in shown
    was = f"{EN.moment(NOW - 20 * DAY, ZONE)} · I wrote first · E-mail · In a hurry."
    assert EN("people.it_was", day=EN.moment(NOW, ZONE), what=was) in shown
    undo(form)
    assert EN("people.corrected") not in story.entries.value


def test_two_corrections_are_both_told(story: Story) -> None:
    for channel in (Channel.PHONE, Channel.CARD):
        story.channel.value = channel
        story.correct.click()
    assert story.entries.value.count("Until ") == 2


def test_an_entry_of_another_zone_is_corrected_in_that_zone(log: Log, ada: Contact) -> None:
    there = log.add(
        Touch(contact_id=ada.id, kind=TouchKind.MET, happened_at=NOW, zone="America/New_York")
    )
    story = People(log, contact=ada.id).panel.story
    story.entry.value = there.id
    story.day.value = date(2026, 5, 20)
    story.correct.click()
    now = datetime.fromtimestamp(log.get(Touch, there.id).happened_at, ZoneInfo("America/New_York"))
    assert (now.date(), now.hour) == (date(2026, 5, 20), 16)


def test_without_a_time_only_the_day_is_known(story: Story, log: Log, sent: Touch) -> None:
    story.time.value = None
    story.correct.click()
    assert log.get(Touch, sent.id).precision is Precision.DAY


def test_an_entry_without_a_day_is_given_one(log: Log, ada: Contact) -> None:
    undated = log.add(touch(ada, TouchKind.THANKED, 3, precision=Precision.UNKNOWN))
    story = People(log, contact=ada.id).panel.story
    story.entry.value = undated.id
    assert visible(story.no_day)
    assert story.day.value is None
    story.day.value = date(2026, 5, 22)
    story.correct.click()
    assert log.get(Touch, undated.id).precision is Precision.DAY
    assert not visible(story.no_day)
    assert EN("people.day_unknown", day="25 May 2026") in story.entries.value  # as it was


def test_a_note_of_an_entry_without_a_day_is_corrected_without_one(log: Log, ada: Contact) -> None:
    undated = log.add(touch(ada, TouchKind.THANKED, 3, precision=Precision.UNKNOWN))
    story = People(log, contact=ada.id).panel.story
    story.entry.value = undated.id
    typing(story.note, "By card.")
    story.correct.click()
    now = log.get(Touch, undated.id)
    assert (now.note, now.precision) == ("By card.", Precision.UNKNOWN)


def test_a_day_that_has_not_come_is_refused_and_nothing_else_is_written(
    form: People, story: Story, log: Log, sent: Touch
) -> None:
    story.day.value = date(2026, 5, 30)
    story.channel.value = Channel.PHONE
    story.correct.click()
    assert said(form) == EN("errors.not_yet", day="2026-05-30")
    assert log.get(Touch, sent.id) == sent
    assert story.day.value == date(2026, 5, 30)


def test_nothing_changed_is_no_correction(form: People, story: Story) -> None:
    story.correct.click()
    assert said(form) == EN("people.nothing_corrected")
    assert EN("people.corrected") not in story.entries.value


def test_what_is_half_corrected_stays_when_another_notebook_writes(
    form: People, story: Story, elsewhere: Log, ada: Contact
) -> None:
    story.day.value = date(2026, 5, 4)
    typing(story.note, "Calm")
    elsewhere.add(touch(ada, TouchKind.ANSWER_YES, 1))
    form.refresh()
    assert (story.day.value, story.note.typed) == (date(2026, 5, 4), "Calm")


def test_nothing_can_be_corrected_before_an_entry_is_chosen(story: Story) -> None:
    story.entry.value = None
    assert not visible(story.details)
    assert not visible(story.correct)

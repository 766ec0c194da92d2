"""*What happened?* and one person's story: each kind with its day, channel and undo."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Touch
from infoint_widgets.vocabulary import Channel, Mode, Precision, Stage, TouchKind
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.person import HAPPENINGS, Happened
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock
from tests.widgets.conftest import said, story, typing, undo, visible

EN = Words("en")
TODAY = date(2026, 5, 28)
ASKED_FOR = {
    TouchKind.ANSWER_YES,
    TouchKind.ANSWER_NO,
    TouchKind.ANSWER_LATER,
    TouchKind.MOVED,
    TouchKind.CANCELLED,
    TouchKind.MET,
    TouchKind.NO_SHOW,
    TouchKind.THANKED,
}


@pytest.fixture
def form(log: Log, ada: Contact) -> People:
    return People(log, contact=ada.id)


@pytest.fixture
def happened(form: People) -> Happened:
    return form.panel.happened


def local(touch: Touch) -> datetime:
    return datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone))


def touch(contact: Contact, kind: TouchKind, days_ago: int, **facts: object) -> Touch:
    return Touch(
        contact_id=contact.id,
        kind=kind,
        happened_at=NOW - 86_400 * days_ago,
        zone=ZONE,
        **facts,  # type: ignore[arg-type]
    )


def entries(form: People) -> list[str]:
    """The heads of the story's entries, from top to bottom."""
    return [part.split("</p>")[0] for part in form.panel.story.entries.value.split("<p>")[1:]]


def test_all_that_can_happen_is_offered() -> None:
    assert set(HAPPENINGS) >= ASKED_FOR


# Writing down


@pytest.mark.parametrize("kind", HAPPENINGS)
def test_each_kind_is_written_down_with_its_day_and_channel(
    form: People, happened: Happened, log: Log, ada: Contact, kind: TouchKind
) -> None:
    happened.kind.value = kind
    happened.day.value = date(2026, 5, 20)
    happened.channel.value = Channel.PHONE
    happened.note.type("On the way home.")
    happened.button.click()
    (written,) = story(log, ada)
    assert (written.kind, written.channel) == (kind, Channel.PHONE)
    assert local(written).date() == date(2026, 5, 20)
    assert written.precision is Precision.DAY
    assert written.note == "On the way home."
    what = EN(f"vocabulary.touch_kind.{kind}")
    assert said(form) == EN("people.recorded", name="Ada Lindqvist", what=what, when="20 May 2026")
    assert entries(form)[0].startswith(what)


@pytest.mark.parametrize("kind", HAPPENINGS)
def test_each_kind_can_be_undone(
    form: People, happened: Happened, log: Log, ada: Contact, kind: TouchKind
) -> None:
    happened.kind.value = kind
    happened.button.click()
    undo(form)
    assert story(log, ada) == []
    assert EN("people.no_story") in form.panel.story.entries.value


@pytest.mark.parametrize(
    ("kind", "by_me"),
    [
        (TouchKind.ANSWER_NO, False),
        (TouchKind.NO_SHOW, False),
        (TouchKind.THANKED, True),
        (TouchKind.OUTREACH, True),
    ],
)
def test_who_did_it_is_known(
    happened: Happened, log: Log, ada: Contact, kind: TouchKind, by_me: bool
) -> None:
    happened.kind.value = kind
    happened.button.click()
    assert story(log, ada)[0].by_me is by_me


def test_today_is_offered_and_is_known_to_the_minute(
    happened: Happened, log: Log, ada: Contact
) -> None:
    happened.kind.value = TouchKind.ANSWER_YES
    assert happened.day.value == TODAY
    happened.button.click()
    (written,) = story(log, ada)
    assert (written.happened_at, written.precision) == (NOW, Precision.MINUTE)


def test_the_day_offered_is_todays_also_on_the_next_morning(
    happened: Happened, clock: Clock
) -> None:
    clock.now += 86_400
    happened.kind.value = TouchKind.ANSWER_YES
    assert happened.day.value == date(2026, 5, 29)


def test_a_day_that_was_taken_out_is_today(happened: Happened, log: Log, ada: Contact) -> None:
    happened.kind.value = TouchKind.ANSWER_YES
    happened.day.value = None
    happened.button.click()
    assert story(log, ada)[0].happened_at == NOW


def test_a_time_is_taken_to_the_minute(happened: Happened, log: Log, ada: Contact) -> None:
    happened.kind.value = TouchKind.MET
    happened.day.value = date(2026, 5, 20)
    happened.time.value = time(14, 30)
    happened.button.click()
    (written,) = story(log, ada)
    assert local(written) == datetime(2026, 5, 20, 14, 30, tzinfo=ZoneInfo(ZONE))
    assert written.precision is Precision.MINUTE


def test_a_time_without_a_day_is_todays(happened: Happened, log: Log, ada: Contact) -> None:
    happened.kind.value = TouchKind.MET
    happened.day.value = None
    happened.time.value = time(14, 30)
    happened.button.click()
    assert local(story(log, ada)[0]).time() == time(14, 30)


def test_later_has_a_day_to_ask_again(happened: Happened, log: Log, ada: Contact) -> None:
    happened.kind.value = TouchKind.ANSWER_YES
    assert not visible(happened.again)
    happened.kind.value = TouchKind.ANSWER_LATER
    assert visible(happened.again)
    happened.again.value = date(2026, 9, 1)
    happened.button.click()
    assert story(log, ada)[0].ask_again_on == date(2026, 9, 1)


def test_a_day_to_ask_again_goes_with_later_only(
    happened: Happened, log: Log, ada: Contact
) -> None:
    happened.kind.value = TouchKind.ANSWER_LATER
    happened.again.value = date(2026, 9, 1)
    happened.kind.value = TouchKind.ANSWER_NO
    happened.button.click()
    assert story(log, ada)[0].ask_again_on is None


def test_a_day_that_has_not_come_is_refused_in_words_and_stays_chosen(
    form: People, happened: Happened, log: Log, ada: Contact
) -> None:
    happened.kind.value = TouchKind.MET
    happened.day.value = date(2026, 5, 29)
    happened.button.click()
    assert story(log, ada) == []
    assert said(form) == EN("errors.not_yet", day="2026-05-29")
    assert (happened.kind.value, happened.day.value) == (TouchKind.MET, date(2026, 5, 29))


def test_an_hour_that_has_not_come_is_refused_in_words(
    form: People, happened: Happened, log: Log, ada: Contact
) -> None:
    happened.kind.value = TouchKind.MET
    happened.time.value = time(23, 15)
    happened.button.click()
    assert story(log, ada) == []
    assert said(form) == EN("errors.time_not_yet", time="23:15")


def test_nothing_is_written_down_before_it_is_chosen(
    form: People, happened: Happened, log: Log, ada: Contact
) -> None:
    assert not visible(happened.details)
    happened.button.click()
    assert story(log, ada) == []
    assert said(form) == EN("errors.choose_what_happened")


def test_enter_in_the_note_writes_it_down(happened: Happened, log: Log, ada: Contact) -> None:
    happened.kind.value = TouchKind.ANSWER_YES
    typing(happened.note, "gladly", do="enter")
    assert [written.note for written in story(log, ada)] == ["gladly"]


def test_the_next_thing_begins_anew(happened: Happened) -> None:
    happened.kind.value = TouchKind.ANSWER_LATER
    happened.day.value = date(2026, 5, 20)
    happened.time.value = time(9)
    happened.channel.value = Channel.PHONE
    happened.again.value = date(2026, 9, 1)
    happened.note.type("in autumn")
    happened.button.click()
    assert happened.kind.value is happened.time.value is happened.channel.value is None
    assert happened.again.value is None
    assert (happened.note.typed, happened.note.stored["emptied"]) == ("", True)
    happened.kind.value = TouchKind.MET
    assert happened.day.value == TODAY


def test_a_meeting_is_told_with_what_happened_to_it(
    happened: Happened, log: Log, ada: Contact
) -> None:
    meeting = log.add(Meeting(contact_id=ada.id))
    for kind in (TouchKind.ANSWER_YES, TouchKind.MET):
        happened.kind.value = kind
        happened.button.click()
    assert [written.meeting_id for written in story(log, ada)] == [None, meeting.id]


def test_somebody_one_only_knew_is_chosen_with_what_happened(log: Log) -> None:
    emil = log.add(Contact(last_name="Yıldız"))
    form = People(log, contact=emil.id)
    form.panel.happened.kind.value = TouchKind.OUTREACH
    form.panel.happened.button.click()
    assert log.get(Contact, emil.id).stage is Stage.CHOSEN
    undo(form)
    assert log.get(Contact, emil.id).stage is Stage.KNOWN


# While one is choosing


def test_what_is_half_chosen_stays_when_another_notebook_writes(
    form: People, happened: Happened, elsewhere: Log, ada: Contact
) -> None:
    happened.kind.value = TouchKind.ANSWER_LATER
    happened.day.value = date(2026, 5, 20)
    happened.again.value = date(2026, 9, 1)
    happened.channel.value = Channel.LINKEDIN
    typing(happened.note, "in autu")
    elsewhere.add(touch(ada, TouchKind.OUTREACH, 30))
    form.refresh()
    assert happened.kind.value is TouchKind.ANSWER_LATER
    assert (happened.day.value, happened.again.value) == (date(2026, 5, 20), date(2026, 9, 1))
    assert (happened.channel.value, happened.note.typed) == (Channel.LINKEDIN, "in autu")


def test_what_is_half_chosen_does_not_go_to_somebody_else(
    form: People, happened: Happened, ben: Contact
) -> None:
    happened.kind.value = TouchKind.MET
    happened.day.value = date(2026, 5, 20)
    typing(happened.note, "half a no")
    form.pick(ben.id)
    assert happened.kind.value is happened.day.value is None
    assert happened.note.typed == ""


# The story


def test_the_story_stands_in_the_order_in_which_it_happened(
    form: People, log: Log, ada: Contact
) -> None:
    log.add(touch(ada, TouchKind.ANSWER_YES, 10, channel=Channel.EMAIL))
    log.add(touch(ada, TouchKind.OUTREACH, 20, channel=Channel.LINKEDIN, text="Dear Ada\nHello"))
    log.add(touch(ada, TouchKind.MET, 2, note="Two hours!", precision=Precision.DAY))
    form.refresh()
    assert entries(form)[:1] == ["I wrote first · LinkedIn"]
    assert [head for head in entries(form) if "·" in head or "met" in head] == [
        "I wrote first · LinkedIn",
        "they said yes · E-mail",
        "we met",
    ]
    shown = form.panel.story.entries.value
    assert "Two hours!" in shown
    assert "Dear Ada\nHello" in shown
    assert f"<dt>{EN.moment(NOW - 86_400 * 20, ZONE)}</dt>" in shown
    assert f"<dt>{EN.moment(NOW - 86_400 * 2, ZONE, with_time=False)}</dt>" in shown


def test_the_story_says_when_to_ask_again(form: People, log: Log, ada: Contact) -> None:
    log.add(touch(ada, TouchKind.ANSWER_LATER, 1, ask_again_on=date(2026, 9, 1)))
    form.refresh()
    assert entries(form) == ["they said: later · ask again on 1 Sept 2026"]


def test_a_wrong_entry_is_taken_out_and_brought_back(form: People, log: Log, ada: Contact) -> None:
    right = log.add(touch(ada, TouchKind.OUTREACH, 20))
    wrong = log.add(touch(ada, TouchKind.ANSWER_NO, 10))
    form.refresh()
    form.panel.story.entry.value = wrong.id
    form.panel.story.remove.click()
    assert story(log, ada) == [right]
    assert said(form) == EN("people.taken_out", name="Ada Lindqvist")
    undo(form)
    assert story(log, ada) == [right, wrong]


def test_no_entry_is_taken_out_that_was_not_chosen(form: People, log: Log, ada: Contact) -> None:
    log.add(touch(ada, TouchKind.OUTREACH, 20))
    form.refresh()
    form.panel.story.remove.click()
    assert said(form) == EN("errors.choose_entry")
    assert len(story(log, ada)) == 1


def test_an_entry_that_was_chosen_stays_chosen_when_another_one_comes(
    form: People, log: Log, elsewhere: Log, ada: Contact
) -> None:
    wrong = log.add(touch(ada, TouchKind.OUTREACH, 20))
    form.refresh()
    form.panel.story.entry.value = wrong.id
    elsewhere.add(touch(ada, TouchKind.ANSWER_YES, 1))
    form.refresh()
    assert form.panel.story.entry.value == wrong.id


def test_a_story_that_has_not_begun_says_what_comes_first(form: People) -> None:
    assert EN("people.no_story") in form.panel.story.entries.value
    assert not visible(form.panel.story.correction)


def test_a_meeting_to_come_stands_in_the_story_with_its_date(log: Log, ada: Contact) -> None:
    log.add(
        Meeting(
            contact_id=ada.id, starts_at=NOW + 86_400, zone=ZONE, mode=Mode.CAFE, place="Blue Door"
        )
    )
    shown = People(log, ada.id).panel.story.entries.value
    assert EN("people.meeting_to_come") in shown
    assert EN.moment(NOW + 86_400, ZONE) in shown
    assert "Blue Door" in shown


@pytest.mark.parametrize("end", [TouchKind.CANCELLED, TouchKind.MET])
def test_a_meeting_that_is_over_or_cancelled_is_not_to_come(
    log: Log, ada: Contact, end: TouchKind
) -> None:
    meeting = log.add(Meeting(contact_id=ada.id, starts_at=NOW + 86_400, zone=ZONE))
    log.add(Touch(contact_id=ada.id, meeting_id=meeting.id, kind=end, happened_at=NOW, zone=ZONE))
    assert EN("people.meeting_to_come") not in People(log, ada.id).panel.story.entries.value

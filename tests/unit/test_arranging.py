"""Dates on ordinary and odd days: moved, cancelled, at clock changes, across the date line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import InvalidValue, WorkbookError
from infoint_widgets.jobs import arranging, letters, meetings, people
from infoint_widgets.log.store import Log
from infoint_widgets.method.appointment import (
    agreed,
    confirm_day,
    confirm_due,
    evening_before,
    leave_by,
)
from infoint_widgets.method.business_days import business_days_between, is_business_day
from infoint_widgets.method.slots import HOURS, three_slots
from infoint_widgets.records import Contact, Draft, Meeting, Touch
from infoint_widgets.vocabulary import ContactLanguage, DraftKind, Mode, Register, TouchKind
from infoint_widgets.words import Words
from tests.conftest import NOW, Clock

ZONES = (
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Honolulu",
    "Pacific/Kiritimati", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
)  # fmt: skip
REGIONS = ("", "DE-BE", "DE-BY", "AT-9", "CH-ZH", "US-NY", "NZ", "JP")
WEDNESDAY = datetime.fromisoformat("2026-06-10T10:00")


def on(text: str) -> datetime:
    """What a clock on the wall shows."""
    return datetime.fromisoformat(text)


def at(text: str, zone: str = "Europe/Berlin") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def wall(seconds: int, zone: str) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone)).replace(tzinfo=None)


@pytest.fixture
def ada(log: Log) -> Contact:
    """Somebody without a field, a place or a zone."""
    return people.add_person(log, first_name="Ada", last_name="Berg")[0]


@pytest.fixture
def meeting(log: Log, ada: Contact) -> Meeting:
    """A meeting that is agreed: Wednesday, 10 June, at ten."""
    return agree(log, ada)


def agree(
    log: Log, contact: Contact, local: datetime = WEDNESDAY, zone: str = "Europe/Berlin"
) -> Meeting:
    planned = meetings.meeting_for(log, contact.id)
    meetings.agree_on(log, planned, local, zone)
    return log.get(Meeting, planned.id)


def kinds(log: Log, meeting: Meeting) -> list[TouchKind]:
    return [touch.kind for touch in log.find(Touch, meeting_id=meeting.id)]


def told(log: Log, meeting: Meeting) -> list[str]:
    return [error.id for error in arranging.told_of_the_date(log, meeting)]


# Clock changes


@pytest.mark.parametrize(
    ("zone", "typed", "becomes", "clock"),
    [
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:30", "skipped"),
        ("America/New_York", "2026-03-08T02:00", "2026-03-08T03:00", "skipped"),
        ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-04T02:40", "skipped"),
        ("Pacific/Chatham", "2026-09-27T03:00", "2026-09-27T04:00", "skipped"),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:30", "twice"),
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-05T01:45", "twice"),
        ("Europe/Berlin", "2026-03-29T03:00", "2026-03-29T03:00", ""),
        ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T03:00", ""),
        ("Asia/Kathmandu", "2026-03-29T02:30", "2026-03-29T02:30", ""),
        ("Pacific/Kiritimati", "2026-10-25T02:30", "2026-10-25T02:30", ""),
    ],
)
def test_a_time_that_clocks_skip_moves_forward_and_one_that_comes_twice_is_the_first(
    zone: str, typed: str, becomes: str, clock: str
) -> None:
    found = agreed(on(typed), zone)
    moment = datetime.fromtimestamp(found.starts_at, ZoneInfo(zone))
    assert moment.replace(tzinfo=None) == on(becomes)
    assert moment.fold == 0
    assert found.clock == clock


@given(local=st.datetimes(on("1990-01-01"), on("2060-01-01")), zone=st.sampled_from(ZONES))
def test_any_other_time_is_kept_as_typed(local: datetime, zone: str) -> None:
    local = local.replace(microsecond=0)
    found = agreed(local, zone)
    assert (wall(found.starts_at, zone) == local) == (found.clock != "skipped")


@pytest.mark.parametrize("typed", ["2026-03-29T02:30", "2026-10-25T02:30", "2026-06-10T10:00"])
def test_the_log_keeps_the_moment_that_was_told(log: Log, ada: Contact, typed: str) -> None:
    local = datetime.fromisoformat(typed)
    found = agree(log, ada, local)
    assert agreed(local, "Europe/Berlin").starts_at == found.starts_at


def test_a_clock_change_is_told_in_words(log: Log) -> None:
    spring = arranging.told_of_the_clock(log, on("2026-03-29T02:30"), "Europe/Berlin")
    assert "jump over 02:30, so the meeting begins at 29 Mar 2026, 03:30" in str(spring)
    autumn = arranging.told_of_the_clock(log, on("2026-10-25T02:30"), "Europe/Berlin")
    assert "show 02:30 twice, and the first of the two was taken" in str(autumn)
    assert arranging.told_of_the_clock(log, WEDNESDAY, "Europe/Berlin") is None


# What follows from the date


def test_one_leaves_so_early_that_ten_minutes_are_left() -> None:
    meeting = Meeting(contact_id="x", starts_at=NOW, travel_minutes=25)
    assert leave_by(meeting) == NOW - 35 * 60
    assert leave_by(meeting, margin=0) == NOW - 25 * 60


@pytest.mark.parametrize("mode", [Mode.CAFE, Mode.OFFICE])
def test_where_one_meets_in_person_the_margin_holds_though_the_way_is_unknown(mode: Mode) -> None:
    assert leave_by(Meeting(contact_id="x", starts_at=NOW, mode=mode)) == NOW - 600


@pytest.mark.parametrize("mode", [None, Mode.PHONE, Mode.VIDEO, Mode.OTHER])
def test_nobody_is_told_to_leave_for_a_call(mode: Mode | None) -> None:
    assert leave_by(Meeting(contact_id="x", starts_at=NOW, mode=mode)) is None
    assert leave_by(Meeting(contact_id="x", mode=Mode.CAFE)) is None


@pytest.mark.parametrize("zone", ZONES)
def test_the_evening_before_is_at_six_in_any_zone(zone: str) -> None:
    for n in range(366):
        local = on("2026-01-01T09:00") + timedelta(days=n)
        evening = wall(evening_before(agreed(local, zone).starts_at, zone), zone)
        assert evening == datetime.combine(local.date() - timedelta(days=1), time(18))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-13T23:59", False),
        ("2026-06-14T00:00", True),  # a Sunday
        ("2026-06-15T09:59", True),
        ("2026-06-15T10:00", False),
    ],
)
def test_a_confirmation_is_due_from_the_day_before_until_the_meeting(now: str, due: bool) -> None:
    meeting = Meeting(contact_id="x", starts_at=at("2026-06-15T10:00"), zone="Europe/Berlin")
    assert confirm_due(meeting, at(now)) is due
    assert confirm_day(meeting) == date(2026, 6, 14)


def test_the_day_before_is_that_of_the_meetings_own_zone() -> None:
    meeting = Meeting(contact_id="x", starts_at=at("2026-06-15T08:00", "Pacific/Kiritimati"))
    there = replace(meeting, zone="Pacific/Kiritimati")
    assert confirm_day(there) == date(2026, 6, 14)
    assert confirm_day(meeting, "Pacific/Honolulu") == date(2026, 6, 13)


def test_without_a_date_nothing_is_to_confirm(log: Log, ada: Contact) -> None:
    planned = meetings.meeting_for(log, ada.id)
    assert confirm_day(planned) is None
    assert not confirm_due(planned, NOW)
    assert not arranging.to_confirm(log, planned)


def test_what_was_confirmed_is_confirmed_until_the_date_moves(
    log: Log, clock: Clock, ada: Contact, meeting: Meeting
) -> None:
    clock.now = at("2026-06-09T12:00")
    assert arranging.to_confirm(log, meeting)
    people.record(log, ada.id, TouchKind.CONFIRMED)
    assert not arranging.to_confirm(log, meeting)
    clock.now += 60
    arranging.move(log, meeting, WEDNESDAY.replace(hour=15), "Europe/Berlin")
    assert arranging.to_confirm(log, log.get(Meeting, meeting.id))


def test_a_cancelled_meeting_is_not_confirmed(log: Log, clock: Clock, meeting: Meeting) -> None:
    arranging.cancel(log, meeting, by_me=True)
    clock.now = at("2026-06-09T12:00")
    assert not arranging.to_confirm(log, meeting)


# Moved and cancelled


def test_a_second_date_goes_into_the_story_as_moved(log: Log, meeting: Meeting) -> None:
    arranging.move(log, meeting, on("2026-06-12T09:00"), "Europe/Berlin", by_me=False)
    assert log.get(Meeting, meeting.id).starts_at == at("2026-06-12T09:00")
    assert kinds(log, meeting) == [TouchKind.ARRANGED, TouchKind.MOVED]
    assert not log.find(Touch, kind=TouchKind.MOVED)[0].by_me


def test_moving_is_undone_as_one(log: Log, meeting: Meeting) -> None:
    action_id = arranging.move(log, meeting, on("2026-06-12T09:00"), "America/New_York")
    log.undo(action_id)
    there = log.get(Meeting, meeting.id)
    assert (there.starts_at, there.zone) == (meeting.starts_at, meeting.zone)
    assert kinds(log, meeting) == [TouchKind.ARRANGED]


def test_a_meeting_can_be_moved_twice(log: Log, meeting: Meeting) -> None:
    for day in (11, 12):
        now = log.get(Meeting, meeting.id)
        arranging.move(log, now, on(f"2026-06-{day}T09:00"), "Europe/Berlin")
    assert kinds(log, meeting) == [TouchKind.ARRANGED, TouchKind.MOVED, TouchKind.MOVED]


def test_moving_what_has_no_date_arranges_it(log: Log, ada: Contact) -> None:
    planned = meetings.meeting_for(log, ada.id)
    arranging.move(log, planned, WEDNESDAY, "Europe/Berlin")
    assert kinds(log, planned) == [TouchKind.ARRANGED]


def test_the_same_date_is_no_move(log: Log, meeting: Meeting) -> None:
    with pytest.raises(WorkbookError, match="on 10 Jun 2026, 10:00 already"):
        arranging.move(log, meeting, WEDNESDAY, "Europe/Berlin")
    assert kinds(log, meeting) == [TouchKind.ARRANGED]


@pytest.mark.parametrize("by_me", [True, False])
def test_either_side_can_cancel_and_it_can_be_undone(
    log: Log, meeting: Meeting, by_me: bool
) -> None:
    action_id = arranging.cancel(log, meeting, by_me=by_me, note="the flu")
    cancelled = log.find(Touch, meeting_id=meeting.id, kind=TouchKind.CANCELLED)
    assert [(touch.by_me, touch.note) for touch in cancelled] == [(by_me, "the flu")]
    assert meetings.is_over(log, meeting)
    log.undo(action_id)
    assert not meetings.is_over(log, meeting)


def test_what_is_over_is_neither_moved_nor_cancelled(log: Log, meeting: Meeting) -> None:
    arranging.cancel(log, meeting, by_me=True)
    with pytest.raises(WorkbookError, match="Plan another meeting"):
        arranging.cancel(log, meeting, by_me=True)
    with pytest.raises(WorkbookError, match="Plan another meeting"):
        arranging.move(log, meeting, on("2026-06-12T09:00"), "Europe/Berlin")


def test_what_was_never_agreed_is_not_cancelled(log: Log, ada: Contact) -> None:
    with pytest.raises(WorkbookError, match="no date yet"):
        arranging.cancel(log, meetings.meeting_for(log, ada.id), by_me=True)


# The file


def file_of(log: Log, meeting: Meeting) -> str:
    return arranging.calendar_file(log, meeting)[1].decode().replace("\r\n ", "")


def number(log: Log, meeting: Meeting) -> int:
    content = file_of(log, meeting)
    return int(content.partition("SEQUENCE:")[2].partition("\r\n")[0])


def test_the_file_is_named_after_person_and_day(log: Log, meeting: Meeting) -> None:
    name, content = arranging.calendar_file(log, meeting)
    assert name.startswith("ada-berg-2026-06-10-")
    assert name.endswith(".ics")
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_without_a_date_there_is_no_file(log: Log, ada: Contact) -> None:
    with pytest.raises(WorkbookError, match="no date yet"):
        arranging.calendar_file(log, meetings.meeting_for(log, ada.id))


def test_each_change_and_each_undo_makes_a_newer_file(log: Log, meeting: Meeting) -> None:
    numbers = [number(log, meeting)]
    undoable = arranging.move(log, meeting, on("2026-06-12T09:00"), "Europe/Berlin")
    numbers.append(number(log, meeting))
    log.undo(undoable)
    numbers.append(number(log, meeting))
    undoable = arranging.cancel(log, meeting, by_me=False)
    numbers.append(number(log, meeting))
    assert "STATUS:CANCELLED" in file_of(log, meeting)
    log.undo(undoable)
    numbers.append(number(log, meeting))
    assert "STATUS:CONFIRMED" in file_of(log, meeting)
    arranging.cancel(log, meeting, by_me=True)
    numbers.append(number(log, meeting))
    taken_out = people.remove_touch(
        log, log.find(Touch, meeting_id=meeting.id, kind=TouchKind.CANCELLED)[0].id
    )
    numbers.append(number(log, meeting))
    log.undo(taken_out)
    numbers.append(number(log, meeting))
    assert numbers == sorted(set(numbers))


def test_what_happens_to_another_meeting_leaves_the_number_alone(
    log: Log, meeting: Meeting
) -> None:
    before = number(log, meeting)
    other = agree(log, people.add_person(log, first_name="Ben")[0])
    log.undo(arranging.cancel(log, other, by_me=True))
    assert number(log, meeting) == before


def test_before_a_call_one_prepares_in_the_evening_of_ones_own_clock(
    log: Log, ada: Contact
) -> None:
    # Wednesday, ten o'clock in Auckland is midnight of Wednesday in Berlin.
    meeting = agree(log, ada, zone="Pacific/Auckland")
    assert "TRIGGER:-PT16H" in file_of(log, meeting)
    log.put(meeting, "mode", Mode.VIDEO, was=None)
    assert "TRIGGER:-PT6H" in file_of(log, meeting)


def test_a_place_with_an_emoji_and_a_person_without_a_field_are_no_trouble(
    log: Log, meeting: Meeting
) -> None:
    log.put(meeting, "place", "☕ Café, Hof 2; links", was="")
    assert r"LOCATION:☕ Café\, Hof 2\; links" in file_of(log, meeting)


# Odd dates


def test_an_ordinary_date_needs_no_word(log: Log, meeting: Meeting) -> None:
    assert told(log, meeting) == []


def test_a_date_in_the_past_is_told_until_it_is_written_up(
    log: Log, clock: Clock, ada: Contact, meeting: Meeting
) -> None:
    clock.now = at("2026-06-11T12:00")
    assert told(log, meeting) == ["arranging.past"]
    assert "VALARM" not in file_of(log, meeting)
    people.record(log, ada.id, TouchKind.NO_SHOW)
    assert told(log, meeting) == []


def test_across_the_date_line_both_days_are_told(log: Log, ada: Contact) -> None:
    log.set_setting("zone", "Pacific/Honolulu")
    meeting = agree(log, ada, zone="Pacific/Auckland")
    (error,) = arranging.told_of_the_date(log, meeting)
    assert "On your own clock this is 9 Jun 2026, 12:00" in str(error)
    assert "(10 Jun 2026, 10:00)" in str(error)


def test_who_meets_in_person_goes_by_the_clock_there(log: Log, ada: Contact) -> None:
    log.set_setting("zone", "Pacific/Honolulu")
    meeting = log.put(agree(log, ada, zone="Pacific/Auckland"), "mode", Mode.CAFE, was=None)
    assert told(log, meeting) == []


def test_no_minutes_at_all_are_refused_in_words(log: Log, meeting: Meeting) -> None:
    with pytest.raises(InvalidValue, match="0 is too small or too large"):
        log.put(meeting, "minutes", 0, was=30)


def test_ten_hours_are_taken_and_told(log: Log, meeting: Meeting) -> None:
    meeting = log.put(meeting, "minutes", 600, was=20)
    (error,) = arranging.told_of_the_date(log, meeting)
    assert "600 minutes are long" in str(error)
    assert "DTEND;TZID=Europe/Berlin:20260610T200000" in file_of(log, meeting)


@pytest.mark.parametrize(
    ("hour", "travel", "id"),
    [
        (14, None, "arranging.same_day"),
        (10, None, "arranging.overlap"),
        (11, None, "arranging.same_day"),
        (11, 45, "arranging.overlap"),
    ],
)
def test_two_on_one_day_are_told_and_whether_both_can_be_kept(
    log: Log, meeting: Meeting, hour: int, travel: int | None, id: str
) -> None:
    ben = people.add_person(log, first_name="Ben")[0]
    second = agree(log, ben, WEDNESDAY.replace(hour=hour))
    second = log.put(second, "travel_minutes", travel, was=None)
    assert told(log, second) == [id]
    assert told(log, meeting) == [id]


def test_a_cancelled_one_leaves_the_day_free(log: Log, meeting: Meeting) -> None:
    ben = people.add_person(log, first_name="Ben")[0]
    second = agree(log, ben)
    arranging.cancel(log, meeting, by_me=False)
    assert told(log, second) == []


def test_whom_one_has_put_in_the_bin_leaves_the_day_free(
    log: Log, ada: Contact, meeting: Meeting
) -> None:
    second = agree(log, people.add_person(log, first_name="Ben")[0])
    people.put_in_bin(log, ada.id)
    assert told(log, second) == []


# Times to propose


@given(
    now=st.integers(at("2024-01-01T00:00"), at("2034-01-01T00:00")),
    mine=st.sampled_from(ZONES),
    theirs=st.sampled_from([*ZONES, "Pacific/Auckland", "America/Los_Angeles"]),
    region_mine=st.sampled_from(REGIONS),
    region_theirs=st.sampled_from(REGIONS),
    minutes=st.sampled_from([1, 20, 30, 60, 90, 600, 1440]),
)
def test_three_times_suit_both_sides_wherever_and_whenever(
    now: int, mine: str, theirs: str, region_mine: str, region_theirs: str, minutes: int
) -> None:
    slots = three_slots(now, mine, theirs, region_mine, region_theirs, minutes=minutes)
    assert len(slots.starts) == 3
    assert list(slots.starts) == sorted(slots.starts)
    length = timedelta(minutes=min(minutes, 480))
    first, last = (timedelta(hours=hour) for hour in slots.hours)
    for zone, region in ((mine, region_mine), (theirs, region_theirs)):
        starts = [wall(start, zone) for start in slots.starts]
        assert len({start.date() for start in starts}) == 3
        for start in starts:
            assert is_business_day(start.date(), region)
            assert business_days_between(wall(now, zone).date(), start.date(), region) >= 3
            midnight = datetime.combine(start.date(), time(0))
            assert first <= start - midnight <= start + length - midnight <= last


@pytest.mark.parametrize(
    ("mine", "theirs", "hours"),
    [
        ("Europe/Berlin", "Europe/Berlin", HOURS),
        ("Europe/Berlin", "America/New_York", HOURS),
        ("Pacific/Auckland", "Pacific/Honolulu", HOURS),
        ("Pacific/Kiritimati", "Pacific/Honolulu", HOURS),
        ("Asia/Kathmandu", "Pacific/Chatham", HOURS),
        ("Europe/Berlin", "Pacific/Auckland", (7, 19)),
        ("Europe/Berlin", "Pacific/Honolulu", (6, 20)),
    ],
)
def test_the_day_is_widened_only_where_no_working_hour_is_shared(
    mine: str, theirs: str, hours: tuple[int, int]
) -> None:
    assert three_slots(NOW, mine, theirs).hours == hours


def test_they_begin_at_a_full_hour_on_the_guests_clock() -> None:
    slots = three_slots(NOW, "Asia/Kathmandu", "Europe/Berlin")
    assert {wall(start, "Europe/Berlin").minute for start in slots.starts} == {0}
    assert {wall(start, "Asia/Kathmandu").minute for start in slots.starts} == {45}


def test_the_holidays_of_both_are_left_out() -> None:
    # Corpus Christi, 4 June 2026, is kept in Bavaria and not in Berlin.
    for regions in (("DE-BE", "DE-BY"), ("DE-BY", "DE-BE")):
        slots = three_slots(NOW, "Europe/Berlin", "Europe/Berlin", *regions)
        days = {wall(start, "Europe/Berlin").date() for start in slots.starts}
        assert date(2026, 6, 4) not in days
    berlin = three_slots(NOW, "Europe/Berlin", "Europe/Berlin", "DE-BE", "DE-BE")
    assert date(2026, 6, 4) in {wall(start, "Europe/Berlin").date() for start in berlin.starts}


def test_a_day_with_a_meeting_is_left_out(log: Log, ada: Contact) -> None:
    before = arranging.slots_for(log, ada).starts
    agree(log, people.add_person(log, first_name="Ben")[0], wall(before[0], log.zone))
    after = arranging.slots_for(log, ada).starts
    assert wall(before[0], log.zone).date() not in {wall(start, log.zone).date() for start in after}


class _Every:
    def __contains__(self, day: object) -> bool:
        return True


def test_where_every_day_is_taken_three_are_proposed_nevertheless() -> None:
    assert len(three_slots(NOW, "Europe/Berlin", "Europe/Berlin", taken=_Every()).starts) == 3


# In a letter


def slots_letter(log: Log, contact: Contact) -> str:
    draft = letters.draft_for(log, contact, DraftKind.ARRANGE)
    letters.use_template(log, draft, "slots")
    return log.find(Draft, contact_id=contact.id)[0].body


def test_the_letter_that_names_times_names_three(log: Log, ada: Contact) -> None:
    assert (
        "These times would work for me: Tuesday 2 June, 10:00; Wednesday 3 June, 14:00; "
        "Thursday 4 June, 11:00. If none" in slots_letter(log, ada)
    )


def test_across_zones_the_letter_gives_both_clocks(log: Log) -> None:
    mei, _ = people.add_person(log, last_name="Mei", zone="America/New_York")
    assert "Tuesday 2 June, 09:00 (15:00 for me);" in slots_letter(log, mei)


@pytest.mark.parametrize("register", list(Register))
def test_a_german_letter_gives_both_clocks_and_days(log: Log, register: Register) -> None:
    log.set_setting("zone", "Pacific/Honolulu")
    mei, _ = people.add_person(
        log, last_name="Mei", zone="Pacific/Auckland", language="de", register=register
    )
    assert "Mittwoch, 3. Juni, 10:00 Uhr (bei mir Dienstag, 2. Juni, 12:00 Uhr);" in slots_letter(
        log, mei
    )


def test_an_austrian_letter_says_jaenner(log: Log, clock: Clock) -> None:
    clock.now = at("2027-01-11T12:00")
    mei, _ = people.add_person(log, last_name="Mei", language=ContactLanguage.DE_AT)
    assert "Donnerstag, 14. Jänner, 10:00 Uhr;" in slots_letter(log, mei)


def test_a_letter_nobody_edited_follows_the_facts_on_another_day_too(
    log: Log, clock: Clock, ada: Contact
) -> None:
    slots_letter(log, ada)
    clock.now += 4 * 86_400
    renamed = log.edit(Contact, ada.id, "first_name", "Eva", was="Ada")
    draft = letters.follow_facts(log, ada, renamed, log.find(Draft)[0])
    assert draft.body.startswith("Dear Eva Berg,")
    assert "2 June" not in draft.body


def test_hours_that_are_odd_for_both_are_told(log: Log, ada: Contact) -> None:
    assert arranging.slots_told(log, ada, arranging.slots_for(log, ada)) is None
    far = log.edit(Contact, ada.id, "zone", "Pacific/Auckland", was="")
    error = arranging.slots_told(log, far, arranging.slots_for(log, far))
    assert "lie between 7:00 and 19:00 on both clocks" in str(error)


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_told_is_told_in_both_languages(
    log: Log, clock: Clock, ada: Contact, language: str
) -> None:
    log.set_setting("language", language)
    log.set_setting("zone", "Pacific/Honolulu")
    meeting = log.put(agree(log, ada, zone="Pacific/Auckland"), "minutes", 600, was=20)
    agree(log, people.add_person(log, first_name="Ben")[0], on("2026-06-10T12:00"), "Asia/Tokyo")
    clock.now = at("2026-06-12T12:00")
    errors = [
        *arranging.told_of_the_date(log, meeting),
        arranging.told_of_the_clock(log, on("2026-03-29T02:30"), "Europe/Berlin"),
        arranging.told_of_the_clock(log, on("2026-10-25T02:30"), "Europe/Berlin"),
    ]
    assert len(errors) >= 5
    for error in errors:
        assert error is not None
        assert "{" not in Words(language).error(error)

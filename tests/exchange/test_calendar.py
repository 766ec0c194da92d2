"""A meeting arrives in a calendar as it was agreed, read by another library than wrote it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import example, given
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.exchange.calendar import Facts, ics
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import Mode

ZONES = (
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Honolulu",
    "Pacific/Kiritimati", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
)  # fmt: skip
ODD_ZONES = ("Africa/Casablanca", "Asia/Gaza", "America/Santiago", "Europe/Dublin", "UTC")
HOUR = 3_600
START = 1_781_085_600  # 10 June 2026, 12:00 in Berlin
ADA = Contact(first_name="Ada", last_name="Berg", role="Kuratorin", organisation="Museum")
MEETING = Meeting(
    id="ad0a5182-72da-5786-abb4-504ac44bb484",
    contact_id=ADA.id,
    starts_at=START,
    zone="Europe/Berlin",
    minutes=20,
    mode=Mode.CAFE,
    place="Café am Platz",
    travel_minutes=25,
)
FACTS = Facts(
    now=START - 72 * HOUR,
    zone="Europe/Berlin",
    sequence=3,
    prepare_at=START - 18 * HOUR,
    leave_at=START - 35 * 60,
)


# RFC 5545, rule by rule

ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
AT_MOST_ONCE = {
    "VCALENDAR": {"METHOD"},
    "VEVENT": {
        "DTEND", "SEQUENCE", "STATUS", "TRANSP", "SUMMARY", "LOCATION", "DESCRIPTION",
    },
    "STANDARD": {"RRULE", "TZNAME"},
    "DAYLIGHT": {"RRULE", "TZNAME"},
}  # fmt: skip
INSIDE = {
    "VCALENDAR": {""}, "VEVENT": {"VCALENDAR"}, "VTIMEZONE": {"VCALENDAR"},
    "VALARM": {"VEVENT"}, "STANDARD": {"VTIMEZONE"}, "DAYLIGHT": {"VTIMEZONE"},
}  # fmt: skip
LOCAL, IN_UTC = r"\d{8}T\d{6}", r"\d{8}T\d{6}Z"
FREE_TEXT = r"(?:[^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*"
OFFSET = r"[+-]\d{4}(\d{2})?"
VALUES = {
    "PRODID": FREE_TEXT, "VERSION": r"2\.0", "METHOD": "PUBLISH|CANCEL", "UID": FREE_TEXT,
    "DTSTAMP": IN_UTC, "DTSTART": f"{LOCAL}Z?", "DTEND": f"{LOCAL}Z?", "SEQUENCE": r"\d{1,9}",
    "STATUS": "CONFIRMED|CANCELLED", "TRANSP": "OPAQUE|TRANSPARENT", "SUMMARY": FREE_TEXT,
    "LOCATION": FREE_TEXT, "DESCRIPTION": FREE_TEXT, "ACTION": "DISPLAY", "TZNAME": FREE_TEXT,
    "TRIGGER": r"-P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?", "TZID": r"[\w/+-]+",
    "TZOFFSETFROM": OFFSET, "TZOFFSETTO": OFFSET,
    "RRULE": r"FREQ=YEARLY;BYDAY=(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU);BYMONTH=([1-9]|1[0-2])",
}  # fmt: skip
LINE = re.compile(r"(?P<name>[A-Z-]+)(?:;TZID=(?P<zone>[\w/+-]+))?:(?P<value>.*)", re.DOTALL)


def unfolded(content: bytes) -> list[str]:
    """The lines of a file, after what holds for any line."""
    assert content.endswith(b"\r\n")
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", content)
    folded = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, folded)) <= 75
    for line in folded:
        line.decode("utf-8")  # no letter is cut in two
    return content.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def fits_the_rules(content: bytes) -> bool:
    within: list[tuple[str, Counter[str], Counter[str]]] = [("", Counter(), Counter())]
    zones, asked_for = set(), set()
    for line in unfolded(content):
        found = LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            assert within[-1][0] in INSIDE[value]
            within[-1][2][value] += 1
            within.append((value, Counter(), Counter()))
            continue
        part, properties, _ = within[-1]
        if name == "END":
            assert value == part
            complete(*within.pop())
            continue
        assert re.fullmatch(VALUES[name], value), line
        properties[name] += 1
        if name == "TZID":
            zones.add(value)
        if found["zone"]:
            assert name in {"DTSTART", "DTEND"}
            assert not value.endswith("Z")
            asked_for.add(found["zone"])
    assert [part for part, _, _ in within] == [""]
    assert within[0][2] == {"VCALENDAR": 1}
    assert asked_for <= zones
    return True


def complete(part: str, properties: Counter[str], parts: Counter[str]) -> None:
    for name in ONCE[part]:
        assert properties[name] == 1, f"{name} in {part}"
    for name, n in properties.items():
        assert name in ONCE[part] | AT_MOST_ONCE.get(part, set()), f"{name} in {part}"
        assert n == 1, f"{name} in {part}"
    if part == "VTIMEZONE":
        assert parts["STANDARD"] + parts["DAYLIGHT"] >= 1


# Read by another library


def read(content: bytes) -> Any:
    assert fits_the_rules(content)
    return vobject.readOne(content.decode("utf-8"))


def event(meeting: Meeting = MEETING, contact: Contact = ADA, facts: Facts = FACTS) -> Any:
    return read(ics(meeting, contact, facts)).vevent


def moments(found: Any) -> tuple[float, float]:
    return found.dtstart.value.timestamp(), found.dtend.value.timestamp()


def test_the_meeting_begins_and_ends_as_agreed() -> None:
    assert moments(event()) == (START, START + 20 * 60)


def test_a_calendar_shows_who_where_and_until_when_it_was_promised() -> None:
    found = event()
    assert found.summary.value == "Conversation with Ada Berg"
    assert found.location.value == "Café am Platz"
    assert found.description.value.split("\n") == [
        "Ada Berg, Kuratorin, Museum",
        "20 minutes are promised: until 12:20.",
        "In a café",
        "25 minutes to get there; leave by 11:25.",
    ]


def test_the_texts_come_in_the_language_of_the_forms() -> None:
    found = event(facts=replace(FACTS, language="de"))
    assert found.summary.value == "Gespräch mit Ada Berg"
    assert "Zugesagt sind 20 Minuten: bis 12:20 Uhr." in found.description.value


def test_what_was_written_about_the_person_stays_at_home() -> None:
    meeting = replace(MEETING, goal="secret", research="secret", notes="secret", cv_plan="secret")
    contact = replace(ADA, why="secret", notes="secret", email="secret@example.org")
    assert b"secret" not in ics(meeting, contact, FACTS)


def test_the_number_stands_there_for_a_call_only() -> None:
    contact = replace(ADA, phone="+49 30 1234")
    by_phone = replace(MEETING, mode=Mode.PHONE, place="", travel_minutes=None)
    assert "Phone: +49 30 1234" in event(by_phone, contact).description.value
    assert "1234" not in event(contact=contact).description.value


def test_the_own_clock_is_told_where_it_shows_another_time() -> None:
    there = replace(MEETING, zone="Pacific/Auckland")
    found = event(there, facts=replace(FACTS, zone="Pacific/Honolulu"))
    assert "By your own clock: 10 Jun 2026, 00:00" in found.description.value
    assert "clock" not in event().description.value


def test_a_meeting_with_nobody_named_nowhere_has_its_file() -> None:
    found = event(Meeting(contact_id="x", starts_at=START), Contact(), Facts(now=0, zone="UTC"))
    assert found.summary.value == "A conversation"
    assert not hasattr(found, "location")


def test_a_meeting_without_a_date_is_told() -> None:
    with pytest.raises(WorkbookError, match="no date yet"):
        ics(replace(MEETING, starts_at=None), ADA, FACTS)


def test_it_is_the_same_entry_however_often_it_is_made() -> None:
    first = event()
    later = event(
        replace(MEETING, starts_at=START + HOUR),
        replace(ADA, last_name="Tal"),
        replace(FACTS, now=FACTS.now + 60, sequence=4),
    )
    assert first.uid.value == later.uid.value == MEETING.id
    assert (int(first.sequence.value), int(later.sequence.value)) == (3, 4)
    assert later.dtstamp.value - first.dtstamp.value == timedelta(minutes=1)


def test_a_meeting_that_is_on_takes_up_time_in_the_calendar() -> None:
    calendar = read(ics(MEETING, ADA, FACTS))
    assert calendar.method.value == "PUBLISH"
    assert calendar.vevent.status.value == "CONFIRMED"
    assert calendar.vevent.transp.value == "OPAQUE"


def test_a_cancelled_meeting_leaves_the_calendar_and_reminds_of_nothing() -> None:
    calendar = read(ics(MEETING, ADA, replace(FACTS, cancelled=True)))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert calendar.vevent.transp.value == "TRANSPARENT"
    assert calendar.vevent.uid.value == MEETING.id
    assert not hasattr(calendar.vevent, "valarm")


# Reminders


def alarms(found: Any) -> dict[timedelta, str]:
    return {alarm.trigger.value: alarm.description.value for alarm in found.valarm_list}


def test_it_reminds_of_preparing_and_of_leaving() -> None:
    found = alarms(event())
    assert set(found) == {timedelta(hours=-18), timedelta(minutes=-35)}
    assert found[timedelta(hours=-18)].startswith("Tomorrow: Conversation with Ada Berg.")
    assert found[timedelta(minutes=-35)].startswith("Time to leave: Café am Platz.")


def test_where_the_way_is_unknown_it_reminds_of_being_there() -> None:
    meeting = replace(MEETING, travel_minutes=None, place="")
    found = alarms(event(meeting, facts=replace(FACTS, leave_at=START - 600)))
    assert found[timedelta(minutes=-10)].startswith("Time to be there: Museum.")


def test_before_a_call_it_speaks_of_the_line_and_not_of_the_way() -> None:
    meeting = replace(MEETING, mode=Mode.VIDEO, travel_minutes=None)
    found = alarms(event(meeting, facts=replace(FACTS, leave_at=None)))
    assert list(found) == [timedelta(hours=-18)]
    assert "try out the line" in found[timedelta(hours=-18)]


def test_no_reminder_is_set_for_a_moment_that_is_over() -> None:
    found = alarms(event(facts=replace(FACTS, now=START - HOUR)))
    assert list(found) == [timedelta(minutes=-35)]
    assert not hasattr(event(facts=replace(FACTS, now=START)), "valarm")


# Any text


def as_shown(text: str) -> str:
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", " ", text).strip()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(place=TEXTS, organisation=TEXTS)
@example("☕ Café 👩‍👩‍👧 Zur schönen Aussicht" * 9, "Müller, Söhne; \\Co\\n")
@example("a\r\nBEGIN:VEVENT\r\nUID:evil", "x\x0b\x0c\x85\u2028y")
@example('":;,\\', "ends with a backslash\\")
@example("ä" * 400, "a" * 61 + "ß" * 20)
def test_any_text_arrives_as_written(place: str, organisation: str) -> None:
    meeting = replace(MEETING, place=place)
    contact = Contact(first_name="A", organisation=organisation)
    found = event(meeting, contact)
    assert (found.location.value if meeting.place else "") == as_shown(meeting.place)
    first = found.description.value.split("\n")[0]
    assert first.strip() == as_shown(", ".join(p for p in ("A", contact.organisation) if p))


# Any zone, any day


@pytest.mark.parametrize("zone", [*ZONES, *ODD_ZONES])
def test_the_file_shows_the_clock_of_its_zone_for_a_year_either_way(zone: str) -> None:
    content = ics(replace(MEETING, zone=zone), ADA, FACTS).decode()
    as_written = tzical(StringIO(content)).get(zone)
    assert as_written is not None
    wrong = []
    for hours in range(-365 * 24, 365 * 24):
        local = datetime.fromtimestamp(START + hours * HOUR, ZoneInfo(zone))
        if not local.fold and local.replace(tzinfo=as_written).utcoffset() != local.utcoffset():
            wrong.append(local)
    assert wrong == []


@given(
    starts_at=st.integers(0, 4_000_000_000),
    zone=st.sampled_from([*ZONES, *ODD_ZONES]),
    minutes=st.integers(1, 1440),
)
@example(1_774_747_800, "Europe/Berlin", 60)  # where clocks jump
@example(1_792_890_000 - HOUR, "Europe/Berlin", 60)  # ends in the hour that comes twice
@example(1_792_890_000, "Europe/Berlin", 60)  # begins when it comes the second time
@example(1_775_314_800, "Australia/Lord_Howe", 15)  # half an hour that comes twice
def test_the_moment_is_right_in_any_zone(starts_at: int, zone: str, minutes: int) -> None:
    meeting = replace(MEETING, starts_at=starts_at, zone=zone, minutes=minutes)
    content = ics(meeting, ADA, FACTS)
    assert fits_the_rules(content)
    # A zone once read is kept by vobject, so its clock is read here anew.
    clock = tzical(StringIO(content.decode())).get(zone)
    found = vobject.readOne(content.decode()).vevent
    for at, value in (
        (starts_at, found.dtstart.value),
        (starts_at + 60 * minutes, found.dtend.value),
    ):
        in_utc = value.tzname() == "UTC"
        assert value.replace(tzinfo=UTC if in_utc else clock).timestamp() == at
    assert found.dtend.value > found.dtstart.value


def test_the_change_in_spring_stands_at_the_hour_at_which_clocks_are_changed() -> None:
    content = ics(MEETING, ADA, FACTS)
    assert b"BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\n" in content
    assert b"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n" in content

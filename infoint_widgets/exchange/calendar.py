"""A meeting out, as a file that calendars open: iCalendar, RFC 5545."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from infoint_widgets.errors import WorkbookError
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import CALLS, Mode
from infoint_widgets.words import Words

if TYPE_CHECKING:
    import icalendar

_DAY = timedelta(days=1)
_YEARS_BEFORE, _YEARS_AFTER = 1, 4
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Facts:
    """What the file says beside the meeting and the person.

    Attributes
    ----------
    now : int
        When the file is made, UTC seconds.
    zone : str
        One's own; a meeting without one of its own is meant in it.
    language : str
        That of the texts.
    sequence : int
        Rises with each change, so that a calendar knows which of two files is newer.
    cancelled : bool
        Whether the file takes the meeting out of the calendar.
    prepare_at, leave_at : int, optional
        When the calendar reminds one, UTC seconds; a moment that is over reminds of nothing.
    """

    now: int
    zone: str
    language: str = "en"
    sequence: int = 0
    cancelled: bool = False
    prepare_at: int | None = None
    leave_at: int | None = None


def ics(meeting: Meeting, contact: Contact, facts: Facts) -> bytes:
    """A meeting as a calendar file.

    What was written down about the person stays out of it: calendars are shown to others.

    Raises
    ------
    WorkbookError
        When the meeting has no date.
    """
    import icalendar

    if meeting.starts_at is None:
        raise WorkbookError("arranging.no_date")
    zone = meeting.zone or facts.zone
    words = Words(facts.language)
    start = datetime.fromtimestamp(meeting.starts_at, UTC)
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//infoint_widgets//workbook//{facts.language[:2].upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if facts.cancelled else "PUBLISH")
    calendar.add_component(_timezone(zone, start))
    event = icalendar.Event()
    event.add("uid", meeting.id)
    event.add("dtstamp", datetime.fromtimestamp(facts.now, UTC))
    event.add("sequence", facts.sequence)
    event.add("status", "CANCELLED" if facts.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if facts.cancelled else "OPAQUE")
    _add_times(event, start, start + timedelta(minutes=meeting.minutes), zone)
    event.add("summary", _clean(_summary(contact, words)))
    if meeting.place:
        event.add("location", _clean(meeting.place))
    event.add("description", _clean("\n".join(_description(meeting, contact, facts, words))))
    for alarm in () if facts.cancelled else _alarms(meeting, contact, facts, words):
        event.add_component(alarm)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _add_times(event: icalendar.Event, start: datetime, end: datetime, zone: str) -> None:
    local = [moment.astimezone(ZoneInfo(zone)) for moment in (start, end)]
    # A time that clocks show twice means the first one in a calendar file; UTC can say the second.
    in_utc = any(moment.fold for moment in local)
    for name, moment, at in zip(("dtstart", "dtend"), (start, end), local, strict=True):
        if in_utc:
            event.add(name, moment)
        else:
            event.add(name, at.replace(tzinfo=None), parameters={"TZID": zone})


# What it says


def _summary(contact: Contact, words: Words) -> str:
    if contact.name:
        return words("calendar.summary", name=contact.name)
    return words("calendar.summary_nameless")


def _description(meeting: Meeting, contact: Contact, facts: Facts, words: Words) -> Iterator[str]:
    assert meeting.starts_at is not None
    zone = meeting.zone or facts.zone
    who = (contact.name, contact.role, contact.organisation)
    yield ", ".join(part for part in who if part)
    end = meeting.starts_at + 60 * meeting.minutes
    yield words("calendar.promised", n=meeting.minutes, end=_clock(end, zone))
    if meeting.mode is not None:
        yield words(f"vocabulary.mode.{meeting.mode}")
    if meeting.mode is Mode.PHONE and contact.phone:
        yield words("calendar.phone", number=contact.phone)
    there, here = (_local(meeting.starts_at, clock) for clock in (zone, facts.zone))
    if there.utcoffset() != here.utcoffset():
        yield words("calendar.own_clock", when=words.moment(meeting.starts_at, facts.zone))
    if facts.leave_at is not None and meeting.travel_minutes:
        leave = _clock(facts.leave_at, zone)
        if _local(facts.leave_at, zone).date() != there.date():
            leave = words.moment(facts.leave_at, zone)
        yield words("calendar.travel", n=meeting.travel_minutes, leave=leave)


def _alarms(
    meeting: Meeting, contact: Contact, facts: Facts, words: Words
) -> Iterator[icalendar.Alarm]:
    import icalendar

    assert meeting.starts_at is not None
    goes_somewhere = "leave" if meeting.travel_minutes else "be_there"
    place = meeting.place or contact.organisation or words("calendar.the_place")
    look_up = "link" if meeting.mode in CALLS else "way"
    for at, text in (
        (facts.prepare_at, words(f"calendar.prepare_{look_up}", who=_summary(contact, words))),
        (facts.leave_at, words(f"calendar.{goes_somewhere}", place=place)),
    ):
        if at is not None and facts.now < at < meeting.starts_at:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            # Relative to the start, so that it moves along when the entry is moved by hand.
            alarm.add("trigger", timedelta(seconds=at - meeting.starts_at))
            alarm.add("description", _clean(text))
            yield alarm


def _local(seconds: int, zone: str) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone))


def _clock(seconds: int, zone: str) -> str:
    return f"{_local(seconds, zone):%H:%M}"


def _clean(text: str) -> str:
    """No control characters, which the format forbids, and no other line ends than its own."""
    return "".join(
        letter
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
        else " "
        for letter in text
    ).strip()


# The zone. The library's own reckoning puts the change in spring an hour too late.


@dataclass(frozen=True)
class _Change:
    """A moment at which clocks are changed; `at` is what they show before it."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return self.before, self.after, self.name, self.daylight


def _timezone(name: str, start: datetime) -> icalendar.Timezone:
    """The zone's clock around a meeting."""
    import icalendar

    zone = ZoneInfo(name)
    first, last = start.year - _YEARS_BEFORE, start.year + _YEARS_AFTER
    changes = list(_changes(zone, first, last))
    if not changes or changes[0].at - changes[0].before > start.replace(tzinfo=None):
        epoch = datetime(min(first, 1970), 1, 1, tzinfo=zone)
        local = datetime(first, 1, 1, tzinfo=zone)
        offset = local.utcoffset() or timedelta()
        since = _Change(epoch.replace(tzinfo=None), offset, offset, str(local.tzname()), False)
        changes.insert(0, since)
    found = icalendar.Timezone()
    found.add("tzid", name)
    for _, group in groupby(sorted(changes, key=lambda c: (c.kind, c.at)), lambda c: c.kind):
        for part in _observances(list(group), last - first + 1):
            found.add_component(part)
    return found


def _observances(changes: list[_Change], years: int) -> Iterator[icalendar.Component]:
    """One for each change, or a single one where every year has it on the same weekday."""
    import icalendar

    rule = _rule([change.at for change in changes]) if len(changes) == years else None
    for change in changes[:1] if rule else changes:
        part = icalendar.TimezoneDaylight() if change.daylight else icalendar.TimezoneStandard()
        part.add("dtstart", change.at)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        if rule:
            part.add("rrule", rule)
        yield part


def _rule(times: list[datetime]) -> dict[str, object] | None:
    """What holds for all of them, such as "the last Sunday of March"; None when nothing does."""
    if len({(t.month, t.weekday(), t.time()) for t in times}) != 1:
        return None
    from_first = {(t.day - 1) // 7 + 1 for t in times}
    is_last = all((t + 7 * _DAY).month != t.month for t in times)
    if not is_last and len(from_first) != 1:
        return None
    nth = -1 if is_last else from_first.pop()
    by_day = f"{nth}{_WEEKDAYS[times[0].weekday()]}"
    return {"freq": "yearly", "bymonth": times[0].month, "byday": by_day}


def _changes(zone: ZoneInfo, first: int, last: int) -> Iterator[_Change]:
    """All changes of a zone's clock from one year to another."""
    start = datetime(first, 1, 1, tzinfo=UTC)
    days = (start + n * _DAY for n in range(366 * (last - first + 1)))
    for low, high in pairwise(days):
        if _shown(low, zone) == _shown(high, zone):
            continue
        before = _shown(low, zone)
        while high - low > timedelta(seconds=1):
            middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
            low, high = (middle, high) if _shown(middle, zone) == before else (low, middle)
        after = high.astimezone(zone)
        yield _Change(
            at=(high + before[0]).replace(tzinfo=None),
            before=before[0],
            after=after.utcoffset() or timedelta(),
            name=str(after.tzname()),
            daylight=bool(after.dst()),
        )


def _shown(moment: datetime, zone: ZoneInfo) -> tuple[timedelta, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname()

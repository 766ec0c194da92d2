"""What becomes of an agreed date: moved, cancelled, put into a calendar, told when it is odd."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from infoint_widgets.errors import WorkbookError
from infoint_widgets.exchange.calendar import Facts, ics
from infoint_widgets.exchange.mail import file_name
from infoint_widgets.jobs.following_up import region_of
from infoint_widgets.jobs.meetings import ASKED_FOR, agree_on, is_over, leave_at, own_zone, zone_of
from infoint_widgets.jobs.people import choose, current_meeting
from infoint_widgets.log.store import Log
from infoint_widgets.method.appointment import agreed, confirm_due, evening_before
from infoint_widgets.method.slots import Slots, three_slots
from infoint_widgets.records import Change, Contact, Meeting, Touch
from infoint_widgets.vocabulary import IN_PERSON, TouchKind
from infoint_widgets.words import Words

LONG = 180
"""Minutes from which a meeting is so long that a slip of the finger is likely."""
_SLIP_SECONDS = 600
"""How soon after a date another one corrects it, rather than being a new agreement."""


def set_date(log: Log, meeting: Meeting, local: datetime | None, zone: str) -> str:
    """What a person types as the date: it is agreed on, corrected at once, or moved later.

    Returns
    -------
    str
        The action's id, for an undo.
    """
    if (
        local is None
        or meeting.starts_at in (None, agreed(local, zone).starts_at)
        or is_over(log, meeting)
        or _date_is_fresh(log, meeting)
    ):
        return agree_on(log, meeting, local, zone)
    return move(log, meeting, local, zone)


def move(log: Log, meeting: Meeting, local: datetime, zone: str, *, by_me: bool = True) -> str:
    """Another date for a meeting that had one; `agree_on` corrects a date that was mistyped.

    Returns
    -------
    str
        The action's id: undoing it brings the old date back.

    Raises
    ------
    WorkbookError
        When the meeting is over, or has that date already.
    """
    _still_ahead(log, meeting)
    if meeting.starts_at is None:
        return agree_on(log, meeting, local, zone)
    if meeting.starts_at == agreed(local, zone).starts_at:
        raise WorkbookError("arranging.same_date", when=_when(log, meeting.starts_at, zone))
    with log.writing() as action_id:
        agree_on(log, meeting, local, zone)
        _happened(log, meeting, TouchKind.MOVED, by_me=by_me)
    return action_id


def cancel(log: Log, meeting: Meeting, *, by_me: bool, note: str = "") -> str:
    """The meeting won't take place; a next one with the same person is another meeting.

    Raises
    ------
    WorkbookError
        When the meeting is over, or nothing was agreed yet.
    """
    _still_ahead(log, meeting)
    if meeting.starts_at is None:
        raise WorkbookError("arranging.no_date")
    with log.writing() as action_id:
        _happened(log, meeting, TouchKind.CANCELLED, by_me=by_me, note=note)
    return action_id


def to_confirm(log: Log, meeting: Meeting) -> bool:
    """Whether a message that confirms the date is due and was not sent yet."""
    if is_over(log, meeting) or not confirm_due(meeting, log.now(), log.zone):
        return False
    dates = (TouchKind.ARRANGED, TouchKind.MOVED)
    touches = [
        touch
        for touch in log.find(Touch, meeting_id=meeting.id)
        if touch.kind in (*dates, TouchKind.CONFIRMED)
    ]
    last = max(reversed(touches), key=lambda touch: touch.happened_at, default=None)
    return last is None or last.kind in dates


# Into a calendar


def calendar_file(log: Log, meeting: Meeting) -> tuple[str, bytes]:
    """A meeting as a file for one's calendar: its name and what is in it.

    Raises
    ------
    WorkbookError
        When the meeting has no date.
    """
    there = log.find(Meeting, id=meeting.id)
    if not there or there[0].starts_at is None:
        raise WorkbookError("arranging.no_date")
    meeting, starts_at = there[0], there[0].starts_at
    contact = log.get(Contact, meeting.contact_id)
    facts = Facts(
        now=log.now(),
        zone=log.zone,
        language=log.language,
        sequence=sequence_of(log, meeting),
        cancelled=bool(log.find(Touch, meeting_id=meeting.id, kind=TouchKind.CANCELLED)),
        prepare_at=evening_before(starts_at, own_zone(log, meeting)),
        leave_at=leave_at(log, meeting),
    )
    day = _local(starts_at, zone_of(log, meeting)).date()
    return file_name(f"{contact.name} {day}", ".ics"), ics(meeting, contact, facts)


def sequence_of(log: Log, meeting: Meeting) -> int:
    """How many times a meeting was changed: each edit, cancelling and undo makes it more.

    The row's `version` counts what is written in it; that it was cancelled stands in the story
    alone, and that this was taken back in the history.
    """
    cancelled = log.find(Touch, meeting_id=meeting.id, kind=TouchKind.CANCELLED)
    mark = f'"kind": "{TouchKind.CANCELLED}"'
    taken_back = [
        change
        for change in log.find(Change, table_name=Touch.table)
        if (not change.after or not change.before and change.undone_at is not None)
        and meeting.id in (written := change.before or change.after)
        and mark in written
    ]
    return meeting.version + len(cancelled) + 2 * len(taken_back)


def was_moved(log: Log, meeting: Meeting, action_id: str) -> bool:
    """Whether an action put a new date into the story, rather than correcting one."""
    moved = {touch.id for touch in log.find(Touch, meeting_id=meeting.id, kind=TouchKind.MOVED)}
    written = log.find(Change, action_id=action_id, table_name=Touch.table)
    return any(change.row_id in moved for change in written)


def clock_time(seconds: int, meeting: Meeting, zone: str, words: Words) -> str:
    """A time around a meeting, with its day where that is another one."""
    at = _local(seconds, zone)
    on_the_day = _local(meeting.starts_at or seconds, zone).date() == at.date()
    return f"{at:%H:%M}" if on_the_day else words.moment(seconds, zone)


# Times to propose


def slots_for(log: Log, contact: Contact, *, now: int | None = None) -> Slots:
    """Three times to propose to a person, on none of the days on which one meets somebody.

    Parameters
    ----------
    now : int, optional
        UTC seconds; the log's present moment when it isn't given.
    """
    meeting = current_meeting(log, contact.id)
    return three_slots(
        log.now() if now is None else now,
        log.zone,
        contact.zone or log.zone,
        log.setting("region"),
        region_of(log, contact),
        minutes=meeting.minutes if meeting else ASKED_FOR,
        taken={_local(starts_at, log.zone).date() for starts_at, _ in _ahead(log)},
    )


def slots_text(log: Log, contact: Contact, slots: Slots, words: Words) -> str:
    """The times as they stand in a letter: on the guest's clock, and on one's own if it differs."""
    return "; ".join(
        _slot(start, contact.zone or log.zone, log.zone, words) for start in slots.starts
    )


def slots_told(log: Log, contact: Contact, slots: Slots) -> WorkbookError | None:
    """What to know before one proposes these times."""
    if slots.in_office_hours:
        return None
    first, last = slots.hours
    w = Words(log.language)
    return WorkbookError(
        "arranging.slots_wide",
        mine=w.city(log.zone),
        theirs=w.city(contact.zone or log.zone),
        first=f"{first}:00",
        last=f"{last}:00",
    )


def _slot(start: int, theirs: str, mine: str, words: Words) -> str:
    there, here = _local(start, theirs), _local(start, mine)
    facts = {"day": words.written(there, "letter.weekday"), "time": f"{there:%H:%M}"}
    if there == here:
        return words("letter.slot", **facts)
    facts["mine"] = f"{here:%H:%M}"
    if there.date() == here.date():
        return words("letter.slot_both", **facts)
    return words("letter.slot_both_days", **facts, my_day=words.written(here, "letter.weekday"))


# What is odd about a date; nothing of it is forbidden


def told_of_the_clock(log: Log, local: datetime, zone: str) -> WorkbookError | None:
    """What to say about a time that clocks skip or show twice on that day."""
    found = agreed(local, zone)
    typed, city = f"{local:%H:%M}", Words(log.language).city(zone)
    if found.clock == "skipped":
        when = _when(log, found.starts_at, zone)
        return WorkbookError("arranging.clock_skipped", typed=typed, city=city, when=when)
    if found.clock == "twice":
        return WorkbookError("arranging.clock_twice", typed=typed, city=city)
    return None


def told_of_the_date(log: Log, meeting: Meeting) -> Iterator[WorkbookError]:
    """What to say about a date: it is past, another day here, long, or not the only one."""
    if meeting.starts_at is None:
        return
    zone = zone_of(log, meeting)
    if meeting.starts_at < log.now() and not is_over(log, meeting):
        yield WorkbookError("arranging.past", when=_when(log, meeting.starts_at, zone))
    here = _local(meeting.starts_at, log.zone)
    if meeting.mode not in IN_PERSON and here.date() != _local(meeting.starts_at, zone).date():
        yield WorkbookError(
            "arranging.other_day",
            here=_when(log, meeting.starts_at, log.zone),
            there=_when(log, meeting.starts_at, zone),
        )
    if meeting.minutes > LONG:
        yield WorkbookError("arranging.long", n=meeting.minutes)
    for starts_at, other in _ahead(log):
        at = _local(starts_at, log.zone)
        if other.id == meeting.id or at.date() != here.date():
            continue
        whom = log.get(Contact, other.contact_id)
        yield WorkbookError(
            "arranging.overlap" if _overlap(log, meeting, other) else "arranging.same_day",
            name=whom.name or whom.organisation,
            time=f"{at:%H:%M}",
        )


def _overlap(log: Log, one: Meeting, other: Meeting) -> bool:
    """Whether one has to leave for one meeting before the other has ended."""
    first, second = sorted((one, other), key=lambda meeting: meeting.starts_at or 0)
    leave = leave_at(log, second) or second.starts_at or 0
    return leave < (first.starts_at or 0) + 60 * first.minutes


# What the log says


def _date_is_fresh(log: Log, meeting: Meeting) -> bool:
    """Whether the date was set just now, or nothing says when it was."""
    set_at = [
        touch.happened_at
        for touch in log.find(Touch, meeting_id=meeting.id)
        if touch.kind in (TouchKind.ARRANGED, TouchKind.MOVED)
    ]
    return not set_at or max(set_at) > log.now() - _SLIP_SECONDS


def _still_ahead(log: Log, meeting: Meeting) -> None:
    if is_over(log, meeting):
        raise WorkbookError("arranging.over")


def _happened(log: Log, meeting: Meeting, kind: TouchKind, *, by_me: bool, note: str = "") -> None:
    choose(log, meeting.contact_id)
    log.add(
        Touch(
            contact_id=meeting.contact_id,
            meeting_id=meeting.id,
            kind=kind,
            happened_at=log.now(),
            zone=log.zone,
            by_me=by_me,
            note=note,
        )
    )


def _ahead(log: Log) -> Iterator[tuple[int, Meeting]]:
    """The meetings that have a date and were neither held nor missed nor cancelled."""
    for meeting in log.find(Meeting):
        if meeting.starts_at is None or is_over(log, meeting):
            continue
        if log.get(Contact, meeting.contact_id).deleted_at is None:
            yield meeting.starts_at, meeting


def _when(log: Log, seconds: int, zone: str) -> str:
    return Words(log.language).moment(seconds, zone)


def _local(seconds: int, zone: str) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone)).replace(tzinfo=None)

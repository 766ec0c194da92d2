"""The meeting itself: when it began, who was named, and that it took place."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs.introductions import referral_to
from infoint_widgets.jobs.letters import language_of
from infoint_widgets.jobs.meetings import meeting_for, zone_of
from infoint_widgets.jobs.people import choose, last_picked, today
from infoint_widgets.log.store import Log
from infoint_widgets.method import timing
from infoint_widgets.method.timing import Planned, Times
from infoint_widgets.records import Contact, Meeting, Referral, Touch
from infoint_widgets.vocabulary import CALLS, IN_PERSON, Channel, Mode, NameUse, Register, TouchKind
from infoint_widgets.words import Words

SOUND = "day.sound"
MORE_MINUTES = 5
_MOST_MORE = 600
_ADDRESS = re.compile(r"[^\s,;:()<>]+@[^\s,;:()<>]+")
_ENDS = (TouchKind.MET, TouchKind.NO_SHOW, TouchKind.CANCELLED)
_TONES = {Register.SIE: "formal", Register.DU: "informal"}
_LISTED = f"""
    SELECT m.id, m.contact_id, m.starts_at, m.minutes, e.kind AS ended, c.organisation,
        trim(c.first_name || ' ' || c.last_name) AS name
    FROM meetings m JOIN contacts c ON c.id = m.contact_id
        LEFT JOIN (
            SELECT meeting_id, min(kind) AS kind FROM touches
            WHERE kind IN ({", ".join(repr(str(kind)) for kind in _ENDS)}) GROUP BY meeting_id
        ) e ON e.meeting_id = m.id
    WHERE c.deleted_at IS NULL ORDER BY m.rowid
"""  # noqa: S608 - of our own words only


# Which meeting


class Listed(NamedTuple):
    """A meeting as a list shows it."""

    id: str
    contact_id: str
    name: str
    starts_at: int | None
    times: Times | None
    met: bool


def listed(log: Log) -> list[Listed]:
    """All meetings but those that were cancelled or missed: the next first, the held ones last."""
    now = log.now()
    begun = {row["id"]: row["value"] for row in log.query(_BEGUN)}
    found = [
        Listed(
            row["id"],
            row["contact_id"],
            row["name"] or row["organisation"],
            row["starts_at"],
            timing.times(
                row["starts_at"],
                row["minutes"],
                begun_at=_number(begun.get(_begun(row["id"]), "")),
            ),
            row["ended"] == TouchKind.MET,
        )
        for row in log.query(_LISTED)
        if row["ended"] in (None, TouchKind.MET)
    ]

    def place(meeting: Listed) -> tuple[int, int]:
        if meeting.times is None:
            return 1, 0
        if meeting.times.ends_at > now and not meeting.met:
            return 0, meeting.times.starts_at
        return 2, -meeting.times.starts_at

    return sorted(found, key=place)


def meeting_at_hand(log: Log, contact_id: str | None = None) -> Meeting | None:
    """The meeting to begin with: today's or the next one, or that with a person who was named."""
    if contact_id is not None:
        return meeting_for(log, contact_id) if log.find(Contact, id=contact_id) else None
    picked = last_picked(log)
    there = listed(log)
    # Of those without a date, and of those that are over, the person's who was picked last.
    there.sort(key=lambda meeting: meeting.contact_id != picked)
    id = timing.at_hand((Planned(m.id, m.times) for m in there), log.now(), log.zone)
    return None if id is None else log.get(Meeting, id)


def as_it_stands(log: Log, meeting: Meeting) -> Meeting | None:
    """A meeting as the log has it now; None when the person is in the bin or gone."""
    contacts = log.find(Contact, id=meeting.contact_id)
    if not contacts or contacts[0].deleted_at is not None:
        return None
    there = log.find(Meeting, id=meeting.id)
    return there[0] if there else meeting


# Its time


def times_of(log: Log, meeting: Meeting) -> Times | None:
    """When a meeting begins and ends, by what was agreed and what was pressed."""
    return timing.times(
        meeting.starts_at,
        meeting.minutes,
        begun_at=_number(log.setting(_begun(meeting.id))),
        more=_number(log.setting(_more(meeting.id))) or 0,
    )


def has_begun(log: Log, meeting: Meeting) -> bool:
    """Whether the clock counts from where *Start now* was pressed."""
    times, begun_at = times_of(log, meeting), _number(log.setting(_begun(meeting.id)))
    return times is not None and times.starts_at == begun_at


def begin(log: Log, meeting: Meeting) -> Callable[[], None]:
    """ "We begin now": the clock counts from here.

    Returns
    -------
    callable
        Takes it back.

    Raises
    ------
    WorkbookError
        When it was agreed for quite another time.
    """
    if meeting.starts_at is not None and not timing.is_near(log.now(), meeting.starts_at):
        when = Words(log.language).moment(meeting.starts_at, zone_there(log, meeting))
        raise WorkbookError("day.another_time", when=when)
    with log.writing():
        _there(log, meeting)
        was = log.setting(_begun(meeting.id))
        log.set_setting(_begun(meeting.id), str(log.now()))
    return lambda: log.set_setting(_begun(meeting.id), was)


def give_more_time(log: Log, meeting: Meeting) -> Callable[[], None]:
    """They offered some more minutes; gives what takes that back."""
    with log.writing():
        was = log.setting(_more(meeting.id))
        more = (_number(was) or 0) + MORE_MINUTES
        log.set_setting(_more(meeting.id), str(min(more, _MOST_MORE)))
    return lambda: log.set_setting(_more(meeting.id), was)


def clock_ahead(log: Log) -> int:
    """By how many seconds the log's clock is ahead of the machine's: the sample's lives in 2026."""
    if not log.sample:
        return 0
    start, copied_at = (_number(log.setting(s)) for s in ("sample_now", "sample_copied_at"))
    return 0 if start is None or copied_at is None else start - copied_at


def zone_there(log: Log, meeting: Meeting) -> str:
    """The zone of the clock one looks at: one's own in a call, else that of the place."""
    return log.zone if meeting.mode in CALLS else zone_of(log, meeting)


# What to say


def sentences(log: Log, meeting: Meeting) -> dict[str, str]:
    """What one could say at each point of a meeting, as it is said to that person."""
    contact = log.get(Contact, meeting.contact_id)
    words, tone = Words(language_of(log, contact)), _TONES[contact.register]
    where = "call" if meeting.mode in CALLS else "in_person"
    of_where = {
        part: words.spoken(f"day.{part}.{where}.{tone}", contact.register)
        for part in ("first", "five_minutes", "end")
    }
    names = words.spoken(f"day.names.{tone}", contact.register)
    return {**of_where, "names": names, "language": words.language}


# Who was named


def name_somebody(
    log: Log, meeting: Meeting, name: str, where: str, name_use: NameUse
) -> tuple[Referral, str]:
    """Write down whom they named in a meeting.

    Parameters
    ----------
    where : str
        Where that person works, or how to reach them.

    Returns
    -------
    (Referral, str)
        What was written, and the action's id for an undo.

    Raises
    ------
    InvalidValue
        When there is no name.
    """
    referral = referral_to(
        log,
        meeting.contact_id,
        name,
        name_use=name_use,
        meeting_id=meeting.id,
        named_at=_then(log, meeting),
        **_where(where),
    )
    with log.writing() as action_id:
        _there(log, meeting)
        log.add(referral)
    return referral, action_id


# How it ended


def ended_by(log: Log, meeting: Meeting) -> Touch | None:
    """What ended a meeting: that one met, that they didn't come, or that it was cancelled."""
    touches = log.find(Touch, meeting_id=meeting.id)
    return next((touch for touch in reversed(touches) if touch.kind in _ENDS), None)


def how_it_stands(log: Log, ended: Touch) -> str:
    """What to say of a meeting that is over: its kind, and whether thanks are still to be sent."""
    if ended.kind is not TouchKind.MET:
        return str(ended.kind)
    thanked = log.find(Touch, contact_id=ended.contact_id, kind=TouchKind.THANKED)
    if any(touch.happened_at >= ended.happened_at for touch in thanked):
        return "met_thanked"
    zone = ZoneInfo(log.zone)
    day = datetime.fromtimestamp(ended.happened_at, zone).date()
    return "met" if day == today(log) else "met_earlier"


def record_met(log: Log, meeting: Meeting) -> str:
    """ "We met", at the end that was promised when that is past.

    Raises
    ------
    WorkbookError
        When the meeting is over already.
    """
    channels = {Mode.PHONE: Channel.PHONE, **dict.fromkeys(IN_PERSON, Channel.IN_PERSON)}
    return _end(log, meeting, TouchKind.MET, channels.get(meeting.mode) if meeting.mode else None)


def record_no_show(log: Log, meeting: Meeting) -> str:
    """They didn't come; raises as `record_met` does."""
    return _end(log, meeting, TouchKind.NO_SHOW, None)


def _end(log: Log, meeting: Meeting, kind: TouchKind, channel: Channel | None) -> str:
    with log.writing() as action_id:
        if ended_by(log, meeting) is not None:
            raise WorkbookError("day.over")
        _there(log, meeting)
        choose(log, meeting.contact_id)
        log.add(
            Touch(
                contact_id=meeting.contact_id,
                meeting_id=meeting.id,
                kind=kind,
                happened_at=_then(log, meeting),
                zone=log.zone,
                channel=channel,
                by_me=kind is TouchKind.MET,
            )
        )
    return action_id


# Below the surface

_BEGUN = "SELECT id, value FROM settings WHERE id LIKE 'day.%.started_at'"


def _begun(meeting_id: str) -> str:
    return f"day.{meeting_id}.started_at"


def _more(meeting_id: str) -> str:
    return f"day.{meeting_id}.more_minutes"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None


def _there(log: Log, meeting: Meeting) -> None:
    """A meeting that was only looked at begins to exist with what is written of it."""
    if not log.find(Meeting, id=meeting.id):
        log.add(meeting)


def _then(log: Log, meeting: Meeting) -> int:
    """Now, or the end of the meeting for what is written down later."""
    times = times_of(log, meeting)
    return log.now() if times is None else min(log.now(), times.ends_at)


def _where(text: str) -> dict[str, str]:
    """Where somebody works and how to reach them; an address may stand among other words."""
    if address := _ADDRESS.search(text):
        rest = text.replace(address[0], "").strip(" ,;:()<>–-")
        return {"reach": address[0], "organisation": rest}
    return {"reach" if _is_way(text) else "organisation": text}


def _is_way(text: str) -> bool:
    """Whether a text says how to reach somebody rather than where they work."""
    digits = sum(character.isdigit() for character in text)
    return "://" in text or "www." in text or digits > 5

"""One person's story: what happened, who led to whom, and what an entry was before a correction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from infoint_widgets.jobs import meetings
from infoint_widgets.jobs.following_up import correct_moment
from infoint_widgets.jobs.meetings import held_last
from infoint_widgets.log.store import Log
from infoint_widgets.method.follow_ups import ANSWERS
from infoint_widgets.records import Contact, Meeting, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import Channel, Precision, TouchKind

_OF_MEETINGS = {
    TouchKind.ARRANGED,
    TouchKind.MOVED,
    TouchKind.CONFIRMED,
    TouchKind.CANCELLED,
    TouchKind.MET,
    TouchKind.NO_SHOW,
}
_WRITTEN_UP = ("learned", "surprise", "cv_feedback", "notes")
_CORRECTED = ("happened_at", "precision", "channel", "note")
_HISTORY = """
    SELECT row_id, action_id, made_at, before, after FROM history
    WHERE table_name = 'touches' AND undone_at IS NULL AND before <> '' AND after <> ''
        AND row_id IN (SELECT id FROM touches WHERE contact_id = ?)
    ORDER BY made_at, rowid
"""


class About(StrEnum):
    """What an entry is about, for showing only some."""

    MESSAGE = "message"
    ANSWER = "answer"
    MEETING = "meeting"
    NAME = "name"
    REASON = "reason"


@dataclass(frozen=True)
class Was:
    """An entry as it stood before a correction.

    Attributes
    ----------
    until : int
        When it was corrected, UTC seconds.
    """

    touch: Touch
    until: int


@dataclass(frozen=True)
class Entry:
    """One entry of a story: exactly one of `touch`, `meeting`, `referral` and `reason` is there.

    Attributes
    ----------
    at : int
        UTC seconds.
    touch, meeting, referral, reason : optional
        What happened, a date that is still to come, who was named, or what to write about.
    other : Contact or None
        Of a referral, who named them; None where the person named somebody.
    written : mapping of str to str
        Of a meeting that took place, by its column, what was written up.
    was : tuple of Was
        The latest correction last.
    """

    about: About
    at: int
    touch: Touch | None = None
    meeting: Meeting | None = None
    referral: Referral | None = None
    other: Contact | None = None
    reason: ReasonToWrite | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    was: tuple[Was, ...] = ()


def story_of(log: Log, contact_id: str) -> list[Entry]:
    """All that happened with a person, from the first to what is still to come."""
    before, written = _corrections(log, contact_id), _written_up(log, contact_id)
    entries = [
        Entry(
            _about(touch.kind),
            touch.happened_at,
            touch=touch,
            written=written.get(touch.meeting_id or "", {}) if touch.kind is TouchKind.MET else {},
            was=tuple(before.get(touch.id, ())),
        )
        for touch in log.find(Touch, contact_id=contact_id)
    ]
    entries.extend(
        Entry(About.NAME, referral.named_at, referral=referral, other=other)
        for referral in log.find(Referral, contact_id=contact_id)
        for other in log.find(Contact, id=referral.referrer_id)
    )
    entries.extend(
        Entry(About.NAME, referral.named_at, referral=referral)
        for referral in log.find(Referral, referrer_id=contact_id)
    )
    entries.extend(
        Entry(About.REASON, reason.noted_at, reason=reason)
        for reason in log.find(ReasonToWrite, contact_id=contact_id)
    )
    entries.sort(key=lambda entry: entry.at)
    meeting = meetings.upcoming(log, contact_id)
    if meeting is not None and meeting.starts_at is not None:
        entries.append(Entry(About.MEETING, meeting.starts_at, meeting=meeting))
    return entries


def moment_shown(touch: Touch) -> tuple[date | None, time | None]:
    """The local day and time of an entry, as far as they are known."""
    local = datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone or "UTC"))
    day = None if touch.precision is Precision.UNKNOWN else local.date()
    exact = touch.precision is Precision.MINUTE
    return day, local.time().replace(second=0) if exact else None


def correct(
    log: Log,
    touch_id: str,
    *,
    day: date | None,
    clock_time: time | None,
    channel: Channel | None,
    note: str,
) -> str:
    """Say how something was that was written down wrongly; what it was stays in the history.

    Parameters
    ----------
    day : date or None
        None leaves the moment as it is.

    Returns
    -------
    str
        The action's id, for an undo.

    Raises
    ------
    WorkbookError
        When that moment has not come yet.
    """
    with log.writing() as action_id:
        touch = log.get(Touch, touch_id)
        if day is not None and (day, clock_time) != moment_shown(touch):
            correct_moment(log, touch_id, day, clock_time)
        log.edit(Touch, touch_id, "channel", channel, was=touch.channel)
        log.edit(Touch, touch_id, "note", note, was=touch.note)
    return action_id


def _written_up(log: Log, contact_id: str) -> dict[str, dict[str, str]]:
    """What was written up, by meeting; by "" where the one that was held had not been planned."""
    found = {meeting.id: _written(meeting) for meeting in log.find(Meeting, contact_id=contact_id)}
    met = log.find(Touch, contact_id=contact_id, kind=TouchKind.MET)
    if not any(touch.meeting_id for touch in met) and (held := held_last(log, contact_id)):
        found[""] = _written(held)
    return found


def _written(meeting: Meeting) -> dict[str, str]:
    texts = {name: getattr(meeting, name) for name in _WRITTEN_UP}
    return {name: text for name, text in texts.items() if text}


def _about(kind: TouchKind) -> About:
    if kind in ANSWERS:
        return About.ANSWER
    return About.MEETING if kind in _OF_MEETINGS else About.MESSAGE


def _corrections(log: Log, contact_id: str) -> dict[str, list[Was]]:
    """By entry, how it stood before each correction."""
    found: dict[str, dict[str, Was]] = {}
    for row in log.query(_HISTORY, contact_id):
        before, after = json.loads(row["before"]), json.loads(row["after"])
        if any(before[name] != after[name] for name in _CORRECTED):
            actions = found.setdefault(row["row_id"], {})
            actions.setdefault(row["action_id"], Was(Touch(**before), row["made_at"]))
    return {id: [*actions.values()] for id, actions in found.items()}

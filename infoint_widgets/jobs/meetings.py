"""A meeting as it is agreed and prepared."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from infoint_widgets.jobs.entering import arrive_early
from infoint_widgets.jobs.people import choose, current_meeting
from infoint_widgets.log.store import Log
from infoint_widgets.method.appointment import leave_by
from infoint_widgets.records import Meeting, Tick, Touch, derived_id
from infoint_widgets.vocabulary import CALLS, TouchKind

ASKED_FOR = 20
"""Minutes that the first letters ask for."""

_OVER = (TouchKind.MET, TouchKind.NO_SHOW, TouchKind.CANCELLED)


def meeting_for(log: Log, contact_id: str) -> Meeting:
    """The meeting to prepare for; a new one, not in the log yet, when there is none."""
    return current_meeting(log, contact_id) or _new_meeting(log, contact_id)


def is_over(log: Log, meeting: Meeting) -> bool:
    """Whether a meeting was held, missed or cancelled, so that the next is another one."""
    return any(touch.kind in _OVER for touch in log.find(Touch, meeting_id=meeting.id))


def upcoming(log: Log, contact_id: str) -> Meeting | None:
    """The meeting with a person that is agreed on and still to come."""
    meeting = current_meeting(log, contact_id)
    if meeting is None or meeting.starts_at is None or meeting.starts_at <= log.now():
        return None
    return None if is_over(log, meeting) else meeting


def held_last(log: Log, contact_id: str) -> Meeting | None:
    """The meeting with a person that took place last; while none did, the one at hand."""
    met = [t for t in log.find(Touch, contact_id=contact_id, kind=TouchKind.MET) if t.meeting_id]
    met.sort(key=lambda touch: touch.happened_at)
    found = log.find(Meeting, id=met[-1].meeting_id) if met else []
    return found[0] if found else current_meeting(log, contact_id)


def plan_another(log: Log, contact_id: str) -> str:
    """A further meeting with the same person; the one before stays as it was."""
    with log.writing() as action_id:
        log.add(_new_meeting(log, contact_id))
    return action_id


def agree_on(log: Log, meeting: Meeting, local: datetime | None, zone: str) -> str:
    """Set a meeting's date; the first time it also goes into the person's story.

    Parameters
    ----------
    local : datetime
        Wall-clock time; None takes the date away.
    zone : str
        The IANA zone in which it is meant.
    """
    starts_at = None if local is None else int(local.replace(tzinfo=ZoneInfo(zone)).timestamp())
    with log.writing() as action_id:
        log.put(meeting, "starts_at", starts_at, was=meeting.starts_at)
        log.put(meeting, "zone", zone, was=meeting.zone)
        arranged = log.find(Touch, meeting_id=meeting.id, kind=TouchKind.ARRANGED)
        if starts_at is not None and not arranged:
            choose(log, meeting.contact_id)
            log.add(
                Touch(
                    contact_id=meeting.contact_id,
                    meeting_id=meeting.id,
                    kind=TouchKind.ARRANGED,
                    happened_at=log.now(),
                    zone=log.zone,
                )
            )
    return action_id


def zone_of(log: Log, meeting: Meeting) -> str:
    """The IANA zone in which a meeting's date is meant: its own, else the log's."""
    return meeting.zone or log.zone


def own_zone(log: Log, meeting: Meeting) -> str:
    """Where one is oneself: at a call by one's own clock, else where the meeting is."""
    return log.zone if meeting.mode in CALLS else zone_of(log, meeting)


def arrive_early_minutes(log: Log) -> int:
    """How many minutes one wants to spare on arrival."""
    return arrive_early(log.setting("arrive_early_minutes"))


def leave_at(log: Log, meeting: Meeting) -> int | None:
    """When to leave for a meeting (UTC seconds); None when there is nowhere to go."""
    return leave_by(meeting, arrive_early_minutes(log))


def local_start(log: Log, meeting: Meeting) -> datetime | None:
    """When a meeting starts, as wall-clock time in its zone."""
    if meeting.starts_at is None:
        return None
    zone = ZoneInfo(zone_of(log, meeting))
    return datetime.fromtimestamp(meeting.starts_at, zone).replace(tzinfo=None)


def tick(log: Log, meeting: Meeting, item: str, *, done: bool) -> None:
    """Tick an item of a meeting's checklist, or take the tick away."""
    with log.writing():
        there = log.find(Tick, meeting_id=meeting.id, item=item)
        if done and not there:
            if not log.find(Meeting, id=meeting.id):
                log.add(meeting)
            log.add(Tick(meeting_id=meeting.id, item=item, ticked_at=log.now()))
        elif there and not done:
            log.delete(Tick, there[0].id)


def _new_meeting(log: Log, contact_id: str) -> Meeting:
    number = len(log.find(Meeting, contact_id=contact_id)) + 1
    id = derived_id("meeting", contact_id, str(number))
    return Meeting(id=id, contact_id=contact_id, zone=log.zone, minutes=ASKED_FOR)

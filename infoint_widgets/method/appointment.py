"""What follows from an agreed date: its moment, when to prepare, to confirm and to leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from infoint_widgets.records import Meeting
from infoint_widgets.vocabulary import IN_PERSON

ARRIVE_EARLY = 10
"""Minutes to spare on arrival."""

_EVENING = time(18)
_DAY = timedelta(days=1)


class Dated(Protocol):
    """What has a date, such as a meeting."""

    @property
    def starts_at(self) -> int | None: ...
    @property
    def zone(self) -> str: ...


@dataclass(frozen=True)
class Agreed:
    """A local time as a moment.

    Attributes
    ----------
    starts_at : int
        UTC seconds.
    clock : {"", "skipped", "twice"}
        `skipped` when clocks jump over that time, and it was moved forward by as much as they are;
        `twice` when they are put back and show it again, and the first one was taken.
    """

    starts_at: int
    clock: Literal["", "skipped", "twice"]


def agreed(local: datetime, zone: str) -> Agreed:
    """The moment of a wall-clock time, whatever clocks do on that day.

    Examples
    --------
    >>> agreed(datetime(2026, 3, 29, 2, 30), "Europe/Berlin")
    Agreed(starts_at=1774747800, clock='skipped')
    """
    moment = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    seconds = int(moment.timestamp())
    if _wall(seconds, zone) != local:
        return Agreed(seconds, "skipped")
    shown_again = moment.replace(fold=1).utcoffset() != moment.utcoffset()
    return Agreed(seconds, "twice" if shown_again else "")


def leave_by(meeting: Meeting, margin: int = ARRIVE_EARLY) -> int | None:
    """When to leave (UTC seconds) so as to arrive some minutes early.

    Returns
    -------
    int or None
        None without a date, or when nothing says that one has to go anywhere.
    """
    if meeting.starts_at is None or not (meeting.travel_minutes or meeting.mode in IN_PERSON):
        return None
    return meeting.starts_at - 60 * ((meeting.travel_minutes or 0) + margin)


def evening_before(starts_at: int, zone: str) -> int:
    """Six in the evening of the day before, as a clock in `zone` shows it; UTC seconds."""
    day = _wall(starts_at, zone).date() - _DAY
    return int(datetime.combine(day, _EVENING, ZoneInfo(zone)).timestamp())


def confirm_day(meeting: Dated, zone: str = "UTC", days: int = 1) -> date | None:
    """The day before, on which a short message confirms the meeting; at weekends too.

    Parameters
    ----------
    zone : str
        In which the date is meant when the meeting has none of its own.
    days : int
        How many days before.
    """
    if meeting.starts_at is None:
        return None
    return _wall(meeting.starts_at, meeting.zone or zone).date() - days * _DAY


def confirm_due(meeting: Dated, now: int, zone: str = "UTC", days: int = 1) -> bool:
    """Whether it is time to confirm: from the day before until the meeting begins."""
    day = confirm_day(meeting, zone, days)
    if day is None or meeting.starts_at is None or now >= meeting.starts_at:
        return False
    return _wall(now, meeting.zone or zone).date() >= day


def _wall(seconds: int, zone: str) -> datetime:
    """What a clock on the wall shows."""
    return (
        datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    )

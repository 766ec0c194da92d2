"""How long a meeting still has, when to say so, and which of several is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

LAST_MINUTES = 5
"""How long before the end one says that the time is nearly over."""

_SLIP = 12 * 60 * 60


@dataclass(frozen=True)
class Times:
    """When a meeting begins and ends, in UTC seconds: clock changes and midnight don't matter.

    Attributes
    ----------
    starts_at : int
    warns_at : int or None
        When to say that it ends soon; None for a meeting that is no longer than that.
    ends_at : int
        The end that was promised.
    """

    starts_at: int
    warns_at: int | None
    ends_at: int

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // 60


def times(
    agreed_at: int | None, minutes: int, *, begun_at: int | None = None, more: int = 0
) -> Times | None:
    """When a meeting begins and ends.

    Parameters
    ----------
    agreed_at : int, optional
        The start that was agreed.
    minutes : int
        How long it was promised to be.
    begun_at : int, optional
        The start as it was: who begins late or early keeps the minutes that were promised. Half
        a day away from what was agreed it was a slip, or the meeting was moved since.
    more : int
        Minutes that they offered besides.

    Returns
    -------
    Times or None
        None when nothing was agreed and it has not begun.

    Examples
    --------
    >>> times(0, 30, begun_at=600)
    Times(starts_at=600, warns_at=2100, ends_at=2400)
    >>> times(0, 5)
    Times(starts_at=0, warns_at=None, ends_at=300)
    """
    counts = begun_at is not None and is_near(begun_at, agreed_at)
    starts_at = begun_at if counts else agreed_at
    if starts_at is None:
        return None
    ends_at = starts_at + 60 * (minutes + more)
    warns_at = ends_at - 60 * LAST_MINUTES
    return Times(starts_at, warns_at if warns_at > starts_at else None, ends_at)


def is_near(now: int, agreed_at: int | None) -> bool:
    """Whether a meeting can begin now: not half a day or more away from what was agreed."""
    return agreed_at is None or abs(now - agreed_at) < _SLIP


class Planned(NamedTuple):
    """A meeting by its id, with its times as far as they are known."""

    id: str
    times: Times | None


def at_hand(meetings: Iterable[Planned], now: int, zone: str) -> str | None:
    """The meeting that a day's screen is about.

    Of today's the nearest in time, be it just over or about to begin; else the next one, else one
    without a date, else the last one.
    """
    dated, undated = [], []
    for meeting in meetings:
        if meeting.times is None:
            undated.append(meeting.id)
        else:
            dated.append((meeting.times, meeting.id))
    today = _day(now, zone)
    todays = [m for m in dated if today in (_day(m[0].starts_at, zone), _day(m[0].ends_at, zone))]
    ahead = [m for m in dated if m[0].starts_at >= now]
    if todays or ahead:
        return min(todays or ahead, key=lambda meeting: _distance(meeting[0], now))[1]
    if undated:
        return undated[0]
    return max(dated, key=lambda meeting: meeting[0].starts_at, default=(None, None))[1]


def _distance(of: Times, now: int) -> int:
    return max(of.starts_at - now, now - of.ends_at, 0)


def _day(seconds: int, zone: str) -> date:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone)).date()

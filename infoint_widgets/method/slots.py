"""Three times to propose: on days when both are at work, and at hours that suit both clocks."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from infoint_widgets.method.business_days import add_business_days, is_business_day

NOTICE_DAYS = 3
"""Business days from now before which nothing is proposed."""

HOURS = (9, 17)
HOW_MANY = 3
_LONGEST = 480
_STEP = timedelta(minutes=30)
_DAY = timedelta(days=1)
# Two weeks are soon enough; a region that is closed for longer is waited for.
_HORIZONS = (14, 120)
# Where in what a day allows: a morning, an afternoon, something between.
_SHARES = (0.2, 0.7, 0.3)


@dataclass(frozen=True)
class Slots:
    """What can be proposed.

    Attributes
    ----------
    starts : tuple of int
        Three moments in UTC seconds, in order, each on another day.
    hours : (int, int)
        The hours of the day, on both clocks, between which all of them lie.
    """

    starts: tuple[int, ...]
    hours: tuple[int, int] = HOURS

    @property
    def in_office_hours(self) -> bool:
        """Whether nobody is asked to talk early in the morning or in the evening."""
        return self.hours == HOURS


@dataclass(frozen=True)
class _Side:
    """One of the two: a clock, holidays, and the first day that leaves enough time."""

    zone: ZoneInfo
    region: str
    first_day: date

    def allows(self, start: datetime, end: datetime, hours: tuple[int, int]) -> bool:
        begins, ends = start.astimezone(self.zone), end.astimezone(self.zone)
        day = begins.date()
        midnight = datetime.combine(day, time(0))
        wall = [moment.replace(tzinfo=None) - midnight for moment in (begins, ends)]
        return (
            timedelta(hours=hours[0]) <= wall[0] <= wall[1] <= timedelta(hours=hours[1])
            and day >= self.first_day
            and is_business_day(day, self.region)
        )


def three_slots(
    now: int,
    zone_mine: str,
    zone_theirs: str,
    region_mine: str = "",
    region_theirs: str = "",
    *,
    minutes: int = 30,
    taken: Container[date] = frozenset(),
) -> Slots:
    """Three times to propose, each on another day.

    They lie on business days of both regions, at least three business days from now, and between
    nine and five on both clocks. Where the two never share such an hour, the day is widened on
    both sides by as little as it takes, and `hours` says how far.

    Parameters
    ----------
    now : int
        UTC seconds.
    zone_mine, zone_theirs : str
        IANA zones.
    region_mine, region_theirs : str
        Whose holidays are left out.
    minutes : int
        How long the meeting is to be.
    taken : container of date
        Days by one's own clock that are left out: there is another meeting already.

    Examples
    --------
    >>> slots = three_slots(1_780_000_000, "Europe/Berlin", "Asia/Kathmandu", "DE-BE")
    >>> len(slots.starts), slots.hours
    (3, (9, 17))
    """
    mine, theirs = _side(now, zone_mine, region_mine), _side(now, zone_theirs, region_theirs)
    length = timedelta(minutes=min(minutes, _LONGEST))
    for avoided in (taken, frozenset()):  # where nearly every day is taken, that gives way
        for days, wider in product(_HORIZONS, range(HOURS[0] + 1)):
            hours = (HOURS[0] - wider, min(HOURS[1] + wider, 24))
            starts = _chosen(_by_day(mine, theirs, length, hours, days, avoided), mine, theirs)
            if len(starts) == HOW_MANY:
                return Slots(starts, hours)
    return Slots(starts, hours)


def _side(now: int, zone: str, region: str) -> _Side:
    clock = ZoneInfo(zone)
    today = datetime.fromtimestamp(now, clock).date()
    return _Side(clock, region, add_business_days(today, NOTICE_DAYS, region))


def _by_day(
    mine: _Side,
    theirs: _Side,
    length: timedelta,
    hours: tuple[int, int],
    days: int,
    taken: Container[date],
) -> Iterator[list[datetime]]:
    """For each day of theirs that has any, the times that both clocks allow."""
    for n in range(days):
        day = theirs.first_day + n * _DAY
        times = [
            start
            for start in _times(day, theirs.zone)
            if theirs.allows(start, start + length, hours)
            and mine.allows(start, start + length, hours)
            and start.astimezone(mine.zone).date() not in taken
        ]
        if times:
            yield times


def _times(day: date, zone: ZoneInfo) -> Iterator[datetime]:
    """The half hours of a day, in UTC, but for those over which clocks jump."""
    local = datetime.combine(day, time(0))
    while local.date() == day:
        start = local.replace(tzinfo=zone).astimezone(UTC)
        if start.astimezone(zone).replace(tzinfo=None, fold=0) == local:
            yield start
        local += _STEP


def _chosen(found: Iterator[list[datetime]], mine: _Side, theirs: _Side) -> tuple[int, ...]:
    starts: list[int] = []
    last = date.min
    for times in found:
        # Where it is night between the two, a second day of theirs can be the same one of mine.
        times = [t for t in times if t.astimezone(mine.zone).date() > last]
        # Their clock decides what is a full hour: they are the ones to choose.
        times = [t for t in times if t.astimezone(theirs.zone).minute == 0] or times
        if times:
            start = times[int(_SHARES[len(starts)] * len(times))]
            last = start.astimezone(mine.zone).date()
            starts.append(int(start.timestamp()))
        if len(starts) == HOW_MANY:
            break
    return tuple(starts)

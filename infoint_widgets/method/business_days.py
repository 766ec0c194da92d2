"""Which days people are at work, by the public holidays of a region.

A region is written "DE-BE", "AT-9", "CH-ZH", "US-CA", or as a country alone, such as "GB"; "" has
no holidays, only weekends.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container
from datetime import date, timedelta

from infoint_widgets.errors import InvalidValue

_DAY = timedelta(days=1)
_REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def business_days_between(start: date, end: date, region: str) -> int:
    """How many business days lie after `start`, up to and including `end`.

    Parameters
    ----------
    start, end : date
    region : str
        One that isn't known has no holidays.

    Returns
    -------
    int
        0 as well when `end` lies before `start`.

    Examples
    --------
    >>> business_days_between(date(2026, 12, 23), date(2026, 12, 28), "DE-BE")
    2
    """
    free = _holidays(region)
    days = (start + n * _DAY for n in range(1, (end - start).days + 1))
    return sum(_is_business_day(day, free) for day in days)


def add_business_days(start: date, n: int, region: str) -> date:
    """The nth business day after `start`.

    Parameters
    ----------
    start : date
    n : int
        `start` itself for 0, whatever day that is.
    region : str
        One that isn't known has no holidays.

    Examples
    --------
    >>> add_business_days(date(2026, 12, 23), 2, "DE-BE")
    datetime.date(2026, 12, 28)
    """
    free, day = _holidays(region), start
    for _ in range(n):
        day += _DAY
        while not _is_business_day(day, free):
            day += _DAY
    return day


def is_business_day(day: date, region: str) -> bool:
    """Whether people are at work on a day."""
    return _is_business_day(day, _holidays(region))


def checked_region(typed: str) -> str:
    """A region as it is kept.

    Raises
    ------
    InvalidValue
        When no calendar of holidays is known for it.
    """
    region = typed.strip().upper()
    if region and not is_region(region):
        raise InvalidValue("region_unknown", field="region", value=typed[:80])
    return region


def is_region(region: str) -> bool:
    """Whether there is a calendar of holidays of that name."""
    return _calendar(region) is not None


def _is_business_day(day: date, free: Container[date]) -> bool:
    return day.isoweekday() <= 5 and day not in free


def _holidays(region: str) -> Container[date]:
    calendar = _calendar(region)
    # Not `or`: a calendar of which no year was asked yet is empty.
    return frozenset() if calendar is None else calendar


@functools.cache
def _calendar(region: str) -> Container[date] | None:
    if not _REGION.fullmatch(region):
        return None
    import holidays

    country, _, part = region.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        return None

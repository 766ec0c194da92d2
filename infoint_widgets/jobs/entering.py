"""What is checked when it is entered and taken as it is when it is there already."""

from __future__ import annotations

from infoint_widgets.errors import InvalidValue
from infoint_widgets.method.appointment import ARRIVE_EARLY
from infoint_widgets.method.business_days import checked_region
from infoint_widgets.method.follow_ups import AFTER_DAYS
from infoint_widgets.values import WEEKLY_GOAL, Check, Unfit, people_a_week, whole_number

_DAYS = whole_number(1, 60)
_MINUTES = whole_number(0, 240)
_AGENDA_DAYS = whole_number(0, 365)


def entered(name: str, typed: object) -> object:
    """A value as it is kept in the column, or the setting, of this name.

    Raises
    ------
    InvalidValue
        When a region has no calendar, or a number of days or minutes is none.
    """
    if name == "region":
        return checked_region(str(typed))
    if name == "follow_up_after_days":
        return str(_days(str(typed).strip() or AFTER_DAYS))
    if name == "arrive_early_minutes":
        return str(_minutes(str(typed).strip() or ARRIVE_EARLY))
    if name == "weekly_goal":
        return str(_goal(str(typed).strip() or WEEKLY_GOAL))
    if name.startswith("agenda.") and name.endswith(".days"):
        text = str(typed).strip()
        return str(_number("agenda_days", _AGENDA_DAYS, text)) if text else ""
    return typed


def follow_up_after(setting: str) -> int:
    """The number of days that a setting says; the usual one where it says none."""
    try:
        return _days(setting)
    except InvalidValue:
        return AFTER_DAYS


def arrive_early(setting: str) -> int:
    """The minutes to spare on arrival that a setting says; the usual ones where it says none."""
    try:
        return _minutes(setting)
    except InvalidValue:
        return ARRIVE_EARLY


def _days(value: object) -> int:
    return _number("follow_up_after_days", _DAYS, value)


def _minutes(value: object) -> int:
    return _number("arrive_early_minutes", _MINUTES, value)


def _goal(value: object) -> int:
    return _number("weekly_goal", people_a_week, value)


def _number(name: str, check: Check, value: object) -> int:
    try:
        return int(check(value))
    except Unfit as unfit:
        raise InvalidValue(str(unfit), field=name, value=str(value)[:80]) from None

"""What is checked when it is entered and taken as it is when it is there already."""

from __future__ import annotations

from infoint_widgets.errors import InvalidValue
from infoint_widgets.method.business_days import checked_region
from infoint_widgets.method.follow_ups import AFTER_DAYS
from infoint_widgets.values import Unfit, whole_number

_DAYS = whole_number(1, 60)


def entered(name: str, typed: object) -> object:
    """A value as it is kept in the column, or the setting, of this name.

    Raises
    ------
    InvalidValue
        When a region has no calendar, or a number of days is none.
    """
    if name == "region":
        return checked_region(str(typed))
    if name == "follow_up_after_days":
        return str(_days(str(typed).strip() or AFTER_DAYS))
    return typed


def follow_up_after(setting: str) -> int:
    """The number of days that a setting says; the usual one where it says none."""
    try:
        return _days(setting)
    except InvalidValue:
        return AFTER_DAYS


def _days(value: object) -> int:
    try:
        return int(_DAYS(value))
    except Unfit as unfit:
        raise InvalidValue(
            str(unfit), field="follow_up_after_days", value=str(value)[:80]
        ) from None

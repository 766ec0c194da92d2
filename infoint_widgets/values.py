"""What the value of a field may be: a check takes what came in, and gives what is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

MAX_LINE = 1_000
MAX_TEXT = 1_000_000
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

Check = Callable[[Any], Any]


class Unfit(ValueError):
    """A check's refusal; its only argument is the id of the sentence that says why."""


def well_formed(value: Any) -> str:
    """Text as SQLite and UTF-8 can keep it: no NUL, no half of a surrogate pair, LF line ends."""
    kept = str(value).replace("\0", "")
    if not kept.isascii():
        kept = kept.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return kept.replace("\r\n", "\n").replace("\r", "\n")


def clean_text(value: Any) -> str:
    """Well-formed text of a length that a form can still show."""
    kept = well_formed(value)
    if len(kept) > MAX_TEXT:
        raise Unfit("too_long")
    return kept


def clean_line(value: Any) -> str:
    """Text for a one-line field: runs of white space, line ends among them, become one space."""
    kept = " ".join(clean_text(value).split())
    if len(kept) > MAX_LINE:
        raise Unfit("too_long")
    return kept


def folded(text: str) -> str:
    """Text without case, accents and Umlauts, for comparing.

    Examples
    --------
    >>> folded("Müßig, José")
    'mussig, jose'
    """
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def spellings(text: str) -> tuple[str, str]:
    """Text folded, with an Umlaut as its letter and as the two that stand for it elsewhere."""
    spelled_out = unicodedata.normalize("NFC", text).casefold().translate(_GERMAN)
    return folded(text), folded(spelled_out)


def email_address(value: Any) -> str:
    """An e-mail address as far as its shape tells; "" where none is known."""
    address = clean_line(value)
    local, at, domain = address.rpartition("@")
    if address and not (at and local and domain) or " " in address or "@" in local:
        raise Unfit("email_malformed")
    return address


def web_address(value: Any) -> str:
    address = clean_line(value)
    if address and not address.lower().startswith(("http://", "https://")):
        raise Unfit("url_malformed")
    return address


def zone_name(value: Any) -> str:
    name = clean_line(value)
    if name and not is_zone(name):
        raise Unfit("zone_unknown")
    return name


@cache
def is_zone(name: str) -> bool:
    """Whether this machine knows an IANA zone of that name."""
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    return True


def calendar_day(value: Any) -> date:
    try:
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unfit("day_malformed") from None


def whole_number(low: int, high: int) -> Check:
    """A check for whole numbers from `low` to `high`."""

    def check(value: Any) -> int:
        try:
            number = int(value)
        except (TypeError, ValueError, OverflowError):
            raise Unfit("number_malformed") from None
        if not low <= number <= high:
            raise Unfit("number_out_of_range")
        return number

    return check


def yes_or_no(value: Any) -> bool:
    if str(value) not in {"0", "1", "False", "True"}:
        raise Unfit("choice_unknown")
    return str(value) in {"1", "True"}


def one_of(choices: type[StrEnum]) -> Check:
    """A check for one of a fixed list of words."""

    def check(value: Any) -> StrEnum:
        try:
            return choices(value)
        except ValueError:
            raise Unfit("choice_unknown") from None

    return check


def maybe(check: Check) -> Check:
    """The same check for a field that may be unknown: None or "" is None."""
    return lambda value: None if value is None or value == "" else check(value)


# UTC seconds from 1900 to 9999: beyond them no calendar of Python's can show a moment.
moment = whole_number(-2_208_988_800, 253_402_214_400)
count = whole_number(0, 2**40)
people_a_week = whole_number(0, 50)
WEEKLY_GOAL = 2
"""How many new people one asks in a week, unless the setting says another number."""


def weekly_goal(setting: str) -> int:
    """The number of people a week that a setting says; the usual one where it says none."""
    try:
        return int(people_a_week(setting))
    except Unfit:
        return WEEKLY_GOAL

"""Words and dates that people write in their files, understood in both languages.

The lists stand in ``words/<language>/importing.yaml`` below ``read``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Literal

from infoint_widgets.exchange.tables import plain
from infoint_widgets.words import LANGUAGES, Words

List = Literal[
    "header", "outcome", "channel", "mode", "truth", "form_of_address", "register", "language",
    "month",
]  # fmt: skip
Order = Literal["day_first", "month_first"]

_FIRST_YEAR_OF_TWO_DIGITS = 1970
_MOST_WORDS_OF_A_PHRASE = 4
# A yes that is taken back further on in the same cell, or a no that was none after all.
_AGREED = {"answer_yes", "met"}
_REFUSED = {"answer_no", "cancelled", "no_show", "bounced"}
_REMARK = re.compile(r"\s*[,.;:!?(–—]|\s-\s")
_YEAR = r"(?P<y>[0-9]{4}|[0-9]{2})"
_NAME = r"(?P<name>[^\W\d_]+)"
_ISO = r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"
_NUMBERS = rf"(?P<a>[0-9]{{1,2}})(?P<mark>[./-])\s?(?P<b>[0-9]{{1,2}})(?P=mark)\s?{_YEAR}"
_DAY_NAME = rf"(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?[\s-]*{_NAME}\.?,?[\s-]*{_YEAR}"
_NAME_DAY = rf"{_NAME}\.?\s*(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"
_TIME = re.compile(
    r"(?:T|,?\s+)(?:[/@|–-]\s*)?(?:(?:at|um)\s+)?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?"
    r"(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?P<half>[ap]\.?m\.?|uhr|h)?",
    re.IGNORECASE,
)
# How a spreadsheet program writes a day whose cell has lost its format: 2000 to 2064.
_SERIAL = re.compile(r"(?:3[7-9]|[45][0-9])[0-9]{3}")
_BEFORE_SERIALS = date(1899, 12, 30)
_COMPACT = r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
_FORMS = tuple(re.compile(form) for form in (_ISO, _NUMBERS, _DAY_NAME, _NAME_DAY, _COMPACT))
# A comma divides dates but not a date from its time.
_BETWEEN = re.compile(
    r"\s*(?:[;\n&|+]|,(?!\s*[0-9]{1,2}[:.][0-9]{2}(?![0-9.]))|\b(?:and|und)\b)\s*"
)
_YEARS = (".2000", "/2000", "-2000", " 2000")
_FIRST_WORD = re.compile(r"([^\W\d_]+)\.?,?\s+")


@dataclass(frozen=True)
class When:
    """A day as it was written, with the local time where one was."""

    day: date
    clock: time | None = None


@cache
def words_for(list: List) -> dict[str, str]:
    """Every word of a list in both languages, made plain, with the key that it stands for."""
    return {
        plain(word) or word.strip(): key
        for language in LANGUAGES
        for key, words in Words(language).group(f"importing.read.{list}").items()
        for word in words.split(",")
    }


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list that all stand for the same, in both languages."""
    lists = (Words(language)(f"importing.read.{name}") for language in LANGUAGES)
    return frozenset(plain(word) or word.strip() for words in lists for word in words.split(","))


def says_nothing(text: str) -> bool:
    """Whether a cell is empty or only marks that it is."""
    return not text.strip("-–—_./ \n") or plain(text) in listed("nothing")


def understand(text: str, list: List) -> tuple[str, str] | None:
    """What a cell stands for, and what else it says.

    None where it is not known, or where it says one thing and then the opposite.

    Examples
    --------
    >>> understand("Ja, gerne im Mai", "outcome")
    ('answer_yes', 'gerne im Mai')
    >>> understand("She hasn't replied yet", "outcome")
    ('silence', '')
    """
    known = words_for(list)
    whole = plain(text) or text.strip()
    if whole in known:
        return known[whole], ""
    mark = _REMARK.search(text)
    if mark and (found := _without_fillers(text[: mark.start()], known)):
        return _unless_taken_back(found, text[mark.end() :].strip(" )\n"))
    if list != "outcome":
        return None
    if found := _without_fillers(text, known):
        return found, ""
    words = text.split()
    for length in range(min(len(words), _MOST_WORDS_OF_A_PHRASE), 0, -1):
        first = plain(" ".join(words[:length]))
        if first in known and (length > 1 or first in listed("first_word")):
            return _unless_taken_back(known[first], " ".join(words[length:]))
    return None


def _without_fillers(text: str, known: dict[str, str]) -> str | None:
    words = plain(text).split()
    telling = (word for word in words if word not in listed("filler"))
    return known.get(" ".join(words)) or known.get(" ".join(telling))


def _unless_taken_back(key: str, rest: str) -> tuple[str, str] | None:
    against = _REFUSED if key in _AGREED else _AGREED if key in _REFUSED else set()
    known = words_for("outcome")
    words = plain(rest).split()
    for length in range(1, _MOST_WORDS_OF_A_PHRASE + 1):
        for at in range(len(words) - length + 1):
            phrase = " ".join(words[at : at + length])
            # "Yes, no problem" is a yes.
            if known.get(phrase) in against and phrase not in {"no", "nein", "yes", "ja"}:
                return None
    return key, rest


def read_when(text: str, order: Order = "day_first") -> When | None:
    """A date in one of the shapes that people and programs write, with a time if there is one.

    Parameters
    ----------
    order : {"day_first", "month_first"}
        How ``04/03/2026`` is meant; with dots the day is always first.

    Examples
    --------
    >>> read_when("Fr., 3. April 2026, 14:30 Uhr")
    When(day=datetime.date(2026, 4, 3), clock=datetime.time(14, 30))
    """
    text = " ".join(text.split())
    while (before := _FIRST_WORD.match(text)) and plain(before[1]) in listed("before_day"):
        text = text[before.end() :]
    if _SERIAL.fullmatch(text):
        return When(_BEFORE_SERIALS + timedelta(days=int(text)))
    for form in _FORMS:
        match = form.match(text)
        day = _day(match.groupdict(), order) if match else None
        if match and day:
            rest = text[match.end() :]
            if not rest:
                return When(day)
            clock = _TIME.fullmatch(rest)
            return _at(day, clock.groupdict()) if clock else None
    return None


def read_whens(text: str, order: Order = "day_first") -> list[When | None]:
    """The dates of a cell that may hold several; None for each part that is not one."""
    whole = read_when(text, order)
    return [whole] if whole else [read_when(part, order) for part in _parts(text)]


def lacks_year(text: str) -> bool:
    """Whether a cell is a day and a month, as one writes them who knows which year it is.

    Examples
    --------
    >>> lacks_year("3.4."), lacks_year("12 Mar"), lacks_year("soon")
    (True, True, False)
    """
    bare = text.strip(" .")
    return not read_when(bare) and any(read_when(f"{bare}{end}") for end in _YEARS)


def order_of(texts: Iterable[str]) -> set[Order]:
    """Which orders of day and month a column's dates prove: none, one, or both."""
    proved: set[Order] = set()
    for text in texts:
        for numbers in _with_slashes(text):
            if int(numbers["a"]) > 12:
                proved.add("day_first")
            if int(numbers["b"]) > 12:
                proved.add("month_first")
    return proved


def is_ambiguous(texts: Iterable[str]) -> bool:
    """Whether a column has a date that is another one in the other order of day and month."""
    return any(numbers["a"] != numbers["b"] for text in texts for numbers in _with_slashes(text))


def _parts(text: str) -> list[str]:
    return _BETWEEN.split(re.sub(r"[^\S\n]+", " ", text))


def _with_slashes(text: str) -> Iterator[dict[str, str]]:
    for part in _parts(text):
        match = _FORMS[1].match(" ".join(part.split()))
        if match and match["mark"] != ".":
            yield match.groupdict()


def _day(found: dict[str, str], order: Order) -> date | None:
    if "name" in found:
        month = words_for("month").get(plain(found["name"]), "")
        return _valid(found["y"], month[1:], found["d"])
    if "mark" not in found:
        return _valid(found["year"], found["month"], found["day"])
    day_first = _valid(found["y"], found["b"], found["a"])
    if found["mark"] == ".":
        return day_first
    month_first = _valid(found["y"], found["a"], found["b"])
    # What can't be meant in the one order is meant in the other.
    return (month_first or day_first) if order == "month_first" else (day_first or month_first)


def _valid(year: str, month: str, day: str) -> date | None:
    try:
        found = date(_whole_year(int(year), len(year)), int(month), int(day))
    except ValueError:
        return None
    return found if 1900 <= found.year < 2100 else None


def _whole_year(year: int, digits: int) -> int:
    if digits == 4:
        return year
    return year + (2000 if year + 2000 < _FIRST_YEAR_OF_TWO_DIGITS + 100 else 1900)


def _at(day: date, clock: dict[str, str | None]) -> When | None:
    half = (clock["half"] or "").casefold().replace(".", "")
    if not clock["minute"] and not half:
        return None
    hour = int(clock["hour"] or 0)
    if half in {"am", "pm"}:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        at = time(hour, int(clock["minute"] or 0))
    except ValueError:
        return None
    # Midnight is what programs write where no time was meant.
    return When(day, at if at != time(0) else None)

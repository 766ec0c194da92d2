"""What to do before, at and after a meeting: only what fits how one meets.

Which item belongs to which step, when it is done and for which kinds of meeting stands once, in
``words/checklist_items.yaml``; its text stands in each language under ``checklist.<id>``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from infoint_widgets.records import ChecklistChange
from infoint_widgets.vocabulary import Mode
from infoint_widgets.words import FOLDER, read_yaml

When = Literal["week", "day_before", "on_the_day", "after"]
WHENS: tuple[When, ...] = ("week", "day_before", "on_the_day", "after")
_BEFORE = ("week", "day_before")
_DAYS_FROM_MEETING = {"week": -7, "day_before": -1, "on_the_day": 0, "after": 1}
_LINK = re.compile(r"(?i)https?://\S+")
_NUMBER = re.compile(r"\+?[\d\s/().-]{6,}")


@dataclass(frozen=True)
class Item:
    """One thing to do.

    Attributes
    ----------
    id : str
        Stable: ticks in the log refer to it.
    step : str
        The step of the method that it belongs to, such as ``research``.
    when : str
        ``week``, ``day_before``, ``on_the_day`` or ``after``.
    modes : frozenset of Mode
        The kinds of meeting that it makes sense for.
    """

    id: str
    step: str
    when: When
    modes: frozenset[Mode]


def items(mode: Mode | None) -> list[Item]:
    """The items that fit a kind of meeting, in the order in which one does them.

    Parameters
    ----------
    mode : Mode or None
        None while it is not agreed: then only what fits every kind.

    Examples
    --------
    >>> "offer_coffee" in [item.id for item in items(Mode.PHONE)]
    False
    """
    wanted = frozenset(Mode) if mode is None else frozenset({mode})
    return [item for item in _all_items() if wanted <= item.modes]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def progress(items: Iterable[_HasId], ticked: Collection[str]) -> tuple[int, int]:
    """How many of the items are done, and how many there are.

    Parameters
    ----------
    ticked : collection of str
        Ids; those of items that don't fit (any more) don't count.
    """
    done = [item.id in ticked for item in items]
    return sum(done), len(done)


def prepared(entries: Iterable[Entry], ticked: Collection[str]) -> tuple[int, int]:
    """How much of what comes before a meeting is done, and how much there is.

    What belongs to the day itself and after it can't be done yet while one prepares.

    Parameters
    ----------
    entries : iterable of Entry
        A whole list; what is not shown doesn't count.
    ticked : collection of str
    """
    return progress((one for one in entries if one.shown and one.when in _BEFORE), ticked)


def how_far(done: int, in_all: int) -> Literal["none", "some", "all"]:
    """How much is done, for sentences that say so."""
    if done == in_all:
        return "all"
    return "some" if done else "none"


def mode_of(mode: Mode | None, place: str) -> Mode | None:
    """How one meets: as it was chosen, else as the place says, when it is a link or a number.

    Examples
    --------
    >>> mode_of(None, "https://example.org/room/7")
    <Mode.VIDEO: 'video'>
    """
    if mode is not None:
        return mode
    if _LINK.fullmatch(place):
        return Mode.VIDEO
    return Mode.PHONE if _NUMBER.fullmatch(place) else None


# What somebody changed of it


@dataclass(frozen=True)
class Entry:
    """One thing to do as somebody has it on their list.

    Attributes
    ----------
    id : str
        A packaged item's; one's own has a key of its own.
    text : str
        One's own words; "" for a packaged item.
    fits : bool
        Whether it makes sense for the kind of meeting.
    hidden : bool
    for_good : bool
        Whether one's own stands on the list of every meeting.
    """

    id: str
    when: When
    text: str = ""
    fits: bool = True
    hidden: bool = False
    for_good: bool = True

    @property
    def shown(self) -> bool:
        """Whether it stands on the list, to be ticked."""
        return self.fits and not self.hidden


def entries(mode: Mode | None, changes: Iterable[ChecklistChange], meeting_id: str) -> list[Entry]:
    """The whole list of a meeting in its order, with what is hidden and what does not fit.

    Parameters
    ----------
    mode : Mode or None
    changes : iterable of ChecklistChange
        Those for all meetings, and those for this one; others are passed over.
    meeting_id : str
    """
    by_item: dict[str, list[ChecklistChange]] = {}
    for change in changes:
        if change.meeting_id in (None, meeting_id):
            by_item.setdefault(change.item, []).append(change)
    fitting = {item.id for item in items(mode)}
    packaged = [
        Entry(item.id, item.when, fits=item.id in fitting, hidden=_hidden(by_item.get(item.id, ())))
        for item in _all_items()
    ]
    known = {item.id for item in packaged}
    own = [
        Entry(
            item,
            _when(first.due),
            text=first.text,
            hidden=_hidden(of_item),
            for_good=first.meeting_id is None,
        )
        for item, of_item in by_item.items()
        if item not in known and (first := next((c for c in of_item if c.text), None))
    ]
    found = []
    for when in WHENS:
        of_time = [entry for entry in (*packaged, *own) if entry.when == when]
        places = {entry.id: _place(by_item.get(entry.id, ()), n) for n, entry in enumerate(of_time)}
        found += sorted(of_time, key=lambda entry: places[entry.id])
    return found


def moved(entries: Iterable[Entry], item: str, step: int) -> list[str]:
    """The ids of all entries of an item's time, after it went past its next visible neighbour.

    Parameters
    ----------
    entries : iterable of Entry
        A whole list, in its order.
    item : str
    step : int
        -1 for earlier, 1 for later. The first one can't go up, and the last one not down.
    """
    entries = list(entries)
    when = next(entry.when for entry in entries if entry.id == item)
    of_time = [entry for entry in entries if entry.when == when]
    order = [entry.id for entry in of_time]
    seen = [entry.id for entry in of_time if entry.fits]
    at = seen.index(item) + step
    if not 0 <= at < len(seen):
        return order
    order.remove(item)
    order.insert(order.index(seen[at]) + (step > 0), item)
    return order


def _hidden(changes: Iterable[ChecklistChange]) -> bool:
    return any(change.hidden for change in changes)


def _place(changes: Iterable[ChecklistChange], usual: int) -> tuple[int, int]:
    """Where an entry stands: as ordered for this meeting, else for all, else as it comes."""
    ordered = [change for change in changes if change.position is not None]
    ordered.sort(key=lambda change: change.meeting_id is None)
    return (usual if not ordered else ordered[0].position or 0, usual)


def _when(due: str) -> When:
    return next((when for when in WHENS if when == due), WHENS[0])


# When it is due


@dataclass(frozen=True)
class Due:
    """By when a part of the list is to be done.

    Attributes
    ----------
    day : date
    state : {"coming", "today", "soon", "past"}
        `soon` when the day has gone by and the meeting has not: there is still time.
    """

    day: date
    state: Literal["coming", "today", "soon", "past"]


def due(when: When, starts_at: int, zone: str, now: int) -> Due:
    """By when a part of the list is to be done, in days of a zone.

    Parameters
    ----------
    starts_at, now : int
        UTC seconds.
    zone : str
        Where one is oneself when the meeting begins.

    Examples
    --------
    >>> due("day_before", 1_780_000_000, "Pacific/Kiritimati", 1_779_000_000)
    Due(day=datetime.date(2026, 5, 28), state='coming')
    """
    today, of_meeting = (
        datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)).date()
        for moment in (now, starts_at)
    )
    day = of_meeting + timedelta(days=_DAYS_FROM_MEETING[when])
    if day == today:
        return Due(day, "today")
    if day > today:
        return Due(day, "coming")
    return Due(day, "soon" if now < starts_at else "past")


@cache
def _all_items() -> tuple[Item, ...]:
    rows = read_yaml(FOLDER / "checklist_items.yaml")
    found = [
        Item(
            id=row["id"],
            step=row["step"],
            when=when,
            modes=frozenset(Mode(mode) for mode in row.get("modes", Mode)),
        )
        for when in WHENS
        for row in rows[when]
    ]
    return tuple(found)

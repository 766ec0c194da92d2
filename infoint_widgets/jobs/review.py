"""A month looked back on: what was done in it, what the figures say by its end, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets import stats
from infoint_widgets.exchange.review import Figure, Review
from infoint_widgets.jobs.learned_out import nameless_of, somebody
from infoint_widgets.jobs.people import to_thank, today
from infoint_widgets.log.store import Log
from infoint_widgets.vocabulary import Precision, Stage, TouchKind
from infoint_widgets.words import Words

LONGEST_SAID = 600
_LONGEST_LEARNED, _MOST_LEARNED = 160, 3
_MOST_NAMES = 5
_ANSWERS = (
    TouchKind.ANSWER_YES,
    TouchKind.ANSWER_NO,
    TouchKind.ANSWER_LATER,
    TouchKind.ANSWER_OTHER,
)
# What is counted of a month, with the kinds of touches that are it.
_DONE = {
    "messages": (TouchKind.OUTREACH, TouchKind.FOLLOW_UP),
    "answers": _ANSWERS,
    "yes": (TouchKind.ANSWER_YES,),
    "met": (TouchKind.MET,),
    "thanked": (TouchKind.THANKED,),
}


class Frames(NamedTuple):
    """The statistics of a review, in the order in which `charts.review` takes them."""

    rate: Any
    in_time: Any
    funnel: Any
    grown: Any
    activity: Any


class Wanted(NamedTuple):
    """What of a month goes onto its page.

    Attributes
    ----------
    month : date
        Its first day.
    names : bool
        Whether people and organisations are named.
    own_name : bool
        Whether one's own name stands on it.
    learned : bool
    """

    month: date
    names: bool = False
    own_name: bool = True
    learned: bool = True


# Months


def months(log: Log) -> list[date]:
    """The first days of the months one can look back on, the newest first; none without a touch."""
    first = _seconds_of_first(log)
    if first is None:
        return []
    this = _first_day(log, log.now())
    found, month = [], min(_first_day(log, first), this)
    while month <= this:
        found.append(month)
        month = _next(month)
    return found[::-1]


def usual(log: Log) -> date | None:
    """The last month that is over, or this one when the log is no older."""
    found = months(log)
    return found[1] if len(found) > 1 else next(iter(found), None)


def ends_at(log: Log, month: date) -> int:
    """The last second of a month where one is, or now while it is not over."""
    return min(_begins_at(log, _next(month)) - 1, log.now())


def _seconds_of_first(log: Log) -> int | None:
    (row,) = log.query(
        "SELECT min(happened_at) AS first FROM touches JOIN contacts ON contacts.id = contact_id "
        "WHERE deleted_at IS NULL AND happened_at <= ?",
        log.now(),
    )
    first: int | None = row["first"]
    return first


def _first_day(log: Log, seconds: int) -> date:
    return datetime.fromtimestamp(seconds, ZoneInfo(log.zone)).date().replace(day=1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _begins_at(log: Log, month: date) -> int:
    there = datetime(month.year, month.month, 1, tzinfo=ZoneInfo(log.zone))
    return int(there.timestamp())


# The page


class Kept:
    """The statistics of a log's months, kept until something is written that may change them."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._state: tuple[object, ...] = ()
        self._frames: dict[date, Frames] = {}

    def frames(self, month: date) -> Frames:
        """Those of a month, as `frames` makes them."""
        state = _state(self._log)
        if state != self._state:
            self._state, self._frames = state, {}
        if month not in self._frames:
            self._frames[month] = frames(self._log, month)
        return self._frames[month]


def _state(log: Log) -> tuple[object, ...]:
    """What is another when a figure may be: all but texts and settings have a history."""
    (written,) = log.query(
        "SELECT (SELECT count(*) FROM history) AS changes, "
        "(SELECT count(*) FROM history WHERE undone_at IS NOT NULL) AS undone, "
        "(SELECT count(*) FROM contacts) AS people, (SELECT count(*) FROM touches) AS touches, "
        "(SELECT count(*) FROM referrals) AS named"
    )
    return (*written, log.weekly_goal, log.zone, today(log))


def frames(log: Log, month: date) -> Frames:
    """The statistics as they were known at the end of a month."""
    journeys = log.journeys(as_of=ends_at(log, month))
    return Frames(
        stats.response_rate(journeys),
        stats.thanked_in_time(journeys),
        stats.funnel(journeys),
        stats.network_growth(journeys),
        stats.activity(journeys, goal=log.weekly_goal),
    )


def review_of(log: Log, wanted: Wanted, figures: Iterable[Figure]) -> Review:
    """What stands on the page of a month."""
    w = Words(log.language)
    begin, end = _begins_at(log, wanted.month), ends_at(log, wanted.month)
    done = _done(log, begin, end)
    any_done = any(done.values())
    nameless = None if wanted.names else nameless_of(log, w)
    plain = nameless or _plain
    remarks = [*_met(log, begin, end, w, nameless), *_undated(log, begin, end, w)]
    learned = _learned(log, begin, end) if wanted.learned else []
    return Review(
        language=log.language,
        month=wanted.month,
        until=datetime.fromtimestamp(end, ZoneInfo(log.zone)).date(),
        name=log.setting("name") if wanted.own_name else "",
        sample=log.sample,
        done=tuple((n, w(f"review.done.{what}", n=n)) for what, n in done.items() if any_done),
        remarks=tuple(remarks),
        said=_cut(plain(said(log, wanted.month)).strip(), LONGEST_SAID),
        figures=tuple(figures),
        learned=tuple(_cut(plain(line), _LONGEST_LEARNED) for line in learned),
        next=tuple(_next_steps(log, w, names=wanted.names)),
        today=today(log),
    )


def setting_of(month: date) -> str:
    """The setting that keeps what one says about a month."""
    return f"review.{month:%Y-%m}"


def said(log: Log, month: date) -> str:
    return log.setting(setting_of(month))


def file_name(log: Log, wanted: Wanted) -> str:
    """The name of the page's file, without an ending."""
    w = Words(log.language)
    name = w("review.file", month=f"{wanted.month:%Y-%m}")
    return name if wanted.names else name + w("review.file_nameless")


def _plain(text: str) -> str:
    return text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


# What was done

_IN_TIME = (
    "FROM touches t JOIN contacts c ON c.id = t.contact_id "
    "WHERE c.deleted_at IS NULL AND t.happened_at BETWEEN ? AND ? "
)
_DATED = _IN_TIME + "AND t.precision <> ? "


def _done(log: Log, begin: int, end: int) -> dict[str, int]:
    rows = log.query(
        f"SELECT t.kind, count(*) AS n {_DATED} GROUP BY t.kind",
        begin,
        end,
        Precision.UNKNOWN,
    )
    found = {row["kind"]: int(row["n"]) for row in rows}
    done = {what: sum(found.get(kind, 0) for kind in kinds) for what, kinds in _DONE.items()}
    (named,) = log.query(
        "SELECT count(*) AS n FROM referrals r JOIN contacts c ON c.id = r.referrer_id "
        "WHERE c.deleted_at IS NULL AND r.named_at BETWEEN ? AND ?",
        begin,
        end,
    )
    return {**done, "named": int(named["n"])}


def _undated(log: Log, begin: int, end: int, w: Words) -> Iterator[str]:
    (row,) = log.query(
        f"SELECT count(*) AS n {_IN_TIME} AND t.precision = ?",
        begin,
        end,
        Precision.UNKNOWN,
    )
    if row["n"]:
        yield w("review.undated", n=int(row["n"]))


def _met(
    log: Log, begin: int, end: int, w: Words, nameless: Callable[[str], str] | None
) -> Iterator[str]:
    """Whom one met in this time, by name or by field."""
    rows = log.query(
        "SELECT trim(c.first_name || ' ' || c.last_name) AS name, c.organisation, c.field, "
        f"c.field_id {_DATED} AND t.kind = ? "
        "GROUP BY c.id ORDER BY min(t.happened_at), min(t.rowid)",
        begin,
        end,
        Precision.UNKNOWN,
        TouchKind.MET,
    )
    if not rows:
        return
    if nameless is None:
        yield w("review.met_whom", people=_some([_named(row) for row in rows], w))
        return
    known = w.group("vocabulary.field")
    fields = [nameless(known.get(row["field_id"], row["field"])) for row in rows]
    most = Counter(filter(None, fields)).most_common(_MOST_NAMES)
    people = [f"{n} × {somebody(w, field)}" if n > 1 else somebody(w, field) for field, n in most]
    more = len(rows) - sum(n for _, n in most)
    if people:
        yield w("review.met_whom", people=_with_more(people, more, w))


def _named(row: Any) -> str:
    name, organisation = row["name"], row["organisation"]
    return f"{name} ({organisation})" if name and organisation else name or organisation or "–"


def _some(people: Sequence[str], w: Words) -> str:
    """The first few of many."""
    return _with_more(people[:_MOST_NAMES], len(people) - _MOST_NAMES, w)


def _with_more(people: Sequence[str], more: int, w: Words) -> str:
    return ", ".join([*people, *([w("review.more", n=more)] if more > 0 else [])])


def _learned(log: Log, begin: int, end: int) -> list[str]:
    """Three things: of each meeting the first, the newest meeting first, then what is left."""
    rows = log.query(
        "SELECT m.learned FROM meetings m JOIN contacts c ON c.id = m.contact_id "
        "JOIN touches t ON t.meeting_id = m.id AND t.kind = ? "
        "WHERE c.deleted_at IS NULL AND m.learned <> '' AND t.happened_at BETWEEN ? AND ? "
        "GROUP BY m.id ORDER BY max(t.happened_at) DESC, max(t.rowid)",
        TouchKind.MET,
        begin,
        end,
    )
    of_each = [[line.strip() for line in row["learned"].splitlines()] for row in rows]
    longest = max(map(len, of_each), default=0)
    lines = [lines[at] for at in range(longest) for lines in of_each if at < len(lines)]
    return [line for line in lines if line][:_MOST_LEARNED]


# What comes next, as of today


def _next_steps(log: Log, w: Words, *, names: bool) -> Iterator[str]:
    steps = {
        "thank": [contact.name or contact.organisation for contact in to_thank(log)],
        "meet": _planned(log),
        **_to_write(log),
    }
    found = {step: people for step, people in steps.items() if people}
    for step, people in found.items():
        told = w(f"review.steps.{step}", n=len(people))
        known = [name for name in people if name]
        if names and known and step != "write":
            told = w("review.steps.names", step=told, names=_some(known, w))
        yield told
    if not found:
        yield w("review.steps.find")


def _planned(log: Log) -> list[str]:
    rows = log.query(
        "SELECT trim(c.first_name || ' ' || c.last_name) AS name FROM meetings m "
        "JOIN contacts c ON c.id = m.contact_id "
        "WHERE c.deleted_at IS NULL AND m.starts_at > ? AND m.id NOT IN "
        "(SELECT meeting_id FROM touches WHERE meeting_id IS NOT NULL AND kind IN (?, ?)) "
        "ORDER BY m.starts_at, m.rowid",
        log.now(),
        TouchKind.MET,
        TouchKind.CANCELLED,
    )
    return [row["name"] for row in rows]


def _to_write(log: Log) -> dict[str, list[str]]:
    """People one was named, and others on one's list, to whom one has neither written nor met."""
    new = log.query(
        "SELECT trim(c.first_name || ' ' || c.last_name) AS name, "
        "c.id IN (SELECT contact_id FROM referrals WHERE contact_id IS NOT NULL) AS named "
        "FROM contacts c WHERE c.deleted_at IS NULL AND c.stage = ? AND c.id NOT IN "
        "(SELECT contact_id FROM touches WHERE kind IN (?, ?, ?)) ORDER BY c.chosen_at, c.rowid",
        Stage.CHOSEN,
        TouchKind.OUTREACH,
        TouchKind.FOLLOW_UP,
        TouchKind.MET,
    )
    not_added = log.query(
        "SELECT trim(r.first_name || ' ' || r.last_name) AS name FROM referrals r "
        "JOIN contacts c ON c.id = r.referrer_id "
        "WHERE c.deleted_at IS NULL AND r.contact_id IS NULL ORDER BY r.named_at, r.rowid"
    )
    return {
        "named": [row["name"] for row in [*(row for row in new if row["named"]), *not_added]],
        "write": [row["name"] for row in new if not row["named"]],
    }

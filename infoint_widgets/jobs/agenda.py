"""The agenda of a log: what is due today, how far each person has come, and what is put off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import checklist as lists
from infoint_widgets.jobs.following_up import after_days
from infoint_widgets.jobs.people import record, today
from infoint_widgets.log.store import Log
from infoint_widgets.method.agenda import Entry, PutOff, agenda, asked_this_week
from infoint_widgets.method.agenda_rules import Rule, rules, with_own
from infoint_widgets.method.checklist import prepared
from infoint_widgets.method.standing import (
    Happened,
    Named,
    Person,
    Planned,
    Step,
    Story,
    stories,
)
from infoint_widgets.records import Contact, Meeting, Snooze, Tick
from infoint_widgets.vocabulary import NameUse, Precision, TouchKind

ON, DAYS = "agenda.{rule}.on", "agenda.{rule}.days"
WEEKLY_GOAL = "weekly_goal"
# What comes up again by itself: "not this one" is said of this time only.
_COMES_BACK = {"ask_somebody": 7, "keep_in_touch": 30}
_DAY = timedelta(days=1)

_PEOPLE = """
    SELECT id, region, keep_in_touch_days FROM contacts
    WHERE stage = 'chosen' AND deleted_at IS NULL ORDER BY rowid
"""
_TOUCHES = """
    SELECT t.contact_id, t.kind, t.happened_at, t.zone, t.precision, t.meeting_id, t.ask_again_on
    FROM touches t JOIN contacts c ON c.id = t.contact_id
    WHERE c.stage = 'chosen' AND c.deleted_at IS NULL ORDER BY t.contact_id, t.rowid
"""
_MEETINGS = """
    SELECT m.id, m.contact_id, m.starts_at, m.zone, m.in_touch_by,
        trim(m.notes || m.learned || m.surprise || m.cv_feedback) <> ''
            OR EXISTS (SELECT 1 FROM questions q WHERE q.meeting_id = m.id AND q.answer <> '')
            AS written
    FROM meetings m JOIN contacts c ON c.id = m.contact_id
    WHERE c.stage = 'chosen' AND c.deleted_at IS NULL ORDER BY m.rowid
"""
_REFERRALS = """
    SELECT id, referrer_id, trim(first_name || ' ' || last_name) AS name, named_at, name_use,
        contact_id, meeting_id
    FROM referrals ORDER BY rowid
"""
_SETTINGS = "SELECT id, value FROM settings WHERE id LIKE 'agenda.%'"
_KINDS = {str(kind): kind for kind in TouchKind}
_PRECISIONS = {str(precision): precision for precision in Precision}


@dataclass(frozen=True)
class Day:
    """What a day asks for.

    Attributes
    ----------
    entries : tuple of Entry
        What is due, the most pressing first.
    steps : mapping of str to Step
        Where each person stands, by their id.
    asked, goal : int
        How many new people were asked this week, and how many one wants to ask; 0 for no goal.
    """

    today: date
    entries: tuple[Entry, ...]
    steps: Mapping[str, Step]
    asked: int
    goal: int

    @cached_property
    def counts(self) -> Counter[Step]:
        """How many people stand at each step."""
        return Counter(self.steps.values())


def day(log: Log) -> Day:
    """What is due in a log at its present moment."""
    now, zone, goal, by = log.now(), log.zone, log.weekly_goal, own_rules(log)
    of = _stories(log, by["prepare"].days)
    entries = agenda(
        of,
        _named(log),
        now=now,
        zone=zone,
        region=log.setting("region"),
        goal=goal,
        put_off=_put_off(log),
        by=by,
    )
    return Day(
        today(log),
        tuple(entries),
        {id: story.step(now) for id, story in of.items()},
        asked_this_week(of.values(), today(log)),
        goal,
    )


def own_rules(log: Log) -> dict[str, Rule]:
    """The rules as the settings have them."""
    set_to = {row["id"]: row["value"] for row in log.query(_SETTINGS)}
    own = {}
    for rule in rules():
        days = set_to.get(DAYS.format(rule=rule), "")
        own[rule] = (set_to.get(ON.format(rule=rule)) != "0", int(days) if days.isdigit() else None)
    own["follow_up"] = (own["follow_up"][0], after_days(log))
    return with_own(own)


# Putting off


def snooze(log: Log, entry: Entry, until: date, reason: str = "") -> str:
    """Put an entry off until a day.

    Returns
    -------
    str
        The action's id, for an undo.

    Raises
    ------
    WorkbookError
        When the day is not one that is still to come.
    """
    if until <= today(log):
        raise WorkbookError("agenda.day_is_past", day=until.isoformat())
    return _put(log, entry, until, reason)


def days_to_put_off(now: date) -> dict[str, date]:
    """The days until which one can put something off with one press, by name."""
    days = {"tomorrow": 1, "three_days": 3, "monday": _to_monday(now), "two_weeks": 14, "month": 30}
    return {name: now + n * _DAY for name, n in days.items()}


def not_this_one(log: Log, entry: Entry, reason: str = "") -> str:
    """Take an entry off the list for good; what comes back by itself, for this time.

    Returns
    -------
    str
        The action's id, for an undo.
    """
    until = None
    if entry.rule == "ask_somebody":
        until = today(log) + _to_monday(today(log)) * _DAY
    elif entry.rule == "keep_in_touch" and entry.contact_id:
        usual = log.get(Contact, entry.contact_id).keep_in_touch_days
        until = today(log) + (usual or _COMES_BACK[entry.rule]) * _DAY
    return _put(log, entry, until, reason)


def _to_monday(day: date) -> int:
    """How many days there are until the next week begins."""
    return 7 - day.weekday()


def _put(log: Log, entry: Entry, until: date | None, reason: str) -> str:
    about = {"rule": entry.rule, "contact_id": entry.contact_id, "meeting_id": entry.meeting_id}
    with log.writing() as action_id:
        for there in log.find(Snooze, **about):
            log.delete(Snooze, there.id)
        log.add(Snooze(**about, until=until, reason=reason))  # type: ignore[arg-type]
    return action_id


def tell(log: Log, entry: Entry) -> str:
    """Write down that somebody knows what became of whom they named.

    Returns
    -------
    str
        The action's id, for an undo.
    """
    assert entry.contact_id is not None
    _, action_id = record(log, entry.contact_id, TouchKind.LOOP_CLOSED)
    return action_id


# From the log


def _stories(log: Log, prepare_days: int) -> dict[str, Story]:
    rows = groupby(log.query(_TOUCHES), lambda row: row["contact_id"])
    touches = {contact_id: [_happened(row) for row in theirs] for contact_id, theirs in rows}
    people = [
        Person(id, region, usual, touches.get(id, ())) for id, region, usual in log.query(_PEOPLE)
    ]
    return stories(people, _planned(log, prepare_days))


def _happened(row: Any) -> Happened:
    _, kind, happened_at, zone, precision, meeting_id, again = row
    return Happened(
        _KINDS[kind],
        happened_at,
        zone,
        _PRECISIONS[precision],
        meeting_id,
        date.fromisoformat(again) if again else None,
    )


def _planned(log: Log, prepare_days: int) -> Iterator[Planned]:
    """All meetings; the lists only of those near enough, whatever their time zones."""
    now = log.now()
    soon = now + (prepare_days + 3) * _DAY.total_seconds()
    for row in log.query(_MEETINGS):
        near = row["starts_at"] is not None and now < row["starts_at"] < soon
        done, items = _prepared(log, row["id"]) if near else (0, 0)
        by = row["in_touch_by"]
        yield Planned(
            row["id"],
            row["contact_id"],
            row["starts_at"],
            row["zone"],
            bool(row["written"]),
            done,
            items,
            date.fromisoformat(by) if by else None,
        )


def _prepared(log: Log, meeting_id: str) -> tuple[int, int]:
    """How much of a meeting's list is done, of what comes before it."""
    meeting = log.get(Meeting, meeting_id)
    ticked = {tick.item for tick in log.find(Tick, meeting_id=meeting_id)}
    return prepared(lists.whole_list(log, meeting), ticked)


def _named(log: Log) -> list[Named]:
    return [
        Named(
            row["id"],
            row["referrer_id"],
            row["name"],
            row["named_at"],
            NameUse(row["name_use"]),
            row["contact_id"],
            row["meeting_id"],
        )
        for row in log.query(_REFERRALS)
    ]


def _put_off(log: Log) -> list[PutOff]:
    rows = log.query("SELECT rule, contact_id, meeting_id, until FROM snoozes")
    return [
        PutOff(rule, contact_id, meeting_id, date.fromisoformat(until) if until else None)
        for rule, contact_id, meeting_id, until in rows
    ]

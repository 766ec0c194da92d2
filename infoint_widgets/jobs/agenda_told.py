"""An entry of the agenda in words: what, why and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.jobs.agenda import Day
from infoint_widgets.jobs.following_up import region_of
from infoint_widgets.jobs.people import today
from infoint_widgets.log.store import Log
from infoint_widgets.method.agenda import Entry
from infoint_widgets.method.business_days import business_days_between
from infoint_widgets.method.standing import Step
from infoint_widgets.records import Contact
from infoint_widgets.words import Words

_DAY = timedelta(days=1)
# The fact by which a rule's reason has several forms.
_FORMS = {"set_date": "said", "prepare": "far"}
_BY_TONIGHT = ("thank", "write_down", "confirm", "set_date")


class Told(NamedTuple):
    """What an entry says.

    Attributes
    ----------
    what : str
    why : str
    when : str
        By when, or since when.
    """

    what: str
    why: str
    when: str


def told(log: Log, entry: Entry, w: Words) -> Told:
    """An entry in words."""
    facts = _facts(log, entry, w)
    why = f"agenda.{entry.rule}.why"
    if entry.rule in _FORMS:
        why = f"{why}.{entry.facts[_FORMS[entry.rule]]}"
    return Told(w(f"agenda.{entry.rule}.what", **facts), w(why, **facts), when(log, entry, w))


def when(log: Log, entry: Entry, w: Words) -> str:
    """By when an entry is in time, or since when it waits."""
    now = today(log)
    if entry.rule == "ask_somebody":
        return w("agenda.when.week")
    if entry.due < now:
        return w("agenda.when.since", day=_day(entry.since, now, w))
    if entry.due == now:
        return w("agenda.when.tonight" if entry.rule in _BY_TONIGHT else "agenda.when.today")
    if entry.due == now + _DAY:
        return w("agenda.when.tomorrow")
    return w("agenda.when.by", day=_day(entry.due, now, w))


def week(day: Day, w: Words) -> str:
    """How many new people were asked this week, of how many one wants to."""
    if not day.steps:
        return ""
    if day.goal:
        return w("agenda.week", asked=day.asked, n=day.goal)
    return w("agenda.week_free", n=day.asked) if day.asked else ""


def next_step(day: Day, w: Words) -> str:
    """A small thing to do on a day on which nothing is due."""
    if not day.steps:
        return w("agenda.next.add")
    if to_write := day.counts[Step.TO_WRITE]:
        return w("agenda.next.write", n=to_write)
    return w("agenda.next.wait")


def name_of(log: Log, contact_id: str, w: Words) -> str:
    """How a person is called where there is little room."""
    contact = log.get(Contact, contact_id)
    return contact.name or contact.organisation or w("picker.no_name")


def _facts(log: Log, entry: Entry, w: Words) -> dict[str, object]:
    facts: dict[str, object] = {**entry.facts, "name": ""}
    if entry.contact_id:
        facts["name"] = name_of(log, entry.contact_id, w)
    day = entry.facts.get("day")
    if isinstance(day, date):
        facts["day"] = _day(day, today(log), w)
        if entry.rule == "follow_up" and entry.contact_id:
            region = region_of(log, log.get(Contact, entry.contact_id))
            facts["n"] = business_days_between(day, today(log), region)
    if "starts_at" in facts:
        start = datetime.fromtimestamp(int(str(facts["starts_at"])), ZoneInfo(str(facts["zone"])))
        day_there = w.written(start.date(), "agenda.weekday")
        facts["when"] = w("agenda.moment", day=day_there, time=f"{start:%H:%M}")
    if "names" in facts:
        facts["names"] = _listed(entry.facts["names"])
    if "referrer" in facts:
        facts["referrer"] = name_of(log, str(facts["referrer"]), w)
    if "goal" in facts:
        facts["n"] = facts["goal"]
    return facts


def _listed(names: object) -> str:
    return ", ".join(map(str, names)) if isinstance(names, Iterable) else ""


def _day(day: date, now: date, w: Words) -> str:
    """A day without its year, unless it is another one."""
    return w.written(day, "agenda.day" if day.year == now.year else "agenda.day_of_year")

"""What is due in drawn logs is what a slow and plain agenda finds, in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import product
from random import Random
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from infoint_widgets.method.agenda import PutOff, agenda
from infoint_widgets.method.agenda_rules import rules, with_own
from infoint_widgets.method.standing import Happened, Named, Person, Planned, stories
from infoint_widgets.vocabulary import NameUse, Precision, TouchKind
from tests.unit import agenda_plainly as plainly
from tests.unit.agenda_plainly import About, Due
from tests.unit.log_plainly import Log

# New Year and Epiphany have just been, a weekend between them.
LAST_DAY = date(2027, 1, 8)
ZONES = ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"]
IDS = ["ada", "ben", "cem"]
K = TouchKind
Names = tuple[str, ...]
ENDS_OF_A_DAY = ((0, 0), (9, 0), (15, 30), (23, 59))


def day(n: int) -> date:
    """The day that lies n days before the last."""
    return LAST_DAY - timedelta(days=n)


def at(n: int, hour: int, minute: int, zone: str) -> int:
    local = datetime.combine(day(n), datetime.min.time(), ZoneInfo(zone or "UTC"))
    return int(local.replace(hour=hour, minute=minute).timestamp())


def moments(*days_ago: int) -> list[tuple[int, str, Precision]]:
    """Moments on these days, with where they are and how exactly they are known."""
    exact = product(days_ago, ENDS_OF_A_DAY, [*ZONES, ""], [Precision.MINUTE])
    by_day = product(days_ago, [(12, 0)], [*ZONES, ""], [Precision.DAY] * 3 + [Precision.UNKNOWN])
    return [(at(n, *clock, zone), zone, how) for n, clock, zone, how in (*exact, *by_day)]


def happened(
    kind: TouchKind, when: tuple[int, str, Precision], meeting_id: str | None, again: date | None
) -> Happened:
    return Happened(kind, *when, meeting_id, again if kind is K.ANSWER_LATER else None)


# As often as all else together: what brings somebody further.
KINDS = st.sampled_from([*K] + [K.OUTREACH] * 6 + [K.ANSWER_YES, K.ANSWER_LATER, K.MET, K.MET] * 2)
# Nearly all of it lately; the rest where it becomes too late for something.
THEN = st.sampled_from(moments(*range(20), 25, *range(29, 36, 2), *range(60, 67, 2), 95))
PLANNED_FOR = st.sampled_from([None] * 40 + moments(*range(-4, 9)))
SOON = st.sampled_from([None, *map(day, range(-4, 12))])
REGIONS = st.sampled_from(["", "DE-BE", "DE-BY", "AT-9", "US-CA"])


def person_with_meetings(id: str) -> st.SearchStrategy[tuple[Person, list[Planned]]]:
    touch = st.builds(happened, KINDS, THEN, st.sampled_from([None, f"{id}-0", f"{id}-1"]), SOON)
    person = st.builds(
        Person,
        st.just(id),
        REGIONS,
        st.sampled_from([None, None, 1, 9, 30]),
        st.lists(touch, max_size=1) | st.lists(touch, max_size=5),
    )
    meeting = st.builds(
        lambda n, when, written, done, by: Planned(
            f"{id}-{n}", id, when and when[0], when[1] if when else "", written, done, 2, by
        ),
        st.integers(0, 1),
        PLANNED_FOR,
        st.booleans(),
        st.integers(0, 2),
        SOON,
    )
    return st.tuples(person, st.lists(meeting, max_size=2, unique_by=lambda one: one.id))


def log_of(
    drawn: tuple[tuple[Person, list[Planned]] | None, ...],
    referrals: list[Named],
    now: tuple[int, tuple[int, int], str],
    own: dict[str, tuple[bool, int | None]],
    region: str,
    goal: int,
) -> Log:
    """A log at a moment until which all of it has happened."""
    n, clock, zone = now
    until = at(n, *clock, zone)
    there = [one for one in drawn if one is not None]
    people = [
        person._replace(touches=[t for t in person.touches if t.happened_at <= until])
        for person, _ in there
    ]
    meetings = [meeting for _, theirs in there for meeting in theirs]
    return Log(people, meetings, referrals, until, zone, region, goal, with_own(own))


logs = st.builds(
    log_of,
    st.tuples(*(st.none() | person_with_meetings(id) for id in IDS)),
    st.lists(
        st.builds(
            Named,
            st.uuids().map(str),
            st.sampled_from(["ada", *IDS]),
            st.sampled_from(["Dana", "Eli", "Fay"]),
            st.sampled_from([when for when, _, _ in moments(7, 8, 9, 21, 22, 23, 40, 184, 197)]),
            st.sampled_from(NameUse),
            st.sampled_from([None] * 5 + [*IDS, "gone"]),
            st.sampled_from([None] * 5 + ["ada-0", "ben-0"]),
        ),
        max_size=4,
    ),
    st.sampled_from([*product(range(7), ENDS_OF_A_DAY, ZONES)]),
    st.dictionaries(
        st.sampled_from(sorted(rules())),
        st.tuples(st.sampled_from([True, True, False]), st.none() | st.integers(0, 9)),
        max_size=3,
    ),
    REGIONS,
    st.integers(0, 3),
)


def due(log: Log, put_off: Mapping[About, date | None]) -> list[Due]:
    entries = agenda(
        stories(log.people, log.meetings),
        log.referrals,
        now=log.now,
        zone=log.zone,
        region=log.region,
        goal=log.goal,
        put_off=[PutOff(*about, until) for about, until in put_off.items()],
        by=log.by,
    )
    return [
        Due(
            e.rule,
            e.contact_id,
            e.meeting_id,
            e.since,
            e.due,
            cast(Names, e.facts.get("names", ())),
        )
        for e in entries
    ]


@settings(max_examples=300)
@given(logs)
def test_the_same_things_are_due(log: Log) -> None:
    assert set(due(log, {})) == set(plainly.agenda(log, {}))


@given(logs)
def test_they_stand_in_the_same_order(log: Log) -> None:
    assert due(log, {}) == plainly.agenda(log, {})


@given(logs, st.lists(SOON, min_size=1))
def test_the_same_things_are_put_off(log: Log, until: list[date | None]) -> None:
    put_off = dict(zip([one.about for one in plainly.agenda(log, {})], until, strict=False))
    assert due(log, put_off) == plainly.agenda(log, put_off)


@pytest.mark.parametrize("rule", sorted(rules()))
def test_what_each_rule_is_about_is_drawn(rule: str) -> None:
    def has_it(log: Log) -> bool:
        return rule in [one.rule for one in plainly.agenda(log, {})]

    only_look = settings(max_examples=5000, phases=[Phase.generate], database=None)
    find(logs, has_it, settings=only_look, random=Random(5))

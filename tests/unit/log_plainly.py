"""A log as the plain agenda reads it: from the start to the end, anew for each question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from infoint_widgets.method.agenda_rules import Rule
from infoint_widgets.method.business_days import is_business_day
from infoint_widgets.method.standing import Happened, Named, Person, Planned
from infoint_widgets.vocabulary import Precision, TouchKind

K = TouchKind
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Log:
    """All that the agenda reads."""

    people: list[Person]
    meetings: list[Planned]
    referrals: list[Named]
    now: int
    zone: str
    region: str
    goal: int
    by: Mapping[str, Rule]

    def today(self) -> date:
        return day_at(self.now, self.zone)

    def wait(self, rule: str) -> timedelta:
        return self.by[rule].days * DAY

    def has(self, contact_id: str | None) -> bool:
        return contact_id in [one.id for one in self.people]

    def is_workday(self, day: date, contact_id: str | None) -> bool:
        """Whether somebody is at work, by the holidays of one's own region if theirs is unknown."""
        theirs = [one.region for one in self.people if one.id == contact_id and one.region]
        return is_business_day(day, theirs[0] if theirs else self.region)

    def story(self, contact_id: str | None) -> list[Happened]:
        """All that happened with somebody, the oldest first."""
        theirs = [touch for one in self.people if one.id == contact_id for touch in one.touches]
        return sorted(theirs, key=lambda touch: touch.happened_at)

    def dated(self) -> list[tuple[Planned, int, date]]:
        """Meetings with a date that were not held, missed or cancelled; when, and on which day."""
        return [
            (one, one.starts_at, day_at(one.starts_at, one.zone or self.zone))
            for one in self.meetings
            if one.starts_at is not None and self.has(one.contact_id)
            if not any(ends(touch, one, one.starts_at) for touch in self.story(one.contact_id))
        ]

    def has_a_date(self, contact_id: str) -> bool:
        return contact_id in [meeting.contact_id for meeting, _, _ in self.dated()]

    def named(self) -> list[Named]:
        """Whom people on one's list have named, in that order."""
        named = sorted(self.referrals, key=lambda named: (named.named_at, named.id))
        return [one for one in named if self.has(one.referrer_id)]


def day_at(seconds: int, zone: str) -> date:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone or "UTC")).date()


def day_of(touch: Happened) -> date:
    return day_at(touch.happened_at, touch.zone)


def is_known(touch: Happened) -> bool:
    return touch.precision is not Precision.UNKNOWN


def last(touches: list[Happened], *kinds: TouchKind) -> Happened | None:
    return next((touch for touch in reversed(touches) if touch.kind in kinds), None)


def then(touches: list[Happened], touch: Happened) -> list[Happened]:
    """What stands after it in a story."""
    place = [n for n, other in enumerate(touches) if other is touch][-1]
    return touches[place + 1 :]


def followed(touches: list[Happened], touch: Happened, *kinds: TouchKind) -> bool:
    """Whether one of these came after it, or may have, on a day of which no more is known."""
    for other in touches:
        by_day = (
            is_known(touch)
            and is_known(other)
            and Precision.DAY in (touch.precision, other.precision)
        )
        after = day_of(touch) <= day_of(other) if by_day else other in then(touches, touch)
        if other.kind in kinds and after:
            return True
    return False


def is_before(touch: Happened, other: Happened) -> bool:
    """Whether it was: to the minute where both are known, else on an earlier day."""
    if touch.precision is other.precision is Precision.MINUTE:
        return touch.happened_at < other.happened_at
    return day_of(touch) < day_of(other)


def ends(touch: Happened, meeting: Planned, starts_at: int) -> bool:
    """Whether it was held, missed or cancelled; whoever met on its day or later held it."""
    if touch.kind is K.MET and touch.meeting_id is None:
        return day_at(starts_at, meeting.zone or touch.zone) <= day_of(touch)
    return touch.kind in (K.MET, K.NO_SHOW, K.CANCELLED) and touch.meeting_id == meeting.id

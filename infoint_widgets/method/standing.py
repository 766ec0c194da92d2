"""How far each person has come, by what happened with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.vocabulary import NameUse, Precision, TouchKind

OVER = frozenset({TouchKind.MET, TouchKind.NO_SHOW, TouchKind.CANCELLED})
_AGREED = (TouchKind.ARRANGED, TouchKind.MOVED, TouchKind.CONFIRMED, TouchKind.MET)
_ASKS_FOR_A_DATE = (TouchKind.ANSWER_YES, TouchKind.CANCELLED, TouchKind.NO_SHOW)
_ASKED_OR_CAME_BACK = (TouchKind.OUTREACH, TouchKind.FOLLOW_UP, TouchKind.BOUNCED)
_HALF_A_DAY = 43_200
_LET_REST = (TouchKind.ANSWER_NO, TouchKind.GAVE_UP)


class Step(StrEnum):
    """Where somebody stands on the way from a name to a contact."""

    TO_WRITE = "to_write"
    WAITING = "waiting"
    TO_ARRANGE = "to_arrange"
    TO_PREPARE = "to_prepare"
    TO_THANK = "to_thank"
    IN_TOUCH = "in_touch"
    AT_REST = "at_rest"


class Happened(NamedTuple):
    """A touch without a record's checks: there may be thousands."""

    kind: TouchKind
    happened_at: int
    zone: str
    precision: Precision = Precision.MINUTE
    meeting_id: str | None = None
    ask_again_on: date | None = None


class Person(NamedTuple):
    """Somebody one would like to meet, and all that happened with them, in any order."""

    id: str
    region: str = ""
    keep_in_touch_days: int | None = None
    touches: Sequence[Happened] = ()


class Planned(NamedTuple):
    """A meeting as far as it matters for what is due.

    Attributes
    ----------
    written : bool
        Whether anything was written down of what was said.
    done, items : int
        How much of its list is ticked; of what comes before it.
    """

    id: str
    contact_id: str
    starts_at: int | None = None
    zone: str = ""
    written: bool = False
    done: int = 0
    items: int = 0
    in_touch_by: date | None = None


class Named(NamedTuple):
    """Somebody named by somebody; `contact_id` once they are on one's list."""

    id: str
    referrer_id: str
    name: str
    named_at: int
    name_use: NameUse = NameUse.NOT_ASKED
    contact_id: str | None = None
    meeting_id: str | None = None


class Story:
    """What happened with a person, in order, and their meetings."""

    def __init__(self, person: Person, meetings: Iterable[Planned] = ()) -> None:
        self.person = person
        self.touches = sorted(person.touches, key=lambda touch: touch.happened_at)
        self.last = {touch.kind: (place, touch) for place, touch in enumerate(self.touches)}
        self.planned = {meeting.id: meeting for meeting in meetings}
        self.meetings = [one for one in self.planned.values() if not self._is_over(one)]

    def first(self, kind: TouchKind) -> Happened | None:
        """The first thing of a kind that happened."""
        return next((touch for touch in self.touches if touch.kind is kind), None)

    def latest(self, *kinds: TouchKind) -> Happened | None:
        """The last thing of these kinds that happened."""
        found = [self.last[kind] for kind in kinds if kind in self.last]
        return max(found, key=lambda placed: placed[0])[1] if found else None

    def since(self, touch: Happened, *kinds: TouchKind) -> bool:
        """Whether something of these kinds happened after a touch, as far as one can tell.

        On one day, what is known to the day may have; what no day is known of counts by its place.
        """
        place = max(at for at, other in enumerate(self.touches) if other is touch)
        return any(
            day_of(other) >= day_of(touch) if _by_day(other, touch) else at > place
            for at, other in enumerate(self.touches)
            if other.kind in kinds
        )

    def then(self, kind: TouchKind, *kinds: TouchKind) -> bool:
        """Whether something of these kinds stands after the last of a kind."""
        return any(self.last[k][0] > self.last[kind][0] for k in kinds if k in self.last)

    @cached_property
    def reached(self) -> Happened | None:
        """The first message that asked for a meeting and did not come back.

        As statistics have it: what bounced on a day of which no more is known came later that day.
        """
        sent = [touch for touch in self.touches if touch.kind in _ASKED_OR_CAME_BACK]
        sent.sort(key=lambda touch: touch.happened_at + _HALF_A_DAY * _bounced_by_day(touch))
        for touch, following in zip_longest(sent, sent[1:]):
            if TouchKind.BOUNCED not in (touch.kind, following and following.kind):
                return touch
        return None

    @cached_property
    def written(self) -> Happened | None:
        """The last message that asked for a meeting, unless it came back."""
        sent = self.latest(TouchKind.OUTREACH, TouchKind.FOLLOW_UP)
        return None if sent and self.since(sent, TouchKind.BOUNCED) else sent

    @cached_property
    def to_thank_for(self) -> Happened | None:
        """The last meeting, while nobody was thanked for it."""
        met = self.latest(TouchKind.MET)
        return None if met is None or self.since(met, TouchKind.THANKED) else met

    @cached_property
    def wants_a_date(self) -> Happened | None:
        """Their yes, or what became of the date there was, while there is no new one."""
        said = self.latest(*_ASKS_FOR_A_DATE)
        if said is None or self.since(said, *_AGREED, *_LET_REST) or self.dated:
            return None
        return said

    @cached_property
    def dated(self) -> list[Planned]:
        """The meetings that have a date and were not held, missed or cancelled."""
        return [meeting for meeting in self.meetings if meeting.starts_at is not None]

    def step(self, now: int) -> Step:
        """Where the person stands."""
        if any(meeting.starts_at > now for meeting in self.dated if meeting.starts_at):
            return Step.TO_PREPARE
        if self.dated or self.to_thank_for:
            return Step.TO_THANK
        if self.wants_a_date:
            return Step.TO_ARRANGE
        if TouchKind.MET in self.last:
            return Step.IN_TOUCH
        said = self.latest(*_LET_REST)
        if said and not self.since(said, TouchKind.OUTREACH):
            return Step.AT_REST
        if self.latest(*_AGREED):
            return Step.TO_PREPARE
        return Step.WAITING if self.written else Step.TO_WRITE

    def _is_over(self, meeting: Planned) -> bool:
        for touch in self.touches:
            if touch.kind in OVER and touch.meeting_id == meeting.id:
                return True
            # A list of one's own tells that one has met, but not at which of the meetings.
            if (
                touch.kind is TouchKind.MET
                and touch.meeting_id is None
                and meeting.starts_at is not None
                and day_of(touch) >= local_day(meeting.starts_at, meeting.zone or touch.zone)
            ):
                return True
        return False


def _bounced_by_day(touch: Happened) -> bool:
    return touch.kind is TouchKind.BOUNCED and touch.precision is not Precision.MINUTE


def stories(people: Iterable[Person], meetings: Iterable[Planned]) -> dict[str, Story]:
    """Everybody's story by their id."""
    theirs: dict[str, list[Planned]] = defaultdict(list)
    for meeting in meetings:
        theirs[meeting.contact_id].append(meeting)
    return {person.id: Story(person, theirs[person.id]) for person in people}


def day_of(touch: Happened) -> date:
    """The day on which something happened, where it happened."""
    return local_day(touch.happened_at, touch.zone)


def local_day(seconds: int, zone: str) -> date:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone or "UTC")).date()


def comes_after(touch: Happened, other: Happened) -> bool:
    """Whether a touch came after another; on one day, what is known to the day may have."""
    if Precision.UNKNOWN in (touch.precision, other.precision):
        return True
    if touch.precision is other.precision is Precision.MINUTE:
        return touch.happened_at >= other.happened_at
    return day_of(touch) >= day_of(other)


def _by_day(touch: Happened, other: Happened) -> bool:
    precisions = touch.precision, other.precision
    return Precision.DAY in precisions and Precision.UNKNOWN not in precisions

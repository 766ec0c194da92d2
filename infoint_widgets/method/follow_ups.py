"""Whether to write once more: once only, when business days have gone by without an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from infoint_widgets.method.business_days import add_business_days
from infoint_widgets.vocabulary import Precision, TouchKind

AFTER_DAYS = 7
"""Business days, unless the setting says another number."""

State = Literal["waiting", "due", "done"]

ANSWERS = frozenset(
    {
        TouchKind.ANSWER_YES,
        TouchKind.ANSWER_NO,
        TouchKind.ANSWER_LATER,
        TouchKind.ANSWER_OTHER,
    }
)
_DECIDES = frozenset({TouchKind.ANSWER_YES, TouchKind.ANSWER_NO})
# What shows that they did answer, unless it was before one wrote: an evening at which one met.
_OF_A_MEETING = frozenset(
    {
        TouchKind.ARRANGED,
        TouchKind.MOVED,
        TouchKind.CONFIRMED,
        TouchKind.CANCELLED,
        TouchKind.MET,
        TouchKind.NO_SHOW,
        TouchKind.THANKED,
    }
)
_ONCE_MORE = frozenset({TouchKind.OUTREACH, TouchKind.FOLLOW_UP, TouchKind.KEEP_IN_TOUCH})


class Happened(Protocol):
    """What the rule needs of a touch."""

    @property
    def kind(self) -> TouchKind: ...
    @property
    def happened_at(self) -> int: ...
    @property
    def zone(self) -> str: ...
    @property
    def precision(self) -> Precision: ...


@dataclass(frozen=True)
class FollowUp:
    """How it stands with a first message that nobody has answered.

    Attributes
    ----------
    state : {"waiting", "due", "done"}
        `done` when one has written once more, after which it is left to rest.
    written_on, due_from : date
    """

    state: State
    written_on: date
    due_from: date


def follow_up_due(
    touches: Iterable[Happened],
    *,
    now: int,
    zone: str,
    region: str = "",
    after_days: int = AFTER_DAYS,
) -> FollowUp | None:
    """How it stands with the follow-up to a person.

    Parameters
    ----------
    touches : iterable of Touch
        All that happened with the person, in any order.
    now : int
        UTC seconds.
    zone : str
        In which it is now.
    region : str
        Whose holidays are left out.
    after_days : int
        Business days to wait after the first message.

    Returns
    -------
    FollowUp or None
        None when there is nothing to wait for: nothing arrived, nobody knows when it was sent, or
        it was answered, in whatever way, or one let it rest since.
    """
    messages, day_of_first = _arrived(touches := sorted(touches, key=lambda t: t.happened_at))
    if day_of_first is None or any(_ends(touch, messages[0], day_of_first) for touch in touches):
        return None
    due_from = add_business_days(day_of_first, after_days, region)
    state: State = "waiting"
    if len(messages) > 1:
        state = "done"
    elif datetime.fromtimestamp(now, ZoneInfo(zone)).date() >= due_from:
        state = "due"
    return FollowUp(state, day_of_first, due_from)


def is_open(touches: Iterable[Happened]) -> bool:
    """Whether one has written and they have not said yes or no."""
    messages, _ = _arrived(touches := sorted(touches, key=lambda t: t.happened_at))
    if not messages:
        return False
    first_day = _day(messages[0])
    return not any(
        touch.kind in _DECIDES or _shows_a_yes(touch, messages[0], first_day) for touch in touches
    )


def _arrived(touches: list[Happened]) -> tuple[list[Happened], date | None]:
    """The messages that did not bounce, from the first outreach on, and the day of that one."""
    messages: list[Happened] = []
    for touch in touches:
        if touch.kind is TouchKind.BOUNCED:
            messages.clear()
        elif touch.kind is TouchKind.OUTREACH or messages and touch.kind in _ONCE_MORE:
            messages.append(touch)
    dated = messages and messages[0].precision in (Precision.MINUTE, Precision.DAY)
    return messages, _day(messages[0]) if dated else None


def _ends(touch: Happened, first: Happened, day_of_first: date) -> bool:
    if touch.kind is TouchKind.GAVE_UP:
        return not _is_before(touch, first, day_of_first)
    return touch.kind in ANSWERS or _shows_a_yes(touch, first, day_of_first)


def _shows_a_yes(touch: Happened, first: Happened, day_of_first: date) -> bool:
    return touch.kind in _OF_A_MEETING and not _is_before(touch, first, day_of_first)


def _is_before(touch: Happened, first: Happened, day_of_first: date) -> bool:
    if touch.precision is first.precision is Precision.MINUTE:
        return touch.happened_at < first.happened_at
    return _day(touch) < day_of_first


def _day(touch: Happened) -> date:
    return datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone or "UTC")).date()

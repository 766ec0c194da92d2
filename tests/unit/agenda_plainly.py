"""The agenda once more, slowly: each rule by itself, over the whole log.

Written from what the rules say, not from the code, so that a mistake would have to be made twice.
Only the records, the table of the rules and the calendar of holidays are shared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from infoint_widgets.method.standing import Happened, Named, Planned
from infoint_widgets.vocabulary import NameUse, Precision
from tests.unit.log_plainly import (
    DAY,
    K,
    Log,
    day_at,
    day_of,
    followed,
    is_before,
    is_known,
    last,
    then,
)  # fmt: skip

About = tuple[str, str | None, str | None]


class Due(NamedTuple):
    rule: str
    contact_id: str | None
    meeting_id: str | None
    since: date
    due: date
    names: tuple[str, ...] = ()

    @property
    def about(self) -> About:
        return self[:3]


def agenda(log: Log, put_off: Mapping[About, date | None]) -> list[Due]:
    """What is due today and not put off; what loses most by waiting comes first."""
    found = [on_a_workday(log, one) for rule in RULES for one in rule(log)]
    shown = as_one([one for one in found if stands_today(log, one)])
    back = [about for about, until in put_off.items() if until and until <= log.today()]
    return sorted(
        (one for one in shown if one.about not in put_off or one.about in back),
        key=lambda one: (-weight(log, one), one.due, [about or "" for about in one.about]),
    )


def on_a_workday(log: Log, one: Due) -> Due:
    """What can wait for a day on which they are at work waits for it."""
    since = one.since
    while log.by[one.rule].business and not log.is_workday(since, one.contact_id):
        since += DAY
    return one._replace(since=since, due=one.due if since == one.since else since)


def stands_today(log: Log, one: Due) -> bool:
    """Whether its time has come and is not over, and somebody wants the rule at all."""
    rule = log.by[one.rule]
    too_late = rule.ends is not None and log.today() > one.due + rule.ends * DAY
    return rule.on and one.since <= log.today() and not too_late


def as_one(entries: list[Due]) -> Iterator[Due]:
    """People whom somebody named at once stand in one entry, which is as old as the oldest."""
    for about in {one.about for one in entries}:
        same = [one for one in entries if one.about == about]
        names = dict.fromkeys(name for one in same for name in one.names)
        yield min(same, key=lambda one: one.due)._replace(names=tuple(names))


def weight(log: Log, one: Due) -> int:
    """What is late loses less by each further day, up to twenty."""
    late = [n for n in range(1, 21) if one.due + n * DAY <= log.today()]
    return log.by[one.rule].weight - len(late)


# The rules


def ask_somebody(log: Log) -> Iterator[Due]:
    """From some day of the week on, when no first message reached anybody though one wants to."""
    week = [log.today() - n * DAY for n in range(log.today().isoweekday())]
    for one in log.people:
        sent = messages_that_arrived(log.story(one.id))
        if sent and is_known(sent[0]) and day_of(sent[0]) >= week[-1]:
            return
    if log.people and log.goal > 0:
        since = week[-1] + log.wait("ask_somebody")
        yield Due("ask_somebody", None, None, since, week[-1] + 6 * DAY)


def messages_that_arrived(touches: list[Happened]) -> list[Happened]:
    """Those that did not bounce before the next was sent; half a day stands for an unknown time."""
    messages = [touch for touch in touches if touch.kind in (K.OUTREACH, K.FOLLOW_UP)]
    for bounced in [touch for touch in touches if touch.kind is K.BOUNCED]:
        exact = bounced.precision is Precision.MINUTE
        until = bounced.happened_at + (0 if exact else 12 * 3600)
        later = then(touches, bounced)
        sent = [touch for touch in touches if touch not in later or touch.happened_at < until]
        came_back = last(sent, K.OUTREACH, K.FOLLOW_UP)
        messages = [touch for touch in messages if touch is not came_back]
    return messages


def follow_up(log: Log) -> Iterator[Due]:
    """Once, some working days after a message that arrived and that nothing came back to."""
    for one in log.people:
        touches = log.story(one.id)
        sent, bounced = last(touches, K.OUTREACH, K.FOLLOW_UP), last(touches, K.BOUNCED)
        if sent is None or followed(touches, sent, K.BOUNCED):
            continue
        arrived = then(touches, bounced) if bounced else touches
        while arrived and arrived[0].kind is not K.OUTREACH:
            arrived = arrived[1:]
        messages = [t for t in arrived if t.kind in (K.OUTREACH, K.FOLLOW_UP, K.KEEP_IN_TOUCH)]
        if len(messages) != 1 or not is_known(messages[0]):
            continue
        if not any(settles(touch, messages[0]) for touch in touches):
            day = answer_awaited_until(log, one.id, messages[0])
            yield Due("follow_up", one.id, None, day, day)


def answer_awaited_until(log: Log, contact_id: str, message: Happened) -> date:
    """Some working days after a message."""
    day = day_of(message)
    for _ in range(log.by["follow_up"].days):
        day += DAY
        while not log.is_workday(day, contact_id):
            day += DAY
    return day


def not_before_an_answer(log: Log, contact_id: str, day: date, since: int) -> date:
    """A day, or a later one where a few lines that one wrote since then may yet be answered."""
    lines = last(log.story(contact_id), K.KEEP_IN_TOUCH)
    if lines is None or not is_known(lines) or lines.happened_at < since:
        return day
    return max(day, answer_awaited_until(log, contact_id, lines))


def settles(touch: Happened, message: Happened) -> bool:
    """Whether they ever answered, or what was not before the message makes it needless."""
    if touch.kind in (K.ANSWER_YES, K.ANSWER_NO, K.ANSWER_LATER, K.ANSWER_OTHER):
        return True
    needless = (K.ARRANGED, K.MOVED, K.CONFIRMED, K.CANCELLED, K.MET, K.NO_SHOW, K.THANKED)
    return touch.kind in (*needless, K.GAVE_UP) and not is_before(touch, message)


def ask_again(log: Log) -> Iterator[Due]:
    """From the day that they named, unless something came of it meanwhile."""
    came_of_it = (K.OUTREACH, K.FOLLOW_UP, K.ANSWER_YES, K.ANSWER_NO, K.ANSWER_OTHER, K.GAVE_UP)
    for one in log.people:
        later = last(log.story(one.id), K.ANSWER_LATER)
        if later is None or later.ask_again_on is None:
            continue
        if not last(then(log.story(one.id), later), *came_of_it, K.ARRANGED, K.MET):
            day = later.ask_again_on + log.wait("ask_again")
            yield Due("ask_again", one.id, None, day, day)


def set_date(log: Log) -> Iterator[Due]:
    """From their yes on, or from a date that came to nothing, while there is no new one."""
    settled = (K.ARRANGED, K.MOVED, K.CONFIRMED, K.MET, K.ANSWER_NO, K.GAVE_UP)
    for one in log.people:
        said = last(log.story(one.id), K.ANSWER_YES, K.CANCELLED, K.NO_SHOW)
        if said is None or not is_known(said) or log.has_a_date(one.id):
            continue
        if not followed(log.story(one.id), said, *settled):
            day = day_of(said) + log.wait("set_date")
            day = not_before_an_answer(log, one.id, day, said.happened_at)
            yield Due("set_date", one.id, None, day, day + DAY)


def confirm(log: Log) -> Iterator[Due]:
    """From the day before, where one meets, until it begins, unless that was said last of it."""
    for meeting, starts_at, day in log.dated():
        of_it = [t for t in log.story(meeting.contact_id) if t.meeting_id == meeting.id]
        said, since = last(of_it, K.ARRANGED, K.MOVED, K.CONFIRMED), day - log.wait("confirm")
        has_come = since <= day_at(log.now, meeting.zone or log.zone) and log.now < starts_at
        fresh = said is not None and is_known(said) and day_of(said) >= since
        if has_come and not fresh and (said is None or said.kind is not K.CONFIRMED):
            since = min(since, log.today())
            yield Due("confirm", meeting.contact_id, meeting.id, since, day - DAY)


def prepare(log: Log) -> Iterator[Due]:
    """From two days before until it begins, while not all of the list is done."""
    for meeting, starts_at, day in log.dated():
        if log.now < starts_at and meeting.done < meeting.items:
            yield Due("prepare", meeting.contact_id, meeting.id, day - log.wait("prepare"), day)


def was_it_held(log: Log) -> Iterator[Due]:
    """When a date went by and nobody said what became of it."""
    for meeting, starts_at, day in log.dated():
        if log.now >= starts_at:
            since = day + log.wait("was_it_held")
            yield Due("was_it_held", meeting.contact_id, meeting.id, since, since + DAY)


def thank(log: Log) -> Iterator[Due]:
    """From the last meeting on, by the end of the next day, until one has."""
    for one in log.people:
        met = last(log.story(one.id), K.MET)
        if met and is_known(met) and not followed(log.story(one.id), met, K.THANKED):
            day = day_of(met)
            yield Due("thank", one.id, met.meeting_id, day, day + log.wait("thank"))


def write_down(log: Log) -> Iterator[Due]:
    """From the last meeting on, while nothing of it is written down."""
    for one in log.people:
        met = last(log.story(one.id), K.MET)
        written = [m.id for m in log.meetings if m.contact_id == one.id and m.written]
        written_up = met.meeting_id in written if met and met.meeting_id else bool(written)
        if met and is_known(met) and not written_up:
            day = day_of(met) + log.wait("write_down")
            yield Due("write_down", one.id, met.meeting_id, day, day + DAY)


def keep_in_touch(log: Log) -> Iterator[Due]:
    """After one's own interval, or on a promised day if that is sooner, while no date stands."""
    for one in log.people:
        days = [m.in_touch_by for m in log.meetings if m.contact_id == one.id and stands(log, m)]
        touches = [touch for touch in log.story(one.id) if is_known(touch)]
        contacts = [touch for touch in touches if touch.kind not in (K.GAVE_UP, K.BOUNCED)]
        if contacts and one.keep_in_touch_days:
            days.append(day_of(contacts[-1]) + one.keep_in_touch_days * DAY)
        if any(days) and not log.has_a_date(one.id):
            day = min(day for day in days if day) + log.wait("keep_in_touch")
            yield Due("keep_in_touch", one.id, None, day, day)


def stands(log: Log, promised: Planned) -> bool:
    """Whether one met at a meeting, or at one that nobody named, and wrote no few lines since."""
    touches = log.story(promised.contact_id)
    met = last([t for t in touches if t.meeting_id in (None, promised.id)], K.MET)
    return met is not None and not followed(touches, met, K.KEEP_IN_TOUCH, K.LOOP_CLOSED)


def ask_permission(log: Log) -> Iterator[Due]:
    """From the day after a name, if nobody asked and nothing happened with them."""
    for one in log.named():
        if one.name_use is NameUse.NOT_ASKED and is_untouched(log, one):
            day = day_at(one.named_at, log.zone) + log.wait("ask_permission")
            day = not_before_an_answer(log, one.referrer_id, day, one.named_at)
            yield Due("ask_permission", one.referrer_id, one.meeting_id, day, day, (one.name,))


def contact_referral(log: Log) -> Iterator[Due]:
    """Two weeks after a name, if nothing happened with them."""
    for one in log.named():
        if is_untouched(log, one):
            day = day_at(one.named_at, log.zone) + log.wait("contact_referral")
            who = (one.contact_id, None) if one.contact_id else (one.referrer_id, one.meeting_id)
            yield Due("contact_referral", *who, day, day, (one.name,))


def is_untouched(log: Log, named: Named) -> bool:
    """Whether somebody is no contact yet, or one with whom nothing happened."""
    return not log.story(named.contact_id) if log.has(named.contact_id) else not named.contact_id


def close_loop(log: Log) -> Iterator[Due]:
    """The day after one first met somebody named, until the referrer was told."""
    for one in log.named():
        met = last(log.story(one.contact_id)[::-1], K.MET)
        told = [touch for touch in log.story(one.referrer_id) if touch.kind is K.LOOP_CLOSED]
        if met is None or not is_known(met):
            continue
        if all(is_known(touch) and is_before(touch, met) for touch in told):
            day, about = day_of(met) + log.wait("close_loop"), met.meeting_id
            yield Due("close_loop", one.referrer_id, about, day, day, (one.name,))


RULES: list[Callable[[Log], Iterator[Due]]] = [
    ask_somebody, follow_up, ask_again, set_date, confirm, prepare, was_it_held, thank, write_down,
    keep_in_touch, ask_permission, contact_referral, close_loop,
]  # fmt: skip

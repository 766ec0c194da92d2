"""What is due, and why: one list for a day, in the order of what is lost by waiting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from infoint_widgets.method.agenda_rules import Rule, rules
from infoint_widgets.method.appointment import confirm_due
from infoint_widgets.method.business_days import add_business_days, is_business_day
from infoint_widgets.method.checklist import how_far
from infoint_widgets.method.follow_ups import follow_up_due
from infoint_widgets.method.in_touch import NO_CONTACT, due_on
from infoint_widgets.method.standing import (
    Happened,
    Named,
    Planned,
    Story,
    comes_after,
    day_of,
    local_day,
)
from infoint_widgets.values import WEEKLY_GOAL
from infoint_widgets.vocabulary import NameUse, Precision, TouchKind

_DAY = timedelta(days=1)
# What is late loses less by another day: it no longer stands before what can still be in time.
_MOST_LATE = 20
_CAME_OF_IT = (
    TouchKind.OUTREACH, TouchKind.FOLLOW_UP, TouchKind.ANSWER_YES, TouchKind.ANSWER_NO,
    TouchKind.ANSWER_OTHER, TouchKind.ARRANGED, TouchKind.MET, TouchKind.GAVE_UP,
)  # fmt: skip
_IN_TOUCH = (TouchKind.KEEP_IN_TOUCH, TouchKind.LOOP_CLOSED)


@dataclass(frozen=True)
class Entry:
    """One thing that is due.

    Attributes
    ----------
    rule : str
    contact_id, meeting_id : str or None
        What it is about.
    since : date
        The first day on which it stands on the list.
    due : date
        The day by whose end it is in time.
    weight : int
        What is lost by waiting, today.
    facts : mapping
        What its sentences name.
    """

    rule: str
    contact_id: str | None
    meeting_id: str | None
    since: date
    due: date
    weight: int
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others of a day."""
        return self.rule, self.contact_id or "", self.meeting_id or ""


class PutOff(NamedTuple):
    """What is not to be shown: until a day, or (None) at all."""

    rule: str
    contact_id: str | None = None
    meeting_id: str | None = None
    until: date | None = None


class _Found(NamedTuple):
    """An entry whose time may not have come."""

    rule: str
    contact_id: str | None
    meeting_id: str | None
    since: date
    due: date
    facts: Mapping[str, object]


def agenda(
    of: Mapping[str, Story],
    referrals: Iterable[Named] = (),
    *,
    now: int,
    zone: str,
    region: str = "",
    goal: int = WEEKLY_GOAL,
    put_off: Iterable[PutOff] = (),
    by: Mapping[str, Rule] | None = None,
) -> list[Entry]:
    """All that is due, in the order of what is lost by waiting.

    Parameters
    ----------
    of : mapping of str to Story
        By their id, those one would like to meet; see `stories`.
    referrals : iterable of Named
    now : int
        UTC seconds.
    zone : str
        In which it is now.
    region : str
        Whose holidays count for people without a region.
    goal : int
        How many new people one wants to ask in a week; 0 for no goal.
    put_off : iterable of PutOff
    by : mapping of str to Rule, optional
        The rules as somebody has set them.
    """
    made = _Agenda(of, by or rules(), now, zone, region)
    hidden = [off for off in put_off if off.until is None or off.until > made.today]
    left_out = {(off.rule, off.contact_id or "", off.meeting_id or "") for off in hidden}
    found = [one for story in of.values() for one in made.of_person(story)] + [*made.of_week(goal)]
    entries = [*filter(None, map(made.entry, found))]
    entries += _joined(filter(None, map(made.entry, made.of_referrals(referrals))))
    shown = [entry for entry in entries if entry.key not in left_out]
    return sorted(shown, key=lambda entry: (-entry.weight, entry.due, entry.key))


def asked_this_week(of: Iterable[Story], today: date) -> int:
    """How many people got their first message since Monday; not those whose message bounced."""
    monday = today - today.weekday() * _DAY
    firsts = (story.reached for story in of)
    return sum(
        first is not None and first.precision is not Precision.UNKNOWN and day_of(first) >= monday
        for first in firsts
    )


class _Agenda:
    """The rules, applied to what happened until now."""

    def __init__(
        self, of: Mapping[str, Story], by: Mapping[str, Rule], now: int, zone: str, region: str
    ) -> None:
        self.of, self.by, self.now, self.zone, self.region = of, by, now, zone, region
        self.today = local_day(now, zone)

    def entry(self, found: _Found) -> Entry | None:
        """What is due today of what was found; None before its time, and when it is too late."""
        rule = self.by[found.rule]
        since, due = found.since, found.due
        if rule.business:
            story = self.of.get(found.contact_id or "")
            region = (story.person.region if story else "") or self.region
            since = since if is_business_day(since, region) else add_business_days(since, 1, region)
            due = max(due, since)
        late = (self.today - due).days
        if not rule.on or self.today < since or (rule.ends is not None and late > rule.ends):
            return None
        weight = rule.weight - min(max(late, 0), _MOST_LATE)
        return Entry(
            found.rule, found.contact_id, found.meeting_id, since, due, weight, found.facts
        )

    def of_person(self, story: Story) -> Iterator[_Found]:
        yield from self._written_to(story)
        yield from self._agreed(story)
        yield from self._met(story)
        yield from self._in_touch(story)

    def of_week(self, goal: int) -> Iterator[_Found]:
        monday = self.today - self.today.weekday() * _DAY
        if goal > 0 and self.of and not asked_this_week(self.of.values(), self.today):
            since = monday + self.by["ask_somebody"].days * _DAY
            yield _Found("ask_somebody", None, None, since, monday + 6 * _DAY, {"goal": goal})

    def of_referrals(self, referrals: Iterable[Named]) -> Iterator[_Found]:
        for named in sorted(referrals, key=lambda named: (named.named_at, named.id)):
            if named.referrer_id in self.of:
                yield from self._named(named, self.of.get(named.contact_id or ""))

    # Each rule

    def _written_to(self, story: Story) -> Iterator[_Found]:
        id, region = story.person.id, story.person.region or self.region
        later = story.latest(TouchKind.ANSWER_LATER)
        # By its place: what they answered to may be of the same day, or of no day that is known.
        if later and later.ask_again_on and not story.then(later.kind, *_CAME_OF_IT):
            day = later.ask_again_on + self.by["ask_again"].days * _DAY
            yield _Found("ask_again", id, None, day, day, {"day": later.ask_again_on})
        if story.written is None:
            return
        waiting = follow_up_due(
            story.touches,
            now=self.now,
            zone=self.zone,
            region=region,
            after_days=self.by["follow_up"].days,
        )
        if waiting is not None and waiting.state == "due":
            day = waiting.due_from
            yield _Found("follow_up", id, None, day, day, {"day": waiting.written_on})

    def _agreed(self, story: Story) -> Iterator[_Found]:
        id, said = story.person.id, story.wants_a_date
        if said is not None and said.precision is not Precision.UNKNOWN:
            day = day_of(said) + self.by["set_date"].days * _DAY
            day = max(day, self._answer_awaited(story, said.happened_at) or day)
            facts = {"day": day_of(said), "said": said.kind}
            yield _Found("set_date", id, None, day, day + _DAY, facts)
        for meeting in story.dated:
            assert meeting.starts_at is not None
            day = local_day(meeting.starts_at, meeting.zone or self.zone)
            facts = {"day": day, "starts_at": meeting.starts_at, "zone": meeting.zone or self.zone}
            if meeting.starts_at <= self.now:
                since = day + self.by["was_it_held"].days * _DAY
                yield _Found("was_it_held", id, meeting.id, since, since + _DAY, facts)
                continue
            days = self.by["confirm"].days
            if confirm_due(meeting, self.now, self.zone, days) and not _confirmed(
                story, meeting, day - days * _DAY
            ):
                # It may be tomorrow already where one meets.
                since = min(day - days * _DAY, self.today)
                yield _Found("confirm", id, meeting.id, since, day - _DAY, facts)
            if meeting.done < meeting.items:
                since = day - self.by["prepare"].days * _DAY
                left, far = meeting.items - meeting.done, how_far(meeting.done, meeting.items)
                facts = facts | {"n": left, "items": meeting.items, "far": far}
                yield _Found("prepare", id, meeting.id, since, day, facts)

    def _met(self, story: Story) -> Iterator[_Found]:
        met, id = story.latest(TouchKind.MET), story.person.id
        if met is None or met.precision is Precision.UNKNOWN:
            return
        day = day_of(met)
        # Where no meeting was planned, it is written up as the only one there is.
        held = {met.meeting_id} if met.meeting_id else story.planned
        written = any(one.written for id, one in story.planned.items() if id in held)
        if story.to_thank_for:
            due = day + self.by["thank"].days * _DAY
            yield _Found("thank", id, met.meeting_id, day, due, {"day": day})
        if not written:
            since = day + self.by["write_down"].days * _DAY
            yield _Found("write_down", id, met.meeting_id, since, since + _DAY, {"day": day})

    def _in_touch(self, story: Story) -> Iterator[_Found]:
        if story.dated:
            return
        id, more = story.person.id, self.by["keep_in_touch"].days * _DAY
        known = [
            touch
            for touch in story.touches
            if touch.precision is not Precision.UNKNOWN and touch.kind not in NO_CONTACT
        ]
        found = []
        last = day_of(known[-1]) if known else None
        again = due_on(last, story.person.keep_in_touch_days)
        if last and again:
            found.append((again, last))
        for meeting in story.planned.values():
            promised = meeting.in_touch_by
            met = _held(story, meeting) if promised else None
            if promised and met and not story.since(met, *_IN_TOUCH):
                found.append((promised, day_of(met)))
        if found:
            day, last = min(found)
            yield _Found("keep_in_touch", id, None, day + more, day + more, {"day": last})

    def _named(self, named: Named, story: Story | None) -> Iterator[_Found]:
        referrer, day = self.of[named.referrer_id], local_day(named.named_at, self.zone)
        facts = {"names": (named.name,), "named_id": named.id, "day": day}
        if story is None and named.contact_id is None or story and not story.touches:
            if named.name_use is NameUse.NOT_ASKED:
                due = day + self.by["ask_permission"].days * _DAY
                due = max(due, self._answer_awaited(referrer, named.named_at) or due)
                yield _Found(
                    "ask_permission", referrer.person.id, named.meeting_id, due, due, facts
                )
            due = day + self.by["contact_referral"].days * _DAY
            who, where = referrer.person.id, named.meeting_id
            facts = facts | {"referrer": who}
            if story:
                who, where = story.person.id, None
            yield _Found("contact_referral", who, where, due, due, facts)
        met = story and story.first(TouchKind.MET)
        if met and met.precision is not Precision.UNKNOWN:
            told = (t for t in referrer.touches if t.kind is TouchKind.LOOP_CLOSED)
            if not any(comes_after(touch, met) for touch in told):
                due = day_of(met) + self.by["close_loop"].days * _DAY
                facts = facts | {"day": day_of(met)}
                yield _Found("close_loop", referrer.person.id, met.meeting_id, due, due, facts)

    def _answer_awaited(self, story: Story, since: int) -> date | None:
        """Until when one waits for an answer to what one asked since then; None without."""
        asked = story.latest(TouchKind.KEEP_IN_TOUCH)
        if asked is None or asked.precision is Precision.UNKNOWN or asked.happened_at < since:
            return None
        region = story.person.region or self.region
        return add_business_days(day_of(asked), self.by["follow_up"].days, region)


def _confirmed(story: Story, meeting: Planned, since: date) -> bool:
    """Whether a date was confirmed after it was agreed on or moved last, or that was just now."""
    dates = (TouchKind.ARRANGED, TouchKind.MOVED, TouchKind.CONFIRMED)
    of_it = [t for t in story.touches if t.meeting_id == meeting.id and t.kind in dates]
    if not of_it:
        return False
    fresh = of_it[-1].precision is not Precision.UNKNOWN and day_of(of_it[-1]) >= since
    return of_it[-1].kind is TouchKind.CONFIRMED or fresh


def _held(story: Story, meeting: Planned) -> Happened | None:
    """When one met at a meeting, or at one that is not named."""
    of_it = (t for t in story.touches if t.meeting_id in (None, meeting.id))
    return next((t for t in reversed([*of_it]) if t.kind is TouchKind.MET), None)


def _joined(entries: Iterable[Entry]) -> Iterator[Entry]:
    """One entry for several people whom somebody named at once, due when the first of them is."""
    by_key: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_key[entry.key].append(entry)
    for same in by_key.values():
        names = dict.fromkeys(name for one in same for name in one.facts["names"])  # type: ignore[attr-defined]
        first = min(same, key=lambda one: one.due)
        yield replace(first, facts={**first.facts, "names": tuple(names)})

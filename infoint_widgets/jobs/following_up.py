"""Whom to write to once more, and what they answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from infoint_widgets.jobs.entering import follow_up_after
from infoint_widgets.jobs.people import check_ask_again, moment_of, record
from infoint_widgets.log.store import Log
from infoint_widgets.method.follow_ups import ANSWERS, FollowUp, follow_up_due, is_open
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import Channel, Precision, TouchKind

_OF_THE_CHOSEN = """
    SELECT t.contact_id, c.region, t.kind, t.happened_at, t.zone, t.precision
    FROM touches t JOIN contacts c ON c.id = t.contact_id
    WHERE c.stage = 'chosen' AND c.deleted_at IS NULL ORDER BY t.contact_id, t.rowid
"""


@dataclass(frozen=True)
class _Happened:
    """What the rule needs of a touch, without a record's checks: there may be thousands."""

    kind: TouchKind
    happened_at: int
    zone: str
    precision: Precision


def region_of(log: Log, contact: Contact) -> str:
    """Whose holidays a person has: those of their region, else of the setting."""
    return contact.region or log.setting("region")


def after_days(log: Log) -> int:
    """How many business days one waits for an answer."""
    return follow_up_after(log.setting("follow_up_after_days"))


def follow_up_of(log: Log, contact: Contact) -> FollowUp | None:
    """How it stands with the follow-up to a person."""
    return follow_up_due(
        log.find(Touch, contact_id=contact.id),
        now=log.now(),
        zone=log.zone,
        region=region_of(log, contact),
        after_days=after_days(log),
    )


def due_now(log: Log) -> list[str]:
    """The ids of the people to whom a follow-up is due."""
    now, zone, days, usual = log.now(), log.zone, after_days(log), log.setting("region")
    due = []
    for contact_id, region, touches in _by_person(log):
        found = follow_up_due(touches, now=now, zone=zone, region=region or usual, after_days=days)
        if found is not None and found.state == "due":
            due.append(contact_id)
    return due


def awaited(log: Log) -> list[str]:
    """The ids of the people to whom one has written and who have not said yes or no."""
    return [contact_id for contact_id, _, touches in _by_person(log) if is_open(touches)]


def was_written_to(log: Log, contact: Contact) -> bool:
    """Whether one has sent them anything that they could answer."""
    return any(touch.by_me for touch in log.find(Touch, contact_id=contact.id))


def awaits_answer(log: Log, contact: Contact) -> bool:
    """Whether one has written to somebody who has not said yes or no."""
    return is_open(log.find(Touch, contact_id=contact.id))


def last_answer(log: Log, contact: Contact) -> Touch | None:
    """What they answered last."""
    touches = log.find(Touch, contact_id=contact.id)
    answers = [touch for touch in touches if touch.kind in ANSWERS]
    return max(answers, key=lambda touch: touch.happened_at, default=None)


def last_since(log: Log, answer: Touch) -> Touch | None:
    """What happened last after an answer; None when nothing has."""
    touches = log.find(Touch, contact_id=answer.contact_id)
    later = [t for t in touches if t.kind not in ANSWERS and t.happened_at > answer.happened_at]
    return max(later, key=lambda touch: touch.happened_at, default=None)


def last_channel(log: Log, contact_id: str) -> Channel | None:
    """The way one wrote last: an answer comes the same way, as a rule."""
    touches = log.find(Touch, contact_id=contact_id)
    sent = [touch for touch in touches if touch.by_me and touch.channel]
    last = max(sent, key=lambda touch: touch.happened_at, default=None)
    return last.channel if last else None


def record_answer(
    log: Log, contact_id: str, kind: TouchKind, *, note: str = ""
) -> tuple[Touch, str]:
    """Write down that they answered just now, the way one wrote to them.

    Returns
    -------
    (Touch, str)
        What was written, and the action's id for an undo.
    """
    return record(log, contact_id, kind, channel=last_channel(log, contact_id), note=note)


def correct_moment(log: Log, touch_id: str, day: date | None, clock_time: time | None) -> str:
    """Say when something happened that was written down as of now.

    Raises
    ------
    WorkbookError
        When that moment has not come yet.
    """
    touch = log.get(Touch, touch_id)
    happened_at, precision = moment_of(log, day, clock_time, zone_name=touch.zone)
    with log.writing() as action_id:
        log.edit(Touch, touch_id, "happened_at", happened_at, was=touch.happened_at)
        log.edit(Touch, touch_id, "precision", precision, was=touch.precision)
    return action_id


def ask_again(log: Log, touch_id: str, day: date | None) -> str:
    """Say when to ask somebody again who said "later".

    Raises
    ------
    WorkbookError
        When that day is over.
    """
    if day is not None:
        check_ask_again(log, day)
    touch = log.get(Touch, touch_id)
    with log.writing() as action_id:
        log.edit(Touch, touch_id, "ask_again_on", day, was=touch.ask_again_on)
    return action_id


def _by_person(log: Log) -> Iterator[tuple[str, str, list[_Happened]]]:
    rows = log.query(_OF_THE_CHOSEN)
    for (contact_id, region), theirs in groupby(rows, lambda r: (r["contact_id"], r["region"])):
        yield (
            contact_id,
            region,
            [
                _Happened(
                    TouchKind(row["kind"]),
                    row["happened_at"],
                    row["zone"],
                    Precision(row["precision"]),
                )
                for row in theirs
            ],
        )

"""Staying in touch: how often, when next, and what there is to write about."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from infoint_widgets.errors import InvalidValue
from infoint_widgets.jobs.meetings import held_last
from infoint_widgets.log.store import Log
from infoint_widgets.method import in_touch as method
from infoint_widgets.records import Contact, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import Precision


def last_contact(log: Log, contact_id: str) -> date | None:
    """The day on which one last heard of each other, whoever wrote."""
    touches = [
        touch
        for touch in log.find(Touch, contact_id=contact_id)
        if touch.kind not in method.NO_CONTACT and touch.precision is not Precision.UNKNOWN
    ]
    last = max(touches, key=lambda touch: touch.happened_at, default=None)
    if last is None:
        return None
    return datetime.fromtimestamp(last.happened_at, ZoneInfo(last.zone or "UTC")).date()


def due_on(log: Log, contact: Contact) -> date | None:
    """When to be in touch with a person again; None while no interval is set."""
    return method.due_on(last_contact(log, contact.id), contact.keep_in_touch_days)


def suggested_days(log: Log, contact: Contact) -> int:
    """How often to be in touch, by what came of the last conversation."""
    meeting = held_last(log, contact.id)
    return method.suggested_days(
        learned=0 if meeting is None else len(meeting.learned.split("\n")) * bool(meeting.learned),
        surprised=meeting is not None and bool(meeting.surprise),
        cv_read=meeting is not None and bool(meeting.cv_feedback),
        named=len(log.find(Referral, referrer_id=contact.id)),
        promised=meeting is not None and meeting.in_touch_by is not None,
    )


def set_interval(log: Log, contact: Contact, days: int | None) -> str:
    """Say how often to be in touch; the action's id comes back for an undo."""
    with log.writing() as action_id:
        log.edit(Contact, contact.id, "keep_in_touch_days", days, was=contact.keep_in_touch_days)
    return action_id


def reasons(log: Log, contact_id: str) -> list[ReasonToWrite]:
    """What there is to write to a person about, in the order in which it came up."""
    return log.find(ReasonToWrite, contact_id=contact_id)


def note_reason(log: Log, contact_id: str, text: str) -> str:
    """Write down something that is worth a message one day.

    Raises
    ------
    InvalidValue
        When there is no text.
    """
    reason = ReasonToWrite(contact_id=contact_id, text=text.strip(), noted_at=log.now())
    if not reason.text:
        raise InvalidValue("reasons.missing", field="text", value="")
    with log.writing() as action_id:
        log.add(reason)
    return action_id


def use_reason(log: Log, reason: ReasonToWrite, *, used: bool) -> str:
    """Say that one has written about it, or that one has not after all."""
    with log.writing() as action_id:
        at = log.now() if used else None
        log.edit(ReasonToWrite, reason.id, "used_at", at, was=reason.used_at)
    return action_id


def drop_reason(log: Log, reason: ReasonToWrite) -> str:
    """It is no reason to write any more."""
    with log.writing() as action_id:
        log.delete(ReasonToWrite, reason.id)
    return action_id

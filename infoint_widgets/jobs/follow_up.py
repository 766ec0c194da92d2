"""What there is to follow up: whom one met or who named somebody, and whether they were thanked."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.jobs.meetings import meeting_for
from infoint_widgets.jobs.people import last_picked
from infoint_widgets.jobs.questions import bank_for, questions_of
from infoint_widgets.log.store import Log
from infoint_widgets.method.in_touch import thank_by
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import TouchKind

_MET_AND_THANKED = """
    SELECT t.contact_id, t.meeting_id, t.kind, t.happened_at, t.zone, c.organisation,
        trim(c.first_name || ' ' || c.last_name) AS name
    FROM touches t JOIN contacts c ON c.id = t.contact_id
    WHERE c.deleted_at IS NULL AND t.kind IN ('met', 'thanked')
    ORDER BY t.contact_id, t.happened_at
"""
_NAMED_SOMEBODY = """
    SELECT DISTINCT c.id, c.organisation, trim(c.first_name || ' ' || c.last_name) AS name
    FROM referrals r JOIN contacts c ON c.id = r.referrer_id
    WHERE c.deleted_at IS NULL ORDER BY c.rowid
"""


class Held(NamedTuple):
    """A person to follow up, by one meeting with them where there was one.

    Attributes
    ----------
    key : str
        The meeting's id; the person's where no meeting is known.
    met_on, thanked_on : date or None
        Local days.
    """

    key: str
    contact_id: str
    name: str
    met_on: date | None
    thanked_on: date | None

    @property
    def thank_by(self) -> date | None:
        """The day by whose end they should be thanked; None when there is nothing to thank for."""
        return None if self.met_on is None or self.thanked_on else thank_by(self.met_on)


def listed(log: Log) -> list[Held]:
    """Whom one met, not thanked first and the last on top; then who only named somebody."""
    held = []
    for contact_id, rows in groupby(log.query(_MET_AND_THANKED), lambda row: row["contact_id"]):
        theirs = [(row, _day(row["happened_at"], row["zone"])) for row in rows]
        thanked = [day for row, day in theirs if row["kind"] == TouchKind.THANKED]
        met = {row["meeting_id"]: (row, day) for row, day in theirs if row["kind"] == TouchKind.MET}
        # That one met is also noted without a meeting, such as an evening before the first one.
        if len(met) > 1:
            met.pop(None, None)
        for meeting_id, (row, day) in met.items():
            name = row["name"] or row["organisation"]
            since = next((thanks for thanks in thanked if thanks >= day), None)
            held.append(Held(meeting_id or contact_id, contact_id, name, day, since))
    held.sort(key=lambda one: one.met_on or date.min, reverse=True)
    held.sort(key=lambda one: one.thanked_on is not None)
    there = {one.contact_id for one in held}
    named = [row for row in log.query(_NAMED_SOMEBODY) if row["id"] not in there]
    held += [Held(row["id"], row["id"], row["name"] or row["organisation"], None, None)
             for row in named]  # fmt: skip
    return held


def at_hand(log: Log, contact_id: str | None = None) -> Held | None:
    """Whom to begin with: who was asked for or picked last, else the first of the list."""
    there = listed(log)
    wanted = contact_id or last_picked(log)
    found = next((one for one in there if one.contact_id == wanted), None)
    if contact_id is None:
        return found or next(iter(there), None)
    contacts = log.find(Contact, id=contact_id)
    if found or not contacts or contacts[0].deleted_at is not None:
        return found
    return Held(contact_id, contact_id, contacts[0].name or contacts[0].organisation, None, None)


def as_it_stands(log: Log, held: Held, there: list[Held]) -> Held | None:
    """Somebody of the list as the log has them now; None when they are in the bin or gone."""
    found = next((one for one in there if one.key == held.key), None)
    return found or at_hand(log, held.contact_id)


def meeting_of(log: Log, held: Held) -> Meeting:
    """The meeting to write up; one that is not in the log yet where none was planned."""
    there = log.find(Meeting, id=held.key)
    return there[0] if there else meeting_for(log, held.contact_id)


def answers_of(log: Log, meeting: Meeting) -> list[tuple[str, str]]:
    """The questions that were answered, each with its answer, as they were asked."""
    contact = log.get(Contact, meeting.contact_id)
    bank = bank_for(log, contact)
    answered = [question for question in questions_of(log, meeting) if question.answer]
    return [(bank.wording(question), question.answer) for question in answered]


def _day(seconds: int, zone: str) -> date:
    return datetime.fromtimestamp(seconds, ZoneInfo(zone or "UTC")).date()

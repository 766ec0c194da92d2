"""What helps to prepare for somebody: both clocks, and what others of the field said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from infoint_widgets.jobs.meetings import zone_of
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting

_SAID = """
    SELECT m.cv_feedback, m.starts_at, c.first_name, c.last_name, c.organisation, c.field
    FROM meetings m JOIN contacts c ON c.id = m.contact_id
    WHERE m.cv_feedback <> '' AND m.id <> ? AND c.deleted_at IS NULL
    AND (c.field_id = ? OR c.id = ? OR (? <> '' AND c.field_id IS ? AND c.field <> ''))
    ORDER BY m.starts_at IS NULL, m.starts_at DESC, m.rowid DESC
"""


@dataclass(frozen=True)
class Said:
    """What somebody said about one's CV.

    Attributes
    ----------
    name : str
        Theirs, or that of their organisation.
    text : str
    met_at : int or None
        UTC seconds.
    """

    name: str
    text: str
    met_at: int | None


def cv_feedback(log: Log, contact: Contact, meeting: Meeting) -> list[Said]:
    """What people of the same field said about one's CV at other meetings, newest first.

    The field is that of the list; where a person has none, the words for it must be the same.
    """
    words = "" if contact.field_id else contact.field
    rows = log.query(_SAID, meeting.id, contact.field_id, contact.id, words, None)
    return [
        Said(
            f"{row['first_name']} {row['last_name']}".strip() or row["organisation"],
            row["cv_feedback"],
            row["starts_at"],
        )
        for row in rows
        if not words or row["field"].casefold() == words.casefold()
    ]


def other_clocks(log: Log, contact: Contact, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Whose clock, `mine` or `theirs`, shows another time than the meeting does, and its zone."""
    if meeting.starts_at is None:
        return
    moment = datetime.fromtimestamp(meeting.starts_at, UTC)
    there = moment.astimezone(ZoneInfo(zone_of(log, meeting))).utcoffset()
    for whose, zone in (("theirs", contact.zone), ("mine", log.zone)):
        if zone and moment.astimezone(ZoneInfo(zone)).utcoffset() != there:
            yield whose, zone

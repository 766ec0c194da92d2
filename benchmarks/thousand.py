"""A log of a thousand people, each of whom has come a different way, for whoever measures one."""

from __future__ import annotations

from collections.abc import Iterator

from infoint_widgets.records import Contact, Meeting, Record, Referral, Touch
from infoint_widgets.vocabulary import Channel, ContactLanguage, Stage, TouchKind

PEOPLE = 1_000
ZONE = "Europe/Vienna"
_DAY = 86_400
# What happened, and how many days after the first message.
_STORY = (
    (TouchKind.OUTREACH, 0),
    (TouchKind.FOLLOW_UP, 9),
    (TouchKind.ANSWER_YES, 11),
    (TouchKind.ARRANGED, 12),
    (TouchKind.MET, 40),
    (TouchKind.THANKED, 41),
)
_WAYS = len(_STORY) + 1
_BY_THEM = {TouchKind.ANSWER_YES}
_OF_THE_MEETING = {TouchKind.ARRANGED, TouchKind.MET, TouchKind.THANKED}


def people(now: int, n: int = PEOPLE, language: str = "en") -> Iterator[Record]:
    """Contacts, their meetings, what happened, and whom they named; in the order of a log.

    One in seven has not been written to yet, one has a date within three weeks, and so on.
    """
    contacts = [
        Contact(
            stage=Stage.CHOSEN,
            chosen_at=now - 400 * _DAY,
            first_name=f"Ada {at}",
            last_name=f"Müller {at % 977}",
            organisation=f"Organisation {at % 313}",
            region="AT-9" if at % 3 else "DE-BE",
            language=ContactLanguage(language),
        )
        for at in range(n)
    ]
    yield from contacts
    meetings: dict[str, Meeting] = {}
    for at, contact in enumerate(contacts):
        if at % _WAYS > 3:
            starts_at = _began(now, at) + 40 * _DAY
            meetings[contact.id] = Meeting(contact_id=contact.id, starts_at=starts_at, zone=ZONE)
    yield from meetings.values()
    for at, contact in enumerate(contacts):
        meeting = meetings.get(contact.id)
        for kind, day in _STORY[: at % _WAYS]:
            yield Touch(
                contact_id=contact.id,
                kind=kind,
                happened_at=_began(now, at) + day * _DAY,
                zone=ZONE,
                channel=Channel.EMAIL,
                by_me=kind not in _BY_THEM,
                meeting_id=meeting.id if meeting and kind in _OF_THE_MEETING else None,
            )
    for at, contact in enumerate(contacts):
        if at % _WAYS == len(_STORY):
            yield Referral(
                referrer_id=contact.id,
                meeting_id=meetings[contact.id].id,
                first_name="Ida",
                last_name=f"Example {at}",
                named_at=_began(now, at) + 40 * _DAY,
            )


def _began(now: int, at: int) -> int:
    """When somebody was written to first; whoever has a date, so that it is still to come."""
    days = 20 + at // _WAYS % 20 if at % _WAYS == 4 else 45 + at % 360
    return now - days * _DAY + 3_600 * (at % 9)

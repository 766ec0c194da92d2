"""What one takes along to a meeting: a page with all that the log knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.brief import Ask, Brief, page
from infoint_widgets.exchange.mail import file_name
from infoint_widgets.jobs.checklist import due_of, whole_list
from infoint_widgets.jobs.day import sentences
from infoint_widgets.jobs.meetings import (
    arrive_early_minutes,
    leave_at,
    local_start,
    own_zone,
    zone_of,
)
from infoint_widgets.jobs.questions import bank_for, questions_of
from infoint_widgets.log.store import Log
from infoint_widgets.method import timing
from infoint_widgets.method.checklist import mode_of
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import Mode
from infoint_widgets.words import Words

# The bank's question after names, for which the page has a table.
_NAMES = "who_else"


def brief_file(log: Log, meeting: Meeting) -> tuple[str, bytes]:
    """The page for a meeting as a file: its name and what is in it."""
    there = log.find(Meeting, id=meeting.id)
    meeting = there[0] if there else meeting
    contact = log.get(Contact, meeting.contact_id)
    start = local_start(log, meeting)
    name = f"{contact.name or contact.organisation} {start.date() if start else ''}"
    return file_name(name, ".html"), page(brief_for(log, meeting))


def brief_for(log: Log, meeting: Meeting) -> Brief:
    """What stands on the page for a meeting."""
    contact = log.get(Contact, meeting.contact_id)
    meeting = replace(meeting, mode=mode_of(meeting.mode, meeting.place))
    words, to_say = Words(log.language), sentences(log, meeting)
    times = timing.times(meeting.starts_at, meeting.minutes)
    due = due_of(log, meeting, "after")
    listen = "listen_on_phone" if meeting.mode is Mode.PHONE else "listen"
    bank = bank_for(log, contact)
    return Brief(
        language=log.language,
        spoken=to_say["language"],
        name=contact.name,
        role=contact.role,
        organisation=contact.organisation,
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        zone=own_zone(log, meeting),
        other_zones=tuple(_other_zones(log, contact, meeting)),
        mode=meeting.mode,
        place=meeting.place,
        phone=contact.phone,
        leave_at=leave_at(log, meeting),
        travel_minutes=meeting.travel_minutes or 0,
        spare_minutes=arrive_early_minutes(log),
        goal=meeting.goal,
        questions=tuple(
            Ask(bank.wording(question), room=question.bank_id != _NAMES)
            for question in questions_of(log, meeting)
        ),
        bring=tuple(_bring(log, meeting, words)),
        cv_plan=meeting.cv_plan,
        manner=words(f"checklist.{listen}.do"),
        last_at=times.warns_at if times else None,
        last=to_say["five_minutes"],
        names=to_say["names"],
        thank_by=due.day if due else None,
    )


def _bring(log: Log, meeting: Meeting, words: Words) -> Iterator[str]:
    """Of the checklist what one takes along, with all of one's own for these two days."""
    things = words.group("brief.item")
    for entry in whole_list(log, meeting):
        if entry.shown and (entry.id in things or entry.when in ("day_before", "on_the_day")):
            thing = things.get(entry.id, entry.text)
            yield from [thing] if thing else []


def _other_zones(log: Log, contact: Contact, meeting: Meeting) -> Iterator[str]:
    """The zones of those concerned in which clocks show another time than before one's eyes."""
    if meeting.starts_at is None:
        return
    moment = datetime.fromtimestamp(meeting.starts_at, UTC)
    told = {moment.astimezone(ZoneInfo(own_zone(log, meeting))).utcoffset()}
    for zone in filter(None, (zone_of(log, meeting), contact.zone, log.zone)):
        offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
        if offset not in told:
            told.add(offset)
            yield zone

"""Who in a file is somebody that the log knows already, and what the file adds.

Nobody is added twice, nothing that somebody wrote is overwritten or brought back after they cleared
it, and who was binned stays there.

A line of one's own log is one's own account of dealings with a person. So whoever has the same
e-mail, or exactly the same name and organisation, is that person, wherever they came from first,
and so is the only one of a name where no organisation is written: after an import of LinkedIn's
connections one expects the story to stand with the person that is there, not with a second one of
the same name. It also makes them somebody one would like to meet.

A line of LinkedIn's says only that two people are connected, and among thousands there are people
of one name. So the same profile is the same person; the same e-mail, or name and organisation, in
somebody from elsewhere is only told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.interview_story import SOURCE as SHEET
from infoint_widgets.exchange.tables import Item, Remark
from infoint_widgets.jobs.known import Known, Person, says, values_of
from infoint_widgets.jobs.plan import Plan
from infoint_widgets.jobs.referring import Referrals
from infoint_widgets.log import bulk
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Touch, derived_id
from infoint_widgets.vocabulary import Register, Stage, TouchKind

_FILLED = (
    "title", "form_of_address", "language", "email", "phone", "organisation", "role", "field",
    "city", "profile_url", "connected_on", "found_through", "why", "notes",
)  # fmt: skip
_FILLED_OF_A_MEETING = ("mode", "place", "learned")
_ENDS_A_MEETING = {TouchKind.MET, TouchKind.CANCELLED, TouchKind.NO_SHOW, TouchKind.MOVED}
_UNDATED = "undated"


class Matcher:
    """Compares the items of a file with the log, one by one, into a `Plan`.

    Parameters
    ----------
    log : Log
    source : {"linkedin", "sheet"}
        Where the items come from.
    referrer_column : str
        The name of the column in which referrers stand, for remarks.
    of_events : bool
        Whether a person is expected to stand in several lines.
    """

    def __init__(
        self, log: Log, source: str, referrer_column: str = "", *, of_events: bool = False
    ) -> None:
        self.plan = Plan()
        self._source = source
        self._column = referrer_column
        self._of_events = of_events
        self._known = Known(log, source)
        self._removed = bulk.removed(log)
        self._referrals = Referrals(log, self.plan, self._known, referrer_column)
        self._linked: list[tuple[Item, Person]] = []
        self._touches = {touch.id: touch for touch in log.find(Touch)}
        self._happened: dict[str, list[tuple[TouchKind, int]]] = defaultdict(list)
        self._on_day: set[tuple[str, str, str]] = set()
        for touch in self._touches.values():
            self._learn_touch(touch)
        for was in bulk.past(log, Touch):
            day = _day(was["happened_at"], was["zone"])
            self._on_day.add((was["contact_id"], was["kind"], day))
        self._ended = {
            touch.meeting_id for touch in self._touches.values() if touch.kind in _ENDS_A_MEETING
        }
        self._meetings = {meeting.id: meeting for meeting in log.find(Meeting)}
        self._past_meetings = bulk.past(log, Meeting)
        self._meeting_on: dict[str, dict[str, str]] = defaultdict(dict)
        for was in self._past_meetings:
            day = _day(was["starts_at"], was["zone"])
            self._meeting_on[was["contact_id"]][day] = was["id"]
        self._settled: set[str] = set()
        for meeting in self._meetings.values():
            day = _day(meeting.starts_at, meeting.zone)
            self._meeting_on[meeting.contact_id][day] = meeting.id

    def add(self, item: Item) -> None:
        """Plan what a line brings."""
        person = self._known.same(item.contact)
        if person is None:
            if reason := self._known.others(item.contact):
                self._remark(item, "perhaps_same", reason=reason)
            person = Person(item.contact.id, values_of(item.contact), new=True)
            self._known.learn(person)
            self.plan.contacts[person.id] = item.contact
        else:
            self.plan.there += 1
            if setting := self._known.take_for(item.contact, person):
                self.plan.settings[setting.id] = setting
            if person.values["deleted_at"] is not None:
                self._remark(item, "in_bin")
                return
            if person.new and not self._of_events:
                self._remark(item, "same_person")
            self._fill(item, person)
        self._add_story(item, person)
        if item.referred_by or item.named:
            self._linked.append((item, person))

    def finish(self) -> Plan:
        """Link the people to those who named them, who may stand further down in the file."""
        for item, person in self._linked:
            if item.referred_by and not self._referrals.add(item, person, self._happened):
                self._add_note(person, f"{self._column}: {item.referred_by}")
            for name in item.named:
                self._referrals.add_named(item, person, name, self._happened)
        return self.plan

    # What is new about them

    def _fill(self, item: Item, person: Person) -> None:
        new = {name: getattr(item.contact, name) for name in _FILLED}
        filled = {}
        for name, value in new.items():
            if value and self._known.cleared(person, name):
                self._remark(item, "cleared", field=name, value=str(value)[:80])
            elif value and not person.values[name]:
                filled[name] = value
            elif value and not says(person.values[name], value):
                self._keep_both(item, person, name, str(value))
        if item.contact.register is Register.DU and person.values["register"] != Register.DU:
            self._keep_both(item, person, "register", Register.DU)
        chosen = person.values["stage"] == Stage.CHOSEN
        if self._source == SHEET and not (chosen or self._known.let_go(person)):
            filled |= {"stage": Stage.CHOSEN, "chosen_at": item.contact.chosen_at}
        self._write(person, filled)

    def _keep_both(self, item: Item, person: Person, name: str, value: str) -> None:
        if person.new and name == "notes":
            self._write(person, {"notes": f"{person.values['notes']}\n{value}"})
        elif name != "connected_on":
            kept = str(person.values[name])
            self._remark(item, "differs", field=name, kept=kept[:80], value=value[:80])

    def _add_note(self, person: Person, text: str) -> None:
        notes = person.values["notes"]
        has_room = person.new or not (notes or self._known.cleared(person, "notes"))
        if has_room and not says(notes, text):
            self._write(person, {"notes": f"{notes}\n{text}".strip()})

    def _write(self, person: Person, values: dict[str, Any]) -> None:
        if not values:
            return
        if person.new:
            self.plan.contacts[person.id] = replace(self.plan.contacts[person.id], **values)
        else:
            for name, value in values.items():
                self.plan.edit(Contact, person.id, name, person.values[name], value)
        person.values |= values
        self._known.learn(person)

    # What happened

    def _add_story(self, item: Item, person: Person) -> None:
        meetings = {
            meeting.id: self._add_meeting(meeting, person, undated=meeting.id in item.undated)
            for meeting in item.meetings
        }
        for touch in item.touches:
            meeting_id = meetings.get(touch.meeting_id) if touch.meeting_id else None
            theirs = replace(touch, contact_id=person.id, meeting_id=meeting_id)
            self._add_touch(item, theirs, undated=touch.id in item.undated)

    def _add_touch(self, item: Item, touch: Touch, *, undated: bool) -> None:
        day = _day(touch.happened_at, touch.zone)
        happening = (touch.contact_id, touch.kind)
        there = touch.kind in {kind for kind, _ in self._happened[touch.contact_id]}
        if (*happening, day) in self._on_day or (undated and there):
            return
        guessed = self._touches.get(derived_id("touch", *happening, _UNDATED))
        if not undated and guessed is not None and self._may_move(guessed):
            self._move(item, guessed, touch)
            return
        if touch.kind is TouchKind.MET and touch.meeting_id in self._ended:
            return  # the person knows better what became of it
        id = derived_id("touch", *happening, _UNDATED if undated else day)
        if id in self._touches or id in self._removed:
            return
        self._touches[id] = self.plan.touches[id] = replace(touch, id=id, source_id=id)
        self._learn_touch(self._touches[id])

    def _move(self, item: Item, guessed: Touch, touch: Touch) -> None:
        """Put a touch to its own date, where an earlier line or file had none for it."""
        values: dict[str, Any] = {
            "happened_at": touch.happened_at, "zone": touch.zone, "precision": touch.precision
        }  # fmt: skip
        moved = replace(guessed, **values)
        if guessed.id in self.plan.touches:
            self.plan.touches[guessed.id] = moved
        else:
            for name, value in values.items():
                self.plan.edit(Touch, guessed.id, name, getattr(guessed, name), value)
            day = datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone)).date()
            self._remark(item, "moved", kind=touch.kind, day=day)
        self._settled.add(guessed.id)  # a second date is a second touch
        self._learn_touch(moved)

    def _may_move(self, guessed: Touch | Meeting) -> bool:
        return guessed.version == 1 and guessed.id not in self._settled

    def _learn_touch(self, touch: Touch) -> None:
        self._happened[touch.contact_id].append((touch.kind, touch.happened_at))
        self._on_day.add((touch.contact_id, touch.kind, _day(touch.happened_at, touch.zone)))

    def _add_meeting(self, meeting: Meeting, person: Person, *, undated: bool) -> str | None:
        day = _day(meeting.starts_at, meeting.zone)
        theirs = self._meeting_on[person.id]
        there = theirs.get(day)
        if there is None and undated:
            there = next(iter(theirs.values()), None)
        guessed = self._meetings.get(derived_id("meeting", person.id, _UNDATED))
        if there is None and guessed is not None and self._may_move(guessed):
            there = guessed.id
            self._settled.add(there)
            self._edit_meeting(guessed, starts_at=meeting.starts_at)
            theirs[day] = there
        if there is not None:
            # One that somebody took out stays out.
            return self._fill_meeting(there, meeting) if there in self._meetings else None
        id = derived_id("meeting", person.id, _UNDATED if undated else day)
        if id in self._removed:
            return None
        new = replace(meeting, id=id, contact_id=person.id)
        self._meetings[id] = self.plan.meetings[id] = new
        theirs[day] = id
        return id

    def _fill_meeting(self, id: str, meeting: Meeting) -> str:
        there = self._meetings[id]
        for name in _FILLED_OF_A_MEETING:
            value = getattr(meeting, name)
            cleared = any(was["id"] == id and was.get(name) for was in self._past_meetings)
            if value and not getattr(there, name) and not cleared:
                self._edit_meeting(self._meetings[id], **{name: value})
        return id

    def _edit_meeting(self, meeting: Meeting, **values: Any) -> None:
        edited = replace(meeting, **values)
        if meeting.id in self.plan.meetings:
            self.plan.meetings[meeting.id] = edited
        else:
            for name, value in values.items():
                self.plan.edit(Meeting, meeting.id, name, getattr(meeting, name), value)
        self._meetings[meeting.id] = edited

    def _remark(self, item: Item, id: str, **facts: object) -> None:
        facts = {"name": item.contact.name, "column": self._column, **facts}
        self.plan.remarks.append(Remark(item.line, id, facts))


def _day(seconds: int | None, zone: str) -> str:
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, ZoneInfo(zone or "UTC")).date().isoformat()

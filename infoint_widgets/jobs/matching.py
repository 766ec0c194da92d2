"""Who in a file is somebody that the log knows already, and what the file adds.

Nobody is added twice, nothing that somebody wrote is overwritten, and who was binned stays there.

A line of one's own log is one's own account of dealings with a person. So whoever has the same
e-mail, or exactly the same name and organisation, is that person, wherever they came from first:
after an import of LinkedIn's connections one expects the story to stand with the person that is
there, not with a second one of the same name. It also makes them somebody one would like to meet.

A line of LinkedIn's says only that two people are connected, and among thousands there are people
of one name. So the same profile is the same person; the same e-mail, or name and organisation, in
somebody from elsewhere is only told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from infoint_widgets.exchange import linkedin
from infoint_widgets.exchange.interview_story import SOURCE as SHEET
from infoint_widgets.exchange.linkedin import profile_key
from infoint_widgets.exchange.names import split_name
from infoint_widgets.exchange.tables import Item, Remark
from infoint_widgets.log import bulk
from infoint_widgets.log.search import folded
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Record, Referral, Touch, checks, derived_id
from infoint_widgets.vocabulary import Stage, TouchKind, Warmth

_FILLED = (
    "title", "form_of_address", "email", "phone", "organisation", "role", "field", "city",
    "profile_url", "connected_on", "found_through", "why", "notes",
)  # fmt: skip
_FILLED_OF_A_MEETING = ("mode", "place", "learned")
Key = tuple[str, ...]


@dataclass
class Plan:
    """What an import will write.

    Attributes
    ----------
    fills : dict
        By table and id the fields that are blank in the log and get a value.
    there : int
        How many lines were about somebody known, from the log or from an earlier line.
    """

    contacts: dict[str, Contact] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    touches: list[Touch] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    fills: dict[tuple[type[Record], str], dict[str, Any]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    there: int = 0


@dataclass
class _Person:
    """Somebody in the log, or new in this file, with the fields that matter for comparing."""

    id: str
    values: dict[str, Any]
    new: bool

    @property
    def name(self) -> str:
        return f"{self.values['first_name']} {self.values['last_name']}".strip()


class Matcher:
    """Compares the items of a file with the log, one by one, into a `Plan`.

    Parameters
    ----------
    log : Log
    source : {"linkedin", "sheet"}
        Where the items come from.
    referrer_column : str
        The name of the column in which referrers stand, for remarks.
    """

    def __init__(self, log: Log, source: str, referrer_column: str = "") -> None:
        self.plan = Plan()
        self._log = log
        self._source = source
        self._column = referrer_column
        self._removed = bulk.removed(log)
        self._index: dict[Key, list[_Person]] = defaultdict(list)
        self._referred: list[tuple[Item, _Person]] = []
        for row in bulk.everybody(log):
            self._learn(_Person(row["id"], dict(row), new=False))
        self._happened = {
            (row["contact_id"], row["kind"], _day(row["happened_at"], row["zone"]))
            for row in log.query("SELECT contact_id, kind, happened_at, zone FROM touches")
        }
        meetings = log.find(Meeting)
        self._by_id = {meeting.id: meeting for meeting in meetings}
        self._meetings = {
            (meeting.contact_id, _day(meeting.starts_at, meeting.zone)): meeting
            for meeting in meetings
        }

    def add(self, item: Item) -> None:
        """Plan what a line brings."""
        person = self._same(item.contact)
        if person is None:
            self._tell_of_others(item)
            person = _Person(item.contact.id, _values(item.contact), new=True)
            self._learn(person)
            self.plan.contacts[person.id] = item.contact
        else:
            self.plan.there += 1
            if person.values["deleted_at"] is not None:
                self._remark(item, "in_bin")
                return
            if person.new:
                self._remark(item, "same_person")
            self._fill(item, person)
        self._add_story(item, person)
        if item.referred_by:
            self._referred.append((item, person))

    def finish(self) -> Plan:
        """Link the people to those who named them, who may stand further down in the file."""
        pairs = {
            (row["referrer_id"], row["contact_id"])
            for row in self._log.query("SELECT referrer_id, contact_id FROM referrals")
        }
        for item, person in self._referred:
            referrer = self._referrer(item.referred_by, person)
            if referrer is None:
                self._remark(item, "referrer_unknown", value=item.referred_by[:80])
                self._add_note(person, f"{self._column}: {item.referred_by}")
            elif (referrer.id, person.id) not in pairs:
                pairs.add((referrer.id, person.id))
                self._refer(item, person, referrer)
        return self.plan

    # Who is who

    def _learn(self, person: _Person) -> None:
        for key in _keys(person.values):
            self._index[key].append(person)

    def _same(self, contact: Contact) -> _Person | None:
        values = _values(contact)
        keys = {key[0]: key for key in _keys(values)}
        for kind in ("source", "profile"):
            for person in self._index.get(keys.get(kind, ()), ()):
                return person
        if self._source == linkedin.SOURCE:
            # Older files have no profiles, and people change jobs, but the day stays.
            met = [
                person
                for person in self._index.get(keys.get("met", ()), ())
                if person.values["source"] == linkedin.SOURCE
                and not (person.values["profile_url"] and contact.profile_url)
            ]
            return met[0] if len(met) == 1 and self._is_older(met[0], contact) else None
        candidates = (
            *self._index.get(keys.get("email", ()), ()),
            *self._index.get(keys["name"], ()),
        )
        return next((person for person in candidates if _agree(person.values, values)), None)

    def _is_older(self, person: _Person, contact: Contact) -> bool:
        """Not two lines of one file: there the same name on the same day is another person."""
        return not person.new or bool(person.values["profile_url"]) != bool(contact.profile_url)

    def _tell_of_others(self, item: Item) -> None:
        keys = {key[0]: key for key in _keys(_values(item.contact))}
        reasons = {"email": "same_email", "name": "same_name"}
        for kind, reason in reasons.items():
            if kind == "name" and not item.contact.organisation:
                continue
            others = self._index.get(keys.get(kind, ()), ())
            if any(person.values["source"] != self._source for person in others):
                self._remark(item, "perhaps_same", reason=reason)
                return

    # What is new about them

    def _fill(self, item: Item, person: _Person) -> None:
        new = {name: getattr(item.contact, name) for name in _FILLED}
        filled = {name: value for name, value in new.items() if value and not person.values[name]}
        for name, value in new.items():
            if value and name not in filled and not _says(person.values[name], value):
                self._keep_both(item, person, name, str(value))
        if self._source == SHEET and person.values["stage"] == Stage.KNOWN:
            filled |= {"stage": Stage.CHOSEN, "chosen_at": item.contact.chosen_at}
        self._write(person, filled)

    def _keep_both(self, item: Item, person: _Person, name: str, value: str) -> None:
        if person.new and name == "notes":
            self._add_note(person, value)
        elif name != "connected_on":
            kept = str(person.values[name])
            self._remark(item, "differs", field=name, kept=kept[:80], value=value[:80])

    def _add_note(self, person: _Person, text: str) -> None:
        notes = person.values["notes"]
        if _says(notes, text) or (notes and not person.new):
            return
        self._write(person, {"notes": f"{notes}\n{text}".strip()})

    def _write(self, person: _Person, filled: dict[str, Any]) -> None:
        if not filled:
            return
        person.values |= filled
        if person.new:
            self.plan.contacts[person.id] = replace(self.plan.contacts[person.id], **filled)
        else:
            self.plan.fills.setdefault((Contact, person.id), {}).update(filled)

    def _add_story(self, item: Item, person: _Person) -> None:
        meeting_ids = {meeting.id: self._add_meeting(meeting, person) for meeting in item.meetings}
        for touch in item.touches:
            happening = (person.id, str(touch.kind), _day(touch.happened_at, touch.zone))
            if happening in self._happened or touch.id in self._removed:
                continue
            self._happened.add(happening)
            meeting_id = meeting_ids.get(touch.meeting_id) if touch.meeting_id else None
            self.plan.touches.append(replace(touch, contact_id=person.id, meeting_id=meeting_id))

    def _add_meeting(self, meeting: Meeting, person: _Person) -> str | None:
        day = (person.id, _day(meeting.starts_at, meeting.zone))
        there = self._meetings.get(day) or self._by_id.get(meeting.id)
        if there is not None:
            filled = {
                name: getattr(meeting, name)
                for name in _FILLED_OF_A_MEETING
                if getattr(meeting, name) and not getattr(there, name)
            }
            if filled and there.id in self.plan.meetings:
                self.plan.meetings[there.id] = replace(there, **filled)
                self._meetings[day] = self.plan.meetings[there.id]
            elif filled:
                self.plan.fills.setdefault((Meeting, there.id), {}).update(filled)
            return there.id
        if meeting.id in self._removed:
            return None
        self._meetings[day] = self.plan.meetings[meeting.id] = replace(
            meeting, contact_id=person.id
        )
        return meeting.id

    # Who led to whom

    def _referrer(self, name: str, person: _Person) -> _Person | None:
        split = split_name(name)
        key = ("named", folded(f"{split['first_name']} {split['last_name']}".strip()))
        named = [
            found
            for found in self._index.get(key, ())
            if found.id != person.id and found.values["deleted_at"] is None
        ]
        chosen = [found for found in named if found.values["stage"] == Stage.CHOSEN]
        return next((found[0] for found in (named, chosen) if len(found) == 1), None)

    def _refer(self, item: Item, person: _Person, referrer: _Person) -> None:
        id = derived_id("referral", referrer.id, person.id)
        if id in self._removed:
            return
        moments = [touch.happened_at for touch in item.touches]
        met = [
            touch.happened_at
            for touch in self.plan.touches
            if touch.contact_id == referrer.id and touch.kind is TouchKind.MET
        ]
        earlier = [moment for moment in met if moment <= min(moments, default=moment)]
        named_at = max(earlier, default=min(moments, default=None))
        if named_at is None:
            self._remark(item, "referral_today", referrer=referrer.name)
        else:
            day = datetime.fromtimestamp(named_at, ZoneInfo(self._log.zone)).date()
            self._remark(item, "referral_dated", referrer=referrer.name, day=day)
        self.plan.referrals.append(
            Referral(
                id=id,
                referrer_id=referrer.id,
                first_name=item.contact.first_name,
                last_name=item.contact.last_name,
                organisation=item.contact.organisation,
                named_at=self._log.now() if named_at is None else named_at,
                contact_id=person.id,
            )
        )
        if person.new and not person.values["warmth"]:
            self._write(person, {"warmth": Warmth.REFERRAL})

    def _remark(self, item: Item, id: str, **facts: object) -> None:
        facts = {"name": item.contact.name, "column": self._column, **facts}
        self.plan.remarks.append(Remark(item.line, id, facts))


def _values(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in checks(Contact)}


def _keys(values: dict[str, Any]) -> Iterator[Key]:
    name = folded(f"{values['first_name']} {values['last_name']}".strip())
    yield "named", name
    yield "name", name, folded(values["organisation"])
    if values["source_id"]:
        yield "source", values["source"], values["source_id"]
    if values["profile_url"]:
        yield "profile", profile_key(values["profile_url"])
    if values["email"]:
        yield "email", values["email"].casefold()
    if values["connected_on"]:
        yield "met", name, str(values["connected_on"])


def _agree(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether nothing speaks against two people being one: offices share an e-mail, too."""
    words = [set(folded(f"{v['first_name']} {v['last_name']}").split()) for v in (one, other)]
    profiles = {profile_key(v["profile_url"]) for v in (one, other) if v["profile_url"]}
    emails = {v["email"].casefold() for v in (one, other) if v["email"]}
    told_apart_by_organisation = one["organisation"] or other["organisation"]
    return bool(
        words[0] & words[1]
        and len(profiles) < 2
        and (len(emails) < 2 or told_apart_by_organisation)
    )


def _says(there: Any, value: Any) -> bool:
    """Whether a text holds another already, spelled in whatever way."""
    return folded(str(value)) in folded(str(there))


def _day(seconds: int | None, zone: str) -> str:
    if seconds is None:
        return ""
    return datetime.fromtimestamp(seconds, ZoneInfo(zone or "UTC")).date().isoformat()

"""What happens to the people of the sample: days, minutes and letters.

How it went with each is a word in sample_people.py; here it becomes touches, a meeting, ticks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import sample_letters as letters
from sample_writing import letter_to, outreach_to, sentence, slug, swiss

from infoint_widgets.method import checklist
from infoint_widgets.records import Contact, Meeting, Tick, Touch, derived_id

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_MONDAY = date(2025, 8, 18)
TODAY = datetime(2026, 6, 16, 10, tzinfo=BERLIN)
NOW = int(TODAY.timestamp())
A_DAY = 86_400

# Median days until an answer; the tail is long (lognormal).
DAYS_TO_ANSWER = {"cold": 2.2, "warm": 1.2, "referral": 0.8}
SPREAD = 1.0
LOOPS_CLOSED = ("Hanna", "Rosalind", "Benedikt", "Christina")
HEARD_FROM_ME = ("Hanna", "Grace", "Selin", "Jonas", "Oluwaseun")
ASK_AGAIN = {"Beatriz": date(2026, 6, 18), "Cornelius": date(2026, 6, 10)}
AGREED = ("yes", "yes2", "yes3", "later_yes", "no_yes", "gaveup_yes", "bounced_yes", "met_first")


@dataclass
class Person:
    """A block of sample_people.py, and what comes of it."""

    contact: Contact
    week: int
    course: str
    meeting: list[str]
    thanks: list[str]
    hook: str
    learned: str
    named_by: tuple[str, str, str] | None
    channel: str
    chance: Random
    touches: list[Touch] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    referrer: str = ""
    by_day: bool = False

    @property
    def first(self) -> str:
        return self.contact.first_name

    @property
    def speech(self) -> str:
        """Which of the letters' texts are for this person: en, sie or du."""
        return "en" if self.contact.language == "en" else str(self.contact.register)

    @property
    def tongue(self) -> str:
        return "en" if self.contact.language == "en" else "de"

    def pick(self, pool: dict[str, list[str]]) -> str:
        return self.chance.choice(pool[self.speech if self.speech in pool else self.tongue])

    def happened(self, kind: str, when: datetime, **values: object) -> datetime:
        """Write down a touch, to the minute or, for what was noted later, to the day."""
        zone = str(when.tzinfo)
        assert when <= TODAY, f"{self.contact.name}: {kind} would happen on {when}"
        if self.by_day:
            when = datetime.combine(when.date(), time(12), when.tzinfo)
        values = {"channel": self.channel, **values}
        self.touches.append(
            Touch(
                id=derived_id("sample touch", self.contact.id, kind, str(len(self.touches))),
                contact_id=self.contact.id,
                kind=kind,  # type: ignore[arg-type]
                happened_at=int(when.timestamp()),
                zone=zone,
                precision="day" if self.by_day else "minute",  # type: ignore[arg-type]
                **values,  # type: ignore[arg-type]
            )
        )
        return when


def play(person: Person) -> None:
    """Let it happen: from the first message to the thank-you."""
    if person.course in ("wish", "draft"):
        return
    if person.course == "met_first":
        _meet(person, _workday(person, person.week, hours=(17, 20)))
        return
    agreed = _ask(person)
    if person.course in AGREED and agreed:
        _meet(person, agreed)


def _ask(person: Person) -> datetime | None:
    """From the first message to the yes, the no or the silence; when they said yes, if they did."""
    sent = _workday(person, person.week)
    if person.course == "bounced_yes":
        person.happened("outreach", sent, channel="email", text=outreach_to(person))
        bounced = sent + timedelta(minutes=2)
        person.happened("bounced", bounced, channel="email", by_me=False)
        sent += timedelta(days=1, minutes=35)
    note = {
        "phone": "Auf der Mailbox um einen Rückruf gebeten.",
        "card": "Von Hand geschrieben.",
    }.get(person.channel, "")
    text = "" if person.channel == "phone" else outreach_to(person)
    sent = person.happened("outreach", sent, text=text, note=note)
    return _COURSES[person.course](person, sent)


def _silent(_person: Person, _sent: datetime) -> None:
    return None


def _silent_2(person: Person, sent: datetime) -> None:
    _follow_up(person, sent)


def _silent_3(person: Person, sent: datetime) -> None:
    _follow_up(person, _follow_up(person, sent))


def _gave_up(person: Person, sent: datetime) -> datetime:
    again = _follow_up(person, sent)
    when = _daytime(again + timedelta(days=person.chance.randint(14, 25)))
    return person.happened("gave_up", when, channel=None)


def _bounced(person: Person, sent: datetime) -> None:
    person.happened("bounced", sent + timedelta(minutes=1), by_me=False)


def _yes(person: Person, sent: datetime) -> datetime:
    return _answered(person, "answer_yes", sent, letters.YES[person.speech])


def _yes_2(person: Person, sent: datetime) -> datetime:
    return _yes(person, _follow_up(person, sent))


def _yes_3(person: Person, sent: datetime) -> datetime:
    return _yes_2(person, _follow_up(person, sent))


def _no(person: Person, sent: datetime) -> datetime:
    return _answered(person, "answer_no", sent, letters.NO[person.speech])


def _no_2(person: Person, sent: datetime) -> None:
    _no(person, _follow_up(person, sent))


def _no_yes(person: Person, sent: datetime) -> datetime:
    again = _daytime(_no(person, sent) + timedelta(days=person.chance.randint(40, 60)))
    text = letters.YES_AFTER_NO[person.speech]
    return person.happened("answer_yes", again, by_me=False, text=text)


def _gave_up_yes(person: Person, sent: datetime) -> datetime:
    late = _daytime(_gave_up(person, sent) + timedelta(days=person.chance.randint(8, 15)))
    return person.happened("answer_yes", late, by_me=False, text=letters.LATE[person.speech])


def _later(person: Person, sent: datetime) -> datetime:
    when = _answer_moment(person, sent)
    again_on = ASK_AGAIN.get(person.first, (when + timedelta(weeks=6)).date())
    text = letters.LATER[person.speech]
    return person.happened("answer_later", when, by_me=False, ask_again_on=again_on, text=text)


def _later_yes(person: Person, sent: datetime) -> datetime:
    again_on = _later(person, sent) + timedelta(weeks=6, days=person.chance.randint(0, 2))
    text = letter_to(person, letters.AGAIN[person.speech])
    return _yes(person, person.happened("follow_up", _daytime(again_on), text=text))


def _other(person: Person, sent: datetime) -> None:
    _answered(person, "answer_other", sent, [letters.OTHER[person.speech]])


_COURSES = {
    "open": _silent, "silent": _silent, "silent2": _silent_2, "silent3": _silent_3,
    "gaveup": _gave_up, "bounced": _bounced, "yes": _yes, "yes2": _yes_2, "yes3": _yes_3,
    "bounced_yes": _yes, "no": _no, "no2": _no_2, "no_yes": _no_yes, "gaveup_yes": _gave_up_yes,
    "later": _later, "later_yes": _later_yes, "other": _other,
}  # fmt: skip


def _follow_up(person: Person, sent: datetime) -> datetime:
    days = person.chance.choice((8, 9, 9, 10, 10, 11, 13, 16))
    text = letter_to(person, person.pick(letters.FOLLOW_UP))
    return person.happened("follow_up", _daytime(sent + timedelta(days=days)), text=text)


def _answered(person: Person, kind: str, sent: datetime, texts: list[str]) -> datetime:
    text = person.chance.choice(texts)
    when = _answer_moment(person, sent)
    return person.happened(kind, when, by_me=False, text=swiss(person, text))


def _answer_moment(person: Person, sent: datetime) -> datetime:
    days = DAYS_TO_ANSWER[str(person.contact.warmth)] * person.chance.lognormvariate(0, SPREAD)
    return _daytime(sent + timedelta(minutes=round(min(days, 17) * 1440) + 20))


def _meet(person: Person, agreed: datetime) -> None:
    how = person.meeting[0]
    if how == "unarranged":
        return
    if person.course == "met_first":
        _held(person, _plan(person, agreed))
        return
    meeting = _arrange(person, agreed if person.by_day else _daytime(agreed + timedelta(hours=3)))
    if how == "moved":
        meeting = _moved(person, meeting)
    if how in ("missed_met", "no_show"):
        when = _local(meeting) + timedelta(minutes=25)
        person.happened("no_show", when, meeting_id=meeting.id, by_me=False, channel=None)
    if how in ("cancelled_met", "cancelled"):
        when = _daytime(_local(meeting) - timedelta(days=1))
        person.happened("cancelled", when, meeting_id=meeting.id, by_me=False)
    if how in ("missed_met", "cancelled_met"):
        meeting = _arrange(person, _daytime(_local(meeting) + timedelta(days=2)))
    if how not in ("no_show", "cancelled"):
        _go(person, meeting)


def _go(person: Person, meeting: Meeting) -> None:
    day_before = _daytime(_local(meeting) - timedelta(days=1))
    ahead = person.meeting[0] == "soon"
    if day_before < TODAY and (ahead or person.chance.random() < 0.6):
        text = letter_to(person, letters.CONFIRM[person.speech])
        person.happened("confirmed", day_before, meeting_id=meeting.id, channel="email", text=text)
    if ahead:
        _tick(person, meeting, all_of_it=False)
    else:
        _held(person, meeting)


def _arrange(person: Person, when: datetime) -> Meeting:
    meeting = _plan(person, _start(person, when))
    person.happened("arranged", when, meeting_id=meeting.id)
    return meeting


def _plan(person: Person, start: datetime) -> Meeting:
    chance, tongue, mode = person.chance, person.tongue, person.meeting[1]
    why = swiss(person, person.contact.why).rstrip(".")
    meeting = Meeting(
        id=derived_id("sample meeting", person.contact.id, str(len(person.meetings))),
        contact_id=person.contact.id,
        starts_at=int(start.timestamp()),
        zone=str(start.tzinfo),
        minutes=20 if mode == "phone" else 30,
        mode=mode,  # type: ignore[arg-type]
        place=_place(person, mode),
        travel_minutes=chance.choice((15, 20, 35)) if mode in ("cafe", "office", "other") else None,
        goal=swiss(person, chance.choice(letters.GOALS[tongue])),
        research=swiss(person, chance.choice(letters.RESEARCH[tongue]).format(why=why)),
        cv_plan=chance.choice(letters.CV_PLANS[tongue]) if chance.random() < 0.4 else "",
    )
    person.meetings.append(meeting)
    return meeting


def _place(person: Person, mode: str) -> str:
    if mode == "cafe":
        return letters.CAFES.get(person.contact.city, letters.CAFES[""])
    if mode == "video":
        return f"https://www.example.org/call/{slug(person.contact.name)}"
    if mode == "office":
        return f"{person.contact.organisation}, {person.contact.city}"
    return person.contact.phone if mode == "phone" else "Clara-Park, am Glashaus"


def _start(person: Person, arranged: datetime) -> datetime:
    if len(person.thanks) > 1:
        return datetime.fromisoformat(person.thanks[1]).replace(tzinfo=BERLIN)
    if person.meeting[0] == "soon":
        return datetime.fromisoformat(person.meeting[2]).replace(tzinfo=BERLIN)
    day = arranged.date() + timedelta(days=person.chance.randint(5, 15))
    day += timedelta(days=max(0, 7 - day.isoweekday() + 1) if day.isoweekday() > 5 else 0)
    clock = time(person.chance.randint(9, 16), person.chance.choice((0, 0, 30, 15)))
    in_london = person.contact.city == "London" and person.meeting[1] == "office"
    return datetime.combine(day, clock, ZoneInfo("Europe/London") if in_london else BERLIN)


def _moved(person: Person, meeting: Meeting) -> Meeting:
    when = _daytime(_local(meeting) - timedelta(days=2))
    person.happened("moved", when, meeting_id=meeting.id, by_me=False)
    later = _local(meeting) + timedelta(days=7)
    return _rewrite(person, meeting, starts_at=int(later.timestamp()))


def _held(person: Person, meeting: Meeting) -> None:
    chance, tongue = person.chance, person.tongue
    feedback = letters.CV_FEEDBACK[tongue]
    heard = feedback.get(str(person.contact.field_id), feedback[""])
    meeting = _rewrite(
        person,
        meeting,
        learned=swiss(person, person.learned).replace(". ", ".\n"),
        notes=chance.choice(letters.NOTES[tongue]),
        surprise=swiss(person, chance.choice(letters.SURPRISES[tongue]))
        if chance.random() < 0.6 else "",
        cv_feedback=swiss(person, heard) if chance.random() < 0.45 else "",
    )  # fmt: skip
    end = _local(meeting) + timedelta(minutes=meeting.minutes)
    channel = {"phone": "phone", "video": "other"}.get(str(meeting.mode), "in_person")
    met = person.happened("met", end, meeting_id=meeting.id, channel=channel)
    _thank(person, meeting, met, channel)
    _tick(person, meeting, all_of_it=True)
    if person.first in LOOPS_CLOSED:
        text = letter_to(person, letters.LOOP_CLOSED[person.speech])
        when = _daytime(met + timedelta(days=chance.randint(30, 50)))
        person.happened("loop_closed", when, channel="email", text=text)
    if person.first in HEARD_FROM_ME:
        text = letter_to(person, letters.KEEP_IN_TOUCH[person.speech])
        when = _daytime(met + timedelta(days=chance.randint(85, 110)))
        person.happened("keep_in_touch", when, channel="email", text=text)


def _thank(person: Person, meeting: Meeting, met: datetime, channel: str) -> None:
    chance, promptly = person.chance, (person.thanks or [""])[0]
    if promptly not in ("on", "late"):
        return
    if promptly == "late":
        when = _daytime(met + timedelta(days=chance.randint(3, 6), hours=2))
    elif met.hour < 15 and chance.random() < 0.5:
        when = met + timedelta(minutes=chance.randint(90, 330))
    else:
        when = datetime.combine(met.date() + timedelta(days=1), time(8, 20), met.tzinfo)
        when += timedelta(minutes=chance.randint(0, 640))
    gist = person.learned.split(". ")[0].rstrip(".") + "."
    ways = letters.THANKS[person.speech]
    # Only who was out of the house was on the way home.
    body = chance.choice(ways if channel == "in_person" else ways[:1]).format(learned=gist)
    late = letters.LATE_THANKS[person.speech] if promptly == "late" else ""
    if late and person.tongue == "en":
        body = body[0].upper() + body[1:]
    by_card = chance.random() < 0.25
    text = letter_to(person, late + (body if not late else sentence(body)))
    by = "card" if by_card else "email"
    person.happened("thanked", when, meeting_id=meeting.id, channel=by, text=text)


def _tick(person: Person, meeting: Meeting, *, all_of_it: bool) -> None:
    """Tick what is done by now of a meeting's checklist; something is always forgotten."""
    start = meeting.starts_at or 0
    before = {"week": 3 * A_DAY, "day_before": A_DAY // 2, "on_the_day": -600, "after": -3 * 3600}
    for item in checklist.items(meeting.mode):
        at = start - before[item.when]
        done = person.chance.random() < (0.88 if all_of_it else 0.7)
        if done and at <= NOW:
            person.ticks.append(
                Tick(
                    id=derived_id("sample tick", meeting.id, item.id),
                    meeting_id=meeting.id, item=item.id, ticked_at=at,
                )
            )  # fmt: skip


# Days and minutes


def _workday(person: Person, week: int, hours: tuple[int, int] = (8, 20)) -> datetime:
    day = FIRST_MONDAY + timedelta(weeks=week, days=person.chance.randint(0, 4))
    if week == (TODAY.date() - FIRST_MONDAY).days // 7:
        day = TODAY.date() - timedelta(days=1)
    clock = time(person.chance.randint(*hours), person.chance.randint(0, 59))
    return datetime.combine(day, clock, BERLIN)


def _daytime(when: datetime) -> datetime:
    """Nobody answers at night: what falls into it comes in the morning after."""
    if when.hour < 7:
        return when.replace(hour=8, minute=when.minute)
    return when if when.hour < 22 else (when + timedelta(days=1)).replace(hour=8)


def _local(meeting: Meeting) -> datetime:
    return datetime.fromtimestamp(meeting.starts_at or 0, ZoneInfo(meeting.zone))


def _rewrite(person: Person, meeting: Meeting, **values: object) -> Meeting:
    rewritten = replace(meeting, **values)  # type: ignore[arg-type]
    person.meetings[person.meetings.index(meeting)] = rewritten
    return rewritten

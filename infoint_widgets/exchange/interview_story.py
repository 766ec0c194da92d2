"""What one line of an own interview log says has happened: touches and meetings.

What a cell says is never guessed silently: a cell that is not understood is told and kept in the
person's notes, and a date that had to be taken from elsewhere in the line is told as well.
"""

from __future__ import annotations

from collections.abc import Mapping as Facts
from dataclasses import dataclass, field, replace
from datetime import time

from infoint_widgets.exchange.interview_line import Line
from infoint_widgets.exchange.spreadsheet import DATES, Meaning
from infoint_widgets.exchange.understood import (
    When,
    lacks_year,
    read_when,
    read_whens,
    understand,
)
from infoint_widgets.records import Meeting, Touch
from infoint_widgets.vocabulary import Precision, TouchKind

SOURCE = "sheet"
_ANSWERS = {
    TouchKind.ANSWER_YES,
    TouchKind.ANSWER_NO,
    TouchKind.ANSWER_LATER,
    TouchKind.ANSWER_OTHER,
    TouchKind.BOUNCED,
}
_OF_A_MEETING = {TouchKind.MET, TouchKind.CANCELLED, TouchKind.NO_SHOW}
_BY_THEM = _ANSWERS | {TouchKind.NO_SHOW}
# The dates that belong to what a cell says has happened.
_DATE_OF = {
    TouchKind.OUTREACH: Meaning.SENT_ON,
    TouchKind.FOLLOW_UP: Meaning.FOLLOWED_UP_ON,
    TouchKind.THANKED: Meaning.THANKED_ON,
    **dict.fromkeys(_ANSWERS, Meaning.ANSWERED_ON),
    **dict.fromkeys(_OF_A_MEETING, Meaning.MET_ON),
}
# Where a date is missing, those to go by: the nearest first.
_NEAREST = {
    Meaning.SENT_ON: (Meaning.FOLLOWED_UP_ON, Meaning.ANSWERED_ON, Meaning.MET_ON),
    Meaning.FOLLOWED_UP_ON: (Meaning.SENT_ON, Meaning.ANSWERED_ON, Meaning.MET_ON),
    Meaning.ANSWERED_ON: (Meaning.FOLLOWED_UP_ON, Meaning.SENT_ON, Meaning.MET_ON),
    Meaning.MET_ON: (
        Meaning.ANSWERED_ON, Meaning.THANKED_ON, Meaning.FOLLOWED_UP_ON, Meaning.SENT_ON,
    ),
    Meaning.THANKED_ON: (Meaning.MET_ON, Meaning.ANSWERED_ON),
}  # fmt: skip


@dataclass
class _Dates:
    """What the columns of a date say in one line: days, or only that it was done.

    Attributes
    ----------
    done : tuple of (int, str) or None
        The number of the column that says so, and its cell.
    taken : bool
        Whether the day was taken from elsewhere in the line.
    """

    days: list[When] = field(default_factory=list)
    done: tuple[int, str] | None = None
    taken: bool = False


class Story:
    """Reads the story of one line.

    Parameters
    ----------
    line : Line
    contact_id : str
        Whom it is about.

    Attributes
    ----------
    undated : set of str
        Ids of touches and meetings whose day was taken from elsewhere in the line.
    """

    def __init__(self, line: Line, contact_id: str) -> None:
        self.line = line
        self.contact_id = contact_id
        self.undated: set[str] = set()
        self._unread = False
        self._dates = {meaning: self._read(meaning) for meaning in DATES}

    def tell(self) -> tuple[list[Touch], list[Meeting]]:
        """What happened, in order, and the meetings, held and to come."""
        kind, said = self._outcome()
        known = {meaning: list(found.days) for meaning, found in self._dates.items()}
        for meaning, found in self._dates.items():
            if found.done and not found.days and meaning is not Meaning.ANSWERED_ON:
                self._take_nearest(meaning, found.done, known)
        meetings = self._meetings()
        touches = self._sent()
        answer = self._answer(kind, said, known)
        touches += answer
        held = self._held(kind, meetings, note="" if answer else said)
        touches += held
        touches += self._after(held)
        touches.sort(key=lambda touch: touch.happened_at)
        if said and not answer and not held and not any(said in n for n in self.line.notes):
            self.line.notes.append(said)
        if self._unread:
            self._keep_what_had_no_day(touches)
        self._give_notes_to_event(touches)
        return touches, meetings

    # What the cells say

    def _read(self, meaning: Meaning) -> _Dates:
        dates = _Dates()
        for at, text in self.line.cells(meaning):
            done = self._is_done(meaning, text)
            if done is None:
                dates.days += self._days(meaning, at, text)
            elif done:
                dates.done = (at, text)
        dates.days.sort(key=lambda when: (when.day, when.clock or time.min))
        return dates

    def _is_done(self, meaning: Meaning, text: str) -> bool | None:
        """Whether a cell only ticks that something was done; None when it says something else."""
        if truth := understand(text, "truth"):
            return truth[0] == "done"
        kind, _ = understand(text, "outcome") or ("", "")
        if kind in {"silence", "waiting"}:
            return False
        return True if _DATE_OF.get(kind) is meaning else None  # type: ignore[call-overload]

    def _days(self, meaning: Meaning, at: int, text: str) -> list[When]:
        found = read_whens(text, self.line.orders[at])
        days = [when for when in found if when]
        past = [when for when in days if self.line.is_past(when)]
        if len(days) < len(found):
            self._unread = True
            self.line.not_understood(at, text, "no_year" if lacks_year(text) else "not_understood")
        elif meaning is not Meaning.MET_ON and len(past) < len(days):
            self.line.not_understood(at, text, "in_future")
        return days if meaning is Meaning.MET_ON else past

    def _outcome(self) -> tuple[TouchKind | None, str]:
        """What they answered or what happened, and what else the cell says."""
        event = self._dates.pop(Meaning.HAPPENED_ON)
        kind, said = None, ""
        for at, text in self.line.cells(Meaning.OUTCOME):
            answered = self._dates[Meaning.ANSWERED_ON]
            when = read_when(text)
            if when and self.line.is_past(when) and not answered.days:
                answered.days = [when]
                continue
            found = understand(text, "outcome")
            if not found:
                self.line.not_understood(at, text)
            elif found[0] in {*TouchKind}:
                kind, said = TouchKind(found[0]), found[1]
                if kind is TouchKind.ANSWER_OTHER:
                    column = self.line.header[at]
                    self.line.remark("read_as", value=text[:80], column=column, kind=kind)
                self._done(kind, event, (at, text))
            else:
                said = found[1]
        if event.days and not self.line.cells(Meaning.OUTCOME):
            self._dates[Meaning.SENT_ON].days += event.days
        elif kind is None:
            for at, text in self.line.cells(Meaning.HAPPENED_ON):
                self.line.keep(at, text)
        return kind, said

    def _done(self, kind: TouchKind, event: _Dates, cell: tuple[int, str]) -> None:
        dates = self._dates[_DATE_OF[kind]]
        if event.days:
            dates.days += event.days
        elif _DATE_OF[kind] is not Meaning.ANSWERED_ON:
            dates.done = dates.done or cell

    def _take_nearest(
        self, meaning: Meaning, cell: tuple[int, str], known: Facts[Meaning, list[When]]
    ) -> None:
        """Take a date from elsewhere in the line, told; or none, told as well."""
        met = [when.day for when in known[Meaning.MET_ON]]
        for other in _NEAREST[meaning]:
            days = [when.day for when in known[other] if self.line.is_past(when)]
            if meaning is Meaning.ANSWERED_ON and met and other is not Meaning.MET_ON:
                days = [day for day in days if day <= met[0]]
            if days:
                day = days[0 if meaning is Meaning.SENT_ON else -1]
                self.line.remark(f"date_taken.{meaning}", day=day)
                self._dates[meaning].days = [When(day)]
                self._dates[meaning].taken = True
                return
        self.line.not_understood(*cell, "no_date")

    # What it comes to

    def _sent(self) -> list[Touch]:
        """My messages up to the first meeting; what came later keeps in touch."""
        channel = None if self._tells_mode() else self.line.choice(Meaning.CHANNEL, "channel")
        met = self._dates[Meaning.MET_ON].days
        return [
            self._touch(kind, when, self._dates[meaning].taken, channel=channel)
            for meaning, kind in (
                (Meaning.SENT_ON, TouchKind.OUTREACH),
                (Meaning.FOLLOWED_UP_ON, TouchKind.FOLLOW_UP),
            )
            for when in self._dates[meaning].days
            if kind is TouchKind.OUTREACH or not met or when.day <= met[0].day
        ]

    def _answer(
        self, kind: TouchKind | None, said: str, known: Facts[Meaning, list[When]]
    ) -> list[Touch]:
        """The answer; whoever came has said yes, whether or not it was written down."""
        answered, met = self._dates[Meaning.ANSWERED_ON], self._dates[Meaning.MET_ON].days
        planned = any(not self._has_come(when) for when in met)
        has_met = bool(met) and not planned
        if kind in {None, TouchKind.ANSWER_YES} and has_met and not answered.days:
            if kind:
                self.line.remark("yes_by_meeting")
            return []
        if kind not in _ANSWERS:
            if not (planned or answered.days or answered.done):
                return []
            kind = TouchKind.ARRANGED if planned else TouchKind.ANSWER_OTHER
        if not answered.days:
            cells = self.line.cells(Meaning.OUTCOME) + self.line.cells(Meaning.MET_ON)
            self._take_nearest(Meaning.ANSWERED_ON, answered.done or cells[0], known)
        if not answered.days:
            return []
        return [self._touch(kind, answered.days[-1], answered.taken, note=said)]

    def _meetings(self) -> list[Meeting]:
        dates = self._dates[Meaning.MET_ON]
        mode = self.line.choice(Meaning.MODE, "mode")
        if not mode and dates.days and self._tells_mode():
            mode = self.line.choice(Meaning.CHANNEL, "mode")
        place = self.line.text(Meaning.PLACE)
        if not dates.days:
            self.line.notes += self.line.learned
            for meaning in [Meaning.MODE] * bool(mode) + [Meaning.PLACE]:
                for at, text in self.line.cells(meaning):
                    self.line.keep(at, text)
        in_place = understand(place, "mode")
        meetings = [
            Meeting(
                contact_id=self.contact_id,
                starts_at=self.line.moment(when),
                zone=self.line.zone.key,
                mode=mode or (in_place and in_place[0]),  # type: ignore[arg-type]
                place=place,
                learned="" if at else "\n".join(self.line.learned),
            )
            for at, when in enumerate(dates.days)
        ]
        if dates.taken:
            self.undated.update(meeting.id for meeting in meetings)
        return meetings

    def _tells_mode(self) -> bool:
        """Whether "How" is about the meeting: a coffee is no way of writing to somebody."""
        text = self.line.text(Meaning.CHANNEL)
        return bool(understand(text, "mode") and not understand(text, "channel"))

    def _held(self, kind: TouchKind | None, meetings: list[Meeting], *, note: str) -> list[Touch]:
        """What became of the meetings whose day has come."""
        dates = self._dates[Meaning.MET_ON]
        became = kind if kind in _OF_A_MEETING else TouchKind.MET
        held = [
            self._touch(became, when, dates.taken, meeting_id=meeting.id, note=note)
            for when, meeting in zip(dates.days, meetings, strict=True)
            if self._has_come(when)
        ]
        if kind in _OF_A_MEETING and dates.days and not held:
            for at, text in self.line.cells(Meaning.OUTCOME):
                self.line.not_understood(at, text)
        return held

    def _after(self, held: list[Touch]) -> list[Touch]:
        """My thanks, and how I got in touch again."""
        thanked, again = self._dates[Meaning.THANKED_ON], self._dates[Meaning.FOLLOWED_UP_ON]
        met = self._dates[Meaning.MET_ON].days
        thanks = [self._thanks(when, held, taken=thanked.taken) for when in thanked.days]
        later = [
            self._touch(TouchKind.KEEP_IN_TOUCH, when, again.taken)
            for when in again.days
            if met and when.day > met[0].day
        ]
        return thanks + later

    def _thanks(self, when: When, held: list[Touch], *, taken: bool) -> Touch:
        """Thanks for the meeting before; on the same day they come after it."""
        met = self._dates[Meaning.MET_ON].days
        before = [touch for day, touch in zip(met, held, strict=False) if day.day <= when.day]
        last = next(iter(before[-1:] or held[:1]), None)
        on_the_day = bool(before) and met[len(before) - 1].day == when.day
        return self._touch(
            TouchKind.THANKED,
            when,
            taken,
            meeting_id=last and last.meeting_id,
            happened_at=max(self._moment(when), last.happened_at if last and on_the_day else 0),
        )

    def _keep_what_had_no_day(self, touches: list[Touch]) -> None:
        """What a line says of messages and silence, where its date was not understood."""
        sent = any(touch.kind is TouchKind.OUTREACH for touch in touches)
        lost = [] if sent or self._tells_mode() else self.line.cells(Meaning.CHANNEL)
        if not touches:
            outcomes = self.line.cells(Meaning.OUTCOME)
            lost = lost + [cell for cell in outcomes if self._is_silence(cell[1])]
        for at, text in lost:
            if f"{self.line.header[at]}: {text}" not in self.line.notes:
                self.line.not_understood(at, text, "no_date")

    @staticmethod
    def _is_silence(text: str) -> bool:
        return (understand(text, "outcome") or ("",))[0] in {"silence", "waiting"}

    def _give_notes_to_event(self, touches: list[Touch]) -> None:
        """Where a line is one thing that happened, its notes are about that."""
        notes = self.line.written
        if self.line.cells(Meaning.HAPPENED_ON) and notes and touches:
            note = "\n".join(filter(None, [touches[-1].note, *notes]))
            touches[-1] = replace(touches[-1], note=note)
            self.line.notes[:] = [kept for kept in self.line.notes if kept not in notes]

    def _has_come(self, when: When) -> bool:
        return self.line.moment(when) <= self.line.now

    def _moment(self, when: When) -> int:
        return min(self.line.moment(when), self.line.now)

    def _touch(self, kind: TouchKind, when: When, taken: bool, **more: object) -> Touch:
        more.setdefault("happened_at", self._moment(when))
        known = Precision.MINUTE if when.clock else Precision.DAY
        precision = Precision.UNKNOWN if taken else known
        touch = Touch(
            contact_id=self.contact_id,
            kind=kind,
            zone=self.line.zone.key,
            precision=precision,
            by_me=kind not in _BY_THEM,
            source=SOURCE,
            import_id=self.line.import_id,
            **more,  # type: ignore[arg-type]
        )
        if taken:
            self.undated.add(touch.id)
        return touch

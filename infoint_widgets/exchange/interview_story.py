"""What one line of an own interview log says has happened: touches and meetings.

What a cell says is never guessed silently: a cell that is not understood is told and kept in the
person's notes, and a date that had to be taken from elsewhere in the line is told as well.
"""

from __future__ import annotations

from collections.abc import Mapping as Facts
from dataclasses import dataclass, field

from infoint_widgets.exchange.interview_line import Line, digest
from infoint_widgets.exchange.spreadsheet import DATES, Meaning
from infoint_widgets.exchange.understood import When, read_when, read_whens, understand
from infoint_widgets.records import Meeting, Touch, derived_id
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
# Where a date is missing, those to go by: the nearest first.
_NEAREST = {
    Meaning.SENT_ON: (Meaning.FOLLOWED_UP_ON, Meaning.ANSWERED_ON, Meaning.MET_ON),
    Meaning.FOLLOWED_UP_ON: (Meaning.SENT_ON, Meaning.ANSWERED_ON, Meaning.MET_ON),
    Meaning.ANSWERED_ON: (Meaning.FOLLOWED_UP_ON, Meaning.SENT_ON, Meaning.MET_ON),
    Meaning.MET_ON: (
        Meaning.ANSWERED_ON, Meaning.THANKED_ON, Meaning.FOLLOWED_UP_ON, Meaning.SENT_ON,
    ),
    Meaning.THANKED_ON: (
        Meaning.MET_ON, Meaning.ANSWERED_ON, Meaning.FOLLOWED_UP_ON, Meaning.SENT_ON,
    ),
}  # fmt: skip


@dataclass
class _Dates:
    """What a column of dates says in one line: days, or only that it was done."""

    days: list[When] = field(default_factory=list)
    done: str = ""


class Story:
    """Reads the story of one line.

    Parameters
    ----------
    line : Line
    contact_id : str
        Whom it is about.
    key : str
        What the person is known by from one import to the next.
    """

    def __init__(self, line: Line, contact_id: str, key: str) -> None:
        self.line = line
        self.contact_id = contact_id
        self.key = key

    def tell(self) -> tuple[list[Touch], list[Meeting]]:
        """What happened, in order, and the meetings, held and to come."""
        dates = {meaning: self._dates(meaning) for meaning in DATES}
        kind, said = self._outcome(dates)
        met_on = dates[Meaning.MET_ON]
        if kind in _OF_A_MEETING:
            met_on.done = met_on.done or self.line.text(Meaning.OUTCOME)
        known = {meaning: found.days for meaning, found in dates.items()}
        for meaning, found in dates.items():
            if found.done and not found.days and meaning is not Meaning.ANSWERED_ON:
                found.days = self._nearest(meaning, known, found.done)
        meetings = self._meetings(met_on.days)
        answer = self._answer(kind, dates, known)
        touches = self._sent(dates)
        touches += [self._touch(*answer, note=said)] if answer else []
        held = self._held(kind, met_on.days, meetings, note="" if answer else said)
        if said and not answer and not held:
            self.line.notes.append(said)
        touches += held
        meeting_id = held[0].meeting_id if held else None
        touches += [
            self._touch(TouchKind.THANKED, when, meeting_id=meeting_id)
            for when in dates[Meaning.THANKED_ON].days
        ]
        return touches, meetings

    # What the cells say

    def _dates(self, meaning: Meaning) -> _Dates:
        text = self.line.text(meaning)
        if not text:
            return _Dates()
        truth = understand(text, "truth")
        if truth:
            return _Dates(done=text if truth[0] == "done" else "")
        found = read_whens(text, self.line.orders[meaning])
        days = [when for when in found if when]
        past = [when for when in days if self.line.is_past(when)]
        if len(days) < len(found):
            self.line.not_understood(meaning)
        elif meaning is not Meaning.MET_ON and len(past) < len(days):
            self.line.not_understood(meaning, "in_future")
        return _Dates(days if meaning is Meaning.MET_ON else past)

    def _outcome(self, dates: Facts[Meaning, _Dates]) -> tuple[TouchKind | None, str]:
        """What they answered, and what else the cell says."""
        text = self.line.text(Meaning.OUTCOME)
        when = read_when(text)
        if when and self.line.is_past(when) and not dates[Meaning.ANSWERED_ON].days:
            dates[Meaning.ANSWERED_ON].days = [when]
            return None, ""
        found = understand(text, "outcome")
        if text and not found:
            self.line.not_understood(Meaning.OUTCOME)
        kind, said = found or ("", "")
        return (TouchKind(kind) if kind in [*TouchKind] else None), said

    def _nearest(
        self, meaning: Meaning, known: Facts[Meaning, list[When]], text: str
    ) -> list[When]:
        """A date from elsewhere in the line, told; or none, told as well."""
        for other in _NEAREST[meaning]:
            days = [when.day for when in known[other] if self.line.is_past(when)]
            if days:
                day = days[0 if meaning is Meaning.SENT_ON else -1]
                self.line.remark("date_taken", meaning=meaning, day=day)
                return [When(day)]
        for of_text in (meaning, Meaning.OUTCOME):
            if text and self.line.text(of_text) == text:
                self.line.not_understood(of_text, "no_date")
                break
        return []

    # What it comes to

    def _sent(self, dates: Facts[Meaning, _Dates]) -> list[Touch]:
        channel = self.line.choice(Meaning.CHANNEL, "channel")
        kinds = {
            Meaning.SENT_ON: TouchKind.OUTREACH,
            Meaning.FOLLOWED_UP_ON: TouchKind.FOLLOW_UP,
        }
        return [
            self._touch(kind, when, channel=channel)
            for meaning, kind in kinds.items()
            for when in dates[meaning].days
        ]

    def _answer(
        self,
        kind: TouchKind | None,
        dates: Facts[Meaning, _Dates],
        known: Facts[Meaning, list[When]],
    ) -> tuple[TouchKind, When] | None:
        """The answer and its date; whoever came has said yes, whether or not it was written."""
        answered, met_on = dates[Meaning.ANSWERED_ON], dates[Meaning.MET_ON]
        planned = any(not self.line.is_past(when) for when in met_on.days)
        if kind is TouchKind.ANSWER_YES and met_on.days and not planned and not answered.days:
            return None
        if kind not in _ANSWERS:
            if planned:
                kind = TouchKind.ARRANGED
            elif answered.days or answered.done:
                kind = TouchKind.ANSWER_OTHER
            else:
                return None
        text = answered.done or self.line.text(Meaning.OUTCOME)
        days = answered.days or self._nearest(Meaning.ANSWERED_ON, known, text)
        return (kind, days[-1]) if days else None

    def _meetings(self, days: list[When]) -> list[Meeting]:
        mode = self.line.choice(Meaning.MODE, "mode")
        if not days:
            self.line.notes += self.line.learned
            for meaning in [Meaning.MODE] * bool(mode) + [Meaning.PLACE]:
                if self.line.text(meaning):
                    self.line.keep(meaning)
        return [
            Meeting(
                id=derived_id("meeting", self.key, when.day.isoformat()),
                contact_id=self.contact_id,
                starts_at=self.line.moment(when),
                zone=self.line.zone.key,
                mode=mode,  # type: ignore[arg-type]
                place=self.line.text(Meaning.PLACE),
                learned="" if at else "\n".join(self.line.learned),
            )
            for at, when in enumerate(days)
        ]

    def _held(
        self, kind: TouchKind | None, days: list[When], meetings: list[Meeting], *, note: str
    ) -> list[Touch]:
        """What became of the meetings whose day has come."""
        became = kind if kind in _OF_A_MEETING else TouchKind.MET
        held = [
            self._touch(became, when, meeting_id=meeting.id, note=note)
            for when, meeting in zip(days, meetings, strict=True)
            if self.line.is_past(when)
        ]
        if kind in _OF_A_MEETING and days and not held:
            self.line.not_understood(Meaning.OUTCOME)
        return held

    def _touch(self, kind: TouchKind, when: When, **more: object) -> Touch:
        source_id = digest(self.key, kind, when.day.isoformat())
        return Touch(
            id=derived_id("touch", source_id),
            contact_id=self.contact_id,
            kind=kind,
            happened_at=self.line.moment(when),
            zone=self.line.zone.key,
            precision=Precision.MINUTE if when.clock else Precision.DAY,
            by_me=kind not in _BY_THEM,
            source=SOURCE,
            source_id=source_id,
            import_id=self.line.import_id,
            **more,  # type: ignore[arg-type]
        )

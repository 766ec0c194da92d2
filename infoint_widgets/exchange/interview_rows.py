"""The rows of somebody's own interview log: who they are about and what happened.

What a cell says is never guessed silently: a cell that is not understood is told and kept in the
person's notes, and a date that had to be taken from elsewhere in the line is told as well.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Facts
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo

from infoint_widgets.errors import InvalidValue
from infoint_widgets.exchange.names import split_name
from infoint_widgets.exchange.spreadsheet import DATES, SEVERAL, Mapping, Meaning, Sheet
from infoint_widgets.exchange.tables import Item, Parsed, Progress, Remark, Row, counted, plain
from infoint_widgets.exchange.understood import (
    List,
    Order,
    When,
    is_ambiguous,
    order_of,
    read_when,
    read_whens,
    understand,
)
from infoint_widgets.records import Contact, Meeting, Touch, checked, derived_id, new_id
from infoint_widgets.vocabulary import Precision, Stage, TouchKind

SOURCE = "sheet"
_ONE_LINE = ("email", "phone", "organisation", "role", "field", "city", "profile_url",
             "found_through")  # fmt: skip
_ANSWERS = {
    TouchKind.ANSWER_YES,
    TouchKind.ANSWER_NO,
    TouchKind.ANSWER_LATER,
    TouchKind.ANSWER_OTHER,
    TouchKind.BOUNCED,
}
_INSTEAD_OF_MET = {TouchKind.CANCELLED, TouchKind.NO_SHOW}
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


def read(
    sheet: Sheet,
    mapping: Mapping,
    *,
    zone: str,
    now: int,
    import_id: str | None = None,
    progress: Progress | None = None,
) -> Parsed:
    """The people of an own interview log, with what happened with them.

    Parameters
    ----------
    zone : str
        The IANA zone in which dates and times are meant. Where only a day is known its moment is
        noon there.
    now : int
        UTC seconds: nothing can have happened later, and a meeting after it is one to come.

    Raises
    ------
    ImportFailed
        When the mapping has no name, or two columns for what only one can be.
    """
    mapping.check()
    orders, remarks = _orders(sheet, mapping)
    items: list[Item] = []
    for row in counted(sheet.rows, progress):
        line = _Line(row, mapping, orders, ZoneInfo(zone), now, import_id)
        item = line.item()
        remarks += line.remarks
        if item:
            items.append(item)
    return Parsed(items, remarks, len(sheet.rows))


def _orders(sheet: Sheet, mapping: Mapping) -> tuple[dict[Meaning, Order], list[Remark]]:
    """Whether day or month comes first, decided by each column as a whole."""
    columns = {
        meaning: [row.cells[at] for row in sheet.rows]
        for at, meaning in enumerate(mapping.meanings)
        if meaning in DATES
    }
    proved = {meaning: order_of(texts) for meaning, texts in columns.items()}
    elsewhere = set().union(*proved.values())
    orders: dict[Meaning, Order] = {}
    remarks = []
    for meaning, found in proved.items():
        likely = found or elsewhere
        orders[meaning] = "month_first" if likely == {"month_first"} else "day_first"
        column = mapping.header[mapping.meanings.index(meaning)]
        if len(found) == 2:
            remarks.append(Remark(0, "order_mixed", {"column": column}))
        elif not found and is_ambiguous(columns[meaning]):
            remarks.append(Remark(0, orders[meaning], {"column": column}))
    return orders, remarks


@dataclass
class _Dates:
    """What a column of dates says in one line: days, or only that it was done."""

    days: list[When] = field(default_factory=list)
    done: str = ""


class _Line:
    def __init__(
        self,
        row: Row,
        mapping: Mapping,
        orders: Facts[Meaning, Order],
        zone: ZoneInfo,
        now: int,
        import_id: str | None,
    ) -> None:
        self.row = row
        self.orders = orders
        self.zone = zone
        self.now = now
        self.import_id = import_id
        self.remarks: list[Remark] = []
        self.notes: list[str] = []
        self.learned: list[str] = []
        self.columns: dict[Meaning, str] = {}
        self.cells: dict[Meaning, str] = {}
        for column, meaning, cell in zip(mapping.header, mapping.meanings, row.cells, strict=False):
            text = cell.strip()
            if meaning in SEVERAL:
                self._gather(meaning, column, text)
            else:
                self.columns[meaning] = column
                self.cells[meaning] = text
        self.beyond = [cell.strip() for cell in row.cells[len(mapping.header) :] if cell.strip()]

    def item(self) -> Item | None:
        """The person of this line, or None with a remark that says why not."""
        if self.row.broken:
            return self._refuse("quote_open")
        if self.row.empty:
            return self._refuse("no_name")
        for text in self.beyond:
            self.remark("beyond_columns", value=text[:80])
            self.notes.append(text)
        values = {**self._name(), **self._person()}
        if not values["first_name"] and not values["last_name"]:
            return self._refuse("no_name")
        values["source_id"] = person_key(values)
        contact_id = new_id()
        try:
            touches, meetings = self._story(contact_id, values["source_id"])
            contact = Contact(
                id=contact_id,
                stage=Stage.CHOSEN,
                chosen_at=min((touch.happened_at for touch in touches), default=self.now),
                source=SOURCE,
                import_id=self.import_id,
                why=self.cells.get(Meaning.WHY, ""),
                notes="\n".join(self.notes),
                **values,  # type: ignore[arg-type]
            )
        except InvalidValue as error:
            return self._refuse("unfit", field=error.field)
        referred_by = self.cells.get(Meaning.REFERRED_BY, "")
        return Item(self.row.line, contact, tuple(touches), tuple(meetings), referred_by)

    # The person

    def _gather(self, meaning: Meaning, column: str, text: str) -> None:
        if text and meaning is Meaning.LEARNED:
            self.learned.append(text)
        elif text and meaning is Meaning.NOTES:
            named = understand(column, "header")
            plainly_notes = named is not None and named[0] == Meaning.NOTES
            self.notes.append(text if plainly_notes else f"{column}: {text}")

    def _name(self) -> dict[str, str]:
        whole = split_name(self.cells.get(Meaning.NAME, ""))
        first = self.cells.get(Meaning.FIRST_NAME, "")
        last = self.cells.get(Meaning.LAST_NAME, "")
        return {
            **whole,
            "first_name": first or whole["first_name"],
            "last_name": last or whole["last_name"],
        }

    def _person(self) -> dict[str, str]:
        values = {}
        for name in _ONE_LINE:
            text = self.cells.get(Meaning(name), "")
            if name == "profile_url" and re.match(r"(www\.|[\w-]+(\.[\w-]+)+/)", text):
                text = f"https://{text}"
            try:
                values[name] = checked(Contact, name, text)
            except InvalidValue:
                self._not_understood(Meaning(name))
        return values

    # What happened

    def _story(self, contact_id: str, key: str) -> tuple[list[Touch], list[Meeting]]:
        dates = {meaning: self._dates(meaning) for meaning in DATES}
        kind, said = self._outcome(dates)
        instead = kind if kind in _INSTEAD_OF_MET else None
        if kind is TouchKind.MET or instead:
            dates[Meaning.MET_ON].done = dates[Meaning.MET_ON].done or self.cells[Meaning.OUTCOME]
        known = {meaning: found.days for meaning, found in dates.items()}
        for meaning in DATES:
            if meaning is not Meaning.ANSWERED_ON and not known[meaning] and dates[meaning].done:
                dates[meaning].days = self._nearest(meaning, known, dates[meaning].done)
        meetings = self._meetings(contact_id, key, dates[Meaning.MET_ON].days)
        held = [meeting for meeting in meetings if self._past(meeting)]
        if instead and not held:
            self._not_understood(Meaning.OUTCOME)
        channel = self._choice(Meaning.CHANNEL, "channel")

        def touch(kind: TouchKind, when: When, **more: object) -> Touch:
            return self._touch(contact_id, key, kind, when, **more)

        touches = [
            touch(TouchKind.OUTREACH if sent is Meaning.SENT_ON else TouchKind.FOLLOW_UP, when,
                  channel=channel)
            for sent in (Meaning.SENT_ON, Meaning.FOLLOWED_UP_ON)
            for when in dates[sent].days
        ]  # fmt: skip
        answer = self._answer(kind, dates, known, planned=len(held) < len(meetings))
        if answer:
            touches.append(touch(*answer, note=said))
        touches += [
            touch(instead or TouchKind.MET, when, meeting_id=meeting.id)
            for when, meeting in zip(dates[Meaning.MET_ON].days, meetings, strict=True)
            if self._past(meeting)
        ]
        meeting_id = held[0].id if held else None
        touches += [
            touch(TouchKind.THANKED, when, meeting_id=meeting_id)
            for when in dates[Meaning.THANKED_ON].days
        ]
        return touches, meetings

    def _dates(self, meaning: Meaning) -> _Dates:
        text = self.cells.get(meaning, "")
        if not text:
            return _Dates()
        truth = understand(text, "truth")
        if truth:
            return _Dates(done=text if truth[0] == "done" else "")
        parts = read_whens(text, self.orders[meaning])
        days = [when for when in parts if when]
        if len(days) < len(parts):
            self._not_understood(meaning)
        elif meaning is not Meaning.MET_ON and any(self._moment(day) > self.now for day in days):
            self._not_understood(meaning, "in_future")
            days = [day for day in days if self._moment(day) <= self.now]
        return _Dates(days)

    def _outcome(self, dates: Facts[Meaning, _Dates]) -> tuple[TouchKind | None, str]:
        text = self.cells.get(Meaning.OUTCOME, "")
        if not text:
            return None, ""
        when = read_when(text)
        if when and self._moment(when) <= self.now and not dates[Meaning.ANSWERED_ON].days:
            dates[Meaning.ANSWERED_ON].days = [when]
            return None, ""
        found = understand(text, "outcome")
        if not found:
            self._not_understood(Meaning.OUTCOME)
            return None, ""
        kind, said = found
        if kind in {"silence", "waiting"}:
            self.notes += [said] if said else []
            return None, ""
        return TouchKind(kind), said

    def _answer(
        self,
        kind: TouchKind | None,
        dates: Facts[Meaning, _Dates],
        known: Facts[Meaning, list[When]],
        *,
        planned: bool,
    ) -> tuple[TouchKind, When] | None:
        """The answer and its date; whoever came, or will, has said yes without one as well."""
        answered = dates[Meaning.ANSWERED_ON]
        said_yes = kind is TouchKind.ANSWER_YES and dates[Meaning.MET_ON].days and not planned
        if kind not in _ANSWERS:
            kind = TouchKind.ARRANGED if planned else None
            if answered.days or answered.done:
                kind = kind or TouchKind.ANSWER_OTHER
        if kind is None or (said_yes and not answered.days):
            return None
        text = answered.done or self.cells.get(Meaning.OUTCOME, "")
        days = answered.days or self._nearest(Meaning.ANSWERED_ON, known, text, planned=planned)
        return (kind, days[-1]) if days else None

    def _nearest(
        self,
        meaning: Meaning,
        known: Facts[Meaning, list[When]],
        text: str,
        *,
        planned: bool = False,
    ) -> list[When]:
        for other in _NEAREST[meaning]:
            days = [day for day in known[other] if self._moment(day) <= self.now]
            if days:
                day = days[0 if meaning is Meaning.SENT_ON else -1].day
                self.remark("date_taken", meaning=meaning, day=day)
                return [When(day)]
        if text and not planned:
            column = next(c for m, c in self.columns.items() if self.cells[m] == text)
            self.remark("no_date", value=text[:80], column=column)
            self.notes.append(f"{column}: {text}")
        return []

    def _meetings(self, contact_id: str, key: str, days: list[When]) -> list[Meeting]:
        mode = self._choice(Meaning.MODE, "mode")
        place = self.cells.get(Meaning.PLACE, "")
        learned = "\n".join(self.learned)
        if not days:
            for meaning in (Meaning.MODE, Meaning.PLACE):
                if self.cells.get(meaning) and (meaning is Meaning.PLACE or mode):
                    self.notes.append(f"{self.columns[meaning]}: {self.cells[meaning]}")
            self.notes += self.learned
        return [
            Meeting(
                id=derived_id("meeting", key, when.day.isoformat()),
                contact_id=contact_id,
                starts_at=self._moment(when),
                zone=self.zone.key,
                mode=mode,  # type: ignore[arg-type]
                place=place,
                learned=learned if at == 0 else "",
            )
            for at, when in enumerate(days)
        ]

    def _touch(
        self, contact_id: str, key: str, kind: TouchKind, when: When, **more: object
    ) -> Touch:
        source_id = _digest(key, kind, when.day.isoformat())
        return Touch(
            id=derived_id("touch", source_id),
            contact_id=contact_id,
            kind=kind,
            happened_at=self._moment(when),
            zone=self.zone.key,
            precision=Precision.MINUTE if when.clock else Precision.DAY,
            by_me=kind not in _BY_THEM,
            source=SOURCE,
            source_id=source_id,
            import_id=self.import_id,
            **more,  # type: ignore[arg-type]
        )

    # Small things

    def _choice(self, meaning: Meaning, list: List) -> str | None:
        text = self.cells.get(meaning, "")
        found = understand(text, list) if text else None
        if text and not found:
            self._not_understood(meaning)
        return found[0] if found else None

    def _moment(self, when: When) -> int:
        # Noon keeps the day the same whatever the clock change.
        local = datetime.combine(when.day, when.clock or time(12), self.zone)
        return int(local.timestamp())

    def _past(self, meeting: Meeting) -> bool:
        return (meeting.starts_at or 0) <= self.now

    def _not_understood(self, meaning: Meaning, id: str = "not_understood") -> None:
        column, text = self.columns[meaning], self.cells[meaning]
        self.remark(id, value=text[:80], column=column)
        self.notes.append(f"{column}: {text}")

    def remark(self, id: str, **facts: object) -> None:
        self.remarks.append(Remark(self.row.line, id, facts))

    def _refuse(self, id: str, **facts: object) -> None:
        self.remarks = [Remark(self.row.line, id, facts, refused=True)]


def person_key(values: Facts[str, str]) -> str:
    """What a person of an own log is known by from one import to the next."""
    more = values.get("email") or values.get("organisation", "")
    return _digest(plain(values["first_name"]), plain(values["last_name"]), plain(more))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

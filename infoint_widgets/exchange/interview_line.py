"""One line of somebody's own interview log: its cells by what they mean, and what is said of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping as Facts
from datetime import datetime, time
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.spreadsheet import NAMES, Mapping, Meaning
from infoint_widgets.exchange.tables import Remark, Row
from infoint_widgets.exchange.understood import List, Order, When, says_nothing, understand

# Where a dash may be a word of one's own.
_AS_WRITTEN = (*NAMES, Meaning.OUTCOME, Meaning.WHY, Meaning.LEARNED, Meaning.NOTES)


class Line:
    """The cells of a row, and the notes and remarks that come of reading them.

    Parameters
    ----------
    orders : dict
        By the number of a column of dates, whether its dates begin with the day.

    Attributes
    ----------
    notes, learned : list of str
        What is kept in the person's notes, and what was learned.
    written : list of str
        The notes that stand in columns for notes.
    beyond : list of str
        Cells behind the last column.
    """

    def __init__(
        self,
        row: Row,
        mapping: Mapping,
        orders: Facts[int, Order],
        zone: ZoneInfo,
        now: int,
        import_id: str | None,
    ) -> None:
        self.row = row
        self.header = mapping.header
        self.orders = orders
        self.zone = zone
        self.now = now
        self.import_id = import_id
        self.remarks: list[Remark] = []
        self.notes: list[str] = []
        self.learned: list[str] = []
        self._cells: dict[Meaning, list[tuple[int, str]]] = defaultdict(list)
        for at, meaning in enumerate(mapping.meanings):
            text = row.cells[at].strip() if at < len(row.cells) else ""
            if not text or (meaning not in _AS_WRITTEN and says_nothing(text)):
                continue
            self._cells[meaning].append((at, text))
            if meaning is Meaning.LEARNED:
                self.learned.append(text)
            elif meaning is Meaning.NOTES and self._is_for_notes(at):
                self.notes.append(text)
            elif meaning is Meaning.NOTES and not says_nothing(text):
                self.keep(at, text)
        self.written = list(self.notes)
        self.beyond = [cell.strip() for cell in row.cells[len(mapping.header) :] if cell.strip()]

    def cells(self, meaning: Meaning) -> list[tuple[int, str]]:
        """The cells with this meaning that say something, each with the number of its column."""
        return self._cells[meaning]

    def text(self, meaning: Meaning) -> str:
        """The cell of a meaning that only one column can have."""
        cells = self._cells[meaning]
        return cells[0][1] if cells else ""

    def choice(self, meaning: Meaning, list: List) -> str | None:
        """What a cell stands for in a list; one that stands for nothing is told and kept."""
        for at, text in self.cells(meaning):
            if found := understand(text, list):
                if found[1]:
                    self.keep(at, text)
                return found[0]
            self.not_understood(at, text)
        return None

    def moment(self, when: When) -> int:
        """UTC seconds; noon where only the day is known, which stays the same day all year."""
        local = datetime.combine(when.day, when.clock or time(12), self.zone)
        return int(local.timestamp())

    def is_past(self, when: When) -> bool:
        """Whether it can have happened: on a day without a time, from its morning on."""
        if when.clock:
            return self.moment(when) <= self.now
        return when.day <= datetime.fromtimestamp(self.now, self.zone).date()

    def not_understood(self, at: int, text: str, id: str = "not_understood") -> None:
        """Tell of a cell and keep it in the notes."""
        # Of all dates without a year one wants to hear once.
        value = {} if id == "no_year" else {"value": text[:80]}
        self.remark(id, column=self.header[at], **value)
        self.keep(at, text)

    def keep(self, at: int, text: str) -> None:
        """Put a cell into the notes as it stands."""
        self.notes.append(f"{self.header[at]}: {text}")

    def remark(self, id: str, **facts: object) -> None:
        self.remarks.append(Remark(self.row.line, id, facts))

    def refuse(self, id: str, **facts: object) -> None:
        """Say why the line is not imported; nothing else about it matters then."""
        self.remarks = [Remark(self.row.line, id, facts, refused=True)]

    def _is_for_notes(self, at: int) -> bool:
        named = understand(self.header[at], "header")
        return not self.header[at] or (named is not None and named[0] == Meaning.NOTES)


def digest(*parts: str) -> str:
    """A key that is the same in every import of the same words."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

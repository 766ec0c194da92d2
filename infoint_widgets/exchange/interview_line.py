"""One line of somebody's own interview log: its cells by what they mean, and what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Facts
from datetime import datetime, time
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.spreadsheet import SEVERAL, Mapping, Meaning
from infoint_widgets.exchange.tables import Remark, Row
from infoint_widgets.exchange.understood import List, Order, When, understand


class Line:
    """The cells of a row, and the notes and remarks that come of reading them.

    Attributes
    ----------
    cells, columns : dict
        By meaning, the text of the cell and the name of its column.
    notes, learned : list of str
        What is kept in the person's notes, and what was learned.
    beyond : list of str
        Cells behind the last column.
    """

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

    def text(self, meaning: Meaning) -> str:
        return self.cells.get(meaning, "")

    def choice(self, meaning: Meaning, list: List) -> str | None:
        """What a cell stands for in a list; one that stands for nothing is told and kept."""
        text = self.text(meaning)
        found = understand(text, list) if text else None
        if text and not found:
            self.not_understood(meaning)
        return found[0] if found else None

    def moment(self, when: When) -> int:
        """UTC seconds; noon where only the day is known, which stays the same day all year."""
        local = datetime.combine(when.day, when.clock or time(12), self.zone)
        return int(local.timestamp())

    def is_past(self, when: When) -> bool:
        return self.moment(when) <= self.now

    def not_understood(self, meaning: Meaning, id: str = "not_understood") -> None:
        self.remark(id, value=self.text(meaning)[:80], column=self.columns[meaning])
        self.keep(meaning)

    def keep(self, meaning: Meaning) -> None:
        """Put a cell into the notes as it stands."""
        self.notes.append(f"{self.columns[meaning]}: {self.text(meaning)}")

    def remark(self, id: str, **facts: object) -> None:
        self.remarks.append(Remark(self.row.line, id, facts))

    def refuse(self, id: str, **facts: object) -> None:
        """Say why the line is not imported; nothing else about it matters then."""
        self.remarks = [Remark(self.row.line, id, facts, refused=True)]

    def _gather(self, meaning: Meaning, column: str, text: str) -> None:
        if text and meaning is Meaning.LEARNED:
            self.learned.append(text)
        elif text and meaning is Meaning.NOTES:
            named = understand(column, "header")
            plainly_notes = named is not None and named[0] == Meaning.NOTES
            self.notes.append(text if plainly_notes else f"{column}: {text}")


def digest(*parts: str) -> str:
    """A key that is the same in every import of the same words."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

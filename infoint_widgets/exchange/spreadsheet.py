"""Somebody's own interview log as CSV: what its columns may mean.

Any names of columns, in any order, in English or German. What they mean is guessed in
``columns.py``, shown to the person, and corrected; how the rows are read then stands in
``interview_rows.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import get_args

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange.tables import plain
from infoint_widgets.exchange.understood import Order


class Meaning(StrEnum):
    """What a column tells about a person or about what happened with them."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    TITLE = "title"
    FORM_OF_ADDRESS = "form_of_address"
    REGISTER = "register"
    LANGUAGE = "language"
    EMAIL = "email"
    PHONE = "phone"
    ORGANISATION = "organisation"
    ROLE = "role"
    FIELD = "field"
    CITY = "city"
    PROFILE_URL = "profile_url"
    FOUND_THROUGH = "found_through"
    WHY = "why"
    CHANNEL = "channel"
    SENT_ON = "sent_on"
    FOLLOWED_UP_ON = "followed_up_on"
    ANSWERED_ON = "answered_on"
    OUTCOME = "outcome"
    MET_ON = "met_on"
    MODE = "mode"
    PLACE = "place"
    THANKED_ON = "thanked_on"
    HAPPENED_ON = "happened_on"
    REFERRED_BY = "referred_by"
    NAMED = "named"
    LEARNED = "learned"
    NOTES = "notes"
    LEAVE_OUT = "leave_out"


NAMES = (Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME)
DATES = (
    Meaning.SENT_ON,
    Meaning.FOLLOWED_UP_ON,
    Meaning.ANSWERED_ON,
    Meaning.MET_ON,
    Meaning.THANKED_ON,
    Meaning.HAPPENED_ON,
)
# Several columns may mean these; of the others each is there once.
SEVERAL = (*DATES, Meaning.NAMED, Meaning.LEARNED, Meaning.NOTES, Meaning.LEAVE_OUT)


@dataclass(frozen=True)
class Mapping:
    """What each column of a file means, in the order of its columns.

    Attributes
    ----------
    order : {"day_first", "month_first"} or None
        How dates such as ``04/03/2026`` are meant; None where the columns themselves tell.
    """

    header: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    order: Order | None = None

    @property
    def key(self) -> str:
        """The setting under which the choice for files with this header is remembered."""
        return mapping_key(self.header)

    def column(self, meaning: Meaning) -> str:
        """The name of the column that means this; "" when there is none."""
        return next(
            (c for c, m in zip(self.header, self.meanings, strict=True) if m == meaning), ""
        )

    def with_column(self, column: str, meaning: str) -> Mapping:
        """The same mapping but for the meaning of one column.

        Parameters
        ----------
        column : str
            Its name, or its number, counted from 1, for one without a name of its own.
        meaning : str
            One of `Meaning`.

        Raises
        ------
        ImportFailed
            When there is no such column or meaning.
        """
        names = [plain(name) or name for name in self.header]
        wanted = plain(column) or column
        numbers = {str(at + 1): at for at in range(len(names))}
        at = names.index(wanted) if wanted and wanted in names else numbers.get(wanted)
        if at is None:
            columns = ", ".join(self.header)
            raise ImportFailed("exchange.column_not_there", column=column, columns=columns)
        if meaning not in [*Meaning]:
            known = ", ".join(Meaning)
            raise ImportFailed("exchange.meaning_unknown", meaning=meaning, known=known)
        meanings = (*self.meanings[:at], Meaning(meaning), *self.meanings[at + 1 :])
        return replace(self, meanings=meanings)

    def to_json(self) -> str:
        pairs = [*zip(self.header, self.meanings, strict=True)]
        return json.dumps({"columns": pairs, "order": self.order}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, header: Sequence[str]) -> Mapping | None:
        """The mapping that was remembered; None when it is not for this header."""
        try:
            found = json.loads(text)
            names = [plain(name) for name, _ in found["columns"]]
            meanings = tuple(Meaning(meaning) for _, meaning in found["columns"])
            order = found["order"]
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        if names != [plain(name) for name in header] or order not in {None, *get_args(Order)}:
            return None
        return cls(tuple(header), meanings, order)

    def check(self) -> None:
        """Raise what keeps a file from being read with this mapping.

        Raises
        ------
        ImportFailed
            When no column is the name, or two columns mean what only one can.
        """
        if not any(meaning in NAMES for meaning in self.meanings):
            raise ImportFailed("exchange.no_name_column", columns=", ".join(self.header))
        for meaning, times in Counter(self.meanings).items():
            if times > 1 and meaning not in SEVERAL:
                columns = [
                    name
                    for name, found in zip(self.header, self.meanings, strict=True)
                    if found == meaning
                ]
                raise ImportFailed("exchange.meaning_twice", columns=", ".join(columns))


def mapping_key(header: Sequence[str]) -> str:
    text = json.dumps([plain(name) for name in header])
    return f"mapping.{hashlib.sha256(text.encode()).hexdigest()[:16]}"

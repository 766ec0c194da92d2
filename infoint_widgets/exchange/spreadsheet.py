"""Somebody's own interview log as CSV: what its columns may mean.

Any names of columns, in any order, in English or German. The guess is shown to the person, who
corrects it; how its rows are read then stands in ``interview_rows.py``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange.tables import Row, plain, read_rows, sniff, unwrapped
from infoint_widgets.exchange.understood import List, read_whens, understand, words_for

_HEADER_WITHIN = 10
_SAMPLE = 50
_SHORTEST_WORD_WITHIN = 5
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_URL = re.compile(r"(?:https?://|www\.|linkedin\.com/)\S+", re.IGNORECASE)


class Meaning(StrEnum):
    """What a column tells about a person or about what happened with them."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
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
    REFERRED_BY = "referred_by"
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
)
# Several columns may mean these; of the others each is there once.
SEVERAL = (Meaning.NOTES, Meaning.LEARNED, Meaning.LEAVE_OUT)


@dataclass(frozen=True)
class Sheet:
    """A table with a header.

    Attributes
    ----------
    header : tuple of str
    rows : list of Row
        Those below the header, each at least as wide as it.
    """

    header: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Mapping:
    """What each column of a file means, in the order of its columns."""

    header: tuple[str, ...]
    meanings: tuple[Meaning, ...]

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

        Raises
        ------
        ImportFailed
            When there is no such column or meaning.
        """
        names = [plain(name) for name in self.header]
        if plain(column) not in names:
            columns = ", ".join(self.header)
            raise ImportFailed("exchange.column_not_there", column=column, columns=columns)
        if meaning not in [*Meaning]:
            known = ", ".join(Meaning)
            raise ImportFailed("exchange.meaning_unknown", meaning=meaning, known=known)
        meanings = list(self.meanings)
        meanings[names.index(plain(column))] = Meaning(meaning)
        return Mapping(self.header, tuple(meanings))

    def to_json(self) -> str:
        return json.dumps([*zip(self.header, self.meanings, strict=True)], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, header: Sequence[str]) -> Mapping | None:
        """The mapping that was remembered; None when it is not for this header."""
        try:
            pairs = json.loads(text)
            found = cls(tuple(pair[0] for pair in pairs), tuple(Meaning(m) for _, m in pairs))
        except (ValueError, TypeError, IndexError):
            return None
        same = [plain(name) for name in found.header] == [plain(name) for name in header]
        return cls(tuple(header), found.meanings) if same else None

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


def read_sheet(lines: Sequence[str]) -> Sheet:
    """A table, its header found below any title lines.

    Raises
    ------
    ImportFailed
        When there is no table.
    """
    delimiter, first = sniff(lines)
    rows = list(read_rows(lines, delimiter, first=first))
    candidates = [row for row in rows[:_HEADER_WITHIN] if not row.empty and not row.broken]
    if not candidates:
        raise ImportFailed("exchange.is_no_table")
    header = max(candidates, key=lambda row: (_recognised(row), -row.line))
    if not _recognised(header):
        header = candidates[0]
    names = tuple(" ".join(cell.split()) for cell in header.cells)
    while len(names) > 1 and not names[-1]:
        names = names[:-1]
    below = rows[rows.index(header) + 1 :]
    return Sheet(names, [_as_wide(unwrapped(row, len(names), delimiter), names) for row in below])


def guess(header: Sequence[str], sample: Iterable[Sequence[str]]) -> Mapping:
    """What each column probably means, by its name and by what stands in it.

    A column that nothing is known about becomes part of the notes, so that nothing is lost.

    Parameters
    ----------
    header : sequence of str
    sample : iterable of sequence of str
        The cells of some rows.

    Examples
    --------
    >>> [str(m) for m in guess(["Wer", "Firma", "Antwort"], [["Ada", "ACME", "ja"]]).meanings]
    ['name', 'organisation', 'outcome']
    """
    rows = list(sample)
    columns = [
        [text for row in rows if at < len(row) and (text := row[at].strip())]
        for at in range(len(header))
    ]
    found = [_by_name(name) for name in header]
    meanings = [
        _by_content(meaning, texts) for (meaning, _), texts in zip(found, columns, strict=True)
    ]
    if Meaning.FIRST_NAME in meanings and Meaning.LAST_NAME not in meanings:
        meanings = [Meaning.LAST_NAME if m is Meaning.NAME else m for m in meanings]
    taken: set[Meaning] = set()
    for at in sorted(range(len(header)), key=lambda at: (-found[at][1], at)):
        if meanings[at] in taken and meanings[at] not in SEVERAL:
            meanings[at] = Meaning.NOTES
        taken.add(meanings[at])
    return Mapping(tuple(header), tuple(meanings))


def _recognised(row: Row) -> int:
    return sum(_by_name(cell)[1] > 0 for cell in row.cells)


def _as_wide(row: Row, names: Sequence[str]) -> Row:
    missing = len(names) - len(row.cells)
    return Row(row.line, row.cells + ("",) * missing, row.broken) if missing > 0 else row


def _by_name(name: str) -> tuple[Meaning | None, int]:
    """A column's meaning by its name, and how sure that is: the whole name, or how much of it."""
    known = words_for("header")
    words = plain(name)
    if words in known:
        return Meaning(known[words]), 1_000
    within = [
        alias
        for alias in known
        if f" {alias} " in f" {words} " and (" " in alias or len(alias) >= _SHORTEST_WORD_WITHIN)
    ]
    if not within:
        return None, 0
    best = max(within, key=lambda alias: (alias.count(" "), len(alias)))
    return Meaning(known[best]), 100 * best.count(" ") + len(best)


def _by_content(meaning: Meaning | None, texts: list[str]) -> Meaning:
    """Correct a meaning by what stands in the column."""
    kind = _kind(texts[:_SAMPLE])
    if meaning is None:
        return Meaning(kind) if kind in {"email", "profile_url"} else Meaning.NOTES
    if meaning in DATES and kind not in {"date", "truth", None}:
        return Meaning(kind)
    if meaning is Meaning.OUTCOME and kind == "date":
        return Meaning.ANSWERED_ON
    if meaning in (*NAMES, Meaning.PROFILE_URL) and kind == "email":
        return Meaning.EMAIL
    return meaning


def _kind(texts: list[str]) -> str | None:
    """What most cells look like: a date, yes or no, or one of the meanings."""
    kinds = Counter(map(_kind_of_one, texts))
    kind, times = kinds.most_common(1)[0] if kinds else (None, 0)
    return kind if times * 2 > len(texts) else None


def _kind_of_one(text: str) -> str:
    if any(read_whens(text)):
        return "date"
    if understand(text, "truth"):
        return "truth"
    if _EMAIL.fullmatch(text):
        return Meaning.EMAIL
    if _URL.match(text):
        return Meaning.PROFILE_URL
    lists: tuple[List, ...] = ("channel", "outcome", "mode")
    return next((list for list in lists if understand(text, list)), Meaning.NOTES)

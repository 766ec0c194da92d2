"""CSV from anywhere: any of the usual encodings and delimiters, every row with its true line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from infoint_widgets.errors import ImportFailed
from infoint_widgets.records import Contact, Meeting, Touch
from infoint_widgets.values import MAX_TEXT
from infoint_widgets.words import Words

LARGEST = 50_000_000
DELIMITERS = (",", ";", "\t", "|")
_SOMETHING = re.compile(r"[^\s,;|]")
_MOST_LINES_OF_A_ROW = 2_000
_SAMPLE = 30
_STEP = 500
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What is found in the packed files of Excel, LibreOffice and Numbers.
_WORKBOOK = (b"xl/", b"opendocument.spreadsheet", b"Index/Document.iwa")

Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """A row of a file.

    Attributes
    ----------
    line : int
        The line on which it begins, counted from 1 as an editor does.
    broken : bool
        Whether a quotation mark in it is never closed, so that its cells can't be told apart.
    """

    line: int
    cells: tuple[str, ...]
    broken: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it, or only what divides cells."""
        return not any(map(_SOMETHING.search, self.cells))


@dataclass(frozen=True)
class Remark:
    """Something to be told about a line of a file.

    Attributes
    ----------
    line : int
        0 where it concerns the whole file.
    id : str
        Of the sentence, without the leading ``importing.remark.``.
    refused : bool
        Whether the line was not imported at all.
    """

    line: int
    id: str
    facts: Mapping[str, object] = field(default_factory=dict)
    refused: bool = False

    def say(self, words: Words) -> str:
        facts = {
            name: words.day(fact) if isinstance(fact, date) else fact
            for name, fact in self.facts.items()
        }
        if "kind" in facts:
            facts["kind"] = words(f"vocabulary.touch_kind.{facts['kind']}")
        if "reason" in facts:
            facts["reason"] = words(f"importing.remark.{facts['reason']}")
        if f"fields.{facts.get('field')}" in words:
            facts["field"] = words(f"fields.{facts['field']}")
        return words(f"importing.remark.{self.id}", **facts)


@dataclass(frozen=True)
class Item:
    """A person as one line of a file tells of them.

    Attributes
    ----------
    touches, meetings : tuple
        They name the person by ``contact.id``, which is new with every reading.
    referred_by : str
        The name of who led to this person.
    named : tuple of str
        The names of people to whom this person led.
    undated : frozenset of str
        Ids of touches and meetings that have no date of their own in the file, but one that was
        taken from elsewhere in the line.
    """

    line: int
    contact: Contact
    touches: tuple[Touch, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    referred_by: str = ""
    named: tuple[str, ...] = ()
    undated: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Parsed:
    """What a file holds: every row is an item or is refused with a remark."""

    items: list[Item]
    remarks: list[Remark]
    rows: int


def read_lines(content: bytes) -> list[str]:
    """The lines of a text file, each with a line feed at its end.

    Raises
    ------
    ImportFailed
        When it is empty, too large, or not a text.
    """
    if len(content) > LARGEST:
        raise ImportFailed("exchange.too_large", megabytes=LARGEST // 1_000_000)
    if content.startswith((b"PK\x03\x04", _OLD_EXCEL)):
        workbook = content.startswith(_OLD_EXCEL) or any(part in content for part in _WORKBOOK)
        raise ImportFailed("exchange.is_excel" if workbook else "exchange.is_archive")
    text = _decoded(content)
    if not text.strip():
        raise ImportFailed("exchange.is_empty")
    sample = text[:10_000]
    if sum(unicodedata.category(letter) == "Cc" for letter in sample if letter not in "\r\n\t") > 9:
        raise ImportFailed("exchange.is_no_table")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while not lines[-1].strip():
        lines.pop()
    return [line + "\n" for line in lines]


def read_rows(lines: Sequence[str], delimiter: str, *, first: int = 0) -> Iterator[Row]:
    """The rows from a line on; lines with nothing on them are passed over.

    Parameters
    ----------
    first : int
        Where to begin, counted from 0.
    """
    at = first
    while at < len(lines):
        row, used = _row_at(lines, at, delimiter)
        if row.broken or len(row.cells) > 1 or not row.empty:
            yield row
        at += used


def sniff(lines: Sequence[str]) -> tuple[str, int]:
    """The delimiter of a table, and the line (from 0) on which it begins.

    The delimiter is the one at which most of the first lines fall into equally many cells.
    """
    if stated := re.fullmatch(r"sep=([,;\t|])\n", lines[0].lstrip("\ufeff"), re.IGNORECASE):
        return stated[1], 1

    def cells_told_apart(delimiter: str) -> int:
        rows = read_rows(lines[:_SAMPLE], delimiter)
        widths = [len(row.cells) for row in rows if not (row.broken or row.empty)]
        return max((width - 1) * widths.count(width) for width in [*widths, 1])

    return max(DELIMITERS, key=cells_told_apart), 0


def unwrapped(row: Row, columns: int, delimiter: str) -> Row:
    """A row that a spreadsheet program wrapped whole into one cell, told apart again."""
    if row.broken or len(row.cells) == columns > 1 and any(map(str.strip, row.cells[1:])):
        return row
    first = row.cells[0] if row.cells else ""
    for inner in dict.fromkeys((delimiter, *DELIMITERS)):
        if inner in first and not any(map(str.strip, row.cells[1:])):
            others = "".join(mark for mark in DELIMITERS if mark != inner)
            again = split(first.strip(others), inner)
            if len(again) == columns > 1:
                return Row(row.line, tuple(again))
    return row


def split(text: str, delimiter: str) -> list[str]:
    """The cells of a text that is one row; none where it can't be one."""
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_TEXT))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []
    return rows[0] if len(rows) == 1 else []


def counted(rows: Sequence[T], progress: Progress | None) -> Iterator[T]:
    """The rows, or what was read from them, with a word to `progress` now and then."""
    for number, row in enumerate(rows):
        if progress and number % _STEP == 0:
            progress(number, len(rows))
        yield row


def plain(text: str) -> str:
    """Text for comparing words: no case, accents or punctuation, single spaces.

    Examples
    --------
    >>> plain(" E-Mail-Adresse: ")
    'e mail adresse'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").replace("\0", "")
    # Text in UTF-16 without a mark: every other byte of what is mostly Latin is zero.
    if b"\0" in content[:200] and content[:200].count(0) * 3 > len(content[:200]):
        odd = content[1:200:2].count(0) > content[:200:2].count(0)
        return content.decode("utf-16-le" if odd else "utf-16-be", "replace").replace("\0", "")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", "replace")
        # A few damaged bytes don't make a file in UTF-8 one of an older encoding.
        if text.count("\ufffd") * 2 > sum(letter > "\x7f" for letter in text):
            text = content.decode("cp1252", "replace")
    return text.replace("\0", "")


def _row_at(lines: Sequence[str], at: int, delimiter: str) -> tuple[Row, int]:
    line = lines[at]
    if '"' not in line:
        return Row(at + 1, tuple(line[:-1].split(delimiter))), 1
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_TEXT))
    reader = csv.reader(lines[at : at + _MOST_LINES_OF_A_ROW], delimiter=delimiter, strict=True)
    try:
        return Row(at + 1, tuple(next(reader))), reader.line_num
    except csv.Error:
        # Either a mark within a cell, which does no harm, or one that is never closed: then only
        # this line is lost, not all that follow.
        cells = split(line, delimiter)
        return Row(at + 1, tuple(cells), broken=not cells or line.count('"') % 2 == 1), 1

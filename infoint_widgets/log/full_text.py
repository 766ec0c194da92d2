"""Full-text search over texts that were written down, in memory only, and where the words stand.

SQLite's FTS5 keeps the index beside the log, never in its file: what somebody asks to forget is
gone with it. It is asked in quotes only, so no sign that is typed means anything to it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from typing import NamedTuple

from infoint_widgets.values import spellings, well_formed

# More would only slow down the search for a letter that was pasted by mistake.
MOST_TERMS = 20
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_QUOTES = re.compile(r'["“”„«»]')


class Term(NamedTuple):
    """Words that stand next to one another, each spelled as it may be; the last may go on."""

    words: tuple[tuple[str, str], ...]
    goes_on: bool


class FullText:
    """An index of rows of texts, such as an answer with its question and whose it is.

    Examples
    --------
    >>> index = FullText([("Wien ist größer.", "Jörg"), ("Größe", "Ada")])
    >>> index.find("groess")
    [0, 1]
    >>> index.find('"wien ist" jor')
    [0]
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._db: sqlite3.Connection | None = None
        self._rows = [tuple(row) for row in rows]

    def __repr__(self) -> str:
        return f"FullText({len(self._rows)} rows)"

    def find(self, text: str) -> list[int]:
        """The places of the rows in which all words and phrases of a text stand.

        Parameters
        ----------
        text : str
            As typed: words, each of which may be cut short, and phrases in quotes.
        """
        wanted = terms(text)
        if not wanted:
            return [] if text.strip() else [*range(len(self._rows))]
        found = self._index().execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid",
            (" AND ".join(map(_asked, wanted)),),
        )
        return [row[0] for row in found]

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _index(self) -> sqlite3.Connection:
        """The index, made when somebody first looks for something."""
        if self._db is None:
            self._db = sqlite3.connect(":memory:", check_same_thread=False)
            with closing(self._db.cursor()) as cursor:
                cursor.execute("PRAGMA temp_store = MEMORY")
                cursor.execute(
                    "CREATE VIRTUAL TABLE texts USING fts5"
                    "(plain, spelled, tokenize = 'unicode61', prefix = '1 2 3', detail = 'full')"
                )
                cursor.executemany(
                    "INSERT INTO texts (rowid, plain, spelled) VALUES (?, ?, ?)",
                    ((at, *_kept(row)) for at, row in enumerate(self._rows)),
                )
        return self._db


def terms(text: str) -> list[Term]:
    """What is looked for: the words of a text, and what stands in quotes as phrases.

    A quote that is still open is a phrase that goes on.

    Examples
    --------
    >>> [len(term.words) for term in terms('two words "one phrase" "open one')]
    [1, 1, 2, 2]
    """
    found: list[Term] = []
    pieces = _QUOTES.split(well_formed(text))
    for at, piece in enumerate(pieces):
        words = tuple(spellings(word) for word in _WORD.findall(piece))
        words = tuple(word for word in words if _WORD.fullmatch(word[0]))
        if at % 2:
            found.extend([Term(words, at == len(pieces) - 1)] if words else [])
        else:
            found.extend(Term((word,), True) for word in words)
    return found[:MOST_TERMS]


def spans(text: str, wanted: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the words that are looked for stand in a text, from its beginning to its end.

    Examples
    --------
    >>> spans("Über Größe reden", terms("grosse ueb"))
    [(0, 4), (5, 10)]
    """
    return _apart(sorted(set(_places(text, wanted))))


def _places(text: str, wanted: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where the terms stand, from the beginning on; a text is only read as far as asked for."""
    if not wanted:
        return
    there = [(word.start(), word.end(), word.group()) for word in _WORD.finditer(text)]
    for at in range(len(there)):
        for term in wanted:
            here = there[at : at + len(term.words)]
            if len(here) == len(term.words) and _stands(tuple(word[2] for word in here), term):
                yield here[0][0], here[-1][1]


@lru_cache(maxsize=50_000)
def _stands(here: tuple[str, ...], term: Term) -> bool:
    """Whether some words are those of a term; in a list of notes most words come again."""
    last = len(here) - 1
    return all(
        _fits(spellings(known), word, goes_on=term.goes_on and at == last)
        for at, (known, word) in enumerate(zip(here, term.words, strict=True))
    )


def _fits(known: tuple[str, str], word: tuple[str, str], *, goes_on: bool) -> bool:
    if goes_on:
        return any(way.startswith(start) for way in known for start in word)
    return bool(set(known) & set(word))


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap as one."""
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _kept(row: Sequence[str]) -> tuple[str, str]:
    """A row as it is found: in one spelling, and in the other where that differs.

    Between its texts stands a word that nobody looks for, so that no phrase goes across.
    """
    ways = [spellings(text) for text in row]
    plain = " \ue000 ".join(" ".join(_WORD.findall(way[0])) for way in ways)
    spelled = " \ue000 ".join(" ".join(_WORD.findall(way[1])) for way in ways)
    return plain, "" if spelled == plain else spelled


def _asked(term: Term) -> str:
    """A term as FTS5 is asked for it, in either spelling."""
    ways = dict.fromkeys(" ".join(word[way] for word in term.words) for way in (0, 1))
    goes_on = " *" if term.goes_on else ""
    return "(" + " OR ".join(f'"{way}"{goes_on}' for way in ways) + ")"


def around(text: str, wanted: Sequence[Term], length: int) -> str:
    """A piece of a text in one line, from shortly before the first word that was looked for."""
    first = next(_places(text, wanted), (0, 0))[0]
    start = 0 if first < length // 2 else text.rfind(" ", 0, first - length // 4) + 1
    line = " ".join(text[start : start + 2 * length].split())
    cut = line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut

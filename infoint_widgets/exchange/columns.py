"""What the columns of somebody's own interview log probably mean.

Their names tell, and what stands in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infoint_widgets.exchange.spreadsheet import DATES, NAMES, SEVERAL, Mapping, Meaning
from infoint_widgets.exchange.tables import plain
from infoint_widgets.exchange.understood import (
    List,
    lacks_year,
    listed,
    read_whens,
    says_nothing,
    understand,
    words_for,
)

EMAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[^\s@<>,;:().]+")
_URL = re.compile(r"(?:https?://|www\.|(?:[\w-]+\.)?(?:linkedin|xing)\.com/)\S+", re.IGNORECASE)
_PROFILE = re.compile(r"(?:linkedin|xing)\.com/(?:in|pub|profile|people)/", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+[.)]?")
_SAMPLE = 50
_LETTERS = 200
_SHORTEST_WORD_WITHIN = 5
_SURE = 1_000
# What nobody answers with yes or no.
_NO_TRUTH = (
    Meaning.EMAIL, Meaning.PHONE, Meaning.PROFILE_URL, Meaning.FOUND_THROUGH, Meaning.CHANNEL,
    Meaning.MODE, Meaning.PLACE, Meaning.REFERRED_BY, Meaning.NAMED, "date", "where", "location",
)  # fmt: skip
_SAYS_WHAT = ("answer_yes", "answer_no", "answer_later")
# Columns that tell of the interview itself, and those that tell of asking for one.
_OF_THE_MEETING = (Meaning.MODE, Meaning.PLACE, Meaning.THANKED_ON, Meaning.LEARNED)
_OF_ASKING = (Meaning.CHANNEL, Meaning.ANSWERED_ON, Meaning.FOLLOWED_UP_ON)


@dataclass
class _Column:
    """A column while it is being guessed.

    Attributes
    ----------
    kind : str or None
        What most of its cells look like; None where nothing prevails.
    told : str
        The meaning that its name tells, or "date", "where" or "location" for what the others
        decide, "kept" for what is kept under its name, or "".
    sure : int
        How much of the name tells it.
    """

    name: str
    texts: list[str]
    kind: str | None
    told: str = ""
    sure: int = 0
    meaning: Meaning = Meaning.NOTES

    @property
    def asks_for_yes(self) -> bool:
        """Whether a no below its name is one that they said."""
        return plain(self.name) in listed("agreed")

    def answers(self, *keys: str) -> bool:
        """Whether a cell says more than yes or no, and that is one of these."""
        return any(
            (understand(text, "outcome") or ("",))[0] in keys
            for text in self.texts
            if not understand(text, "truth")
        )


def guess(header: Sequence[str], sample: Iterable[Sequence[str]]) -> Mapping:
    """What each column probably means.

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
    columns = [_column(name, at, rows) for at, name in enumerate(header)]
    for column in columns:
        column.meaning = _meaning(column)
    if not any(column.meaning in NAMES for column in columns):
        _name_at_all_costs(columns)
    _by_the_others(columns)
    _each_once(columns)
    if _is_of_events(columns):
        for column in columns:
            if column.meaning is Meaning.SENT_ON:
                column.meaning = Meaning.HAPPENED_ON
    return Mapping(tuple(header), tuple(column.meaning for column in columns))


def recognised(name: str) -> int:
    """How well a cell can be the name of a column: 2 as a whole, 1 in part, 0 not at all."""
    told = _told(name)
    return 2 if told and told[0][1] == _SURE else bool(told)


def is_of_a_person(cell: str) -> bool:
    """Whether a cell is what stands below a header and never in it."""
    text = cell.strip()
    return bool(EMAIL.fullmatch(text) or _PROFILE.search(text) or any(read_whens(text)))


def _column(name: str, at: int, rows: Sequence[Sequence[str]]) -> _Column:
    cells = [row[at].strip() for row in rows if at < len(row)]
    texts = [text for text in cells if text and not says_nothing(text)]
    kinds = Counter(_kind_of_one(text[:_LETTERS]) for text in texts[:_SAMPLE])
    kind, times = kinds.most_common(1)[0] if kinds else (None, 0)
    return _Column(name, texts, kind if times * 2 > kinds.total() else None)


def _kind_of_one(text: str) -> str:
    if any(read_whens(text)) or lacks_year(text):
        return "date"
    if understand(text, "truth"):
        return "truth"
    if EMAIL.search(text):
        return "email"
    if _URL.match(text):
        return "profile_url" if _PROFILE.search(text) else "url"
    if _NUMBER.fullmatch(text):
        return "number"
    lists: tuple[List, ...] = ("channel", "outcome", "mode")
    return next((list for list in lists if understand(text, list)), "text")


# By name


def _told(name: str) -> list[tuple[str, int]]:
    """All that a column's name may tell, each with how much of it does, the surest first."""
    known = words_for("header")
    words = " ".join(word for word in plain(name).split() if not word.isdigit())
    whole = known.get(plain(name) or name.strip(), known.get(words))
    if whole:
        return [(whole, _SURE)]
    within = [
        (key, 100 * alias.count(" ") + len(alias))
        for alias, key in known.items()
        if f" {alias} " in f" {words} " and _may_stand_within(alias, key)
    ]
    return sorted(within, key=lambda found: -found[1])


def _may_stand_within(alias: str, key: str) -> bool:
    # "Date of first contact" and "Who referred them?" are not the person's name.
    if " " in alias:
        return True
    return alias == "name" if key in NAMES else len(alias) >= _SHORTEST_WORD_WITHIN


def _fits(key: str, kind: str | None) -> bool:
    """Whether what stands in a column can be what its name tells."""
    kept = {Meaning.NOTES, Meaning.LEAVE_OUT, "kept"}
    if kind == "date":
        return key in {*DATES, *kept, Meaning.OUTCOME, Meaning.EMAIL, "date"}
    if kind == "truth":
        return key not in {*NAMES, *_NO_TRUTH}
    if kind == "number":
        return key not in {*DATES, *NAMES, "date"}
    return True


def _meaning(column: _Column) -> Meaning:
    """By name, corrected by what stands in the column."""
    known = [(str(Meaning.OUTCOME), _SURE)] if column.asks_for_yes else _told(column.name)
    fitting = [(key, sure) for key, sure in known if _fits(key, column.kind)]
    if not known and _is_of_outcomes(column):
        return Meaning.OUTCOME
    column.told, column.sure = fitting[0] if fitting else ("", 0)
    kind, told = column.kind, column.told
    if kind in {"email", "profile_url"} and told not in {*SEVERAL, "kept"}:
        return Meaning(kind)
    if kind == "date" and told in {Meaning.OUTCOME, Meaning.EMAIL}:
        return Meaning.ANSWERED_ON if told == Meaning.OUTCOME else Meaning.SENT_ON
    if told == Meaning.OUTCOME and not any(understand(t, "outcome") for t in column.texts):
        return Meaning.OUTCOME if not column.texts else Meaning.NOTES
    if told == Meaning.ANSWERED_ON and kind in {"truth", None} and _says_what(column):
        return Meaning.OUTCOME
    if told in {*DATES, "date"} and kind not in {"date", "truth", None}:
        return Meaning(kind) if kind in {"channel", "outcome", "mode"} else Meaning.NOTES
    if told == Meaning.FORM_OF_ADDRESS and any(understand(t, "register") for t in column.texts):
        return Meaning.REGISTER
    if told in {Meaning.CHANNEL, Meaning.MODE}:
        return _channel_or_mode(column)
    if told == Meaning.PROFILE_URL and kind == "url":
        return Meaning.NOTES  # a firm's site, which colleagues share
    return _unless_running_numbers(column)


def _is_of_outcomes(column: _Column) -> bool:
    """Whether a column is about what they answered, though its name tells nothing."""
    understood = sum(understand(text, "outcome") is not None for text in column.texts)
    # "Maybe" and "coffee" stand in other columns, too.
    return understood * 2 > len(column.texts) and column.answers(*_SAYS_WHAT, "silence")


def _says_what(column: _Column) -> bool:
    """Whether a column says what was answered, and not only that or when something was."""
    dated = any(any(read_whens(text)) for text in column.texts)
    return not dated and column.answers(*_SAYS_WHAT, "answer_other")


def _unless_running_numbers(column: _Column) -> Meaning:
    told = column.told
    numbers = sum(bool(_NUMBER.fullmatch(text)) for text in column.texts)
    if told == Meaning.LEAVE_OUT and column.kind != "date" and numbers * 2 < len(column.texts):
        return Meaning.NOTES
    if not told:
        return Meaning.CHANNEL if column.kind == "channel" else Meaning.NOTES
    return Meaning(told) if told in {*Meaning} else Meaning.NOTES


def _channel_or_mode(column: _Column) -> Meaning:
    lists: tuple[List, ...] = ("channel", "mode")
    channels, modes = (
        sum(understand(text, list) is not None for text in column.texts) for list in lists
    )
    if channels == modes:
        return Meaning(column.told)
    return Meaning.CHANNEL if channels > modes else Meaning.MODE


# By the other columns


def _name_at_all_costs(columns: Sequence[_Column]) -> None:
    """A column that is called a name is one, whatever stands in it."""
    for column in columns:
        key, sure = (_told(column.name) or [("", 0)])[0]
        if key in NAMES and sure == _SURE and column.kind != "email":
            column.meaning, column.sure = Meaning(key), sure


def _by_the_others(columns: Sequence[_Column]) -> None:
    meanings = [column.meaning for column in columns]
    for at, column in enumerate(columns):
        if column.told in {"where", "location"}:
            column.meaning = _of_the_place(column, meanings[:at], meanings)
        elif column.told == "date" and column.kind in {"date", None}:
            column.meaning = _of_the_date(columns, meanings)
        elif column.meaning is Meaning.SENT_ON and column.kind == "date":
            first = columns[meanings.index(Meaning.SENT_ON)]
            if first is not column and first.kind == "date":
                column.meaning = Meaning.FOLLOWED_UP_ON
        elif column.meaning is Meaning.NAME and Meaning.FIRST_NAME in meanings:
            if Meaning.LAST_NAME not in meanings:
                column.meaning = Meaning.LAST_NAME
        elif (
            # "Reply?  no" says that none has come.
            column.meaning is Meaning.OUTCOME
            and column.kind == "truth"
            and column.name.rstrip().endswith("?")
            and not (column.asks_for_yes or _says_what(column))
            and Meaning.ANSWERED_ON not in meanings
        ):
            column.meaning = Meaning.ANSWERED_ON


def _of_the_place(
    column: _Column, before: Sequence[Meaning], meanings: Sequence[Meaning]
) -> Meaning:
    """What a column that is only called "Where" or "Location" is about."""
    if before and before[-1] in {Meaning.MET_ON, Meaning.MODE}:
        return Meaning.PLACE
    if column.told == "where" and Meaning.ORGANISATION not in meanings:
        return Meaning.ORGANISATION
    return Meaning.CITY


def _of_the_date(columns: Sequence[_Column], meanings: Sequence[Meaning]) -> Meaning:
    """What a column that is only called "Date" is about."""
    of_the_meeting = any(meaning in _OF_THE_MEETING for meaning in meanings)
    of_asking = any(
        column.meaning in _OF_ASKING
        or (column.meaning is Meaning.OUTCOME and column.kind in {"outcome", "truth", None})
        for column in columns
    )
    likely = [Meaning.SENT_ON] + [Meaning.MET_ON] * of_the_meeting
    if not of_asking:
        likely.reverse()
    return next((meaning for meaning in likely if meaning not in meanings), Meaning.NOTES)


def _each_once(columns: Sequence[_Column]) -> None:
    """Leave a meaning to the column that is surest of it; those of doubt become notes."""
    taken: set[Meaning] = set()
    for column in sorted(columns, key=lambda column: -column.sure):
        doubtful = column.meaning in DATES and column.kind not in {"date", "truth"}
        if column.meaning in taken and (doubtful or column.meaning not in SEVERAL):
            column.meaning = Meaning.NOTES
        taken.add(column.meaning)


def _is_of_events(columns: Sequence[_Column]) -> bool:
    """Whether a line is one thing that happened: people stand in several lines, with one date."""
    meanings = [column.meaning for column in columns]
    names = Counter(
        plain(name) for column in columns if column.meaning in NAMES for name in column.texts
    )
    only_date = [meaning for meaning in meanings if meaning in DATES] == [Meaning.SENT_ON]
    repeated = sum(times for times in names.values() if times > 1)
    return only_date and Meaning.OUTCOME in meanings and repeated * 2 > names.total()

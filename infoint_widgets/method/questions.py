"""The bank of questions: which there are, how they are said, and which to ask next.

What a question belongs to stands once, in ``words/questions.yaml``; how it is said, and what it
aims at, stands in each language under ``questions.question.<id>``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from infoint_widgets.records import Question
from infoint_widgets.values import spellings
from infoint_widgets.vocabulary import Register
from infoint_widgets.words import FOLDER, Words, read_yaml

FEWEST, MOST = 5, 10
"""How many questions one brings to a meeting."""
_MINUTES_EACH = 4

# While nobody has answered anything, what to ask about first.
_FIRST = (
    "skills", "culture", "day_to_day", "advice", "likes_dislikes", "ways_in", "trends", "path",
    "cv", "resources",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A question of the bank.

    Attributes
    ----------
    id : str
        Stable: questions in the log refer to it.
    category : str
        What it is about, such as ``path`` or ``skills``.
    first_meeting : bool
        Whether it suits people who meet for the first time.
    warm_up : bool
        Whether it is easy to begin with.
    keep_last : bool
        Whether every meeting ends with it.
    """

    id: str
    category: str
    first_meeting: bool
    warm_up: bool = False
    keep_last: bool = False


class Coverage(NamedTuple):
    """How many questions of a category were asked, and how many of them answered."""

    asked: int
    answered: int


@cache
def bank() -> dict[str, Entry]:
    """All questions by id, category after category, the best of each first."""
    rows = read_yaml(FOLDER / "questions.yaml")
    entries = (
        Entry(**{name: value for name, value in row.items() if name != "order"})
        for row in sorted(rows, key=lambda row: row["order"])
    )
    places = {row["category"]: place for place, row in reversed([*enumerate(rows)])}
    return {entry.id: entry for entry in sorted(entries, key=lambda e: places[e.category])}


@cache
def categories() -> tuple[str, ...]:
    """What one asks about, in the order in which a conversation goes."""
    return tuple(dict.fromkeys(entry.category for entry in bank().values()))


class Bank:
    """The questions as they are said to one person.

    Parameters
    ----------
    said : Words
        In the language in which one talks.
    register : Register
    reader : Words
        In the language of whoever prepares: what a question aims at, and its category.

    Examples
    --------
    >>> english = Bank(Words("en"), Register.SIE, Words("en"))
    >>> english.text("current_project")
    'What are you working on at the moment?'
    >>> [entry.id for entry in english.find("cliche")]
    ['true_cliche']
    """

    def __init__(self, said: Words, register: Register, reader: Words) -> None:
        self._said = said
        self._register = register
        self._reader = reader

    def text(self, id: str) -> str:
        """A question as it is said; "" for one that this version's bank doesn't have."""
        if id not in bank():
            return ""
        return self._said.spoken(f"questions.question.{id}.ask", self._register)

    def wording(self, question: Question) -> str:
        """A question of a meeting: in one's own words, else in those of the bank."""
        return question.text or self.text(question.bank_id)

    def aim(self, id: str) -> str:
        """What a question aims at; "" for one of one's own."""
        return self._reader(f"questions.question.{id}.aim") if id in bank() else ""

    def find(
        self, text: str = "", *, category: str = "", without: Collection[str] = ()
    ) -> list[Entry]:
        """The questions in which all words of a text occur, whatever their case and accents.

        Parameters
        ----------
        text : str
            Words of the question, its aim or its category, or parts of them.
        category : str
            Only this one; "" for all.
        without : collection of str
            Ids to leave out, such as those that were asked already.
        """
        words = [spellings(word) for word in text.split()]
        return [
            entry
            for entry in bank().values()
            if category in ("", entry.category)
            and entry.id not in without
            and all(any(way in self._searched(entry) for way in word) for word in words)
        ]

    def _searched(self, entry: Entry) -> str:
        return _searched(entry, self._said.language, self._register, self._reader.language)


@cache
def _searched(entry: Entry, said: str, register: Register, reader: str) -> str:
    theirs, mine = Words(said), Words(reader)
    found = (
        theirs.spoken(f"questions.question.{entry.id}.ask", register),
        mine.spoken(f"questions.question.{entry.id}.ask", register),
        mine(f"questions.question.{entry.id}.aim"),
        mine(f"questions.category.{entry.category}.name"),
    )
    return " ".join(spellings(" ".join(found)))


def ends_a_meeting(id: str) -> bool:
    """Whether a question is one of the two that every meeting ends with."""
    return id in bank() and bank()[id].keep_last


def how_many(minutes: int) -> int:
    """How many questions fit a meeting of so many minutes.

    Examples
    --------
    >>> how_many(20), how_many(30), how_many(60)
    (5, 7, 10)
    """
    return min(MOST, max(FEWEST, minutes // _MINUTES_EACH))


def recommended(
    n: int,
    *,
    chosen: Sequence[Question] = (),
    answered: Mapping[str, int] | None = None,
    left_out: Collection[str] = (),
    again: bool = False,
) -> list[str]:
    """What to add to the questions of a meeting until there are so many.

    One to warm up comes first, and the last two are always the same. Those in between are of as
    many categories as possible, and rather of those of which one has heard least.

    Parameters
    ----------
    n : int
    chosen : sequence of Question
        What is on the list already.
    answered : mapping of str to int, optional
        By id, how many people have answered it; those come last.
    left_out : collection of str
        Ids that don't come at all, such as those that the same person was asked.
    again : bool
        Whether one has met the person before.

    Returns
    -------
    list of str
        Ids, in the order in which they are asked.
    """
    answered = answered or {}
    there = [bank()[question.bank_id] for question in chosen if question.bank_id in bank()]
    missing = [entry for entry in bank().values() if entry not in there]
    last = [entry for entry in missing if entry.keep_last]
    free = [
        entry
        for entry in missing
        if entry.category in _FIRST and entry.id not in left_out and (entry.first_meeting or again)
    ]
    heard = Counter[str]()
    for id, people in answered.items():
        if id in bank():
            heard[bank()[id].category] += people
    order = [*bank()]

    def worth(entry: Entry) -> tuple[int, bool, int]:
        return answered.get(entry.id, 0), again and entry.first_meeting, order.index(entry.id)

    room = n - len(chosen) - len(last)
    opening: list[Entry] = []
    if room > 0 and not any(entry.warm_up for entry in there):
        opening = sorted((entry for entry in free if entry.warm_up), key=worth)[:1]
    picked = [*opening]
    while len(picked) < room and len(picked) < len(free):
        taken = Counter(entry.category for entry in (*there, *picked))
        picked.append(
            min(
                (entry for entry in free if entry not in picked),
                key=lambda entry: (
                    taken[entry.category],
                    heard[entry.category],
                    _FIRST.index(entry.category),
                    worth(entry),
                ),
            )
        )
    between = sorted(picked[len(opening) :], key=lambda entry: order.index(entry.id))
    return [entry.id for entry in (*opening, *between, *last)]


def place_for(id: str, there: Sequence[str]) -> int:
    """Where a question of the bank goes among those of a meeting, by their ids.

    The first to warm up begins, and nothing comes after the two that are kept for the end.

    Examples
    --------
    >>> place_for("like_most", ["most_needed", "who_else", "should_have_asked"])
    0
    >>> place_for("daily_tools", ["most_needed", "who_else", "should_have_asked"])
    1
    """
    known = bank()
    if id in known and known[id].warm_up and not any(known[i].warm_up for i in there if i in known):
        return 0
    last = [entry.id for entry in known.values() if entry.keep_last]
    before = last[: last.index(id)] if id in last else []
    at = len(there)
    while at and there[at - 1] in last and there[at - 1] not in before:
        at -= 1
    return at


def was_asked(question: Question) -> bool:
    """Whether a question was put to somebody; an answer tells so too."""
    return question.asked_at is not None or bool(question.answer)


def coverage(asked: Iterable[tuple[str, bool]]) -> dict[str, Coverage]:
    """How far each category has been asked about, in the order of `categories`.

    Parameters
    ----------
    asked : iterable of (str, bool)
        For each question that was asked its category, and whether it was answered.

    Examples
    --------
    >>> coverage([("trends", True), ("trends", False)])["trends"]
    Coverage(asked=2, answered=1)
    """
    counted = dict.fromkeys(categories(), Coverage(0, 0))
    for category, answered in asked:
        if category in counted:
            was = counted[category]
            counted[category] = Coverage(was.asked + 1, was.answered + answered)
    return counted

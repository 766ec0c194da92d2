"""Rows in, small tables of counts out, on whatever engine; and warnings of what can't be true."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats import cells
from infoint_widgets.stats.parts import Frame, added_up, collected, in_parts
from infoint_widgets.words import Words

if TYPE_CHECKING:
    import narwhals as nw

# What a row counts as. From FIRST_PROBLEM on it is left out, with a warning that names it.
OUT, OPEN, DONE, OTHER = range(4)
LEFT_OUT = 9  # true, but nobody knows on which day: counted, and no part of a figure
FIRST_PROBLEM = 10
BEFORE, UNDATED, UNKNOWN = range(FIRST_PROBLEM, FIRST_PROBLEM + 3)

Problems = Mapping[int, tuple[str, Mapping[str, str]]]


class DataWarning(UserWarning):
    """Rows that can't be true were left out of a figure; the message names the first of them.

    Attributes
    ----------
    id : str
        Which kind of problem they have, as in ``words/en/errors.stats.yaml``.
    n : int
        How many they are.
    """

    def __init__(self, message: str, id: str = "", n: int = 0) -> None:
        super().__init__(message)
        self.id = id
        self.n = n


class Choice:
    """A code for each row: that of the first case that holds.

    Rows get a column for each case, and so a number with a bit for each, the first case's highest;
    what number stands for what code is looked up once they are counted. To choose row by row would
    take longer than all else together.

    Parameters
    ----------
    *cases : (expression, int)
        Whether the case holds, and its code; at most 15, for a number has 16 bits.
    otherwise : int
        The code of rows for which none of them holds.
    """

    def __init__(self, *cases: tuple[nw.Expr, int], otherwise: int) -> None:
        self._holds = [holds for holds, _ in cases]
        self._codes = np.array([*(code for _, code in cases), otherwise])[::-1]

    def cases(self, name: str) -> dict[str, nw.Expr]:
        return dict(zip(self._names(name), self._holds, strict=True))

    def numbers(self, name: str) -> nw.Expr:
        import narwhals as nw

        bits = (nw.col(of).fill_null(value=False).cast(nw.Int16) for of in self._names(name))
        return reduce(lambda number, bit: number * 2 + bit, bits)

    def codes(self, numbers: Any) -> Any:
        return self._codes[self._highest(numbers)]

    def numbered(self, name: str, frame: nw.DataFrame[Any]) -> cells.Numbered:
        """The highest bit of each row's number, of a frame of pandas'."""
        columns = [frame[of] for of in self._names(name)]
        bits = [
            of.to_numpy()
            if of.to_native().dtype == bool
            else of.fill_null(value=False).to_numpy().astype(bool)
            for of in columns
        ]
        highest = self._highest(np.arange(2 ** len(bits)))

        def numbers(block: slice) -> Any:
            number = bits[0][block].astype(np.int16)
            for bit in bits[1:]:
                number <<= 1
                number |= bit[block]
            return highest[number]

        return cells.Numbered(len(self._codes), numbers, lambda at: self._codes[at])

    def _names(self, name: str) -> list[str]:
        return [f"{name} {at}" for at in range(len(self._holds))]

    @staticmethod
    def _highest(numbers: Any) -> Any:
        """Of 1, 2, 4, …: 1, 2, 3, …; and 0 of 0."""
        return np.frexp(np.asarray(numbers, dtype=float))[1]


class Rows(NamedTuple):
    """Rows to be counted, and the choices for which some of their columns stand.

    A choice ``state`` says what a row counts as.
    """

    frame: Frame
    choices: Mapping[str, Choice]


def rows(frame: Frame, *columns: Any, **named: Any) -> Rows:
    """Some columns and expressions of the frame, as its ``select``, and choices by name."""
    choices = {name: column for name, column in named.items() if isinstance(column, Choice)}
    plain = {name: column for name, column in named.items() if name not in choices}
    for name, choice in choices.items():
        plain |= choice.cases(name)
    return Rows(frame.select(*columns, **plain), choices)


def tally(rows: Rows, keys: Sequence[str], problems: Problems) -> nw.DataFrame[Any]:
    """Count the rows by `keys`; those whose ``state`` is a problem are reported and left out.

    Returns
    -------
    DataFrame
        Combinations of keys with their counts ``people``, which stand in more than one row where
        several cases have the same code; in memory whatever the engine.
    """
    import narwhals as nw

    keys = list(dict.fromkeys((*keys, "state")))
    tables = (_counted(part.frame, keys, rows.choices) for part in in_parts(rows.frame))
    table = added_up(tables, keys)
    if (table["state"].to_numpy() >= FIRST_PROBLEM).any():
        warn_of(rows, problems)
    kept: nw.DataFrame[Any] = table.filter(nw.col("state").is_between(OPEN, FIRST_PROBLEM - 1))
    return kept


def _counted(frame: Frame, keys: Sequence[str], choices: Mapping[str, Choice]) -> nw.DataFrame[Any]:
    import narwhals as nw

    if isinstance(frame, nw.DataFrame) and frame.implementation.is_pandas():
        columns = {
            key: choices[key].numbered(key, frame)
            if key in choices
            else cells.numbered(frame[key].to_native())
            for key in keys
        }
        if (counted := cells.count(columns, len(frame))) is not None:
            return nw.from_native(counted)
    numbers = {key: choices[key].numbers(key) if key in choices else nw.col(key) for key in keys}
    table: nw.DataFrame[Any] = collected(
        frame.select(**numbers).group_by(*keys).agg(people=nw.len())
    )
    codes = {key: choices[key].codes(table[key].to_numpy()) for key in keys if key in choices}
    backend = table.implementation
    return table.with_columns(
        **{key: nw.new_series(key, of, nw.Int64(), backend=backend) for key, of in codes.items()}
    )


def warn_of(rows: Rows, problems: Problems) -> None:
    """Warn of each kind of problem among the rows, naming the first row that has it."""
    of = rows.choices["state"]
    number = of.numbers("state")
    _warn(
        (
            (of.codes(collected(part.frame.select(state=number))["state"].to_numpy()), part.place)
            for part in in_parts(rows.frame)
        ),
        problems,
    )


def warn_of_states(state: Any, problems: Problems) -> None:
    """`warn_of` on the states themselves."""
    _warn([(state, lambda row: ("", row))], problems)


def _warn(
    states: Iterable[tuple[Any, Callable[[int], tuple[str, int]]]], problems: Problems
) -> None:
    found: dict[int, int] = dict.fromkeys(problems, 0)
    first: dict[int, tuple[str, int]] = {}
    for state, place in states:
        for code in problems:
            at = np.flatnonzero(state == code)
            if len(at):
                found[code] += len(at)
                first.setdefault(code, place(int(at[0])))
    words = Words()
    for code, (file, row) in first.items():
        id, facts = problems[code]
        message = words(f"errors.stats.{id}", n=found[code], row=row, **facts)
        if file:
            message = words("errors.stats.in_file", file=file, message=message)
        warnings.warn(DataWarning(message, id, found[code]), stacklevel=_who_asked())


def _who_asked() -> int:
    """How many calls above `warn_of` the code stands that asked for a statistic."""
    level, frame = 0, inspect.currentframe()
    while frame and str(frame.f_globals.get("__name__")).startswith(__package__):
        level, frame = level + 1, frame.f_back
    return level

"""Rows of pandas counted by a number for each combination of their values.

pandas itself looks every row up in a table, one column after the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats.parts import blocks

if TYPE_CHECKING:
    import pandas as pd

FEW, MOST_A_ROW = 10_000, 4
"""With more combinations than this, or than so many a row, those that occur are looked for."""


class Numbered(NamedTuple):
    """A column whose values have numbers from 0 on.

    Attributes
    ----------
    n : int
        Below which they all lie.
    numbers : callable
        Gives those of a slice of the rows.
    values : callable
        Gives the values of some numbers.
    """

    n: int
    numbers: Callable[[slice], Any]
    values: Callable[[Any], Any]


def numbered(column: pd.Series[Any]) -> Numbered:
    import pandas as pd

    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf":
        given = column.to_numpy()
        lowest, highest = given.min(initial=0), given.max(initial=0)
        if lowest > -(2**40) and highest < 2**40 and _whole(given):  # not so of nan
            least = int(lowest)
            return Numbered(
                int(highest) - least + 1,
                lambda block: given[block].astype(np.int64) - least,
                lambda numbers: (numbers + least).astype(given.dtype),
            )
    codes, found = pd.factorize(column)  # what is missing has the code -1
    return Numbered(
        len(found) + 1,
        lambda block: codes[block] + 1,
        lambda numbers: pd.Index(found).array.take(numbers - 1, allow_fill=True),
    )


def count(columns: Mapping[str, Numbered], rows: int) -> pd.DataFrame | None:
    """How many ``people`` have each combination; None if no number is large enough for them."""
    import pandas as pd

    cells = math.prod(column.n for column in columns.values())
    if cells >= 2**63:
        return None
    cell = np.zeros(rows, dtype=np.int64)
    for block in blocks(rows):
        here = cell[block]
        for column in reversed([*columns.values()]):
            here *= column.n
            here += column.numbers(block)
    there, people = _occurring(cell, cells)
    keys = {}
    for name, column in columns.items():
        there, number = np.divmod(there, column.n)
        keys[name] = column.values(number)
    return pd.DataFrame({**keys, "people": people}, copy=False)


def _occurring(cell: Any, cells: int) -> tuple[Any, Any]:
    import pandas as pd

    if cells > max(FEW, MOST_A_ROW * len(cell)):
        place, there = pd.factorize(cell)
        return there, np.bincount(place, minlength=len(there))
    people = np.bincount(cell, minlength=cells)
    there = np.flatnonzero(people)
    return there, people[there]


def _whole(numbers: Any) -> bool:
    if numbers.dtype.kind != "f":
        return True
    parts = (numbers[block] for block in blocks(len(numbers)))
    return all(np.array_equal(part, part.astype(np.int64)) for part in parts)

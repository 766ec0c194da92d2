"""The rows of a small table of counts, group by group."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    import narwhals as nw

FEWEST_AT_RISK = 5
"""On days with fewer people still followed, a curve says little."""


class Group(NamedTuple):
    """A group's name, the first row in which it stands, and its part of each column."""

    name: str
    first: int
    columns: dict[str, Any]


def check(by: str | None, within_days: int, taken: Container[str]) -> None:
    """Refuse a length of time that is none, and a column that the result has itself."""
    if by in taken:
        raise WorkbookError("stats.column_taken", column=str(by))
    fr.check_whole("within_days", within_days)


def split(table: nw.DataFrame[Any], by: str | None) -> list[Group]:
    """The table's groups, in the order in which they first appear; without `by`, all of it."""
    of = {name: table[name].to_numpy() for name in table.columns if name != "group"}
    if by is None:
        return [Group("", 0, of)]
    code, first, names = _codes(table["group"])
    return [
        Group(names[k], first[k], {name: values[code == k] for name, values in of.items()})
        for k in range(len(first))
    ]


def _codes(keys: nw.Series[Any]) -> tuple[Any, list[int], list[str]]:
    """A number for each distinct key, the row in which it first appears, and its name."""
    missing = keys.is_null().to_numpy()
    values = [
        None if gone or key != key else key
        for key, gone in zip(keys.to_list(), missing, strict=True)
    ]
    first: dict[Any, int] = {}
    for row, value in enumerate(values):
        first.setdefault(value, row)
    number = {value: k for k, value in enumerate(first)}
    names = ["" if value is None else str(value) for value in first]
    return np.array([number[value] for value in values], dtype=np.int64), [*first.values()], names

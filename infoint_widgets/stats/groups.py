"""The rows of a small table of counts, group by group, and of a curve, day by day."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    import narwhals as nw

    from infoint_widgets.stats.waiting import Counts

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
    rows = (np.flatnonzero(code == k) for k in range(len(first)))
    return [
        Group(names[k], first[k], {name: values[here] for name, values in of.items()})
        for k, here in enumerate(rows)
    ]


def each_day(counts: Counts, days: Any, rates: Iterable[Any]) -> list[tuple[Any, ...]]:
    """A curve's rows: the day, n, at_risk, waiting, who had each outcome by then, `rates`, few."""
    none = np.zeros((len(counts.happened), 1), np.int64)
    so_far = np.hstack([none, np.cumsum(counts.happened, axis=1)])
    before = so_far[:, np.searchsorted(counts.time, days, side="left")]
    by_then = so_far[:, np.searchsorted(counts.time, days, side="right")]
    # Who is still waited for on the last day was kept at that day, and is followed on.
    by_then[0, -1] = before[0, -1]
    at_risk = counts.n - before.sum(axis=0)
    columns = (
        days.astype(int), np.full(len(days), counts.n), at_risk, counts.n - by_then.sum(axis=0),
        *by_then[1:], *rates, at_risk < FEWEST_AT_RISK,
    )  # fmt: skip
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _codes(keys: nw.Series[Any]) -> tuple[Any, list[int], list[str]]:
    """A number for each distinct key, the row in which it first appears, and its name."""
    import pandas as pd

    code, found = pd.factorize(keys.to_pandas(), use_na_sentinel=False)
    first = np.full(len(found), -1)
    first[code[::-1]] = np.arange(len(code))[::-1]
    names = [
        "" if missing else str(name) for missing, name in zip(pd.isna(found), found, strict=True)
    ]
    return code, first.tolist(), names

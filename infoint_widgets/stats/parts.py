"""Journeys that come in parts, one after the other, because all at once would not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

Frame = Any  # narwhals' DataFrame or LazyFrame


class Part(NamedTuple):
    """Some rows, and from which files they are.

    Attributes
    ----------
    frame : frame
        Of any library that narwhals knows.
    files : sequence of (str, int, int)
        The name of each file, where its rows begin in it, and how many they are, in their order.
    """

    frame: Any
    files: Sequence[tuple[str, int, int]] = ()

    def place(self, row: int) -> tuple[str, int]:
        """The file that a row is from, and its number there."""
        for name, first, rows in self.files:
            if row < rows:
                return name, first + row
            row -= rows
        return "", row


class Parts:
    """Rows in parts: what is done to them is done to each part, once it is counted.

    Parameters
    ----------
    each : callable
        Gives the parts; it is called anew for every count.
    """

    def __init__(self, each: Callable[[], Iterable[Part]]) -> None:
        self._each = each

    def __iter__(self) -> Iterator[Part]:
        return iter(self._each())

    def then(self, do: Callable[[Frame], Frame]) -> Parts:
        """The same rows after something was done to each part."""
        return Parts(lambda: (part._replace(frame=do(part.frame)) for part in self))

    def select(self, *columns: Any, **named: Any) -> Parts:
        return self.then(lambda frame: frame.select(*columns, **named))

    def with_columns(self, *columns: Any, **named: Any) -> Parts:
        return self.then(lambda frame: frame.with_columns(*columns, **named))

    def filter(self, *conditions: Any) -> Parts:
        return self.then(lambda frame: frame.filter(*conditions))


_BLOCK = 2**16


def blocks(n: int) -> Iterator[slice]:
    """So many numbers in blocks, of which what is computed stays in the processor's cache."""
    return (slice(first, first + _BLOCK) for first in range(0, n, _BLOCK))


def in_parts(rows: Parts | Frame) -> Iterable[Part]:
    """The parts of some rows; a frame is one."""
    return rows if isinstance(rows, Parts) else [Part(rows)]


def collected(frame: Frame) -> Any:
    """The frame in memory, or all of its parts."""
    import narwhals as nw

    if isinstance(frame, Parts):
        return nw.concat([collected(part.frame) for part in frame])
    return frame.collect() if isinstance(frame, nw.LazyFrame) else frame


def added_up(tables: Iterable[Frame], keys: Sequence[str]) -> Frame:
    """Tables of counts as one: the ``people`` of equal keys are added.

    What has come is added up whenever it has doubled, so that neither memory nor time grows
    faster than the number of keys.
    """
    total: Frame | None = None
    waiting: list[Frame] = []
    for table in tables:
        if total is None:
            total = table
            continue
        waiting.append(table)
        if sum(map(len, waiting)) > max(len(total), _FEWEST_TO_ADD):
            total, waiting = _sum([total, *waiting], keys), []
    if total is None:
        raise ValueError("there is no part")
    return _sum([total, *waiting], keys) if waiting else total


_FEWEST_TO_ADD = 100_000


def _sum(tables: Sequence[Frame], keys: Sequence[str]) -> Frame:
    import narwhals as nw

    return nw.concat(tables).group_by(*keys).agg(nw.col("people").sum())

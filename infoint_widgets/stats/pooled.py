"""The journeys of many students as one: nothing is counted that tells of fewer than five."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable
from typing import Any

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats.parts import Part, Parts, collected
from infoint_widgets.vocabulary import FEWEST_TO_SHOW

STUDENT = "student"
OTHER = "other"


class Pooled:
    """Journeys of several students, in one frame or in parts that are read one after the other.

    A statistic takes it in place of a frame, unless it is of one log only. Its result is of the
    library of the parts, and says in a last column how many ``students`` there are. Of fewer than
    five students a result is as of nobody, and a group that fewer than five have people in goes
    into ``other``.

    Parameters
    ----------
    read : callable
        Gets the names of columns, or None for all, and gives the parts with at least those of them
        that there are. It is called anew for every count.

    Raises
    ------
    WorkbookError
        When there is no column ``student``.

    Attributes
    ----------
    students, people : int
        How many there are.
    columns : list of str

    Examples
    --------
    >>> pool = Pooled(lambda columns: [Part(frame) for frame in frames])  # doctest: +SKIP
    >>> response_rate(pool, by="field")  # doctest: +SKIP
    """

    def __init__(self, read: Callable[[Collection[str] | None], Iterable[Part]]) -> None:
        import narwhals as nw

        self._read = read
        first = nw.from_native(next(iter(read(None))).frame)
        self.columns = [str(name) for name in first.collect_schema().names()]
        if STUDENT not in self.columns:
            known = ", ".join(self.columns)
            raise WorkbookError("stats.column_missing", column=STUDENT, known=known)
        self.like = first.head(0).to_native()
        """A frame of the same library and columns, without a row."""
        self.students, self.people = _counted(self._parts({STUDENT}))
        self._by_few = functools.cache(self._count_known_by_few)

    def only(self, columns: Collection[str], by: str | None = None) -> Parts:
        """The parts with these columns, as far as they are there; groups of few students are other.

        Of fewer than five students there is no row.
        """
        import narwhals as nw

        if self.students < FEWEST_TO_SHOW:
            return Parts(lambda: [Part(nw.from_native(self.like))])
        if by is None or by not in self.columns:
            return self._parts(columns)
        few = self._by_few(by)
        parts = self._parts({*columns, by})
        if not few:
            return parts
        key = _key(by)
        merged = nw.when(key.is_in(sorted(few))).then(nw.lit(OTHER)).otherwise(nw.col(by))
        return parts.with_columns(nw.col(by).cast(nw.String)).with_columns(merged.alias(by))

    def _parts(self, columns: Collection[str]) -> Parts:
        import narwhals as nw

        there = {name for name in self.columns if name in columns}
        return Parts(lambda: self._read(there)).then(nw.from_native)

    def _count_known_by_few(self, by: str) -> frozenset[str]:
        return _known_by_few(self._parts({STUDENT, by}), by)


def of_one_log(journeys: Any, statistic: str) -> None:
    """Refuse the journeys of several students, of whom the statistic would say nothing."""
    if isinstance(journeys, Pooled):
        raise WorkbookError("stats.of_one_log", statistic=statistic)


def _key(by: str) -> Any:
    """A group as text; what is not known is a group as well."""
    import narwhals as nw

    return nw.col(by).cast(nw.String).fill_null("")


def _counted(parts: Parts) -> tuple[int, int]:
    """How many students there are, and how many people they have between them."""
    import narwhals as nw

    people, found = 0, set[str]()
    for part in parts:
        table = collected(part.frame.group_by(STUDENT).agg(people=nw.len()))
        people += int(table["people"].sum())
        found.update(map(str, table[STUDENT].to_list()))
    return len(found), people


def _known_by_few(parts: Parts, by: str) -> frozenset[str]:
    """The groups in which fewer than five students have people, and what has to go with them.

    No more than a few students of each group are kept in mind.
    """
    import narwhals as nw

    most: dict[str, int] = {}
    seen: dict[str, set[str]] = {}
    for part in parts:
        enough = [group for group, students in most.items() if students >= FEWEST_TO_SHOW]
        rows = part.frame.select(group=_key(by), student=nw.col(STUDENT))
        rows = rows.filter(~nw.col("group").is_in(enough)) if enough else rows
        table = collected(rows.group_by("group").agg(students=nw.col("student").n_unique()))
        of_group = dict(zip(table["group"].to_list(), table["students"].to_list(), strict=True))
        few = [group for group, students in of_group.items() if students < FEWEST_TO_SHOW]
        pairs = collected(rows.filter(nw.col("group").is_in(few)).unique()) if few else None
        for group, student in pairs.select("group", "student").iter_rows() if pairs else ():
            seen.setdefault(group, set()).add(str(student))
        for group, students in of_group.items():
            most[group] = max(most.get(group, 0), int(students), len(seen.get(group, ())))
    few_in_all = {group for group, students in most.items() if students < FEWEST_TO_SHOW}
    together = set[str]().union(*(seen[group] for group in few_in_all))
    others = sorted(most.keys() - few_in_all, key=lambda group: (most[group], group))
    if few_in_all and OTHER not in others and len(together) < FEWEST_TO_SHOW and others:
        few_in_all.add(others[0])  # too few even together: one that could stand alone joins them
    return frozenset(few_in_all)

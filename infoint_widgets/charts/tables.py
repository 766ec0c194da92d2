"""The numbers behind a figure as a table in a person's language; the frame itself stays raw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from infoint_widgets.charts import canvas, growth, rates
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

_MILESTONES = (1, 2, 3, 7, 14, 21, 30, 60, 90, 180, 365)
"""Days within which things are done or not; from the first that says all there is nothing more."""


class Table(NamedTuple):
    """What a table is called, the heading of each column, its rows, and whether these have names.

    The name of a row stands in its first column.
    """

    name: str
    header: list[str]
    rows: list[list[str]]
    named: bool = True


def rate_table(result: Any, words: Words) -> Table:
    by = rates.grouped_by(result, "within_days")
    table = values(
        result, "n", "yes", "declined", "open", "rate", "low", "high",
        *([by, "best_guess"] if by else []),
    )  # fmt: skip
    decided = zip(table["n"], table["yes"], table["declined"], table["open"], strict=True)
    table["silent"] = [n - yes - no - still_open for n, yes, no, still_open in decided]
    header = [words(f"tables.rate.{id}") for id in ("n", "yes", "declined", "silent", "open")]
    columns = [counts(table[id], words) for id in ("n", "yes", "declined", "silent", "open")]
    if by:
        header.insert(0, compared_by(by, words))
        columns.insert(0, [rates.group_name(by, group, words) for group in table[by]])
    header += [words("tables.rate.rate"), words("tables.plausibly")]
    columns += [shares(table, "rate", words), ranges(table, words)]
    if by:
        header.append(words("tables.rate.best_guess"))
        # It leans on everybody, so it is a percentage when these are enough, however few a group.
        few = sum(table["n"]) < canvas.FEWEST_FOR_PERCENT
        columns.append(
            [words("tables.too_few") if few else _percent(g, words) for g in table["best_guess"]]
        )
    rows = rows_of(columns) if any(table["n"]) else []
    return Table(words("tables.rate.name"), header, rows, named=bool(by))


def curve_table(result: Any, words: Words) -> Table:
    return by_day(result, "curve", ("yes", "declined", "waiting"), words)


def by_day(result: Any, curve: str, counted: Sequence[str], words: Words) -> Table:
    """The days that are named under a curve, with the counts that make up all who are followed."""
    by = rates.grouped_by(result, "day")
    table = values(result, "day", "n", *counted, "rate", "low", "high", *([by] if by else []))
    people = zip(table["n"], *(table[name] for name in counted), strict=True)
    table["later"] = [n - sum(followed) for n, *followed in people]
    ids = ("curve.day", *(f"{curve}.{name}" for name in counted), "curve.later", f"{curve}.rate")
    header = [words(f"tables.{id}") for id in ids]
    columns = [counts(table[name], words) for name in ("day", *counted, "later")]
    columns += [shares(table, "rate", words), ranges(table, words)]
    if by:
        header.insert(0, compared_by(by, words))
        columns.insert(0, [rates.group_name(by, group, words) for group in table[by]])
    shown = set(rates.days_shown(max(table["day"], default=0)))
    each_day = zip(rows_of(columns), table["day"], table["n"], strict=True)
    rows = [row for row, day, n in each_day if day in shown and n]
    return Table(words(f"tables.{curve}.name"), [*header, words("tables.plausibly")], rows)


def growth_table(result: Any, words: Words) -> Table:
    """One row a period, one column a generation, and all of them."""
    table = values(result, "start", "generation", "n")
    starts, steps = sorted(set(table["start"])), sorted(set(table["generation"]))
    places = zip(table["start"], table["generation"], strict=True)
    met = dict(zip(places, table["n"], strict=True))
    columns = [growth.period_names(starts, words)] if starts else [[]]
    columns += [counts([met[start, step] for start in starts], words) for step in steps]
    total = [sum(met[start, step] for step in steps) for start in starts]
    header = [words("tables.growth.start"), *(growth.step_name(step, words) for step in steps)]
    return Table(
        words("tables.growth.name"),
        [*header, words("tables.growth.all")],
        rows_of([*columns, counts(total, words)]),
    )


def steps_table(result: Any, words: Words) -> Table:
    names = ("n", "written", "met", "referrals")
    table = values(result, "generation", *names)
    header = [words(f"tables.steps.{id}") for id in ("generation", *names)]
    columns = [[growth.step_name(step, words) for step in table["generation"]]]
    columns += [counts(table[name], words) for name in names]
    return Table(words("tables.steps.name"), header, rows_of(columns))


def lag_table(result: Any, words: Words) -> Table:
    """How many were done with within a day, two, three, a week …, up to the longest time."""
    table = values(result, "kind", "days", "n", "done", "share", "low", "high")
    kind = table["kind"][0]
    so_far = list(accumulate(table["done"]))
    header = [words("tables.lag.within"), words(f"tables.lag.{kind}.done")]
    header += [words("tables.lag.share"), words("tables.plausibly")]
    rows: list[list[str]] = []
    for milestone in _MILESTONES:
        at = sum(days <= milestone for days in table["days"]) - 1
        if not so_far[at]:
            continue
        then = {name: [table[name][at]] for name in ("n", "share", "low", "high")}
        figures = [*shares(then, "share", words), *ranges(then, words)]
        rows.append([words("tables.lag.days", n=milestone), words.number(so_far[at]), *figures])
        if so_far[at] == so_far[-1]:
            break
    return Table(words(f"tables.lag.{kind}.name"), header, rows)


def in_time_table(result: Any, words: Words) -> Table:
    names = ("n", "in_time", "late", "never", "pending")
    table = values(result, "rule", *names, "rate", "low", "high")
    header = [words(f"tables.in_time.{id}") for id in ("rule", *names, "rate")]
    columns = [[words(f"charts.in_time.{rule}") for rule in table["rule"]]]
    columns += [counts(table[name], words) for name in names]
    columns += [shares(table, "rate", words), ranges(table, words)]
    rows = rows_of(columns) if any(table["n"]) else []
    return Table(words("tables.in_time.name"), [*header, words("tables.plausibly")], rows)


def compared_by(by: str, words: Words) -> str:
    return words(f"tables.by.{by}") if f"tables.by.{by}" in words else canvas.short(by)


def rows_of(columns: Sequence[Iterable[str]]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


def counts(numbers: Iterable[int], words: Words) -> list[str]:
    return [words.number(number) for number in numbers]


def shares(table: dict[str, list[Any]], name: str, words: Words) -> list[str]:
    """Percentages, where there are enough people for one."""
    return [
        words("tables.too_few") if n < canvas.FEWEST_FOR_PERCENT else _percent(share, words)
        for share, n in zip(table[name], table["n"], strict=True)
    ]


def _percent(share: float | None, words: Words) -> str:
    return "–" if share is None else words.percent(share)


def ranges(table: dict[str, list[Any]], words: Words) -> list[str]:
    return [
        "–"
        if low is None or high is None
        else unbroken(canvas.tenths(low, high, words))
        if n < canvas.FEWEST_FOR_PERCENT
        else a_range(words.percent(low), words.percent(high), words)
        for low, high, n in zip(table["low"], table["high"], table["n"], strict=True)
    ]


def a_range(low: str, high: str, words: Words) -> str:
    return unbroken(words("tables.range", low=low, high=high))


def unbroken(text: str) -> str:
    """A cell that stays on one line: the ends of a range, one below the other, look like two."""
    return text.replace(" ", "\xa0")

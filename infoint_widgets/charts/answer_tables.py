"""The numbers behind the figures of answers, of steps and of what it takes, as tables."""

from __future__ import annotations

from typing import Any

from infoint_widgets.charts import steps, what_if
from infoint_widgets.charts.tables import Table, by_day, counts, ranges, rows_of, shares
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words


def answers_table(result: Any, words: Words) -> Table:
    return by_day(result, "answers", ("answered", "waiting"), words)


def gain_table(result: Any, words: Words) -> Table:
    names = ("n", "answered", "later", "pending")
    table = values(result, "message", *names, "rate", "low", "high", "total")
    header = [words(f"tables.gain.{id}") for id in ("message", *names, "rate")]
    header += [words("tables.plausibly"), words("tables.gain.total")]
    columns = [[words(f"charts.answers.gain.after_{k}") for k in table["message"]]]
    columns += [counts(table[name], words) for name in names]
    columns += [shares(table, "rate", words), ranges(table, words)]
    columns.append(shares(table, "total", words))
    rows = rows_of(columns) if any(table["n"] + table["pending"]) else []
    return Table(words("tables.gain.name"), header, rows)


def funnel_table(result: Any, words: Words) -> Table:
    closed, pending = steps.cohorts(result)
    header = [words(f"tables.funnel.{id}") for id in ("step", "reached", "rate")]
    header += [words("tables.plausibly"), words("tables.funnel.beside")]
    columns = [[words(f"charts.funnel.{step}") for step in closed["step"]]]
    columns += [counts(closed["reached"], words), shares(closed, "rate", words)]
    columns += [ranges(closed, words), counts(closed["beside"], words)]
    # The first step is a share of nothing.
    columns[2][0] = columns[3][0] = "–"
    header.append(words("tables.funnel.pending"))
    columns.append(counts(pending["reached"], words))
    rows = rows_of(columns) if closed["n"][0] + pending["n"][0] else []
    return Table(words("tables.funnel.name"), header, rows)


def needed_table(result: Any, words: Words) -> Table:
    table = values(result, *what_if.COLUMNS)
    header = [words(f"tables.what_if.{id}") for id in ("interviews", "messages", "low", "high")]
    columns = [[words("charts.what_if.interviews", n=n) for n in table["interviews"]]]
    columns += [
        [what_if.told(messages, words) for messages in table[name]]
        for name in ("messages", "low", "high")
    ]
    rows = rows_of(columns) if table["messages"][0] is not None else []
    return Table(words("tables.what_if.name"), header, rows)

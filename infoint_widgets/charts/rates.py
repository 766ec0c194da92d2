"""How many say yes: the rate, the rate by group, and the curve, with their sentences."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_GROUPS, _MOST_CURVES = 12, 4
_RATE = (
    "within_days", "n", "yes", "declined", "open", "rate", "low", "high", "n_closed", "yes_closed",
)  # fmt: skip
_CURVE = ("day", "n", "waiting", "yes", "declined", "rate", "low", "high", "few")
_VOCABULARY = {"language": "contact_language"}


def response_rate(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A point with its interval, one row a group; with groups a tick for the best guess.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.response_rate` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = response_rate(stats.response_rate(log.journeys()))  # doctest: +SKIP
    """
    words, by = Words(language), _by(result, "within_days")
    table = values(result, *_RATE, *([by, "best_guess"] if by else []))
    shown = min(len(table["n"]), _MOST_GROUPS)
    ax = canvas.card(ax, _rate_title(table, by, words), height=1.9 + 0.42 * max(shown, 1))
    if not any(table["n"]):
        return canvas.nothing_yet(ax, words("charts.rate.nobody"))
    labels = []
    for row in range(shown):
        name = _group_name(by, table[by][row], words) if by else ""
        counts = words("charts.rate.row", yes=table["yes"][row], n=table["n"][row])
        labels.append(f"{name}\n{counts}" if name else counts)
        if table["rate"][row] is None:
            continue
        ax.hlines(
            row, table["low"][row], table["high"][row], color=canvas.LINES[0], lw=3, alpha=0.45
        )
        ax.plot(table["rate"][row], row, "o", color=canvas.LINES[0], ms=8)
        if by:
            ax.plot(table["best_guess"][row], row, "|", color=canvas.LINES[1], ms=16, mew=2.5)
    canvas.rows_axis(ax, labels)
    canvas.percent_axis(ax.xaxis, words)
    ax.set_xlim(-0.02, 1.02)
    ax.grid(axis="x", color=canvas.RULE, lw=0.8)
    ax.set_axisbelow(True)
    key = words("charts.rate.key_groups" if by else "charts.rate.key")
    canvas.explain(ax, key)
    return ax


def response_curve(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """Rising steps with a band; without groups a small table of waiting, yes and no under it.

    Parameters
    ----------
    result, ax, language
        As in `response_rate`; `result` is what `infoint_widgets.stats.response_curve` returned.

    Examples
    --------
    >>> ax = response_curve(stats.response_curve(log.journeys()))  # doctest: +SKIP
    """
    words, by = Words(language), _by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    ax = canvas.card(ax, words("charts.curve.title"), height=4.6)
    if not any(table["n"]):
        return canvas.nothing_yet(ax, words("charts.rate.nobody"))
    last, ends = max(table["day"]), []
    groups = list(dict.fromkeys(table[by])) if by else [None]
    for at, group in enumerate(groups[:_MOST_CURVES]):
        rows = [
            row for row in range(len(table["day"]))
            if (not by or table[by][row] == group) and table["rate"][row] is not None
        ]  # fmt: skip
        if not rows:
            continue
        _curve(ax, {name: [table[name][row] for row in rows] for name in _CURVE}, at)
        rate, n = table["rate"][rows[-1]], table["n"][rows[-1]]
        name = f"{_group_name(by, group, words)}\n" if by else ""
        label = words("charts.curve.end", rate=words.percent(rate), n=n)
        ends.append((rate, name + label, canvas.LINES[at]))
    ax.set(xlim=(0, last), ylim=(0, 1.02))
    ax.set_xticks(_days_shown(last))
    canvas.percent_axis(ax.yaxis, words)
    canvas.end_labels(ax, ends)
    if by:
        ax.set_xlabel(words("charts.curve.days"), fontsize=canvas.SMALL, color=canvas.QUIET)
    else:
        _counts_below(ax, table, _days_shown(last), words)
    return ax


def _curve(ax: Axes, table: dict[str, list[Any]], at: int) -> None:
    colour = canvas.LINES[at]
    ax.fill_between(
        table["day"], table["low"], table["high"], step="post", color=colour, alpha=0.14, lw=0
    )
    ax.step(table["day"], table["rate"], where="post", color=colour, ls=canvas.DASHES[at], lw=2)


def _days_shown(last: int) -> list[int]:
    return [day for day in (0, 3, 7, 14, 21, 28, 42, 60, 90) if day < last] + [last]


def _counts_below(ax: Axes, table: dict[str, list[Any]], days: list[int], words: Words) -> None:
    """Who is waited for, and who has said what, under the days that are named."""
    of_row = {day: row for row, day in enumerate(table["day"])}
    names = ("waiting", "yes", "declined")
    labels = [
        "\n".join([str(day), *(words.number(table[name][of_row[day]]) for name in names)])
        for day in days
    ]
    ax.set_xticks(days, labels, linespacing=1.5)
    ax.annotate(
        "\n".join(words(f"charts.curve.{name}") for name in ("days", *names)),
        (0, 0), xycoords="axes fraction", xytext=(-18, -7), textcoords="offset points",
        ha="right", va="top", fontsize=canvas.NORMAL, color=canvas.INK, linespacing=1.5,
    )  # fmt: skip


# Sentences


def rate_reading(result: Any, words: Words) -> str:
    by = _by(result, "within_days")
    table = values(result, *_RATE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    return _groups_reading(table, by, words) if by else _one_reading(table, words)


def _one_reading(table: dict[str, list[Any]], words: Words) -> str:
    row = {name: column[0] for name, column in table.items()}
    said = []
    if row["n"] < FEWEST_FOR_PERCENT or row["rate"] is None:
        said.append(words("charts.rate.few", n=row["n"], yes=row["yes"], days=row["within_days"]))
        if row["rate"] is not None:
            said.append(words("charts.rate.few_range", **_range(row, words)))
        missing = FEWEST_FOR_PERCENT - row["n"]
        if missing > 0:
            said.append(words("charts.rate.few_more", n=missing))
    else:
        facts = {"days": row["within_days"], "rate": words.percent(row["rate"])}
        said.append(words("charts.rate.all", n=row["n"], **facts, **_range(row, words)))
        if row["open"] and row["n_closed"]:
            closed = {"days": row["within_days"], "yes": row["yes_closed"]}
            said.append(words("charts.rate.closed", n=row["n_closed"], **closed))
    if row["open"]:
        said.append(words("charts.rate.open", n=row["open"]))
    return " ".join(said)


def _groups_reading(table: dict[str, list[Any]], by: str, words: Words) -> str:
    rows = range(min(len(table["n"]), 3))
    parts = [
        words(
            "charts.rate.group",
            group=_group_name(by, table[by][row], words), yes=table["yes"][row], n=table["n"][row],
        )
        for row in rows
    ]  # fmt: skip
    said = [words("charts.rate.groups", days=table["within_days"][0], groups="; ".join(parts))]
    apart = [
        (one, other)
        for one, other in combinations(range(len(table["n"])), 2)
        if table["rate"][one] is not None and table["rate"][other] is not None
        and (table["high"][one] < table["low"][other] or table["high"][other] < table["low"][one])
    ]  # fmt: skip
    if len(table["n"]) < 2:
        said.append(words("charts.rate.one_group"))
    elif not apart:
        said.append(words("charts.rate.overlap"))
    else:
        one, other = (_group_name(by, table[by][row], words) for row in apart[0])
        said.append(words("charts.rate.apart", one=one, other=other))
    return " ".join(said)


def rate_alt_text(result: Any, words: Words) -> str:
    by = _by(result, "within_days")
    table = values(result, *_RATE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    rows = []
    for at in range(len(table["n"])):
        row = {name: column[at] for name, column in table.items()}
        group = _group_name(by, row[by], words) if by else words("charts.rate.everybody")
        counts = words("charts.rate.row", yes=row["yes"], n=row["n"])
        if row["rate"] is None:
            rows.append(f"{group}: {counts}.")
        else:
            facts = {"group": group, "counts": counts, "rate": words.percent(row["rate"])}
            rows.append(words("charts.rate.alt_row", **facts, **_range(row, words)))
    return " ".join([_rate_title(table, by, words), words("charts.rate.alt"), *rows])


def curve_reading(result: Any, words: Words) -> str:
    by = _by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    if by:
        return words("charts.curve.groups")
    known = [row for row, rate in enumerate(table["rate"]) if rate is not None]
    last = {name: column[known[-1]] for name, column in table.items()}
    if not last["yes"]:
        return words("charts.curve.no_yes", n=last["n"], days=last["day"])
    if last["n"] < FEWEST_FOR_PERCENT:
        few = words("charts.rate.few", n=last["n"], yes=last["yes"], days=last["day"])
        return f"{few} {words('charts.rate.few_range', **_range(last, words))}"
    half = next(row for row in known if table["rate"][row] >= last["rate"] / 2)
    facts = {"rate": words.percent(last["rate"]), "days": last["day"], **_range(last, words)}
    said = [
        words("charts.curve.reading", **facts),
        words("charts.curve.half", n=table["day"][half]),
    ]
    if last["few"]:
        said.append(words("charts.curve.few"))
    return " ".join(said)


def curve_alt_text(result: Any, words: Words) -> str:
    by = _by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    shown = set(_days_shown(max(table["day"])))
    rows = []
    for at, day in enumerate(table["day"]):
        row = {name: column[at] for name, column in table.items()}
        if day in shown and row["rate"] is not None:
            group = f"{_group_name(by, row[by], words)}: " if by else ""
            facts = {"rate": words.percent(row["rate"]), **_range(row, words)}
            rows.append(group + words("charts.curve.alt_row", n=day, **facts))
    return " ".join([words("charts.curve.title"), words("charts.curve.alt"), *rows])


def _rate_title(table: dict[str, list[Any]], by: str, words: Words) -> str:
    days = table["within_days"][0] if table["within_days"] else 0
    if not by:
        return words("charts.rate.title", days=days)
    what = words(f"charts.by.{by}") if f"charts.by.{by}" in words else by
    return words("charts.rate.title_by", days=days, what=what)


def _range(row: dict[str, Any], words: Words) -> dict[str, str]:
    return {"low": words.percent(row["low"]), "high": words.percent(row["high"])}


def _by(result: Any, first: str) -> str:
    """The column of the groups, which stands before all others; "" without groups."""
    name = str(next(iter(result.columns)))
    return "" if name == first else name


def _group_name(by: str, value: Any, words: Words) -> str:
    if value is None:
        return words("charts.not_recorded")
    id = f"vocabulary.{_VOCABULARY.get(by, by)}.{value}"
    return words(id) if id in words else str(value)

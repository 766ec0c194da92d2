"""How long things take: a dot each, those still open as hollow arrows, with their sentences."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.stats.frames import values
from infoint_widgets.stats.lags import quantile
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LAG = ("kind", "days", "n", "done", "open", "ended", "left_out", "share")
_IN_TIME = (
    "rule", "n", "in_time", "late", "never", "pending", "left_out", "rate", "low", "high",
)  # fmt: skip
# The goal, in days: thanks within a day or two, a follow-up after one to two weeks, a first
# message within two weeks of being named. Nobody owes an answer.
_GOALS = {"thank_you": (0.0, 1.0), "follow_up": (7.0, 14.0), "referral": (0.0, 14.0)}
_TICKS = (1 / 24, 0.25, 1.0, 7.0, 30.0, 365.0)
_COLUMNS, _HIGHEST = 72, 10
# From one mark to the one upon it, in inches; room for the median's label and, in levels, for that
# of the goal.
_LEVEL, _BETWEEN, _ABOVE = 0.095, 3.5, 2.5


def lag(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """Dots on a logarithmic time axis, open ones as hollow arrows, the goal as a band.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.lag` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = lag(stats.lag(log.journeys(), kind="thank_you"))  # doctest: +SKIP
    """
    words = words_of(result, language)
    table = values(result, *_LAG)
    kind = table["kind"][0]
    piles = {name: _Pile(table, name) for name in ("done", "open")}
    per_mark = max(-(-pile.highest // _HIGHEST) for pile in piles.values()) or 1
    levels = {name: max(-(-pile.highest // per_mark), 2) for name, pile in piles.items()}
    floor = {"done": 0.0, "open": levels["done"] + _BETWEEN}
    goal = _GOALS.get(kind)
    top = floor["open"] + levels["open"] + (_ABOVE if goal else 0)
    title = words(f"charts.lag.{kind}.title")
    ax = canvas.card(ax, title, height=1.1 + _LEVEL * (top + 1.5))
    if not sum(table["done"]) + sum(table["open"]):
        return canvas.nothing_yet(ax, lag_reading(result, words))
    at_once, longest = _ends(table)
    left, right = at_once * 0.8, max(longest, goal[1] if goal else 0) * 1.35
    ax.set(xscale="log", xlim=(left, right), ylim=(-1.5, top))
    if goal:
        start, end = max(goal[0], left), goal[1]
        ax.axvspan(start, end, color=canvas.GOAL, lw=0, zorder=0)
        ax.text(
            math.sqrt(start * end), top - 0.3, words(f"charts.lag.{kind}.goal"),
            ha="center", va="top", fontsize=canvas.SMALL, color=canvas.GOAL_INK,
        )  # fmt: skip
    for name, style in _MARKS.items():
        points = piles[name].points(per_mark)
        if points:
            days, heights = zip(*points, strict=True)
            ax.scatter(days, [floor[name] + height for height in heights], **style)
    half, _, _ = quantile(result)
    if half == half:
        _median(
            ax, max(half, at_once), words.duration(half) if half else "0", levels["done"], words
        )
    labels = [
        f"{words(f'charts.lag.{kind}.{name}')}\n({words.number(sum(table[name]))})"
        for name in piles
    ]
    ax.set_yticks([floor[name] + (levels[name] - 1) / 2 for name in piles], labels)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    _time_axis(ax, at_once, right, words)
    if per_mark > 1:
        canvas.explain(ax, words("charts.lag.per_mark", n=per_mark))
    return ax


_MARKS: dict[str, dict[str, Any]] = {
    "done": {"s": 34, "marker": "o", "color": canvas.LINES[0], "lw": 0},
    "open": {"s": 34, "marker": ">", "facecolors": "none", "edgecolors": canvas.LINES[1]},
}


class _Pile:
    """The marks of those who are done, or still open: how many stand in which column."""

    def __init__(self, table: dict[str, list[Any]], name: str) -> None:
        self.at_once, longest = _ends(table)
        self.width = (math.log10(longest) - math.log10(self.at_once)) / _COLUMNS
        self.columns: Counter[int] = Counter()
        for days, people in zip(table["days"], table[name], strict=True):
            place = math.log10(max(days, self.at_once) / self.at_once)
            self.columns[round(place / self.width)] += people
        self.highest = max(self.columns.values(), default=0)

    def points(self, per_mark: int) -> list[tuple[float, float]]:
        return [
            (self.at_once * 10 ** (column * self.width), float(level))
            for column, people in sorted(self.columns.items())
            for level in range(-(-people // per_mark))
        ]


def _ends(table: dict[str, list[Any]]) -> tuple[float, float]:
    """Where the axis has its "at once", and its longest time; no hours if nothing takes hours."""
    people = [sum(counts) for counts in zip(table["done"], table["open"], strict=True)]
    times = [days for days, n in zip(table["days"], people, strict=True) if n]
    hours = any(0 < days < 0.8 for days in times)
    return (0.02 if hours else 0.4), max(*times, 10.0, 10.0)


def _median(ax: Axes, at: float, time: str, height: float, words: Words) -> None:
    ax.plot([at, at], [-0.9, height], color=canvas.INK, lw=1.2, ls=":")
    place = ax.transAxes.inverted().transform(ax.transData.transform((at, 0)))[0]
    side = "left" if place < 0.12 else "right" if place > 0.88 else "center"
    ax.text(
        at, height + 0.3, words("charts.lag.half", time=time),
        ha=side, va="bottom", fontsize=canvas.SMALL, color=canvas.INK,
    )  # fmt: skip


def _time_axis(ax: Axes, at_once: float, longest: float, words: Words) -> None:
    from matplotlib.ticker import NullLocator

    ticks = [tick for tick in _TICKS if at_once < tick <= longest]
    names = [words("charts.lag.at_once"), *(words.duration(tick, fewest=0.9) for tick in ticks)]
    ax.set_xticks([at_once, *ticks], names)
    ax.xaxis.set_minor_locator(NullLocator())


def thanked_in_time(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A point with its interval for each notion of "in time".

    Parameters
    ----------
    result, ax, language
        As in `lag`; `result` is what `infoint_widgets.stats.thanked_in_time` returned.

    Examples
    --------
    >>> ax = thanked_in_time(stats.thanked_in_time(log.journeys()))  # doctest: +SKIP
    """
    words = words_of(result, language)
    table = values(result, *_IN_TIME)
    names = [canvas.name(words(f"charts.in_time.{rule}"), 32) for rule in table["rule"]]
    ax = canvas.card(ax, words("charts.in_time.title"), height=canvas.rows_height(names))
    if not any(table["n"]):
        return canvas.nothing_yet(ax, in_time_reading(result, words))
    counts = [_in_time_count(table, at, words) for at in range(len(names))]
    canvas.rows_axis(ax, names, counts)
    ends = zip(table["rate"], table["low"], table["high"], strict=True)
    canvas.estimates(ax, list(ends), words)
    canvas.explain(ax, words("charts.rate.key"))
    return ax


def _in_time_count(table: dict[str, list[Any]], at: int, words: Words) -> str:
    n = table["n"][at]
    if not n:
        return words("charts.in_time.none")
    return words("charts.in_time.row", in_time=table["in_time"][at], n=n)


# Sentences


def lag_reading(result: Any, words: Words) -> str:
    table = values(result, *_LAG)
    kind, n = table["kind"][0], table["n"][0]
    if not n:
        return words(f"charts.lag.{kind}.nobody")
    done, still_open, ended = (sum(table[name]) for name in ("done", "open", "ended"))
    count = "none" if n > 1 and not done else "count"
    said = [words(f"charts.lag.{kind}.{count}", n=n, done=done)]
    if ended:
        said.append(words(f"charts.lag.{kind}.ended", n=ended))
    if still_open:
        said.append(words(f"charts.lag.{kind}.left", n=still_open))
    if done:
        said.append(_half(result, n, words))
    if done and n < FEWEST_FOR_PERCENT:
        said.append(words("charts.lag.few_more", n=FEWEST_FOR_PERCENT - n))
    if done and still_open and n >= FEWEST_FOR_PERCENT:
        said.append(words("charts.lag.open_count"))
    if left_out := table["left_out"][0]:
        said.append(words("charts.left_out", n=left_out))
    return " ".join(said)


def _half(result: Any, n: int, words: Words) -> str:
    half, low, high = quantile(result)
    if half != half:
        return words("charts.lag.not_half")
    # As in the table, which says of so few that nothing can be told of others.
    if n < FEWEST_FOR_PERCENT:
        return words("charts.lag.half_few", n=n, time=_time(half, words))
    facts = {"time": _time(half, words), "low": _time(low, words), "high": _time(high, words)}
    end_known = high == high
    if facts["low"] == facts["high" if end_known else "time"]:
        return words("charts.lag.half_sure", **facts)
    if end_known:
        facts["low"], facts["high"] = words.durations(low, high)
        return words("charts.lag.half_range", **facts)
    # "From nothing to anything" would say nothing.
    return words("charts.lag.half_from" if low else "charts.lag.half_no_end", **facts)


def _time(days: float, words: Words) -> str:
    if days != days:
        return ""
    return words.duration(days) if days else words("charts.lag.same_day")


def lag_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_LAG)
    kind, n = table["kind"][0], table["n"][0]
    if not n:
        return words(f"charts.lag.{kind}.nobody")
    parts = [words(f"charts.lag.{kind}.title"), words("charts.lag.alt")]
    for name in ("done", "open"):
        days = [day for day, people in zip(table["days"], table[name], strict=True) if people]
        if days:
            span = {"first": _time(min(days), words), "last": _time(max(days), words)}
            label = words(f"charts.lag.{kind}.{name}")
            parts.append(words("charts.lag.alt_row", label=label, n=sum(table[name]), **span))
    return " ".join([*parts, *([_half(result, n, words)] if sum(table["done"]) else [])])


def in_time_reading(result: Any, words: Words) -> str:
    table = values(result, *_IN_TIME)
    row = {name: column[0] for name, column in table.items()}
    if not row["n"]:
        nobody = words("charts.in_time.nobody")
        pending = words("charts.in_time.pending", n=row["pending"])
        return f"{nobody} {pending}" if row["pending"] else nobody
    said = [words("charts.in_time.count", n=row["n"], in_time=row["in_time"])]
    if row["n"] < FEWEST_FOR_PERCENT:
        said.append(canvas.few_range(row["low"], row["high"], words))
    else:
        said.append(words("charts.in_time.range", **canvas.percentages(row, words)))
    said += [
        words(f"charts.in_time.{name}", n=row[name])
        for name in ("late", "never", "pending")
        if row[name]
    ]
    if len(set(table["n"])) > 1:
        said.append(words("charts.in_time.differ"))
    if row["left_out"]:
        said.append(words("charts.left_out", n=row["left_out"]))
    return " ".join(said)


def in_time_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_IN_TIME)
    if not any(table["n"]):
        return in_time_reading(result, words)
    rows = []
    for at, rule in enumerate(table["rule"]):
        group, n = words(f"charts.in_time.{rule}"), table["n"][at]
        counts = _in_time_count(table, at, words)
        if n < FEWEST_FOR_PERCENT:
            rows.append(f"{group}: {counts}.")
        else:
            row = {name: column[at] for name, column in table.items()}
            facts = {"group": group, "counts": counts, **canvas.percentages(row, words)}
            rows.append(words("charts.rate.alt_row", **facts))
    return " ".join([words("charts.in_time.title"), words("charts.rate.alt"), *rows])

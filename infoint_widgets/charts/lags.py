"""How long things take: a dot each, those still open as hollow arrows, with their sentences."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.stats.frames import values
from infoint_widgets.stats.lags import quantile
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LAG = ("kind", "days", "n", "done", "open", "ended", "share")
_IN_TIME = ("rule", "n", "in_time", "late", "never", "pending", "rate", "low", "high")
# The goal, in days: thanks within a day or two, a follow-up after one to two weeks, a first
# message within two weeks of being named. Nobody owes an answer.
_GOALS = {"thank_you": (0.0, 1.0), "follow_up": (7.0, 14.0), "referral": (0.0, 14.0)}
_TICKS = (1 / 24, 0.25, 1.0, 7.0, 30.0, 365.0)
_AT_ONCE = 0.02
_COLUMNS, _HIGHEST = 72, 10


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
    words = Words(language)
    table = values(result, *_LAG)
    kind = table["kind"][0]
    ax = canvas.card(ax, words(f"charts.lag.{kind}.title"), height=4.0)
    if not table["n"][0]:
        return canvas.nothing_yet(ax, words(f"charts.lag.{kind}.nobody"))
    longest = max(*table["days"], 10.0) * 1.35
    ax.set(xscale="log", xlim=(_AT_ONCE * 0.8, longest), ylim=(-0.15, 2.05))
    if kind in _GOALS:
        start, end = _GOALS[kind]
        ax.axvspan(max(start, _AT_ONCE * 0.8), end, color=canvas.GOAL, lw=0, zorder=0)
        ax.text(
            math.sqrt(max(start, _AT_ONCE * 0.8) * end), 2.0, words(f"charts.lag.{kind}.goal"),
            ha="center", va="top", fontsize=canvas.SMALL, color="#0b5c42",
        )  # fmt: skip
    per_mark = max(_dots(ax, table, "done", 0.0, 1), _dots(ax, table, "open", 1.05, 1))
    half, _, _ = quantile(result)
    if half == half:
        at = max(half, _AT_ONCE)
        ax.plot([at, at], [-0.08, 0.86], color=canvas.INK, lw=1.2, ls=":")
        ax.text(
            at, 0.9, words("charts.lag.half", time=words.duration(half)),
            ha="center", fontsize=canvas.SMALL, color=canvas.INK,
        )  # fmt: skip
    labels = [
        f"{words(f'charts.lag.{kind}.{name}')}\n({words.number(sum(table[name]))})"
        for name in ("done", "open")
    ]
    ax.set_yticks([0.25, 1.3], labels)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    _time_axis(ax, longest, words)
    if per_mark > 1:
        canvas.explain(ax, words("charts.lag.per_mark", n=per_mark))
    return ax


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
    words = Words(language)
    table = values(result, *_IN_TIME)
    ax = canvas.card(ax, words("charts.in_time.title"), height=3.0)
    if not any(table["n"]):
        return canvas.nothing_yet(ax, in_time_reading(result, words))
    labels = []
    for row, rule in enumerate(table["rule"]):
        counts = words("charts.in_time.row", in_time=table["in_time"][row], n=table["n"][row])
        labels.append(f"{words(f'charts.in_time.{rule}')}\n{counts}")
        if table["rate"][row] is not None:
            low, high = table["low"][row], table["high"][row]
            ax.hlines(row, low, high, color=canvas.LINES[0], lw=3, alpha=0.45)
            ax.plot(table["rate"][row], row, "o", color=canvas.LINES[0], ms=8)
    canvas.rows_axis(ax, labels)
    canvas.percent_axis(ax.xaxis, words)
    ax.set_xlim(-0.02, 1.02)
    ax.grid(axis="x", color=canvas.RULE, lw=0.8)
    ax.set_axisbelow(True)
    canvas.explain(ax, words("charts.rate.key"))
    return ax


def _dots(ax: Axes, table: dict[str, list[Any]], name: str, floor: float, per_mark: int) -> int:
    """Pile up one mark a person, or, where they are very many, one for each so and so many."""
    low, high = math.log10(_AT_ONCE), math.log10(max(*table["days"], 10.0))
    width = (high - low) / _COLUMNS
    columns: Counter[int] = Counter()
    for days, people in zip(table["days"], table[name], strict=True):
        columns[round((math.log10(max(days, _AT_ONCE)) - low) / width)] += people
    highest = max(columns.values(), default=0)
    per_mark = -(-highest // _HIGHEST) or 1
    style: dict[str, Any] = {"s": 34, "marker": "o", "color": canvas.LINES[0], "alpha": 0.85}
    if name == "open":
        style = {"s": 34, "marker": ">", "facecolors": "none", "edgecolors": canvas.LINES[1]}
    points = [
        (10 ** (low + column * width), floor + 0.08 * level)
        for column, people in columns.items()
        for level in range(-(-people // per_mark))
    ]
    if points:
        ax.scatter([x for x, _ in points], [y for _, y in points], **style)
    return per_mark


def _time_axis(ax: Axes, longest: float, words: Words) -> None:
    from matplotlib.ticker import NullLocator

    ticks = [tick for tick in _TICKS if tick <= longest]
    names = [words("charts.lag.at_once"), *(words.duration(tick, fewest=0.9) for tick in ticks)]
    ax.set_xticks([_AT_ONCE, *ticks], names)
    ax.xaxis.set_minor_locator(NullLocator())


# Sentences


def lag_reading(result: Any, words: Words) -> str:
    table = values(result, *_LAG)
    kind, n = table["kind"][0], table["n"][0]
    if not n:
        return words(f"charts.lag.{kind}.nobody")
    done, still_open, ended = (sum(table[name]) for name in ("done", "open", "ended"))
    said = [words(f"charts.lag.{kind}.count", n=n, done=done)]
    if ended:
        said.append(words(f"charts.lag.{kind}.ended", n=ended))
    if still_open:
        said.append(words(f"charts.lag.{kind}.left", n=still_open))
    said.append(_half(result, words))
    return " ".join(said)


def _half(result: Any, words: Words) -> str:
    half, low, high = quantile(result)
    if half != half:
        return words("charts.lag.not_half")
    time = words.duration(half)
    if low == low and high == high and words.duration(low) != words.duration(high):
        span = {"low": words.duration(low), "high": words.duration(high)}
        return words("charts.lag.half_range", time=time, **span)
    return words("charts.lag.half_only", time=time)


def lag_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_LAG)
    kind = table["kind"][0]
    if not table["n"][0]:
        return words(f"charts.lag.{kind}.nobody")
    parts = [words(f"charts.lag.{kind}.title"), words("charts.lag.alt")]
    for name in ("done", "open"):
        days = [day for day, people in zip(table["days"], table[name], strict=True) if people]
        if days:
            span = {"first": words.duration(min(days)), "last": words.duration(max(days))}
            label = words(f"charts.lag.{kind}.{name}")
            parts.append(words("charts.lag.alt_row", label=label, n=sum(table[name]), **span))
    return " ".join([*parts, _half(result, words)])


def in_time_reading(result: Any, words: Words) -> str:
    table = values(result, *_IN_TIME)
    row = {name: column[0] for name, column in table.items()}
    if not row["n"]:
        nobody = words("charts.in_time.nobody")
        pending = words("charts.in_time.pending", n=row["pending"])
        return f"{nobody} {pending}" if row["pending"] else nobody
    facts = {name: words.percent(row[name]) for name in ("rate", "low", "high")}
    said = [words("charts.in_time.count", n=row["n"], in_time=row["in_time"])]
    few = row["n"] < FEWEST_FOR_PERCENT
    said.append(words("charts.rate.few_range" if few else "charts.in_time.range", **facts))
    others = (name for name in ("late", "never", "pending") if row[name])
    return " ".join([*said, *(words(f"charts.in_time.{name}", n=row[name]) for name in others)])


def in_time_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_IN_TIME)
    if not any(table["n"]):
        return words("charts.in_time.nobody")
    rows = []
    for at, rule in enumerate(table["rule"]):
        if table["rate"][at] is None:
            continue
        facts = {name: words.percent(table[name][at]) for name in ("rate", "low", "high")}
        counts = words("charts.in_time.row", in_time=table["in_time"][at], n=table["n"][at])
        group = words(f"charts.in_time.{rule}")
        rows.append(words("charts.rate.alt_row", group=group, counts=counts, **facts))
    return " ".join([words("charts.in_time.title"), words("charts.rate.alt"), *rows])

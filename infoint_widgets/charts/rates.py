"""How many say yes: the rate, the rate by group, and the curve, with their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.stats.frames import columns, values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_GROUPS, MOST_CURVES = 12, 4
RATE = (
    "within_days", "n", "yes", "declined", "open", "rate", "low", "high", "undated", "left_out",
    "n_closed", "yes_closed", "rate_closed", "low_closed", "high_closed",
)  # fmt: skip
CURVE = ("day", "n", "waiting", "yes", "declined", "rate", "low", "high", "few", "undated")
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
    words, by = words_of(result, language), grouped_by(result, "within_days")
    table = values(result, *RATE, *([by, "best_guess"] if by else []))
    shown = min(len(table["n"]), _MOST_GROUPS)
    names = (
        [canvas.name(group_name(by, group, words)) for group in table[by][:shown]] if by else [""]
    )
    ax = canvas.card(ax, rate_title(table, by, words), height=canvas.rows_height(names))
    if not any(table["n"]):
        return canvas.nothing_yet(ax, words("charts.rate.nobody"))
    canvas.rows_axis(ax, names, [count(table, at, words) for at in range(shown)])
    ends = zip(table["rate"], table["low"], table["high"], strict=True)
    canvas.estimates(ax, list(ends)[:shown], words)
    for row in range(shown) if by else ():
        if table["rate"][row] is not None and table["best_guess"][row] is not None:
            ax.plot(table["best_guess"][row], row, "|", color=canvas.LINES[1], ms=16, mew=2.5)
    if not by and table["n"][0] >= FEWEST_FOR_PERCENT and table["rate"][0] is not None:
        ax.annotate(
            words.percent(table["rate"][0]), (table["rate"][0], 0), xytext=(0, 9),
            textcoords="offset points", ha="center", fontsize=canvas.NORMAL, color=canvas.INK,
        )  # fmt: skip
    key = [words("charts.rate.key_groups" if by else "charts.rate.key")]
    if any(table["open"][:shown]):
        key.append(words("charts.rate.key_open"))
    if shown < len(table["n"]):
        key.append(words("charts.rate.largest", n=shown))
    canvas.explain(ax, " ".join(key))
    return ax


def count(table: dict[str, list[Any]], at: int, words: Words) -> str:
    """How many said yes of how many, and who may still do so: the point allows for these."""
    facts = {name: table[name][at] for name in ("yes", "n", "open")}
    return words("charts.rate.row_open" if facts["open"] else "charts.rate.row", **facts)


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
    words, by = words_of(result, language), grouped_by(result, "day")
    table = values(result, *CURVE, *([by] if by else []))
    ax = canvas.card(ax, words("charts.curve.title"), height=4.6)
    counts = {id: words(f"charts.curve.{id}") for id in ("yes", "declined", "waiting")}
    return rising(ax, table, by, counts, words)


def rising(
    ax: Axes,
    table: dict[str, list[Any]],
    by: str,
    counts: dict[str, str],
    words: Words,
    *,
    nobody: str = "charts.rate.nobody",
) -> Axes:
    """Rising steps on a card that has its title; under them these counts, each with its label.

    The first of the counts is of those whom the steps are about.
    """
    if not any(table["n"]):
        return canvas.nothing_yet(ax, words(nobody))
    last, ends = max(table["day"]), []
    groups = list(dict.fromkeys(table[by])) if by else [None]
    for at, group in enumerate(groups[:MOST_CURVES]):
        rows = [
            row for row in range(len(table["day"]))
            if (not by or table[by][row] == group) and table["rate"][row] is not None
        ]  # fmt: skip
        if not rows:
            continue
        curve = {name: [column[row] for row in rows] for name, column in table.items()}
        _curve(ax, curve, at)
        label = curve_end(curve, words, next(iter(counts)))
        if by:
            label = f"{canvas.name(group_name(by, group, words), 26)}\n{label}"
        ends.append((curve["rate"][-1], label, canvas.LINES[at]))
    ax.set(xlim=(0, max(last, 1)), ylim=(0, 1.02))
    ax.set_xticks(days_shown(last))
    canvas.percent_axis(ax.yaxis, words)
    canvas.end_labels(ax, ends)
    if by:
        ax.set_xlabel(words("charts.curve.days"), fontsize=canvas.SMALL, color=canvas.QUIET)
        if len(groups) > MOST_CURVES:
            canvas.explain(ax, words("charts.rate.largest", n=MOST_CURVES))
    else:
        _counts_below(ax, table, counts, words)
    return ax


def _curve(ax: Axes, table: dict[str, list[Any]], at: int) -> None:
    """Steps with their band, thinner from where few people are followed."""
    colour, few = canvas.LINES[at], (*table["few"], True).index(True)
    ax.fill_between(
        table["day"], table["low"], table["high"], step="post", color=colour, alpha=0.14, lw=0
    )
    for rows, width in ((slice(few + 1), 2.2), (slice(few, None), 1.0)):
        ax.step(
            table["day"][rows], table["rate"][rows], where="post", color=colour,
            ls=canvas.DASHES[at], lw=width,
        )  # fmt: skip


def curve_end(table: dict[str, list[Any]], words: Words, done: str = "yes") -> str:
    n = table["n"][-1]
    if n < FEWEST_FOR_PERCENT:
        return words("charts.rate.row", yes=table[done][-1], n=n)
    return words("charts.curve.end", rate=words.percent(table["rate"][-1]), n=n)


def days_shown(last: int) -> list[int]:
    """Some days up to the last one, far enough apart for their counts to stand side by side."""
    shown = [0]
    for day in (3, 7, 14, 21, 28, 42, 60, 90, 180, 365):
        if day - shown[-1] >= last * 0.09 and last - day >= last * 0.09:
            shown.append(day)
    return [*shown, last] if last else shown


def _counts_below(
    ax: Axes, table: dict[str, list[Any]], counted: dict[str, str], words: Words
) -> None:
    """Who is waited for, and who has said what, under the days that are named."""
    row = {day: at for at, day in enumerate(table["day"])}
    days = days_shown(max(table["day"]))
    lines = [(words("charts.curve.days"), days)]
    lines += [(label, [table[id][row[day]] for day in days]) for id, label in counted.items()]
    before = -12 - 3.5 * len(words.number(max(table["n"])))
    ax.set_xticks(days, [""] * len(days))
    for at, (label, counts) in enumerate(lines):
        style: dict[str, Any] = {
            "textcoords": "offset points", "va": "baseline", "fontsize": canvas.NORMAL,
            "color": canvas.INK if at else canvas.QUIET,
        }  # fmt: skip
        below = -18 - 15 * at
        ax.annotate(
            label, (0, 0), xycoords="axes fraction", xytext=(before, below), ha="right", **style
        )
        for day, people in zip(days, counts, strict=True):
            ax.annotate(
                words.number(people), (day, 0), xycoords=ax.get_xaxis_transform(),
                xytext=(0, below), ha="center", **style,
            )  # fmt: skip


# What the sentences have in common with the figures


def rate_title(table: dict[str, list[Any]], by: str, words: Words) -> str:
    span = canvas.span(table["within_days"][0] if table["within_days"] else 0, words)
    if not by:
        return words("charts.rate.title", span=span)
    what = words(f"charts.by.{by}") if f"charts.by.{by}" in words else canvas.short(by)
    return words("charts.rate.title_by", span=span, what=what)


def grouped_by(result: Any, first: str) -> str:
    """The column of the groups, which stands before all others; "" without groups."""
    name = columns(result)[0]
    return "" if name == first else name


def group_name(by: str, value: Any, words: Words) -> str:
    if value is None:
        return words("charts.not_recorded")
    id = f"vocabulary.{_VOCABULARY.get(by, by)}.{value}"
    return words(id) if id in words else canvas.short(str(value))

"""How many names a conversation gives: a point with its interval, its sentences and its table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.charts.tables import Table, a_range
from infoint_widgets.stats.frames import values
from infoint_widgets.stats.means import FEWEST_FOR_COVERAGE
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = ("after_days", "n", "named", "nobody", "pending", "left_out", "mean", "low", "high")


def referrals_per_interview(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A point with its interval, beside the mark at which every conversation leads to the next.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.referrals_per_interview` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = referrals_per_interview(stats.referrals_per_interview(journeys))  # doctest: +SKIP
    """
    from matplotlib.ticker import MaxNLocator

    words, row = words_of(result, language), _row(result)
    name = canvas.name(words("charts.named.people"), 18)
    ax = canvas.card(ax, words("charts.named.title"), height=canvas.rows_height([name]) + 0.7)
    if not row["n"]:
        return canvas.nothing_yet(ax, named_reading(result, words))
    canvas.rows_axis(ax, [name], [canvas.name(_counts(row, words), 14)])
    ax.set_ylim(0.6, -0.9)
    ax.hlines(0, row["low"], row["high"], color=canvas.LINES[0], lw=2)
    ax.plot(row["mean"], 0, "o", color=canvas.LINES[0], ms=9, mec=canvas.CARD, mew=1, clip_on=False)
    ax.axvline(1, ymax=0.75, color=canvas.LINES[3], lw=1.2, ls="--")
    ax.text(
        1, -0.6, words("charts.named.one"),
        ha="center", va="bottom", fontsize=canvas.SMALL, color=canvas.INK,
        bbox={"fc": canvas.CARD, "ec": "none", "pad": 1.5},
    )  # fmt: skip
    ax.set_xlim(0, max(row["high"] * 1.08, 1.6))
    ax.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda value, _: _number(value, words))
    ax.set_xlabel(words("charts.named.axis"), fontsize=canvas.SMALL, color=canvas.QUIET)
    ax.grid(axis="x", color=canvas.RULE, lw=0.8)
    ax.set_axisbelow(True)
    canvas.explain(ax, words("charts.named.key"))
    return ax


def named_reading(result: Any, words: Words) -> str:
    row = _row(result)
    pending = [words("charts.named.pending", n=row["pending"])] if row["pending"] else []
    left = [words("charts.left_out", n=row["left_out"])] if row["left_out"] else []
    if not row["n"]:
        facts = {"n": row["pending"], "days": row["after_days"]}
        id = "early" if row["pending"] else "nobody"
        return " ".join([words(f"charts.named.{id}", **facts), *left])
    named = "person" if row["named"] else "none_named"
    facts = {
        "n": row["n"],
        "days": row["after_days"],
        "named": words(f"charts.named.{named}", n=row["named"]),
    }
    said = [words("charts.named.count", **facts)]
    ends = _ends(row, words)
    if not row["named"]:
        said.append(words("charts.named.ask"))
    elif row["nobody"]:
        said.append(words("charts.named.nobody_named", n=row["nobody"]))
    if row["n"] < FEWEST_FOR_PERCENT:
        said.append(words("charts.named.few", n=row["n"], **ends))
    else:
        said.append(words(f"charts.named.{'mean' if row['named'] else 'zero'}", **ends))
    if row["n"] < FEWEST_FOR_COVERAGE:
        said.append(words("charts.named.optimistic", n=FEWEST_FOR_COVERAGE))
    if row["n"] < FEWEST_FOR_PERCENT:
        said.append(words("charts.named.few_more", n=FEWEST_FOR_PERCENT - row["n"]))
    elif row["named"]:
        grows = "grows" if row["low"] >= 1 else "may_grow" if row["high"] >= 1 else "grows_not"
        said.append(words(f"charts.named.{grows}"))
    return " ".join([*said, *pending, *left])


def named_alt_text(result: Any, words: Words) -> str:
    row = _row(result)
    if not row["n"]:
        return named_reading(result, words)
    seen = words("charts.named.alt_row", counts=_counts(row, words), **_ends(row, words))
    return " ".join([words("charts.named.title"), words("charts.named.alt"), seen])


def named_table(result: Any, words: Words) -> Table:
    row, names = _row(result), ("n", "named", "nobody", "pending")
    header = [words(f"tables.named.{id}") for id in (*names, "mean")]
    few = row["n"] < FEWEST_FOR_PERCENT
    ends = _ends(row, words) if row["n"] else {}
    mean = words("tables.too_few") if few else ends["mean"]
    cells = [*(words.number(row[name]) for name in names), mean]
    cells.append(a_range(ends["low"], ends["high"], words) if ends else "")
    rows = [cells] if row["n"] else []
    return Table(
        words("tables.named.name"), [*header, words("tables.plausibly")], rows, named=False
    )


def _row(result: Any) -> dict[str, Any]:
    return {name: column[0] for name, column in values(result, *_COLUMNS).items()}


def _counts(row: dict[str, Any], words: Words) -> str:
    return words("charts.named.row", n=row["n"], named=words("charts.named.names", n=row["named"]))


def _ends(row: dict[str, Any], words: Words) -> dict[str, str]:
    return {name: _number(row[name], words) for name in ("mean", "low", "high")}


def _number(value: float, words: Words) -> str:
    # One digit that is not 0 at least, for "no more than 0.0" would say nothing.
    return words.number(value, digits=max(1, math.ceil(-math.log10(value)))) if value else "0"

"""How many messages it takes, with its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.stats.frames import values
from infoint_widgets.stats.what_if import MOST_MESSAGES
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS = ("interviews", "certainty", "within_days", "n", "yes", "messages", "low", "high")
_MOST_ROWS = 12


def messages_needed(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A point for each number of conversations, with a line from a high rate to a low one.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.messages_needed` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = messages_needed(stats.messages_needed(log.journeys()))  # doctest: +SKIP
    """
    from matplotlib.ticker import MaxNLocator

    words = Words(language)
    table = {name: column[:_MOST_ROWS] for name, column in values(result, *COLUMNS).items()}
    names = [words("charts.what_if.interviews", n=n) for n in table["interviews"]]
    ax = canvas.card(ax, words("charts.what_if.title"), height=canvas.rows_height(names) + 0.2)
    if table["messages"][0] is None:
        return canvas.nothing_yet(ax, needed_reading(result, words))
    canvas.rows_axis(ax, names, [told(n, words) for n in table["messages"]])
    # A line that has no end within reason runs to the edge.
    ends = [end for name in ("messages", "high") for end in table[name] if end is not None]
    edge = max(ends) * 1.08
    for row, (needed, low, high) in enumerate(
        zip(table["messages"], table["low"], table["high"], strict=True)
    ):
        if low is not None:
            ax.hlines(row, low, edge if high is None else high, color=canvas.LINES[0], lw=2)
        if needed is not None:
            ax.plot(needed, row, "o", color=canvas.LINES[0], ms=9, mec=canvas.CARD, mew=1)
    ax.set_xlim(0, edge)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.xaxis.set_major_formatter(lambda messages, _: words.number(messages))
    ax.grid(axis="x", color=canvas.RULE, lw=0.8)
    ax.set_axisbelow(True)
    canvas.explain(ax, words("charts.what_if.key", share=_cases(table, words)))
    return ax


def told(messages: float | None, words: Words) -> str:
    if messages is None:
        return words("charts.what_if.too_many", most=MOST_MESSAGES)
    return words("charts.what_if.messages", n=int(messages))


def _cases(table: dict[str, list[Any]], words: Words) -> str:
    """How sure it is to be, in words that promise no more than they can."""
    return words("charts.what_if.cases", cases=round(table["certainty"][0] * 100))


def needed_reading(result: Any, words: Words) -> str:
    table = values(result, *COLUMNS)
    n, yes, span = table["n"][0], table["yes"][0], canvas.span(table["within_days"][0], words)
    if not n:
        return words("charts.what_if.nobody")
    if table["messages"][0] is None:
        id = "charts.rate.early" if table["low"][0] is None else "charts.what_if.no_number"
        return words(id, n=n, yes=yes, span=span, most=MOST_MESSAGES)
    rows = [row for row, needed in enumerate(table["messages"]) if needed is not None]
    shown = sorted({rows[0], rows[len(rows) // 2], rows[-1]})
    parts = [
        words(
            "charts.what_if.part",
            interviews=words("charts.what_if.interviews", n=table["interviews"][row]),
            messages=told(table["messages"][row], words),
        )
        for row in shown
    ]
    facts = {"n": n, "yes": yes, "cases": _cases(table, words), "parts": "; ".join(parts)}
    said = [words("charts.what_if.reading", **facts)]
    last = {name: column[rows[-1]] for name, column in table.items()}
    ends = {"n": last["interviews"], "low": int(last["low"])}
    if last["high"] is None:
        said.append(words("charts.what_if.no_end", **ends))
    elif last["high"] > last["low"]:
        said.append(words("charts.what_if.range", **ends, high=int(last["high"])))
    if n < FEWEST_FOR_PERCENT:
        said.append(words("charts.what_if.few", n=FEWEST_FOR_PERCENT - n))
    return " ".join([*said, words("charts.what_if.like")])


def needed_alt_text(result: Any, words: Words) -> str:
    table = values(result, *COLUMNS)
    if table["messages"][0] is None:
        return needed_reading(result, words)
    rows = [
        f"{words('charts.what_if.interviews', n=n)}: {told(messages, words)}."
        for n, messages in zip(table["interviews"], table["messages"], strict=True)
    ]
    return " ".join([words("charts.what_if.title"), words("charts.what_if.alt"), *rows])

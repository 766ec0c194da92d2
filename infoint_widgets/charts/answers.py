"""How many answer at all, and what came after each further message, with their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.charts.rates import grouped_by, rising
from infoint_widgets.charts.rates_told import curves_reading, days_told
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CURVE = (
    "day", "n", "waiting", "answered", "rate", "low", "high", "few", "undated", "left_out",
)  # fmt: skip
_GAIN = (
    "message", "within_days", "n", "answered", "later", "pending", "left_out",
    "rate", "low", "high", "total", "low_total", "high_total",
)  # fmt: skip


def answer_curve(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """Rising steps with a band; without groups a small table of who has answered under it.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.answer_curve` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = answer_curve(stats.answer_curve(log.journeys()))  # doctest: +SKIP
    """
    words, by = words_of(result, language), grouped_by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    ax = canvas.card(ax, words("charts.answers.curve.title"), height=4.4)
    counts = {id: words(f"charts.answers.curve.{id}") for id in ("answered", "waiting")}
    return rising(ax, table, by, counts, words, nobody="charts.answers.nobody")


def follow_up_gain(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A point with its interval for each message, and one for all of them together.

    Parameters
    ----------
    result, ax, language
        As in `answer_curve`; `result` is what `infoint_widgets.stats.follow_up_gain` returned.

    Examples
    --------
    >>> ax = follow_up_gain(stats.follow_up_gain(log.journeys()))  # doctest: +SKIP
    """
    words, table = words_of(result, language), values(result, *_GAIN)
    names = [canvas.name(words(f"charts.answers.gain.after_{k}")) for k in table["message"]]
    counts = [_counted(table, at, words) for at in range(len(names))]
    ends = list(zip(table["rate"], table["low"], table["high"], strict=True))
    told = _all_told(table)
    if told:
        names.append(canvas.name(words("charts.answers.gain.all", n=told + 1)))
        counts.append("")
        ends.append(tuple(table[name][told] for name in ("total", "low_total", "high_total")))
    ax = canvas.card(ax, words("charts.answers.gain.title"), height=canvas.rows_height(names))
    if not any(table["n"]):
        return canvas.nothing_yet(ax, gain_reading(result, words))
    canvas.rows_axis(ax, names, counts)
    canvas.estimates(ax, ends, words)
    canvas.explain(ax, words("charts.answers.gain.key"))
    return ax


def _counted(table: dict[str, list[Any]], at: int, words: Words) -> str:
    if not table["n"][at]:
        return words("charts.answers.gain.none")
    return words("charts.answers.gain.row", n=table["n"][at], answered=table["answered"][at])


def _all_told(table: dict[str, list[Any]]) -> int:
    """The row of the last message of which enough is known; 0 where that is the first."""
    enough = (row for row, n in enumerate(table["n"]) if n >= FEWEST_FOR_PERCENT)
    return max(enough, default=0)


# Sentences


def curve_reading(result: Any, words: Words) -> str:
    by = grouped_by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.answers.nobody")
    if by:
        return curves_reading(table, by, "charts.answers.curve", "answered", words)
    known = [row for row, rate in enumerate(table["rate"]) if rate is not None]
    last = {name: column[known[-1]] for name, column in table.items()}
    n, answered, span = last["n"], last["answered"], canvas.span(last["day"], words)
    left = [words("charts.rate.left_out", n=last["left_out"])] if last["left_out"] else []
    if not last["day"]:
        return " ".join([words("charts.answers.curve.same_day", n=n, answered=answered), *left])
    still_open = n - answered - last["waiting"]
    id = "few" if n < FEWEST_FOR_PERCENT else "reading"
    facts = {"n": n, "answered": answered, "span": span, **canvas.percentages(last, words)}
    said = [words(f"charts.answers.curve.{id}", **facts)]
    if still_open:
        said.append(words("charts.answers.curve.open", n=still_open))
    if n < FEWEST_FOR_PERCENT:
        said.append(canvas.few_range(last["low"], last["high"], words))
        said.append(words("charts.rate.few_more", n=FEWEST_FOR_PERCENT - n))
    else:
        said += _how_soon(table, known, last, span, words)
    return " ".join([*said, *left])


def _how_soon(
    table: dict[str, list[Any]], known: list[int], last: dict[str, Any], span: str, words: Words
) -> list[str]:
    said = []
    if last["undated"]:
        said.append(words("charts.rate.undated", n=last["undated"], span=span))
    elif last["answered"]:
        half = table["day"][next(row for row in known if table["rate"][row] >= last["rate"] / 2)]
        said.append(words(f"charts.answers.curve.{'half' if half else 'half_at_once'}", n=half))
    said.append(words("charts.answers.curve.any"))
    if last["few"]:
        said.append(words("charts.curve.few"))
    return said


def curve_alt_text(result: Any, words: Words) -> str:
    by = grouped_by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.answers.nobody")
    return days_told(table, by, "charts.answers.curve", "answered", words)


def gain_reading(result: Any, words: Words) -> str:
    table = values(result, *_GAIN)
    span = canvas.span(table["within_days"][0], words)
    asked, pending = table["n"][0], table["pending"][0]
    if not asked + pending:
        return words("charts.answers.nobody")
    if not asked:
        return words("charts.answers.gain.early", n=pending, span=span)
    rows = [row for row, n in enumerate(table["n"]) if n]
    said = [_message(table, row, span, words) for row in rows]
    if len(rows) == 1:
        said.append(words("charts.answers.gain.no_second", span=span))
    elif told := _all_told(table):
        facts = {
            name: words.percent(table[of][told])
            for name, of in (("rate", "total"), ("low", "low_total"), ("high", "high_total"))
        }
        said.append(words("charts.answers.gain.total", n=told + 1, **facts))
    if any(table["answered"][1:]):
        said.append(words("charts.answers.gain.after"))
    if sum(table["pending"]):
        said.append(words("charts.answers.gain.pending", n=sum(table["pending"]), span=span))
    if table["left_out"][0]:
        said.append(words("charts.answers.gain.left_out", n=table["left_out"][0]))
    return " ".join(said)


def _message(table: dict[str, list[Any]], row: int, span: str, words: Words) -> str:
    """What came after one of the messages, and how many more people a percentage takes."""
    here = {name: column[row] for name, column in table.items()}
    facts = {"n": here["n"], "answered": here["answered"], "span": span}
    said = words(f"charts.answers.gain.count_{here['message']}", **facts)
    if here["n"] >= FEWEST_FOR_PERCENT:
        return f"{said} {words('charts.answers.gain.range', **canvas.percentages(here, words))}"
    more = words("charts.answers.gain.few_more", n=FEWEST_FOR_PERCENT - here["n"])
    return f"{said} {more}"


def gain_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_GAIN)
    if not any(table["n"]):
        return gain_reading(result, words)
    rows = []
    for at, message in enumerate(table["message"]):
        group, counts = words(f"charts.answers.gain.after_{message}"), _counted(table, at, words)
        row = {name: table[name][at] for name in ("rate", "low", "high")}
        if table["n"][at] < FEWEST_FOR_PERCENT:
            rows.append(f"{group}: {counts}.")
        else:
            facts = {"group": group, "counts": counts, **canvas.percentages(row, words)}
            rows.append(words("charts.rate.alt_row", **facts))
    return " ".join([words("charts.answers.gain.title"), words("charts.rate.alt"), *rows])

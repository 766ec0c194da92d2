"""How far students differ from one another: the chart, its sentences, its table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.tables import Table, a_range
from infoint_widgets.stats.frames import values
from infoint_widgets.stats.spread import BELOW
from infoint_widgets.vocabulary import FEWEST_TO_SHOW
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = (
    "below", "within_days", "n", "people", "average", "spread", "rate", "low", "high",
)  # fmt: skip
_SHARES = dict(
    zip(BELOW, ("tenth", "quarter", "half", "three_quarters", "nine_tenths"), strict=True)
)


def between_students(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A point with its interval for each share of the students, and the average of all people.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.between_students` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = between_students(stats.between_students(pool))  # doctest: +SKIP
    """
    words = Words(language)
    rows = _known(result)
    names = [_share(row, words) for row in rows]
    ax = canvas.card(ax, words("pooled.spread.title"), height=canvas.rows_height(names or [""]))
    if not rows:
        return canvas.nothing_yet(ax, spread_reading(result, words))
    canvas.rows_axis(ax, names, [words.percent(row["rate"]) for row in rows])
    canvas.estimates(ax, [(row["rate"], row["low"], row["high"]) for row in rows], words)
    average = rows[0]["average"]
    ax.axvline(average, color=canvas.LINES[1], lw=1.6, ls=":", zorder=0)
    canvas.explain(ax, words("pooled.spread.key"))
    return ax


def spread_reading(result: Any, words: Words) -> str:
    row = {name: column[0] for name, column in values(result, *_COLUMNS).items()}
    n, span = row["n"], canvas.span(row["within_days"], words)
    if n < FEWEST_TO_SHOW:
        return words("pooled.spread.nobody_closed", span=span)
    rate = words.percent(row["average"])
    said = [words("pooled.spread.reading", n=n, people=row["people"], rate=rate, span=span)]
    points = math.ceil(200 * row["spread"] - 1e-9)  # two standard deviations hold most of them
    if points:
        said.append(words("pooled.spread.differ", points=points))
    else:
        said.append(words("pooled.spread.alike"))
    at = {known["below"]: words.percent(known["rate"]) for known in _known(result)}
    if points and 0.25 in at:
        said.append(words("pooled.spread.middle", low=at[0.25], high=at[0.75]))
    elif points:
        if 0.5 in at:
            said.append(words("pooled.spread.half_below", rate=at[0.5]))
        id, needed = ("middle", 4) if 0.5 in at else ("half", 2)
        missing = needed * FEWEST_TO_SHOW - n
        said.append(words(f"pooled.spread.more_for_{id}", n=missing))
    return " ".join(said)


def spread_alt_text(result: Any, words: Words) -> str:
    known = _known(result)
    if not known:
        return spread_reading(result, words)
    rows = [
        words(
            "pooled.spread.alt_row",
            share=_share(row, words),
            **canvas.percentages(row, words),
        )
        for row in known
    ]
    average = words("pooled.spread.average", rate=words.percent(known[0]["average"]))
    return " ".join([words("pooled.spread.title"), words("pooled.spread.alt"), *rows, average])


def spread_table(result: Any, words: Words) -> Table:
    rows = [
        [
            _share(row, words),
            words.percent(row["rate"]),
            a_range(words.percent(row["low"]), words.percent(row["high"]), words),
        ]
        for row in _known(result)
    ]  # fmt: skip
    header = [words("pooled.spread.share"), words("pooled.spread.rate"), words("tables.plausibly")]
    return Table(words("pooled.spread.name"), header, rows)


def _known(result: Any) -> list[dict[str, Any]]:
    """The rows of which a rate may be told."""
    table = values(result, *_COLUMNS)
    rows = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    return [row for row in rows if row["rate"] is not None]


def _share(row: dict[str, Any], words: Words) -> str:
    return words(f"pooled.spread.{_SHARES[row['below']]}")

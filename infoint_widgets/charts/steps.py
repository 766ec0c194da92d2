"""Where people drop out, as plain bars, with its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = (
    "closed", "step", "within_days", "start", "end", "n", "reached", "beside", "left_out", "rate",
    "low", "high",
)  # fmt: skip


def funnel(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A bar for each step, with its count and its share of the bar above; the pending apart.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.funnel` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = funnel(stats.funnel(log.journeys()))  # doctest: +SKIP
    """
    from matplotlib.ticker import MaxNLocator

    words = words_of(result, language)
    closed, pending = cohorts(result)
    steps = range(len(closed["step"]))
    names = [words(f"charts.funnel.{step}") for step in closed["step"]]
    waiting = pending["n"][0]
    ax = canvas.card(ax, words("charts.funnel.title"), height=1.5 + len(names) * 0.42)
    if not closed["n"][0] + waiting:
        return canvas.nothing_yet(ax, words("charts.funnel.nobody"))
    counts = [_beside(closed, pending, at, words) for at in steps]
    canvas.rows_axis(ax, names, counts)
    for rows, place, height, style in (
        (closed, -0.12 if waiting else 0.0, 0.46, {"color": canvas.LINES[0]}),
        (
            pending,
            0.27 if closed["n"][0] else 0.0,
            0.2,
            {"fill": False, "edgecolor": canvas.LINES[1], "lw": 1.2},
        ),
    ):
        bars = [(at + place, people) for at, people in enumerate(rows["reached"]) if people]
        if bars:
            places, people = zip(*bars, strict=True)
            ax.barh(places, people, height=height, **style)
    ax.set_xlim(0, max(closed["n"][0], waiting) * 1.01)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.xaxis.set_major_formatter(lambda people, _: words.number(people))
    ax.grid(axis="x", color=canvas.RULE, lw=0.8)
    ax.set_axisbelow(True)
    canvas.explain(ax, _key(closed, pending, words))
    return ax


def cohorts(result: Any) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """The steps of the closed cohorts, and those of the others."""
    table = values(result, *_COLUMNS)
    closed, pending = (
        {name: [v for v, c in zip(column, table["closed"], strict=True) if bool(c) == wanted]
         for name, column in table.items()}
        for wanted in (True, False)
    )  # fmt: skip
    return closed, pending


def months(rows: dict[str, list[Any]], words: Words) -> str:
    """When the people of some cohorts were first written to: "between Sep 2025 and Mar 2026"."""
    start, end = words.period(rows["start"][0]), words.period(rows["end"][0])
    return words(f"charts.funnel.{'month' if start == end else 'months'}", start=start, end=end)


def _counted(rows: dict[str, list[Any]], at: int, words: Words) -> str:
    """How many took a step, and which share of the one before that is."""
    reached, n = rows["reached"][at], rows["n"][at]
    if rows["rate"][at] is None or n < FEWEST_FOR_PERCENT:
        return words.number(reached)
    return words("charts.funnel.row", reached=reached, rate=words.percent(rows["rate"][at]))


def _beside(
    closed: dict[str, list[Any]], pending: dict[str, list[Any]], at: int, words: Words
) -> str:
    counted = _counted(closed, at, words)
    if not pending["n"][0]:
        return counted
    so_far = words("charts.funnel.so_far", reached=pending["reached"][at])
    return f"{counted}\n{so_far}" if closed["n"][0] else so_far


def _key(closed: dict[str, list[Any]], pending: dict[str, list[Any]], words: Words) -> str:
    said = []
    if closed["n"][0]:
        said.append(words("charts.funnel.key", months=months(closed, words)))
    if pending["n"][0]:
        said.append(words("charts.funnel.key_pending", months=months(pending, words)))
    return " ".join(said)


# Sentences


def funnel_reading(result: Any, words: Words) -> str:
    closed, pending = cohorts(result)
    n, waiting = closed["n"][0], pending["n"][0]
    span = canvas.span(closed["within_days"][0], words)
    if not n + waiting:
        return words("charts.funnel.nobody")
    said = []
    if n:
        steps = dict(zip(closed["step"], closed["reached"], strict=True))
        facts = {"n": n, "months": months(closed, words), "span": span, **steps}
        said.append(words("charts.funnel.reading", **facts))
        said += _narrowest(closed, words)
        if beside := sum(closed["beside"]):
            said.append(words("charts.funnel.beside", n=beside))
    if waiting:
        facts = {"months": months(pending, words), "span": span}
        id = "pending" if n else "early"
        said.append(words(f"charts.funnel.{id}", n=waiting, **facts))
    if left_out := closed["left_out"][0]:
        said.append(words("charts.funnel.left_out", n=left_out))
    return " ".join(said)


def narrowest(rows: dict[str, list[Any]]) -> dict[str, Any] | None:
    """The step that the fewest take, among those of which enough people are known."""
    enough = [at for at in range(1, len(rows["n"])) if rows["n"][at] >= FEWEST_FOR_PERCENT]
    if not enough:
        return None
    at = min(enough, key=lambda at: rows["rate"][at])
    row = {name: column[at] for name, column in rows.items()}
    return row if row["rate"] < 1 else None


def _narrowest(rows: dict[str, list[Any]], words: Words) -> list[str]:
    row, said = narrowest(rows), []
    if row:
        facts = {"n": row["n"], "reached": row["reached"], **canvas.percentages(row, words)}
        said.append(words(f"charts.funnel.narrowest.{row['step']}", **facts))
    few = next((at for at in range(1, len(rows["n"])) if rows["n"][at] < FEWEST_FOR_PERCENT), 0)
    if few:
        more = FEWEST_FOR_PERCENT - rows["n"][few]
        said.append(words(f"charts.funnel.few.{rows['step'][few]}", n=more))
    return said


def funnel_alt_text(result: Any, words: Words) -> str:
    closed, pending = cohorts(result)
    if not closed["n"][0] + pending["n"][0]:
        return words("charts.funnel.nobody")
    said = [words("charts.funnel.title"), words("charts.funnel.alt")]
    for rows, id in ((closed, "key_alt"), (pending, "pending_alt")):
        if rows["n"][0]:
            steps = [
                f"{words(f'charts.funnel.{step}')} {_counted(rows, at, words)}"
                for at, step in enumerate(rows["step"])
            ]
            facts = {"months": months(rows, words), "steps": "; ".join(steps)}
            said.append(words(f"charts.funnel.{id}", **facts))
    return " ".join(said)

"""The figures of the monthly review: small enough to stand on one page, with its own sentences.

They say "I", for it is the student who hands them in.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas, growth, steps, weeks
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.rates import RATE
from infoint_widgets.exchange.review import Figure
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = 3.4, 1.75
"""Inches: two stand side by side."""
_DOTS = 288
_WEEKS, _MOST_TICKS = 13, 3
_IN_TIME = ("rule", "n", "in_time", "rate", "low", "high", "pending")


def review(
    rate: Any,
    in_time: Any,
    funnel: Any,
    grown: Any,
    activity: Any,
    *,
    month: date,
    language: str = "en",
    drawn: bool = True,
) -> tuple[Figure, ...]:
    """The figures of a month's review.

    Parameters
    ----------
    rate, in_time, funnel, grown, activity : frame
        What `response_rate`, `thanked_in_time`, `funnel`, `network_growth` and `activity` of
        `infoint_widgets.stats` returned.
    month : date
        Its first day.
    drawn : bool
        Whether pictures are wanted, or only what is said.
    """
    words = Words(language)
    latest = activity.tail(_WEEKS)
    made = [
        (words("review.often.title"), _often(rate, in_time, words)),
        (words("charts.activity.title"), _weeks(activity, month, words)),
        (words("review.growth.title"), _growth(grown, words)),
        (words("charts.funnel.title"), _funnel(funnel, words)),
    ]
    if not drawn:
        return tuple(Figure(title, said) for title, (_, said) in made)
    alts = (
        f"{words('charts.rate.alt')} {made[0][1][1]}",
        weeks.activity_alt_text(latest, words),
        growth.growth_alt_text(grown, words),
        steps.funnel_alt_text(funnel, words),
    )
    draws: tuple[Any, ...] = (
        lambda ax: _draw_often(ax, rate, in_time, words),
        lambda ax: _draw_weeks(ax, latest, words),
        lambda ax: _draw_growth(ax, grown, words),
        lambda ax: _draw_funnel(ax, funnel, language),
    )
    return tuple(
        _figure(title, said, alt, draw) if anything else Figure(title, said)
        for (title, (anything, said)), alt, draw in zip(made, alts, draws, strict=True)
    )


def _figure(title: str, said: str, alt: str, draw: Any) -> Figure:
    """A picture as large as it is on paper."""
    from matplotlib.figure import Figure as Drawn

    ax = Drawn(figsize=_SIZE, layout="constrained").add_subplot()
    draw(ax)
    # What stands above and below the picture is said by the page.
    ax.set_title("", loc="left")
    ax.set_xlabel("")
    return Figure(title, said, canvas.as_png(ax, dots=_DOTS), alt, _SIZE)


# How often it worked


def _draw_often(ax: Axes, rate: Any, in_time: Any, words: Words) -> None:
    canvas.card(ax, "")
    row, next_day = _first(rate, RATE), _first(in_time, _IN_TIME)
    rows = []
    if row["n"]:
        span = canvas.span(row["within_days"], words)
        counts = words("charts.rate.row", yes=row["yes"], n=row["n"])
        rows.append((f"{words('review.often.yes', span=span)}\n{counts}", row))
    if next_day["n"]:
        counts = words("charts.in_time.row", in_time=next_day["in_time"], n=next_day["n"])
        rows.append((f"{words('review.often.thanked')}\n{counts}", next_day))
    canvas.rows_axis(ax, [name for name, _ in rows], [])
    canvas.estimates(ax, [(row["rate"], row["low"], row["high"]) for _, row in rows], words)
    for at, (_, row) in enumerate(rows):
        if row["n"] >= FEWEST_FOR_PERCENT and row["rate"] is not None:
            ax.annotate(
                words.percent(row["rate"]), (row["rate"], at), xytext=(0, 7),
                textcoords="offset points", ha="center", fontsize=canvas.SMALL, color=canvas.INK,
            )  # fmt: skip
    ax.set_xticks([0, 0.5, 1])
    ax.set_xlim(-0.06, 1.06)


def _often(rate: Any, in_time: Any, words: Words) -> tuple[bool, str]:
    row, next_day = _first(rate, RATE), _first(in_time, _IN_TIME)
    return bool(row["n"] or next_day["n"]), f"{_yes(row, words)} {_thanked(next_day, words)}"


def _yes(row: dict[str, Any], words: Words) -> str:
    span = canvas.span(row["within_days"] or 0, words)
    if not row["n"]:
        return words("review.often.nobody")
    if not row["n_closed"]:
        return words("review.often.early", n=row["n"], yes=row["yes"], span=span)
    closed = {name: row[f"{name}_closed"] for name in ("rate", "low", "high")}
    facts = {"n": row["n_closed"], "yes": row["yes_closed"], "span": span}
    few = row["n_closed"] < FEWEST_FOR_PERCENT
    if few:
        said = [words("review.often.closed_few", **facts)]
        said.append(canvas.few_range(closed["low"], closed["high"], words))
    else:
        said = [words("review.often.closed", **facts, **canvas.percentages(closed, words))]
    since = row["n"] - row["n_closed"]
    if since and row["n"] >= FEWEST_FOR_PERCENT and row["rate"] is not None:
        said.append(words("review.often.since", n=since, **canvas.percentages(row, words)))
    elif since:
        said.append(words("review.often.since_few", n=since))
    return " ".join(said)


def _thanked(row: dict[str, Any], words: Words) -> str:
    if not row["n"]:
        return words("review.often.nobody_met")
    facts = {"n": row["n"], "in_time": row["in_time"]}
    if row["n"] < FEWEST_FOR_PERCENT:
        few = canvas.few_range(row["low"], row["high"], words)
        return f"{words('review.often.in_time_few', **facts)} {few}"
    return words("review.often.in_time", **facts, **canvas.percentages(row, words))


def _first(result: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: (column or [None])[0] for name, column in values(result, *names).items()}


# The other pictures, which have less room here than on their own pages


def _draw_weeks(ax: Axes, latest: Any, words: Words) -> None:
    weeks.activity(latest, ax, language=words.language)
    goal = max(values(latest, "goal")["goal"])
    _said_by_me(ax, words("charts.activity.goal", n=goal), words("review.weeks.own", n=goal))
    ticks, labels = ax.get_xticks(), [label.get_text() for label in ax.get_xticklabels()]
    every = -(-len(ticks) // _MOST_TICKS)
    ax.set_xticks(ticks[::every], labels[::every])
    if legend := ax.get_legend():
        marks = [mark for mark in legend.legend_handles if mark is not None]
        ax.legend(
            marks, [text.get_text() for text in legend.texts], loc="lower left",
            bbox_to_anchor=(-0.1, 1), ncols=2, frameon=False, borderaxespad=0,
            fontsize=canvas.SMALL, handlelength=1, handletextpad=0.4, columnspacing=1,
            labelcolor=canvas.INK,
        )  # fmt: skip


def _draw_growth(ax: Axes, grown: Any, words: Words) -> None:
    growth.network_growth(grown, ax, language=words.language)
    _said_by_me(ax, words("charts.steps.own"), words("review.growth.own"))
    starts = sorted(set(values(grown, "start")["start"]))
    names = growth.period_names(starts, words)
    if len(starts) > 1:
        ends = [name.replace(" ", "\n") for name in (names[0], names[-1])]
        ax.set_xticks([0, len(starts)], ends)
        ax.get_xticklabels()[-1].set_horizontalalignment("right")


def _said_by_me(ax: Axes, to_me: str, by_me: str) -> None:
    for text in ax.texts:
        text.set_text(text.get_text().replace(to_me, by_me))


def _draw_funnel(ax: Axes, funnel: Any, language: str) -> None:
    from matplotlib.ticker import MaxNLocator

    steps.funnel(funnel, ax, language=language)
    ax.xaxis.set_major_locator(MaxNLocator(_MOST_TICKS, integer=True))
    for text in ax.texts:
        # Those who still have time are told of in the sentence.
        text.set_text(text.get_text().partition("\n")[0])


# The others: whether there is anything to draw, and what is said


def _weeks(activity: Any, month: date, words: Words) -> tuple[bool, str]:
    table = values(activity, "start", "n", "met", "goal", "running")
    if not any(table["n"]) and not any(table["met"]):
        return False, words("review.weeks.nobody")
    here = [
        at for at, start in enumerate(table["start"])
        if (start.year, start.month) == (month.year, month.month)
    ]  # fmt: skip
    counts = ", ".join(words.number(table["n"][at]) for at in here)
    if not here:
        return True, words("review.weeks.none_begun")
    said = [words("review.weeks.counts", n=len(here), counts=counts)]
    over = [at for at in here if not table["running"][at]]
    if (goal := table["goal"][0]) and over:
        reached = sum(table["n"][at] >= goal for at in over)
        said.append(words("review.weeks.goal", goal=goal, reached=reached, n=len(over)))
    return True, " ".join(said)


def _growth(grown: Any, words: Words) -> tuple[bool, str]:
    table = values(grown, "start", "generation", "new", "n")
    if not table["n"]:
        return False, words("review.often.nobody_met")
    n, led = growth.totals(table)
    said = words("review.growth.met", n=n)
    return True, f"{said} {words('review.growth.led', n=led)}" if led else said


def _funnel(funnel: Any, words: Words) -> tuple[bool, str]:
    closed, pending = steps.cohorts(funnel)
    n, waiting = closed["n"][0], pending["n"][0]
    if not n + waiting:
        return False, words("review.often.nobody")
    span = canvas.span(closed["within_days"][0], words)
    if not n:
        facts = {"months": steps.months(pending, words), "span": span}
        return True, words("review.funnel.early", n=waiting, **facts)
    said = [words("review.funnel.closed", n=n, months=steps.months(closed, words), span=span)]
    if row := steps.narrowest(closed):
        facts = {"n": row["n"], "reached": row["reached"], **canvas.percentages(row, words)}
        step = words(f"charts.funnel.{row['step']}")
        said.append(words("review.funnel.narrowest", step=step, **facts))
    if waiting:
        said.append(words("review.funnel.pending", n=waiting))
    return True, " ".join(said)

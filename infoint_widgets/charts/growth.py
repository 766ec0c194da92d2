"""How the network grew, and how far away from one's own outreach people are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GROWTH = ("start", "generation", "new", "n")
_MOST_PERIODS = 6
_STEPS = ("generation", "n", "written", "met", "referrals")


def network_growth(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """Rising steps, one layer a generation, each labelled where it ends.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.network_growth` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = network_growth(stats.network_growth(log.journeys()))  # doctest: +SKIP
    """
    import numpy as np
    from matplotlib.ticker import MaxNLocator

    words = words_of(result, language)
    table = values(result, *_GROWTH)
    ax = canvas.card(ax, words("charts.growth.title"))
    if not table["n"]:
        return canvas.nothing_yet(ax, words("charts.growth.nobody"))
    starts, steps = sorted(set(table["start"])), sorted(set(table["generation"]))
    met = np.array(table["n"]).reshape(len(starts), len(steps))
    edges = np.arange(len(starts) + 1)
    floor, ends = np.zeros(len(starts)), []
    for at, step in enumerate(steps):
        top = floor + met[:, at]
        # A layer begins where somebody of it was met first; before, it would be a bare line.
        there = met[:, at] > 0
        ax.fill_between(
            edges, np.append(floor, floor[-1]), np.append(top, top[-1]),
            where=np.append(there, there[-1]), step="post",
            color=canvas.LAYERS[min(at, len(canvas.LAYERS) - 1)], ec=canvas.CARD, lw=0.8,
        )  # fmt: skip
        ends.append(((floor[-1] + top[-1]) / 2, _layer(step, int(met[-1, at]), words), canvas.INK))
        floor = top
    ax.set(xlim=(0, len(starts)), ylim=(0, max(float(floor[-1]) * 1.08, 1)))
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 5, 10]))
    every = -(-len(starts) // _MOST_PERIODS)
    shown = range(0, len(starts), every)
    names = period_names(starts, words)
    ax.set_xticks(shown, [names[at] for at in shown], ha="left")
    ax.tick_params(axis="x", length=0)
    ax.set_ylabel(words("charts.growth.people"), fontsize=canvas.SMALL, color=canvas.QUIET)
    canvas.end_labels(ax, ends)
    return ax


def generations(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """One bar a generation: all people, and the part of them that one has met.

    Parameters
    ----------
    result, ax, language
        As in `network_growth`; `result` is what `infoint_widgets.stats.generations` returned.

    Examples
    --------
    >>> ax = generations(stats.generations(log.journeys()))  # doctest: +SKIP
    """
    words = words_of(result, language)
    table = values(result, *_STEPS)
    rows = range(len(table["n"]))
    ax = canvas.card(ax, words("charts.steps.title"), height=1.2 + 0.45 * max(len(rows), 1))
    if not table["n"]:
        return canvas.nothing_yet(ax, words("charts.steps.nobody"))
    ax.barh(rows, table["n"], height=0.6, color=canvas.CARD, ec=canvas.LINES[0], lw=1.4)
    ax.barh(rows, table["met"], height=0.6, color=canvas.LINES[0], ec=canvas.LINES[0], lw=1.4)
    for row in rows:
        counts = words("charts.steps.row", n=table["n"][row], met=table["met"][row])
        ax.annotate(
            counts, (table["n"][row], row), xytext=(6, 0), textcoords="offset points",
            va="center", fontsize=canvas.SMALL, color=canvas.INK,
        )  # fmt: skip
    canvas.rows_axis(ax, [step_name(step, words) for step in table["generation"]], [])
    ax.set_xlim(0, max(table["n"]) * 1.3)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    canvas.explain(ax, words("charts.steps.key"))
    return ax


# Sentences


def growth_reading(result: Any, words: Words) -> str:
    table = values(result, *_GROWTH)
    if not table["n"]:
        return words("charts.growth.nobody")
    total, led = totals(table)
    id = "none_led" if not led else "all_led" if led == total else "led"
    since = period_names(sorted(set(table["start"])), words)[0]
    said = [words("charts.growth.reading", n=total, since=since)]
    return " ".join([*said, words(f"charts.growth.{id}", n=led or total)])


def growth_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_GROWTH)
    if not table["n"]:
        return words("charts.growth.nobody")
    newest = max(table["start"])
    layers = [
        _layer(step, n, words)
        for start, step, n in zip(table["start"], table["generation"], table["n"], strict=True)
        if start == newest
    ]
    names = period_names(sorted(set(table["start"])), words)
    span = {"first": names[0], "last": names[-1]}
    said = words("charts.growth.alt", **span, layers="; ".join(layers).replace("\n", " "))
    return f"{words('charts.growth.title')} {said}"


def steps_reading(result: Any, words: Words) -> str:
    table = values(result, *_STEPS)
    if not table["n"]:
        return words("charts.steps.nobody")
    led = [row for row, step in enumerate(table["generation"]) if step > 0]
    if not led:
        return words("charts.steps.none_led", n=sum(table["n"]))
    people, met = sum(table["n"][row] for row in led), sum(table["met"][row] for row in led)
    far = max(table["generation"])
    return " ".join(
        [
            words("charts.steps.reading", n=people, met=met),
            words("charts.steps.furthest", n=far),
        ]
    )


def steps_alt_text(result: Any, words: Words) -> str:
    table = values(result, *_STEPS)
    if not table["n"]:
        return words("charts.steps.nobody")
    rows = [
        f"{step_name(step, words)}: {words('charts.steps.row', n=n, met=met)}."
        for step, n, met in zip(table["generation"], table["n"], table["met"], strict=True)
    ]
    return " ".join([words("charts.steps.title"), words("charts.steps.alt"), *rows])


def totals(table: dict[str, list[Any]]) -> tuple[int, int]:
    """People met in all, and those of them whom somebody else led to."""
    newest = max(table["start"])
    last = [
        (step, n)
        for start, step, n in zip(table["start"], table["generation"], table["n"], strict=True)
        if start == newest
    ]
    return sum(n for _, n in last), sum(n for step, n in last if step > 0)


def period_names(starts: list[Any], words: Words) -> list[str]:
    """Each period by its month, or by what it is when it is longer or shorter."""
    days = (starts[1] - starts[0]).days if len(starts) > 1 else 30
    if days < 28 or starts[0].day > 1:
        return [words.day(start) for start in starts]
    if days > 100:
        return [str(start.year) for start in starts]
    return [words.period(start) for start in starts]


def step_name(step: int, words: Words) -> str:
    return words("charts.steps.away", n=step) if step else words("charts.steps.own")


def _layer(step: int, n: int, words: Words) -> str:
    return f"{step_name(step, words)} ({words.number(n)})"

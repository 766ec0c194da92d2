"""What one does from week to week, with the own goal as a line; its sentences and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.tables import Table
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = ("start", "n", "met", "goal", "running", "left_out")
_MOST_WEEKS = 26
_MOST_LABELS = 6
_MET = "charts.activity.met"


def activity(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A bar for each week's new people, a dot for the people met, a line for the goal.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.activity` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = activity(stats.activity(log.journeys()))  # doctest: +SKIP
    """
    from matplotlib.ticker import MaxNLocator

    words = Words(language)
    table, cut = _latest(result)
    ax = canvas.card(ax, words("charts.activity.title"))
    if not _anything(table):
        return canvas.nothing_yet(ax, activity_reading(result, words))
    weeks = range(len(table["n"]))
    ax.bar(
        weeks, table["n"], width=0.7, color=canvas.LAYERS[2], label=words("charts.activity.written")
    )
    met = [week for week in weeks if table["met"][week]]
    ax.plot(
        met, [table["met"][week] for week in met], ls="none", marker="D", ms=6.5,
        color=canvas.LINES[1], mec=canvas.CARD, mew=1, zorder=3, label=words(_MET),
    )  # fmt: skip
    goal = table["goal"][0]
    highest = max(*table["n"], *table["met"], goal, 1)
    ax.set(xlim=(-0.6, len(weeks) - 0.4), ylim=(0, highest * 1.12))
    if goal:
        ax.axhline(goal, color=canvas.LINES[3], lw=1.2, ls="--")
        canvas.end_labels(ax, [(goal, words("charts.activity.goal", n=goal), canvas.INK)])
    ax.yaxis.set_major_locator(MaxNLocator(6, integer=True, steps=[1, 2, 5, 10]))
    every = -(-len(weeks) // _MOST_LABELS)
    shown = range(0, len(weeks), every)
    ax.set_xticks(shown, [_day(table["start"][week], words) for week in shown])
    ax.tick_params(axis="x", length=0, pad=7)
    ax.set_ylabel(words("charts.activity.people"), fontsize=canvas.SMALL, color=canvas.QUIET)
    handles, _ = ax.get_legend_handles_labels()
    ax.legend(
        handles=sorted(handles, key=lambda handle: handle.get_label() == words(_MET)),
        loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderaxespad=0,
        fontsize=canvas.SMALL, labelcolor=canvas.INK,
    )  # fmt: skip
    if cut:
        canvas.explain(ax, words("charts.activity.latest", n=len(weeks)))
    return ax


def activity_reading(result: Any, words: Words) -> str:
    table = values(result, *_COLUMNS)
    if not _anything(table):
        left = table["left_out"][0] if table["left_out"] else 0
        nobody = words("charts.activity.nobody")
        return f"{nobody} {words('charts.left_out', n=left)}" if left else nobody
    since = words.day(table["start"][0])
    facts = {"n": sum(table["n"]), "met": sum(table["met"]), "since": since}
    said = [words("charts.activity.in_all", **facts)]
    if table["running"][-1] and (table["n"][-1] or table["met"][-1]):
        said.append(words("charts.activity.this_week", **_week(table, -1, words)))
    said += _beside_the_goal(_latest(result)[0], words)
    if left_out := table["left_out"][0]:
        said.append(words("charts.left_out", n=left_out))
    return " ".join(said)


def _beside_the_goal(table: dict[str, list[Any]], words: Words) -> list[str]:
    goal = table["goal"][0]
    if not goal:
        return []
    over = [n for n, running in zip(table["n"], table["running"], strict=True) if not running]
    if not over:
        return [words("charts.activity.first_week", n=goal)]
    facts = {
        "goal": words("charts.activity.new_people", n=goal), "n": len(over),
        "reached": sum(n >= goal for n in over),
    }  # fmt: skip
    said = [words(f"charts.activity.{'reached' if facts['reached'] else 'goal_only'}", **facts)]
    return said if facts["reached"] == len(over) else [*said, words("charts.activity.fine")]


def activity_alt_text(result: Any, words: Words) -> str:
    table, _ = _latest(result)
    if not _anything(table):
        return activity_reading(result, words)
    days = {"first": words.day(table["start"][0]), "last": words.day(table["start"][-1])}
    said = [words("charts.activity.title"), words("charts.activity.alt", **days)]
    if goal := table["goal"][0]:
        said.append(words("charts.activity.alt_goal", goal=goal))
    most = {"n": [max(table["n"])], "met": [max(table["met"])]}
    return " ".join([*said, words("charts.activity.alt_most", **_week(most, 0, words))])


def activity_table(result: Any, words: Words) -> Table:
    """One row a week, of the weeks that the figure shows."""
    table, _ = _latest(result)
    header = [words(f"tables.activity.{id}") for id in ("start", "n", "met")]
    rows = []
    for start, n, met, running in zip(
        *(table[c] for c in ("start", "n", "met", "running")), strict=True
    ):
        id = "running" if running else "week"
        week = words(f"tables.activity.{id}", day=words.day(start))
        rows.append([week, words.number(n), words.number(met)])
    return Table(words("tables.activity.name"), header, rows if _anything(table) else [])


def _latest(result: Any) -> tuple[dict[str, list[Any]], bool]:
    """The weeks that are shown, and whether there are more."""
    table = values(result, *_COLUMNS)
    shown = {name: column[-_MOST_WEEKS:] for name, column in table.items()}
    return shown, len(table["n"]) > _MOST_WEEKS


def _anything(table: dict[str, list[Any]]) -> bool:
    return any(table["n"]) or any(table["met"])


def _week(table: dict[str, list[Any]], at: int, words: Words) -> dict[str, str]:
    return {
        "written": words("charts.activity.count_written", n=table["n"][at]),
        "met": words("charts.activity.count_met", n=table["met"][at]),
    }


def _day(start: Any, words: Words) -> str:
    return words.written(start, "charts.activity.day")

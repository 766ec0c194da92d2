"""How many say yes: the rate, the rate by group, and the curve, with their sentences."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.pooled import words_of
from infoint_widgets.stats.frames import columns, values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_GROUPS, _MOST_CURVES = 12, 4
# Among more groups than these some pair or other comes to stand apart by chance.
_FEW_GROUPS = 3
_RATE = (
    "within_days", "n", "yes", "declined", "open", "rate", "low", "high", "undated", "left_out",
)  # fmt: skip
_CURVE = ("day", "n", "waiting", "yes", "declined", "rate", "low", "high", "few", "undated")
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
    table = values(result, *_RATE, *([by, "best_guess"] if by else []))
    shown = min(len(table["n"]), _MOST_GROUPS)
    names = (
        [canvas.name(group_name(by, group, words)) for group in table[by][:shown]] if by else [""]
    )
    ax = canvas.card(ax, _rate_title(table, by, words), height=canvas.rows_height(names))
    if not any(table["n"]):
        return canvas.nothing_yet(ax, words("charts.rate.nobody"))
    canvas.rows_axis(ax, names, [_count(table, at, words) for at in range(shown)])
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


def _count(table: dict[str, list[Any]], at: int, words: Words) -> str:
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
    table = values(result, *_CURVE, *([by] if by else []))
    ax = canvas.card(ax, words("charts.curve.title"), height=4.6)
    if not any(table["n"]):
        return canvas.nothing_yet(ax, words("charts.rate.nobody"))
    last, ends = max(table["day"]), []
    groups = list(dict.fromkeys(table[by])) if by else [None]
    for at, group in enumerate(groups[:_MOST_CURVES]):
        rows = [
            row for row in range(len(table["day"]))
            if (not by or table[by][row] == group) and table["rate"][row] is not None
        ]  # fmt: skip
        if not rows:
            continue
        curve = {name: [table[name][row] for row in rows] for name in _CURVE}
        _curve(ax, curve, at)
        label = _curve_end(curve, words)
        if by:
            label = f"{canvas.name(group_name(by, group, words), 26)}\n{label}"
        ends.append((curve["rate"][-1], label, canvas.LINES[at]))
    ax.set(xlim=(0, max(last, 1)), ylim=(0, 1.02))
    ax.set_xticks(days_shown(last))
    canvas.percent_axis(ax.yaxis, words)
    canvas.end_labels(ax, ends)
    if by:
        ax.set_xlabel(words("charts.curve.days"), fontsize=canvas.SMALL, color=canvas.QUIET)
        if len(groups) > _MOST_CURVES:
            canvas.explain(ax, words("charts.rate.largest", n=_MOST_CURVES))
    else:
        _counts_below(ax, table, days_shown(last), words)
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


def _curve_end(table: dict[str, list[Any]], words: Words) -> str:
    n, yes = table["n"][-1], table["yes"][-1]
    if n < FEWEST_FOR_PERCENT:
        return words("charts.rate.row", yes=yes, n=n)
    return words("charts.curve.end", rate=words.percent(table["rate"][-1]), n=n)


def days_shown(last: int) -> list[int]:
    """Some days up to the last one, far enough apart for their counts to stand side by side."""
    shown = [0]
    for day in (3, 7, 14, 21, 28, 42, 60, 90, 180, 365):
        if day - shown[-1] >= last * 0.09 and last - day >= last * 0.09:
            shown.append(day)
    return [*shown, last] if last else shown


def _counts_below(ax: Axes, table: dict[str, list[Any]], days: list[int], words: Words) -> None:
    """Who is waited for, and who has said what, under the days that are named."""
    row = {day: at for at, day in enumerate(table["day"])}
    lines = [("days", days)]
    lines += [(id, [table[id][row[day]] for day in days]) for id in ("yes", "declined", "waiting")]
    before = -12 - 3.5 * len(words.number(max(table["n"])))
    ax.set_xticks(days, [""] * len(days))
    for at, (id, counts) in enumerate(lines):
        style: dict[str, Any] = {
            "textcoords": "offset points", "va": "baseline", "fontsize": canvas.NORMAL,
            "color": canvas.INK if at else canvas.QUIET,
        }  # fmt: skip
        below = -18 - 15 * at
        label = words(f"charts.curve.{id}")
        ax.annotate(
            label, (0, 0), xycoords="axes fraction", xytext=(before, below), ha="right", **style
        )
        for day, people in zip(days, counts, strict=True):
            ax.annotate(
                words.number(people), (day, 0), xycoords=ax.get_xaxis_transform(),
                xytext=(0, below), ha="center", **style,
            )  # fmt: skip


# Sentences


def rate_reading(result: Any, words: Words) -> str:
    by = grouped_by(result, "within_days")
    table = values(result, *_RATE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    return _groups_reading(table, by, words) if by else _one_reading(table, words)


def _one_reading(table: dict[str, list[Any]], words: Words) -> str:
    row = {name: column[0] for name, column in table.items()}
    n, span = row["n"], canvas.span(row["within_days"], words)
    facts = {"n": n, "yes": row["yes"], "span": span}
    if row["rate"] is None:
        return " ".join([words("charts.rate.early", **facts), *_without_a_day(table, words)])
    few = n < FEWEST_FOR_PERCENT
    said = [words("charts.rate.few" if few else "charts.rate.all", **facts)]
    if row["open"]:
        said.append(words("charts.rate.open", n=row["open"], span=span))
    if few:
        said.append(canvas.few_range(row["low"], row["high"], words))
        said.append(words("charts.rate.few_more", n=FEWEST_FOR_PERCENT - n))
    else:
        id = "with_open" if row["open"] else "range"
        said.append(words(f"charts.rate.{id}", **_figures(row, words)))
    return " ".join([*said, *_without_a_day(table, words)])


def _without_a_day(table: dict[str, list[Any]], words: Words) -> list[str]:
    """What is said of people of whom a day is not known."""
    said = []
    if undated := sum(table["undated"]):
        span = canvas.span(table["within_days"][0], words)
        said.append(words("charts.rate.undated", n=undated, span=span))
    if left_out := sum(table["left_out"]):
        said.append(words("charts.rate.left_out", n=left_out))
    return said


def _groups_reading(table: dict[str, list[Any]], by: str, words: Words) -> str:
    rows = range(min(len(table["n"]), 3))
    parts = [f"{group_name(by, table[by][row], words)} {_count(table, row, words)}" for row in rows]
    id = "charts.rate.groups" if len(rows) == len(table["n"]) else "charts.rate.groups_largest"
    span = canvas.span(table["within_days"][0], words)
    said = [words(id, span=span, groups="; ".join(parts))]
    apart = [
        (one, other)
        for one, other in combinations(range(len(table["n"])), 2)
        if table["rate"][one] is not None and table["rate"][other] is not None
        and (table["high"][one] < table["low"][other] or table["high"][other] < table["low"][one])
    ]  # fmt: skip
    if len(table["n"]) < 2:
        said.append(words("charts.rate.one_group"))
    elif not apart:
        said.append(words("charts.rate.overlap"))
    else:
        one, other = (group_name(by, table[by][row], words) for row in apart[0])
        id = "apart" if len(table["n"]) <= _FEW_GROUPS else "apart_of_many"
        said.append(words(f"charts.rate.{id}", one=one, other=other, n=len(table["n"])))
    return " ".join(said)


def rate_alt_text(result: Any, words: Words) -> str:
    by = grouped_by(result, "within_days")
    table = values(result, *_RATE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    rows = []
    for at in range(len(table["n"])):
        row = {name: column[at] for name, column in table.items()}
        group = group_name(by, row[by], words) if by else words("charts.rate.everybody")
        counts = _count(table, at, words)
        if row["rate"] is None or row["n"] < FEWEST_FOR_PERCENT:
            rows.append(f"{group}: {counts}.")
        else:
            facts = {"group": group, "counts": counts, **_figures(row, words)}
            rows.append(words("charts.rate.alt_row", **facts))
    return " ".join([_rate_title(table, by, words), words("charts.rate.alt"), *rows])


def curve_reading(result: Any, words: Words) -> str:
    by = grouped_by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    if by:
        return _curves_reading(table, by, words)
    known = [row for row, rate in enumerate(table["rate"]) if rate is not None]
    last = {name: column[known[-1]] for name, column in table.items()}
    span = canvas.span(last["day"], words)
    if not last["yes"]:
        return words("charts.curve.no_yes", n=last["n"], span=span)
    if last["n"] < FEWEST_FOR_PERCENT:
        few = words("charts.rate.few", n=last["n"], yes=last["yes"], span=span)
        return f"{few} {canvas.few_range(last['low'], last['high'], words)}"
    half = table["day"][next(row for row in known if table["rate"][row] >= last["rate"] / 2)]
    said = [words("charts.curve.reading", span=span, **_figures(last, words))]
    if last["n"] > last["yes"] + last["declined"] + last["waiting"]:
        said.append(words("charts.curve.open"))
    said.append(words("charts.curve.band"))
    if last["undated"]:
        said.append(words("charts.rate.undated", n=last["undated"], span=span))
    else:
        said.append(words("charts.curve.half" if half else "charts.curve.half_at_once", n=half))
    if last["few"]:
        said.append(words("charts.curve.few"))
    return " ".join(said)


def _curves_reading(table: dict[str, list[Any]], by: str, words: Words) -> str:
    said = []
    for group in list(dict.fromkeys(table[by]))[:_MOST_CURVES]:
        rows = [row for row in range(len(table[by])) if table[by][row] == group]
        known = [row for row in rows if table["rate"][row] is not None]
        curve = {name: [column[row] for row in known] for name, column in table.items()}
        facts = {"group": group_name(by, group, words), "end": _curve_end(curve, words)}
        said.append(words("charts.curve.group", **facts))
    facts = {"day": max(table["day"]), "groups": "; ".join(said)}
    chance = "overlap" if len(said) > 1 else "one_group"
    return f"{words('charts.curve.groups', **facts)} {words(f'charts.curve.{chance}')}"


def curve_alt_text(result: Any, words: Words) -> str:
    by = grouped_by(result, "day")
    table = values(result, *_CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    shown = set(days_shown(max(table["day"])))
    groups = list(dict.fromkeys(table[by])) if by else [None]
    rows = []
    for at, day in enumerate(table["day"]):
        row = {name: column[at] for name, column in table.items()}
        if day not in shown or row["rate"] is None or (by and row[by] not in groups[:_MOST_CURVES]):
            continue
        if row["n"] < FEWEST_FOR_PERCENT:
            said = words("charts.curve.alt_few", n=row["n"], day=day, yes=row["yes"])
        else:
            said = words("charts.curve.alt_row", day=day, **_figures(row, words))
        rows.append(f"{group_name(by, row[by], words)}: {said}" if by else said)
    return " ".join([words("charts.curve.title"), words("charts.curve.alt"), *rows])


def _rate_title(table: dict[str, list[Any]], by: str, words: Words) -> str:
    span = canvas.span(table["within_days"][0] if table["within_days"] else 0, words)
    if not by:
        return words("charts.rate.title", span=span)
    what = words(f"charts.by.{by}") if f"charts.by.{by}" in words else canvas.short(by)
    return words("charts.rate.title_by", span=span, what=what)


def _figures(row: dict[str, Any], words: Words) -> dict[str, str]:
    return {name: words.percent(row[name]) for name in ("rate", "low", "high")}


def grouped_by(result: Any, first: str) -> str:
    """The column of the groups, which stands before all others; "" without groups."""
    name = columns(result)[0]
    return "" if name == first else name


def group_name(by: str, value: Any, words: Words) -> str:
    if value is None:
        return words("charts.not_recorded")
    id = f"vocabulary.{_VOCABULARY.get(by, by)}.{value}"
    return words(id) if id in words else canvas.short(str(value))

"""Who led to whom: a layered tree with names, and for many people counts by layer."""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.growth import step_name
from infoint_widgets.charts.tables import Table
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS = (
    "contact_id", "name", "referred_by", "name_use", "generation", "met", "led_to", "n", "orphan",
)  # fmt: skip
_MOST_NAMES = 40
_USES = ("granted", "not_asked", "denied")
_LINES: dict[str, dict[str, Any]] = {
    "granted": {"color": canvas.LINES[2], "ls": "-"},
    "not_asked": {"color": canvas.LINES[3], "ls": (0, (3, 2))},
    "denied": {"color": canvas.LINES[1], "ls": (0, (1, 1.2))},
}
_BARS: dict[str, dict[str, Any]] = {
    "granted": {"color": canvas.LINES[2]},
    "not_asked": {"color": canvas.CARD, "hatch": "///"},
    "denied": {"color": canvas.LINES[1]},
}
_ROW = 0.16
_WIDEST_STEP, _WIDTH_OF_STEPS, _BETWEEN_TICKS = 0.9, 3.6, 0.3
_LETTERS_AN_INCH, _FROM_DOT = 12, 0.1

Row = dict[str, Any]


def who_led_to_whom(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """A tree from left to right, by name up to 40 people; of more, a bar of counts for each layer.

    Parameters
    ----------
    result : frame
        What `infoint_widgets.stats.who_led_to_whom` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Examples
    --------
    >>> ax = who_led_to_whom(stats.who_led_to_whom(log.journeys()))  # doctest: +SKIP
    """
    words, people = Words(language), _people(result)
    drawn, named = _drawn(people), _by_name(people)
    layers = _layers(people)
    names = [step_name(layer["step"], words) for layer in layers]
    height = 1.6 + _ROW * len(drawn) if named else canvas.rows_height(names) + 0.6
    ax = canvas.card(ax, words("charts.led.title"), height=height)
    if not drawn:
        return canvas.nothing_yet(ax, led_reading(result, words))
    if named:
        _tree(ax, drawn, words)
        if others := len(people) - len(drawn):
            canvas.explain(ax, words("charts.led.others", n=others))
    else:
        _bars(ax, layers, names, words)
    return ax


def _tree(ax: Axes, drawn: list[Row], words: Words) -> None:
    deepest = max(row["generation"] for row in drawn)
    width = canvas.inches(ax).width
    step = min(_WIDEST_STEP, _WIDTH_OF_STEPS / deepest)
    at = {row["contact_id"]: place for place, row in enumerate(drawn)}
    for place, row in enumerate(drawn):
        x = row["generation"]
        if x and not row["orphan"]:
            top = at[row["referred_by"]]
            ax.plot([x - 1, x - 1], [top, place], color=canvas.RULE, lw=1.2, zorder=1)
        if x:
            ax.plot([x - 1, x], [place, place], lw=1.6, zorder=2, **_LINES[_use(row)])
        if row["orphan"]:
            ax.text(
                x - 1, place, "?",
                ha="right", va="center_baseline", fontsize=canvas.SMALL, color=canvas.INK,
            )  # fmt: skip
        ax.plot(x, place, zorder=3, **_dot(row["met"]))
        room = width - x * step - 2 * _FROM_DOT
        ax.text(
            x + _FROM_DOT / step, place, _cut(_name(row, words), round(room * _LETTERS_AN_INCH)),
            va="center", fontsize=canvas.SMALL, color=canvas.INK, parse_math=False,
        )  # fmt: skip
    ax.set(xlim=(-0.15 / step, (width - 0.15) / step), ylim=(len(drawn) - 0.3, -0.8))
    ax.set_xticks(range(0, deepest + 1, math.ceil(_BETWEEN_TICKS / step)))
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    ax.set_xlabel(words("charts.led.axis"), loc="left", fontsize=canvas.SMALL, color=canvas.QUIET)
    ax.xaxis.set_label_position("top")
    ax.set_yticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    _tree_key(ax, drawn, words)


def _tree_key(ax: Axes, drawn: list[Row], words: Words) -> None:
    from matplotlib.lines import Line2D

    uses = {_use(row) for row in drawn if row["generation"]}
    lines = [
        Line2D([], [], lw=1.6, label=words(f"charts.led.{use}"), **_LINES[use])
        for use in _USES
        if use in uses
    ]
    dots = [
        Line2D([], [], label=words(f"charts.led.{id}"), **_dot(met))
        for id, met in (("met", True), ("not_met", False))
        if any(bool(row["met"]) == met for row in drawn)
    ]
    # A key is filled column by column: so the lines stand in its first row, the dots in the other.
    pairs = [handle for pair in zip_longest(lines, dots) for handle in pair if handle]
    ax.legend(
        handles=pairs, ncols=max(len(lines), len(dots)),
        loc="upper left", bbox_to_anchor=(0, 0), frameon=False, borderaxespad=0.2,
        fontsize=canvas.SMALL, labelcolor=canvas.INK, handlelength=2.4,
    )  # fmt: skip


def _dot(met: bool) -> dict[str, Any]:
    filled = canvas.LINES[0] if met else canvas.CARD
    return {"ls": "none", "marker": "o", "ms": 6, "color": filled, "mec": canvas.LINES[0]}


def _bars(ax: Axes, layers: list[Row], names: list[str], words: Words) -> None:
    rows, floor = range(len(layers)), [0] * len(layers)
    style: Row = {"height": 0.6, "ec": canvas.INK, "lw": 0.8}
    own = [layer["n"] if not layer["step"] else 0 for layer in layers]
    ax.barh(rows, own, color=canvas.LAYERS[1], **style)
    for use in _USES:
        of = [layer[use] if layer["step"] else 0 for layer in layers]
        if any(of):
            label = words(f"charts.led.{use}")
            ax.barh(rows, of, left=floor, label=label, **style, **_BARS[use])
        floor = [sum(both) for both in zip(floor, of, strict=True)]
    for at, layer in enumerate(layers):
        ax.annotate(
            _layer(layer, words), (layer["n"], at), xytext=(6, 0), textcoords="offset points",
            va="center", fontsize=canvas.SMALL, color=canvas.INK,
        )  # fmt: skip
    canvas.rows_axis(ax, names, [])
    ax.set_xlim(0, max(layer["n"] for layer in layers) * 1.5)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.legend(
        loc="upper left", bbox_to_anchor=(0, 0), ncols=2, frameon=False, borderaxespad=0.2,
        fontsize=canvas.SMALL, labelcolor=canvas.INK,
    )  # fmt: skip
    if sum(layer["n"] for layer in layers) > _MOST_NAMES:
        canvas.explain(ax, words("charts.led.too_many", n=_MOST_NAMES))


# Sentences and table


def led_reading(result: Any, words: Words) -> str:
    people = _people(result)
    if not people:
        return words("charts.led.nobody")
    led = [row for row in people if row["generation"]]
    if not led:
        return words("charts.led.none", n=len(people))
    by = words("charts.led.people", n=len({row["referred_by"] for row in led}))
    said = [words("charts.led.reading", n=len(led), by=by)]
    first, *others = sorted(people, key=lambda row: -row["n"])
    if first["n"] > 1 and first["name"] and (not others or others[0]["n"] < first["n"]):
        through = words("charts.led.people", n=first["n"])
        said.append(words("charts.led.most", name=_name(first, words), people=through))
    counts = {use: sum(_use(row) == use for row in led) for use in _USES}
    uses = [words(f"charts.led.use_{use}", n=n) for use, n in counts.items() if n]
    said.append(words("charts.led.use", uses=", ".join(uses)))
    if counts["not_asked"]:
        said.append(words("charts.led.ask"))
    if orphans := sum(row["orphan"] for row in led):
        said.append(words("charts.led.orphans", n=orphans))
    return " ".join(said)


def led_alt_text(result: Any, words: Words) -> str:
    people = _people(result)
    drawn = _drawn(people)
    if not drawn:
        return led_reading(result, words)
    if not _by_name(people):
        rows = [
            words(
                "charts.led.alt_layer",
                layer=_layer_name(layer, words),
                counts=_layer_uses(layer, words),
            )
            for layer in _layers(people)
        ]
        return " ".join([words("charts.led.title"), words("charts.led.alt_counts"), *rows])
    whom: dict[str, list[str]] = {}
    for row in (row for row in drawn if row["generation"]):
        use = words(f"charts.led.{_use(row)}")
        one = words("charts.led.alt_one", name=_name(row, words), use=use)
        whom.setdefault(_referrer(row, drawn, words), []).append(one)
    rows = [
        words("charts.led.alt_row", name=name, whom=", ".join(theirs))
        for name, theirs in whom.items()
    ]
    return " ".join([words("charts.led.title"), words("charts.led.alt"), *rows])


def led_table(result: Any, words: Words) -> Table:
    """Who named whom, by name; of too many for that, the counts of each layer."""
    people = _people(result)
    drawn, name = _drawn(people), words("tables.led.name")
    if not _by_name(people):
        header = [words(f"tables.led.{id}") for id in ("layer", "n", *_USES)]
        rows = []
        for layer in _layers(people) if drawn else []:
            uses = [words.number(layer[use]) if layer["step"] else "–" for use in _USES]
            rows.append([_layer_name(layer, words), words.number(layer["n"]), *uses])
        return Table(name, header, rows)
    header = [words(f"tables.led.{id}") for id in ("person", "by", "use", "met")]
    rows = [
        [
            _name(row, words),
            _referrer(row, drawn, words).rstrip(","),
            words(f"vocabulary.name_use.{_use(row)}"),
            words(f"tables.led.{'met_yes' if row['met'] else 'met_no'}"),
        ]
        for row in drawn
        if row["generation"]
    ]
    return Table(name, header, rows)


def _people(result: Any) -> list[Row]:
    table = values(result, *_COLUMNS)
    rows = zip(*table.values(), strict=True)
    return [dict(zip(table, row, strict=True)) for row in rows]


def _drawn(people: list[Row]) -> list[Row]:
    """Who came through somebody, or led to somebody."""
    return [row for row in people if row["generation"] or row["led_to"]]


def _by_name(people: list[Row]) -> bool:
    drawn = _drawn(people)
    return len(drawn) <= _MOST_NAMES and any(row["name"] for row in drawn)


def _use(row: Row) -> str:
    return row["name_use"] if row["name_use"] in _USES else "not_asked"


def _name(row: Row, words: Words) -> str:
    return canvas.short(row["name"] or "") or words("charts.led.no_name")


def _referrer(row: Row, drawn: list[Row], words: Words) -> str:
    named = (_name(one, words) for one in drawn if one["contact_id"] == row["referred_by"])
    return next(named, words("charts.led.somebody"))


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else name[: max(longest - 1, 1)].rstrip() + "…"


def _layers(people: list[Row]) -> list[Row]:
    layers = []
    for step in sorted({row["generation"] for row in people}):
        there = [row for row in people if row["generation"] == step]
        uses = {use: sum(_use(row) == use for row in there) for use in _USES}
        by = len({row["referred_by"] for row in there})
        layers.append({"step": step, "n": len(there), "by": by, **uses})
    return layers


def _layer_name(layer: Row, words: Words) -> str:
    return step_name(layer["step"], words)


def _layer(layer: Row, words: Words) -> str:
    if not layer["step"]:
        return words("charts.led.row_own", n=layer["n"])
    return words("charts.led.row", n=layer["n"], by=words.number(layer["by"]))


def _layer_uses(layer: Row, words: Words) -> str:
    if not layer["step"]:
        return _layer(layer, words)
    uses = [f"{words(f'charts.led.{use}')} {words.number(layer[use])}" for use in _USES]
    return ", ".join([_layer(layer, words), *uses])

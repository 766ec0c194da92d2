"""What all figures share: the white card, its colours, labels that keep out of each other's way.

Names of groups are other people's text: nothing in them is mathematics, and none is too long.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from infoint_widgets.words import Words

WIDTH, HEIGHT = 7.6, 4.3
"""Inches; a page shows 96 dots an inch, so that 9 points are read as 9 points."""

INK, QUIET, RULE, CARD = "#1d1d1f", "#55555c", "#d5d5da", "#ffffff"
LINES = ("#0072b2", "#d55e00", "#009e73", "#000000")
DASHES = ("-", "--", "-.", ":")
LAYERS = ("#cfe3f1", "#8fbfdf", "#4a97c9", "#0072b2", "#014f7c", "#00304c")
GOAL, GOAL_INK = "#e2f3ec", "#0b5c42"
SMALL, NORMAL, LARGE = 9.5, 10, 12.5
FEWEST_FOR_PERCENT = 10
"""Of fewer people a reading says "3 of 8", for a percentage would promise too much."""
LINE_HEIGHT = 0.17
"""Inches from one line of a label to the next."""
_COLUMNS, _COLUMNS_SMALL, _LONGEST_NAME = 76, 110, 64
_BOLD_LETTERS_AN_INCH = 10
_DOTS = 192  # two for each of a plain screen's, so that letters are sharp on any


def card(ax: Axes | None, title: str, *, height: float = HEIGHT) -> Axes:
    """The axes to draw on, with the reader's question above them."""
    style: dict[str, Any] = {"fontsize": LARGE, "fontweight": "bold", "color": INK}
    if ax is None:
        import matplotlib.pyplot as plt

        figure, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
        figure.suptitle(
            textwrap.fill(title, _COLUMNS), x=0.01, ha="left", parse_math=False, **style
        )
    else:
        columns = max(round(inches(ax).width * _BOLD_LETTERS_AN_INCH), 12)
        ax.set_title(textwrap.fill(title, columns), loc="left", parse_math=False, **style)
    ax.figure.set_facecolor(CARD)
    ax.set_facecolor(CARD)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(QUIET)
    ax.tick_params(colors=INK, labelsize=NORMAL)
    return ax


def as_png(ax: Axes, *, dots: int = _DOTS) -> bytes:
    """The figure of some axes as a picture; it is closed, so that no notebook shows it twice."""
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure

    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    picture = io.BytesIO()
    with warnings.catch_warnings():
        # A name may be written in letters that the font lacks; its row says enough.
        warnings.filterwarnings("ignore", r"Glyph \d+", UserWarning)
        figure.savefig(picture, format="png", dpi=dots, facecolor=CARD)
    plt.close(figure)
    return picture.getvalue()


def nothing_yet(ax: Axes, sentence: str) -> Axes:
    """A card that says what is missing, in place of empty axes."""
    ax.set_axis_off()
    ax.text(
        0, 0.95, textwrap.fill(sentence, _COLUMNS),
        transform=ax.transAxes, fontsize=NORMAL, color=INK, va="top",
    )  # fmt: skip
    return ax


def explain(ax: Axes, text: str) -> None:
    """Say under the figure how it is read."""
    style: dict[str, Any] = {"fontsize": SMALL, "color": QUIET, "parse_math": False}
    wrapped = textwrap.fill(text, _COLUMNS_SMALL)
    if ax.get_title(loc="left"):
        ax.set_xlabel(wrapped, loc="left", labelpad=8, **style)
    else:
        # The figure is our own: its title stands over all of it, and so this stands under it.
        ax.get_figure(root=True).supxlabel(  # type: ignore[union-attr]
            wrapped, x=0.01, ha="left", **style
        )


def percent_axis(axis: Any, words: Words) -> None:
    from matplotlib.ticker import FuncFormatter

    axis.set_ticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axis.set_major_formatter(FuncFormatter(lambda share, _: words.percent(share)))


def name(text: str, width: int = 30) -> str:
    """A name as a label: a long one has several lines."""
    return textwrap.fill(short(text), width)


def short(text: str) -> str:
    """A name on one line; one that is very long is cut."""
    shown = " ".join(text.split())
    if len(shown) > _LONGEST_NAME:
        shown = shown[: _LONGEST_NAME - 1].rstrip() + "…"
    return shown


def rows_height(names: Sequence[str]) -> float:
    """Inches that rows with these labels need, with the title and what stands under them."""
    lines = max((label.count("\n") + 1 for label in names), default=1)
    return 1.3 + len(names) * (lines * LINE_HEIGHT + 0.14)


def rows_axis(ax: Axes, names: Sequence[str], counts: Sequence[str]) -> None:
    """One row a group, the first on top, with its name before it and its counts behind."""
    ax.set_yticks(range(len(names)), names, parse_math=False)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    for row, text in enumerate(counts):
        ax.text(
            1.03, row, text,
            transform=ax.get_yaxis_transform(), va="center", fontsize=NORMAL, color=INK,
        )  # fmt: skip


def estimates(ax: Axes, rows: Sequence[tuple[float | None, ...]], words: Words) -> None:
    """A point with its interval in each row, on an axis of percentages; none where none is known.

    Parameters
    ----------
    rows : sequence of (estimate, low, high)
    """
    for row, (estimate, low, high) in enumerate(rows):
        if estimate is None or low is None or high is None:
            ax.text(
                0, row, words("charts.rate.too_early"), va="center", fontsize=SMALL, color=QUIET
            )
            continue
        ax.hlines(row, low, high, color=LINES[0], lw=2)
        ax.plot(estimate, row, "o", color=LINES[0], ms=9, mec=CARD, mew=1)
    percent_axis(ax.xaxis, words)
    ax.set_xlim(-0.02, 1.02)
    ax.grid(axis="x", color=RULE, lw=0.8)
    ax.set_axisbelow(True)


def end_labels(ax: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Label lines or layers at the right edge; labels that would collide are pushed apart.

    Parameters
    ----------
    ends : sequence of (y in the axes' units, text, colour)
    """
    low, high = ax.get_ylim()
    heights = [(y - low) / (high - low) for y, _, _ in ends]
    lines = [text.count("\n") + 1 for _, text, _ in ends]
    at_heights = spread(heights, lines, line=LINE_HEIGHT / inches(ax).height)
    for at, (_, text, colour) in zip(at_heights, ends, strict=True):
        ax.text(
            1.01, at, text, transform=ax.transAxes, color=colour, fontsize=SMALL, va="center",
            parse_math=False,
        )  # fmt: skip


def spread(heights: Sequence[float], lines: Sequence[int], *, line: float) -> list[float]:
    """Heights from 0 to 1 moved up, and down again from the top, until no two texts overlap."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    halves = [line * count / 2 for count in lines]
    at, floor, ceiling = list(heights), 0.0, 1.0
    for place in order:
        at[place] = max(at[place], floor + halves[place])
        floor = at[place] + halves[place]
    for place in reversed(order):
        at[place] = min(at[place], ceiling - halves[place])
        ceiling = at[place] - halves[place]
    return at


def inches(ax: Axes) -> Any:
    """The box of some axes in inches, before anything around them takes its room."""
    figure: Any = ax.get_figure(root=True)
    return ax.get_position().transformed(figure.transFigure - figure.dpi_scale_trans)


# What several sentences have in common


def span(days: int, words: Words) -> str:
    """A number of days as in "within 21 days"."""
    return words("charts.span", n=days)


def percentages(row: Mapping[str, Any], words: Words) -> dict[str, str]:
    """A rate and the ends of its interval."""
    return {name: words.percent(row[name]) for name in ("rate", "low", "high")}


def few_range(low: float, high: float, words: Words) -> str:
    """What a share may be of which too little is known for a percentage, in a sentence."""
    return words("charts.rate.few_range", range=tenths(low, high, words))


def tenths(low: float, high: float, words: Words) -> str:
    """A range of shares of so few people that percentages would promise too much."""
    return words("charts.rate.tenths", low=round(low * 10), high=round(high * 10))

"""What all figures share: the white card, its colours, labels that keep out of each other's way."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from itertools import pairwise
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
GOAL = "#e2f3ec"
SMALL, NORMAL, LARGE = 9.5, 10, 12.5
FEWEST_FOR_PERCENT = 10
"""Of fewer people a reading says "3 of 8", for a percentage would promise too much."""
_COLUMNS = 76
_DOTS = 192  # two for each of a plain screen's, so that letters are sharp on any


def card(ax: Axes | None, title: str, *, height: float = HEIGHT) -> Axes:
    """The axes to draw on, with the reader's question above them."""
    style: dict[str, Any] = {"fontsize": LARGE, "fontweight": "bold", "color": INK}
    if ax is None:
        import matplotlib.pyplot as plt

        figure, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
        figure.suptitle(textwrap.fill(title, _COLUMNS), x=0.01, ha="left", **style)
    else:
        ax.set_title(title, loc="left", wrap=True, **style)
    ax.figure.set_facecolor(CARD)
    ax.set_facecolor(CARD)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(QUIET)
    ax.tick_params(colors=INK, labelsize=NORMAL)
    return ax


def as_png(ax: Axes) -> bytes:
    """The figure of some axes as a picture; it is closed, so that no notebook shows it twice."""
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure

    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=_DOTS, facecolor=CARD)
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
    wrapped = textwrap.fill(text, _COLUMNS + 20)
    ax.set_xlabel(wrapped, fontsize=SMALL, color=QUIET, loc="right", labelpad=8)


def percent_axis(axis: Any, words: Words) -> None:
    from matplotlib.ticker import FuncFormatter

    axis.set_ticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axis.set_major_formatter(FuncFormatter(lambda share, _: words.percent(share)))


def rows_axis(ax: Axes, labels: Sequence[str]) -> None:
    """One labelled row a group, the first on top."""
    names = ["\n".join(textwrap.fill(line, 30) for line in label.split("\n")) for label in labels]
    ax.set_yticks(range(len(labels)), names)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def end_labels(ax: Axes, ends: Sequence[tuple[float, str, str]], *, x: float = 1.01) -> None:
    """Label lines or layers at the right edge; labels that would collide are pushed apart.

    Parameters
    ----------
    ends : sequence of (y in the axes' units, text, colour)
    """
    low, high = ax.get_ylim()
    heights = [(y - low) / (high - low) for y, _, _ in ends]
    lines = [text.count("\n") + 1 for _, text, _ in ends]
    for at, (_, text, colour) in zip(spread(heights, lines), ends, strict=True):
        ax.text(
            x, at, text,
            transform=ax.transAxes, color=colour, fontsize=SMALL, va="center", clip_on=False,
        )  # fmt: skip


def spread(heights: Sequence[float], lines: Sequence[int], line: float = 0.062) -> list[float]:
    """Heights from 0 to 1 moved up, and down again from the top, until no two texts overlap."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    at = list(heights)
    for below, above in pairwise(order):
        at[above] = max(at[above], at[below] + line * (lines[below] + lines[above]) / 2)
    ceiling = 1.0
    for place in reversed(order):
        at[place] = min(at[place], ceiling)
        below_it = order.index(place) - 1
        if below_it >= 0:
            ceiling = at[place] - line * (lines[place] + lines[order[below_it]]) / 2
    return at

"""Nothing in a figure is cut off or stands upon anything else, for few people and for many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from infoint_widgets import charts, stats
from infoint_widgets.charts.canvas import spread
from tests.charts.conftest import FIGURES, LANGUAGES, each_figure, each_language, result_of, some
from tests.stats.conftest import asked, frame, met

TOUCHING = 0.5  # dots by which letters' boxes may overlap without anybody seeing it


def shown(figure: Figure) -> Iterator[Text]:
    """All texts that are drawn; a tick beyond the end of its axis is not."""
    beyond: set[int] = set()
    for ax in figure.axes:
        for axis, (low, high) in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
            low, high = sorted((low, high))
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not low <= tick.get_loc() <= high:
                    beyond |= {id(tick.label1), id(tick.label2)}
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        there = text.axes is None or text.axes.axison or text in text.axes.texts
        if text.get_text().strip() and text.get_visible() and there and id(text) not in beyond:
            yield text


def check(ax: Axes) -> None:
    figure: Any = ax.get_figure(root=True)
    figure.canvas.draw()
    boxes = {text: text.get_window_extent() for text in shown(figure)}
    assert boxes
    for text, box in boxes.items():
        inside = figure.bbox.padded(1)
        assert inside.x0 <= box.x0, f"cut off at the left: {text.get_text()!r}"
        assert box.x1 <= inside.x1, f"cut off at the right: {text.get_text()!r}"
        assert inside.y0 <= box.y0, f"cut off at the bottom: {text.get_text()!r}"
        assert box.y1 <= inside.y1, f"cut off at the top: {text.get_text()!r}"
    for (one, box), (other, other_box) in combinations(boxes.items(), 2):
        apart = not box.padded(-TOUCHING).overlaps(other_box.padded(-TOUCHING))
        assert apart, f"{one.get_text()!r} stands upon {other.get_text()!r}"


@each_figure
@each_language
def test_the_sample_is_legible(sample: pd.DataFrame, name: str, language: str) -> None:
    check(charts.draw(FIGURES[name](sample), language=language))


@pytest.mark.parametrize("n", [0, 1, 2, 5, 12, 1000])
@each_figure
def test_so_many_people_are_legible(name: str, n: int) -> None:
    result = result_of(name, some(n))
    for language in LANGUAGES if n < 1000 else ("de",):
        check(charts.draw(result, language=language))


@pytest.mark.parametrize("by", ["field", "warmth", "language", "found_through", "organisation"])
@each_language
def test_every_grouping_of_the_sample_is_legible(
    sample: pd.DataFrame, by: str, language: str
) -> None:
    check(charts.draw(stats.response_rate(sample, by=by), language=language))
    check(charts.draw(stats.response_curve(sample, by=by), language=language))


@pytest.mark.parametrize("days", [1, 30, 90, 400])
def test_any_length_of_time_is_legible(sample: pd.DataFrame, days: int) -> None:
    check(charts.draw(stats.response_rate(sample, within_days=days), language="de"))
    check(charts.draw(stats.response_curve(sample, within_days=days), language="de"))


@pytest.mark.parametrize("rate", [0, 1])
def test_a_rate_at_either_end_is_legible(rate: int) -> None:
    rows = [asked(40, yes=2) if rate else asked(40)] * 30
    check(charts.draw(stats.response_rate(frame(rows))))
    check(charts.draw(stats.response_curve(frame(rows)), language="de"))


@pytest.mark.parametrize("generations", [1, 6, 12])
def test_many_layers_are_legible(generations: int) -> None:
    rows = [met(5 + 20 * step, generation=step) for step in range(generations)]
    check(charts.draw(stats.network_growth(frame(rows)), language="de"))
    check(charts.draw(stats.generations(frame(rows)), language="de"))


@given(ends=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 3)), max_size=6))
def test_labels_are_pushed_apart_and_stay_in_their_order(ends: list[tuple[float, int]]) -> None:
    heights, lines = [height for height, _ in ends], [count for _, count in ends]
    placed = sorted(zip(spread(heights, lines, line=0.05), heights, lines, strict=True))
    edge = 0.0
    for at, _, count in placed:
        assert at - 0.025 * count >= edge - 1e-9
        edge = at + 0.025 * count
    assert edge <= 1 + 1e-9
    assert [height for _, height, _ in placed] == sorted(heights)

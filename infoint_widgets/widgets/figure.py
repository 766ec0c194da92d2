"""A statistic as it is shown, on a page and in a form: its chart, the sentence, the description."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infoint_widgets.widgets import safe


def card(result: Any, language: str, note: str = "") -> safe.Markup:
    """The chart on a white card with its sentence; the sentence alone while nothing can be drawn.

    Parameters
    ----------
    result : frame
        What a function of `infoint_widgets.stats` returned.
    language : {"en", "de"}
    note : str
        What is said after the sentence, of the figure's people.
    """
    from infoint_widgets import charts

    said, described = charts.reading(result, language), charts.alt_text(result, language)
    if said == described:
        return safe.sentence(f"{said} {note}".strip())
    with _cleared_away_young():
        picture = charts.as_png(charts.draw(result, language=language))
    return safe.figure(picture, described, said, note, width=charts.WIDTH)


def said(result: Any, language: str) -> str:
    """What it means, in a sentence or more."""
    from infoint_widgets import charts

    return charts.reading(result, language)


def table(result: Any, language: str) -> safe.Markup:
    """The numbers behind it; nothing where there are none."""
    from infoint_widgets import charts

    made = charts.table(result, language)
    if not made.rows:
        return safe.joined([])
    return safe.table(made.name, made.header, made.rows, named=made.named)


@contextmanager
def _cleared_away_young() -> Iterator[None]:
    """A picture leaves thousands of objects behind that hold each other.

    Once they are old, all objects of a large log are looked through to find them: every tenth
    picture would take twice as long.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(1)
        if collects:
            gc.enable()

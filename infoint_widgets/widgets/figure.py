"""A statistic as it is shown, on a page and in a form: its chart, the sentence, the description."""

from __future__ import annotations

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
    axes = charts.draw(result, language=language)
    return safe.figure(charts.as_png(axes), described, said, note, width=charts.WIDTH)


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

"""A statistic in a notebook: its chart on a white card, and the sentence that says its meaning."""

from __future__ import annotations

from typing import Any

from infoint_widgets.log.store import Log
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.form import language_of
from infoint_widgets.words import Words


def show(result: Any, log: Log) -> None:
    """Draw a statistic's chart, with its sentence under it and its description for who can't see.

    Parameters
    ----------
    result : frame
        What a function of `infoint_widgets.stats` returned.
    log : Log
        The log it was made from, for the language, and for saying when it is the sample.

    Examples
    --------
    >>> ii.show(ii.stats.response_rate(log.journeys()), log)  # doctest: +SKIP
    """
    from infoint_widgets import charts

    language = language_of(log)
    axes = charts.draw(result, language=language)
    safe.show_figure(
        charts.as_png(axes),
        charts.alt_text(result, language),
        charts.reading(result, language),
        Words(language)("form.figure_sample") if log.sample else "",
        width=charts.WIDTH,
    )


def say_that_it_is_the_sample(log: Log) -> None:
    """Tell the person that these figures are not their own."""
    safe.show_sentence(Words(language_of(log))("form.sample_instead"))

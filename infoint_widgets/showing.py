"""A statistic in a notebook: its chart on a white card, the sentence of its meaning, its table."""

from __future__ import annotations

from typing import Any

from infoint_widgets.jobs.people import to_thank
from infoint_widgets.log.store import Log
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.figure import card
from infoint_widgets.words import Words

_MOST_NAMES = 8


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

    words = Words(log.language)
    until = words.moment(log.now(), log.zone, with_time=False)
    note = words("form.figure_sample", day=until) if log.sample else ""
    safe.show_figure(card(result, log.language, note))
    if charts.is_of(result, "thank_you"):
        _say_whom_to_thank(log)


def _say_whom_to_thank(log: Log) -> None:
    words, people = Words(log.language), to_thank(log)
    names = [contact.name or contact.email for contact in people[:_MOST_NAMES]]
    if names:
        more = len(people) - len(names)
        said = words("charts.lag.thank_you.who", names=", ".join(names))
        if more:
            said = f"{said} {words('charts.lag.thank_you.who_more', n=more)}"
        safe.show_sentence(f"{said} {words('charts.lag.thank_you.how')}")


def table(result: Any, log: Log) -> None:
    """Show a statistic's numbers under headings in one's own language.

    Parameters
    ----------
    result, log
        As in `show`; `result` itself keeps its columns and exact numbers, to compute with.

    Examples
    --------
    >>> ii.table(ii.stats.response_rate(log.journeys()), log)  # doctest: +SKIP
    """
    from infoint_widgets import charts

    made = charts.table(result, log.language)
    if made.rows:
        safe.show_table(*made)


def say_that_it_is_the_sample(log: Log) -> None:
    """Tell the person that these figures are not their own."""
    safe.show_sentence(Words(log.language)("form.sample_instead"))

"""A statistic in a notebook: its chart on a white card, the sentence of its meaning, its table."""

from __future__ import annotations

from typing import Any

from infoint_widgets.jobs.people import to_thank
from infoint_widgets.jobs.pooling import Pool
from infoint_widgets.log.store import Log
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.figure import card
from infoint_widgets.words import Words

_MOST_NAMES = 8


def show(result: Any, log: Log | Pool) -> None:
    """Draw a statistic's chart, with its sentence under it and its description for who can't see.

    Parameters
    ----------
    result : frame
        What a function of `infoint_widgets.stats` returned.
    log : Log or Pool
        What it was made from, for the language, and for saying when the people are invented.

    Examples
    --------
    >>> ii.show(ii.stats.response_rate(log.journeys()), log)  # doctest: +SKIP
    """
    from infoint_widgets import charts

    words = Words(log.language)
    note = _note(log, words)
    said, described = charts.reading(result, log.language), charts.alt_text(result, log.language)
    if said == described:  # there is nothing to draw, and one sentence says so
        safe.show_sentence(f"{said} {note}".strip())
        return
    safe.show_figure(card(result, log.language, note))
    if isinstance(log, Log) and charts.is_of(result, "thank_you"):
        _say_whom_to_thank(log)


def _note(log: Log | Pool, words: Words) -> str:
    """What has to be said under every figure of people who don't exist."""
    if isinstance(log, Pool):
        return words("pooled.invented_note") if log.invented else ""
    until = words.moment(log.now(), log.zone, with_time=False)
    return words("form.figure_sample", day=until) if log.sample else ""


def about(pool: Pool) -> None:
    """Say how many students and people a pool has, and which files are left out and why.

    Examples
    --------
    >>> ii.about(ii.pooled(log))  # doctest: +SKIP
    """
    for sentence in pool.told(Words(pool.language)):
        safe.show_sentence(sentence)


def _say_whom_to_thank(log: Log) -> None:
    words, people = Words(log.language), to_thank(log)
    names = [contact.name or contact.email for contact in people[:_MOST_NAMES]]
    if names:
        more = len(people) - len(names)
        said = words("charts.lag.thank_you.who", names=", ".join(names))
        if more:
            said = f"{said} {words('charts.lag.thank_you.who_more', n=more)}"
        safe.show_sentence(f"{said} {words('charts.lag.thank_you.how')}")


def table(result: Any, log: Log | Pool) -> None:
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

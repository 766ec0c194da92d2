"""One figure per statistic, on a white card, with the sentence and the description that go with it.

Each function takes what the function of the same name in `infoint_widgets.stats` returned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infoint_widgets.charts import (
    answer_tables,
    answers,
    growth,
    lags,
    led,
    named,
    pooled,
    rates_told,
    spread,
    steps,
    tables,
    weeks,
    what_if,
)
from infoint_widgets.charts.answers import answer_curve, follow_up_gain
from infoint_widgets.charts.canvas import WIDTH, as_png
from infoint_widgets.charts.growth import generations, network_growth
from infoint_widgets.charts.lags import lag, thanked_in_time
from infoint_widgets.charts.led import who_led_to_whom
from infoint_widgets.charts.named import referrals_per_interview
from infoint_widgets.charts.rates import response_curve, response_rate
from infoint_widgets.charts.spread import between_students
from infoint_widgets.charts.steps import funnel
from infoint_widgets.charts.tables import Table
from infoint_widgets.charts.weeks import activity
from infoint_widgets.charts.what_if import messages_needed
from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats.frames import columns, values
from infoint_widgets.vocabulary import FEWEST_TO_SHOW

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "WIDTH",
    "Table",
    "activity",
    "alt_text",
    "answer_curve",
    "as_png",
    "between_students",
    "draw",
    "follow_up_gain",
    "funnel",
    "generations",
    "is_of",
    "lag",
    "messages_needed",
    "network_growth",
    "reading",
    "referrals_per_interview",
    "response_curve",
    "response_rate",
    "table",
    "thanked_in_time",
    "who_led_to_whom",
]

# What a result is, is told by the columns that no other has; the figure, its reading, its
# description, its table.
_KINDS: tuple[tuple[set[str], Any, Any, Any, Any], ...] = (
    (
        {"day", "answered", "rate"},
        *(answer_curve, answers.curve_reading, answers.curve_alt_text),
        answer_tables.answers_table,
    ),
    (
        {"message", "answered", "total"},
        *(follow_up_gain, answers.gain_reading, answers.gain_alt_text, answer_tables.gain_table),
    ),
    (
        {"closed", "step", "reached"},
        *(funnel, steps.funnel_reading, steps.funnel_alt_text, answer_tables.funnel_table),
    ),
    (
        {"interviews", "messages"},
        *(messages_needed, what_if.needed_reading, what_if.needed_alt_text),
        answer_tables.needed_table,
    ),
    (
        {"day", "at_risk", "rate"},
        *(response_curve, rates_told.curve_reading, rates_told.curve_alt_text, tables.curve_table),
    ),
    (
        {"within_days", "rate_closed"},
        *(response_rate, rates_told.rate_reading, rates_told.rate_alt_text, tables.rate_table),
    ),
    (
        {"kind", "days", "share"},
        *(lag, lags.lag_reading, lags.lag_alt_text, tables.lag_table),
    ),
    (
        {"rule", "in_time"},
        *(thanked_in_time, lags.in_time_reading, lags.in_time_alt_text, tables.in_time_table),
    ),
    (
        {"start", "generation", "new"},
        *(network_growth, growth.growth_reading, growth.growth_alt_text, tables.growth_table),
    ),
    (
        {"below", "spread"},
        *(between_students, spread.spread_reading, spread.spread_alt_text, spread.spread_table),
    ),
    (
        {"generation", "written"},
        *(generations, growth.steps_reading, growth.steps_alt_text, tables.steps_table),
    ),
    (
        {"led_to", "orphan"},
        *(who_led_to_whom, led.led_reading, led.led_alt_text, led.led_table),
    ),
    (
        {"after_days", "mean"},
        *(referrals_per_interview, named.named_reading, named.named_alt_text, named.named_table),
    ),
    (
        {"start", "goal", "running"},
        *(activity, weeks.activity_reading, weeks.activity_alt_text, weeks.activity_table),
    ),
)


def draw(result: Any, ax: Axes | None = None, *, language: str = "en") -> Axes:
    """Draw the figure that belongs to a result.

    Parameters
    ----------
    result : frame
        What a function of `infoint_widgets.stats` returned.
    ax : Axes, optional
        Where to draw; by default a figure of its own.
    language : {"en", "de"}

    Raises
    ------
    WorkbookError
        When the frame is no such result.

    Examples
    --------
    >>> ax = draw(stats.response_rate(log.journeys()))  # doctest: +SKIP
    """
    figure, *_ = _kind(result)
    axes: Axes = figure(result, ax, language=language)
    return axes


def reading(result: Any, language: str = "en") -> str:
    """What a result means for these people, in a plain sentence or a few.

    Parameters
    ----------
    result : frame
        What a function of `infoint_widgets.stats` returned.
    language : {"en", "de"}

    Raises
    ------
    WorkbookError
        When the frame is no such result.

    Examples
    --------
    >>> reading(stats.response_rate(log.journeys()))  # doctest: +SKIP
    """
    _, read, *_ = _kind(result)
    words = pooled.words_of(result, language)
    if pooled.too_few(result):
        return words("pooled.too_few", fewest=FEWEST_TO_SHOW)
    return str(read(result, words))


def alt_text(result: Any, language: str = "en") -> str:
    """What a result's figure shows, for who can't see it; parameters as in `reading`."""
    _, _, describe, _ = _kind(result)
    if pooled.too_few(result):
        return reading(result, language)
    return str(describe(result, pooled.words_of(result, language)))


def table(result: Any, language: str = "en") -> Table:
    """A result's numbers under headings in a person's language; parameters as in `reading`.

    Returns
    -------
    Table
        Its name, header and rows, all of them texts.
    """
    *_, tabulate = _kind(result)
    made: Table = tabulate(result, pooled.words_of(result, language))
    return made


def is_of(result: Any, kind: str) -> bool:
    """Whether a result is the lag of this kind, such as ``"thank_you"``."""
    return {"kind", "days"} <= set(columns(result)) and values(result, "kind")["kind"][0] == kind


def _kind(result: Any) -> tuple[Any, Any, Any, Any]:
    found = columns(result)
    for needed, *kind in _KINDS:
        if needed <= set(found):
            figure, read, describe, tabulate = kind
            return figure, read, describe, tabulate
    raise WorkbookError("charts.no_result", columns=", ".join(found))

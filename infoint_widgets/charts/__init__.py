"""One figure per statistic, on a white card, with the sentence and the description that go with it.

Each function takes what the function of the same name in `infoint_widgets.stats` returned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from infoint_widgets.words import Words

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


class _Kind(NamedTuple):
    """The columns by which a result is known, for no other has them all, and how it is shown."""

    columns: set[str]
    draw: Callable[..., Axes]
    read: Callable[[Any, Words], str]
    describe: Callable[[Any, Words], str]
    tabulate: Callable[[Any, Words], Table]


_KINDS = (
    _Kind(
        {"day", "answered", "rate"}, answer_curve,
        answers.curve_reading, answers.curve_alt_text, answer_tables.answers_table,
    ),
    _Kind(
        {"message", "answered", "total"}, follow_up_gain,
        answers.gain_reading, answers.gain_alt_text, answer_tables.gain_table,
    ),
    _Kind(
        {"closed", "step", "reached"}, funnel,
        steps.funnel_reading, steps.funnel_alt_text, answer_tables.funnel_table,
    ),
    _Kind(
        {"interviews", "messages"}, messages_needed,
        what_if.needed_reading, what_if.needed_alt_text, answer_tables.needed_table,
    ),
    _Kind(
        {"day", "at_risk", "rate"}, response_curve,
        rates_told.curve_reading, rates_told.curve_alt_text, tables.curve_table,
    ),
    _Kind(
        {"within_days", "rate_closed"}, response_rate,
        rates_told.rate_reading, rates_told.rate_alt_text, tables.rate_table,
    ),
    _Kind(
        {"kind", "days", "share"}, lag,
        lags.lag_reading, lags.lag_alt_text, tables.lag_table,
    ),
    _Kind(
        {"rule", "in_time"}, thanked_in_time,
        lags.in_time_reading, lags.in_time_alt_text, tables.in_time_table,
    ),
    _Kind(
        {"start", "generation", "new"}, network_growth,
        growth.growth_reading, growth.growth_alt_text, tables.growth_table,
    ),
    _Kind(
        {"below", "spread"}, between_students,
        spread.spread_reading, spread.spread_alt_text, spread.spread_table,
    ),
    _Kind(
        {"generation", "written"}, generations,
        growth.steps_reading, growth.steps_alt_text, tables.steps_table,
    ),
    _Kind(
        {"led_to", "orphan"}, who_led_to_whom,
        led.led_reading, led.led_alt_text, led.led_table,
    ),
    _Kind(
        {"after_days", "mean"}, referrals_per_interview,
        named.named_reading, named.named_alt_text, named.named_table,
    ),
    _Kind(
        {"start", "goal", "running"}, activity,
        weeks.activity_reading, weeks.activity_alt_text, weeks.activity_table,
    ),
)  # fmt: skip


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
    return _kind(result).draw(result, ax, language=language)


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
    kind = _kind(result)
    words = pooled.words_of(result, language)
    if pooled.too_few(result):
        return words("pooled.too_few", fewest=FEWEST_TO_SHOW)
    return kind.read(result, words)


def alt_text(result: Any, language: str = "en") -> str:
    """What a result's figure shows, for who can't see it; parameters as in `reading`."""
    if pooled.too_few(result):
        return reading(result, language)
    return _kind(result).describe(result, pooled.words_of(result, language))


def table(result: Any, language: str = "en") -> Table:
    """A result's numbers under headings in a person's language; parameters as in `reading`.

    Returns
    -------
    Table
        Its name, header and rows, all of them texts.
    """
    return _kind(result).tabulate(result, pooled.words_of(result, language))


def is_of(result: Any, kind: str) -> bool:
    """Whether a result is the lag of this kind, such as ``"thank_you"``."""
    return {"kind", "days"} <= set(columns(result)) and values(result, "kind")["kind"][0] == kind


def _kind(result: Any) -> _Kind:
    found = columns(result)
    for kind in _KINDS:
        if kind.columns <= set(found):
            return kind
    raise WorkbookError("charts.no_result", columns=", ".join(found))

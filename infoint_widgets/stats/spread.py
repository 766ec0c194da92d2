"""How far students differ from one another; nothing is told of a single one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats import counting, estimators, rates
from infoint_widgets.stats import frames as fr
from infoint_widgets.stats.pooled import STUDENT
from infoint_widgets.vocabulary import FEWEST_TO_SHOW

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

BELOW = (0.1, 0.25, 0.5, 0.75, 0.9)


class Spread(NamedTuple):
    """What rates of several students have in common, and how far they lie apart.

    Attributes
    ----------
    average : float
        The rate of all people together.
    alike : float
        The correlation between people of one student, 0 where chance explains all differences.
    sd : float
        The standard deviation of the students' true rates.
    """

    average: float
    alike: float
    sd: float


def between_students(
    journeys: IntoFrameT,
    *,
    within_days: int = 21,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How far the rates at which students hear a yes lie apart, chance taken out.

    Parameters
    ----------
    journeys : Pooled or frame
        With a column ``student``.
    within_days : int
        Only people who were first written to at least so many days ago are counted.
    as_of, confidence
        As in `response_rate`.

    Returns
    -------
    frame
        Of the same library; one row a share of the students: a tenth, a quarter, half, three
        quarters, nine tenths.

        ===============  ========================================================================
        below            the share of students who lie below
        within_days      as given
        n                students with at least one such person
        people, yes      all their people, and those who said yes within that time
        average          yes / people; missing, as all that follows, under 5 students
        spread           the standard deviation of the students' true rates
        rate, low, high  the rate below which that share of the students lies, each student's rate
                         being drawn towards the average; missing unless at least 5 students lie on
                         either side
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds.
    ValueError
        When `within_days` or `confidence` is no such number.

    Warns
    -----
    DataWarning
        As in `response_rate`.

    Notes
    -----
    A student's rate of xᵢ in nᵢ is drawn towards the average m as (xᵢ + s m) / (nᵢ + s), with
    s = 1/ρ − 1, and ρ the intra-class correlation by moments: Σ nᵢ(pᵢ − m)² has the expectation
    m(1 − m) [(k − 1) + ρ (N − Σnᵢ²/N − (k − 1))] (beta-binomial; Kleinman 1973,
    doi:10.1080/01621459.1973.10481332). ``spread`` is √(ρ m (1 − m)). Rates drawn in like this lie
    a little closer together than the true ones. The interval of a quantile goes from the rate at
    one end of Wilson's interval of that share of k students to the rate at the other.

    Examples
    --------
    >>> between_students(pool)  # doctest: +SKIP
    """
    rows = rates.waits(journeys, None, within_days, as_of, keep=(STUDENT,))
    yes, people = _of_each(counting.tally(rows, (STUDENT, "long_ago"), rates.PROBLEMS))
    k = len(people)
    found = spread_of(yes, people)
    drawn = np.sort(drawn_in(yes, people, found))
    table = []
    for share in BELOW:
        low, high = estimators.wilson(share * k, k, confidence)
        ends: Any = [math.nan] * 3
        # Tenths of ten students would be one of them.
        if round(min(share, 1 - share) * k, 9) >= FEWEST_TO_SHOW:
            ends = np.quantile(drawn, [share, low, high]).tolist()
        figures = (found.average, found.sd, *ends) if k >= FEWEST_TO_SHOW else [math.nan] * 5
        table.append((share, within_days, k, int(people.sum()), int(yes.sum()), *figures))
    schema = fr.schema("below within_days n people yes average spread rate low high")
    return fr.result(journeys, schema, table)  # type: ignore[no-any-return]


def spread_of(yes: Any, people: Any) -> Spread:
    """Average and spread of rates of `yes` in `people`, by moments; nan where nobody is.

    Parameters
    ----------
    yes, people : array_like of int
        One entry a student.

    Examples
    --------
    >>> spread_of([5, 5], [10, 10])
    Spread(average=0.5, alike=0.0, sd=0.0)
    """
    x, n = np.asarray(yes, dtype=float), np.asarray(people, dtype=float)
    total = n.sum()
    if not total:
        return Spread(math.nan, math.nan, math.nan)
    m = float(x.sum() / total)
    k, chance = len(n), m * (1 - m)
    room = total - (n**2).sum() / total - (k - 1)
    if chance <= 0 or room <= 0:  # all alike, or nobody was asked twice
        return Spread(m, 0.0, 0.0)
    alike = ((n * (x / n - m) ** 2).sum() / chance - (k - 1)) / room
    alike = float(np.clip(alike, 0, 1))
    return Spread(m, alike, math.sqrt(alike * chance))


def drawn_in(yes: Any, people: Any, spread: Spread) -> Any:
    """Each student's rate, drawn towards the average the more, the fewer people it rests on."""
    x, n = np.asarray(yes, dtype=float), np.asarray(people, dtype=float)
    if spread.alike == 0:
        return np.full(len(n), spread.average)
    strength = 1 / spread.alike - 1
    return (x + strength * spread.average) / (n + strength)


def _of_each(table: Any) -> tuple[Any, Any]:
    """How many of each student's people said yes in time, and how many were asked long ago."""
    import narwhals as nw

    said_yes = nw.when(nw.col("state") == rates.YES).then(nw.col("people")).otherwise(nw.lit(0))
    asked = table.filter(nw.col("long_ago") & (nw.col("state") != counting.LEFT_OUT))
    each = asked.with_columns(yes=said_yes).group_by(STUDENT)
    sums = each.agg(nw.col("yes").sum(), nw.col("people").sum())
    return sums["yes"].to_numpy(), sums["people"].to_numpy()

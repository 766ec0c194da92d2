"""How far students differ from one another; nothing is told of a single one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats import counting, rates
from infoint_widgets.stats import frames as fr
from infoint_widgets.stats.pooled import STUDENT
from infoint_widgets.stats.proportions import normal_quantile
from infoint_widgets.vocabulary import FEWEST_TO_SHOW

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

BELOW = (0.1, 0.25, 0.5, 0.75, 0.9)
_SAMPLES, _SEED = 400, 20_261_126


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
        rate, low, high  the rate below which that share of the students lies, chance taken out;
                         missing unless at least 5 students lie on either side
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
    closer together than the true ones, so together they are stretched until they lie as far apart
    as ``spread`` says (constrained empirical Bayes: Louis 1984, Journal of the American Statistical
    Association 79:393). The interval holds the middle of what 400 samples of as many students, with
    replacement, give (percentile bootstrap: Efron 1979, doi:10.1214/aos/1176344552); the samples
    are the same each time. With 20 students one of 95 % held the truth 89 to 93 times of 100, with
    40 or more 92 to 96 (benchmarks/coverage.py).

    Examples
    --------
    >>> between_students(pool)  # doctest: +SKIP
    """
    rows = rates.waits(journeys, None, within_days, as_of, keep=(STUDENT,))
    yes, people = _of_each(counting.tally(rows, (STUDENT, "long_ago"), rates.PROBLEMS))
    k = len(people)
    found = spread_of(yes, people) if k >= FEWEST_TO_SHOW else _UNKNOWN
    # Tenths of ten students would be one of them.
    shown = [each for each in BELOW if round(min(each, 1 - each) * k, 9) >= FEWEST_TO_SHOW]
    ends = dict(zip(shown, quantiles(yes, people, shown, confidence).tolist(), strict=True))
    counts = within_days, k, int(people.sum()), int(yes.sum())
    table = [
        (share, *counts, found.average, found.sd, *ends.get(share, [math.nan] * 3))
        for share in BELOW
    ]
    schema = fr.schema("below within_days n people yes average spread rate low high")
    return fr.result(journeys, schema, table)  # type: ignore[no-any-return]


_UNKNOWN = Spread(math.nan, math.nan, math.nan)


def spread_of(yes: Any, people: Any, students: Any = 1) -> Spread:
    """Average and spread of rates of `yes` in `people`, by moments; nan where nobody is.

    Parameters
    ----------
    yes, people : array_like of int
        One entry a student, or as many as `students` says.
    students : int or array_like of int

    Examples
    --------
    >>> spread_of([5, 5], [10, 10])
    Spread(average=0.5, alike=0.0, sd=0.0)
    """
    x, n = np.asarray(yes, dtype=float), np.asarray(people, dtype=float)
    of = np.broadcast_to(students, n.shape)
    total = of @ n
    if not total:
        return _UNKNOWN
    m = float(of @ x / total)
    k, chance = int(of.sum()), m * (1 - m)
    room = total - of @ n**2 / total - (k - 1)
    if chance <= 0 or room <= 0:  # all alike, or nobody was asked twice
        return Spread(m, 0.0, 0.0)
    alike = (of @ (n * (x / n - m) ** 2) / chance - (k - 1)) / room
    alike = float(np.clip(alike, 0, 1))
    return Spread(m, alike, math.sqrt(alike * chance))


def drawn_in(yes: Any, people: Any, spread: Spread) -> Any:
    """Each student's rate, drawn towards the average the more, the fewer people it rests on."""
    x, n = np.asarray(yes, dtype=float), np.asarray(people, dtype=float)
    if spread.alike == 0:
        return np.full(len(n), spread.average)
    strength = 1 / spread.alike - 1
    return (x + strength * spread.average) / (n + strength)


def quantiles(yes: Any, people: Any, shares: Sequence[float], confidence: float) -> Any:
    """The rates below which these shares of the students lie, and the ends of their intervals.

    Parameters
    ----------
    yes, people : array_like of int
        One entry a student.
    shares : sequence of float
        Between 0 and 1.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    ndarray
        One row a share: rate, low, high.

    Raises
    ------
    ValueError
        When the confidence is no such number.

    Examples
    --------
    >>> quantiles([1, 5, 9], [10, 10, 10], [0.5], 0.95).round(2).tolist()
    [[0.5, 0.1, 0.9]]
    """
    normal_quantile(confidence)  # refuses what can't be
    if not shares:
        return np.empty((0, 3))
    x, n = np.asarray(yes), np.asarray(people)
    k, most = len(n), int(n.max()) + 1
    # Students of whom the same is known are drawn together, however many they are.
    pairs, students = np.unique(n.astype(np.int64) * most + x, return_counts=True)
    n, x = np.divmod(pairs, most)
    random = np.random.default_rng(_SEED)
    samples = (random.multinomial(k, students / k) for _ in range(_SAMPLES))
    again = [_below(x, n, sample, shares) for sample in samples]
    low, high = np.quantile(again, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    rate = _below(x, n, students, shares)
    return np.column_stack([rate, np.minimum(low, rate), np.maximum(high, rate)])


def _below(yes: Any, people: Any, students: Any, shares: Sequence[float]) -> Any:
    """The rates below which these shares of the students lie, chance taken out."""
    there = np.flatnonzero(students)
    x, n, of = yes[there], people[there], students[there]
    found = spread_of(x, n, of)
    drawn = drawn_in(x, n, found)
    middle = np.average(drawn, weights=of)
    apart = math.sqrt(np.average((drawn - middle) ** 2, weights=of))
    if apart:
        drawn = np.clip(middle + (drawn - middle) * max(found.sd / apart, 1), 0, 1)
    order = np.argsort(drawn)
    weights = of[order]
    return np.interp(shares, (np.cumsum(weights) - weights / 2) / weights.sum(), drawn[order])


def _of_each(table: Any) -> tuple[Any, Any]:
    """How many of each student's people said yes in time, and how many were asked long ago."""
    import narwhals as nw

    said_yes = nw.when(nw.col("state") == rates.YES).then(nw.col("people")).otherwise(nw.lit(0))
    asked = table.filter(nw.col("long_ago") & (nw.col("state") != counting.LEFT_OUT))
    each = asked.with_columns(yes=said_yes).group_by(STUDENT)
    sums = each.agg(nw.col("yes").sum(), nw.col("people").sum())
    return sums["yes"].to_numpy(), sums["people"].to_numpy()

"""The bare estimators, for anybody's numbers: shares, means, and times some of which are open.

Each is a function of counts. Public names take one entry a person and count for themselves.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats.means import mean_offspring
from infoint_widgets.stats.parts import blocks
from infoint_widgets.stats.proportions import (
    newcombe_difference,
    normal_quantile,
    numbers,
    shrink,
    wilson,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[Any]

__all__ = [
    "aalen_johansen",
    "kaplan_meier",
    "kaplan_meier_quantile",
    "mean_offspring",
    "newcombe_difference",
    "shrink",
    "wilson",
]

FEWEST_FOR_QUANTILE = 6
"""Below this many people a quantile has no interval worth showing."""
MANY_OUTCOMES = 64
MINUTES_A_DAY = 1440
_FEW_CELLS = 2**16


def kaplan_meier(durations: ArrayLike, observed: ArrayLike, confidence: float = 0.95) -> Any:
    """Share of people still waiting at each time, open ones counted for as long as they waited.

    Parameters
    ----------
    durations : array_like of float
        How long each person has been waited for, in any unit; at least 0.
    observed : array_like of bool
        Whether the wait ended then; otherwise it is still open (right-censored).
    confidence : float
        Between 0 and 1.

    Returns
    -------
    DataFrame
        One row a distinct time, in order: ``time``, ``at_risk``, ``events``, ``survival``, ``se``,
        ``low``, ``high``.

    Raises
    ------
    ValueError
        When the lengths differ, or a duration is negative or missing.

    Notes
    -----
    S(t) = ∏ (1 − d/n), somebody censored at t being at risk at t (Kaplan & Meier 1958,
    doi:10.1080/01621459.1958.10501452); Greenwood's variance, interval on the log(−log) scale
    (Kalbfleisch & Prentice 2002, 1.4). Where S is 0 that scale ends: there ``low`` is 0, and
    ``high`` that of the time before, which S can't exceed.

    Examples
    --------
    >>> kaplan_meier([1, 2, 3], [True, False, True])["survival"].round(3).tolist()
    [0.667, 0.667, 0.0]
    """
    import pandas as pd

    times, ended = _checked(durations, observed)
    curve = survival(_count(times, ended.astype(bool, copy=False), 1), confidence)
    return pd.DataFrame(curve._asdict(), copy=False)


def kaplan_meier_quantile(
    durations: ArrayLike, observed: ArrayLike, q: float = 0.5, confidence: float = 0.95
) -> tuple[float, float, float]:
    """The time by which a share `q` of people is done, open ones taken into account.

    Parameters
    ----------
    durations, observed
        As in `kaplan_meier`.
    q : float
        Between 0 and 1; 0.5 is the median.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    estimate, low, high : float
        nan where the curve does not come that far, and for the interval under 6 people.

    Notes
    -----
    The first time at which S(t) ≤ 1 − q; the interval holds the times at which that would not be
    refused (Brookmeyer & Crowley 1982, doi:10.2307/2530286), on the log(−log) scale.

    Examples
    --------
    >>> kaplan_meier_quantile([1, 2, 3, 4, 5, 6, 7, 8], [True] * 8)
    (4.0, 1.0, 7.0)
    """
    times, ended = _checked(durations, observed)
    return quantile(_count(times, ended.astype(bool, copy=False), 1), q, confidence)


def aalen_johansen(durations: ArrayLike, outcome: ArrayLike, confidence: float = 0.95) -> Any:
    """Probability of each outcome by each time, where one outcome rules out the others.

    Parameters
    ----------
    durations : array_like of float
        How long until the outcome, or until now for those still open; at least 0.
    outcome : array_like of int
        0 still open (censored); 1, 2, … the competing outcomes.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    DataFrame
        One row a distinct time and outcome: ``time``, ``at_risk``, ``outcome``, ``probability``,
        ``se``, ``low``, ``high``. Outcome 1 is there even if it never happened.

    Raises
    ------
    ValueError
        When the lengths differ, a duration is negative or missing, or an outcome is below 0.

    Notes
    -----
    F(t) = Σ S(t⁻) d/n (Aalen & Johansen 1978); delta-method variance (Marubini & Valsecchi 1995,
    10.4); Wilson's interval on n_eff = F(1 − F) / Var F people, or, where the variance is 0, on
    those of whom it is known how it stands by then.

    Examples
    --------
    >>> frame = aalen_johansen([1, 2, 3, 4], [1, 2, 0, 1])
    >>> frame[frame["outcome"] == 1]["probability"].tolist()
    [0.25, 0.25, 0.25, 0.75]
    """
    import pandas as pd

    times, codes = _checked(durations, outcome)
    most = int(codes.max(initial=1))
    names = [*range(most + 1)] if most < MANY_OUTCOMES else sorted({0, 1, *np.unique(codes)})
    if most >= MANY_OUTCOMES:
        codes = np.searchsorted(names, codes)
    counts = _count(times, codes, len(names) - 1)
    there = [at for at, some in enumerate(counts.happened.sum(axis=1)) if at < 2 or some]
    present = [int(names[at]) for at in there[1:]]
    counts = counts._replace(happened=counts.happened[there])
    curves = [incidence(counts, at, confidence) for at in range(1, len(present) + 1)]
    # By time, and at each time by outcome.
    columns = {
        name: np.column_stack([getattr(curve, name) for curve in curves]).ravel()
        for name in ("time", "at_risk", "probability", "se", "low", "high")
    }
    frame = pd.DataFrame(columns, copy=False)
    frame.insert(2, "outcome", np.tile(np.array(present, dtype=np.int64), len(counts.time)))
    return frame


# On counts, as a group-by gives them


class Counts(NamedTuple):
    """How many people had which outcome when.

    Attributes
    ----------
    time : ndarray of float
        Distinct and rising.
    happened : ndarray of int, one row an outcome, one column a time
        Row 0 counts the open ones.
    """

    time: Floats
    happened: Numbers

    @property
    def n(self) -> int:
        return int(self.happened.sum())

    @property
    def n_at(self) -> Numbers:
        """How many had any outcome at each time, or are open since then."""
        return np.asarray(self.happened.sum(axis=0))

    @property
    def at_risk(self) -> Numbers:
        """How many were still waiting just before each time."""
        return np.cumsum(self.n_at[::-1])[::-1]


class Survival(NamedTuple):
    time: Floats
    at_risk: Numbers
    events: Numbers
    survival: Floats
    se: Floats
    low: Floats
    high: Floats


class Incidence(NamedTuple):
    time: Floats
    at_risk: Numbers
    probability: Floats
    se: Floats
    low: Floats
    high: Floats
    n_eff: Floats


def tabulate(time: Numbers, outcome: Numbers, people: Numbers, outcomes: int) -> Counts:
    """Count `people` by distinct time and outcome; outcomes run from 0 (open) to `outcomes`."""
    found = _in_cells(time, outcome, outcomes, people)
    if found is not None:
        return found
    distinct, at = np.unique(time, return_inverse=True)
    kinds = outcomes + 1
    cells = np.asarray(outcome, dtype=np.int64) * len(distinct) + at
    happened = np.bincount(cells, people, kinds * len(distinct)).reshape(kinds, -1)
    return Counts(distinct.astype(float), happened.astype(np.int64))


def survival(counts: Counts, confidence: float) -> Survival:
    """Kaplan–Meier on counts; every outcome but 0 ends the wait."""
    at_risk, events = counts.at_risk, counts.happened[1:].sum(axis=0)
    alive = np.cumprod(1 - events / at_risk)
    greenwood = np.cumsum(_per(events, at_risk * (at_risk - events)))
    z = normal_quantile(confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        log = np.log(alive)
        spread = np.exp(z * np.sqrt(greenwood) / np.abs(log))
        low = np.where(alive == 1, 1.0, np.exp(log * spread))
        high = np.where(alive == 1, 1.0, np.exp(log / spread))
    over = alive <= 0
    low[over] = 0.0
    if over.any():
        first = int(np.argmax(over))
        high[over] = high[first - 1] if first else 1.0
    se = np.where(over, 0.0, alive * np.sqrt(greenwood))
    return Survival(counts.time, at_risk, events, alive, se, low, high)


def quantile(counts: Counts, q: float, confidence: float) -> tuple[float, float, float]:
    """Kaplan–Meier quantile on counts, with its interval from 6 people on."""
    if not 0 < q < 1:
        raise ValueError("q must lie between 0 and 1")
    curve = survival(counts, confidence)
    reached = (_first(curve, line, 1 - q) for line in (curve.survival, curve.low, curve.high))
    estimate, low, high = reached
    if counts.n < FEWEST_FOR_QUANTILE:
        return estimate, math.nan, math.nan
    return estimate, low, high


def incidence(counts: Counts, outcome: int, confidence: float) -> Incidence:
    """Aalen–Johansen on counts, for one outcome."""
    at_risk, happened = counts.at_risk, counts.happened
    events, this = happened[1:].sum(axis=0), happened[outcome]
    before = np.concatenate(([1.0], np.cumprod(1 - events / at_risk)[:-1]))
    probability = np.cumsum(before * this / at_risk)
    variance = _incidence_variance(at_risk, events, this, before, probability)
    # Where nothing varies, as when nobody or everybody said yes, those count who are known so far.
    known = counts.n - np.cumsum(happened[0]) + happened[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        n_eff = np.where(variance > 0, probability * (1 - probability) / variance, known)
    # A probability of 1, or one that only rounding keeps from it, varies no more.
    n_eff = np.where((n_eff > 0) & (n_eff <= counts.n * 1e6), n_eff, known)
    low, high = wilson(probability * n_eff, n_eff, confidence)
    se = np.sqrt(variance)
    return Incidence(counts.time, at_risk, probability, se, low, high, n_eff)


def _incidence_variance(
    at_risk: Numbers, events: Numbers, this: Numbers, before: Floats, f: Floats
) -> Floats:
    """Var F(t) = Σ (F(t)−Fⱼ)² aⱼ + Σ bⱼ − 2 Σ (F(t)−Fⱼ) cⱼ, its squares multiplied out."""
    # Where everybody left has an outcome nothing follows: F(t) − Fⱼ is 0, and so is the term.
    a = _per(events, at_risk * (at_risk - events))
    share = this / at_risk
    c = before * share / at_risk
    b = c * before * (1 - share)
    fa = f * a
    variance = f * (f * np.cumsum(a) - 2 * np.cumsum(fa + c)) + np.cumsum(f * (fa + 2 * c) + b)
    # What is left of 0 after rounding is 0.
    return np.where(variance > 1e-14, variance, 0.0)


def _first(curve: Survival, line: Floats, level: float) -> float:
    below = line <= level + 1e-12
    return float(curve.time[np.argmax(below)]) if below.any() else math.nan


def _per(part: Numbers, whole: Numbers) -> Floats:
    """The quotient, and 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole != 0)


def _count(time: Floats, outcome: Numbers, outcomes: int) -> Counts:
    """Count one person an entry."""
    found = _in_cells(time, outcome, outcomes)
    if found is not None:
        return found
    each = [np.sort(time[outcome == kind]) for kind in range(outcomes + 1)]
    every = np.sort(time)
    distinct = every[np.append(True, every[1:] != every[:-1])]
    until = [np.searchsorted(of, distinct, side="right") for of in each]
    return Counts(distinct.astype(float), np.diff(until, axis=1, prepend=0))


def _in_cells(
    time: Floats, outcome: Numbers, outcomes: int, people: Numbers | None = None
) -> Counts | None:
    """Count whole days or minutes of days without sorting anybody, or not at all."""
    kinds, latest = outcomes + 1, time.max(initial=0)
    for unit in (1, MINUTES_A_DAY):
        size = round(latest * unit) + 1
        if size * kinds > max(_FEW_CELLS, 4 * len(time)):
            return None
        happened = np.zeros(kinds * size, dtype=np.int64)
        # Of many cells the counts are not added up again and again.
        least = len(time) if len(happened) > _FEW_CELLS else 0
        for part in blocks(len(time), least=least):
            cells = _cells(time[part], outcome[part], unit, size)
            if cells is None:
                break
            weights = None if people is None else people[part]
            happened += np.bincount(cells, weights, len(happened)).astype(np.int64, copy=False)
        else:
            by_kind = happened.reshape(kinds, size)
            there = np.flatnonzero(by_kind.any(axis=0))
            return Counts(there / unit, by_kind.take(there, axis=1))
    return None


def _cells(time: Floats, outcome: Numbers, unit: int, size: int) -> Numbers | None:
    """The cell of each wait; None when one of them is no whole number of that unit."""
    cells = np.empty(len(time), dtype=np.int64)
    few_bits = np.int32 if size < 2**31 else np.int64  # they are counted faster
    for block in blocks(len(time)):
        whole: Numbers = time[block]
        given = whole
        if time.dtype.kind == "f":
            whole = (given if unit == 1 else given * unit + 0.5).astype(few_bits)
            if not np.array_equal(whole if unit == 1 else whole / unit, given):
                return None
        cells[block] = outcome[block] * np.int64(size) + whole
    return cells


def _checked(durations: ArrayLike, outcome: ArrayLike) -> tuple[Floats, Numbers]:
    times, codes = np.asarray(durations), np.asarray(outcome)
    # Whole numbers are counted as they are, but not in so few bits that sums overflow.
    is_whole = times.dtype.kind == "i"
    times = times.astype(np.int64, copy=False) if is_whole else numbers(durations, "durations")
    if codes.dtype.kind not in "bi":
        codes = numbers(outcome, "outcomes")
    if times.ndim != 1 or times.shape != codes.shape:
        raise ValueError("durations and outcomes must be two lists of the same length")
    # Of nan, the least and the greatest are nan, too.
    if len(times) and not (times.min() >= 0 and (is_whole or times.max() < np.inf)):
        raise ValueError("every duration must be a number of at least 0")
    if codes.dtype.kind == "f":
        given, codes = codes, np.nan_to_num(codes, nan=-1, posinf=-1).astype(np.int64)
        codes = np.where(codes == given, codes, -1)
    if codes.dtype.kind != "b" and len(codes) and codes.min() < 0:
        raise ValueError("an outcome is 0 for still open, or 1, 2, … for what happened")
    return times, codes

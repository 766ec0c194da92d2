"""The bare estimators, for anybody's numbers: shares, means, and times some of which are open.

Each is a function of counts. Public names take one entry a person and count for themselves.
"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats.means import mean_offspring
from infoint_widgets.stats.proportions import (
    newcombe_difference,
    normal_quantile,
    numbers,
    shrink,
    wilson,
)
from infoint_widgets.stats.waiting import tabulate

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from infoint_widgets.stats.waiting import Counts

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
    curve = survival(tabulate(times, ended.astype(bool, copy=False), 1), confidence)
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
    return quantile(tabulate(times, ended.astype(bool, copy=False), 1), q, confidence)


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
    counts = tabulate(times, codes, len(names) - 1)
    there = [at for at, some in enumerate(counts.happened.sum(axis=1)) if at < 2 or some]
    present = [int(names[at]) for at in there[1:]]
    counts = replace(counts, happened=counts.happened[there])
    columns = _by_time_and_outcome(counts, len(present), confidence)
    frame = pd.DataFrame(columns, copy=False)
    frame.insert(2, "outcome", np.tile(np.array(present, dtype=np.int64), len(counts.time)))
    return frame


def _by_time_and_outcome(counts: Counts, outcomes: int, confidence: float) -> dict[str, Numbers]:
    """The columns of all curves, which are computed at once on as many cores as there are."""
    shape = len(counts.time), outcomes
    curves = {name: np.empty(shape) for name in ("probability", "se", "low", "high")}

    def fill(at: int) -> None:
        curve = incidence(counts, at + 1, confidence)
        for name, column in curves.items():
            column[:, at] = getattr(curve, name)

    with ThreadPoolExecutor() as threads:
        list(threads.map(fill, range(outcomes)))  # raises what was raised in a thread
    shared = {"time": counts.time, "at_risk": counts.at_risk}
    return {name: np.repeat(column, outcomes) for name, column in shared.items()} | {
        name: column.ravel() for name, column in curves.items()
    }


# On counts, as a group-by gives them


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


def survival(counts: Counts, confidence: float) -> Survival:
    """Kaplan–Meier on counts; every outcome but 0 ends the wait."""
    alive, greenwood = counts.surviving, np.cumsum(counts.greenwood)
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
    return Survival(counts.time, counts.at_risk, counts.ended, alive, se, low, high)


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
    before = np.concatenate(([1.0], counts.surviving[:-1]))
    share = counts.happened[outcome] / counts.at_risk
    probability = np.cumsum(before * share)
    variance = _incidence_variance(counts, before, share, probability)
    with np.errstate(invalid="ignore", divide="ignore"):
        n_eff = probability * (1 - probability) / variance
    # Where nothing varies, as when nobody or everybody said yes, those count who are known so far.
    # A probability of 1, or one that only rounding keeps from it, varies no more.
    n_eff = np.where((n_eff > 0) & (n_eff <= counts.n * 1e6), n_eff, counts.known)
    low, high = wilson(probability * n_eff, n_eff, confidence)
    se = np.sqrt(variance)
    return Incidence(counts.time, counts.at_risk, probability, se, low, high, n_eff)


def _incidence_variance(counts: Counts, before: Floats, share: Floats, f: Floats) -> Floats:
    """Var F(t) = Σ (F(t)−Fⱼ)² aⱼ + Σ bⱼ − 2 Σ (F(t)−Fⱼ) cⱼ, its squares multiplied out."""
    # Where everybody left has an outcome nothing follows: F(t) − Fⱼ is 0, and so is the term.
    a = counts.greenwood
    c = before * share / counts.at_risk
    b = c * before * (1 - share)
    fa = f * a
    variance = f * (f * np.cumsum(a) - 2 * np.cumsum(fa + c)) + np.cumsum(f * (fa + 2 * c) + b)
    # What is left of 0 after rounding is 0.
    return np.where(variance > 1e-14, variance, 0.0)


def _first(curve: Survival, line: Floats, level: float) -> float:
    below = line <= level + 1e-12
    return float(curve.time[np.argmax(below)]) if below.any() else math.nan


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

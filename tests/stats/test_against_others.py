"""The estimators beside statsmodels and scipy, with ties, open ones and same-day answers.

Neither is needed to use the workbook. Where another program has no answer (nobody, or everything
over at once) the slow version in `plainly` is what one compares with.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoint_widgets.stats.estimators import (
    aalen_johansen,
    kaplan_meier,
    kaplan_meier_quantile,
    mean_offspring,
    newcombe_difference,
    shrink,
    wilson,
)
from tests.stats import plainly
from tests.stats.others import library

Waits = list[tuple[float, int]]
Test = TypeVar("Test", bound=Callable[..., None])

# Few distinct days, so that many tie; 0 is an answer on the same day, or a message of today.
WAITS = st.lists(
    st.tuples(st.integers(0, 9).map(float), st.integers(0, 2)), min_size=1, max_size=40
)
SHARES = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CONFIDENCE = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])
EDGES: list[Waits] = [
    [(0.0, 0)],  # one, asked today
    [(0.0, 1)],  # one, who said yes at once
    [(3.0, 2)],
    [(1.0, 0), (2.0, 0), (2.0, 0)],  # all open
    [(0.0, 1), (0.0, 1), (0.0, 2), (0.0, 0)],  # all on one day
    [(5.0, 1)] * 7,
]


def edges(**more: Any) -> Callable[[Test], Test]:
    def on(test: Test) -> Test:
        for waits in EDGES:
            test = example(waits=waits, **more)(test)
        return test

    return on


def apart(waits: Waits) -> tuple[list[float], list[int]]:
    times, codes = zip(*waits, strict=True)
    return list(times), list(codes)


@given(share=SHARES, confidence=CONFIDENCE)
def test_wilsons_interval_is_theirs(share: tuple[int, int], confidence: float) -> None:
    x, n = share
    ours = wilson(x, n, confidence)
    proportion = library("statsmodels.stats.proportion")
    theirs = proportion.proportion_confint(x, n, alpha=1 - confidence, method="wilson")
    assert ours == pytest.approx(theirs, abs=1e-9)
    found = library("scipy.stats").binomtest(x, n).proportion_ci(confidence, method="wilson")
    assert ours == pytest.approx((found.low, found.high), abs=1e-9)


@given(one=SHARES, other=SHARES, confidence=CONFIDENCE)
def test_newcombes_interval_is_theirs(
    one: tuple[int, int], other: tuple[int, int], confidence: float
) -> None:
    theirs = library("statsmodels.stats.proportion").confint_proportions_2indep(
        *one, *other, method="newcomb", compare="diff", alpha=1 - confidence
    )
    assert newcombe_difference(*one, *other, confidence) == pytest.approx(theirs, abs=1e-9)


@edges()
@given(waits=WAITS)
def test_the_curve_is_that_of_statsmodels(waits: Waits) -> None:
    times, codes = apart(waits)
    events = [int(code > 0) for code in codes]
    ours = kaplan_meier(times, events).query("events > 0")
    if not any(events):  # statsmodels has no curve then
        assert ours.empty
        return
    with np.errstate(all="ignore"):
        theirs = library("statsmodels.duration.survfunc").SurvfuncRight(times, events)
    assert ours["time"].tolist() == theirs.surv_times.tolist()
    assert ours["at_risk"].tolist() == theirs.n_risk.tolist()
    assert ours["events"].tolist() == theirs.n_events.tolist()
    assert ours["survival"].to_numpy() == pytest.approx(theirs.surv_prob, abs=1e-9)
    waiting = ours["survival"].to_numpy() > 0  # after the last its error is nan
    assert ours["se"].to_numpy()[waiting] == pytest.approx(theirs.surv_prob_se[waiting], abs=1e-9)


@edges(confidence=0.95)
@given(waits=WAITS, confidence=CONFIDENCE)
def test_the_curves_interval_is_that_of_scipy(waits: Waits, confidence: float) -> None:
    times, codes = apart(waits)
    ours = kaplan_meier(times, [code > 0 for code in codes], confidence)
    data = library("scipy.stats").CensoredData.right_censored(times, [not code for code in codes])
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        theirs = library("scipy.stats").ecdf(data).sf
        interval = theirs.confidence_interval(confidence, method="log-log")
    assert ours["time"].tolist() == theirs.quantiles.tolist()
    assert ours["survival"].to_numpy() == pytest.approx(theirs.probabilities, abs=1e-9)
    inside = ours["survival"].between(1e-9, 1 - 1e-9).to_numpy()  # elsewhere scipy has no end
    for line, end in (("low", interval.low), ("high", interval.high)):
        assert ours[line].to_numpy()[inside] == pytest.approx(end.probabilities[inside], abs=1e-9)


@given(waits=WAITS, q=st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_a_quantile_and_its_interval_are_those_of_statsmodels(waits: Waits, q: float) -> None:
    waits = [*waits, *[(12.0, 0)] * 6]  # six open ones, so that the curve doesn't end at 0
    times, codes = apart(waits)
    events = [int(code > 0) for code in codes]
    if not any(events):
        assert all(math.isnan(end) for end in kaplan_meier_quantile(times, events, q))
        return
    theirs = library("statsmodels.duration.survfunc").SurvfuncRight(times, events)
    estimate, low, high = kaplan_meier_quantile(times, events, q)
    # Both take the first time at which S ≤ 1 − q, but theirs without a word on rounding.
    if not np.isclose(theirs.surv_prob, 1 - q).any():
        assert estimate == pytest.approx(theirs.quantile(q), nan_ok=True)
    first, after = theirs.quantile_ci(q, method="cloglog")
    if not math.isnan(first):
        assert low == first
        assert (math.inf if math.isnan(high) else high) == after


@edges()
@given(waits=WAITS)
def test_probabilities_of_outcomes_are_those_of_statsmodels(waits: Waits) -> None:
    times, codes = apart(waits)
    if not any(codes):
        assert aalen_johansen(times, codes)["probability"].tolist() == [0.0] * len({*times})
        return
    with np.errstate(all="ignore"):
        theirs = library("statsmodels.duration.survfunc").CumIncidenceRight(
            np.array(times), np.array(codes)
        )
    for outcome, table in aalen_johansen(times, codes).groupby("outcome"):
        at = np.searchsorted(theirs.times, table["time"])
        cinc, se = (each[int(str(outcome)) - 1][at] for each in (theirs.cinc, theirs.cinc_se))
        assert table["probability"].to_numpy() == pytest.approx(cinc, abs=1e-9)
        known = np.isfinite(se)  # theirs ends where everybody has an outcome, and below rounding
        assert table["se"].to_numpy()[known] == pytest.approx(se[known], abs=1e-6)


@given(counts=st.lists(st.integers(0, 6), min_size=1, max_size=30), confidence=CONFIDENCE)
@example(counts=[0], confidence=0.95)
@example(counts=[4], confidence=0.95)
def test_a_mean_number_of_people_is_that_of_the_slow_way(
    counts: list[int], confidence: float
) -> None:
    found = mean_offspring(counts, confidence)
    assert found == pytest.approx(plainly.mean_offspring(counts, confidence), abs=1e-9)
    if not any(counts):
        chi2 = library("scipy.stats").chi2.ppf((1 + confidence) / 2, 2) / 2
        assert found[2] * len(counts) == pytest.approx(chi2)


@given(groups=st.lists(SHARES | st.just((0, 0)), min_size=1, max_size=8))
def test_a_best_guess_is_the_mean_of_a_beta_posterior(groups: list[tuple[int, int]]) -> None:
    successes, tries = map(list, zip(*groups, strict=True))
    found = shrink(successes, tries)
    if not sum(tries):
        assert np.isnan(found).all()
        return
    pooled = sum(successes) / sum(tries)
    beta = library("scipy.stats").beta
    for guess, (x, n) in zip(found, groups, strict=True):
        if 0 < pooled < 1:
            posterior = beta(8 * pooled + x, 8 * (1 - pooled) + n - x)
            assert guess == pytest.approx(posterior.mean())
        share = x / n if n else pooled
        assert min(share, pooled) - 1e-12 <= guess <= max(share, pooled) + 1e-12

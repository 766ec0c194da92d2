"""The mean of how many others each of some people leads to."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.stats.estimators import mean_offspring
from tests.stats import plainly

COUNTS = st.lists(st.integers(0, 6) | st.just(0), max_size=30)


def repeated(counts: dict[int, int]) -> list[int]:
    return [count for count, people in counts.items() for _ in range(people)]


# Deaths by horse kicks in Prussian corps, 1875 to 1894 (Bortkiewicz 1898; R. A. Fisher, Statistical
# Methods for Research Workers, 1925, section 16): mean .61, variance .6109.
HORSE_KICKS = repeated({0: 109, 1: 65, 2: 22, 3: 3, 4: 1})
# Yeast cells in the squares of a haemacytometer (Student 1907, doi:10.1093/biomet/5.3.351, first
# series): mean .6825, second moment about it .8117.
YEAST = repeated({0: 213, 1: 128, 2: 37, 3: 18, 4: 3, 5: 1})


@pytest.mark.parametrize(
    ("counts", "mean", "variance"),
    [(HORSE_KICKS, 0.61, 0.6109), (YEAST, 0.6825, 0.8117 * 400 / 399)],
    ids=["horse kicks", "yeast"],
)
def test_published_means_and_variances_give_the_interval(
    counts: list[int], mean: float, variance: float
) -> None:
    found, low, high = mean_offspring(counts)
    assert found == pytest.approx(mean, abs=5e-5)
    factor = math.exp(1.959964 * math.sqrt(max(mean, variance) / len(counts)) / mean)
    assert low == pytest.approx(mean / factor, abs=2e-4)
    assert high == pytest.approx(mean * factor, abs=2e-4)


def test_less_spread_than_a_poisson_gives_the_error_factor_of_a_rate() -> None:
    """exp(1.96 / √events), as for a rate of events (Clayton & Hills 1993, chapter 9)."""
    mean, low, high = mean_offspring([1] * 16)
    assert mean == 1
    assert (low, high) == pytest.approx((math.exp(-1.959964 / 4), math.exp(1.959964 / 4)), abs=1e-6)


def test_more_spread_than_a_poisson_widens_it() -> None:
    """By hand: mean 1, squares 9 + 1·0 + 7·… : one named 8, seven named nobody; s² = 8."""
    mean, low, high = mean_offspring([8, 0, 0, 0, 0, 0, 0, 0])
    assert mean == 1
    assert high == pytest.approx(math.exp(1.959964), abs=1e-5)
    assert low == pytest.approx(math.exp(-1.959964), abs=1e-5)


@pytest.mark.parametrize(("n", "high"), [(1, 3.689), (10, 0.3689), (20, 0.18444)])
def test_of_people_who_named_nobody_the_end_is_exact(n: int, high: float) -> None:
    """3.689 is the upper limit for no event (Garwood 1936, table)."""
    assert mean_offspring([0] * n) == pytest.approx((0, 0, high), rel=1e-4)


def test_of_nobody_nothing_is_known() -> None:
    assert all(math.isnan(end) for end in mean_offspring([]))


def test_one_person_has_an_interval_that_says_how_little_that_is() -> None:
    mean, low, high = mean_offspring([2])
    assert (mean, low, high) == pytest.approx((2, 2 / 3.998, 2 * 3.998), abs=2e-3)


@given(counts=COUNTS, confidence=st.sampled_from([0.5, 0.8, 0.95, 0.99]))
def test_means_are_those_of_the_slow_way(counts: list[int], confidence: float) -> None:
    found = [None if end != end else end for end in mean_offspring(counts, confidence)]
    assert found == pytest.approx(list(plainly.mean_offspring(counts, confidence)))


@given(counts=COUNTS.filter(lambda counts: len(set(counts)) > 1), order=st.randoms())
def test_the_order_does_not_matter(counts: list[int], order: Any) -> None:
    shuffled = [*counts]
    order.shuffle(shuffled)
    assert mean_offspring(shuffled) == mean_offspring(counts)


@given(counts=COUNTS.filter(any))
def test_the_same_people_twice_say_the_same_more_surely(counts: list[int]) -> None:
    mean, low, high = mean_offspring(counts)
    again, higher_low, lower_high = mean_offspring(counts * 2)
    assert again == pytest.approx(mean)
    assert higher_low >= low * (1 - 1e-9)
    assert lower_high <= high * (1 + 1e-9)


def test_it_is_the_interval_of_a_quasi_poisson_model() -> None:
    models = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(6)
    for n in (5, 12, 60):
        counts = rng.negative_binomial(0.5, 0.3, n)
        fit = models.GLM(counts, np.ones(n), family=models.families.Poisson()).fit(scale="X2")
        assert fit.scale > 1
        low, high = np.exp(fit.conf_int()[0])
        assert mean_offspring(counts) == pytest.approx((counts.mean(), low, high), rel=1e-6)


@pytest.mark.parametrize("counts", [[-1], [0.5], [math.nan], [None], ["two"], [math.inf], [[1]]])
def test_what_is_no_count_is_refused(counts: list[Any]) -> None:
    with pytest.raises(ValueError, match="count"):
        mean_offspring(counts)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95])
def test_a_confidence_is_a_share(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence"):
        mean_offspring([1, 2], confidence)

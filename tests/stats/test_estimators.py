"""The bare estimators: published figures, edges, and a slow version that agrees with them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.stats.estimators import (
    aalen_johansen,
    kaplan_meier,
    kaplan_meier_quantile,
    shrink,
    wilson,
)
from tests.stats import plainly
from tests.stats.conftest import same

# Weeks in remission of 21 children, some still in remission: Freireich et al. 1963, Blood 21:699;
# as printed in Kalbfleisch & Prentice 2002 and many other textbooks.
REMISSION_6MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
REMISSION_PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
# Weeks in remission of leukaemia, with maintained chemotherapy and without: Miller 1997, Survival
# Analysis, p. 49; the data set `aml` of R's survival package, whose figures these are.
MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+"
NOT_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45"


def read(times: str) -> tuple[list[float], list[bool]]:
    found = times.split()
    return [float(time.rstrip("+")) for time in found], [not t.endswith("+") for t in found]


def events(times: str) -> pd.DataFrame:
    curve: pd.DataFrame = kaplan_meier(*read(times))
    return curve[curve["events"] > 0].set_index("time")


# Wilson


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_as_published(x: int, n: int, low: float, high: float) -> None:
    assert wilson(x, n) == pytest.approx((low, high), abs=5e-5)


def test_wilsons_interval_ends_exactly_where_nobody_or_everybody_did() -> None:
    assert wilson(0, 10)[0] == 0
    assert wilson(10, 10)[1] == 1


def test_wilsons_interval_is_the_same_seen_from_the_other_side() -> None:
    low, high = wilson(3, 8)
    assert wilson(5, 8) == pytest.approx((1 - high, 1 - low))


def test_there_is_no_interval_of_nobody() -> None:
    assert all(math.isnan(end) for end in wilson(0, 0))


def test_wilson_takes_many_at_once() -> None:
    low, high = wilson([0, 5, 10], [10, 10, 10])
    assert low.tolist() == sorted(low)
    assert high.tolist() == sorted(high)
    assert (low[1], high[1]) == wilson(5, 10)


def test_wilson_takes_an_effective_number_of_people_with_its_rounding() -> None:
    assert wilson(7.3 * (1 + 1e-12), 7.3)[1] == 1


@given(
    n=st.integers(1, 300),
    share=st.floats(0, 1),
    confidence=st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]),
)
def test_wilsons_interval_holds_the_share_and_grows_with_confidence(
    n: int, share: float, confidence: float
) -> None:
    x = round(n * share)
    low, high = wilson(x, n, confidence)
    assert (low, high) == pytest.approx(plainly.wilson(x, n, confidence), abs=1e-12)
    assert 0 <= low <= x / n <= high <= 1
    wider = wilson(x, n, confidence + 0.005)
    assert wider[0] <= low
    assert high <= wider[1]


@pytest.mark.parametrize(
    ("x", "n"),
    [(5, 4), (-1, 4), (1, 0), (0, -3), (math.nan, 4), (1, math.nan), ("two", 4), (None, 4)],
)
def test_wilson_refuses_what_can_not_be(x: Any, n: Any) -> None:
    with pytest.raises(ValueError, match=r"successes|n must be"):
        wilson(x, n)


def test_a_best_guess_is_drawn_towards_the_rate_of_all_people_not_of_all_groups() -> None:
    """m = 12/40, so (10 + 8 · .3) / 38 and (2 + 8 · .3) / 18."""
    assert shrink([10, 2], [30, 10]) == pytest.approx([12.4 / 38, 4.4 / 18])


@pytest.mark.parametrize(("x", "strength"), [([5], 8), ([-1], 8), ([1], -1), ([1], math.nan)])
def test_best_guesses_of_what_can_not_be_are_refused(x: list[int], strength: float) -> None:
    with pytest.raises(ValueError, match="must"):
        shrink(x, [4], strength)


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 1.5, math.nan])
def test_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        wilson(1, 2, confidence)
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        kaplan_meier([1, 2], [True, False], confidence)


# Kaplan and Meier


def test_remission_with_6mp_is_as_published() -> None:
    curve = events(REMISSION_6MP)
    assert curve["at_risk"].to_dict() == {6: 21, 7: 17, 10: 15, 13: 12, 16: 11, 22: 7, 23: 6}
    assert curve["survival"].tolist() == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert curve["se"].tolist() == pytest.approx(
        [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=5e-5
    )


def test_remission_of_leukaemia_is_as_published() -> None:
    curve = events(MAINTAINED)
    assert curve["survival"].tolist() == pytest.approx(
        [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184], abs=5e-4
    )
    assert curve["se"].tolist() == pytest.approx(
        [0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535], abs=5e-5
    )
    curve = events(NOT_MAINTAINED)
    assert curve["survival"].tolist() == pytest.approx(
        [0.8333, 0.6667, 0.5833, 0.4861, 0.3889, 0.2917, 0.1944, 0.0972, 0.0], abs=5e-5
    )
    assert curve["se"].tolist()[:-1] == pytest.approx(
        [0.1076, 0.1361, 0.1423, 0.1481, 0.1470, 0.1387, 0.1219, 0.0919], abs=5e-5
    )


@pytest.mark.parametrize(
    ("times", "median"),
    [(REMISSION_6MP, 23), (REMISSION_PLACEBO, 8), (MAINTAINED, 31), (NOT_MAINTAINED, 23)],
)
def test_medians_are_as_published(times: str, median: float) -> None:
    assert kaplan_meier_quantile(*read(times))[0] == median


def test_without_open_ones_the_curve_is_the_share_still_waiting() -> None:
    curve = events(REMISSION_PLACEBO)
    times, _ = read(REMISSION_PLACEBO)
    for time, survival in curve["survival"].items():
        assert survival == pytest.approx(sum(t > float(str(time)) for t in times) / 21)


WAITS = st.lists(
    st.tuples(st.integers(0, 12).map(float), st.integers(0, 3)), min_size=1, max_size=25
)


@given(waits=WAITS, confidence=st.sampled_from([0.5, 0.9, 0.95]))
def test_the_curve_is_that_of_the_slow_way(
    waits: list[tuple[float, int]], confidence: float
) -> None:
    times, codes = zip(*waits, strict=True)
    found = kaplan_meier(times, [code > 0 for code in codes], confidence).to_dict("records")
    wanted = plainly.kaplan_meier(waits, confidence)
    assert len(found) == len(wanted)
    for row, plain in zip(found, wanted, strict=True):
        assert row == pytest.approx(plain, abs=1e-9)


@given(waits=WAITS, q=st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_a_quantile_is_that_of_the_slow_way(waits: list[tuple[float, int]], q: float) -> None:
    times, codes = zip(*waits, strict=True)
    found = kaplan_meier_quantile(times, [code > 0 for code in codes], q)
    wanted = [math.nan if end is None else end for end in plainly.quantile(waits, q)]
    assert found == pytest.approx(wanted, nan_ok=True)


@given(waits=WAITS)
def test_the_curve_falls_and_its_interval_holds_it(waits: list[tuple[float, int]]) -> None:
    times, codes = zip(*waits, strict=True)
    curve = kaplan_meier(times, [code > 0 for code in codes])
    assert curve["survival"].is_monotonic_decreasing
    assert (curve["low"] <= curve["survival"] + 1e-12).all()
    assert (curve["survival"] <= curve["high"] + 1e-12).all()
    assert curve[["survival", "low", "high"]].to_numpy().min() >= 0
    assert curve[["survival", "low", "high"]].to_numpy().max() <= 1


def test_a_quantile_that_the_curve_does_not_reach_is_not_known() -> None:
    estimate, _, high = kaplan_meier_quantile([1, 2, 3, 4, 5, 6, 7], [True, *[False] * 6])
    assert math.isnan(estimate)
    assert math.isnan(high)


def test_under_six_people_a_quantile_has_no_interval() -> None:
    estimate, low, high = kaplan_meier_quantile([1, 2, 3, 4, 5], [True] * 5)
    assert estimate == 3
    assert math.isnan(low)
    assert math.isnan(high)


@pytest.mark.parametrize("q", [0, 1, -1, 2, math.nan])
def test_a_quantile_lies_between_0_and_1(q: float) -> None:
    with pytest.raises(ValueError, match="q must lie between 0 and 1"):
        kaplan_meier_quantile([1], [True], q)


# Aalen and Johansen


@given(waits=WAITS)
def test_probabilities_of_all_outcomes_and_of_none_add_up_to_one(
    waits: list[tuple[float, int]],
) -> None:
    times, codes = zip(*waits, strict=True)
    together = aalen_johansen(times, codes).groupby("time")["probability"].sum()
    waiting = kaplan_meier(times, [code > 0 for code in codes])["survival"]
    assert together.to_numpy() + waiting.to_numpy() == pytest.approx(np.ones(len(waiting)))


@given(waits=WAITS)
def test_a_probability_is_that_of_the_slow_way(waits: list[tuple[float, int]]) -> None:
    times, codes = zip(*waits, strict=True)
    for row in aalen_johansen(times, codes).to_dict("records"):
        plain = plainly.probability(waits, row["time"], row["outcome"])
        ends = plainly.wilson(plain["rate"] * plain["effective"], plain["effective"])
        assert row["probability"] == pytest.approx(plain["rate"], abs=1e-9)
        assert row["se"] == pytest.approx(plain["se"], abs=1e-6)
        assert (row["low"], row["high"]) == pytest.approx(ends, abs=1e-6)


@given(waits=st.lists(st.tuples(st.integers(0, 9).map(float), st.integers(0, 1)), min_size=1))
def test_with_one_outcome_it_is_one_minus_the_curve(waits: list[tuple[float, int]]) -> None:
    times, codes = zip(*waits, strict=True)
    found, curve = aalen_johansen(times, codes), kaplan_meier(times, codes)
    assert found["probability"].to_numpy() == pytest.approx(1 - curve["survival"].to_numpy())
    assert found["se"].to_numpy() == pytest.approx(curve["se"].to_numpy(), abs=1e-6)


@given(codes=st.lists(st.integers(1, 2), min_size=1, max_size=30))
def test_without_open_ones_it_is_a_share_with_wilsons_interval(codes: list[int]) -> None:
    last = aalen_johansen(range(len(codes)), codes).query("outcome == 1").iloc[-1]
    share, n = codes.count(1) / len(codes), len(codes)
    assert last["probability"] == pytest.approx(share)
    assert last["se"] == pytest.approx(math.sqrt(share * (1 - share) / n), abs=1e-7)
    assert (last["low"], last["high"]) == pytest.approx(wilson(codes.count(1), n), abs=1e-6)


def test_a_refusal_is_no_open_wait() -> None:
    """One minus a curve that counts refusals as still open promises too much."""
    times, codes = [1, 2, 3, 4], [1, 2, 2, 1]
    last = aalen_johansen(times, codes).query("outcome == 1").iloc[-1]
    naive = 1 - kaplan_meier(times, [code == 1 for code in codes])["survival"].iloc[-1]
    assert last["probability"] == 0.5
    assert naive == 1


def test_a_yes_stands_in_the_table_even_if_nobody_said_it() -> None:
    frame = aalen_johansen([1, 2], [0, 2])
    assert frame["outcome"].tolist() == [1, 2, 1, 2]
    assert frame.query("outcome == 1")["probability"].tolist() == [0, 0]
    assert frame.query("outcome == 1")["high"].max() < 1


def test_outcomes_may_have_any_number() -> None:
    frame = aalen_johansen([1, 2], [1, 1_000_000_000])
    assert frame["outcome"].tolist() == [1, 1_000_000_000] * 2
    assert frame["probability"].tolist() == [0.5, 0, 0.5, 0.5]


def test_everybody_says_yes_at_once() -> None:
    frame = aalen_johansen([0, 0, 0], [1, 1, 1])
    assert frame["probability"].tolist() == [1]
    assert (frame["low"][0], frame["high"][0]) == pytest.approx(wilson(3, 3))


# Both


@pytest.mark.parametrize("estimate", [kaplan_meier, aalen_johansen])
def test_of_nobody_there_is_an_empty_table_of_numbers(estimate: Any) -> None:
    frame = estimate([], [])
    full = estimate([1.0], [1])
    assert len(frame) == 0
    assert frame.dtypes.to_dict() == full.dtypes.to_dict()


@pytest.mark.parametrize("estimate", [kaplan_meier, aalen_johansen])
def test_while_all_are_open_nothing_has_happened(estimate: Any) -> None:
    frame = estimate([1, 2, 2], [0, 0, 0])
    column = "survival" if "survival" in frame else "probability"
    assert set(frame[column]) == {1.0 if column == "survival" else 0.0}
    assert set(frame["se"]) == {0.0}


@pytest.mark.parametrize("estimate", [kaplan_meier, aalen_johansen])
@pytest.mark.parametrize(
    ("durations", "outcomes", "complaint"),
    [
        ([1, 2], [1], "two lists of the same length"),
        ([[1, 2]], [[1, 0]], "two lists of the same length"),
        ([-1], [1], "at least 0"),
        ([math.nan], [1], "at least 0"),
        ([None], [1], "at least 0"),
        ([math.inf], [0], "at least 0"),
        (["long"], [1], "durations must be numbers"),
        ([1], ["yes"], "outcomes must be numbers"),
        ([1], [-1], "0 for still open"),
        ([1], [0.5], "0 for still open"),
        ([1], [math.nan], "0 for still open"),
        ([1], [None], "0 for still open"),
    ],
)
def test_what_can_not_be_is_refused_in_words(
    estimate: Any, durations: Any, outcomes: Any, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        estimate(durations, outcomes)


def test_missing_values_of_pandas_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="every duration"):
        kaplan_meier(pd.Series([1, None], dtype="Int64"), [True, True])
    with pytest.raises(ValueError, match="outcome"):
        aalen_johansen([1, 2], pd.Series([1, None], dtype="Int64"))


@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "int64", "uint8", "float32"])
def test_waits_may_be_numbers_of_any_kind(dtype: str) -> None:
    waits, codes = [127, 127, 1, 0, 100, 30], [1, 2, 0, 1, 0, 2]
    some = pd.Series(waits, dtype=dtype), pd.Series(codes, dtype="int8")
    pd.testing.assert_frame_equal(aalen_johansen(*some), aalen_johansen(waits, codes))
    pd.testing.assert_frame_equal(
        kaplan_meier(some[0], some[1] > 0), kaplan_meier(waits, [code > 0 for code in codes])
    )


def test_more_waits_than_a_block_are_counted_to_the_last() -> None:
    random = np.random.default_rng(5)
    waits, codes = random.integers(0, 90, 200_003), random.integers(0, 3, 200_003)
    for times in (waits, waits.astype(float), waits / 1440):
        found = aalen_johansen(times, codes)
        unit = 1440 if times.max() < 1 else 1
        assert (found["time"] * unit).round().drop_duplicates().tolist() == list(range(90))
        at_risk = [int((waits >= day).sum()) for day in range(90)]
        assert found.loc[found["outcome"] == 1, "at_risk"].tolist() == at_risk


@given(waits=WAITS, order=st.randoms())
def test_the_order_of_people_does_not_matter(waits: list[tuple[float, int]], order: Any) -> None:
    shuffled = [*waits]
    order.shuffle(shuffled)
    frames = []
    for people in (waits, shuffled):
        times, codes = zip(*people, strict=True)
        frames.append(aalen_johansen(times, codes))
    same(*frames)

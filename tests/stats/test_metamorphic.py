"""What must stay as it is when rows, units or people change in a way that should not matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets import stats
from infoint_widgets.stats.estimators import (
    aalen_johansen,
    kaplan_meier,
    kaplan_meier_quantile,
    mean_offspring,
    newcombe_difference,
    shrink,
)
from tests.stats.conftest import DAY, MOMENTS, Row, asked, frame, same
from tests.stats.strategies import JOURNEYS, LONG_AGO

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

Statistic = Callable[..., pd.DataFrame]

STATISTICS: dict[str, Statistic] = {
    "response_rate": stats.response_rate,
    "response_rate by channel": lambda j, **how: stats.response_rate(j, by="channel", **how),
    "response_curve": stats.response_curve,
    "reply": lambda j, **how: stats.lag(j, kind="reply", **how),
    "follow_up": lambda j, **how: stats.lag(j, kind="follow_up", **how),
    "thank_you": lambda j, **how: stats.lag(j, kind="thank_you", **how),
    "referral": lambda j, **how: stats.lag(j, kind="referral", **how),
    "thanked_in_time": stats.thanked_in_time,
    "network_growth": lambda j, **how: stats.network_growth(j, every="1w", **how),
    "generations": stats.generations,
}
each_statistic = pytest.mark.parametrize("name", list(STATISTICS))
few_examples = settings(max_examples=8)


def on(name: str, rows: list[Row], **how: Any) -> pd.DataFrame:
    return STATISTICS[name](frame(rows), **how)


@each_statistic
@given(rows=JOURNEYS, order=st.randoms(), as_of=LONG_AGO)
@few_examples
def test_the_order_of_rows_does_not_matter(
    name: str, rows: list[Row], order: Any, as_of: int | None
) -> None:
    shuffled = [*rows]
    order.shuffle(shuffled)
    same(on(name, rows, as_of=as_of), on(name, shuffled, as_of=as_of))


@each_statistic
@given(rows=JOURNEYS, weeks=st.integers(-60, 60))
@few_examples
def test_it_does_not_matter_in_which_week_all_happened(
    name: str, rows: list[Row], weeks: int
) -> None:
    found, moved = on(name, rows), on(name, [later(row, weeks) for row in rows])
    if "start" in moved:
        moved["start"] -= pd.Timedelta(weeks=weeks)
    same(found, moved.astype(found.dtypes.to_dict()))


def later(row: Row, weeks: int) -> Row:
    moments = {n: None if row[n] is None else row[n] + weeks * 7 * DAY for n in MOMENTS}
    days = {
        n: None if row[n] is None else row[n] + timedelta(weeks=weeks)
        for n in ("met_day", "thanked_day")
    }
    return {**row, **moments, **days}


@each_statistic
@given(rows=JOURNEYS, spare=st.integers(1, 5))
@few_examples
def test_people_without_a_story_change_no_estimate(name: str, rows: list[Row], spare: int) -> None:
    """Who is chosen, but neither written to nor met nor named, is in a count of people at most."""
    nobody: Row = dict.fromkeys(asked(0)) | {"as_of_s": asked(0)["as_of_s"], "generation": 0}
    found, more = on(name, rows), on(name, [*rows, *[nobody] * spare])
    if name == "generations":
        assert more["n"].sum() == found["n"].sum() + spare
        assert more["met"].sum() == found["met"].sum()
    else:
        same(found, more)


ESTIMATES = {"response_curve": "rate", "reply": "share", "follow_up": "share"}


@pytest.mark.parametrize("name", list(ESTIMATES))
@given(rows=JOURNEYS)
@few_examples
def test_somebody_asked_just_now_moves_no_estimate(name: str, rows: list[Row]) -> None:
    """But for answers of the very minute, for which alone such a person was at risk."""
    key = "day" if name == "response_curve" else "days"
    tables = [on(name, people) for people in (rows, [*rows, asked(0)])]
    found, more = (dict(zip(t[key], t[ESTIMATES[name]], strict=True)) for t in tables)
    at_once = tables[0][["yes", "declined"] if key == "day" else ["done"]].iloc[0].sum()
    if not at_once:
        for time, estimate in found.items():
            assert pd.isna(estimate) or more[time] == pytest.approx(estimate)
    else:
        assert pd.isna(found[0]) or more[0] <= found[0]


@each_statistic
@given(rows=JOURNEYS, where=st.randoms())
@few_examples
def test_the_counts_of_two_halves_add_up(name: str, rows: list[Row], where: Any) -> None:
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        sides[where.randrange(2)].append(row)
    whole, *halves = (counted(name, people) for people in (rows, *sides))
    for count in whole:
        assert whole[count] == sum(half.get(count, 0) for half in halves), count


def counted(name: str, rows: list[Row]) -> dict[Any, int]:
    """All counts of events in a result, by name and by what they belong to."""
    found = on(name, rows)
    events = ["yes", "declined", "open", "undated", "left_out", "n_closed", "yes_closed", "done",
              "ended", "in_time", "late", "never", "pending", "new", "written", "met",
              "referrals"]  # fmt: skip
    # A group in which all are left out has no row; a kind of lag counts them once for each day.
    unsure = name in ("reply", "follow_up", "thank_you", "referral") or "channel" in found
    once = name == "response_curve"  # a running count: its last row has them all
    keys = [n for n in ("channel", "days", "rule", "start", "generation") if n in found]
    table = found.tail(1) if once else found
    counts: dict[Any, int] = {}
    for row in table.to_dict("records"):
        at = tuple(None if pd.isna(row[key]) else row[key] for key in keys)
        for event in events:
            if event in row and not (unsure and event == "left_out"):
                counts[(*at, event)] = int(row[event])
    return counts


# The bare estimators

WAITS = st.lists(
    st.tuples(st.integers(0, 9).map(float), st.integers(0, 2)), min_size=1, max_size=30
)
WITHOUT_TIME = ["at_risk", "events", "survival", "se", "low", "high"]


@given(waits=WAITS, unit=st.sampled_from([1 / 7, 24.0, 86_400.0]))
def test_it_does_not_matter_in_which_unit_time_is_given(
    waits: list[tuple[float, int]], unit: float
) -> None:
    times, codes = map(np.array, zip(*waits, strict=True))
    days, others = kaplan_meier(times, codes > 0), kaplan_meier(times * unit, codes > 0)
    same(days[WITHOUT_TIME], others[WITHOUT_TIME])
    assert others["time"].to_numpy() == pytest.approx(days["time"].to_numpy() * unit)
    days, others = aalen_johansen(times, codes), aalen_johansen(times * unit, codes)
    same(days.drop(columns="time"), others.drop(columns="time"))
    quantiles = [kaplan_meier_quantile(t, codes > 0) for t in (times, times * unit)]
    assert quantiles[1] == pytest.approx([end * unit for end in quantiles[0]], nan_ok=True)


@given(waits=WAITS)
def test_everybody_twice_moves_no_estimate_and_makes_it_surer(
    waits: list[tuple[float, int]],
) -> None:
    times, codes = map(np.array, zip(*waits, strict=True))
    once, twice = kaplan_meier(times, codes > 0), kaplan_meier([*times, *times], [*codes, *codes])
    assert twice["survival"].to_numpy() == pytest.approx(once["survival"].to_numpy())
    assert twice["se"].to_numpy() == pytest.approx(once["se"].to_numpy() / np.sqrt(2))
    once, twice = aalen_johansen(times, codes), aalen_johansen([*times, *times], [*codes, *codes])
    assert twice["probability"].to_numpy() == pytest.approx(once["probability"].to_numpy())
    narrower = (twice["high"] - twice["low"]) - (once["high"] - once["low"])
    assert narrower.max() < 1e-9


@given(waits=WAITS)
def test_somebody_who_has_just_begun_to_wait_moves_no_estimate(
    waits: list[tuple[float, int]],
) -> None:
    later = [(time + 1, code) for time, code in waits]  # nothing at once
    times, codes = map(np.array, zip(*later, strict=True))
    curve = kaplan_meier([*times, 0.0], [*(codes > 0), False])
    same(curve.iloc[1:].reset_index(drop=True), kaplan_meier(times, codes > 0))
    found = aalen_johansen([*times, 0.0], [*codes, 0]).query("time > 0")["probability"]
    assert found.to_numpy() == pytest.approx(aalen_johansen(times, codes)["probability"].to_numpy())


@given(
    one=st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    other=st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
def test_a_difference_seen_from_the_other_side_is_the_same(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    low, high = newcombe_difference(*one, *other)
    assert newcombe_difference(*other, *one) == pytest.approx((-high, -low), abs=1e-12)
    failures = [(n - x, n) for x, n in (one, other)]
    assert newcombe_difference(*failures[1], *failures[0]) == pytest.approx((low, high), abs=1e-12)
    assert low <= one[0] / one[1] - other[0] / other[1] <= high


@given(counts=st.lists(st.integers(0, 9), min_size=1, max_size=20), order=st.randoms())
def test_a_mean_does_not_depend_on_the_order(counts: list[int], order: Any) -> None:
    shuffled = [*counts]
    order.shuffle(shuffled)
    assert mean_offspring(shuffled) == pytest.approx(mean_offspring(counts))
    mean, low, high = mean_offspring(counts)
    assert low <= mean <= high


@given(groups=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6))
def test_best_guesses_of_equal_groups_are_equal_and_keep_their_order(
    groups: list[tuple[int, int]],
) -> None:
    x, n = [min(pair) for pair in groups], [9] * len(groups)
    guesses = shrink(x, n)
    assert np.argsort(guesses, kind="stable").tolist() == np.argsort(x, kind="stable").tolist()
    assert shrink(x, n, strength=0) == pytest.approx(np.array(x) / 9)
    assert np.ptp(shrink(x, n, strength=1e9)) < 1e-6

"""The statistics on journeys as a log gives them: the same whichever way the past is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from infoint_widgets import opening, stats
from infoint_widgets.log.store import Log
from tests.stats.conftest import DAY

Statistic = Callable[..., pd.DataFrame]

STATISTICS: dict[str, Statistic] = {
    "response_rate": stats.response_rate,
    "response_rate by field": lambda j, **how: stats.response_rate(j, by="field", **how),
    "response_curve": stats.response_curve,
    "answer_curve": stats.answer_curve,
    "follow_up_gain": stats.follow_up_gain,
    "funnel": stats.funnel,
    "messages_needed": stats.messages_needed,
    "network_growth": stats.network_growth,
    "network_growth by week": lambda j, **how: stats.network_growth(j, every="1w", **how),
    "generations": stats.generations,
    "reply": lambda j, **how: stats.lag(j, kind="reply", **how),
    "follow_up": lambda j, **how: stats.lag(j, kind="follow_up", **how),
    "thank_you": lambda j, **how: stats.lag(j, kind="thank_you", **how),
    "referral": lambda j, **how: stats.lag(j, kind="referral", **how),
    "thanked_in_time": stats.thanked_in_time,
    "who_led_to_whom": stats.who_led_to_whom,
    "referrals_per_interview": stats.referrals_per_interview,
    "activity": stats.activity,
}
each_statistic = pytest.mark.parametrize("name", list(STATISTICS))


@pytest.fixture(scope="module")
def log() -> Iterator[Log]:
    log = opening.sample_log()
    now = int(log.setting("sample_now"))
    log.now = lambda: now
    yield log
    log.close()


@pytest.fixture(scope="module")
def journeys(log: Log) -> pd.DataFrame:
    return log.journeys()


def seen_otherwise_later(now: pd.DataFrame, then: pd.DataFrame) -> pd.Series[bool]:
    """Of whom a later day tells something about an earlier one.

    A message turns out to have bounced, somebody is named who was known already, or something
    happens of which the day is known only.
    """
    bounced = (now["outcome"] == "bounced") & (then["outcome"] != "bounced")
    written = then["sent_s"].notna() & (now["sent_s"] != then["sent_s"])
    named = (now["generation"] != then["generation"]).fillna(False)
    by_day = (now["precision"] == "day") & (then["precision"] != "day")
    return bounced | written.fillna(False) | named | by_day


@each_statistic
@pytest.mark.parametrize("days_ago", [0, 3, 10, 30, 75, 150, 260])
def test_a_past_as_of_is_the_log_of_that_moment(
    log: Log, journeys: pd.DataFrame, name: str, days_ago: int
) -> None:
    evening = log.now() - days_ago * DAY + 8 * 3600  # when all noons of the day are past
    then = log.journeys(as_of=min(evening, log.now()))
    # Whom people have named is as the frame has it.
    if name in ("generations", "funnel", "referrals_per_interview"):
        then = then.assign(referrals=journeys["referrals"])
    same = ~seen_otherwise_later(journeys, then)
    assert same.sum() > 40
    found = STATISTICS[name](journeys[same], as_of=evening)
    pd.testing.assert_frame_equal(found, STATISTICS[name](then[same]))


@each_statistic
def test_every_row_has_its_n_and_every_estimate_its_interval(
    journeys: pd.DataFrame, name: str
) -> None:
    found = STATISTICS[name](journeys)
    assert "n" in found
    assert len(found) > 0
    for estimate in {"rate", "share"} & set(found):
        known = found.dropna(subset=[estimate])
        assert (known["low"] <= known[estimate]).all()
        assert (known[estimate] <= known["high"]).all()


@each_statistic
def test_an_empty_log_gives_an_empty_result(name: str, tmp_path: Any) -> None:
    log = Log(tmp_path / "empty.db", clock=lambda: 1_780_000_000)
    found = STATISTICS[name](log.journeys())
    assert found["n"].sum() == 0
    log.close()


def test_the_sample_has_the_figures_that_it_has(journeys: pd.DataFrame) -> None:
    """Counted by hand on the frame, for who wonders what a result means."""
    asked = journeys[journeys["sent_s"].notna() & (journeys["outcome"] != "bounced")]
    days = (asked["decided_s"] - asked["sent_s"]) / DAY
    rate = stats.response_rate(journeys).iloc[0]
    assert rate["n"] == len(asked)
    assert rate["yes"] == ((asked["outcome"] == "yes") & (days <= 21)).sum()
    growth = stats.network_growth(journeys)
    newest = growth[growth["start"] == growth["start"].max()]
    assert newest["n"].sum() == journeys["meeting_s"].notna().sum()
    thanks = stats.lag(journeys, kind="thank_you")
    met = journeys["meeting_s"].notna()
    assert thanks["done"].sum() == (met & journeys["thanked_s"].notna()).sum()

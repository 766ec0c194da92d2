"""All figures of some journeys, drawn without a screen and put away afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import matplotlib as mpl
import narwhals as nw
import pandas as pd
import pytest
from matplotlib import pyplot as plt

from infoint_widgets import opening, stats
from tests.stats.conftest import DAY, NOW, Row, asked, frame, person

LANGUAGES = ("en", "de")


def nameless(journeys: Any) -> Any:
    return nw.from_native(journeys).drop("name").to_native()


# Everything that can be drawn, as it is asked for in a notebook.
FIGURES: dict[str, Any] = {
    "rate": stats.response_rate,
    "rate by channel": lambda j: stats.response_rate(j, by="channel"),
    "curve": stats.response_curve,
    "curve by channel": lambda j: stats.response_curve(j, by="channel"),
    "answers": stats.answer_curve,
    "answers by channel": lambda j: stats.answer_curve(j, by="channel"),
    "gain": stats.follow_up_gain,
    "funnel": stats.funnel,
    "needed": stats.messages_needed,
    "growth": stats.network_growth,
    "growth by week": lambda j: stats.network_growth(j, every="1w"),
    "growth by year": lambda j: stats.network_growth(j, every="1y"),
    "generations": stats.generations,
    "reply": lambda j: stats.lag(j, kind="reply"),
    "follow-up": lambda j: stats.lag(j, kind="follow_up"),
    "thank-you": lambda j: stats.lag(j, kind="thank_you"),
    "referral": lambda j: stats.lag(j, kind="referral"),
    "thanks in time": stats.thanked_in_time,
    "who led to whom": stats.who_led_to_whom,
    "who led to whom, without names": lambda j: stats.who_led_to_whom(nameless(j)),
    "names a conversation": stats.referrals_per_interview,
    "activity": lambda j: stats.activity(j, goal=2),
    "activity without a goal": stats.activity,
}
each_figure = pytest.mark.parametrize("name", list(FIGURES))
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True, scope="session")
def no_screen() -> None:
    mpl.use("agg")


@pytest.fixture(autouse=True)
def _put_away() -> Iterator[None]:
    plt.close("all")
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def sample() -> pd.DataFrame:
    log = opening.sample_log()
    journeys = log.journeys()
    log.close()
    return journeys


def some(n: int) -> list[Row]:
    """So many people in every situation, one after the other."""
    return [_story(k) for k in range(n)]


def _story(k: int) -> Row:
    start = NOW - (20 + 17 * k % 200) * DAY
    channel = ("email", "linkedin", "card", "phone", "in_person", None)[k % 6]
    known: Row = {"channel": channel, "generation": k % 4, "referrals": k % 2}
    known |= {"contact_id": f"p{k}", "name": f"Ada {k}"}
    if k % 4:
        known["named_s"] = start - (2 + k % 9) * DAY
        known["referred_by"] = f"p{k - 1}"
        known["name_use"] = ("granted", "not_asked", "denied")[k // 4 % 3]
    kind = k % 5
    if kind == 0:  # met and thanked
        met = start + 9 * DAY
        known |= {"meeting_s": met, "thanked_s": met + (3 + 7 * k % 90) * 3600}
        return asked((NOW - start) / DAY, yes=1 + k % 7, **known)
    if kind == 1:  # silent, written to once more
        return person(sent_s=start, sent_2_s=start + (7 + k % 6) * DAY, **known)
    if kind == 2:  # met without a message, not thanked yet
        return person(meeting_s=start, **known)
    if kind == 3:
        return asked((NOW - start) / DAY, declined=2 + k % 11, **known)
    return asked(1 + k % 5, **known)  # last week


def result_of(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """What a figure is drawn from, for these people."""
    result: pd.DataFrame = FIGURES[name](frame(rows))
    return result

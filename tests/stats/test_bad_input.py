"""What people may hand over by mistake: an error or a warning with row and column, never a wrong
figure in silence.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

from infoint_widgets import stats
from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import DataWarning
from tests.stats import plainly
from tests.stats.conftest import DAY, NOW, Row, asked, frame, met, person, rows_of
from tests.stats.strategies import JOURNEYS

Statistic = Callable[..., pd.DataFrame]


def lag_of(kind: Any) -> Statistic:
    return lambda journeys, **how: stats.lag(journeys, kind=kind, **how)


# Each with the columns that it needs.
STATISTICS: dict[str, tuple[Statistic, list[str]]] = {
    "response_rate": (stats.response_rate, ["sent_s", "decided_s", "outcome", "precision"]),
    "response_curve": (stats.response_curve, ["sent_s", "decided_s", "outcome", "precision"]),
    "reply": (lag_of("reply"), ["sent_s", "first_answer_s", "outcome", "precision"]),
    "follow_up": (lag_of("follow_up"), ["sent_s", "sent_2_s", "first_answer_s", "outcome"]),
    "thank_you": (lag_of("thank_you"), ["meeting_s", "thanked_s", "precision"]),
    "referral": (lag_of("referral"), ["named_s", "sent_s", "precision"]),
    "thanked_in_time": (stats.thanked_in_time, ["meeting_s", "thanked_s", "thanked_day"]),
    "network_growth": (stats.network_growth, ["meeting_s", "met_day", "generation"]),
    "generations": (stats.generations, ["sent_s", "meeting_s", "generation", "referrals"]),
    "answer_curve": (stats.answer_curve, ["sent_s", "first_answer_s", "outcome", "precision"]),
    "follow_up_gain": (stats.follow_up_gain, ["sent_s", "sent_2_s", "sent_3_s", "first_answer_s"]),
    "funnel": (stats.funnel, ["sent_s", "sent_day", "meeting_s", "thanked_s", "referrals"]),
    "messages_needed": (stats.messages_needed, ["sent_s", "decided_s", "outcome"]),
    "referrals_per_interview": (stats.referrals_per_interview, ["meeting_s", "referrals"]),
    "who_led_to_whom": (stats.who_led_to_whom, ["contact_id", "referred_by", "name_use"]),
    "activity": (stats.activity, ["sent_s", "sent_day", "meeting_s", "met_day"]),
}  # fmt: skip
each_statistic = pytest.mark.parametrize("name", list(STATISTICS))
each_column = pytest.mark.parametrize(
    ("name", "column"),
    [(name, column) for name, (_, columns) in STATISTICS.items() for column in columns],
)
TEXTS = ("outcome", "precision", "contact_id", "referred_by", "name_use")
ROWS = [
    asked(30, yes=2, meeting_s=NOW - 20 * DAY, thanked_s=NOW - 19 * DAY, named_s=NOW - 40 * DAY),
    asked(40, declined=5, sent_2_s=NOW - 36 * DAY),
    asked(3),
]


def on(name: str, journeys: Any, **how: Any) -> pd.DataFrame:
    return STATISTICS[name][0](journeys, **how)


@each_column
def test_an_unknown_column_is_named(name: str, column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”; it has: "):
        on(name, frame(ROWS).drop(columns=column))


@each_column
@pytest.mark.parametrize("value", ["soon", "1780000000", b"x", complex(1, 2)])
def test_a_column_of_another_type_is_named(name: str, column: str, value: Any) -> None:
    if column in TEXTS:
        return  # text of any kind is looked at row by row
    journeys = frame(ROWS)
    journeys[column] = pd.Series([value, None, None], dtype=object)
    with pytest.raises(WorkbookError, match=f"“{column}” holds no (numbers|days)"):
        on(name, journeys)


@each_column
def test_days_where_seconds_belong_and_seconds_where_days_belong_are_named(
    name: str, column: str
) -> None:
    if column in TEXTS:
        return
    journeys = frame(ROWS)
    wrong = [NOW] * 3 if column.endswith("_day") else pd.to_datetime(["2026-05-01"] * 3)
    journeys[column] = wrong
    with pytest.raises(WorkbookError, match=f"“{column}” holds no (numbers|days)"):
        on(name, journeys)


@each_statistic
def test_a_row_that_has_no_as_of_is_named(name: str) -> None:
    journeys = frame(ROWS)
    journeys.loc[1, "as_of_s"] = pd.NA
    with pytest.raises(WorkbookError, match="Row 1 has no “as_of_s”"):
        on(name, journeys)


BEFORE = {
    "response_rate": (asked(30, yes=-2), "“decided_s” lies before “sent_s”"),
    "response_curve": (asked(30, declined=-2), "“decided_s” lies before “sent_s”"),
    "reply": (asked(30, first_answer_s=NOW - 40 * DAY), "“first_answer_s” lies before “sent_s”"),
    "follow_up": (asked(30, sent_2_s=NOW - 40 * DAY), "“sent_2_s” lies before “sent_s”"),
    "thank_you": (met(20, -3), "“thanked_s” lies before “meeting_s”"),
    "thanked_in_time": (met(20, -3), "“thanked_day” lies before “met_day”"),
    "network_growth": (met(20, generation=None), "by “referred_by”"),
    "generations": (met(20, generation=None), "by “referred_by”"),
    "answer_curve": (asked(30, yes=-2), "“first_answer_s” lies before “sent_s”"),
    "follow_up_gain": (asked(30, sent_2_s=NOW - 40 * DAY), "“sent_2_s” lies before “sent_s”"),
    "funnel": (asked(30, yes=-2), "“first_answer_s” lies before “sent_s”"),
    "messages_needed": (asked(30, yes=-2), "“decided_s” lies before “sent_s”"),
    "referrals_per_interview": (met(90, referrals=-1), "“referrals” is no whole number"),
    "who_led_to_whom": (person(contact_id="b", referred_by="b"), "by “referred_by”"),
    "activity": (asked(30, sent_day=None), "“sent_day” is missing"),
}


@pytest.mark.parametrize("name", list(BEFORE))
def test_a_row_that_can_not_be_true_is_left_out_and_named(name: str) -> None:
    wrong, told = BEFORE[name]
    with pytest.warns(DataWarning) as caught:
        found = on(name, frame([*ROWS[:1], wrong, *ROWS[1:]]))
    assert [str(warning.message) for warning in caught if told in str(warning.message)]
    assert all("row 1)" in str(warning.message) for warning in caught)
    pd.testing.assert_frame_equal(found, on(name, frame(ROWS)))


@each_statistic
def test_what_lies_in_the_future_has_not_happened_yet(name: str) -> None:
    """A date to come, by mistake or as an appointment, is in no figure."""
    soon = NOW + 5 * DAY
    future = person(
        sent_s=soon, sent_2_s=soon + DAY, first_answer_s=soon + DAY, decided_s=soon + DAY,
        outcome="yes", meeting_s=soon + 2 * DAY, thanked_s=soon + 3 * DAY, named_s=soon,
    )  # fmt: skip
    found, more = on(name, frame(ROWS)), on(name, frame([*ROWS, future]))
    if name == "who_led_to_whom":
        assert list(more["met"]) == [*found["met"], False]
    elif name == "generations":  # there they are, though neither written to nor met
        assert more["n"].sum() == found["n"].sum() + 1
        assert more[["written", "met"]].sum().tolist() == found[["written", "met"]].sum().tolist()
    else:
        pd.testing.assert_frame_equal(more, found)


@each_statistic
def test_an_answer_to_come_is_still_open(name: str) -> None:
    """Whoever was written to and has an answer in the future is waited for."""
    known, hasty = asked(3), asked(3, yes=9)
    if name in ("response_rate", "response_curve", "reply"):
        pd.testing.assert_frame_equal(on(name, frame([hasty])), on(name, frame([known])))


@each_statistic
def test_an_empty_log_gives_an_empty_figure_in_silence(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = on(name, frame([]))
    assert found["n"].sum() == 0


@each_statistic
@pytest.mark.parametrize("row", ROWS, ids=["met", "declined", "open"])
def test_of_one_person_a_figure_is_said_with_its_doubt(name: str, row: Row) -> None:
    found = on(name, frame([row]))
    assert max(found["n"], default=0) <= 1
    for estimate in {"rate", "share"} & set(found):
        for line in rows_of(found.dropna(subset=[estimate])):
            assert line["low"] <= line[estimate] <= line["high"]


@pytest.mark.parametrize("zone", ["Europe/Berlin"])
@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-28", 23), ("2026-10-24", 25)], ids=["spring", "autumn"]
)
def test_a_clock_change_makes_no_thanks_late(zone: str, day: str, hours: int) -> None:
    """Thanks by the end of the next day are in time, though that day has another length."""
    from zoneinfo import ZoneInfo

    meeting = datetime.fromisoformat(f"{day}T23:00").replace(tzinfo=ZoneInfo(zone))
    evening = (meeting + timedelta(days=1)).replace(hour=22, minute=59)
    thanked = evening.astimezone(UTC)
    row = person(
        meeting_s=int(meeting.timestamp()), thanked_s=int(thanked.timestamp()),
        met_day=meeting.date(), thanked_day=evening.date(),
        as_of_s=int(meeting.timestamp()) + 10 * DAY,
    )  # fmt: skip
    assert abs((row["thanked_s"] - row["meeting_s"]) / 3600 - hours) < 1.1
    found = stats.thanked_in_time(frame([row])).set_index("rule")
    assert found.loc["next_day", "in_time"] == 1
    assert found.loc["within_24_hours", "in_time"] == (row["thanked_s"] - row["meeting_s"] <= DAY)


@given(rows=JOURNEYS)
@settings(max_examples=25)
def test_there_is_never_a_wrong_figure_in_silence(rows: list[Row]) -> None:
    """Everybody is counted or told of: who is in no count was named in a warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        rate = stats.response_rate(frame(rows)).iloc[0]
    assert all(issubclass(warning.category, DataWarning) for warning in caught)
    left = sum(
        int(str(warning.message).split()[0]) for warning in caught
    )  # each begins with how many
    written = [row for row in rows if plainly.asked(row, None)]
    assert rate["n"] + rate["left_out"] + left == len(written)
    assert rate["yes"] + rate["declined"] + rate["open"] <= rate["n"]
    for warning in caught:
        at = int(str(warning.message).rsplit("row ", 1)[1].split(")")[0])
        assert plainly.wrong_decision(rows[at], None)

"""How long things take, those still open counted for as long as they have waited."""

from __future__ import annotations

import math
import warnings
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import DataWarning, lag, quantile, thanked_in_time
from infoint_widgets.stats.estimators import kaplan_meier_quantile, wilson
from tests.stats import plainly
from tests.stats.conftest import DAY, NOW, Row, asked, frame, met, monday, person, rows_of, same
from tests.stats.strategies import JOURNEYS, LONG_AGO

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

KINDS: tuple[Any, ...] = ("reply", "follow_up", "thank_you", "referral")
RULES = ("next_day", "within_24_hours", "next_business_day")
each_kind = pytest.mark.parametrize("kind", KINDS)
BERLIN = ZoneInfo("Europe/Berlin")


def closely(row: Row) -> Any:
    return pytest.approx(row, abs=1e-9)


def in_time(rows: list[Row], rule: str = "next_day", **how: Any) -> Row:
    (found,) = [r for r in rows_of(thanked_in_time(frame(rows), **how)) if r["rule"] == rule]
    return found


# Against the slow way


@each_kind
@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=40)
def test_a_lag_is_that_of_the_slow_way(kind: Any, rows: list[Row], as_of: int | None) -> None:
    found, wanted = (
        rows_of(lag(frame(rows), kind=kind, as_of=as_of)),
        plainly.lag(rows, kind, as_of),
    )
    assert len(found) == len(wanted)
    for row, plain in zip(found, wanted, strict=True):
        assert row == closely(plain)


@given(rows=JOURNEYS, share=st.sampled_from([0.1, 0.5, 0.9]))
@settings(max_examples=40)
def test_a_quantile_read_off_the_table_is_that_of_the_people(rows: list[Row], share: float) -> None:
    people = [(d, what) for d, what in plainly.spans(rows, "reply", None) if what != "left_out"]
    wanted = plainly.quantile([(days, int(what == "done")) for days, what in people], share)
    found = quantile(lag(frame(rows), kind="reply"), share)
    blanks = [math.nan if end is None else end for end in wanted]
    assert found == pytest.approx(blanks, nan_ok=True)


@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=60)
def test_thanks_in_time_are_those_of_the_slow_way(rows: list[Row], as_of: int | None) -> None:
    found = rows_of(thanked_in_time(frame(rows), as_of=as_of))
    assert [row["rule"] for row in found] == list(RULES)
    for row in found:
        assert row == closely(plainly.thanked_in_time(rows, row["rule"], as_of))


@pytest.mark.parametrize("wrong", [met(1.3, -1), met(1.3, 0.1, thanked_day=None)])
def test_thanks_that_can_not_be_are_in_no_rule_whose_time_is_over(wrong: Row) -> None:
    within, by_next_day = in_time([wrong], "within_24_hours"), in_time([wrong], "next_day")
    assert (within["n"], within["pending"]) == (0, 0)
    assert (by_next_day["n"], by_next_day["pending"]) == (0, 1)


# Lags


@each_kind
@given(rows=JOURNEYS, order=st.randoms())
@settings(max_examples=8)
def test_the_order_of_rows_does_not_matter(kind: Any, rows: list[Row], order: Any) -> None:
    shuffled = [*rows]
    order.shuffle(shuffled)
    results = [lag(frame(people), kind=kind) for people in (rows, shuffled)]
    same(*results)
    results = [thanked_in_time(frame(people)) for people in (rows, shuffled)]
    same(*results)


@each_kind
@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_everybody_is_done_open_or_ended_once(kind: Any, rows: list[Row]) -> None:
    table = lag(frame(rows), kind=kind)
    assert table[["done", "open", "ended"]].sum().sum() == table["n"].iloc[0]
    assert table["at_risk"].iloc[0] == table["n"].iloc[0]
    assert table["days"].is_monotonic_increasing
    assert table["days"].iloc[0] == 0


def test_a_reply_is_any_answer() -> None:
    rows = [asked(20, yes=2), asked(20, declined=3), asked(20, first_answer_s=NOW - 16 * DAY)]
    table = lag(frame(rows), kind="reply")
    assert table[table["done"] > 0]["days"].tolist() == [2, 3, 4]


def test_who_has_not_answered_is_counted_for_as_long_as_one_has_waited() -> None:
    table = lag(frame([asked(20, yes=2), asked(1), asked(10)]), kind="reply")
    assert table[["days", "done", "open"]].to_numpy().tolist() == [
        [0, 0, 0], [1, 0, 1], [2, 1, 0], [10, 0, 1],
    ]  # fmt: skip
    assert table["share"].tolist() == [0, 0, 0.5, 0.5]


def test_a_bounced_message_waits_for_nothing() -> None:
    rows = [asked(20, outcome="bounced"), asked(20, outcome="bounced", sent_2_s=NOW - 5 * DAY)]
    assert lag(frame(rows), kind="reply")["n"].tolist() == [0]
    assert lag(frame(rows), kind="follow_up")["n"].tolist() == [0]


def test_an_answer_ends_the_wait_for_a_follow_up() -> None:
    rows = [
        asked(20, sent_2_s=NOW - 12 * DAY),
        asked(20, yes=3),
        asked(20, sent_2_s=NOW - 10 * DAY, yes=5),
        asked(20, sent_2_s=NOW - 11 * DAY, yes=12),
    ]
    table = lag(frame(rows), kind="follow_up")
    assert table[table["ended"] > 0]["days"].tolist() == [3, 5]
    assert table[table["done"] > 0]["days"].tolist() == [8, 9]
    assert table["share"].tolist() == pytest.approx([0, 0, 0, 0.5, 1])


def test_people_met_without_a_message_are_thanked_too() -> None:
    table = lag(frame([met(10, 1), met(9)]), kind="thank_you")
    assert table["n"].tolist() == [2, 2, 2]


def test_thanks_known_to_the_day_are_not_earlier_than_the_meeting() -> None:
    at_four = NOW - 10 * DAY
    by_day = met(10, thanked_s=at_four - 4 * 3600, precision="day")
    on_the_way_out = met(10, thanked_s=at_four - 1800)
    table = lag(frame([by_day, on_the_way_out]), kind="thank_you")
    assert table[["days", "done"]].to_numpy().tolist() == [[0, 2]]


def test_who_was_known_before_anybody_named_them_is_no_referral_to_follow() -> None:
    rows = [asked(20, named_s=NOW - 10 * DAY), asked(5, named_s=NOW - 8 * DAY), person(named_s=NOW)]
    table = lag(frame(rows), kind="referral")
    assert table[["days", "done", "open"]].to_numpy().tolist() == [[0, 0, 1], [3, 1, 0]]


@pytest.mark.parametrize("hour", [-3600, 3600])
def test_a_clock_change_makes_no_day_longer_or_shorter(hour: int) -> None:
    row = asked(30, first_answer_s=NOW - 27 * DAY + hour, precision="day")
    assert lag(frame([row]), kind="reply")["days"].tolist() == [0, 3]


def test_seconds_are_not_told_apart() -> None:
    rows = [asked(3, first_answer_s=NOW - 2 * DAY + seconds) for seconds in (0, 20, 59)]
    assert lag(frame(rows), kind="reply")["days"].tolist() == [0, 1]


@each_kind
def test_a_past_as_of_counts_what_had_happened_by_then(kind: Any) -> None:
    start = NOW - 40 * DAY
    later = {
        "reply": {"sent_s": start, "first_answer_s": start + 9 * DAY},
        "follow_up": {"sent_s": start, "sent_2_s": start + 9 * DAY},
        "thank_you": {"meeting_s": start, "thanked_s": start + 9 * DAY},
        "referral": {"named_s": start, "sent_s": start + 9 * DAY},
    }[kind]
    table = lag(frame([person(**later)]), kind=kind, as_of=start + 5 * DAY)
    assert table[["days", "done", "open"]].to_numpy().tolist() == [[0, 0, 0], [5, 0, 1]]
    assert lag(frame([person(**later)]), kind=kind, as_of=start - 1)["n"].tolist() == [0]


@each_kind
def test_of_nobody_there_is_one_row_that_says_so(kind: Any) -> None:
    table = lag(frame([]), kind=kind)
    assert table["n"].tolist() == [0]
    assert table["share"].isna().all()
    full = lag(frame([asked(20, yes=2), met(3, 1, named_s=NOW)]), kind=kind)
    assert table.dtypes.to_dict() == full.dtypes.to_dict()


def test_a_kind_that_is_not_known_is_named_with_those_that_are() -> None:
    with pytest.raises(WorkbookError, match=r"“patience” is not a lag that is known.*follow_up"):
        lag(frame([]), kind="patience")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "column"),
    [("reply", "first_answer_s"), ("follow_up", "sent_2_s"), ("thank_you", "thanked_s"),
     ("referral", "named_s")],
)  # fmt: skip
def test_a_missing_column_is_named(kind: Any, column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”"):
        lag(frame([]).drop(columns=column), kind=kind)


@pytest.mark.parametrize(
    ("kind", "wrong", "told"),
    [
        ("reply", asked(9, first_answer_s=NOW - 12 * DAY), "“first_answer_s” lies before “sent_s”"),
        ("follow_up", asked(9, sent_2_s=NOW - 12 * DAY), "“sent_2_s” lies before “sent_s”"),
        ("follow_up", asked(9, first_answer_s=NOW - 12 * DAY), "“first_answer_s” lies before"),
        ("thank_you", met(9, -3), "“thanked_s” lies before “meeting_s”"),
    ],
)
def test_what_ended_before_it_began_is_left_out_and_named(kind: Any, wrong: Row, told: str) -> None:
    journeys = frame([asked(9), wrong, met(4)])
    with pytest.warns(DataWarning) as caught:
        table = lag(journeys, kind=kind)
    (warning,) = caught
    assert told in str(warning.message)
    assert "(row 1)" in str(warning.message)
    assert warning.filename == __file__, "it points to whoever asked"
    assert table["n"].iloc[0] == 1


# Quantiles


def test_half_of_them_are_done_by_the_median() -> None:
    rows = [asked(60, yes=days) for days in (1, 2, 3, 4, 5, 6, 7)]
    assert quantile(lag(frame(rows), kind="reply"))[0] == 4
    assert quantile(lag(frame(rows), kind="reply"), 0.9)[0] == 7
    exact = kaplan_meier_quantile([1, 2, 3, 4, 5, 6, 7], [True] * 7)
    assert quantile(lag(frame(rows), kind="reply")) == pytest.approx(exact)


def test_a_median_that_is_not_reached_is_not_known() -> None:
    rows = [asked(60, yes=1), *[asked(60)] * 9]
    days, low, high = quantile(lag(frame(rows), kind="reply"))
    assert (math.isnan(days), low, math.isnan(high)) == (True, 1, True)


def test_a_median_of_nobody_is_not_known() -> None:
    assert all(math.isnan(end) for end in quantile(lag(frame([]), kind="reply")))


def test_under_six_people_a_median_has_no_interval() -> None:
    rows = [asked(60, yes=days) for days in (1, 2, 3)]
    days, low, high = quantile(lag(frame(rows), kind="reply"))
    assert days == 2
    assert math.isnan(low)
    assert math.isnan(high)


@pytest.mark.parametrize("share", [0, 1, 50])
def test_a_share_lies_between_0_and_1(share: float) -> None:
    with pytest.raises(ValueError, match="share must lie between 0 and 1"):
        quantile(lag(frame([]), kind="reply"), share)


# Thanks in time


def at(moment: datetime, thanked: datetime | None = None, **known: Any) -> Row:
    """A meeting and a thank-you by the clock of Berlin."""
    thanks = {
        "thanked_s": int(thanked.timestamp()), "thanked_day": thanked.date(),
    } if thanked else {}  # fmt: skip
    meeting = {"meeting_s": int(moment.timestamp()), "met_day": moment.date()}
    return person(**meeting, **thanks, **known)


def berlin(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def test_a_thank_you_late_the_next_evening_is_in_time_but_not_within_24_hours() -> None:
    row = at(berlin(5, 5, 9), berlin(5, 6, 23, 30))
    assert in_time([row])["in_time"] == 1
    assert in_time([row], "within_24_hours")["late"] == 1


@pytest.mark.parametrize(("month", "day"), [(3, 28), (3, 29)])
def test_the_shorter_day_of_a_clock_change_makes_no_thank_you_late(month: int, day: int) -> None:
    met_at = berlin(month, day, 12)
    row = at(met_at, berlin(month, day + 1, 23, 59))
    assert in_time([row])["in_time"] == 1


def test_24_hours_are_24_hours_over_a_clock_change() -> None:
    """At the same hour of the next day only 23 have gone by; an hour later it is 24."""
    row = at(berlin(3, 28, 12), berlin(3, 29, 13))
    assert in_time([row], "within_24_hours")["in_time"] == 1
    assert in_time([at(berlin(3, 28, 12), berlin(3, 29, 13, 1))], "within_24_hours")["late"] == 1


def test_the_longer_day_of_a_clock_change_is_waited_for() -> None:
    """Met just after midnight before the longest day, there are 49 hours until its end."""
    midnight = datetime(2025, 10, 25, 0, 5, tzinfo=BERLIN)
    end = datetime(2025, 10, 26, 23, 59, tzinfo=BERLIN)
    row = at(midnight)
    assert in_time([row], as_of=int(end.timestamp()))["pending"] == 1
    assert in_time([row], as_of=int(end.timestamp()) + 7200)["never"] == 1


@pytest.mark.parametrize(
    ("weekday", "days", "in_time_by_business_days"),
    [(0, 1, 1), (0, 2, 0), (3, 1, 1), (3, 2, 0), (4, 3, 1), (4, 4, 0), (5, 2, 1), (5, 3, 0),
     (6, 1, 1), (6, 2, 0)],
)  # fmt: skip
def test_after_a_friday_comes_a_monday(
    weekday: int, days: int, in_time_by_business_days: int
) -> None:
    day = datetime.combine(monday(4) + timedelta(days=weekday), datetime.min.time(), UTC)
    met_at = day.replace(hour=10)
    row = at(met_at, met_at + timedelta(days=days, hours=5))
    assert in_time([row], "next_business_day")["in_time"] == in_time_by_business_days


def test_over_a_weekend_one_waits_for_its_end() -> None:
    friday = datetime.combine(monday(4) + timedelta(days=4), datetime.min.time(), UTC)
    row, sunday = at(friday), int((friday + timedelta(days=2, hours=12)).timestamp())
    assert in_time([row], as_of=sunday)["never"] == 1
    assert in_time([row], "next_business_day", as_of=sunday)["pending"] == 1
    assert in_time([row], "next_business_day", as_of=sunday + 3 * DAY)["never"] == 1


def test_a_meeting_known_to_the_day_is_not_measured_in_hours() -> None:
    rows = [met(9, 1, precision="day"), met(9, 0.5)]
    assert in_time(rows)["n"] == 2
    assert in_time(rows, "within_24_hours")["n"] == 1


def test_a_meeting_of_yesterday_is_too_recent_to_tell() -> None:
    found = in_time([met(1), met(0.2, 0.1), met(9, 0.1)])
    assert (found["n"], found["pending"], found["in_time"]) == (1, 2, 1)


def test_the_interval_is_wilsons() -> None:
    found = in_time([*[met(9, 0.5)] * 3, met(9, 4), *[met(9)] * 4])
    assert (found["in_time"], found["late"], found["never"]) == (3, 1, 4)
    assert (found["low"], found["high"]) == pytest.approx(wilson(3, 8))


def test_without_meetings_there_is_no_rate() -> None:
    table = thanked_in_time(frame([]))
    assert table["n"].tolist() == [0, 0, 0]
    assert table[["rate", "low", "high"]].isna().all(axis=None)
    assert table.dtypes.to_dict() == thanked_in_time(frame([met(9, 1)])).dtypes.to_dict()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (met(9, -3), "“thanked_day” lies before “met_day” (row 1)"),
        (met(9, 1, met_day=None), "“met_day” is missing (row 1)"),
        (met(9, 1, thanked_day=None), "“thanked_day” is missing (row 1)"),
    ],
)
def test_a_wrong_row_is_left_out_and_told_of_once(wrong: Row, told: str) -> None:
    with pytest.warns(DataWarning) as caught:
        found = thanked_in_time(frame([met(9, 1), wrong]))
    (warning,) = caught
    assert told in str(warning.message)
    assert warning.filename == __file__, "it points to whoever asked"
    assert found["n"].iloc[0] == 1


@pytest.mark.parametrize("days", [["2026-05-01"], [5]])
def test_days_that_are_none_are_refused(days: Any) -> None:
    with pytest.raises(WorkbookError, match="“met_day” holds no days"):
        thanked_in_time(frame([met(9, 1)]).assign(met_day=days))


def test_a_frame_made_by_hand_will_do() -> None:
    meeting = NOW - 9 * DAY
    day = datetime.fromtimestamp(meeting, UTC).date()
    journeys = pd.DataFrame(
        {
            "meeting_s": [meeting, meeting, None],
            "thanked_s": [meeting + 3600, None, None],
            "met_day": [day, day, None],
            "thanked_day": [day, None, None],
            "precision": ["minute", None, None],
            "outcome": [None, None, None],
            "as_of_s": [NOW, NOW, NOW],
        },
        index=[5, 5, 5],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert thanked_in_time(journeys)["in_time"].tolist() == [1, 1, 1]
        assert lag(journeys, kind="thank_you")["n"].tolist() == [2, 2, 2]


# Days that nobody knows


def test_an_answer_on_no_known_day_is_no_answer_on_the_same_day() -> None:
    rows = [asked(30, yes=0, undated="first_answer decided"), asked(30, yes=3)]
    found = lag(frame(rows), kind="reply")
    assert (found["n"].max(), found["done"].sum(), found["left_out"].max()) == (1, 1, 1)
    assert quantile(found)[0] == 3


def test_thanks_on_no_known_day_are_neither_in_time_nor_late() -> None:
    found = rows_of(thanked_in_time(frame([met(30, thanked_after=0, undated="thanked")])))
    assert [(row["n"], row["left_out"]) for row in found] == [(0, 1)] * 3


def test_whom_one_met_before_writing_is_waited_for_until_then_only() -> None:
    rows = [
        person(named_s=NOW - 30 * DAY, sent_s=NOW - 20 * DAY, meeting_s=NOW - 9 * DAY),
        person(named_s=NOW - 30 * DAY, meeting_s=NOW - 25 * DAY),
        person(named_s=NOW - 30 * DAY, meeting_s=NOW - 40 * DAY),
        person(named_s=NOW - 30 * DAY),
    ]
    found = lag(frame(rows), kind="referral")
    counts = found[["days", "done", "ended", "open"]].to_numpy().tolist()
    assert counts == [[0, 0, 0, 0], [5, 0, 1, 0], [10, 1, 0, 0], [30, 0, 0, 1]]
    assert set(found["n"]) == {3}

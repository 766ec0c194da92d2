"""How long a meeting still has, and which one is at hand, whatever clocks do on that day."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.method.timing import LAST_MINUTES, Planned, at_hand, times

BERLIN = "Europe/Berlin"
moments = st.integers(0, 4_000_000_000)


def at(text: str, zone: str = BERLIN, fold: int = 0) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp())


# When it begins and ends


def test_without_a_date_there_is_no_end_until_one_begins() -> None:
    assert times(None, 30) is None
    found = times(None, 30, begun_at=1_000)
    assert found is not None
    assert (found.starts_at, found.ends_at) == (1_000, 2_800)


@pytest.mark.parametrize("begun_at", [-600, 0, 900], ids=["early", "on time", "late"])
def test_whoever_begins_early_or_late_keeps_the_minutes_that_were_promised(begun_at: int) -> None:
    found = times(0, 30, begun_at=begun_at)
    assert found is not None
    assert found.starts_at == begun_at
    assert found.ends_at == begun_at + 1_800


def test_a_start_that_was_pressed_days_before_the_date_does_not_count() -> None:
    assert times(1_000_000, 30, begun_at=0) == times(1_000_000, 30)


def test_the_minutes_that_were_offered_come_on_top_and_move_the_sign() -> None:
    found = times(0, 30, more=5)
    assert found is not None
    assert (found.warns_at, found.ends_at, found.minutes) == (1_800, 2_100, 35)


@pytest.mark.parametrize("minutes", [1, 5])
def test_a_meeting_no_longer_than_the_last_minutes_has_no_sign_before_its_end(minutes: int) -> None:
    found = times(0, minutes)
    assert found is not None
    assert found.warns_at is None


@given(moments, st.integers(1, 1440), st.none() | moments, st.integers(0, 600))
def test_the_sign_comes_five_real_minutes_before_the_end(
    agreed: int, minutes: int, begun: int | None, more: int
) -> None:
    found = times(agreed, minutes, begun_at=begun, more=more)
    assert found is not None
    assert found.ends_at - found.starts_at == 60 * (minutes + more)
    assert found.warns_at in (None, found.ends_at - 60 * LAST_MINUTES)
    assert (found.warns_at is None) == (minutes + more <= LAST_MINUTES)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-29T01:45", "2026-03-29T03:15"),  # an hour is skipped
        ("2026-10-25T02:45", "2026-10-25T02:15"),  # an hour comes twice
        ("2026-06-16T23:50", "2026-06-17T00:20"),  # over midnight
    ],
)
def test_half_an_hour_is_half_an_hour_whatever_the_clock_on_the_wall_shows(
    start: str, end: str
) -> None:
    found = times(at(start), 30)
    assert found is not None
    shown = datetime.fromtimestamp(found.ends_at, ZoneInfo(BERLIN))
    assert shown.replace(tzinfo=None, fold=0) == datetime.fromisoformat(end)


def test_ten_hours_are_possible() -> None:
    found = times(0, 600)
    assert found is not None
    assert (found.warns_at, found.ends_at) == (35_700, 36_000)


# Which one


def hand(now: str, **starts: str | None) -> str | None:
    planned = [Planned(id, s and times(at(s), 30) or None) for id, s in starts.items()]
    return at_hand(planned, at(now), BERLIN)


def test_nothing_is_at_hand_where_nothing_was_planned() -> None:
    assert at_hand([], 0, BERLIN) is None


def test_todays_meeting_goes_before_tomorrows_although_it_is_over() -> None:
    starts = {"today": "2026-06-16T10:00", "tomorrow": "2026-06-17T08:00"}
    assert hand("2026-06-16T21:00", **starts) == "today"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-06-16T07:00", "nine"),
        ("2026-06-16T09:20", "nine"),
        ("2026-06-16T09:50", "nine"),
        ("2026-06-16T13:00", "three"),
        ("2026-06-16T15:29", "three"),
        ("2026-06-16T23:00", "three"),
    ],
)
def test_of_two_meetings_on_one_day_the_nearer_in_time_is_at_hand(now: str, expected: str) -> None:
    assert hand(now, three="2026-06-16T15:00", nine="2026-06-16T09:00") == expected


def test_without_one_today_the_next_is_at_hand() -> None:
    starts = {
        "later": "2026-06-19T10:00",
        "yesterday": "2026-06-15T10:00",
        "next": "2026-06-18T10:00",
        "someday": None,
    }
    assert hand("2026-06-16T10:00", **starts) == "next"


def test_one_without_a_date_goes_before_what_is_long_over() -> None:
    assert hand("2026-06-16T10:00", past="2026-06-01T10:00", someday=None) == "someday"


def test_what_was_last_is_at_hand_when_nothing_is_to_come() -> None:
    starts = {"last": "2026-06-10T10:00", "first": "2026-06-01T10:00"}
    assert hand("2026-06-16T10:00", **starts) == "last"


def test_a_meeting_over_midnight_is_at_hand_on_both_days() -> None:
    starts = {"night": "2026-06-16T23:45", "noon": "2026-06-17T12:00"}
    assert hand("2026-06-16T23:50", **starts) == "night"
    assert hand("2026-06-17T00:30", **starts) == "night"


def test_today_is_the_day_of_ones_own_zone() -> None:
    planned = [
        Planned("evening", times(at("2026-06-16T18:00"), 30)),
        Planned("morning", times(at("2026-06-17T08:00"), 30)),
    ]
    # In Auckland the evening in Berlin is the next morning already.
    assert at_hand(planned, at("2026-06-16T23:00"), "Pacific/Auckland") == "evening"
    assert at_hand(planned, at("2026-06-17T00:00"), BERLIN) == "morning"

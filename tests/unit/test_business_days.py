"""Business days: weekends, the holidays of a region, and what is not known."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import InvalidValue
from infoint_widgets.method.business_days import (
    add_business_days,
    business_days_between,
    checked_region,
    is_region,
)

REGIONS = ("DE-BE", "DE-BY", "AT-9", "CH-ZH", "US-CA", "GB", "GB-SCT", "")
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "region", "days"),
    [
        # 2026: Christmas Eve is a Thursday, the 28th a Monday.
        ("2026-12-23", "2026-12-28", "DE-BE", 2),
        ("2026-12-23", "2026-12-28", "", 3),
        # The Monday stands in for Boxing Day, which is a Saturday.
        ("2026-12-23", "2026-12-28", "GB-ENG", 1),
        # Epiphany, a Wednesday in 2027, is kept in Vienna and not in Berlin.
        ("2027-01-04", "2027-01-08", "AT-9", 3),
        ("2027-01-04", "2027-01-08", "DE-BE", 4),
        # Good Friday 2026 is the 3 April; Vienna works on it, California on Easter Monday too.
        ("2026-04-01", "2026-04-07", "DE-BE", 2),
        ("2026-04-01", "2026-04-07", "CH-ZH", 2),
        ("2026-04-01", "2026-04-07", "AT-9", 3),
        ("2026-04-01", "2026-04-07", "US-CA", 4),
        # Friday to Monday.
        ("2026-05-15", "2026-05-18", "", 1),
        ("2026-05-15", "2026-05-17", "", 0),
    ],
)
def test_weekends_and_the_holidays_of_the_region_are_left_out(
    start: str, end: str, region: str, days: int
) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert business_days_between(first, last, region) == days


def test_a_follow_up_after_seven_business_days_waits_for_ascension_day() -> None:
    assert add_business_days(date(2026, 5, 12), 7, "DE-BE") == date(2026, 5, 22)
    assert add_business_days(date(2026, 5, 12), 7, "US-CA") == date(2026, 5, 21)


def test_no_days_lie_between_a_day_and_itself_or_an_earlier_one() -> None:
    day = date(2026, 5, 12)
    assert business_days_between(day, day, "DE-BE") == 0
    assert business_days_between(day, day - timedelta(days=9), "DE-BE") == 0


def test_a_year_of_a_new_calendar_is_known_from_its_first_day() -> None:
    assert business_days_between(date(2031, 12, 31), date(2032, 1, 1), "DE-TH") == 0


@given(DAYS, st.integers(1, 60), st.sampled_from(REGIONS))
def test_adding_days_then_counting_them_agrees(start: date, n: int, region: str) -> None:
    end = add_business_days(start, n, region)
    assert business_days_between(start, end, region) == n
    assert business_days_between(start, end - timedelta(days=1), region) == n - 1


@given(DAYS, st.integers(0, 30), st.integers(0, 30), st.sampled_from(REGIONS))
def test_days_can_be_added_in_two_steps(start: date, first: int, then: int, region: str) -> None:
    halfway = add_business_days(start, first, region)
    assert add_business_days(halfway, then, region) == add_business_days(
        start, first + then, region
    )


@pytest.mark.parametrize("region", ["Berlin", "DE-XX", "XX", "__init__", "DE-", "de-be", "🙂"])
def test_a_region_that_no_calendar_is_known_for_counts_monday_to_friday(region: str) -> None:
    assert not is_region(region)
    assert business_days_between(date(2026, 12, 23), date(2026, 12, 28), region) == 3


def test_an_unknown_region_is_refused_by_name_when_it_is_entered() -> None:
    with pytest.raises(InvalidValue, match="“Berlin”"):
        checked_region("Berlin")


@pytest.mark.parametrize(("typed", "kept"), [("DE-BE", "DE-BE"), (" at-9 ", "AT-9"), ("", "")])
def test_a_known_region_is_kept_as_it_is_written_in_the_list(typed: str, kept: str) -> None:
    assert checked_region(typed) == kept


def test_the_holidays_are_read_only_when_they_are_needed() -> None:

    code = "import infoint_widgets, infoint_widgets.method.business_days, sys; "
    code += "raise SystemExit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""What one does in a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import DataWarning, activity
from tests.stats import plainly
from tests.stats.conftest import (
    DAY,
    NOW,
    TODAY,
    Row,
    asked,
    day_of,
    frame,
    met,
    monday,
    person,
    rows_of,
)
from tests.stats.strategies import JOURNEYS, LONG_AGO


def weeks(rows: list[Row], *columns: str, **how: Any) -> list[Any]:
    found = [{**row, "start": row["start"].date()} for row in rows_of(activity(frame(rows), **how))]
    return [tuple(row[column] for column in columns) for row in found] if columns else found


@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=60)
def test_weeks_are_those_of_the_slow_way(rows: list[Row], as_of: int | None) -> None:
    today = day_of(NOW if as_of is None else as_of)
    assert weeks(rows, goal=3, as_of=as_of) == plainly.activity(rows, 3, today, as_of)


def test_each_week_has_its_row_the_quiet_ones_too() -> None:
    rows = [asked(1), asked(2), met(3), asked(15)]
    assert weeks(rows, "start", "n", "met", "running") == [
        (monday(2), 1, 0, False), (monday(1), 0, 0, False), (monday(0), 2, 1, True),
    ]  # fmt: skip


def test_a_week_begins_on_monday_where_one_was() -> None:
    """Sunday evening in Greenwich is Monday in Auckland."""
    rows = [asked(4, sent_day=date(2026, 5, 25)), asked(4, sent_day=date(2026, 5, 24))]
    assert weeks(rows, "start", "n") == [(date(2026, 5, 18), 1), (date(2026, 5, 25), 1)]


def test_a_message_that_bounced_does_not_count_for_the_week_as_on_today() -> None:
    assert weeks([asked(1, outcome="bounced"), asked(1)], "n") == [(1,)]


def test_a_message_that_bounced_is_not_among_those_of_which_the_day_is_not_known() -> None:
    rows = [asked(1), asked(1, outcome="bounced", undated="sent")]
    assert weeks(rows, "left_out") == [(0,)]


def test_the_goal_stands_in_every_row() -> None:
    assert weeks([asked(8), asked(1)], "goal", goal=2) == [(2,), (2,)]
    assert weeks([asked(1)], "goal") == [(0,)]


def test_what_is_still_to_come_is_in_no_week() -> None:
    assert weeks([asked(1), asked(-2), met(-3)], "n", "met") == [(1, 0)]
    assert weeks([asked(20), asked(1)], "n", as_of=NOW - 18 * DAY) == [(1,)]


def test_a_guessed_day_is_in_no_week_and_counted_apart() -> None:
    rows = [
        asked(1),
        asked(9, undated="sent"),
        met(2, undated="meeting"),
        asked(20, undated="decided"),
    ]
    found = weeks(rows, "n", "left_out")
    assert sum(n for n, _ in found) == 2
    assert {left_out for _, left_out in found} == {2}


def test_adding_somebody_asked_today_changes_this_week_only() -> None:
    rows = [asked(30), asked(9), met(8)]
    before, after = weeks(rows), weeks([*rows, asked(0)])
    assert after[:-1] == before[:-1]
    assert after[-1] == {**before[-1], "n": before[-1]["n"] + 1}


@pytest.mark.parametrize(
    ("row", "column"), [(asked(3, sent_day=None), "sent_day"), (met(3, met_day=None), "met_day")]
)
def test_a_moment_without_its_day_is_told_of(row: Row, column: str) -> None:
    with pytest.warns(DataWarning, match=rf"“{column}” is missing \(row 1\)") as caught:
        assert sum(n for n, _ in weeks([asked(1), row], "n", "met")) == 1
    assert caught[0].filename.endswith("test_activity.py")


@pytest.mark.parametrize("column", ["sent_s", "sent_day", "meeting_s", "met_day"])
def test_a_missing_column_is_named(column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”"):
        activity(frame([]).drop(columns=column))


@pytest.mark.parametrize("goal", [-1, 1.5])
def test_a_goal_is_a_number_of_people(goal: Any) -> None:
    with pytest.raises(ValueError, match="goal"):
        activity(frame([]), goal=goal)


def test_of_nobody_there_is_an_empty_table_of_the_same_types() -> None:
    empty, full = activity(frame([person()])), activity(frame([asked(1)]))
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_a_week_is_over_when_sunday_is() -> None:
    midnight = int(datetime.combine(monday(0), time(), UTC).timestamp())
    rows = [asked(9)]
    for moment, running in ((midnight - 1, True), (midnight, False)):
        assert weeks(rows, "start", "running", as_of=moment)[0] == (monday(1), running)


def test_today_is_in_the_last_week() -> None:
    assert weeks([asked(30)], "start")[-1] == (
        TODAY.fromordinal(TODAY.toordinal() - TODAY.weekday()),
    )

"""How the network grows, and how many introductions away people are."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import DataWarning, generations, network_growth
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
    person,
    rows_of,
    same,
)
from tests.stats.strategies import JOURNEYS, LONG_AGO

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

PERIODS: tuple[Any, ...] = ("1w", "1mo", "1q", "1y")


def growth(rows: list[Row], **how: Any) -> list[Row]:
    return [
        {**row, "start": row["start"].date()} for row in rows_of(network_growth(frame(rows), **how))
    ]


def on(year: int, month: int, day: int, **known: Any) -> Row:
    """Somebody met on a day."""
    moment = int(datetime.fromisoformat(f"{year}-{month:02}-{day:02}T12:00+00:00").timestamp())
    return person(meeting_s=moment, **known)


@pytest.mark.parametrize("every", PERIODS)
@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=30)
def test_growth_is_that_of_the_slow_way(every: Any, rows: list[Row], as_of: int | None) -> None:
    today = day_of(NOW if as_of is None else as_of)
    wanted = plainly.network_growth(rows, every, today, as_of)
    assert growth(rows, every=every, as_of=as_of) == wanted


@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=40)
def test_generations_are_those_of_the_slow_way(rows: list[Row], as_of: int | None) -> None:
    assert rows_of(generations(frame(rows), as_of=as_of)) == plainly.generations(rows, as_of)


@given(rows=JOURNEYS, order=st.randoms())
@settings(max_examples=20)
def test_the_order_of_rows_does_not_matter(rows: list[Row], order: Any) -> None:
    shuffled = [*rows]
    order.shuffle(shuffled)
    for statistic in (network_growth, generations):
        results = [statistic(frame(people)) for people in (rows, shuffled)]
        same(*results)


@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_every_period_adds_up_to_those_who_were_met(rows: list[Row]) -> None:
    there = [row for row in rows if row["meeting_s"] and row["meeting_s"] <= NOW]
    known = [row for row in there if row["generation"] is not None]
    for every in PERIODS:
        assert sum(row["new"] for row in growth(rows, every=every)) == len(known)


def test_months_in_which_nobody_was_met_are_there() -> None:
    found = growth([on(2026, 2, 27), on(2026, 2, 28), on(2026, 4, 1)])
    assert [(row["start"].month, row["new"], row["n"]) for row in found] == [
        (2, 2, 2), (3, 0, 2), (4, 1, 3), (5, 0, 3),
    ]  # fmt: skip


def test_each_generation_has_its_row_in_every_month() -> None:
    found = growth([on(2026, 4, 3), on(2026, 5, 2, generation=2)])
    assert [(row["generation"], row["n"]) for row in found] == [(0, 1), (2, 0), (0, 1), (2, 1)]


def test_a_week_begins_on_monday() -> None:
    sunday, monday = on(2026, 5, 24), on(2026, 5, 25)
    found = growth([sunday, monday], every="1w")
    assert [(row["start"], row["new"]) for row in found] == [
        (date(2026, 5, 18), 1), (date(2026, 5, 25), 1),
    ]  # fmt: skip


def test_a_period_is_that_of_the_day_where_one_was() -> None:
    """On the first of May in Auckland it is still April in Greenwich, where the log is seen."""
    row = on(2026, 4, 30, met_day=date(2026, 5, 1), as_of_s=on(2026, 4, 30)["meeting_s"] + 60)
    assert growth([row]) == [{"start": date(2026, 5, 1), "generation": 0, "new": 1, "n": 1}]


def test_people_met_without_a_message_are_part_of_the_network() -> None:
    assert sum(row["new"] for row in growth([met(3), asked(20, yes=1, meeting_s=NOW - DAY)])) == 2


def test_growth_ends_with_a_past_as_of() -> None:
    rows = [on(2026, 1, 5), on(2026, 3, 5)]
    found = growth(rows, as_of=on(2026, 2, 10)["meeting_s"])
    assert [(row["start"].month, row["n"]) for row in found] == [(1, 1), (2, 1)]


def test_generations_count_who_there_is_was_written_to_and_met() -> None:
    rows = [
        asked(20, yes=2, meeting_s=NOW - DAY, referrals=2),
        asked(-1),
        person(referrals=None),
        met(3, generation=1),
    ]
    assert rows_of(generations(frame(rows))) == [
        {"generation": 0, "n": 3, "written": 1, "met": 1, "referrals": 2},
        {"generation": 1, "n": 1, "written": 0, "met": 1, "referrals": 0},
    ]


@pytest.mark.parametrize("statistic", [network_growth, generations])
def test_people_who_named_each_other_in_a_circle_are_told_of(statistic: Any) -> None:
    rows = [met(9), met(8, generation=None), met(7, generation=None)]
    with pytest.warns(DataWarning) as caught:
        found = statistic(frame(rows))
    (warning,) = caught
    assert "2 rows are left out: by “referred_by”" in str(warning.message)
    assert "in a circle (the first is row 1)" in str(warning.message)
    assert warning.filename == __file__, "it points to whoever asked"
    assert found["n"].max() == 1


def test_a_meeting_without_its_day_is_told_of() -> None:
    with pytest.warns(DataWarning, match=r"“met_day” is missing \(row 0\)"):
        assert network_growth(frame([met(9, met_day=None)])).empty


@pytest.mark.parametrize("statistic", [network_growth, generations])
def test_of_nobody_there_is_an_empty_table_of_the_same_types(statistic: Any) -> None:
    empty, full = statistic(frame([])), statistic(frame([met(3)]))
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_an_unknown_period_is_named_with_those_that_are_known() -> None:
    with pytest.raises(WorkbookError, match=r"“1d” is not a length of time.*: 1w, 1mo, 1q, 1y"):
        network_growth(frame([]), every="1d")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("statistic", "column"),
    [(network_growth, "meeting_s"), (network_growth, "met_day"), (network_growth, "generation"),
     (generations, "sent_s"), (generations, "referrals")],
)  # fmt: skip
def test_a_missing_column_is_named(statistic: Any, column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”"):
        statistic(frame([]).drop(columns=column))


def test_a_generation_that_is_no_number_is_refused() -> None:
    with pytest.raises(WorkbookError, match="“generation” holds no numbers"):
        generations(frame([met(3)]).assign(generation="first"))


def test_a_frame_made_by_hand_will_do() -> None:
    journeys = pd.DataFrame(
        {
            "sent_s": [None, NOW - 9 * DAY],
            "meeting_s": [NOW - DAY, None],
            "met_day": [TODAY, None],
            "generation": [0, 1],
            "referrals": [1, None],
            "as_of_s": [NOW, NOW],
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert network_growth(journeys)["n"].tolist() == [1]
        assert generations(journeys)["n"].tolist() == [1, 1]

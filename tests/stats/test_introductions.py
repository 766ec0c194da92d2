"""How many names a conversation gives, and who led to whom."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import DataWarning, referrals_per_interview, who_led_to_whom
from tests.stats import plainly
from tests.stats.conftest import DAY, NOW, Row, asked, frame, met, one, person, rows_of, same
from tests.stats.strategies import JOURNEYS, LONG_AGO

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")

NAMES = {"a": None, "b": "a", "c": "b", "d": "a"}


def named(links: dict[str, str | None], **known: Any) -> list[Row]:
    return [
        person(contact_id=id, name=id.upper(), referred_by=by, **known) for id, by in links.items()
    ]


def tree(rows: list[Row], *columns: str, **how: Any) -> list[tuple[Any, ...]]:
    found = rows_of(who_led_to_whom(frame(rows), **how))
    return [tuple(row[column] for column in columns) for row in found]


# Names a conversation


@given(rows=JOURNEYS, as_of=LONG_AGO, after_days=st.sampled_from([0, 5, 60]))
@settings(max_examples=60)
def test_names_are_those_of_the_slow_way(
    rows: list[Row], as_of: int | None, after_days: int
) -> None:
    found = one(referrals_per_interview(frame(rows), after_days=after_days, as_of=as_of))
    assert found == pytest.approx(plainly.referrals_per_interview(rows, after_days, as_of))


def test_who_was_met_less_than_sixty_days_ago_is_not_counted_yet() -> None:
    rows = [
        met(60, referrals=2), met(90, referrals=0), met(61, referrals=1),
        met(59, referrals=7), asked(80, referrals=3), met(-1, referrals=5),
    ]  # fmt: skip
    found = one(referrals_per_interview(frame(rows)))
    assert (found["n"], found["named"], found["nobody"], found["pending"]) == (3, 3, 1, 1)
    factor = math.exp(1.959964 * math.sqrt(1 / 3))
    ends = (found["mean"], found["low"], found["high"])
    assert ends == pytest.approx((1, 1 / factor, factor), abs=1e-5)


def test_a_meeting_on_no_known_day_is_counted_apart() -> None:
    found = one(referrals_per_interview(frame([met(90), met(90, undated="meeting")])))
    assert (found["n"], found["left_out"]) == (1, 1)


def test_of_nobody_there_is_no_mean() -> None:
    found = one(referrals_per_interview(frame([met(3)])))
    assert (found["n"], found["mean"], found["low"], found["high"]) == (0, None, None, None)


@pytest.mark.parametrize("wrong", [-1, None])
def test_what_is_no_count_of_names_is_told_of_and_left_out(wrong: int | None) -> None:
    rows = [met(90, referrals=2), met(90, referrals=wrong)]
    with pytest.warns(DataWarning, match=r"“referrals” is no whole number.* \(row 1\)") as caught:
        found = one(referrals_per_interview(frame(rows)))
    assert found["n"] == 1
    assert caught[0].filename == __file__


def test_half_a_name_is_told_of() -> None:
    journeys = frame([met(90)]).assign(referrals=[0.5])
    with pytest.warns(DataWarning, match=r"\(row 0\)"):
        assert one(referrals_per_interview(journeys))["n"] == 0


@pytest.mark.parametrize("days", [-1, 0.5])
def test_days_are_a_whole_number(days: Any) -> None:
    with pytest.raises(ValueError, match="after_days"):
        referrals_per_interview(frame([]), after_days=days)


def test_somebody_met_today_changes_nothing_but_the_pending() -> None:
    rows = [met(80, referrals=k % 3) for k in range(12)]
    before, after = (one(referrals_per_interview(frame(r))) for r in (rows, [*rows, met(0)]))
    assert after == {**before, "pending": 1}


# Who led to whom


@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=120)
def test_the_tree_is_that_of_the_slow_way(rows: list[Row], as_of: int | None) -> None:
    assert rows_of(who_led_to_whom(frame(rows), as_of=as_of)) == plainly.who_led_to_whom(
        rows, as_of
    )


def test_everybody_is_followed_by_those_they_led_to() -> None:
    found = tree(named(NAMES), "name", "generation", "led_to", "n")
    assert found == [("A", 0, 2, 3), ("B", 1, 1, 1), ("C", 2, 0, 0), ("D", 1, 0, 0)]


def test_who_led_to_most_people_comes_first() -> None:
    rows = named({"x": None, "y": None, "z": "y"})
    assert tree(rows, "name") == [("Y",), ("Z",), ("X",)]


def test_who_was_met_later_is_not_met_yet() -> None:
    rows = [person(contact_id="a", meeting_s=NOW - DAY), person(contact_id="b")]
    assert tree(rows, "met") == [(True,), (False,)]
    assert tree(rows, "met", as_of=NOW - 2 * DAY) == [(False,), (False,)]


def test_people_named_in_a_circle_are_told_of_with_all_whom_they_led_to() -> None:
    rows = named({"a": None, "b": "d", "c": "b", "d": "c", "e": "d", "f": "f"})
    with pytest.warns(DataWarning) as caught:
        assert tree(rows, "name") == [("A",)]
    (warning,) = caught
    assert "5 rows are left out: by “referred_by”" in str(warning.message)
    assert "(the first is row 1)" in str(warning.message)
    assert warning.filename == __file__


def test_who_was_named_by_somebody_elsewhere_is_told_of_and_stays() -> None:
    rows = named({"a": None, "b": "gone", "c": "b"})
    with pytest.warns(DataWarning, match="“referred_by” in row 1"):
        found = tree(rows, "name", "generation", "orphan")
    assert found == [("B", 1, True), ("C", 2, False), ("A", 0, False)]


def test_who_is_there_twice_is_told_of_and_counted_once() -> None:
    rows = [*named(NAMES), *named({"a": None})]
    with pytest.warns(DataWarning, match=r"“contact_id” stands in a row before it.* \(row 4\)"):
        assert len(tree(rows, "name")) == 4


def test_a_long_chain_is_no_trouble() -> None:
    rows = named({str(k): str(k - 1) if k else None for k in range(3000)})
    found = who_led_to_whom(frame(rows))
    assert found["generation"].tolist() == list(range(3000))
    assert found["n"].tolist() == list(range(2999, -1, -1))


def test_without_names_there_is_the_same_tree() -> None:
    journeys = frame(named(NAMES))
    with_names, without = (who_led_to_whom(j) for j in (journeys, journeys.drop(columns="name")))
    assert without["name"].isna().all()
    same(with_names.drop(columns="name"), without.drop(columns="name"))


def test_ids_may_be_numbers() -> None:
    journeys = pd.DataFrame(
        {
            "contact_id": [7, 8], "referred_by": [None, 7], "name_use": "granted",
            "meeting_s": [None, None], "as_of_s": NOW,
        }
    )  # fmt: skip
    assert who_led_to_whom(journeys)["generation"].tolist() == [0, 1]


def test_people_without_an_id_stand_on_their_own() -> None:
    rows = [person(name="A"), person(name="B"), *named({"c": None})]
    assert tree(rows, "name", "n") == [("A", 0), ("B", 0), ("C", 0)]


@pytest.mark.parametrize("column", ["contact_id", "referred_by", "name_use", "meeting_s"])
def test_a_missing_column_of_the_tree_is_named(column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”"):
        who_led_to_whom(frame([]).drop(columns=column))


@pytest.mark.parametrize("column", ["meeting_s", "referrals"])
def test_a_missing_column_of_the_names_is_named(column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”"):
        referrals_per_interview(frame([]).drop(columns=column))


def test_of_nobody_there_is_an_empty_tree_of_the_same_types() -> None:
    empty, full = who_led_to_whom(frame([])), who_led_to_whom(frame(named(NAMES)))
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()

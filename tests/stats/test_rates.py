"""How many say yes: counted as the design says, on any frame, and never promising too much."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import DataWarning, response_curve, response_rate
from infoint_widgets.stats.estimators import wilson
from tests.stats import plainly
from tests.stats.conftest import DAY, NOW, Row, asked, frame, met, one, person, rows_of, same
from tests.stats.strategies import JOURNEYS, LONG_AGO

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")


def rate(rows: list[Row], **how: Any) -> Row:
    return one(response_rate(frame(rows), **how))


def closely(row: Row) -> Any:
    return pytest.approx(row, abs=1e-6)


# Against the slow way


@given(rows=JOURNEYS, days=st.integers(0, 30), as_of=LONG_AGO)
@settings(max_examples=80)
def test_the_rate_is_that_of_the_slow_way(rows: list[Row], days: int, as_of: int | None) -> None:
    wanted = plainly.response_rate(rows, days, as_of, 0.9)
    wanted.pop("effective", None)
    assert rate(rows, within_days=days, as_of=as_of, confidence=0.9) == closely(wanted)


@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=40)
def test_groups_are_those_of_the_slow_way(rows: list[Row], as_of: int | None) -> None:
    found = {
        r.pop("channel"): r for r in rows_of(response_rate(frame(rows), by="channel", as_of=as_of))
    }
    pooled = plainly.response_rate(rows, 21, as_of)["rate"]
    wanted = {}
    for name in {row["channel"] for row in rows}:
        of_name = [row for row in rows if row["channel"] == name]
        group = plainly.response_rate(of_name, 21, as_of)
        if group["n"]:
            x, n = group["rate"], group.pop("effective", 0)
            known = x is not None and pooled is not None
            group["best_guess"] = (x * n + 8 * pooled) / (n + 8) if known else pooled
            wanted[name] = group
    assert found.keys() == wanted.keys()
    for name, group in wanted.items():
        assert found[name] == closely(group)


@given(rows=JOURNEYS, days=st.integers(0, 30), as_of=LONG_AGO)
@settings(max_examples=20)
def test_the_curve_is_that_of_the_slow_way(rows: list[Row], days: int, as_of: int | None) -> None:
    found = rows_of(response_curve(frame(rows), within_days=days, as_of=as_of))
    wanted = plainly.response_curve(rows, days, as_of)
    assert len(found) == len(wanted)
    for row, plain in zip(found, wanted, strict=True):
        assert {name: row[name] for name in plain} == closely(plain)


@given(rows=JOURNEYS, as_of=LONG_AGO)
@settings(max_examples=20)
def test_the_curve_ends_with_the_rate(rows: list[Row], as_of: int | None) -> None:
    last = rows_of(response_curve(frame(rows), as_of=as_of))[-1]
    whole = rate(rows, as_of=as_of)
    for name in ("n", "yes", "declined", "rate", "low", "high"):
        assert last[name] == closely(whole[name])


# What must not matter, and what must


@given(rows=JOURNEYS, order=st.randoms())
@settings(max_examples=20)
def test_the_order_of_rows_does_not_matter(rows: list[Row], order: Any) -> None:
    shuffled = [*rows]
    order.shuffle(shuffled)
    for by in (None, "channel"):
        results = [response_rate(frame(people), by=by) for people in (rows, shuffled)]
        same(*results)


@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_groups_add_up_to_all(rows: list[Row]) -> None:
    groups, whole = response_rate(frame(rows), by="channel"), rate(rows)
    for name in ("n", "yes", "declined", "open", "n_closed", "yes_closed"):
        assert groups[name].sum() == whole[name]


@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_somebody_asked_just_now_lowers_nothing_and_is_no_no(rows: list[Row]) -> None:
    before, after = rate(rows), rate([*rows, asked(0)])
    for name in ("yes", "declined", "n_closed", "yes_closed"):
        assert after[name] == before[name]
    assert (after["n"], after["open"]) == (before["n"] + 1, before["open"] + 1)
    # Answers at once are all that such a person was at risk of.
    people = [r for r in rows if plainly.asked(r, None) and not plainly.wrong_decision(r, None)]
    if not any(
        days == 0 and code for days, code in (plainly.wait_for_yes(r, None, 21) for r in people)
    ):
        assert after["rate"] == closely(before["rate"])


def test_somebody_asked_today_leaves_the_rate_as_it_was() -> None:
    rows = [asked(30, yes=2), asked(40), asked(35, declined=5), asked(22)]
    assert rate([*rows, asked(0.5)])["rate"] == rate(rows)["rate"] == 0.25


def test_who_has_not_answered_yet_counts_for_as_long_as_one_has_waited() -> None:
    open_ones, closed = [asked(5)] * 5, [asked(60, yes=10)] * 5 + [asked(60)] * 5
    found = rate([*open_ones, *closed])
    assert found["rate"] == 0.5
    assert found["rate"] > 5 / 15, "which would be the rate if waiting were a no"


@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_a_message_that_bounced_is_at_no_risk(rows: list[Row]) -> None:
    bounced = [asked(20, outcome="bounced"), asked(90, outcome="bounced")]
    assert rate(rows) == rate([*rows, *bounced])


@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_people_met_without_a_message_stand_outside(rows: list[Row]) -> None:
    at_a_fair = [met(20), met(40, 1), met(3, outcome=None)]
    assert rate(rows) == rate([*rows, *at_a_fair])
    curves = [response_curve(frame(people)) for people in (rows, [*rows, *at_a_fair])]
    same(*curves)


def test_giving_up_is_nothing_and_a_late_yes_still_counts() -> None:
    """Whoever was given up on is as silent as before; the yes that comes after all is a yes."""
    silent, late = asked(90), asked(90, yes=60)
    assert rate([silent, late], within_days=30)["yes"] == 0
    assert rate([silent, late], within_days=90)["rate"] == 0.5


def test_a_no_rules_a_yes_out() -> None:
    rows = [asked(50, declined=1)] * 4 + [asked(50, yes=5)] * 2 + [asked(3)] * 4
    found = rate(rows)
    assert (found["declined"], found["rate"]) == (4, pytest.approx(0.6))


def test_everybody_says_yes() -> None:
    found = rate([asked(30, yes=days) for days in range(1, 9)])
    assert found["rate"] == 1
    assert (found["low"], found["high"]) == pytest.approx(wilson(8, 8))


def test_nobody_says_yes() -> None:
    found = rate([asked(30)] * 20)
    assert (found["rate"], found["low"]) == (0, 0)
    assert found["high"] == pytest.approx(0.1611, abs=5e-5)


def test_of_one_person_one_knows_next_to_nothing() -> None:
    found = rate([asked(30, yes=1)])
    assert (found["n"], found["rate"]) == (1, 1)
    assert found["low"] < 0.25


def test_while_nobody_was_waited_for_that_long_there_is_no_rate() -> None:
    found = rate([asked(3), asked(8), asked(9, yes=1)])
    assert (found["n"], found["yes"], found["open"]) == (3, 1, 2)
    assert found["rate"] is None
    assert found["rate_closed"] is None


def test_once_all_have_decided_there_is_nothing_to_wait_for() -> None:
    assert rate([asked(3, yes=1), asked(4, declined=2)])["rate"] == 0.5


def test_an_answer_on_the_same_day_is_a_yes_on_day_0() -> None:
    noon = NOW - 30 * DAY
    row = person(sent_s=noon, decided_s=noon, outcome="yes", precision="day")
    found = response_curve(frame([row]))
    assert found["yes"].tolist() == [1] * 22
    assert found["rate"].tolist() == [1.0] * 22


def test_a_yes_on_the_last_day_counts_and_one_a_minute_later_does_not() -> None:
    assert rate([asked(30, yes=21)])["yes"] == 1
    assert rate([asked(30, yes=21 + 1 / 1440)])["yes"] == 0


def test_days_are_counted_by_the_calendar_where_no_more_is_known() -> None:
    """Noon to noon over a clock change is 23 or 25 hours, and still a day."""
    sent = NOW - 60 * DAY
    shorter, longer = (
        person(sent_s=sent, decided_s=sent + 3 * DAY + hour, outcome="yes", precision="day")
        for hour in (-3600, 3600)
    )
    curve = response_curve(frame([shorter, longer]))
    assert curve.set_index("day")["yes"].loc[[2, 3]].tolist() == [0, 2]


def test_the_largest_group_comes_first_and_the_unnamed_has_its_row() -> None:
    rows = [asked(30), asked(30, channel=None), asked(30, channel=None), asked(30, channel="card")]
    found = response_rate(frame(rows), by="channel")
    assert found["n"].tolist() == [2, 1, 1]
    assert found["channel"].isna().tolist() == [True, False, False]
    assert found["channel"].tolist()[1:] == ["card", "email"]


def test_a_best_guess_lies_between_a_group_and_all() -> None:
    rows = [asked(30, yes=1, channel="card")] * 2 + [asked(30)] * 6
    found = response_rate(frame(rows), by="channel").set_index("channel")["best_guess"]
    assert found["card"] == pytest.approx((2 + 8 * 0.25) / 10)
    assert found["email"] == pytest.approx((0 + 8 * 0.25) / 14)


def test_a_group_of_whom_nothing_is_known_is_guessed_from_all() -> None:
    rows = [asked(30, yes=5)] * 4 + [asked(30)] * 4 + [asked(2, channel="card")]
    card = response_rate(frame(rows), by="channel").set_index("channel").loc["card"]
    assert pd.isna(card["rate"])
    assert card["best_guess"] == 0.5


def test_a_curve_marks_the_days_on_which_few_are_followed() -> None:
    rows = [asked(30)] * 4 + [asked(9.5)]
    assert response_curve(frame(rows))["few"].tolist() == [day > 9 for day in range(22)]


def test_a_curve_of_groups_has_all_days_of_each() -> None:
    rows = [asked(30), asked(30, channel="card"), asked(31, channel="card", yes=2)]
    found = response_curve(frame(rows), by="channel", within_days=3)
    assert found["channel"].tolist() == ["card"] * 4 + ["email"] * 4
    assert found["day"].tolist() == [0, 1, 2, 3] * 2
    assert found["yes"].tolist() == [0, 0, 1, 1, 0, 0, 0, 0]


def test_what_happened_after_as_of_is_not_counted() -> None:
    rows = [asked(30, yes=10), asked(30, declined=25), asked(5)]
    found = rate(rows, as_of=NOW - 22 * DAY, within_days=7)
    assert (found["n"], found["yes"], found["declined"]) == (2, 0, 0)


def test_as_of_never_looks_beyond_what_a_row_has_seen() -> None:
    rows = [asked(5, as_of_s=NOW - 2 * DAY), asked(5)]
    assert rate(rows, within_days=4, as_of=NOW + 100 * DAY)["n_closed"] == 1


def test_a_frame_without_as_of_s_needs_an_as_of() -> None:
    bare = frame([asked(30, yes=1)]).drop(columns="as_of_s")
    assert one(response_rate(bare, as_of=NOW))["yes"] == 1
    with pytest.raises(WorkbookError, match="no column “as_of_s”"):
        response_rate(bare)


# What people hand over


def by_hand() -> dict[str, list[Any]]:
    """A frame with the needed columns only, as one would type it."""
    start = NOW - 30 * DAY
    return {
        "sent_s": [start, start, None, start],
        "decided_s": [start + DAY, None, None, start + 2 * DAY],
        "outcome": ["yes", "silent", None, "declined"],
        "precision": ["minute", "day", None, "minute"],
        "as_of_s": [NOW] * 4,
        "state": ["Hesse", "Hesse", "Berlin", "Berlin"],
    }


@pytest.mark.parametrize(
    "types",
    [
        {},
        {"sent_s": "Int64", "decided_s": "Int64", "as_of_s": "int64"},
        {"sent_s": "Float64", "decided_s": "float64", "as_of_s": "float64"},
        dict.fromkeys(("sent_s", "decided_s", "as_of_s", "outcome", "precision"), "object"),
        {"outcome": "category", "precision": "category", "state": "category"},
        {"outcome": "string", "precision": "string", "state": "string"},
    ],
    ids=["as typed", "nullable", "floats", "objects", "categories", "strings"],
)
@pytest.mark.parametrize("index", [[0, 1, 2, 3], [7, 7, 3, 1], list("abcd")])
def test_a_frame_made_by_hand_will_do(types: dict[str, str], index: list[Any]) -> None:
    journeys = pd.DataFrame(by_hand(), index=index).astype(types)
    found = one(response_rate(journeys))
    assert (found["n"], found["yes"], found["declined"]) == (3, 1, 1)
    assert found["rate"] == pytest.approx(1 / 3)
    groups = response_rate(journeys, by="state")
    assert groups.set_index("state")["n"].to_dict() == {"Hesse": 2, "Berlin": 1}


def test_missing_values_of_pandas_among_objects_are_blanks() -> None:
    rows = by_hand()
    rows["decided_s"] = [pd.NA if value is None else value for value in rows["decided_s"]]
    assert one(response_rate(pd.DataFrame(rows)))["yes"] == 1


def test_a_column_in_which_nothing_is_known_will_do() -> None:
    rows = by_hand() | {"decided_s": [None] * 4, "outcome": ["silent"] * 4}
    assert one(response_rate(pd.DataFrame(rows)))["open"] == 0


def test_columns_beyond_those_needed_do_no_harm() -> None:
    plain = pd.DataFrame(by_hand())
    names = ("until", "state_", "group", "seconds", "people", "lag", "waited", "long_ago")
    more = plain.assign(**dict.fromkeys(names, "x"))
    pd.testing.assert_frame_equal(response_rate(plain), response_rate(more))


@pytest.mark.parametrize("name", ["state", "group", "until", "seconds", "people", "lag", "waited"])
def test_people_can_be_grouped_by_a_column_of_any_name(name: str) -> None:
    journeys = pd.DataFrame(by_hand()).rename(columns={"state": name})
    assert response_rate(journeys, by=name)[name].tolist() == ["Hesse", "Berlin"]
    assert set(response_curve(journeys, by=name)[name]) == {"Hesse", "Berlin"}


@pytest.mark.parametrize("by", ["outcome", "precision"])
def test_people_can_be_grouped_by_what_is_counted_with(by: str) -> None:
    assert response_rate(pd.DataFrame(by_hand()), by=by)["n"].sum() == 3


@pytest.mark.parametrize("values", [[1, 2, 2, 1], [True, False, False, True], [1.5, None, None, 2]])
def test_people_can_be_grouped_by_numbers(values: list[Any]) -> None:
    journeys = pd.DataFrame(by_hand()).assign(wave=values)
    assert response_rate(journeys, by="wave")["n"].sum() == 3


def test_the_frame_is_left_as_it_was() -> None:
    journeys = frame([asked(30, yes=1), asked(3)])
    before = journeys.copy(deep=True)
    response_rate(journeys, by="channel")
    response_curve(journeys)
    pd.testing.assert_frame_equal(journeys, before)


@pytest.mark.parametrize("by", [None, "channel"])
@pytest.mark.parametrize("statistic", [response_rate, response_curve])
def test_an_empty_frame_gives_a_result_of_the_same_types(statistic: Any, by: str | None) -> None:
    empty, full = statistic(frame([]), by=by), statistic(frame([asked(30, yes=1)]), by=by)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert (empty["n"] == 0).all()


# What can't be


@pytest.mark.parametrize("column", ["sent_s", "decided_s", "outcome", "precision", "as_of_s"])
def test_a_missing_column_is_named_with_those_that_are_there(column: str) -> None:
    with pytest.raises(WorkbookError, match=f"no column “{column}”; it has: named_s, "):
        response_rate(frame([]).drop(columns=column))


def test_a_missing_group_is_named() -> None:
    with pytest.raises(WorkbookError, match="no column “city”"):
        response_rate(frame([]), by="city")


@pytest.mark.parametrize("by", ["rate", "n", "day", "best_guess"])
def test_a_column_of_the_result_is_no_group(by: str) -> None:
    with pytest.raises(WorkbookError, match=f"“{by}” is a column of the result itself"):
        response_rate(frame([]), by=by)


@pytest.mark.parametrize(
    "values",
    [
        ["yesterday", None],
        pd.to_datetime(pd.Series(["2026-01-01", None])),
        pd.Series(["1780000000", None], dtype="str"),
        [1, "x"],
    ],
)
def test_seconds_that_are_none_are_refused(values: Any) -> None:
    journeys = frame([asked(3), asked(4)]).assign(sent_s=values)
    with pytest.raises(WorkbookError, match="“sent_s” holds no numbers"):
        response_rate(journeys)


def test_a_row_that_nobody_knows_how_long_it_was_followed_is_named() -> None:
    with pytest.raises(WorkbookError, match="Row 1 has no “as_of_s”"):
        response_rate(frame([asked(3), asked(4, as_of_s=None)]))


@pytest.mark.parametrize("days", [-1, 2.5])
def test_days_are_whole_and_not_negative(days: Any) -> None:
    with pytest.raises(ValueError, match="within_days must be a whole number"):
        response_rate(frame([]), within_days=days)


@pytest.mark.parametrize("statistic", [response_rate, response_curve])
def test_confidence_is_checked(statistic: Any) -> None:
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        statistic(frame([asked(3)]), confidence=95)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (asked(30, yes=-3), "“decided_s” lies before “sent_s” (row 1)"),
        (asked(30, outcome="yes"), "“decided_s” is missing (row 1)"),
        (asked(30, outcome="perhaps"), "none of yes, declined, silent, bounced (row 1)"),
    ],
)
def test_a_row_that_can_not_be_true_is_left_out_and_named(wrong: Row, told: str) -> None:
    journeys = frame([asked(30, yes=1), wrong, asked(20)])
    with pytest.warns(DataWarning) as caught:
        found = one(response_rate(journeys))
    (warning,) = caught
    assert told in str(warning.message)
    assert "1 row is left out" in str(warning.message)
    assert warning.filename == __file__, "it points to whoever asked"
    assert found["n"] == 2


def test_rows_that_are_wrong_in_the_same_way_are_told_together() -> None:
    with pytest.warns(DataWarning, match=r"2 rows are left out: .* \(the first is row 0\)"):
        response_rate(frame([asked(30, yes=-3), asked(3), asked(20, declined=-1)]))


def test_rows_that_can_be_true_are_not_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        response_rate(frame([asked(30, yes=0), asked(30, outcome="bounced"), met(4, 1)]))


# Days that nobody knows


def test_a_yes_on_no_known_day_counts_in_the_rate() -> None:
    rows = [asked(30, yes=0, undated="first_answer decided"), asked(30)]
    found = rate(rows)
    assert (found["n"], found["yes"], found["undated"], found["rate_closed"]) == (2, 1, 1, 0.5)


def test_a_yes_on_no_known_day_is_in_the_curve_as_late_as_can_be() -> None:
    rows = [asked(30, yes=0, undated="first_answer decided"), asked(30)]
    yes = response_curve(frame(rows))["yes"].tolist()
    assert yes == [0] * 21 + [1]


def test_a_first_message_on_no_known_day_is_left_out_and_counted() -> None:
    rows = [asked(30, yes=0, undated="sent"), asked(30)]
    found = rate(rows)
    assert (found["n"], found["yes"], found["left_out"]) == (1, 0, 1)


def test_frames_without_a_word_on_unknown_days_know_all_of_them() -> None:
    rows = frame([asked(30, yes=2), asked(30)]).drop(columns="undated")
    found = one(response_rate(rows))
    assert (found["n"], found["undated"], found["left_out"]) == (2, 0, 0)

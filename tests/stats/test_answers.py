"""Any answer, what came after each message, how far it gets, and what it takes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import (
    DataWarning,
    answer_curve,
    difference,
    estimators,
    follow_up_gain,
    funnel,
    messages_needed,
    response_rate,
)
from tests.stats import plainly_answers as plainly
from tests.stats.conftest import DAY, NOW, Row, asked, frame, person, rows_of, same
from tests.stats.strategies import JOURNEYS, LONG_AGO

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")


def closely(row: Row) -> Any:
    return pytest.approx(row, abs=1e-6)


def agree(found: list[Row], wanted: list[Row]) -> None:
    assert len(found) == len(wanted)
    for row, plain in zip(found, wanted, strict=True):
        assert {name: row[name] for name in plain} == closely(plain)


# Against the slow way


@given(rows=JOURNEYS, days=st.integers(0, 30), as_of=LONG_AGO)
@settings(max_examples=30)
def test_the_curve_is_that_of_the_slow_way(rows: list[Row], days: int, as_of: int | None) -> None:
    found = rows_of(answer_curve(frame(rows), within_days=days, as_of=as_of))
    agree(found, plainly.answer_curve(rows, days, as_of))


@given(rows=JOURNEYS, days=st.integers(0, 30), as_of=LONG_AGO)
@settings(max_examples=60)
def test_the_gain_is_that_of_the_slow_way(rows: list[Row], days: int, as_of: int | None) -> None:
    third = [
        {**row, "sent_3_s": row["sent_2_s"] + 5 * DAY} if k % 2 and row["sent_2_s"] else row
        for k, row in enumerate(rows)
    ]
    found = rows_of(follow_up_gain(frame(third), within_days=days, as_of=as_of))
    agree(found, plainly.follow_up_gain(third, days, as_of))


@given(rows=JOURNEYS, days=st.integers(0, 60), as_of=LONG_AGO)
@settings(max_examples=60)
def test_the_steps_are_those_of_the_slow_way(rows: list[Row], days: int, as_of: int | None) -> None:
    found = rows_of(funnel(frame(rows), within_days=days, as_of=as_of))
    agree(found, plainly.funnel(rows, days, as_of))


@given(yes=st.integers(0, 12), no=st.integers(0, 12), certainty=st.sampled_from([0.5, 0.8, 0.95]))
@settings(max_examples=30)
def test_what_it_takes_is_that_of_the_slow_way(yes: int, no: int, certainty: float) -> None:
    rows = [asked(40, yes=2)] * yes + [asked(40)] * no
    found = rows_of(messages_needed(frame(rows), interviews=3, certainty=certainty))
    for row in found:
        if row["messages"] is None:
            assert not yes
        else:
            k = row["interviews"]
            assert row["messages"] == plainly.messages(yes, yes + no, k, certainty)


# Any answer


def test_any_answer_counts_and_whoever_is_open_counts_for_as_long_as_one_has_waited() -> None:
    rows = [asked(40, yes=1), asked(40, declined=3), asked(40, first_answer_s=NOW - 35 * DAY)]
    found = rows_of(answer_curve(frame([*rows, asked(40), asked(2)])))
    assert [row["answered"] for row in found[:6]] == [0, 1, 1, 2, 2, 3]
    # 4/5, then 4/5 · 2/3 once the one who was asked two days ago has left, then half of it.
    rates = [row["rate"] for row in found[:6]]
    assert rates == pytest.approx([0, 0.2, 0.2, 1 - 0.8 * 2 / 3, 1 - 0.8 * 2 / 3, 1 - 0.8 / 3])
    assert found[-1]["waiting"] == 1


def test_where_nobody_or_everybody_has_answered_the_interval_is_wilsons() -> None:
    none = rows_of(answer_curve(frame([asked(40)] * 12)))[-1]
    assert (none["low"], none["high"]) == closely(estimators.wilson(0, 12))  # type: ignore[arg-type]
    everybody = rows_of(answer_curve(frame([asked(40, yes=2)] * 12)))[-1]
    assert (everybody["low"], everybody["high"]) == closely(estimators.wilson(12, 12))  # type: ignore[arg-type]


@given(rows=JOURNEYS)
@settings(max_examples=20)
def test_the_interval_holds_the_estimate_and_only_rises(rows: list[Row]) -> None:
    last = 0.0
    for row in rows_of(answer_curve(frame(rows), within_days=25)):
        if row["rate"] is not None:
            assert row["low"] <= row["rate"] + 1e-12
            assert row["rate"] <= row["high"] + 1e-12
            assert row["rate"] >= last - 1e-12
            last = row["rate"]


@given(rows=JOURNEYS)
@settings(max_examples=15)
def test_groups_add_up_to_all(rows: list[Row]) -> None:
    groups, whole = answer_curve(frame(rows), by="channel"), answer_curve(frame(rows))
    if len(groups):
        for name in ("n", "answered", "waiting", "at_risk", "undated"):
            assert groups.groupby("day")[name].sum().tolist() == whole[name].tolist()


# What came after a message


def followed(sent: float, again: float, answer: float | None = None) -> Row:
    known = {} if answer is None else {"first_answer_s": NOW - round(answer * DAY)}
    return asked(sent, sent_2_s=NOW - round(again * DAY), **known)


def test_an_answer_counts_for_the_message_before_it() -> None:
    rows = [
        asked(60, first_answer_s=NOW - 55 * DAY),  # after the first
        followed(60, 50, 55),  # before the second
        followed(60, 50, 45),  # after the second
        followed(60, 50, 50),  # on the day of the second: told apart from nobody, so not after it
        followed(60, 50),
        asked(60, first_answer_s=NOW - 30 * DAY),  # later than the time a message is given
        asked(5),
    ]
    first, second = rows_of(follow_up_gain(frame(rows)))
    assert (first["n"], first["answered"], first["later"], first["pending"]) == (6, 3, 1, 1)
    assert (second["n"], second["answered"]) == (2, 1)
    assert second["total"] == closely(1 - 0.5 * 0.5)  # type: ignore[arg-type]


def test_the_total_has_the_interval_of_kaplan_and_meier() -> None:
    rows = [asked(60, yes=2)] * 5 + [followed(60, 50, 45)] * 3 + [followed(60, 50)] * 4
    _, second = rows_of(follow_up_gain(frame([*rows, *[asked(60)] * 3])))
    times, observed = [1] * 8 + [2] * 7, [1] * 5 + [0] * 3 + [1] * 3 + [0] * 4
    curve = estimators.kaplan_meier(times, observed).iloc[-1]
    assert second["total"] == closely(1 - curve["survival"])
    assert second["low_total"] == closely(1 - curve["high"])
    assert second["high_total"] == closely(1 - curve["low"])


def test_of_an_answer_on_an_unknown_day_nobody_knows_after_which_message_it_came() -> None:
    rows = [followed(60, 50, 45) | {"undated": "first_answer"}, followed(60, 50)]
    first, second = rows_of(follow_up_gain(frame(rows)))
    assert (first["n"], first["left_out"], second["n"], second["left_out"]) == (1, 1, 1, 1)
    only = asked(60, first_answer_s=NOW - 3 * DAY, undated="first_answer")
    assert rows_of(follow_up_gain(frame([only])))[0]["answered"] == 1


@pytest.mark.parametrize(
    ("wrong", "column"),
    [(followed(60, 70), "sent_2_s"), (asked(60, first_answer_s=NOW - 70 * DAY), "first_answer_s")],
)
def test_what_came_before_its_cause_is_named_and_left_out(wrong: Row, column: str) -> None:
    with pytest.warns(DataWarning, match=rf"“{column}” lies before .*row 1"):
        found = follow_up_gain(frame([asked(60), wrong]))
    assert rows_of(found)[0]["n"] == 1


# How far it gets


def steps(rows: list[Row], *, closed: bool = True, **how: Any) -> dict[str, Row]:
    return {
        row["step"]: row for row in rows_of(funnel(frame(rows), **how)) if row["closed"] == closed
    }


def come_far(days_ago: float, **known: Any) -> Row:
    met = NOW - round((days_ago - 9) * DAY)
    return asked(days_ago, yes=2, meeting_s=met, thanked_s=met + DAY, **known)


def test_each_step_is_a_share_of_the_one_before_it() -> None:
    rows = [come_far(150, referrals=1), come_far(150), asked(150, yes=3), asked(150, declined=3)]
    found = steps([*rows, asked(150), asked(3)])
    assert [found[step]["reached"] for step in plainly.STEPS] == [5, 4, 3, 2, 2, 1]
    assert [found[step]["n"] for step in plainly.STEPS] == [5, 5, 4, 3, 2, 2]
    assert found["message"]["rate"] is None
    assert found["referral"]["rate"] == 0.5
    pending = steps([*rows, asked(3)], closed=False)
    assert (pending["message"]["reached"], pending["answer"]["rate"]) == (1, None)


def test_a_step_without_the_one_before_it_stands_beside() -> None:
    found = steps([asked(150, declined=2, referrals=1), asked(150, referrals=1)])
    assert (found["referral"]["reached"], found["referral"]["beside"]) == (0, 2)


def test_what_came_too_late_is_not_counted_so_that_all_months_had_the_same_time() -> None:
    assert steps([asked(300, yes=80)])["yes"]["reached"] == 0
    assert steps([asked(300, yes=80)], within_days=90)["yes"]["reached"] == 1


def test_a_month_is_closed_when_its_last_day_is_long_enough_ago() -> None:
    """It is 28 May: on 27 May 60 days are over for 28 March, but March has three more."""
    assert steps([asked(65)], closed=False)["message"]["n"] == 1
    assert steps([asked(95)])["message"]["n"] == 1


def test_whom_one_had_met_before_one_wrote_is_left_out() -> None:
    found = steps([asked(150, meeting_s=NOW - 160 * DAY), asked(150)])
    assert (found["message"]["n"], found["message"]["left_out"]) == (1, 1)


def test_a_first_message_without_its_day_is_named() -> None:
    with pytest.warns(DataWarning, match=r"“sent_day” is missing \(row 0\)"):
        funnel(frame([asked(150) | {"sent_day": None}]))


# What it takes


def test_more_certainty_and_more_conversations_take_more_messages() -> None:
    rows = frame([asked(40, yes=2)] * 5 + [asked(40)] * 8)
    sure, surer = (messages_needed(rows, certainty=c)["messages"] for c in (0.8, 0.9))
    assert sure.is_monotonic_increasing
    assert (surer > sure).all()
    found = messages_needed(rows)
    assert (found["low"] <= found["messages"]).all()
    assert (found["messages"] <= found["high"]).all()


def test_with_a_rate_that_is_well_known_it_is_a_plain_binomial() -> None:
    """Half say yes: 1 − ½³ = .875 is the first above .8, and of 5 two or more come with .8125."""
    rows = [asked(40, yes=2)] * 500 + [asked(40)] * 500
    assert messages_needed(frame(rows), interviews=2)["messages"].tolist() == [3, 5]


def test_while_there_is_no_rate_there_is_no_number() -> None:
    found = messages_needed(frame([asked(3)] * 4))
    assert found["messages"].isna().all()
    assert found["n"].tolist() == [4] * 5


def test_of_the_open_no_more_is_known_than_of_those_who_were_waited_for() -> None:
    rows = [asked(40, yes=2)] * 3 + [asked(40, yes=9), asked(40, declined=5), asked(40)]
    rows += [asked(days) for days in (1, 4, 7, 12)]
    times = [2.0] * 3 + [9.0, 5.0, 21.0, 1.0, 4.0, 7.0, 12.0]
    last = (
        estimators.aalen_johansen(times, [1, 1, 1, 1, 2, *[0] * 5]).query("outcome == 1").iloc[-1]
    )
    n_eff = last["probability"] * (1 - last["probability"]) / last["se"] ** 2
    found = messages_needed(frame(rows), interviews=4, certainty=0.9)
    wanted = [plainly.messages(last["probability"] * n_eff, n_eff, k, 0.9) for k in range(1, 5)]
    assert found["messages"].tolist() == wanted
    assert (set(found["n"]), set(found["yes"])) == ({10}, {4})


def test_what_takes_more_than_a_thousand_messages_is_not_told() -> None:
    found = messages_needed(frame([asked(40)] * 40), interviews=2)
    assert found["messages"].tolist()[0] == plainly.messages(0, 40, 1, 0.8) == 967
    assert found["messages"].isna().tolist() == [False, True]
    assert found["high"].isna().all()


def test_more_confidence_sets_the_ends_further_apart_and_leaves_the_number() -> None:
    rows = frame([asked(40, yes=2)] * 5 + [asked(40)] * 8)
    sure, surer = (messages_needed(rows, confidence=c) for c in (0.8, 0.99))
    assert (surer["low"] < sure["low"]).tolist() == [False, *[True] * 4]  # two for one in any case
    assert (surer["high"] > sure["high"]).all()
    assert surer["messages"].tolist() == sure["messages"].tolist()


def test_who_said_yes_later_than_asked_about_takes_more_messages() -> None:
    rows = frame([asked(40, yes=2)] * 3 + [asked(40, yes=15)] * 3 + [asked(40)] * 4)
    week, month = (messages_needed(rows, within_days=days) for days in (7, 28))
    assert (week["messages"] > month["messages"]).all()
    assert (set(week["yes"]), set(month["yes"])) == ({3}, {6})


@pytest.mark.parametrize(
    "how", [{"interviews": 0}, {"interviews": 1.5}, {"certainty": 0}, {"certainty": 1}]
)
def test_a_number_that_makes_no_sense_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must"):
        messages_needed(frame([asked(40)]), **how)


# The difference of two groups


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
    ],
)
def test_the_difference_is_newcombes(
    x1: int, n1: int, x2: int, n2: int, low: float, high: float
) -> None:
    """Newcombe 1998, table II, method 10; doi:10.1002/(SICI)1097-0258(19980430)17:8<873."""
    ends = [(*(x / n for _ in "r"), *estimators.wilson(x, n)) for x, n in ((x1, n1), (x2, n2))]
    rates = pd.DataFrame(ends, columns=["rate", "low", "high"])
    apart, found_low, found_high = difference(rates)
    assert apart == closely(x1 / n1 - x2 / n2)  # type: ignore[arg-type]
    assert (found_low, found_high) == pytest.approx((low, high), abs=5e-5)


def test_a_group_without_a_rate_has_no_difference() -> None:
    rows = [asked(40, yes=2), asked(2, channel="card")]
    rates = response_rate(frame(rows), by="channel")
    for one, other in ((0, 1), (1, 0)):
        apart = difference(rates, one, other)
        assert [value == value for value in apart] == [False] * 3


def test_of_several_groups_those_that_were_named_are_held_against_each_other() -> None:
    rates = pd.DataFrame([(x / 10, *estimators.wilson(x, 10)) for x in (9, 5, 2)],
                         columns=["rate", "low", "high"])  # fmt: skip
    apart = difference(rates, 2, 1)
    assert apart[0] == pytest.approx(-0.3)
    assert apart[1:] == pytest.approx(estimators.newcombe_difference(2, 10, 5, 10))


# All of them

EACH = {
    "curve": answer_curve, "gain": follow_up_gain, "funnel": funnel, "needed": messages_needed
}  # fmt: skip
each = pytest.mark.parametrize("name", list(EACH))


@each
@given(rows=JOURNEYS, order=st.randoms())
@settings(max_examples=10)
def test_the_order_of_rows_does_not_matter(name: str, rows: list[Row], order: Any) -> None:
    shuffled = [*rows]
    order.shuffle(shuffled)
    same(EACH[name](frame(rows)), EACH[name](frame(shuffled)))


@each
@given(rows=JOURNEYS)
@settings(max_examples=10)
def test_a_message_that_bounced_and_people_met_without_one_stand_outside(
    name: str, rows: list[Row]
) -> None:
    outside = [asked(20, outcome="bounced"), person(meeting_s=NOW - 20 * DAY)]
    same(EACH[name](frame(rows)), EACH[name](frame([*rows, *outside])))


@each
def test_a_column_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(WorkbookError, match="no column “sent_s”"):
        EACH[name](frame([asked(40)]).drop(columns="sent_s"))

"""What stays as it is, and what must not, when a log is shifted, doubled, split, cut or grows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from itertools import combinations
from random import Random
from typing import Any, get_args

import pandas as pd
import pytest
from hypothesis import Phase, given, settings

from infoint_widgets import stats
from infoint_widgets.stats import lags
from tests.stats import test_metamorphic as others
from tests.stats.conftest import DAY, MOMENTS, NOW, Row, asked, frame, met, person, same
from tests.stats.strategies import JOURNEYS

pytestmark = pytest.mark.filterwarnings("ignore::infoint_widgets.stats.DataWarning")


def differences(journeys: pd.DataFrame, **how: Any) -> pd.DataFrame:
    """Each channel's rate beside each other's, whichever has more people."""
    rates = stats.response_rate(journeys, by="channel", **how).fillna({"channel": ""})
    rates = rates.sort_values("channel")
    rows = [
        (*rates["channel"].iloc[[one, other]], *stats.difference(rates, one, other))
        for one, other in combinations(range(len(rates)), 2)
    ]
    return pd.DataFrame(rows, columns=["one", "other", "difference", "low", "high"])


def tree(journeys: pd.DataFrame, **how: Any) -> pd.DataFrame:
    """By people, for of two with equally many the first stands before."""
    found = stats.who_led_to_whom(journeys, **how)
    return found.sort_values("contact_id", ignore_index=True)


NEW: dict[str, Callable[..., pd.DataFrame]] = {
    "answer_curve": stats.answer_curve,
    "answer_curve by channel": lambda j, **how: stats.answer_curve(j, by="channel", **how),
    "follow_up_gain": stats.follow_up_gain,
    "funnel": lambda j, **how: stats.funnel(j, within_days=20, **how),
    "messages_needed": stats.messages_needed,
    "difference": differences,
    "referrals_per_interview": lambda j, **how: stats.referrals_per_interview(
        j, after_days=14, **how
    ),
    "who_led_to_whom": tree,
    "activity": lambda j, **how: stats.activity(j, goal=2, **how),
    "between_students": lambda j, **how: stats.between_students(j, within_days=14, **how),
}
ALL = {**others.STATISTICS, **NEW}
each_new = pytest.mark.parametrize("name", list(NEW))
each_statistic = pytest.mark.parametrize("name", list(ALL))


def on(name: str, rows: list[Row], **how: Any) -> pd.DataFrame:
    students = [row.get("student", "s0") for row in rows]
    return ALL[name](frame(rows).assign(student=students), **how)


@cache
def drawn() -> list[list[Row]]:
    """Nobody, a few, and many people, wrong ones among them, each with an id of their own."""
    kept: list[Row] = []

    @settings(max_examples=25, database=None, derandomize=True, phases=[Phase.generate])
    @given(rows=JOURNEYS)
    def keep(rows: list[Row]) -> None:
        kept.extend(rows)

    keep()
    by_chance = Random(6)
    by_chance.shuffle(kept)
    many = kept[4:124]
    assert len(many) == 120
    for at, row in enumerate(many):
        by = by_chance.choice([None, f"p{by_chance.randrange(121)}"])
        third = row["sent_2_s"] and by_chance.choice([None, row["sent_2_s"] + 3 * DAY])
        row |= {"contact_id": f"p{at}", "referred_by": by, "sent_3_s": third}
        # Half of the students hear a yes more often.
        row["student"] = f"s{by_chance.randrange(6 if row['outcome'] == 'yes' else 12)}"
    return [[], kept[:4], many]


NOBODY, FEW, MANY = range(3)


@cache
def as_it_is(name: str, log: int) -> pd.DataFrame:
    return on(name, drawn()[log])


@each_new
def test_the_order_of_rows_does_not_matter(name: str) -> None:
    shuffled = Random(1).sample(drawn()[MANY], len(drawn()[MANY]))
    same(as_it_is(name, MANY), on(name, shuffled))


@each_new
def test_it_does_not_matter_in_which_week_all_happened(name: str) -> None:
    # After four hundred years the months are the same again.
    weeks = 20_871 if name == "funnel" else 30
    found, moved = as_it_is(name, MANY), on(name, [later(row, weeks) for row in drawn()[MANY]])
    for column in {"start", "end"} & set(moved):
        moved[column] -= timedelta(weeks=weeks)
    same(found, moved.astype(found.dtypes.to_dict()))


def later(row: Row, weeks: int) -> Row:
    shifts: dict[str, Any] = dict.fromkeys(MOMENTS, weeks * 7 * DAY)
    shifts |= dict.fromkeys(DAYS.values(), timedelta(weeks=weeks))
    return {**row, **{n: row[n] and row[n] + shift for n, shift in shifts.items()}}


DAYS = {"sent_s": "sent_day", "meeting_s": "met_day", "thanked_s": "thanked_day"}
# What a count is of, and no count itself.
GIVEN = ("within_days", "day", "message", "interviews", "after_days", "generation", "goal")


ENDS = [(f"low{of}", f"high{of}") for of in ("", "_closed", "_total")]


def counts(found: pd.DataFrame) -> list[str]:
    return [str(name) for name in found.select_dtypes("integer") if name not in GIVEN]


@each_statistic
def test_everybody_twice_doubles_counts_moves_no_rate_and_makes_it_surer(name: str) -> None:
    for log in (FEW, MANY):
        once, twice = as_it_is(name, log), on(name, [*drawn()[log], *map(double, drawn()[log])])
        if name == "who_led_to_whom":
            of_one = twice[twice["contact_id"].isin(once["contact_id"])]
            same(of_one.reset_index(drop=True), once)
            continue
        same(twice[counts(once)], once[counts(once)] * 2)
        if name == "between_students":  # how far they differ is seen more clearly
            continue
        for rate in {"rate", "rate_closed", "share", "total", "mean", "difference"} & set(once):
            same(twice[[rate]], once[[rate]])
        for low, high in (ends for ends in ENDS if ends[0] in once):
            assert not (twice[low] < once[low] - 1e-9).any()
            assert not (twice[high] > once[high] + 1e-9).any()
            width, before = twice[high] - twice[low], once[high] - once[low]
            assert not ((width >= before) & (before > 0)).any()


def double(row: Row) -> Row:
    """Somebody else of the same story, in another student's log."""
    ids = {n: row[n] and f"other {row[n]}" for n in ("contact_id", "referred_by")}
    return {**row, **ids, "student": f"other {row.get('student')}"}


# What a half need not have a row for.
UNSURE = {
    "response_rate by channel": {"left_out"},
    "answer_curve by channel": {"left_out"},
    "activity": {"left_out"},
    **{kind: {"left_out", "n", "at_risk"} for kind in get_args(lags.Kind)},
}


# One student's people may have been named by another's, and a difference counts nobody.
@pytest.mark.parametrize("name", sorted(ALL.keys() - {"who_led_to_whom", "difference"}))
def test_the_counts_of_some_students_and_of_the_others_add_up(name: str) -> None:
    some = {"s0", "s2", "s3", "s7", "s8"}
    of_some = [row for row in drawn()[MANY] if row["student"] in some]
    of_others = [row for row in drawn()[MANY] if row["student"] not in some]
    whole = counted(name, as_it_is(name, MANY))
    halves = [counted(name, on(name, rows)) for rows in (of_some, of_others)]
    assert whole == {count: sum(half.get(count, 0) for half in halves) for count in whole}


def counted(name: str, found: pd.DataFrame) -> dict[Any, int]:
    """All counts of a result, by what they belong to."""
    if "curve" in name:  # a running count: its last day has them all
        found = found[found["day"] == 21]
    keys = [*GIVEN, "channel", "days", "rule", "start", "closed", "step", "below"]
    keys = [key for key in keys if key in found]
    return {
        (*(None if pd.isna(row[key]) else row[key] for key in keys), count): int(row[count])
        for row in found.to_dict("records")
        for count in counts(found)
        if count not in UNSURE.get(name, set())
    }


JUST_NOW: dict[str, tuple[Row, str]] = {
    "response_rate": (asked(0), "n_closed yes_closed rate_closed low_closed high_closed"),
    "follow_up_gain": (
        asked(0), "n answered later left_out rate low high total low_total high_total"
    ),
    "funnel": (asked(0), "step n reached beside left_out rate low high"),
    "referrals_per_interview": (met(0), "n named nobody left_out mean low high"),
    "who_led_to_whom": (asked(0), "contact_id referred_by generation met led_to n orphan"),
    "activity": (asked(0), "start n met left_out"),
    "between_students": (asked(0), "n people yes average spread rate low high"),
    "thanked_in_time": (met(0), "n in_time late never left_out rate low high"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(JUST_NOW))
def test_somebody_asked_or_met_just_now_changes_no_closed_figure(name: str) -> None:
    newcomer, closed = JUST_NOW[name]
    for log in (NOBODY, FEW, MANY):
        tables = as_it_is(name, log), on(name, [*drawn()[log], newcomer])
        found, more = map(settled, tables)
        same(more[closed.split()], found[closed.split()])
        if "pending" in found:
            assert (more["pending"] - found["pending"]).iloc[0] == 1


def settled(found: pd.DataFrame) -> pd.DataFrame:
    """The rows that no newcomer belongs to."""
    if "closed" in found:
        found = found[found["closed"]]
    if "running" in found:
        found = found[~found["running"]]
    if "contact_id" in found:
        found = found[found["contact_id"].notna()]
    return found.reset_index(drop=True)


BEGUN = {
    "answer_curve": (asked(0), "day", "rate", "answered"),
    "response_curve": (asked(0), "day", "rate", "yes declined"),
    "reply": (asked(0), "days", "share", "done"),
    "referral": (person(named_s=NOW), "days", "share", "done"),
    "thank_you": (met(0), "days", "share", "done"),
}


@pytest.mark.parametrize("name", list(BEGUN))
def test_somebody_who_has_just_begun_to_wait_moves_no_curve(name: str) -> None:
    """But by what happened at once, for which alone such a person was waited for."""
    newcomer, time, rate, at_once = BEGUN[name]
    for log in (FEW, MANY):
        found, more = as_it_is(name, log), on(name, [*drawn()[log], newcomer])
        if not found[at_once.split()].iloc[0].sum():
            known = found.dropna(subset=rate)
            both = known.merge(more, on=time, suffixes=("", "_then"))
            assert len(both) == len(known)
            assert both[f"{rate}_then"].to_numpy() == pytest.approx(both[rate].to_numpy())
        assert more["n"].iloc[0] == found["n"].iloc[0] + 1


@each_statistic
def test_as_of_an_earlier_day_a_log_is_as_if_it_ended_there(name: str) -> None:
    then = NOW - 12 * DAY
    cut = [until(then, row) for row in drawn()[MANY]]
    same(on(name, drawn()[MANY], as_of=then), on(name, cut))


def until(then: int, row: Row) -> Row:
    """What was written down of somebody by then."""
    later = {n for n in MOMENTS if row[n] is not None and row[n] > then}
    row = {**row, **dict.fromkeys(later), **{DAYS[n]: None for n in later & set(DAYS)}}
    if "decided_s" in later and row["outcome"] in ("yes", "declined"):
        row["outcome"] = "silent"
    return {**row, "as_of_s": then}

"""Many students' journeys: parts add up to the whole, and nothing tells of a single student."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets import stats
from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import Pooled
from infoint_widgets.stats import parts as in_pieces
from infoint_widgets.stats.parts import Part
from infoint_widgets.stats.spread import drawn_in, quantiles, spread_of
from tests.charts.conftest import some
from tests.stats.conftest import DAY, NOW, Row, asked, frame, met, one, person, rows_of
from tests.stats.strategies import JOURNEYS

STATISTICS: dict[str, Callable[[Any], Any]] = {
    "response_rate": stats.response_rate,
    "response_rate by channel": lambda j: stats.response_rate(j, by="channel"),
    "response_curve": stats.response_curve,
    "response_curve by channel": lambda j: stats.response_curve(j, by="channel"),
    "reply": lambda j: stats.lag(j, kind="reply"),
    "thank_you": lambda j: stats.lag(j, kind="thank_you"),
    "thanked_in_time": stats.thanked_in_time,
    "network_growth": stats.network_growth,
    "generations": stats.generations,
    "between_students": stats.between_students,
}
each_statistic = pytest.mark.parametrize("name", list(STATISTICS))


def of_students(rows: Sequence[Row], students: int = 5) -> pd.DataFrame:
    """The rows dealt out to so many students."""
    return frame(rows).assign(student=[f"s{at % students}" for at in range(len(rows))])


def pool(journeys: pd.DataFrame, *, pieces: int = 1) -> Any:
    def read(columns: Collection[str] | None) -> Iterator[Part]:
        first = 0
        for some_rows in np.array_split(np.arange(len(journeys)), pieces):
            piece = journeys.iloc[some_rows].reset_index(drop=True)
            names = [name for name in piece if columns is None or name in columns]
            yield Part(piece[names], [("all.parquet", first, len(piece))])
            first += len(piece)

    return Pooled(read)


def plain(result: pd.DataFrame) -> list[Row]:
    """To nine digits, as sums of parts need not have the last ones."""
    return [
        {name: round(v, 9) if isinstance(v, float) else v for name, v in row.items()}
        for row in rows_of(result.drop(columns="students", errors="ignore"))
    ]


@each_statistic
@pytest.mark.parametrize("pieces", [1, 2, 7])
def test_figures_of_parts_are_those_of_the_whole(name: str, pieces: int) -> None:
    # Six channels for each of five students, so that none is merged.
    journeys = of_students(some(240), 7)
    statistic = STATISTICS[name]
    found = statistic(pool(journeys, pieces=pieces))
    assert plain(found) == plain(statistic(journeys))
    assert list(found)[-1] == "students"
    assert set(found["students"]) == {7}


@each_statistic
@given(rows=JOURNEYS, pieces=st.integers(1, 4))
@settings(max_examples=10)
def test_figures_of_any_parts_are_those_of_the_whole(
    name: str, rows: list[Row], pieces: int
) -> None:
    known = of_students([*rows, *[person()] * 5])
    journeys = known.assign(channel="email")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", stats.DataWarning)
        found = STATISTICS[name](pool(journeys, pieces=pieces))
        assert plain(found) == plain(STATISTICS[name](journeys))


def test_counts_are_added_up_while_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_pieces, "_FEWEST_TO_ADD", 3)
    journeys = of_students(some(120))
    assert plain(stats.response_curve(pool(journeys, pieces=30))) == plain(
        stats.response_curve(journeys)
    )


def test_months_go_on_to_the_newest_day_of_all_parts() -> None:
    journeys = of_students([met(90, as_of_s=NOW - 60 * DAY)] * 5 + [met(90)] * 5)
    found = stats.network_growth(pool(journeys, pieces=2))
    assert plain(found) == plain(stats.network_growth(journeys))
    assert found["start"].max() == pd.Timestamp("2026-05-01")


def test_no_more_counts_wait_to_be_added_than_there_are_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import narwhals as nw

    add, kept = in_pieces._sum, []

    def watched(tables: Any, keys: Sequence[str]) -> Any:
        kept.append(sum(map(len, tables)))
        return add(tables, keys)

    monkeypatch.setattr(in_pieces, "_FEWEST_TO_ADD", 3)
    monkeypatch.setattr(in_pieces, "_sum", watched)
    four = pd.DataFrame({"day": range(4), "people": 1})
    total = in_pieces.added_up((nw.from_native(four) for _ in range(50)), ["day"])
    assert total["people"].to_list() == [50] * 4
    assert max(kept) == 12


def test_a_file_and_row_are_named_where_something_cannot_be_true() -> None:
    rows = [asked(40, yes=2)] * 9 + [asked(40, yes=-3)] + [asked(40)] * 2
    with pytest.warns(stats.DataWarning, match=r"In “all\.parquet”: 1 row .* \(row 9\)"):
        stats.response_rate(pool(of_students(rows), pieces=3))


def test_a_row_of_several_files_is_named_by_its_number_in_its_own() -> None:
    part = Part(None, [("a.parquet", 7, 3), ("b.parquet", 0, 2)])
    places = [part.place(row) for row in range(5)]
    assert places == [
        *(("a.parquet", row) for row in (7, 8, 9)),
        ("b.parquet", 0),
        ("b.parquet", 1),
    ]
    assert Part(None).place(4) == ("", 4)


def test_only_the_columns_that_are_needed_are_read() -> None:
    journeys, read = of_students(some(40)), []

    def parts(columns: Collection[str] | None) -> list[Part]:
        read.append(columns)
        return [Part(journeys)]

    made: Any = Pooled(parts)
    stats.response_rate(made)
    assert read[1] == {"student"}
    assert read[2] == {"sent_s", "decided_s", "outcome", "precision", "as_of_s", "undated"}


def test_journeys_without_students_are_no_pool() -> None:
    with pytest.raises(WorkbookError, match="no column “student”"):
        pool(frame(some(5)))


def test_a_pool_knows_how_many_students_and_people_all_its_parts_have() -> None:
    of_parts = pool(of_students(some(40), 6), pieces=3)
    assert (of_parts.students, of_parts.people) == (6, 40)


def test_a_group_that_a_pool_does_not_have_is_named() -> None:
    with pytest.raises(WorkbookError, match="no column “colour”"):
        stats.response_rate(pool(of_students(some(40))), by="colour")


# Nothing of a single student


@each_statistic
def test_of_four_students_a_result_is_as_of_nobody(name: str) -> None:
    four = pool(of_students(some(80), 4))
    assert four.students == 4
    found = STATISTICS[name](four)
    nobody = STATISTICS[name](of_students(some(80), 4).head(0))
    assert plain(found) == plain(nobody)
    assert set(found["students"]) <= {4}


def test_a_group_of_fewer_than_five_students_goes_with_the_others() -> None:
    rows = [asked(40, channel="card")] * 8 + [asked(40, channel="phone")] * 12
    rows += [asked(40, channel="email")] * 20
    students = ["a", "b", "c", "d"] * 2 + ["e", "f", "g"] * 4 + ["a", "b", "c", "d", "e"] * 4
    found = stats.response_rate(pool(frame(rows).assign(student=students)), by="channel")
    assert dict(zip(found["channel"], found["n"], strict=True)) == {"email": 20, "other": 20}


def test_too_few_together_take_the_next_larger_group_with_them() -> None:
    rows = [asked(40, channel="card")] * 4 + [asked(40, channel="phone")] * 20
    rows += [asked(40, channel="email")] * 24
    students = [*"abcd", *"abcde" * 4, *"abcdef" * 4]
    found = stats.response_rate(pool(frame(rows).assign(student=students)), by="channel")
    assert dict(zip(found["channel"], found["n"], strict=True)) == {"other": 24, "email": 24}


def test_too_few_take_nobody_with_them_where_there_are_others_already() -> None:
    rows = [asked(40, channel="card")] + [asked(40, channel="other")] * 5
    rows += [asked(40, channel="email")] * 5 + [asked(40, channel="phone")] * 6
    students = [*"a", *"abcde", *"abcde", *"abcdef"]
    found = stats.response_rate(pool(frame(rows).assign(student=students)), by="channel")
    assert dict(zip(found["channel"], found["n"], strict=True)) == {
        "other": 6, "phone": 6, "email": 5,
    }  # fmt: skip


def test_those_of_whom_nothing_is_noted_are_a_group_as_well() -> None:
    rows = [asked(40, channel=None)] * 3 + [asked(40, channel="email")] * 10
    rows += [asked(40, channel="phone")] * 10
    students = [*"abc", *"abcde" * 2, *"abcde" * 2]
    found = stats.response_rate(pool(frame(rows).assign(student=students)), by="channel")
    assert sorted(found["n"]) == [10, 13]
    assert found["channel"].notna().all()


def test_nobody_can_be_told_by_being_a_group_of_ones_own() -> None:
    found = stats.response_rate(pool(of_students(some(200), 9)), by="student")
    assert list(found["student"]) == ["other"]


def test_a_group_is_known_to_many_though_each_part_has_few() -> None:
    rows = [asked(40, channel="card"), asked(40, channel="email")] * 6
    students = [name for name in "abcdef" for _ in range(2)]
    journeys = frame(rows).assign(student=students)
    found = stats.response_rate(pool(journeys, pieces=6), by="channel")
    assert sorted(found["channel"]) == ["card", "email"]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("uvwxyz")), max_size=60))
@settings(max_examples=50)
def test_every_group_that_is_shown_has_people_of_five_students(
    pairs: list[tuple[str, str]],
) -> None:
    pairs = [*pairs, *[(name, "v") for name in "abcde"]]
    rows = [asked(40, channel=channel) for _, channel in pairs]
    journeys = frame(rows).assign(student=[student for student, _ in pairs])
    for pieces in (1, 3):
        found = stats.response_rate(pool(journeys, pieces=pieces), by="channel")
        kept = [group for group in found["channel"] if group != "other"]
        merged = [pair for pair in pairs if pair[1] not in kept]
        groups = [[pair for pair in pairs if pair[1] == group] for group in kept]
        for members in [*groups, *([merged] if merged else [])]:
            assert len({student for student, _ in members}) >= 5
        assert found["n"].sum() == len(pairs)


# Between students


def said(*counts: tuple[int, int]) -> pd.DataFrame:
    """Students of whose people so many said yes, of so many."""
    rows, students = [], []
    for at, (yes, people) in enumerate(counts):
        rows += [asked(40, yes=3)] * yes + [asked(40)] * (people - yes)
        students += [f"s{at:03}"] * people
    return frame(rows).assign(student=students)


def test_spread_by_hand() -> None:
    # m = 1/2; Σ n(p − m)² = 2 · 10 · .09 + 2 · 10 · .01 = 2; over m(1 − m): 8; less k − 1: 5;
    # N − Σn²/N − (k − 1) = 40 − 10 − 3 = 27.
    found = spread_of([8, 2, 6, 4], [10, 10, 10, 10])
    assert found.average == 0.5
    assert found.alike == pytest.approx(5 / 27)
    assert found.sd == pytest.approx(math.sqrt(5 / 27 / 4))
    # s = 27/5 − 1 = 4.4
    drawn = drawn_in([8, 2, 6, 4], [10, 10, 10, 10], found)
    assert drawn == pytest.approx([10.2 / 14.4, 4.2 / 14.4, 8.2 / 14.4, 6.2 / 14.4])


def test_students_who_differ_less_than_by_chance_do_not_differ() -> None:
    found = spread_of([5, 5, 5], [10, 10, 10])
    assert (found.alike, found.sd) == (0, 0)
    assert drawn_in([5, 5, 5], [10, 10, 10], found) == pytest.approx([0.5] * 3)


def test_nobody_or_one_each_or_all_alike_has_no_spread() -> None:
    assert math.isnan(spread_of([], []).average)
    assert spread_of([1, 0], [1, 1]).sd == 0
    assert spread_of([3, 4], [3, 4]) == (1, 0, 0)


def test_students_who_always_or_never_hear_a_yes_are_not_drawn_in() -> None:
    found = spread_of([100, 0], [100, 100])
    assert found.alike == 1
    assert drawn_in([100, 0], [100, 100], found) == pytest.approx([1, 0])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=30))
def test_a_rate_is_drawn_from_where_it_was_towards_the_average(
    pairs: list[tuple[int, int]],
) -> None:
    yes = np.array([min(pair) for pair in pairs])
    people = np.array([pair[1] for pair in pairs])
    found = spread_of(yes, people)
    drawn = drawn_in(yes, people, found)
    ends = np.sort([yes / people, np.full(len(yes), found.average)], axis=0)
    assert (ends[0] - 1e-12 <= drawn).all()
    assert (drawn <= ends[1] + 1e-12).all()


def test_the_spread_is_found_again_in_drawn_students() -> None:
    chance = np.random.default_rng(7)
    sds = []
    for _ in range(200):
        people = chance.integers(10, 60, 200)
        rates = chance.beta(6, 9, 200)  # a standard deviation of .1225
        sds.append(spread_of(chance.binomial(people, rates), people).sd)
    assert np.mean(sds) == pytest.approx(0.1225, abs=0.003)


def asked_by(students: int, chance: np.random.Generator) -> tuple[Any, Any]:
    """How many said yes, of how many, where students' true rates are beta(6, 9)."""
    people = chance.integers(10, 60, students)
    return chance.binomial(people, chance.beta(6, 9, students)), people


MEDIAN, QUARTERS = 0.3954, (0.3117, 0.4835)  # of beta(6, 9)


def test_the_middle_half_is_as_wide_as_that_of_the_true_rates() -> None:
    found = quantiles(*asked_by(20_000, np.random.default_rng(7)), [0.25, 0.5, 0.75], 0.95)
    assert found[:, 0] == pytest.approx([QUARTERS[0], MEDIAN, QUARTERS[1]], abs=0.005)


def test_the_interval_of_a_share_holds_the_truth_as_often_as_it_says_or_nearly() -> None:
    chance = np.random.default_rng(7)
    ends = np.array([quantiles(*asked_by(60, chance), [0.25, 0.75], 0.95) for _ in range(100)])
    held = (ends[:, :, 1] <= QUARTERS) & (ends[:, :, 2] >= QUARTERS)
    assert (held.sum(axis=0) >= 88).all()


def test_the_order_of_students_changes_no_share() -> None:
    yes, people = asked_by(30, np.random.default_rng(7))
    one, other = (quantiles(yes[::way], people[::way], [0.5], 0.95) for way in (1, -1))
    assert one.tolist() == other.tolist()


def test_only_whom_one_asked_long_ago_counts() -> None:
    journeys = said(*[(4, 8)] * 5)
    fresh = frame([asked(5, yes=1)] * 5).assign(student=["s000", "s001", "s002", "s003", "new"])
    late = frame([asked(40, yes=30)] * 5).assign(student=[f"s{at:03}" for at in range(5)])
    found = stats.between_students(pd.concat([journeys, fresh, late], ignore_index=True))
    assert set(found["n"]) == {5}
    assert set(found["people"]) == {45}
    assert set(found["yes"]) == {20}


def test_who_was_asked_on_no_known_day_is_of_no_students_people() -> None:
    more = frame([asked(40, yes=3, undated="sent")]).assign(student="s000")
    found = stats.between_students(pd.concat([said(*[(4, 8)] * 5), more], ignore_index=True))
    assert (set(found["people"]), set(found["yes"])) == ({40}, {20})


def test_how_long_ago_is_as_one_asks() -> None:
    journeys = pd.concat([said(*[(4, 8)] * 5), frame([asked(15)]).assign(student="s000")])
    for days, people in ((14, 41), (16, 40)):
        found = stats.between_students(journeys.reset_index(drop=True), within_days=days)
        assert (set(found["within_days"]), set(found["people"])) == ({days}, {people})


def test_what_cannot_be_true_of_a_students_people_is_told() -> None:
    wrong = frame([asked(40, yes=-3)]).assign(student="s000")
    with pytest.warns(stats.DataWarning, match=r"1 row .* \(row 40\)"):
        stats.between_students(pd.concat([said(*[(4, 8)] * 5), wrong], ignore_index=True))


def test_more_confidence_sets_the_ends_of_a_share_further_apart() -> None:
    journeys = said(*[(at % 11, 10) for at in range(22)])
    sure, surer = (stats.between_students(journeys, confidence=c).dropna() for c in (0.5, 0.95))
    assert (surer["low"] < sure["low"]).all()
    assert (surer["high"] > sure["high"]).all()
    assert surer["rate"].tolist() == sure["rate"].tolist()


@pytest.mark.parametrize(
    ("students", "shown"), [(5, []), (9, []), (10, [0.5]), (20, [0.25, 0.5, 0.75]),
                            (50, [0.1, 0.25, 0.5, 0.75, 0.9])],
)  # fmt: skip
def test_a_share_is_told_with_five_students_on_either_side(
    students: int, shown: list[float]
) -> None:
    found = stats.between_students(said(*[(2 + at % 7, 10) for at in range(students)]))
    assert list(found["below"][found["rate"].notna()]) == shown
    assert found["average"].notna().all()
    assert found["low"].notna().tolist() == found["rate"].notna().tolist()


def test_of_four_students_nothing_is_told_even_outside_a_pool() -> None:
    found = stats.between_students(said(*[(5, 10)] * 4))
    assert found[["average", "spread", "rate", "low", "high"]].isna().all(axis=None)


def test_quantiles_by_hand() -> None:
    counts = [(at % 11, 10) for at in range(22)]
    found = stats.between_students(said(*counts))
    yes, people = zip(*counts, strict=True)
    drawn = sorted(drawn_in(yes, people, spread_of(yes, people)))
    rate = dict(zip(found["below"], found["rate"], strict=True))
    assert rate[0.5] == pytest.approx((drawn[10] + drawn[11]) / 2)
    assert (found["low"].dropna() <= found["rate"].dropna()).all()
    assert (found["rate"].dropna() <= found["high"].dropna()).all()


def test_as_of_an_earlier_day_fewer_count() -> None:
    then = NOW - 10 * DAY
    journeys = pd.concat([said(*[(4, 8)] * 6), frame([asked(25)] * 6).assign(student="s000")])
    journeys = journeys.reset_index(drop=True)
    assert one(stats.between_students(journeys).head(1))["people"] == 54
    assert one(stats.between_students(journeys, as_of=then).head(1))["people"] == 48


# Other engines


def polars(journeys: pd.DataFrame) -> Any:
    return pytest.importorskip("polars").from_pandas(journeys)


def duckdb(journeys: pd.DataFrame) -> Any:
    return pytest.importorskip("duckdb").from_df(journeys)


@each_statistic
@pytest.mark.parametrize("engine", [polars, duckdb])
def test_a_pool_of_another_library_has_the_same_figures(
    name: str, engine: Callable[[pd.DataFrame], Any]
) -> None:
    import narwhals as nw

    journeys = of_students(some(240), 7)
    found = STATISTICS[name](Pooled(lambda _: [Part(engine(journeys))]))
    table = nw.from_native(found)
    rows = table.collect("pandas") if isinstance(table, nw.LazyFrame) else table
    wanted = plain(STATISTICS[name](pool(journeys)))
    assert plain(pd.DataFrame(rows.to_dict(as_series=False))) == [
        {key: _day(value) for key, value in row.items()} for row in wanted
    ]


def _day(value: Any) -> Any:
    return pd.Timestamp(value) if isinstance(value, pd.Timestamp) else value

"""Rows are counted as one would count them by hand, in whatever way they are counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoint_widgets.stats import cells, counting

COLUMNS: dict[str, st.SearchStrategy[pd.Series[Any]]] = {
    "whole": st.lists(st.integers(-(2**41), 2**41)).map(lambda of: pd.Series(of, dtype="int64")),
    "small": st.lists(st.integers(-3, 3)).map(lambda of: pd.Series(of, dtype="int8")),
    "float": st.lists(st.sampled_from([0.0, 1.0, -2.0, 0.5, 2.0**53])).map(
        lambda of: pd.Series(of, dtype="float64")
    ),
    "flag": st.lists(st.booleans()).map(lambda of: pd.Series(of, dtype="bool")),
    "text": st.lists(st.sampled_from(["a", "b", None])).map(lambda of: pd.Series(of, dtype="str")),
    "day": st.lists(st.sampled_from(["2026-01-01", "2026-03-29", None])).map(
        lambda of: pd.Series(of, dtype="datetime64[us]")
    ),
    "blank": st.lists(st.sampled_from([1, 2, None])).map(lambda of: pd.Series(of, dtype="Int64")),
}


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    names = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=4, unique=True))
    columns = {name: draw(COLUMNS[name]) for name in names}
    rows = min(map(len, columns.values()))
    return pd.DataFrame({name: column.iloc[:rows] for name, column in columns.items()})


def by_hand(frame: pd.DataFrame) -> Counter[Any]:
    return Counter(tuple(map(plain, row)) for row in frame.itertuples(index=False))


def plain(value: Any) -> Any:
    return None if pd.isna(value) else value


@pytest.mark.parametrize("few", [0, 2**62], ids=["looked for", "in an array"])
@given(frame=frames())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_combination_has_as_many_rows_as_one_counts_by_hand(
    few: int, frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered = {name: cells.numbered(frame[name]) for name in frame}
    # An array of billions is for no machine.
    small = np.prod([float(column.n) for column in numbered.values()]) < 1e6
    monkeypatch.setattr(cells, "FEW", few if small else 0)
    monkeypatch.setattr(cells, "MOST_A_ROW", 0)
    found = cells.count({str(name): column for name, column in numbered.items()}, len(frame))
    assert found is not None
    keys = [tuple(map(plain, row)) for row in found.drop(columns="people").itertuples(index=False)]
    assert len(set(keys)) == len(keys)
    assert dict(zip(keys, found["people"], strict=True)) == by_hand(frame)


def test_values_come_back_in_their_own_type() -> None:
    day = pd.Series(["2026-01-01", None], dtype="datetime64[us]")
    frame = pd.DataFrame({"flag": [True, False], "day": day})
    found = cells.count({name: cells.numbered(frame[name]) for name in ("flag", "day")}, 2)
    assert found is not None
    assert found[["flag", "day"]].dtypes.equals(frame.dtypes)


def test_combinations_beyond_any_number_are_counted_all_the_same() -> None:
    far, also_far = 2**32 - 1, 2**31 - 1
    frame = pd.DataFrame({"a": [far, 0, far], "b": [also_far, 0, also_far]})
    frame["state"] = [True, True, True]
    rows = counting.rows(
        nw.from_native(frame),
        "a",
        "b",
        state=counting.Choice((nw.col("state"), counting.DONE), otherwise=counting.OUT),
    )
    assert cells.count({name: cells.numbered(frame[name]) for name in ("a", "b")}, 3) is None
    fewer = {"a": cells.numbered(frame["a"]), "b": cells.numbered(frame["b"] // 2)}
    assert cells.count(fewer, 3) is not None
    table = counting.tally(rows, ("a", "b"), {}).to_native()
    assert dict(zip(table["a"], table["people"], strict=True)) == {far: 2, 0: 1}


@given(bits=st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1))
def test_a_row_counts_as_the_first_case_that_holds(bits: list[tuple[bool, ...]]) -> None:
    frame = nw.from_native(pd.DataFrame(bits, columns=["a", "b", "c"]))
    choice = counting.Choice((nw.col("a"), 1), (nw.col("b"), 3), (nw.col("c"), 1), otherwise=2)
    table = counting.tally(counting.rows(frame, state=choice), (), {}).to_native()
    expected = Counter(1 if a else 3 if b else 1 if c else 2 for a, b, c in bits)
    assert table.groupby("state")["people"].sum().to_dict() == expected


def test_more_rows_than_a_block_are_counted_to_the_last() -> None:
    values = np.arange(200_001) % 7
    frame = pd.DataFrame({"value": values})
    found = cells.count({"value": cells.numbered(frame["value"])}, len(frame))
    assert found is not None
    assert found["people"].tolist() == np.bincount(values).tolist()

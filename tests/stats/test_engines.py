"""The same figures on whatever library a frame is of; one that isn't installed is skipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from infoint_widgets import charts
from tests.charts.conftest import FIGURES, each_figure, some
from tests.stats.conftest import frame
from tests.stats.others import library

PEOPLE = some(60)


def columns(journeys: pd.DataFrame) -> dict[str, list[Any]]:
    return {
        str(name): [None if pd.isna(value) else value for value in journeys[name]]
        for name in journeys
    }


def polars(journeys: pd.DataFrame) -> Any:
    return library("polars").DataFrame(columns(journeys))


def polars_lazy(journeys: pd.DataFrame) -> Any:
    return polars(journeys).lazy()


def pyarrow(journeys: pd.DataFrame) -> Any:
    return library("pyarrow").table(columns(journeys))


def pandas_on_arrow(journeys: pd.DataFrame) -> Any:
    library("pyarrow")
    return journeys.convert_dtypes(dtype_backend="pyarrow")


def duckdb(journeys: pd.DataFrame) -> Any:
    engine, table = library("duckdb"), pyarrow(journeys)
    return engine.from_arrow(table)


def pandas_objects(journeys: pd.DataFrame) -> Any:
    return pd.DataFrame(columns(journeys)).astype(object)


def rows(result: Any) -> list[dict[str, Any]]:
    """A result of any library as plain Python."""
    import narwhals as nw

    narrow = nw.from_native(result)
    table = narrow.collect() if isinstance(narrow, nw.LazyFrame) else narrow
    return [{n: plain(v) for n, v in row.items()} for row in table.iter_rows(named=True)]


def plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    return round(value, 9) if isinstance(value, float) else value


@each_figure
@pytest.mark.parametrize(
    "engine", [polars, polars_lazy, pyarrow, pandas_on_arrow, duckdb, pandas_objects]
)
def test_figures_are_the_same(engine: Callable[[pd.DataFrame], Any], name: str) -> None:
    journeys = frame(PEOPLE)
    wanted, found = FIGURES[name](journeys), FIGURES[name](engine(journeys))
    assert rows(found) == rows(wanted)
    assert charts.reading(found) == charts.reading(wanted)
    assert charts.alt_text(found) == charts.alt_text(wanted)
    if engine is polars_lazy:  # charts are drawn from the very lists that a reading is made of
        assert charts.as_png(charts.draw(found)) == charts.as_png(charts.draw(wanted))


@each_figure
@pytest.mark.parametrize("engine", [polars, polars_lazy, duckdb])
def test_a_result_is_of_the_library_of_its_journeys(
    engine: Callable[[pd.DataFrame], Any], name: str
) -> None:
    journeys = engine(frame(PEOPLE))
    assert type(FIGURES[name](journeys)) is type(journeys)

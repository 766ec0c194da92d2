"""The same figures on Spark, where there are Java and pyspark; CI installs both."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from infoint_widgets import charts
from infoint_widgets.stats import DataWarning
from tests.charts.conftest import FIGURES, each_figure
from tests.stats.conftest import asked, frame
from tests.stats.others import library
from tests.stats.test_engines import PEOPLE, columns, rows

pytestmark = pytest.mark.filterwarnings("ignore:::pyspark",
                                        "ignore:no explicit representation of timezones",
                                        "ignore::FutureWarning",
                                        "ignore::ResourceWarning")  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sql = library("pyspark.sql")
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.session.timeZone": "UTC",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
        }
        session = sql.SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def journeys(spark: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = library("pyarrow").table(columns(frame(PEOPLE)))
        return spark.createDataFrame(table).cache()


@each_figure
def test_figures_on_spark_are_the_same(journeys: Any, name: str) -> None:
    wanted, found = FIGURES[name](frame(PEOPLE)), FIGURES[name](journeys)
    assert type(found) is type(journeys)
    assert rows(found) == rows(wanted)
    assert charts.reading(found) == charts.reading(wanted)


def test_rows_on_spark_that_can_not_be_true_are_told_of(spark: Any) -> None:
    table = library("pyarrow").table(columns(frame([asked(30, yes=1), asked(30, yes=-3)])))
    with pytest.warns(DataWarning, match=r"“decided_s” lies before “sent_s” \(row 1\)"):
        FIGURES["rate"](spark.createDataFrame(table))

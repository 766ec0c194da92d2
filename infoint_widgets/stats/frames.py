"""Journeys in: the columns that a statistic needs, on whatever engine they live; results out."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import numpy as np

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats.parts import Frame, collected
from infoint_widgets.stats.pooled import Pooled
from infoint_widgets.stats.waiting import MINUTES_A_DAY

if TYPE_CHECKING:
    import narwhals as nw

DAY = 86_400
NEVER = 2.0**53
"""Later than any moment; a number, for not every engine can count with an infinite one."""
OUTCOMES = ("yes", "declined", "silent", "bounced")
"""What can have come of a message."""
_COUNTS = ("generation", "referrals")


def read(
    journeys: Any,
    columns: Iterable[str],
    as_of: int | None,
    *,
    by: str | None = None,
    outcomes: Sequence[str] = (),
) -> Frame:
    """The columns that a statistic needs, moments as numbers, and `until` when each row is seen.

    Parameters
    ----------
    journeys : frame or Pooled
        Of any library that narwhals knows; of a pool each part is read when it is counted.
    columns : iterable of str
        Those ending in ``_s`` are moments in UTC seconds; a missing one becomes `NEVER`. Those
        ending in ``_day`` are days. ``undated`` comes along where there is one.
    as_of : int, optional
        UTC seconds; by default, and at the latest, each row's own ``as_of_s``.
    by : str, optional
        A column that comes along as ``group``.
    outcomes : sequence of str
        Those of `OUTCOMES` for which a column is to say whether it came of the message.

    Raises
    ------
    WorkbookError
        When a column is not there or holds no seconds or days, or a row has no ``as_of_s``.
    """
    import narwhals as nw

    wanted = list(dict.fromkeys([*columns, *(["outcome"] if outcomes else [])]))
    if isinstance(journeys, Pooled):
        each = functools.partial(read, columns=wanted, as_of=as_of, by=by, outcomes=outcomes)
        return journeys.only({*wanted, "as_of_s", "undated"}, by).then(each)
    frame: Frame = nw.from_native(journeys)
    there = frame.collect_schema().names()
    if as_of is None or "as_of_s" in there:
        wanted.append("as_of_s")
    _refuse_missing([*wanted, *([] if by is None else [by])], there)
    extra = _unknown_days(frame, [name for name in wanted if name.endswith("_s")])
    if "precision" in wanted:
        extra["by_day"] = nw.col("precision").cast(nw.String).fill_null("minute") == "day"
    if outcomes:
        extra |= _outcomes(frame, outcomes)
    if by is not None:
        extra["group"] = nw.col(by)
    if isinstance(frame, nw.DataFrame) and frame.implementation.is_polars():
        frame = frame.lazy()  # so that it plans the whole, and computes nothing twice
    typed = [
        _typed(frame, name) if name.endswith(("_s", "_day")) or name in _COUNTS else nw.col(name)
        for name in wanted
        if name != "outcome"
    ]
    seen = _seen_until(frame, as_of)
    if "precision" in wanted:
        by_day = nw.col("by_day").cast(nw.Float64)
        minutes = by_day * (MINUTES_A_DAY - 1.0) + 1.0
        seen |= {"unit": minutes, "unit_s": minutes * 60.0, "shift": by_day / 2}
    return frame.select(*typed, **extra).with_columns(**seen)


def _refuse_missing(wanted: Iterable[Any], there: Sequence[Any]) -> None:
    for name in wanted:
        if name not in there:
            known = ", ".join(map(str, there))
            raise WorkbookError("stats.column_missing", column=str(name), known=known)


def _unknown_days(frame: Frame, moments: Sequence[str]) -> dict[str, nw.Expr]:
    """For each moment a column that says whether its day is only a guess."""
    import narwhals as nw

    names = [moment.removesuffix("_s") for moment in moments]
    known = "undated" not in frame.collect_schema().names()
    if not known and isinstance(frame, nw.DataFrame):
        known = bool(frame["undated"].is_null().all())
    undated = nw.col("undated").cast(nw.String).fill_null("") if not known else None
    return {
        f"undated_{name}": nw.lit(value=False)
        if undated is None
        else undated.str.contains(rf"\b{name}\b")
        for name in names
    }


def _outcomes(frame: Frame, names: Sequence[str]) -> dict[str, Any]:
    """Whether each of these came of a message; silence where nothing is written down."""
    import narwhals as nw

    given = nw.col("outcome").cast(nw.String).fill_null("silent")
    of_pandas = isinstance(frame, nw.DataFrame) and frame.implementation.is_pandas()
    if len(names) == 1 or not of_pandas:
        return {name: given == name for name in names}
    # pandas compares texts so slowly that each had better be looked at once.
    import pyarrow as pa
    from pyarrow.compute import index_in

    texts = frame.select(outcome=given)["outcome"].to_arrow()
    which = index_in(texts, pa.array(names, texts.type)).fill_null(-1).to_numpy()
    return {
        name: nw.new_series(name, which == at, nw.Boolean(), backend="pandas")
        for at, name in enumerate(names)
    }


def _seen_until(frame: Frame, as_of: int | None) -> dict[str, nw.Expr]:
    import narwhals as nw

    if "as_of_s" not in frame.collect_schema().names():
        return dict.fromkeys(("as_of_s", "until"), nw.lit(float(as_of or 0)))
    if as_of is not None:
        return {"until": nw.col("as_of_s").clip(upper_bound=float(as_of))}
    blank = collected(frame.select(blank=nw.col("as_of_s").is_null()))["blank"].to_numpy()
    if blank.any():
        raise WorkbookError("stats.no_as_of", row=int(np.argmax(blank)), column="as_of_s")
    return {"until": nw.col("as_of_s")}


def _typed(frame: Frame, name: str) -> Any:
    """A column of seconds, counts or days, whatever it was kept as."""
    import narwhals as nw

    days = name.endswith("_day")
    dtype = frame.collect_schema()[name]
    column: Any = nw.col(name)
    if days and dtype in (nw.Datetime, nw.Date):
        return column
    if not days and dtype.is_numeric():
        plain = _plain_numbers(frame, name)
        column = column.cast(nw.Float64) if plain is None else plain
    else:
        column = _of_objects(frame, name, dtype, days=days)
    return column.fill_null(NEVER) if name.endswith("_s") else column


def _of_objects(frame: Frame, name: str, dtype: Any, *, days: bool) -> Any:
    """Seconds, counts or days of a column that has no type for them."""
    import narwhals as nw

    wanted = nw.Datetime("us") if days else nw.Float64()
    column = collected(frame.select(name))[name]
    found = [
        None if gone else value
        for gone, value in zip(column.is_null().to_numpy(), column.to_list(), strict=True)
    ]
    # Nothing but blanks has no type of its own, and Python's own objects have one each.
    kinds = (date,) if days else (int, float, np.number)
    if not all(value is None or isinstance(value, kinds) for value in found):
        id = "stats.not_days" if days else "stats.not_seconds"
        raise WorkbookError(id, column=name, dtype=str(dtype))
    if all(value is None for value in found):
        return nw.lit(None).cast(wanted).alias(name)
    values = [value if value is None or days else float(value) for value in found]
    backend = collected(frame.head(0)).implementation
    return nw.new_series(name, values, wanted, backend=backend)


def _plain_numbers(frame: Frame, name: str) -> nw.Series[Any] | None:
    """A moment in pandas as NumPy's numbers, with which it counts several times faster."""
    import narwhals as nw

    if not isinstance(frame, nw.DataFrame) or not frame.implementation.is_pandas():
        return None
    native = frame[name].to_native()
    blank = name in _COUNTS and native.isna().any()  # no moment that never came
    if isinstance(native.dtype, np.dtype) or blank:
        return None
    values = native.to_numpy(dtype=float, na_value=NEVER)
    return nw.new_series(name, values, nw.Float64(), backend="pandas")


def lag_minutes(start: nw.Expr, end: nw.Expr) -> nw.Expr:
    """Whole minutes between two moments; those of whole days where no more is known.

    Moments that are known to the day stand at noon, so that rounding gives the days between their
    dates.
    """
    import narwhals as nw

    return ((end - start) / nw.col("unit_s") + nw.col("shift")).floor() * nw.col("unit")


def earlier(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """The earlier of two moments in each row."""
    import narwhals as nw

    return nw.when(one < other).then(one).otherwise(other)


def day_unknown(*moments: str) -> nw.Expr:
    """Whether one of these moments, such as ``sent_s``, stands on a day that is only a guess."""
    import narwhals as nw

    first, *others = (nw.col(f"undated_{moment.removesuffix('_s')}") for moment in moments)
    return reduce(or_, others, first)


def days(column: nw.Series[Any]) -> Any:
    """A column of days as NumPy's."""
    missing = np.datetime64("NaT")
    return column.to_pandas().to_numpy("datetime64[us]", na_value=missing).astype("datetime64[D]")


def check_whole(name: str, value: float, *, least: int = 0) -> None:
    """Refuse what is no number of days, people or messages."""
    if value < least or value != int(value):
        raise ValueError(f"{name} must be a whole number of at least {least}")


def values(frame: Any, *names: str) -> dict[str, list[Any]]:
    """Some columns of a result of any library as lists, None where nothing can be said."""
    import narwhals as nw

    table = collected(nw.from_native(frame)).select(names)
    missing = {name: table[name].is_null().to_numpy() for name in names}
    return {
        name: [
            None if gone or value != value else value
            for gone, value in zip(missing[name], table[name].to_list(), strict=True)
        ]
        for name in names
    }


def columns(frame: Any) -> list[str]:
    """The names of the columns of a frame of any library."""
    import narwhals as nw

    return [str(name) for name in nw.from_native(frame).collect_schema().names()]


def schema(names: str) -> dict[str, Any]:
    """The columns of a result with their types: counts, unless the name says otherwise."""
    import narwhals as nw

    types = {
        **dict.fromkeys(("kind", "rule", "step"), nw.String),
        **dict.fromkeys(("days", "share", "rate", "low", "high", "best_guess"), nw.Float64),
        **dict.fromkeys(("rate_closed", "low_closed", "high_closed", "mean"), nw.Float64),
        **dict.fromkeys(("total", "low_total", "high_total"), nw.Float64),
        **dict.fromkeys(("certainty", "messages", "below", "average", "spread"), nw.Float64),
        **dict.fromkeys(("few", "closed", "running", "orphan"), nw.Boolean),
        **dict.fromkeys(("start", "end"), nw.Datetime("us")),
    }
    return {name: types.get(name, nw.Int64) for name in names.split()}


def result(
    like: Any, schema: Mapping[str, Any], rows: Sequence[Sequence[Any]], **keys: nw.Series[Any]
) -> Any:
    """A frame of the library of `like`: first the `keys`, then the columns of `schema`.

    nan stands for what can't be said, and becomes the library's own missing value. Of a pool the
    number of ``students`` stands behind all else.
    """
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in schema]
    return result_of(like, schema, columns, **keys)


def result_of(
    like: Any, schema: Mapping[str, Any], columns: Sequence[Any], **keys: nw.Series[Any] | nw.Expr
) -> Any:
    """The same, of columns; a key may be an expression."""
    import narwhals as nw

    pool = like if isinstance(like, Pooled) else None
    given = nw.from_native(like if pool is None else pool.like)
    lazy = isinstance(given, nw.LazyFrame)
    backend = collected(given.head(0)).implementation
    data = {name: _without_nan(column) for name, column in zip(schema, columns, strict=True)}
    made: Frame = nw.from_dict(data, schema=schema, backend=backend)
    made = made.with_columns(**keys).select(*keys, *schema)
    if pool is not None:
        made = made.with_columns(students=nw.lit(pool.students, nw.Int64))
    if not lazy:
        return made.to_native()
    session = getattr(given.to_native(), "sparkSession", None)  # Spark's frames need theirs
    return made.lazy(given.implementation, session=session).to_native()


def _without_nan(column: Any) -> Any:
    if isinstance(column, np.ndarray):
        if column.dtype.kind != "f" or not np.isnan(column).any():
            return column
        column = column.tolist()
    return [None if value != value else value for value in column]

"""The log as pandas frames; every column stands in data/README.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, get_type_hints

from infoint_widgets.records import Contact, Meeting, Record, Touch, checks

if TYPE_CHECKING:
    import pandas as pd

    from infoint_widgets.log.store import Log


def contacts(log: Log) -> pd.DataFrame:
    """One row a person who is not in the bin."""
    return table(log, Contact, "deleted_at IS NULL")


def touches(log: Log) -> pd.DataFrame:
    """One row a thing that happened, in order, with its local time beside its seconds."""
    frame = table(log, Touch, _OF_PEOPLE_THERE, order="happened_at, rowid")
    frame["happened_on"] = local_times(frame["happened_at"], frame["zone"])
    return frame


def meetings(log: Log) -> pd.DataFrame:
    """One row a meeting, with its local time beside its seconds."""
    frame = table(log, Meeting, _OF_PEOPLE_THERE)
    frame["starts_on"] = local_times(frame["starts_at"], frame["zone"])
    return frame


def local_times(seconds: pd.Series[Any], zones: pd.Series[Any]) -> pd.Series[Any]:
    """UTC seconds as wall-clock times, each in its own zone.

    Parameters
    ----------
    seconds : Series of Int64
        UTC epoch seconds, missing where unknown.
    zones : Series of str
        IANA zones; where none is given the time is UTC.

    Returns
    -------
    Series of datetime64[us]
    """
    import pandas as pd

    moments = pd.to_datetime(seconds, unit="s", utc=True).dt.as_unit("us")
    local = moments.dt.tz_localize(None)
    for zone in zones[zones.notna() & (zones != "")].unique():
        there = zones == zone
        local[there] = moments[there].dt.tz_convert(zone).dt.tz_localize(None)
    return local


_OF_PEOPLE_THERE = "contact_id IN (SELECT id FROM contacts WHERE deleted_at IS NULL)"


def table(
    log: Log,
    record: type[Record],
    where: str,
    *,
    order: str = "rowid",
    columns: Sequence[str] = (),
) -> pd.DataFrame:
    """Rows of a table with the types of their record, all columns unless some are named."""
    import pandas as pd

    hints = get_type_hints(record)
    names = list(columns or checks(record))
    sql = f"SELECT {', '.join(names)} FROM {record.table} WHERE {where} ORDER BY {order}"
    rows = [tuple(row) for row in log.query(sql)]
    frame = pd.DataFrame.from_records(rows, columns=names)
    return frame.astype({name: _dtype(hints[name]) for name in names})


def _dtype(hint: Any) -> str:
    kinds = set(getattr(hint, "__args__", (hint,)))
    if date in kinds:
        return "datetime64[us]"
    if bool in kinds:
        return "bool"
    return "Int64" if int in kinds else "str"

"""One person's journeys to hand in: no names, no text of their own, days instead of moments.

What is left is what a course or a careers office can count: who was written to in which way, what
came of it, and on which days. Ids are new with each export, so that no two of them can be brought
together by an id.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoint_widgets.errors import WorkbookError
from infoint_widgets.vocabulary import (
    FEWEST_TO_SHOW,
    POOLED,
    Channel,
    ContactLanguage,
    Field,
    Warmth,
)

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

OTHER = "other"
_DAY, _NOON = 86_400, 43_200
_GROUPS = {"channel": Channel, "field": Field, "warmth": Warmth, "language": ContactLanguage}
# These days were noted where one was; the moments belong to them.
_DAY_OF = {"sent_s": "sent_day", "meeting_s": "met_day", "thanked_s": "thanked_day"}
_AFTER_SENT = ("sent_2_s", "sent_3_s", "first_answer_s", "decided_s")


@dataclass(frozen=True)
class Nameless:
    """Journeys that tell of nobody by name.

    Attributes
    ----------
    frame : DataFrame
        The columns of `POOLED`.
    merged : dict of str to int
        How many people now stand under ``other`` in each column.
    """

    frame: pd.DataFrame
    merged: dict[str, int]


def nameless(journeys: pd.DataFrame, salt: bytes | None = None) -> Nameless:
    """Take out of journeys whatever could tell whom they are about.

    Parameters
    ----------
    journeys : DataFrame
        As ``log.journeys()`` gives it.
    salt : bytes, optional
        From which the ids are made; by default a new one that nobody keeps.

    Examples
    --------
    >>> nameless(log.journeys()).frame  # doctest: +SKIP
    """
    import pandas as pd

    new = _new_ids(salt or secrets.token_bytes(32))
    made = pd.DataFrame({"student": new("")}, index=journeys.index)
    for name in ("contact_id", "referred_by"):
        made[name] = journeys[name].map(new, na_action="ignore")
    merged = {}
    for name, choices in _GROUPS.items():
        made[name] = _merged(journeys[name], {str(choice) for choice in choices})
        merged[name] = int((made[name] == OTHER).sum())
    days = _days(journeys)
    for name, kind in POOLED.items():
        if kind == "moment":
            made[name] = days[name] * _DAY + _NOON
        elif name not in made:
            made[name] = journeys[name]
    made["precision"] = made["precision"].where(made["precision"].isna(), "day")
    # In the order of their ids nobody can see who was chosen first.
    frame = made[list(POOLED)].sort_values("contact_id", ignore_index=True)
    return Nameless(frame, merged)


def write_parquet(folder: Path, frame: pd.DataFrame) -> Path:
    """Write nameless journeys as one new file of a folder.

    Returns
    -------
    Path
        The file; its name has the day of the export and some letters by chance, so that those of a
        whole course fit into one folder.

    Raises
    ------
    WorkbookError
        When there is nobody to write down, or the folder can't be written.
    """
    import pyarrow.parquet as pq

    if frame.empty:
        raise WorkbookError("exchange.nobody_to_hand_in")
    day = f"{datetime.fromtimestamp(int(frame['as_of_s'].max()), UTC):%Y-%m-%d}"
    file = folder / f"journeys-{day}-{secrets.token_hex(4)}.parquet"
    part = file.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            pq.write_table(as_table(frame), part, compression="zstd")
            os.replace(part, file)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkbookError("exchange.cannot_write", file=str(folder), reason=reason) from error
    return file


def as_table(frame: pd.DataFrame) -> pa.Table:
    """The columns of `POOLED` as Parquet has them, and nothing of pandas' own."""
    import pyarrow as pa

    types = {
        "text": pa.string(), "moment": pa.int64(), "count": pa.int64(), "day": pa.timestamp("us"),
    }  # fmt: skip
    schema = pa.schema([(name, types[kind]) for name, kind in POOLED.items()])
    table = pa.Table.from_pandas(frame[list(POOLED)], schema, preserve_index=False)
    return table.replace_schema_metadata(None)


def _new_ids(salt: bytes) -> Callable[[str], str]:
    return lambda key: hashlib.blake2b(key.encode(), digest_size=8, key=salt).hexdigest()


def _merged(values: pd.Series[Any], choices: set[str]) -> pd.Series[Any]:
    """Own words, and what fewer than five people have in common, as `OTHER`.

    Should these be fewer than five together, the next larger group goes with them.
    """
    groups = values.where(values.isna() | values.isin(choices), OTHER).fillna("")
    sizes = {str(group): int(n) for group, n in groups.value_counts().items()}
    small = [group for group, n in sizes.items() if n < FEWEST_TO_SHOW]
    if small and OTHER not in small and OTHER in sizes:
        small.append(OTHER)
    larger = [group for group in reversed(sizes) if group not in small]
    while small and larger and sum(sizes[group] for group in small) < FEWEST_TO_SHOW:
        small.append(larger.pop(0))
    return groups.mask(groups.isin(small), OTHER).replace("", None)


def _days(journeys: pd.DataFrame) -> pd.DataFrame:
    """The local day of each moment, as a number of days since 1970."""
    import pandas as pd

    days = pd.DataFrame(index=journeys.index)
    for name, kind in POOLED.items():
        if kind == "moment":
            days[name] = _local_days(journeys[name], journeys["zone"])
    for name, day in _DAY_OF.items():
        days[name] = _number(journeys[day])
    for name in _AFTER_SENT:  # may be the day before by another clock
        later = (journeys[name] >= journeys["sent_s"]).fillna(False).astype(bool)
        days.loc[later, name] = days.loc[later, [name, "sent_s"]].max(axis=1)
    # East of here it may have been the next day already.
    days["as_of_s"] = days.max(axis=None) if len(days) else days["as_of_s"]
    return days.astype("Int64")


def _local_days(moments: pd.Series[Any], zones: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    days = pd.Series(pd.NA, index=moments.index, dtype="Int64")
    times = pd.to_datetime(moments, unit="s", utc=True)
    for zone in zones.unique():
        there = zones == zone
        days[there] = _number(times[there].dt.tz_convert(zone).dt.tz_localize(None))
    return days


def _number(times: pd.Series[Any]) -> pd.Series[Any]:
    """Which day since 1970 a time of the calendar lies on."""
    import pandas as pd

    return ((times - pd.Timestamp(0)) // pd.Timedelta(days=1)).astype("Int64")

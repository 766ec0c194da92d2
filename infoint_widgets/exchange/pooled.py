"""A folder of journeys that many people handed in, read a piece at a time.

Every file is looked at before any is counted: one that can't be used is told by its name and left
out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infoint_widgets.errors import ImportFailed
from infoint_widgets.vocabulary import POOLED, Kind

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

ROWS = 1 << 19
"""So many rows are in memory at once."""
_MAGIC = b"PAR1"
_NEVER_BLANK = ("student", "as_of_s")
_NOT: dict[Kind, str] = {
    "text": "exchange.pooled_not_text",
    "moment": "exchange.pooled_not_moment",
    "count": "exchange.pooled_not_count",
    "day": "exchange.pooled_not_day",
}


@dataclass(frozen=True)
class HandedIn:
    """The files of a folder.

    Attributes
    ----------
    files : list of Path
        Those that can be read.
    refused : list of ImportFailed
        What is wrong with each of the others.
    """

    folder: Path
    files: list[Path] = field(default_factory=list)
    refused: list[ImportFailed] = field(default_factory=list)

    def pieces(
        self, columns: Collection[str] | None = None
    ) -> Iterator[tuple[pd.DataFrame, list[tuple[str, int, int]]]]:
        """The rows of all files, so many at a time, and from which files they are.

        Parameters
        ----------
        columns : set of str, optional
            Of `POOLED`; by default all.

        Yields
        ------
        DataFrame, list of (file, first row, rows)

        Raises
        ------
        ImportFailed
            When a file turns out to be damaged inside.
        """
        import pyarrow as pa

        names = [name for name in POOLED if columns is None or name in columns]
        waiting: list[pa.Table] = []
        files: list[tuple[str, int, int]] = []
        for file in self.files:
            first = 0
            for table in _tables(file, names):
                waiting.append(table)
                files.append((self.name(file), first, len(table)))
                first += len(table)
                if sum(map(len, waiting)) >= ROWS:
                    yield pa.concat_tables(waiting).to_pandas(), files
                    waiting, files = [], []
        if waiting or not self.files:
            empty = _schema(names).empty_table()
            yield pa.concat_tables([empty, *waiting]).to_pandas(), files

    def name(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()


def look_through(folder: Path) -> HandedIn:
    """See which files of a folder can be read; those whose names begin with . or _ don't count.

    Raises
    ------
    ImportFailed
        When there is no such folder.

    Examples
    --------
    >>> look_through(Path("data/class")).refused  # doctest: +SKIP
    """
    if not folder.is_dir():
        raise ImportFailed("exchange.no_folder", file=str(folder))
    found = HandedIn(folder)
    seen: dict[tuple[int, str], Path] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if any(part.startswith((".", "_")) for part in file.relative_to(folder).parts):
            continue
        try:
            _check(file, found.name(file))
            twin = seen.setdefault(_fingerprint(file), file)
            if twin is not file:
                raise ImportFailed(
                    "exchange.pooled_twice", file=found.name(file), other=found.name(twin)
                )
        except ImportFailed as error:
            found.refused.append(error)
        else:
            found.files.append(file)
    return found


def _check(file: Path, name: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with file.open("rb") as stream:
            magic = stream.read(4)
        if magic != _MAGIC:
            raise ImportFailed("exchange.not_parquet", file=name)
        with pq.ParquetFile(file) as parquet:
            _check_columns(parquet.schema_arrow, name)
            if not parquet.metadata.num_rows:
                raise ImportFailed("exchange.pooled_empty", file=name)
            for column in _NEVER_BLANK:
                blank = _first_blank(parquet, column)
                if blank is not None:
                    raise ImportFailed(
                        "exchange.pooled_blank", file=name, column=column, line=blank
                    )
    except (pa.ArrowException, OSError) as error:
        raise ImportFailed("exchange.parquet_damaged", file=name) from error


def _check_columns(schema: pa.Schema, name: str) -> None:
    for column, kind in POOLED.items():
        if column not in schema.names:
            raise ImportFailed("exchange.pooled_column_missing", file=name, column=column)
        found = schema.field(column).type
        if not _fits(found, kind):
            raise ImportFailed(_NOT[kind], file=name, column=column, found=str(found))


def _fits(found: pa.DataType, kind: Kind) -> bool:
    import pyarrow.types as is_a

    if is_a.is_dictionary(found):
        found = found.value_type
    if is_a.is_null(found):
        return True
    if kind == "text":
        return bool(is_a.is_string(found) or is_a.is_large_string(found))
    if kind == "day":
        return bool(is_a.is_timestamp(found) or is_a.is_date(found))
    return bool(is_a.is_integer(found) or is_a.is_floating(found))


def _first_blank(parquet: Any, column: str) -> int | None:
    """The first row that has nothing in a column; what the file tells of itself may do."""
    at = parquet.schema_arrow.names.index(column)
    groups = (parquet.metadata.row_group(n) for n in range(parquet.metadata.num_row_groups))
    told = [group.column(at).statistics for group in groups]
    if all(known is not None and known.has_null_count and not known.null_count for known in told):
        return None
    row = 0
    for batch in parquet.iter_batches(columns=[column]):
        values = batch.column(0)
        if values.null_count:
            return row + int(values.is_null().to_pylist().index(True))
        row += len(values)
    return None


def _fingerprint(file: Path) -> tuple[int, str]:
    with file.open("rb") as stream:
        return file.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()


def _tables(file: Path, names: list[str]) -> Iterator[pa.Table]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(names)
    try:
        with pq.ParquetFile(file) as parquet:
            for batch in parquet.iter_batches(batch_size=ROWS, columns=names):
                yield pa.Table.from_batches([batch]).select(names).cast(schema)
    except (pa.ArrowException, OSError) as error:
        raise ImportFailed("exchange.parquet_damaged", file=file.name) from error


def _schema(names: list[str]) -> pa.Schema:
    """Moments and counts as numbers with a gap where nothing is known, whatever a file has."""
    import pyarrow as pa

    types = {
        "text": pa.string(), "moment": pa.float64(), "count": pa.float64(),
        "day": pa.timestamp("us"),
    }  # fmt: skip
    return pa.schema([(name, types[POOLED[name]]) for name in names])

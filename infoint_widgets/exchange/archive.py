"""A whole log as a folder that people can read and git can compare: one CSV a table.

``contacts.csv``, ``touches.csv`` and so on have the record's columns as their header; beside them
``about.json`` says which format it is and when it was written. Nothing is lost on the way: a folder
that was written reads back as the same records.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from infoint_widgets.errors import ImportFailed, InvalidValue, WorkbookError
from infoint_widgets.records import TABLES, Record, checks
from infoint_widgets.values import MAX_TEXT, Unfit, zone_name

FORMAT = 1
ABOUT = "about.json"


@dataclass(frozen=True)
class Archive:
    """What a folder holds.

    Attributes
    ----------
    records : list of Record
        In the order of `TABLES`, and within a table in the order of its file.
    now : int
        UTC seconds at which it was written.
    zone : str
        The IANA zone of the log.
    """

    records: list[Record]
    now: int
    zone: str


def write_folder(
    folder: Path, records: Iterable[Record], *, now: int, zone: str, schema: int
) -> None:
    """Write records as a folder of CSV files, over an older one of ours if there is one.

    Rows keep their order. A log hands its rows over in the order in which they came in, so what is
    new stands at the end of a file.

    Parameters
    ----------
    records : iterable of Record
        In any order of their tables.
    now : int
        UTC seconds.
    zone : str
        The IANA zone of the log.
    schema : int
        The number of the log's newest migration.

    Raises
    ------
    WorkbookError
        When the folder holds something else, or cannot be written.

    Examples
    --------
    >>> write_folder(folder, log.find(Contact), now=0, zone="UTC", schema=1)  # doctest: +SKIP
    """
    texts = {f"{record.table}.csv": _header(record) for record in TABLES}
    for record in records:
        writer(texts[f"{record.table}.csv"]).writerow(
            [_cell(getattr(record, name)) for name in checks(type(record))]
        )
    about = {"format": FORMAT, "schema": schema, "now": now, "zone": zone}
    contents = {name: text.getvalue() for name, text in texts.items()}
    contents[ABOUT] = json.dumps(about, indent=2) + "\n"
    try:
        _write(folder, contents)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkbookError("exchange.cannot_write", file=str(folder), reason=reason) from error


def read_folder(folder: Path) -> Archive:
    """Read a folder that `write_folder` wrote.

    Raises
    ------
    ImportFailed
        When it is not such a folder, comes from a newer workbook, or a cell does not fit; the
        error names the file, the line and the column.
    """
    about = _read_about(folder)
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_TEXT))
    records = [row for record in TABLES for row in _read_table(folder, record)]
    return Archive(records, now=about["now"], zone=about["zone"])


def writer(text: io.StringIO) -> Any:
    """A writer of CSV with LF line ends."""
    return csv.writer(text, lineterminator="\n")


def _header(record: type[Record]) -> io.StringIO:
    text = io.StringIO()
    writer(text).writerow(checks(record))
    return text


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else str(value)


def _write(folder: Path, contents: dict[str, str]) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / ABOUT).exists():
        raise WorkbookError("exchange.folder_not_ours", file=str(folder))
    parts = {name: folder / f"{name}.part" for name in contents}
    try:
        # All of it first: a full disk then leaves the older export as it was.
        for name, content in contents.items():
            parts[name].write_text(content, encoding="utf-8", newline="\n")
        for name, part in parts.items():
            os.replace(part, folder / name)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _read_about(folder: Path) -> dict[str, Any]:
    file = folder / ABOUT
    try:
        about = json.loads(_read_text(file))
        if about["format"] > FORMAT:
            raise ImportFailed("exchange.archive_newer", file=str(folder))
        return {**about, "now": int(about["now"]), "zone": zone_name(about["zone"])}
    except (ValueError, TypeError, KeyError, RecursionError, Unfit) as error:
        raise ImportFailed("exchange.archive_damaged", file=str(file)) from error


def _read_text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return stream.read()
    except FileNotFoundError as error:
        raise ImportFailed("exchange.archive_incomplete", file=str(file)) from error
    except UnicodeDecodeError as error:
        raise ImportFailed("exchange.archive_damaged", file=str(file)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImportFailed("exchange.cannot_read", file=str(file), reason=reason) from error


def _read_table(folder: Path, record: type[Record]) -> Iterator[Record]:
    file = folder / f"{record.table}.csv"
    rows = csv.reader(io.StringIO(_read_text(file), newline=""), strict=True)
    try:
        header = next(rows, [])
        _check_header(file, record, header)
        seen: set[str] = set()
        end = rows.line_num
        for row in rows:
            # A cell may hold line ends, so a row begins behind the one before it.
            line, end = end + 1, rows.line_num
            if len(row) != len(header):
                raise ImportFailed("exchange.archive_row_malformed", file=str(file), line=line)
            read = _read_row(file, line, record, dict(zip(header, row, strict=True)))
            if not read.id or read.id in seen:
                raise ImportFailed(
                    "exchange.archive_key_twice", file=str(file), line=line, column="id"
                )
            seen.add(read.id)
            yield read
    except csv.Error as error:
        raise ImportFailed(
            "exchange.archive_row_malformed", file=str(file), line=rows.line_num
        ) from error


def _check_header(file: Path, record: type[Record], header: list[str]) -> None:
    # A key is made anew for a new record, but one that is read must keep its own.
    needed = {f.name for f in fields(record) if f.default is MISSING}  # type: ignore[arg-type]
    for name in header:
        if name not in checks(record) or header.count(name) > 1:
            raise ImportFailed("exchange.archive_column_unknown", file=str(file), column=name)
    for name in needed.difference(header):
        raise ImportFailed("exchange.archive_column_missing", file=str(file), column=name)


def _read_row(file: Path, line: int, record: type[Record], row: dict[str, Any]) -> Record:
    try:
        return record(**row)
    except InvalidValue as error:
        raise ImportFailed(
            "exchange.archive_cell_unfit",
            file=str(file),
            line=line,
            column=error.field,
            value=error.facts["value"],
        ) from error

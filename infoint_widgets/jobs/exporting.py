"""The whole log goes out, to come back as it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from infoint_widgets.exchange.archive import write_folder
from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.log.store import Log
from infoint_widgets.records import TABLES


def export_log(log: Log, folder: Path) -> int:
    """Write a log as a folder of readable files, one a table.

    Returns
    -------
    int
        How many rows were written.

    Raises
    ------
    WorkbookError
        When the folder holds something else, or cannot be written.
    """
    with log.writing():  # so that all tables are of one moment
        records = [row for record in TABLES for row in log.find(record)]
    write_folder(folder, records, now=log.now(), zone=log.zone, schema=NEWEST)
    return len(records)


def export_beside(log: Log) -> tuple[Path, int]:
    """Write a log as a folder beside it, named after it and the day; over one of the same day.

    Returns
    -------
    (Path, int)
        The folder, and how many rows were written.
    """
    today = datetime.fromtimestamp(log.now(), ZoneInfo(log.zone)).date()
    folder = log.path.parent / "exports" / f"{log.path.stem}-{today.isoformat()}"
    return folder, export_log(log, folder)

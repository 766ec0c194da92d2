"""Snapshots of a log: made online, verified by opening them, ten kept."""

from __future__ import annotations

import glob
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from infoint_widgets.errors import LogError
from infoint_widgets.log.connection import connect, found_version, make_file, told_plainly

KEPT = 10
_A_DAY = 86_400


def backups_of(log: Path) -> list[Path]:
    """The backups that are kept of a log, oldest first."""
    stamped = f"{glob.escape(log.stem)}-????-??-??T??????Z.db"
    return sorted(folder_of(log).glob(stamped))


def folder_of(log: Path) -> Path:
    return log.parent / "backups"


def back_up(log: Path, now: int) -> Path:
    """Copy a log while it is in use, check the copy, and let the oldest backups go.

    Parameters
    ----------
    log : Path
        The log's file.
    now : int
        UTC seconds, for the copy's name.

    Returns
    -------
    Path
        The verified copy, readable by its owner only.

    Raises
    ------
    LogError
        When the copy cannot be written, or the log is damaged; a bad copy is not left behind.
    """
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%SZ")
    copy = folder_of(log) / f"{log.stem}-{stamp}.db"
    unfinished = copy.with_suffix(f".part{os.getpid()}")
    make_file(unfinished)
    try:
        with told_plainly(unfinished):
            with closing(connect(log)) as source, closing(connect(unfinished)) as target:
                source.backup(target)
            _verify_as(log, unfinished)
            os.replace(unfinished, copy)
            _sweep(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in backups_of(log)[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def back_up_daily(log: Path, now: int) -> Path | None:
    """A backup, if the log was changed since the newest one and that is not from today."""
    kept = backups_of(log)
    if kept:
        today = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")
        made_today = kept[-1].stem.removeprefix(f"{log.stem}-").startswith(today)
        if made_today or log.stat().st_mtime <= kept[-1].stat().st_mtime:
            return None
    return back_up(log, now)


def verify(copy: Path) -> None:
    """Open a copy and let SQLite check all of it.

    Raises
    ------
    LogError
        When the copy is not whole.
    """
    found_version(copy)
    with told_plainly(copy), closing(connect(copy)) as db:
        if _complaints(db):
            raise LogError("log_damaged", file=str(copy), reason=_complaints(db)[0])


def _verify_as(log: Path, copy: Path) -> None:
    try:
        verify(copy)
    except LogError as error:
        # The copy is as the log is, and about to be thrown away: the log is what to see to.
        raise LogError(error.id, **{**error.facts, "file": str(log)}) from error


def _sweep(newest: Path) -> None:
    """Remove what killed kernels left half made: people's data stands in it."""
    for part in newest.parent.glob("*.part*"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < newest.stat().st_mtime - _A_DAY:
                part.unlink()


def _complaints(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("PRAGMA integrity_check").fetchall()
    complaints = [str(row[0]) for row in rows if row[0] != "ok"]
    return complaints + [str(tuple(row)) for row in db.execute("PRAGMA foreign_key_check")]

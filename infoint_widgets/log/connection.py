"""One SQLite file, opened so that it loses nothing; every failure a sentence with its name."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from infoint_widgets.errors import LogError
from infoint_widgets.log.migrations import APPLICATION_ID, NEWEST, migrate, version_of

BUSY_SECONDS = 10.0
_PRAGMAS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA fullfsync = 1",
    "PRAGMA secure_delete = 1",
    "PRAGMA foreign_keys = 1",
    # A transaction that outgrows the cache would lock readers out before it ends. SQLite heeds
    # this only outside of transactions.
    "PRAGMA cache_spill = 0",
)
_ERRORS = {
    sqlite3.SQLITE_BUSY: "log_busy",
    sqlite3.SQLITE_LOCKED: "log_busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "log_read_only",
    sqlite3.SQLITE_CANTOPEN: "log_cannot_open",
    sqlite3.SQLITE_PERM: "log_cannot_open",
    sqlite3.SQLITE_CORRUPT: "log_damaged",
    sqlite3.SQLITE_NOTADB: "log_damaged",
    sqlite3.SQLITE_IOERR: "log_unreadable",
}


@contextmanager
def told_plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system refuse into a `LogError` that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        raise LogError(
            _ERRORS.get(code, "log_failed"), file=str(path), reason=str(error)
        ) from error
    except PermissionError as error:
        raise LogError("log_cannot_open", file=str(path), reason=str(error)) from error
    except OSError as error:
        raise LogError("log_unreadable", file=str(path), reason=str(error)) from error


class Connections:
    """One connection a thread, and one writer at a time.

    JupyterLab may run a widget's callback on another thread than the cell that made it, and a
    connection of SQLite's belongs to the thread that opened it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.local()
        self._writer = threading.RLock()

    def get(self) -> sqlite3.Connection:
        """This thread's connection, opened on first use."""
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is None:
            with told_plainly(self.path):
                connection = connect(self.path)
                for pragma in _PRAGMAS:
                    connection.execute(pragma)
            self._mine.connection = connection
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The one way to write: all that is done inside is kept, or nothing of it.

        Entering it again inside joins the transaction that is open.
        """
        with self._writer, told_plainly(self.path):
            db = self.get()
            if db.in_transaction:
                yield db
                return
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close this thread's connection; using the log again opens a new one.

        Those of other threads are theirs to close: SQLite crashes if one is closed while it works.
        """
        connection: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if connection is not None:
            del self._mine.connection
            connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A bare connection that never makes a file by accident."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.row_factory = sqlite3.Row
    return connection


def watch(path: Path) -> Callable[[], bool]:
    """A function that tells whether anybody has written to a file since it was last asked.

    It has a connection of its own, so that it also sees what is written from here.
    """
    db = connect(path)

    def counter() -> int:
        return int(db.execute("PRAGMA data_version").fetchone()[0])

    seen = counter()

    def changed() -> bool:
        nonlocal seen
        with told_plainly(path):
            before, seen = seen, counter()
        return before != seen

    return changed


def make_file(path: Path) -> None:
    """An empty file that only its owner can read, unless there is one already."""
    with told_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return


def found_version(path: Path) -> int:
    """The schema version of a file, read without changing a byte of it.

    Raises
    ------
    LogError
        When the file is not a log of ours, is damaged, or was made by a newer workbook.
    """
    # Not read-only: a journal left by a killed kernel is rolled back on opening.
    with told_plainly(path), closing(connect(path)) as db:
        # All of one moment: another page may be making the tables of a new log.
        db.execute("BEGIN")
        version = version_of(db)
        application = int(db.execute("PRAGMA application_id").fetchone()[0])
        tables = int(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if version > NEWEST and application == APPLICATION_ID:
        raise LogError("log_newer", file=str(path))
    if (tables or version) and application != APPLICATION_ID:
        raise LogError("log_not_ours", file=str(path))
    return version


def bring_up_to_date(connections: Connections) -> None:
    """Run the migrations that a file has not been through, all or none."""
    with connections.writing() as db:
        migrate(db)

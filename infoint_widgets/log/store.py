"""The log: one SQLite file behind one class."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from infoint_widgets.errors import Conflict, LogError
from infoint_widgets.log import backup
from infoint_widgets.log.connection import (
    Connections,
    bring_up_to_date,
    found_version,
    make_file,
    told_plainly,
    watch,
)
from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.log.rows import BY_TABLE, as_json, before_change, record_of, stored, values_of
from infoint_widgets.log.search import search_text
from infoint_widgets.records import (
    TABLES,
    Change,
    Contact,
    Record,
    Setting,
    Tick,
    checked,
    new_id,
)
from infoint_widgets.values import is_zone, weekly_goal
from infoint_widgets.words import LANGUAGES, Language

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R", bound=Record)
Clock = Callable[[], int]

# Saved while one types or ticked to and fro: keeping each step would bury the history.
_UNRECORDED: tuple[type[Record], ...] = (Setting, Tick)


class Log:
    """What happened, kept so that nothing is lost.

    Every change of one row is recorded, so that an action can be undone. Fields are written one
    by one, each with the value that was seen before, so that two forms on the same person never
    overwrite each other in silence.

    Parameters
    ----------
    path : Path
        The log's file, made with mode 0600 when it isn't there.
    clock : callable
        Gives the present moment in UTC seconds.
    zone : str
        The IANA time zone of things that happen now, until the setting says another.
    language : {"en", "de"}
        The language of the forms, until the setting says another.
    sample : bool
        Whether these are the invented people: no backups then, and forms say so.

    Attributes
    ----------
    warning : LogError or None
        Why today's backup failed; one can work without it, but should know.

    Raises
    ------
    LogError
        When the file is not a log, is damaged, cannot be opened or was made by a newer workbook.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        zone: str = "UTC",
        language: Language = "en",
        sample: bool = False,
    ) -> None:
        self.path = path
        self.now = clock
        self.sample = sample
        self.warning: LogError | None = None
        self._zone = zone
        self._language = language
        self._action: tuple[str, Iterator[int]] | None = None
        make_file(path)
        version = found_version(path)
        self._connections = Connections(path)
        if version < NEWEST:
            if version:
                backup.back_up(path, clock())
            bring_up_to_date(self._connections)
        elif not sample:
            try:
                backup.back_up_daily(path, clock())
            except LogError as error:
                self.warning = error

    def __repr__(self) -> str:
        return f"<Log {self.path.name}>"

    # Reading

    def get(self, record: type[R], id: str) -> R:
        """The row with this id.

        Raises
        ------
        LogError
            When there is none (any more).
        """
        row = self._row(record, id)
        if row is None:
            raise LogError("gone", table=record.table)
        return record_of(record, row)

    def find(self, record: type[R], /, **where: Any) -> list[R]:
        """All rows whose columns have these values, in the order in which they came in.

        Examples
        --------
        >>> log.find(Meeting, contact_id=ada.id)  # doctest: +SKIP
        """
        condition = " AND ".join(f"{column} IS ?" for column in where) or "1"
        values = [stored(checked(record, column, value)) for column, value in where.items()]
        sql = f"SELECT * FROM {record.table} WHERE {condition} ORDER BY rowid"
        with told_plainly(self.path):
            return [record_of(record, row) for row in self.query(sql, *values)]

    def query(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Rows of a reading statement, for the rooms of the log."""
        with told_plainly(self.path):
            return self._connections.get().execute(sql, values).fetchall()

    def watch(self) -> Callable[[], bool]:
        """A function that tells whether anybody has written since it was last asked."""
        return watch(self.path)

    # Settings

    def setting(self, id: str, default: str = "") -> str:
        """The value of a setting, or `default` when it was never made."""
        row = self._row(Setting, id)
        return default if row is None else str(row["value"])

    def set_setting(self, id: str, value: str, *, was: str | None = None) -> None:
        """Write a setting.

        Parameters
        ----------
        was : str, optional
            The value that was seen before; without it the last one to choose wins.

        Raises
        ------
        Conflict
            When the setting was changed to something else in between.
        """
        with self.writing():
            there = self.setting(id)
            if self._row(Setting, id) is None:
                self.add(Setting(id=id, value=""))
            self.edit(Setting, id, "value", value, was=there if was is None else was)

    @property
    def zone(self) -> str:
        """The IANA zone of things that happen now; this machine's while it knows no better."""
        chosen = self.setting("zone")
        return chosen if is_zone(chosen) else self._zone

    @property
    def language(self) -> Language:
        """The language of the forms; that of the page while none was chosen."""
        chosen = self.setting("language")
        return next((known for known in LANGUAGES if known == chosen), self._language)

    @property
    def weekly_goal(self) -> int:
        """How many new people one wants to ask in a week; 0 is no goal."""
        return weekly_goal(self.setting("weekly_goal"))

    # Writing

    @contextmanager
    def writing(self) -> Iterator[str]:
        """All that is written inside is one action: kept whole or not at all, undone as one.

        Yields
        ------
        str
            The action's id, for `undo`.
        """
        with self._connections.writing():
            outer = self._action
            self._action = outer or (new_id(), itertools.count())
            try:
                yield self._action[0]
            finally:
                self._action = outer

    def add(self, record: R) -> R:
        """Write a new row.

        Raises
        ------
        LogError
            When a row with this id, or from the same source, is there already.
        """
        with self.writing():
            self._insert(record)
            self._remember(type(record), record.id, before=None)
        return record

    def edit(
        self, record: type[R], id: str, field: str, value: Any, *, was: Any, remember: bool = True
    ) -> R:
        """Write one field, if it still has the value that was seen.

        Parameters
        ----------
        remember : bool
            Whether it can be undone; not for text that is saved while one types.

        Raises
        ------
        Conflict
            When somebody else changed the field in between; it carries both values.
        InvalidValue
            When the value doesn't fit the field.
        LogError
            When the row is gone.
        """
        mine = checked(record, field, value)
        with self.writing():
            before = self.get(record, id)
            theirs = getattr(before, field)
            if theirs == mine:
                return before
            if theirs != checked(record, field, was):
                raise Conflict(field=field, mine=mine, theirs=theirs)
            self._update(record, id, {field: mine})
            if remember:
                self._remember(record, id, before=before)
            return self.get(record, id)

    def put(self, row: R, field: str, value: Any, *, was: Any, remember: bool = True) -> R:
        """Write one field of a row that may not be in the log yet, as `edit` does."""
        with self.writing():
            if self._row(type(row), row.id) is None:
                self._insert(row)
                if remember:
                    self._remember(type(row), row.id, before=None)
            return self.edit(type(row), row.id, field, value, was=was, remember=remember)

    def delete(self, record: type[R], id: str) -> None:
        """Take a row out; `undo` brings it back."""
        with self.writing():
            before = self.get(record, id)
            self._execute(f"DELETE FROM {record.table} WHERE id = ?", id)
            self._remember(record, id, before=before)

    def undo(self, action_id: str) -> None:
        """Bring everything back that one action changed.

        Raises
        ------
        LogError
            When one of its rows was changed again since; then nothing is undone.
        """
        with self.writing():
            changes = [c for c in self.find(Change, action_id=action_id) if c.undone_at is None]
            for change in sorted(changes, key=lambda change: -change.position):
                self._take_back(change)
                self._update(Change, change.id, {"undone_at": self.now()})

    def load(self, records: Iterable[Record], *, anew: bool = False) -> int:
        """Write many rows in one short transaction, without a history of their own.

        Parameters
        ----------
        records : iterable of Record
            In the order of `TABLES`.
        anew : bool
            Empty the log first, in the same transaction.

        Returns
        -------
        int
            How many rows came in; one from a source that is there already is passed over.
        """
        with self.writing():
            for table in reversed(TABLES) if anew else ():
                self._execute(f"DELETE FROM {table.table}")
            return sum(self._insert(record, passing_over=True) for record in records)

    def close(self) -> None:
        """Let this thread's hold of the file go; the log opens it again when it is used again."""
        self._connections.close()

    # Frames for analysis

    def contacts(self) -> pd.DataFrame:
        """One row a person who is not in the bin; the columns stand in data/README.md."""
        from infoint_widgets.log import frames

        return frames.contacts(self)

    def touches(self) -> pd.DataFrame:
        """One row a thing that happened."""
        from infoint_widgets.log import frames

        return frames.touches(self)

    def meetings(self) -> pd.DataFrame:
        """One row a meeting as planned and as written up."""
        from infoint_widgets.log import frames

        return frames.meetings(self)

    def journeys(self, as_of: int | None = None) -> pd.DataFrame:
        """One row a chosen person: what was sent, answered and met, and when.

        Parameters
        ----------
        as_of : int, optional
            UTC seconds up to which the log is read; by default the log's present moment.
        """
        from infoint_widgets.log import journeys

        return journeys.journeys(self, self.now() if as_of is None else as_of)

    # Below the surface

    def _row(self, record: type[Record], id: str) -> sqlite3.Row | None:
        rows = self.query(f"SELECT * FROM {record.table} WHERE id = ?", id)
        return rows[0] if rows else None

    def _execute(self, sql: str, *values: Any) -> int:
        try:
            return self._connections.get().execute(sql, values).rowcount
        except sqlite3.IntegrityError as error:
            raise LogError("row_unfit", file=str(self.path), reason=str(error)) from error

    def _insert(self, record: Record, *, passing_over: bool = False) -> int:
        values = values_of(record)
        verb = "INSERT OR IGNORE" if passing_over else "INSERT"
        marks = ", ".join("?" * len(values))
        sql = f"{verb} INTO {record.table} ({', '.join(values)}) VALUES ({marks})"
        return self._execute(sql, *values.values())

    def _update(self, record: type[Record], id: str, values: dict[str, Any]) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE {record.table} SET {names}, version = version + 1 WHERE id = ?"
        self._execute(sql, *map(stored, values.values()), id)
        if record is Contact:
            search = search_text(self.get(Contact, id))
            self._execute("UPDATE contacts SET search = ? WHERE id = ?", search, id)

    def _remember(self, record: type[Record], id: str, *, before: Record | None) -> None:
        if record in _UNRECORDED or self._action is None:
            return
        action_id, positions = self._action
        after = self._row(record, id)
        self._insert(
            Change(
                action_id=action_id,
                position=next(positions),
                made_at=self.now(),
                table_name=record.table,
                row_id=id,
                before="" if before is None else as_json(before),
                after="" if after is None else as_json(record_of(record, after)),
            )
        )

    def _take_back(self, change: Change) -> None:
        record = BY_TABLE[change.table_name]
        row = self._row(record, change.row_id)
        before = before_change(change, None if row is None else record_of(record, row))
        try:
            if before is None:
                self._execute(f"DELETE FROM {record.table} WHERE id = ?", change.row_id)
            elif row is None:
                self._insert(record(**before))
            else:
                self._update(record, change.row_id, before)
        except LogError as error:
            raise LogError("undo_changed") from error

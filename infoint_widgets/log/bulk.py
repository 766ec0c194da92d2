"""What an import needs of the log: everybody at a glance, and taking back what it brought."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from infoint_widgets.errors import WorkbookError
from infoint_widgets.records import (
    Change,
    Contact,
    Import,
    Meeting,
    Record,
    Referral,
    Touch,
    checks,
)

if TYPE_CHECKING:
    from infoint_widgets.log.store import Log


@dataclass(frozen=True)
class Undone:
    """What became of an import that was taken back.

    Attributes
    ----------
    people, touches, fields : int
        How many are gone, or blank, again.
    stayed : list of Contact
        The people it brought whom somebody has worked with since.
    kept : int
        How many other entries stayed because they were changed since.
    """

    people: int
    touches: int
    fields: int
    stayed: list[Contact]
    kept: int


def everybody(log: Log) -> list[sqlite3.Row]:
    """All people as rows, the bin included, those one has chosen first."""
    names = ", ".join(checks(Contact))
    return log.query(f"SELECT {names} FROM contacts ORDER BY stage = 'known', rowid")


def removed(log: Log) -> set[str]:
    """The keys of rows that somebody took out by hand, so that no import brings them back."""
    rows = log.query("SELECT row_id FROM history WHERE after = '' AND undone_at IS NULL")
    return {row["row_id"] for row in rows}


def past(log: Log, record: type[Record]) -> list[dict[str, Any]]:
    """What rows of a table said before somebody changed them or took them out.

    Without what an import brought that was taken back: it may come in again as if for the first
    time.
    """
    rows = log.query(
        """
        SELECT before FROM history
        WHERE table_name = ? AND before <> '' AND undone_at IS NULL AND action_id NOT IN (
            SELECT action_id FROM history WHERE table_name = 'imports'
            AND row_id IN (SELECT id FROM imports WHERE undone_at IS NOT NULL)
        )
        ORDER BY rowid
        """,
        record.table,
    )
    return [json.loads(row["before"]) for row in rows]


def undo_import(log: Log, import_id: str) -> Undone:
    """Take back what an import brought and nobody has worked with since, as one action.

    A person whom it brought goes with their whole story, or, once somebody has edited, binned or
    written down anything about them, stays with all of it. Of people who were there before, the
    entries that it added go, and the fields that it filled are blank again.

    Raises
    ------
    LogError
        When there is no such import.
    WorkbookError
        When it was taken back already.
    """
    with log.writing():
        if log.get(Import, import_id).undone_at is not None:
            raise WorkbookError("exchange.undone_already")
        rows = log.query("SELECT action_id FROM history WHERE row_id = ?", import_id)
        action_id = rows[0]["action_id"] if rows else ""
        log.edit(Import, import_id, "undone_at", log.now(), was=None)
        stayed = _worked_with(log, import_id, action_id)
        _execute(log, "CREATE TEMP TABLE staying (id TEXT PRIMARY KEY)")
        try:
            for contact in stayed:
                _execute(log, "INSERT INTO staying VALUES (?)", contact.id)
            return _take_back(log, import_id, action_id, stayed)
        finally:
            _execute(log, "DROP TABLE staying")


_PREPARED = (
    "SELECT meeting_id FROM ticks UNION SELECT meeting_id FROM questions "
    "UNION SELECT meeting_id FROM checklist_changes WHERE meeting_id IS NOT NULL "
    "UNION SELECT meeting_id FROM snoozes WHERE meeting_id IS NOT NULL"
)


def _worked_with(log: Log, import_id: str, action_id: str) -> list[Contact]:
    names = ", ".join(f"c.{name}" for name in checks(Contact))
    rows = log.query(
        f"""
        WITH brought AS (SELECT row_id FROM history WHERE action_id = ?1 AND before = ''),
        mine (id) AS (
            SELECT contact_id FROM touches WHERE import_id IS NOT ?2 OR version > 1
            UNION SELECT contact_id FROM meetings
                WHERE version > 1 OR id NOT IN brought OR id IN ({_PREPARED})
            UNION SELECT contact_id FROM drafts
            UNION SELECT contact_id FROM reasons_to_write
            UNION SELECT contact_id FROM snoozes WHERE contact_id IS NOT NULL
            UNION SELECT contact_id FROM referrals WHERE version > 1 OR id NOT IN brought
            UNION SELECT referrer_id FROM referrals WHERE version > 1 OR id NOT IN brought
        )
        SELECT {names} FROM contacts c
        WHERE import_id = ?2 AND (version > 1 OR id IN (SELECT id FROM mine))
        """,
        action_id,
        import_id,
    )
    return [Contact(**dict(row)) for row in rows]


def _take_back(log: Log, import_id: str, action_id: str, stayed: list[Contact]) -> Undone:
    going = "(SELECT id FROM contacts WHERE import_id = ? AND id NOT IN staying)"
    brought = (
        "(SELECT row_id FROM history WHERE action_id = ? AND before = '' AND table_name = '{}')"
    )
    touches = _execute(
        log,
        "DELETE FROM touches WHERE import_id = ? AND version = 1 AND contact_id NOT IN staying",
        import_id,
    )
    _execute(
        log,
        f"DELETE FROM referrals WHERE id IN {brought.format('referrals')} AND (referrer_id IN "
        f"{going} OR contact_id IN {going} OR (version = 1 AND contact_id NOT IN staying))",
        action_id, import_id, import_id,
    )  # fmt: skip
    fields, kept = _blank_again(log, action_id)
    _execute(
        log,
        f"DELETE FROM meetings WHERE id IN {brought.format('meetings')} AND version = 1 "
        "AND contact_id NOT IN staying "
        "AND id NOT IN (SELECT meeting_id FROM touches WHERE meeting_id IS NOT NULL "
        f"UNION {_PREPARED} "
        "UNION SELECT meeting_id FROM referrals WHERE meeting_id IS NOT NULL)",
        action_id,
    )
    people = _execute(log, f"DELETE FROM contacts WHERE id IN {going}", import_id)
    left = "SELECT count(*) FROM {} WHERE {} AND contact_id NOT IN staying"
    for table, which, key in (
        ("touches", "import_id = ?", import_id),
        ("meetings", f"id IN {brought.format('meetings')}", action_id),
    ):
        kept += int(log.query(left.format(table, which), key)[0][0])
    return Undone(people, touches, fields, stayed, kept)


def _blank_again(log: Log, action_id: str) -> tuple[int, int]:
    """Take filled fields back where they still say what the import wrote."""
    blank = kept = 0
    for change in log.find(Change, action_id=action_id):
        record = _FILLED.get(change.table_name)
        if record is None or not change.before or not change.after:
            continue
        before, after = json.loads(change.before), json.loads(change.after)
        (now,) = log.find(record, id=change.row_id) or (None,)
        for name in before:
            if before[name] == after[name]:
                continue
            if now is not None and checks(record)[name](after[name]) == getattr(now, name):
                log.edit(record, change.row_id, name, before[name], was=after[name])
                blank += 1
            else:
                kept += 1
    return blank, kept


_FILLED: dict[str, type[Record]] = {
    record.table: record for record in (Contact, Meeting, Touch, Referral)
}


def _execute(log: Log, sql: str, *values: Any) -> int:
    return log._execute(sql, *values)  # noqa: SLF001 - of the same room, and only in `writing`

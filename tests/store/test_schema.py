"""The tables are the records, and every log that was ever made still opens."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_type_hints

import pytest

from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.log.store import Log
from infoint_widgets.records import (
    TABLES,
    ChecklistChange,
    Contact,
    Question,
    ReasonToWrite,
    Record,
    Referral,
    Snooze,
    Touch,
    checks,
)
from tests.conftest import NOW

DATA = Path(__file__).parent / "data"
SINCE: dict[type[Record], int] = {ChecklistChange: 2, Question: 2, ReasonToWrite: 3, Snooze: 3}
OF_THE_STORE_ONLY = {"contacts": {"search"}}


def columns(log: Log, record: type[Record]) -> dict[str, sqlite3.Row]:
    rows = {row["name"]: row for row in log.query(f"PRAGMA table_info({record.table})")}
    return {n: row for n, row in rows.items() if n not in OF_THE_STORE_ONLY.get(record.table, ())}


def test_every_table_belongs_to_a_record(log: Log) -> None:
    tables = {
        row["name"]
        for row in log.query("SELECT name FROM sqlite_master WHERE sql LIKE ?", "CREATE TABLE%")
    }
    assert tables == {record.table for record in TABLES}


@pytest.mark.parametrize("record", TABLES)
def test_a_tables_columns_are_its_records_fields(log: Log, record: type[Record]) -> None:
    assert list(columns(log, record)) == list(checks(record))


@pytest.mark.parametrize("record", TABLES)
def test_what_a_record_always_has_the_table_demands(log: Log, record: type[Record]) -> None:
    hints = get_type_hints(record)
    for name, column in columns(log, record).items():
        kinds = set(getattr(hints[name], "__args__", (hints[name],)))
        assert bool(column["notnull"] or column["pk"]) == (type(None) not in kinds), name
        assert (column["type"] == "INTEGER") == bool(kinds & {int, bool}), name


@pytest.mark.parametrize("record", TABLES)
def test_every_table_is_strict(log: Log, record: type[Record]) -> None:
    (row,) = log.query("SELECT strict FROM pragma_table_list WHERE name = ?", record.table)
    assert row["strict"] == 1


@pytest.mark.parametrize("schema", range(1, NEWEST + 1))
def test_a_log_of_every_released_schema_opens_with_all_that_it_held(
    schema: int, path: Path
) -> None:
    shutil.copy(DATA / f"schema_{schema}.db", path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (schema,)
    log = Log(path, clock=lambda: NOW)
    assert [person.name for person in log.find(Contact)] == ["Zoë Müßig", "Ida Brandt"]
    assert all(log.find(record) for record in TABLES if SINCE.get(record, 1) <= schema)
    assert log.find(Referral)[0].contact_id == log.find(Contact)[1].id
    thanked = log.find(Touch)[-1]
    log.edit(Touch, thanked.id, "note", "still writable", was=thanked.note)
    log.close()

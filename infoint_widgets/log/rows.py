"""Records as SQLite and the history keep them."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any, TypeVar

from infoint_widgets.errors import LogError
from infoint_widgets.log.search import search_text
from infoint_widgets.records import TABLES, Change, Contact, Record, checks

R = TypeVar("R", bound=Record)

BY_TABLE = {record.table: record for record in TABLES}


def record_of(record: type[R], row: sqlite3.Row) -> R:
    return record(**{name: row[name] for name in checks(record)})


def values_of(record: Record) -> dict[str, Any]:
    values = {name: stored(getattr(record, name)) for name in checks(type(record))}
    if isinstance(record, Contact):
        values["search"] = search_text(record)
    return values


def stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def before_change(change: Change, now: Record | None) -> dict[str, Any] | None:
    """The values that undoing a change brings back; None where there was no row before.

    Raises
    ------
    LogError
        When what it wrote was changed again since.
    """
    before, after = (json.loads(text) if text else None for text in (change.before, change.after))
    there = None if now is None else json.loads(as_json(now))
    if before is not None and after is not None:
        # An edit touches its own fields only; what became of the others doesn't matter.
        before = {name: value for name, value in before.items() if value != after[name]}
        after = {name: after[name] for name in before}
        there = there and {name: there[name] for name in before}
    if there != after:
        raise LogError("undo_changed")
    values: dict[str, Any] | None = before
    return values


def as_json(record: Record) -> str:
    values = {name: stored(getattr(record, name)) for name in checks(type(record))}
    del values["version"]
    return json.dumps(values, ensure_ascii=False)

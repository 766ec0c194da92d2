"""The schema's history. Append only: what was released is never edited."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Migration = Callable[[sqlite3.Connection], None]

APPLICATION_ID = 0x1F01_2026


def m001_first_schema(db: sqlite3.Connection) -> None:
    for statement in _FIRST_SCHEMA.split(";"):
        db.execute(statement)


def m002_preparing(db: sqlite3.Connection) -> None:
    """One's own checklist, questions with their answers, and a day until which to be in touch."""
    for statement in _PREPARING.split(";"):
        db.execute(statement)


def m003_staying_in_touch(db: sqlite3.Connection) -> None:
    """Reasons to write again, and what was put off."""
    for statement in _STAYING_IN_TOUCH.split(";"):
        db.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (m001_first_schema, m002_preparing, m003_staying_in_touch)
NEWEST = len(MIGRATIONS)


def version_of(db: sqlite3.Connection) -> int:
    """How many migrations a file has been through; 0 is an empty file."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring a file up to date inside the transaction that the caller has begun."""
    for number, migration in enumerate(MIGRATIONS[version_of(db) :], start=version_of(db) + 1):
        migration(db)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_FIRST_SCHEMA = """
CREATE TABLE imports (
    id TEXT PRIMARY KEY, imported_at INTEGER NOT NULL, file TEXT NOT NULL, format TEXT NOT NULL,
    read INTEGER NOT NULL, added INTEGER NOT NULL, undone_at INTEGER, version INTEGER NOT NULL
) STRICT;
CREATE TABLE contacts (
    id TEXT PRIMARY KEY, stage TEXT NOT NULL, chosen_at INTEGER,
    first_name TEXT NOT NULL, last_name TEXT NOT NULL, title TEXT NOT NULL, form_of_address TEXT,
    email TEXT NOT NULL, phone TEXT NOT NULL, organisation TEXT NOT NULL, role TEXT NOT NULL,
    field TEXT NOT NULL, field_id TEXT, city TEXT NOT NULL, region TEXT NOT NULL,
    zone TEXT NOT NULL, profile_url TEXT NOT NULL, connected_on TEXT, found_through TEXT NOT NULL,
    warmth TEXT, why TEXT NOT NULL, language TEXT, register TEXT NOT NULL,
    keep_in_touch_days INTEGER, notes TEXT NOT NULL, source TEXT NOT NULL,
    source_id TEXT NOT NULL, import_id TEXT REFERENCES imports, deleted_at INTEGER,
    version INTEGER NOT NULL, search TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX contacts_source ON contacts (source, source_id) WHERE source_id <> '';
CREATE INDEX contacts_import ON contacts (import_id);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contacts, starts_at INTEGER,
    zone TEXT NOT NULL, minutes INTEGER NOT NULL, mode TEXT, place TEXT NOT NULL,
    travel_minutes INTEGER, goal TEXT NOT NULL, research TEXT NOT NULL, cv_plan TEXT NOT NULL,
    notes TEXT NOT NULL, learned TEXT NOT NULL, surprise TEXT NOT NULL,
    cv_feedback TEXT NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX meetings_contact ON meetings (contact_id);
CREATE TABLE touches (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contacts,
    meeting_id TEXT REFERENCES meetings, kind TEXT NOT NULL, happened_at INTEGER NOT NULL,
    zone TEXT NOT NULL, precision TEXT NOT NULL, channel TEXT, by_me INTEGER NOT NULL,
    ask_again_on TEXT, text TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL,
    source_id TEXT NOT NULL, import_id TEXT REFERENCES imports, version INTEGER NOT NULL
) STRICT;
CREATE INDEX touches_contact ON touches (contact_id, happened_at);
CREATE INDEX touches_import ON touches (import_id);
CREATE UNIQUE INDEX touches_source ON touches (source, source_id) WHERE source_id <> '';
CREATE TABLE referrals (
    id TEXT PRIMARY KEY, referrer_id TEXT NOT NULL REFERENCES contacts,
    meeting_id TEXT REFERENCES meetings, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
    organisation TEXT NOT NULL, reach TEXT NOT NULL, said TEXT NOT NULL, name_use TEXT NOT NULL,
    scope TEXT NOT NULL, named_at INTEGER NOT NULL, decided_on TEXT,
    contact_id TEXT REFERENCES contacts, version INTEGER NOT NULL
) STRICT;
CREATE INDEX referrals_referrer ON referrals (referrer_id);
CREATE INDEX referrals_contact ON referrals (contact_id);
CREATE TABLE ticks (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings, item TEXT NOT NULL,
    ticked_at INTEGER NOT NULL, version INTEGER NOT NULL, UNIQUE (meeting_id, item)
) STRICT;
CREATE TABLE drafts (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contacts, kind TEXT NOT NULL,
    template TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
    saved_at INTEGER NOT NULL, version INTEGER NOT NULL, UNIQUE (contact_id, kind)
) STRICT;
CREATE TABLE settings (
    id TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE TABLE history (
    id TEXT PRIMARY KEY, action_id TEXT NOT NULL, position INTEGER NOT NULL,
    made_at INTEGER NOT NULL, table_name TEXT NOT NULL, row_id TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, undone_at INTEGER, version INTEGER NOT NULL
) STRICT;
CREATE INDEX history_action ON history (action_id, position);
CREATE INDEX history_row ON history (row_id)
"""

_PREPARING = """
ALTER TABLE meetings ADD COLUMN in_touch_by TEXT;
CREATE TABLE checklist_changes (
    id TEXT PRIMARY KEY, meeting_id TEXT REFERENCES meetings, item TEXT NOT NULL,
    text TEXT NOT NULL, due TEXT NOT NULL, step TEXT NOT NULL, hidden INTEGER NOT NULL,
    position INTEGER, version INTEGER NOT NULL
) STRICT;
CREATE INDEX checklist_changes_meeting ON checklist_changes (meeting_id);
CREATE TABLE questions (
    id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings, bank_id TEXT NOT NULL,
    text TEXT NOT NULL, category TEXT NOT NULL, position INTEGER NOT NULL, asked_at INTEGER,
    answer TEXT NOT NULL, version INTEGER NOT NULL
) STRICT;
CREATE INDEX questions_meeting ON questions (meeting_id)
"""

_STAYING_IN_TOUCH = """
CREATE TABLE reasons_to_write (
    id TEXT PRIMARY KEY, contact_id TEXT NOT NULL REFERENCES contacts, text TEXT NOT NULL,
    noted_at INTEGER NOT NULL, used_at INTEGER, version INTEGER NOT NULL
) STRICT;
CREATE INDEX reasons_to_write_contact ON reasons_to_write (contact_id);
CREATE TABLE snoozes (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, contact_id TEXT REFERENCES contacts,
    meeting_id TEXT REFERENCES meetings, until TEXT, reason TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT
"""

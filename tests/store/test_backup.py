"""A verified copy a day, ten kept, and never a bad one among them."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from infoint_widgets.errors import LogError
from infoint_widgets.log import backup, migrations, store
from infoint_widgets.log.backup import back_up, back_up_daily, backups_of
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from tests.conftest import NOW

A_DAY = 86_400


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


def seen_later(path: Path, seconds: int) -> None:
    """Let a file look as if it had been written so much later."""
    times = path.stat()
    os.utime(path, (times.st_atime + seconds, times.st_mtime + seconds))


def reopen(path: Path, now: int, *, sample: bool = False) -> None:
    Log(path, clock=lambda: now, sample=sample).close()


@pytest.fixture
def kept(log: Log, path: Path, ada: Contact) -> Path:
    log.close()
    return path


def test_a_backup_holds_what_the_log_holds(kept: Path) -> None:
    copy = back_up(kept, NOW)
    assert content(copy) == content(kept)
    restored = Log(copy, clock=lambda: NOW)
    assert [person.last_name for person in restored.find(Contact)] == ["Lindqvist"]
    restored.close()


def test_a_backup_is_made_while_somebody_writes(log: Log, path: Path, ada: Contact) -> None:
    with log.writing():
        log.edit(Contact, ada.id, "city", "Graz", was="")
        copy = back_up(path, NOW)
    before = Log(copy, clock=lambda: NOW)
    assert before.get(Contact, ada.id).city == ""
    before.close()


def test_a_backup_a_day_is_enough(kept: Path) -> None:
    reopen(kept, NOW)
    seen_later(kept, 60)
    reopen(kept, NOW + 60)
    assert [copy.name for copy in backups_of(kept)] == ["my_log-2026-05-28T202640Z.db"]
    reopen(kept, NOW + A_DAY)
    assert len(backups_of(kept)) == 2


def test_nothing_new_needs_no_backup(kept: Path) -> None:
    reopen(kept, NOW)
    reopen(kept, NOW + A_DAY)
    assert len(backups_of(kept)) == 1


def test_the_sample_needs_no_backup(kept: Path) -> None:
    reopen(kept, NOW, sample=True)
    assert backups_of(kept) == []


def test_the_ten_newest_backups_are_kept(kept: Path) -> None:
    made = [back_up(kept, NOW + day * A_DAY) for day in range(12)]
    assert backups_of(kept) == made[2:]


@pytest.mark.parametrize("name", ["my_log-2.db", "my_log-old.db", "my.db"])
def test_the_backups_of_another_log_beside_it_are_left_alone(kept: Path, name: str) -> None:
    other = kept.with_name(name)
    reopen(other, NOW)
    theirs = back_up(other, NOW)
    mine = [back_up(kept, NOW + day * A_DAY) for day in range(11)]
    assert backups_of(kept) == mine[1:]
    assert backups_of(other) == [theirs]


def test_a_log_may_be_named_with_the_signs_of_a_pattern(tmp_path: Path) -> None:
    odd = tmp_path / "[a]*?.db"
    reopen(odd, NOW)
    copies = [back_up(odd, NOW + day * A_DAY) for day in range(11)]
    assert backups_of(odd) == copies[1:]


def test_a_bad_copy_is_not_left_and_no_older_one_is_lost(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = [back_up(kept, NOW + day) for day in range(10)]

    def damaged(db: sqlite3.Connection) -> list[str]:
        return ["Page 7: never used"]

    monkeypatch.setattr(backup, "_complaints", damaged)
    with pytest.raises(LogError) as error:
        back_up(kept, NOW + A_DAY)
    assert error.value.id == "log_damaged"
    assert str(kept) in str(error.value)
    assert sorted(backup.folder_of(kept).iterdir()) == good


def test_rows_that_belong_to_nobody_are_a_bad_copy(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as db:
        db.execute("INSERT INTO ticks VALUES ('1', 'no such meeting', 'listen', 0, 1)")
        db.commit()
    with pytest.raises(LogError, match="damaged"):
        back_up(kept, NOW)


def test_what_a_killed_backup_left_is_swept_a_day_later(kept: Path) -> None:
    folder = backup.folder_of(kept)
    back_up(kept, NOW)
    old, others_at_work = folder / "my_log-2026-05-27T202640Z.part1", folder / "my_log-x.part2"
    for part in (old, others_at_work):
        part.write_text("Ada's address")
    seen_later(old, -2 * A_DAY)
    back_up(kept, NOW + A_DAY)
    assert others_at_work.exists()
    assert not old.exists()


def test_a_log_whose_backup_fails_opens_and_says_so(kept: Path) -> None:
    backup.folder_of(kept).write_text("a file in the way")
    log = Log(kept, clock=lambda: NOW)
    assert log.warning
    assert "backups" in str(log.warning)
    assert len(log.find(Contact)) == 1
    log.close()


def test_a_log_whose_backup_went_well_has_nothing_to_say(log: Log) -> None:
    assert log.warning is None


def test_a_backup_comes_before_a_migration(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow_by_one_migration(monkeypatch)
    before = content(kept)
    log = Log(kept, clock=lambda: NOW)
    log.query("SELECT shoe_size FROM contacts")
    log.close()
    (copy,) = backups_of(kept)
    assert content(copy) == before


def test_without_a_backup_there_is_no_migration(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow_by_one_migration(monkeypatch)
    backup.folder_of(kept).write_text("a file in the way")
    before = kept.read_bytes()
    with pytest.raises(LogError):
        Log(kept, clock=lambda: NOW)
    assert kept.read_bytes() == before


def test_a_daily_backup_says_which_copy_it_made(kept: Path) -> None:
    assert back_up_daily(kept, NOW) == backups_of(kept)[0]


def grow_by_one_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    def m_next(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE contacts ADD COLUMN shoe_size INTEGER")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, m_next))
    monkeypatch.setattr(store, "NEWEST", migrations.NEWEST + 1)
    monkeypatch.setattr("infoint_widgets.log.connection.NEWEST", migrations.NEWEST + 1)

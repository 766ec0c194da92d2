"""Whatever is wrong with a log's file is told in words, and the file stays as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from infoint_widgets.errors import LogError
from infoint_widgets.log import connection
from infoint_widgets.log.backup import backups_of
from infoint_widgets.log.migrations import APPLICATION_ID, NEWEST, migrate
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from tests.conftest import NOW, Clock

A_DAY = 86_400
NOBODY = 65_534


def opened(path: Path, now: int = NOW) -> Log:
    return Log(path, clock=lambda: now)


def refused(path: Path) -> LogError:
    with pytest.raises(LogError) as error:
        opened(path)
    assert str(path) in str(error.value)
    return error.value


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def damage(path: Path) -> None:
    """Scribble over the second half, as a bad disk does."""
    content = path.read_bytes()
    half = len(content) // 2
    path.write_bytes(content[:half] + b"\xa5" * (len(content) - half))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out its own way")
def test_only_the_owner_can_read_a_log_and_its_backups(log: Log, path: Path, clock: Clock) -> None:
    log.add(Contact(first_name="Ada"))
    log.close()
    opened(path, NOW + A_DAY).close()
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    assert len(files) == 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    opened(tmp_path / "data" / "of mine" / "100 %?#.db").close()
    assert [file.name for file in (tmp_path / "data" / "of mine").iterdir()] == ["100 %?#.db"]


def test_a_newer_log_is_refused_and_stays_byte_for_byte_as_it_was(log: Log, path: Path) -> None:
    log.add(Contact(first_name="Ada"))
    log.close()
    run(path, f"PRAGMA user_version = {NEWEST + 1}", "CREATE TABLE newer (id TEXT)")
    before = path.read_bytes()
    assert refused(path).id == "log_newer"
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE theirs (id TEXT)", "PRAGMA user_version = 7"], ids=["full", "empty"]
)
def test_another_programs_file_is_refused_and_not_touched(path: Path, statement: str) -> None:
    run(path, statement)
    before = path.read_bytes()
    assert refused(path).id == "log_not_ours"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(path: Path) -> None:
    path.write_text("dear diary, " * 100)
    assert refused(path).id == "log_damaged"
    assert path.read_text() == "dear diary, " * 100


def test_a_folder_in_place_of_a_log_is_refused(path: Path) -> None:
    path.mkdir()
    assert refused(path).id == "log_cannot_open"


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert refused(tmp_path / "data" / "my_log.db").id == "log_unreadable"


def test_a_damaged_log_is_named_and_left_as_it_is(log: Log, path: Path) -> None:
    log.load(Contact(first_name="Ada") for _ in range(2_000))
    log.close()
    damage(path)
    before = path.read_bytes()
    with pytest.raises(LogError) as error:
        log.find(Contact)
    assert (error.value.id, str(path) in str(error.value)) == ("log_damaged", True)
    assert path.read_bytes() == before


def test_a_damaged_log_pushes_no_good_backup_out(log: Log, path: Path) -> None:
    log.load(Contact(first_name="Ada") for _ in range(2_000))
    opened(path, NOW + A_DAY).close()
    log.close()
    damage(path)
    good = backups_of(path)
    again = opened(path, NOW + 2 * A_DAY)
    assert again.warning
    assert again.warning.id == "log_damaged"
    assert str(path) in str(again.warning)
    again.close()
    assert backups_of(path) == good


def test_a_first_opening_elsewhere_is_not_taken_for_another_programs_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.touch()

    def meanwhile_another_page_opens_it(statement: str) -> None:
        if "sqlite_master" in statement:
            with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                migrate(other)
                with suppress(sqlite3.OperationalError):
                    other.execute("COMMIT")

    def connect(path: Path) -> sqlite3.Connection:
        db = really(path)
        db.set_trace_callback(meanwhile_another_page_opens_it)
        return db

    really = connection.connect
    monkeypatch.setattr(connection, "connect", connect)
    assert connection.found_version(path) == 0


def test_a_migration_that_fails_is_done_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def all_but_the_end(db: sqlite3.Connection) -> None:
        migrate(db)
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "migrate", all_but_the_end)
        assert refused(path).id == "log_failed"
    assert connection.found_version(path) == 0
    log = opened(path)
    assert log.find(Contact) == []
    log.close()


def test_a_full_disk_is_said_and_the_log_stays_whole(log: Log, path: Path, ada: Contact) -> None:
    db = log._connections.get()
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(LogError) as error:
        log.edit(Contact, ada.id, "notes", "n" * 100_000, was=ada.notes)
    assert error.value.id == "disk_full"
    assert str(path) in str(error.value)
    assert log.get(Contact, ada.id) == ada
    with pytest.raises(LogError, match="my_log"):
        log.load(Contact(notes="n" * 1_000) for _ in range(100))
    assert log.find(Contact) == [ada]
    log.close()
    assert log.edit(Contact, ada.id, "notes", "there is room again", was=ada.notes)


def test_a_log_that_another_page_keeps_busy_says_so(
    log: Log, path: Path, ada: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    log.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogError) as error:
            log.edit(Contact, ada.id, "city", "Graz", was="")
        assert error.value.id == "log_busy"
        assert log.get(Contact, ada.id) == ada
    assert log.edit(Contact, ada.id, "city", "Graz", was="").city == "Graz"


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A log in a folder where one may read and nothing else, also for those who are root."""
    if sys.platform == "win32":
        pytest.skip("Windows knows no folder that may only be read")
    folder = Path(tempfile.mkdtemp(prefix="infoint-read-only-"))
    log = opened(folder / "my_log.db")
    log.add(Contact(first_name="Ada"))
    log.close()
    if was_root := os.geteuid() == 0:
        for file in (folder, folder / "my_log.db"):
            os.chown(file, NOBODY, NOBODY)
    (folder / "my_log.db").chmod(0o400)
    folder.chmod(0o500)
    try:
        if was_root:
            os.seteuid(NOBODY)
        yield folder / "my_log.db"
    finally:
        if was_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_log_in_a_read_only_folder_is_read_and_says_what_it_cannot_do(read_only: Path) -> None:
    log = opened(read_only, NOW + A_DAY)
    assert log.warning
    assert log.warning.id == "log_cannot_open"
    (ada,) = log.find(Contact)
    with pytest.raises(LogError) as error:
        log.edit(Contact, ada.id, "city", "Graz", was="")
    assert error.value.id == "log_read_only"
    assert log.find(Contact) == [ada]
    log.close()


def test_a_log_cannot_be_made_in_a_read_only_folder(read_only: Path) -> None:
    assert refused(read_only.with_name("another.db")).id == "log_cannot_open"


def test_an_empty_file_becomes_a_log_of_ours(path: Path) -> None:
    path.touch()
    opened(path).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)

"""A kernel can die at any moment: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from infoint_widgets.log.backup import back_up, backups_of
from infoint_widgets.log.connection import found_version
from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.log.store import Log
from infoint_widgets.records import TABLES
from tests.store import writer

# INFOINT_KILLS=1000 for a longer run.
KILLS = int(os.environ.get("INFOINT_KILLS", "100"))
WRITES = (
    "add", "edit", "delete", "undo", "save_draft", "set_setting", "load_import", "migrate",
    "make_backup",
)  # fmt: skip
AT_LEAST = -(-KILLS // len(WRITES))
SECONDS_ALIVE = 0.04


@pytest.mark.parametrize("job", WRITES)
def test_a_kill_loses_nothing_that_was_acknowledged(job: str, tmp_path: Path) -> None:
    in_the_middle = 0
    for number in range(5 * AT_LEAST):
        if number >= AT_LEAST and in_the_middle:
            break
        path = tmp_path / str(number) / "my_log.db"
        acknowledged = killed(job, path, random.Random(f"{job} {number}"))
        # A write that was cut off leaves its journal, which the next opening rolls back.
        in_the_middle += any(tmp_path.rglob("*-journal"))
        CHECKS[job](path, acknowledged)
        for file in path.parent.glob("*.db"):
            assert complaints(file) == []
    assert in_the_middle


def killed(job: str, path: Path, chance: random.Random) -> int:
    """Let a process write, kill it at a random moment, and count the writes it acknowledged."""
    with writer.start(job, path) as child:
        assert child.stdout
        assert child.stderr
        ready = child.stdout.readline()
        time.sleep(chance.uniform(0, SECONDS_ALIVE))
        child.kill()
        # Not `communicate`: what came with the first line would be lost to it.
        acknowledged, complaint = child.stdout.read(), child.stderr.read()
    assert ready, complaint
    return acknowledged.count("\n")


def numbers(path: Path, sql: str) -> list[int]:
    with closing(sqlite3.connect(path)) as db:
        return [int(row[0]) for row in db.execute(sql)]


def complaints(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as db:
        whole = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
        return [line for line in whole if line != "ok"] + [
            str(row) for row in db.execute("PRAGMA foreign_key_check")
        ]


def check_add(path: Path, acknowledged: int) -> None:
    there = sorted(numbers(path, "SELECT id FROM contacts"))
    assert there == list(range(len(there)))
    assert len(there) in (acknowledged, acknowledged + 1)
    # The row and its history are one.
    assert numbers(path, "SELECT count(*) FROM history") == [len(there)]


def check_edit(path: Path, acknowledged: int) -> None:
    (notes,) = numbers(path, "SELECT notes FROM contacts")
    assert notes in (acknowledged, acknowledged + 1)
    assert numbers(path, "SELECT count(*) FROM history") == [notes + 1]


def check_delete(path: Path, acknowledged: int) -> None:
    there = sorted(numbers(path, "SELECT id FROM contacts"))
    assert there == list(range(writer.MANY - len(there), writer.MANY))
    assert writer.MANY - len(there) in (acknowledged, acknowledged + 1)


def check_undo(path: Path, acknowledged: int) -> None:
    people = numbers(path, "SELECT id FROM contacts ORDER BY rowid")
    touched = numbers(path, "SELECT contact_id FROM touches ORDER BY rowid")
    open_changes = numbers(path, "SELECT count(*) FROM history WHERE undone_at IS NULL")
    assert people == touched
    assert writer.MANY // 10 - len(people) in (acknowledged, acknowledged + 1)
    assert open_changes == [2 * len(people)]


def check_save_draft(path: Path, acknowledged: int) -> None:
    assert sum(numbers(path, "SELECT body FROM drafts")) in (acknowledged, acknowledged + 1)


def check_set_setting(path: Path, acknowledged: int) -> None:
    assert sum(numbers(path, "SELECT value FROM settings")) in (acknowledged, acknowledged + 1)


def check_load_import(path: Path, acknowledged: int) -> None:
    imports = sorted(numbers(path, "SELECT id FROM imports"))
    rows = numbers(path, "SELECT count(*) FROM contacts GROUP BY import_id")
    assert imports == list(range(len(imports)))
    assert len(imports) in (acknowledged, acknowledged + 1)
    assert rows == [writer.ROWS_OF_AN_IMPORT] * len(imports)


def check_migrate(path: Path, acknowledged: int) -> None:
    for n in range(acknowledged):
        assert found_version(path.with_name(f"{n}.db")) == NEWEST
    last = path.with_name(f"{acknowledged}.db")
    if last.exists():
        assert found_version(last) in (0, NEWEST)
    opened = Log(last, clock=lambda: writer.NOW)
    assert all(opened.find(record) == [] for record in TABLES)
    opened.close()


def check_make_backup(path: Path, acknowledged: int) -> None:
    made = backups_of(path)
    assert len(made) in (min(acknowledged, 10), min(acknowledged + 1, 10), 11)
    for copy in made:
        assert complaints(copy) == []
        assert numbers(copy, "SELECT count(*) FROM contacts") == [writer.MANY]
    back_up(path, writer.NOW + 1_000)
    assert len(backups_of(path)) == min(len(made) + 1, 10)


CHECKS = {job: globals()[f"check_{job}"] for job in WRITES}

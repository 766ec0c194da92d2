"""Every notebook is a process of its own, and several write to one log."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import TouchKind
from tests.store import writer


def all_together(job: str, path: Path, processes: int) -> None:
    """Start processes, let them begin at once, and see all of them end well."""
    children = [writer.start(job, path) for _ in range(processes)]
    for child in children:
        assert child.stdout
        assert child.stdout.readline() == ".\n"
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [ended(child) for child in children] == [(0, "")] * processes


def ended(child: subprocess.Popen[str]) -> tuple[int, str]:
    _, complaint = child.communicate()
    return child.returncode, complaint


@pytest.mark.parametrize("processes", [2, 4])
def test_no_update_of_one_contact_is_lost(log: Log, path: Path, processes: int) -> None:
    log.add(Contact(id="ada"))
    all_together("append", path, processes)
    lines = log.get(Contact, "ada").notes.splitlines()
    assert len(set(lines)) == len(lines) == processes * writer.LINES


def test_sixty_processes_may_open_a_new_log_at_once(path: Path) -> None:
    all_together("open_at_once", path, 60)
    log = Log(path, clock=lambda: writer.NOW)
    assert len(log.find(Contact)) == 60
    log.close()


def test_a_log_is_used_from_another_thread_than_the_one_that_made_it(log: Log) -> None:
    ada = log.add(Contact(first_name="Ada"))
    in_thread(lambda: log.edit(Contact, ada.id, "notes", "from a callback", was=""))
    in_thread(lambda: log.edit(Contact, ada.id, "city", "Graz", was=""))
    assert log.get(Contact, ada.id).notes == "from a callback"
    assert log.get(Contact, ada.id).city == "Graz"


def test_actions_of_two_threads_do_not_mix(log: Log, ada: Contact) -> None:
    actions: list[str] = []
    inside, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with log.writing() as action:
            actions.append(action)
            log.edit(Contact, ada.id, "city", "Graz", was="")
            inside.set()
            may_end.wait()

    def second() -> None:
        inside.wait()
        may_end.set()
        with log.writing() as action:
            actions.append(action)
            log.add(Touch(contact_id=ada.id, kind=TouchKind.MET, happened_at=0, zone="UTC"))

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(first), pool.submit(second)]:
            done.result()
    log.undo(actions[0])
    assert log.get(Contact, ada.id).city == ""
    assert len(log.find(Touch)) == 1


def test_what_another_page_writes_is_noticed_once(log: Log, path: Path) -> None:
    other = Log(path, clock=log.now)
    changed = log.watch()
    assert not changed()
    other.add(Contact(first_name="Ada"))
    other.close()
    assert changed()
    assert not changed()


def test_what_this_page_writes_is_noticed_too(log: Log) -> None:
    changed = log.watch()
    log.add(Contact(first_name="Ada"))
    assert changed()


def in_thread(work: Callable[[], object]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def test_a_long_import_locks_no_reader_out(log: Log, path: Path, ada: Contact) -> None:
    with log.writing():
        log.load(Contact(notes="n" * 10_000) for _ in range(1_000))
        with closing(sqlite3.connect(path, timeout=0)) as other:
            assert other.execute("SELECT count(*) FROM contacts").fetchone() == (1,)


def test_a_log_that_is_closed_lets_other_threads_finish(log: Log, ada: Contact) -> None:
    def help_out() -> None:
        log.edit(Contact, ada.id, "city", "Graz", was="")
        in_thread(log.close)
        log.edit(Contact, ada.id, "city", "Wien", was="Graz")
        log.close()

    log.close()
    in_thread(help_out)
    assert log.get(Contact, ada.id).city == "Wien"

"""A process that writes to a log until it is killed, and says on a pipe what it has written.

Each job prepares what it needs and yields once; from then on it yields after every write.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from infoint_widgets.errors import Conflict
from infoint_widgets.log.backup import back_up
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Draft, Import, Touch
from infoint_widgets.vocabulary import DraftKind, TouchKind

ROOT = Path(__file__).parents[2]
NOW = 1_780_000_000
LINES = 25
ROWS_OF_AN_IMPORT = 300
MANY = 1_000

# Only the store: the façade would bring pandas and ipywidgets into each of a hundred processes.
_START = """
import sys, types
package = sys.modules["infoint_widgets"] = types.ModuleType("infoint_widgets")
package.__path__ = ["infoint_widgets"]
from tests.store.writer import main
main()
"""


def start(job: str, path: Path) -> subprocess.Popen[str]:
    """A process that does a job; it is ready when it has said its first line."""
    return subprocess.Popen(
        [sys.executable, "-c", _START, job, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def add(path: Path) -> Iterator[None]:
    log = _opened(path)
    yield
    for n in count():
        log.add(_person(n))
        yield


def edit(path: Path) -> Iterator[None]:
    log = _opened(path)
    log.add(Contact(id="ada", notes="0"))
    yield
    for n in count():
        log.edit(Contact, "ada", "notes", str(n + 1), was=str(n))
        yield


def delete(path: Path) -> Iterator[None]:
    log = _opened(path)
    log.load(_person(n) for n in range(MANY))
    yield
    for n in range(MANY):
        log.delete(Contact, str(n))
        yield


def undo(path: Path) -> Iterator[None]:
    log = _opened(path)
    actions = []
    for n in range(MANY // 10):
        with log.writing() as action:
            log.add(_person(n))
            log.add(Touch(contact_id=str(n), kind=TouchKind.OUTREACH, happened_at=NOW, zone="UTC"))
        actions.append(action)
    yield
    for action in actions:
        log.undo(action)
        yield


def save_draft(path: Path) -> Iterator[None]:
    log = _opened(path)
    log.add(_person(0))
    draft = Draft(contact_id="0", kind=DraftKind.OUTREACH, body="0", saved_at=NOW)
    yield
    for n in count():
        log.put(draft, "body", str(n + 1), was=str(n), remember=False)
        yield


def set_setting(path: Path) -> Iterator[None]:
    log = _opened(path)
    yield
    for n in count(1):
        log.set_setting("signature", str(n))
        yield


def load_import(path: Path) -> Iterator[None]:
    log = _opened(path)
    yield
    for n in count():
        rows = ROWS_OF_AN_IMPORT
        whole = Import(
            id=str(n), imported_at=NOW, file="c.csv", format="linkedin", read=rows, added=rows
        )
        log.load([whole, *(Contact(first_name="Ada", import_id=str(n)) for _ in range(rows))])
        yield


def migrate(path: Path) -> Iterator[None]:
    yield
    for n in count():
        _opened(path.with_name(f"{n}.db"))
        yield


def make_backup(path: Path) -> Iterator[None]:
    log = _opened(path)
    log.load(_person(n) for n in range(MANY))
    yield
    for n in count():
        back_up(path, NOW + n)
        yield


def open_at_once(path: Path) -> Iterator[None]:
    yield
    sys.stdin.readline()
    _opened(path).add(Contact(first_name="Ada"))


def append(path: Path) -> Iterator[None]:
    """Add lines to somebody's notes, as a form does that shows what is there now."""
    log = _opened(path)
    yield
    sys.stdin.readline()
    for n in range(LINES):
        while True:
            seen = log.get(Contact, "ada").notes
            try:
                log.edit(Contact, "ada", "notes", f"{seen}{os.getpid()}:{n}\n", was=seen)
                break
            except Conflict:
                continue


JOBS: dict[str, Callable[[Path], Iterator[None]]] = {
    job.__name__: job
    for job in (
        add, edit, delete, undo, save_draft, set_setting, load_import, migrate, make_backup,
        open_at_once, append,
    )
}  # fmt: skip


def main() -> None:
    job, path = sys.argv[1:]
    for _ in JOBS[job](Path(path)):
        os.write(1, b".\n")
    sys.stdin.read()


def _opened(path: Path) -> Log:
    return Log(path, clock=lambda: NOW)


def _person(n: int) -> Contact:
    return Contact(id=str(n), first_name="Ada")

"""Ten thousand people in a log, thirty thousand in a file, beside pandas: in one run, as ratios."""

from __future__ import annotations

import io
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pandas as pd

from benchmarks.measuring import seconds
from infoint_widgets.jobs.importing import import_file
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Record, Touch
from infoint_widgets.vocabulary import Channel, Stage, TouchKind

PEOPLE, CONNECTIONS = 10_000, 30_000
NOW = 1_780_000_000
DAY = 86_400
STORY = (
    (TouchKind.OUTREACH, 0),
    (TouchKind.FOLLOW_UP, 9),
    (TouchKind.ANSWER_YES, 11),
    (TouchKind.MET, 20),
    (TouchKind.THANKED, 21),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "large.db"
        log = Log(file, clock=lambda: NOW, zone="Europe/Vienna")
        log.load(people())
        log.close()
        report(
            f"opening a log of {PEOPLE:,} people and deriving its journeys, of reading its tables",
            seconds(lambda: read_tables(file)),
            seconds(lambda: open_and_derive(file)),
        )
        content = connections()
        report(
            f"importing {CONNECTIONS:,} connections, of read_csv and to_sql",
            seconds(lambda: read_and_write(content, folder / "plain.db")),
            seconds(lambda: bring_in(content, folder / "own.db")),
        )


def report(what: str, alternative: float, ours: float) -> None:
    print(f"{ours / alternative:.1f} × {what} ({ours:.2f} s, {alternative:.2f} s)")


def people() -> Iterator[Record]:
    """Everybody was written to; how far each came, and when, differs."""
    contacts = [
        Contact(
            stage=Stage.CHOSEN,
            chosen_at=NOW - 400 * DAY,
            first_name=f"Ada {n}",
            last_name=f"Example {n % 977}",
            organisation=f"Organisation {n % 313}",
        )
        for n in range(PEOPLE)
    ]
    yield from contacts
    for n, contact in enumerate(contacts):
        began = NOW - (30 + n % 360) * DAY
        for kind, day in STORY[: 1 + n % len(STORY)]:
            yield Touch(
                contact_id=contact.id,
                kind=kind,
                happened_at=began + day * DAY,
                zone="Europe/Vienna",
                channel=Channel.EMAIL,
                by_me=kind is not TouchKind.ANSWER_YES,
            )


def open_and_derive(file: Path) -> None:
    Log(file, clock=lambda: NOW, zone="Europe/Vienna", sample=True).journeys()


def read_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        for table in ("contacts", "touches", "meetings"):
            pd.read_sql(f"SELECT * FROM {table}", db)


def connections() -> bytes:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = (
        f"Ada {n},Example,https://www.linkedin.com/in/ada-{n},,Organisation {n % 997},"
        f"Designer,{1 + n % 28} Mar 2024\n"
        for n in range(CONNECTIONS)
    )
    return (head + "".join(rows)).encode()


def bring_in(content: bytes, file: Path) -> None:
    log = Log(file, clock=lambda: NOW)
    report = import_file(log, "Connections.csv", content)
    assert report.added == CONNECTIONS


def read_and_write(content: bytes, file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        pd.read_csv(io.BytesIO(content)).to_sql("connections", db)


if __name__ == "__main__":
    main()

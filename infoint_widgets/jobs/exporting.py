"""The whole log goes out, to come back as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infoint_widgets.exchange.archive import write_folder
from infoint_widgets.exchange.pseudonymous import nameless, write_parquet
from infoint_widgets.jobs.people import today
from infoint_widgets.log.migrations import NEWEST
from infoint_widgets.log.store import Log
from infoint_widgets.records import TABLES
from infoint_widgets.vocabulary import FEWEST_TO_SHOW
from infoint_widgets.words import Words


def export_log(log: Log, folder: Path) -> int:
    """Write a log as a folder of readable files, one a table.

    Returns
    -------
    int
        How many rows were written.

    Raises
    ------
    WorkbookError
        When the folder holds something else, or cannot be written.
    """
    with log.writing():  # so that all tables are of one moment
        records = [row for record in TABLES for row in log.find(record)]
    write_folder(folder, records, now=log.now(), zone=log.zone, schema=NEWEST)
    return len(records)


def export_beside(log: Log) -> tuple[Path, int]:
    """Write a log as a folder beside it, named after it and the day; over one of the same day.

    Returns
    -------
    (Path, int)
        The folder, and how many rows were written.
    """
    folder = log.path.parent / "exports" / f"{log.path.stem}-{today(log).isoformat()}"
    return folder, export_log(log, folder)


@dataclass(frozen=True)
class ForClass:
    """A file without names that was written to be handed in.

    Attributes
    ----------
    file : Path
    people : int
        How many people it tells of.
    merged : dict of str to int
        How many of them stand under ``other`` in each column.
    """

    file: Path
    people: int
    merged: dict[str, int]

    def told(self, words: Words) -> list[str]:
        """What was written, what was left out, and what was merged."""
        said = [
            words("pooled.export.written", n=self.people, file=self.file),
            words("pooled.export.left_out"),
            words("pooled.export.days"),
        ]
        merged = [
            words("pooled.export.merged_in", n=n, what=words(f"pooled.export.{column}"))
            for column, n in self.merged.items()
            if n
        ]
        id = "merged" if merged else "nothing_merged"
        said.append(words(f"pooled.export.{id}", fewest=FEWEST_TO_SHOW, columns="; ".join(merged)))
        return [*said, words("pooled.export.remains"), words("pooled.export.newest")]


def export_for_class(log: Log, folder: Path) -> ForClass:
    """Write one's journeys without names as one new file of a folder, to hand it in.

    Raises
    ------
    WorkbookError
        When there is nobody to tell of, or the folder can't be written.
    """
    made = nameless(log.journeys())
    return ForClass(write_parquet(folder, made.frame), len(made.frame), made.merged)


def export_for_class_beside(log: Log) -> ForClass:
    """The same in the folder for exports beside the log."""
    return export_for_class(log, log.path.parent / "exports" / "without_names")

"""The journeys of a course: from a folder of files, from a table, or of invented students."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange.pooled import HandedIn, look_through
from infoint_widgets.jobs.invented_class import invented_class
from infoint_widgets.log import places
from infoint_widgets.log.store import Log
from infoint_widgets.stats import Pooled
from infoint_widgets.stats.parts import Part
from infoint_widgets.vocabulary import FEWEST_TO_SHOW
from infoint_widgets.words import Words

_MOST_REFUSED = 10


class Pool(Pooled):
    """The journeys of a course, with what has to be said of where they are from.

    Attributes
    ----------
    language : str
        In which the page speaks.
    folder : str
        Where files are looked for; empty where there are none.
    files : int
        How many files are counted.
    refused : list of ImportFailed
        What is wrong with the others.
    invented : bool
        Whether the students are not real.
    """

    language: str
    folder: str = ""
    files: int = 0
    refused: list[ImportFailed]
    invented: bool = False

    def told(self, words: Words) -> list[str]:
        """What is in the pool, and which files are not."""
        said = []
        if self.invented:
            said.append(words(f"pooled.invented{'_instead' if self.refused else ''}"))
        people = words("pooled.people", n=self.people)
        said.append(words("pooled.students", n=self.students, people=people))
        if self.students < FEWEST_TO_SHOW:
            said.append(words("pooled.too_few", fewest=FEWEST_TO_SHOW))
        if self.refused:
            said.append(words("pooled.refused", n=len(self.refused)))
            said += [words.error(error) for error in self.refused[:_MOST_REFUSED]]
        if len(self.refused) > _MOST_REFUSED:
            said.append(words("pooled.more_refused", n=len(self.refused) - _MOST_REFUSED))
        return said


def pooled(log: Log, source: Any = None) -> Pool:
    """Bring the journeys of a course or a whole university together, to count them as one.

    Parameters
    ----------
    log : Log
        One's own; only its language is asked for.
    source : path or frame, optional
        A folder of files that students exported, or a table with their columns (data/README.md) in
        any library that narwhals knows, such as one of a Spark session. By default the folder
        ``class`` in the workbook's data folder; while it holds no such file, invented students.

    Raises
    ------
    WorkbookError
        When there is no such folder, no file in it can be read, or a table has no ``student``.

    Examples
    --------
    >>> pool = ii.pooled(log, "handed_in")  # doctest: +SKIP
    >>> pool = ii.pooled(log, spark.table("journeys"))  # doctest: +SKIP
    """
    refused: list[ImportFailed] = []
    folder, files, invented = "", 0, False
    if source is None or isinstance(source, str | Path):
        path = places.data_folder() / "class" if source is None else Path(source)
        folder = str(path)
        nobody_yet = source is None and not path.is_dir()
        handed_in = HandedIn(path) if nobody_yet else look_through(path)
        refused, files = handed_in.refused, len(handed_in.files)
        if files:
            pool = Pool(lambda columns: _parts(handed_in, columns))
        elif source is None:
            frame, invented = invented_class(), True
            pool = Pool(lambda _: [Part(frame)])
        else:
            raise ImportFailed("exchange.pooled_no_file", file=folder)
    else:
        pool = Pool(lambda _: [Part(source)])
    pool.language, pool.folder, pool.files = log.language, folder, files
    pool.refused, pool.invented = refused, invented
    return pool


def _parts(handed_in: HandedIn, columns: Collection[str] | None) -> Iterator[Part]:
    return (Part(frame, files) for frame, files in handed_in.pieces(columns))

"""Which log a notebook gets: one's own, or the invented people."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import weakref
from contextlib import closing
from pathlib import Path

from infoint_widgets.exchange.archive import Archive, read_folder
from infoint_widgets.log import places
from infoint_widgets.log.connection import connect, told_plainly
from infoint_widgets.log.store import Log
from infoint_widgets.words import LANGUAGES, Language


def present() -> int:
    """The present moment in UTC seconds; the only clock of the workbook's that is not handed in."""
    return int(time.time())


def local_zone() -> str:
    """This machine's time zone, until a browser or a person says a better one."""
    from babel.dates import LOCALTZ

    return str(getattr(LOCALTZ, "key", None) or "UTC")


def language_here() -> Language:
    """The language of the page that is open, for its folder has that name, until one is chosen."""
    return next((language for language in LANGUAGES if language == Path.cwd().name), "en")


def open_log(path: str | Path | None = None) -> Log:
    """Open one's own log, or the shared copy of the sample while that is chosen.

    Parameters
    ----------
    path : str or Path, optional
        Another log's file; it is made when it isn't there.

    Raises
    ------
    LogError
        When the file can't be opened; the message says what to do.
    """
    if path is not None:
        return _log(Path(path))
    if places.chosen_log() == "sample":
        return open_working_sample()
    return _log(places.own_log_path())


def _log(path: Path) -> Log:
    return Log(path, clock=present, zone=local_zone(), language=language_here())


def has_outreach(log: Log) -> bool:
    """Whether anybody has been written to yet."""
    return bool(log.query("SELECT 1 FROM touches WHERE kind = 'outreach' LIMIT 1"))


def own_log_has_people() -> bool:
    """Whether somebody stands in one's own log already; it is not made for this."""
    file = places.own_log_path()
    if not file.exists():
        return False
    with told_plainly(file), closing(connect(file)) as db:
        return db.execute("SELECT 1 FROM contacts LIMIT 1").fetchone() is not None


def open_working_sample() -> Log:
    """The one copy of the sample that all notebooks share, made when it isn't there."""
    file = places.working_sample_path()
    if not file.exists():
        # Made aside and put in place whole: another notebook may open it at this moment.
        unfinished = file.with_suffix(f".part{os.getpid()}")
        _fill(unfinished).close()
        if file.exists():
            unfinished.unlink()
        else:
            os.replace(unfinished, file)
    return _open_sample(file)


def sample_log() -> Log:
    """The invented people, in a private copy that is thrown away with the notebook's session."""
    folder = Path(tempfile.mkdtemp(prefix="infoint-"))
    _fill(folder / "sample.db").close()
    log = _open_sample(folder / "sample.db")
    weakref.finalize(log, shutil.rmtree, folder, ignore_errors=True)
    return log


def reset_sample(log: Log) -> None:
    """Make a copy of the sample as it was shipped, for all who have it open."""
    archive = read_folder(places.shipped_sample())
    with log.writing():
        language = log.setting("language")
        log.load(archive.records, anew=True)
        _begin(log, archive)
        if language:
            log.set_setting("language", language)


def _fill(file: Path) -> Log:
    archive = read_folder(places.shipped_sample())
    log = Log(file, clock=lambda: archive.now, sample=True)
    log.load(archive.records)
    _begin(log, archive)
    return log


def _begin(log: Log, archive: Archive) -> None:
    """Let the sample's time run on from its fixed moment."""
    log.set_setting("zone", archive.zone)
    log.set_setting("sample_now", str(archive.now))
    log.set_setting("sample_copied_at", str(present()))


def _open_sample(file: Path) -> Log:
    log = Log(file, clock=present, language=language_here(), sample=True)

    def now() -> int:
        # Read anew each time: a reset begins the sample's time again, on all pages. In whole
        # minutes, so that a page shows the same figures however fast it runs.
        start, copied_at = (int(log.setting(name)) for name in ("sample_now", "sample_copied_at"))
        return start + (present() - copied_at) // 60 * 60

    log.now = now
    return log

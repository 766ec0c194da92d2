"""The informational-interview workbook: the names that notebooks use.

Examples
--------
>>> import infoint_widgets as ii
>>> log = ii.sample_log()  # doctest: +SKIP
>>> ii.People(log)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from infoint_widgets import opening as _opening
from infoint_widgets.jobs.pooling import pooled
from infoint_widgets.log.store import Log
from infoint_widgets.opening import sample_log
from infoint_widgets.showing import about, show, table
from infoint_widgets.showing import say_that_it_is_the_sample as _say_that_it_is_the_sample
from infoint_widgets.widgets.day import InterviewDay
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.explore import Explore
from infoint_widgets.widgets.files import Files
from infoint_widgets.widgets.follow_up import FollowUp
from infoint_widgets.widgets.learnings import Learnings
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.widgets.review import Review
from infoint_widgets.widgets.settings import Settings
from infoint_widgets.widgets.templates import Templates
from infoint_widgets.widgets.today import Today

if TYPE_CHECKING:
    from infoint_widgets import charts, stats

__all__ = [
    "EmailDraft",
    "Explore",
    "Files",
    "FollowUp",
    "InterviewDay",
    "Learnings",
    "Log",
    "People",
    "PrepChecklist",
    "Review",
    "Settings",
    "Templates",
    "Today",
    "about",
    "charts",
    "open_log",
    "pooled",
    "sample_log",
    "show",
    "stats",
    "table",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> ModuleType:
    """Figures are imported when somebody wants one: the forms are there sooner."""
    if name in ("charts", "stats"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def open_log(path: str | Path | None = None, *, or_sample: bool = False) -> Log:
    """Open one's own log, or the sample while that is chosen.

    Parameters
    ----------
    path : str or Path, optional
        Another log's file; by default ``my_log.db`` in the workbook's data folder.
    or_sample : bool
        Give the sample, and say so, as long as one's own log has no outreach: for the pages that
        show statistics.

    Raises
    ------
    LogError
        When the file can't be opened; the message says what to do.

    Examples
    --------
    >>> log = ii.open_log()  # doctest: +SKIP
    """
    log = _opening.open_log(path)
    if or_sample and not log.sample and not _opening.has_outreach(log):
        language = log.setting("language")
        log = sample_log()
        if language:
            log.set_setting("language", language)
        _say_that_it_is_the_sample(log)
    return log

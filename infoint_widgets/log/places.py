"""Where the log lies: the workbook's ``data/``, found upward from the working folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from infoint_widgets.errors import LogError
from infoint_widgets.log.connection import told_plainly

Choice = Literal["own", "sample"]


def data_folder() -> Path:
    """The workbook's data folder.

    Raises
    ------
    LogError
        When there is none: one is never made somewhere else by accident.
    """
    if set_folder := os.environ.get("INFOINT_DATA_DIR"):
        return Path(set_folder)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "data").is_dir() and (folder / "notebooks").is_dir():
            return folder / "data"
    raise LogError("no_data_folder", folder=str(here))


def own_log_path() -> Path:
    return data_folder() / "my_log.db"


def working_sample_path() -> Path:
    """The one copy of the sample that all notebooks share until it is reset."""
    return data_folder() / "sample_copy.db"


def shipped_sample() -> Path:
    """The folder with the invented people, one CSV a table."""
    beside_package = Path(__file__).parents[2] / "data" / "sample"
    return beside_package if beside_package.is_dir() else data_folder() / "sample"


def chosen_log() -> Choice:
    """Whether notebooks open the person's own log or the sample."""
    note = _choice_note()
    return "sample" if note.is_file() and note.read_text("utf-8").strip() == "sample" else "own"


def choose_log(choice: Choice) -> None:
    """Set which log `open_log()` gives in every notebook.

    Raises
    ------
    LogError
        When the data folder is not there or can't be written.
    """
    note = _choice_note()
    with told_plainly(note):
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(f"{choice}\n", "utf-8")


def choice_of(file: Path) -> Choice | None:
    """The choice that gives this log; None for a log that was opened in another way."""
    files: dict[Path, Choice] = {own_log_path(): "own", working_sample_path(): "sample"}
    return files.get(file)


def _choice_note() -> Path:
    return data_folder() / "which_log"

"""The workbook's jobs from a terminal: ``python -m infoint_widgets import FILE`` and others."""

from __future__ import annotations

import argparse
import os
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from infoint_widgets import opening
from infoint_widgets.errors import WorkbookError
from infoint_widgets.log import places
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from infoint_widgets.exchange.spreadsheet import Mapping
    from infoint_widgets.exchange.understood import Order
    from infoint_widgets.jobs.importing import Preview
    from infoint_widgets.log.store import Log


_ABOUT_COLUMNS = {"exchange.no_name_column", "exchange.meaning_twice"}
_ORDERS: dict[str, Order] = {"day": "day_first", "month": "month_first"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one job; 0 when it worked, else 1 and a sentence that says why not."""
    words = Words(_language_of_terminal())
    options = _parser(words).parse_args(arguments)
    try:
        return int(options.run(options, words))
    except WorkbookError as error:
        _say(words.error(error), error=True)
        if error.id in _ABOUT_COLUMNS:
            _say(words("terminal.about_columns", meanings=_meanings()), error=True)
    except KeyboardInterrupt:
        print("\n" + words("terminal.interrupted"), file=sys.stderr)
    except BrokenPipeError:  # whoever read along, such as `head`, has gone
        sys.stdout = None
    return 1


def _parser(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("infoint_widgets", description=words("terminal.about"))
    jobs = parser.add_subparsers(required=True, metavar="JOB")
    for name, run in (
        ("due", _due),
        ("import", _import),
        ("export", _export),
        ("backup", _backup),
    ):
        job = jobs.add_parser(
            name, help=words(f"terminal.{name}"), description=words(f"terminal.{name}")
        )
        job.set_defaults(run=run)
        job.add_argument("--log", metavar="PATH", type=Path, help=words("terminal.log"))
        if name == "import":
            job.add_argument("file", metavar="FILE", type=Path, help=words("terminal.file"))
            job.add_argument("--yes", action="store_true", help=words("terminal.yes"))
            job.add_argument(
                "--column",
                metavar="NAME=MEANING",
                action="append",
                default=[],
                help=words("terminal.column", meanings=_meanings()),
            )
            job.add_argument("--dates", choices=_ORDERS, help=words("terminal.dates"))
        if name == "export":
            job.add_argument("folder", metavar="DIR", type=Path, help=words("terminal.folder"))
            job.add_argument(
                "--pseudonymous", action="store_true", help=words("terminal.pseudonymous")
            )
    return parser


def _meanings() -> str:
    from infoint_widgets.exchange.spreadsheet import Meaning

    return ", ".join(Meaning)


def _import(options: argparse.Namespace, words: Words) -> int:
    from infoint_widgets.exchange.tables import read_lines
    from infoint_widgets.jobs import importing

    content = importing.read_file(options.file)
    read_lines(content)  # what is no table shall make no log
    log = _open(options.log)
    preview = importing.look_at(log, content)
    mapping = preview.mapping
    if mapping is not None:
        mapping = _with_columns(mapping, options.column)
        if options.dates:
            mapping = replace(mapping, order=_ORDERS[options.dates])
        mapping.check()
        _show_columns(preview, mapping, options.file.name, words)
        if not options.yes and not _asked(words):
            print(words("terminal.not_asked"), file=sys.stderr)
            return 1

    def progress(done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            said = words("terminal.progress", done=done, total=total)
            print(f"\r{said}", end=end, file=sys.stderr, flush=True)

    report = importing.import_file(
        log, options.file.name, content, mapping=mapping, progress=progress
    )
    _say(report.title(words))
    for where, sentence in report.grouped(words):
        _say(f"{where}: {sentence}")
    _say("\n".join(report.summary(words)))
    return 0


def _due(options: argparse.Namespace, words: Words) -> int:
    from infoint_widgets.jobs import agenda
    from infoint_widgets.jobs.agenda_told import next_step, told, week

    log = _open(options.log, must_exist=True)
    day = agenda.day(log)
    lines = [
        words("terminal.due_line", what=one.what, when=one.when, why=one.why)
        for one in (told(log, entry, words) for entry in day.entries)
    ]
    if not lines:
        lines = [words("agenda.nothing"), next_step(day, words)]
    _say("\n".join(filter(None, (week(day, words), *lines))))
    return 0


def _export(options: argparse.Namespace, words: Words) -> int:
    from infoint_widgets.jobs.exporting import export_for_class, export_log

    log = _open(options.log, must_exist=True)
    if options.pseudonymous:
        _say("\n".join(export_for_class(log, options.folder).told(words)))
        return 0
    n = export_log(log, options.folder)
    print(words("terminal.exported", n=n, folder=options.folder))
    return 0


def _backup(options: argparse.Namespace, words: Words) -> int:
    from infoint_widgets.log.backup import back_up

    log = _open(options.log, must_exist=True)
    print(words("terminal.backed_up", file=back_up(log.path, log.now())))
    return 0


def _open(path: Path | None, *, must_exist: bool = False) -> Log:
    path = path or places.own_log_path()
    if must_exist and not path.exists():
        raise WorkbookError("file_missing", file=str(path))
    return opening.open_log(path)


def _with_columns(mapping: Mapping, choices: Sequence[str]) -> Mapping:
    for choice in choices:
        column, equals, meaning = choice.rpartition("=")
        if not equals:
            column = choice
        mapping = mapping.with_column(column, meaning)
    return mapping


def _show_columns(preview: Preview, mapping: Mapping, file: str, words: Words) -> None:
    id = "columns_as_before" if preview.remembered else "columns_read"
    id = "columns_remembered" if preview.chosen else id
    _say(words(f"terminal.{id}", file=file))
    width = max(map(len, mapping.header), default=0)
    for column, meaning in zip(mapping.header, mapping.meanings, strict=True):
        _say(f"  {column:{width}}  {words(f'importing.meaning.{meaning}')} ({meaning})")
    if preview.unclear_dates and not mapping.order:
        _say(words("terminal.dates_unclear"))


def _asked(words: Words) -> bool:
    if not sys.stdin.isatty():
        return False
    answer = input(words("terminal.ask")).strip().casefold()
    return answer in words("terminal.yes_words").split(", ")


def _say(text: str, *, error: bool = False) -> None:
    """Print other people's text; its control characters could command the terminal."""
    harmless = "".join(
        letter if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf"} else "\ufffd"
        for letter in text.rstrip("\n")
    )
    print(harmless, file=sys.stderr if error else sys.stdout)


def _language_of_terminal() -> str:
    name = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "")
    return "de" if name.lower().startswith("de") else "en"


if __name__ == "__main__":
    sys.exit(main())

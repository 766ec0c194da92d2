"""A file comes in: look at it, import it, take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange import columns, interview_rows, linkedin
from infoint_widgets.exchange.interview_story import SOURCE as SHEET
from infoint_widgets.exchange.sheet import Sheet, read_sheet
from infoint_widgets.exchange.spreadsheet import Mapping, Meaning, mapping_key
from infoint_widgets.exchange.tables import (
    LARGEST,
    Parsed,
    Progress,
    counted,
    read_lines,
    read_rows,
    unwrapped,
)
from infoint_widgets.jobs.matching import Matcher
from infoint_widgets.jobs.plan import Plan
from infoint_widgets.jobs.report import ImportReport
from infoint_widgets.log import bulk
from infoint_widgets.log.bulk import Undone
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Import, new_id

_SAMPLE = 5
_GUESSED_FROM = 50


@dataclass(frozen=True)
class Preview:
    """What a file seems to be.

    Attributes
    ----------
    format : {"linkedin", "sheet"}
    header : tuple of str
        The names of its columns.
    sample : list of tuple of str
        The cells of its first rows.
    rows : int
        How many rows it has below the header.
    mapping : Mapping or None
        What the columns of an own log mean, to be shown and corrected; None for LinkedIn's.
    remembered : bool
        Whether the mapping is that of an earlier import of such a file, and not guessed.
    chosen : bool
        Whether the person has changed something in it then.
    unclear_dates : bool
        Whether no date in some column tells if day or month comes first; then the person may say
        it with the mapping's `order`.
    """

    format: str
    header: tuple[str, ...]
    sample: list[tuple[str, ...]]
    rows: int
    mapping: Mapping | None = None
    remembered: bool = False
    chosen: bool = False
    unclear_dates: bool = False


def read_file(file: Path) -> bytes:
    """The bytes of a file that is to be imported.

    Raises
    ------
    ImportFailed
        When it is missing, too large, or can't be read.
    """
    try:
        file = file.expanduser()
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise ImportFailed("file_missing", file=str(file)) from error
    except (OSError, RuntimeError, ValueError) as error:
        if _is_folder(file):
            raise ImportFailed("exchange.is_folder", file=str(file)) from error
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportFailed("exchange.cannot_read", file=str(file), reason=reason) from error
    if len(content) > LARGEST:
        raise ImportFailed("exchange.too_large", megabytes=LARGEST // 1_000_000)
    return content


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except (OSError, ValueError):
        return False


def look_at(log: Log, content: bytes) -> Preview:
    """What a file seems to be, with its first rows and what its columns may mean.

    Raises
    ------
    ImportFailed
        When it is no table.
    """
    lines = read_lines(content)
    found = linkedin.find_header(lines)
    if found:
        at, delimiter, columns = found
        rows = list(read_rows(lines, delimiter, first=at))
        header, *sample = (
            unwrapped(row, len(columns), delimiter).cells for row in rows[: _SAMPLE + 1]
        )
        return Preview(linkedin.SOURCE, header, sample, len(rows) - 1)
    sheet = read_sheet(lines)
    remembered = _remembered(log, sheet)
    mapping = remembered or _guess(sheet)
    return Preview(
        SHEET,
        sheet.header,
        [row.cells for row in sheet.rows[:_SAMPLE]],
        len(sheet.rows),
        mapping,
        remembered is not None,
        remembered is not None and not _imported_with(log, remembered),
        interview_rows.has_unclear_dates(sheet, mapping),
    )


def import_file(
    log: Log,
    name: str,
    content: bytes,
    *,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import a file: read and compare first, then write all of it or nothing.

    A second import of the same file adds nothing, a newer file what is new in it. Who is taken for
    whom is told in `infoint_widgets.jobs.matching`.

    Parameters
    ----------
    name : str
        The file's name, for the report.
    mapping : Mapping, optional
        What the columns of an own log mean; by default as remembered, else as guessed. It is
        remembered for files with the same header: what was changed in it for good, a mere guess
        until the import is undone.
    progress : callable, optional
        Told now and then how many of how many rows are done.
    stop : callable, optional
        Asked at the same moments; when it says True nothing is imported.

    Raises
    ------
    ImportFailed
        When the file is no table, has no column for a name, or the import was stopped.

    Examples
    --------
    >>> report = import_file(log, "Connections.csv", content)  # doctest: +SKIP
    """

    def step(done: int, total: int) -> None:
        if stop and stop():
            raise ImportFailed("exchange.stopped")
        if progress:
            progress(done, total)

    # Reading a row and comparing it with the log take about as long.
    def reading(done: int, total: int) -> None:
        step(done // 2, total)

    def comparing(done: int, total: int) -> None:
        step(total - (total - done) // 2, total)

    lines = read_lines(content)
    import_id = new_id()
    parsed = linkedin.read(lines, import_id=import_id, progress=reading)
    source, column, of_events = linkedin.SOURCE, "", False
    known, chosen = None, False
    if parsed is None:
        sheet = read_sheet(lines)
        known = _remembered(log, sheet)
        expected = known or _guess(sheet)
        mapping = mapping or expected
        # What somebody chose stays their choice.
        chosen = mapping != expected or (known is not None and not _imported_with(log, known))
        source, column = SHEET, mapping.column(Meaning.REFERRED_BY)
        of_events = Meaning.HAPPENED_ON in mapping.meanings
        parsed = interview_rows.read(
            sheet, mapping, zone=log.zone, now=log.now(), import_id=import_id, progress=reading
        )
    matcher = Matcher(log, source, column, of_events=of_events)
    for item in counted(parsed.items, comparing):
        matcher.add(item)
    plan = matcher.finish()
    step(parsed.rows, parsed.rows)
    report = _report(name, source, parsed, plan)
    with log.writing():
        _write(log, plan, report, import_id)
        if source == SHEET and mapping and (chosen or (report.import_id and not known)):
            log.set_setting(mapping.key, mapping.to_json())
            log.set_setting(_of_import(mapping), "" if chosen else import_id)
    return report


def undo_import(log: Log, import_id: str) -> Undone:
    """Take back what an import brought and nobody has worked with since.

    Raises
    ------
    WorkbookError
        When there is no such import, or it was taken back already.
    """
    return bulk.undo_import(log, import_id)


def _remembered(log: Log, sheet: Sheet) -> Mapping | None:
    """What was chosen for such a file, or guessed for an import that was not undone."""
    mapping = Mapping.from_json(log.setting(mapping_key(sheet.header)), sheet.header)
    if mapping is None:
        return None
    of_import = _imported_with(log, mapping)
    stands = not of_import or any(log.find(Import, id=of_import, undone_at=None))
    return mapping if stands else None


def _imported_with(log: Log, mapping: Mapping) -> str:
    """The import for which a mapping was guessed; "" where somebody chose it."""
    return log.setting(_of_import(mapping))


def _of_import(mapping: Mapping) -> str:
    return f"{mapping.key}.import"


def _guess(sheet: Sheet) -> Mapping:
    return columns.guess(sheet.header, (row.cells for row in sheet.rows[:_GUESSED_FROM]))


def _report(name: str, source: str, parsed: Parsed, plan: Plan) -> ImportReport:
    filled = [id for record, id in plan.edits if record is Contact]
    return ImportReport(
        file=name,
        format=source,
        read=len(parsed.items),
        refused=parsed.rows - len(parsed.items),
        added=len(plan.contacts),
        there=plan.there,
        filled=len(filled),
        meetings=len(plan.meetings),
        referrals=len(plan.referrals),
        remarks=sorted([*parsed.remarks, *plan.remarks], key=lambda remark: remark.line),
    )


def _write(log: Log, plan: Plan, report: ImportReport, import_id: str) -> None:
    with log.writing():
        log.load(plan.settings.values())
        if not (plan.touches or plan.edits or report.changed):
            return
        log.add(
            Import(
                id=import_id,
                imported_at=log.now(),
                file=report.file,
                format=report.format,
                read=report.read,
                added=report.added,
            )
        )
        log.load(plan.contacts.values())
        for (record, id), fields in plan.edits.items():
            for name, (was, value) in fields.items():
                log.edit(record, id, name, value, was=was)
        for row in plan.meetings.values():
            log.add(row)
        report.touches = log.load(plan.touches.values())
        for referral in plan.referrals.values():
            log.add(referral)
        report.import_id = import_id

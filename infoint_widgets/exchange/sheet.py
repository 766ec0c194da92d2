"""A table with a header somewhere in its first lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange.columns import is_of_a_person, recognised
from infoint_widgets.exchange.tables import Row, read_rows, sniff, unwrapped

_HEADER_WITHIN = 10


@dataclass(frozen=True)
class Sheet:
    """A table with a header.

    Attributes
    ----------
    header : tuple of str
    rows : list of Row
        Those below the header in which something stands, each at least as wide as it.
    """

    header: tuple[str, ...]
    rows: list[Row]


def read_sheet(lines: Sequence[str]) -> Sheet:
    """A table, its header found below any title lines.

    Raises
    ------
    ImportFailed
        When there is no table, or its first line is a person's and no header.
    """
    delimiter, first = sniff(lines)
    rows = list(read_rows(lines, delimiter, first=first))
    header = _header(rows)
    names = tuple(" ".join(cell.split()) for cell in header.cells)
    while len(names) > 1 and not names[-1]:
        names = names[:-1]
    below = rows[rows.index(header) + 1 :]
    if len(names) == 1:
        # In a mere list of names a comma stands between last and first name.
        below = [_in_one_cell(row, delimiter) for row in below]
    wide = [_as_wide(unwrapped(row, len(names), delimiter), names) for row in below]
    return Sheet(names, [row for row in wide if row.broken or not row.empty])


def _header(rows: Sequence[Row]) -> Row:
    first = [row for row in rows[:_HEADER_WITHIN] if not row.empty and not row.broken]
    if not first:
        raise ImportFailed("exchange.is_no_table")
    # Titles above a table fill few of its cells.
    wide = [row for row in first if 2 * _filled(row) >= max(map(_filled, first))]
    # A row of data may hold such a word, too ("LinkedIn"), so a later one must be far better.
    scores = [sum(map(recognised, row.cells)) for row in wide]
    header = next(
        (row for row, score in zip(wide, scores, strict=True) if 2 * score > max(scores)), wide[0]
    )
    if any(is_of_a_person(cell) for cell in header.cells):
        raise ImportFailed("exchange.no_header")
    return header


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _in_one_cell(row: Row, delimiter: str) -> Row:
    cells = [cell.strip() for cell in row.cells]
    return Row(row.line, (f"{delimiter} ".join(cells).rstrip(f"{delimiter} "),), row.broken)


def _as_wide(row: Row, names: Sequence[str]) -> Row:
    missing = len(names) - len(row.cells)
    return Row(row.line, row.cells + ("",) * missing, row.broken) if missing > 0 else row

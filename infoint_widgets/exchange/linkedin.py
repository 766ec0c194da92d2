"""LinkedIn's ``Connections.csv``: people one is connected with, in English or German."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from urllib.parse import unquote

from infoint_widgets.errors import InvalidValue
from infoint_widgets.exchange.tables import (
    DELIMITERS,
    Item,
    Parsed,
    Progress,
    Remark,
    Row,
    counted,
    plain,
    read_rows,
    split,
    unwrapped,
)
from infoint_widgets.exchange.understood import read_when
from infoint_widgets.records import Contact, checked
from infoint_widgets.vocabulary import Stage

SOURCE = "linkedin"
_HEADER_WITHIN = 20
_COLUMNS = {
    "first_name": {"first name", "vorname"},
    "last_name": {"last name", "nachname"},
    "profile_url": {"url", "profil url", "profile url"},
    "email": {"email address", "e mail address", "e mail adresse", "email", "e mail"},
    "organisation": {"company", "unternehmen", "firma"},
    "role": {"position", "berufsbezeichnung"},
    "connected_on": {"connected on", "verbunden am", "verbunden seit", "vernetzt am"},
}
_NEEDED = {"first_name", "last_name", "connected_on"}
_REMARKED = ("email", "profile_url", "connected_on")


def find_header(lines: Sequence[str]) -> tuple[int, str, list[str]] | None:
    """Where the table begins (from 0), its delimiter, and the field of each column.

    LinkedIn puts a few lines of notes above the table, not always as many.
    """
    for at, line in enumerate(lines[:_HEADER_WITHIN]):
        for delimiter in DELIMITERS:
            cells = split(line, delimiter)
            if cells and not any(map(str.strip, cells[1:])):  # wrapped whole into one cell
                cells = split(cells[0], delimiter)
            names = [_field_of(cell) for cell in cells]
            if set(names) >= _NEEDED:
                return at, delimiter, names
    return None


def read(
    lines: Sequence[str], *, import_id: str | None = None, progress: Progress | None = None
) -> Parsed | None:
    """The people of a file; None when it is not LinkedIn's.

    Parameters
    ----------
    lines : sequence of str
        As `read_lines` gives them.
    progress : callable, optional
        Told now and then how many of how many rows are read.
    """
    header = find_header(lines)
    if header is None:
        return None
    at, delimiter, columns = header
    rows = list(read_rows(lines, delimiter, first=at + 1))
    items: list[Item] = []
    remarks: list[Remark] = []
    for row in counted(rows, progress):
        found = _person(unwrapped(row, len(columns), delimiter), columns, import_id, remarks)
        if isinstance(found, Contact):
            items.append(Item(row.line, found))
        else:
            remarks.append(found)
    return Parsed(items, remarks, len(rows))


def profile_key(url: str) -> str:
    """A profile's address in the one form in which two spellings of it are equal.

    Examples
    --------
    >>> profile_key("https://de.LinkedIn.com/in/Ada-Lovelace/?trk=x")
    'linkedin.com/in/ada-lovelace'
    """
    bare = unquote(url.strip()).casefold()
    bare = re.split(r"[?#]", bare, maxsplit=1)[0].rstrip("/")
    bare = re.sub(r"^https?:/*", "", bare)
    return re.sub(r"^(?:[a-z]{2,3}\.)?linkedin\.com/", "linkedin.com/", bare)


def _field_of(cell: str) -> str:
    name = plain(cell)
    return next((field for field, names in _COLUMNS.items() if name in names), "")


def _person(
    row: Row, columns: list[str], import_id: str | None, remarks: list[Remark]
) -> Contact | Remark:
    if row.broken:
        return Remark(row.line, "quote_open", refused=True)
    if row.empty:
        return Remark(row.line, "nobody", refused=True)
    if [_field_of(cell) for cell in row.cells] == columns:
        return Remark(row.line, "header_again", refused=True)
    if len(row.cells) == 1:
        return Remark(row.line, "cells_too_few", refused=True)
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        return Remark(row.line, "cells_too_many", refused=True)
    values = {name: cell for name, cell in zip(columns, row.cells, strict=False) if name}
    if not values.get("first_name", "").strip() and not values.get("last_name", "").strip():
        return Remark(row.line, "no_name", refused=True)
    told = _mend(row.line, values)
    try:
        contact = Contact(
            stage=Stage.KNOWN,
            source=SOURCE,
            source_id=_source_id(values),
            import_id=import_id,
            **values,  # type: ignore[arg-type]
        )
    except InvalidValue as error:
        return Remark(row.line, "unfit", {"field": error.field}, refused=True)
    remarks.extend(told)
    return contact


def _mend(line: int, values: dict[str, str]) -> list[Remark]:
    """Make values fit their fields; what can't be made to fit is left out and told."""
    written = {name: values[name].strip() for name in _REMARKED if values.get(name, "").strip()}
    if written.get("profile_url", "").startswith("www."):
        values["profile_url"] = f"https://{written['profile_url']}"
    if "connected_on" in written:
        when = read_when(written["connected_on"])
        values["connected_on"] = when.day.isoformat() if when else "?"
    told = []
    for name, value in written.items():
        try:
            checked(Contact, name, values[name])
        except InvalidValue:
            values[name] = ""
            facts = {"field": name, "value": value[:80]}
            told.append(Remark(line, "cell_left_out", facts))
    return told


def _source_id(values: dict[str, str]) -> str:
    if key := profile_key(values.get("profile_url", "")):
        return key
    names = ("first_name", "last_name", "organisation", "connected_on")
    text = "\n".join(plain(values.get(name, "")) for name in names)
    return hashlib.sha256(text.encode()).hexdigest()[:32]

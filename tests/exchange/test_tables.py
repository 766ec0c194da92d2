"""Tables in any of the usual encodings and shapes, each row with its true line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange import tables
from infoint_widgets.exchange.tables import Row, read_lines, read_rows, sniff, unwrapped

TEXT = "Name;Ort\nJörg Müßig;Köln\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert read_lines(TEXT.encode(encoding)) == TEXT.splitlines(keepends=True)


def test_a_damaged_byte_does_not_spoil_the_other_letters() -> None:
    content = "Jörg;Köln;Müßig\n".encode() + b"\xff;x;y\n"
    assert read_lines(content)[0] == "Jörg;Köln;Müßig\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    assert read_lines(TEXT.replace("\n", end).encode()) == TEXT.splitlines(keepends=True)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f"Name{delimiter}Ort\nA B{delimiter}Köln, am Rhein\nC{delimiter}x\n"
    assert sniff(read_lines(text.encode())) == (delimiter, 0)


def test_a_delimiter_that_is_stated_is_taken() -> None:
    assert sniff(read_lines(b"sep=|\na,b|c,d\n")) == ("|", 1)


def test_lines_are_counted_as_an_editor_does() -> None:
    text = 'a,b\n\n"two\nlines",x\n,\nlast,y\n'
    rows = list(read_rows(read_lines(text.encode()), ","))
    assert [(row.line, row.cells) for row in rows] == [
        (1, ("a", "b")),
        (3, ("two\nlines", "x")),
        (5, ("", "")),
        (6, ("last", "y")),
    ]


def test_a_quote_that_never_closes_costs_its_own_line_only() -> None:
    text = 'a,b\n"open,x\nfine,y\n"also ""fine""",z\n'
    rows = list(read_rows(read_lines(text.encode()), ","))
    assert [row.line for row in rows if row.broken] == [2]
    assert [row.cells[0] for row in rows if not row.broken] == ["a", "fine", 'also "fine"']


def test_a_quote_within_a_cell_does_no_harm() -> None:
    (row,) = read_rows(['the 5" pipe,x\n'], ",")
    assert row.cells == ('the 5" pipe', "x")


@pytest.mark.parametrize("cell", ['Ada,"ACME, Inc",x', 'Ada,"ACME, Inc",x;;', "Ada;ACME, Inc;x"])
def test_a_row_wrapped_whole_is_told_apart(cell: str) -> None:
    assert unwrapped(Row(1, (cell, "", "")), 3, ",").cells == ("Ada", "ACME, Inc", "x")


def test_a_comma_in_a_lonely_cell_is_left_alone() -> None:
    assert unwrapped(Row(1, ("Lovelace, Ada", "", "")), 3, ";").cells[0] == "Lovelace, Ada"


@pytest.mark.parametrize(
    ("content", "id"),
    [
        (b"", "is_empty"),
        (b" \r\n\r\n", "is_empty"),
        (b"PK\x03\x04 xl/workbook.xml", "is_excel"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "is_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is_excel"),
        (b"PK\x03\x04 Connections.csv", "is_archive"),
        (bytes(range(32)) * 20, "is_no_table"),
    ],
)
def test_what_is_no_table_is_told(content: bytes, id: str) -> None:
    with pytest.raises(ImportFailed) as caught:
        read_lines(content)
    assert caught.value.id == f"exchange.{id}"


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST", 10)
    with pytest.raises(ImportFailed, match="larger than"):
        read_lines(b"a" * 11)


@given(
    content=st.binary() | st.text().map(str.encode) | st.text(alphabet='",;\n\ra').map(str.encode)
)
def test_any_bytes_are_rows_or_told(content: bytes) -> None:
    try:
        lines = read_lines(content)
    except ImportFailed:
        return
    delimiter, first = sniff(lines)
    rows = list(read_rows(lines, delimiter, first=first))
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    assert all(1 <= row.line <= len(lines) for row in rows)


@given(
    cells=st.lists(
        st.lists(st.text(alphabet='ab",;\n ', min_size=1), min_size=2, max_size=2),
        min_size=1,
    )
)
def test_what_csv_writes_is_read_as_it_was(cells: list[list[str]]) -> None:
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(cells)
    rows = read_rows(text.getvalue().replace("\r\n", "\n").splitlines(keepends=True), ",")
    assert [list(row.cells) for row in rows] == cells

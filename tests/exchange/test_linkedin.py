"""LinkedIn's connections: everybody is read, or told by line."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange import linkedin
from infoint_widgets.exchange.linkedin import profile_key
from infoint_widgets.exchange.tables import Parsed, read_lines
from infoint_widgets.vocabulary import Stage
from infoint_widgets.words import Words

DATA = Path(__file__).parents[1] / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
GERMAN = "Vorname;Nachname;Profil-URL;E-Mail-Adresse;Firma;Berufsbezeichnung;Verbunden am"
ADA = "Ada,Quist,https://www.linkedin.com/in/ada-q,ada@example.org,Nordlys,Designer,12 Mar 2024"


def parsed(text: str) -> Parsed:
    found = linkedin.read(read_lines(text.encode()))
    assert found is not None
    assert len(found.items) + sum(remark.refused for remark in found.remarks) == found.rows
    return found


def refused(found: Parsed) -> list[tuple[int, str]]:
    return [(remark.line, remark.id) for remark in found.remarks if remark.refused]


def test_every_field_is_read() -> None:
    (item,) = parsed(f"{HEADER}\n{ADA}\n").items
    contact = item.contact
    assert (contact.name, contact.email) == ("Ada Quist", "ada@example.org")
    assert (contact.organisation, contact.role) == ("Nordlys", "Designer")
    assert contact.profile_url == "https://www.linkedin.com/in/ada-q"
    assert contact.connected_on == date(2024, 3, 12)
    assert (contact.stage, contact.source) == (Stage.KNOWN, "linkedin")
    assert contact.source_id == "linkedin.com/in/ada-q"


@pytest.mark.parametrize("lines", [0, 1, 3, 7, 18])
def test_the_notes_above_may_be_as_long_as_they_like(lines: int) -> None:
    preamble = "Notes:\n" + '"Some, of the\naddresses are missing"\n' * (lines // 2)
    found = parsed(preamble[: preamble.rfind("\n", 0, len(preamble)) + 1] + f"{HEADER}\n{ADA}\n")
    assert [item.contact.name for item in found.items] == ["Ada Quist"]


def test_an_open_quote_in_the_notes_does_not_swallow_the_table() -> None:
    assert len(parsed(f'Notes:\n"a quote that never closes\n\n{HEADER}\n{ADA}\n').items) == 1


def test_a_table_that_begins_further_down_is_not_linkedins() -> None:
    assert linkedin.read(read_lines(("x\n" * 20 + f"{HEADER}\n{ADA}\n").encode())) is None


@pytest.mark.parametrize(
    "header",
    [
        "Vorname;Nachname;URL;E-Mail-Adresse;Unternehmen;Position;Verbunden am",
        "Vorname;Nachname;Profil-URL;E-Mail-Adresse;Firma;Berufsbezeichnung;Verbunden am",
    ],
)
def test_german_headers_are_known(header: str) -> None:
    (item,) = parsed(f"{header}\n{ADA.replace(',', ';')}\n").items
    assert (item.contact.organisation, item.contact.role) == ("Nordlys", "Designer")
    assert item.contact.connected_on == date(2024, 3, 12)


def test_columns_may_stand_in_any_order() -> None:
    text = "Connected On,Company,Last Name,First Name\n12 Mar 2024,Nordlys,Quist,Ada\n"
    assert parsed(text).items[0].contact.name == "Ada Quist"


@pytest.mark.parametrize(
    "written", ["12 Mar 2024", "12-Mar-24", "2024-03-12", "12. März 2024", "12.03.2024"]
)
def test_the_date_comes_in_several_shapes(written: str) -> None:
    (item,) = parsed(f"{HEADER}\n{ADA.replace('12 Mar 2024', written)}\n").items
    assert item.contact.connected_on == date(2024, 3, 12)


def test_a_row_wrapped_whole_in_quotes_is_read() -> None:
    wrapped = '"Ada,Quist,,,""Nordlys, Ltd"",Designer,12 Mar 2024"'
    (item,) = parsed(f"{HEADER}\n{wrapped}\n").items
    assert (item.contact.name, item.contact.organisation) == ("Ada Quist", "Nordlys, Ltd")


def test_a_file_wrapped_whole_by_a_spreadsheet_program_is_read() -> None:
    (item,) = parsed(f'"{HEADER}";;\n"{ADA}";;\n').items
    assert (item.contact.name, item.contact.connected_on) == ("Ada Quist", date(2024, 3, 12))


ROWS = [
    [
        "Jörg",
        "Müßig",
        "https://www.linkedin.com/in/j%C3%B6rg",
        "",
        "Holz, Müßig",
        "",
        "12 Mar 2024",
    ],
    ["", "", "", "", "", "", ""],
    [
        "Ada",
        "Quist",
        "https://www.linkedin.com/in/ada-q",
        "",
        "Nordlys",
        "Lead\nDesigner",
        "7-Feb-22",
    ],
    ["Ada", "Quist", "https://www.linkedin.com/in/ada-2", "", "Fjord; AG", "", "3. März 2023"],
]


@pytest.mark.parametrize("header", [HEADER.split(","), GERMAN.split(";")], ids=["en", "de"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("wrapped", [False, True], ids=["plain", "wrapped"])
def test_every_way_of_writing_the_table_is_read(
    header: list[str], end: str, encoding: str, delimiter: str, wrapped: bool
) -> None:
    lines = [written([row], delimiter).removesuffix("\n") for row in [header, *ROWS]]
    rows = [[line] for line in lines]
    table = written(rows, ",", csv.QUOTE_ALL) if wrapped else "\n".join(lines)
    text = f'Notes:\n"Some of the\naddresses are missing"\n\n{table}'.replace("\n", end)
    found = linkedin.read(read_lines(text.encode(encoding)))
    assert found is not None
    people = [(item.contact.name, item.contact.organisation) for item in found.items]
    assert people == [
        ("Jörg Müßig", "Holz, Müßig"), ("Ada Quist", "Nordlys"), ("Ada Quist", "Fjord; AG")
    ]  # fmt: skip
    assert [item.contact.connected_on for item in found.items] == [
        date(2024, 3, 12), date(2022, 2, 7), date(2023, 3, 3)
    ]  # fmt: skip


def written(
    rows: list[list[str]], delimiter: str, quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(rows)
    return text.getvalue()


def test_a_line_that_repeats_the_header_or_is_not_divided_is_told() -> None:
    found = parsed(f"{HEADER}\n{ADA}\n{HEADER}\nAll in all 1 connection\n{ADA}\n")
    assert refused(found) == [(3, "header_again"), (4, "cells_too_few")]


def test_a_line_too_long_for_any_cell_is_told() -> None:
    found = parsed(f'{HEADER}\n{ADA}\n"x""{"y" * 2_100_000}",b,,,,,\n')
    assert refused(found) == [(3, "quote_open")]
    assert len(found.items) == 1


def test_hidden_people_and_lines_without_a_name_are_told_by_line() -> None:
    found = parsed(f"{HEADER}\n,,,,,,\n{ADA}\n,,https://x.org/in/y,,,,1 Jan 2024\n")
    assert refused(found) == [(2, "nobody"), (4, "no_name")]


def test_an_open_quote_is_told_and_the_next_line_is_read() -> None:
    found = parsed(f'{HEADER}\nBo,"Berg,,,,,1 Jan 2024\n{ADA}\n')
    assert refused(found) == [(2, "quote_open")]
    assert len(found.items) == 1


def test_too_many_cells_are_told() -> None:
    assert refused(parsed(f"{HEADER}\n{ADA},more\n")) == [(2, "cells_too_many")]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("ada@example.org", "ada at example", "email"),
        ("https://www", "ftp://www", "profile_url"),
        ("12 Mar 2024", "soon", "connected_on"),
    ],
)
def test_a_bad_cell_does_not_lose_the_person(old: str, new: str, field: str) -> None:
    found = parsed(f"{HEADER}\n{ADA.replace(old, new)}\n")
    assert not getattr(found.items[0].contact, field)
    (remark,) = found.remarks
    assert (remark.line, remark.id, remark.facts["field"]) == (2, "cell_left_out", field)
    assert new in remark.say(Words("de"))


def test_a_text_that_is_too_long_is_told() -> None:
    found = parsed(f"{HEADER}\n{ADA.replace('Nordlys', 'x' * 2000)}\n")
    assert refused(found) == [(2, "unfit")]
    assert "Organisation" in found.remarks[0].say(Words("de"))


def test_the_same_name_twice_is_two_people() -> None:
    found = parsed(f"{HEADER}\n{ADA}\n{ADA.replace('ada-q', 'ada-q-2')}\n")
    assert len({item.contact.source_id for item in found.items}) == 2


def test_without_a_link_the_key_stays_the_same_from_file_to_file() -> None:
    text = "First Name,Last Name,URL,Company,Connected On\nAda,Quist,{},X,1 Jan 2024\n"
    links = ("", " ", "\t", "https://", "?")
    keys = {parsed(text.format(link)).items[0].contact.source_id for link in links}
    assert len(keys) == 1
    assert keys != {""}


def test_a_link_without_its_beginning_is_completed() -> None:
    (item,) = parsed(f"{HEADER}\n{ADA.replace('https://', '')}\n").items
    assert item.contact.profile_url == "https://www.linkedin.com/in/ada-q"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/ada-q",
        "http://linkedin.com/in/ada-q/",
        "https://de.linkedin.com/in/Ada-Q?trk=abc#x",
        "HTTPS://WWW.LINKEDIN.COM/in/ada%2Dq",
    ],
)
def test_one_profile_has_one_key(url: str) -> None:
    assert profile_key(url) == "linkedin.com/in/ada-q"


def test_what_looks_like_code_is_text() -> None:
    name = "<img src=x onerror=alert(1)>"
    (item,) = parsed(f"{HEADER}\n{ADA.replace('Ada', name)}\n").items
    assert item.contact.first_name == name


def test_a_person_called_na_stays_so() -> None:
    (item,) = parsed(f"{HEADER}\n{ADA.replace('Ada', 'NA').replace('Quist', '1/2')}\n").items
    assert item.contact.name == "NA 1/2"


@pytest.mark.parametrize(
    ("file", "read", "refusals"), [("connections", 6, 2), ("connections_de", 2, 0)]
)
def test_the_made_files_are_read(file: str, read: int, refusals: int) -> None:
    found = parsed((DATA / f"{file}.csv").read_text("utf-8"))
    assert (len(found.items), len(refused(found))) == (read, refusals)


@given(body=st.text() | st.text(alphabet='",;\n\tAb1.@ '))
@example('"\n"",,,,,,')
@example("\x85,\x1c")
def test_whatever_stands_below_the_header_is_read_or_told(body: str) -> None:
    with suppress(ImportFailed):  # control characters, as in no text
        parsed(f"{HEADER}\n{body}")

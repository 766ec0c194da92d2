"""A log as a folder loses nothing, and says where it was damaged."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import ImportFailed, WorkbookError
from infoint_widgets.exchange.archive import read_folder, write_folder
from infoint_widgets.records import TABLES, Contact, Record, Setting, Touch
from infoint_widgets.vocabulary import TouchKind
from infoint_widgets.words import Words

NAUGHTY = st.sampled_from(
    [
        "",
        " ",
        '"',
        '""',
        ",",
        ";",
        "a\nb",
        "a\r\nb\n",
        "\n",
        "=1+1",
        "NA",
        "None",
        "null",
        "1/2",
        "007",
        "\ufeffx",
        "a\u2028b\x85c\x0bd\x1ce",
        "\x00",
        "\ud800",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE contacts; --",
        "👩‍🎨 שלום \u202eabc Müßig",
        "\\n\\",
    ]
)
TEXTS = st.text() | NAUGHTY
KEYS = st.uuids().map(str)


def values(name: str, hint: str) -> st.SearchStrategy[Any]:
    """Anything that a column may be handed."""
    if name.endswith("_id") and "str" in hint and name != "source_id":
        return KEYS
    if "str" in hint and name not in {"email", "zone", "profile_url"}:
        return TEXTS.map(lambda text: text[:500])
    if name == "keep_in_touch_days" or name.endswith("minutes"):
        return st.integers(1, 1440)
    if name.endswith("_at"):
        return st.integers(-2_208_988_800, 253_402_214_400)
    if "int" in hint:
        return st.integers(0, 2**40)
    if "date" in hint:
        return st.none() | st.dates()
    return st.booleans() if "bool" in hint else st.nothing()


def rows(record: type[Record]) -> st.SearchStrategy[Record]:
    made = {"zone": st.sampled_from(["", "Europe/Berlin"])} if record is not Setting else {}
    for field in fields(record):  # type: ignore[arg-type]
        strategy = values(field.name, str(field.type))
        if field.name not in made and not strategy.is_empty:
            made[field.name] = strategy
    made["id"] = KEYS
    made["kind"] = st.sampled_from(["outreach", "follow_up"])
    known = {field.name for field in fields(record)}  # type: ignore[arg-type]
    return st.builds(record, **{name: found for name, found in made.items() if name in known})


def there_and_back(folder: Path, records: list[Record]) -> list[Record]:
    write_folder(folder, records, now=1_750_000_000, zone="Europe/Vienna", schema=1)
    return read_folder(folder).records


@given(data=st.data())
def test_any_records_come_back_as_they_were(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    records = [
        row
        for record in TABLES
        for row in data.draw(st.lists(rows(record), max_size=2, unique_by=lambda row: row.id))
    ]
    assert there_and_back(tmp_path_factory.mktemp("log"), records) == records


def test_nothing_known_stays_apart_from_nothing_written(tmp_path: Path) -> None:
    contact = Contact(email="", field_id=None, connected_on=None, keep_in_touch_days=None)
    assert there_and_back(tmp_path, [contact]) == [contact]


def test_a_million_letters_in_one_cell_come_back(tmp_path: Path) -> None:
    contact = Contact(notes="ä\n" * 500_000)
    assert there_and_back(tmp_path, [contact]) == [contact]


def test_tables_come_back_in_the_order_in_which_a_log_can_be_filled(tmp_path: Path) -> None:
    contact = Contact()
    touch = Touch(contact_id=contact.id, kind=TouchKind.MET, happened_at=0, zone="UTC")
    assert there_and_back(tmp_path, [touch, contact]) == [contact, touch]


def test_the_moment_and_the_zone_are_kept(tmp_path: Path) -> None:
    there_and_back(tmp_path, [])
    archive = read_folder(tmp_path)
    assert (archive.now, archive.zone) == (1_750_000_000, "Europe/Vienna")


def test_the_same_log_gives_the_same_bytes_and_a_new_row_stands_at_the_end(tmp_path: Path) -> None:
    people: list[Record] = [Contact(first_name=name) for name in "CAB"]
    there_and_back(tmp_path, people)
    before = (tmp_path / "contacts.csv").read_bytes()
    there_and_back(tmp_path, people)
    assert (tmp_path / "contacts.csv").read_bytes() == before
    there_and_back(tmp_path, [*people, Contact(first_name="D")])
    assert (tmp_path / "contacts.csv").read_bytes().startswith(before)


def test_line_ends_are_lf_everywhere(tmp_path: Path) -> None:
    there_and_back(tmp_path, [Contact(notes="a\r\nb")])
    assert all(b"\r" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_byte_order_mark_and_foreign_line_ends_do_no_harm(tmp_path: Path) -> None:
    contact = Contact(notes="a\nb")
    there_and_back(tmp_path, [contact])
    file = tmp_path / "contacts.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_folder(tmp_path).records == [contact]


def damaged(folder: Path, name: str, old: str, new: str) -> ImportFailed:
    contact = Contact(id="k1", first_name="Ada", notes="two\nlines", email="a@b.c")
    there_and_back(folder, [contact, replace(contact, id="k2")])
    file = folder / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ImportFailed) as caught:
        read_folder(folder)
    for language in ("en", "de"):
        assert name in Words(language).error(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "id", "line", "column"),
    [
        ("k2,known", "k2,adored", "cell_unfit", 4, "stage"),
        ("k2,known", "k1,known", "key_twice", 4, "id"),
        ("k2,known", ",known", "key_twice", 4, "id"),
        ("k2,known,", "k2,known,,", "row_malformed", 4, None),
        ("k2,known", 'k2,"kno"wn', "row_malformed", 4, None),
        ("first_name,", "given_name,", "column_unknown", None, "given_name"),
        ("first_name,", "last_name,", "column_unknown", None, "last_name"),
        ("id,stage", "title,stage", "column_unknown", None, "title"),
    ],
)
def test_damage_is_told_with_its_line_and_column(
    tmp_path: Path, old: str, new: str, id: str, line: int | None, column: str | None
) -> None:
    error = damaged(tmp_path, "contacts.csv", old, new)
    assert error.id == f"exchange.archive_{id}"
    assert (error.facts.get("line"), error.facts.get("column")) == (line, column)


def test_a_column_that_a_row_cannot_do_without_is_named(tmp_path: Path) -> None:
    there_and_back(tmp_path, [])
    file = tmp_path / "touches.csv"
    file.write_text(file.read_text("utf-8").replace(",happened_at", ""), "utf-8")
    with pytest.raises(ImportFailed, match="no column “happened_at”"):
        read_folder(tmp_path)


def test_a_column_of_a_later_version_may_be_missing_in_an_older_folder(tmp_path: Path) -> None:
    there_and_back(tmp_path, [])
    (tmp_path / "contacts.csv").write_text("id,first_name\nk,Ada\n", "utf-8")
    assert read_folder(tmp_path).records == [Contact(id="k", first_name="Ada")]


@pytest.mark.parametrize(
    "about", ["", "[]", "{}", "null", '{"format": 1}', "[" * 100_000, '{"format": "1"}']
)
def test_a_damaged_description_is_told(tmp_path: Path, about: str) -> None:
    there_and_back(tmp_path, [])
    (tmp_path / "about.json").write_text(about, "utf-8")
    with pytest.raises(ImportFailed, match=r"about\.json"):
        read_folder(tmp_path)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    there_and_back(tmp_path, [])
    file = tmp_path / "about.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"format": 2}), "utf-8")
    with pytest.raises(ImportFailed, match="newer version"):
        read_folder(tmp_path)


@pytest.mark.parametrize("name", ["about.json", "contacts.csv", "history.csv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    there_and_back(tmp_path, [])
    (tmp_path / name).unlink()
    with pytest.raises(ImportFailed, match=name):
        read_folder(tmp_path)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    there_and_back(tmp_path, [])
    (tmp_path / "drafts.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ImportFailed, match=r"drafts\.csv"):
        read_folder(tmp_path)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("mine", "utf-8")
    with pytest.raises(WorkbookError, match="other files"):
        there_and_back(tmp_path, [])
    assert (tmp_path / "contacts.csv").read_text("utf-8") == "mine"


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("", "utf-8")
    with pytest.raises(WorkbookError, match="can't be written"):
        there_and_back(tmp_path / "log", [])


def test_days_and_truths_are_readable(tmp_path: Path) -> None:
    there_and_back(tmp_path, [Contact(connected_on=date(2026, 3, 4))])
    assert "2026-03-04" in (tmp_path / "contacts.csv").read_text("utf-8")

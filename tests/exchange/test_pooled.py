"""A folder of files: what can be read is read, and what can't is told by its name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from infoint_widgets import stats
from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange import pooled
from infoint_widgets.exchange.pseudonymous import as_table
from infoint_widgets.jobs.invented_class import invented_class
from infoint_widgets.jobs.pooling import Pool
from infoint_widgets.jobs.pooling import pooled as pool_of
from infoint_widgets.log.store import Log
from infoint_widgets.words import Words

CLASS = invented_class()
TABLE = as_table(CLASS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One file a student, as they hand them in."""
    folder = tmp_path / "handed_in"
    folder.mkdir()
    for at, (_, rows) in enumerate(CLASS.groupby("student")):
        pq.write_table(as_table(rows), folder / f"{at:02}.parquet")
    return folder


def without(column: str) -> pa.Table:
    return TABLE.drop_columns([column])


def cast(column: str, type: Any) -> pa.Table:
    at = TABLE.schema.names.index(column)
    return TABLE.set_column(at, column, TABLE[column].cast(type))


def half(path: Path) -> None:
    pq.write_table(TABLE, path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def table(made: pa.Table) -> Callable[[Path], object]:
    return lambda path: pq.write_table(made, path)


def bytes_of(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


NO_MOMENT = pa.nulls(len(TABLE), pa.int64())
BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a text": (bytes_of(b"Name,E-mail\n"), "“bad.parquet” is not a Parquet file"),
    "nothing": (bytes_of(b""), "“bad.parquet” is not a Parquet file"),
    "half a file": (half, "“bad.parquet” is damaged or only half there"),
    "a first word alone": (bytes_of(b"PAR1"), "“bad.parquet” is damaged or only half there"),
    "no column": (table(without("decided_s")), "“bad.parquet” has no column “decided_s”"),
    "no student": (table(without("student")), "“bad.parquet” has no column “student”"),
    "text for seconds": (
        table(cast("sent_s", pa.string())), "column “sent_s” holds no seconds (string)"
    ),
    "numbers for text": (
        table(cast("messages", pa.int64()).set_column(3, "channel", NO_MOMENT)),
        "column “channel” holds no text (int64)",
    ),
    "seconds for days": (
        table(cast("sent_day", pa.int64())), "column “sent_day” holds no days (int64)"
    ),
    "text for counts": (
        table(cast("referrals", pa.string())), "column “referrals” holds no counts (string)"
    ),
    "nobody": (table(TABLE.slice(0, 0)), "“bad.parquet” holds nobody"),
    "no present": (
        table(TABLE.set_column(TABLE.schema.names.index("as_of_s"), "as_of_s", NO_MOMENT)),
        "row 0, the column “as_of_s” is empty",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(BAD))
def test_a_bad_file_is_named_and_the_others_are_read(folder: Path, kind: str) -> None:
    make, said = BAD[kind]
    make(folder / "bad.parquet")
    found = pooled.look_through(folder)
    assert len(found.files) == 26
    (error,) = found.refused
    assert said in str(error)
    assert "bad.parquet" in Words("de").error(error)


def test_a_copy_of_a_file_does_not_count_twice(folder: Path) -> None:
    shutil.copy(folder / "03.parquet", folder / "03 (1).parquet")
    found = pooled.look_through(folder)
    assert len(found.files) == 26
    (error,) = found.refused
    assert "is a copy of" in str(error)


def test_files_in_folders_below_are_read_and_hidden_ones_are_not(folder: Path) -> None:
    (folder / "group b").mkdir()
    (folder / "03.parquet").rename(folder / "group b" / "03.parquet")
    for name in (".DS_Store", "_SUCCESS", ".part-0.crc"):
        (folder / name).write_bytes(b"")
    found = pooled.look_through(folder)
    assert len(found.files) == 26
    assert found.refused == []


def test_other_types_of_numbers_texts_and_days_are_read(folder: Path, tmp_path: Path) -> None:
    made = cast("sent_s", pa.float64())
    for column, type in {
        "channel": pa.dictionary(pa.int8(), pa.string()), "met_day": pa.date32(),
        "field": pa.large_string(), "referrals": pa.int8(), "referred_by": pa.null(),
    }.items():  # fmt: skip
        values = pa.nulls(len(made)) if column == "referred_by" else made[column].cast(type)
        made = made.set_column(made.schema.names.index(column), column, values)
    other = tmp_path / "other"
    other.mkdir()
    pq.write_table(made, other / "all.parquet")
    both = [pooled.look_through(there) for there in (folder, other)]
    assert [found.refused for found in both] == [[], []]
    rates = [stats.response_rate(next(found.pieces())[0], by="channel") for found in both]
    assert rates[0].equals(rates[1])


def test_pieces_are_no_larger_than_they_may_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooled, "ROWS", 50)
    pq.write_table(TABLE, folder / "all.parquet", row_group_size=120)
    found = pooled.look_through(folder)
    sizes = [(len(frame), sum(rows for *_, rows in files)) for frame, files in found.pieces()]
    assert all(rows == told < 100 for rows, told in sizes)
    assert sum(rows for rows, _ in sizes) == 2 * len(TABLE)


def test_a_file_that_is_damaged_inside_is_named_when_it_is_read(folder: Path) -> None:
    file = folder / "04.parquet"
    content = bytearray(file.read_bytes())
    content[4:2000] = bytes(1996)
    file.write_bytes(content)
    found = pooled.look_through(folder)
    with pytest.raises(ImportFailed, match=r"04\.parquet.*damaged"):
        list(found.pieces())


# A pool


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    monkeypatch.setenv("INFOINT_DATA_DIR", str(tmp_path))
    return Log(tmp_path / "my_log.db", clock=lambda: 1_780_000_000)


def told(pool: Pool) -> str:
    return " ".join(pool.told(Words()))


def test_without_files_the_students_are_invented_and_that_is_said(own: Log) -> None:
    pool = pool_of(own)
    assert pool.invented
    assert (pool.students, pool.people) == (26, len(CLASS))
    assert "These students are invented" in told(pool)


def test_a_folder_class_without_a_good_file_is_not_to_be_made_once_more(own: Log) -> None:
    (own.path.parent / "class").mkdir()
    (own.path.parent / "class" / "half.parquet").write_text("no")
    said = told(pool_of(own))
    assert "No file in the folder “class” can be used" in said
    assert "make a folder" not in said


def test_files_in_the_folder_class_are_taken_by_themselves(own: Log, folder: Path) -> None:
    folder.rename(own.path.parent / "class")
    pool = pool_of(own)
    assert not pool.invented
    assert told(pool) == f"26 students wrote down {len(CLASS)} people they would like to meet."


def test_what_is_wrong_with_files_is_said(own: Log, folder: Path) -> None:
    for at in range(12):
        (folder / f"x{at:02}.parquet").write_text("no")
    said = told(pool_of(own, folder))
    assert "12 files were left out: “x00.parquet” is not a Parquet file." in said
    assert "x09" in said
    assert "x10" not in said
    assert "2 more were left out" in said


def test_a_folder_that_is_not_there_or_holds_nothing_is_named(own: Log, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match=r"no folder .*nowhere"):
        pool_of(own, tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportFailed, match=r"no file in .*empty"):
        pool_of(own, tmp_path / "empty")


def test_a_table_will_do_as_well(own: Log, folder: Path) -> None:
    pools: list[Any] = [pool_of(own, CLASS), pool_of(own, str(folder))]
    rates = [stats.response_rate(pool, by="field") for pool in pools]
    assert rates[0].equals(rates[1])


def test_of_four_students_it_is_said_that_nothing_is_shown(own: Log) -> None:
    four = CLASS[CLASS["student"] < f"{4:016x}"]
    assert "With fewer than 5 students no figures are shown" in told(pool_of(own, four))

"""What is handed in tells of nobody by name, and nothing of two exports can be brought together."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets import opening, stats
from infoint_widgets.errors import WorkbookError
from infoint_widgets.exchange.pooled import look_through
from infoint_widgets.exchange.pseudonymous import nameless, write_parquet
from infoint_widgets.jobs.exporting import export_for_class, export_for_class_beside
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Referral, Touch
from infoint_widgets.vocabulary import POOLED, Channel, Field, TouchKind, Warmth
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE

DAY, NOON = 86_400, 43_200
MOMENTS = [name for name, kind in POOLED.items() if kind == "moment"]
DAYS = [name for name, kind in POOLED.items() if kind == "day"]
# Long enough to be in a file by no chance, and in no word of ours.
SECRETS = st.text("qxzjvkwy", min_size=9, max_size=14).map(lambda text: f"Q{text}")


@pytest.fixture(scope="module")
def sample() -> Iterator[Log]:
    log = opening.sample_log()
    yield log
    log.close()


@pytest.fixture(scope="module")
def journeys(sample: Log) -> pd.DataFrame:
    return sample.journeys()


def texts(path: Path) -> bytes:
    """All that stands in a file, packed as it is and unpacked."""
    table = pq.read_table(path)
    return path.read_bytes() + repr((table.schema, table.to_pydict())).encode()


def people(log: Log, secrets: list[str], channels: list[Channel]) -> list[str]:
    """People of whom everything that is one's own text is a secret; their ids."""
    ids = []
    for at, channel in enumerate(channels):
        a, b, c = (secrets[(at + k) % len(secrets)] for k in range(3))
        contact = log.add(
            Contact(
                stage="chosen", chosen_at=NOW - 90 * DAY, first_name=a, last_name=b,  # type: ignore[arg-type]
                email=f"{c}@example.org", phone="+49 30 5550100", organisation=c, role=a, title=b,
                field=a, city=b, found_through=secrets[0], why=c, notes=f"{a} {b}",
                profile_url=f"https://example.org/{a}", source_id=f"{c}{at}", warmth=Warmth.COLD,
            )
        )  # fmt: skip
        sent = NOW - (60 - at) * DAY
        for kind, days in ((TouchKind.OUTREACH, 0), (TouchKind.MET, 9), (TouchKind.THANKED, 10)):
            log.add(
                Touch(
                    contact_id=contact.id, kind=kind, happened_at=sent + days * DAY + at, zone=ZONE,
                    channel=channel, by_me=True, text=a, note=b,
                )
            )  # fmt: skip
        log.add(Meeting(contact_id=contact.id, starts_at=sent, zone=ZONE, place=a, learned=b))
        log.add(Referral(referrer_id=contact.id, first_name=c, last_name=a, said=b, named_at=sent))
        ids.append(contact.id)
    return ids


@given(
    secrets=st.lists(SECRETS, min_size=3, max_size=6, unique=True),
    channels=st.lists(st.sampled_from(list(Channel)), min_size=1, max_size=6),
)
@settings(max_examples=6, deadline=None)
def test_nothing_that_tells_who_somebody_is_stands_in_the_file(
    secrets: list[str], channels: list[Channel]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = Log(folder / "my_log.db", clock=lambda: NOW, zone=ZONE)
        ids = people(log, secrets, channels)
        content = texts(export_for_class(log, folder / "out").file)
        log.close()
    for secret in (*secrets, *ids, "example.org", ZONE):
        assert secret.encode() not in content


def test_no_text_of_the_samples_people_stands_in_its_file(sample: Log, tmp_path: Path) -> None:
    content = texts(export_for_class(sample, tmp_path).file).decode("utf-8", "ignore")
    contacts, journeys = sample.contacts(), sample.journeys()
    own = ("id", "first_name", "last_name", "email", "organisation", "notes", "found_through")
    found = [
        value
        for frame, names in ((contacts, own), (journeys, ("name", "contact_id", "referred_by")))
        for name in names
        for value in frame[name].dropna().unique()
        if len(value) > 4 and value in content
    ]
    assert found == []


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles"])
def test_of_a_moment_only_the_day_is_there_as_it_was_where_one_was(
    tmp_path: Path, zone: str
) -> None:
    log = Log(tmp_path / "my_log.db", clock=lambda: NOW, zone=zone)
    contact = log.add(Contact(first_name="Ada", stage="chosen", chosen_at=NOW))  # type: ignore[arg-type]
    late = pd.Timestamp("2026-05-04 23:40", tz=zone).timestamp()
    log.add(Touch(contact_id=contact.id, kind="outreach", happened_at=int(late), zone=zone,  # type: ignore[arg-type]
                  channel="email", by_me=True))  # type: ignore[arg-type]  # fmt: skip
    (row,) = nameless(log.journeys()).frame.to_dict("records")
    log.close()
    assert row["sent_day"] == pd.Timestamp("2026-05-04")
    assert row["sent_s"] == row["sent_day"].timestamp() + NOON


def test_no_time_of_day_is_left(journeys: pd.DataFrame) -> None:
    frame = nameless(journeys).frame
    for name in MOMENTS:
        assert set(frame[name].dropna() % DAY) <= {NOON}
    for name in DAYS:
        assert (frame[name].dropna() == frame[name].dropna().dt.normalize()).all()
    assert set(frame["precision"].dropna()) == {"day"}


# Eight in the evening of 4 May 2026 in Greenwich.
EVENING = 1_777_924_800


def only(journeys: pd.DataFrame, **known: Any) -> dict[Any, Any]:
    """What is handed in of one journey of which no more is known than this."""
    known = {"zone": "UTC", "as_of_s": EVENING + 2 * 3600, "outcome": "silent", **known}
    row = journeys.head(1).copy()
    for name in (*MOMENTS, *DAYS, *known):
        value = known.get(name, pd.NA)
        row[name] = pd.Series([value], index=row.index, dtype=row[name].dtype)
    (found,) = nameless(row).frame.to_dict("records")
    return {str(name): value for name, value in found.items()}


def test_a_moment_stands_on_the_day_where_one_was(journeys: pd.DataFrame) -> None:
    in_auckland = only(journeys, zone="Pacific/Auckland", first_answer_s=EVENING)
    assert pd.Timestamp(in_auckland["first_answer_s"], unit="s") == pd.Timestamp("2026-05-05 12:00")
    assert pd.Timestamp(in_auckland["as_of_s"], unit="s") == pd.Timestamp("2026-05-05 12:00")


@pytest.mark.parametrize(("later", "day"), [(3600, 5), (0, 5), (-2 * DAY, 2)])
def test_an_answer_is_not_before_its_message_because_of_another_clock(
    journeys: pd.DataFrame, later: int, day: int
) -> None:
    """Written where it was the next day already, and answered at home."""
    next_day = pd.Timestamp("2026-05-05")
    found = only(journeys, sent_s=EVENING, sent_day=next_day, first_answer_s=EVENING + later)
    assert pd.Timestamp(found["sent_s"], unit="s").day == 5
    assert pd.Timestamp(found["first_answer_s"], unit="s").day == day


def test_what_was_done_east_of_here_is_not_to_come(journeys: pd.DataFrame) -> None:
    found = only(journeys, sent_s=EVENING, sent_day=pd.Timestamp("2026-05-05"))
    assert found["as_of_s"] == found["sent_s"]


def test_two_exports_of_the_same_log_have_no_id_in_common(journeys: pd.DataFrame) -> None:
    one, other = (nameless(journeys).frame for _ in range(2))
    ids = [
        set(pd.concat([frame[name].dropna() for name in ("student", "contact_id", "referred_by")]))
        for frame in (one, other)
    ]
    assert ids[0] & ids[1] == set()
    assert (ids[0] | ids[1]) & set(journeys["contact_id"]) == set()


def test_the_names_of_two_files_have_nothing_but_their_day_in_common(
    sample: Log, tmp_path: Path
) -> None:
    one, other = (export_for_class(sample, tmp_path).file.stem for _ in range(2))
    assert one != other
    assert one[:19] == other[:19] == "journeys-2026-06-16"


def test_rows_stand_in_no_order_that_one_chose(journeys: pd.DataFrame) -> None:
    salt = b"1" * 32
    one, other = (nameless(rows, salt).frame for rows in (journeys, journeys.sample(frac=1)))
    pd.testing.assert_frame_equal(one, other)


def test_who_led_to_whom_is_still_there(journeys: pd.DataFrame) -> None:
    frame = nameless(journeys).frame
    there = journeys["referred_by"].isin(journeys["contact_id"])
    assert frame["referred_by"].isin(frame["contact_id"]).sum() == there.sum() > 5
    assert frame["referred_by"].notna().sum() == journeys["referred_by"].notna().sum()


# Groups


def groups(**counts: int) -> pd.Series[Any]:
    from infoint_widgets.exchange.pseudonymous import _merged

    values = [
        {"none": None, "own": "a friend of Ada's"}.get(name, name)
        for name, n in counts.items()
        for _ in range(n)
    ]
    return _merged(pd.Series(values, dtype="str"), set(Field)).fillna("none").value_counts()


def test_what_five_have_in_common_stays() -> None:
    assert groups(design=5, media=9).to_dict() == {"design": 5, "media": 9}


def test_what_fewer_have_in_common_is_merged() -> None:
    assert groups(design=4, media=3, health=8).to_dict() == {"other": 7, "health": 8}


def test_too_few_to_be_merged_take_the_next_larger_group_with_them() -> None:
    assert groups(design=2, media=6, health=8).to_dict() == {"other": 8, "health": 8}


def test_five_who_are_merged_are_enough() -> None:
    assert groups(design=3, media=2, health=8).to_dict() == {"other": 5, "health": 8}


def test_few_go_with_the_others_that_there_are_and_take_no_larger_group_with_them() -> None:
    assert groups(own=9, design=2, health=8).to_dict() == {"other": 11, "health": 8}


def test_own_words_are_merged_however_many_have_them() -> None:
    assert groups(own=7, health=8).to_dict() == {"other": 7, "health": 8}


def test_few_of_whom_nothing_is_known_are_merged_too() -> None:
    assert groups(none=3, design=3, health=8).to_dict() == {"other": 6, "health": 8}
    assert groups(none=6, health=8).to_dict() == {"none": 6, "health": 8}


def test_of_few_people_no_group_is_told() -> None:
    assert groups(design=2, media=1).to_dict() == {"other": 3}


@given(st.lists(st.sampled_from(["design", "media", "law", "own", "none", "arts"]), max_size=60))
def test_no_group_of_fewer_than_five_is_left(names: list[str]) -> None:
    left = groups(**{name: names.count(name) for name in set(names)})
    assert all(n >= 5 for n in left) or list(left.index) == ["other"]
    assert left.sum() == len(names)


# Figures


def test_figures_of_the_file_are_those_of_the_log_to_the_day(journeys: pd.DataFrame) -> None:
    frame = nameless(journeys).frame
    for name in ("n", "yes", "declined", "open", "undated", "left_out"):
        of_log, of_file = (stats.response_rate(rows)[name][0] for rows in (journeys, frame))
        assert of_log == of_file
    pd.testing.assert_frame_equal(stats.network_growth(journeys), stats.network_growth(frame))
    pd.testing.assert_frame_equal(stats.generations(journeys), stats.generations(frame))
    one, other = (stats.thanked_in_time(rows).iloc[[0, 2]] for rows in (journeys, frame))
    pd.testing.assert_frame_equal(one, other)


def test_a_file_that_was_written_can_be_read_in_a_folder(sample: Log, tmp_path: Path) -> None:
    written = export_for_class(sample, tmp_path)
    found = look_through(tmp_path)
    assert (found.files, found.refused) == ([written.file], [])
    ((frame, files),) = found.pieces()
    assert list(frame) == list(POOLED)
    assert files == [(written.file.name, 0, written.people)]


# What is said


def test_it_is_said_what_was_left_out_and_what_was_merged(sample: Log, tmp_path: Path) -> None:
    written = export_for_class(sample, tmp_path)
    assert written.merged["field"] == 22
    for language, parts in {
        "en": ("without their names", "organisations", "only the day", "the field: 22 people"),
        "de": ("ohne ihre Namen", "Organisationen", "nur der Tag", "Berufsfeld: 22 Personen"),
    }.items():
        said = " ".join(written.told(Words(language)))
        assert all(part in said for part in parts), said


def test_an_empty_log_has_nothing_to_hand_in(log: Log, tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="nothing to hand in"):
        export_for_class_beside(log)
    assert not (tmp_path / "exports").exists()


def test_the_file_tells_nothing_of_what_wrote_it_but_its_format(
    sample: Log, tmp_path: Path
) -> None:
    file = write_parquet(tmp_path, nameless(sample.journeys()).frame)
    assert not pq.read_schema(file).metadata


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such rights")
def test_a_folder_that_is_made_for_it_is_for_oneself(sample: Log, tmp_path: Path) -> None:
    write_parquet(tmp_path / "new", nameless(sample.journeys()).frame)
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_of_a_file_that_could_not_be_finished_nothing_is_left(
    sample: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_paths: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(WorkbookError, match="No space left"):
        write_parquet(tmp_path, nameless(sample.journeys()).frame)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(sample: Log, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(WorkbookError, match=r"taken.* can't be written"):
        write_parquet(tmp_path / "taken", nameless(sample.journeys()).frame)

"""A file comes into the log once, overwrites nothing, and can be taken back."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoint_widgets import stats
from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange.spreadsheet import Mapping
from infoint_widgets.jobs.importing import import_file, look_at, undo_import
from infoint_widgets.jobs.people import put_in_bin
from infoint_widgets.jobs.report import ImportReport
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Import, Meeting, Record, Referral, Setting, Touch
from infoint_widgets.vocabulary import Stage, TouchKind
from infoint_widgets.words import Words

DATA = Path(__file__).parents[1] / "data"
ZONE = "Europe/Berlin"
NOW = 1_780_000_000  # 28 May 2026
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Quist,https://www.linkedin.com/in/ada-q,,Nordlys,Designer,12 Mar 2024\n"


@contextmanager
def new_log() -> Iterator[Log]:
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "my_log.db", clock=lambda: NOW, zone=ZONE, sample=True)
        yield log
        log.close()


@pytest.fixture
def log() -> Iterator[Log]:
    with new_log() as log:
        yield log


def bring(log: Log, text: str | bytes, **more: Any) -> ImportReport:
    content = text.encode() if isinstance(text, str) else text
    report = import_file(log, "file.csv", content, **more)
    refused = [remark for remark in report.remarks if remark.refused]
    assert report.refused == len(refused)
    assert report.read == report.added + report.there
    return report


def everything(log: Log) -> dict[type[Record], list[Record]]:
    tables = (Contact, Meeting, Touch, Referral, Import)
    return {table: sorted(log.find(table), key=lambda row: row.id) for table in tables}


def nothing_new(log: Log, text: str | bytes) -> ImportReport:
    before = everything(log)
    report = bring(log, text)
    assert everything(log) == before
    assert not report.changed
    assert report.import_id is None
    return report


def person(log: Log, name: str = "") -> Contact:
    (found,) = [contact for contact in log.find(Contact) if name in contact.name]
    return found


def story(log: Log, name: str = "") -> list[tuple[str, str]]:
    frame = log.touches()
    frame = frame[frame["contact_id"] == person(log, name).id]
    return [*zip(frame["kind"], frame["happened_on"].dt.strftime("%Y-%m-%d"), strict=True)]


# Once


FILES = sorted([*DATA.glob("*.csv"), *(DATA / "habits" / "files").iterdir()])


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_second_import_of_a_made_file_adds_nothing(log: Log, file: Path) -> None:
    content = file.read_bytes()
    assert bring(log, content).added
    nothing_new(log, content)


def test_a_second_import_in_another_order_adds_nothing(log: Log) -> None:
    header, *rows = (DATA / "interviews_de.csv").read_text("utf-8").splitlines()
    bring(log, "\n".join([header, *rows]))
    nothing_new(log, "\n".join([header, *reversed(rows)]))


def test_a_newer_file_brings_what_is_new_only(log: Log) -> None:
    bring(log, f"{LINKEDIN}{ADA}")
    bo = ADA.replace("Ada", "Bo").replace("ada-q", "bo")
    report = bring(log, f"{LINKEDIN}{bo}{ADA.replace(',,', ',ada@example.org,')}")
    assert (report.added, report.there, report.filled) == (1, 1, 1)
    assert person(log, "Ada").email == "ada@example.org"


def test_an_older_file_without_profiles_and_a_newer_one_are_of_the_same_people(log: Log) -> None:
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    bring(log, f"{old}Ada,Quist,,Old Firm,Intern,12 Mar 2024\n")
    report = bring(log, f"{LINKEDIN}{ADA}")
    assert (report.added, report.there) == (0, 1)
    assert (person(log).organisation, person(log).profile_url[:5]) == ("Old Firm", "https")


def test_two_people_of_one_name_stay_two(log: Log) -> None:
    text = f"{LINKEDIN}{ADA}{ADA.replace('ada-q', 'ada-q-2')}"
    assert bring(log, text).added == 2
    nothing_new(log, text)


# What the user wrote


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_name", "Augusta"), ("last_name", "Berg"), ("organisation", "New Firm"),
     ("email", "new@example.org"), ("email", ""), ("organisation", ""), ("notes", "mine"),
     ("notes", ""), ("profile_url", ""), ("stage", Stage.KNOWN)],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        f"{LINKEDIN}{ADA.replace(',,', ',ada@example.org,')}",
        "First Name,Last Name,Company,Connected On\nAda,Quist,Nordlys,1 Jan 2024\n",
        (
            "Name,E-Mail,Firma,Notizen,Kontaktiert am\n"
            "Ada Quist,ada@example.org,Nordlys,nice,3.4.2026\n"
            "Ada Quist,,Nordlys,,4.4.2026\nAda Quist,,,,5.4.2026\n"
        ),
    ],
    ids=["linkedin", "older", "sheet"],
)
def test_what_was_edited_stays_and_nobody_comes_twice(
    log: Log, text: str, field: str, value: str
) -> None:
    bring(log, text)
    ada = person(log)
    log.edit(Contact, ada.id, field, value, was=getattr(ada, field))
    nothing_new(log, text)
    assert getattr(person(log), field) == value


SHEET = (
    "Name,Kontaktiert am,Antwort,Treffen am,Ort des Treffens\n"
    "Ada Quist,3.4.2026,ja,20.4.2026 10:00,Café\n"
)


def test_a_touch_that_was_moved_or_taken_out_does_not_come_back(log: Log) -> None:
    bring(log, SHEET)
    outreach, met = log.find(Touch)
    log.edit(Touch, outreach.id, "happened_at", NOW - 100, was=outreach.happened_at)
    log.delete(Touch, met.id)
    nothing_new(log, SHEET)


def test_a_meeting_that_was_moved_or_cleared_stays_so(log: Log) -> None:
    bring(log, SHEET)
    (meeting,) = log.find(Meeting)
    log.edit(Meeting, meeting.id, "starts_at", NOW + 90_000, was=meeting.starts_at)
    log.edit(Meeting, meeting.id, "place", "", was=meeting.place)
    nothing_new(log, SHEET)


def test_a_meeting_that_was_taken_out_stays_out(log: Log) -> None:
    bring(log, SHEET)
    log.delete(Touch, log.find(Touch, kind=TouchKind.MET)[0].id)
    log.delete(Meeting, log.find(Meeting)[0].id)
    nothing_new(log, SHEET)


def test_whoever_is_in_the_bin_stays_there(log: Log) -> None:
    bring(log, SHEET)
    put_in_bin(log, person(log).id)
    report = nothing_new(log, SHEET)
    assert [remark.id for remark in report.remarks] == ["yes_by_meeting", "in_bin"]


def test_a_referral_that_was_given_to_somebody_else_stays_so(log: Log) -> None:
    text = "Name,Empfohlen von\nAda Quist,\nBo Berg,Ada Quist\nCy Dahl,\n"
    bring(log, text)
    (referral,) = log.find(Referral)
    cy = person(log, "Cy").id
    log.edit(Referral, referral.id, "referrer_id", cy, was=referral.referrer_id)
    nothing_new(log, text)


def test_nothing_is_overwritten_and_the_difference_is_told(log: Log) -> None:
    bring(log, f"{LINKEDIN}{ADA}")
    report = bring(log, f"{LINKEDIN}{ADA.replace('Nordlys', 'Südlicht')}")
    assert person(log).organisation == "Nordlys"
    (remark,) = report.remarks
    assert (remark.line, remark.id) == (2, "differs")
    assert "Südlicht" in remark.say(Words("de"))


# A growing log


def test_an_answer_gets_its_own_date_when_a_newer_file_has_one(log: Log) -> None:
    bring(log, "Name,Kontaktiert am,Antwort,Antwort am\nAda Quist,3.4.2026,abgesagt,\n")
    newer = "Name,Kontaktiert am,Antwort,Antwort am\nAda Quist,3.4.2026,abgesagt,7.4.2026\n"
    report = bring(log, newer)
    assert [remark.id for remark in report.remarks] == ["moved"]
    assert story(log) == [("outreach", "2026-04-03"), ("answer_no", "2026-04-07")]
    nothing_new(log, newer)


def test_a_meeting_gets_its_own_date_when_a_newer_file_has_one(log: Log) -> None:
    bring(log, "Name,Kontaktiert am,Status,Treffen am\nAda Quist,3.4.2026,getroffen,\n")
    newer = "Name,Kontaktiert am,Status,Treffen am\nAda Quist,3.4.2026,getroffen,9.4.2026\n"
    bring(log, newer)
    assert story(log) == [("outreach", "2026-04-03"), ("met", "2026-04-09")]
    (meeting,) = log.find(Meeting)
    assert meeting.starts_at == log.find(Touch, kind=TouchKind.MET)[0].happened_at
    nothing_new(log, newer)


def test_what_the_log_knows_with_its_date_is_not_added_without_one(log: Log) -> None:
    bring(log, "Name,Kontaktiert am,Antwort,Antwort am\nAda Quist,3.4.2026,abgesagt,7.4.2026\n")
    bring(log, "Name,Kontaktiert am,Antwort\nAda Quist,3.4.2026,abgesagt\n")
    assert story(log) == [("outreach", "2026-04-03"), ("answer_no", "2026-04-07")]


def test_a_planned_meeting_that_was_called_off_is_not_met_when_its_day_has_passed() -> None:
    now = NOW
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "my_log.db", clock=lambda: now, zone=ZONE, sample=True)
        text = "Name,Kontaktiert am,Treffen am\nAda Quist,3.4.2026,2.7.2026\n"
        bring(log, text)
        (meeting,) = log.find(Meeting)
        log.add(
            Touch(
                contact_id=person(log).id, meeting_id=meeting.id, kind=TouchKind.CANCELLED,
                happened_at=now, zone=ZONE,
            )
        )  # fmt: skip
        now += 90 * 86_400
        nothing_new(log, text)
        log.close()


# One's own log and LinkedIn


def test_the_story_stands_with_the_person_who_came_from_linkedin(log: Log) -> None:
    bring(log, f"{LINKEDIN}{ADA}")
    report = bring(log, "Name,Firma,Kontaktiert am\nAda Quist,Nordlys,3.4.2026\n")
    assert (report.added, report.there) == (0, 1)
    assert (person(log).stage, person(log).source) == (Stage.CHOSEN, "linkedin")
    assert story(log) == [("outreach", "2026-04-03")]


def test_one_of_many_connections_with_that_name_is_told_and_not_taken(log: Log) -> None:
    bring(log, f"{LINKEDIN}{ADA}")
    report = bring(log, "Name,Kontaktiert am\nAda Quist,3.4.2026\n")
    assert report.added == 1
    assert [remark.id for remark in report.remarks] == ["perhaps_same"]


def test_colleagues_with_one_web_page_are_two_people(log: Log) -> None:
    text = "Name,Profil\nAda Quist,https://linkedin.com/in/x\nBo Berg,https://linkedin.com/in/x\n"
    assert bring(log, text).added == 2
    nothing_new(log, text)


def test_people_who_were_named_become_referrals_and_are_linked_once_they_are_there(
    log: Log,
) -> None:
    text = "Name,Contacted on,Met,Referrals\nAda Quist,3 Apr 2026,10 Apr 2026,Bo Berg; Cy Dahl\n"
    bring(log, text)
    assert {referral.contact_id for referral in log.find(Referral)} == {None}
    nothing_new(log, text)
    both = f"{text}Bo Berg,12 Apr 2026,,\n"
    bring(log, both)
    linked = {r.first_name: r.contact_id for r in log.find(Referral)}
    assert linked == {"Bo": person(log, "Bo").id, "Cy": None}
    nothing_new(log, both)


# Taken back


@pytest.mark.parametrize("name", ["interviews_en.csv", "connections.csv"])
def test_an_import_that_was_taken_back_can_come_in_again(log: Log, name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    first = bring(log, text)
    assert first.import_id
    undo_import(log, first.import_id)
    assert (log.find(Contact), log.find(Touch), log.find(Meeting)) == ([], [], [])
    again = bring(log, text)
    assert (again.added, again.touches) == (first.added, first.touches)


def test_fields_that_were_blanked_by_taking_back_are_filled_again(log: Log) -> None:
    bring(log, f"{LINKEDIN}{ADA}")
    sheet = "Name,Firma,Telefon,Feld\nAda Quist,Nordlys,0123,Design\n"
    report = bring(log, sheet)
    assert report.import_id
    undo_import(log, report.import_id)
    assert (person(log).phone, person(log).stage) == ("", Stage.KNOWN)
    bring(log, sheet)
    assert (person(log).phone, person(log).stage) == ("0123", Stage.CHOSEN)


def test_a_stopped_import_leaves_nothing(log: Log) -> None:
    with pytest.raises(ImportFailed, match="stopped"):
        bring(log, f"{LINKEDIN}{ADA}", stop=lambda: True)
    assert everything(log) == everything_of_nothing()


def everything_of_nothing() -> dict[type[Record], list[Record]]:
    return {table: [] for table in (Contact, Meeting, Touch, Referral, Import)}


# The mapping


def test_a_corrected_mapping_is_remembered_for_the_next_such_file(log: Log) -> None:
    text = "Name,Schuhe\nAda Quist,38\n"
    preview = look_at(log, text.encode())
    assert preview.mapping is not None
    assert not preview.remembered
    bring(log, text, mapping=preview.mapping.with_column("Schuhe", "role"))
    preview = look_at(log, b"name;SCHUHE\nBo Berg;40\n")
    assert preview.mapping is not None
    assert (preview.remembered, preview.mapping.meanings) == (True, ("name", "role"))


def test_a_guess_is_no_choice_and_is_forgotten_with_its_import(log: Log) -> None:
    text = b"Name,Schuhe\nAda Quist,38\n"
    report = bring(log, text)
    assert report.import_id is not None
    preview = look_at(log, text)
    assert (preview.remembered, preview.chosen) == (True, False)
    undo_import(log, report.import_id)
    preview = look_at(log, text)
    assert (preview.remembered, preview.chosen) == (False, False)


def test_a_choice_is_remembered_though_its_import_was_undone(log: Log) -> None:
    text = b"Name,Schuhe\nAda Quist,38\n"
    mapping = look_at(log, text).mapping
    assert mapping is not None
    for again in (mapping.with_column("Schuhe", "role"), None):
        report = bring(log, text, mapping=again)
        assert report.import_id is not None
        undo_import(log, report.import_id)
        assert look_at(log, text).chosen


def test_the_order_of_day_and_month_can_be_said_and_is_remembered(log: Log) -> None:
    text = "Name,Contacted on\nAda Quist,04/03/2026\n"
    preview = look_at(log, text.encode())
    assert preview.mapping is not None
    assert preview.unclear_dates
    bring(log, text, mapping=replace(preview.mapping, order="month_first"))
    assert story(log) == [("outreach", "2026-04-03")]
    assert nothing_new(log, text).remarks == []


def test_a_mapping_that_was_only_looked_at_is_not_remembered(log: Log) -> None:
    look_at(log, b"Name,Schuhe\nAda Quist,38\n")
    assert log.find(Setting) == []


# Anything at all

NAMES = st.sampled_from(["Ada Quist", "Quist, Ada", "Ada", "Bo Berg", "Dr. Bo Berg", "", "Cy"])
CELLS = {
    "Name": NAMES,
    "E-Mail": st.sampled_from(["", "a@example.org", "b@example.org", "office@example.org"]),
    "Firma": st.sampled_from(["", "Nordlys", "Fjord"]),
    "Kontaktiert am": st.sampled_from(["", "3.4.2026", "5.4.2026; 9.4.2026", "x", "3.4."]),
    "Nachgehakt am": st.sampled_from(["", "10.4.2026", "1.5.2026", "ja"]),
    "Antwort": st.sampled_from(["", "ja", "nein", "später", "getroffen", "bedankt", "?"]),
    "Antwort am": st.sampled_from(["", "12.4.2026", "ja"]),
    "Treffen am": st.sampled_from(["", "20.4.2026", "20.4.2026 10:00", "2.7.2026", "ja"]),
    "Ort des Treffens": st.sampled_from(["", "Café", "Zoom"]),
    "Bedankt am": st.sampled_from(["", "21.4.2026", "ja"]),
    "Empfohlen von": NAMES,
    "Empfehlungen": st.sampled_from(["", "Bo Berg", "Dora Lind; Ada Quist", "zwei"]),
    "Notizen": st.sampled_from(["", "nett", "sehr nett", "laut"]),
}
ROWS = st.lists(st.tuples(*CELLS.values()), min_size=1, max_size=5)


def as_csv(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([CELLS, *rows])
    return text.getvalue()


@given(rows=ROWS, data=st.data())
@settings(max_examples=60)
def test_no_log_comes_in_twice_in_whatever_order(
    rows: list[tuple[str, ...]], data: st.DataObject
) -> None:
    with new_log() as log:
        bring(log, as_csv(rows))
        nothing_new(log, as_csv(rows))
        nothing_new(log, as_csv(data.draw(st.permutations(rows))))


EDITS = st.sampled_from(
    [("first_name", "Zoe"), ("last_name", "Zander"), ("organisation", "Z AG"), ("organisation", ""),
     ("email", "z@example.org"), ("email", ""), ("notes", "")]
)  # fmt: skip


@given(rows=ROWS, edits=st.lists(st.tuples(st.integers(0, 4), EDITS), max_size=4))
@settings(max_examples=60)
def test_no_log_comes_in_twice_after_people_were_edited(
    rows: list[tuple[str, ...]], edits: list[tuple[int, tuple[str, str]]]
) -> None:
    with new_log() as log:
        bring(log, as_csv(rows))
        people = log.find(Contact)
        for at, (field, value) in edits:
            if at < len(people):
                there = log.get(Contact, people[at].id)
                log.edit(Contact, there.id, field, value, was=getattr(there, field))
        nothing_new(log, as_csv(rows))


@given(rows=ROWS)
@settings(max_examples=40)
def test_whatever_came_in_can_be_taken_back(rows: list[tuple[str, ...]]) -> None:
    with new_log() as log:
        report = bring(log, as_csv(rows))
        if report.import_id:
            undo_import(log, report.import_id)
            kept = {type for type, found in everything(log).items() if found}
            assert kept <= {Import}


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_imported_or_told(content: bytes) -> None:
    with new_log() as log, suppress(ImportFailed):
        report = import_file(log, "any", content)
        assert report.as_text(Words("de"))


def test_remembered_nonsense_is_forgotten(log: Log) -> None:
    key = Mapping(("Name",), ()).key
    log.set_setting(key, "nonsense")
    preview = look_at(log, b"Name\nAda Quist\n")
    assert not preview.remembered


def test_progress_comes_to_its_end(log: Log) -> None:
    seen: list[tuple[int, int]] = []
    bring(log, LINKEDIN + ADA * 1200, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1200, 1200)
    assert seen == sorted(seen)
    assert len(seen) > 3


def test_thirty_thousand_connections_come_in_once_with_progress_all_along(tmp_path: Path) -> None:
    rows = [
        f"First {n % 700},Last {n % 900},https://www.linkedin.com/in/p-{n},,"
        f'"Firm {n % 3_000}, Ltd",Role {n % 500},{n % 28 + 1} Mar {2010 + n % 15}'
        for n in range(30_000)
    ]
    content = (LINKEDIN + "\n".join(rows)).encode()
    log = Log(tmp_path / "my_log.db", clock=lambda: NOW, zone=ZONE)
    seen: list[int] = []
    for added in (30_000, 0):
        report = import_file(log, "c", content, progress=lambda done, _: seen.append(done))
        assert report.added == added
    log.close()
    assert len(seen) > 100


def test_a_yes_without_a_date_counts_as_a_yes_and_says_nothing_of_how_soon(log: Log) -> None:
    bring(log, "Name;Angeschrieben am;Antwort\nAda Quist;3.3.2026;zugesagt\nBo Ek;3.3.2026;\n")
    journeys = log.journeys()
    rate, reply = stats.response_rate(journeys), stats.lag(journeys, kind="reply")
    assert (rate["yes"].item(), rate["n"].item()) == (1, 2)
    assert (reply["n"].max(), reply["done"].sum(), reply["left_out"].max()) == (1, 0, 1)

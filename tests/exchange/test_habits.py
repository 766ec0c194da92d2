"""Interview logs as different people keep them: what their owners would expect to be read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infoint_widgets.exchange.columns import guess
from infoint_widgets.exchange.interview_rows import read
from infoint_widgets.exchange.sheet import read_sheet
from infoint_widgets.exchange.spreadsheet import Meaning
from infoint_widgets.exchange.tables import Item, Parsed, read_lines

FILES = Path(__file__).parents[1] / "data" / "habits" / "files"
ZONE = "Europe/Berlin"
NOW = 1_780_000_000  # 28 May 2026


def parsed(name: str) -> Parsed:
    sheet = read_sheet(read_lines((FILES / name).read_bytes()))
    mapping = guess(sheet.header, [row.cells for row in sheet.rows])
    found = read(sheet, mapping, zone=ZONE, now=NOW)
    assert len(found.items) + sum(remark.refused for remark in found.remarks) == found.rows
    return found


def person(found: Parsed, name: str) -> Item:
    return next(item for item in found.items if item.contact.name == name)


def stories(found: Parsed) -> dict[str, str]:
    told: dict[str, str] = {}
    for item in found.items:
        days = [
            f"{touch.kind} {datetime.fromtimestamp(touch.happened_at, ZoneInfo(ZONE)):%Y-%m-%d}"
            for touch in item.touches
        ]
        name = item.contact.name
        told[name] = ", ".join([told[name], *days] if name in told else days)
    return told


STORIES = {
    # Anrede, Titel, Vorname, Name, with an address; "+" and "-" for the answer
    "address_list.csv": {
        "Petra Lang": "outreach 2025-11-12, met 2025-11-20, thanked 2025-11-21",
        "Ralf Kurz": "outreach 2025-11-13",
        "Ina Breit": "outreach 2025-11-14",
    },
    # "Reply?" with yes, no and maybe beside the date of the reply; nothing proves the order of days
    "british_utf16.csv": {
        "Sir Ian Mc": (
            "outreach 2026-02-03, answer_yes 2026-02-04, met 2026-02-11, thanked 2026-02-12"
        ),
        "Emma T": "outreach 2026-02-05, answer_no 2026-02-06",
        "Olivia C": "outreach 2026-02-09, answer_other 2026-02-10",
    },
    # Titles above the table, long names of columns, months first
    "career_centre.csv": {
        "Maria Garcia": "outreach 2025-09-03, met 2025-09-12, thanked 2025-09-13",
        "Tom Lee": "outreach 2025-09-20, met 2025-10-01, thanked 2025-10-02",
        "Priya Patel": "outreach 2025-09-21",
    },
    # TRUE and FALSE beside the dates
    "checkboxes.csv": {
        "Ivy Long": "outreach 2026-04-01, met 2026-04-10, thanked 2026-04-10",
        "Jon Mead": "outreach 2026-04-02",
        "Kim Nash": "",
    },
    # NAMES_LIKE_THIS and NO_RESPONSE
    "database_names.csv": {
        "JANE DOE": (
            "outreach 2026-01-05, answer_yes 2026-01-06, met 2026-01-15, thanked 2026-01-15"
        ),
        "JOHN ROE": "outreach 2026-01-07",
        "JIM POE": "outreach 2026-01-08, answer_no 2026-01-09",
    },
    # Only meetings, Austrian months, results in words
    "diary.csv": {
        "Sabine Huber": "met 2026-01-12",
        "Franz Gruber": "met 2026-01-19",
        "Eva Moser": "met 2026-02-03",
    },
    # One line a thing that happened
    "events.csv": {
        "Ada Quist": (
            "outreach 2026-02-01, follow_up 2026-02-08, answer_yes 2026-02-09, met 2026-02-20, "
            "thanked 2026-02-21"
        ),
        "Bo Berg": "outreach 2026-02-03, answer_no 2026-02-05",
    },
    # cp1252, a title, running numbers, blank lines, a line of sums
    "excel_german.csv": {
        "Anna Müller": "outreach 2026-01-05, met 2026-01-14, thanked 2026-01-14",
        "Jörg Schröder": "outreach 2026-01-07",
        "Käthe Weiß": "outreach 2026-01-08, answer_no 2026-01-08",
        "Hans von Bülow": "outreach 2026-01-12, met 2026-02-17",
    },
    # Answers as they were said
    "free_answers.csv": {
        "Alice Wong": "outreach 2026-01-05, answer_yes 2026-01-05",
        "Brian O'Neil": "outreach 2026-01-06, answer_no 2026-01-06",
        "Chen Wei": "outreach 2026-01-07",
        "Dana Skov": "outreach 2026-01-08",
        "Elena Petrova": "outreach 2026-01-09, answer_yes 2026-01-09",
        "Frank N. Fuhr": "outreach 2026-01-10",
        "Gina Lopez": "outreach 2026-01-11, answer_no 2026-01-11",
        "Hugo Bohm": "outreach 2026-01-12",
    },
    # Two follow-ups in one cell, "-" for nothing
    "german_tabs.tsv": {
        "Lena Hartwig": "outreach 2026-03-02, met 2026-03-12, thanked 2026-03-13",
        "Timo Kraft": "outreach 2026-03-03, follow_up 2026-03-10, answer_no 2026-03-10",
        "Sena Aydın": "outreach 2026-03-15, met 2026-03-25",
        "Max Brand": "outreach 2026-03-16, follow_up 2026-03-23, follow_up 2026-03-30",
    },
    # 3.4. and 10.4.
    "no_year.csv": {"Anna Kern": "", "Ben Lux": "", "Cora Mann": ""},
    # Email 1, Email 2, Meeting 1, Meeting 2
    "numbered_columns.csv": {
        "Ann Lee": (
            "outreach 2026-01-05, follow_up 2026-01-12, answer_yes 2026-01-13, met 2026-01-20, "
            "thanked 2026-01-21, met 2026-03-02, thanked 2026-03-03"
        ),
        "Ben Moe": "outreach 2026-01-05, follow_up 2026-01-12, follow_up 2026-01-19",
    },
    # A form's questions as names of columns, and when it was filled in
    "questions.csv": {
        "Sabine Gruber": "met 2026-02-27, thanked 2026-02-27",
        "Lukas Wimmer": "met 2026-03-04",
        "Eva Steiner": "met 2026-03-05, thanked 2026-03-05",
    },
    # Everything in quotes, line ends in the notes, "Last, First"
    "quoted_notes.csv": {
        "Klara Weber": "outreach 2026-01-12, answer_yes 2026-01-12",
        "Emre Yilmaz": "outreach 2026-01-13",
    },
    # Onkel Werner, Fr. Dr. Lindner; 1. Mail, 2. Mail; "?" for a name
    "school_list.csv": {
        "Onkel Werner": "outreach 2026-02-01, met 2026-02-07, thanked 2026-02-07",
        "Lindner": "outreach 2026-02-02, follow_up 2026-02-09, answer_no 2026-02-09",
        "Sommer": "outreach 2026-02-03, answer_yes 2026-02-03",
        "Kathrin": "met 2026-02-10, thanked 2026-02-10",
    },
    # Dates as a spreadsheet program counts them
    "serial_dates.csv": {
        "Ann Lee": "outreach 2026-01-01, answer_yes 2026-01-01",
        "Ben Moe": "outreach 2026-01-02, answer_no 2026-01-02",
    },
    # First, second and third outreach; one person in two lines
    "several_dates.csv": {
        "Ana María Pérez": (
            "outreach 2026-02-02, follow_up 2026-02-09, answer_other 2026-02-10, met 2026-02-12, "
            "outreach 2026-02-02"
        ),
        "Jean-Luc Perrin": "outreach 2026-05-01, answer_yes 2026-05-04",
        "Miles O'Byrne": "outreach 2026-05-02, follow_up 2026-05-09, follow_up 2026-05-16",
    },
    # A status with a sign before it, and the day of the last contact
    "status_emoji.csv": {
        "Ada Quist": "outreach 2026-03-03, met 2026-03-03",
        "Bo Berg": "outreach 2026-03-10",
        "Cy Dahl": "outreach 2026-03-11, answer_no 2026-03-11",
        "Di Eng": "outreach 2026-03-12",
        "Ed Foss": "outreach 2026-03-13, answer_yes 2026-03-13",
    },
    # "Do, 22.01.2026", "meldet sich im Herbst", Lic. phil.
    "swiss.csv": {
        "B. Zgraggen": "outreach 2026-01-12, met 2026-01-22",
        "Urs Keller": "outreach 2026-01-28, met 2026-02-06",
        "R. Meier": "outreach 2026-02-03, answer_later 2026-02-03",
        "Nadia Brunner": "outreach 2026-02-03",
    },
    # Responded? (Y/N); a follow-up after the meeting
    "yes_no_us.csv": {
        "Jane Doe": (
            "outreach 2026-01-15, met 2026-01-22, thanked 2026-01-22, keep_in_touch 2026-02-22"
        ),
        "Bob Smith": "outreach 2026-01-25, follow_up 2026-02-01",
        "Carlos Ruiz": "outreach 2026-02-03, met 2026-02-10",
    },
}


@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_stories_are_those_that_the_owner_would_tell(name: str) -> None:
    assert stories(parsed(name)) == STORIES[name]


def test_every_file_has_its_stories() -> None:
    assert {file.name for file in FILES.iterdir()} == set(STORIES)


@pytest.mark.parametrize(
    ("name", "line", "id"),
    [
        ("address_list.csv", 3, "not_understood"),  # "-"
        ("excel_german.csv", 10, "total"),
        ("free_answers.csv", 5, "not_understood"),  # "She said she'd think about it"
        ("no_year.csv", 3, "no_year"),
        ("school_list.csv", 9, "no_name"),
        ("several_dates.csv", 2, "beside"),
        ("several_dates.csv", 6, "no_date"),
        ("yes_no_us.csv", 6, "total"),
        ("british_utf16.csv", 0, "day_first"),
        ("career_centre.csv", 0, "month_first"),
    ],
)
def test_what_could_not_be_read_is_told_by_line(name: str, line: int, id: str) -> None:
    assert (line, id) in [(remark.line, remark.id) for remark in parsed(name).remarks]


def test_a_date_without_a_year_is_kept_and_told_once_for_its_column() -> None:
    found = parsed("no_year.csv")
    assert person(found, "Ben Lux").contact.notes == "angeschrieben: 4.4."
    told = {str(remark.facts) for remark in found.remarks if remark.id == "no_year"}
    assert len(told) == 2


def test_the_notes_of_an_event_stand_with_it() -> None:
    met = next(item for item in parsed("events.csv").items if item.meetings)
    assert met.touches[0].note == "great talk"
    assert met.contact.notes == ""
    assert met.meetings[0].mode == "cafe"


def test_thanks_belong_to_the_meeting_before_them() -> None:
    ann = person(parsed("numbered_columns.csv"), "Ann Lee")
    pairs = [touch.meeting_id for touch in ann.touches if touch.meeting_id]
    assert pairs == [pairs[0], pairs[0], pairs[2], pairs[2]]


def test_thanks_on_the_day_of_a_meeting_come_after_it() -> None:
    werner = person(parsed("school_list.csv"), "Onkel Werner")
    met, thanked = werner.touches[1:]
    assert met.happened_at <= thanked.happened_at


def test_how_a_person_is_addressed_is_read_from_columns_of_its_own() -> None:
    petra = person(parsed("address_list.csv"), "Petra Lang").contact
    assert (petra.form_of_address, petra.title, petra.city) == ("ms", "Dr.", "Darmstadt")


def test_the_town_beside_a_meeting_is_its_place() -> None:
    lena = person(parsed("german_tabs.tsv"), "Lena Hartwig")
    assert (lena.contact.city, lena.meetings[0].place) == ("", "Café Linde")
    assert person(parsed("german_tabs.tsv"), "Sena Aydın").meetings[0].mode == "video"


def test_a_phone_number_among_addresses_is_one() -> None:
    tom = person(parsed("career_centre.csv"), "Tom Lee").contact
    assert (tom.email, tom.phone) == ("", "(555) 123-4567")


def test_names_that_were_given_are_told_apart() -> None:
    assert person(parsed("career_centre.csv"), "Maria Garcia").named == ("Tom Lee", "Priya Patel")


def test_what_stands_beside_a_name_or_an_address_is_kept() -> None:
    assert person(parsed("questions.csv"), "Eva Steiner").contact.notes.endswith("Redaktion")
    ana = person(parsed("several_dates.csv"), "Ana María Pérez").contact
    assert (ana.email, "ana.perez@work.example" in ana.notes) == ("ana@p.example", True)


def test_running_numbers_and_time_stamps_are_left_out() -> None:
    for name, column in (("excel_german.csv", 0), ("questions.csv", 0)):
        sheet = read_sheet(read_lines((FILES / name).read_bytes()))
        mapping = guess(sheet.header, [row.cells for row in sheet.rows])
        assert mapping.meanings[column] is Meaning.LEAVE_OUT

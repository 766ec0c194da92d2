"""Somebody's own interview log, whatever its columns are called."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infoint_widgets.errors import ImportFailed
from infoint_widgets.exchange.columns import guess
from infoint_widgets.exchange.interview_rows import read
from infoint_widgets.exchange.names import split_name
from infoint_widgets.exchange.sheet import read_sheet
from infoint_widgets.exchange.spreadsheet import Mapping, Meaning
from infoint_widgets.exchange.tables import Item, Parsed, read_lines
from infoint_widgets.exchange.understood import When, read_when, understand
from infoint_widgets.records import Touch
from infoint_widgets.words import Words

DATA = Path(__file__).parents[1] / "data"
ZONE = "Europe/Berlin"
NOW = 1_780_000_000  # 28 May 2026


def parsed(text: str, **meanings: Meaning) -> Parsed:
    sheet = read_sheet(read_lines(text.encode()))
    mapping = guess(sheet.header, [row.cells for row in sheet.rows])
    for column, meaning in meanings.items():
        mapping = mapping.with_column(column, meaning)
    found = read(sheet, mapping, zone=ZONE, now=NOW)
    assert len(found.items) + sum(remark.refused for remark in found.remarks) == found.rows
    return found


def one(header: str, *cells: str) -> tuple[Item, Parsed]:
    """The person of a sheet with one row."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([header.split(";"), cells])
    found = parsed(text.getvalue())
    return found.items[0], found


def story(item: Item) -> list[tuple[str, str]]:
    return [(touch.kind, day_of(touch)) for touch in item.touches]


def day_of(touch: Touch) -> str:
    return local(touch.happened_at).date().isoformat()


def local(seconds: int | None) -> datetime:
    assert seconds is not None
    return datetime.fromtimestamp(seconds, ZoneInfo(ZONE))


def told(found: Parsed) -> list[tuple[int, str]]:
    return [(remark.line, remark.id) for remark in found.remarks]


# What the columns mean


def test_the_columns_of_the_made_files_are_all_understood() -> None:
    for file in ("interviews_en", "interviews_de"):
        sheet = read_sheet(read_lines((DATA / f"{file}.csv").read_bytes()))
        mapping = guess(sheet.header, [row.cells for row in sheet.rows])
        unknown = {
            name
            for name, meaning in zip(mapping.header, mapping.meanings, strict=True)
            if meaning is Meaning.NOTES
        }
        assert unknown <= {"Notes", "Salary range"}
        mapping.check()


@pytest.mark.parametrize(
    ("header", "cell", "meaning"),
    [
        ("Full Name", "Ada", "name"),
        ("E-Mail-Adresse", "a@b.c", "email"),
        ("Company name", "Nordlys", "organisation"),
        ("Arbeitgeber", "Nordlys", "organisation"),
        ("Date first contacted", "3.4.2026", "sent_on"),
        ("Angeschrieben am", "3.4.2026", "sent_on"),
        ("Contacted", "E-Mail", "channel"),
        ("Interview date (planned)", "3.4.2026", "met_on"),
        ("Reply", "yes", "outcome"),
        ("Reply", "3 Apr 2026", "answered_on"),
        ("Antwort", "ja", "outcome"),
        ("Contact", "ada@example.org", "email"),
        ("Mystery", "ada@example.org", "email"),
        ("Mystery", "https://www.linkedin.com/in/ada", "profile_url"),
        ("Mystery", "tall", "notes"),
        ("Empfohlen von", "Bo", "referred_by"),
        ("What I learned", "much", "learned"),
        ("Date of Initial Contact", "3.4.2026", "sent_on"),
        ("Mit wem hast du gesprochen?", "Ada Quist", "name"),
        ("Wo arbeitet die Person?", "Nordlys", "organisation"),
        ("Company", "X", "organisation"),
        ("Email 2", "3.4.2026", "sent_on"),
        ("Reply?", "no", "answered_on"),
        ("Anrede", "Frau", "form_of_address"),
        ("Referrals given", "Bo Berg", "named"),
        ("Referral", "Bo Berg", "notes"),  # who led to whom?
        ("Website", "https://nordlys.example", "notes"),
        ("How", "LinkedIn", "channel"),
        ("Method", "Zoom", "mode"),
        ("Ergebnis", "sehr nett", "notes"),
        ("Next follow-up", "3.4.2026", "notes"),
        ("Nr.", "1", "leave_out"),
        ("#", "17", "leave_out"),
    ],
)
def test_a_column_is_guessed_by_its_name_and_by_what_stands_in_it(
    header: str, cell: str, meaning: str
) -> None:
    assert guess([header], [[cell]]).meanings == (meaning,)


@pytest.mark.parametrize("name", ["Said yes?", "Agreed?", "Zugesagt?", "hat zugesagt"])
def test_a_no_where_a_yes_is_asked_for_is_their_no(name: str) -> None:
    item, _ = one(f"Name;Angeschrieben am;{name}", "Ada", "3.4.2026", "no")
    assert [touch.kind for touch in item.touches] == ["outreach", "answer_no"]


@pytest.mark.parametrize("name", ["Said yes?", "Reply?", "Antwort?", "Hat geantwortet"])
def test_a_column_that_says_what_was_answered_is_the_answer(name: str) -> None:
    cells = ["yes", "no", "no answer", "maybe", ""]
    mapping = guess(["Name", name], [["Ada", cell] for cell in cells])
    assert mapping.meanings == ("name", "outcome")


def test_a_column_of_answers_needs_no_name_that_is_known() -> None:
    answers = ["accepted", "no", "yes", "ghosted", "purple"]
    maybes = ["yes", "no", "maybe", "no", "yes"]
    rows = [["Ada", *cells] for cells in zip(answers, maybes, strict=True)]
    assert guess(["Name", "Xyz", "Abc"], rows).meanings == ("name", "outcome", "notes")


def test_a_meaning_is_given_once_and_the_rest_becomes_notes() -> None:
    assert guess(["Company", "Employer"], []).meanings == ("organisation", "notes")


def test_name_beside_first_name_is_the_last_name() -> None:
    assert guess(["Vorname", "Name"], []).meanings == ("first_name", "last_name")


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        ("Date,Name,Takeaways", ["met_on", "name", "learned"]),
        ("Date,Name,Channel", ["sent_on", "name", "channel"]),
        ("Date,Name,Contacted on", ["notes", "name", "sent_on"]),
        ("Name,Met on,Location", ["name", "met_on", "place"]),
        ("Name,Company,Location", ["name", "organisation", "city"]),
        ("Name,Where", ["name", "organisation"]),
    ],
)
def test_what_a_date_or_a_place_is_about_is_told_by_the_other_columns(
    header: str, meanings: list[str]
) -> None:
    names = header.split(",")
    cells = ["3.4.2026" if "Date" in name or " on" in name else "" for name in names]
    assert list(guess(names, [cells]).meanings) == meanings


def test_lines_about_the_same_people_are_taken_for_events() -> None:
    rows = [["1.4.2026", "Ada", "emailed"], ["3.4.2026", "Ada", "declined"]]
    assert guess(["Date", "Who", "What"], rows).meanings[0] == "happened_on"
    assert guess(["Date", "Who", "What"], rows[:1]).meanings[0] == "sent_on"


def test_a_second_column_of_messages_tells_of_follow_ups() -> None:
    header = ["Name", "1. Mail", "2. Mail"]
    assert guess(header, [["Ada", "1.4.2026", "8.4.2026"]]).meanings[1:] == (
        "sent_on", "followed_up_on",
    )  # fmt: skip


def test_a_table_without_names_of_columns_is_refused() -> None:
    with pytest.raises(ImportFailed, match="looks like a person"):
        read_sheet(read_lines(b"Ada Quist,ada@example.org\nBo Berg,bo@example.org\n"))


def test_a_mere_list_of_names_is_read() -> None:
    found = parsed("Name\nQuist, Ada\nBo Berg\n")
    assert [item.contact.name for item in found.items] == ["Ada Quist", "Bo Berg"]


def test_a_column_without_a_name_is_meant_by_its_number() -> None:
    mapping = guess(["Name", ""], []).with_column("2", "role")
    assert mapping.meanings == ("name", "role")
    with pytest.raises(ImportFailed, match="no column"):
        mapping.with_column("", "role")


def test_a_title_above_the_table_is_no_header() -> None:
    sheet = read_sheet(read_lines(b"My interviews,\n,\nName,Company\nAda,Nordlys\n"))
    assert (sheet.header, sheet.rows[0].line) == (("Name", "Company"), 4)


def test_a_mapping_is_remembered_for_its_header_only() -> None:
    mapping = guess(["Name", "Company"], [])
    assert Mapping.from_json(mapping.to_json(), ["name ", "COMPANY"]) is not None
    assert Mapping.from_json(mapping.to_json(), ["Name"]) is None
    assert guess(["name", "company"], []).key == mapping.key
    for damaged in ("", "{}", "[1]", '[["Name", "nonsense"]]', "null"):
        assert Mapping.from_json(damaged, ["Name"]) is None


def test_a_file_without_a_name_or_with_two_of_a_kind_is_refused() -> None:
    with pytest.raises(ImportFailed, match="name of a person"):
        parsed("Company,City\nNordlys,Bergen\n")
    with pytest.raises(ImportFailed, match="Company, Employer"):
        parsed("Name,Company,Employer\nAda,a,b\n", Employer=Meaning.ORGANISATION)


# Who it is


@pytest.mark.parametrize(
    ("written", "first", "last", "title", "form"),
    [
        ("Ada Quist", "Ada", "Quist", "", ""),
        ("Quist, Ada", "Ada", "Quist", "", ""),
        ("Ada Maria Quist", "Ada Maria", "Quist", "", ""),
        ("Ludwig van der Berg", "Ludwig", "van der Berg", "", ""),
        ("Frau Prof. Dr. Ada Quist", "Ada", "Quist", "Prof. Dr.", "ms"),
        ("Dipl.-Ing. Ada Quist", "Ada", "Quist", "Dipl.-Ing.", ""),
        ("Herr Quist", "", "Quist", "", "mr"),
        ("Ada", "Ada", "", "", ""),
        ("Dr.", "Dr.", "", "", ""),
        ("Jane Doe, PhD", "Jane", "Doe", "", ""),
        ("Jane Doe, M.Sc., MBA (she/her)", "Jane", "Doe", "", ""),
        ("Fr. Dr. Lindner", "", "Lindner", "Dr.", "ms"),
        ("Hr. Keller", "", "Keller", "", "mr"),
        ("DI Franz Gruber", "Franz", "Gruber", "DI", ""),
        ("Dr.in Eva Moser", "Eva", "Moser", "Dr.in", ""),
        ("Di Eng", "Di", "Eng", "", ""),
        ("Dr. rer. nat. Eva Moser", "Eva", "Moser", "Dr. rer. nat.", ""),
        ("Dr. h.c. C. Moser", "C.", "Moser", "Dr. h.c.", ""),
        ("Phil Nolan", "Phil", "Nolan", "", ""),
        ("Frau Nat Hollis", "Nat", "Hollis", "", "ms"),
        ("H. C. Brandt", "H. C.", "Brandt", "", ""),
        ("(Ada)", "(Ada)", "", "", ""),
        ("", "", "", "", ""),
    ],
)
def test_a_name_is_taken_apart(written: str, first: str, last: str, title: str, form: str) -> None:
    assert split_name(written) == {
        "first_name": first,
        "last_name": last,
        "title": title,
        "form_of_address": form,
    }


def test_a_line_without_a_name_is_told() -> None:
    found = parsed("Name,Company\nAda,a\n,b\n\nBo,c\n")
    assert [item.line for item in found.items] == [2, 5]
    assert told(found) == [(3, "no_name")]


@pytest.mark.parametrize("blank", ["", "  \t", ",,", ", ,\u00a0", ";;;", '"","",', '" "'])
@pytest.mark.parametrize("header", ["Name,E-mail,Written on", "Name,E-Mail,Kontaktiert am"])
def test_a_blank_line_is_passed_over_and_shifts_no_line(header: str, blank: str) -> None:
    ada = "Ada Quist,ada@example.org,3.4.2026"
    found = parsed(f"{header}\n{blank}\n{ada}\n{blank}\n,who@example.org,\n{blank}\n")
    assert found.rows == 2
    assert [item.line for item in found.items] == [3]
    assert [(remark.line, remark.id) for remark in found.remarks if remark.refused] == [
        (5, "no_name")
    ]


def test_a_cell_that_does_not_fit_is_told_and_kept() -> None:
    item, found = one("Name;E-Mail", "Ada Quist", "ada at home")
    assert (item.contact.email, item.contact.notes) == ("", "E-Mail: ada at home")
    assert told(found) == [(2, "not_understood")]
    assert found.remarks[0].facts["column"] == "E-Mail"


def test_what_stands_behind_a_name_and_is_none_is_told_and_kept() -> None:
    found = parsed("Name,Firma,Art\nAda Quist,Nordlys,Zoom\nasdf;;;???\n")
    assert found.items[1].contact.name == "asdf"
    assert found.items[1].contact.notes == "Name: ???"
    assert told(found) == [(3, "not_understood")]


def test_a_cell_behind_the_last_column_is_told_and_kept() -> None:
    item, found = one("Name;Firma", "Ada Quist", "Nordlys", "extra")
    assert item.contact.notes == "extra"
    assert told(found) == [(2, "beyond_columns")]


def test_unknown_columns_stand_in_the_notes_under_their_name() -> None:
    item, _ = one("Name;Schuhgröße;Notizen", "Ada Quist", "38", "nett")
    assert item.contact.notes == "Schuhgröße: 38\nnett"


def test_a_column_that_is_left_out_leaves_no_trace() -> None:
    found = parsed("Name,Shoes\nAda,38\n", Shoes=Meaning.LEAVE_OUT)
    assert found.items[0].contact.notes == ""


# When


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        ("3.4.2026", date(2026, 4, 3), None),
        ("03.04.26", date(2026, 4, 3), None),
        ("2026-04-03", date(2026, 4, 3), None),
        ("3 Apr 2026", date(2026, 4, 3), None),
        ("3. März 2026", date(2026, 3, 3), None),
        ("3rd of", None, None),
        ("3rd March 2026", date(2026, 3, 3), None),
        ("March 3, 2026", date(2026, 3, 3), None),
        ("Fr., 3.4.2026", date(2026, 4, 3), None),
        ("7-Feb-22", date(2022, 2, 7), None),
        ("2026-04-03 14:30", date(2026, 4, 3), time(14, 30)),
        ("2026-04-03T14:30:00", date(2026, 4, 3), time(14, 30)),
        ("3.4.2026, 14.30 Uhr", date(2026, 4, 3), time(14, 30)),
        ("3.4.2026 um 9 Uhr", date(2026, 4, 3), time(9)),
        ("4/3/26, 2:30 PM", date(2026, 3, 4), time(14, 30)),
        ("03.04.2026 00:00:00", date(2026, 4, 3), None),
        ("31.2.2026", None, None),
        ("3.4.", None, None),
        ("3.4.2026 25:00", None, None),
        ("bald", None, None),
        ("3.4.0026", None, None),
        ("ab 3.4.2026", None, None),
        ("am 3.4.2026", date(2026, 4, 3), None),
        ("on Fri, April 3, 2026", date(2026, 4, 3), None),
        ("20260403", date(2026, 4, 3), None),
        ("46115", date(2026, 4, 3), None),
        ("12345", None, None),
        ("3.4.2026 / 15:00", date(2026, 4, 3), time(15)),
        ("April 3, 2026 @ 3pm", date(2026, 4, 3), time(15)),
        ("3. Feber 2026", date(2026, 2, 3), None),
    ],
)
def test_a_date_is_read_in_both_languages(
    written: str, day: date | None, clock: time | None
) -> None:
    assert read_when(written) == (When(day, clock) if day else None)


def test_a_day_is_noon_and_a_time_is_to_the_minute() -> None:
    item, _ = one("Name;Angeschrieben am;Treffen am", "Ada", "3.4.2026", "5.4.2026 15:30")
    sent, met = item.touches
    assert (local(sent.happened_at).time(), sent.precision) == (time(12), "day")
    assert (local(met.happened_at).time(), met.precision) == (time(15, 30), "minute")
    assert {touch.zone for touch in item.touches} == {ZONE}


@pytest.mark.parametrize(
    ("other", "day", "remarks"),
    [
        ("13/04/2026", "2026-03-04", []),
        ("04/13/2026", "2026-04-03", []),
        ("05/05/2026", "2026-03-04", [(0, "day_first")]),
    ],
)
def test_the_whole_column_decides_whether_the_day_comes_first(
    other: str, day: str, remarks: list[tuple[int, str]]
) -> None:
    found = parsed(f"Name,Contacted on\nAda,04/03/2026\nBo,{other}\n")
    assert day_of(found.items[0].touches[0]) == day
    assert told(found) == remarks


def test_another_column_may_decide_it_and_that_is_told() -> None:
    found = parsed("Name,Contacted on,Reply date\nAda,04/03/2026,04/13/2026\n")
    assert story(found.items[0]) == [("outreach", "2026-04-03"), ("answer_other", "2026-04-13")]
    assert told(found) == [(0, "month_first")]


def test_a_column_with_both_orders_is_told() -> None:
    found = parsed("Name,Contacted on\nAda,13/04/2026\nBo,04/13/2026\n")
    assert [day_of(item.touches[0]) for item in found.items] == ["2026-04-13", "2026-04-13"]
    assert told(found) == [(0, "order_mixed")]


def test_what_has_not_come_yet_has_not_happened() -> None:
    item, found = one("Name;Angeschrieben am", "Ada", "3.4.2027")
    assert item.touches == ()
    assert told(found) == [(2, "in_future")]
    assert item.contact.notes == "Angeschrieben am: 3.4.2027"


# What happened


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("yes", "answer_yes"),
        ("zugesagt", "answer_yes"),
        ("Ja!", "answer_yes"),
        ("accepted", "answer_yes"),
        ("no", "answer_no"),
        ("abgesagt", "answer_no"),
        ("declined", "answer_no"),
        ("later", "answer_later"),
        ("Später, im Herbst", "answer_later"),
        ("no answer", "silence"),
        ("keine Antwort", "silence"),
        ("ghosted", "silence"),
        ("met", "met"),
        ("getroffen", "met"),
        ("no show", "no_show"),
        ("nicht erschienen", "no_show"),
        ("unzustellbar", "bounced"),
        ("offen", "waiting"),
        ("no idea", None),
        ("✅ Met", "met"),
        ("NO_RESPONSE", "silence"),
        ("ghosted :(", "silence"),
        ("hat leider abgesagt", "answer_no"),
        ("Leider nein", "answer_no"),
        ("Nein danke, keine Zeit", "answer_no"),
        ("Ja sehr gerne", "answer_yes"),
        ("Ja im Mai", "answer_yes"),
        ("Yes, no problem", "answer_yes"),
        ("She hasn't replied yet", "silence"),
        ("meldet sich im Herbst", "answer_later"),
        ("Thank you sent", "thanked"),
        ("zugesagt, dann abgesagt", None),
        ("declined, but met anyway", None),
        ("no, then accepted", None),
        ("purple", None),
        ("", None),
    ],
)
def test_an_outcome_is_understood_in_both_languages(written: str, kind: str | None) -> None:
    found = understand(written, "outcome")
    assert (found and found[0]) == kind


@pytest.mark.parametrize(
    ("written", "channel"),
    [("E-Mail", "email"), ("LinkedIn", "linkedin"), ("Telefon", "phone"),
     ("persönlich", "in_person"), ("Brief", "card"), ("call", "phone"), ("pigeon", None)],
)  # fmt: skip
def test_a_channel_is_understood_in_both_languages(written: str, channel: str | None) -> None:
    item, found = one("Name;Angeschrieben am;Kanal", "Ada", "3.4.2026", written)
    assert item.touches[0].channel == channel
    assert [id for _, id in told(found)] == ([] if channel else ["not_understood"])


def test_a_story_is_told_in_order() -> None:
    item, found = one(
        "Name;Angeschrieben am;Nachgehakt am;Antwort;Antwort am;Treffen am;Bedankt am",
        "Ada", "3.4.2026", "10.4.2026; 17.4.2026", "ja, ab Mai", "18.4.2026", "2.5.2026",
        "3.5.2026",
    )  # fmt: skip
    assert story(item) == [
        ("outreach", "2026-04-03"),
        ("follow_up", "2026-04-10"),
        ("follow_up", "2026-04-17"),
        ("answer_yes", "2026-04-18"),
        ("met", "2026-05-02"),
        ("thanked", "2026-05-03"),
    ]
    assert told(found) == []
    yes, met, thanked = item.touches[3:]
    assert (yes.note, yes.by_me, met.by_me) == ("ab Mai", False, True)
    assert met.meeting_id == thanked.meeting_id == item.meetings[0].id


def test_an_answer_without_a_date_takes_the_nearest_and_says_so() -> None:
    item, found = one("Name;Angeschrieben am;Antwort", "Ada", "3.4.2026", "abgesagt")
    assert story(item) == [("outreach", "2026-04-03"), ("answer_no", "2026-04-03")]
    assert told(found) == [(2, "date_taken.answered_on")]
    assert "3 Apr 2026" in found.remarks[0].say(Words("en"))
    assert [touch.precision for touch in item.touches] == ["day", "unknown"]


def test_an_answer_without_any_date_is_told_and_kept() -> None:
    item, found = one("Name;Antwort", "Ada", "zugesagt")
    assert (item.touches, item.contact.notes) == ((), "Antwort: zugesagt")
    assert told(found) == [(2, "no_date")]


def test_an_answer_that_is_neither_yes_nor_no_is_told_as_what_it_was_understood() -> None:
    item, found = one("Name;Antwort am;Antwort", "Ada", "3.4.2026", "vielleicht")
    assert story(item) == [("answer_other", "2026-04-03")]
    assert told(found) == [(2, "read_as")]
    said = found.remarks[0].say(Words("en"))
    assert said == (
        "“vielleicht” in the column “Antwort” was understood as: they answered something else."
    )


def test_whoever_came_needs_no_invented_yes() -> None:
    item, found = one("Name;Angeschrieben am;Antwort;Treffen am", "Ada", "3.4.2026", "", "2.5.2026")
    assert story(item) == [("outreach", "2026-04-03"), ("met", "2026-05-02")]
    assert told(found) == []


def test_a_yes_without_a_date_beside_a_meeting_is_told() -> None:
    item, found = one("Name;Antwort;Treffen am", "Ada", "Zusage", "2.5.2026")
    assert story(item) == [("met", "2026-05-02")]
    assert told(found) == [(2, "yes_by_meeting")]


def test_of_a_line_with_a_bad_date_the_silence_and_the_channel_are_kept_and_told() -> None:
    found = parsed(
        "Name;Angeschrieben am;Antwort;Kanal\nAda;31.2.2026;keine Antwort;Telefon\n"
        "Bo;3.4.2026;ja;E-Mail\nCy;4.4.2026;ja;E-Mail\n"
    )
    item = found.items[0]
    assert "Antwort: keine Antwort" in item.contact.notes
    assert "Kanal: Telefon" in item.contact.notes
    assert [id for line, id in told(found) if line == 2] == [
        "not_understood", "no_date", "no_date",
    ]  # fmt: skip


def test_sie_and_du_below_a_salutation_are_the_register() -> None:
    item, found = one("Name;Anrede;Sprache", "Ada", "du", "Deutsch (Österreich)")
    assert (item.contact.register, item.contact.language) == ("du", "de-AT")
    assert told(found) == []


def test_a_thank_you_that_was_only_ticked_takes_the_day_of_the_meeting() -> None:
    item, found = one("Name;Treffen am;Bedankt", "Ada", "2.5.2026", "x")
    assert story(item) == [("met", "2026-05-02"), ("thanked", "2026-05-02")]
    assert [touch.precision for touch in item.touches] == ["day", "unknown"]
    assert told(found) == [(2, "date_taken.thanked_on")]
    said = [found.remarks[0].say(Words(language)) for language in ("en", "de")]
    assert said[0].startswith("You noted that you thanked them, but not when.")
    assert said[1].startswith("Du hast notiert, dass du dich bedankt hast, aber nicht, wann.")


def test_no_thank_you_is_none() -> None:
    item, found = one("Name;Treffen am;Bedankt", "Ada", "2.5.2026", "nein")
    assert story(item) == [("met", "2026-05-02")]
    assert told(found) == []


@pytest.mark.parametrize(("status", "kind"), [("no show", "no_show"), ("cancelled", "cancelled")])
def test_a_meeting_that_was_not_held_is_no_meeting(status: str, kind: str) -> None:
    item, _ = one("Name;Treffen am;Status", "Ada", "2.5.2026", status)
    assert story(item) == [(kind, "2026-05-02")]


def test_silence_and_waiting_are_no_answers() -> None:
    for status in ("no reply", "pending"):
        item, found = one("Name;Angeschrieben am;Status", "Ada", "3.4.2026", status)
        assert (story(item), told(found)) == ([("outreach", "2026-04-03")], [])


def test_a_meeting_to_come_is_planned_and_not_met() -> None:
    item, found = one("Name;Angeschrieben am;Treffen am", "Ada", "3.4.2026", "2.7.2026 10:00")
    assert story(item) == [("outreach", "2026-04-03"), ("arranged", "2026-04-03")]
    assert local(item.meetings[0].starts_at).isoformat() == "2026-07-02T10:00:00+02:00"
    assert told(found) == [(2, "date_taken.answered_on")]


def test_mode_place_and_what_was_learned_belong_to_the_meeting() -> None:
    item, _ = one(
        "Name;Treffen am;Art;Ort des Treffens;Gelernt", "Ada", "2.5.2026", "Zoom", "daheim", "viel"
    )
    (meeting,) = item.meetings
    assert (meeting.mode, meeting.place, meeting.learned) == ("video", "daheim", "viel")


def test_without_a_meeting_they_are_kept_in_the_notes() -> None:
    item, found = one("Name;Art;Ort des Treffens;Gelernt", "Ada", "Zoom", "daheim", "viel")
    assert item.contact.notes == "viel\nArt: Zoom\nOrt des Treffens: daheim"
    assert told(found) == []


def test_somebody_of_ones_own_log_is_chosen_from_their_first_day_on() -> None:
    item, _ = one("Name;Angeschrieben am", "Ada", "3.4.2026")
    assert (item.contact.stage, item.contact.chosen_at) == ("chosen", item.touches[0].happened_at)
    item, _ = one("Name", "Ada")
    assert item.contact.chosen_at == NOW


def test_the_key_of_a_person_is_the_same_in_every_import() -> None:
    readings = [one("Name;Treffen am", "Ada", "2.5.2026")[0] for _ in range(2)]
    assert len({item.contact.source_id for item in readings}) == 1


# Anything at all

ANY_CELL = st.text(max_size=20) | st.sampled_from(
    ["ja", "no", "later", "x", "3.4.2026", "04/05/2026", "13/13/2026", "2.7.2026 10:00", "met",
     "E-Mail", "<img src=x onerror=alert(1)>", "=1+1", "a@b.c", "9999999999.1.2026", "0/0/0000",
     "3.4.2026; soon", "cancelled", "bounced, see mail"]
)  # fmt: skip
HEADER = [
    "Name", "E-Mail", "Firma", "Angeschrieben am", "Kanal", "Nachgehakt am", "Antwort",
    "Antwort am", "Treffen am", "Art", "Ort des Treffens", "Bedankt am", "Empfohlen von",
    "Gelernt", "Notizen", "Profil",
]  # fmt: skip


@given(rows=st.lists(st.lists(ANY_CELL, min_size=len(HEADER), max_size=len(HEADER) + 1)))
@example([["Ada"] + ["ja"] * (len(HEADER) - 1)])
def test_whatever_stands_in_the_cells_is_read_or_told(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADER, *rows])
    with suppress(ImportFailed):  # control characters, as in no text
        found = parsed(text.getvalue())
        for remark in found.remarks:
            assert remark.say(Words("de"))
        for item in found.items:
            assert all(touch.happened_at <= NOW for touch in item.touches)
            assert {touch.meeting_id for touch in item.touches} <= {
                None, *(meeting.id for meeting in item.meetings),
            }  # fmt: skip


@given(content=st.binary() | st.text().map(str.encode))
def test_any_file_is_read_or_told(content: bytes) -> None:
    with suppress(ImportFailed):
        parsed(content.decode("cp1252", "replace"))


@given(text=st.text() | st.text(alphabet="0123456789./-: aprilmäzAPM"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    read_when(text)
    for list in ("outcome", "channel", "mode", "truth"):
        understand(text, list)


def test_no_word_stands_for_two_things() -> None:
    for list in ("header", "outcome", "channel", "mode", "truth", "month"):
        meanings: dict[str, set[str]] = {}
        for language in ("en", "de"):
            for key, words in Words(language).group(f"importing.read.{list}").items():
                for word in words.split(","):
                    meanings.setdefault(word.strip(), set()).add(key)
        assert {word: keys for word, keys in meanings.items() if len(keys) > 1} == {}

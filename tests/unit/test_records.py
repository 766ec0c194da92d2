"""What a record takes, what it makes of it, and what it refuses."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import InvalidValue
from infoint_widgets.records import (
    TABLES,
    Contact,
    Meeting,
    Setting,
    Touch,
    checked,
    checks,
    derived_id,
    new_id,
)
from infoint_widgets.values import MAX_LINE, MAX_TEXT
from infoint_widgets.vocabulary import Stage, TouchKind, Warmth


def refusal(field: str, value: Any, record: type[Contact | Meeting | Touch] = Contact) -> str:
    with pytest.raises(InvalidValue) as refused:
        checked(record, field, value)
    assert refused.value.field == field
    return refused.value.id


@pytest.mark.parametrize("address", ["ada@example.org", "", "a.b+c@x.example.org", "ü@exämple.org"])
def test_an_address_may_look_like_this(address: str) -> None:
    assert Contact(email=address).email == address


@pytest.mark.parametrize("address", ["ada", "@example.org", "ada@", "a b@example.org", "a@b@c"])
def test_an_address_may_not_look_like_this(address: str) -> None:
    assert refusal("email", address) == "email_malformed"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "example.org", "data:text/html,x"])
def test_a_link_that_a_browser_might_run_is_refused(link: str) -> None:
    assert refusal("profile_url", link) == "url_malformed"


def test_a_link_is_kept() -> None:
    assert Contact(profile_url="HTTPS://example.org").profile_url == "HTTPS://example.org"


@pytest.mark.parametrize("zone", ["Nowhere/Town", "Europe", "../etc/passwd", "MEZ+1", "/etc"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    assert refusal("zone", zone) == "zone_unknown"


def test_a_zone_is_kept_or_left_open() -> None:
    assert Contact(zone="Europe/Vienna").zone == "Europe/Vienna"
    assert Contact(zone="").zone == ""


@pytest.mark.parametrize("value", ["2026-03-31", date(2026, 3, 31), datetime(2026, 3, 31, 23, 59)])  # noqa: DTZ001
def test_a_day_is_a_day_whatever_it_came_as(value: object) -> None:
    day = checked(Contact, "connected_on", value)
    assert day == date(2026, 3, 31)
    assert type(day) is date


@pytest.mark.parametrize("value", ["31.3.2026", "2026-02-30", 20260331, "soon"])
def test_what_is_no_day_is_refused(value: object) -> None:
    assert refusal("connected_on", value) == "day_malformed"


@pytest.mark.parametrize("value", ["half", float("nan"), float("inf"), [], "3.5"])
def test_what_is_no_number_is_refused(value: object) -> None:
    assert refusal("minutes", value, Meeting) == "number_malformed"


@pytest.mark.parametrize("value", [0, 1441, -30, 10**30])
def test_a_number_that_makes_no_sense_is_refused(value: int) -> None:
    assert refusal("minutes", value, Meeting) == "number_out_of_range"


@pytest.mark.parametrize("seconds", [10**12, -(10**11)])
def test_a_moment_that_no_calendar_can_show_is_refused(seconds: int) -> None:
    assert refusal("happened_at", seconds, Touch) == "number_out_of_range"


@pytest.mark.parametrize(
    ("field", "value"), [("stage", "friend"), ("stage", ""), ("warmth", "hot"), ("register", None)]
)
def test_a_word_that_is_not_on_the_list_is_refused(field: str, value: object) -> None:
    assert refusal(field, value) == "choice_unknown"


def test_a_word_on_the_list_is_kept_as_that_word() -> None:
    contact = Contact(stage="chosen", warmth="cold")  # type: ignore[arg-type]
    assert (contact.stage, contact.warmth) == (Stage.CHOSEN, Warmth.COLD)


@pytest.mark.parametrize("field", ["warmth", "connected_on", "keep_in_touch_days", "import_id"])
def test_what_may_be_unknown_may_be_left_empty(field: str) -> None:
    assert checked(Contact, field, "") is None
    assert checked(Contact, field, None) is None


@pytest.mark.parametrize(
    ("value", "kept"), [("0", False), ("1", True), (0, False), (1, True), (True, True)]
)
def test_yes_and_no_are_read_from_a_database_and_from_a_file(value: object, kept: bool) -> None:
    assert checked(Touch, "by_me", value) is kept


def test_what_is_neither_yes_nor_no_is_refused() -> None:
    assert refusal("by_me", "maybe", Touch) == "choice_unknown"


def test_a_line_is_one_line() -> None:
    assert Contact(city="  New\u00a0York\r\n City\t").city == "New York City"


def test_a_text_keeps_its_lines_with_one_kind_of_ending() -> None:
    assert Contact(notes=" a\r\nb\rc\n").notes == " a\nb\nc\n"


def test_what_no_file_can_keep_is_left_out() -> None:
    assert Contact(notes="a\0b").notes == "ab"
    Contact(notes="a\ud83db").notes.encode("utf-8")


def test_texts_are_long_and_lines_are_not_endless() -> None:
    assert len(Contact(notes="x" * MAX_TEXT).notes) == MAX_TEXT
    assert refusal("notes", "x" * (MAX_TEXT + 1)) == "too_long"
    assert refusal("city", "x" * (MAX_LINE + 1)) == "too_long"


def test_a_refusal_repeats_no_more_than_the_beginning() -> None:
    with pytest.raises(InvalidValue) as refused:
        Contact(email="x" * 900)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("first", "last", "name"), [("Ada", "Lovelace", "Ada Lovelace"), ("", "Cher", "Cher")]
)
def test_a_name_is_what_is_known_of_it(first: str, last: str, name: str) -> None:
    assert Contact(first_name=first, last_name=last).name == name


def test_a_record_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Contact().city = "Graz"  # type: ignore[misc]


def test_keys_are_of_their_own_unless_there_is_only_one() -> None:
    assert new_id() != new_id()
    assert derived_id("draft", "ada", "outreach") == derived_id("draft", "ada", "outreach")
    assert derived_id("draft", "ada", "outreach") != derived_id("draft", "eda", "outreach")


def test_every_table_is_listed_after_those_it_refers_to() -> None:
    names = [record.table for record in TABLES]
    refers = {"import_id": "imports", "contact_id": "contacts", "meeting_id": "meetings"}
    for number, record in enumerate(TABLES):
        needed = {refers[column] for column in checks(record) if column in refers}
        assert needed <= set(names[:number]) | {record.table}


@given(st.text(), st.text())
def test_what_was_checked_once_stays_the_same(line: str, text: str) -> None:
    contact = Contact(first_name=line, notes=text)
    assert Contact(first_name=contact.first_name, notes=contact.notes, id=contact.id) == contact
    json.dumps([contact.first_name, contact.notes]).encode("utf-8")


def test_a_setting_keeps_its_text() -> None:
    assert Setting(id="signature", value="a\nb").value == "a\nb"


def test_a_touch_needs_to_say_what_happened() -> None:
    with pytest.raises(InvalidValue) as refused:
        Touch(contact_id="ada", kind="nothing", happened_at=0, zone="UTC")  # type: ignore[arg-type]
    assert refused.value.field == "kind"
    assert TouchKind("met") is TouchKind.MET

"""What the page for a meeting is told of the log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from infoint_widgets.jobs import checklist, questions
from infoint_widgets.jobs.briefing import brief_file, brief_for
from infoint_widgets.jobs.meetings import agree_on, meeting_for
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import ContactLanguage, Mode, Register, Stage


@pytest.fixture
def ada(log: Log) -> Contact:
    return log.add(
        Contact(
            stage=Stage.CHOSEN,
            first_name="Ada",
            last_name="Lindqvist",
            organisation="Glass Museum",
            role="curator",
            phone="+49 30 1234567",
            zone="America/New_York",
            language=ContactLanguage.DE,
        )
    )


def planned(log: Log, contact: Contact, **facts: Any) -> Meeting:
    """A meeting on Tuesday, 16 June 2026, at half past four in Berlin."""
    agree_on(
        log,
        meeting_for(log, contact.id),
        datetime.fromisoformat("2026-06-16T16:30"),
        "Europe/Berlin",
    )
    (meeting,) = log.find(Meeting)
    for name, value in facts.items():
        log.edit(Meeting, meeting.id, name, value, was=getattr(meeting, name))
    return log.get(Meeting, meeting.id)


def test_it_takes_over_who_and_what_for(log: Log, ada: Contact) -> None:
    brief = brief_for(log, planned(log, ada, goal="To learn", cv_plan="The short one"))
    assert (brief.name, brief.role, brief.organisation) == (
        "Ada Lindqvist",
        "curator",
        "Glass Museum",
    )
    assert (brief.goal, brief.cv_plan) == ("To learn", "The short one")


def test_the_page_is_in_ones_own_language_and_what_is_said_in_theirs(
    log: Log, ada: Contact
) -> None:
    brief = brief_for(log, planned(log, ada))
    assert (brief.language, brief.spoken) == ("en", "de")
    assert "fünf Minuten" in brief.last
    assert "kennenlernen" in brief.names


def test_somebody_one_says_du_to_is_addressed_with_du(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "register", Register.DU, was=ada.register)
    brief = brief_for(log, planned(log, ada))
    assert " dich " in brief.last
    assert " du" in brief.names


def test_questions_come_in_their_order_and_in_their_language(log: Log, ada: Contact) -> None:
    meeting = planned(log, ada)
    questions.add(log, meeting, "current_project", "who_else")
    questions.write_own(log, meeting, "Und die Vase?")
    asked = brief_for(log, meeting).questions
    assert [ask.text for ask in asked[:2]] == ["Woran arbeiten Sie gerade?", "Und die Vase?"]
    assert [ask.room for ask in asked] == [True, True, False]


def test_what_to_bring_follows_how_one_meets_and_the_checklist(log: Log, ada: Contact) -> None:
    meeting = planned(log, ada, mode=Mode.CAFE)
    checklist.add(log, meeting, "the catalogue", "day_before", for_good=False)
    checklist.add(log, meeting, "write a card", "after", for_good=False)
    checklist.hide(log, meeting, "print_cv", for_good=False)
    bring = brief_for(log, meeting).bring
    assert "the catalogue" in bring
    assert "money for both coffees" in bring
    assert "CV, printed" not in bring
    assert "write a card" not in bring


def test_one_leaves_early_enough_to_be_there_early(log: Log, ada: Contact) -> None:
    meeting = planned(log, ada, mode=Mode.OFFICE, travel_minutes=35)
    brief = brief_for(log, meeting)
    assert brief.leave_at is not None
    assert meeting.starts_at is not None
    assert meeting.starts_at - brief.leave_at == 60 * (35 + brief.spare_minutes)


def test_the_last_five_minutes_begin_five_minutes_before_the_promised_end(
    log: Log, ada: Contact
) -> None:
    meeting = planned(log, ada, minutes=20)
    assert meeting.starts_at is not None
    assert brief_for(log, meeting).last_at == meeting.starts_at + 15 * 60


def test_thanks_are_due_on_the_day_after(log: Log, ada: Contact) -> None:
    assert brief_for(log, planned(log, ada)).thank_by == date(2026, 6, 17)


@pytest.mark.parametrize(
    ("mode", "zone"), [(Mode.VIDEO, "Europe/Berlin"), (Mode.CAFE, "Europe/Berlin")]
)
def test_clocks_that_differ_are_named(log: Log, ada: Contact, mode: Mode, zone: str) -> None:
    brief = brief_for(log, planned(log, ada, mode=mode))
    assert (brief.zone, brief.other_zones) == (zone, ("America/New_York",))


def test_clocks_that_agree_are_named_once(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "zone", "Europe/Paris", was=ada.zone)
    assert brief_for(log, planned(log, ada)).other_zones == ()


def test_a_place_that_is_a_link_makes_it_a_call(log: Log, ada: Contact) -> None:
    brief = brief_for(log, planned(log, ada, place="https://example.org/room/7"))
    assert brief.mode is Mode.VIDEO
    assert "Uhr ja nicht" in brief.last


def test_on_the_phone_one_is_not_told_to_look_up(log: Log, ada: Contact) -> None:
    assert "hear that you listen" in brief_for(log, planned(log, ada, mode=Mode.PHONE)).manner


def test_a_meeting_that_nobody_planned_yet_has_a_page_too(log: Log, ada: Contact) -> None:
    name, content = brief_file(log, meeting_for(log, ada.id))
    assert name.startswith("ada-lindqvist")
    assert b"not agreed on yet" in content


def test_the_file_is_named_after_the_person_and_the_day(log: Log, ada: Contact) -> None:
    name, content = brief_file(log, planned(log, ada))
    assert name.startswith("ada-lindqvist-2026-06-16-")
    assert name.endswith(".html")
    assert content.startswith(b"<!doctype html>")


def test_what_was_typed_a_moment_ago_stands_on_the_page(log: Log, ada: Contact) -> None:
    meeting = planned(log, ada)
    log.edit(Meeting, meeting.id, "goal", "Something else", was="")
    assert b"Something else" in brief_file(log, meeting)[1]

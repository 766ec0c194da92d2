"""The log as frames: what happened, put into one row a person, and every column told of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from infoint_widgets import opening, stats
from infoint_widgets.log.journeys import generations
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Record, Referral, Touch
from infoint_widgets.vocabulary import NameUse
from tests.conftest import NOW

README = (Path(__file__).parents[2] / "data" / "README.md").read_text("utf-8")
DAY = 86_400
BERLIN = "Europe/Berlin"
FRAMES = ("contacts", "touches", "meetings", "journeys")
RESULTS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "response_rate": lambda j: stats.response_rate(j, by="channel"),
    "response_curve": lambda j: stats.response_curve(j, by="channel"),
    "network_growth": stats.network_growth,
    "generations": stats.generations,
    "lag": lambda j: stats.lag(j, kind="reply"),
    "thanked_in_time": stats.thanked_in_time,
    "who_led_to_whom": stats.who_led_to_whom,
    "referrals_per_interview": stats.referrals_per_interview,
    "activity": stats.activity,
    "between_students": lambda j: stats.between_students(j.assign(student="one")),
}
TYPES = {
    "text": "str",
    "seconds": "Int64",
    "whole number": "Int64",
    "day": "datetime64[us]",
    "local time": "datetime64[us]",
    "yes or no": "bool",
}


@pytest.fixture(scope="module")
def sample() -> Iterator[Log]:
    log = opening.sample_log()
    yield log
    log.close()


def documented(heading: str) -> dict[str, str]:
    """The columns that stand under a heading of data/README.md, each with its type."""
    section = README.split(f"\n### {heading}(")[1].split("\n#")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", section, re.MULTILINE)
    return {
        name: kind
        for names, kind in rows
        for name in re.findall(r"`(\w+)`|\*(by)\*", names)
        for name in name
        if name
    }


# Columns


@pytest.mark.parametrize("name", FRAMES)
def test_every_column_of_a_frame_stands_in_the_readme_and_no_other(sample: Log, name: str) -> None:
    assert set(documented(f"log.{name}")) == set(getattr(sample, name)().columns)


@pytest.mark.parametrize("name", FRAMES)
def test_columns_have_the_types_that_the_readme_says(sample: Log, name: str) -> None:
    found = {column: str(dtype) for column, dtype in getattr(sample, name)().dtypes.items()}
    assert found == {column: TYPES[kind] for column, kind in documented(f"log.{name}").items()}


@pytest.mark.parametrize("name", RESULTS)
def test_every_column_of_a_result_stands_in_the_readme_and_no_other(sample: Log, name: str) -> None:
    result = RESULTS[name](sample.journeys()).rename(columns={"channel": "by"})
    assert set(documented(f"stats.{name}")) == set(result.columns)


@pytest.mark.parametrize("name", FRAMES)
def test_an_empty_log_gives_an_empty_frame_of_the_same_types(
    log: Log, sample: Log, name: str
) -> None:
    empty, full = getattr(log, name)(), getattr(sample, name)()
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_tables_of_an_export_stand_in_the_readme() -> None:
    from infoint_widgets.records import TABLES

    for table in TABLES:
        assert f"`{table.table}.csv`" in README


def test_every_choice_of_a_touch_stands_in_the_readme() -> None:
    from infoint_widgets.vocabulary import Channel, TouchKind

    section = README.split("### log.touches()")[1].split("\n#")[0]
    for choice in (*TouchKind, *Channel):
        assert f"`{choice}`" in section


# Who and what is in


def chosen(log: Log, name: str = "Ada", **known: Any) -> Contact:
    return log.add(Contact(first_name=name, stage="chosen", chosen_at=NOW, **known))  # type: ignore[arg-type]


def at(when: str, zone: str = BERLIN) -> int:
    """A moment by the clock; a day alone is its noon."""
    local = datetime.fromisoformat(when if " " in when else f"{when} 12:00")
    return int(local.replace(tzinfo=ZoneInfo(zone or "UTC")).timestamp())


def happened(log: Log, contact: Contact, *story: str, **known: Any) -> None:
    """Write down lines like "2026-03-02 09:30 outreach" or "2026-03-04 answer_yes"."""
    zone = known.pop("zone", BERLIN)
    for line in story:
        when, kind = line.rsplit(" ", 1)
        log.add(
            Touch(
                contact_id=contact.id, kind=kind, happened_at=at(when, zone), zone=zone,  # type: ignore[arg-type]
                precision="minute" if " " in when else "day",  # type: ignore[arg-type]
                by_me=not kind.startswith("answer"), **known,
            )
        )  # fmt: skip


def journey(log: Log, **how: Any) -> dict[str, Any]:
    (row,) = log.journeys(**how).to_dict("records")
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}


def test_only_the_chosen_have_a_journey_and_nobody_in_the_bin(log: Log) -> None:
    log.add(Contact(first_name="Known"))
    binned, ada = chosen(log, "Binned"), chosen(log)
    happened(log, binned, "2026-03-02 09:30 outreach")
    log.edit(Contact, binned.id, "deleted_at", NOW, was=None)
    assert log.journeys()["contact_id"].tolist() == [ada.id]
    assert log.contacts()["first_name"].tolist() == ["Known", "Ada"]
    assert log.touches().empty


def test_journeys_stand_in_the_order_in_which_people_were_chosen(log: Log) -> None:
    for name, chosen_at in (("Second", NOW - 5), ("First", NOW - 9), ("Third", NOW)):
        log.add(Contact(first_name=name, stage="chosen", chosen_at=chosen_at))  # type: ignore[arg-type]
    assert log.journeys()["name"].tolist() == ["First", "Second", "Third"]


def test_whoever_was_not_written_to_has_no_outcome(log: Log) -> None:
    chosen(log)
    found = journey(log)
    assert (found["outcome"], found["sent_s"], found["messages"]) == (None, None, 0)
    assert (found["zone"], found["precision"], found["as_of_s"]) == (BERLIN, None, NOW)


def test_a_frame_shows_moments_as_the_clock_on_the_wall_did(log: Log) -> None:
    ada = chosen(log)
    happened(log, ada, "2026-03-28 23:30 outreach", zone="America/New_York")
    happened(log, ada, "2026-03-30 09:00 answer_yes")
    found = journey(log)
    assert found["zone"] == "America/New_York"
    assert found["sent_at"] == pd.Timestamp("2026-03-28 23:30")
    assert found["sent_day"] == pd.Timestamp("2026-03-28")
    assert found["decided_at"] == pd.Timestamp("2026-03-30 03:00"), "in the zone of the journey"
    touches = log.touches()
    assert touches["happened_on"].tolist() == [
        pd.Timestamp("2026-03-28 23:30"),
        pd.Timestamp("2026-03-30 09:00"),
    ]
    log.add(Meeting(contact_id=ada.id, starts_at=at("2026-04-02 10:15"), zone=BERLIN))
    log.add(Meeting(contact_id=ada.id))
    assert log.meetings()["starts_on"].tolist()[0] == pd.Timestamp("2026-04-02 10:15")
    assert log.meetings()["starts_on"].isna().tolist() == [False, True]


def test_what_happened_in_a_place_without_a_zone_is_shown_in_utc(log: Log) -> None:
    happened(log, chosen(log), "2026-03-02 09:30 outreach", zone="")
    assert log.touches()["happened_on"].tolist() == [pd.Timestamp("2026-03-02 09:30")]
    assert journey(log)["zone"] == BERLIN


def test_groups_are_what_is_known_of_a_person(log: Log) -> None:
    ada = chosen(
        log, last_name="Lindqvist", field="glass", field_id="design", warmth="cold",
        language="de-AT", found_through="a talk", organisation="Museum",
    )  # fmt: skip
    happened(log, ada, "2026-03-02 09:30 outreach", channel="card")
    found = journey(log)
    groups = ("name", "channel", "field", "warmth", "language", "found_through", "organisation")
    assert [found[name] for name in groups] == [
        "Ada Lindqvist", "card", "design", "cold", "de-AT", "a talk", "Museum",
    ]  # fmt: skip


def test_own_words_are_the_field_where_none_was_chosen_and_blanks_are_missing(log: Log) -> None:
    chosen(log, field="glass")
    assert (journey(log)["field"], journey(log)["organisation"]) == ("glass", None)


# Messages


def test_the_first_three_messages_and_how_many_there_were(log: Log) -> None:
    ada = chosen(log)
    days = (2, 10, 18, 26)
    kinds = ("outreach", "follow_up", "follow_up", "outreach")
    happened(log, ada, *(f"2026-03-{d:02} 09:00 {k}" for d, k in zip(days, kinds, strict=True)))
    found = journey(log)
    assert [found[f"sent{n}_s"] for n in ("", "_2", "_3")] == [
        at(f"2026-03-{d:02} 09:00") for d in days[:3]
    ]
    assert found["messages"] == 4
    assert found["outcome"] == "silent"


def test_messages_of_theirs_are_none_of_mine(log: Log) -> None:
    ada = chosen(log)
    log.add(Touch(contact_id=ada.id, kind="outreach", happened_at=NOW, zone=BERLIN, by_me=False))  # type: ignore[arg-type]
    assert journey(log)["messages"] == 0


@pytest.mark.parametrize(
    ("story", "outcome", "sent", "messages"),
    [
        (("02 09:00 outreach", "02 09:01 bounced"), "bounced", "02 09:00", 1),
        (("02 09:00 outreach", "02 bounced"), "bounced", "02 09:00", 1),
        (("02 outreach", "02 bounced"), "bounced", "02", 1),
        # Sent anew: the clock starts with the message that arrived.
        (("02 09:00 outreach", "02 09:01 bounced", "02 09:30 outreach"), "silent", "02 09:30", 2),
        (("02 outreach", "03 bounced", "05 outreach"), "silent", "05", 2),
        (("02 outreach", "03 bounced", "05 outreach", "06 bounced"), "bounced", "02", 2),
        (("02 outreach", "03 bounced", "05 outreach", "07 answer_yes"), "yes", "05", 2),
        # A follow-up that did not arrive takes nothing back.
        (("02 outreach", "09 follow_up", "10 bounced"), "silent", "02", 2),
        # They heard of it all the same.
        (("02 outreach", "03 bounced", "05 answer_no"), "declined", "02", 1),
    ],
)
def test_a_message_that_bounced_did_not_arrive(
    log: Log, story: tuple[str, ...], outcome: str, sent: str, messages: int
) -> None:
    happened(log, chosen(log), *(f"2026-03-{line}" for line in story))
    found = journey(log)
    assert (found["outcome"], found["messages"]) == (outcome, messages)
    assert found["sent_s"] == at(f"2026-03-{sent}")


# Answers


@pytest.mark.parametrize(
    ("answers", "outcome", "late_yes"),
    [
        ((), "silent", False),
        (("04 09:00 answer_yes",), "yes", False),
        (("04 09:00 answer_no",), "declined", False),
        (("04 09:00 answer_later",), "silent", False),
        (("04 09:00 answer_other",), "silent", False),
        (("04 09:00 answer_later", "20 09:00 answer_yes"), "yes", False),
        (("04 09:00 answer_no", "20 09:00 answer_yes"), "declined", True),
        (("04 09:00 answer_no", "20 09:00 met"), "declined", True),
        (("04 09:00 answer_yes", "20 09:00 answer_no"), "yes", False),
        (("04 09:00 answer_yes", "05 09:00 cancelled"), "yes", False),
        (("04 09:00 arranged",), "yes", False),
        (("04 09:00 confirmed",), "yes", False),
        (("04 09:00 met",), "yes", False),
        (("04 09:00 gave_up",), "silent", False),
        (("04 09:00 gave_up", "20 09:00 answer_yes"), "yes", False),
        (("04 09:00 no_show",), "silent", False),
    ],
)
def test_the_first_decision_counts(
    log: Log, answers: tuple[str, ...], outcome: str, late_yes: bool
) -> None:
    story = ("02 09:00 outreach", *answers)
    happened(log, chosen(log), *(f"2026-03-{line}" for line in story))
    found = journey(log)
    assert (found["outcome"], found["late_yes"]) == (outcome, late_yes)


def test_a_later_is_an_answer_but_no_decision(log: Log) -> None:
    happened(log, chosen(log), "2026-03-02 outreach", "2026-03-04 answer_later")
    found = journey(log)
    assert (found["first_answer_s"], found["decided_s"]) == (at("2026-03-04"), None)


@pytest.mark.parametrize(
    ("before", "sent"),
    [("01 18:00 met", "02 09:00"), ("02 08:00 met", "02 09:00"), ("01 met", "02"),
     ("01 arranged", "02 09:00")],
)  # fmt: skip
def test_whom_one_met_before_one_wrote_has_not_answered_by_that(
    log: Log, before: str, sent: str
) -> None:
    happened(log, chosen(log), f"2026-03-{before}", f"2026-03-{sent} outreach")
    found = journey(log)
    assert (found["outcome"], found["first_answer_s"], found["decided_s"]) == ("silent", None, None)
    assert (found["meeting_s"] is not None) == before.endswith("met")


def test_a_meeting_on_the_day_of_the_message_answers_it_where_no_more_is_known(log: Log) -> None:
    happened(log, chosen(log), "2026-03-02 14:00 outreach", "2026-03-02 met")
    assert journey(log)["outcome"] == "yes"


def test_an_answer_before_the_message_is_kept_as_the_mistake_it_is(log: Log) -> None:
    happened(log, chosen(log), "2026-03-01 09:00 answer_yes", "2026-03-02 09:00 outreach")
    with pytest.warns(stats.DataWarning, match="lies before"):
        stats.response_rate(log.journeys())


def test_whom_one_met_without_a_message_stands_outside_response_rates(log: Log) -> None:
    happened(log, chosen(log), "2026-03-02 18:00 met", "2026-03-03 09:00 thanked")
    found = journey(log)
    assert (found["outcome"], found["sent_s"]) == (None, None)
    assert found["meeting_s"] == at("2026-03-02 18:00")
    assert found["thanked_s"] == at("2026-03-03 09:00")


def test_a_thank_you_belongs_to_the_meeting_that_it_follows(log: Log) -> None:
    story = ("01 09:00 thanked", "05 16:00 met", "05 thanked", "09 09:00 thanked")
    happened(log, chosen(log), *(f"2026-03-{line}" for line in story))
    found = journey(log)
    assert found["thanked_s"] == at("2026-03-05"), "noon, as the day is all that is known"
    assert (found["met_day"], found["thanked_day"]) == (pd.Timestamp("2026-03-05"),) * 2


def test_one_moment_known_to_the_day_makes_all_of_them_days(log: Log) -> None:
    ada, ben = chosen(log), chosen(log, "Ben")
    happened(log, ada, "2026-03-02 09:00 outreach", "2026-03-03 answer_yes")
    happened(log, ben, "2026-03-02 09:00 outreach", "2026-03-03 10:00 answer_yes")
    assert log.journeys()["precision"].tolist() == ["day", "minute"]


def guessed(log: Log, contact: Contact, *story: str) -> None:
    """Things that happened on a day that nobody knows, put where they may have been."""
    happened(log, contact, *story)
    for line in story:
        when, kind = line.rsplit(" ", 1)
        (touch,) = log.find(Touch, contact_id=contact.id, kind=kind, happened_at=at(when))
        log.edit(Touch, touch.id, "precision", "unknown", was=touch.precision)


def test_a_yes_on_no_known_day_counts_and_says_that_its_day_is_not_known(log: Log) -> None:
    ada = chosen(log)
    happened(log, ada, "2026-03-02 outreach")
    guessed(log, ada, "2026-03-02 answer_yes")
    found = journey(log)
    assert (found["outcome"], found["undated"]) == ("yes", "first_answer decided")


def test_a_yes_on_no_known_day_had_come_by_the_meeting(log: Log) -> None:
    ada = chosen(log)
    happened(log, ada, "2026-03-02 outreach", "2026-03-20 met")
    guessed(log, ada, "2026-03-02 answer_yes")
    found = journey(log)
    assert (found["decided_s"], found["undated"]) == (at("2026-03-20"), "first_answer")


def test_whoever_came_has_answered_on_a_day_that_nobody_wrote_down(log: Log) -> None:
    happened(log, chosen(log), "2026-03-02 outreach", "2026-03-20 met")
    assert journey(log)["undated"] == "first_answer"


def test_messages_meetings_and_thanks_may_have_no_known_day(log: Log) -> None:
    ada = chosen(log)
    story = ("01 outreach", "02 follow_up", "03 answer_no", "04 met", "04 thanked")
    guessed(log, ada, *(f"2026-03-{line}" for line in story))
    assert journey(log)["undated"] == "sent sent_2 first_answer decided meeting thanked"


def test_what_is_known_to_the_day_counts_from_its_morning_on(log: Log, clock: Any) -> None:
    clock.now = at("2026-03-02 08:00")
    ada = chosen(log)
    happened(log, ada, "2026-03-02 outreach", "2026-03-03 answer_yes")
    found = journey(log)
    assert (found["sent_s"], found["decided_s"]) == (clock.now, None)
    assert stats.response_rate(log.journeys())["n"].tolist() == [1]
    clock.now = at("2026-03-02 20:00")
    assert journey(log)["sent_s"] == at("2026-03-02")


def test_a_past_moment_knows_nothing_of_what_came_later(log: Log) -> None:
    ada, ben = chosen(log), chosen(log, "Ben")
    happened(log, ada, "2026-03-02 09:00 outreach", "2026-03-04 09:00 answer_yes")
    named(log, ada, ben, "2026-03-05")
    past = log.journeys(as_of=at("2026-03-03 09:00"))
    assert past["outcome"].tolist()[0] == "silent"
    assert past["last_touch_s"].tolist()[0] == at("2026-03-02 09:00")
    assert past["generation"].tolist() == [0, 0]
    assert past["referrals"].tolist() == [0, 0]
    assert set(past["as_of_s"]) == {at("2026-03-03 09:00")}


# Referrals


def named(log: Log, referrer: Contact, contact: Contact | None, day: str) -> None:
    contact_id = contact.id if contact else None
    log.add(Referral(referrer_id=referrer.id, contact_id=contact_id, named_at=at(day)))


def test_whoever_named_somebody_first_led_to_them(log: Log) -> None:
    ada, ben, cleo = chosen(log), chosen(log, "Ben"), chosen(log, "Cleo")
    named(log, ben, cleo, "2026-03-09")
    named(log, ada, cleo, "2026-03-02")
    named(log, ada, None, "2026-03-02")
    frame = log.journeys().set_index("name")
    assert frame["referred_by"]["Cleo"] == ada.id
    assert frame["named_s"]["Cleo"] == at("2026-03-02")
    assert frame["referrals"].to_dict() == {"Ada": 2, "Ben": 1, "Cleo": 0}
    assert frame["generation"].to_dict() == {"Ada": 0, "Ben": 0, "Cleo": 1}


def test_whether_one_may_say_who_named_somebody_is_that_of_whoever_named_them_first(
    log: Log,
) -> None:
    ada, ben = chosen(log), chosen(log, "Ben")
    for use, day in ((NameUse.DENIED, "2026-03-09"), (NameUse.GRANTED, "2026-03-02")):
        log.add(Referral(referrer_id=ada.id, contact_id=ben.id, named_at=at(day), name_use=use))
    uses = log.journeys().set_index("name")["name_use"]
    assert uses["Ben"] == "granted"
    assert pd.isna(uses["Ada"])


@pytest.mark.parametrize(("setting", "goal"), [("", 2), ("0", 0), ("5", 5), ("many", 2), ("99", 2)])
def test_the_weekly_goal_is_the_usual_one_unless_a_number_was_set(
    log: Log, setting: str, goal: int
) -> None:
    log.set_setting("weekly_goal", setting)
    assert log.weekly_goal == goal


def test_who_was_named_is_a_referral_unless_something_else_was_chosen(log: Log) -> None:
    ada, ben, cleo = chosen(log), chosen(log, "Ben"), chosen(log, "Cleo", warmth="cold")
    named(log, ada, ben, "2026-03-02")
    named(log, ada, cleo, "2026-03-02")
    warmth = log.journeys().set_index("name")["warmth"]
    assert (warmth["Ben"], warmth["Cleo"]) == ("referral", "cold")


def test_introductions_are_counted_back_to_ones_own_outreach() -> None:
    parents = pd.Series(
        {"a": None, "b": "a", "c": "b", "d": "c", "e": "somebody who is gone"}, dtype="str"
    )
    assert generations(parents).to_dict() == {"a": 0, "b": 1, "c": 2, "d": 3, "e": 1}


def test_people_who_named_each_other_have_no_generation() -> None:
    parents = pd.Series({"a": "b", "b": "a", "c": "c", "d": "a", "e": None}, dtype="str")
    assert generations(parents).isna().to_dict() == {
        "a": True, "b": True, "c": True, "d": True, "e": False,
    }  # fmt: skip


def test_of_nobody_there_are_no_generations() -> None:
    assert generations(pd.Series([], dtype="str")).tolist() == []


# Many


def test_ten_thousand_people_have_their_journeys(path: Path, clock: Any) -> None:
    log = Log(path, clock=clock, zone=BERLIN)
    log.load(crowd(10_000))
    log.close()
    journeys = Log(path, clock=clock, zone=BERLIN).journeys()
    assert len(journeys) == 10_000
    assert journeys["outcome"].notna().all()


def crowd(n: int) -> Iterator[Record]:
    people = [
        Contact(
            id=f"person {k}", first_name=f"Person {k}", stage="chosen", chosen_at=NOW - k,  # type: ignore[arg-type]
            organisation=f"Firm {k % 97}", notes="x" * 200,
        )
        for k in range(n)
    ]  # fmt: skip
    yield from people
    yield from (Contact(id=f"known {k}", first_name=f"Known {k}") for k in range(n))
    for k in range(n):
        sent = NOW - (40 + k % 300) * DAY
        zone = (BERLIN, "Europe/London", "America/New_York")[k % 3]
        story = [("outreach", 0), ("follow_up", 8)]
        story += [("answer_yes", 9), ("arranged", 10), ("met", 17), ("thanked", 18)][: k % 5]
        for kind, days in story:
            yield Touch(
                contact_id=f"person {k}", kind=kind, happened_at=sent + days * DAY, zone=zone,  # type: ignore[arg-type]
                precision="day" if k % 4 else "minute", text="y" * 600,  # type: ignore[arg-type]
            )  # fmt: skip
    yield from (
        Referral(referrer_id=f"person {k}", contact_id=f"person {k + 9}", named_at=NOW - 400 * DAY)
        for k in range(0, n - 9, 10)
    )

"""What is due, rule by rule: the day before, on the day and after, in several time zones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.method.agenda import Entry, PutOff, agenda, asked_this_week
from infoint_widgets.method.agenda_rules import Rule, rules, with_own
from infoint_widgets.method.standing import Happened, Named, Person, Planned, Step, Story, stories
from infoint_widgets.vocabulary import NameUse, Precision, TouchKind
from infoint_widgets.words import LANGUAGES, Words

ZONE = "Europe/Berlin"
ZONES = ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"]
K = TouchKind
MONDAY = date(2026, 6, 15)
several_zones = pytest.mark.parametrize("zone", ZONES)


def at(day: date, hour: int = 12, minute: int = 0, zone: str = ZONE) -> int:
    return int(
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp()
    )


def touch(
    kind: TouchKind, day: date, hour: int = 12, *, zone: str = ZONE, **more: object
) -> Happened:
    return Happened(kind, at(day, hour, zone=zone), zone, **more)  # type: ignore[arg-type]


def person(*touches: Happened, id: str = "ada", **more: object) -> Person:
    return Person(id, touches=touches, **more)  # type: ignore[arg-type]


def due(
    people: Person | Iterable[Person],
    today: date,
    meetings: Iterable[Planned] = (),
    referrals: Iterable[Named] = (),
    *,
    hour: int = 9,
    zone: str = ZONE,
    goal: int = 0,
    **more: object,
) -> list[Entry]:
    people = [people] if isinstance(people, Person) else people
    return agenda(
        stories(people, meetings),
        referrals,
        now=at(today, hour, zone=zone),
        zone=zone,
        goal=goal,
        **more,  # type: ignore[arg-type]
    )


def ids(entries: Iterable[Entry]) -> list[str]:
    return [entry.rule for entry in entries]


def days(start: date, n: int) -> date:
    return start + timedelta(days=n)


# Nobody asked this week


def test_nobody_asked_is_due_from_wednesday_on() -> None:
    found = {n: ids(due(person(), days(MONDAY, n), goal=2)) for n in range(7)}
    assert found == {n: ["ask_somebody"] if n >= 2 else [] for n in range(7)}


def test_a_person_asked_on_monday_is_enough_for_the_week() -> None:
    asked = person(touch(K.OUTREACH, MONDAY))
    assert "ask_somebody" not in ids(due(asked, days(MONDAY, 6), goal=2))
    assert "ask_somebody" in ids(due(asked, days(MONDAY, 9), goal=2))


def test_sunday_is_still_the_week_before() -> None:
    asked = person(touch(K.OUTREACH, days(MONDAY, -1), 23))
    assert "ask_somebody" in ids(due(asked, days(MONDAY, 2), goal=2))


def test_without_a_goal_nobody_is_hurried() -> None:
    assert due(person(), days(MONDAY, 4), goal=0) == []


def test_a_list_without_anybody_hurries_nobody() -> None:
    assert due([], days(MONDAY, 4), goal=2) == []


def test_a_second_message_asks_nobody_new() -> None:
    of = stories([person(touch(K.OUTREACH, days(MONDAY, -9)), touch(K.FOLLOW_UP, MONDAY))], ())
    assert asked_this_week(of.values(), MONDAY) == 0


@pytest.mark.parametrize("again", [None, K.OUTREACH])
def test_whoever_was_never_reached_was_not_asked_this_week(again: TouchKind | None) -> None:
    bounced = [touch(K.OUTREACH, MONDAY), touch(K.BOUNCED, MONDAY, 13)]
    once_more = [touch(again, days(MONDAY, 1))] if again else []
    of = stories([person(*bounced, *once_more)], ())
    assert asked_this_week(of.values(), days(MONDAY, 2)) == len(once_more)


def test_whoever_was_reached_at_the_second_address_was_asked_then() -> None:
    sent = touch(K.OUTREACH, days(MONDAY, -9)), touch(K.BOUNCED, days(MONDAY, -9), 13)
    of = stories([person(*sent, touch(K.OUTREACH, MONDAY))], ())
    assert asked_this_week(of.values(), MONDAY) == 1


def test_a_second_message_that_bounced_takes_no_first_one_back() -> None:
    sent = touch(K.OUTREACH, MONDAY), touch(K.FOLLOW_UP, days(MONDAY, 1))
    of = stories([person(*sent, touch(K.BOUNCED, days(MONDAY, 1), 13))], ())
    assert asked_this_week(of.values(), days(MONDAY, 2)) == 1


# Unanswered


@several_zones
def test_a_follow_up_is_due_on_the_seventh_working_day(zone: str) -> None:
    wrote = person(touch(K.OUTREACH, MONDAY, zone=zone))
    found = {n: ids(due(wrote, days(MONDAY, n), zone=zone)) for n in (8, 9, 10)}
    assert found == {8: [], 9: ["follow_up"], 10: ["follow_up"]}


def test_holidays_of_their_region_are_no_working_days() -> None:
    # Corpus Christi is a holiday in Bavaria, and none in Berlin.
    start = date(2026, 5, 28)
    wrote = touch(K.OUTREACH, start)
    found = {
        region: due(person(wrote, region=region), days(start, 11)) for region in ("DE-BE", "DE-BY")
    }
    assert ids(found["DE-BE"]) == ["follow_up"]
    assert found["DE-BY"] == []


def test_holidays_of_ones_own_region_count_where_theirs_is_unknown() -> None:
    start = date(2026, 5, 28)
    wrote = person(touch(K.OUTREACH, start))
    assert due(wrote, days(start, 11), region="DE-BY") == []
    assert ids(due(wrote, days(start, 12), region="DE-BY")) == ["follow_up"]


@pytest.mark.parametrize("answer", [K.ANSWER_NO, K.ANSWER_OTHER, K.GAVE_UP, K.FOLLOW_UP])
def test_after_an_answer_or_a_second_message_no_follow_up_is_due(answer: TouchKind) -> None:
    wrote = person(touch(K.OUTREACH, MONDAY), touch(answer, days(MONDAY, 2)))
    assert due(wrote, days(MONDAY, 20)) == []


def test_a_message_of_long_ago_is_not_followed_up() -> None:
    wrote = person(touch(K.OUTREACH, MONDAY))
    assert ids(due(wrote, days(MONDAY, 69))) == ["follow_up"]
    assert due(wrote, days(MONDAY, 70)) == []


# Asked to write later


def test_one_writes_again_from_the_day_that_they_named() -> None:
    later = person(
        touch(K.OUTREACH, MONDAY),
        touch(K.ANSWER_LATER, days(MONDAY, 1), ask_again_on=days(MONDAY, 14)),
    )
    found = {n: ids(due(later, days(MONDAY, n))) for n in (13, 14, 15)}
    assert found == {13: [], 14: ["ask_again"], 15: ["ask_again"]}


def test_a_day_at_the_weekend_waits_for_the_next_working_day() -> None:
    later = person(
        touch(K.OUTREACH, MONDAY),
        touch(K.ANSWER_LATER, days(MONDAY, 1), ask_again_on=days(MONDAY, 12)),
    )
    assert due(later, days(MONDAY, 13)) == []
    (entry,) = due(later, days(MONDAY, 14))
    assert (entry.since, entry.due) == (days(MONDAY, 14), days(MONDAY, 14))


def test_whoever_was_asked_again_is_not_asked_once_more() -> None:
    later = person(
        touch(K.OUTREACH, MONDAY),
        touch(K.ANSWER_LATER, days(MONDAY, 1), ask_again_on=days(MONDAY, 7)),
        touch(K.FOLLOW_UP, days(MONDAY, 8)),
    )
    assert due(later, days(MONDAY, 20)) == []


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.UNKNOWN])
def test_what_they_answered_on_the_same_day_is_not_a_message_since(precision: Precision) -> None:
    wrote = touch(K.OUTREACH, MONDAY, precision=precision)
    later = touch(K.ANSWER_LATER, MONDAY, precision=Precision.DAY, ask_again_on=days(MONDAY, 14))
    assert ids(due(person(wrote, later), days(MONDAY, 14))) == ["ask_again"]


def test_whoever_named_a_day_is_asked_again_though_no_message_arrived() -> None:
    later = touch(K.ANSWER_LATER, days(MONDAY, 1), ask_again_on=days(MONDAY, 14))
    bounced = touch(K.OUTREACH, MONDAY), touch(K.BOUNCED, MONDAY, 13)
    for before in ((), bounced):
        assert ids(due(person(*before, later), days(MONDAY, 14))) == ["ask_again"]


# A yes without a date


@several_zones
def test_a_yes_without_a_date_is_due_on_its_day(zone: str) -> None:
    said = person(
        touch(K.OUTREACH, days(MONDAY, -3), zone=zone), touch(K.ANSWER_YES, MONDAY, 8, zone=zone)
    )
    (entry,) = due(said, MONDAY, zone=zone)
    assert (entry.rule, entry.since, entry.due) == ("set_date", MONDAY, days(MONDAY, 1))


def test_a_yes_with_a_date_is_settled() -> None:
    said = person(touch(K.OUTREACH, MONDAY), touch(K.ANSWER_YES, days(MONDAY, 1)))
    meeting = Planned("m", "ada", at(days(MONDAY, 20)), ZONE)
    assert due(said, days(MONDAY, 1), [meeting]) == []


def test_a_no_show_wants_a_new_date() -> None:
    missed = person(
        touch(K.ANSWER_YES, MONDAY),
        touch(K.ARRANGED, days(MONDAY, 1), meeting_id="m"),
        touch(K.NO_SHOW, days(MONDAY, 5), meeting_id="m"),
    )
    meeting = Planned("m", "ada", at(days(MONDAY, 5)), ZONE)
    (entry,) = due(missed, days(MONDAY, 6), [meeting])
    assert (entry.rule, entry.facts["said"]) == ("set_date", K.NO_SHOW)


def test_when_a_date_was_proposed_one_waits_as_for_any_answer() -> None:
    asked = [touch(K.ANSWER_YES, MONDAY, 8), touch(K.KEEP_IN_TOUCH, days(MONDAY, 1))]
    found = {n: ids(due(person(*asked), days(MONDAY, n))) for n in (1, 9, 10)}
    assert found == {1: [], 9: [], 10: ["set_date"]}


def test_what_one_wrote_before_the_yes_proposed_no_date() -> None:
    said = person(touch(K.KEEP_IN_TOUCH, days(MONDAY, -1)), touch(K.ANSWER_YES, MONDAY, 8))
    assert ids(due(said, MONDAY)) == ["set_date"]


def test_whom_one_let_rest_after_a_yes_needs_no_date() -> None:
    said = person(touch(K.ANSWER_YES, MONDAY), touch(K.GAVE_UP, days(MONDAY, 9)))
    assert due(said, days(MONDAY, 12)) == []


# A date


def agreed(day: date, *more: Happened, hour: int = 15, **facts: object) -> tuple[Person, Planned]:
    story = person(touch(K.ARRANGED, days(day, -10), meeting_id="m"), *more)
    return story, Planned("m", "ada", at(day, hour), ZONE, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("n", "hour", "found"), [
    (-2, 23, []), (-1, 0, ["confirm"]), (-1, 23, ["confirm"]), (0, 14, ["confirm"]),
])  # fmt: skip
def test_a_date_is_confirmed_from_the_day_before_until_it_begins(
    n: int, hour: int, found: list[str]
) -> None:
    who, meeting = agreed(days(MONDAY, 7))
    assert ids(due(who, days(MONDAY, 7 + n), [meeting], hour=hour)) == found


def test_the_day_before_is_that_of_the_place_where_one_meets() -> None:
    # In Auckland it is Monday already, when it is still Sunday in Berlin.
    who = person(touch(K.ARRANGED, MONDAY, meeting_id="m"))
    meeting = Planned(
        "m", "ada", at(date(2026, 6, 23), 9, zone="Pacific/Auckland"), "Pacific/Auckland"
    )
    (entry,) = due(who, date(2026, 6, 21), [meeting], hour=23)
    assert (entry.rule, entry.since) == ("confirm", date(2026, 6, 21))


def test_a_confirmed_date_is_confirmed_again_only_when_it_was_moved() -> None:
    confirmed = touch(K.CONFIRMED, days(MONDAY, 5), meeting_id="m")
    moved = touch(K.MOVED, days(MONDAY, 6), meeting_id="m")
    who, meeting = agreed(days(MONDAY, 9), confirmed)
    assert due(who, days(MONDAY, 8), [meeting]) == []
    who, meeting = agreed(days(MONDAY, 9), confirmed, moved)
    assert ids(due(who, days(MONDAY, 8), [meeting], hour=18)) == ["confirm"]


def test_a_date_that_was_agreed_on_the_day_before_needs_no_confirmation() -> None:
    moved = touch(K.MOVED, days(MONDAY, 6), meeting_id="m")
    who, meeting = agreed(days(MONDAY, 7), moved)
    assert due(who, days(MONDAY, 6), [meeting], hour=18) == []


def test_a_list_that_is_not_done_is_due_two_days_before() -> None:
    confirmed = touch(K.CONFIRMED, MONDAY, meeting_id="m")
    who, meeting = agreed(days(MONDAY, 7), confirmed, done=3, items=8)
    found = {n: ids(due(who, days(MONDAY, n), [meeting])) for n in (4, 5, 6, 7)}
    assert found == {4: [], 5: ["prepare"], 6: ["prepare"], 7: ["prepare"]}


def test_a_list_that_is_done_is_not_due() -> None:
    confirmed = touch(K.CONFIRMED, MONDAY, meeting_id="m")
    who, meeting = agreed(days(MONDAY, 7), confirmed, done=8, items=8)
    assert due(who, days(MONDAY, 6), [meeting]) == []


def test_a_date_that_went_by_asks_whether_one_met() -> None:
    who, meeting = agreed(MONDAY)
    assert "was_it_held" not in ids(due(who, MONDAY, [meeting], hour=14))
    assert ids(due(who, MONDAY, [meeting], hour=16)) == ["was_it_held"]


@pytest.mark.parametrize("kind", [K.MET, K.NO_SHOW, K.CANCELLED])
def test_a_meeting_that_is_over_does_not_ask_any_more(kind: TouchKind) -> None:
    who, meeting = agreed(MONDAY, touch(kind, MONDAY, 16, meeting_id="m"), written=True)
    assert "was_it_held" not in ids(due(who, days(MONDAY, 1), [meeting]))


def test_an_old_list_tells_that_one_met_without_naming_the_meeting() -> None:
    who, meeting = agreed(MONDAY, touch(K.MET, MONDAY, 12, precision=Precision.DAY))
    assert "was_it_held" not in ids(due(who, days(MONDAY, 1), [meeting]))


# After a meeting


@several_zones
def test_a_thank_you_is_due_by_the_end_of_the_next_day(zone: str) -> None:
    who = person(touch(K.MET, MONDAY, 17, zone=zone, meeting_id="m"))
    meeting = Planned("m", "ada", at(MONDAY, 15, zone=zone), zone, written=True)
    assert due(who, MONDAY, [meeting], hour=18, zone=zone)[0].due == days(MONDAY, 1)
    for n in (1, 2):
        (entry,) = due(who, days(MONDAY, n), [meeting], zone=zone)
        assert (entry.rule, entry.since, entry.due) == ("thank", MONDAY, days(MONDAY, 1))


def test_somebody_thanked_on_the_day_is_not_thanked_again() -> None:
    met, thanked = (touch(kind, MONDAY, precision=Precision.DAY) for kind in (K.MET, K.THANKED))
    assert "thank" not in ids(due(person(thanked, met), days(MONDAY, 1)))


def test_a_second_meeting_wants_thanks_of_its_own() -> None:
    who = person(
        touch(K.MET, MONDAY), touch(K.THANKED, days(MONDAY, 1)), touch(K.MET, days(MONDAY, 9))
    )
    assert "thank" in ids(due(who, days(MONDAY, 9), hour=18))


def test_thanks_on_an_unknown_day_are_not_for_a_meeting_that_came_later() -> None:
    thanked = touch(K.THANKED, MONDAY, precision=Precision.UNKNOWN)
    again = touch(K.MET, days(MONDAY, 30))
    assert "thank" in ids(due(person(touch(K.MET, MONDAY), thanked, again), days(MONDAY, 31)))
    assert "thank" not in ids(due(person(touch(K.MET, MONDAY), thanked), days(MONDAY, 1)))


def test_any_thanks_that_may_be_for_a_meeting_are() -> None:
    who = person(
        touch(K.THANKED, MONDAY, 12, precision=Precision.DAY),
        touch(K.THANKED, MONDAY, 13),
        touch(K.MET, MONDAY, 15),
    )
    assert "thank" not in ids(due(who, days(MONDAY, 1)))


def test_two_months_late_a_thank_you_is_let_go() -> None:
    who = person(touch(K.MET, MONDAY))
    assert "thank" in ids(due(who, days(MONDAY, 61)))
    assert "thank" not in ids(due(who, days(MONDAY, 62)))


def test_a_meeting_on_an_unknown_day_is_late_for_nothing() -> None:
    assert due(person(touch(K.MET, MONDAY, precision=Precision.UNKNOWN)), days(MONDAY, 1)) == []


def test_what_was_said_is_to_be_written_down_until_it_is() -> None:
    who = person(touch(K.MET, MONDAY, meeting_id="m"), touch(K.THANKED, MONDAY, 18))
    meeting = Planned("m", "ada", at(MONDAY, 11), ZONE)
    assert ids(due(who, MONDAY, [meeting], hour=20)) == ["write_down"]
    assert ids(due(who, days(MONDAY, 31), [meeting])) == ["write_down"]
    assert due(who, days(MONDAY, 32), [meeting]) == []
    assert due(who, MONDAY, [meeting._replace(written=True)], hour=20) == []


def test_a_meeting_that_nobody_had_planned_is_written_down_too() -> None:
    who = person(touch(K.MET, MONDAY), touch(K.THANKED, MONDAY, 18))
    assert ids(due(who, MONDAY, hour=20)) == ["write_down"]
    assert due(who, MONDAY, [Planned("m", "ada", written=True)], hour=20) == []


# Names


def named(day: date, **more: object) -> Named:
    return Named("r", "ada", "Dana Kim", at(day), **more)  # type: ignore[arg-type]


def test_one_asks_for_permission_from_the_day_after() -> None:
    found = {n: ids(due(person(), days(MONDAY, n), (), [named(MONDAY)])) for n in (0, 1, 2)}
    assert found == {0: [], 1: ["ask_permission"], 2: ["ask_permission"]}


def test_when_one_has_asked_one_waits_as_for_any_answer() -> None:
    asked = person(touch(K.KEEP_IN_TOUCH, days(MONDAY, 1)))
    found = {n: ids(due(asked, days(MONDAY, n), (), [named(MONDAY)])) for n in (1, 9, 10)}
    assert found == {1: [], 9: [], 10: ["ask_permission"]}


@pytest.mark.parametrize("answer", [NameUse.GRANTED, NameUse.DENIED])
def test_whoever_was_asked_is_not_asked_again(answer: NameUse) -> None:
    assert due(person(), days(MONDAY, 2), (), [named(MONDAY, name_use=answer)]) == []


def test_somebody_named_is_written_to_within_two_weeks() -> None:
    dana, by = person(id="dana"), named(MONDAY, contact_id="dana", name_use=NameUse.GRANTED)
    found = {n: due([person(), dana], days(MONDAY, n), (), [by]) for n in (13, 14, 15)}
    assert {n: ids(entries) for n, entries in found.items()} == {
        13: [], 14: ["contact_referral"], 15: ["contact_referral"],
    }  # fmt: skip
    assert found[14][0].contact_id == "dana"


def test_somebody_named_who_was_written_to_is_not_due() -> None:
    dana = person(touch(K.OUTREACH, days(MONDAY, 13)), id="dana")
    assert due([person(), dana], days(MONDAY, 15), (), [named(MONDAY, contact_id="dana")]) == []


def test_somebody_named_and_put_into_the_bin_is_not_due() -> None:
    assert due(person(), days(MONDAY, 20), (), [named(MONDAY, contact_id="gone")]) == []


@pytest.mark.parametrize("kind", [K.GAVE_UP, K.ANSWER_NO, K.ANSWER_LATER, K.THANKED])
def test_somebody_named_with_whom_something_happened_is_not_due(kind: TouchKind) -> None:
    dana = person(touch(kind, MONDAY), id="dana")
    entries = due([person(), dana], days(MONDAY, 20), (), [named(MONDAY, contact_id="dana")])
    assert not {"ask_permission", "contact_referral"} & {*ids(entries)}


def test_two_people_named_at_once_are_one_entry() -> None:
    second = named(MONDAY)._replace(id="s", name="Eli Roth")
    (entry,) = due(person(), days(MONDAY, 1), (), [second, named(MONDAY)])
    assert entry.facts["names"] == ("Dana Kim", "Eli Roth")


def test_a_name_of_long_ago_takes_no_later_one_along() -> None:
    later = named(days(MONDAY, 200))._replace(id="s", name="Eli Roth")
    (entry,) = due(person(), days(MONDAY, 202), (), [named(MONDAY), later])
    assert (entry.since, entry.facts["names"]) == (days(MONDAY, 201), ("Eli Roth",))


def test_a_name_whose_time_has_not_come_hides_no_other() -> None:
    tomorrow = named(days(MONDAY, -9), contact_id="dana")
    met = [person(touch(K.MET, days(MONDAY, n)), id=id) for n, id in ((2, "dana"), (0, "eli"))]
    today = named(days(MONDAY, -8), contact_id="eli")._replace(id="s", name="Eli Roth")
    entries = due([person(), *met], days(MONDAY, 2), (), [tomorrow, today], hour=22)
    (entry,) = [entry for entry in entries if entry.rule == "close_loop"]
    assert (entry.since, entry.facts["names"]) == (days(MONDAY, 1), ("Eli Roth",))


def test_the_loop_is_closed_if_anything_told_may_have_come_after() -> None:
    dana = person(touch(K.MET, MONDAY, 15), id="dana")
    told = touch(K.LOOP_CLOSED, MONDAY, precision=Precision.DAY), touch(K.LOOP_CLOSED, MONDAY, 13)
    by = named(days(MONDAY, -30), contact_id="dana")
    assert "close_loop" not in ids(due([person(*told), dana], days(MONDAY, 2), (), [by]))


def test_the_loop_is_closed_the_day_after_one_met() -> None:
    dana = person(touch(K.MET, MONDAY), touch(K.THANKED, MONDAY, 20), id="dana")
    by = named(days(MONDAY, -30), contact_id="dana", name_use=NameUse.GRANTED)

    def found(n: int, *told: Happened) -> list[str]:
        entries = due([person(*told), dana], days(MONDAY, n), (), [by], hour=22)
        return [entry.rule for entry in entries if entry.contact_id == "ada"]

    assert [found(n) for n in (0, 1, 2)] == [[], ["close_loop"], ["close_loop"]]
    assert found(2, touch(K.LOOP_CLOSED, days(MONDAY, 1))) == []
    assert found(2, touch(K.LOOP_CLOSED, days(MONDAY, -1))) == ["close_loop"]


# Staying in touch


def test_one_stays_in_touch_after_ones_own_interval() -> None:
    who = person(touch(K.THANKED, MONDAY), keep_in_touch_days=91)
    found = {n: ids(due(who, days(MONDAY, n))) for n in (90, 91, 92)}
    assert found == {90: [], 91: ["keep_in_touch"], 92: ["keep_in_touch"]}


def test_any_contact_begins_the_interval_anew() -> None:
    who = person(
        touch(K.THANKED, MONDAY), touch(K.ANSWER_OTHER, days(MONDAY, 60)), keep_in_touch_days=91
    )
    assert due(who, days(MONDAY, 92)) == []


def test_the_day_that_one_promised_comes_before_the_interval() -> None:
    who = person(
        touch(K.MET, MONDAY, meeting_id="m"),
        touch(K.THANKED, days(MONDAY, 1)),
        keep_in_touch_days=91,
    )
    meeting = Planned("m", "ada", at(MONDAY), ZONE, written=True, in_touch_by=days(MONDAY, 28))
    assert due(who, days(MONDAY, 27), [meeting]) == []
    assert ids(due(who, days(MONDAY, 28), [meeting])) == ["keep_in_touch"]


def test_a_promise_that_was_kept_does_not_come_back_with_the_next_meeting() -> None:
    who = person(
        touch(K.MET, MONDAY, meeting_id="m"),
        touch(K.KEEP_IN_TOUCH, days(MONDAY, 28)),
        touch(K.MET, days(MONDAY, 40), meeting_id="n"),
    )
    kept = Planned("m", "ada", at(MONDAY), ZONE, written=True, in_touch_by=days(MONDAY, 28))
    again = Planned("n", "ada", at(days(MONDAY, 40)), ZONE, written=True)
    assert "keep_in_touch" not in ids(due(who, days(MONDAY, 41), [kept, again]))
    again = again._replace(in_touch_by=days(MONDAY, 50))
    assert "keep_in_touch" in ids(due(who, days(MONDAY, 50), [kept, again]))


def test_without_an_interval_nobody_is_due() -> None:
    assert due(person(touch(K.MET, MONDAY), touch(K.THANKED, MONDAY, 20)), days(MONDAY, 900)) == []


# All of them


def a_full_day() -> list[Entry]:
    people = [
        person(touch(K.MET, days(MONDAY, -1)), id="met"),
        person(touch(K.MET, days(MONDAY, -40)), id="late"),
        person(touch(K.OUTREACH, days(MONDAY, -20)), id="wrote"),
        person(touch(K.MET, days(MONDAY, -90)), touch(K.THANKED, days(MONDAY, -89)),
               id="old", keep_in_touch_days=30),
    ]  # fmt: skip
    return due(people, MONDAY)


def test_a_thank_you_due_tonight_comes_before_a_check_in() -> None:
    order = [(entry.rule, entry.contact_id) for entry in a_full_day()]
    assert order[0] == ("thank", "met")
    assert order.index(("thank", "late")) > order.index(("write_down", "met"))
    assert order[-1] == ("keep_in_touch", "old")


def test_what_was_put_off_comes_back_on_its_day() -> None:
    off = [PutOff("follow_up", "ada", None, days(MONDAY, 12))]
    wrote = person(touch(K.OUTREACH, MONDAY))
    found = {n: ids(due(wrote, days(MONDAY, n), put_off=off)) for n in (11, 12)}
    assert found == {11: [], 12: ["follow_up"]}


def test_what_is_not_wanted_stays_away() -> None:
    wrote = person(touch(K.OUTREACH, MONDAY))
    assert due(wrote, days(MONDAY, 30), put_off=[PutOff("follow_up", "ada")]) == []
    assert due(wrote, days(MONDAY, 30), put_off=[PutOff("follow_up", "ben")]) != []


def test_a_rule_that_is_off_says_nothing() -> None:
    by = with_own({"follow_up": (False, None)})
    assert due(person(touch(K.OUTREACH, MONDAY)), days(MONDAY, 30), by=by) == []


def test_a_rule_has_the_days_that_somebody_chose() -> None:
    by = with_own({"follow_up": (True, 3)})
    wrote = person(touch(K.OUTREACH, MONDAY))
    found = {n: ids(due(wrote, days(MONDAY, n), by=by)) for n in (2, 3)}
    assert found == {2: [], 3: ["follow_up"]}


def test_every_rule_has_its_words_in_both_languages() -> None:
    for language in LANGUAGES:
        w = Words(language)
        for rule in rules():
            for part in ("rule", "days", "what", "do"):
                assert f"agenda.{rule}.{part}" in w


def test_nobody_is_congratulated() -> None:
    assert not [rule for rule in rules() if "birth" in rule]


# Where somebody stands


@pytest.mark.parametrize(("kinds", "step"), [
    ([], Step.TO_WRITE),
    ([K.OUTREACH], Step.WAITING),
    ([K.OUTREACH, K.BOUNCED], Step.TO_WRITE),
    ([K.OUTREACH, K.ANSWER_LATER], Step.WAITING),
    ([K.OUTREACH, K.ANSWER_NO], Step.AT_REST),
    ([K.OUTREACH, K.GAVE_UP], Step.AT_REST),
    ([K.OUTREACH, K.GAVE_UP, K.OUTREACH], Step.WAITING),
    ([K.OUTREACH, K.ANSWER_YES], Step.TO_ARRANGE),
    ([K.OUTREACH, K.ANSWER_YES, K.ARRANGED], Step.TO_PREPARE),
    ([K.OUTREACH, K.ANSWER_YES, K.ARRANGED, K.NO_SHOW], Step.TO_ARRANGE),
    ([K.OUTREACH, K.ANSWER_YES, K.MET], Step.TO_THANK),
    ([K.OUTREACH, K.ANSWER_YES, K.MET, K.THANKED], Step.IN_TOUCH),
])  # fmt: skip
def test_a_step_follows_from_what_happened(kinds: list[TouchKind], step: Step) -> None:
    touches = [touch(kind, days(MONDAY, n)) for n, kind in enumerate(kinds)]
    assert Story(person(*touches)).step(at(days(MONDAY, 30))) is step


def test_a_date_ahead_is_to_be_prepared_whoever_it_is() -> None:
    story = Story(
        person(touch(K.MET, MONDAY), touch(K.THANKED, days(MONDAY, 1))),
        [Planned("n", "ada", at(days(MONDAY, 40)), ZONE)],
    )
    assert story.step(at(days(MONDAY, 30))) is Step.TO_PREPARE


# Whatever happened


touches = st.builds(
    Happened,
    kind=st.sampled_from(TouchKind),
    happened_at=st.integers(at(MONDAY), at(days(MONDAY, 120))),
    zone=st.sampled_from(ZONES),
    precision=st.sampled_from(Precision),
    meeting_id=st.sampled_from([None, "m0", "m1"]),
    ask_again_on=st.none() | st.dates(MONDAY, days(MONDAY, 150)),
)
everybody = st.lists(
    st.builds(
        Person,
        id=st.sampled_from(["ada", "ben", "cem"]),
        region=st.sampled_from(["", "DE-BE", "AT-9", "US-CA"]),
        keep_in_touch_days=st.none() | st.integers(1, 120),
        touches=st.lists(touches, max_size=7),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
)
planned = st.lists(
    st.builds(
        Planned,
        id=st.sampled_from(["m0", "m1"]),
        contact_id=st.sampled_from(["ada", "ben"]),
        starts_at=st.none() | st.integers(at(MONDAY), at(days(MONDAY, 150))),
        zone=st.sampled_from(["", *ZONES]),
        done=st.integers(0, 3),
        items=st.just(3),
        in_touch_by=st.none() | st.dates(MONDAY, days(MONDAY, 150)),
    ),
    max_size=2,
    unique_by=lambda one: one.id,
)
names = st.lists(
    st.builds(
        Named,
        id=st.uuids().map(str),
        referrer_id=st.sampled_from(["ada", "ben"]),
        name=st.sampled_from(["Dana", "Eli"]),
        named_at=st.integers(at(MONDAY), at(days(MONDAY, 120))),
        name_use=st.sampled_from(NameUse),
        contact_id=st.sampled_from([None, "cem", "ben", "gone"]),
        meeting_id=st.sampled_from([None, "m0"]),
    ),
    max_size=4,
)


@given(everybody, planned, names, st.sampled_from(ZONES), st.integers(0, 150), st.randoms())
def test_the_order_is_total_and_does_not_depend_on_that_of_the_log(
    people: list[Person], meetings: list[Planned], referrals: list[Named], zone: str, n: int,
    chance: object,
) -> None:  # fmt: skip
    found = due(people, days(MONDAY, n), meetings, referrals, zone=zone, goal=2)
    assert len({entry.key for entry in found}) == len(found)
    shuffle = chance.shuffle  # type: ignore[attr-defined]
    for rows in (people, meetings, referrals):
        shuffle(rows)
    assert due(people, days(MONDAY, n), meetings, referrals, zone=zone, goal=2) == found


@given(everybody, planned, names, st.sampled_from(ZONES), st.integers(0, 150))
def test_nothing_stands_on_the_list_before_its_time_or_after_it_is_too_late(
    people: list[Person], meetings: list[Planned], referrals: list[Named], zone: str, n: int
) -> None:
    today = days(MONDAY, n)
    for entry in due(people, today, meetings, referrals, zone=zone, goal=2):
        rule: Rule = rules()[entry.rule]
        assert entry.since <= today
        assert rule.ends is None or today <= entry.due + timedelta(days=rule.ends)
        assert entry.weight <= rule.weight


@given(everybody, planned, names, st.integers(0, 150))
def test_what_is_put_off_is_all_that_goes_away(
    people: list[Person], meetings: list[Planned], referrals: list[Named], n: int
) -> None:
    found = due(people, days(MONDAY, n), meetings, referrals)
    for entry in found:
        off = PutOff(entry.rule, entry.contact_id, entry.meeting_id)
        rest = due(people, days(MONDAY, n), meetings, referrals, put_off=[off])
        assert rest == [other for other in found if other != entry]

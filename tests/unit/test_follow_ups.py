"""When a follow-up is due: once only, by their working days, and never after an answer."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.method.business_days import business_days_between
from infoint_widgets.method.follow_ups import FollowUp, follow_up_due, is_open
from infoint_widgets.records import Touch
from infoint_widgets.vocabulary import Precision, TouchKind

ZONE = "Europe/Berlin"
WRITTEN = "2026-05-12T10:00"
ANSWERS = [kind for kind in TouchKind if kind.startswith("answer_")]
MEETINGS = [
    TouchKind.ARRANGED,
    TouchKind.MOVED,
    TouchKind.CONFIRMED,
    TouchKind.CANCELLED,
    TouchKind.MET,
    TouchKind.NO_SHOW,
    TouchKind.THANKED,
]


def at(local: str, zone: str = ZONE) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp())


def touch(kind: TouchKind, local: str, **facts: object) -> Touch:
    zone = str(facts.pop("zone", ZONE))
    return Touch(contact_id="ada", kind=kind, happened_at=at(local, zone), zone=zone, **facts)  # type: ignore[arg-type]


FIRST = touch(TouchKind.OUTREACH, WRITTEN)


def due(*touches: Touch, now: str = "2026-05-28T10:00", **facts: object) -> FollowUp | None:
    facts = {"zone": ZONE, "region": "DE-BE", **facts}
    return follow_up_due(touches, now=at(now), **facts)  # type: ignore[arg-type]


def state(*touches: Touch, **facts: object) -> str | None:
    found = due(*touches, **facts)  # type: ignore[arg-type]
    return None if found is None else found.state


def test_a_follow_up_is_due_from_the_seventh_working_day_of_their_region() -> None:
    # Ascension Day is the 14th; it is one in Berlin and none in California.
    assert due(FIRST) == FollowUp("due", date(2026, 5, 12), date(2026, 5, 22))
    assert due(FIRST, region="US-CA") == FollowUp("due", date(2026, 5, 12), date(2026, 5, 21))


@pytest.mark.parametrize(
    ("now", "expected"),
    [("2026-05-21T23:59", "waiting"), ("2026-05-22T00:00", "due"), ("2027-01-01T00:00", "due")],
)
def test_one_waits_until_the_morning_of_that_day(now: str, expected: str) -> None:
    assert state(FIRST, now=now) == expected


def test_one_waits_for_as_long_as_the_setting_says() -> None:
    assert state(FIRST, now="2026-05-22T10:00", after_days=8) == "waiting"
    assert state(FIRST, now="2026-05-15T10:00", after_days=2) == "due"


def test_a_week_in_which_the_clock_changes_is_a_week() -> None:
    # The last Sunday in March has 23 hours.
    first = touch(TouchKind.OUTREACH, "2026-03-26T23:30")
    assert state(first, now="2026-04-07T23:30") == "waiting"
    assert state(first, now="2026-04-08T00:00") == "due"


def test_the_day_is_that_of_the_place_where_it_was_written() -> None:
    # Late on Monday in New York is Tuesday in Berlin.
    first = touch(TouchKind.OUTREACH, "2026-05-11T22:00", zone="America/New_York")
    found = due(first, region="")
    assert found
    assert found.written_on == date(2026, 5, 11)


def test_nothing_is_due_before_one_has_written() -> None:
    assert due() is None
    assert due(touch(TouchKind.MET, WRITTEN)) is None


@pytest.mark.parametrize("kind", [TouchKind.FOLLOW_UP, TouchKind.OUTREACH, TouchKind.KEEP_IN_TOUCH])
def test_one_writes_once_more_and_then_lets_it_rest(kind: TouchKind) -> None:
    assert state(FIRST, touch(kind, "2026-05-22T10:00"), now="2026-12-01T10:00") == "done"


@pytest.mark.parametrize("kind", [*ANSWERS, *MEETINGS, TouchKind.GAVE_UP])
def test_whatever_came_back_ends_the_wait(kind: TouchKind) -> None:
    assert due(FIRST, touch(kind, "2026-05-13T10:00")) is None


@pytest.mark.parametrize("kind", [*ANSWERS, *MEETINGS])
def test_an_answer_of_the_same_day_ends_it_though_its_time_is_not_known(kind: TouchKind) -> None:
    first = touch(TouchKind.OUTREACH, "2026-05-12T18:00")
    answer = touch(kind, "2026-05-12T12:00", precision=Precision.DAY)
    assert due(first, answer) is None


def test_whom_one_had_met_before_one_wrote_has_not_answered_by_that() -> None:
    assert state(touch(TouchKind.MET, "2026-05-12T09:00"), FIRST) == "due"
    assert state(touch(TouchKind.MET, "2026-05-10T12:00", precision=Precision.DAY), FIRST) == "due"


def test_in_the_same_minute_one_had_not_met_before() -> None:
    assert due(FIRST, touch(TouchKind.MET, WRITTEN)) is None


def test_whom_one_had_let_rest_before_one_wrote_can_be_followed_up() -> None:
    assert state(touch(TouchKind.GAVE_UP, "2026-05-02T10:00"), FIRST) == "due"


def test_a_message_that_bounced_is_not_followed_up() -> None:
    assert due(FIRST, touch(TouchKind.BOUNCED, "2026-05-12T10:01")) is None


def test_the_wait_begins_anew_with_a_message_to_another_address() -> None:
    bounced = touch(TouchKind.BOUNCED, "2026-05-12T10:01")
    again = touch(TouchKind.OUTREACH, "2026-05-20T10:00")
    found = due(FIRST, bounced, again)
    assert found == FollowUp("waiting", date(2026, 5, 20), date(2026, 6, 1))


def test_nothing_is_said_to_be_due_when_nobody_knows_since_when() -> None:
    assert due(touch(TouchKind.OUTREACH, WRITTEN, precision=Precision.UNKNOWN)) is None


def test_the_order_in_which_things_were_written_down_does_not_matter() -> None:
    story = [FIRST, touch(TouchKind.FOLLOW_UP, "2026-05-22T10:00")]
    assert due(*story) == due(*reversed(story))


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.times(),
    st.integers(1, 60),
    st.integers(0, 100 * 86_400),
    st.sampled_from(["DE-BE", "AT-9", "CH-ZH", "US-CA", "GB-SCT", ""]),
)
def test_it_is_due_when_the_coach_no_longer_finds_it_early(
    day: date, hour: time, after_days: int, later: int, region: str
) -> None:
    first = touch(TouchKind.OUTREACH, datetime.combine(day, hour).isoformat())
    now = first.happened_at + later
    found = follow_up_due([first], now=now, zone=ZONE, region=region, after_days=after_days)
    assert found
    today = datetime.fromtimestamp(now, ZoneInfo(ZONE)).date()
    gone_by = business_days_between(found.written_on, today, region)
    assert (found.state == "due") is (gone_by >= after_days)


def test_an_answer_is_awaited_until_a_yes_or_a_no() -> None:
    assert not is_open([])
    assert is_open([FIRST])
    for kind in TouchKind:
        decided = kind in {TouchKind.ANSWER_YES, TouchKind.ANSWER_NO, *MEETINGS}
        gone = kind is TouchKind.BOUNCED
        assert is_open([FIRST, touch(kind, "2026-05-13T10:00")]) is not (decided or gone), kind

"""What stands on the checklist of a meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.method import checklist
from infoint_widgets.method.dress import dress_for
from infoint_widgets.method.looking_up import links
from infoint_widgets.records import ChecklistChange, Contact
from infoint_widgets.vocabulary import Field, Mode
from infoint_widgets.words import LANGUAGES, Words

IN_PERSON = (Mode.CAFE, Mode.OFFICE, Mode.OTHER)
REMOTE = (Mode.VIDEO, Mode.PHONE)
ZONES = (
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Honolulu",
    "Pacific/Kiritimati", "Europe/Berlin", "America/New_York", "Asia/Kolkata",
)  # fmt: skip


def at(local: str, zone: str) -> int:
    return int(datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).timestamp())


def ids(mode: Mode | None) -> set[str]:
    return {item.id for item in checklist.items(mode)}


def steps(mode: Mode | None) -> set[str]:
    return {item.step for item in checklist.items(mode)}


def test_coffee_is_offered_in_a_cafe_only() -> None:
    assert {mode for mode in Mode if "offer_coffee" in ids(mode)} == {Mode.CAFE}


def test_a_phone_call_needs_neither_clothes_nor_a_way_there() -> None:
    assert "dress" not in steps(Mode.PHONE)
    assert ids(Mode.PHONE).isdisjoint({"look_up_way", "be_early", "test_link"})


def test_a_video_call_has_its_link_and_camera_tested() -> None:
    assert {mode for mode in Mode if "test_link" in ids(mode)} == {Mode.VIDEO}


@pytest.mark.parametrize("mode", IN_PERSON)
def test_one_arrives_early_where_one_meets_in_person(mode: Mode) -> None:
    assert {"look_up_way", "be_early"} <= ids(mode)


@pytest.mark.parametrize("mode", Mode)
def test_every_kind_of_meeting_has_every_step_that_fits_it(mode: Mode) -> None:
    everywhere = {
        "arrange", "research", "arrive", "ask", "resume", "time", "referrals", "thank",
    }  # fmt: skip
    assert steps(mode) >= everywhere


@pytest.mark.parametrize("mode", Mode)
def test_a_checklist_is_short_enough_to_be_read(mode: Mode) -> None:
    assert 18 <= len(checklist.items(mode)) <= 26


def test_while_the_kind_is_open_only_what_always_fits_is_shown() -> None:
    assert ids(None) == set.intersection(*(ids(mode) for mode in Mode))


@pytest.mark.parametrize("mode", Mode)
def test_items_come_in_the_order_in_which_they_are_done(mode: Mode) -> None:
    order = [checklist.WHENS.index(item.when) for item in checklist.items(mode)]
    assert order == sorted(order)
    assert set(order) == set(range(len(checklist.WHENS)))


def test_permission_to_use_a_name_is_asked_right_after_the_name() -> None:
    order = [item.id for item in checklist.items(Mode.CAFE)]
    assert order.index("may_i_use_name") == order.index("who_else") + 1


def test_ticks_of_items_that_do_not_fit_any_more_do_not_count() -> None:
    items = checklist.items(Mode.PHONE)
    assert checklist.progress(items, {"read_profile", "offer_coffee"}) == (1, len(items))


# A place says how one meets


@pytest.mark.parametrize(
    ("place", "mode"),
    [
        ("https://example.org/room/7", Mode.VIDEO),
        ("+49 (30) 23125-170", Mode.PHONE),
        ("Café Sperl ☕", None),
        ("Room 12, see https://example.org", None),
        ("", None),
    ],
)
def test_a_link_is_a_video_call_and_a_number_a_phone_call(place: str, mode: Mode | None) -> None:
    assert checklist.mode_of(None, place) is mode
    assert checklist.mode_of(Mode.OFFICE, place) is Mode.OFFICE


# When it is due, by the days of a place


@pytest.mark.parametrize("zone", ZONES)
def test_each_part_is_due_by_the_days_of_the_zone(zone: str) -> None:
    starts_at = at("2026-06-10T00:30", zone)
    days = {when: checklist.due(when, starts_at, zone, 0).day for when in checklist.WHENS}
    assert days == {
        "week": date(2026, 6, 3),
        "day_before": date(2026, 6, 9),
        "on_the_day": date(2026, 6, 10),
        "after": date(2026, 6, 11),
    }


@pytest.mark.parametrize(
    ("local", "zone"),
    [
        ("2026-03-29T03:30", "Europe/Berlin"),
        ("2026-10-25T00:10", "Europe/Berlin"),
        ("2026-03-08T23:50", "America/New_York"),
        ("2026-11-01T00:00", "America/New_York"),
        ("2026-10-04T02:45", "Australia/Lord_Howe"),
        ("2026-04-05T01:45", "Australia/Lord_Howe"),
        ("2026-09-27T04:00", "Pacific/Chatham"),
        ("2026-04-05T03:00", "Pacific/Chatham"),
    ],
)
def test_a_day_without_24_hours_is_a_day(local: str, zone: str) -> None:
    day = date.fromisoformat(local[:10])
    starts_at = at(local, zone)
    assert checklist.due("day_before", starts_at, zone, 0).day == day - timedelta(days=1)
    assert checklist.due("week", starts_at, zone, 0).day == day - timedelta(days=7)
    assert checklist.due("after", starts_at, zone, 0).day == day + timedelta(days=1)


def test_the_same_meeting_is_on_another_day_across_the_date_line() -> None:
    starts_at = at("2026-06-10T09:00", "Pacific/Kiritimati")
    days = [checklist.due("on_the_day", starts_at, zone, 0).day for zone in ZONES[2:5]]
    assert days == [date(2026, 6, 10), date(2026, 6, 9), date(2026, 6, 10)]


@pytest.mark.parametrize(
    ("when", "now", "state"),
    [
        ("week", "2026-06-02T23:59", "coming"),
        ("week", "2026-06-03T00:00", "today"),
        ("week", "2026-06-04T00:00", "soon"),
        ("week", "2026-06-10T10:00", "past"),
        ("day_before", "2026-06-09T23:59", "today"),
        ("day_before", "2026-06-10T09:59", "soon"),
        ("on_the_day", "2026-06-10T23:00", "today"),
        ("on_the_day", "2026-06-11T00:00", "past"),
        ("after", "2026-06-11T23:59", "today"),
        ("after", "2026-06-12T00:00", "past"),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_what_is_late_can_still_be_done_until_the_meeting_begins(
    zone: str, when: checklist.When, now: str, state: str
) -> None:
    starts_at = at("2026-06-10T10:00", zone)
    assert checklist.due(when, starts_at, zone, at(now, zone)).state == state


# What somebody changed


def change(item: str, meeting_id: str | None = None, **values: object) -> ChecklistChange:
    return ChecklistChange(item=item, meeting_id=meeting_id, **values)  # type: ignore[arg-type]


def shown(*changes: ChecklistChange, mode: Mode | None = Mode.CAFE) -> list[str]:
    return [entry.id for entry in checklist.entries(mode, changes, "m") if entry.shown]


def test_without_changes_the_list_is_the_workbooks() -> None:
    for mode in (*Mode, None):
        assert shown(mode=mode) == [item.id for item in checklist.items(mode)]


@pytest.mark.parametrize("meeting_id", [None, "m"])
def test_an_item_is_hidden_for_this_meeting_or_for_all(meeting_id: str | None) -> None:
    assert "confirm" not in shown(change("confirm", meeting_id, hidden=True))


def test_what_was_changed_for_another_meeting_changes_nothing_here() -> None:
    other = [
        change("confirm", "other", hidden=True),
        change("mine", "other", text="Bring cake", due="week"),
        change("say_thanks", "other", position=0),
    ]
    assert shown(*other) == shown()


@pytest.mark.parametrize("mode", [*Mode, None])
def test_an_item_of_ones_own_stands_last_in_its_time_however_one_meets(mode: Mode | None) -> None:
    own = change("mine", text="Bring cake", due="day_before")
    order = shown(own, mode=mode)
    times = {entry.id: entry.when for entry in checklist.entries(mode, [own], "m")}
    assert [id for id in order if times[id] == "day_before"][-1] == "mine"


def test_an_item_of_ones_own_for_a_time_that_is_not_known_is_not_lost() -> None:
    assert "mine" in shown(change("mine", text="Bring cake", due="some day"))


def test_an_order_for_this_meeting_goes_before_one_for_all() -> None:
    order = shown(change("say_thanks", position=0), change("say_thanks", "m", position=2))
    assert order[-1] == "say_thanks"


@given(st.data())
def test_moving_changes_the_order_of_one_time_and_loses_nothing(data: st.DataObject) -> None:
    mode = data.draw(st.sampled_from([*Mode, None]))
    entries = checklist.entries(mode, [change("mine", text="Bring cake", due="week")], "m")
    entry = data.draw(st.sampled_from([entry for entry in entries if entry.fits]))
    step = data.draw(st.sampled_from([-1, 1]))
    before = [e.id for e in entries if e.when == entry.when]
    order = checklist.moved(entries, entry.id, step)
    assert sorted(order) == sorted(before)
    seen = [id for id in before if {e.id: e.fits for e in entries}[id]]
    at = min(max(seen.index(entry.id) + step, 0), len(seen) - 1)
    assert [id for id in order if id in seen].index(entry.id) == at
    # There and back again.
    if order != before:
        changes = [change(id, position=n) for n, id in enumerate(order)]
        changes.append(change("mine", "m", text="Bring cake", due="week"))
        again = checklist.entries(mode, changes, "m")
        back = checklist.moved(again, entry.id, -step)
        assert [id for id in back if id in seen] == seen


# What to wear


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", [*Mode, None])
@pytest.mark.parametrize("field", [*Field, None])
def test_every_field_has_its_advice_but_on_the_phone(
    field: Field | None, mode: Mode | None, language: str
) -> None:
    dress = dress_for(Contact(field_id=field), mode)
    assert (dress is None) == (mode is Mode.PHONE)
    if dress is not None:
        assert Words(language)(dress.id)
        assert dress.id.endswith(".video" if mode is Mode.VIDEO else ".in_person")
        assert f".{field or 'no_field'}." in dress.id


def test_a_field_in_ones_own_words_is_a_field() -> None:
    dress = dress_for(Contact(field="bookbinding"), Mode.CAFE)
    assert dress is not None
    assert (dress.id, dress.ask) == ("dress.field.other.in_person", True)


# Where to read up


def test_links_are_made_of_what_is_known() -> None:
    ada = Contact(
        first_name="Ada & Söhne",
        last_name="O'Brien #1",
        organisation='Glas "und" Licht?',
        profile_url="https://example.org/in/ada",
    )
    found = dict(links(ada))
    assert list(found) == [
        f"prepare.look_at.{what}" for what in ("profile", "name", "organisation")
    ]
    assert found["prepare.look_at.profile"] == "https://example.org/in/ada"
    query = parse_qs(urlsplit(found["prepare.look_at.name"]).query, strict_parsing=True)
    assert query == {"q": ['"Ada & Söhne O\'Brien #1" "Glas  und  Licht?"']}


def test_of_nobody_there_is_nothing_to_look_at() -> None:
    assert list(links(Contact(email="ada@example.org"))) == []

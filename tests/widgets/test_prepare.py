"""The form for a meeting: when and where, and the checklist that fits."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import ipywidgets
import pytest

from infoint_widgets.jobs import agenda
from infoint_widgets.log.store import Log
from infoint_widgets.method import checklist
from infoint_widgets.records import ChecklistChange, Contact, Meeting, Tick, Touch
from infoint_widgets.vocabulary import Field, Mode, Stage, TouchKind
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock
from tests.widgets.conftest import inside, said, story, tell, told, typing, undo, visible

EN = Words("en")
AT_TWO = datetime.combine(date(2026, 6, 10), time(14))


@pytest.fixture
def form(log: Log, ada: Contact) -> PrepChecklist:
    return PrepChecklist(log, contact=ada.id)


def meeting(log: Log) -> Meeting:
    (found,) = log.find(Meeting)
    return found


def shown(form: PrepChecklist) -> set[str]:
    """The items that are on the screen, by their words."""
    boxes = (w for w in inside(form.checklist) if isinstance(w, ipywidgets.Checkbox))
    return {box.description for box in boxes}


def words(ids: set[str]) -> set[str]:
    return {EN(f"checklist.{id}.do") for id in ids}


def ids(mode: Mode | None) -> set[str]:
    return {item.id for item in checklist.items(mode)}


def seconds(local: datetime, zone: str) -> int:
    return int(local.replace(tzinfo=ZoneInfo(zone)).timestamp())


# When and where


def test_nothing_is_prepared_before_somebody_is_picked(log: Log, ada: Contact) -> None:
    form = PrepChecklist(log)
    assert not visible(form.desk)
    form.picker.people.value = ada.id
    assert visible(form.desk)
    assert "Ada Lindqvist" in form.heading.value


def test_looking_at_a_meeting_writes_nothing(form: PrepChecklist, log: Log) -> None:
    form.refresh()
    assert log.find(Meeting) == []
    assert form.summary.value == EN("prepare.no_date")


def test_a_date_is_saved_and_goes_into_the_story(
    form: PrepChecklist, log: Log, ada: Contact
) -> None:
    form.facts.starts.value = AT_TWO
    assert meeting(log).starts_at == seconds(AT_TWO, ZONE)
    assert said(form) == EN("prepare.agreed")
    assert [(t.kind, t.meeting_id) for t in story(log, ada)] == [
        (TouchKind.ARRANGED, meeting(log).id)
    ]
    assert EN.moment(seconds(AT_TWO, ZONE), ZONE) in form.summary.value


def test_a_date_can_be_undone(form: PrepChecklist, log: Log, ada: Contact) -> None:
    form.facts.starts.value = AT_TWO
    undo(form)
    assert log.find(Meeting) == []
    assert story(log, ada) == []
    assert form.facts.starts.value is None


def test_another_date_is_no_second_agreement(form: PrepChecklist, log: Log, ada: Contact) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.starts.value = AT_TWO.replace(day=11)
    assert meeting(log).starts_at == seconds(AT_TWO.replace(day=11), ZONE)
    assert len(story(log, ada)) == 1


def test_a_date_can_be_taken_away(form: PrepChecklist, log: Log) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.starts.value = None
    assert meeting(log).starts_at is None
    assert form.summary.value == EN("prepare.no_date")


def test_a_year_that_is_half_typed_is_waited_for(form: PrepChecklist, log: Log) -> None:
    for year in (2, 20, 202):
        form.facts.starts.value = AT_TWO.replace(year=year)
    assert log.find(Meeting) == []
    assert said(form) == ""
    form.facts.starts.value = AT_TWO
    assert meeting(log).starts_at == seconds(AT_TWO, ZONE)


def test_a_date_that_is_half_typed_stays_when_another_notebook_writes(
    form: PrepChecklist, elsewhere: Log, ada: Contact
) -> None:
    form.facts.starts.value = AT_TWO.replace(year=202)
    elsewhere.edit(Contact, ada.id, "city", "Graz", was="")
    form.refresh()
    assert form.facts.starts.value == AT_TWO.replace(year=202)


def test_a_year_in_which_nobody_met_is_refused_in_words(form: PrepChecklist, log: Log) -> None:
    form.facts.starts.value = AT_TWO.replace(year=1066)
    assert log.find(Meeting) == []
    assert form._status.said["kind"] == "error"
    assert "Date and time" in said(form)


def test_another_zone_keeps_the_hour_that_was_agreed_on(form: PrepChecklist, log: Log) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.zone.value = "America/New_York"
    assert form.facts.starts.value == AT_TWO
    assert meeting(log).starts_at == seconds(AT_TWO, "America/New_York")
    undo(form)
    assert (meeting(log).zone, form.facts.zone.value) == (ZONE, ZONE)
    assert meeting(log).starts_at == seconds(AT_TWO, ZONE)


def test_a_meeting_without_a_zone_is_shown_in_ones_own(log: Log, ada: Contact) -> None:
    log.add(Meeting(contact_id=ada.id, starts_at=seconds(AT_TWO, ZONE)))
    form = PrepChecklist(log, contact=ada.id)
    assert (form.facts.starts.value, form.facts.zone.value) == (AT_TWO, ZONE)


def test_two_who_agree_on_a_date_at_once_see_both(
    form: PrepChecklist, log: Log, elsewhere: Log, ada: Contact
) -> None:
    other = PrepChecklist(elsewhere, contact=ada.id)
    form.facts.starts.value = AT_TWO
    later = AT_TWO.replace(hour=16)
    other.facts.starts.value = later
    assert meeting(log).starts_at == seconds(AT_TWO, ZONE)
    assert other.facts.starts.value == AT_TWO
    assert said(other) == EN(
        "errors.choice_changed",
        field="Date and time",
        mine=EN.moment(seconds(later, ZONE), ZONE),
        theirs=EN.moment(seconds(AT_TWO, ZONE), ZONE),
    )


def test_place_mode_and_length_are_saved(form: PrepChecklist, log: Log) -> None:
    form.facts.place.widget.type("Café Sperl")
    form.facts.mode.widget.value = Mode.CAFE
    form.facts.minutes.widget.type("25")
    found = meeting(log)
    assert (found.place, found.mode, found.minutes) == ("Café Sperl", Mode.CAFE, 25)


def test_the_summary_says_when_how_and_where(form: PrepChecklist) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.mode.widget.value = Mode.CAFE
    form.facts.place.widget.type("Café Sperl")
    form.refresh()
    assert (
        form.summary.value
        == "<div>"
        + " · ".join(
            [
                EN.moment(seconds(AT_TWO, ZONE), ZONE),
                EN("prepare.minutes", n=20),
                "Café Sperl",
                EN("vocabulary.mode.cafe"),
                EN("prepare.be_there", time="13:50"),
            ]
        )
        + "</div>"
    )


@pytest.mark.parametrize("name", ["goal", "research"])
def test_what_is_written_down_is_saved_while_one_types(
    form: PrepChecklist, log: Log, name: str
) -> None:
    typing(getattr(form.reading_up, name).widget, "Half a tho")
    assert getattr(meeting(log), name) == "Half a tho"
    assert (
        getattr(PrepChecklist(log, contact=form.picked).reading_up, name).widget.typed
        == "Half a tho"
    )


def test_what_was_written_for_one_meeting_stays_with_it(
    form: PrepChecklist, log: Log, ada: Contact, ben: Contact
) -> None:
    form.reading_up.goal.widget._while_typing = False
    typing(form.reading_up.goal.widget, "For Ada")
    form.pick(ben.id)
    assert (meeting(log).contact_id, meeting(log).goal) == (ada.id, "For Ada")


# The checklist


def test_without_a_mode_only_what_fits_every_meeting_is_listed(form: PrepChecklist) -> None:
    assert shown(form) == words(ids(None))


@pytest.mark.parametrize("mode", Mode)
def test_the_checklist_fits_the_mode_at_once(form: PrepChecklist, mode: Mode) -> None:
    form.facts.mode.widget.value = mode
    assert shown(form) == words(ids(mode))


def test_a_phone_call_needs_no_coat(form: PrepChecklist) -> None:
    form.facts.mode.widget.value = Mode.PHONE
    assert not shown(form) & words({"lay_out_clothes", "look_up_dress", "be_early", "offer_coffee"})
    assert words({"quiet_place"}) <= shown(form)


def test_the_checklist_goes_from_research_to_thanks(form: PrepChecklist) -> None:
    form.facts.mode.widget.value = Mode.CAFE
    assert words({"read_profile", "say_thanks"}) <= shown(form)
    assert list(form.checklist.groups) == ["week", "day_before", "on_the_day", "after"]


def test_a_tick_is_saved_at_once_and_can_be_taken_away(form: PrepChecklist, log: Log) -> None:
    form.checklist.boxes["read_profile"].value = True
    (tick,) = log.find(Tick)
    assert (tick.item, tick.ticked_at, tick.meeting_id) == ("read_profile", NOW, meeting(log).id)
    assert said(form) == EN("form.saved")
    form.checklist.boxes["read_profile"].value = False
    assert log.find(Tick) == []


def before(mode: Mode | None) -> list[str]:
    """The items that are to be done before one meets."""
    return [item.id for item in checklist.items(mode) if item.when in {"week", "day_before"}]


def test_the_heading_counts_what_is_to_be_done_before_one_meets(form: PrepChecklist) -> None:
    n = len(before(None))
    assert f"{n} things to prepare" in form.checklist.progress.value
    form.checklist.boxes["read_profile"].value = True
    form.checklist.boxes["say_thanks"].value = True
    assert f"1 of {n} prepared" in form.checklist.progress.value
    week = sum(item.when == "week" for item in checklist.items(None))
    assert EN("prepare.done", done=1, n=week) in form.checklist.groups["week"].titles[0]


def test_once_all_that_comes_before_is_done_everything_is_prepared(form: PrepChecklist) -> None:
    for item in before(None):
        form.checklist.boxes[item].value = True
    assert EN("prepare.ready.all") in form.checklist.progress.value


def test_the_heading_and_today_count_the_same(form: PrepChecklist, log: Log, clock: Clock) -> None:
    form.facts.starts.value = AT_TWO
    clock.now = seconds(AT_TWO.replace(hour=9), ZONE)
    form.checklist.boxes["read_profile"].value = True
    form.checklist.boxes["write_down"].value = True
    (entry,) = (one for one in agenda.day(log).entries if one.rule == "prepare")
    left, n = entry.facts["n"], entry.facts["items"]
    assert left == len(before(None)) - 1
    assert EN("prepare.ready.some", done=1, n=n) in form.checklist.progress.value


def test_ticks_of_another_mode_do_not_count_and_are_not_lost(form: PrepChecklist, log: Log) -> None:
    form.facts.mode.widget.value = Mode.CAFE
    form.checklist.boxes["offer_coffee"].value = True
    form.facts.mode.widget.value = Mode.PHONE
    n = sum(item.when == "on_the_day" for item in checklist.items(Mode.PHONE))
    assert EN("prepare.done", done=0, n=n) in form.checklist.groups["on_the_day"].titles[0]
    form.facts.mode.widget.value = Mode.CAFE
    assert form.checklist.boxes["offer_coffee"].value is True


def test_two_notebooks_see_each_others_ticks(
    form: PrepChecklist, log: Log, elsewhere: Log, ada: Contact
) -> None:
    other = PrepChecklist(elsewhere, contact=ada.id)
    form.checklist.boxes["read_profile"].value = True
    other.refresh()
    assert other.checklist.boxes["read_profile"].value is True
    other.checklist.boxes["read_profile"].value = False
    form.refresh()
    assert form.checklist.boxes["read_profile"].value is False


def test_an_item_that_two_tick_at_once_is_ticked_once(
    form: PrepChecklist, log: Log, elsewhere: Log, ada: Contact
) -> None:
    other = PrepChecklist(elsewhere, contact=ada.id)
    form.checklist.boxes["read_profile"].value = True
    other.checklist.boxes["read_profile"].value = True
    assert len(log.find(Tick)) == 1
    assert said(other) == EN("form.saved")


def test_each_person_has_ticks_of_their_own(form: PrepChecklist, ben: Contact) -> None:
    form.checklist.boxes["read_profile"].value = True
    form.pick(ben.id)
    assert form.checklist.boxes["read_profile"].value is False


# Another meeting


@pytest.mark.parametrize("kind", [TouchKind.MET, TouchKind.NO_SHOW, TouchKind.CANCELLED])
def test_another_meeting_can_be_planned_when_one_is_over(
    form: PrepChecklist, log: Log, ada: Contact, kind: TouchKind
) -> None:
    assert not visible(form.again)
    form.facts.starts.value = AT_TWO
    form.checklist.boxes["read_profile"].value = True
    first = meeting(log)
    log.add(Touch(contact_id=ada.id, meeting_id=first.id, kind=kind, happened_at=NOW, zone=ZONE))
    form.refresh()
    assert visible(form.again)
    form.another.click()
    assert len(log.find(Meeting, contact_id=ada.id)) == 2
    assert form.facts.starts.value is None
    assert form.checklist.boxes["read_profile"].value is False
    assert not visible(form.again)
    assert said(form) == EN("prepare.planned")
    assert log.get(Meeting, first.id) == first
    undo(form)
    assert form.facts.starts.value == AT_TWO


def test_a_meeting_with_somebody_one_only_knew_makes_them_chosen(log: Log) -> None:
    emil = log.add(Contact(last_name="Yıldız"))
    PrepChecklist(log, contact=emil.id).facts.starts.value = AT_TWO
    assert log.get(Contact, emil.id).stage is Stage.CHOSEN


def test_a_person_who_is_gone_takes_the_meeting_with_them(
    form: PrepChecklist, log: Log, ada: Contact
) -> None:
    log.delete(Contact, ada.id)
    form.refresh()
    assert not visible(form.desk)


def test_another_language_keeps_the_meeting(form: PrepChecklist, log: Log) -> None:
    form.checklist.boxes["read_profile"].value = True
    log.set_setting("language", "de")
    form.refresh()
    de = Words("de")
    assert form.checklist.boxes["read_profile"].description == de("checklist.read_profile.do")
    assert form.checklist.boxes["read_profile"].value is True
    assert form.picker.people.value == form.picked


def test_ticking_for_nobody_says_whom_it_takes(log: Log) -> None:
    form = PrepChecklist(log)
    form.another.click()
    assert said(form) == EN("errors.nobody_picked")


# What becomes of a date


def test_another_date_later_is_a_move_that_the_story_tells(
    form: PrepChecklist, log: Log, ada: Contact, clock: Clock
) -> None:
    form.facts.starts.value = AT_TWO
    clock.now += 86_400
    form.facts.starts.value = AT_TWO.replace(day=11)
    form.facts.starts.value = AT_TWO.replace(day=11, hour=16)
    assert [touch.kind for touch in story(log, ada)] == [TouchKind.ARRANGED, TouchKind.MOVED]
    assert meeting(log).starts_at == seconds(AT_TWO.replace(day=11, hour=16), ZONE)
    undo(form)
    assert [touch.kind for touch in story(log, ada)] == [TouchKind.ARRANGED]
    assert form.facts.starts.value == AT_TWO


def test_a_move_is_said_as_one(form: PrepChecklist, clock: Clock) -> None:
    form.facts.starts.value = AT_TWO
    clock.now += 86_400
    form.facts.starts.value = AT_TWO.replace(day=11)
    assert said(form) == EN("prepare.moved")


@pytest.mark.parametrize("by_me", [True, False])
def test_a_meeting_is_cancelled_by_either_side(
    form: PrepChecklist, log: Log, ada: Contact, by_me: bool
) -> None:
    form.facts.starts.value = AT_TWO
    (form.facts.off.mine if by_me else form.facts.off.theirs).click()
    assert [(t.kind, t.by_me) for t in story(log, ada)][1:] == [(TouchKind.CANCELLED, by_me)]
    assert said(form) == EN("prepare.off.said_cancelled")
    assert visible(form.again)
    assert not visible(form.facts.off)
    undo(form)
    assert not visible(form.again)


def test_who_did_not_come_is_written_down_once_the_hour_has_come(
    form: PrepChecklist, log: Log, ada: Contact, clock: Clock
) -> None:
    form.facts.starts.value = AT_TWO
    assert not visible(form.facts.off.missed)
    clock.now = seconds(AT_TWO, ZONE) + 1800
    form.refresh()
    assert visible(form.facts.off.missed)
    form.facts.off.missed.click()
    (_, missed) = story(log, ada)
    assert (missed.kind, missed.meeting_id) == (TouchKind.NO_SHOW, meeting(log).id)


@pytest.mark.parametrize(
    ("local", "zone", "error"),
    [
        ("2026-10-25T02:30", "Europe/Berlin", "arranging.clock_twice"),
        ("2027-03-28T02:30", "Europe/Berlin", "arranging.clock_skipped"),
        ("2026-05-01T10:00", "Europe/Berlin", "arranging.past"),
    ],
)
def test_what_is_odd_about_a_date_is_told_at_the_field(
    form: PrepChecklist, local: str, zone: str, error: str
) -> None:
    form.facts.zone.value = zone
    form.facts.starts.value = datetime.fromisoformat(local)
    sentence = EN(f"errors.{error}", **dict.fromkeys(("when", "city", "typed"), "|"))
    assert all(part in form.facts.told.value for part in sentence.split("|"))
    assert visible(form.facts.told)
    form.facts.starts.value = AT_TWO
    assert not visible(form.facts.told)


def test_two_meetings_on_one_day_are_told(form: PrepChecklist, ben: Contact) -> None:
    form.facts.starts.value = AT_TWO
    form.pick(ben.id)
    form.facts.starts.value = AT_TWO.replace(hour=17)
    assert "Ada Lindqvist" in form.facts.told.value


def test_a_long_meeting_is_told_and_none_of_no_length_is_saved(
    form: PrepChecklist, log: Log
) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.minutes.widget.type("600")
    form.refresh()
    assert EN("errors.arranging.long", n=600) in form.facts.told.value
    form.facts.minutes.widget.type("0")
    assert meeting(log).minutes == 600
    assert "0 is too small" in told(form.facts.minutes.widget)


def test_a_date_that_is_settled_folds_away_and_one_that_is_odd_stays_open(
    form: PrepChecklist, log: Log, ben: Contact, clock: Clock
) -> None:
    assert form.facts.fold.selected_index == 0
    form.facts.starts.value = AT_TWO
    assert form.facts.fold.selected_index == 0
    ada_id = form.picked
    form.pick(ben.id)
    form.pick(ada_id)
    assert form.facts.fold.selected_index is None
    clock.now = seconds(AT_TWO, ZONE) + 86_400
    form.pick(ben.id)
    form.pick(ada_id)
    assert form.facts.fold.selected_index == 0


def test_both_clocks_are_shown_where_they_differ(
    form: PrepChecklist, log: Log, ada: Contact
) -> None:
    form.facts.starts.value = AT_TWO
    assert "clock" not in form.summary.value
    log.edit(Contact, ada.id, "zone", "Asia/Kathmandu", was="")
    form.refresh()
    when = EN.moment(seconds(AT_TWO, ZONE), "Asia/Kathmandu")
    theirs = EN("prepare.clock.theirs", when=when, zone="Kathmandu")
    assert theirs in form.summary.value


def test_the_time_to_leave_counts_the_way_and_what_one_wants_to_spare(
    form: PrepChecklist, log: Log
) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.mode.widget.value = Mode.CAFE
    form.facts.travel.widget.type("35")
    form.refresh()
    assert EN("prepare.leave", time="13:15") in form.summary.value
    log.set_setting("arrive_early_minutes", "25")
    form.refresh()
    assert EN("prepare.leave", time="13:00") in form.summary.value
    assert EN("prepare.leave", time="13:00") in form.checklist.groups["on_the_day"].titles[0]
    form.facts.mode.widget.value = Mode.VIDEO
    form.facts.travel.widget.type("")
    form.refresh()
    assert EN("prepare.leave", time="") not in form.summary.value


def test_a_link_to_a_call_can_be_clicked(form: PrepChecklist) -> None:
    form.facts.starts.value = AT_TWO
    form.facts.place.widget.type("https://example.org/room/7")
    form.refresh()
    assert 'href="https://example.org/room/7" target="_blank"' in form.summary.value
    assert words({"test_link"}) <= shown(form)


def test_a_meeting_goes_into_a_calendar_once_it_has_a_date(form: PrepChecklist) -> None:
    assert form.calendar.file.disabled
    form.facts.starts.value = AT_TWO
    assert not form.calendar.file.disabled
    sent: list[tuple[dict[str, str], list[bytes]]] = []
    form.calendar.file.send = lambda content, buffers: sent.append((content, buffers))
    tell(form.calendar.file, do="make")
    ((content, (ics,)),) = sent
    assert content["type"] == "text/calendar"
    assert content["name"].endswith(".ics")
    assert b"DTSTART;TZID=Europe/Berlin:20260610T140000" in ics


def test_it_is_said_when_it_is_time_to_confirm(form: PrepChecklist, clock: Clock) -> None:
    form.facts.starts.value = AT_TWO
    assert not visible(form.confirm)
    clock.now = seconds(AT_TWO.replace(day=9), ZONE)
    form.refresh()
    assert visible(form.confirm)


# One's own list


def test_an_item_of_ones_own_is_added_ticked_and_taken_back(
    form: PrepChecklist, log: Log, ben: Contact
) -> None:
    changes = form.checklist.changes
    changes.when.value = "day_before"
    typing(changes.text, " Bring  her book back ", do="enter")
    assert "Bring her book back" in shown(form)
    assert said(form) == EN("prepare.change.added", item="Bring  her book back")
    assert changes.text.typed == ""
    (added,) = log.find(ChecklistChange)
    form.checklist.boxes[added.item].value = True
    assert [tick.item for tick in log.find(Tick)] == [added.item]
    form.pick(ben.id)
    assert "Bring her book back" not in shown(form)


def test_an_item_for_every_meeting_is_on_every_list(form: PrepChecklist, ben: Contact) -> None:
    changes = form.checklist.changes
    changes.scope.value = True
    typing(changes.text, "Breathe", do="enter")
    assert EN("prepare.own.every") in [
        w.value for w in inside(form.checklist) if isinstance(w, ipywidgets.HTML)
    ]
    form.pick(ben.id)
    assert "Breathe" in shown(form)


def test_an_item_for_every_meeting_can_be_taken_back(form: PrepChecklist) -> None:
    form.checklist.changes.scope.value = True
    typing(form.checklist.changes.text, "Breathe", do="enter")
    undo(form)
    assert "Breathe" not in shown(form)


def test_nothing_is_added_for_nothing(form: PrepChecklist, log: Log) -> None:
    typing(form.checklist.changes.text, "   ", do="enter")
    assert said(form) == EN("errors.preparing.nothing_to_add")
    assert log.find(ChecklistChange) == []


def choose(form: PrepChecklist, item: str) -> None:
    form.checklist.changes.items.value = item


def test_a_hidden_item_is_off_the_list_and_can_be_shown_again(
    form: PrepChecklist, log: Log
) -> None:
    changes = form.checklist.changes
    form.checklist.boxes["read_profile"].value = True
    choose(form, "read_profile")
    changes.hide.click()
    assert not shown(form) & words({"read_profile"})
    assert form.checklist.hidden.value == EN("prepare.hidden_some", n=1)
    assert changes.hide.description == EN("prepare.change.again")
    form.facts.mode.widget.value = Mode.PHONE
    assert not shown(form) & words({"read_profile"})
    changes.hide.click()
    assert words({"read_profile"}) <= shown(form)
    assert form.checklist.boxes["read_profile"].value is True
    assert not visible(form.checklist.hidden)


@pytest.mark.parametrize("for_good", [False, True])
def test_an_item_is_hidden_for_one_meeting_or_for_every_one(
    form: PrepChecklist, ben: Contact, for_good: bool
) -> None:
    form.checklist.changes.scope.value = for_good
    choose(form, "confirm")
    form.checklist.changes.hide.click()
    form.pick(ben.id)
    assert (words({"confirm"}) <= shown(form)) is not for_good


def of_week(form: PrepChecklist) -> list[str]:
    return [box.children[0].description for box in form.checklist.groups["week"].items.children]


def test_an_item_is_moved_within_its_time_and_back(form: PrepChecklist) -> None:
    before = of_week(form)
    changes = form.checklist.changes
    choose(form, "take_away")
    changes.earlier.click()
    at = before.index(EN("checklist.take_away.do"))
    assert of_week(form)[at - 1] == EN("checklist.take_away.do")
    assert changes.items.value == "take_away"
    n = len(before)
    assert said(form) == EN(
        "prepare.change.moved", item=EN("checklist.take_away.do"), place=at, n=n
    )
    changes.later.click()
    assert of_week(form) == before


def test_an_order_outlives_a_change_of_how_one_meets(form: PrepChecklist) -> None:
    form.facts.mode.widget.value = Mode.CAFE
    for _ in range(5):
        choose(form, "cv_up_to_date")
        form.checklist.changes.earlier.click()
    order = of_week(form)
    for mode in (Mode.PHONE, Mode.VIDEO, Mode.CAFE):
        form.facts.mode.widget.value = mode
        assert of_week(form) == [item for item in order if item in of_week(form)]
    assert of_week(form) == order


def test_an_order_for_every_meeting_goes_before_an_older_one_for_this(
    form: PrepChecklist, ben: Contact
) -> None:
    changes = form.checklist.changes
    choose(form, "take_away")
    changes.earlier.click()
    changes.scope.value = True
    changes.earlier.click()
    order = of_week(form)
    form.pick(ben.id)
    assert of_week(form) == order


def test_moving_past_the_end_changes_nothing(form: PrepChecklist, log: Log) -> None:
    choose(form, "they_choose")
    form.checklist.changes.earlier.click()
    assert log.find(ChecklistChange) == []


def test_two_notebooks_see_each_others_lists(
    form: PrepChecklist, elsewhere: Log, ada: Contact
) -> None:
    other = PrepChecklist(elsewhere, contact=ada.id)
    typing(form.checklist.changes.text, "Breathe", do="enter")
    choose(form, "take_away")
    form.checklist.changes.earlier.click()
    other.refresh()
    assert of_week(other) == of_week(form)
    choose(other, "confirm")
    choose(form, "confirm")
    other.checklist.changes.hide.click()
    form.checklist.changes.hide.click()
    form.refresh()
    assert not shown(form) & words({"confirm"})


def test_changing_without_choosing_says_what_to_choose(form: PrepChecklist) -> None:
    form.checklist.changes.hide.click()
    assert said(form) == EN("errors.preparing.choose_item")


def test_what_is_due_by_now_is_open_and_the_rest_folded(
    form: PrepChecklist, log: Log, ben: Contact, clock: Clock
) -> None:
    def opened() -> list[str]:
        ada_id = form.picked
        form.pick(ben.id)
        form.pick(ada_id)
        groups = form.checklist.groups.items()
        return [when for when, group in groups if group.selected_index == 0]

    assert opened() == ["week"]
    form.facts.starts.value = AT_TWO
    clock.now = seconds(AT_TWO.replace(hour=9), ZONE)
    assert opened() == ["week", "day_before", "on_the_day"]
    for item in checklist.items(None):
        form.checklist.boxes[item.id].value = item.when in {"week", "day_before"}
    assert opened() == ["on_the_day"]


# What to wear, and the CV


def test_dress_advice_goes_with_the_field_that_is_chosen(
    form: PrepChecklist, log: Log, ada: Contact
) -> None:
    form.reading_up.field.widget.value = Field.LAW
    assert log.get(Contact, ada.id).field_id is Field.LAW
    assert form.reading_up.dress.value == EN("dress.field.law.in_person")
    form.facts.mode.widget.value = Mode.VIDEO
    assert form.reading_up.dress.value == EN("dress.field.law.video")
    form.facts.mode.widget.value = Mode.PHONE
    assert not visible(form.reading_up.wear)


def test_what_people_of_the_field_said_about_the_cv_is_quoted_newest_first(
    form: PrepChecklist, log: Log, ada: Contact, ben: Contact
) -> None:
    log.edit(Contact, ada.id, "field_id", Field.LAW, was=None)
    for name, field, said_, starts_at in (
        ("Old", Field.LAW, "Too long", NOW - 900),
        ("New", Field.LAW, "Too short", NOW - 600),
        ("Other", Field.ARTS, "Too plain", NOW - 300),
        ("Binned", Field.LAW, "Too sad", NOW - 100),
    ):
        deleted_at = NOW if name == "Binned" else None
        whom = log.add(Contact(last_name=name, field_id=field, deleted_at=deleted_at))
        log.add(Meeting(contact_id=whom.id, cv_feedback=said_, starts_at=starts_at))
    form.refresh()
    value = form.reading_up.said.value
    assert value.index("“Too short”") < value.index("New") < value.index("“Too long”")
    assert "Too plain" not in value
    assert "Too sad" not in value
    assert form.reading_up.cv.titles == (EN("prepare.cv_said", n=2),)


def test_a_field_in_ones_own_words_finds_the_same_words(form: PrepChecklist, log: Log) -> None:
    whom = log.add(Contact(last_name="Berg", field="Museum Design"))
    log.add(Meeting(contact_id=whom.id, cv_feedback="Fine"))
    form.refresh()
    assert "“Fine”" in form.reading_up.said.value


def test_a_meeting_is_as_long_as_the_letters_asked_for(form: PrepChecklist) -> None:
    assert form.facts.minutes.widget.typed == "20"

"""The form for a meeting: when and where, and the checklist that fits."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import ipywidgets
import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.method import checklist
from infoint_widgets.records import Contact, Meeting, Tick, Touch
from infoint_widgets.vocabulary import Mode, Stage, TouchKind
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import inside, said, story, typing, undo, visible

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
                EN("prepare.minutes", n=30),
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


def test_progress_counts_what_is_done(form: PrepChecklist) -> None:
    n = len(checklist.items(None))
    assert EN("prepare.done", done=0, n=n) in form.checklist.progress.value
    form.checklist.boxes["read_profile"].value = True
    form.checklist.boxes["say_thanks"].value = True
    assert EN("prepare.done", done=2, n=n) in form.checklist.progress.value
    week = sum(item.when == "week" for item in checklist.items(None))
    assert EN("prepare.done", done=1, n=week) in form.checklist.groups["week"].titles[0]


def test_ticks_of_another_mode_do_not_count_and_are_not_lost(form: PrepChecklist, log: Log) -> None:
    form.facts.mode.widget.value = Mode.CAFE
    form.checklist.boxes["offer_coffee"].value = True
    form.facts.mode.widget.value = Mode.PHONE
    n = len(checklist.items(Mode.PHONE))
    assert EN("prepare.done", done=0, n=n) in form.checklist.progress.value
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

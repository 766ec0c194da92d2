"""The form for settings: who one is, and how the workbook speaks."""

from __future__ import annotations

import pytest

from infoint_widgets.jobs import following_up
from infoint_widgets.jobs.meetings import arrive_early_minutes
from infoint_widgets.log.store import Log
from infoint_widgets.method.business_days import is_region
from infoint_widgets.records import Contact
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.settings import Settings
from infoint_widgets.words import LANGUAGES, Words
from tests.conftest import ZONE
from tests.widgets.conftest import said, told, typing

EN, DE = Words("en"), Words("de")


@pytest.fixture
def form(log: Log) -> Settings:
    return Settings(log)


@pytest.mark.parametrize("name", ["name", "situation", "signature"])
def test_a_text_is_saved_and_shown_by_a_new_form(form: Settings, log: Log, name: str) -> None:
    form.texts[name].widget.type("Jule “Ju” Brandt")
    assert log.setting(name) == "Jule “Ju” Brandt"
    assert Settings(log).texts[name].widget.typed == "Jule “Ju” Brandt"


def test_a_signature_keeps_its_lines(form: Settings, log: Log) -> None:
    typing(form.texts["signature"].widget, "+43 1 234\nexample.org")
    assert log.setting("signature") == "+43 1 234\nexample.org"


def test_a_name_is_in_the_letters_at_once(form: Settings, log: Log, ada: Contact) -> None:
    letter = EmailDraft(log, contact=ada.id)
    assert "Jule Brandt" not in letter.body.widget.typed
    form.texts["name"].widget.type("Jule Brandt")
    letter.refresh()
    assert "Jule Brandt" in letter.body.widget.typed


def test_both_languages_are_offered_in_their_own_words(form: Settings) -> None:
    assert list(form.language.widget.options) == [("English", "en"), ("Deutsch", "de")]
    assert {value for _label, value in form.language.widget.options} == set(LANGUAGES)


def test_another_language_changes_this_form_and_all_others(
    form: Settings, log: Log, ada: Contact
) -> None:
    people = People(log, contact=ada.id)
    form.language.widget.value = "de"
    assert log.setting("language") == "de"
    assert said(form) == DE("form.saved")
    assert form.zone.widget.description == DE("settings.zone")
    assert form.language.widget.value == "de"
    people.refresh()
    assert people.open_adding.description == DE("people.add_somebody")
    form.language.widget.value = "en"
    people.refresh()
    assert people.open_adding.description == EN("people.add_somebody")


def test_another_notebook_speaks_the_new_language_too(form: Settings, elsewhere: Log) -> None:
    other = Settings(elsewhere)
    form.language.widget.value = "de"
    other.refresh()
    assert other.language.widget.value == "de"
    assert other.zone.widget.description == DE("settings.zone")


def test_the_machines_zone_is_shown_until_one_is_chosen(form: Settings, log: Log) -> None:
    assert form.zone.widget.value == ZONE
    assert log.setting("zone") == ""


def test_a_zone_is_saved(form: Settings, log: Log) -> None:
    form.zone.widget.value = "America/Bogota"
    assert log.zone == "America/Bogota"
    assert said(form) == EN("form.saved")


def test_a_zone_that_this_machine_does_not_know_is_shown_and_can_be_changed(log: Log) -> None:
    log.set_setting("zone", "Mars/Olympus_Mons")
    form = Settings(log)
    assert said(form) == ""
    assert form.zone.widget.value == "Mars/Olympus_Mons"
    form.zone.widget.value = "Europe/Vienna"
    assert log.zone == "Europe/Vienna"


def test_an_unknown_language_can_be_changed(log: Log) -> None:
    log.set_setting("language", "tlh")
    form = Settings(log)
    assert form.language.widget.value == "tlh"
    form.language.widget.value = "de"
    assert form.w.language == "de"


def test_a_zone_that_was_overtaken_names_both(form: Settings, log: Log, elsewhere: Log) -> None:
    elsewhere.set_setting("zone", "Europe/Vienna")
    form.zone.widget.value = "America/Bogota"
    assert log.zone == "Europe/Vienna"
    assert said(form) == EN(
        "errors.choice_changed",
        field=EN("settings.zone"),
        mine="America/Bogota",
        theirs="Europe/Vienna",
    )


def test_two_who_type_a_signature_see_both_versions(
    form: Settings, log: Log, elsewhere: Log
) -> None:
    other = Settings(elsewhere)
    typing(form.texts["signature"].widget, "mine")
    field = other.texts["signature"].widget
    typing(field, "yours", base="")
    assert log.setting("signature") == "mine"
    assert (field.typed, field.stored["text"], field.stored["mine"]) == ("yours", "mine", False)


def test_what_another_form_saved_is_shown(form: Settings, log: Log) -> None:
    other = Settings(log)
    form.texts["name"].widget.type("Jule")
    other.refresh()
    assert other.texts["name"].widget.typed == "Jule"


# Holidays and following up


def test_no_region_is_offered_for_which_no_holidays_are_known(form: Settings) -> None:
    regions = [value for _label, value in form.region.widget.options if value]
    assert [region for region in regions if not is_region(region)] == []
    assert {"DE-BE", "AT-9", "CH-ZH", "GB-SCT", "US-CA", "NO"} <= set(regions)


def test_a_region_is_saved_and_shown_by_a_new_form(form: Settings, log: Log) -> None:
    assert form.region.widget.value == ""
    form.region.widget.value = "AT-9"
    assert log.setting("region") == "AT-9"
    assert Settings(log).region.widget.label == "Austria: Vienna"
    log.set_setting("language", "de")
    assert Settings(log).region.widget.label == "Österreich: Wien"


def test_a_region_that_is_not_known_is_refused_in_words_when_it_is_entered(
    form: Settings, log: Log
) -> None:
    form.region.widget.options = [*form.region.widget.options, ("?", "Bayern")]
    form.region.widget.value = "Bayern"
    assert said(form) == EN("errors.region_unknown", value="Bayern")
    assert log.setting("region") == ""


def test_a_region_of_another_kind_that_is_there_already_is_shown(log: Log) -> None:
    log.set_setting("region", "Bayern")
    form = Settings(log)
    assert (said(form), form.region.widget.value) == ("", "Bayern")


def test_one_waits_for_seven_working_days_until_one_says_otherwise(
    form: Settings, log: Log
) -> None:
    assert (form.follow_up.widget.typed, following_up.after_days(log)) == ("7", 7)
    form.follow_up.widget.type(" 10 ")
    assert (form.follow_up.widget.typed, following_up.after_days(log)) == ("10", 10)
    form.follow_up.widget.type("")
    assert (form.follow_up.widget.typed, following_up.after_days(log)) == ("7", 7)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("soon", "number_malformed"),
        ("2.5", "number_malformed"),
        ("0", "number_out_of_range"),
        ("61", "number_out_of_range"),
    ],
)
def test_days_that_are_none_are_refused_at_the_field_and_stay_there(
    form: Settings, log: Log, typed: str, error: str
) -> None:
    form.follow_up.widget.type(typed)
    field = EN("fields.follow_up_after_days")
    assert told(form.follow_up.widget) == EN(f"errors.{error}", value=typed, field=field)
    assert form.follow_up.widget.typed == typed
    assert log.setting("follow_up_after_days") == ""


def test_days_that_are_none_in_the_log_are_seven(log: Log) -> None:
    log.set_setting("follow_up_after_days", "soon")
    assert following_up.after_days(log) == 7


def test_a_persons_region_is_edited_with_them(log: Log, ada: Contact) -> None:
    form = People(log, contact=ada.id)
    region = form.panel.fields["region"].widget
    assert region.label == EN("regions.as_mine")
    region.value = "CH-ZH"
    assert log.get(Contact, ada.id).region == "CH-ZH"


def test_the_minutes_to_spare_on_arrival_are_a_number_or_the_usual_ones(log: Log) -> None:
    form = Settings(log)
    assert form.early.widget.typed == "10"
    for typed, minutes in ((" 25 ", 25), ("0", 0), ("", 10)):
        form.early.widget.type(typed)
        assert (form.early.widget.typed, arrive_early_minutes(log)) == (str(minutes), minutes)
    form.early.widget.type("soon")
    field = EN("fields.arrive_early_minutes")
    assert told(form.early.widget) == EN("errors.number_malformed", value="soon", field=field)
    assert arrive_early_minutes(log) == 10


def test_a_setting_that_is_no_number_of_minutes_is_passed_over(log: Log) -> None:
    log.set_setting("arrive_early_minutes", "a while")
    assert arrive_early_minutes(log) == 10


def test_which_reminders_are_on_is_shown_before_they_can_be_seen(log: Log) -> None:
    reminders = Settings(log).reminders
    seen: list[bool] = []
    reminders._inside.observe(
        lambda _change: seen.extend(switch.value for switch in reminders.switches.values()),
        "children",
    )
    reminders.unfold()
    assert seen
    assert all(seen)

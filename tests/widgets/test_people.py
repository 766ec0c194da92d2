"""The form for people: add, find, edit, choose, bin, and undo."""

from __future__ import annotations

import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import (
    ContactLanguage,
    Field,
    FormOfAddress,
    Register,
    Stage,
    TouchKind,
    Warmth,
)
from infoint_widgets.widgets.people import People
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE
from tests.widgets.conftest import said, told, typing, undo, visible

EN = Words("en")


def listed(form: People) -> list[str]:
    """The names in the list, as far as the first mark after them."""
    return [label.split(" · ")[0].split(" — ")[0] for label, _id in form.picker.people.options]


def count(form: People) -> str:
    return str(form.picker.count.value)


@pytest.fixture
def known(log: Log) -> list[Contact]:
    """Three imported connections."""
    people = [
        Contact(first_name="Chiara", last_name="Müller", organisation="Werkbund", role="editor"),
        Contact(first_name="Daniel", last_name="Okafor", organisation="Harbour", role="surveyor"),
        Contact(first_name="Emil", last_name="Yıldız", organisation="Harbour", field="shipping"),
    ]
    return [log.add(person) for person in people]


@pytest.fixture
def form(log: Log, ada: Contact) -> People:
    return People(log)


# Adding


def test_somebody_new_is_chosen_and_shown_at_once(form: People, log: Log) -> None:
    form.open_adding.click()
    assert visible(form.adding)
    for name, text in {
        "first_name": "Björn",
        "last_name": "Ek",
        "organisation": "Harbour",
        "role": "pilot",
        "email": "bjorn@example.org",
        "found_through": "a podcast",
        "why": "How one learns to read a river.",
    }.items():
        form.new[name].type(text)
    form.add()
    (bjorn,) = log.find(Contact, last_name="Ek")
    assert (bjorn.stage, bjorn.chosen_at, bjorn.role) == (Stage.CHOSEN, NOW, "pilot")
    assert (bjorn.found_through, bjorn.why) == ("a podcast", "How one learns to read a river.")
    assert (form.picked, form.picker.people.value) == (bjorn.id, bjorn.id)
    assert "Björn Ek · pilot, Harbour" in form.panel.heading.value
    assert said(form) == EN("people.added", name="Björn Ek")
    assert not visible(form.adding)


@pytest.mark.parametrize("name", ["role", "found_through"])
def test_what_goes_into_letters_is_asked_for_as_it_stands_there(form: People, name: str) -> None:
    hint = EN(f"people.{name}_hint")
    assert form.new[name].spec["hint"] == hint
    assert form.panel.fields[name].widget.spec["hint"] == hint


def test_enter_adds_too(form: People, log: Log) -> None:
    typing(form.new["last_name"], "Ek", do="enter")
    assert log.find(Contact, last_name="Ek")


def test_the_fields_are_empty_for_the_next_one(form: People) -> None:
    form.new["last_name"].type("Ek")
    form.add()
    assert {field.typed for field in form.new.values()} == {""}
    assert all(field.stored["emptied"] for field in form.new.values())


def test_adding_can_be_undone(form: People, log: Log) -> None:
    form.new["last_name"].type("Ek")
    form.add()
    undo(form)
    assert log.find(Contact, last_name="Ek") == []
    assert "Ek" not in listed(form)
    assert not visible(form.panel)


@pytest.mark.parametrize(
    ("typed", "first", "title", "address"),
    [
        ("Dr. Ada", "Ada", "Dr.", None),
        ("Frau Prof. Dr. Ada", "Ada", "Prof. Dr.", "ms"),
        ("Herr", "", "", "mr"),
        ("Ms Ada", "Ada", "", "ms"),
        ("Dr.", "", "Dr.", None),
        ("Phil", "Phil", "", None),
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_title_typed_before_the_first_name_goes_to_its_own_field(
    log: Log, language: str, typed: str, first: str, title: str, address: str | None
) -> None:
    log.set_setting("language", language)
    form = People(log)
    form.new["first_name"].type(typed)
    form.new["last_name"].type("Ek")
    form.add()
    (ek,) = log.find(Contact, last_name="Ek")
    assert (ek.first_name, ek.title, ek.form_of_address) == (first, title, address)
    w = Words(language)
    moved = w("people.title_apart", more=w("people.more"))
    assert (moved in str(said(form))) is bool(title or address)
    undo(form)
    assert log.find(Contact, last_name="Ek") == []


def test_somebody_typed_with_a_title_is_known_without_it(form: People, ada: Contact) -> None:
    form.new["first_name"].type(f"Dr. {ada.first_name}")
    form.new["last_name"].type(ada.last_name)
    form.add()
    assert visible(form.alike)


def test_a_title_is_all_that_was_typed_of_them(form: People, log: Log) -> None:
    form.new["first_name"].type("Dr.")
    form.add()
    assert [contact.name for contact in log.find(Contact, first_name="Dr.")] == ["Dr."]


def test_somebody_without_a_name_is_not_added(form: People, log: Log) -> None:
    form.new["organisation"].type("Harbour")
    form.guarded(form.add)()
    assert len(log.find(Contact)) == 1
    assert told(form.new["first_name"]) == EN("errors.name_missing")
    assert form.new["organisation"].typed == "Harbour"


def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(form: People) -> None:
    form.new["last_name"].type("Ek")
    form.new["email"].type("bjorn at sea")
    form.guarded(form.add)()
    assert told(form.new["email"]) == EN("errors.email_malformed", value="bjorn at sea")
    assert (form.new["last_name"].typed, form.new["email"].typed) == ("Ek", "bjorn at sea")


def test_a_mended_field_is_not_complained_of_any_more(form: People) -> None:
    form.new["email"].type("bjorn at sea")
    form.guarded(form.add)()
    form.new["email"].type("bjorn@example.org")
    form.guarded(form.add)()
    assert told(form.new["email"]) == ""
    assert told(form.new["first_name"]) == EN("errors.name_missing")


# Finding


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("harb", ["Daniel Okafor", "Emil Yıldız"]),
        ("mueller", ["Chiara Müller"]),
        ("muller", ["Chiara Müller"]),
        ("EDIT", ["Chiara Müller"]),
        ("ship", ["Emil Yıldız"]),
        ("harb dan", ["Daniel Okafor"]),
        ("nobody at all", []),
    ],
)
def test_known_people_are_found_by_company_role_and_field(
    form: People, known: list[Contact], typed: str, found: list[str]
) -> None:
    form.list.value = "known"
    form.picker.find.value = typed
    assert listed(form) == found


def test_the_list_shows_who_one_would_like_to_meet_at_first(
    form: People, known: list[Contact]
) -> None:
    assert listed(form) == ["Ada Lindqvist"]
    form.list.value = "known"
    assert listed(form) == ["Chiara Müller", "Daniel Okafor", "Emil Yıldız"]
    form.list.value = "everybody"
    assert len(listed(form)) == 4


def test_a_list_of_thousands_shows_the_first_hundred_and_says_so(log: Log, form: People) -> None:
    log.load(Contact(last_name=f"Nr {n:04}") for n in range(2000))
    form.list.value = "known"
    assert len(listed(form)) == 100
    assert count(form) == EN("picker.first_of", shown=100, n=2000)


def test_an_empty_list_says_what_to_do(log: Log) -> None:
    form = People(log)
    assert count(form) == EN("picker.nobody_yet")
    form.picker.find.value = "Ada"
    assert count(form) == EN("picker.nobody_found")


def test_what_happened_last_stands_in_the_list(form: People, log: Log, ada: Contact) -> None:
    log.add(Touch(contact_id=ada.id, kind=TouchKind.OUTREACH, happened_at=NOW, zone=ZONE))
    form.refresh()
    ((label, _id),) = form.picker.people.options
    assert label == (
        "Ada Lindqvist · curator, Glass Museum — "
        f"I wrote first, {EN.moment(NOW, ZONE, with_time=False)}"
    )


def test_somebody_without_a_name_is_listed_by_their_address(log: Log) -> None:
    log.load([Contact(email="info@example.org"), Contact(organisation="Harbour")])
    form = People(log)
    form.list.value = "known"
    assert listed(form) == ["info@example.org", EN("picker.no_name")]


def test_picking_somebody_shows_them(form: People, ada: Contact) -> None:
    assert not visible(form.panel)
    form.picker.people.value = ada.id
    assert visible(form.panel)
    assert "Ada Lindqvist" in form.panel.heading.value
    assert form.panel.fields["organisation"].widget.typed == "Glass Museum"


def test_a_refresh_keeps_what_is_typed_into_the_search(
    form: People, log: Log, elsewhere: Log, ada: Contact, ben: Contact
) -> None:
    form.pick(ada.id)
    form.picker.find.value = "bra"
    elsewhere.edit(Contact, ada.id, "city", "Graz", was="")
    form.refresh()
    assert form.picker.find.value == "bra"
    assert listed(form) == ["Brandt"]
    assert "Ada Lindqvist" in form.panel.heading.value


def test_who_is_picked_is_marked_again_when_the_search_is_cleared(
    form: People, ada: Contact, ben: Contact
) -> None:
    form.pick(ada.id)
    form.picker.find.value = "bra"
    assert form.picker.people.value is None
    form.picker.find.value = ""
    assert form.picker.people.value == ada.id


def test_who_is_picked_stays_in_sight_when_the_list_changes(form: People, ada: Contact) -> None:
    form.pick(ada.id)
    form.list.value = "known"
    assert form.picker.people.value == ada.id
    assert "Ada Lindqvist" in form.panel.heading.value


def test_another_language_keeps_who_is_picked(form: People, log: Log, ada: Contact) -> None:
    form.pick(ada.id)
    log.set_setting("language", "de")
    form.refresh()
    assert form.picker.people.value == ada.id
    assert "Ada Lindqvist" in form.panel.heading.value
    assert form.open_adding.description == Words("de")("people.add_somebody")


def test_a_form_can_begin_with_somebody(log: Log, ada: Contact) -> None:
    assert People(log, contact=ada.id).picker.people.value == ada.id


def test_a_form_for_somebody_who_is_gone_asks_to_pick_somebody(log: Log) -> None:
    form = People(log, contact="gone")
    assert said(form) == EN("errors.nobody_picked")
    assert not visible(form.panel)


# Editing


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("first_name", "Adela"),
        ("last_name", "Lindqvist-Berg"),
        ("organisation", "Light & Co."),
        ("role", "director"),
        ("field", "exhibitions"),
        ("email", "adela@example.org"),
        ("found_through", "the radio"),
        ("title", "Dr."),
        ("phone", "+43 1 234"),
        ("city", "Graz"),
        ("profile_url", "https://example.org/ada"),
        ("zone", "Europe/Vienna"),
        ("why", "Two\nlines."),
        ("notes", "Met at a fair.\n\nNice."),
    ],
)
def test_a_text_is_saved(form: People, log: Log, ada: Contact, name: str, typed: str) -> None:
    form.pick(ada.id)
    form.panel.fields[name].widget.type(typed)
    assert getattr(log.get(Contact, ada.id), name) == typed


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("field_id", Field.ARTS),
        ("form_of_address", FormOfAddress.MS),
        ("language", ContactLanguage.DE_AT),
        ("register", Register.DU),
        ("warmth", Warmth.WARM),
    ],
)
def test_a_choice_is_saved(form: People, log: Log, ada: Contact, name: str, choice: object) -> None:
    form.pick(ada.id)
    form.panel.fields[name].widget.value = choice
    assert getattr(log.get(Contact, ada.id), name) is choice
    assert said(form) == EN("form.saved")


def test_a_choice_can_be_taken_back_to_not_recorded(form: People, log: Log, ada: Contact) -> None:
    form.pick(ada.id)
    form.panel.fields["warmth"].widget.value = Warmth.WARM
    form.panel.fields["warmth"].widget.value = None
    assert log.get(Contact, ada.id).warmth is None


@pytest.mark.parametrize(
    ("name", "typed", "id"),
    [
        ("email", "ada at home", "email_malformed"),
        ("profile_url", "ada.example", "url_malformed"),
        ("zone", "Mars/Olympus_Mons", "zone_unknown"),
    ],
)
def test_what_does_not_fit_stands_at_its_field(
    form: People, log: Log, ada: Contact, name: str, typed: str, id: str
) -> None:
    form.pick(ada.id)
    before = getattr(ada, name)
    form.panel.fields[name].widget.type(typed)
    assert told(form.panel.fields[name].widget) == EN(f"errors.{id}", value=typed)
    assert getattr(log.get(Contact, ada.id), name) == before


def test_what_was_typed_for_one_person_is_not_saved_with_the_next(
    form: People, log: Log, ada: Contact, ben: Contact
) -> None:
    form.pick(ada.id)
    typing(form.panel.fields["city"].widget, "Graz")
    form.pick(ben.id)
    assert log.get(Contact, ada.id).city == "Graz"
    assert log.get(Contact, ben.id).city == ""


# Choosing, binning


def test_a_known_person_is_chosen_with_a_why(form: People, log: Log, known: list[Contact]) -> None:
    daniel = known[1]
    form.list.value = "known"
    form.picker.find.value = "harb"
    form.picker.people.value = daniel.id
    assert visible(form.panel.choose)
    form.panel.fields["why"].widget.type("How one measures a harbour.")
    form.panel.choose.click()
    now = log.get(Contact, daniel.id)
    assert (now.stage, now.chosen_at) == (Stage.CHOSEN, NOW)
    assert now.why == "How one measures a harbour."
    assert not visible(form.panel.choose)
    assert said(form) == EN("people.chosen", name="Daniel Okafor")


def test_only_the_chosen_count(form: People, log: Log, known: list[Contact]) -> None:
    assert len(log.journeys()) == 1
    form.pick(known[0].id)
    form.panel.choose.click()
    assert len(log.journeys()) == 2


def test_a_choice_of_somebody_can_be_undone(form: People, log: Log, known: list[Contact]) -> None:
    form.pick(known[0].id)
    form.panel.choose.click()
    undo(form)
    assert log.get(Contact, known[0].id).stage is Stage.KNOWN
    assert visible(form.panel.choose)


def test_somebody_who_is_chosen_is_not_offered_to_be_chosen(form: People, ada: Contact) -> None:
    form.pick(ada.id)
    assert not visible(form.panel.choose)


def test_somebody_in_the_bin_is_out_of_the_list_and_nothing_is_lost(
    form: People, log: Log, ada: Contact
) -> None:
    form.pick(ada.id)
    form.panel.bin.click()
    assert listed(form) == []
    assert log.get(Contact, ada.id).deleted_at == NOW
    assert log.get(Contact, ada.id).why == ada.why
    assert said(form) == EN("people.binned", name="Ada Lindqvist")


def test_putting_somebody_in_the_bin_can_be_undone(form: People, log: Log, ada: Contact) -> None:
    form.pick(ada.id)
    form.panel.bin.click()
    undo(form)
    assert listed(form) == ["Ada Lindqvist"]
    assert log.get(Contact, ada.id).deleted_at is None


def test_somebody_is_taken_out_of_the_bin(form: People, log: Log, ada: Contact) -> None:
    form.pick(ada.id)
    form.panel.bin.click()
    form.list.value = "bin"
    assert listed(form) == ["Ada Lindqvist"]
    form.picker.people.value = ada.id
    assert visible(form.panel.unbin)
    assert not visible(form.panel.bin)
    form.panel.unbin.click()
    assert log.get(Contact, ada.id).deleted_at is None
    assert said(form) == EN("people.unbinned", name="Ada Lindqvist")
    undo(form)
    assert log.get(Contact, ada.id).deleted_at == NOW


def test_doing_something_with_nobody_says_whom_it_takes(form: People) -> None:
    form.panel.bin.click()
    assert said(form) == EN("errors.nobody_picked")


# Together


def test_two_forms_on_one_log_see_each_others_changes(log: Log, ada: Contact) -> None:
    one, other = People(log), People(log, contact=ada.id)
    one.pick(ada.id)
    one.panel.fields["organisation"].widget.type("Harbour")
    other.refresh()
    assert other.panel.fields["organisation"].widget.typed == "Harbour"
    assert "Harbour" in other.panel.heading.value


def test_two_notebooks_see_each_others_changes(log: Log, elsewhere: Log, ada: Contact) -> None:
    one, other = People(log, contact=ada.id), People(elsewhere, contact=ada.id)
    one.panel.fields["warmth"].widget.value = Warmth.WARM
    one.new["last_name"].type("Ek")
    one.add()
    other.refresh()
    assert other.panel.fields["warmth"].widget.value is Warmth.WARM
    assert "Ek" in listed(other)


def test_two_who_edit_one_field_see_both_versions(log: Log, elsewhere: Log, ada: Contact) -> None:
    one, other = People(log, contact=ada.id), People(elsewhere, contact=ada.id)
    one.panel.fields["notes"].widget.type("mine")
    field = other.panel.fields["notes"].widget
    typing(field, "yours", do="left", base="")
    assert log.get(Contact, ada.id).notes == "mine"
    assert (field.typed, field.stored["text"], field.stored["mine"]) == ("yours", "mine", False)


def test_somebody_added_by_name_with_braces_is_named_as_typed(form: People) -> None:
    form.new["last_name"].type("{name} {0} %s")
    form.add()
    assert said(form) == EN("people.added", name="{name} {0} %s")

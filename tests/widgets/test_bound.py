"""Controls that are bound to a row of the log: whose row is written, and what is seen first."""

from __future__ import annotations

import ipywidgets
import pytest

from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Setting
from infoint_widgets.vocabulary import Mode
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.words import Words
from tests.widgets.conftest import said, told, typing

EN = Words("en")


class Card(Form):
    """Two fields of a contact, and how one meets them."""

    def build(self) -> list[ipywidgets.Widget]:
        self.city = BoundText(self, "city")
        self.notes = BoundText(self, "notes", rows=3)
        self.mode = BoundChoice.of(self, "mode", "mode", Mode)
        self.zone = BoundChoice(self, "zone", parts.zones("Time zone"))
        return [self.city.widget, self.notes.widget, self.mode.widget, self.zone.widget]

    def show(self) -> None:
        pass


@pytest.fixture
def card(log: Log) -> Card:
    return Card(log)


def test_a_text_goes_into_its_row(card: Card, log: Log, ada: Contact) -> None:
    card.city.show(ada)
    card.city.widget.type("Graz")
    assert log.get(Contact, ada.id).city == "Graz"


@pytest.mark.parametrize("column", ["city", "notes"])
def test_letters_for_one_person_never_reach_the_next(
    card: Card, log: Log, ada: Contact, ben: Contact, column: str
) -> None:
    field = getattr(card, column)
    field.show(ada)
    field.widget._while_typing = False
    typing(field.widget, "Graz")
    field.show(ben)
    assert getattr(log.get(Contact, ada.id), column) == "Graz"
    assert getattr(log.get(Contact, ben.id), column) == field.widget.typed == ""


def test_letters_are_saved_when_nobody_is_shown_any_more(
    card: Card, log: Log, ada: Contact
) -> None:
    card.city.show(ada)
    typing(card.city.widget, "Graz")
    card.city.show(None)
    assert log.get(Contact, ada.id).city == "Graz"
    assert card.city.widget.stored["key"] == ""


def test_a_line_is_shown_as_it_is_kept(card: Card, ada: Contact) -> None:
    card.city.show(ada)
    card.city.widget.type("  Graz \n Mitte ")
    assert card.city.widget.typed == "Graz Mitte"


def test_a_value_that_does_not_fit_stands_at_the_field(card: Card, log: Log) -> None:
    email = BoundText(card, "email")
    email.show(log.add(Contact(email="ada@example.org")))
    email.widget.type("ada at home")
    assert told(email.widget) == EN("errors.email_malformed", value="ada at home")
    assert email.widget.typed == "ada at home"


def test_two_logs_and_two_rows_are_told_apart_in_the_browser(
    card: Card, ada: Contact, ben: Contact
) -> None:
    keys = set()
    for field in (card.city, card.notes):
        for person in (ada, ben):
            field.show(person)
            keys.add(field.widget.stored["key"])
    assert len(keys) == 4
    assert all(card.log.path.parent.name in key for key in keys)


def test_a_row_that_was_only_looked_at_is_written_with_its_first_field(
    card: Card, log: Log, ada: Contact
) -> None:
    meeting = Meeting(contact_id=ada.id)
    card.mode.show(meeting)
    assert log.find(Meeting) == []
    card.mode.widget.value = Mode.PHONE
    assert log.get(Meeting, meeting.id).mode is Mode.PHONE


def test_showing_a_choice_writes_nothing(card: Card, log: Log, ada: Contact) -> None:
    meeting = log.add(Meeting(contact_id=ada.id, mode=Mode.CAFE))
    card.mode.show(meeting)
    assert card.mode.widget.value is Mode.CAFE
    assert log.get(Meeting, meeting.id) == meeting


def test_a_choice_for_nobody_can_not_be_made(card: Card, ada: Contact) -> None:
    card.mode.show(Meeting(contact_id=ada.id, mode=Mode.CAFE))
    card.mode.show(None)
    assert card.mode.widget.disabled


def test_a_choice_that_was_overtaken_names_both_versions(
    card: Card, log: Log, elsewhere: Log, ada: Contact
) -> None:
    meeting = log.add(Meeting(contact_id=ada.id))
    card.mode.show(meeting)
    elsewhere.edit(Meeting, meeting.id, "mode", Mode.VIDEO, was=None)
    card.mode.widget.value = Mode.PHONE
    assert log.get(Meeting, meeting.id).mode is Mode.VIDEO
    assert card.mode.widget.value is Mode.VIDEO
    assert said(card) == EN(
        "errors.choice_changed", field="How we meet", mine="Phone call", theirs="Video call"
    )


def test_a_choice_that_was_overtaken_can_be_made_again(
    card: Card, log: Log, elsewhere: Log, ada: Contact
) -> None:
    meeting = log.add(Meeting(contact_id=ada.id))
    card.mode.show(meeting)
    elsewhere.edit(Meeting, meeting.id, "mode", Mode.VIDEO, was=None)
    card.mode.widget.value = Mode.PHONE
    card.mode.widget.value = Mode.PHONE
    assert log.get(Meeting, meeting.id).mode is Mode.PHONE
    assert said(card) == EN("form.saved")


def test_a_value_that_the_list_lacks_is_shown_all_the_same(card: Card, log: Log) -> None:
    setting = Setting(id="zone", value="Mars/Olympus_Mons")
    zone = BoundChoice(card, "value", parts.zones("Time zone"))
    zone.show(setting)
    assert zone.widget.value == "Mars/Olympus_Mons"
    zone.widget.value = "Europe/Vienna"
    assert log.setting("zone") == "Europe/Vienna"


def test_a_choice_goes_with_its_row(card: Card, log: Log, ada: Contact, ben: Contact) -> None:
    with_ada, with_ben = (log.add(Meeting(contact_id=person.id)) for person in (ada, ben))
    card.mode.show(with_ada)
    card.mode.widget.value = Mode.PHONE
    card.mode.show(with_ben)
    assert card.mode.widget.value is None
    assert log.get(Meeting, with_ben.id).mode is None


def test_a_list_of_choices_can_change_without_choosing_for_anybody() -> None:
    control = parts.dropdown("Entry", [("one", 1), ("two", 2)], 2)
    parts.offer(control, [("zero", 0), ("two", 2)], control.value)
    assert control.value == 2
    parts.offer(control, [("zero", 0), ("none", None)], control.value)
    assert control.value is None

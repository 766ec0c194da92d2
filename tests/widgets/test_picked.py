"""Who is picked goes along from page to page, and a search finds people of either list."""

from __future__ import annotations

import pytest

from infoint_widgets.jobs import people as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Change, Contact
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.picker import PersonForm
from infoint_widgets.widgets.prepare import PrepChecklist
from infoint_widgets.words import Words
from tests.widgets.conftest import said, tell, visible

EN = Words("en")


@pytest.fixture
def known(log: Log) -> Contact:
    """Somebody who came with an import."""
    return log.add(Contact(first_name="Emil", last_name="Yıldız", organisation="Harbour"))


def listed(form: PersonForm) -> list[str]:
    return [label for label, _id in form.picker.people.options]


@pytest.mark.parametrize("form", [People, EmailDraft, PrepChecklist])
def test_the_next_page_begins_with_who_was_picked_on_the_last(
    log: Log, elsewhere: Log, ada: Contact, ben: Contact, form: type[PersonForm]
) -> None:
    People(log).picker.people.value = ben.id
    after = form(elsewhere)
    assert after.picked == ben.id
    assert after.picker.people.value == ben.id


def test_a_page_that_is_open_keeps_its_own_person(log: Log, ada: Contact, ben: Contact) -> None:
    one, other = People(log), EmailDraft(log)
    one.picker.people.value = ada.id
    other.picker.people.value = ben.id
    one.refresh()
    assert one.picked == ada.id


def test_a_page_that_was_asked_for_somebody_begins_with_them(
    log: Log, ada: Contact, ben: Contact
) -> None:
    People(log).picker.people.value = ben.id
    assert EmailDraft(log, ada.id).picked == ada.id


def test_who_was_put_in_the_bin_or_is_gone_is_not_begun_with(log: Log, ada: Contact) -> None:
    People(log).picker.people.value = ada.id
    jobs.put_in_bin(log, ada.id)
    assert People(log).picked is None
    log.delete(Contact, ada.id)
    assert People(log).picked is None


def test_picking_somebody_is_nothing_to_undo(log: Log, ada: Contact) -> None:
    before = len(log.find(Change))
    People(log).picker.people.value = ada.id
    assert len(log.find(Change)) == before


def test_picking_somebody_brings_their_heading_into_view(
    log: Log, ada: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = People(log)
    sent: list[object] = []
    monkeypatch.setattr(form._status, "send", sent.append)
    form.picker.people.value = ada.id
    assert sent == [{"view": "infoint-head"}]


def test_a_search_finds_those_of_the_other_list_and_says_where_they_are(
    log: Log, ada: Contact, known: Contact
) -> None:
    form = People(log)
    form.picker.find.value = "har"
    assert listed(form) == ["Emil Yıldız · Harbour (not on your list yet)"]
    form.list.value = "known"
    form.picker.find.value = "lindq"
    assert listed(form) == ["Ada Lindqvist · curator, Glass Museum (already on your list)"]


def test_those_of_the_list_that_is_shown_come_first(log: Log, ada: Contact) -> None:
    log.add(Contact(last_name="Aaronsen", organisation="Glass Museum"))
    form = People(log)
    form.picker.find.value = "glass"
    assert [label.split(" ·")[0] for label in listed(form)] == ["Ada Lindqvist", "Aaronsen"]
    form.picker.find.value = ""
    assert [label.split(" ·")[0] for label in listed(form)] == ["Ada Lindqvist"]


def test_a_search_in_the_bin_stays_there(log: Log, ada: Contact, known: Contact) -> None:
    jobs.put_in_bin(log, known.id)
    form = People(log)
    form.list.value = "bin"
    form.picker.find.value = "a"
    assert listed(form) == ["Emil Yıldız · Harbour"]


@pytest.mark.parametrize("which", ["known", "bin"])
def test_after_adding_the_list_is_one_that_shows_the_new_person(
    log: Log, known: Contact, which: str
) -> None:
    form = People(log)
    form.list.value = which
    form.new["last_name"].type("Okafor")
    form.add()
    assert form.list.value == "chosen"
    assert listed(form) == ["Okafor"]
    assert form.picker.people.value == form.picked
    assert visible(form.panel)


def test_what_is_said_can_be_closed(log: Log, ada: Contact) -> None:
    form = People(log, ada.id)
    form.panel.bin.click()
    assert form._status.said["undo"]
    tell(form._status, do="close")
    assert (form._status.said["text"], form._status.said["undo"]) == ("", "")
    assert form._status.words["close"] == EN("form.close")


@pytest.mark.parametrize("form", [People, EmailDraft])
def test_a_notice_with_its_undo_goes_when_somebody_else_is_picked(
    log: Log, ada: Contact, ben: Contact, form: type[PersonForm]
) -> None:
    shown = form(log, ada.id)
    shown.did("Written down for Ada Lindqvist.", jobs.choose(log, ada.id))
    shown.picker.people.value = ben.id
    assert said(shown) == ""
    assert not shown._status.said["undo"]


def test_a_notice_stays_while_the_same_person_is_shown_anew(log: Log, ada: Contact) -> None:
    form = People(log, ada.id)
    form.did("Written down for Ada Lindqvist.", jobs.choose(log, ada.id))
    form.pick(ada.id)
    assert said(form) == "Written down for Ada Lindqvist."


def test_that_a_file_was_saved_is_said_until_it_is_about_somebody_else(
    log: Log, ada: Contact, ben: Contact
) -> None:
    form = EmailDraft(log, ada.id)
    before = form.file.about
    form.picker.people.value = ben.id
    assert before != form.file.about

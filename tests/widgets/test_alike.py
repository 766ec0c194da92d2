"""Adding somebody who is there already: said before it happens, and for the person to decide."""

from __future__ import annotations

import ipywidgets
import pytest

from infoint_widgets.jobs import people as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import Stage
from infoint_widgets.widgets.people import People
from infoint_widgets.words import Words
from tests.widgets.conftest import inside, said, visible

EN = Words("en")


@pytest.fixture
def zoe(log: Log) -> Contact:
    """Somebody who came with an import and is only known."""
    return log.add(
        Contact(
            first_name="Zoë",
            last_name="Müller",
            role="editor",
            email="zoe@example.org",
            profile_url="https://www.linkedin.com/in/zoe-mueller/",
        )
    )


@pytest.fixture
def form(log: Log, zoe: Contact) -> People:
    form = People(log)
    form.open_adding.click()
    return form


def press(form: People, id: str) -> None:
    buttons = [b for b in inside(form.alike) if isinstance(b, ipywidgets.Button)]
    next(b for b in buttons if b.description == EN(id)).click()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"email": "ZOE@example.org"}, "email"),
        ({"profile_url": "linkedin.com/in/Zoe-Mueller?trk=x"}, "profile"),
        ({"first_name": "zoe", "last_name": "MULLER"}, "name"),
        ({"first_name": "Müller", "last_name": "Zoé"}, "name"),
        ({"last_name": "Zoe Müller"}, "name"),
        ({"first_name": "Zoë", "last_name": "Müller", "email": "zoe@example.org"}, "email"),
    ],
)
def test_somebody_is_known_by_name_address_or_profile_however_it_is_spelled(
    log: Log, zoe: Contact, typed: dict[str, str], reason: str
) -> None:
    assert jobs.alike(log, **typed) == [jobs.Alike(zoe, reason)]


@pytest.mark.parametrize(
    "typed",
    [
        {"first_name": "Zoë"},
        {"first_name": "Zoë", "last_name": "Müller-Lüdenscheid"},
        {"email": "oe@example.org"},
        {"profile_url": "linkedin.com/in/zoe"},
        {"organisation": "Zoë Müller"},
        {},
    ],
)
def test_somebody_else_is_taken_for_nobody(log: Log, zoe: Contact, typed: dict[str, str]) -> None:
    assert jobs.alike(log, **typed) == []


def test_who_is_in_the_bin_is_known_too(log: Log, zoe: Contact) -> None:
    jobs.put_in_bin(log, zoe.id)
    assert [one.contact.id for one in jobs.alike(log, first_name="Zoe Muller")] == [zoe.id]


def test_somebody_there_already_is_not_added_before_one_was_asked(form: People, log: Log) -> None:
    form.new["first_name"].type("Zoe")
    form.new["last_name"].type("Muller")
    form.add()
    assert len(log.find(Contact)) == 1
    assert visible(form.alike)
    assert "Zoë Müller · editor" in "".join(
        text.value for text in inside(form.alike) if isinstance(text, ipywidgets.HTML)
    )
    assert said(form) == EN("people.alike.said")
    assert form.new["first_name"].typed == "Zoe"


def test_who_is_there_can_be_opened_instead(form: People, log: Log, zoe: Contact) -> None:
    form.new["email"].type("zoe@example.org")
    form.add()
    press(form, "people.alike.open")
    assert len(log.find(Contact)) == 1
    assert form.picked == form.picker.people.value == zoe.id
    assert not visible(form.adding)
    assert form.new["email"].typed == ""


def test_who_is_in_the_bin_is_opened_there(form: People, log: Log, zoe: Contact) -> None:
    jobs.put_in_bin(log, zoe.id)
    form.new["email"].type("zoe@example.org")
    form.add()
    press(form, "people.alike.open")
    assert form.list.value == "bin"
    assert form.picker.people.value == zoe.id
    assert visible(form.panel.unbin)


def test_they_can_be_added_all_the_same(form: People, log: Log, zoe: Contact) -> None:
    form.new["first_name"].type("Zoë")
    form.new["last_name"].type("Müller")
    form.add()
    press(form, "people.alike.add")
    (new,) = [contact for contact in log.find(Contact) if contact.id != zoe.id]
    assert (new.name, new.stage) == ("Zoë Müller", Stage.CHOSEN)
    assert form.picked == new.id
    assert not visible(form.alike)


def test_another_name_is_added_at_once_after_a_warning(form: People, log: Log) -> None:
    form.new["first_name"].type("Zoe Müller")
    form.add()
    form.new["first_name"].type("Zora Müller")
    form.add()
    assert {contact.name for contact in log.find(Contact)} == {"Zoë Müller", "Zora Müller"}
    assert not visible(form.alike)

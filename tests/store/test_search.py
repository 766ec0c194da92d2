"""People are found however their names are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.log.search import folded, last_touches, people, search_text
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import Precision, Stage, TouchKind
from tests.conftest import NOW


def found(log: Log, typed: str) -> list[str]:
    return [person.name for person in people(log, typed)[0]]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Müller", "müller"),
        ("Müller", "MUELLER"),
        ("Müller", "muller"),
        ("Mueller", "Müller"),
        ("Mu\u0308ller", "Müller"),
        ("Müller", "Mu\u0308ller"),
        ("Mueller", "Mu\u0308ller"),
        ("Größl", "groessl"),
        ("Größl", "grossl"),
        ("Groessl", "größl"),
        ("Weiss", "weiß"),
        ("Weiß", "weiss"),
        ("José", "jose"),
        ("Jose", "José"),
        ("Öztürk", "oeztuerk"),
        ("İpek", "ipek"),
        ("Łukasz", "łuka"),
    ],
)
def test_umlauts_accents_and_case_do_not_matter(log: Log, name: str, typed: str) -> None:
    log.add(Contact(first_name=name))
    log.add(Contact(first_name="Nobody Else"))
    assert len(found(log, typed)) == 1


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"', "*", "["])
def test_signs_mean_themselves(log: Log, sign: str) -> None:
    log.add(Contact(first_name="Ada", organisation="A plain name"))
    log.add(Contact(first_name="Eda", organisation=f"100{sign}Design"))
    assert found(log, sign) == ["Eda"]
    assert found(log, f"100{sign}d") == ["Eda"]


def test_all_words_must_be_there_in_whatever_order_and_field(log: Log) -> None:
    log.add(Contact(first_name="Ada", organisation="Nordlicht", role="Designer", city="Graz"))
    log.add(Contact(first_name="Eda", organisation="Nordlicht", role="Engineer", city="Graz"))
    assert found(log, "  graz\u00a0desi NORD ") == ["Ada"]


def test_nothing_typed_finds_everybody_by_last_name(log: Log) -> None:
    log.load(
        Contact(first_name=first, last_name=last)
        for first, last in [*zip("acb", "ZyY", strict=True)]
    )
    assert found(log, "") == ["b Y", "c y", "a Z"]


def test_more_are_counted_than_are_shown(log: Log) -> None:
    log.load(Contact(first_name="Ada") for _ in range(5))
    shown, there = people(log, "ada", limit=2)
    assert (len(shown), there) == (2, 5)


def test_the_bin_is_apart(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "deleted_at", NOW, was=None)
    assert people(log)[1] == 0
    assert people(log, "ada", binned=True)[1] == 1


def test_the_chosen_stand_apart_from_those_one_only_knows(log: Log) -> None:
    log.add(Contact(first_name="Ada"))
    log.add(Contact(first_name="Eda", stage=Stage.CHOSEN))
    assert [person.first_name for person in people(log, stage=Stage.CHOSEN)[0]] == ["Eda"]


def test_an_edited_name_is_found_by_the_new_one(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "last_name", "Königsmann", was=ada.last_name)
    assert found(log, "koenigsmann") == ["Ada Königsmann"]
    assert found(log, "lindqvist") == []


def test_a_letter_pasted_into_the_search_finds_nobody_and_breaks_nothing(
    log: Log, ada: Contact
) -> None:
    assert found(log, "one word and another " * 5_000) == []
    assert found(log, "x" * 100_000) == []


@given(st.text(), st.text())
def test_whoever_is_typed_as_they_are_written_is_found(first: str, last: str) -> None:
    contact = Contact(first_name=first, last_name=last)
    assert all(folded(word) in search_text(contact) for word in contact.name.split())


def test_the_last_thing_that_happened_with_each(log: Log, ada: Contact) -> None:
    for kind, when in ((TouchKind.MET, NOW), (TouchKind.OUTREACH, NOW - 9)):
        log.add(Touch(contact_id=ada.id, kind=kind, happened_at=when, zone="UTC"))
    assert last_touches(log, [ada.id, "nobody"]) == {ada.id: (TouchKind.MET, NOW, Precision.MINUTE)}
    assert last_touches(log, []) == {}


def test_of_what_happened_at_one_moment_the_last_written_down_came_last(
    log: Log, ada: Contact
) -> None:
    for kind in (TouchKind.MET, TouchKind.THANKED):
        log.add(Touch(contact_id=ada.id, kind=kind, happened_at=NOW, zone="UTC"))
    assert last_touches(log, [ada.id])[ada.id] == (TouchKind.THANKED, NOW, Precision.MINUTE)

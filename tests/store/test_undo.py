"""What was done can be taken back, whole, until something else happened to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infoint_widgets.errors import LogError
from infoint_widgets.log.search import people
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Draft, Meeting, Touch
from infoint_widgets.vocabulary import DraftKind, Stage, TouchKind
from tests.conftest import NOW


def touch_of(contact: Contact, meeting: Meeting | None = None) -> Touch:
    return Touch(
        contact_id=contact.id,
        meeting_id=meeting.id if meeting else None,
        kind=TouchKind.MET,
        happened_at=NOW,
        zone="Europe/Berlin",
        text="a\nb",
    )


def done(log: Log, *steps: Callable[[], object]) -> str:
    with log.writing() as action:
        for step in steps:
            step()
    return action


def everything(log: Log) -> list[object]:
    return [*log.find(Contact), *log.find(Meeting), *log.find(Touch), *log.find(Draft)]


def test_a_binned_person_comes_back(log: Log, ada: Contact) -> None:
    action = done(log, lambda: log.edit(Contact, ada.id, "deleted_at", NOW, was=None))
    log.undo(action)
    assert log.get(Contact, ada.id).deleted_at is None


def test_a_deleted_touch_comes_back_as_it_was(log: Log, ada: Contact) -> None:
    touch = log.add(touch_of(ada))
    log.undo(done(log, lambda: log.delete(Touch, touch.id)))
    assert log.get(Touch, touch.id) == touch


def test_a_whole_action_is_taken_back(log: Log, ada: Contact) -> None:
    meeting = Meeting(contact_id=ada.id)
    draft = log.add(Draft(contact_id=ada.id, kind=DraftKind.OUTREACH, saved_at=NOW))
    before = everything(log)
    action = done(
        log,
        lambda: log.edit(Contact, ada.id, "stage", Stage.CHOSEN, was=ada.stage),
        lambda: log.edit(Contact, ada.id, "chosen_at", NOW, was=None),
        lambda: log.add(meeting),
        lambda: log.add(touch_of(ada, meeting)),
        lambda: log.delete(Draft, draft.id),
    )
    assert everything(log) != before
    log.undo(action)
    assert [row for row in everything(log) if not isinstance(row, Contact)] == before[1:]
    assert log.get(Contact, ada.id).stage is Stage.KNOWN
    assert log.get(Contact, ada.id).chosen_at is None


def test_undoing_twice_does_no_more_than_once(log: Log, ada: Contact) -> None:
    action = done(log, lambda: log.edit(Contact, ada.id, "city", "Graz", was=""))
    log.undo(action)
    log.edit(Contact, ada.id, "city", "Graz", was="")
    log.undo(action)
    assert log.get(Contact, ada.id).city == "Graz"


def test_an_edit_is_taken_back_though_another_field_changed(log: Log, ada: Contact) -> None:
    action = done(log, lambda: log.edit(Contact, ada.id, "city", "Graz", was=""))
    log.edit(Contact, ada.id, "notes", "since", was=ada.notes)
    log.undo(action)
    now = log.get(Contact, ada.id)
    assert (now.city, now.notes) == ("", "since")


def test_a_name_taken_back_is_found_as_it_was(log: Log, ada: Contact) -> None:
    log.undo(done(log, lambda: log.edit(Contact, ada.id, "last_name", "Möller", was="Lindqvist")))
    assert people(log, "lindqvist") == ([log.get(Contact, ada.id)], 1)
    assert people(log, "möller") == ([], 0)


def changed_since(log: Log, ada: Contact) -> str:
    action = done(
        log,
        lambda: log.add(touch_of(ada)),
        lambda: log.edit(Contact, ada.id, "city", "Graz", was=""),
    )
    log.edit(Contact, ada.id, "city", "Linz", was="Graz")
    return action


def gone_since(log: Log, ada: Contact) -> str:
    touch = log.add(touch_of(ada))
    action = done(
        log,
        lambda: log.edit(Touch, touch.id, "note", "later", was=""),
        lambda: log.edit(Contact, ada.id, "city", "Graz", was=""),
    )
    log.delete(Touch, touch.id)
    return action


def leaned_on_since(log: Log, ada: Contact) -> str:
    eda = Contact(first_name="Eda")
    action = done(
        log, lambda: log.add(eda), lambda: log.edit(Contact, ada.id, "city", "Graz", was="")
    )
    log.add(touch_of(eda))
    return action


def without_its_person_since(log: Log, ada: Contact) -> str:
    touch = log.add(touch_of(ada))
    action = done(log, lambda: log.delete(Touch, touch.id))
    log.delete(Contact, ada.id)
    return action


def replaced_since(log: Log, ada: Contact) -> str:
    eda = log.add(Contact(first_name="Eda", source="linkedin", source_id="1"))
    action = done(log, lambda: log.delete(Contact, eda.id))
    log.add(Contact(first_name="Eda", source="linkedin", source_id="1"))
    return action


@pytest.mark.parametrize(
    "case",
    [changed_since, gone_since, leaned_on_since, without_its_person_since, replaced_since],
)
def test_undo_refuses_when_something_changed_since_and_then_changes_nothing(
    log: Log, ada: Contact, case: Callable[[Log, Contact], str]
) -> None:
    action = case(log, ada)
    before = everything(log)
    with pytest.raises(LogError) as refused:
        log.undo(action)
    assert refused.value.id == "undo_changed"
    assert everything(log) == before


def test_ticks_and_settings_leave_no_history(log: Log) -> None:
    log.set_setting("language", "de")
    assert log.query("SELECT 1 FROM history") == []

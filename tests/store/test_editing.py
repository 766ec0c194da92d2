"""Fields are written one by one, and nobody's words are overwritten in silence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from infoint_widgets.errors import Conflict, InvalidValue, LogError
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Draft, Import, Setting, Touch, derived_id
from infoint_widgets.vocabulary import DraftKind, Stage, TouchKind
from tests.conftest import NOW


def draft_to(contact: Contact) -> Draft:
    kind = DraftKind.OUTREACH
    return Draft(
        id=derived_id("draft", contact.id, kind), contact_id=contact.id, kind=kind, saved_at=NOW
    )


def test_what_was_written_is_read_as_the_same(log: Log) -> None:
    there = log.add(Contact(first_name="Zoë", stage=Stage.CHOSEN, notes="a\nb\t$5 $6 %_'\""))
    assert log.get(Contact, there.id) == there


def test_a_conflict_carries_both_values(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "notes", "theirs", was=ada.notes)
    with pytest.raises(Conflict) as conflict:
        log.edit(Contact, ada.id, "notes", "mine", was=ada.notes)
    assert (conflict.value.field, conflict.value.mine, conflict.value.theirs) == (
        "notes", "mine", "theirs",
    )  # fmt: skip
    assert log.get(Contact, ada.id).notes == "theirs"


def test_different_fields_never_conflict(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "notes", "one page", was=ada.notes)
    log.edit(Contact, ada.id, "city", "Graz", was=ada.city)
    now = log.get(Contact, ada.id)
    assert (now.notes, now.city, now.version) == ("one page", "Graz", ada.version + 2)


def test_who_wants_the_same_is_not_in_conflict(log: Log, ada: Contact) -> None:
    once = log.edit(Contact, ada.id, "city", "Graz", was="")
    assert log.edit(Contact, ada.id, "city", "Graz", was="") == once


def test_what_was_seen_may_be_untidy(log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "city", "Graz", was="  ")
    assert log.edit(Contact, ada.id, "city", "Linz", was=" Graz ").city == "Linz"


def test_a_value_that_does_not_fit_is_not_written(log: Log, ada: Contact) -> None:
    with pytest.raises(InvalidValue) as refused:
        log.edit(Contact, ada.id, "email", "ada at home", was="")
    assert refused.value.field == "email"
    assert log.get(Contact, ada.id) == ada


def test_a_row_that_is_gone_says_so(log: Log, ada: Contact) -> None:
    log.delete(Contact, ada.id)
    with pytest.raises(LogError) as gone:
        log.edit(Contact, ada.id, "city", "Graz", was="")
    assert gone.value.id == "gone"


def test_a_search_for_what_no_field_can_hold_says_which_field(log: Log) -> None:
    with pytest.raises(InvalidValue) as refused:
        log.find(Contact, stage="friend")
    assert refused.value.field == "stage"


def test_nothing_may_hang_in_the_air(log: Log) -> None:
    touch = Touch(contact_id="nobody", kind=TouchKind.MET, happened_at=NOW, zone="UTC")
    with pytest.raises(LogError) as refused:
        log.add(touch)
    assert refused.value.id == "row_unfit"
    assert log.find(Touch) == []


def test_an_action_that_fails_leaves_nothing_behind(log: Log, ada: Contact) -> None:
    def half() -> None:
        with log.writing():
            log.edit(Contact, ada.id, "city", "Graz", was="")
            log.edit(Contact, ada.id, "notes", "mine", was="not what stands there")

    with pytest.raises(Conflict):
        half()
    assert log.get(Contact, ada.id) == ada


def test_a_disk_that_fails_in_the_middle_leaves_nothing_behind(log: Log, ada: Contact) -> None:
    def rolled_back_by_sqlite() -> None:
        with log.writing():
            log.edit(Contact, ada.id, "city", "Graz", was="")
            log._connections.get().execute("ROLLBACK")
            raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(LogError, match="my_log"):
        rolled_back_by_sqlite()
    assert log.get(Contact, ada.id) == ada


def test_a_draft_begins_with_the_first_letter_typed(log: Log, ada: Contact) -> None:
    draft = draft_to(ada)
    log.put(draft, "body", "D", was="", remember=False)
    log.put(draft, "body", "De", was="D", remember=False)
    assert log.get(Draft, draft.id).body == "De"
    assert log.query("SELECT 1 FROM history WHERE table_name = 'drafts'") == []


def test_two_pages_that_begin_a_draft_share_one(log: Log, ada: Contact) -> None:
    log.put(draft_to(ada), "body", "one", was="")
    with pytest.raises(Conflict):
        log.put(draft_to(ada), "body", "two", was="")
    assert [draft.body for draft in log.find(Draft)] == ["one"]


def test_a_setting_that_was_never_made_has_its_default(log: Log) -> None:
    assert log.setting("language", "en") == "en"


def test_the_last_one_to_choose_a_setting_wins_unless_they_say_what_they_saw(log: Log) -> None:
    log.set_setting("language", "de")
    log.set_setting("language", "en")
    assert log.setting("language") == "en"
    with pytest.raises(Conflict):
        log.set_setting("language", "de", was="de")
    assert [setting.value for setting in log.find(Setting)] == ["en"]


def test_the_zone_is_the_set_one_once_there_is_one(log: Log) -> None:
    assert log.zone == "Europe/Berlin"
    log.set_setting("zone", "Europe/Zurich")
    assert log.zone == "Europe/Zurich"


def test_rows_from_a_source_come_in_once(log: Log) -> None:
    rows = [Contact(first_name="Ada", source="linkedin", source_id=str(n)) for n in range(3)]
    again = [Contact(first_name="Eda", source="linkedin", source_id=str(n)) for n in range(4)]
    assert log.load(rows) == 3
    assert log.load(again) == 1
    assert [row.first_name for row in log.find(Contact)] == ["Ada", "Ada", "Ada", "Eda"]


def test_an_import_with_a_bad_row_leaves_nothing(log: Log) -> None:
    rows = [
        Import(id="1", imported_at=NOW, file="c.csv", format="own", read=2, added=2),
        Contact(import_id="1"),
        Contact(import_id="2"),
    ]
    with pytest.raises(LogError) as refused:
        log.load(rows)
    assert refused.value.id == "row_unfit"
    assert (log.find(Import), log.find(Contact)) == ([], [])


def test_a_log_loaded_anew_holds_only_that(log: Log, ada: Contact) -> None:
    log.set_setting("language", "de")
    log.load([Contact(id="eda", first_name="Eda")], anew=True)
    assert [person.id for person in log.find(Contact)] == ["eda"]
    assert log.find(Setting) == []


def test_a_closed_log_opens_again_when_it_is_used(log: Log, ada: Contact) -> None:
    log.close()
    assert log.get(Contact, ada.id) == ada


def test_a_log_shown_in_a_notebook_says_no_more_than_its_name(log: Log, path: Path) -> None:
    log.add(Contact(first_name="Ada"))
    assert repr(log) == "<Log my_log.db>"

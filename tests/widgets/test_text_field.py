"""A text field in the kernel: what it saves and when, and what it never overwrites."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from infoint_widgets.errors import Conflict, InvalidValue, LogError
from infoint_widgets.widgets.text_field import TextField
from infoint_widgets.words import Words
from tests.widgets.conftest import tell, told, typing

EN = Words("en")


class Kept:
    """One text of a log, and what it refuses."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.refusal: Exception | None = None
        self.seen: list[tuple[str, str]] = []

    def save(self, text: str, was: str) -> None:
        self.seen.append((text, was))
        if self.refusal:
            raise self.refusal
        if was != self.text:
            raise Conflict(field="notes", mine=text, theirs=self.text)
        self.text = text


@pytest.fixture
def kept() -> Kept:
    return Kept("first")


def new_field(**spec: Any) -> TextField:
    return TextField(EN, "Notes", guard=lambda callback: callback, **spec)


@pytest.fixture
def field(kept: Kept) -> TextField:
    field = new_field()
    field.show("here", kept.text, kept.save)
    return field


# Saving


def test_a_text_is_saved_when_the_field_is_left(field: TextField, kept: Kept) -> None:
    typing(field, "second")
    assert kept.text == "first"
    typing(field, "second", do="left")
    assert kept.text == "second"


def test_enter_saves_and_then_does_what_enter_does(field: TextField, kept: Kept) -> None:
    done: list[str] = []
    field.on_enter(lambda: done.append(kept.text))
    typing(field, "second", do="enter")
    assert done == ["second"]


def test_every_letter_is_told(field: TextField) -> None:
    told: list[str] = []
    field.on_type(told.append)
    for text in ("s", "se", "se"):
        typing(field, text)
    assert told == ["s", "se"]


def test_an_unchanged_text_is_not_written(field: TextField, kept: Kept) -> None:
    typing(field, "first", do="left")
    assert kept.seen == []


def test_what_is_typed_is_saved_within_a_moment(kept: Kept) -> None:
    async def type_two_letters() -> None:
        field = new_field(while_typing=True)
        field.show("here", kept.text, kept.save)
        typing(field, "firsts")
        typing(field, "firstse")
        assert field._waiting is not None
        assert kept.seen == []
        asyncio.get_running_loop().call_soon(field._waiting._callback)  # type: ignore[attr-defined]
        field._waiting.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert kept.seen == [("firstse", "first")]

    asyncio.run(type_two_letters())


def test_a_field_tells_the_browser_what_it_kept_of_what_was_typed(
    field: TextField, kept: Kept
) -> None:
    """So that stray white space, which a line is kept without, doesn't look unsaved for ever."""
    field._save = lambda _text, _was: setattr(field, "typed", "second")
    typing(field, "second ", do="left")
    assert (field.stored["text"], field.stored["typed"]) == ("second", "second ")
    assert field.saved


def test_another_text_is_shown_after_this_one_is_saved(field: TextField, kept: Kept) -> None:
    typing(field, "second")
    field.show("there", "another", None)
    assert kept.text == "second"
    assert (field.typed, field.stored["key"]) == ("another", "there")


def test_a_text_that_comes_too_late_is_not_taken_for_another(field: TextField, kept: Kept) -> None:
    field.show("there", "another", kept.save)
    tell(field, do="left", key="here", text="late", base="first")
    assert field.typed == "another"
    assert kept.seen == []


def test_what_was_emptied_is_to_be_forgotten_by_the_browser(field: TextField) -> None:
    field.show("new", "", None)
    assert not field.stored["emptied"]
    typing(field, "Ada")
    before = field.stored["anew"]
    field.empty()
    assert (field.typed, field.stored["emptied"]) == ("", True)
    assert field.stored["anew"] > before
    field.show("new", "", None)
    assert not field.stored["emptied"]


# What is wrong stands at the field


def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays(
    field: TextField, kept: Kept
) -> None:
    kept.refusal = InvalidValue("email_malformed", field="email", value="at home")
    typing(field, "at home", do="left")
    assert told(field) == EN("errors.email_malformed", value="at home")
    assert field.typed == "at home"
    assert not field.saved


def test_a_complaint_goes_when_the_text_is_mended(field: TextField, kept: Kept) -> None:
    kept.refusal = LogError("disk_full", file="my_log.db")
    typing(field, "second", do="left")
    kept.refusal = None
    typing(field, "third", do="left")
    assert told(field) == ""
    assert kept.text == "third"


def test_a_complaint_goes_when_the_old_text_is_typed_again(field: TextField, kept: Kept) -> None:
    kept.refusal = InvalidValue("email_malformed", field="email", value="at home")
    typing(field, "at home", do="left")
    typing(field, "first", do="left")
    assert told(field) == ""


# Somebody else


def test_a_text_changed_elsewhere_is_shown(field: TextField) -> None:
    field.refresh("theirs")
    assert field.typed == field.stored["text"] == "theirs"


def test_letters_that_are_not_saved_are_never_overwritten(field: TextField) -> None:
    typing(field, "mine")
    field.refresh("theirs")
    assert field.typed == "mine"
    assert (field.stored["text"], field.stored["mine"]) == ("theirs", False)


def test_two_who_type_into_one_text_see_both_versions(field: TextField, kept: Kept) -> None:
    kept.text = "theirs"
    typing(field, "mine", do="left")
    assert kept.text == "theirs"
    assert field.typed == "mine"
    assert (field.stored["text"], field.stored["mine"]) == ("theirs", False)
    assert not field.saved


def test_one_may_keep_ones_own_version(field: TextField, kept: Kept) -> None:
    kept.text = "theirs"
    typing(field, "mine", do="left")
    typing(field, "mine", do="keep", base="theirs")
    assert kept.text == "mine"
    assert field.saved


def test_one_may_take_the_other_version(field: TextField, kept: Kept) -> None:
    kept.text = "theirs"
    typing(field, "mine", do="left")
    typing(field, "theirs", do="take", base="theirs")
    assert kept.text == field.typed == "theirs"
    assert field.saved


def test_the_own_text_coming_back_late_is_no_conflict(field: TextField, kept: Kept) -> None:
    """Two letters were saved while the browser still built on the first."""
    typing(field, "f1", do="left", base="first")
    typing(field, "f12", do="left", base="first")
    typing(field, "f123", do="left", base="f1")
    assert kept.text == "f123"


# Text that no file can hold


@pytest.mark.parametrize(
    ("typed", "kept_as"), [("a\0b", "ab"), ("a\ud800b", "a�b"), ("a\r\nb\rc", "a\nb\nc")]
)
def test_what_no_file_can_hold_is_made_well_formed(
    field: TextField, kept: Kept, typed: str, kept_as: str
) -> None:
    typing(field, typed, do="left")
    assert kept.text == field.typed == kept_as
    kept.text.encode("utf-8")


def test_marks_count_as_the_browser_counts(field: TextField) -> None:
    field.typed = "😀 [who?]"
    field.mark([(2, 8, "gap")])
    assert field.marks["spans"] == [(3, 9, "gap")]

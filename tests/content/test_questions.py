"""The bank of questions: enough of them, in every category, short, and none that asks for a job."""

from __future__ import annotations

from collections import Counter

import pytest

from infoint_widgets.method.coach import Facts, advise
from infoint_widgets.method.questions import Bank, bank, categories
from infoint_widgets.vocabulary import ContactLanguage, DraftKind, Register
from infoint_widgets.words import FOLDER, LANGUAGES, Language, Words, _sentences, read_yaml

ROWS = read_yaml(FOLDER / "questions.yaml")
WAYS = [
    pytest.param("en", Register.SIE, id="en"),
    pytest.param("de", Register.SIE, id="sie"),
    pytest.param("de", Register.DU, id="du"),
]
ways = pytest.mark.parametrize(("language", "register"), WAYS)


def texts(language: Language, register: Register) -> dict[str, str]:
    asked = Bank(Words(language), register, Words(language))
    return {id: asked.text(id) for id in bank()}


def test_there_are_enough_questions_of_every_category() -> None:
    counted = Counter(entry.category for entry in bank().values())
    assert sum(counted.values()) >= 120
    assert len(counted) == 12
    assert min(counted.values()) >= 8


def test_every_id_is_there_once() -> None:
    assert len(ROWS) == len({row["id"] for row in ROWS}) == len(bank())


def test_every_place_inside_a_category_is_taken_once() -> None:
    places: dict[str, list[int]] = {}
    for row in ROWS:
        places.setdefault(row["category"], []).append(row["order"])
    assert all(sorted(found) == [*range(1, len(found) + 1)] for found in places.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_category_has_its_texts_and_every_text_its_question(
    language: Language,
) -> None:
    found = _sentences(language)
    of_bank = {id.split(".")[2] for id in found if id.startswith("questions.question.")}
    named = {id.split(".")[2] for id in found if id.startswith("questions.category.")}
    assert of_bank == set(bank())
    assert named == set(categories())
    assert all(f"questions.question.{id}.aim" in found for id in bank())
    parts = ("name", "about")
    assert all(f"questions.category.{id}.{part}" in found for id in named for part in parts)


@ways
def test_a_question_is_short_enough_to_be_said(language: Language, register: Register) -> None:
    long = [text for text in texts(language, register).values() if len(text.split()) >= 25]
    assert long == []


@ways
def test_every_question_asks_something_that_no_other_asks(
    language: Language, register: Register
) -> None:
    found = texts(language, register).values()
    assert len(set(found)) == len(bank())
    assert [text for text in found if not text.endswith("?")] == []


@ways
def test_no_question_asks_for_a_job(language: Language, register: Register) -> None:
    facts = Facts(kind=DraftKind.OUTREACH, language=ContactLanguage(language), register=register)
    asking = [
        text
        for text in texts(language, register).values()
        if any(advice.rule == "asks_for_job" for advice in advise(None, text, facts))
    ]
    assert asking == []


def test_nobody_is_addressed_as_a_friend_by_mistake() -> None:
    familiar = {"du", "dir", "dich", "dein", "deine", "deinem", "deinen", "deiner", "euch", "ihr"}
    words = {
        id: set(text.strip("?").replace(",", "").split())
        for id, text in texts("de", Register.SIE).items()
    }
    assert {id: found & familiar for id, found in words.items() if found & familiar} == {}


def test_nobody_is_addressed_as_a_stranger_by_mistake() -> None:
    formal = {"Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer"}
    words = {
        id: set(text.strip("?").replace(",", "").split())
        for id, text in texts("de", Register.DU).items()
    }
    assert {id: found & formal for id, found in words.items() if found & formal} == {}


def test_every_meeting_ends_with_who_else_and_what_was_left_out() -> None:
    assert [id for id, entry in bank().items() if entry.keep_last] == [
        "who_else", "should_have_asked",
    ]  # fmt: skip


def test_a_swiss_question_has_no_sharp_s() -> None:
    asked = Bank(Words("de-CH"), Register.SIE, Words("de"))
    assert not [id for id in bank() if "ß" in asked.text(id)]

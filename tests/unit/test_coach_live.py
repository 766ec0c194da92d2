"""Advice while somebody types: it waits for the end of a word, and goes with its cause."""

from __future__ import annotations

import pytest

from infoint_widgets.method.coach import Advice, Facts, Mark, Weight, advise
from infoint_widgets.method.coach_live import LiveAdvice, spans, unfinished_word
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import ContactLanguage, DraftKind
from tests.unit.test_coach import DE, EN, GOOD, GOOD_GERMAN, GOOD_SUBJECT


def rules(live: LiveAdvice) -> list[str]:
    return [advice.rule for advice in live.shown]


def opened(body: str, facts: Facts = EN) -> LiveAdvice:
    live = LiveAdvice(facts)
    live.read(GOOD_SUBJECT, body)
    return live


def typed(live: LiveAdvice, before: str, letters: str, after: str) -> list[list[str]]:
    """Type letters between two texts; what was shown after each."""
    shown = []
    for n in range(1, len(letters) + 1):
        live.type(GOOD_SUBJECT, before + letters[:n] + after)
        shown.append(rules(live))
    return shown


# The word that is being typed


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("I am a", "I am at", "at"),
        ("I am at", "I am at ", None),
        ("a job", "a job.", None),
        ("a job", "a job\n", None),
        ("Grü", "Grüß", "Grüß"),
        ("don", "don't", "don't"),
        ("onetwo three", "one two three", None),
        ("one tree", "one three", "three"),
        ("a jobs", "a job", "job"),
        ("a b job", "a job", "job"),
        ("a big job", "a  job", None),
        ("a big job", "a bjob", "bjob"),
        ("job", "", None),
        ("same", "same", None),
        ("", "pasted words", "words"),
        ("", "Pasted.", None),
        ("😀", "😀a", "a"),
    ],
)
def test_the_word_that_is_being_typed_is_found(before: str, after: str, word: str | None) -> None:
    span = unfinished_word(before, after)
    assert (span and after[slice(*span)]) == word


def test_an_endless_word_is_looked_at_in_part() -> None:
    text = "x" * 100_000
    start, end = unfinished_word(text, f"{text}x") or (0, 0)
    assert 0 < end - start < 1_000


# What comes


def test_advice_comes_when_the_word_is_finished() -> None:
    before, after = GOOD.split("Kind regards")
    live = opened(GOOD)
    assert rules(live) == []
    shown = typed(live, f"{before}Do you have a ", "job", f"\n\nKind regards{after}")
    assert shown == [[]] * 3
    (with_a_sign,) = typed(live, f"{before}Do you have a job", "?", f"\n\nKind regards{after}")
    assert "asks_for_job" in with_a_sign


def test_advice_comes_when_typing_pauses() -> None:
    live = opened(GOOD)
    text = GOOD.replace("Could we", "Do you have a job")
    live.type(GOOD_SUBJECT, text)
    assert (rules(live), live.settled) == ([], False)
    live.read(GOOD_SUBJECT, text)
    assert "asks_for_job" in rules(live)
    assert live.settled


def test_half_a_word_is_not_taken_for_another() -> None:
    live = opened(GOOD_GERMAN, DE)
    before, after = GOOD_GERMAN.split("Seitdem")
    shown = typed(live, f"{before}Wir gehen ", "durch ", f"Seitdem{after}")
    assert shown == [[]] * 6


def test_a_whole_text_that_is_put_in_is_judged_at_once() -> None:
    live = opened(GOOD)
    live.type(GOOD_SUBJECT, "Do you have a job for me?")
    assert rules(live) == [a.rule for a in advise(GOOD_SUBJECT, "Do you have a job for me?", EN)]


# What goes


def test_advice_goes_as_soon_as_its_words_do() -> None:
    text = GOOD.replace("Could we", "Do you have a job? Could we")
    live = opened(text)
    assert "asks_for_job" in rules(live)
    live.type(GOOD_SUBJECT, text.replace("job", "jo"))
    assert "asks_for_job" not in rules(live)


def test_half_a_word_does_not_answer_what_is_missing() -> None:
    text = GOOD.replace("for 20 minutes ", "")
    live = opened(text)
    assert rules(live) == ["no_time_frame"]
    before, after = text.split("about how")
    shown = typed(live, before, "for 20 minutes ", f"about how{after}")
    assert shown[:-1] == [["no_time_frame"]] * 14
    assert shown[-1] == []


def test_no_advice_comes_and_goes_within_a_word() -> None:
    """Whatever is typed, a rule changes sides at most once between two ends of words."""
    live = LiveAdvice(EN)
    text = GOOD.replace("Could we", "I was looking for a job, and attach my CV. Could we")
    was: set[str] = set()
    gone: set[str] = set()
    for n in range(1, len(text) + 1):
        live.type(GOOD_SUBJECT, text[:n])
        now = set(rules(live))
        if text[n - 1].isalnum():
            assert now <= was, text[:n]
            assert not now & gone, text[:n]
            gone |= was - now
        else:
            gone = set()
        was = now


def test_what_is_said_stands_still_until_the_word_is_finished() -> None:
    live = opened("Dear Ada, one two")
    (short,) = (a for a in live.shown if a.rule == "too_short")
    live.type(GOOD_SUBJECT, "Dear Ada, one two thre")
    (still,) = (a for a in live.shown if a.rule == "too_short")
    assert still.facts == short.facts
    live.type(GOOD_SUBJECT, "Dear Ada, one two thre.")
    (now,) = (a for a in live.shown if a.rule == "too_short")
    assert now.facts != short.facts


def test_marks_move_with_their_words() -> None:
    text = GOOD.replace("Could we", "Do you have a job? Could we")
    live = opened(text)
    live.type(GOOD_SUBJECT, text.replace("Dear", "Deara"))
    (advice,) = (a for a in live.shown if a.rule == "asks_for_job")
    moved = text.replace("Dear", "Deara")
    assert {moved[mark.start : mark.end] for mark in advice.marks} == {
        text[mark.start : mark.end]
        for a in advise(GOOD_SUBJECT, text, EN)
        if a.rule == "asks_for_job"
        for mark in a.marks
    }


def test_a_message_without_a_subject_line_is_followed_too() -> None:
    live = LiveAdvice(Facts(DraftKind.THANK_YOU, ContactLanguage.EN, contact=Contact()))
    live.read(None, "Dear Ada, thank you!")
    live.type(None, "Dear Ada, thank you! I le")
    assert "subject_empty" not in rules(live)
    assert "thanks_without_learning" in rules(live)


# Where


def test_words_are_marked_once_by_the_heaviest() -> None:
    heavy = Advice("asks_for_job", Weight.HEAVY, (Mark("body", 5, 9), Mark("subject", 0, 3)))
    light = Advice("mass_mail", Weight.MATTERS, (Mark("body", 0, 6), Mark("body", 10, 12)))
    assert list(spans([heavy, light], "body")) == [(5, 9, "heavy"), (10, 12, "matters")]
    assert list(spans([heavy, light], "subject")) == [(0, 3, "heavy")]


def test_gaps_are_marked_as_gaps() -> None:
    gap = Advice("gap_left", Weight.HEAVY, (Mark("body", 0, 6),))
    assert list(spans([gap], "body")) == [(0, 6, "gap")]


def test_an_endless_text_is_marked_at_its_beginning_only() -> None:
    marks = tuple(Mark("body", n, n + 1) for n in range(0, 10_000, 2))
    found = list(spans([Advice("gap_left", Weight.HEAVY, marks)], "body"))
    assert found[0] == (0, 1, "gap")
    assert len(found) < 1_000

"""How a message is taken apart, and how easily it reads."""

from __future__ import annotations

import re

import pytest

from infoint_widgets.method.prose import Prose, patterns, reading_ease, syllables, wiener
from infoint_widgets.words import LANGUAGES


def sentences(text: str, language: str = "en") -> list[str]:
    prose = Prose(text, language)
    return [text[slice(*span)] for span in prose.sentences]


def test_sentences_end_with_their_signs_and_with_a_blank_line() -> None:
    assert sentences("Hi Ada,\n\nOne. Two? Three!\n\nFour") == ["One.", "Two?", "Three!", "Four"]


def test_a_title_or_an_abbreviation_ends_no_sentence() -> None:
    assert sentences("I met Dr. Hart, e.g. at home. Fine.") == [
        "I met Dr. Hart, e.g. at home.",
        "Fine.",
    ]


def test_the_number_of_a_day_ends_no_german_sentence() -> None:
    assert sentences("Am 14. Mai passt es. Gut.", "de") == ["Am 14. Mai passt es.", "Gut."]


def test_items_of_a_list_are_sentences() -> None:
    assert sentences("Hi,\n\nTimes:\n- Monday\n- Tuesday") == ["Times:", "- Monday", "- Tuesday"]


@pytest.mark.parametrize(
    ("language", "greeting", "kind"),
    [
        ("en", "Dear Dr Hart,", "formal"),
        ("en", "Dear Ada,", "neutral"),
        ("en", "Hi Ada,", "casual"),
        ("de", "Sehr geehrte Frau Hart,", "formal"),
        ("de", "Guten Tag Ada Hart,", "neutral"),
        ("de", "Grüezi Frau Hart", "neutral"),
        ("de", "Servus Ada,", "casual"),
    ],
)
def test_a_salutation_has_its_tone(language: str, greeting: str, kind: str) -> None:
    assert Prose(f"{greeting}\n\nText.", language).salutation_kind == kind


@pytest.mark.parametrize(
    ("language", "closing", "kind"),
    [
        ("en", "Yours sincerely", "formal"),
        ("en", "With kind regards", "neutral"),
        ("en", "Cheers mate,", "casual"),
        ("de", "Mit freundlichen Grüßen", "formal"),
        ("de", "Freundliche Grüsse", "neutral"),
        ("de", "Pfiat di", "casual"),
        ("de", "Liebe Grüße", "casual"),
    ],
)
def test_a_closing_has_its_tone(language: str, closing: str, kind: str) -> None:
    assert Prose(f"Hi,\n\nText.\n\n{closing}\nJo", language).closing_kind == kind


def test_a_text_that_greets_nobody_has_no_salutation() -> None:
    prose = Prose("May I call you?", "en")
    assert (prose.salutation, prose.salutation_kind) == (None, "")
    assert (prose.closing, prose.closing_kind) == (None, "")


def test_salutation_and_closing_are_found_in_a_running_line() -> None:
    prose = Prose("Hi Ada, may we talk? Cheers, Jo", "en")
    assert prose.text[slice(*prose.core)].strip() == "may we talk?"
    assert prose.closing_kind == "casual"


def test_a_letter_of_odd_length_in_small_letters_keeps_its_places() -> None:
    """ "İ" is two letters when it is made small."""
    prose = Prose("Dear İİİ,\n\nAre there any openings?", "en")
    assert [prose.text[slice(*span)] for span in prose.found("job")] == ["Are there any openings"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_are_in_small_letters_where_case_does_not_count(language: str) -> None:
    loud = [
        id
        for id, pattern in patterns(language).items()
        if not pattern.flags & re.IGNORECASE and re.search(r"(?<!\\)[A-ZÄÖÜ]", pattern.pattern)
    ]
    assert loud == []


def test_syllables_are_counted_by_hyphenation() -> None:
    assert [syllables(word, "de") for word in ("Haus", "Garten", "Blumentopf")] == [1, 2, 3]
    assert [syllables(word, "en") for word in ("house", "garden")] == [1, 2]


TEXT = {
    "en": "The dog sat on the mat all day. The cat ran up the old tree. We had tea and cake then.",
    "de": "Der Hund lag vor dem Haus und schlief. Die Kinder gingen in den Garten. Wir saßen dort. "
    "Dann kam der Hund.",
}


def test_reading_ease_of_english_is_that_of_flesch() -> None:
    # 21 words in 3 sentences, each of one syllable.
    assert reading_ease(Prose(TEXT["en"], "en")) == pytest.approx(206.835 - 1.015 * 7 - 84.6)


def test_reading_ease_of_german_is_that_of_amstad() -> None:
    # 21 words in 4 sentences; "Kinder", "gingen", "Garten", "saßen" have two syllables.
    assert reading_ease(Prose(TEXT["de"], "de")) == pytest.approx(180 - 21 / 4 - 58.5 * 25 / 21)


def test_the_school_year_of_a_german_text_is_that_of_wiens_formula() -> None:
    # None of three syllables, 4 of two, 17 of one; "schlief" alone has more than six letters.
    expected = 0.1672 * 21 / 4 + 0.1297 * 100 / 21 - 0.0327 * 1700 / 21 - 0.875
    assert wiener(Prose(TEXT["de"], "de")) == pytest.approx(expected)


def test_a_short_text_has_no_reading_ease() -> None:
    assert reading_ease(Prose("One. Two. Three.", "en")) is None
    assert wiener(Prose("Eins. Zwei. Drei.", "de")) is None

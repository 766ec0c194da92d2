"""Single sentences for and against each rule of the coach, written before its patterns were.

``phrases/<language>.yaml`` holds some that have a fault and some that come near it. Each is read
in a message that is otherwise bare, and with an eye on its own rule alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from infoint_widgets.method import coach
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import ContactLanguage, DraftKind, FormOfAddress
from infoint_widgets.words import LANGUAGES, read_yaml

FOLDER = Path(__file__).parent / "phrases"
FEWEST = 8
# One sentence of ten may be judged wrongly.
FLOOR = 0.9
ADA = Contact(
    first_name="Ada",
    last_name="Hart",
    form_of_address=FormOfAddress.MS,
    organisation="Tidal Trust",
    role="planner",
    field="coastal planning",
)
GREETINGS = {"en": ("Dear Ms Hart,", "Kind regards"), "de": ("Guten Tag Frau Hart,", "Viele Grüße")}
KINDS = {"thanks_without_learning": DraftKind.THANK_YOU}


@cache
def phrases(language: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = read_yaml(FOLDER / f"{language}.yaml")
    return found


def says(rule: str, phrase: str, language: str) -> bool:
    """Whether the coach has this to say of a phrase."""
    greeting, closing = GREETINGS[language]
    subject, text = "Saltmarshes", phrase
    if rule.startswith("subject"):
        subject, text = phrase, "…"
    if rule == "closing_mismatch":
        greeting, closing = (f"{part}," for part in phrase.split(" / "))
        text = "…"
    if rule == "wrong_name":
        greeting, text = f"{phrase},", "…"
    if rule == "eszett_swiss":
        closing = "Freundliche Grüsse"
    known = ContactLanguage.DE_CH if rule == "eszett_swiss" else ContactLanguage(language)
    facts = coach.Facts(KINDS.get(rule, DraftKind.OUTREACH), known, contact=ADA)
    body = f"{greeting}\n\n{text}\n\n{closing}\nJo"
    return rule in {each.rule for each in coach.advise(subject, body, facts)}


def misjudged(rule: str, language: str) -> list[str]:
    sentences = phrases(language)[rule]
    missed = [text for text in sentences["faulty"] if not says(rule, text, language)]
    return missed + [text for text in sentences["fine"] if says(rule, text, language)]


CASES = [(rule, language) for language in LANGUAGES for rule in phrases(language)]


@pytest.mark.parametrize(("rule", "language"), CASES)
def test_a_rule_has_enough_sentences_for_and_against_it(rule: str, language: str) -> None:
    assert rule in coach.RULES
    assert min(map(len, phrases(language)[rule].values())) >= FEWEST
    assert set(phrases(language)[rule]) == {"faulty", "fine"}


@pytest.mark.parametrize(("rule", "language"), CASES)
def test_the_coach_tells_faulty_sentences_from_fine_ones(rule: str, language: str) -> None:
    wrong = misjudged(rule, language)
    total = sum(map(len, phrases(language)[rule].values()))
    assert len(wrong) <= (1 - FLOOR) * total, wrong

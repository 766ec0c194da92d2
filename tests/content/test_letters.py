"""The coach judged on labelled letters of our own writing: how often it is right, rule by rule.

``letters/<language>*.yaml`` served to write the rules, the second of each language after its
letters had been scored as unseen; ``letters/unseen_<language>.yaml``, where they lie there, were
written by somebody who didn't know the rules, and say how the coach does with anybody's letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infoint_widgets.method import coach
from infoint_widgets.records import Contact
from infoint_widgets.stats.estimators import wilson
from infoint_widgets.vocabulary import (
    ContactLanguage,
    DraftKind,
    FormOfAddress,
    NameUse,
    Register,
)
from infoint_widgets.words import LANGUAGES, read_yaml

FOLDER = Path(__file__).parent / "letters"
FILES = sorted(FOLDER.glob("*.yaml"))
GERMAN_ONLY = {"sie_du_mixed", "eszett_swiss"}
# Reckoned from what is known beside the text, so that there is nothing to misread.
RECKONED = {"over_limit", "before_the_agreed_day"}
UNSEEN = "unseen_"
# One letter of ten may be judged wrongly.
FLOOR = 0.9
FEWEST = 8


@dataclass
class Tally:
    """What became of the letters with regard to one rule."""

    right: int = 0
    false_alarms: int = 0
    missed: int = 0
    near: int = 0

    @property
    def positives(self) -> int:
        return self.right + self.missed

    @property
    def flagged(self) -> int:
        return self.right + self.false_alarms


def rules(language: str) -> list[str]:
    left_out = RECKONED | (set() if language == "de" else GERMAN_ONLY)
    return [rule for rule in coach.RULES if rule not in left_out]


def letters(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read_yaml(file)
    return found


def facts(letter: dict[str, Any]) -> coach.Facts:
    known = {key: value for key, value in letter["contact"].items() if value}
    address = known.pop("form_of_address", None)
    referrer = letter.get("referrer")
    days = letter.get("days_since_first")
    return coach.Facts(
        DraftKind(letter["kind"]),
        ContactLanguage(letter["language"]),
        Register(letter["register"]),
        Contact(**known, form_of_address=address and FormOfAddress(address)),
        referrers={referrer["name"]: NameUse(referrer["name_use"])} if referrer else {},
        business_days=None if days is None else days - 2 * (days // 7),
        follow_ups=letter.get("follow_ups") or 0,
    )


@cache
def tallies(*files: Path) -> dict[str, Tally]:
    counts = {rule: Tally() for rule in coach.RULES}
    for letter in (letter for file in files for letter in letters(file)):
        advice = coach.advise(letter["subject"] or "", letter["body"], facts(letter))
        found, wanted = {each.rule for each in advice}, set(letter["faults"])
        for rule, tally in counts.items():
            tally.right += rule in found & wanted
            tally.false_alarms += rule in found - wanted
            tally.missed += rule in wanted - found
            tally.near += rule in (letter.get("near") or [])
    return counts


def share(successes: int, n: int) -> str:
    if not n:
        return f"{'–':>16}"
    low, high = wilson(successes, n)
    return f"{successes / n:6.2f} {low:4.2f}–{high:4.2f}"


def table() -> str:
    lines = []
    for name, files in sets().items():
        lines += ["", f"{name}: {sum(len(letters(file)) for file in files)} letters"]
        lines += [f"{'rule':28}{'faults':>7}{'near':>6}{'right':>7}{'false':>7}{'missed':>7}"]
        lines[-1] += f"{'precision (95 %)':>18}{'recall (95 %)':>18}"
        for rule in rules(language_of(files[0])):
            tally = tallies(*files)[rule]
            counts = f"{tally.positives:7}{tally.near:6}{tally.right:7}{tally.false_alarms:7}"
            precision = share(tally.right, tally.flagged)
            recall = share(tally.right, tally.positives)
            lines.append(f"{rule:28}{counts}{tally.missed:7}  {precision}  {recall}")
    return "\n".join(lines)


def sets() -> dict[str, list[Path]]:
    """The letters that served to write the rules, and the unseen, by language."""
    found: dict[str, list[Path]] = {}
    for file in FILES:
        unseen = UNSEEN if file.stem.startswith(UNSEEN) else ""
        found.setdefault(unseen + language_of(file), []).append(file)
    return found


def language_of(file: Path) -> str:
    return file.stem.removeprefix(UNSEEN)[:2]


def test_the_coach_is_judged_on_every_letter(show_below: Callable[[str], None]) -> None:
    shown = table()
    print(shown)
    show_below(shown)
    assert {language_of(file) for file in FILES} == set(LANGUAGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_label_is_a_rule_and_every_letter_has_an_id_of_its_own(file: Path) -> None:
    labels = {
        label
        for letter in letters(file)
        for label in [*letter["faults"], *(letter.get("near") or [])]
    }
    assert labels <= set(coach.RULES)
    assert max(Counter(letter["id"] for letter in letters(file)).values()) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nobody_in_the_letters_can_be_written_to(file: Path) -> None:
    addresses = re.findall(r"[\w.+-]+@[\w.-]*\w", file.read_text(encoding="utf-8"))
    assert not [address for address in addresses if not address.endswith("example.org")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_enough_faulty_letters_and_near_misses(language: str) -> None:
    counts = tallies(*sets()[language])
    few = [rule for rule, own in counts.items() if min(own.positives, own.near) < FEWEST]
    assert set(few) & set(rules(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coach_still_finds_the_faults_in_our_own_letters(language: str) -> None:
    counts = tallies(*sets()[language])
    blind = {
        rule: counts[rule]
        for rule in rules(language)
        if counts[rule].right < FLOOR * counts[rule].positives
    }
    assert blind == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_coach_still_leaves_our_good_letters_alone(language: str) -> None:
    counts = tallies(*sets()[language])
    crying_wolf = {
        rule: counts[rule]
        for rule in rules(language)
        if counts[rule].right < FLOOR * counts[rule].flagged
    }
    assert crying_wolf == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_advice_on_a_letter_can_be_said(file: Path) -> None:
    from infoint_widgets.words import Words

    words = Words(language_of(file))
    for letter in letters(file):
        for each in coach.advise(letter["subject"] or "", letter["body"], facts(letter)):
            assert words(f"coach.{each.rule}.what", **each.facts)

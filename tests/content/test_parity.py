"""What people read says the same in both languages, and nothing that code asks for is missing."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

import infoint_widgets
from infoint_widgets import errors, vocabulary
from infoint_widgets.method import checklist, drafting
from infoint_widgets.method.drafting import Sender
from infoint_widgets.method.templates import LIMITS, Template, templates
from infoint_widgets.records import Contact, Draft, Meeting, Record, Referral, Touch
from infoint_widgets.values import Unfit
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, FormOfAddress, Register
from infoint_widgets.words import FOLDER, LANGUAGES, Language, Sentence, _sentences

PACKAGE = Path(infoint_widgets.__file__).parent
SENTENCES = {language: _sentences(language) for language in LANGUAGES}
TEMPLATES = sorted(path for path in FOLDER.glob("*/templates/*/*.md"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py")}


def texts(sentence: Sentence) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def folded(id: str) -> str:
    """A German id as English has it, where one text does for ``sie`` and ``du``."""
    start, _, register = id.rpartition(".")
    return start if id not in SENTENCES["en"] and register in set(Register) else id


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def everything_in(language: Language) -> Iterator[tuple[str, str]]:
    for id, sentence in SENTENCES[language].items():
        for text in texts(sentence):
            yield id, text
    for path in TEMPLATES:
        if path.is_relative_to(FOLDER / language):
            yield path.name, path.read_text(encoding="utf-8")


# The two languages


def test_both_languages_have_the_same_sentences() -> None:
    assert set(SENTENCES["en"]) ^ set(map(folded, SENTENCES["de"])) == set()


def test_what_is_said_to_somebody_is_there_for_both_registers() -> None:
    said = {folded(id) for id in SENTENCES["de"] if folded(id) != id}
    assert len(said) > 100
    wanted = {f"{id}.{register}" for id in said for register in Register}
    assert wanted - set(SENTENCES["de"]) == set()


def test_a_sentence_is_a_plural_in_both_languages_or_in_none() -> None:
    odd = {
        id
        for id in SENTENCES["de"]
        if isinstance(SENTENCES["en"][folded(id)], dict) != isinstance(SENTENCES["de"][id], dict)
    }
    assert odd == set()


def test_both_languages_name_the_same_facts() -> None:
    def facts(language: Language, id: str) -> set[str]:
        return set().union(*map(placeholders, texts(SENTENCES[language][id])))

    different = {
        id
        for id in SENTENCES["de"]
        if not id.startswith("letter.")  # a salutation is a matter of its language
        and facts("de", id) != facts("en", folded(id))
    }
    assert different == set()


def test_no_id_was_read_as_yes_or_no() -> None:
    """YAML reads an unquoted ``yes``, ``no``, ``on`` or ``off`` as a truth value."""
    assert not [id for id in SENTENCES["en"] if {"True", "False", "None"} & set(id.split("."))]


def test_no_sentence_is_empty() -> None:
    blank = [id for language in LANGUAGES for id, text in everything_in(language) if not text]
    assert blank == []


@pytest.mark.parametrize(("language", "opening", "closing"), [("en", "“", "”"), ("de", "„", "“")])
def test_quotes_are_those_of_the_language(language: Language, opening: str, closing: str) -> None:
    foreign = set('"„“”«»') - {opening, closing}
    wrong = [
        (id, text)
        for id, text in everything_in(language)
        if foreign & set(text) or text.count(opening) != text.count(closing)
    ]
    assert wrong == []


def test_german_has_one_name_for_the_log() -> None:
    """A "Protokoll" is what somebody else keeps of a meeting."""
    assert not [id for id, text in everything_in("de") if "rotokoll" in text]


# What code asks for


def asked_for() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Ids in calls like ``w("people.add")``, ``self.w(f"fields.{name}")``, ``w.group("field")``."""
    for file, tree in TREES.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            asks, group = _asks_words(call.func)
            if asks and call.args and (pattern := _pattern(call.args[0])):
                where = f"{file.relative_to(PACKAGE)}:{call.lineno}"
                yield where, re.compile(pattern + (r"\..+" if group else ""))


def _asks_words(func: ast.expr) -> tuple[bool, bool]:
    group = isinstance(func, ast.Attribute) and func.attr == "group"
    spoken = isinstance(func, ast.Attribute) and func.attr == "spoken"
    target = func.value if (group or spoken) and isinstance(func, ast.Attribute) else func
    if isinstance(target, ast.Call):
        return _last_name(target.func) == "Words", group
    return _last_name(target) in {"w", "words"}, group


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _pattern(argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return re.escape(argument.value)
    if isinstance(argument, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
            for part in argument.values
        )
    return ""


def test_every_sentence_that_code_asks_for_exists() -> None:
    missing = [
        (where, pattern.pattern)
        for where, pattern in asked_for()
        if not any(pattern.fullmatch(id) for id in SENTENCES["en"])
    ]
    assert missing == []


def test_the_scan_finds_what_code_asks_for() -> None:
    assert len(list(asked_for())) > 50


def _enumerations() -> list[type[StrEnum]]:
    return [
        member
        for _, member in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(member, StrEnum) and member is not StrEnum
    ]


@pytest.mark.parametrize("choices", _enumerations())
def test_every_choice_has_its_label(choices: type[StrEnum]) -> None:
    group = re.sub(r"(?<!^)(?=[A-Z])", "_", choices.__name__).lower()
    wanted = {f"vocabulary.{group}.{member}" for member in choices}
    assert wanted - set(SENTENCES["en"]) == set()


@pytest.mark.parametrize("record", [Contact, Touch, Meeting, Referral, Draft])
def test_every_column_has_its_name(record: type[Record]) -> None:
    wanted = {f"fields.{column.name}" for column in fields(record)}  # type: ignore[arg-type]
    assert wanted - set(SENTENCES["en"]) == set()


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Where an error is made, its id, and the names of its facts."""
    kinds = {
        name
        for name, member in inspect.getmembers(errors, inspect.isclass)
        if issubclass(member, errors.WorkbookError) and member is not errors.Conflict
    }
    for file, tree in TREES.items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            kind = _last_name(call.func)
            if call.args and kind in kinds | {Unfit.__name__}:
                facts = {keyword.arg for keyword in call.keywords if keyword.arg}
                facts |= {"field", "value"} if kind in {"Unfit", "InvalidValue"} else set()
                where = f"{file.relative_to(PACKAGE)}:{call.lineno}"
                for part in ast.walk(call.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield where, part.value, facts


def test_every_error_has_its_sentence_and_the_sentence_its_facts() -> None:
    from infoint_widgets.log.connection import _ERRORS

    known = [*raised(), *(("log", id, {"file", "reason"}) for id in _ERRORS.values())]
    assert len(known) > 20
    wrong = [
        (where, id)
        for where, id, facts in known
        if f"errors.{id}" not in SENTENCES["en"]
        or set().union(*map(placeholders, texts(SENTENCES["en"][f"errors.{id}"]))) - facts
    ]
    assert wrong == []


# The checklist


def test_every_item_of_the_checklist_has_its_text_and_every_text_its_item() -> None:
    items = {item.id for item in checklist._all_items()}
    wanted = {f"checklist.{id}.{part}" for id in items for part in ("do", "why")}
    assert {id for id in SENTENCES["en"] if id.startswith("checklist.")} == wanted


# Letters


def test_every_gap_asks_a_question() -> None:
    for language in LANGUAGES:
        silent = {
            id
            for id, text in everything_in(language)
            if id.startswith("gaps.") and not text.endswith("?")
        }
        assert silent == {"gaps.your_note"}


def test_a_template_has_its_english_and_two_german_texts_with_the_same_facts() -> None:
    english = {path for path in TEMPLATES if path.is_relative_to(FOLDER / "en")}
    german = {path for path in TEMPLATES if path.is_relative_to(FOLDER / "de")}
    twins = {
        FOLDER / "de" / path.relative_to(FOLDER / "en").with_suffix(f".{register}.md")
        for path in english
        for register in Register
    }
    assert german == twins
    for path in english:
        wanted = placeholders(path.read_text(encoding="utf-8"))
        for register in Register:
            twin = FOLDER / "de" / path.relative_to(FOLDER / "en").with_suffix(f".{register}.md")
            assert placeholders(twin.read_text(encoding="utf-8")) == wanted, twin.name


FULL = Contact(
    first_name="Lena",
    last_name="Hartwig",
    title="Dr.",
    form_of_address=FormOfAddress.MS,
    organisation="Museum Angewandte Kunst",
    role="Kuratorin",
    field="Ausstellungsgestaltung",
    found_through="LinkedIn",
    why="The glass exhibition changed how I look at light",
)
SENDER = Sender(name="Jule Brandt", situation="studiere Innenarchitektur im letzten Jahr")
LETTERS = [
    pytest.param(found, id=f"{language}-{register}-{found.id}")
    for language in ContactLanguage
    for register in Register
    for found in templates(DraftKind.OUTREACH, language, register)
]
ALL = [
    (kind, found)
    for kind in DraftKind
    for language in ContactLanguage
    for register in Register
    for found in templates(kind, language, register)
]


def each(*channels: Channel) -> pytest.MarkDecorator:
    """All templates of some channels, each under a name that tells which it is."""
    return pytest.mark.parametrize(
        "template",
        [
            pytest.param(found, id=f"{kind}-{found.language}-{found.register}-{found.id}")
            for kind, found in ALL
            if found.channel in channels
        ],
    )


# A name as long as names get, and answers as long as people give them.
LONG = Contact(
    first_name="Alexandra",
    last_name="Schwarzenberger",
    form_of_address=FormOfAddress.MS,
    organisation="Museum für Gestaltung",
    role="Kuratorin",
    field="Ausstellungsgestaltung",
)
SITUATIONS = {
    "en": "study interior design in Offenbach",
    "de": "studiere Innenarchitektur in Offenbach",
}
ANSWERS = {
    "en": {
        "why": "you make quiet rooms out of light",
        "shared": "we both studied at the HfG Offenbach",
        "event": "the Design Days",
        "talk": "light can be a material",
        "their_work": "“Glass Now”",
        "effect": "how glass can carry a story",
        "question": "how you plan a room around light",
    },
    "de": {
        "why": "Räume, die aus Licht gemacht sind",
        "shared": "die HfG Offenbach und ihre Werkstatt",
        "event": "den Designtagen",
        "talk": "Licht ist ein Material",
        "their_work": "„Glas jetzt“",
        "effect": "wie Glas Geschichten trägt",
        "question": "wie man einen Raum um Licht herum plant",
    },
}


@pytest.mark.parametrize("kind", list(DraftKind))
def test_every_kind_of_message_has_letters_for_three_situations(kind: DraftKind) -> None:
    found = templates(kind, ContactLanguage.EN)
    assert sum(template.channel is Channel.EMAIL for template in found) >= 3


@pytest.mark.parametrize("kind", list(DraftKind))
def test_the_first_that_is_offered_is_an_e_mail(kind: DraftKind) -> None:
    for language in ContactLanguage:
        for register in Register:
            assert templates(kind, language, register)[0].channel is Channel.EMAIL


@each(Channel.LINKEDIN)
@pytest.mark.parametrize("address", list(FormOfAddress))
def test_a_note_fits_its_limit_with_a_long_name_and_typical_answers(
    template: Template, address: FormOfAddress
) -> None:
    language = template.language[:2]
    note = drafting.fill(
        template,
        replace(LONG, form_of_address=address),
        Sender(name="Jule Brandt", situation=SITUATIONS[language]),
        referrer="Paul Adler",
        way=ANSWERS[language],
    )
    assert drafting.gaps(note.body) == []
    assert template.limit is not None
    assert len(note.body) <= template.limit
    assert note.subject == ""


def test_every_note_comes_for_both_limits() -> None:
    notes = [(kind, note) for kind, note in ALL if note.channel is Channel.LINKEDIN]
    of_200, of_300 = (
        {
            (kind, note.language, note.register, note.id.removesuffix(f"_{limit}"))
            for kind, note in notes
            if note.limit == limit
        }
        for limit in LIMITS
    )
    assert of_200 == of_300 != set()
    assert len(notes) == len(of_200) + len(of_300)


@each(Channel.CARD)
def test_a_card_is_short_enough_for_paper_and_says_thank_you(template: Template) -> None:
    card = drafting.fill(template, LONG, Sender(name="Jule Brandt"))
    body = card.body
    for gap in reversed(drafting.gaps(body)):
        body = body[: gap.start] + "word " * 10 + body[gap.end :]
    assert 30 <= drafting.word_count(body) <= 80
    assert re.search(r"\b(thank|dank)", body.lower())
    assert card.subject == ""


@each(Channel.EMAIL)
@pytest.mark.parametrize("contact", [FULL, Contact()], ids=["full", "empty"])
def test_a_letter_is_as_long_as_those_that_are_answered(
    template: Template, contact: Contact
) -> None:
    sender = SENDER if contact is FULL else Sender()
    letter = drafting.fill(template, contact, sender, referrer=sender.name and "Paul Adler")
    body = letter.body
    if contact is FULL:
        # What only the writer knows is answered in some ten words.
        for gap in reversed(drafting.gaps(body)):
            body = body[: gap.start] + "word " * 10 + body[gap.end :]
        assert 50 <= drafting.word_count(body) <= 125
    assert "{" not in letter.subject + body
    assert letter.subject
    assert "\n\n\n" not in body


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_asks_for_twenty_minutes_and_for_no_job(template: Template) -> None:
    body = drafting.fill(template, FULL, SENDER, referrer="Paul Adler").body.lower()
    assert re.search(r"20 min|twenty min", body)
    job = r"\b(job|internship|vacanc|position|hire|praktik|bewerb|stelle\b|lebenslauf|cv\b)"
    assert not re.search(job, re.sub(r"\[.*?\]", "", body))


@each(*Channel)
def test_no_letter_could_be_sent_to_anybody(template: Template) -> None:
    """Even with all that the log can hold, something is left that only the writer knows."""
    letter = drafting.fill(template, FULL, SENDER, referrer="Paul Adler")
    assert drafting.gaps(letter.body)


@pytest.mark.parametrize("template", LETTERS)
def test_a_letter_thanks_before_it_closes(template: Template) -> None:
    last = drafting.fill(template, FULL, SENDER).body.split("\n\n")[-2].lower()
    assert re.search(r"\b(thank|dank)", last)


@each(*Channel)
def test_swiss_letters_have_no_sharp_s_of_ours(template: Template) -> None:
    letter = drafting.fill(template, FULL, SENDER)
    swiss = template.language is ContactLanguage.DE_CH
    assert not (swiss and "ß" in letter.subject + letter.body)

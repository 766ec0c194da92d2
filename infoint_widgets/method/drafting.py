"""From a template and the facts about a person to a letter, its gaps left visible.

A fact that is missing becomes a question in square brackets, in the language of the letter. What
people typed is put in once and never read as a template again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from infoint_widgets.method.templates import PLACEHOLDER, Template
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import ContactLanguage, Field, FormOfAddress, Register
from infoint_widgets.words import Words

# Silent reading of plain prose: Brysbaert (2019), J. Mem. Lang. 109, 104047.
WORDS_PER_MINUTE = 238
_GAP = re.compile(r"\[([^\[\]]*\?[^\[\]]*)\]")
_NOTE_LENGTH = 200


@dataclass(frozen=True)
class Sender:
    """Who writes.

    Attributes
    ----------
    situation : str
        Half a sentence that goes on from "I …".
    language : str
        The language in which `situation` is written, "" when any letter may use it.
    """

    name: str = ""
    situation: str = ""
    signature: str = ""
    language: str = ""


@dataclass(frozen=True)
class Letter:
    """What a template became: one line for the subject, and the body."""

    subject: str
    body: str


@dataclass(frozen=True)
class Gap:
    """A question in a letter, from the opening bracket to behind the closing one."""

    start: int
    end: int
    question: str


def fill(
    template: Template,
    contact: Contact,
    sender: Sender,
    *,
    referrer: str | None = None,
    way: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    doubt: str = "",
    sentences: Mapping[str, str] | None = None,
) -> Letter:
    """A letter from a template and what is known.

    Parameters
    ----------
    referrer : str, optional
        Who led to the person; hand it in only when the name may be used.
    way : mapping, optional
        What is known of the way so far, by placeholder.
    notes : mapping, optional
        What the writer noted to themselves, by placeholder: it stands beside the question.
    doubt : str
        A question about what the template takes for granted; it stands before the first sentence.
    sentences : mapping, optional
        Notes that are whole sentences, by placeholder: after a colon they stand in the letter,
        elsewhere beside the question.

    Examples
    --------
    >>> from infoint_widgets.method.templates import templates
    >>> from infoint_widgets.vocabulary import DraftKind
    >>> cold = templates(DraftKind.OUTREACH, ContactLanguage.EN)[0]
    >>> fill(cold, Contact(field="museum design"), Sender()).subject
    'Your way into museum design'
    """
    language = template.language
    after_colon = {
        name: sentence.removesuffix(".")
        for name, sentence in (sentences or {}).items()
        if re.search(rf":\s+\{{{name}\}}", template.body)
    }
    way = {"referrer": referrer or "", **(way or {}), **after_colon}
    facts = _facts(template, contact, sender, way, {**(notes or {}), **(sentences or {})})
    body = template.body
    if language is ContactLanguage.DE_CH:
        # No comma after a Swiss salutation, so the letter begins with a capital.
        body = re.sub(r"(?<=\{salutation\})\s+\w", lambda found: found[0].upper(), body)
    if doubt:
        body = re.sub(r"\A(\{salutation\}\s+)?", lambda found: f"{found[0]}[{doubt}] ", body)
    subject = " ".join(_filled(template.subject, facts, language).split())
    return Letter(subject=subject, body=_filled(body, facts, language).strip())


def gaps(text: str) -> list[Gap]:
    """The questions in square brackets that are left in a text.

    Examples
    --------
    >>> gaps("Dear [What is their name?], as [sic] agreed")
    [Gap(start=5, end=26, question='What is their name?')]
    """
    return [Gap(found.start(), found.end(), found[1]) for found in _GAP.finditer(text)]


def word_count(text: str) -> int:
    """How many words a text has; a dash or another lone sign is none.

    Examples
    --------
    >>> word_count("Well - 20 minutes, that's all.")
    5
    """
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def reading_seconds(text: str) -> int:
    """How long a text takes to read, in seconds, rounded up to a multiple of five."""
    return math.ceil(word_count(text) / WORDS_PER_MINUTE * 12) * 5


def _filled(text: str, facts: Mapping[str, str], language: ContactLanguage) -> str:
    """Our own text in the country's spelling, with the facts as they were typed."""
    pieces = PLACEHOLDER.split(text)
    pieces[::2] = [_spelled(piece, language) for piece in pieces[::2]]
    # A template that is still being written may ask for what there isn't.
    pieces[1::2] = [facts.get(name, f"{{{name}}}") for name in pieces[1::2]]
    for at in range(1, len(pieces), 2):
        # A sentence that ends by itself needs no second full stop.
        if pieces[at].endswith(("?", "!", "…")):
            pieces[at + 1] = pieces[at + 1].removeprefix(".")
    return "".join(pieces)


def _spelled(text: str, language: ContactLanguage) -> str:
    return text.replace("ß", "ss") if language is ContactLanguage.DE_CH else text


def _facts(
    template: Template,
    contact: Contact,
    sender: Sender,
    way: Mapping[str, str],
    noted: Mapping[str, str] | None,
) -> dict[str, str]:
    language = template.language
    words = Words(language)
    notes = {
        # Said to oneself, so it stands beside the question and not in the letter.
        "why": contact.why,
        "effect": contact.why,
        "question": contact.why,
        "event": contact.found_through,
        **(noted or {}),
    }
    known = {
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "name": contact.name,
        "organisation": contact.organisation,
        "role": contact.role,
        "field": contact.field or _field_from_list(contact, words),
        "found_through": contact.found_through,
        "my_name": sender.name,
        **way,
    }
    if sender.language[:2] in ("", language[:2]):
        known["my_situation"] = _half_sentence(sender.situation, words("letter.pronoun"))
    else:
        notes["my_situation"] = sender.situation
    facts = {
        name: known.get(name) or _question(name, notes.get(name, ""), words)
        for name in words.group("gaps")
        if name != "your_note"
    }
    style = _style(template, contact)
    return facts | {
        "my_signature": sender.signature.strip(),
        "closing": _spelled(words(f"letter.closing.{_tone(style, language)}"), language),
        "salutation": _salutation(style, contact, facts, words),
    }


def _question(name: str, note: str, words: Words) -> str:
    language = ContactLanguage(words.language)
    question = _spelled(words(f"gaps.{name}"), language)
    if note := " ".join(note.split()):
        # A bracket would end the gap before its time.
        note = note.replace("[", "(").replace("]", ")")
        note = note if len(note) <= _NOTE_LENGTH else note[: _NOTE_LENGTH - 1] + "…"
        question += " " + words("gaps.your_note", note=note)
    return f"[{question}]"


def _field_from_list(contact: Contact, words: Words) -> str:
    if contact.field_id in (None, Field.OTHER):
        return ""
    label = words(f"vocabulary.field.{contact.field_id}")
    return label if words.language != "en" else label[0].lower() + label[1:]


def _half_sentence(situation: str, pronoun: str) -> str:
    """What goes on from "I …", also for those who typed the "I" and a full stop."""
    text = " ".join(situation.split()).removesuffix(".")
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() == pronoun.lower() else text


def _style(template: Template, contact: Contact) -> str:
    """How the letter addresses a person: only by what is recorded, never by the first name."""
    if template.register is Register.DU:
        return "du"
    title = _title(contact.title, template.language)
    if template.language is ContactLanguage.EN and title and contact.last_name:
        return "titled"
    if contact.last_name and contact.form_of_address in (FormOfAddress.MS, FormOfAddress.MR):
        return str(contact.form_of_address)
    return "titled" if title and contact.name else "neutral"


def _tone(style: str, language: ContactLanguage) -> str:
    if style in ("ms", "mr") and language is not ContactLanguage.DE_CH:
        return "formal"
    return "du" if style == "du" else "neutral"


def _salutation(style: str, contact: Contact, facts: Mapping[str, str], words: Words) -> str:
    language = ContactLanguage(words.language)
    title = _title(contact.title, language)
    pattern = words.group("letter.salutation")[style]
    name = facts["name"]
    if language is not ContactLanguage.EN and bool(contact.first_name) != bool(contact.last_name):
        name = f"{facts['first_name']} {facts['last_name']}"
    filled = _filled(pattern, {**facts, "name": name, "title": title and title + " "}, language)
    return filled if language is ContactLanguage.DE_CH else filled + ","


def _title(recorded: str, language: ContactLanguage) -> str:
    """The one title of those recorded that a salutation names; Austria keeps any."""
    titles = recorded.split()
    for rank in ("prof", "dr"):
        for title in titles:
            if rank in title.lower():
                return title
    return titles[0] if titles and language is ContactLanguage.DE_AT else ""

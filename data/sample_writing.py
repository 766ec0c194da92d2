"""The letters of the sample, put together from sample_letters.py as the workbook would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sample_letters as letters

from infoint_widgets.log.search import folded
from infoint_widgets.method import drafting
from infoint_widgets.method.templates import Template
from infoint_widgets.vocabulary import ContactLanguage

if TYPE_CHECKING:
    from sample_story import Person


def outreach_to(person: Person) -> str:
    who, ask, thanks = person.chance.choice(letters.OUTREACH[person.speech])
    hook = person.hook.rstrip(".")
    if person.referrer:
        named = letters.REFERRED[person.speech].replace("{referrer}", person.referrer)
        hook = f"{named} {sentence(hook)}"
    return letter_to(person, f"{hook}.\n\n{who}\n\n{ask}\n\n{thanks}", first=True)


def letter_to(person: Person, text: str, *, first: bool = False) -> str:
    """A letter as it was sent: with salutation and closing, and a subject where mail has one."""
    contact = person.contact
    in_words = contact.field
    text = (sentence(text) if person.tongue == "en" else text).replace("{field}", in_words)
    subject = ""
    if first and person.channel == "email":
        subject = person.pick(letters.SUBJECTS).replace("{field}", in_words)
    template = Template(
        id="sample",
        language=contact.language or ContactLanguage.EN,
        register=contact.register,
        title="",
        situation="",
        subject=subject,
        body="{salutation}\n\n" + text + "\n\n{closing}\n{my_name}",
    )
    letter = drafting.fill(template, contact, drafting.Sender(name=letters.ME))
    return f"{letter.subject}\n\n{letter.body}".strip()


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def swiss(person: Person, text: str) -> str:
    """German as it is spelled in Switzerland, where they write so."""
    return text.replace("ß", "ss") if person.contact.language == "de-CH" else text


def slug(name: str) -> str:
    spelled = name.casefold()
    for umlaut, pair in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        spelled = spelled.replace(umlaut, pair)
    return folded(spelled).replace(" ", "-").replace("ø", "o").replace("ł", "l")

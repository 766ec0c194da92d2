"""Letters from templates: what is known is filled in, what is missing stays visible."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoint_widgets.errors import WorkbookError
from infoint_widgets.method import drafting
from infoint_widgets.method.drafting import Sender
from infoint_widgets.method.templates import Template, read_template, templates
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import (
    ContactLanguage,
    DraftKind,
    Field,
    FormOfAddress,
    Register,
)

EN, DE, AT, CH = ContactLanguage
SIE, DU = Register
LENA = Contact(first_name="Lena", last_name="Hartwig")
MS_LENA = replace(LENA, form_of_address=FormOfAddress.MS)


def template(
    body: str,
    *,
    language: ContactLanguage = EN,
    register: Register = SIE,
    subject: str = "Hello",
) -> Template:
    text = f"---\ntitle: t\nsituation: s\n---\nSubject: {subject}\n\n{body}"
    return read_template(text, name="t.md", language=language, register=register)


def filled(
    body: str,
    contact: Contact = LENA,
    *,
    sender: Sender | None = None,
    language: ContactLanguage = EN,
    register: Register = SIE,
    referrer: str | None = None,
) -> str:
    found = template(body, language=language, register=register)
    return drafting.fill(found, contact, sender or Sender(), referrer=referrer).body


def titled(title: str, contact: Contact = MS_LENA) -> Contact:
    return replace(contact, title=title)


@pytest.mark.parametrize(
    ("language", "register", "contact", "salutation"),
    [
        (EN, SIE, LENA, "Dear Lena Hartwig,"),
        (EN, SIE, MS_LENA, "Dear Ms Hartwig,"),
        (EN, SIE, replace(LENA, form_of_address=FormOfAddress.MR), "Dear Mr Hartwig,"),
        (EN, SIE, replace(LENA, form_of_address=FormOfAddress.NEUTRAL), "Dear Lena Hartwig,"),
        (EN, SIE, titled("Dr"), "Dear Dr Hartwig,"),
        (EN, SIE, titled("Prof. Dr.", LENA), "Dear Prof. Hartwig,"),
        (EN, SIE, titled("MBA", LENA), "Dear Lena Hartwig,"),
        (EN, SIE, Contact(first_name="Lena"), "Dear Lena,"),
        (EN, DU, MS_LENA, "Dear Lena,"),
        (EN, SIE, Contact(), "Dear [What is their name?],"),
        (DE, SIE, LENA, "Guten Tag Lena Hartwig,"),
        (DE, SIE, MS_LENA, "Sehr geehrte Frau Hartwig,"),
        (DE, SIE, titled("Dr."), "Sehr geehrte Frau Dr. Hartwig,"),
        (DE, SIE, titled("Prof. Dr. med."), "Sehr geehrte Frau Prof. Hartwig,"),
        (DE, SIE, titled("Mag."), "Sehr geehrte Frau Hartwig,"),
        (DE, SIE, titled("Dr.", LENA), "Guten Tag Dr. Lena Hartwig,"),
        (
            DE,
            SIE,
            replace(LENA, form_of_address=FormOfAddress.MR),
            "Sehr geehrter Herr Hartwig,",
        ),
        (
            DE,
            SIE,
            Contact(last_name="Hartwig"),
            "Guten Tag [Wie ist der Vorname?] Hartwig,",
        ),
        (DE, DU, MS_LENA, "Hallo Lena,"),
        (DE, DU, Contact(last_name="Hartwig"), "Hallo [Wie ist der Vorname?],"),
        (AT, SIE, titled("Mag."), "Sehr geehrte Frau Mag. Hartwig,"),
        (AT, SIE, titled("Mag. Dr."), "Sehr geehrte Frau Dr. Hartwig,"),
        (CH, SIE, MS_LENA, "Sehr geehrte Frau Hartwig"),
        (CH, DU, LENA, "Hallo Lena"),
        (CH, SIE, Contact(), "Guten Tag [Wie heisst die Person?]"),
    ],
)
def test_the_salutation_follows_what_is_recorded(
    language: ContactLanguage, register: Register, contact: Contact, salutation: str
) -> None:
    assert filled("{salutation}", contact, language=language, register=register) == salutation


@pytest.mark.parametrize(
    ("language", "register", "contact", "closing"),
    [
        (EN, SIE, MS_LENA, "Kind regards,"),
        (DE, SIE, MS_LENA, "Mit freundlichen Grüßen"),
        (DE, SIE, LENA, "Freundliche Grüße"),
        (DE, DU, LENA, "Viele Grüße"),
        (CH, SIE, MS_LENA, "Freundliche Grüsse"),
        (CH, DU, LENA, "Viele Grüsse"),
    ],
)
def test_the_closing_goes_with_the_salutation(
    language: ContactLanguage, register: Register, contact: Contact, closing: str
) -> None:
    assert filled("{closing}", contact, language=language, register=register) == closing


def test_a_letter_begins_small_after_a_german_comma_and_large_after_none() -> None:
    text = "{salutation}\n\nich schreibe"
    assert "\n\nich" in filled(text, language=DE)
    assert "\n\nIch" in filled(text, language=CH)


def test_swiss_spelling_is_ours_and_leaves_names_alone() -> None:
    contact = Contact(last_name="Weiß", organisation="Großmann")
    text = "Straße: {last_name}, {organisation}"
    assert filled(text, contact, language=CH) == "Strasse: Weiß, Großmann"


def test_a_missing_fact_is_a_question_in_the_letters_language() -> None:
    assert filled("at {organisation}") == "at [Where do they work?]"
    assert filled("bei {organisation}", language=DE) == "bei [Wo arbeitet die Person?]"


def test_only_the_writer_knows_what_they_read_or_saw() -> None:
    assert filled("{their_work}") == "[What of theirs did you read, see or use?]"


def test_a_note_to_oneself_helps_with_a_gap_but_is_not_part_of_the_letter() -> None:
    contact = replace(LENA, why="She is [very] good\nwith light")
    text = filled("{why}", contact)
    (gap,) = drafting.gaps(text)
    assert text[gap.start : gap.end] == text
    assert gap.question.endswith("Your note: “She is (very) good with light”")


def test_a_field_from_the_list_stands_in_when_none_was_typed() -> None:
    assert filled("into {field}", replace(LENA, field_id=Field.LAW)) == "into law"
    assert filled("Bereich {field}", replace(LENA, field_id=Field.LAW), language=DE) == (
        "Bereich Recht"
    )
    assert drafting.gaps(filled("{field}", replace(LENA, field_id=Field.OTHER)))


def test_a_referrer_is_named_only_when_handed_in() -> None:
    assert filled("{referrer} sent me", referrer="Paul Adler") == "Paul Adler sent me"
    assert drafting.gaps(filled("{referrer} sent me"))


@pytest.mark.parametrize("typed", ["study law", "I study law.", "i study law"])
def test_the_writers_situation_goes_on_from_the_i_of_the_template(typed: str) -> None:
    assert filled("I {my_situation} now", sender=Sender(situation=typed)) == "I study law now"


def test_a_situation_in_the_other_language_stays_a_gap() -> None:
    sender = Sender(situation="study law", language="en")
    assert filled("I {my_situation}", sender=sender) == "I study law"
    (gap,) = drafting.gaps(filled("Ich {my_situation}", sender=sender, language=AT))
    assert "study law" in gap.question


def test_an_empty_signature_leaves_no_trace() -> None:
    assert filled("{my_name}\n{my_signature}", sender=Sender(name="Jule")) == "Jule"


def test_a_name_with_line_ends_cannot_break_the_subject() -> None:
    found = template("x", subject="{referrer} sent me")
    letter = drafting.fill(found, LENA, Sender(), referrer="Paul\nBcc: all")
    assert letter.subject == "Paul Bcc: all sent me"


AWKWARD = st.text() | st.sampled_from(
    [
        "{first_name}",
        "{",
        "}}",
        "{0}",
        "{% for x in y %}",
        "שלום",
        "\u202eabc",
        "👩‍🎨",
        "a\nb",
        "%s",
    ]
)


@given(text=AWKWARD)
def test_what_people_typed_survives_as_typed(text: str) -> None:
    contact = Contact(organisation=text)
    wanted = contact.organisation or "[Where do they work?]"
    assert filled(f"a{'{organisation}'}b", contact) == f"a{wanted}b"


@given(name=AWKWARD)
def test_packaged_templates_take_any_name(name: str) -> None:
    contact = Contact(first_name=name, last_name=name)
    for language in ContactLanguage:
        for found in templates(DraftKind.OUTREACH, language, SIE):
            assert contact.name in drafting.fill(found, contact, Sender()).body


def test_the_template_for_a_stranger_comes_first() -> None:
    for language in ContactLanguage:
        for register in Register:
            assert templates(DraftKind.OUTREACH, language, register)[0].id == "cold"


def test_an_unknown_placeholder_is_named_with_its_line_and_those_that_are_known() -> None:
    with pytest.raises(WorkbookError) as caught:
        template("Dear {firstname}")
    assert caught.value.facts["line"] == 7
    assert "{firstname}" in str(caught.value)
    assert "{first_name}" in str(caught.value)
    assert "t.md" in str(caught.value)


@pytest.mark.parametrize("body", ["{% for a in b %}", "{{ first_name }}", "{}"])
def test_a_template_has_no_logic(body: str) -> None:
    with pytest.raises(WorkbookError, match="line 7"):
        template(body)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Subject: x\n\nbody", "template_head_missing"),
        ("---\ntitle: t\n---\nSubject: x\n\nbody", "template_head_missing"),
        ("---\ntitle: t\nsituation: s\n---\nDear you", "template_subject_missing"),
    ],
)
def test_a_template_without_its_parts_is_told_by_name(text: str, id: str) -> None:
    with pytest.raises(WorkbookError) as caught:
        read_template(text, name="mine.md", language=EN)
    assert (caught.value.id, caught.value.facts["file"]) == (id, "mine.md")


def test_a_template_from_windows_reads_the_same() -> None:
    text = "\ufeff---\r\ntitle: A: b\r\nsituation: s\r\n---\r\nSubject: x\r\n\r\none\r\ntwo\r\n"
    found = read_template(text, name="mine.md", language=EN)
    assert (found.title, found.subject, found.body) == ("A: b", "x", "one\ntwo")


def test_brackets_without_a_question_are_no_gap() -> None:
    assert drafting.gaps("as agreed [sic], see [1]") == []


def test_reading_takes_half_a_minute_at_most_for_a_good_letter() -> None:
    assert drafting.reading_seconds("word " * 92) == 25
    assert drafting.reading_seconds("") == 0

"""The form for a first message: what fills it, what is kept of it, and how it goes out."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from urllib.parse import unquote

import pytest

from infoint_widgets.jobs import people
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.records import Contact, Draft, Meeting
from infoint_widgets.vocabulary import (
    Channel,
    ContactLanguage,
    DraftKind,
    FormOfAddress,
    Register,
    Stage,
    TouchKind,
)
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.words import Words
from tests.conftest import NOW
from tests.widgets.conftest import said, story, tell, told, typing, undo, visible

EN = Words("en")
NO_GAP = "Dear Ada,\n\nwould you have 20 minutes?\n\nJule"


@pytest.fixture
def form(log: Log, ada: Contact) -> EmailDraft:
    log.set_setting("name", "Jule Brandt")
    log.set_setting("situation", "am in my last year of interior architecture")
    log.set_setting("signature", "+43 1 234\nexample.org/jule")
    return EmailDraft(log, contact=ada.id)


def subject(form: EmailDraft) -> str:
    return form.subject.widget.typed


def body(form: EmailDraft) -> str:
    return form.body.widget.typed


def in_log(log: Log) -> Draft:
    (draft,) = log.find(Draft)
    return draft


def choose(form: EmailDraft, template: str) -> None:
    form.template.value = template


# What fills it


def test_nobody_is_written_to_before_somebody_is_picked(log: Log, ada: Contact) -> None:
    form = EmailDraft(log)
    assert not visible(form.desk)
    form.picker.people.value = ada.id
    assert visible(form.desk)


def test_the_template_knows_the_person_and_the_sender(form: EmailDraft) -> None:
    assert subject(form) == "Your way into museum design"
    text = body(form)
    for fact in (
        "Dear Ada Lindqvist,",
        "Glass Museum",
        "curator",
        "museum design",
        "I am in my last year of interior architecture",
        "Jule Brandt\n+43 1 234\nexample.org/jule",
    ):
        assert fact in text


def test_what_is_not_known_is_a_gap_that_is_marked_and_counted(
    form: EmailDraft, log: Log, ben: Contact
) -> None:
    form.pick(ben.id)
    gap = "[Where do they work?]"
    assert gap in body(form)
    assert f'<mark class="infoint-mark-gap">{gap}</mark>' in form.preview.value
    at = body(form).index(gap)
    assert (at, at + len(gap), "gap") in form.body.widget.marks["spans"]


def test_a_gap_in_the_subject_counts_as_well(form: EmailDraft, log: Log, ben: Contact) -> None:
    form.pick(ben.id)
    assert subject(form) == "Your way into [Which field is it?]"
    assert form.subject.widget.marks["spans"] == [(14, 34, "gap")]
    assert form.preview.value.count("<mark") == len(drafting.gaps(subject(form) + body(form)))
    form.body.widget.type(NO_GAP)
    assert EN("email.gaps", n=1) in form.gaps.value
    form.subject.widget.type("Your work")
    assert EN("email.no_gaps") in form.gaps.value


def test_the_preview_follows_every_letter(form: EmailDraft) -> None:
    typing(form.body.widget, "Dear Ada <3")
    assert "Dear Ada &lt;3" in form.preview.value
    typing(form.subject.widget, "Light & shadow")
    assert "<b>Light &amp; shadow</b>" in form.preview.value


def test_words_and_reading_time_are_counted(form: EmailDraft) -> None:
    form.body.widget.type("one two three four five")
    assert EN("email.count", n=5, seconds=5) in form.count.value


def test_a_situation_told_in_english_is_no_german_sentence(form: EmailDraft) -> None:
    form.language.widget.value = ContactLanguage.DE
    assert "Ich am in" not in body(form)
    assert "„am in my last year of interior architecture“]" in body(form)


# What is kept


def test_looking_at_a_letter_writes_nothing(form: EmailDraft, log: Log, elsewhere: Log) -> None:
    assert log.find(Draft) == []
    elsewhere.edit(Contact, str(form.picked), "notes", "a note", was="")
    form.refresh()
    assert log.find(Draft) == []


def test_what_is_typed_is_a_draft_and_a_new_form_shows_it(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    typing(form.subject.widget, "Half a sub")
    typing(form.body.widget, "Dear Ada, half a sen")
    assert (in_log(log).subject, in_log(log).body) == ("Half a sub", "Dear Ada, half a sen")
    again = EmailDraft(log, contact=ada.id)
    assert (subject(again), body(again)) == ("Half a sub", "Dear Ada, half a sen")


def test_a_draft_belongs_to_its_person(form: EmailDraft, ada: Contact, ben: Contact) -> None:
    typing(form.body.widget, "For Ada only")
    form.pick(ben.id)
    assert "For Ada only" not in body(form)
    form.pick(ada.id)
    assert body(form) == "For Ada only"


def test_letters_that_are_not_saved_yet_stay_with_their_person(
    form: EmailDraft, log: Log, ada: Contact, ben: Contact
) -> None:
    form.body.widget._while_typing = False
    typing(form.body.widget, "For Ada on")
    form.pick(ben.id)
    assert in_log(log).contact_id == ada.id
    assert in_log(log).body == "For Ada on"


def test_two_forms_on_one_letter_see_each_others_words(
    form: EmailDraft, elsewhere: Log, ada: Contact
) -> None:
    other = EmailDraft(elsewhere, contact=ada.id)
    form.body.widget.type("Dear Ada, first")
    other.refresh()
    assert body(other) == "Dear Ada, first"
    other.body.widget.type("Dear Ada, second")
    form.refresh()
    assert body(form) == "Dear Ada, second"
    assert "second" in form.preview.value


def test_two_who_type_into_one_letter_lose_nothing(
    form: EmailDraft, elsewhere: Log, ada: Contact
) -> None:
    other = EmailDraft(elsewhere, contact=ada.id)
    before = body(other)
    form.body.widget.type("mine")
    typing(other.body.widget, "yours", base=before)
    assert (body(other), other.body.widget.stored["text"]) == ("yours", "mine")
    other.refresh()
    assert body(other) == "yours"


def test_a_person_who_is_gone_takes_the_letter_off_the_desk(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    log.delete(Contact, ada.id)
    form.refresh()
    assert not visible(form.desk)


def test_the_search_is_left_alone_while_a_draft_is_saved(form: EmailDraft, ben: Contact) -> None:
    form.picker.find.value = "bra"
    typing(form.body.widget, "Dear Ada")
    form.refresh()
    assert form.picker.find.value == "bra"
    assert body(form) == "Dear Ada"


# Templates, language, register


def test_another_template_replaces_the_text_and_can_be_undone(form: EmailDraft) -> None:
    form.subject.widget.type("My own subject")
    form.body.widget.type("My own words")
    choose(form, "event")
    assert subject(form) == "It was good to meet you"
    assert said(form) == EN("email.template_used")
    undo(form)
    assert (subject(form), body(form)) == ("My own subject", "My own words")
    assert form.template.value == "cold"


def test_a_template_that_was_chosen_is_chosen_in_a_new_form(form: EmailDraft, log: Log) -> None:
    choose(form, "event")
    assert EmailDraft(log, contact=form.picked).template.value == "event"


def test_a_template_does_not_replace_what_could_not_be_saved(
    form: EmailDraft, elsewhere: Log, ada: Contact
) -> None:
    other = EmailDraft(elsewhere, contact=ada.id)
    before = body(form)
    other.body.widget.type("theirs")
    typing(form.body.widget, "mine", base=before)
    choose(form, "event")
    assert said(form) == EN("errors.not_saved", field="Message")
    assert form.template.value == "cold"
    assert body(form) == "mine"


def test_another_language_fills_an_untouched_letter_anew(form: EmailDraft) -> None:
    form.language.widget.value = ContactLanguage.DE
    assert subject(form) == "Ihr Weg in den Bereich museum design"
    assert "Guten Tag Ada Lindqvist" in body(form)


def test_another_language_leaves_a_letter_alone_that_was_typed_in(form: EmailDraft) -> None:
    form.body.widget.type("My own words")
    form.language.widget.value = ContactLanguage.DE
    assert body(form) == "My own words"


def test_german_letters_say_sie_or_du(form: EmailDraft, log: Log, ada: Contact) -> None:
    form.language.widget.value = ContactLanguage.DE
    assert "Hätten Sie 20 Minuten" in body(form)
    form.register.widget.value = Register.DU
    assert "Hast du 20 Minuten" in body(form)
    assert body(form).startswith("Hallo Ada")
    assert log.get(Contact, ada.id).register is Register.DU


def test_du_or_sie_is_asked_for_german_letters_only(form: EmailDraft) -> None:
    assert not visible(form.register.widget)
    form.language.widget.value = ContactLanguage.DE_CH
    assert visible(form.register.widget)


def test_a_german_woman_is_addressed_as_recorded(form: EmailDraft, log: Log, ada: Contact) -> None:
    form.language.widget.value = ContactLanguage.DE
    log.edit(Contact, ada.id, "form_of_address", FormOfAddress.MS, was=None)
    form.refresh()
    assert body(form).startswith("Sehr geehrte Frau Lindqvist,")


def test_a_chosen_template_follows_the_language_too(form: EmailDraft) -> None:
    choose(form, "event")
    form.language.widget.value = ContactLanguage.DE
    assert form.template.value == "event"
    assert "Guten Tag" in body(form)


@pytest.mark.parametrize("kind", list(DraftKind))
def test_there_is_a_first_text_for_every_kind_of_message(
    log: Log, ada: Contact, kind: DraftKind
) -> None:
    form = EmailDraft(log, contact=ada.id, kind=kind)
    assert visible(form.desk)
    assert "Ada" in body(form)


def test_the_form_speaks_german_on_a_german_log(form: EmailDraft, log: Log) -> None:
    typing(form.body.widget, "Dear Ada, half a sen")
    log.set_setting("language", "de")
    form.refresh()
    assert form.sent.description == Words("de")("email.sent")
    assert body(form) == "Dear Ada, half a sen"
    assert form.picker.people.value == form.picked


# Out


LONG = "Grüße aus Žižkov, mit „Anführung“ und 😀. " * 12


@pytest.fixture
def files(form: EmailDraft, monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], bytes]]:
    """What the browser is handed to save."""
    handed: list[tuple[dict[str, Any], bytes]] = []
    monkeypatch.setattr(
        form.file, "send", lambda content, buffers: handed.append((content, buffers[0]))
    )
    return handed


def test_a_letter_is_saved_as_a_mail_that_reads_the_same(
    form: EmailDraft, files: list[tuple[dict[str, Any], bytes]]
) -> None:
    form.subject.widget.type("Führung durchs Museum für Glas – wäre das möglich? " * 3)
    form.body.widget.type(f"Liebe Ada,\n\n{LONG}\n\nJule")
    tell(form.file, do="save")
    ((content, data),) = files
    mail = message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == subject(form).strip()
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == body(form)
    assert max(len(line) for line in data.splitlines()) <= 998
    assert content["name"].endswith(".eml")
    assert content["name"].startswith("ada-lindqvist-fuehrung")


def test_a_letter_opens_in_the_mail_program_as_it_reads(form: EmailDraft) -> None:
    form.subject.widget.type("Grüße & Fragen?")
    form.body.widget.type("Liebe Ada,\n\n100 % Glas\n\nJule")
    link = form.out.mailto
    assert link.startswith("mailto:ada@example.org?subject=")
    assert link.isascii()
    assert unquote(link.split("&body=")[1]) == "Liebe Ada,\r\n\r\n100 % Glas\r\n\r\nJule"
    assert unquote(link.split("subject=")[1].split("&body=")[0]) == "Grüße & Fragen?"


def test_a_letter_that_is_too_long_for_a_link_can_be_copied(form: EmailDraft) -> None:
    form.body.widget.type(LONG * 4)
    assert (form.out.mailto, form.out.why) == ("", EN("email.out.too_long"))
    assert (form.out.subject, form.out.body) == (subject(form), LONG * 4)


# Sent


def test_a_letter_that_was_sent_is_in_the_story_and_no_draft_any_more(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.subject.widget.type("Light")
    form.body.widget.type(NO_GAP)
    form.channel.value = Channel.LINKEDIN
    form.sent.click()
    (touch,) = story(log, ada)
    assert (touch.kind, touch.channel) == (TouchKind.OUTREACH, Channel.LINKEDIN)
    assert (touch.text, touch.happened_at, touch.by_me) == (f"Light\n\n{NO_GAP}", NOW, True)
    assert log.find(Draft) == []
    told = EN("email.was_sent", name="Ada Lindqvist")
    assert said(form) == f"{told} {EN('email.first_sent')}"
    assert not visible(form.desk)


def test_only_the_first_message_is_the_hardest_step(log: Log, ada: Contact) -> None:
    form = EmailDraft(log, contact=ada.id, kind="thank_you")
    form.body.widget.type(NO_GAP)
    form.sent.click()
    assert said(form) == EN("email.was_sent", name="Ada Lindqvist")


def test_a_letter_that_was_not_sent_after_all_comes_back(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.body.widget.type(NO_GAP)
    form.sent.click()
    undo(form)
    assert story(log, ada) == []
    assert in_log(log).body == body(form) == NO_GAP
    assert visible(form.desk)
    assert form.picker.people.value == ada.id


def test_a_letter_that_was_only_looked_at_can_be_sent_too(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    text = f"{subject(form)}\n\n{body(form)}"
    form.sent.click()
    form.sent.click()
    assert [touch.text for touch in story(log, ada)] == [text]


@pytest.mark.parametrize("where", ["subject", "body"])
def test_a_gap_is_warned_of_once(form: EmailDraft, log: Log, ada: Contact, where: str) -> None:
    form.subject.widget.type("Light")
    form.body.widget.type(NO_GAP)
    getattr(form, where).widget.type("Dear [What is their name?]")
    form.sent.click()
    assert said(form) == EN("email.gap_left")
    assert story(log, ada) == []
    form.refresh()
    form.sent.click()
    assert len(story(log, ada)) == 1


def test_a_letter_with_another_gap_is_warned_of_again(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.body.widget.type("Dear [What is their name?]")
    form.sent.click()
    form.body.widget.type("Dear Ada [What else?]")
    form.sent.click()
    assert story(log, ada) == []


def test_no_other_text_is_recorded_as_sent_than_the_one_in_sight(
    form: EmailDraft, log: Log, elsewhere: Log, ada: Contact
) -> None:
    other = EmailDraft(elsewhere, contact=ada.id)
    before = body(form)
    other.body.widget.type("theirs")
    typing(form.body.widget, "mine", base=before)
    form.sent.click()
    assert story(log, ada) == []
    assert said(form) == EN("errors.not_saved", field="Message")
    typing(form.body.widget, "mine", do="keep", base="theirs")
    form.sent.click()
    assert story(log, ada)[0].text.endswith("\n\nmine")


def test_a_subject_that_is_too_long_is_not_sent_cut(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    form.body.widget.type(NO_GAP)
    form.subject.widget.type("x" * 1_001)
    form.sent.click()
    assert story(log, ada) == []
    assert told(form.subject.widget) == EN("errors.too_long", field="Subject")


def test_sending_to_nobody_says_whom_it_takes(log: Log) -> None:
    form = EmailDraft(log)
    form.sent.click()
    assert said(form) == EN("errors.nobody_picked")


def test_only_letters_of_their_kind_are_drafted(log: Log, ada: Contact) -> None:
    log.add(Draft(contact_id=ada.id, kind=DraftKind.THANK_YOU, body="Thanks!", saved_at=NOW))
    assert "Thanks!" not in body(EmailDraft(log, contact=ada.id))


def test_a_follow_up_names_the_day_of_the_first_message(log: Log, ada: Contact) -> None:
    people.record(log, ada.id, TouchKind.OUTREACH, day=date(2026, 3, 2))
    form = EmailDraft(log, contact=ada.id, kind="follow_up")
    assert subject(form) == "My question of 2 March"


def test_what_was_learned_stands_in_a_thank_you_one_thing_after_the_other(
    log: Log, ada: Contact
) -> None:
    log.add(Meeting(contact_id=ada.id, zone="UTC", learned="Ask about failures first.\nWhy so?"))
    text = body(EmailDraft(log, contact=ada.id, kind="thank_you"))
    assert "it says: Ask about failures first. And right below it: Why so?\n" in text


def test_what_was_learned_stands_beside_the_question_where_a_sentence_would_not_fit(
    log: Log, ada: Contact
) -> None:
    log.add(Meeting(contact_id=ada.id, zone="UTC", learned="Ask about failures first."))
    form = EmailDraft(log, contact=ada.id, kind="referral_request")
    form.template.value = "named_in_passing"
    assert "Your note: “Ask about failures first.”" in body(form)


# What it is for


def kinds(form: EmailDraft) -> dict[Any, str]:
    return {kind: label for label, kind in form.what_for.options}


def test_what_fits_the_story_is_offered(log: Log, ada: Contact, ben: Contact) -> None:
    people.record(log, ben.id, TouchKind.MET)
    form = EmailDraft(log, contact=ada.id)
    offered = [form.what_for.value]
    form.pick(ben.id)
    offered.append(form.what_for.value)
    assert offered == [DraftKind.OUTREACH, DraftKind.THANK_YOU]
    assert list(kinds(form)) == list(DraftKind)


def test_a_kind_that_was_handed_in_is_kept(log: Log, ada: Contact, ben: Contact) -> None:
    people.record(log, ben.id, TouchKind.MET)
    form = EmailDraft(log, contact=ada.id, kind="arrange")
    form.pick(ben.id)
    assert form.what_for.value is DraftKind.ARRANGE


def test_what_happens_meanwhile_does_not_turn_a_draft_into_another(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    typing(form.body.widget, "Dear Ada, half a sen")
    people.record(log, ada.id, TouchKind.MET)
    form.refresh()
    assert form.what_for.value is DraftKind.OUTREACH
    assert body(form) == "Dear Ada, half a sen"


def test_both_drafts_are_kept_when_one_turns_to_another_kind(form: EmailDraft, log: Log) -> None:
    typing(form.body.widget, "A first message")
    form.what_for.value = DraftKind.THANK_YOU
    assert "A first message" not in body(form)
    typing(form.body.widget, "A thank-you")
    form.what_for.value = DraftKind.OUTREACH
    assert body(form) == "A first message"
    form.what_for.value = DraftKind.THANK_YOU
    assert body(form) == "A thank-you"
    assert len(log.find(Draft)) == 2


def test_a_draft_of_another_kind_that_was_begun_is_seen(form: EmailDraft) -> None:
    typing(form.body.widget, "A first message")
    form.what_for.value = DraftKind.CONFIRM
    first = EN("vocabulary.draft_kind.outreach")
    assert kinds(form)[DraftKind.OUTREACH] == EN("email.begun", kind=first)
    assert kinds(form)[DraftKind.CONFIRM] == EN("vocabulary.draft_kind.confirm")


def test_a_letter_that_was_not_sent_after_all_comes_back_as_what_it_was(
    form: EmailDraft, log: Log
) -> None:
    form.what_for.value = DraftKind.KEEP_IN_TOUCH
    form.body.widget.type(NO_GAP)
    form.sent.click()
    undo(form)
    assert form.what_for.value is DraftKind.KEEP_IN_TOUCH
    assert body(form) == NO_GAP


# Notes and cards


@pytest.fixture
def note(form: EmailDraft) -> EmailDraft:
    choose(form, "linkedin_cold_200")
    return form


def test_a_note_has_no_subject_and_no_mail_program(note: EmailDraft) -> None:
    assert not visible(note.subject.widget)
    assert not visible(note.file)
    assert (note.out.by_mail, note.out.mailto, note.out.subject) == (False, "", "")
    assert note.out.body == body(note)
    assert "<b>" not in note.preview.value
    assert "subject_empty" not in {row["rule"] for row in note.coach.rows}


def test_a_note_counts_its_characters(note: EmailDraft) -> None:
    typing(note.body.widget, "x" * 187)
    assert EN("email.characters", n=187, most=200) in note.count.value
    typing(note.body.widget, "x" * 201)
    over = EN("email.over", length=201, most=200, n=1)
    assert over in note.count.value
    note.coach.settle()
    assert over in note.coach.reading["heard"]


def test_a_note_that_is_too_long_is_never_ready_and_is_told_by_how_much(note: EmailDraft) -> None:
    note.body.widget.type("Dear Ada,\n\nwould you have 20 minutes, when you like? " + "x" * 160)
    note.coach.settle()
    n = len(body(note)) - 200
    assert note.coach.reading["level"] == "not_yet"
    assert EN("coach.over_limit.what", n=n, most=200) in {row["what"] for row in note.coach.rows}
    tell(note.coach, do="suggest", which="shorten")
    assert EN("coach.suggest.shorten.over", n=n) in note.coach.suggestion["text"]
    assert EN("coach.suggest.shorten.nothing") not in note.coach.suggestion["text"]


def test_a_note_is_sent_by_its_channel(note: EmailDraft, log: Log, ada: Contact) -> None:
    note.body.widget.type("Dear Ada, would you have 20 minutes?")
    note.sent.click()
    (touch,) = story(log, ada)
    assert (touch.channel, touch.text) == (Channel.LINKEDIN, "Dear Ada, would you have 20 minutes?")


def test_a_letter_after_a_note_is_an_email_again(note: EmailDraft) -> None:
    choose(note, "event")
    assert visible(note.subject.widget)
    assert note.channel.value is Channel.EMAIL
    assert EN("email.count", n=1, seconds=5)[-20:] in note.count.value


def test_a_note_stays_one_in_another_language_of_the_form(note: EmailDraft, log: Log) -> None:
    log.set_setting("language", "de")
    note.refresh()
    assert note.channel.value is Channel.LINKEDIN
    assert not visible(note.subject.widget)


def test_another_way_of_sending_is_left_as_it_was_chosen(form: EmailDraft) -> None:
    form.channel.value = Channel.OTHER
    form.body.widget.type(NO_GAP)
    form.refresh()
    assert form.channel.value is Channel.OTHER


# Odd input

NAMES = ['O\'Brien "Bo"', "Two\nlines", "שרה לוי", "😀 Ada", "<b>Ada</b>", "{name} %s $x$"]


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_to_anybody_reads_and_goes_out_as_typed(log: Log, name: str) -> None:
    person = log.add(Contact(stage=Stage.CHOSEN, chosen_at=NOW, first_name=name, last_name="Çelik"))
    form = EmailDraft(log, contact=person.id)
    kept = " ".join(name.split())
    assert body(form).startswith(f"Dear {kept} Çelik,")
    assert form.out.body == body(form)
    assert unquote(form.out.mailto.split("&body=")[1]).startswith(f"Dear {kept} Çelik,")
    assert form.coach.reading["level"] == "not_yet"
    form.sent.click()
    form.sent.click()
    assert len(story(log, person)) == 1


def test_a_letter_to_nobodys_address_says_so(form: EmailDraft, log: Log, ben: Contact) -> None:
    assert form.out.why == ""
    form.pick(ben.id)
    assert form.out.mailto.startswith("mailto:?subject=")
    assert form.out.why == EN("email.out.no_address")


def test_an_address_that_is_none_says_so(form: EmailDraft, log: Log, ada: Contact) -> None:
    log.edit(Contact, ada.id, "email", "ada,bo@example.org", was=ada.email)
    form.refresh()
    assert form.out.mailto.startswith("mailto:?subject=")
    assert form.out.why == EN("email.out.no_address")


def test_an_empty_letter_can_go_nowhere(form: EmailDraft) -> None:
    form.subject.widget.type("")
    form.body.widget.type("")
    assert (form.out.empty, form.out.why) == (True, EN("email.out.nothing"))
    assert form.file.disabled


ENDLESS = ("Grüße aus Žižkov, mit „Anführung“ und 😀? [Was?] " * 3_000)[:100_000]


def test_an_endless_letter_is_kept_whole_and_told_to_be_long(form: EmailDraft, log: Log) -> None:
    form.body.widget.type(ENDLESS)
    assert in_log(log).body == form.out.body == ENDLESS
    assert EN("email.cut") in form.gaps.value
    assert len(form.preview.value) < 100_000
    assert "too_long" in {row["rule"] for row in form.coach.rows}
    assert form.out.why == EN("email.out.too_long")
    assert told(form.body.widget) == ""


def test_text_that_is_too_long_to_keep_is_refused_in_words(form: EmailDraft) -> None:
    form.body.widget.type("x" * 1_100_000)
    form.sent.click()
    assert told(form.body.widget) == EN("errors.too_long", field="Message")


@pytest.mark.parametrize(("zone", "odd"), [("Pacific/Auckland", True), ("Europe/Vienna", False)])
def test_times_at_which_one_of_the_two_hardly_works_are_told(
    log: Log, ada: Contact, zone: str, odd: bool
) -> None:
    log.edit(Contact, ada.id, "zone", zone, was="")
    form = EmailDraft(log, contact=ada.id, kind="arrange")
    form.template.value = "slots"
    assert ("both clocks" in said(form)) == odd

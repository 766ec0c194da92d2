"""What the coach says of short drafts: each rule finds its fault and lets a near miss pass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoint_widgets.method import suggest
from infoint_widgets.method.coach import RULES, Advice, Facts, Weight, advise, readiness
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import (
    ContactLanguage,
    DraftKind,
    FormOfAddress,
    NameUse,
    Register,
)
from infoint_widgets.words import LANGUAGES, Words

ADA = Contact(
    first_name="Ada",
    last_name="Hart",
    form_of_address=FormOfAddress.MS,
    organisation="Tidal Trust",
    role="planner",
)
EN = Facts(DraftKind.OUTREACH, ContactLanguage.EN, contact=ADA)
DE = replace(EN, language=ContactLanguage.DE)
DU = replace(DE, register=Register.DU)
GOOD_SUBJECT = "Saltmarshes and sea walls"
GOOD = (
    "Dear Ms Hart,\n\nI heard your talk about the breach in the sea wall at Wells, and the seals "
    "that moved in a week later. It has changed how I look at maps.\n\nI study geography in Hull. "
    "Could we talk for 20 minutes about how you plan for water, whenever it suits you?\n\n"
    "Kind regards\nJo"
)
GOOD_GERMAN = (
    "Sehr geehrte Frau Hart,\n\nim Radio habe ich Ihr Gespräch über den Deichbruch bei Wells "
    "gehört und über die Robben, die eine Woche später einzogen. Seitdem sehe ich Karten neu.\n\n"
    "Ich studiere Geografie. Hätten Sie 20 Minuten, um mir zu erzählen, wie Sie mit dem Wasser "
    "planen, wann immer es Ihnen passt?\n\nMit freundlichen Grüßen\nJo"
)


def found(body: str, facts: Facts = EN, subject: str | None = GOOD_SUBJECT) -> set[str]:
    return {advice.rule for advice in advise(subject, body, facts)}


def letter(text: str, facts: Facts) -> str:
    """A good letter of the language with a sentence more."""
    good = GOOD if facts.language is ContactLanguage.EN else GOOD_GERMAN
    greeting, rest = good.split("\n\n", 1)
    return f"{greeting}\n\n{text} {rest}"


def marked(body: str, rule: str, facts: Facts = EN) -> list[str]:
    (advice,) = (each for each in advise(GOOD_SUBJECT, body, facts) if each.rule == rule)
    return [body[mark.start : mark.end] for mark in advice.marks if mark.part == "body"]


def test_a_good_letter_has_nothing_to_mend() -> None:
    assert found(GOOD) == set()
    assert found(GOOD_GERMAN, DE) == set()


# A sentence in a letter that is good without it

FAULTS = [
    ("asks_for_job", EN, "Are there any internships at your office?"),
    ("asks_for_job", EN, "If something comes up, please keep me in mind."),
    ("asks_for_job", DE, "Gibt es bei Ihnen ein Praktikum?"),
    ("asks_for_job", DE, "Denken Sie an mich, wenn eine Stelle frei wird."),
    ("cv_offered", EN, "I have attached my CV."),
    ("cv_offered", DE, "Meinen Lebenslauf finden Sie anbei."),
    ("several_requests", EN, "Could you introduce me to your boss and read my draft?"),
    ("several_requests", DE, "Würden Sie mich auch Ihrer Chefin vorstellen?"),
    ("fixes_time", EN, "Let us meet on Tuesday at 3 pm."),
    ("fixes_time", DE, "Ich komme am Dienstag um 15 Uhr."),
    ("several_questions", EN, "Why? How? When? Where?"),
    ("several_questions", DE, "Warum? Wie? Wann? Wo?"),
    ("gap_left", EN, "I liked [What did you like?]."),
    ("gap_left", DE, "Mir gefiel [Was gefiel dir?]."),
    ("mass_mail", EN, "I hope this email finds you well."),
    ("mass_mail", DE, "Ich hoffe, diese Nachricht erreicht Sie bei bester Gesundheit."),
    ("over_apology", EN, "Sorry to bother you, I know you are busy, please forgive me."),
    ("over_apology", DE, "Entschuldigen Sie die Störung, es ist mir peinlich."),
    ("urgency", EN, "Please answer as soon as possible."),
    ("urgency", DE, "Bitte antworten Sie so schnell wie möglich."),
    ("link", EN, "It is at https://talks.example.org/1."),
    ("link", DE, "Es steht unter www.example.org/1."),
    ("attachment", EN, "I have attached a sketch."),
    ("attachment", DE, "Eine Skizze liegt bei."),
    ("shouting", EN, "It was great!!!"),
    ("shouting", DE, "Das war toll!!!"),
    ("wrong_organisation", EN, "Your work at Pendle Wave Power is new to me."),
    ("wrong_organisation", DE, "Bei Ihnen im Museum Bad Tölz war ich auch."),
    ("sie_du_mixed", DE, "Ich mag deine Karten."),
    ("sie_du_mixed", DU, "Ich mag deine Karten."),
    ("eszett_swiss", replace(DE, language=ContactLanguage.DE_CH), "Das war groß."),
]
NEAR_MISSES = [
    ("asks_for_job", EN, "I am not asking for a job."),
    ("asks_for_job", EN, "How did you find your first job?"),
    ("asks_for_job", DE, "Um einen Praktikumsplatz geht es mir nicht."),
    ("asks_for_job", DE, "Eine Stelle suche ich nicht."),
    ("cv_offered", EN, "I have not attached a CV."),
    ("cv_offered", EN, "In our call I would like to hear what you think of my CV."),
    ("cv_offered", DE, "Einen Lebenslauf schicke ich nicht mit."),
    ("several_requests", EN, "By phone or over coffee, as you like."),
    ("several_requests", DE, "Am Telefon oder bei einem Kaffee, wie Sie mögen."),
    ("fixes_time", EN, "Any day is fine."),
    ("fixes_time", DE, "Jeder Tag passt mir."),
    ("several_questions", EN, "I wonder why, and how."),
    ("gap_left", EN, "You wrote “the sea [sic] is patient”."),
    ("gap_left", DE, "Sie schrieben „die See [sic] ist geduldig“."),
    ("mass_mail", EN, "I hope your new wall has held."),
    ("mass_mail", DE, "Ich hoffe, Ihr neuer Deich hat gehalten."),
    ("over_apology", EN, "Sorry to write out of the blue."),
    ("over_apology", DE, "Entschuldigen Sie die Störung."),
    ("urgency", EN, "There is no hurry, and it isn't urgent."),
    ("urgency", DE, "Es eilt überhaupt nicht und ist nicht dringend."),
    ("link", EN, "You can write to jo@example.org."),
    ("attachment", EN, "I have grown attached to the place."),
    ("attachment", DE, "Den Anhang Ihres Buches mag ich am liebsten."),
    ("shouting", EN, "I read it in the NASA report!"),
    ("shouting", DE, "Das stand beim WDR!"),
    ("wrong_organisation", EN, "Your work at Tidal Trust is new to me."),
    ("wrong_organisation", EN, "I was at Pendle Wave Power for six years."),
    ("wrong_organisation", DE, "Ich war sechs Jahre im Museum Bad Tölz."),
    ("sie_du_mixed", DE, "Im Podcast „Du und dein Deich“ waren Sie auch."),
    ("eszett_swiss", DE, "Das war groß."),
]


@pytest.mark.parametrize(("rule", "facts", "text"), FAULTS)
def test_a_fault_is_found(rule: str, facts: Facts, text: str) -> None:
    assert rule in found(letter(text, facts), facts)


@pytest.mark.parametrize(("rule", "facts", "text"), NEAR_MISSES)
def test_a_near_miss_is_let_pass(rule: str, facts: Facts, text: str) -> None:
    assert rule not in found(letter(text, facts), facts)


# The letter as a whole

BLAND = "I found you on LinkedIn. I would love to hear about your career and your experience."
BLAND_GERMAN = "Ich habe Ihr Profil auf LinkedIn gefunden. Ihr Werdegang ist sehr interessant."
ABOUT_ME = "I studied law in Hull, then I worked in a bank in Leeds, and my boss liked me. " * 4
ABOUT_ME_GERMAN = "Ich war in Ulm, dann war ich in Bern, und mein Chef mochte mich sehr gern. " * 5
OFFICIALESE = (
    "With regard to the examination of the possibility of the arrangement of a conversation, the "
    "determination of the duration of which was left to the discretion of the organisation, "
    "confirmation of the acceptance of the proposition is requested."
)
OFFICIALESE_GERMAN = (
    "Hinsichtlich der Prüfung der Möglichkeit der Durchführung einer Besprechung wird unter "
    "Berücksichtigung der Terminierung seitens der Verwaltung um Bestätigung der Vereinbarung "
    "sowie um Mitteilung der Entscheidung gebeten."
)


@pytest.mark.parametrize("facts", [EN, DE], ids=LANGUAGES)
def test_a_letter_that_asks_for_nothing_is_found(facts: Facts) -> None:
    good = GOOD if facts is EN else GOOD_GERMAN
    start, _, rest = good.partition("Could we" if facts is EN else "Hätten Sie")
    assert {"no_request", "no_time_frame"} <= found(start + rest[rest.index("\n\n") :], facts)


@pytest.mark.parametrize(("facts", "text"), [(EN, BLAND), (DE, BLAND_GERMAN)], ids=LANGUAGES)
def test_a_letter_to_anybody_is_found(facts: Facts, text: str) -> None:
    good = GOOD if facts is EN else GOOD_GERMAN
    greeting, _, rest = good.split("\n\n", 2)
    bland = "\n\n".join((greeting, text, rest.split("about how" if facts is EN else ", um")[0]))
    assert "nothing_about_them" in found(bland, facts)
    assert "how_found_missing" not in found(bland, facts)


def test_how_they_were_found_is_missed() -> None:
    assert "how_found_missing" in found(GOOD.replace("I heard your talk about", "I admire"))
    unsaid = GOOD_GERMAN.replace("im Radio habe ich Ihr Gespräch über", "mich fasziniert")
    assert "how_found_missing" in found(unsaid.replace("gehört ", ""), DE)


@pytest.mark.parametrize(("facts", "text"), [(EN, ABOUT_ME), (DE, ABOUT_ME_GERMAN)], ids=LANGUAGES)
def test_a_letter_about_oneself_is_found(facts: Facts, text: str) -> None:
    assert "more_about_me" in found(letter(text, facts), facts)


@pytest.mark.parametrize(
    ("facts", "text"), [(EN, OFFICIALESE), (DE, OFFICIALESE_GERMAN)], ids=LANGUAGES
)
def test_officialese_is_found_and_marked(facts: Facts, text: str) -> None:
    assert marked(letter(text, facts), "hard_to_read", facts) == [text]


def test_a_long_lively_sentence_is_not_hard_to_read() -> None:
    lively = (
        "You told how you sat there with the pump running and your finger on the button while the "
        "whole town went to make tea, and since then I can't boil a kettle without feeling watched."
    )
    assert "hard_to_read" not in found(letter(lively, EN))


def test_length_is_that_of_its_kind() -> None:
    words = "word " * 140
    assert "too_long" in found(letter(words, EN))
    assert "too_long" not in found(words, replace(EN, kind=DraftKind.THANK_YOU))
    assert "too_short" in found("Dear Ms Hart,\n\nMay I call?\n\nKind regards\nJo")
    confirm = replace(EN, kind=DraftKind.CONFIRM)
    text = "Dear Ms Hart,\n\nThursday at ten is fine, see you there.\n\nKind regards\nJo"
    assert found(text, confirm) == set()


@pytest.mark.parametrize("subject", ["Hello", "Quick question", "Ada", "Anfrage", "Hallo Ada"])
def test_a_vague_subject_is_found(subject: str) -> None:
    facts = EN if subject in ("Hello", "Quick question", "Ada") else DE
    assert "subject_vague" in found(GOOD, facts, subject)


def test_a_gap_makes_no_subject_long() -> None:
    gap = "[Which of their books, talks or houses did you read, hear or see?]"
    assert found(GOOD, EN, f"Your {gap}") == {"gap_left"}


def test_an_empty_and_a_long_subject_are_found_and_no_subject_is_none() -> None:
    assert "subject_empty" in found(GOOD, EN, " ")
    assert "subject_long" in found(
        GOOD, EN, "Would you have time for a talk about your work in May?"
    )
    assert found(GOOD, EN, None) == set()


@pytest.mark.parametrize(
    ("contact", "greeting", "wrong"),
    [
        (ADA, "Dear Ms Hard,", True),
        (ADA, "Hello,", False),
        (replace(ADA, first_name="Elizabeth"), "Dear Liz,", False),
        (replace(ADA, first_name="Thomas"), "Dear Tom,", False),
        (replace(ADA, first_name="Jürgen"), "Lieber Juergen,", False),
        (Contact(), "Dear Ms Hart,", False),
    ],
)
def test_a_greeting_for_somebody_else_is_found(
    contact: Contact, greeting: str, wrong: bool
) -> None:
    body = GOOD.replace("Dear Ms Hart,", greeting)
    assert ("wrong_name" in found(body, replace(EN, contact=contact))) is wrong


def test_a_name_left_over_in_the_text_is_found() -> None:
    facts = replace(EN, others=("Bo Lind", "Ada Hart"))
    assert "wrong_name" in found(letter("So, Ms Lind, I write.", facts), facts)
    assert "wrong_name" not in found(letter("Bo Lind is a friend.", facts), facts)


def test_an_organisation_left_over_from_the_log_is_found() -> None:
    facts = replace(EN, other_organisations=("Zeta",))
    assert marked(letter("What you do at Zeta is new.", facts), "wrong_organisation", facts) == [
        "Zeta"
    ]
    assert "wrong_organisation" not in found(letter("I work at Zeta.", facts), facts)


@pytest.mark.parametrize(
    ("greeting", "closing", "fits"),
    [
        ("Dear Dr Hart,", "Yours sincerely", True),
        ("Dear Ada,", "Cheers", True),
        ("Dear Dr Hart,", "Cheers", False),
        ("Dear Ada,", "", False),
        ("Sehr geehrte Frau Hart,", "Liebe Grüße", False),
        ("Liebe Ada,", "Liebe Grüße", True),
    ],
)
def test_greeting_and_closing_go_together(greeting: str, closing: str, fits: bool) -> None:
    facts = DE if greeting[0] in "SL" else EN
    body = f"{greeting}\n\nText.\n\n{closing}\nJo"
    assert ("closing_mismatch" not in found(body, facts)) is fits


def test_a_referrer_without_permission_blocks_and_is_the_only_thing_that_does() -> None:
    facts = replace(EN, referrers={"Will Marks": NameUse.DENIED})
    (advice,) = advise(GOOD_SUBJECT, letter("Will Marks sent me.", facts), facts)
    assert (advice.rule, advice.blocks) == ("referrer_without_permission", True)
    assert [rule for rule, held in RULES.items() if held.weight is Weight.BLOCKS] == [advice.rule]
    assert found(letter("Mr Marks sent me.", facts), facts) == {advice.rule}
    assert found(letter("Will you forgive my haste.", facts), facts) == set()
    granted = replace(facts, referrers={"Will Marks": NameUse.GRANTED})
    assert found(letter("Will Marks sent me.", facts), granted) == set()


def test_a_referrer_is_found_in_the_subject_too() -> None:
    facts = replace(EN, referrers={"Bo Lind": NameUse.NOT_ASKED})
    (advice,) = advise("Bo Lind sends me", GOOD, facts)
    assert [mark.part for mark in advice.marks] == ["subject"]


@pytest.mark.parametrize(
    ("facts", "text", "learned"),
    [
        (EN, "Thank you for your time, it was lovely to meet you and I learned a lot.", False),
        (EN, "Thank you. I now see that a wall can also be opened.", True),
        (DE, "Danke für Ihre Zeit, es war ein sehr nettes Gespräch bei Kaffee.", False),
        (DE, "Danke. Ich habe verstanden, dass man einen Deich auch öffnen kann.", True),
    ],
)
def test_thanks_name_what_was_learned(facts: Facts, text: str, learned: bool) -> None:
    facts = replace(facts, kind=DraftKind.THANK_YOU)
    assert ("thanks_without_learning" not in found(text, facts)) is learned


@pytest.mark.parametrize(("days", "early"), [(None, False), (6, True), (7, False)])
def test_a_follow_up_waits_for_seven_working_days(days: int | None, early: bool) -> None:
    facts = replace(EN, kind=DraftKind.FOLLOW_UP, business_days=days)
    assert ("follow_up_early" in found(GOOD, facts)) is early


def test_a_follow_up_waits_for_as_long_as_the_setting_says() -> None:
    facts = replace(EN, kind=DraftKind.FOLLOW_UP, business_days=7, follow_up_after=10)
    assert "follow_up_early" in found(GOOD, facts)
    assert "follow_up_early" not in found(GOOD, replace(facts, business_days=10))


def test_only_one_follow_up_is_sent() -> None:
    facts = replace(EN, kind=DraftKind.FOLLOW_UP)
    assert "follow_up_again" in found(GOOD, replace(facts, follow_ups=1))
    assert "follow_up_again" not in found(GOOD, facts)


def test_a_cv_a_link_and_a_time_may_stand_in_later_messages() -> None:
    text = letter("My CV is attached, see www.example.org; on Tuesday at 3 pm.", EN)
    later = replace(EN, kind=DraftKind.ARRANGE)
    assert found(text) >= {"cv_offered", "link", "fixes_time"}
    assert found(text, later).isdisjoint({"cv_offered", "link", "fixes_time"})


# The list


def test_marks_point_at_the_words() -> None:
    body = letter("I hope this email finds you well.", EN)
    assert marked(body, "mass_mail") == ["hope this email finds you"]


def test_the_heaviest_advice_stands_first() -> None:
    facts = replace(EN, referrers={"Bo Lind": NameUse.DENIED})
    body = letter(
        "Bo Lind says hello!!! I have attached my CV and hope this mail finds you.", facts
    )
    weights = [advice.weight for advice in advise("Hello", body, facts)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] is Weight.BLOCKS


def test_an_empty_draft_gives_nothing() -> None:
    assert advise("", " \n ", EN) == []
    assert advise(None, "", EN) == []


@pytest.mark.parametrize(
    ("weights", "reading"),
    [
        ([], "ready"),
        ([Weight.DETAIL], "ready"),
        ([Weight.MATTERS], "nearly"),
        ([Weight.MATTERS] * 3, "not_yet"),
        ([Weight.HEAVY], "not_yet"),
        ([Weight.BLOCKS], "not_yet"),
    ],
)
def test_the_overall_reading_follows_the_weights(weights: list[Weight], reading: str) -> None:
    assert readiness([Advice("rule", weight) for weight in weights]) == reading


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_sentences(language: str) -> None:
    words = Words(language)
    parts = ("what", "why", "how", "source")
    assert not [f"{r}.{p}" for r in RULES for p in parts if f"coach.{r}.{p}" not in words]


TEXTS = st.text(max_size=300) | st.lists(
    st.sampled_from([*GOOD.split(), *GOOD_GERMAN.split(), "[x?]", "\n\n", "İ", "ß", "“", "CV", "?"])
).map(" ".join)
NAMES = st.text(max_size=12)
FACTS = st.builds(
    Facts,
    st.sampled_from(DraftKind),
    st.sampled_from(ContactLanguage),
    st.sampled_from(Register),
    st.builds(Contact, first_name=NAMES, last_name=NAMES, organisation=NAMES, role=NAMES),
    st.tuples(NAMES),
    st.tuples(NAMES),
    st.dictionaries(NAMES, st.sampled_from(NameUse), max_size=2),
    st.none() | st.integers(0, 30),
    st.integers(0, 3),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(subject=st.none() | TEXTS, body=TEXTS, facts=FACTS)
def test_no_draft_is_too_odd_to_be_read(subject: str | None, body: str, facts: Facts) -> None:
    words = Words(facts.language)
    for advice in advise(subject, body, facts):
        assert words(f"coach.{advice.rule}.what", **advice.facts)
        for mark in advice.marks:
            part = (subject or "") if mark.part == "subject" else body
            assert 0 <= mark.start <= mark.end <= len(part)
    suggest.shorten(body, facts)
    suggest.about_them(body, facts)


@pytest.mark.parametrize("facts", [EN, DE], ids=LANGUAGES)
@pytest.mark.parametrize(
    "piece",
    ["a", "A", "I ", "(", "[", "[x?] ", "\n", "„", "Ada Bell ", "Dr. ", "1.1.", "Ihr Sie ", "you "],
)
def test_who_may_not_be_named_is_found_at_the_end_of_an_endless_draft(
    facts: Facts, piece: str
) -> None:
    facts = replace(facts, referrers={"Luca Brandstätter": NameUse.NOT_ASKED})
    body = (piece * 100_000)[:100_000]
    assert "referrer_without_permission" in found(f"{body}\n\nLuca sent me.", facts)


def test_a_greeting_that_is_being_typed_names_nobody_yet() -> None:
    greeting = "Dear Mr Quill"
    assert all("wrong_name" not in found(greeting[:end]) for end in range(1, len(greeting) + 1))
    assert "wrong_name" in found(f"{greeting},")


# Suggestions


def test_shorter_means_without_what_says_nothing() -> None:
    opener = "I hope this email finds you well."
    found = suggest.shorten(letter(opener, EN), EN)
    assert found is not None
    assert found.text == GOOD
    assert [letter(opener, EN)[mark.start : mark.end] for mark in found.marks] == [opener]


def test_a_long_letter_loses_its_longest_sentences_about_oneself_first() -> None:
    long = "I was in Hull, " + "and then in Leeds, " * 25 + "and then in York."
    found = suggest.shorten(letter(f"{long} I like maps.", EN), EN)
    assert found is not None
    assert long not in found.text
    assert "I like maps." in found.text


def test_the_second_thanks_could_go() -> None:
    body = letter("Thank you for reading this. Thanks again.", EN)
    found = suggest.shorten(body, EN)
    assert found is not None
    assert "Thank you for reading this." in found.text
    assert "Thanks again." not in found.text


def test_a_good_letter_has_nothing_to_leave_out() -> None:
    assert suggest.shorten(GOOD, EN) is None


@pytest.mark.parametrize(
    ("facts", "text"), [(EN, "I like maps. I saw one."), (DE, "Ich mag Karten. Ich sah eine.")]
)
def test_sentences_that_begin_with_the_writer_are_marked(facts: Facts, text: str) -> None:
    found = suggest.about_them(text, facts)
    assert found is not None
    assert (found.n, found.text) == (2, text)
    assert suggest.about_them(text.split(". ")[1], facts) is None


# Characters


NOTE = replace(EN, limit=200)
TOO_LONG = (
    "Dear Ms Hart,\n\nI study geography in Hull. Your talk about the breach at Wells stayed with "
    "me. I read maps differently since. Could we talk for 20 minutes, whenever and however it "
    "suits you? Thanks!\n\nJo"
)


def test_what_the_channel_does_not_let_through_is_not_ready() -> None:
    advice = advise(None, TOO_LONG, NOTE)
    assert {a.rule: dict(a.facts) for a in advice}["over_limit"] == {
        "n": len(TOO_LONG) - 200,
        "most": 200,
    }
    assert readiness(advice) == "not_yet"
    assert "over_limit" not in found(TOO_LONG, replace(NOTE, limit=len(TOO_LONG)), None)


def test_what_could_go_is_enough_for_the_channel() -> None:
    shorter = suggest.shorten(TOO_LONG, NOTE)
    assert shorter is not None
    assert len(shorter.text) <= 200
    assert suggest.shorten(TOO_LONG, EN) is None


# A name that is not to be named


def named(text: str, facts: Facts, name: str, subject: str = GOOD_SUBJECT) -> bool:
    facts = replace(facts, referrers={name: NameUse.NOT_ASKED})
    return "referrer_without_permission" in found(letter(text, facts), facts, subject)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Luca hat mir geraten, Ihnen zu schreiben.", DE),
        ("Geraten hat mir das Luca.", DE),
        ("„Luca“ sagt, Sie wissen es.", DE),
        ("Lucas Rat war, Sie zu fragen.", DE),
        ("Luca told me to write to you.", EN),
        ("I have Luca's word for it.", EN),
    ],
)
def test_a_referrers_first_name_alone_is_the_name(text: str, facts: Facts) -> None:
    assert named(text, facts, "Luca Brandstätter")


def test_a_referrers_first_name_in_the_subject_is_the_name() -> None:
    assert named("", EN, "Luca Brandstätter", "Luca sent me")


@pytest.mark.parametrize(
    ("text", "facts", "name"),
    [
        ("Will you be in Hull?", EN, "Will Sommer"),
        ("Mark my words.", EN, "Mark Sommer"),
        ("Ernst gemeint ist es.", DE, "Ernst Sommer"),
    ],
)
def test_another_word_is_no_name(text: str, facts: Facts, name: str) -> None:
    assert not named(text, facts, name)


def test_the_name_of_who_writes_and_of_who_is_written_to_is_not_the_referrers() -> None:
    assert not named("I am Luca from Hull.", replace(EN, me="Luca Roth"), "Luca Brandstätter")
    assert not named("Ada is a name that I like.", EN, "Ada Brandstätter")
    facts = replace(EN, referrers={"Jo Brandstätter": NameUse.NOT_ASKED})
    assert "referrer_without_permission" not in found(GOOD, facts)


def test_every_phrase_that_asks_for_a_job_is_marked() -> None:
    text = "ich möchte mich bei Ihnen bewerben. Dürfte ich Ihnen meine Bewerbung schicken?"
    body = letter(f"{text} Haben Sie etwas frei?", DE)
    assert marked(body, "asks_for_job", DE) == [
        "mich bei Ihnen bewerben",
        "Bewerbung",
        "etwas frei",
    ]


def test_a_field_is_no_organisation() -> None:
    body = letter("Wie war Ihr Weg in den Bereich Umweltmonitoring?", DE)
    assert "wrong_organisation" not in found(body, DE)

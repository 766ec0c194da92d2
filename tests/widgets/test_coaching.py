"""What the coach knows of a draft, and how its advice stands beside the text."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import coaching, following_up, letters, people
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Referral
from infoint_widgets.vocabulary import ContactLanguage, DraftKind, NameUse, Stage, TouchKind
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.text_field import TextField
from infoint_widgets.words import Words
from tests.conftest import NOW, Clock
from tests.widgets.conftest import said, story, tell, typing

EN = Words("en")

DAY = 86_400
# The fixed moment's local day.
TODAY = date(2026, 5, 28)


def happened(log: Log, contact: Contact, *kinds: TouchKind, days_ago: int = 0) -> None:
    for kind in kinds:
        people.record(log, contact.id, kind, day=TODAY - timedelta(days=days_ago))


def refer(log: Log, referrer: Contact, contact: Contact, use: NameUse) -> None:
    log.add(
        Referral(referrer_id=referrer.id, contact_id=contact.id, name_use=use, named_at=NOW - DAY)
    )


def person(log: Log, last_name: str, **facts: object) -> Contact:
    return log.add(Contact(last_name=last_name, **{"stage": Stage.CHOSEN, **facts}))  # type: ignore[arg-type]


# What is known


def test_the_coach_knows_whom_else_one_could_have_written_to(log: Log, ada: Contact) -> None:
    person(log, "Roth", first_name="Ines", organisation="Nordlys")
    person(log, "Merely known", organisation="Elsewhere", stage=Stage.KNOWN)
    person(log, "In the bin", organisation="Gone", deleted_at=NOW)
    facts = coaching.facts_for(log, ada, DraftKind.OUTREACH)
    assert (facts.others, facts.other_organisations) == (("Ines Roth",), ("Nordlys",))
    assert facts.contact == ada


def test_people_without_a_name_or_a_place_are_no_left_overs(log: Log, ada: Contact) -> None:
    person(log, "", email="nobody@example.org")
    facts = coaching.facts_for(log, ada, DraftKind.OUTREACH)
    assert (facts.others, facts.other_organisations) == ((), ())


def test_the_coach_reads_in_the_language_of_the_letter(log: Log, ben: Contact) -> None:
    log.edit(Contact, ben.id, "language", ContactLanguage.DE_CH, was=None)
    facts = coaching.facts_for(log, log.get(Contact, ben.id), DraftKind.OUTREACH)
    assert facts.language is ContactLanguage.DE_CH


@pytest.mark.parametrize("use", list(NameUse))
def test_the_coach_knows_who_led_to_a_person_and_whether_they_may_be_named(
    log: Log, ada: Contact, ben: Contact, use: NameUse
) -> None:
    refer(log, ben, ada, use)
    assert coaching.facts_for(log, ada, DraftKind.OUTREACH).referrers == {"Brandt": use}


@pytest.mark.parametrize("uses", [["granted", "not_asked"], ["not_asked", "granted"]])
def test_who_agreed_once_has_agreed(
    log: Log, ada: Contact, ben: Contact, uses: list[NameUse]
) -> None:
    for use in uses:
        refer(log, ben, ada, use)
    facts = coaching.facts_for(log, ada, DraftKind.OUTREACH)
    assert facts.referrers == {"Brandt": NameUse.GRANTED}


def test_nothing_was_sent_so_no_days_are_counted(log: Log, ada: Contact) -> None:
    facts = coaching.facts_for(log, ada, DraftKind.FOLLOW_UP)
    assert (facts.business_days, facts.follow_ups) == (None, 0)


def test_the_days_since_the_first_message_are_those_people_work(log: Log, ada: Contact) -> None:
    happened(log, ada, TouchKind.OUTREACH, days_ago=9)
    assert coaching.facts_for(log, ada, DraftKind.FOLLOW_UP).business_days == 7


def test_holidays_of_the_persons_region_are_no_working_days(log: Log, ada: Contact) -> None:
    happened(log, ada, TouchKind.OUTREACH, days_ago=9)
    log.set_setting("region", "DE-BE")
    assert coaching.facts_for(log, ada, DraftKind.FOLLOW_UP).business_days == 6
    log.edit(Contact, ada.id, "region", "JP", was="")
    there = coaching.facts_for(log, log.get(Contact, ada.id), DraftKind.FOLLOW_UP)
    assert there.business_days == 7


def test_follow_ups_are_counted_since_a_message_that_arrived(
    log: Log, clock: Clock, ada: Contact
) -> None:
    happened(log, ada, TouchKind.OUTREACH, days_ago=30)
    happened(log, ada, TouchKind.FOLLOW_UP, days_ago=20)
    assert coaching.facts_for(log, ada, DraftKind.FOLLOW_UP).follow_ups == 1
    happened(log, ada, TouchKind.BOUNCED, days_ago=19)
    happened(log, ada, TouchKind.OUTREACH, days_ago=1)
    facts = coaching.facts_for(log, ada, DraftKind.FOLLOW_UP)
    assert (facts.business_days, facts.follow_ups) == (1, 0)


def test_no_key_asks_the_log_for_anything(
    form: EmailDraft, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    form.body.widget._while_typing = False
    asked: list[str] = []
    monkeypatch.setattr(log, "query", lambda sql, *_values: asked.append(sql))
    for n in range(20):
        typing(form.body.widget, FAULTY[: -20 + n])
    form.coach.settle()
    assert asked == []


# Which kind fits

T = TouchKind


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        ([], "outreach"),
        ([T.OUTREACH], "follow_up"),
        ([T.OUTREACH, T.BOUNCED], "outreach"),
        ([T.OUTREACH, T.FOLLOW_UP], "follow_up"),
        ([T.OUTREACH, T.ANSWER_YES], "arrange"),
        ([T.OUTREACH, T.ANSWER_LATER, T.ANSWER_YES], "arrange"),
        ([T.OUTREACH, T.ANSWER_NO], "referral_request"),
        ([T.OUTREACH, T.ANSWER_LATER], "follow_up"),
        ([T.OUTREACH, T.ANSWER_OTHER], "referral_request"),
        ([T.OUTREACH, T.GAVE_UP], "follow_up"),
        ([T.OUTREACH, T.ANSWER_YES, T.ARRANGED, T.CANCELLED], "arrange"),
        ([T.OUTREACH, T.ANSWER_YES, T.MET], "thank_you"),
        ([T.MET], "thank_you"),
        ([T.OUTREACH, T.ANSWER_YES, T.MET, T.THANKED], "keep_in_touch"),
    ],
)
def test_the_kind_that_fits_follows_from_the_story(
    log: Log, clock: Clock, ada: Contact, story: list[TouchKind], kind: str
) -> None:
    for touch in story:
        people.record(log, ada.id, touch)
        clock.now += DAY
    assert coaching.kind_for(log, ada) == kind


@pytest.mark.parametrize(
    ("answer", "template"),
    [
        (T.ANSWER_NO, "after_no"),
        (T.ANSWER_OTHER, "named_in_writing"),
        (T.ANSWER_LATER, "later"),
        (T.ANSWER_YES, "their_choice"),
    ],
)
def test_the_text_that_fits_follows_from_their_answer(
    log: Log, ada: Contact, answer: TouchKind, template: str
) -> None:
    happened(log, ada, T.OUTREACH, answer, days_ago=3)
    assert letters.draft_for(log, ada, coaching.kind_for(log, ada)).template == template


def doubted(log: Log, contact: Contact, kind: DraftKind) -> list[bool]:
    """Of each template, as listed, whether its text begins with a question about what it says."""
    listed = letters.templates_for(log, contact, kind)
    draft = letters.draft_for(log, contact, kind)
    begun = []
    for template in listed:
        letters.use_template(log, draft, template.id)
        draft = letters.draft_for(log, contact, kind)
        doubts = Words(letters.language_of(log, contact)).group("letter.doubt").values()
        begun.append(any(f"[{doubt}]" in draft.body for doubt in doubts))
    return begun


@pytest.mark.parametrize("language", [None, ContactLanguage.DE, ContactLanguage.DE_CH])
@pytest.mark.parametrize("use", [NameUse.NOT_ASKED, NameUse.DENIED])
def test_no_text_says_first_or_plainly_that_a_name_may_be_used_which_may_not(
    log: Log, ada: Contact, ben: Contact, use: NameUse, language: ContactLanguage | None
) -> None:
    refer(log, ben, ada, use)
    log.edit(Contact, ada.id, "language", language, was=ada.language)
    ada = log.get(Contact, ada.id)
    assert letters.draft_for(log, ada, DraftKind.REFERRAL_OUTREACH).template == "without_the_name"
    assert doubted(log, ada, DraftKind.REFERRAL_OUTREACH) == [False, *[True] * 6]


def test_who_may_be_named_is_named_first_and_plainly(log: Log, ada: Contact, ben: Contact) -> None:
    refer(log, ben, ada, NameUse.GRANTED)
    assert letters.draft_for(log, ada, DraftKind.REFERRAL_OUTREACH).template == "open_question"
    assert not any(doubted(log, ada, DraftKind.REFERRAL_OUTREACH))


def test_who_only_wrote_back_was_not_talked_with(log: Log, ada: Contact) -> None:
    happened(log, ada, T.OUTREACH, T.ANSWER_OTHER, days_ago=3)
    said = letters.draft_for(log, ada, DraftKind.REFERRAL_REQUEST)
    assert said.template == "named_in_writing"
    assert "talked" not in said.body
    assert doubted(log, ada, DraftKind.REFERRAL_REQUEST) == [False, True, True, True, True]


def test_who_was_met_and_named_somebody_is_reminded_of_the_talk(log: Log, ada: Contact) -> None:
    happened(log, ada, T.OUTREACH, T.ANSWER_OTHER, T.MET, days_ago=3)
    said = letters.draft_for(log, ada, DraftKind.REFERRAL_REQUEST)
    assert said.template == "named_in_passing"
    assert "talked" in said.body
    assert EN("letter.doubt.met") not in said.body


def say_later(log: Log, contact: Contact, again: date | None) -> None:
    happened(log, contact, T.OUTREACH, days_ago=2)
    people.record(log, contact.id, T.ANSWER_LATER, ask_again_on=again)


def test_before_the_agreed_day_the_coach_speaks_of_it_and_not_of_days_to_wait(
    log: Log, clock: Clock, ada: Contact
) -> None:
    say_later(log, ada, TODAY + timedelta(days=9))
    form = EmailDraft(log, contact=ada.id)
    said = [row["what"] for row in form.coach.rows]
    assert EN("coach.before_the_agreed_day.what", day=EN.day(TODAY + timedelta(days=9))) in said
    assert "follow_up_early" not in rules(form)
    clock.now += 9 * DAY
    assert coaching.facts_for(log, ada, DraftKind.FOLLOW_UP).wait_until is None


def test_asking_again_as_agreed_is_no_second_reminder(log: Log, ada: Contact) -> None:
    happened(log, ada, T.OUTREACH, days_ago=20)
    happened(log, ada, T.FOLLOW_UP, days_ago=9)
    happened(log, ada, T.ANSWER_LATER, days_ago=8)
    assert coaching.facts_for(log, ada, DraftKind.FOLLOW_UP).follow_ups == 0


def test_the_agreed_day_stands_in_the_letter(log: Log, ada: Contact) -> None:
    say_later(log, ada, date(2026, 10, 12))
    body = letters.draft_for(log, ada, DraftKind.FOLLOW_UP).body
    assert "suit you better from 12 October on" in body
    assert EN("gaps.later") not in body


def test_no_text_says_that_the_time_has_come(log: Log, ada: Contact) -> None:
    say_later(log, ada, date(2026, 10, 12))
    listed = letters.templates_for(log, ada, DraftKind.FOLLOW_UP)
    assert "to send when" in next(t.situation for t in listed if t.id == "later")


def test_a_day_to_ask_again_that_is_over_is_refused(log: Log, ada: Contact) -> None:
    with pytest.raises(WorkbookError, match="2026-05-27"):
        say_later(log, ada, TODAY - timedelta(days=1))
    touch, _ = people.record(log, ada.id, T.ANSWER_LATER)
    with pytest.raises(WorkbookError, match="2026-05-27"):
        following_up.ask_again(log, touch.id, TODAY - timedelta(days=1))
    following_up.ask_again(log, touch.id, TODAY)
    assert following_up.last_answer(log, ada).ask_again_on == TODAY  # type: ignore[union-attr]


def test_somebody_one_was_led_to_is_told_so(log: Log, ada: Contact, ben: Contact) -> None:
    refer(log, ben, ada, NameUse.NOT_ASKED)
    assert coaching.kind_for(log, ada) is DraftKind.REFERRAL_OUTREACH


@pytest.mark.parametrize(
    ("starts_in", "kind"), [(DAY, "confirm"), (-DAY, "thank_you"), (None, "arrange")]
)
def test_a_date_is_confirmed_before_it_and_thanked_for_after_it(
    log: Log, ada: Contact, starts_in: int | None, kind: str
) -> None:
    happened(log, ada, T.OUTREACH, T.ANSWER_YES, days_ago=3)
    starts_at = None if starts_in is None else NOW + starts_in
    log.add(Meeting(contact_id=ada.id, starts_at=starts_at, zone="UTC"))
    assert coaching.kind_for(log, ada) == kind


def test_a_date_that_was_called_off_is_agreed_on_anew(log: Log, ada: Contact) -> None:
    log.add(Meeting(contact_id=ada.id, starts_at=NOW + DAY, zone="UTC"))
    happened(log, ada, T.OUTREACH, T.ANSWER_YES, T.ARRANGED, T.CANCELLED, days_ago=1)
    assert coaching.kind_for(log, ada) is DraftKind.ARRANGE


def test_a_second_meeting_ahead_is_confirmed(log: Log, ada: Contact) -> None:
    happened(log, ada, T.OUTREACH, T.ANSWER_YES, T.MET, T.THANKED, days_ago=9)
    log.add(Meeting(contact_id=ada.id, starts_at=NOW + DAY, zone="UTC"))
    assert coaching.kind_for(log, ada) is DraftKind.CONFIRM


# Beside the text

GOOD = (
    "Dear Ada Lindqvist,\n\nI heard your talk about glass in Vienna and went to see the last room "
    "twice. It has changed how I look at light.\n\nI am in my last year of interior architecture. "
    "Would you have 20 minutes to tell me how you found your way to it, whenever and however it "
    "suits you?\n\nKind regards,\nJule"
)
HALF_A_WORD = GOOD.replace("Would you", "I am looking for a job")
FAULTY = GOOD.replace("Would you", "I am looking for a job, too. Would you")


@pytest.fixture
def form(log: Log, ada: Contact) -> EmailDraft:
    form = EmailDraft(log, contact=ada.id)
    form.subject.widget.type("Light in the last room")
    form.body.widget.type(GOOD)
    form.coach.settle()
    return form


def rules(form: EmailDraft) -> list[str]:
    return [row["rule"] for row in form.coach.rows]


def row(form: EmailDraft, rule: str) -> dict[str, Any]:
    return next(row for row in form.coach.rows if row["rule"] == rule)


def paused(form: EmailDraft, text: str) -> None:
    """Type a text and wait for a second."""
    typing(form.body.widget, text)
    form.coach.settle()


def asked(form: EmailDraft, which: str) -> dict[str, Any]:
    tell(form.coach, do="suggest", which=which)
    return dict(form.coach.suggestion)


def selected(field: TextField, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(field, "send", sent.append)
    return sent


def test_a_good_message_is_said_to_be_ready(form: EmailDraft) -> None:
    assert rules(form) == []
    assert form.coach.reading["level"] == "ready"
    assert form.coach.reading["text"] == EN("coach.readiness.ready")
    assert form.coach.reading["count"] == EN("coach.nothing")


def test_an_empty_draft_is_not_said_to_be_ready(form: EmailDraft) -> None:
    form.subject.widget.type("")
    form.body.widget.type("")
    assert (form.coach.reading["level"], form.coach.reading["text"]) == ("", "")
    assert form.coach.reading["count"] == EN("coach.empty")


def test_an_advice_says_what_why_and_how_and_quotes_the_words(form: EmailDraft) -> None:
    form.body.widget.type(FAULTY)
    advice = row(form, "asks_for_job")
    assert advice["what"] == EN("coach.asks_for_job.what")
    assert advice["why"] == EN("coach.asks_for_job.why")
    assert advice["how"] == EN("coach.asks_for_job.how")
    assert advice["source"] == EN("coach.source", source=EN("coach.asks_for_job.source"))
    assert (advice["weight"], advice["how_much"]) == ("heavy", EN("coach.weight.heavy"))
    assert all(quote in FAULTY for quote in advice["quotes"])


def test_the_reading_is_in_words_and_counts_what_there_is_to_look_at(form: EmailDraft) -> None:
    form.body.widget.type(FAULTY)
    assert form.coach.reading["text"] == EN("coach.readiness.not_yet")
    assert form.coach.reading["count"] == EN("coach.count", n=len(rules(form)))


def test_the_heaviest_advice_stands_first(form: EmailDraft) -> None:
    form.subject.widget.type("Hello")
    form.body.widget.type(f"[What?] Please answer until Monday!!! {FAULTY}")
    weights = [advice.weight for advice in form.coach.advice]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) > 4
    assert form.coach.more["text"] == EN("coach.more", n=len(weights) - 4)


def test_its_words_are_marked_in_the_field_and_in_the_preview(form: EmailDraft) -> None:
    form.body.widget.type(FAULTY)
    spans = [s for s in form.body.widget.marks["spans"] if s[2] == "heavy"]
    assert [FAULTY[start:end] for start, end, _ in spans] == row(form, "asks_for_job")["quotes"]
    for start, end, _ in spans:
        words = FAULTY[start:end]
        assert f'<mark class="infoint-mark-heavy">{words}</mark>' in form.preview.value


def test_no_advice_comes_within_a_word(form: EmailDraft) -> None:
    typing(form.body.widget, HALF_A_WORD.replace("job", "jo"))
    assert rules(form) == []
    typing(form.body.widget, HALF_A_WORD)
    assert rules(form) == []
    typing(form.body.widget, HALF_A_WORD.replace("job", "job."))
    assert "asks_for_job" in rules(form)


def test_leaving_the_field_is_the_end_of_a_word(form: EmailDraft) -> None:
    typing(form.body.widget, HALF_A_WORD)
    typing(form.body.widget, HALF_A_WORD, do="left")
    assert "asks_for_job" in rules(form)


def test_advice_whose_words_are_gone_goes_at_once(form: EmailDraft) -> None:
    form.body.widget.type(FAULTY)
    typing(form.body.widget, FAULTY.replace("job", "jo"))
    assert "asks_for_job" not in rules(form)


def test_other_rows_stay_as_they_are_within_a_word(form: EmailDraft) -> None:
    form.body.widget.type(FAULTY)
    before = row(form, "asks_for_job")
    typing(form.body.widget, FAULTY.replace("Jule", "Jules"))
    assert row(form, "asks_for_job") == before


def test_a_pause_is_the_end_of_a_word(form: EmailDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infoint_widgets.widgets.coaching.PAUSE_SECONDS", 0)

    async def type_and_wait() -> list[str]:
        typing(form.body.widget, HALF_A_WORD.replace("job", "jo"))
        typing(form.body.widget, HALF_A_WORD)
        at_once = rules(form)
        while form.coach._waiting is not None:
            await asyncio.sleep(0)
        return at_once

    assert asyncio.run(type_and_wait()) == []
    assert "asks_for_job" in rules(form)


def test_saving_does_not_end_a_word(form: EmailDraft) -> None:
    typing(form.body.widget, HALF_A_WORD)
    form.refresh()
    assert rules(form) == []


def test_what_is_typed_elsewhere_is_read_as_well(form: EmailDraft, elsewhere: Log) -> None:
    other = EmailDraft(elsewhere, contact=form.picked)
    other.body.widget.type(FAULTY)
    form.refresh()
    assert "asks_for_job" in rules(form)


def test_a_screen_reader_hears_the_reading_when_typing_pauses(form: EmailDraft) -> None:
    heard = form.coach.reading["heard"]
    assert heard.startswith(EN("coach.readiness.ready"))
    typing(form.body.widget, GOOD.replace("Jule", "Jules"))
    assert form.coach.reading["heard"] == heard
    paused(form, FAULTY)
    assert form.coach.reading["heard"].startswith(EN("coach.readiness.not_yet"))


def test_the_words_of_an_advice_are_selected_on_demand(
    form: EmailDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "😀" + FAULTY
    form.body.widget.type(text)
    sent = selected(form.body.widget, monkeypatch)
    tell(form.coach, do="select", rule="asks_for_job", nth=0)
    start = text.index(row(form, "asks_for_job")["quotes"][0])
    # The browser counts the emoji as two.
    assert sent[0]["span"][0] == start + 1


def test_words_that_are_gone_are_not_selected(
    form: EmailDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = selected(form.body.widget, monkeypatch)
    tell(form.coach, do="select", rule="asks_for_job", nth=0)
    assert sent == []


def test_the_language_of_the_advice_is_that_of_the_workbook(form: EmailDraft, log: Log) -> None:
    form.body.widget.type(FAULTY)
    log.set_setting("language", "de")
    form.refresh()
    assert row(form, "asks_for_job")["what"] == Words("de")("coach.asks_for_job.what")


# Suggestions

LONG = GOOD.replace("It has", "I hope this email finds you well. I also drew a lot. It has")


def test_what_could_be_shorter_is_shown_and_nothing_is_rewritten(form: EmailDraft) -> None:
    form.body.widget.type(LONG)
    shown = asked(form, "shorten")
    assert shown["quotes"] == ["I hope this email finds you well."]
    assert shown["result"] == LONG.replace("I hope this email finds you well. ", "")
    assert form.body.widget.typed == LONG
    assert '<mark class="infoint-mark-suggested">I hope' in form.preview.value


def test_what_could_be_more_about_them_is_shown(form: EmailDraft) -> None:
    shown = asked(form, "about_them")
    assert len(shown["quotes"]) == 2
    assert shown["result"] == ""


def test_there_may_be_nothing_to_suggest(form: EmailDraft) -> None:
    assert asked(form, "shorten")["text"] == EN("coach.suggest.shorten.nothing")


def test_a_suggestion_is_closed_and_its_marks_go(form: EmailDraft) -> None:
    form.body.widget.type(LONG)
    asked(form, "shorten")
    tell(form.coach, do="close", which="shorten")
    assert form.coach.suggestion["which"] == ""
    assert "infoint-mark-suggested" not in form.preview.value


def test_a_suggestion_follows_the_text(form: EmailDraft) -> None:
    form.body.widget.type(LONG)
    asked(form, "shorten")
    typing(form.body.widget, GOOD)
    assert form.coach.suggestion["text"] == EN("coach.suggest.shorten.nothing")


def test_a_suggestion_is_for_one_person_only(form: EmailDraft, ben: Contact) -> None:
    form.body.widget.type(LONG)
    asked(form, "shorten")
    form.pick(ben.id)
    assert form.coach.suggestion["which"] == ""


# What stops a message


def test_a_referrer_who_has_not_agreed_stops_the_message(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    refer(log, person(log, "Roth", first_name="Ines"), ada, NameUse.NOT_ASKED)
    form.refresh()
    paused(form, GOOD.replace("I heard", "Ines Roth told me about you. I heard"))
    assert row(form, "referrer_without_permission")["weight"] == "blocks"
    form.sent.click()
    form.sent.click()
    assert story(log, ada) == []
    advice = f"{EN('coach.referrer_without_permission.what', name='Ines Roth')} "
    assert advice in said(form)


def test_a_name_that_is_not_finished_yet_stops_the_message_too(
    form: EmailDraft, log: Log, ada: Contact
) -> None:
    refer(log, person(log, "Roth", first_name="Ines"), ada, NameUse.DENIED)
    form.refresh()
    typing(form.body.widget, GOOD.replace("I heard", "Ines Rot"))
    typing(form.body.widget, GOOD.replace("I heard", "Ines Roth"))
    assert "referrer_without_permission" not in rules(form)
    form.sent.click()
    assert story(log, ada) == []


def test_a_referrer_who_has_agreed_stops_nothing(form: EmailDraft, log: Log, ada: Contact) -> None:
    refer(log, person(log, "Roth", first_name="Ines"), ada, NameUse.GRANTED)
    paused(form, GOOD.replace("I heard", "Ines Roth told me about you. I heard"))
    form.sent.click()
    assert len(story(log, ada)) == 1


def test_nothing_else_stops_a_message(form: EmailDraft, log: Log, ada: Contact) -> None:
    form.subject.widget.type("")
    form.body.widget.type("Give me a job or an internship, NOW!!! My CV is attached.")
    assert form.coach.reading["level"] == "not_yet"
    form.sent.click()
    assert len(story(log, ada)) == 1


def test_each_question_is_listed_as_often_as_it_is_counted(form: EmailDraft) -> None:
    form.body.widget.type("Dear Ada,\n\n[Who?] and [When?], [Who?] or [Where?]\n\nJule")
    form.coach.settle()
    (row,) = (row for row in form.coach.rows if row["rule"] == "gap_left")
    assert row["what"] == EN("coach.gap_left.what", n=4)
    assert row["quotes"] == ["[Who?]", "[When?]", "[Who?]", "[Where?]"]

"""After a meeting: what was learned, the thank-you, names, staying in touch."""

from __future__ import annotations

import html
from datetime import date

import pytest

from infoint_widgets.jobs import in_touch, introductions, people, questions
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Draft, Meeting, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import (
    Channel,
    ContactLanguage,
    NameUse,
    Stage,
    TouchKind,
    Warmth,
)
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.follow_up import FollowUp
from infoint_widgets.widgets.letter_in_place import LetterInPlace
from infoint_widgets.widgets.referrals import ReferralCard
from infoint_widgets.words import Words
from tests.conftest import NOW, ZONE, Clock
from tests.widgets.conftest import inside, said, story, told, undo, visible

EN = Words("en")
A_DAY = 86_400


def held(log: Log, contact: Contact, at: int = NOW, **facts: object) -> Meeting:
    """A meeting that took place."""
    meeting = log.add(
        Meeting(contact_id=contact.id, starts_at=at - 1_800, zone=ZONE, **facts)  # type: ignore[arg-type]
    )
    log.add(
        Touch(
            contact_id=contact.id,
            meeting_id=meeting.id,
            kind=TouchKind.MET,
            happened_at=at,
            zone=ZONE,
        )
    )
    return meeting


def name(log: Log, referrer: Contact, **facts: object) -> Referral:
    known = {"first_name": "Cleo", "last_name": "Marsh", "named_at": NOW}
    return log.add(Referral(referrer_id=referrer.id, **{**known, **facts}))  # type: ignore[arg-type]


@pytest.fixture
def met(log: Log, ada: Contact) -> Meeting:
    """Ada, met just now."""
    return held(log, ada)


@pytest.fixture
def form(log: Log, met: Meeting) -> FollowUp:
    return FollowUp(log)


def card(form: FollowUp, place: int = 0) -> ReferralCard:
    rows = list(form.referrals.rows.values())
    assert isinstance(rows[place], ReferralCard)
    return rows[place]


def opened(letter: LetterInPlace, button: int = 0) -> EmailDraft:
    letter.buttons[button].click()
    assert letter.draft is not None
    return letter.draft


def text(draft: EmailDraft) -> str:
    return f"{draft.subject.widget.typed}\n{draft.body.widget.typed}"


# Whom


def test_who_was_met_last_and_not_thanked_is_shown_first(
    log: Log, ada: Contact, ben: Contact
) -> None:
    held(log, ada, NOW - 9 * A_DAY)
    held(log, ben, NOW - 2 * A_DAY)
    cleo = log.add(Contact(stage=Stage.CHOSEN, last_name="Cleo"))
    last = held(log, cleo, NOW - A_DAY)
    people.record(log, cleo.id, TouchKind.THANKED)
    form = FollowUp(log)
    assert form.held is not None
    assert form.held.contact_id == ben.id
    assert form.which.options[-1][1] == last.id
    assert EN("follow_up.to_thank") in form.which.options[0][0]
    assert EN("follow_up.to_thank") not in form.which.options[-1][0]


def test_who_was_picked_last_on_any_page_is_shown_when_they_were_met(
    log: Log, ada: Contact, ben: Contact
) -> None:
    held(log, ada, NOW - 9 * A_DAY)
    held(log, ben)
    people.keep_picked(log, ada.id)
    form = FollowUp(log)
    assert form.held is not None
    assert form.held.contact_id == ada.id


def test_picking_another_meeting_shows_that_and_takes_the_person_along(
    form: FollowUp, log: Log, ben: Contact
) -> None:
    other = held(log, ben, learned="Wood creeps.")
    form.refresh()
    form.which.value = other.id
    assert "Brandt" in form.heading.value
    assert form.texts["learned"].widget.typed == "Wood creeps."
    assert people.last_picked(log) == ben.id


def test_with_nobody_met_the_page_says_so_kindly(log: Log) -> None:
    form = FollowUp(log)
    assert visible(form.nobody)
    assert not visible(form.desk)


def test_somebody_who_only_named_another_can_be_followed_up_without_a_meeting(
    log: Log, ada: Contact
) -> None:
    name(log, ada)
    form = FollowUp(log, contact=ada.id)
    assert not visible(form.learned)
    assert not visible(form.thank_you)
    assert len(form.referrals.rows) == 1
    assert log.find(Meeting) == []


def test_a_meeting_that_was_written_down_without_a_plan_can_be_written_up(
    log: Log, ada: Contact
) -> None:
    people.record(log, ada.id, TouchKind.MET)
    form = FollowUp(log)
    form.texts["learned"].widget.type("Light costs more than walls.")
    (meeting,) = log.find(Meeting)
    assert (meeting.contact_id, meeting.learned) == (ada.id, "Light costs more than walls.")


def test_who_goes_into_the_bin_goes_away(form: FollowUp, log: Log, ada: Contact) -> None:
    people.put_in_bin(log, ada.id)
    form.refresh()
    assert visible(form.nobody)
    assert said(form) == ""


# What was learned


def test_answers_of_the_day_are_carried_over(log: Log, form: FollowUp, met: Meeting) -> None:
    questions.write_own(log, met, "What does light cost?")
    (question,) = questions.questions_of(log, met)
    questions.answer(log, question.id, "More than $5", was="")
    form.refresh()
    assert "What does light cost?" in form.answers.value
    assert "More than" in form.answers.value


@pytest.mark.parametrize("column", ["learned", "surprise", "cv_feedback", "notes"])
def test_a_text_is_kept_as_typed_and_seen_in_a_second_notebook(
    form: FollowUp, elsewhere: Log, met: Meeting, column: str
) -> None:
    other = FollowUp(elsewhere)
    field = form.notes if column == "notes" else form.texts[column]
    field.widget.type("One.\nTwo.")
    assert getattr(elsewhere.get(Meeting, met.id), column) == "One.\nTwo."
    other.refresh()
    seen = other.notes if column == "notes" else other.texts[column]
    assert seen.widget.typed == "One.\nTwo."


def test_what_one_will_do_about_it_becomes_a_reason_to_write(
    form: FollowUp, log: Log, ada: Contact
) -> None:
    form.to_do.text.type("I will draw it before I light it.")
    form.to_do.button.click()
    (reason,) = log.find(ReasonToWrite)
    assert (reason.contact_id, reason.text) == (ada.id, "I will draw it before I light it.")
    assert form.to_do.text.typed == ""
    assert "I will draw it" in form.staying.rows[reason.id].text.value


# The thank-you


@pytest.mark.parametrize(
    ("days_later", "id"),
    [(0, "thank_tomorrow"), (1, "thank_today"), (2, "thank_late"), (40, "thank_late")],
)
def test_thanks_are_due_by_the_end_of_the_next_day(
    log: Log, ada: Contact, days_later: int, id: str
) -> None:
    held(log, ada, NOW - days_later * A_DAY)
    assert html.unescape(FollowUp(log).thanks.value) == EN(f"follow_up.{id}")


def test_a_minute_after_midnight_is_the_next_day(
    log: Log, met: Meeting, clock: Clock, form: FollowUp
) -> None:
    # It is 22:26 in Berlin.
    clock.now += 95 * 60
    form.refresh()
    assert form.thanks.value == EN("follow_up.thank_today")


def test_a_message_opens_in_place_only_when_it_is_asked_for(form: FollowUp) -> None:
    assert form.letter.draft is None
    assert not any(isinstance(part, EmailDraft) for part in inside(form))
    opened(form.letter)
    assert any(isinstance(part, EmailDraft) for part in inside(form))
    form.letter.close_it.click()
    assert not any(isinstance(part, EmailDraft) for part in inside(form))


@pytest.mark.parametrize("language", ContactLanguage)
@pytest.mark.parametrize("button", [0, 1], ids=["email", "card"])
def test_the_draft_names_what_was_learned_first(
    log: Log, ada: Contact, language: ContactLanguage, button: int
) -> None:
    log.edit(Contact, ada.id, "language", language, was=ada.language)
    held(log, ada)
    form = FollowUp(log)
    form.texts["learned"].widget.type("Light costs more than walls.\nAsk early!\n")
    draft = opened(form.letter, button)
    assert ": Light costs more than walls. " in text(draft)
    assert draft.channel.value == (Channel.CARD if button else Channel.EMAIL)


def test_without_anything_learned_the_gap_stays_and_asks(form: FollowUp) -> None:
    assert f"[{EN('gaps.learned')}]" in text(opened(form.letter))


def test_what_is_learned_later_comes_into_an_untouched_draft(form: FollowUp) -> None:
    draft = opened(form.letter)
    form.texts["learned"].widget.type("Ask early.")
    draft.refresh()
    assert "it says: Ask early." in text(draft)


def test_a_thank_you_that_is_half_typed_waits_for_the_next_time(
    form: FollowUp, log: Log, met: Meeting
) -> None:
    opened(form.letter).body.widget.type("Dear Ada, half typed")
    form.letter.close_it.click()
    assert opened(form.letter).body.widget.typed == "Dear Ada, half typed"
    assert opened(FollowUp(log).letter).body.widget.typed == "Dear Ada, half typed"


def test_a_card_in_place_of_a_typed_mail_can_be_taken_back(form: FollowUp, log: Log) -> None:
    opened(form.letter).body.widget.type("Dear Ada, half typed")
    draft = opened(form.letter, 1)
    assert draft.body.widget.typed != "Dear Ada, half typed"
    undo(form)
    assert log.find(Draft)[0].body == "Dear Ada, half typed"


def test_thanks_that_were_sent_are_due_no_more(form: FollowUp, log: Log, ada: Contact) -> None:
    draft = opened(form.letter)
    draft.subject.widget.type("Thank you")
    draft.body.widget.type("Dear Ada, I learned that light costs more than walls.\n\nJule")
    draft.sent.click()
    form.refresh()
    thanked = story(log, ada)[-1]
    assert thanked.kind is TouchKind.THANKED
    assert EN("follow_up.thanked_on", day="Thursday, 28 May 2026") == form.thanks.value


# Names


def test_another_name_is_added_with_its_meeting(form: FollowUp, log: Log, met: Meeting) -> None:
    form.referrals.name.type("Cleo Marsh")
    form.referrals.where.type("Light Works")
    form.referrals.button.click()
    (referral,) = log.find(Referral)
    assert (referral.meeting_id, referral.organisation) == (met.id, "Light Works")
    assert "Cleo Marsh" in card(form).who.value


@pytest.mark.parametrize("column", ["organisation", "reach", "said"])
def test_what_is_known_of_a_name_is_kept_as_typed(
    log: Log, ada: Contact, met: Meeting, column: str
) -> None:
    referral = name(log, ada)
    form = FollowUp(log)
    card(form).texts[column].widget.type("a $5 text")
    assert getattr(log.get(Referral, referral.id), column) == "a $5 text"


def test_a_permission_has_its_scope_and_its_day(log: Log, ada: Contact, met: Meeting) -> None:
    referral = name(log, ada)
    form = FollowUp(log)
    assert visible(card(form).ask)
    assert not visible(card(form).scope.widget)
    card(form).name_use.value = NameUse.GRANTED
    assert visible(card(form).scope.widget)
    assert not visible(card(form).ask)
    card(form).scope.widget.type("only by e-mail")
    card(form).decided.value = date(2026, 5, 27)
    kept = log.get(Referral, referral.id)
    assert (kept.name_use, kept.scope, kept.decided_on) == (
        NameUse.GRANTED,
        "only by e-mail",
        date(2026, 5, 27),
    )


def test_who_was_not_asked_about_is_asked_by_a_draft_that_names_them(
    log: Log, ada: Contact, met: Meeting
) -> None:
    name(log, ada)
    name(log, ada, first_name="Dora", last_name="Quell")
    form = FollowUp(log)
    first, second = text(opened(card(form).ask)), text(opened(card(form, 1).ask))
    assert "Cleo Marsh" in first
    assert "Dora Quell" not in first
    assert "Dora Quell" in second


def test_make_them_a_contact_carries_all_over_with_the_referrer_as_parent(
    log: Log, ada: Contact, met: Meeting
) -> None:
    referral = name(
        log,
        ada,
        organisation="Light Works",
        reach="cleo@example.org",
        said="She asks the best questions.",
        name_use=NameUse.GRANTED,
        scope="only by e-mail",
    )
    form = FollowUp(log)
    card(form).meet.click()
    linked = log.get(Referral, referral.id)
    cleo = log.get(Contact, str(linked.contact_id))
    assert linked.referrer_id == ada.id
    assert (cleo.name, cleo.organisation, cleo.email) == (
        "Cleo Marsh",
        "Light Works",
        "cleo@example.org",
    )
    assert (cleo.why, cleo.warmth) == ("She asks the best questions.", Warmth.REFERRAL)
    assert "only by e-mail" in cleo.notes
    assert not visible(card(form).meet)
    undo(form)
    assert log.get(Referral, referral.id).contact_id is None


def test_whoever_became_a_contact_is_written_to_next(
    log: Log, ada: Contact, met: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    name(log, ada)
    form = FollowUp(log)
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(form._status, "send", sent.append)
    card(form).meet.click()
    (message,) = sent
    assert visible(card(form).write)
    assert message["part"] in card(form).write._dom_classes


@pytest.mark.parametrize(
    ("reach", "column"),
    [
        ("+49 30 2312 5100", "phone"),
        ("https://www.example.org/in/cleo", "profile_url"),
        ("through the office", "notes"),
    ],
)
def test_a_way_to_reach_somebody_goes_into_the_field_that_it_fits(
    log: Log, ada: Contact, reach: str, column: str
) -> None:
    contact, _ = introductions.meet_named(log, name(log, ada, reach=reach))
    assert getattr(contact, column) == reach


@pytest.mark.parametrize("use", NameUse)
def test_a_first_message_names_the_referrer_only_with_permission(
    log: Log, ada: Contact, met: Meeting, use: NameUse
) -> None:
    name(log, ada, name_use=use)
    form = FollowUp(log)
    card(form).meet.click()
    assert ("Ada Lindqvist" in text(opened(card(form).write))) is (use is NameUse.GRANTED)


def test_when_the_named_person_was_met_who_named_them_is_told(
    log: Log, ada: Contact, met: Meeting, clock: Clock
) -> None:
    referral = name(log, ada)
    cleo, _ = introductions.meet_named(log, referral)
    form = FollowUp(log)
    assert not visible(card(form).tell)
    clock.now += 9 * A_DAY
    held(log, cleo, clock.now, learned="Dim first.")
    form.refresh()
    assert visible(card(form).tell)
    letter = text(opened(card(form).tell))
    assert "I have met Cleo Marsh" in letter
    assert "This is what I learned there: Dim first. " in letter
    card(form).told.click()
    assert story(log, ada)[-1].kind is TouchKind.LOOP_CLOSED
    assert not visible(card(form).tell)
    assert introductions.to_tell(log, ada.id) == []
    undo(form)
    assert introductions.to_tell(log, ada.id) != []


def test_a_name_can_be_taken_out_and_comes_back(log: Log, ada: Contact, met: Meeting) -> None:
    name(log, ada)
    form = FollowUp(log)
    card(form).remove.click()
    assert form.referrals.rows == {}
    undo(form)
    assert len(form.referrals.rows) == 1


def test_a_card_stays_the_same_widget_while_the_page_is_read_again(
    log: Log, ada: Contact, met: Meeting
) -> None:
    name(log, ada)
    name(log, ada, meeting_id=met.id)
    form = FollowUp(log)
    before = form.referrals.list.children
    form.refresh()
    assert form.referrals.list.children is before


def test_a_name_that_the_other_notebook_took_out_goes_away(
    log: Log, elsewhere: Log, ada: Contact, met: Meeting
) -> None:
    referral = name(log, ada)
    form = FollowUp(log)
    introductions.take_out(elsewhere, referral)
    form.refresh()
    assert form.referrals.rows == {}
    assert said(form) == ""


# Staying in touch


def test_an_interval_says_when_it_is_due_and_any_contact_begins_it_anew(
    form: FollowUp, log: Log, ada: Contact, clock: Clock
) -> None:
    form.staying.every.value = 90
    assert log.get(Contact, ada.id).keep_in_touch_days == 90
    assert EN("follow_up.due_on", day="26 Aug 2026") in form.staying.due.value
    clock.now += 10 * A_DAY
    people.record(log, ada.id, TouchKind.ANSWER_OTHER)
    form.refresh()
    assert EN("follow_up.due_on", day="5 Sept 2026") in form.staying.due.value


def test_what_is_overdue_is_said_calmly(form: FollowUp, log: Log, clock: Clock) -> None:
    form.staying.every.value = 30
    clock.now += 40 * A_DAY
    form.refresh()
    assert EN("follow_up.due_since", day="27 Jun 2026") in form.staying.due.value


def test_an_interval_of_ones_own_is_a_number_of_days(
    form: FollowUp, log: Log, ada: Contact
) -> None:
    form.staying.every.value = -1
    form.refresh()
    assert visible(form.staying.own.widget)
    form.staying.own.widget.type("45")
    assert log.get(Contact, ada.id).keep_in_touch_days == 45
    assert FollowUp(log).staying.every.value == -1


def test_an_interval_that_is_no_number_is_said_at_the_field(
    form: FollowUp, log: Log, ada: Contact
) -> None:
    form.staying.every.value = -1
    form.staying.own.widget.type("soon")
    assert told(form.staying.own.widget)
    assert log.get(Contact, ada.id).keep_in_touch_days is None


def test_an_interval_is_suggested_by_what_came_of_it_and_can_be_taken_back(
    form: FollowUp, log: Log, ada: Contact
) -> None:
    assert EN("follow_up.every.365") in form.staying.suggested.value
    form.texts["learned"].widget.type("One.\nTwo.\nThree.")
    form.texts["surprise"].widget.type("A lot.")
    form.refresh()
    assert EN("follow_up.every.90") in form.staying.suggested.value
    form.staying.every.value = 90
    assert not visible(form.staying.suggested)
    undo(form)
    assert log.get(Contact, ada.id).keep_in_touch_days is None


def test_a_reason_to_write_is_used_and_taken_back(form: FollowUp, log: Log) -> None:
    form.staying.new.text.type("The book they recommended is read.")
    form.staying.new.button.click()
    (row,) = form.staying.unused.children
    row.use.click()
    assert log.find(ReasonToWrite)[0].used_at == NOW
    assert form.staying.used.children == (row,)
    undo(form)
    assert log.find(ReasonToWrite)[0].used_at is None
    row.drop.click()
    assert log.find(ReasonToWrite) == []
    undo(form)
    assert len(form.staying.unused.children) == 1


def test_an_empty_reason_is_told_at_the_field(form: FollowUp, log: Log) -> None:
    form.staying.new.button.click()
    assert told(form.staying.new.text) == EN("errors.reasons.missing")
    assert log.find(ReasonToWrite) == []


def test_reasons_stand_beside_the_gaps_of_a_message_until_they_are_used(
    form: FollowUp, log: Log, ada: Contact
) -> None:
    in_touch.note_reason(log, ada.id, "I tried the red pencil.")
    form.refresh()
    assert "Your note: “I tried the red pencil.”" in text(opened(form.staying.write))
    (reason,) = in_touch.reasons(log, ada.id)
    in_touch.use_reason(log, reason, used=True)
    draft = opened(FollowUp(log).staying.write)
    assert "red pencil" not in text(draft)


def test_german_is_german_throughout(log: Log, met: Meeting, ada: Contact) -> None:
    name(log, ada)
    form = FollowUp(log)
    log.set_setting("language", "de")
    form.refresh()
    assert form.letter.buttons[0].description == Words("de")("follow_up.by_mail")
    assert card(form).meet.description == Words("de")("follow_up.make_contact")

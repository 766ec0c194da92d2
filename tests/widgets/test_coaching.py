"""What the coach knows of a draft, and how its advice stands beside the text."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest

from infoint_widgets.jobs import coaching, people
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Referral
from infoint_widgets.vocabulary import ContactLanguage, DraftKind, NameUse, Stage, TouchKind
from tests.conftest import NOW, Clock

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


def test_a_thousand_people_are_looked_up_in_no_time(log: Log, ada: Contact) -> None:
    log.load(
        Contact(stage=Stage.CHOSEN, last_name=f"Person {n}", organisation=f"Firm {n % 300}")
        for n in range(1_000)
    )
    coaching.facts_for(log, ada, DraftKind.OUTREACH)
    began = time.perf_counter()
    facts = coaching.facts_for(log, ada, DraftKind.OUTREACH)
    assert time.perf_counter() - began < 0.1
    assert (len(facts.others), len(facts.other_organisations)) == (1_000, 300)


# Which kind fits

T = TouchKind


@pytest.mark.parametrize(
    ("story", "kind"),
    [
        ([], "outreach"),
        ([T.OUTREACH], "follow_up"),
        ([T.OUTREACH, T.BOUNCED], "outreach"),
        ([T.OUTREACH, T.FOLLOW_UP], "keep_in_touch"),
        ([T.OUTREACH, T.ANSWER_YES], "arrange"),
        ([T.OUTREACH, T.ANSWER_LATER, T.ANSWER_YES], "arrange"),
        ([T.OUTREACH, T.ANSWER_NO], "keep_in_touch"),
        ([T.OUTREACH, T.ANSWER_LATER], "keep_in_touch"),
        ([T.OUTREACH, T.GAVE_UP], "keep_in_touch"),
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

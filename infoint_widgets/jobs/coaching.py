"""From the log to what the coach knows of a draft, and to the kind of draft that would fit now."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from infoint_widgets.jobs.following_up import after_days, region_of
from infoint_widgets.jobs.letters import language_of
from infoint_widgets.jobs.people import current_meeting, today
from infoint_widgets.log import search
from infoint_widgets.log.store import Log
from infoint_widgets.method.business_days import business_days_between
from infoint_widgets.method.coach import Facts
from infoint_widgets.method.follow_ups import ANSWERS
from infoint_widgets.records import Contact, Referral, Touch
from infoint_widgets.vocabulary import DraftKind, NameUse, TouchKind

_AFTER = {
    TouchKind.ANSWER_YES: DraftKind.ARRANGE,
    # They may know somebody, or named them already.
    TouchKind.ANSWER_NO: DraftKind.REFERRAL_REQUEST,
    TouchKind.ANSWER_OTHER: DraftKind.REFERRAL_REQUEST,
    TouchKind.ANSWER_LATER: DraftKind.FOLLOW_UP,
}
_CALLED_OFF = {TouchKind.CANCELLED, TouchKind.NO_SHOW}
_DATES = _CALLED_OFF | {TouchKind.ARRANGED, TouchKind.MOVED, TouchKind.CONFIRMED}


def facts_for(log: Log, contact: Contact, kind: DraftKind) -> Facts:
    """What the coach knows beside the text; to be kept while the same person is written to.

    People whom one only knows are nobody one could have written to: their names are no left-overs.
    """
    names, organisations = search.names(log, but=contact.id)
    first, later = _first_message(log, contact), _said_later(log, contact)
    agreed = later.ask_again_on if later else None
    days = None if first is None or later else _business_days(log, contact, first)
    since = later or first
    return Facts(
        kind,
        language=language_of(log, contact),
        register=contact.register,
        contact=contact,
        others=names,
        other_organisations=organisations,
        referrers=_referrers(log, contact),
        me=log.setting("name"),
        business_days=days,
        follow_up_after=after_days(log),
        follow_ups=0 if since is None else _follow_ups(log, contact, since),
        wait_until=agreed if agreed and agreed > today(log) else None,
    )


def kind_for(log: Log, contact: Contact) -> DraftKind:
    """The kind of message that fits what has happened with a person so far."""
    happened = [touch.kind for touch in _story(log, contact)]
    date_kinds = [kind for kind in happened if kind in _DATES]
    called_off = bool(date_kinds) and date_kinds[-1] in _CALLED_OFF
    meeting = current_meeting(log, contact.id)
    starts_at = None if meeting is None or called_off else meeting.starts_at
    if starts_at is not None and starts_at > log.now():
        return DraftKind.CONFIRM
    if starts_at is not None or TouchKind.MET in happened:
        since = happened[happened.index(TouchKind.MET) :] if TouchKind.MET in happened else happened
        return DraftKind.KEEP_IN_TOUCH if TouchKind.THANKED in since else DraftKind.THANK_YOU
    if called_off:
        return DraftKind.ARRANGE
    answers = [kind for kind in happened if kind in _AFTER]
    if answers:
        return _AFTER[answers[-1]]
    if _first_message(log, contact):
        # Before it is due too, and after one was sent: the coach says to wait, or to let it rest.
        return DraftKind.FOLLOW_UP
    referred = log.find(Referral, contact_id=contact.id)
    return DraftKind.REFERRAL_OUTREACH if referred else DraftKind.OUTREACH


def _story(log: Log, contact: Contact) -> list[Touch]:
    return sorted(log.find(Touch, contact_id=contact.id), key=lambda touch: touch.happened_at)


def _first_message(log: Log, contact: Contact) -> Touch | None:
    """The first message that arrived as far as one knows; None when none did."""
    first = None
    for touch in _story(log, contact):
        if touch.kind is TouchKind.OUTREACH:
            first = first or touch
        elif touch.kind is TouchKind.BOUNCED:
            first = None
    return first


def _said_later(log: Log, contact: Contact) -> Touch | None:
    """Their answer, when the last one was to ask again."""
    answers = [touch for touch in _story(log, contact) if touch.kind in ANSWERS]
    return answers[-1] if answers and answers[-1].kind is TouchKind.ANSWER_LATER else None


def _business_days(log: Log, contact: Contact, first: Touch) -> int:
    return business_days_between(_day(first), today(log), region_of(log, contact))


def _follow_ups(log: Log, contact: Contact, first: Touch) -> int:
    return sum(
        touch.kind is TouchKind.FOLLOW_UP and touch.happened_at >= first.happened_at
        for touch in _story(log, contact)
    )


def _referrers(log: Log, contact: Contact) -> dict[str, NameUse]:
    """Who led to a person; who was asked twice and agreed once has agreed."""
    uses: dict[str, NameUse] = {}
    for referral in log.find(Referral, contact_id=contact.id):
        for referrer in log.find(Contact, id=referral.referrer_id):
            if uses.get(referrer.name) is not NameUse.GRANTED:
                uses[referrer.name] = referral.name_use
    return uses


def _day(touch: Touch) -> date:
    return datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone or "UTC")).date()

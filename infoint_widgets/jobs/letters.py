"""From a person and a template to a draft, and from the draft to what was sent."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import own_templates
from infoint_widgets.jobs.arranging import slots_for, slots_text, slots_told
from infoint_widgets.jobs.people import current_meeting, record
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.method.follow_ups import ANSWERS
from infoint_widgets.method.templates import Template, templates
from infoint_widgets.records import Contact, Draft, Referral, Touch, derived_id
from infoint_widgets.vocabulary import (
    Channel,
    ContactLanguage,
    DraftKind,
    NameUse,
    Precision,
    TouchKind,
)
from infoint_widgets.words import Words

# What a draft becomes in the log once it was sent.
SENT_AS = {
    DraftKind.OUTREACH: TouchKind.OUTREACH,
    DraftKind.REFERRAL_OUTREACH: TouchKind.OUTREACH,
    DraftKind.FOLLOW_UP: TouchKind.FOLLOW_UP,
    # A date is agreed when they have named one, not when one asks for it.
    DraftKind.ARRANGE: TouchKind.KEEP_IN_TOUCH,
    DraftKind.CONFIRM: TouchKind.CONFIRMED,
    DraftKind.THANK_YOU: TouchKind.THANKED,
    DraftKind.REFERRAL_REQUEST: TouchKind.KEEP_IN_TOUCH,
    DraftKind.KEEP_IN_TOUCH: TouchKind.KEEP_IN_TOUCH,
}

_ANSWERED_WITH = {
    TouchKind.ANSWER_NO: "after_no",
    TouchKind.ANSWER_OTHER: "named_in_writing",
    TouchKind.ANSWER_LATER: "later",
}


def language_of(log: Log, contact: Contact) -> ContactLanguage:
    """The language one writes to a person in: theirs, else that of the workbook."""
    return contact.language or ContactLanguage(log.language)


def templates_for(log: Log, contact: Contact, kind: DraftKind) -> list[Template]:
    """The templates for a message to somebody: the packaged ones, then one's own.

    What takes something for granted that the log doesn't know stands after what doesn't.
    """
    language, known = language_of(log, contact), _known(log, contact)
    own = own_templates.matching(log, kind, language, contact.register)
    packaged = templates(kind, language, contact.register)
    return [*sorted(packaged, key=lambda template: template.says not in known), *own]


def draft_for(log: Log, contact: Contact, kind: DraftKind) -> Draft:
    """The half-typed draft to a person; without one, the template that fits, not in the log yet."""
    there = log.find(Draft, contact_id=contact.id, kind=kind)
    if there:
        return there[0]
    found = templates_for(log, contact, kind)
    fitting = _fitting(log, contact)
    template = next((t for t in found if t.id in fitting), found[0])
    letter = _letter(log, contact, template)
    return Draft(
        id=derived_id("draft", contact.id, kind),
        contact_id=contact.id,
        kind=kind,
        template=template.id,
        subject=letter.subject,
        body=letter.body,
        saved_at=log.now(),
    )


def _known(log: Log, contact: Contact) -> set[str]:
    """What a template may take for granted."""
    kinds = {touch.kind for touch in log.find(Touch, contact_id=contact.id)}
    known = {
        "met": bool(kinds & {TouchKind.MET, TouchKind.THANKED}),
        "permission": referrer_of(log, contact) is not None,
        "answer": bool(kinds & ANSWERS),
        "declined": TouchKind.ANSWER_NO in kinds,
        "later": TouchKind.ANSWER_LATER in kinds,
    }
    return {"", *(what for what, is_known in known.items() if is_known)}


def _fitting(log: Log, contact: Contact) -> set[str]:
    """The ids of the templates that fit what is known better than the first of their kind."""
    touches = sorted(log.find(Touch, contact_id=contact.id), key=lambda t: t.happened_at)
    answer = next((t.kind for t in reversed(touches) if t.kind in _ANSWERED_WITH), None)
    fitting = {_ANSWERED_WITH[answer]} if answer else set()
    if answer is TouchKind.ANSWER_OTHER and "met" in _known(log, contact):
        fitting = {"named_in_passing"}
    if referrer_of(log, contact) is not None:
        fitting.add("introduced")
    return fitting


def odd_hours(
    log: Log, contact: Contact, kind: DraftKind, template_id: str
) -> WorkbookError | None:
    """What to know before one proposes a template's times; None where there is nothing."""
    template = next(t for t in templates_for(log, contact, kind) if t.id == template_id)
    if "{proposed_slots}" not in template.body:
        return None
    return slots_told(log, contact, slots_for(log, contact))


def use_template(log: Log, draft: Draft, template_id: str) -> str:
    """Put another template in place of a draft's text.

    Returns
    -------
    str
        The action's id: undoing it brings the text back that stood there.
    """
    contact = log.get(Contact, draft.contact_id)
    template = next(t for t in templates_for(log, contact, draft.kind) if t.id == template_id)
    letter = _letter(log, contact, template)
    with log.writing() as action_id:
        for name, value in (
            ("template", template.id),
            ("subject", letter.subject),
            ("body", letter.body),
            ("saved_at", log.now()),
        ):
            log.put(draft, name, value, was=getattr(draft, name))
    return action_id


def follow_facts(log: Log, before: Contact, now: Contact, draft: Draft) -> Draft:
    """Fill a template anew when the facts about a person change, unless its text was edited."""
    old = {t.id: t for t in templates_for(log, before, draft.kind)}.get(draft.template)
    new = {t.id: t for t in templates_for(log, now, draft.kind)}.get(draft.template)
    if old is None or new is None:
        return draft
    text = (draft.subject, draft.body)
    # Times to propose were reckoned from the moment at which the text was made.
    was, becomes = _letter(log, before, old, draft.saved_at), _letter(log, now, new)
    if (was.subject, was.body) != text or (becomes.subject, becomes.body) == text:
        return draft
    use_template(log, draft, new.id)
    return log.get(Draft, draft.id)


def record_sent(
    log: Log,
    draft: Draft,
    *,
    day: date | None = None,
    clock_time: time | None = None,
    channel: Channel = Channel.EMAIL,
) -> str:
    """ "I sent it": the text moves from the drafts into the person's story, as one action.

    Parameters
    ----------
    day, clock_time : optional
        When it was sent, as in `record`; now when neither is given.
    """
    text = f"{draft.subject}\n\n{draft.body}".strip()
    with log.writing() as action_id:
        record(
            log,
            draft.contact_id,
            SENT_AS[draft.kind],
            day=day,
            clock_time=clock_time,
            channel=channel,
            text=text,
        )
        if log.find(Draft, id=draft.id):
            log.delete(Draft, draft.id)
    return action_id


def referrer_of(log: Log, contact: Contact) -> str | None:
    """The name of who led to a person, only when it may be used with them."""
    granted = log.find(Referral, contact_id=contact.id, name_use=NameUse.GRANTED)
    return log.get(Contact, granted[0].referrer_id).name if granted else None


def _letter(
    log: Log, contact: Contact, template: Template, at: int | None = None
) -> drafting.Letter:
    sender = drafting.Sender(
        name=log.setting("name"),
        situation=log.setting("situation"),
        signature=log.setting("signature"),
        # One tells of oneself in the language that one reads the workbook in.
        language=log.language,
    )
    words = Words(language_of(log, contact))
    way = _way(log, contact, words)
    if "{proposed_slots}" in template.body:
        slots = slots_for(log, contact, now=at)
        way["proposed_slots"] = slots_text(log, contact, slots, words)
    said = template.says
    return drafting.fill(
        template,
        contact,
        sender,
        referrer=referrer_of(log, contact),
        way=way,
        notes=_notes(log, contact),
        doubt="" if said in _known(log, contact) else words(f"letter.doubt.{said}"),
    )


def _way(log: Log, contact: Contact, words: Words) -> dict[str, str]:
    """What the log knows of the way so far, as it stands in a letter."""
    way = {}
    touches = [
        touch
        for touch in log.find(Touch, contact_id=contact.id)
        if touch.precision is not Precision.UNKNOWN
    ]
    first = [touch for touch in touches if touch.kind is TouchKind.OUTREACH]
    met = [touch for touch in touches if touch.kind is TouchKind.MET]
    if first:
        way["first_message_day"] = words.written(_local(first[0]), "letter.day")
    if met:
        day = _local(met[-1])
        this_year = day.year == datetime.fromtimestamp(log.now(), ZoneInfo(log.zone)).year
        way["met_month"] = words.written(
            day, "letter.month" if this_year else "letter.month_of_year"
        )
    meeting = current_meeting(log, contact.id)
    if meeting and meeting.starts_at is not None:
        start = datetime.fromtimestamp(meeting.starts_at, ZoneInfo(meeting.zone or log.zone))
        way["meeting_day"] = words.written(start, "letter.weekday")
        when = words.moment(meeting.starts_at, meeting.zone or log.zone)
        way["when_and_where"] = ", ".join(part for part in (when, meeting.place) if part)
    later = [touch for touch in touches if touch.kind is TouchKind.ANSWER_LATER]
    if later and later[-1].ask_again_on:
        again = words.written(later[-1].ask_again_on, "letter.day")
        way["later"] = words("letter.from_day", day=again)
    named = log.find(Referral, referrer_id=contact.id)
    if named:
        way["referred_person"] = f"{named[-1].first_name} {named[-1].last_name}".strip()
    return way


def _notes(log: Log, contact: Contact) -> dict[str, str]:
    """What one wrote down of the meeting, for oneself."""
    meeting = current_meeting(log, contact.id)
    if meeting is None:
        return {}
    return {"learned": meeting.learned, "cv_feedback": meeting.cv_feedback}


def _local(touch: Touch) -> datetime:
    return datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone or "UTC"))

"""From a person and a template to a draft, and from the draft to what was sent."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import own_templates
from infoint_widgets.jobs.arranging import slots_for, slots_text, slots_told
from infoint_widgets.jobs.in_touch import reasons
from infoint_widgets.jobs.introductions import name_of, to_tell
from infoint_widgets.jobs.meetings import held_last, upcoming
from infoint_widgets.jobs.people import current_meeting, record, today
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.method.appointment import confirm_day
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

# What tells who named somebody what came of it; a card with thanks may do so as well.
_TELLS = "met_their_person"
_OF_THEIR_PERSON = (_TELLS, "card_open_door")
# The gaps beside which a reason to write is remembered.
_TAKEN_UP_IN = ("advice", "useful", "news", "my_news", "question")

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
    if (meeting := upcoming(log, contact.id)) and confirm_day(meeting, log.zone) == today(log):
        fitting.add("day_before")
    return fitting


def odd_hours(
    log: Log, contact: Contact, kind: DraftKind, template_id: str
) -> WorkbookError | None:
    """What to know before one proposes a template's times; None where there is nothing."""
    template = next(t for t in templates_for(log, contact, kind) if t.id == template_id)
    if "{proposed_slots}" not in template.body:
        return None
    return slots_told(log, contact, slots_for(log, contact))


def use_template(log: Log, draft: Draft, template_id: str, *, about: Referral | None = None) -> str:
    """Put another template in place of a draft's text.

    Parameters
    ----------
    about : Referral, optional
        Of all whom they named, the one whom the message is about.

    Returns
    -------
    str
        The action's id: undoing it brings the text back that stood there.
    """
    contact = log.get(Contact, draft.contact_id)
    template = next(t for t in templates_for(log, contact, draft.kind) if t.id == template_id)
    letter = _letter(log, contact, template, about=about)
    with log.writing() as action_id:
        for name, value in (
            ("template", template.id),
            ("subject", letter.subject),
            ("body", letter.body),
            ("saved_at", log.now()),
        ):
            log.put(draft, name, value, was=getattr(draft, name))
    return action_id


def begin(
    log: Log, contact: Contact, kind: DraftKind, template_id: str, *, about: Referral | None = None
) -> str | None:
    """Begin a draft from a certain template, unless one for the same is half typed.

    Returns
    -------
    str or None
        The action's id when a text was replaced, so that it can be brought back.
    """
    there = log.find(Draft, contact_id=contact.id, kind=kind)
    draft = draft_for(log, contact, kind)
    by_id = {template.id: template for template in templates_for(log, contact, kind)}
    same = by_id.get(draft.template, by_id[template_id]).channel is by_id[template_id].channel
    if about is not None:
        same = bool(there) and name_of(about) in f"{draft.subject}\n{draft.body}"
    if same and (there or draft.template == template_id):
        return None
    action_id = use_template(log, draft, template_id, about=about)
    return action_id if there else None


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
    tells = draft.template == _TELLS and to_tell(log, draft.contact_id)
    with log.writing() as action_id:
        record(
            log,
            draft.contact_id,
            TouchKind.LOOP_CLOSED if tells else SENT_AS[draft.kind],
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
    log: Log,
    contact: Contact,
    template: Template,
    at: int | None = None,
    about: Referral | None = None,
) -> drafting.Letter:
    sender = drafting.Sender(
        name=log.setting("name"),
        situation=log.setting("situation"),
        signature=log.setting("signature"),
        # One tells of oneself in the language that one reads the workbook in.
        language=log.language,
    )
    words = Words(language_of(log, contact))
    about = about or _named(log, contact, template)
    way = _way(log, contact, words)
    if about is not None:
        way["referred_person"] = name_of(about)
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
        sentences=_learned(log, contact, about if template.id in _OF_THEIR_PERSON else None),
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
        this_year = day.year == today(log).year
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
    return way


def _named(log: Log, contact: Contact, template: Template) -> Referral | None:
    """Of all whom a person named, the one whom a message to them is about."""
    named = log.find(Referral, referrer_id=contact.id)
    if template.id in _OF_THEIR_PERSON:
        fitting = to_tell(log, contact.id)
    else:
        not_asked = template.id in ("named_in_passing", "named_in_writing")
        fitting = [r for r in named if not_asked and r.name_use is NameUse.NOT_ASKED]
    return next(reversed(fitting or named), None)


def _learned(log: Log, contact: Contact, about: Referral | None) -> dict[str, str]:
    """What one learned in the last meeting, or in that with the person they named."""
    meeting = held_last(log, (about and about.contact_id) or contact.id)
    lines = meeting.learned.split("\n") if meeting else []
    learned = [line.strip() for line in lines if line.strip()]
    return dict(zip(("learned", "learned_2"), learned, strict=False))


def _notes(log: Log, contact: Contact) -> dict[str, str]:
    """What one wrote down for oneself: of the meeting, of reasons to write, and what was said."""
    notes = {}
    if open_ones := [reason.text for reason in reasons(log, contact.id) if not reason.used_at]:
        notes = dict.fromkeys(_TAKEN_UP_IN, "; ".join(open_ones))
        notes["next_step"] = open_ones[-1]
    said = [r.said for r in log.find(Referral, contact_id=contact.id) if r.said]
    if said:
        notes["said_of_them"] = said[-1]
    meeting = held_last(log, contact.id)
    return notes if meeting is None else {**notes, "cv_feedback": meeting.cv_feedback}


def _local(touch: Touch) -> datetime:
    return datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone or "UTC"))

"""Somebody led on to somebody else: written down with their answer, and met in turn."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.errors import InvalidValue
from infoint_widgets.exchange.names import split_name
from infoint_widgets.jobs.following_up import record_answer
from infoint_widgets.jobs.people import choose, record, today
from infoint_widgets.log import search
from infoint_widgets.log.search import folded
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Referral, Touch
from infoint_widgets.values import Check, Unfit, email_address, web_address
from infoint_widgets.vocabulary import DraftKind, NameUse, Stage, TouchKind, Warmth
from infoint_widgets.words import Words

State = Literal["named", "binned", "chosen", "written", "met", "told"]
_STATES: tuple[tuple[TouchKind, State], ...] = (
    (TouchKind.MET, "met"),
    (TouchKind.OUTREACH, "written"),
)


class Standing(NamedTuple):
    """How far one has come with somebody who was named, and since which day."""

    state: State
    day: date | None = None


def record_introduction(
    log: Log,
    contact_id: str,
    name: str,
    *,
    organisation: str = "",
    reach: str = "",
    name_use: NameUse = NameUse.NOT_ASKED,
    note: str = "",
) -> tuple[Touch, Referral, str]:
    """Write down that somebody answered with a name.

    Parameters
    ----------
    contact_id : str
        Who answered.
    name : str
        Whom they named.
    reach : str
        How to reach that person.
    name_use : NameUse
        Whether one may say who led to them.
    note : str
        What stands beside the answer in the story.

    Returns
    -------
    (Touch, Referral, str)
        What was written, and the action's id for an undo.

    Raises
    ------
    InvalidValue
        When there is no name.
    """
    referral = referral_to(
        log, contact_id, name, organisation=organisation, reach=reach, name_use=name_use
    )
    with log.writing() as action_id:
        touch, _ = record_answer(log, contact_id, TouchKind.ANSWER_OTHER, note=note)
        log.add(referral)
    return touch, referral, action_id


def referral_to(
    log: Log, referrer_id: str, name: str, *, name_use: NameUse, **facts: Any
) -> Referral:
    """Somebody who was named, not in the log yet; named just now, unless `facts` say when.

    Raises
    ------
    InvalidValue
        When there is no name.
    """
    split = split_name(name)
    referral = Referral(
        referrer_id=referrer_id,
        first_name=split["first_name"],
        last_name=split["last_name"],
        name_use=name_use,
        decided_on=_decided_on(log, name_use),
        **{"named_at": log.now(), **facts},
    )
    if not name_of(referral):
        raise InvalidValue("name_missing", field="first_name", value="")
    return referral


def permit(log: Log, referral: Referral, name_use: NameUse) -> str:
    """Write down whether their name may be used, when that was asked later."""
    with log.writing() as action_id:
        log.edit(Referral, referral.id, "name_use", name_use, was=referral.name_use)
        day = _decided_on(log, name_use)
        log.edit(Referral, referral.id, "decided_on", day, was=referral.decided_on)
    return action_id


def take_out(log: Log, referral: Referral) -> str:
    """Somebody was not named after all."""
    with log.writing() as action_id:
        log.delete(Referral, referral.id)
    return action_id


def letter_to(referral: Referral) -> DraftKind:
    """As what one writes to somebody who was named: who named them is said by permission only."""
    granted = referral.name_use is NameUse.GRANTED
    return DraftKind.REFERRAL_OUTREACH if granted else DraftKind.OUTREACH


def still_only_named(log: Log, contact_id: str) -> Referral | None:
    """Whom somebody named last, while that person is nobody one would like to meet yet."""
    named = log.find(Referral, referrer_id=contact_id, contact_id=None)
    return named[-1] if named else None


def about(log: Log, contact_id: str) -> list[Referral]:
    """Those whom a person named, and those by whom they were named themselves."""
    named = log.find(Referral, referrer_id=contact_id)
    return named + [one for one in log.find(Referral, contact_id=contact_id) if one not in named]


def referrer_of(log: Log, referral: Referral) -> str:
    """The name of who named somebody; "" when they are gone."""
    return next((contact.name for contact in log.find(Contact, id=referral.referrer_id)), "")


def meet_named(log: Log, referral: Referral) -> tuple[Contact, str]:
    """Put somebody who was named on the list of people one would like to meet.

    Whoever has that name in the log already is taken for the same person. What was said of them
    is why one would like to meet them; for whom a permission holds stands in their notes.

    Returns
    -------
    (Contact, str)
        The person, and the action's id for an undo.
    """
    with log.writing() as action_id:
        contact = _there(log, referral) or log.add(_contact_of(log, referral))
        choose(log, contact.id)
        if not contact.why and referral.said:
            log.edit(Contact, contact.id, "why", referral.said, was=contact.why)
        log.edit(Referral, referral.id, "contact_id", contact.id, was=None)
    return log.get(Contact, contact.id), action_id


def standing(log: Log, referral: Referral) -> Standing:
    """How far one has come with somebody who was named.

    Who named them was told when that was written down on the day of the meeting or later.
    """
    found = log.find(Contact, id=referral.contact_id) if referral.contact_id else []
    if not found:
        return Standing("named")
    if found[0].deleted_at is not None:
        return Standing("binned")
    for kind, state in _STATES:
        days = _days(log, found[0].id, kind)
        if days and state == "met":
            told = [day for day in _days(log, referral.referrer_id, TouchKind.LOOP_CLOSED)
                    if day >= days[0]]  # fmt: skip
            return Standing("told", told[0]) if told else Standing("met", days[0])
        if days:
            return Standing(state, days[0])
    return Standing("chosen")


def to_tell(log: Log, referrer_id: str) -> list[Referral]:
    """Whom a person named and one has met since, without telling them."""
    named = log.find(Referral, referrer_id=referrer_id)
    return [referral for referral in named if standing(log, referral).state == "met"]


def tell(log: Log, referral: Referral) -> str:
    """ "I told them": who named somebody has heard what came of it.

    Returns
    -------
    str
        The action's id, for an undo.
    """
    _touch, action_id = record(
        log, referral.referrer_id, TouchKind.LOOP_CLOSED, note=name_of(referral)
    )
    return action_id


def _decided_on(log: Log, name_use: NameUse) -> date | None:
    return None if name_use is NameUse.NOT_ASKED else today(log)


def _days(log: Log, contact_id: str, kind: TouchKind) -> list[date]:
    touches = log.find(Touch, contact_id=contact_id, kind=kind)
    return sorted(
        datetime.fromtimestamp(touch.happened_at, ZoneInfo(touch.zone or "UTC")).date()
        for touch in touches
    )


def _there(log: Log, referral: Referral) -> Contact | None:
    name = folded(name_of(referral))
    found, _ = search.people(log, name_of(referral))
    return next((contact for contact in found if folded(contact.name) == name), None)


def _contact_of(log: Log, referral: Referral) -> Contact:
    reached = _reached(referral.reach)
    notes = [reached.pop("notes", "")]
    if referral.scope and referral.name_use is NameUse.GRANTED:
        notes.append(Words(log.language)("follow_up.scope_noted", scope=referral.scope))
    return Contact(
        stage=Stage.CHOSEN,
        chosen_at=log.now(),
        first_name=referral.first_name,
        last_name=referral.last_name,
        organisation=referral.organisation,
        warmth=Warmth.REFERRAL,
        why=referral.said,
        notes="\n".join(note for note in notes if note),
        **reached,
    )


def _reached(reach: str) -> dict[str, Any]:
    """How to reach somebody, in the field that it fits."""
    checks: list[tuple[str, Check]] = [("email", email_address), ("profile_url", web_address)]
    for field, check in checks:
        with suppress(Unfit):
            return {field: check(reach)}
    is_number = not any(c.isalpha() for c in reach) and sum(c.isdigit() for c in reach) > 5
    return {"phone" if is_number else "notes": reach}


def name_of(referral: Referral) -> str:
    """First and last name of somebody who was named, as one line."""
    return f"{referral.first_name} {referral.last_name}".strip()

"""What is done with a person: add, choose, bin, and record what happened."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from infoint_widgets.errors import InvalidValue, WorkbookError
from infoint_widgets.exchange.linkedin import profile_key
from infoint_widgets.exchange.names import before_name
from infoint_widgets.log import search
from infoint_widgets.log.search import folded
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting, Setting, Touch
from infoint_widgets.vocabulary import Channel, Precision, Stage, TouchKind

_PICKED = "picked"
_BY_THEM = {
    TouchKind.ANSWER_YES,
    TouchKind.ANSWER_NO,
    TouchKind.ANSWER_LATER,
    TouchKind.ANSWER_OTHER,
    TouchKind.NO_SHOW,
    TouchKind.BOUNCED,
}
_OF_A_MEETING = {
    TouchKind.ARRANGED,
    TouchKind.MOVED,
    TouchKind.CONFIRMED,
    TouchKind.CANCELLED,
    TouchKind.MET,
    TouchKind.NO_SHOW,
    TouchKind.THANKED,
}


def add_person(log: Log, **values: object) -> tuple[Contact, str]:
    """Add somebody one would like to meet.

    Parameters
    ----------
    log : Log
    **values : object
        Fields of `Contact`; at least a name.

    Returns
    -------
    (Contact, str)
        The person, and the action's id for an undo.

    Raises
    ------
    InvalidValue
        When there is no name, or a value doesn't fit its field.
    """
    contact = Contact(stage=Stage.CHOSEN, chosen_at=log.now(), **values)  # type: ignore[arg-type]
    if not contact.name:
        raise InvalidValue("name_missing", field="first_name", value="")
    with log.writing() as action_id:
        log.add(contact)
    return contact, action_id


def with_title_apart(typed: dict[str, str]) -> dict[str, str]:
    """What was typed of somebody new, with what stands before the first name in its own fields."""
    form, title, first = before_name(
        typed["first_name"], all_of_it=bool(typed["last_name"].strip())
    )
    found = {"title": title, "form_of_address": form}
    if not any(found.values()):
        return typed
    return {**typed, "first_name": first, **{name: text for name, text in found.items() if text}}


class Alike(NamedTuple):
    """Somebody of the log who may be the one that is about to be added, and why one thinks so."""

    contact: Contact
    reason: str


def alike(
    log: Log,
    *,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    profile_url: str = "",
    **_others: object,
) -> list[Alike]:
    """Who of the log may be the person with these values already, the bin's people among them.

    Parameters
    ----------
    log : Log
    first_name, last_name, email, profile_url : str
        As typed; case, accents and Umlauts don't matter.

    Returns
    -------
    list of Alike
        With the same ``email``, ``profile`` or ``name``, in this order, each person once.
    """
    name = sorted(folded(f"{first_name} {last_name}").split())
    address, profile = folded(email.strip()), profile_key(profile_url)
    same = {
        "email": [c for c in _found(log, address) if folded(c.email) == address],
        "profile": _with_profile(log, profile),
        "name": [c for c in _found(log, " ".join(name)) if sorted(folded(c.name).split()) == name],
    }
    known: dict[str, Alike] = {}
    for reason, contacts in same.items():
        for contact in contacts:
            known.setdefault(contact.id, Alike(contact, reason))
    return [*known.values()]


def _found(log: Log, text: str) -> list[Contact]:
    if not text:
        return []
    return [c for binned in (False, True) for c in search.people(log, text, binned=binned)[0]]


def _with_profile(log: Log, profile: str) -> list[Contact]:
    if not profile:
        return []
    rows = log.query("SELECT id, profile_url FROM contacts WHERE profile_url <> ''")
    return [
        log.get(Contact, row["id"]) for row in rows if profile_key(row["profile_url"]) == profile
    ]


def keep_picked(log: Log, contact_id: str) -> None:
    """Remember who was picked last, for the next page to begin with; never a thing to undo."""
    with log.writing():
        was = log.setting(_PICKED)
        log.put(Setting(id=_PICKED, value=""), "value", contact_id, was=was, remember=False)


def last_picked(log: Log) -> str | None:
    """Who was picked last on any page, unless they are gone or in the bin."""
    found = log.find(Contact, id=log.setting(_PICKED))
    return found[0].id if found and found[0].deleted_at is None else None


def choose(log: Log, contact_id: str) -> str:
    """Mark a person that one only knows: "I'd like to meet them"."""
    with log.writing() as action_id:
        contact = log.get(Contact, contact_id)
        if contact.stage is not Stage.CHOSEN:
            log.edit(Contact, contact_id, "stage", Stage.CHOSEN, was=contact.stage)
            log.edit(Contact, contact_id, "chosen_at", log.now(), was=contact.chosen_at)
    return action_id


def put_in_bin(log: Log, contact_id: str) -> str:
    """Take a person out of lists and statistics; nothing about them is lost."""
    with log.writing() as action_id:
        log.edit(Contact, contact_id, "deleted_at", log.now(), was=None)
    return action_id


def take_from_bin(log: Log, contact_id: str) -> str:
    with log.writing() as action_id:
        was = log.get(Contact, contact_id).deleted_at
        log.edit(Contact, contact_id, "deleted_at", None, was=was)
    return action_id


def record(
    log: Log,
    contact_id: str,
    kind: TouchKind,
    *,
    day: date | None = None,
    clock_time: time | None = None,
    channel: Channel | None = None,
    ask_again_on: date | None = None,
    text: str = "",
    note: str = "",
) -> tuple[Touch, str]:
    """Write down what happened with a person.

    Parameters
    ----------
    day : date, optional
        The local day; today when it isn't given.
    clock_time : time, optional
        The local time; without it today is taken to the minute and another day as a day.
    channel, ask_again_on, text, note : optional
        As in `Touch`.

    Returns
    -------
    (Touch, str)
        What was written, and the action's id for an undo.

    Raises
    ------
    WorkbookError
        When the day has not come yet.
    """
    happened_at, precision = moment_of(log, day, clock_time)
    if ask_again_on is not None:
        check_ask_again(log, ask_again_on)
    touch = Touch(
        contact_id=contact_id,
        meeting_id=_meeting_of(log, contact_id) if kind in _OF_A_MEETING else None,
        kind=kind,
        happened_at=happened_at,
        zone=log.zone,
        precision=precision,
        channel=channel,
        by_me=kind not in _BY_THEM,
        ask_again_on=ask_again_on,
        text=text,
        note=note,
    )
    with log.writing() as action_id:
        choose(log, contact_id)
        log.add(touch)
    return touch, action_id


def today(log: Log) -> date:
    """The local day of the log's present moment."""
    return datetime.fromtimestamp(log.now(), ZoneInfo(log.zone)).date()


def check_ask_again(log: Log, day: date) -> None:
    """Refuse a day to ask again that is over, as each is before an answer."""
    if day < today(log):
        raise WorkbookError("ask_again_past", day=day.isoformat())


def moment_of(
    log: Log, day: date | None, clock_time: time | None, *, zone_name: str = ""
) -> tuple[int, Precision]:
    """A local day, and perhaps time, as UTC seconds with how exactly they are known.

    It is the log's own zone in which they are local, unless another is named.
    """
    zone = ZoneInfo(zone_name or log.zone)
    now = datetime.fromtimestamp(log.now(), zone)
    day = day or now.date()
    if day == now.date() and clock_time is None:
        return log.now(), Precision.MINUTE
    # Noon keeps the day the same whatever the clock change.
    moment = datetime.combine(day, clock_time or time(12), zone)
    if moment > now and day == now.date():
        raise WorkbookError("time_not_yet", time=f"{clock_time:%H:%M}")
    if moment > now:
        raise WorkbookError("not_yet", day=day.isoformat())
    precision = Precision.DAY if clock_time is None else Precision.MINUTE
    return int(moment.timestamp()), precision


def remove_touch(log: Log, touch_id: str) -> str:
    """Take something out of the story that did not happen."""
    with log.writing() as action_id:
        log.delete(Touch, touch_id)
    return action_id


def current_meeting(log: Log, contact_id: str) -> Meeting | None:
    """The meeting that one prepares for: the one that was planned last."""
    meetings = log.find(Meeting, contact_id=contact_id)
    return meetings[-1] if meetings else None


def to_thank(log: Log) -> list[Contact]:
    """Whom one has met and not thanked yet, the latest meeting first."""
    rows = log.query(
        "SELECT contact_id FROM touches JOIN contacts ON contacts.id = contact_id "
        "WHERE deleted_at IS NULL AND stage = 'chosen' GROUP BY contact_id "
        "HAVING max(kind = 'met') AND NOT max(kind = 'thanked') "
        "ORDER BY max(happened_at) FILTER (WHERE kind = 'met') DESC"
    )
    return [log.get(Contact, row["contact_id"]) for row in rows]


def _meeting_of(log: Log, contact_id: str) -> str | None:
    meeting = current_meeting(log, contact_id)
    return meeting.id if meeting else None

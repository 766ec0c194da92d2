"""The vocabulary: what a log holds. No files, no database, no pandas.

A record is a frozen dataclass; each of its fields is a column with a check of its own. Plain
dataclasses rather than pydantic: building pydantic's models takes longer than all else that
``import infoint_widgets`` may cost beyond pandas and ipywidgets.
"""

from __future__ import annotations

import uuid
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, ClassVar

from infoint_widgets.errors import InvalidValue
from infoint_widgets.values import (
    Check,
    Unfit,
    calendar_day,
    clean_line,
    clean_text,
    count,
    email_address,
    maybe,
    moment,
    one_of,
    web_address,
    whole_number,
    yes_or_no,
    zone_name,
)
from infoint_widgets.vocabulary import (
    Channel,
    ContactLanguage,
    DraftKind,
    Field,
    FormOfAddress,
    Mode,
    NameUse,
    Precision,
    Register,
    Stage,
    TouchKind,
    Warmth,
)


def column(check: Check, default: Any = MISSING) -> Any:
    """A field of a record that is checked whenever a record is made."""
    return field(default=default, metadata={"check": check})


def one_line() -> Any:
    return column(clean_line, "")


def long_text() -> Any:
    return column(clean_text, "")


def new_id() -> str:
    """A key that no other log has, so that two logs can be merged."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """The key of something there is only one of, so that two forms that begin it agree."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, ":".join(parts)))


def key() -> Any:
    return field(default_factory=new_id, metadata={"check": clean_line})


class Record:
    """What all rows of the log share.

    Raises
    ------
    InvalidValue
        When a value does not fit its field; it names the field.

    Examples
    --------
    >>> Contact(first_name="Ada", email="ada at home")
    Traceback (most recent call last):
    infoint_widgets.errors.InvalidValue: “ada at home” is not an e-mail address. \
It looks like name@example.org; leave it empty if you don't know it.
    """

    table: ClassVar[str]
    id: str
    _checks: ClassVar[dict[str, Check]]

    def __post_init__(self) -> None:
        for name in checks(type(self)):
            object.__setattr__(self, name, checked(type(self), name, getattr(self, name)))


def checks(record: type[Record]) -> dict[str, Check]:
    """The columns of a record's table, in order, each with its check."""
    if "_checks" not in vars(record):
        record._checks = {f.name: f.metadata["check"] for f in fields(record)}  # type: ignore[arg-type]
    return record._checks


def checked(record: type[Record], name: str, value: Any) -> Any:
    """A value as its field keeps it.

    Raises
    ------
    InvalidValue
        When the value doesn't fit the field.
    """
    try:
        return checks(record)[name](value)
    except Unfit as unfit:
        raise InvalidValue(str(unfit), field=name, value=str(value)[:80]) from None


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """A person. Imported people are only `known` until somebody says "I'd like to meet them"."""

    table: ClassVar[str] = "contacts"

    id: str = key()
    stage: Stage = column(one_of(Stage), Stage.KNOWN)
    chosen_at: int | None = column(maybe(moment), None)
    first_name: str = one_line()
    last_name: str = one_line()
    title: str = one_line()
    form_of_address: FormOfAddress | None = column(maybe(one_of(FormOfAddress)), None)
    email: str = column(email_address, "")
    phone: str = one_line()
    organisation: str = one_line()
    role: str = one_line()
    field: str = one_line()
    field_id: Field | None = column(maybe(one_of(Field)), None)
    city: str = one_line()
    region: str = one_line()
    zone: str = column(zone_name, "")
    profile_url: str = column(web_address, "")
    connected_on: date | None = column(maybe(calendar_day), None)
    found_through: str = one_line()
    warmth: Warmth | None = column(maybe(one_of(Warmth)), None)
    why: str = long_text()
    language: ContactLanguage | None = column(maybe(one_of(ContactLanguage)), None)
    register: Register = column(one_of(Register), Register.SIE)
    keep_in_touch_days: int | None = column(maybe(whole_number(1, 3650)), None)
    notes: str = long_text()
    source: str = one_line()
    source_id: str = one_line()
    import_id: str | None = column(maybe(clean_line), None)
    deleted_at: int | None = column(maybe(moment), None)
    version: int = column(count, 1)

    @property
    def name(self) -> str:
        """First and last name as one line, "" when neither is known."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, kw_only=True)
class Touch(Record):
    """One thing that happened with a person; the only record of what happened."""

    table: ClassVar[str] = "touches"

    id: str = key()
    contact_id: str = column(clean_line)
    meeting_id: str | None = column(maybe(clean_line), None)
    kind: TouchKind = column(one_of(TouchKind))
    happened_at: int = column(moment)
    zone: str = column(zone_name)
    precision: Precision = column(one_of(Precision), Precision.MINUTE)
    channel: Channel | None = column(maybe(one_of(Channel)), None)
    by_me: bool = column(yes_or_no, True)
    ask_again_on: date | None = column(maybe(calendar_day), None)
    text: str = long_text()
    note: str = long_text()
    source: str = one_line()
    source_id: str = one_line()
    import_id: str | None = column(maybe(clean_line), None)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """An interview as planned and as written up; whether it was held is in its touches."""

    table: ClassVar[str] = "meetings"

    id: str = key()
    contact_id: str = column(clean_line)
    starts_at: int | None = column(maybe(moment), None)
    zone: str = column(zone_name, "")
    minutes: int = column(whole_number(1, 1440), 30)
    mode: Mode | None = column(maybe(one_of(Mode)), None)
    place: str = one_line()
    travel_minutes: int | None = column(maybe(whole_number(0, 2880)), None)
    goal: str = long_text()
    research: str = long_text()
    cv_plan: str = long_text()
    notes: str = long_text()
    learned: str = long_text()
    surprise: str = long_text()
    cv_feedback: str = long_text()
    version: int = column(count, 1)
    in_touch_by: date | None = column(maybe(calendar_day), None)


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """Somebody named by somebody; the only record of who led to whom and of permission."""

    table: ClassVar[str] = "referrals"

    id: str = key()
    referrer_id: str = column(clean_line)
    meeting_id: str | None = column(maybe(clean_line), None)
    first_name: str = one_line()
    last_name: str = one_line()
    organisation: str = one_line()
    reach: str = one_line()
    said: str = long_text()
    name_use: NameUse = column(one_of(NameUse), NameUse.NOT_ASKED)
    scope: str = one_line()
    named_at: int = column(moment)
    decided_on: date | None = column(maybe(calendar_day), None)
    contact_id: str | None = column(maybe(clean_line), None)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Tick(Record):
    """An item of a meeting's checklist that is done."""

    table: ClassVar[str] = "ticks"

    id: str = key()
    meeting_id: str = column(clean_line)
    item: str = column(clean_line)
    ticked_at: int = column(moment)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class ChecklistChange(Record):
    """What somebody changed of the checklist: an item of their own, hidden, or moved.

    Attributes
    ----------
    meeting_id : str or None
        None for all meetings.
    item : str
        A packaged item's id; for one's own, the id under which it is ticked.
    text, due, step : str
        Of one's own item; "" for a packaged one.
    position : int or None
        Its place among those of its time; None where it stands by itself.
    """

    table: ClassVar[str] = "checklist_changes"

    id: str = key()
    meeting_id: str | None = column(maybe(clean_line), None)
    item: str = column(clean_line)
    text: str = one_line()
    due: str = one_line()
    step: str = one_line()
    hidden: bool = column(yes_or_no, False)
    position: int | None = column(maybe(count), None)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """A question for a meeting, from the bank or (`text`) one's own, and what they answered."""

    table: ClassVar[str] = "questions"

    id: str = key()
    meeting_id: str = column(clean_line)
    bank_id: str = one_line()
    text: str = one_line()
    category: str = one_line()
    position: int = column(count, 0)
    asked_at: int | None = column(maybe(moment), None)
    answer: str = long_text()
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class ReasonToWrite(Record):
    """Something that came up and is worth a message: advice taken, an answer found, news."""

    table: ClassVar[str] = "reasons_to_write"

    id: str = key()
    contact_id: str = column(clean_line)
    text: str = column(clean_text)
    noted_at: int = column(moment)
    used_at: int | None = column(maybe(moment), None)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Snooze(Record):
    """An entry of the agenda that was put off until a day, or (None) is not wanted."""

    table: ClassVar[str] = "snoozes"

    id: str = key()
    rule: str = column(clean_line)
    contact_id: str | None = column(maybe(clean_line), None)
    meeting_id: str | None = column(maybe(clean_line), None)
    until: date | None = column(maybe(calendar_day), None)
    reason: str = one_line()
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Draft(Record):
    """The text as typed, one a person and kind; gone once it was sent."""

    table: ClassVar[str] = "drafts"

    id: str = key()
    contact_id: str = column(clean_line)
    kind: DraftKind = column(one_of(DraftKind))
    template: str = one_line()
    subject: str = one_line()
    body: str = long_text()
    saved_at: int = column(moment)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Import(Record):
    """One file that came in; it can be undone as one."""

    table: ClassVar[str] = "imports"

    id: str = key()
    imported_at: int = column(moment)
    file: str = column(clean_line)
    format: str = column(clean_line)
    read: int = column(count)
    added: int = column(count)
    undone_at: int | None = column(maybe(moment), None)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Setting(Record):
    """One setting of this log."""

    table: ClassVar[str] = "settings"

    id: str = column(clean_line)
    value: str = column(clean_text)
    version: int = column(count, 1)


@dataclass(frozen=True, kw_only=True)
class Change(Record):
    """One row as it was and as it became; the changes of one action are undone together."""

    table: ClassVar[str] = "history"

    id: str = key()
    action_id: str = column(clean_line)
    position: int = column(count)
    made_at: int = column(moment)
    table_name: str = column(clean_line)
    row_id: str = column(clean_line)
    before: str = long_text()
    after: str = long_text()
    undone_at: int | None = column(maybe(moment), None)
    version: int = column(count, 1)


# In the order in which a log can be filled: nobody refers to a row that is not there yet.
TABLES: tuple[type[Record], ...] = (
    Import,
    Contact,
    Meeting,
    Touch,
    Referral,
    Tick,
    ChecklistChange,
    Question,
    ReasonToWrite,
    Snooze,
    Draft,
    Setting,
    Change,
)

"""The words that records use for states and kinds; their sentences stand in ``words/``."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal


class Stage(StrEnum):
    """Whether a person is merely known (came with an import) or somebody one would like to meet."""

    KNOWN = "known"
    CHOSEN = "chosen"


class Warmth(StrEnum):
    COLD = "cold"
    WARM = "warm"
    REFERRAL = "referral"


class Register(StrEnum):
    """The German form of address in a letter."""

    SIE = "sie"
    DU = "du"


class FormOfAddress(StrEnum):
    """How a person wants to be addressed; never guessed from a first name."""

    MS = "ms"
    MR = "mr"
    NEUTRAL = "neutral"


class ContactLanguage(StrEnum):
    """The language one writes to a person in, with the country's conventions."""

    EN = "en"
    DE = "de"
    DE_AT = "de-AT"
    DE_CH = "de-CH"


class TouchKind(StrEnum):
    """One thing that happened with a person."""

    OUTREACH = "outreach"
    FOLLOW_UP = "follow_up"
    ANSWER_YES = "answer_yes"
    ANSWER_NO = "answer_no"
    ANSWER_LATER = "answer_later"
    ANSWER_OTHER = "answer_other"
    ARRANGED = "arranged"
    MOVED = "moved"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    MET = "met"
    NO_SHOW = "no_show"
    THANKED = "thanked"
    LOOP_CLOSED = "loop_closed"
    KEEP_IN_TOUCH = "keep_in_touch"
    GAVE_UP = "gave_up"
    BOUNCED = "bounced"


class Channel(StrEnum):
    EMAIL = "email"
    LINKEDIN = "linkedin"
    PHONE = "phone"
    CARD = "card"
    IN_PERSON = "in_person"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a moment is known; one that is not known at all stands at the nearest known."""

    MINUTE = "minute"
    DAY = "day"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """How a meeting takes place."""

    CAFE = "cafe"
    OFFICE = "office"
    VIDEO = "video"
    PHONE = "phone"
    OTHER = "other"


IN_PERSON = frozenset({Mode.CAFE, Mode.OFFICE})
CALLS = frozenset({Mode.VIDEO, Mode.PHONE})


class NameUse(StrEnum):
    """Whether the referrer's name may be used with the person referred to."""

    GRANTED = "granted"
    DENIED = "denied"
    NOT_ASKED = "not_asked"


class DraftKind(StrEnum):
    OUTREACH = "outreach"
    FOLLOW_UP = "follow_up"
    ARRANGE = "arrange"
    CONFIRM = "confirm"
    THANK_YOU = "thank_you"
    REFERRAL_REQUEST = "referral_request"
    REFERRAL_OUTREACH = "referral_outreach"
    KEEP_IN_TOUCH = "keep_in_touch"


FIRST_MESSAGES = frozenset({DraftKind.OUTREACH, DraftKind.REFERRAL_OUTREACH})


class Field(StrEnum):
    """The fixed list of professional fields, for dress advice and for comparing groups."""

    ARCHITECTURE = "architecture"
    ARTS = "arts"
    CONSULTING = "consulting"
    DESIGN = "design"
    EDUCATION = "education"
    ENGINEERING = "engineering"
    ENVIRONMENT = "environment"
    FINANCE = "finance"
    GOVERNMENT = "government"
    HEALTH = "health"
    HOSPITALITY = "hospitality"
    HUMAN_RESOURCES = "human_resources"
    LAW = "law"
    MARKETING = "marketing"
    MEDIA = "media"
    NON_PROFIT = "non_profit"
    RESEARCH = "research"
    SOFTWARE = "software"
    TRADES = "trades"
    OTHER = "other"


Kind = Literal["text", "moment", "count", "day"]
# What a person hands in without names, and what a pool of many people's journeys is read from.
POOLED: Mapping[str, Kind] = {
    **dict.fromkeys(("student", "contact_id", "referred_by"), "text"),
    **dict.fromkeys(("channel", "field", "warmth", "language"), "text"),
    **dict.fromkeys(("outcome", "precision", "undated"), "text"),
    **dict.fromkeys(("named_s", "sent_s", "sent_2_s", "sent_3_s", "first_answer_s"), "moment"),
    **dict.fromkeys(("decided_s", "meeting_s", "thanked_s", "as_of_s"), "moment"),
    **dict.fromkeys(("sent_day", "met_day", "thanked_day"), "day"),
    **dict.fromkeys(("messages", "generation", "referrals"), "count"),
}
FEWEST_TO_SHOW = 5
"""Of fewer people, or students, nothing is shown that could tell of a single one."""

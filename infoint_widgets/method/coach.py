"""What a friend would say of a draft before it is sent: what, why, and how to mend it.

The coach reads and never rewrites. Each rule is a function from a `Reading` to a `Finding`, or to
None when there is nothing to say; `RULES` says which rules a kind of draft is held to, and how
much each weighs. The words stand in ``words/<language>/coach.yaml``, with the figures behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Literal

from infoint_widgets.method import coach_about as about
from infoint_widgets.method import coach_asking as asking
from infoint_widgets.method import coach_rules as form
from infoint_widgets.method.coach_reading import Facts, Mark, Reading, Rule
from infoint_widgets.vocabulary import FIRST_MESSAGES, ContactLanguage, DraftKind

__all__ = ["Advice", "Facts", "Mark", "Readiness", "Weight", "advise", "readiness"]

Readiness = Literal["ready", "nearly", "not_yet"]

_ASKING = FIRST_MESSAGES | {DraftKind.FOLLOW_UP, DraftKind.REFERRAL_REQUEST}
_ALL = frozenset(DraftKind)
_PERSONAL = _ASKING | {DraftKind.THANK_YOU, DraftKind.KEEP_IN_TOUCH}
# Thanks may tell at length what they did to the writer.
_OF_ONESELF = FIRST_MESSAGES | {DraftKind.FOLLOW_UP, DraftKind.KEEP_IN_TOUCH}
_GERMAN = frozenset(set(ContactLanguage) - {ContactLanguage.EN})


class Weight(IntEnum):
    """How much an advice matters; the heaviest stands first."""

    DETAIL = 1
    MATTERS = 2
    HEAVY = 3
    BLOCKS = 4


@dataclass(frozen=True)
class Advice:
    """One thing to mend.

    Attributes
    ----------
    rule : str
        Its id; ``coach.<rule>.what`` and ``.why`` and ``.how`` are its sentences.
    weight : Weight
    marks : tuple of Mark
        The words concerned, perhaps none.
    facts : mapping
        What the sentences name.
    """

    rule: str
    weight: Weight
    marks: tuple[Mark, ...] = ()
    facts: Mapping[str, str | int | date] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the draft may not be recorded as sent while this stands."""
        return self.weight is Weight.BLOCKS


@dataclass(frozen=True)
class _Held:
    """A rule, how much it weighs, and what it is for."""

    check: Rule
    weight: Weight
    kinds: frozenset[DraftKind] = _ALL
    languages: frozenset[ContactLanguage] = frozenset(ContactLanguage)


RULES: Mapping[str, _Held] = {
    "referrer_without_permission": _Held(about.referrer_without_permission, Weight.BLOCKS),
    "asks_for_job": _Held(asking.asks_for_job, Weight.HEAVY),
    "gap_left": _Held(form.gap_left, Weight.HEAVY),
    "over_limit": _Held(form.over_limit, Weight.HEAVY),
    "wrong_name": _Held(about.wrong_name, Weight.HEAVY),
    "wrong_organisation": _Held(about.wrong_organisation, Weight.HEAVY),
    "follow_up_again": _Held(form.follow_up_again, Weight.HEAVY, frozenset({DraftKind.FOLLOW_UP})),
    "before_the_agreed_day": _Held(
        form.before_the_agreed_day, Weight.HEAVY, frozenset({DraftKind.FOLLOW_UP})
    ),
    "follow_up_early": _Held(form.follow_up_early, Weight.HEAVY, frozenset({DraftKind.FOLLOW_UP})),
    "nothing_about_them": _Held(about.nothing_about_them, Weight.HEAVY, _PERSONAL),
    "no_request": _Held(asking.no_request, Weight.HEAVY, _ASKING),
    "thanks_without_learning": _Held(
        about.thanks_without_learning, Weight.HEAVY, frozenset({DraftKind.THANK_YOU})
    ),
    "cv_offered": _Held(asking.cv_offered, Weight.HEAVY, FIRST_MESSAGES),
    "subject_empty": _Held(form.subject_empty, Weight.HEAVY),
    "sie_du_mixed": _Held(form.sie_du_mixed, Weight.HEAVY, _ALL, _GERMAN),
    "urgency": _Held(asking.urgency, Weight.MATTERS),
    "several_requests": _Held(asking.several_requests, Weight.MATTERS),
    "how_found_missing": _Held(about.how_found_missing, Weight.MATTERS, FIRST_MESSAGES),
    "no_time_frame": _Held(asking.no_time_frame, Weight.MATTERS, FIRST_MESSAGES),
    "fixes_time": _Held(asking.fixes_time, Weight.MATTERS, FIRST_MESSAGES),
    "more_about_me": _Held(about.more_about_me, Weight.MATTERS, _OF_ONESELF),
    "too_long": _Held(form.too_long, Weight.MATTERS),
    "too_short": _Held(form.too_short, Weight.MATTERS),
    "mass_mail": _Held(form.mass_mail, Weight.MATTERS),
    "over_apology": _Held(asking.over_apology, Weight.MATTERS),
    "closing_mismatch": _Held(form.closing_mismatch, Weight.MATTERS),
    "eszett_swiss": _Held(
        form.eszett_swiss, Weight.MATTERS, _ALL, frozenset({ContactLanguage.DE_CH})
    ),
    "several_questions": _Held(asking.several_questions, Weight.MATTERS),
    "subject_vague": _Held(form.subject_vague, Weight.MATTERS),
    "attachment": _Held(asking.attachment, Weight.DETAIL),
    "link": _Held(asking.link, Weight.DETAIL, FIRST_MESSAGES),
    "subject_long": _Held(form.subject_long, Weight.DETAIL),
    "hard_to_read": _Held(form.hard_to_read, Weight.DETAIL),
    "shouting": _Held(form.shouting, Weight.DETAIL),
}


def advise(subject: str | None, body: str, facts: Facts) -> list[Advice]:
    """What there is to say of a draft, the heaviest first.

    Parameters
    ----------
    subject : str or None
        None for a message that has no subject line, such as a note or a card.
    body : str
        As typed.
    facts : Facts
        What is known of the person and of the way so far.

    Returns
    -------
    list of Advice
        Of one weight in the order of the text.

    Examples
    --------
    >>> facts = Facts(DraftKind.OUTREACH, ContactLanguage.EN)
    >>> advise("Your bridges", "Dear Ada,\\n\\nDo you have a job for me?", facts)[0].rule
    'asks_for_job'
    """
    if not ((subject or "").strip() or body.strip()):
        return []
    reading = Reading(subject, body, facts)
    found = []
    for id, held in RULES.items():
        if facts.kind not in held.kinds or facts.language not in held.languages:
            continue
        finding = held.check(reading)
        if finding is not None:
            found.append(Advice(id, held.weight, finding.marks, finding.facts))
    return sorted(found, key=lambda advice: -advice.weight)


def readiness(advice: list[Advice]) -> Readiness:
    """The overall reading, in three words and no figure."""
    heaviest = max((each.weight for each in advice), default=Weight.DETAIL)
    several = sum(each.weight is Weight.MATTERS for each in advice) > 2
    if heaviest >= Weight.HEAVY or several:
        return "not_yet"
    return "nearly" if heaviest is Weight.MATTERS else "ready"

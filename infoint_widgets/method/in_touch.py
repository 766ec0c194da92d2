"""Thanks in time, and when to hear from each other again."""

from __future__ import annotations

from datetime import date, timedelta

from infoint_widgets.vocabulary import TouchKind

INTERVALS = (30, 90, 180, 365)
"""Days: one month, three, six and twelve; any other number is one's own."""

NO_CONTACT = frozenset({TouchKind.GAVE_UP, TouchKind.BOUNCED})
"""What is written down of a person without their hearing of it."""


def thank_by(met_on: date) -> date:
    """The day by whose end a thank-you is due."""
    return met_on + timedelta(days=1)


def suggested_days(
    *, learned: int, surprised: bool, cv_read: bool, named: int, promised: bool
) -> int:
    """How often to be in touch, by what came of a conversation.

    Parameters
    ----------
    learned : int
        How many things one learned.
    surprised, cv_read : bool
        Whether something surprised one, and whether they looked at one's CV.
    named : int
        How many people they named.
    promised : bool
        Whether one said that one would be in touch.

    Returns
    -------
    int
        Of `INTERVALS`: the more came of it, the shorter.

    Examples
    --------
    >>> suggested_days(learned=3, surprised=True, cv_read=False, named=1, promised=False)
    90
    """
    came_of_it = (learned >= 3) + (learned >= 1) + surprised + cv_read + min(named, 1)
    steps = (came_of_it + 1) // 2 + promised
    return INTERVALS[max(0, len(INTERVALS) - 1 - steps)]


def due_on(last: date | None, every: int | None) -> date | None:
    """When to be in touch again: any contact begins the interval anew.

    Examples
    --------
    >>> due_on(date(2026, 6, 16), 90)
    datetime.date(2026, 9, 14)
    """
    return None if last is None or every is None else last + timedelta(days=every)

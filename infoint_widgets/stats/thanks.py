"""Whether the thank-you went out in time, by the days of the calendar where one was."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from infoint_widgets.stats import counting, estimators
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT


def thanked_in_time(
    journeys: IntoFrameT, *, as_of: int | None = None, confidence: float = 0.95
) -> IntoFrameT:
    """How often the thank-you went out in time, by three notions of it.

    Parameters
    ----------
    journeys, as_of, confidence
        As in `lag`.

    Returns
    -------
    frame
        Of the same library, one row a rule.

        ===============  ========================================================================
        rule             ``next_day``: by the end of the next calendar day, where one was;
                         ``within_24_hours``; ``next_business_day``: by the end of the next day
                         that is no Saturday or Sunday
        n                people one has met so long ago that the time is over
        in_time, late    how many were thanked in time, and later
        never            how many were not thanked at all
        pending          met too recently to tell; not part of `n`
        left_out         met or thanked on a day that is not known; not part of `n`
        rate, low, high  in_time / n with Wilson's interval; missing while n is 0
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds or days.

    Warns
    -----
    DataWarning
        When rows that can't be true are left out: a thank-you on a day before the meeting, a
        meeting or a thank-you without its day.

    Notes
    -----
    Days are those of the calendar where one was, so a clock change makes no thank-you late.
    Meetings that are known to the day only are not counted by ``within_24_hours``.

    Examples
    --------
    >>> thanked_in_time(log.journeys())  # doctest: +SKIP
    """
    table = counting.tally(_thanks(journeys, as_of), _THANKS, _WRONG_THANKS)
    people, state = table["people"].to_numpy(), table["state"].to_numpy()
    is_thanked, within_24_hours, by_day = (
        table[name].to_numpy().astype(bool) for name in ("is_thanked", "within_24_hours", "by_day")
    )
    over = table["over"].to_numpy()
    met, thanked = (fr.days(table[name]) for name in ("met_day", "thanked_day"))
    gap = (thanked - met).astype(int)
    weekday = (met.astype(int) + 3) % 7  # the epoch began on a Thursday
    free = np.select([weekday == 4, weekday == 5], [2, 1], 0)
    known = state != counting.LEFT_OUT
    wrong = is_thanked & (np.isnat(thanked) | (gap < 0))
    everybody = np.ones(len(people), dtype=bool)
    rows = []
    for rule, asked, is_closed, good in (
        ("next_day", everybody, over >= 2, gap <= 1),
        ("within_24_hours", ~by_day, over >= 1, within_24_hours),
        ("next_business_day", everybody, over >= 2 + free, gap <= 1 + free),
    ):
        closed = asked & known & is_closed & ~wrong
        groups = (
            closed & is_thanked & good, closed & is_thanked & ~good, closed & ~is_thanked,
            asked & known & ~is_closed, asked & ~known,
        )  # fmt: skip
        in_time, late, never, pending, left_out = (int(people[group].sum()) for group in groups)
        n = in_time + late + never
        rate = in_time / n if n else math.nan
        interval = estimators.wilson(in_time, n, confidence)
        rows.append((rule, n, in_time, late, never, pending, left_out, rate, *interval))
    schema = fr.schema("rule n in_time late never pending left_out rate low high")
    return fr.result(journeys, schema, rows)  # type: ignore[no-any-return]


_THANKS = ("over", "is_thanked", "within_24_hours", "by_day", "met_day", "thanked_day")
_DAY_MISSING = counting.FIRST_PROBLEM + 3
_WRONG_THANKS: counting.Problems = {
    counting.BEFORE: ("before", {"column": "thanked_day", "start": "met_day"}),
    counting.UNDATED: ("day_missing", {"column": "met_day"}),
    _DAY_MISSING: ("day_missing", {"column": "thanked_day"}),
}


def _thanks(journeys: Any, as_of: int | None) -> counting.Rows:
    """One row a person: the days, and how many days after that of the meeting are over."""
    import narwhals as nw

    needed = ["meeting_s", "thanked_s", "met_day", "thanked_day", "precision"]
    frame = fr.read(journeys, needed, as_of)
    met, thanked, until = nw.col("meeting_s"), nw.col("thanked_s"), nw.col("until")
    met_day, thanked_day = nw.col("met_day"), nw.col("thanked_day")
    frame = frame.with_columns(is_thanked=thanked <= until, waited=until - met)
    is_thanked, waited = nw.col("is_thanked"), nw.col("waited")
    # A calendar day with a clock change has up to 25 hours; then the day after is over anywhere.
    day_after = 2 * fr.DAY + 3600
    over = [(waited >= day_after + more * fr.DAY, 2 + more) for more in (2, 1, 0)]
    state = counting.Choice(
        (waited < 0, counting.OUT),
        (fr.day_unknown("meeting_s", "thanked_s"), counting.LEFT_OUT),
        (met_day.is_null(), counting.UNDATED),
        (~is_thanked | (waited < day_after), counting.DONE),
        (thanked_day.is_null(), _DAY_MISSING),
        (thanked_day < met_day, counting.BEFORE),
        otherwise=counting.DONE,
    )
    return counting.rows(
        frame,
        *("is_thanked", "by_day", "met_day", "thanked_day"),
        state=state,
        over=counting.Choice(*over, (waited >= fr.DAY, 1), otherwise=0),
        within_24_hours=thanked - met <= fr.DAY,
    )

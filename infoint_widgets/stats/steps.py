"""Where people drop out between the first message and the name of somebody else."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from infoint_widgets.stats import counting, estimators, groups, waiting
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

STEPS = ("message", "answer", "yes", "met", "thanked", "referral")

_DECIDED_BEFORE, _THANKED_BEFORE, _DAY_MISSING = (counting.FIRST_PROBLEM + at for at in (3, 4, 5))
_PROBLEMS = {
    counting.BEFORE: ("before", {"column": "first_answer_s", "start": "sent_s"}),
    counting.UNDATED: ("undated", {"column": "decided_s"}),
    counting.UNKNOWN: ("outcome_unknown", {"column": "outcome"}),
    _DECIDED_BEFORE: ("before", {"column": "decided_s", "start": "sent_s"}),
    _THANKED_BEFORE: ("before", {"column": "thanked_s", "start": "meeting_s"}),
    _DAY_MISSING: ("day_missing", {"column": "sent_day"}),
}


def funnel(
    journeys: IntoFrameT,
    *,
    within_days: int = 60,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many of the people written to come as far as each step, by closed monthly cohorts.

    A cohort is everybody to whom the first message went in the same month. It is closed when the
    last of them have had `within_days` days, and only then do its steps say how many get there.

    Parameters
    ----------
    journeys, confidence
        As in `response_rate`.
    within_days : int
        Days since the first message; a step that was taken later is not counted.
    as_of : int, optional
        UTC seconds; what happened later is not counted. Who named somebody is as the frame has it.
        By default each row's own ``as_of_s``.

    Returns
    -------
    frame
        Of the same library; first the closed cohorts, then those that are not: one row a step.

        ===============  ========================================================================
        closed           whether these are the closed cohorts
        step             ``message``, ``answer``, ``yes``, ``met``, ``thanked``, ``referral``
        within_days      as given
        start, end       the first day of the first and of the last of these months
        n                people who took the step before; of the first step, all
        reached          how many of them took this step as well
        beside           who took this step without one before it, such as naming somebody without a
                         meeting; no part of `reached`
        left_out         people in all whose first message has no known day, or whom one had met
                         before it; no part of `n`
        rate, low, high  reached / n with Wilson's interval; missing for the first step, while n is
                         0, and for cohorts that are not closed
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds or days.
    ValueError
        When `within_days` or `confidence` is no such number.

    Warns
    -----
    DataWarning
        When rows that can't be true are left out: an answer before its message, a decision without
        its time, an outcome that is not known, thanks before the meeting.

    Notes
    -----
    Months are those of the calendar where one was. A step of which the day is not known counts as
    taken in time. Naming somebody has no day of its own in the frame, and counts whenever it was.

    Examples
    --------
    >>> funnel(log.journeys())  # doctest: +SKIP
    """
    groups.check(None, within_days, ())
    keys = ("month", "until", *STEPS[1:])
    table = counting.tally(_taken(journeys, within_days, as_of), keys, _PROBLEMS)
    people, state = table["people"].to_numpy(), table["state"].to_numpy()
    kept = state != counting.LEFT_OUT
    taken = np.column_stack(
        [np.ones(len(people), dtype=bool)]
        + [table[step].to_numpy().astype(bool) for step in STEPS[1:]]
    )
    so_far = np.logical_and.accumulate(taken, axis=1)
    days = np.array(table["month"].to_list(), dtype="datetime64[D]")
    months = days.astype("datetime64[M]")
    over = (months + 1).astype("datetime64[s]").astype(np.int64) + fr.DAY // 2
    is_closed = over + within_days * fr.DAY <= table["until"].to_numpy()
    rows, left_out = [], int(people[~kept].sum())
    for closed in (True, False):
        here = kept & (is_closed == closed)
        ends = [_day(months[here].min()), _day(months[here].max())] if here.any() else [None, None]
        reached = so_far[here].T @ people[here]
        beside = (taken & ~so_far)[here].T @ people[here]
        n = np.append(reached[0], reached[:-1])
        counts = zip(n.tolist(), reached.tolist(), beside.tolist(), strict=True)
        rates = _rates(reached, n, confidence, known=closed)
        rows += [
            (closed, step, within_days, *ends, *counted, left_out, *rate)
            for step, counted, rate in zip(STEPS, counts, rates, strict=True)
        ]
    names = "closed step within_days start end n reached beside left_out rate low high"
    return fr.result(journeys, fr.schema(names), rows)  # type: ignore[no-any-return]


def _rates(reached: Any, n: Any, confidence: float, *, known: bool) -> list[tuple[Any, ...]]:
    low, high = estimators.wilson(reached, n, confidence)
    rate = np.divide(reached, n, out=np.full(len(n), math.nan), where=n > 0)
    told = (np.arange(len(n)) > 0) & known
    ends = (np.where(told, end, math.nan).tolist() for end in (rate, low, high))
    return list(zip(*ends, strict=True))


def _day(month: Any) -> datetime:
    made: datetime = month.astype("datetime64[us]").astype(datetime)
    return made


def _taken(journeys: Any, within_days: int, as_of: int | None) -> counting.Rows:
    """One row a person: the month of the first message, and which steps were taken in time."""
    import narwhals as nw

    moments = ("first_answer_s", "decided_s", "meeting_s", "thanked_s")
    needed = ["sent_s", *moments, "sent_day", "precision", "referrals"]
    frame = fr.read(journeys, needed, as_of, outcomes=fr.OUTCOMES)
    until, sent = nw.col("until"), nw.col("sent_s")
    lags = {name: fr.lag_minutes(sent, nw.col(name)) for name in moments}
    known = {name: (nw.col(name) <= until) & ~fr.day_unknown(name) for name in moments}
    in_time = {
        name: (nw.col(name) <= until)
        & (fr.day_unknown(name) | (lags[name] <= float(within_days * waiting.MINUTES_A_DAY)))
        for name in moments
    }
    decided = nw.col("yes") | nw.col("declined")
    to_thanks = fr.lag_minutes(nw.col("meeting_s"), nw.col("thanked_s"))
    state = counting.Choice(
        ((sent > until) | nw.col("bounced"), counting.OUT),
        (fr.day_unknown("sent_s"), counting.LEFT_OUT),
        (nw.col("sent_day").is_null(), _DAY_MISSING),
        (~(decided | nw.col("silent")), counting.UNKNOWN),
        (decided & (nw.col("decided_s") == fr.NEVER), counting.UNDATED),
        (known["first_answer_s"] & (lags["first_answer_s"] < 0), counting.BEFORE),
        (decided & known["decided_s"] & (lags["decided_s"] < 0), _DECIDED_BEFORE),
        (known["meeting_s"] & (lags["meeting_s"] < 0), counting.LEFT_OUT),
        (
            known["meeting_s"] & known["thanked_s"] & (to_thanks <= -waiting.MINUTES_A_DAY),
            _THANKED_BEFORE,
        ),
        otherwise=counting.DONE,
    )
    return counting.rows(
        frame,
        "until",
        state=state,
        month=nw.col("sent_day").dt.truncate("1mo"),
        answer=in_time["first_answer_s"] | (decided & in_time["decided_s"]),
        yes=nw.col("yes") & in_time["decided_s"],
        met=in_time["meeting_s"],
        thanked=in_time["thanked_s"],
        referral=nw.col("referrals").fill_null(0) > 0,
    )

"""How long things take: those still open are counted for as long as they have waited."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import numpy as np

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import counting, estimators, waiting
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from infoint_widgets.stats.waiting import Counts

Kind = Literal["reply", "follow_up", "thank_you", "referral"]


class _Span(NamedTuple):
    """The columns between which a lag runs, and the moment from which nobody waits any more."""

    start: str
    end: str
    ended_by: str = ""


_SPANS: dict[str, _Span] = {
    "reply": _Span("sent_s", "first_answer_s"),
    "follow_up": _Span("sent_s", "sent_2_s", ended_by="first_answer_s"),
    "thank_you": _Span("meeting_s", "thanked_s"),
    "referral": _Span("named_s", "sent_s", ended_by="meeting_s"),
}


def lag(
    journeys: IntoFrameT, *, kind: Kind, as_of: int | None = None, confidence: float = 0.95
) -> IntoFrameT:
    """How long something takes, as the share of people with whom it is done by each time.

    Parameters
    ----------
    journeys : frame
        One row a person, as ``log.journeys()`` gives it, in any library that narwhals knows.
    kind : {"reply", "follow_up", "thank_you", "referral"}
        From the first message to the first answer, whatever it says; from the first message to
        one's own follow-up, as long as nobody has answered; from the meeting to the thank-you; from
        the day somebody was named to the first message to them, as long as one has not met them
        without one.
    as_of : int, optional
        UTC seconds; what happened later is not counted. By default each row's own ``as_of_s``.
    confidence : float
        Of the intervals.

    Returns
    -------
    frame
        Of the same library; one row a distinct time, the first of them 0.

        ================  =======================================================================
        kind              as given
        days              since the start, to the minute; whole where no more is known
        n                 people in all
        at_risk           those still waited for just before this time
        done              those with whom it was done at this time
        open              those who have waited for so long, and still do
        ended             those for whom nobody waits any more: they answered before a follow-up,
                          or were met without a message
        left_out          people in all with whom it is not known on which day it began, was done or
                          ended; no part of `n`
        share, low, high  how many are done by then; missing while there is nobody
        ================  =======================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds, or the kind is not known.

    Warns
    -----
    DataWarning
        When rows in which something ended before it began are left out.

    Notes
    -----
    `share` is 1 − S(t) of `estimators.kaplan_meier`, those open and ended being censored.

    Examples
    --------
    >>> lag(log.journeys(), kind="thank_you")  # doctest: +SKIP
    """
    import narwhals as nw

    if kind not in _SPANS:
        raise WorkbookError("stats.kind_unknown", kind=str(kind), known=", ".join(get_args(Kind)))
    counts, left_out = _counts(journeys, kind, as_of)
    done, ended = counts.happened[1], counts.happened[2]
    shares = [np.array([math.nan])] * 3
    if counts.n:
        either = waiting.Counts(counts.time, np.array([counts.n_at - done, done]))
        curve = estimators.survival(either, confidence)
        shares = [1 - curve.survival, 1 - curve.high, 1 - curve.low]
    n = np.full(len(counts.time), counts.n)
    out = np.full(len(counts.time), left_out)
    table = [counts.time, n, counts.at_risk, done, counts.happened[0], ended, out, *shares]
    schema = fr.schema("days n at_risk done open ended left_out share low high")
    return fr.result_of(journeys, schema, table, kind=nw.lit(kind))  # type: ignore[no-any-return]


def quantile(lags: Any, share: float = 0.5) -> tuple[float, float, float]:
    """The time by which a share of people is done, read off a table that `lag` returned.

    Parameters
    ----------
    lags : frame
        Of any library.
    share : float
        Between 0 and 1; 0.5 is the median.

    Returns
    -------
    days, low, high : float
        nan where the table does not come that far, and for the interval under 6 people.

    Raises
    ------
    ValueError
        When `share` is no such number.

    Notes
    -----
    The interval holds the times at which the curve's own interval has that share in it (Brookmeyer
    & Crowley 1982, doi:10.2307/2530286).

    Examples
    --------
    >>> quantile(lag(log.journeys(), kind="reply"))  # doctest: +SKIP
    """
    if not 0 < share < 1:
        raise ValueError("share must lie between 0 and 1")
    table = fr.values(lags, "days", "n", "share", "low", "high")
    reached = [
        next(
            (day for day, value in zip(table["days"], table[name], strict=True)
             if value is not None and value >= share - 1e-12),
            math.nan,
        )
        for name in ("share", "high", "low")
    ]  # fmt: skip
    days, low, high = reached
    if not table["n"] or table["n"][0] < estimators.FEWEST_FOR_QUANTILE:
        return days, math.nan, math.nan
    return days, low, high


_ENDED = counting.OTHER
_ENDED_BEFORE = counting.FIRST_PROBLEM + 3


def _counts(journeys: Any, kind: str, as_of: int | None) -> tuple[Counts, int]:
    """How many were done with, ended or are open, by days waited; and how many are left out."""
    table = counting.tally(_spans(journeys, _SPANS[kind], as_of), ("minutes",), _problems(kind))
    minutes, state, people = (table[name].to_numpy() for name in ("minutes", "state", "people"))
    kept = state != counting.LEFT_OUT
    days, state = minutes[kept] / waiting.MINUTES_A_DAY, state[kept] - counting.OPEN
    counts = waiting.tabulate(days, state, 2, people[kept])
    if not len(counts.time) or counts.time[0] > 0:
        nobody = np.zeros((3, 1), dtype=np.int64)
        times = np.append(0.0, counts.time)
        counts = waiting.Counts(times, np.hstack([nobody, counts.happened]))
    return counts, int(people[~kept].sum())


def _problems(kind: str) -> counting.Problems:
    span = _SPANS[kind]
    return {
        counting.BEFORE: ("before", {"column": span.end, "start": span.start}),
        _ENDED_BEFORE: ("before", {"column": span.ended_by, "start": span.start}),
    }


def _spans(journeys: Any, span: _Span, as_of: int | None) -> counting.Rows:
    """One row a person: how long until what."""
    import narwhals as nw

    others = [span.ended_by] if span.ended_by else []
    outcomes = ("bounced",) if span.start == "sent_s" else ()
    needed = [span.start, span.end, *others, "precision"]
    frame = fr.read(journeys, needed, as_of, outcomes=outcomes)
    start, end, until = nw.col(span.start), nw.col(span.end), nw.col("until")
    is_ended, stop = nw.lit(value=False), fr.earlier(end, until)
    if span.ended_by:
        ended = nw.col(span.ended_by)
        is_ended, stop = (ended <= until) & (ended < end), fr.earlier(ended, stop)
    frame = frame.with_columns(is_ended=is_ended, waited=fr.lag_minutes(start, stop))
    is_ended, waited = nw.col("is_ended"), nw.col("waited")
    # Thanks of the meeting's own day are not early.
    early = waited <= -waiting.MINUTES_A_DAY if span.end == "thanked_s" else waited < 0
    outside = start > until
    if outcomes:
        outside |= nw.col("bounced")
    if span.start == "named_s":  # written to, or met, before anybody named them
        outside |= early
    state = counting.Choice(
        (outside, counting.OUT),
        (fr.day_unknown(span.start, span.end, *others), counting.LEFT_OUT),
        (is_ended & early, _ENDED_BEFORE),
        (is_ended, _ENDED),
        (end > until, counting.OPEN),
        (early, counting.BEFORE),
        otherwise=counting.DONE,
    )
    return counting.rows(frame, state=state, minutes=waited.clip(lower_bound=0.0))

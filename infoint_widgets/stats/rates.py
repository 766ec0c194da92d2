"""How many say yes, and how soon; who has not answered yet is never counted as a no."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats import counting, estimators, groups, waiting
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.typing import IntoFrameT

    from infoint_widgets.stats.waiting import Counts

YES, DECLINED = counting.DONE, counting.OTHER
PRIOR_STRENGTH = 8
"""How many people of the pooled rate a group's best guess is mixed with."""

PROBLEMS = {
    counting.BEFORE: ("before", {"column": "decided_s", "start": "sent_s"}),
    counting.UNDATED: ("undated", {"column": "decided_s"}),
    counting.UNKNOWN: ("outcome_unknown", {"column": "outcome"}),
}


def response_rate(
    journeys: IntoFrameT,
    *,
    by: str | None = None,
    within_days: int = 21,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many of the people written to say yes within so many days.

    Parameters
    ----------
    journeys : frame
        One row a person, as ``log.journeys()`` gives it, in any library that narwhals knows.
    by : str, optional
        A column to compare groups by, such as ``"channel"``.
    within_days : int
        Days since the first message.
    as_of : int, optional
        UTC seconds; what happened later is not counted, but a message that is known to have bounced
        stays out. By default each row's own ``as_of_s``.
    confidence : float
        Of the intervals.

    Returns
    -------
    frame
        Of the same library; one row, or one row a group, the largest first.

        ===================  ====================================================================
        *by*                 the group (with `by`)
        within_days          as given
        n                    people written to; not those whose message bounced
        yes, declined        who said so within that time
        open                 asked less long ago, and still without a yes or a no
        undated              yeses and noes of which the day is not known: they count as come as
                             late as can be, at the end of that time or just now
        left_out             people whose first message has no known day; no part of `n`
        rate, low, high      the probability of a yes by then; missing while nobody has been
                             waited for that long
        best_guess           with `by`: the rate, drawn towards that of all
        n_closed, yes_closed people asked at least that long ago, and how many of them said yes
                             within that time
        rate_closed, …       their share, ``low_closed``, ``high_closed``
        ===================  ====================================================================

    Raises
    ------
    WorkbookError
        When a column is missing, holds no seconds, or can't be grouped by.
    ValueError
        When `within_days` or `confidence` is no such number.

    Warns
    -----
    DataWarning
        When rows that can't be true are left out: an answer before its message, a decision without
        its time, an outcome that is not known.

    Notes
    -----
    `rate` is Aalen–Johansen's, a refusal ruling a yes out, with Wilson's interval on the effective
    number of people (`estimators.aalen_johansen`). `best_guess` is (x + 8m) / (n + 8), with x yeses
    of an effective n, and m the rate of all groups together.

    Examples
    --------
    >>> response_rate(log.journeys(), by="channel")  # doctest: +SKIP
    """
    found = _groups(journeys, by, within_days, as_of)
    pooled = _at(found.all.counts, within_days, confidence).rate
    rows = []
    for group in found.each:
        at = _at(group.counts, within_days, confidence)
        closed = estimators.wilson(group.yes_closed, group.n_closed, confidence)
        share = group.yes_closed / group.n_closed if group.n_closed else math.nan
        shrunk = _shrunk(at, pooled)
        rows.append(
            (within_days, group.counts.n, *group.decided, group.open)
            + (group.undated, group.left_out, at.rate, at.low, at.high)
            + (() if by is None else (shrunk,))
            + (group.n_closed, group.yes_closed, share, *closed)
        )
    names = "within_days n yes declined open undated left_out rate low high " + (
        "best_guess " if by is not None else ""
    )
    schema = fr.schema(names + "n_closed yes_closed rate_closed low_closed high_closed")
    return fr.result(journeys, schema, rows, **found.keys)  # type: ignore[no-any-return]


def response_curve(
    journeys: IntoFrameT,
    *,
    by: str | None = None,
    within_days: int = 21,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many say yes, and how soon: the response rate by each day.

    Parameters
    ----------
    journeys, by, within_days, as_of, confidence
        As in `response_rate`; the curve runs to `within_days`.

    Returns
    -------
    frame
        Of the same library; one row a day (and group), from day 0.

        ===============  ========================================================================
        *by*             the group (with `by`)
        day              days since the first message
        n                people written to; not those whose message bounced
        at_risk          those followed up to this day and without a yes or a no before it
        waiting          those without a yes or a no at its end, and followed on
        yes, declined    who had said so by then
        rate, low, high  the probability of a yes by then; missing where nobody is followed so far
        few              whether fewer than 5 are at risk: not to be relied on
        undated          yeses and noes in all of which the day is not known: they stand as late as
                         can be, on the last day or just now
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing, holds no seconds, or can't be grouped by.
    ValueError
        When `within_days` or `confidence` is no such number.

    Examples
    --------
    >>> response_curve(log.journeys())  # doctest: +SKIP
    """
    found = _groups(journeys, by, within_days, as_of)
    days = np.arange(within_days + 1, dtype=float)
    rows = []
    for group in found.each:
        *ends, _ = _at_days(group.counts, days, confidence)
        rows += [(*row, group.undated) for row in groups.each_day(group.counts, days, ends)]
    each_day = np.repeat(np.arange(len(found.each)), within_days + 1).tolist()
    keys = {name: values[each_day] for name, values in found.keys.items()}
    schema = fr.schema("day n at_risk waiting yes declined rate low high few undated")
    return fr.result(journeys, schema, rows, **keys)  # type: ignore[no-any-return]


def of_all(
    journeys: Any, within_days: int, as_of: int | None, confidence: float
) -> tuple[Group, At]:
    """Everybody's counts, and the probability of a yes within so many days."""
    everybody = _groups(journeys, None, within_days, as_of).all
    return everybody, _at(everybody.counts, within_days, confidence)


class Group(NamedTuple):
    counts: Counts
    decided: tuple[int, int]
    open: int
    n_closed: int
    yes_closed: int
    undated: int
    left_out: int


class _Groups(NamedTuple):
    each: list[Group]
    all: Group
    keys: dict[str, nw.Series[Any]]


class At(NamedTuple):
    rate: float
    low: float
    high: float
    n_eff: float


def _groups(journeys: Any, by: str | None, within_days: int, as_of: int | None) -> _Groups:
    table = counting.tally(waits(journeys, by, within_days, as_of), _KEYS[by is None :], PROBLEMS)
    (everybody,) = groups.split(table, None)
    pooled = _group(**everybody.columns)
    if by is None:
        return _Groups([pooled], pooled, {})
    split = [(part, _group(**part.columns)) for part in groups.split(table, by)]
    asked = [(part, group) for part, group in split if group.counts.n]
    asked.sort(key=lambda each: (-each[1].counts.n, each[0].name))
    keys = {by: table["group"][[part.first for part, _ in asked]]}
    return _Groups([group for _, group in asked], pooled, keys)


_KEYS = ("group", "minutes", "long_ago", "is_undated")
_RESERVED = {
    *("within_days", "day", "n", "at_risk", "waiting", "yes", "declined", "open", "few"),
    *("rate", "low", "high", "best_guess", "n_closed", "yes_closed", "undated", "left_out"),
    *("rate_closed", "low_closed", "high_closed"),
}


def waits(
    journeys: Any,
    by: str | None,
    within_days: int,
    as_of: int | None,
    *,
    keep: tuple[str, ...] = (),
) -> counting.Rows:
    """One row a person: how long until what, cut where the time asked about ends."""
    import narwhals as nw

    groups.check(by, within_days, _RESERVED)
    horizon = float(within_days * waiting.MINUTES_A_DAY)
    needed = ["sent_s", "decided_s", "precision", *keep]
    frame = fr.read(journeys, needed, as_of, by=by, outcomes=fr.OUTCOMES)
    sent, decided, until = nw.col("sent_s"), nw.col("decided_s"), nw.col("until")
    waited = fr.lag_minutes(sent, until)
    frame = frame.with_columns(waited=waited).with_columns(
        has_decided=nw.col("yes") | nw.col("declined"),
        # Nothing after the time asked about is told apart, so that the counts stay few.
        followed=nw.col("waited").clip(0.0, horizon),
    )
    has_decided, followed = nw.col("has_decided"), nw.col("followed")
    # A decision on no known day had come at the latest when the time asked about was over.
    undated = has_decided & fr.day_unknown("decided_s")
    lag = nw.when(undated).then(followed).otherwise(fr.lag_minutes(sent, decided))
    frame = frame.with_columns(is_undated=undated, lag=lag)
    lag = nw.col("lag")
    in_time = has_decided & (decided <= until) & (lag <= horizon)
    state = counting.Choice(
        ((sent > until) | nw.col("bounced"), counting.OUT),
        (fr.day_unknown("sent_s"), counting.LEFT_OUT),
        (~(has_decided | nw.col("silent")), counting.UNKNOWN),
        (~has_decided | ((decided > until) & (decided < fr.NEVER)), counting.OPEN),
        (decided == fr.NEVER, counting.UNDATED),
        (lag < 0, counting.BEFORE),
        (lag > horizon, counting.OPEN),
        (nw.col("yes"), YES),
        otherwise=DECLINED,
    )
    keys = ["group"] if by is not None else []
    return counting.rows(
        frame,
        *(*keys, *keep, "is_undated"),
        state=state,
        minutes=nw.when(in_time).then(lag).otherwise(followed),
        long_ago=nw.col("waited") >= horizon,
    )


def _group(*, minutes: Any, state: Any, long_ago: Any, is_undated: Any, people: Any) -> Group:
    left_out = int(people[state == counting.LEFT_OUT].sum())
    kept = state != counting.LEFT_OUT
    minutes, state, people = minutes[kept], state[kept], people[kept]
    long_ago, is_undated = (np.asarray(each, dtype=bool)[kept] for each in (long_ago, is_undated))
    counts = waiting.tabulate(minutes / waiting.MINUTES_A_DAY, state - counting.OPEN, 2, people)
    of = {code: state == code for code in (counting.OPEN, YES, DECLINED)}
    return Group(
        counts,
        (int(people[of[YES]].sum()), int(people[of[DECLINED]].sum())),
        int(people[of[counting.OPEN] & ~long_ago].sum()),
        int(people[long_ago].sum()),
        int(people[of[YES] & long_ago].sum()),
        int(people[is_undated & ~of[counting.OPEN]].sum()),
        left_out,
    )


def _at(counts: Counts, day: float, confidence: float) -> At:
    """The probability of a yes by that day."""
    return At(*(float(end[0]) for end in _at_days(counts, np.array([float(day)]), confidence)))


def _at_days(counts: Counts, days: Any, confidence: float) -> tuple[Any, Any, Any, Any]:
    curve = estimators.incidence(counts, 1, confidence)
    step = np.searchsorted(counts.time, days, side="right") - 1
    before = estimators.wilson(np.zeros(1), np.array([counts.n]), confidence)
    ends = (
        np.append(values, start)[step]  # step -1, before anybody's time, is the one appended
        for values, start in (
            (curve.probability, 0.0),
            (curve.low, before[0]),
            (curve.high, before[1]),
            (curve.n_eff, counts.n),
        )
    )
    known = _followed(counts, days)
    rate, low, high, n_eff = (np.where(known, end, np.nan) for end in ends)
    return rate, low, high, n_eff


def _followed(counts: Counts, days: Any) -> Any:
    """Whether anybody was followed to that day, or everybody has decided."""
    if not counts.n:
        return np.zeros(len(days), dtype=bool)
    return (days <= counts.time[-1]) | (counts.happened[0, -1] == 0)


def _shrunk(at: At, pooled: float) -> float:
    if math.isnan(at.rate):
        return pooled
    return (at.rate * at.n_eff + PRIOR_STRENGTH * pooled) / (at.n_eff + PRIOR_STRENGTH)

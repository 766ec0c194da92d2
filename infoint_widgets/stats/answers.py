"""How many answer at all, whatever they say, and what came after each further message."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats import counting, estimators, groups, waiting
from infoint_widgets.stats import frames as fr

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

    from infoint_widgets.stats.waiting import Counts

MESSAGES = ("sent_s", "sent_2_s", "sent_3_s")

_RESERVED = {
    *("day", "n", "at_risk", "waiting", "answered", "rate", "low", "high", "few"),
    *("undated", "left_out"),
}
_BEFORE = {counting.BEFORE: ("before", {"column": "first_answer_s", "start": "sent_s"})}
_SENT_BEFORE = {
    counting.FIRST_PROBLEM + 2 + at: ("before", {"column": MESSAGES[at], "start": MESSAGES[at - 1]})
    for at in (1, 2)
}
# What became of a message.
_NOT_SENT, _PENDING, _ANSWERED, _LATER, _SILENT, _LEFT_OUT = range(6)


def answer_curve(
    journeys: IntoFrameT,
    *,
    by: str | None = None,
    within_days: int = 21,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many answer at all, and how soon: a yes, a no, a "later" or another name.

    Parameters
    ----------
    journeys, by, within_days, as_of, confidence
        As in `response_rate`; the curve runs to `within_days`.

    Returns
    -------
    frame
        Of the same library; one row a day (and group, the largest first), from day 0.

        ===============  ========================================================================
        *by*             the group (with `by`)
        day              days since the first message
        n                people written to; not those whose message bounced
        at_risk          those followed up to this day and without an answer before it
        waiting          those without an answer at its end, and followed on
        answered         who had answered by then
        rate, low, high  the probability of an answer by then; missing where nobody is followed so
                         far
        few              whether fewer than 5 are at risk: not to be relied on
        undated          answers in all of which the day is not known: they stand as late as can be,
                         on the last day or just now
        left_out         people in all whose first message has no known day; no part of `n`
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing, holds no seconds, or can't be grouped by.
    ValueError
        When `within_days` or `confidence` is no such number.

    Warns
    -----
    DataWarning
        When rows in which an answer came before the message are left out.

    Notes
    -----
    `rate` is 1 − S(t) of `estimators.kaplan_meier`, with Greenwood's variance on the log(−log)
    scale (Kalbfleisch & Prentice 2002, 1.4). That scale ends where nobody or everybody has
    answered; there Wilson's interval on those at risk takes its place.

    Examples
    --------
    >>> answer_curve(log.journeys())  # doctest: +SKIP
    """
    groups.check(by, within_days, _RESERVED)
    table = counting.tally(
        _waits(journeys, by, within_days, as_of), ("group", "minutes", "is_undated")[by is None :],
        _BEFORE,
    )  # fmt: skip
    found = [(group, *_counted(group.columns)) for group in groups.split(table, by)]
    if by is not None:
        found = [each for each in found if each[1].n]
        found.sort(key=lambda each: (-each[1].n, each[0].name))
    days = np.arange(within_days + 1, dtype=float)
    rows = [
        (*row, undated, left_out)
        for _, counts, undated, left_out in found
        for row in groups.each_day(counts, days, _done(counts, days, confidence))
    ]
    first = [group.first for group, *_ in found for _ in range(within_days + 1)]
    keys = {} if by is None else {by: table["group"][first]}
    schema = fr.schema("day n at_risk waiting answered rate low high few undated left_out")
    return fr.result(journeys, schema, rows, **keys)  # type: ignore[no-any-return]


def follow_up_gain(
    journeys: IntoFrameT,
    *,
    within_days: int = 21,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many answered after the first message, the second and the third.

    Parameters
    ----------
    journeys, as_of, confidence
        As in `response_rate`.
    within_days : int
        How long a message is given to be answered, unless one wrote again before.

    Returns
    -------
    frame
        Of the same library; one row a message, up to the last that anybody was sent.

        =====================  ==================================================================
        message                1, 2 or 3
        within_days            as given
        n                      people who were sent it at least that long ago, and had not answered
                               before
        answered               who answered within that time and before the next message; an answer
                               on its very day or minute, whichever is known, counts as before it
        later                  who answered after that time, and before the next message
        pending                who were sent it less long ago; no part of `n`
        left_out               who were sent it, and of whom it is not known on which day something
                               was sent or answered; no part of `n`
        rate, low, high        answered / n with Wilson's interval; missing while n is 0
        total, low_total,      the probability of an answer to any message up to this one; missing
        high_total             while n is 0
        =====================  ==================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds.
    ValueError
        When `within_days` or `confidence` is no such number.

    Warns
    -----
    DataWarning
        When rows that can't be true are left out: an answer before the first message, a message
        before the one that it follows.

    Notes
    -----
    h = answered / n; `total` is 1 − ∏(1 − h) over the messages, which is Kaplan–Meier's with
    messages for time, and its interval as in `answer_curve`. It supposes that those whom one did
    not write to again would have answered as often as those whom one did. What came after a message
    need not have come because of it: nobody knows who would have answered without.

    Examples
    --------
    >>> follow_up_gain(log.journeys())  # doctest: +SKIP
    """
    groups.check(None, within_days, ())
    keys = ("fate_1", "fate_2", "fate_3")
    table = counting.tally(_fates(journeys, within_days, as_of), keys, {**_BEFORE, **_SENT_BEFORE})
    people = table["people"].to_numpy()
    counts = np.zeros((3, 6), dtype=np.int64)
    for at, key in enumerate(keys):
        np.add.at(counts[at], table[key].to_numpy().astype(np.int64), people)
    answered, later = counts[:, _ANSWERED], counts[:, _LATER]
    n = answered + later + counts[:, _SILENT]
    totals = np.full((3, 3), math.nan)
    known = int((n > 0).sum())  # who is among those of a message is among those of the one before
    if known:
        on = np.append(n[1:known], 0)
        happened = np.array([n[:known] - answered[:known] - on, answered[:known]])
        messages = np.arange(1.0, known + 1)
        by_then = _done(waiting.Counts(messages, happened), messages, confidence)
        totals[:known] = np.column_stack(by_then)
    low, high = estimators.wilson(answered, n, confidence)
    rate = np.divide(answered, n, out=np.full(3, math.nan), where=n > 0)
    columns = [np.arange(1, 4), np.full(3, within_days), n, answered, later]
    columns += [counts[:, _PENDING], counts[:, _LEFT_OUT], rate, low, high, *totals.T]
    last = max(np.flatnonzero(counts[:, _PENDING:].sum(axis=1)), default=0)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))[: last + 1]
    names = "message within_days n answered later pending left_out rate low high total "
    schema = fr.schema(names + "low_total high_total")
    return fr.result(journeys, schema, rows)  # type: ignore[no-any-return]


class _Done(NamedTuple):
    share: Any
    low: Any
    high: Any


def _waits(journeys: Any, by: str | None, within_days: int, as_of: int | None) -> counting.Rows:
    """One row a person: how long until the answer, cut where the time asked about ends."""
    import narwhals as nw

    horizon = float(within_days * waiting.MINUTES_A_DAY)
    needed = ["sent_s", "first_answer_s", "precision"]
    frame = fr.read(journeys, needed, as_of, by=by, outcomes=("bounced",))
    sent, answer, until = nw.col("sent_s"), nw.col("first_answer_s"), nw.col("until")
    has_answered = answer <= until
    # An answer on no known day had come at the latest when the time asked about was over.
    undated = has_answered & fr.day_unknown("first_answer_s")
    followed = fr.lag_minutes(sent, until).clip(0.0, horizon)
    frame = frame.with_columns(is_undated=undated, followed=followed)
    lag = nw.when(undated).then(nw.col("followed")).otherwise(fr.lag_minutes(sent, answer))
    frame, lag = frame.with_columns(lag=lag), nw.col("lag")
    state = counting.Choice(
        (_outside(), counting.OUT),
        (fr.day_unknown("sent_s"), counting.LEFT_OUT),
        (~has_answered, counting.OPEN),
        (lag < 0, counting.BEFORE),
        (lag > horizon, counting.OPEN),
        otherwise=counting.DONE,
    )
    in_time = has_answered & (lag <= horizon)
    minutes = nw.when(in_time).then(lag).otherwise(nw.col("followed"))
    keys = ["group"] if by is not None else []
    return counting.rows(frame, *keys, "is_undated", state=state, minutes=minutes)


def _outside() -> Any:
    import narwhals as nw

    return (nw.col("sent_s") > nw.col("until")) | nw.col("bounced")


def _counted(table: dict[str, Any]) -> tuple[Counts, int, int]:
    """Who answered and who is open, by days; the undated answers; who is left out."""
    kept = table["state"] != counting.LEFT_OUT
    minutes, state, people = (table[name][kept] for name in ("minutes", "state", "people"))
    counts = waiting.tabulate(minutes / waiting.MINUTES_A_DAY, state - counting.OPEN, 1, people)
    undated = np.asarray(table["is_undated"], dtype=bool)[kept] & (state == counting.DONE)
    return counts, int(people[undated].sum()), int(table["people"][~kept].sum())


def _done(counts: Counts, times: Any, confidence: float) -> _Done:
    """The probability of an answer by each of these times, with its interval."""
    curve = estimators.survival(counts, confidence)
    step = np.searchsorted(counts.time, times, side="right") - 1
    gone = np.append(0, np.cumsum(counts.n_at))[np.searchsorted(counts.time, times, side="left")]
    at_risk = counts.n - gone
    # Step -1, before anybody's time, is the one appended.
    left, least, most = (
        np.append(line, 1.0)[step] for line in (curve.survival, curve.low, curve.high)
    )
    left = np.where(left > 1e-12, left, 0.0)
    _, none_of = estimators.wilson(np.zeros(len(times)), at_risk, confidence)
    high = np.where(left == 1, none_of, 1 - least)
    # After the time before at most `most` were left, and then all of those at risk answered.
    last = np.append(curve.at_risk, counts.n)[step]
    all_of, _ = estimators.wilson(last, last, confidence)
    low = np.where(left == 0, 1 - most * (1 - all_of), 1 - most)
    known = (at_risk > 0) | (left == 0)
    return _Done(*(np.where(known, end, math.nan) for end in (1 - left, low, high)))


def _fates(journeys: Any, within_days: int, as_of: int | None) -> counting.Rows:
    """One row a person: what became of each message."""
    import narwhals as nw

    horizon = float(within_days * waiting.MINUTES_A_DAY)
    needed = [*MESSAGES, "first_answer_s", "precision"]
    frame = fr.read(journeys, needed, as_of, outcomes=("bounced",))
    until, answer = nw.col("until"), nw.col("first_answer_s")
    has_answered = answer <= until
    sent = [nw.col(name) <= until for name in MESSAGES]
    # An answer of an unknown day can't be told to come after one of several messages.
    undated = fr.day_unknown("first_answer_s") & has_answered
    left_out = fr.day_unknown(*MESSAGES) | (undated & sent[1])
    lags = [fr.lag_minutes(nw.col(name), answer) for name in MESSAGES]
    # What came on the very day or minute of a message is no answer to it, but for the first.
    answered_by = [nw.lit(value=False), *(has_answered & (lag <= 0) for lag in lags[1:])]
    fates: dict[str, counting.Choice] = {}
    for at, name in enumerate(MESSAGES):
        before_next = has_answered
        if at + 1 < len(MESSAGES):
            before_next = has_answered & (~sent[at + 1] | (lags[at + 1] <= 0))
        fates[f"fate_{at + 1}"] = counting.Choice(
            (~sent[at], _NOT_SENT),
            (left_out, _LEFT_OUT),
            (answered_by[at], _NOT_SENT),
            (fr.lag_minutes(nw.col(name), until) < horizon, _PENDING),
            (before_next & (undated | (lags[at] <= horizon)), _ANSWERED),
            (before_next, _LATER),
            otherwise=_SILENT,
        )
    state = counting.Choice(
        (_outside(), counting.OUT),
        (left_out, counting.DONE),
        (has_answered & ~undated & (lags[0] < 0), counting.BEFORE),
        *(
            (sent[at] & (fr.lag_minutes(nw.col(MESSAGES[at - 1]), nw.col(MESSAGES[at])) < 0),
             counting.FIRST_PROBLEM + 2 + at)
            for at in (1, 2)
        ),
        otherwise=counting.DONE,
    )  # fmt: skip
    return counting.rows(frame, state=state, **fates)

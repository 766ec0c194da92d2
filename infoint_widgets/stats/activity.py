"""What one does in a week, beside the goal that one has set oneself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from infoint_widgets.stats import counting
from infoint_widgets.stats import frames as fr
from infoint_widgets.stats.growth import newest, periods
from infoint_widgets.stats.parts import Frame, collected
from infoint_widgets.stats.pooled import of_one_log

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd
    from narwhals.typing import IntoFrameT

_WEEK = "1w"
_MONDAY_TO_SUNDAY = "W-SUN"


def activity(journeys: IntoFrameT, *, goal: int = 0, as_of: int | None = None) -> IntoFrameT:
    """How many new people one writes to, and how many one meets, week by week.

    Parameters
    ----------
    journeys : frame
        One row a person, as ``log.journeys()`` gives it, in any library that narwhals knows.
    goal : int
        How many new people one wants to write to in a week, as ``log.weekly_goal`` says; 0 is no
        goal.
    as_of : int, optional
        UTC seconds; what happened later is not counted. By default each row's own ``as_of_s``.

    Returns
    -------
    frame
        Of the same library; one row a week, from the first message or meeting to the week of the
        newest ``as_of_s``, those without either included.

        ========  ===============================================================================
        start     the week's Monday
        n         people who got their first message in that week; not those whose message bounced
        met       people met for the first time
        goal      as given
        running   whether the week is not over yet
        left_out  people in all whose message or meeting has no known day; it is in no week
        ========  ===============================================================================

    Raises
    ------
    WorkbookError
        When a column is missing, or holds no seconds or days.
    ValueError
        When the goal is below 0.

    Warns
    -----
    DataWarning
        When people are left out of whose message or meeting the moment is there, but not the day.

    Examples
    --------
    >>> activity(log.journeys(), goal=log.weekly_goal)  # doctest: +SKIP
    """
    import narwhals as nw

    of_one_log(journeys, "activity")
    fr.check_whole("goal", goal)
    needed = ["sent_s", "sent_day", "meeting_s", "met_day"]
    frame = fr.read(journeys, needed, as_of, outcomes=("bounced",))
    until = nw.col("until")
    is_written = (nw.col("sent_s") <= until) & ~nw.col("bounced")
    is_met = nw.col("meeting_s") <= until
    written = _by_week(frame, is_written, "sent_s", "sent_day")
    met = _by_week(frame, is_met, "meeting_s", "met_day")
    undated = (is_written & fr.day_unknown("sent_s")) | (is_met & fr.day_unknown("meeting_s"))
    left_out = int(collected(frame.filter(undated).select(n=nw.len()))["n"].to_list()[0])
    weeks = periods(written.keys() | met.keys(), frame, _WEEK)
    schema = fr.schema("start n met goal running left_out")
    if not weeks:
        return fr.result(journeys, schema, [])  # type: ignore[no-any-return]
    starts = [week.start_time.to_pydatetime() for week in weeks]
    today = newest(frame)
    rows = [
        (
            start,
            written.get(week, 0),
            met.get(week, 0),
            goal,
            start + timedelta(7) > today,
            left_out,
        )
        for week, start in zip(weeks, starts, strict=True)
    ]
    return fr.result(journeys, schema, rows)  # type: ignore[no-any-return]


def _by_week(frame: Frame, happened: nw.Expr, moment: str, day: str) -> dict[pd.Period, int]:
    """How many people had their moment in which week; a day that is only a guess is in none."""
    import narwhals as nw
    import pandas as pd

    state = counting.Choice(
        (~happened, counting.OUT),
        (fr.day_unknown(moment), counting.LEFT_OUT),
        (nw.col(day).is_null(), counting.UNDATED),
        otherwise=counting.DONE,
    )
    problems = {counting.UNDATED: ("day_missing", {"column": day})}
    table = counting.tally(counting.rows(frame, day, state=state), (day,), problems)
    weeks: dict[Any, int] = {}
    known = table.filter(nw.col("state") == counting.DONE).select(day, "people")
    for of, people in known.iter_rows():
        week = pd.Period(of, _MONDAY_TO_SUNDAY)
        weeks[week] = weeks.get(week, 0) + int(people)
    return weeks

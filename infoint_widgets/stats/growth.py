"""How the network grows, and how many introductions away from one's own outreach people are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, get_args

from infoint_widgets.errors import WorkbookError
from infoint_widgets.stats import counting
from infoint_widgets.stats import frames as fr
from infoint_widgets.stats.parts import Frame, collected

if TYPE_CHECKING:
    import pandas as pd
    from narwhals.typing import IntoFrameT

Every = Literal["1w", "1mo", "1q", "1y"]
_PERIODS = {"1w": "W-SUN", "1mo": "M", "1q": "Q", "1y": "Y"}
_PROBLEMS = {
    counting.UNKNOWN: ("in_circle", {"column": "referred_by"}),
    counting.UNDATED: ("day_missing", {"column": "met_day"}),
}


def network_growth(
    journeys: IntoFrameT, *, every: Every = "1mo", as_of: int | None = None
) -> IntoFrameT:
    """How many people one has met, over time and by generation.

    Parameters
    ----------
    journeys : frame
        One row a person, as ``log.journeys()`` gives it, in any library that narwhals knows.
    every : {"1w", "1mo", "1q", "1y"}
        The length of a period: a week from Monday, a month, a quarter or a year.
    as_of : int, optional
        UTC seconds; what happened later is not counted. By default each row's own ``as_of_s``.

    Returns
    -------
    frame
        Of the same library; one row a period and generation, from the first meeting to the period
        of the newest ``as_of_s``, those in which nobody was met included.

        ==========  =============================================================================
        start       first day of the period
        generation  introductions between one's own outreach and the person: 0, 1, 2, …
        new         people met for the first time in the period
        n           people met by its end
        ==========  =============================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds, or the period is not known.

    Warns
    -----
    DataWarning
        When people are left out who are said to have named each other in a circle, or who were met
        on no day.

    Examples
    --------
    >>> network_growth(log.journeys())  # doctest: +SKIP
    """
    import narwhals as nw
    import pandas as pd

    if every not in _PERIODS:
        known = ", ".join(get_args(Every))
        raise WorkbookError("stats.every_unknown", every=str(every), known=known)
    frame = fr.read(journeys, ["meeting_s", "met_day", "generation"], as_of)
    met, generation = nw.col("meeting_s") <= nw.col("until"), nw.col("generation")
    state = counting.Choice(
        (~met, counting.OUT),
        (generation.is_null(), counting.UNKNOWN),
        (nw.col("met_day").is_null(), counting.UNDATED),
        otherwise=counting.DONE,
    )
    rows = counting.rows(frame, "met_day", "generation", state=state)
    table = counting.tally(rows, ("met_day", "generation"), _PROBLEMS)
    new: dict[tuple[pd.Period, int], int] = {}
    for day, of, people in table.select("met_day", "generation", "people").iter_rows():
        at = (pd.Period(day, _PERIODS[every]), int(of))
        new[at] = new.get(at, 0) + int(people)
    steps = sorted({of for _, of in new})
    n = dict.fromkeys(steps, 0)
    growth = []
    for period in periods({period for period, _ in new}, frame, every):
        for of in steps:
            came = new.get((period, of), 0)
            n[of] += came
            growth.append((period.start_time.to_pydatetime(), of, came, n[of]))
    return fr.result(journeys, fr.schema("start generation new n"), growth)  # type: ignore[no-any-return]


def generations(journeys: IntoFrameT, *, as_of: int | None = None) -> IntoFrameT:
    """How many people there are at each distance from one's own outreach, and how far they came.

    Parameters
    ----------
    journeys : frame
        As in `network_growth`.
    as_of : int, optional
        UTC seconds; who was written to or met later is not counted as that. Who there is, and whom
        they named, is as the frame has it. By default each row's own ``as_of_s``.

    Returns
    -------
    frame
        Of the same library, one row a generation.

        ==========  =============================================================================
        generation  introductions between one's own outreach and the person: 0, 1, 2, …
        n           people one would like to meet
        written     how many of them one has written to
        met         how many one has met
        referrals   people whom they named, whether or not one has chosen to meet these
        ==========  =============================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds.

    Warns
    -----
    DataWarning
        When people are left out who are said to have named each other in a circle.

    Examples
    --------
    >>> generations(log.journeys())  # doctest: +SKIP
    """
    import narwhals as nw

    frame = fr.read(journeys, ["sent_s", "meeting_s", "generation", "referrals"], as_of)
    until = nw.col("until")
    rows = counting.rows(
        frame,
        nw.col("generation"),
        nw.col("referrals").fill_null(0),
        written=nw.col("sent_s") <= until,
        met=nw.col("meeting_s") <= until,
        state=counting.Choice(
            (nw.col("generation").is_null(), counting.UNKNOWN), otherwise=counting.DONE
        ),
    )
    table = counting.tally(rows, ("generation", "written", "met", "referrals"), _PROBLEMS)
    totals: dict[int, list[int]] = {}
    for generation, written, met, referrals, people in table.select(
        "generation", "written", "met", "referrals", "people"
    ).iter_rows():
        row = totals.setdefault(int(generation), [0, 0, 0, 0])
        for at, count in enumerate((1, bool(written), bool(met), int(referrals))):
            row[at] += int(people) * count
    steps = [(generation, *totals[generation]) for generation in sorted(totals)]
    return fr.result(journeys, fr.schema("generation n written met referrals"), steps)  # type: ignore[no-any-return]


def periods(found: Collection[pd.Period], frame: Frame, every: str) -> list[pd.Period]:
    """All periods from the first on to that of the day up to which the journeys are seen."""
    import pandas as pd

    if not found:
        return []
    last = pd.Period(newest(frame).date(), _PERIODS[every])
    # East of Greenwich it may be the next day already.
    return list(pd.period_range(min(found), max(*found, last)))


def newest(frame: Frame) -> datetime:
    """The moment up to which the journeys are seen, in UTC."""
    import narwhals as nw

    until = max(collected(frame.select(nw.col("until").max()))["until"].to_list())
    return datetime.fromtimestamp(until, UTC).replace(tzinfo=None)

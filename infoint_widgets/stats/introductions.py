"""What conversations lead to: how many names they give, and who led to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from infoint_widgets.stats import counting, means
from infoint_widgets.stats import frames as fr
from infoint_widgets.stats.parts import collected
from infoint_widgets.stats.pooled import of_one_log

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.typing import IntoFrameT

_PENDING = counting.OPEN
_WRONG_COUNT = {counting.UNKNOWN: ("count_wrong", {"column": "referrals"})}
_TWICE, _ORPHAN = counting.FIRST_PROBLEM + 3, counting.FIRST_PROBLEM + 4
_WRONG_LINKS = {
    _TWICE: ("twice", {"column": "contact_id"}),
    counting.UNKNOWN: ("in_circle", {"column": "referred_by"}),
    _ORPHAN: ("orphan", {"column": "referred_by"}),
}


def referrals_per_interview(
    journeys: IntoFrameT,
    *,
    after_days: int = 60,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many people one is told of in a conversation, once there was time for it.

    Parameters
    ----------
    journeys : frame
        One row a person, as ``log.journeys()`` gives it, in any library that narwhals knows.
    after_days : int
        Who was met less long ago than this may still name somebody, and is not counted yet.
    as_of : int, optional
        UTC seconds; who was met later is not counted. Whom people named is as the frame has it. By
        default each row's own ``as_of_s``.
    confidence : float
        Of the interval.

    Returns
    -------
    frame
        Of the same library, one row.

        ===============  ========================================================================
        after_days       as given
        n                people met at least that long ago
        named            people whom they named, whether or not one has chosen to meet these
        nobody           how many of the `n` named nobody
        pending          people met less long ago; no part of `n`
        left_out         people met on a day that is not known; no part of `n`
        mean, low, high  named / n with its interval; missing while n is 0
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing, or holds no seconds or counts.
    ValueError
        When `after_days` or `confidence` is no such number.

    Warns
    -----
    DataWarning
        When people are left out whose ``referrals`` is missing or no count.

    Notes
    -----
    The interval is that of `estimators.mean_offspring`, a little optimistic under 15 people.

    Examples
    --------
    >>> referrals_per_interview(log.journeys())  # doctest: +SKIP
    """
    import narwhals as nw

    fr.check_whole("after_days", after_days)
    frame = fr.read(journeys, ["meeting_s", "referrals"], as_of)
    met, named = nw.col("meeting_s"), nw.col("referrals")
    state = counting.Choice(
        (met > nw.col("until"), counting.OUT),
        (fr.day_unknown("meeting_s"), counting.LEFT_OUT),
        (met + after_days * fr.DAY > nw.col("until"), _PENDING),
        (named.is_null(), counting.UNKNOWN),
        ((named < 0) | (named != named.floor()), counting.UNKNOWN),
        otherwise=counting.DONE,
    )
    table = counting.tally(
        counting.rows(frame, "referrals", state=state), ("referrals",), _WRONG_COUNT
    )
    of_table, people = table["state"].to_numpy(), table["people"].to_numpy()
    counted = of_table == counting.DONE
    values = np.nan_to_num(table["referrals"].to_numpy().astype(float))[counted]
    totals = [
        int(people[of_table == one].sum()) for one in (counting.DONE, _PENDING, counting.LEFT_OUT)
    ]
    n, pending, left_out = totals
    sums = int((values * people[counted]).sum()), int(people[counted][values == 0].sum())
    mean = means.mean_of(values, people[counted], confidence)
    schema = fr.schema("after_days n named nobody pending left_out mean low high")
    row = (after_days, n, *sums, pending, left_out, *mean)
    return fr.result(journeys, schema, [row])  # type: ignore[no-any-return]


def who_led_to_whom(journeys: IntoFrameT, *, as_of: int | None = None) -> IntoFrameT:
    """Who named whom, in the order of a tree: everybody is followed by those they led to.

    Parameters
    ----------
    journeys : frame
        As in `referrals_per_interview`. Without a column ``name`` everybody is nameless, and is
        only counted in the figure.
    as_of : int, optional
        UTC seconds; who was met later is not counted as met. Who there is, and who named them, is
        as the frame has it. By default each row's own ``as_of_s``.

    Returns
    -------
    frame
        Of the same library; one row a person, those who led to most people first.

        ===========  ============================================================================
        contact_id   the person
        name         their name
        referred_by  the ``contact_id`` of whoever named them; missing for one's own outreach
        name_use     whether one may say who named them: ``granted``, ``denied``, ``not_asked``
        generation   introductions between one's own outreach and the person: 0, 1, 2, …
        met          whether one has met them
        led_to       people whom they named, and whom one would like to meet
        n            people who came through them in all, those included whom these named in turn
        orphan       whether whoever named them is not in the frame; they count as 1 introduction
                     away
        ===========  ============================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds, or the journeys are a pool's.

    Warns
    -----
    DataWarning
        When people are left out who are said to have named each other in a circle, or who are there
        twice; and when whoever named somebody is not in the frame.

    Examples
    --------
    >>> who_led_to_whom(log.journeys())  # doctest: +SKIP
    """
    import narwhals as nw

    of_one_log(journeys, "who_led_to_whom")
    there = fr.columns(journeys)
    needed = ["contact_id", "referred_by", "name_use", *(["name"] if "name" in there else [])]
    frame = fr.read(journeys, [*needed, "meeting_s"], as_of)
    if "name" not in there:
        frame = frame.with_columns(name=nw.lit(None).cast(nw.String))
    people = collected(
        frame.select(
            *("contact_id", "name", "referred_by", "name_use"),
            met=nw.col("meeting_s") <= nw.col("until"),
        )
    )
    links = _links(people)
    counting.warn_of_states(links.state, _WRONG_LINKS)
    return _in_order(journeys, people, links)  # type: ignore[no-any-return]


class _Links(NamedTuple):
    """Of each row: the row of whoever named them, -1 for none, how far away it is, what it is."""

    parent: Any
    generation: Any
    state: Any


def _links(people: nw.DataFrame[Any]) -> _Links:
    import pandas as pd

    ids, referrers = (people[name].to_numpy() for name in ("contact_id", "referred_by"))
    known, named = (~people[name].is_null().to_numpy() for name in ("contact_id", "referred_by"))
    twice = known & pd.Series(ids, dtype=object).duplicated().to_numpy()
    parent = np.full(len(ids), -1)
    rows = np.flatnonzero(known & ~twice)
    found = pd.Index(ids[rows], dtype=object).get_indexer(pd.Index(referrers[named], dtype=object))
    parent[named] = np.append(rows, -1)[found]
    # Each round looks twice as far up: in the end only who goes in a circle has not arrived.
    generation, above = named.astype(np.int64), parent.copy()
    for _ in range(len(ids).bit_length()):
        way = above >= 0
        generation[way] += generation[above[way]]
        above[way] = above[above[way]]
    orphan = named & (parent < 0)
    state = np.select(
        [twice, above >= 0, orphan], [_TWICE, counting.UNKNOWN, _ORPHAN], counting.DONE
    )
    return _Links(parent, generation, state)


def _in_order(like: Any, people: nw.DataFrame[Any], links: _Links) -> Any:
    """The people with their places in the tree, those left out who have none."""
    import narwhals as nw

    kept = np.flatnonzero((links.state == counting.DONE) | (links.state == _ORPHAN))
    led_to = np.bincount(links.parent[kept] + 1, minlength=len(links.parent) + 1)[1:]
    place, n = _places(links.parent, _levels(kept, links.generation[kept]))
    order = kept[np.argsort(place[kept])]
    keys = ("contact_id", "name", "referred_by", "name_use")
    columns = [
        each[order].tolist()
        for each in (links.generation, people["met"].to_numpy(), led_to, n, links.state == _ORPHAN)
    ]
    schema = {**fr.schema("generation met led_to n orphan"), "met": nw.Boolean}
    in_order = people[order.tolist()]
    return fr.result_of(like, schema, columns, **{key: in_order[key] for key in keys})


def _levels(rows: Any, generation: Any) -> list[Any]:
    """The rows of each generation, from one's own outreach on."""
    by_step = rows[np.argsort(generation, kind="stable")]
    return np.split(by_step, np.cumsum(np.bincount(generation))[:-1])


def _places(parent: Any, levels: list[Any]) -> tuple[Any, Any]:
    """Each row's place in the tree, where parents stand before theirs; how many are below it."""
    n = np.zeros(len(parent), dtype=np.int64)
    for rows in reversed(levels):
        below = rows[parent[rows] >= 0]
        np.add.at(n, parent[below], n[below] + 1)
    place = np.zeros(len(parent), dtype=np.int64)
    roots = np.concatenate([rows[parent[rows] < 0] for rows in levels])
    for rows in (roots, *(rows[parent[rows] >= 0] for rows in levels)):
        if not len(rows):
            continue
        siblings = rows[np.lexsort((rows, -n[rows], parent[rows]))]
        above, before = parent[siblings], np.cumsum(n[siblings] + 1) - n[siblings] - 1
        first = np.searchsorted(above, above)
        start = np.where(above >= 0, place[above] + 1, 0)
        place[siblings] = start + before - before[first]
    return place, n

"""How far apart two groups' rates are, and how far they plausibly may be."""

from __future__ import annotations

import math
from typing import Any

from infoint_widgets.stats import frames as fr
from infoint_widgets.stats.proportions import newcombe


def difference(rates: Any, one: int = 0, other: int = 1) -> tuple[float, float, float]:
    """The difference of two groups' rates, read off a table that `response_rate` returned.

    Parameters
    ----------
    rates : frame
        Of any library, one row a group.
    one, other : int
        The rows of the two groups.

    Returns
    -------
    difference, low, high : float
        The rate of one minus that of the other, from −1 to 1; nan where one of them is not known.

    Notes
    -----
    The interval is that of `estimators.newcombe_difference`, from the two intervals in the table.

    Examples
    --------
    >>> difference(response_rate(log.journeys(), by="language"))  # doctest: +SKIP
    """
    ends = [*zip(*fr.values(rates, "rate", "low", "high").values(), strict=True)]
    first, second = ends[one], ends[other]
    if None in (*first, *second):
        return math.nan, math.nan, math.nan
    return first[0] - second[0], *newcombe(first, second)

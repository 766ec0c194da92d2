"""How far apart two groups' rates are, and how far they plausibly may be."""

from __future__ import annotations

import math
from typing import Any

from infoint_widgets.stats import frames as fr


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
    Newcombe's hybrid score interval (his method 10) from the two Wilson intervals (l, u):
    d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), with d = p₁ − p₂. Newcombe
    1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.

    Examples
    --------
    >>> difference(response_rate(log.journeys(), by="language"))  # doctest: +SKIP
    """
    table = fr.values(rates, "rate", "low", "high")
    ends = [table[name][row] for row in (one, other) for name in ("rate", "low", "high")]
    if None in ends:
        return math.nan, math.nan, math.nan
    rate_1, low_1, high_1, rate_2, low_2, high_2 = ends
    apart = rate_1 - rate_2
    low = apart - math.hypot(rate_1 - low_1, high_2 - rate_2)
    high = apart + math.hypot(high_1 - rate_1, rate_2 - low_2)
    return apart, low, high

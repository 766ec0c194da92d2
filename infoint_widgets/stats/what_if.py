"""How many messages it takes, going by one's own rate and by how little is known of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from infoint_widgets.stats import frames as fr
from infoint_widgets.stats import rates
from infoint_widgets.stats.pooled import of_one_log

if TYPE_CHECKING:
    from narwhals.typing import IntoFrameT

MOST_MESSAGES = 1000
"""What takes more is not worth a number."""
_PRIOR = 0.5


def messages_needed(
    journeys: IntoFrameT,
    *,
    interviews: int = 5,
    certainty: float = 0.8,
    within_days: int = 21,
    as_of: int | None = None,
    confidence: float = 0.95,
) -> IntoFrameT:
    """How many people to write to, for so many to say yes to a conversation.

    Parameters
    ----------
    journeys, within_days, as_of
        As in `response_rate`.
    interviews : int
        The most conversations that are asked about; the fewest are 1.
    certainty : float
        How probable it is to be that so many messages are enough.
    confidence : float
        Of the rate whose ends `low` and `high` go by.

    Returns
    -------
    frame
        Of the same library; one row a number of conversations, from 1 to `interviews`.

        ===============  ========================================================================
        interviews       conversations agreed on
        certainty        as given
        within_days      as given
        n                people written to so far; not those whose message bounced
        yes              how many of them said yes within that time
        messages         how many it takes; missing while there is no rate, and above 1,000
        low, high        how many it would take if the true rate were at the upper, or at the lower
                         end of its interval; missing above 1,000
        ===============  ========================================================================

    Raises
    ------
    WorkbookError
        When a column is missing or holds no seconds, or the journeys are a pool's.
    ValueError
        When `interviews`, `certainty`, `within_days` or `confidence` is no such number.

    Notes
    -----
    The rate p is `response_rate`'s, from x = p·n yeses of an effective n. With Jeffreys' prior,
    Beta(½, ½), one's own rate has the posterior Beta(x + ½, n − x + ½) (Brown, Cai & DasGupta 2001,
    doi:10.1214/ss/1009213286). The yeses among m further messages are then beta-binomial (Johnson,
    Kemp & Kotz 2005, Univariate Discrete Distributions, 6.2.2), a = x + ½, b = n − x + ½:
    P(j of m) = C(m, j) B(a + j, b + m − j) / B(a, b). `messages` is the smallest m with
    P(at least k of m) ≥ certainty; `low` and `high` are the same for a binomial. Supposed is that
    the people still to be asked are like those asked so far.

    Examples
    --------
    >>> messages_needed(log.journeys(), interviews=3)  # doctest: +SKIP
    """
    of_one_log(journeys, "messages_needed")
    fr.check_whole("interviews", interviews, least=1)
    if not 0 < certainty < 1:
        raise ValueError("certainty must lie between 0 and 1")
    everybody, at = rates.of_all(journeys, within_days, as_of, confidence)
    needed = [[math.nan] * interviews] * 3
    if at.rate == at.rate:
        yeses = at.rate * at.n_eff
        posterior = _beta_binomial(yeses + _PRIOR, at.n_eff - yeses + _PRIOR, interviews)
        for_sure = (_binomial(end, interviews) for end in (at.high, at.low))
        needed = [_smallest(chances, certainty) for chances in (posterior, *for_sure)]
    asked = (certainty, within_days, everybody.counts.n, everybody.decided[0])
    rows = [(k + 1, *asked, *(of[k] for of in needed)) for k in range(interviews)]
    schema = fr.schema("interviews certainty within_days n yes messages low high")
    return fr.result(journeys, schema, rows)  # type: ignore[no-any-return]


def _smallest(chances: Any, certainty: float) -> list[float]:
    """For each number of yeses the fewest messages of which so many come with that certainty.

    `chances` has a row for each number of yeses below the most that are asked about, and a column
    for each number of messages: the probability of exactly so many.
    """
    enough = 1 - np.cumsum(chances, axis=0) >= certainty - 1e-12
    return [int(np.argmax(row)) if row.any() else math.nan for row in enough]


def _beta_binomial(a: float, b: float, below: int) -> Any:
    m = np.arange(MOST_MESSAGES + 1)
    rising = {base: _rising(base) for base in (a, b, a + b)}
    return np.vstack(
        [
            np.where(
                m >= j,
                np.exp(
                    _choose(j) + rising[a][j] + rising[b][np.maximum(m - j, 0)] - rising[a + b][m]
                ),
                0.0,
            )
            for j in range(below)
        ]
    )


def _binomial(p: float, below: int) -> Any:
    m = np.arange(MOST_MESSAGES + 1)
    return np.vstack(
        [
            np.where(m >= j, np.exp(_choose(j)) * p**j * (1 - p) ** np.maximum(m - j, 0), 0.0)
            for j in range(below)
        ]
    )


def _choose(j: int) -> Any:
    """The logarithm of m over j, for each m."""
    factorial = _rising(1.0)
    m = np.arange(MOST_MESSAGES + 1)
    return factorial[m] - factorial[j] - factorial[np.maximum(m - j, 0)]


def _rising(base: float) -> Any:
    """The logarithm of base · (base + 1) · … of so many factors: of Γ(base + m) / Γ(base)."""
    return np.append(0.0, np.cumsum(np.log(base + np.arange(MOST_MESSAGES))))

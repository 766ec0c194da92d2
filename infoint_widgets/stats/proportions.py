"""Shares of people and how they differ, and how many people each one leads to."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def wilson(successes: Any, n: Any, confidence: float = 0.95) -> tuple[Any, Any]:
    """Wilson's score interval for a proportion.

    Parameters
    ----------
    successes, n : float or array_like
        Counts; they need not be whole, as an effective number of people is not.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    low, high : float or ndarray
        The interval's ends, from 0 to 1; nan where `n` is 0.

    Raises
    ------
    ValueError
        When there are more successes than tries, or fewer than none, or a number is missing.

    Notes
    -----
    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), with p = successes / n.
    Wilson 1927, doi:10.2307/2276774; Newcombe 1998,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.

    Examples
    --------
    >>> low, high = wilson(13, 31)
    >>> round(low, 3), round(high, 3)
    (0.264, 0.592)
    """
    x, tries = numbers(successes, "successes"), numbers(n, "n")
    # An effective number is a quotient: give rounding its due, and refuse the rest.
    if not np.all((x >= 0) & (x <= tries * (1 + 1e-9))):
        raise ValueError("successes must lie between 0 and n")
    z = normal_quantile(confidence)
    with np.errstate(invalid="ignore", divide="ignore"):
        p, spread = np.minimum(x / tries, 1.0), z**2 / tries
        half = np.sqrt(spread * (p * (1 - p) + spread / 4))
        # Of yeses as of noes, so that none and all are exactly 0 and 1.
        low, rest = (
            np.maximum((share + spread / 2 - half) / (1 + spread), 0.0) for share in (p, 1 - p)
        )
        high = 1 - rest
    return (float(low), float(high)) if low.ndim == 0 else (low, high)


def newcombe_difference(
    x1: Any, n1: Any, x2: Any, n2: Any, confidence: float = 0.95
) -> tuple[Any, Any]:
    """Newcombe's interval for how much larger one share is than another, of different people.

    Parameters
    ----------
    x1, n1, x2, n2 : float or array_like
        Successes and tries of the one and of the other, as `wilson` takes them.
    confidence : float
        Between 0 and 1.

    Returns
    -------
    low, high : float or ndarray
        The interval's ends, from −1 to 1, for x1/n1 − x2/n2; nan where a number of tries is 0.

    Raises
    ------
    ValueError
        As `wilson`.

    Notes
    -----
    d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²), with d = p₁ − p₂, and l, u the
    ends of Wilson's intervals: method 10 of Newcombe 1998,
    doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.

    Examples
    --------
    >>> low, high = newcombe_difference(56, 70, 48, 80)
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    return newcombe(
        (_share(x1, n1), *wilson(x1, n1, confidence)), (_share(x2, n2), *wilson(x2, n2, confidence))
    )


def newcombe(one: tuple[Any, Any, Any], other: tuple[Any, Any, Any]) -> tuple[Any, Any]:
    """`newcombe_difference` of two shares that are there with their intervals: (p, low, high)."""
    (p1, low1, high1), (p2, low2, high2) = one, other
    low = np.clip(p1 - p2 - np.hypot(p1 - low1, high2 - p2), -1, 1)
    high = np.clip(p1 - p2 + np.hypot(high1 - p1, p2 - low2), -1, 1)
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)


def shrink(successes: ArrayLike, n: ArrayLike, strength: float = 8) -> Floats:
    """Best guesses at the shares of several groups: each drawn towards that of all together.

    Parameters
    ----------
    successes, n : array_like
        Of each group.
    strength : float
        How many more people it is as if each group had, who succeed as often as all do.

    Returns
    -------
    ndarray
        One share a group; that of all for a group of nobody, and nan of no groups with anybody.

    Raises
    ------
    ValueError
        As `wilson`; and when the strength is negative.

    Notes
    -----
    (x + strength · m) / (n + strength), with m = Σx / Σn: the mean of a beta posterior whose prior
    has the mean m and weighs as much as `strength` people (parametric empirical Bayes: Morris 1983,
    Journal of the American Statistical Association 78:47).

    Examples
    --------
    >>> shrink([4, 1], [8, 8]).round(3).tolist()
    [0.406, 0.219]
    """
    wilson(successes, n)  # refuses what can't be
    x, tries = numbers(successes, "successes"), numbers(n, "n")
    if not strength >= 0:
        raise ValueError("strength must be at least 0")
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = np.sum(x) / np.sum(tries)
        return np.asarray((x + strength * pooled) / (tries + strength))


def _share(successes: Any, n: Any) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(numbers(successes, "successes") / numbers(n, "n"))


def numbers(values: Any, name: str) -> Floats:
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers") from None


def normal_quantile(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError("confidence must lie between 0 and 1")
    return NormalDist().inv_cdf((1 + confidence) / 2)

"""People counted by how long they waited and how that ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from infoint_widgets.stats.parts import blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[Any]

MINUTES_A_DAY = 1440
_FEW_CELLS = 2**16


@dataclass(frozen=True)
class Counts:
    """How many people had which outcome when.

    Attributes
    ----------
    time : ndarray of float
        Distinct and rising.
    happened : ndarray of int, one row an outcome, one column a time
        Row 0 counts the open ones.
    """

    time: Floats
    happened: Numbers

    @cached_property
    def n(self) -> int:
        return int(self.happened.sum())

    @cached_property
    def n_at(self) -> Numbers:
        """How many had any outcome at each time, or are open since then."""
        return np.asarray(self.happened.sum(axis=0))

    @cached_property
    def at_risk(self) -> Numbers:
        """How many were still waiting just before each time."""
        return np.asarray(np.cumsum(self.n_at[::-1])[::-1])

    @cached_property
    def ended(self) -> Numbers:
        """How many waits ended at each time."""
        return np.asarray(self.happened[1:].sum(axis=0))

    @cached_property
    def known(self) -> Numbers:
        """Of how many it is known how it stands by each time."""
        return np.asarray(self.n - np.cumsum(self.happened[0]) + self.happened[0])

    @cached_property
    def surviving(self) -> Floats:
        """S(t), the share still waiting after each time."""
        return np.asarray(np.cumprod(1 - self.ended / self.at_risk), dtype=float)

    @cached_property
    def greenwood(self) -> Floats:
        """d/(n(n − d)) at each time, whose sum is Var S(t)/S(t)²; 0 where nobody is left."""
        return _per(self.ended, self.at_risk * (self.at_risk - self.ended))


def tabulate(
    time: Numbers, outcome: Numbers, outcomes: int, people: Numbers | None = None
) -> Counts:
    """Count by distinct time and outcome; outcomes run from 0 (open) to `outcomes`.

    Parameters
    ----------
    time, outcome : ndarray
        Of one person each, or of as many as `people` says.
    """
    found = _in_cells(time, outcome, outcomes, people)
    if found is not None:
        return found
    distinct, at = np.unique(time, return_inverse=True)
    kinds = outcomes + 1
    cells = np.asarray(outcome, dtype=np.int64) * len(distinct) + at
    happened = np.bincount(cells, people, kinds * len(distinct)).reshape(kinds, -1)
    return Counts(distinct.astype(float), happened.astype(np.int64, copy=False))


def _in_cells(
    time: Floats, outcome: Numbers, outcomes: int, people: Numbers | None
) -> Counts | None:
    """Count whole days or minutes of days without sorting anybody, or not at all."""
    kinds, latest = outcomes + 1, time.max(initial=0)
    for unit in (1, MINUTES_A_DAY):
        size = round(latest * unit) + 1
        if size * kinds > max(_FEW_CELLS, 4 * len(time)):
            return None
        happened = np.zeros(kinds * size, dtype=np.int64)
        for block in blocks(len(time)):
            cells = _cells(time[block], outcome[block], unit, size)
            if cells is None:
                break
            # np.add.at is fast with numbers of the very type that they are added to.
            here = np.int64(1) if people is None else people[block].astype(np.int64, copy=False)
            np.add.at(happened, cells, here)
        else:
            by_kind = happened.reshape(kinds, size)
            there = np.flatnonzero(by_kind.any(axis=0))
            return Counts(there / unit, by_kind.take(there, axis=1))
    return None


def _cells(time: Floats, outcome: Numbers, unit: int, size: int) -> Numbers | None:
    """The cell of each wait; None when one of them is no whole number of that unit."""
    whole: Numbers = time
    if time.dtype.kind == "f":
        few_bits = np.int32 if size < 2**31 else np.int64  # they are counted faster
        whole = (time if unit == 1 else time * unit + 0.5).astype(few_bits)
        if not np.array_equal(whole if unit == 1 else whole / unit, time):
            return None
    return outcome * np.int64(size) + whole


def _per(part: Numbers, whole: Numbers) -> Floats:
    """The quotient, and 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole != 0)

"""How often the intervals hold the truth, in seeded simulations of logs whose truth is known."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np

from infoint_widgets.stats import estimators

SEED = 20_261_126
PEOPLE = (8, 30, 100)
CHANCES = (0.2, 0.35, 0.5)  # of a yes, whenever it comes
WITHIN, MEDIAN_WAIT, SPREAD = 21.0, 4.0, 1.0  # days; waits are lognormal
REFUSALS = 0.4  # the share of noes among those who would never say yes


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--times", type=int, default=4000, help="logs in each row of the tables")
    times = words.parse_args().times
    random = np.random.default_rng(SEED)
    print(f"Seed {SEED}, {times:,} logs a row, intervals of 95 %\n")
    print("| rate of yeses by day 21 | n | all asked long ago | asked over the last 60 days |")
    print("|---|---|---|---|")
    for n in PEOPLE:
        for chance in CHANCES:
            closed, still_open = (rate(random, n, chance, times, over) for over in (None, 60.0))
            print(f"| chance {chance:.0%} | {n} | {closed:.1%} | {still_open:.1%} |")
    print("\n| referrals per interview | n | held | of the misses, the truth lay above |")
    print("|---|---|---|---|")
    for n in (8, 15, 30, 100):
        for mean, clumps in (
            (0.8, "as by chance"),
            (0.8, "a few name many"),
            (2.0, "as by chance"),
        ):
            held, above = referrals(random, n, mean, clumps == "a few name many", times)
            print(f"| mean {mean}, {clumps} | {n} | {held:.1%} | {above:.0%} |")


def rate(
    random: np.random.Generator, n: int, chance: float, times: int, over: float | None
) -> float:
    """The share of logs in which the interval of `response_rate` holds the truth."""
    truth = chance * done_by(WITHIN)
    return float(
        np.mean([low <= truth <= high for low, high in rates(random, n, chance, times, over)])
    )


def done_by(days: float) -> float:
    from statistics import NormalDist

    return NormalDist().cdf(np.log(days / MEDIAN_WAIT) / SPREAD)


def rates(
    random: np.random.Generator, n: int, chance: float, times: int, over: float | None
) -> Iterator[tuple[float, float]]:
    made = 0
    while made < times:
        says = random.random(n)
        outcome = np.where(
            says < chance, 1, np.where(says < chance + (1 - chance) * REFUSALS, 2, 0)
        )
        wait = random.lognormal(np.log(MEDIAN_WAIT), SPREAD, n)
        since = np.full(n, 90.0) if over is None else random.uniform(0, over, n)
        followed = np.minimum(since, WITHIN)
        seen = np.where((outcome > 0) & (wait <= followed), outcome, 0)
        time = np.where(seen > 0, wait, followed)
        counts = estimators.tabulate(time, seen, np.ones(n, dtype=np.int64), 2)
        if counts.time[-1] < WITHIN and counts.happened[-1, 0]:
            continue  # nobody was followed so far: there is no figure
        curve = estimators.incidence(counts, 1, 0.95)
        made += 1
        yield float(curve.low[-1]), float(curve.high[-1])


def referrals(
    random: np.random.Generator, n: int, mean: float, clumped: bool, times: int
) -> tuple[float, float]:
    held = above = 0
    for _ in range(times):
        # Negative binomial: its variance is three times the mean where a few name many.
        each = random.negative_binomial(mean / 2, 1 / 3, n) if clumped else random.poisson(mean, n)
        _, low, high = estimators.mean_offspring(each)
        held += low <= mean <= high
        above += mean > high
    return held / times, above / max(times - held, 1)


if __name__ == "__main__":
    main()

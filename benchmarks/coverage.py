"""How often the intervals hold the truth, in seeded simulations of logs whose truth is known."""

from __future__ import annotations

import argparse
from statistics import NormalDist

import numpy as np

from infoint_widgets.stats import estimators, spread, waiting

SEED = 20_261_126
PEOPLE = (8, 30, 100)
CHANCES = (0.2, 0.35, 0.5, None)  # of a yes, whenever it comes; None: anything from 10 to 60 %
WITHIN, MEDIAN_WAIT, SPREAD = 21.0, 4.0, 1.0  # days; waits are lognormal
REFUSALS = 0.4  # the share of noes among those who would never say yes
RATES = (6.0, 9.0)  # students' true rates are beta(6, 9): 40 %, with a standard deviation of 12
QUARTERS, TRUE_QUARTERS = (0.25, 0.5, 0.75), (0.3117, 0.3954, 0.4835)


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
            name = "chance 10 to 60 %" if chance is None else f"chance {chance:.0%}"
            print(f"| {name} | {n} | {closed:.1%} | {still_open:.1%} |")
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
    print(
        "\n| rate below which a share of the students lies | n | quarter | half | three quarters |"
    )
    print("|---|---|---|---|---|")
    for n in (20, 40, 100):
        for people in (10, 30):
            shares = between_students(random, n, people, times // 10)
            told = " | ".join(f"{held:.1%}" for held in shares)
            print(f"| some {people} people each | {n} | {told} |")


def rate(
    random: np.random.Generator, n: int, chance: float | None, times: int, over: float | None
) -> float:
    """The share of logs in which the interval of `response_rate` holds the truth."""
    held = 0
    for _ in range(times):
        each = random.uniform(0.1, 0.6) if chance is None else chance
        low, high = interval(random, n, each, over)
        held += low <= each * done_by(WITHIN) <= high
    return held / times


def done_by(days: float) -> float:
    return NormalDist().cdf(np.log(days / MEDIAN_WAIT) / SPREAD)


def interval(
    random: np.random.Generator, n: int, chance: float, over: float | None
) -> tuple[float, float]:
    """That of a log of `n` people, all asked long ago or over the last days."""
    while True:
        says = random.random(n)
        no = chance + (1 - chance) * REFUSALS
        outcome = np.where(says < chance, 1, np.where(says < no, 2, 0))
        wait = random.lognormal(np.log(MEDIAN_WAIT), SPREAD, n)
        since = np.full(n, 90.0) if over is None else random.uniform(0, over, n)
        followed = np.minimum(since, WITHIN)
        seen = np.where((outcome > 0) & (wait <= followed), outcome, 0)
        time = np.where(seen > 0, wait, followed)
        counts = waiting.tabulate(time, seen, 2)
        if counts.time[-1] >= WITHIN or not counts.happened[0, -1]:
            curve = estimators.incidence(counts, 1, 0.95)
            return float(curve.low[-1]), float(curve.high[-1])
        # Nobody was followed so far: there is no figure.


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


def between_students(random: np.random.Generator, n: int, people: int, times: int) -> list[float]:
    """The share of pools of `n` students in which each quarter's interval holds the truth."""
    held = np.zeros(len(QUARTERS))
    for _ in range(times):
        of = random.integers(people // 2, people * 3 // 2, n)
        yes = random.binomial(of, random.beta(*RATES, n))
        _, low, high = spread.quantiles(yes, of, QUARTERS, 0.95).T
        held += (low <= TRUE_QUARTERS) & (high >= TRUE_QUARTERS)
    return [float(share) for share in held / times]


if __name__ == "__main__":
    main()

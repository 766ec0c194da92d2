"""All statistics of a million people beside the same figures by hand, in one run, as ratios.

Needs the libraries of requirements-comparison.lock.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from benchmarks.figures_by_hand import in_pandas, in_polars, incidence, row_by_row, survival
from benchmarks.measuring import seconds
from infoint_widgets import charts, stats
from infoint_widgets.stats.estimators import aalen_johansen, kaplan_meier

ROWS, FEW, SMALL = 1_000_000, 5_000, 10_000
SEED, NOW, DAY = 7, 1_780_000_000, 86_400
COLUMNS = [
    "named_s", "sent_s", "sent_2_s", "first_answer_s", "decided_s", "meeting_s", "thanked_s",
    "as_of_s", "outcome", "precision", "undated", "met_day", "thanked_day", "generation",
    "referrals", "channel",
]  # fmt: skip


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rows", type=int, default=ROWS)
    choices = ["curves", *ANALYSES]
    words.add_argument("--alone", choices=choices, help="only this, of the file that is named")
    words.add_argument("--file", type=Path)
    asked = words.parse_args()
    if asked.alone == "curves":
        curves(asked.rows)
        return
    if asked.alone:
        analysis = ANALYSES[asked.alone]
        print(min(seconds(lambda: analysis(asked.file)) for _ in range(3)))
        return
    rows = asked.rows
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journeys.parquet"
        people(rows).to_parquet(file)
        same_figures(file)
        ours, hand = best_alone("pandas", "pandas by hand", file)
        report(f"the analysis of {rows:,} journeys from Parquet, of pandas by hand", ours, hand)
        sample = pd.read_parquet(file, columns=COLUMNS).head(FEW)
        slow = seconds(lambda: row_by_row(sample)) * rows / FEW
        print(f"{slow / ours:.0f} × faster than with apply and iterrows "
              f"({slow:.0f} s, scaled up from {FEW:,} rows)")  # fmt: skip
        ours, hand = best_alone("Polars", "Polars by hand", file)
        report("the same with Polars, of Polars by hand", ours, hand)
    print(alone("curves", "--rows", str(rows)), end="")
    drawn()


def whole(journeys: Any) -> list[Any]:
    """All that the notebooks show."""
    return [
        stats.response_rate(journeys),
        stats.response_rate(journeys, by="channel"),
        stats.response_curve(journeys),
        stats.network_growth(journeys),
        stats.generations(journeys),
        stats.lag(journeys, kind="reply"),
        stats.lag(journeys, kind="follow_up"),
        stats.lag(journeys, kind="thank_you"),
        stats.lag(journeys, kind="referral"),
        stats.thanked_in_time(journeys),
    ]


ANALYSES: dict[str, Callable[[Path], object]] = {
    "pandas": lambda file: whole(pd.read_parquet(file, columns=COLUMNS)),
    "pandas by hand": lambda file: in_pandas(pd.read_parquet(file, columns=COLUMNS)),
    "Polars": lambda file: whole(pl.read_parquet(file, columns=COLUMNS)),
    "Polars by hand": lambda file: in_polars(pl.read_parquet(file, columns=COLUMNS)),
}


def best_alone(one: str, other: str, file: Path) -> tuple[float, float]:
    """The shortest of nine turns each, three at a time in a process of its own, as in a notebook.

    What others have done to a process's memory makes an analysis faster or slower by a fifth.
    """
    named = ("--file", str(file))
    turns = [(float(alone(one, *named)), float(alone(other, *named))) for _ in range(3)]
    return min(turn[0] for turn in turns), min(turn[1] for turn in turns)


def alone(what: str, *more: str) -> str:
    """What one part of this script prints in a process of its own."""
    command = [sys.executable, __file__, "--alone", what, *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def same_figures(file: Path) -> None:
    """What is written by hand computes the same, or the comparison would say nothing."""
    ours = whole(pd.read_parquet(file, columns=COLUMNS))
    rate, thanks = ours[0].iloc[0], ours[-1]
    medians = [stats.quantile(table)[0] for table in ours[5:9]]
    for found in (
        in_pandas(pd.read_parquet(file, columns=COLUMNS)),
        in_polars(pl.read_parquet(file, columns=COLUMNS)),
    ):
        np.testing.assert_allclose(found["rate"], [rate["rate"], rate["low"], rate["high"]])
        by_channel = dict(zip(ours[1]["channel"], ours[1]["rate"], strict=True))
        for channel, value in found["by_channel"].items():
            np.testing.assert_allclose(value, by_channel[channel])
        np.testing.assert_allclose(found["medians"], medians)
        np.testing.assert_allclose(found["in_time"], thanks["rate"])
        assert found["met"] == ours[3].groupby("generation")["n"].max().to_dict()


def curves(rows: int) -> None:
    """Kaplan–Meier and Aalen–Johansen on numbers alone, beside statsmodels."""
    warnings.simplefilter("ignore", RuntimeWarning)  # by hand one divides by 0 at the end
    random = np.random.default_rng(SEED)
    days = np.floor(random.exponential(20, rows))
    for what, times in {
        "to the minute": np.floor(random.exponential(20, rows) * 1440) / 1440,
        "in days, as floats": days,
        "in days": days.astype(np.int64),
        "of any length": random.exponential(20, rows),
    }.items():
        codes = random.choice([0, 1, 2], rows, p=[0.3, 0.4, 0.3])
        events = codes > 0
        same_curves(times, events, codes)
        ours, theirs = best(
            lambda: kaplan_meier(times, events),  # noqa: B023
            lambda: survival(times, events),  # noqa: B023
        )
        faster(f"Kaplan–Meier of {rows:,} waits {what}, than statsmodels", ours, theirs)
        ours, theirs = best(
            lambda: aalen_johansen(times, codes),  # noqa: B023
            lambda: incidence(times, codes),  # noqa: B023
        )
        faster(f"Aalen–Johansen of {rows:,} waits {what}, than statsmodels", ours, theirs)


def same_curves(times: Any, events: Any, codes: Any) -> None:
    ours, theirs = kaplan_meier(times, events), survival(times, events)
    ours = ours[(ours["events"] > 0) & (ours["survival"] > 0)]
    columns = ["at_risk", "events", "survival", "se", "low", "high"]
    found = theirs[["num at risk", "num events", "Surv prob", "Surv prob SE", "low", "high"]]
    np.testing.assert_allclose(ours[columns], found.iloc[: len(ours)], rtol=1e-9)
    ours, theirs = aalen_johansen(times, codes), incidence(times, codes)
    known = (theirs["se"] > 0).to_numpy()  # when nobody is left theirs is nan
    columns = ["time", "outcome", "probability", "se", "low", "high"]
    ours = ours.sort_values(["outcome", "time"])
    np.testing.assert_allclose(ours[columns][known], theirs[columns][known], rtol=1e-6)


def drawn() -> None:
    """Every chart of all three notebooks, for a log of ten thousand people."""
    import matplotlib as mpl

    mpl.use("agg")
    journeys = led(people(SMALL))
    charts.as_png(charts.draw(stats.response_rate(journeys)))  # fonts are looked for once
    each = {}
    pages: dict[str, Callable[[], list[Any]]] = {
        "06": lambda: [
            stats.response_rate(journeys),
            stats.response_curve(journeys),
            stats.answer_curve(journeys),
            stats.follow_up_gain(journeys),
            stats.response_rate(journeys, by="channel"),
            stats.funnel(journeys),
            stats.messages_needed(journeys),
        ],
        "07": lambda: [
            stats.network_growth(journeys),
            stats.generations(journeys),
            stats.who_led_to_whom(journeys),
            stats.referrals_per_interview(journeys),
        ],
        "08": lambda: [
            stats.lag(journeys, kind="thank_you"),
            stats.thanked_in_time(journeys),
            stats.lag(journeys, kind="reply"),
            stats.lag(journeys, kind="follow_up"),
            stats.lag(journeys, kind="referral"),
            stats.activity(journeys),
        ],
    }
    for name, figure in pages.items():
        each[name] = seconds(
            lambda: [charts.as_png(charts.draw(result)) for result in figure()],  # noqa: B023
            time.process_time,  # other programs on the machine change it less
        )
    print(f"every chart of a notebook for {SMALL:,} people, seconds of the processor: "
          + ", ".join(f"{name} {took:.2f} s" for name, took in each.items()))  # fmt: skip


def led(journeys: pd.DataFrame) -> pd.DataFrame:
    """The same people with names, each but the first generation named by one of that before."""
    random = np.random.default_rng(SEED)
    generation = journeys["generation"].to_numpy(dtype=int)
    by = np.zeros(len(journeys), dtype=int)
    for step in range(1, generation.max() + 1):
        here, before = (np.flatnonzero(generation == at) for at in (step, step - 1))
        by[here] = random.choice(before, len(here))
    ids = pd.Series([f"p{at}" for at in range(len(journeys))], dtype="str")
    sent_day = pd.to_datetime(journeys["sent_s"] // DAY * DAY, unit="s").astype("datetime64[us]")
    return journeys.assign(
        contact_id=ids,
        name=ids,
        referred_by=ids[by].reset_index(drop=True).where(generation > 0),
        name_use=random.choice(["granted", "not_asked", "denied"], len(journeys)),
        sent_3_s=pd.array([None] * len(journeys), dtype="Int64"),
        sent_day=sent_day,
    )


def best(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The shortest of nine turns each, taken by turns so that a busy machine is fair to both."""
    turns = [(seconds(one), seconds(other)) for _ in range(9)]
    return min(turn[0] for turn in turns), min(turn[1] for turn in turns)


def report(what: str, ours: float, alternative: float) -> None:
    print(f"{ours / alternative:.2f} × {what} ({ours:.2f} s, {alternative:.2f} s)", flush=True)


def faster(what: str, ours: float, alternative: float) -> None:
    print(
        f"{alternative / ours:.1f} × faster: {what} ({ours:.3f} s, {alternative:.3f} s)", flush=True
    )


def people(rows: int) -> pd.DataFrame:
    """Invented journeys of all kinds, as a log gives them."""
    random = np.random.default_rng(SEED)

    def some(share: float) -> Any:
        return random.random(rows) < share

    def after(start: Any, days: float) -> Any:
        return start + np.floor(random.exponential(days, rows) * 1440) * 60

    sent = NOW - np.floor(random.uniform(0, 365, rows) * 1440) * 60
    says = random.choice(["yes", "declined", "silent"], rows, p=[0.4, 0.2, 0.4])
    decided = np.where(says == "silent", np.nan, after(sent, 7))
    decided[decided > NOW] = np.nan
    outcome = np.where(np.isnan(decided), "silent", says)
    bounced = some(0.02)
    outcome[bounced], decided[bounced] = "bounced", np.nan
    second = np.where(some(0.5) & ~bounced, after(sent + 5 * DAY, 4), np.nan)
    met = np.where((outcome == "yes") & some(0.8), after(decided, 10), np.nan)
    thanked = np.where(some(0.85), after(met, 0.8), np.nan)
    columns = {
        "named_s": np.where(some(0.4), sent - np.floor(random.exponential(5, rows)) * DAY, np.nan),
        "sent_s": sent, "sent_2_s": second, "first_answer_s": decided, "decided_s": decided,
        "meeting_s": met, "thanked_s": thanked,
    }  # fmt: skip
    frame = pd.DataFrame({n: np.where(of <= NOW, of, np.nan) for n, of in columns.items()})
    frame.loc[frame["meeting_s"].isna(), "thanked_s"] = np.nan
    for moment, day in (("meeting_s", "met_day"), ("thanked_s", "thanked_day")):
        frame[day] = pd.to_datetime(frame[moment] // DAY * DAY, unit="s").astype("datetime64[us]")
    frame = frame.astype(dict.fromkeys(columns, "Int64"))
    return frame.assign(
        as_of_s=pd.array([NOW] * rows, dtype="Int64"),
        outcome=pd.Series(outcome, dtype="str"),
        precision=pd.Series(np.where(some(0.1), "day", "minute"), dtype="str"),
        undated=pd.Series([None] * rows, dtype="str"),
        generation=pd.array(random.integers(0, 4, rows), dtype="Int64"),
        referrals=pd.array(random.poisson(0.5, rows), dtype="Int64"),
        channel=pd.Series(random.choice(["email", "linkedin", "phone", "card"], rows), dtype="str"),
    )[COLUMNS]


if __name__ == "__main__":
    main()

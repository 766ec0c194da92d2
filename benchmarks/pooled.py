"""A million journeys in files, ten million, a hundred million: how time and memory grow.

``python benchmarks/pooled.py`` tries a million and ten; ``python benchmarks/pooled.py 1e6 1e7 1e8``
other numbers. Each has a process of its own, so that its memory is its own; beside it pandas reads
the same files at once, as long as that fits. Seconds are those of the processor, so that whatever
else runs on the machine does not bend the line.
"""

from __future__ import annotations

import itertools
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from infoint_widgets import stats
from infoint_widgets.exchange.pooled import look_through
from infoint_widgets.stats.parts import Part
from infoint_widgets.vocabulary import POOLED

A_FILE, A_STUDENT = 1_000_000, 100
DAY, NOON, TODAY = 86_400, 43_200, 20_620
AT_ONCE_UP_TO = 10_000_000
FEW_GIGABYTES = 2


def main(sizes: list[int]) -> None:
    found = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            began = time.perf_counter()
            write(Path(name), size)
            wrote = time.perf_counter() - began
            ours = apart("count", name)
            found.append((size, ours["seconds"]))
            said = f"{size:>13,} journeys: {ours['seconds']:7.1f} s, {ours['megabytes']:6.0f} MB"
            if size <= AT_ONCE_UP_TO:
                pandas = apart("at_once", name)
                said += f"; pandas reads them at once: {pandas['seconds']:.1f} s, "
                said += f"{pandas['megabytes']:.0f} MB"
            print(f"{said} (files written in {wrote:.0f} s)", flush=True)
            assert ours["megabytes"] < FEW_GIGABYTES * 1000, "more memory than promised"
    for (few, before), (many, after) in itertools.pairwise(found):
        exponent = math.log(after / before) / math.log(many / few)
        print(f"time grows with the power {exponent:.2f} from {few:,} to {many:,}")


def apart(what: str, folder: str) -> dict[str, float]:
    """Do it in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, what, folder], check=True, capture_output=True, text=True
    )
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def measured(what: str, folder: Path) -> None:
    began = time.process_time()
    count(folder) if what == "count" else at_once(folder)
    seconds = time.process_time() - began
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1000}))


def count(folder: Path) -> None:
    """All that the page of a course shows."""
    files = look_through(folder)
    assert not files.refused
    pool: Any = stats.Pooled(lambda columns: (Part(*piece) for piece in files.pieces(columns)))
    stats.response_rate(pool)
    stats.response_curve(pool)
    for by in ("channel", "field", "warmth"):
        stats.response_rate(pool, by=by)
    stats.between_students(pool)
    stats.lag(pool, kind="reply")
    stats.lag(pool, kind="thank_you")


def at_once(folder: Path) -> None:
    pd.read_parquet(folder)


def write(folder: Path, size: int) -> None:
    for at in range(0, size, A_FILE):
        pq.write_table(journeys(min(A_FILE, size - at), at), folder / f"{at:012}.parquet")


def journeys(n: int, seed: int) -> pa.Table:
    chance = np.random.default_rng(seed)
    student = np.arange(n) // A_STUDENT
    sent = TODAY - chance.integers(1, 300, n)
    decided = sent + chance.integers(0, 40, n)
    outcome = chance.choice(3, n, p=[0.35, 0.15, 0.5])
    known = (outcome < 2) & (decided <= TODAY)
    met = decided + chance.integers(2, 20, n)
    has_met = known & (outcome == 0) & (met <= TODAY)
    thanked = met + chance.integers(0, 6, n)
    has_thanked = has_met & (thanked <= TODAY)
    columns: dict[str, pa.Array] = {name: pa.nulls(n) for name in POOLED}
    codes = [f"{seed + k * A_STUDENT:016x}" for k in range(student[-1] + 1)]
    columns["student"] = pa.DictionaryArray.from_arrays(student, codes).cast(pa.string())
    columns["contact_id"] = pa.array(np.arange(n) + seed).cast(pa.string())
    for name, choices in {
        "channel": ["email", "linkedin", "in_person", "other"],
        "field": ["design", "health", "media", "software", "education", "other"],
        "warmth": ["cold", "warm", "referral"],
        "language": ["de", "en"],
    }.items():
        columns[name] = words(chance.integers(0, len(choices), n), choices)
    columns["outcome"] = words(np.where(known, outcome, 2), ["yes", "declined", "silent"])
    columns["precision"] = words(np.zeros(n, dtype=int), ["day"])
    everybody = np.ones(n, dtype=bool)
    for name, days, there in (
        ("sent_s", sent, everybody), ("first_answer_s", decided, known),
        ("decided_s", decided, known), ("meeting_s", met, has_met),
        ("thanked_s", thanked, has_thanked), ("as_of_s", np.full(n, TODAY), everybody),
    ):  # fmt: skip
        columns[name] = pa.array(days * DAY + NOON, mask=~there)
    for name, days, there in (
        ("sent_day", sent, everybody), ("met_day", met, has_met),
        ("thanked_day", thanked, has_thanked),
    ):  # fmt: skip
        moments = pa.array(days.astype("datetime64[D]").astype("datetime64[us]"), mask=~there)
        columns[name] = moments
    for name in ("messages", "generation", "referrals"):
        columns[name] = pa.array(chance.integers(0, 3, n))
    return pa.table(columns)


def words(codes: np.ndarray, choices: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes, choices).cast(pa.string())


if __name__ == "__main__":
    if sys.argv[1:2] in (["count"], ["at_once"]):
        measured(sys.argv[1], Path(sys.argv[2]))
    else:
        main([int(float(size)) for size in sys.argv[1:] or ["1e6", "1e7"]])

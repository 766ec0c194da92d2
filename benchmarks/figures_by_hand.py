"""The figures of `figures.py` as one would write them without the package, in three ways."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

DAY, Z = 86_400, 1.959963984540054
WITHIN = 21
SPANS = (
    ("sent_s", "first_answer_s", None),
    ("sent_s", "sent_2_s", "first_answer_s"),
    ("meeting_s", "thanked_s", None),
    ("named_s", "sent_s", None),
)


# From small tables of counts on, both libraries go the same way


def probability(time: Any, code: Any, people: Any) -> tuple[float, float, float]:
    """Aalen and Johansen's for outcome 1 at the end, with Wilson's interval."""
    order = np.argsort(time, kind="stable")
    distinct, at = np.unique(time[order], return_inverse=True)
    counts = np.zeros((len(distinct), 3))
    np.add.at(counts, (at, code[order]), people[order])
    risk = counts.sum(axis=1)[::-1].cumsum()[::-1]
    events, yes = counts[:, 1] + counts[:, 2], counts[:, 1]
    before = np.append(1.0, np.cumprod(1 - events / risk)[:-1])
    f = np.cumsum(before * yes / risk)
    rest = risk * (risk - events)
    a = np.divide(events, rest, out=np.zeros(len(rest)), where=rest > 0)
    b, c = before**2 * yes * (risk - yes) / risk**3, before * yes / risk**2
    variance = ((f[-1] - f) ** 2 * a).sum() + b.sum() - 2 * ((f[-1] - f) * c).sum()
    p, n = f[-1], f[-1] * (1 - f[-1]) / variance
    return p, *wilson(p, n)


def wilson(p: Any, n: Any) -> tuple[Any, Any]:
    middle, scale = p + Z**2 / (2 * n), 1 + Z**2 / n
    half = Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return (middle - half) / scale, (middle + half) / scale


def curve(time: Any, done: Any, people: Any) -> tuple[Any, Any, Any, Any]:
    """Kaplan and Meier's with its log(−log) interval."""
    distinct, at = np.unique(time, return_inverse=True)
    n = np.bincount(at, weights=people)
    d = np.bincount(at, weights=people * done)
    risk = n[::-1].cumsum()[::-1]
    alive = np.cumprod(1 - d / risk)
    rest = risk * (risk - d)
    green = np.cumsum(np.divide(d, rest, out=np.zeros(len(d)), where=rest > 0))
    with np.errstate(all="ignore"):
        spread = np.exp(Z * np.sqrt(green) / np.abs(np.log(alive)))
        return distinct, alive, alive**spread, alive ** (1 / spread)


def median(time: Any, done: Any, people: Any) -> float:
    distinct, alive, _, _ = curve(time, done, people)
    return (
        float(distinct[np.argmax(alive <= 0.5 + 1e-12)]) / DAY if (alive <= 0.5).any() else np.nan
    )


def steps(month: Any, generation: Any, people: Any) -> dict[str, int]:
    """How many one has met by the end of the last month, by generation."""
    table = pd.DataFrame({"month": month, "generation": generation, "people": people})
    wide = table.pivot_table("people", "month", "generation", "sum", fill_value=0).cumsum()
    return dict(zip(wide.columns.tolist(), wide.iloc[-1].astype(int).tolist(), strict=True))


# pandas


def in_pandas(j: pd.DataFrame) -> dict[str, Any]:
    moments = {
        n: j[n].to_numpy(dtype=float, na_value=np.nan) for n in map(str, j) if n.endswith("_s")
    }
    by_day = (j["precision"] == "day").to_numpy()
    now, sent, decided = moments["as_of_s"], moments["sent_s"], moments["decided_s"]

    def lag(start: Any, end: Any) -> Any:
        seconds = end - start
        return np.where(by_day, np.floor(seconds / DAY + 0.5) * DAY, np.floor(seconds / 60) * 60)

    outcome = j["outcome"]
    code = np.select([outcome == "yes", outcome == "declined"], [1, 2], 0)
    reached, waited = lag(sent, decided), lag(sent, now)
    horizon = WITHIN * DAY
    in_time = (code > 0) & (decided <= now) & (reached <= horizon)
    asked = ~np.isnan(sent) & (sent <= now) & (outcome != "bounced").to_numpy()
    table = pd.DataFrame(
        {
            "channel": j["channel"],
            "code": np.where(in_time, code, 0),
            "time": np.where(in_time, reached, np.minimum(waited, horizon)),
        }
    )[asked]
    counts = table.groupby(["channel", "code", "time"], observed=True).size().reset_index(name="n")
    found: dict[str, Any] = {
        "rate": probability(*(counts[c].to_numpy() for c in ("time", "code", "n")))
    }
    found["by_channel"] = {
        channel: probability(*(part[c].to_numpy() for c in ("time", "code", "n")))[0]
        for channel, part in counts.groupby("channel")
    }
    found["medians"] = []
    for start, end, ended_by in SPANS:
        first, last = moments[start], moments[end]
        stop = moments[ended_by] if ended_by else np.full(len(j), np.nan)
        over = (stop <= now) & ~(last <= stop)
        done = (last <= now) & ~over
        to = np.where(done, last, np.where(over, stop, now))
        kept = ~np.isnan(first) & (first <= now)
        if start == "sent_s":
            kept &= (outcome != "bounced").to_numpy()
        span = pd.DataFrame({"time": lag(first, to), "done": done})[kept]
        if end == "thanked_s":
            span["time"] = span["time"].clip(lower=0)
        size = span.groupby(["time", "done"]).size().reset_index(name="n")
        found["medians"].append(median(*(size[c].to_numpy() for c in ("time", "done", "n"))))
    met, thanked = moments["meeting_s"], moments["thanked_s"]
    day, thanks = j["met_day"], j["thanked_day"]
    weekday = day.dt.weekday
    free = np.select([weekday == 4, weekday == 5], [2, 1], 0)
    rules = (
        (met + 2 * DAY + 3600, thanks <= day + pd.Timedelta(days=1), True),
        (met + DAY, thanked - met <= DAY, ~by_day),
        (met + (2 + free) * DAY + 3600, thanks <= day + pd.to_timedelta(1 + free, unit="D"), True),
    )
    found["in_time"] = [
        float(np.asarray(good)[closed].mean())
        for over, good, known in rules
        for closed in [(over <= now) & (met <= now) & known]
    ]
    there = j[met <= now]
    size = there.groupby(["met_day", "generation"]).size().reset_index(name="n")
    found["met"] = steps(size["met_day"].dt.to_period("M"), size["generation"], size["n"])
    found["generations"] = (
        pd.DataFrame({"generation": j["generation"], "written": sent <= now, "met": met <= now,
                      "referrals": j["referrals"]}).groupby("generation").sum()
    )  # fmt: skip
    return found


# Polars


def in_polars(j: pl.DataFrame) -> dict[str, Any]:
    c = pl.col
    now = c("as_of_s")

    def lag(start: pl.Expr, end: pl.Expr) -> pl.Expr:
        seconds = end - start
        return (
            pl.when(c("precision") == "day")
            .then((seconds / DAY + 0.5).floor() * DAY)
            .otherwise(seconds // 60 * 60.0)
        )

    lazy = j.lazy()
    horizon = WITHIN * DAY
    reached, waited = lag(c("sent_s"), c("decided_s")), lag(c("sent_s"), now)
    code = (
        pl.when(c("outcome") == "yes").then(1).when(c("outcome") == "declined").then(2).otherwise(0)
    )
    in_time = ((code > 0) & (c("decided_s") <= now) & (reached <= horizon)).fill_null(value=False)
    asked = (c("sent_s") <= now) & (c("outcome") != "bounced")
    queries = [
        lazy.filter(asked)
        .select(
            "channel",
            code=pl.when(in_time).then(code).otherwise(0),
            time=pl.when(in_time).then(reached).otherwise(waited.clip(upper_bound=horizon)),
        )
        .group_by("channel", "code", "time").len("n")
    ]  # fmt: skip
    for start, end, ended_by in SPANS:
        stop = c(ended_by) if ended_by else pl.lit(None, dtype=pl.Int64)
        over = ((stop <= now) & (c(end).is_null() | (stop < c(end)))).fill_null(value=False)
        done = (c(end) <= now).fill_null(value=False) & ~over
        to = pl.when(done).then(c(end)).when(over).then(stop).otherwise(now)
        span = lag(c(start), to)
        if end == "thanked_s":
            span = pl.max_horizontal(span, pl.lit(0.0))
        kept = (c(start) <= now) & ((c("outcome") != "bounced") if start == "sent_s" else True)
        queries.append(
            lazy.filter(kept).select(time=span, done=done).group_by("time", "done").len("n")
        )
    met, weekday = c("meeting_s"), c("met_day").dt.weekday()
    free = pl.when(weekday == 5).then(2).when(weekday == 6).then(1).otherwise(0)
    by_day = c("precision") == "day"
    gap = (c("thanked_day") - c("met_day")).dt.total_days()
    rules = (
        (met + 2 * DAY + 3600, gap <= 1, pl.lit(value=True)),
        (met + DAY, c("thanked_s") - met <= DAY, ~by_day),
        (met + (2 + free) * DAY + 3600, gap <= 1 + free, pl.lit(value=True)),
    )
    queries += [
        lazy.filter((over <= now) & (met <= now) & known).select(good.fill_null(value=False).mean())
        for over, good, known in rules
    ]
    queries += [
        lazy.filter(met <= now).group_by(c("met_day").dt.truncate("1mo"), "generation").len("n"),
        lazy.group_by("generation").agg((c("sent_s") <= now).sum(), (met <= now).sum().alias("met"),
                                        c("referrals").sum()),
    ]  # fmt: skip
    asked_table, *tables = pl.collect_all(queries)
    arrays = ("time", "code", "n")
    return {
        "rate": probability(*(asked_table[n].to_numpy() for n in arrays)),
        "by_channel": {
            key[0]: probability(*(part[n].to_numpy() for n in arrays))[0]
            for key, part in asked_table.group_by("channel")
        },
        "medians": [median(*(t[n].to_numpy() for n in ("time", "done", "n"))) for t in tables[:4]],
        "in_time": [table.item() for table in tables[4:7]],
        "met": steps(*(tables[7][n].to_numpy() for n in ("met_day", "generation", "n"))),
        "generations": tables[8],
    }


# statsmodels, whose curves have a standard error and no interval


def survival(times: Any, events: Any) -> pd.DataFrame:
    """`estimators.kaplan_meier`'s table, at the times at which something ended."""
    table: pd.DataFrame = SurvfuncRight(times, events.astype(int)).summary()
    alive, se = table["Surv prob"].to_numpy(), table["Surv prob SE"].to_numpy()
    spread = np.exp(Z * se / alive / np.abs(np.log(alive)))
    return table.assign(low=alive**spread, high=alive ** (1 / spread))


def incidence(times: Any, codes: Any) -> pd.DataFrame:
    """`estimators.aalen_johansen`'s table, but for how many were at risk."""
    curve = CumIncidenceRight(times, codes)
    parts = []
    for outcome, (p, se) in enumerate(zip(curve.cinc, curve.cinc_se, strict=True), start=1):
        low, high = wilson(p, p * (1 - p) / se**2)
        columns = {"time": curve.times, "probability": p, "se": se, "low": low, "high": high}
        parts.append(pd.DataFrame(columns).assign(outcome=outcome))
    return pd.concat(parts)


# As most notebooks have it


def row_by_row(j: Any) -> list[Any]:
    def days(row: Any, start: str, end: str) -> float | None:
        if pd.isna(row[start]) or pd.isna(row[end]):
            return None
        return (pd.Timestamp(row[end], unit="s") - pd.Timestamp(row[start], unit="s")).days

    found: list[Any] = []
    for start, end in (("sent_s", "decided_s"), *(span[:2] for span in SPANS)):
        lags = j.apply(days, axis=1, args=(start, end))
        waited = j.apply(days, axis=1, args=(start, "as_of_s"))
        found.append(
            [(day, (lags <= day).sum() / max((waited >= day).sum(), 1)) for day in range(60)]
        )
    for channel in j["channel"].unique():
        part = j[j["channel"] == channel]
        answers = sum(row["outcome"] == "yes" for _, row in part.iterrows())
        found.append((channel, answers / len(part)))
    for allowed in (1, 2, 3):
        lags = j.apply(days, axis=1, args=("meeting_s", "thanked_s"))
        in_time = lags <= allowed
        found.append(in_time.mean())
    months: dict[Any, int] = {}
    for _, row in j.iterrows():
        if not pd.isna(row["met_day"]):
            key = (row["met_day"].strftime("%Y-%m"), row["generation"])
            months[key] = months.get(key, 0) + 1
    found.append(months)
    return found

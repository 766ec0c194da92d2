"""The statistics once more, slowly: one person after the other, in plain Python.

Written from design and docstrings, not from the code, so that a mistake would have to be made
twice. Nothing here is clever; what can't be said is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import exp, floor, log, sqrt
from statistics import NormalDist
from typing import Any

DAY = 86_400
Row = dict[str, Any]
Interval = tuple[float | None, float | None]


def z_of(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(x: float, n: float, confidence: float = 0.95) -> Interval:
    if n <= 0:
        return None, None
    z, p = z_of(confidence), x / n
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) if p < 1 else z * z / (2 * n)
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


# Curves; a wait is (how long, what ended it), 0 for nothing yet


def kaplan_meier(waits: Sequence[tuple[float, int]], confidence: float = 0.95) -> list[Row]:
    rows: list[Row] = []
    survival, greenwood, last_high = 1.0, 0.0, 1.0
    for time in sorted({t for t, _ in waits}):
        at_risk = sum(1 for t, _ in waits if t >= time)
        events = sum(1 for t, code in waits if t == time and code)
        survival *= 1 - events / at_risk
        if events < at_risk:
            greenwood += events / (at_risk * (at_risk - events))
        low = high = 1.0
        if events == at_risk:
            survival, low, high, se = 0.0, 0.0, last_high, 0.0
        else:
            se = survival * sqrt(greenwood)
            if greenwood:
                spread = exp(z_of(confidence) * sqrt(greenwood) / abs(log(survival)))
                low, high = survival**spread, survival ** (1 / spread)
        last_high = high
        rows.append(
            {
                "time": time, "at_risk": at_risk, "events": events, "survival": survival,
                "se": se, "low": low, "high": high,
            }
        )  # fmt: skip
    return rows


def quantile(
    waits: Sequence[tuple[float, int]], q: float, confidence: float = 0.95
) -> tuple[float | None, float | None, float | None]:
    curve = kaplan_meier(waits, confidence)

    def first(line: str) -> float | None:
        return next((row["time"] for row in curve if row[line] <= 1 - q + 1e-12), None)

    if len(waits) < 6:
        return first("survival"), None, None
    return first("survival"), first("low"), first("high")


def probability(waits: Sequence[tuple[float, int]], by: float, outcome: int = 1) -> Row:
    """Aalen and Johansen's probability by a time, its variance by three plain sums."""
    steps = []
    before, f = 1.0, 0.0
    for time in sorted({t for t, _ in waits if t <= by}):
        n = sum(1 for t, _ in waits if t >= time)
        d = sum(1 for t, code in waits if t == time and code)
        this = sum(1 for t, code in waits if t == time and code == outcome)
        f += before * this / n
        steps.append((n, d, this, before, f))
        before *= 1 - d / n
    variance = sum((f - fj) ** 2 * d / (n * (n - d)) for n, d, _, _, fj in steps if d < n)
    variance += sum(s * s * (n - this) * this / n**3 for n, _, this, s, _ in steps)
    variance -= 2 * sum((f - fj) * s * this / n**2 for n, _, this, s, fj in steps)
    # Where nothing varies, those count of whom it is known how it stands by then.
    effective = float(sum(1 for t, code in waits if code or t >= by))
    if variance > 1e-14 and 0 < f < 1 - 1e-12:
        effective = f * (1 - f) / variance
    return {"rate": f, "se": sqrt(max(variance, 0)), "effective": effective}


# Journeys


def until(row: Row, as_of: int | None) -> int:
    return int(row["as_of_s"] if as_of is None else min(row["as_of_s"], as_of))


def lag_seconds(row: Row, start: int, end: int) -> int:
    if row["precision"] == "day":
        return floor((end - start) / DAY + 0.5) * DAY  # midnight is of the next day
    return floor((end - start) / 60) * 60


def asked(row: Row, as_of: int | None) -> bool:
    sent = row["sent_s"]
    return sent is not None and sent <= until(row, as_of) and row["outcome"] != "bounced"


def unknown(row: Row, *names: str) -> bool:
    """Whether one of these moments stands on a day that is only a guess."""
    return bool({*names} & {*(row["undated"] or "").split()})


def wrong_decision(row: Row, as_of: int | None) -> str:
    """Why a row can't be true, "" if it can."""
    outcome, decided = row["outcome"] or "silent", row["decided_s"]
    if outcome not in ("yes", "declined", "silent"):
        return "outcome"
    if outcome == "silent":
        return ""
    if decided is None:
        return "undated"
    if decided > until(row, as_of) or unknown(row, "decided"):
        return ""
    return "before" if lag_seconds(row, row["sent_s"], decided) < 0 else ""


def has_decided(row: Row, as_of: int | None) -> bool:
    return row["outcome"] in ("yes", "declined") and row["decided_s"] <= until(row, as_of)


def wait_for_yes(row: Row, as_of: int | None, within_days: int) -> tuple[float, int]:
    """Days until the yes (1) or no (2), or until now (0)."""
    if has_decided(row, as_of):
        days = lag_seconds(row, row["sent_s"], row["decided_s"]) / DAY
        if unknown(row, "decided"):
            days = min(waited(row, as_of), within_days)
        return days, 1 if row["outcome"] == "yes" else 2
    return lag_seconds(row, row["sent_s"], until(row, as_of)) / DAY, 0


def waited(row: Row, as_of: int | None) -> float:
    return lag_seconds(row, row["sent_s"], until(row, as_of)) / DAY


def response_rate(
    rows: Iterable[Row], within_days: int, as_of: int | None, confidence: float = 0.95
) -> Row:
    rows = [row for row in rows if asked(row, as_of)]
    people = right(rows, as_of)
    waits = [wait_for_yes(row, as_of, within_days) for row in people]
    in_time = [code if days <= within_days else 0 for days, code in waits]
    long_ago = [waited(row, as_of) >= within_days for row in people]
    closed = [code for code, long in zip(in_time, long_ago, strict=True) if long]
    found = {
        "within_days": within_days,
        "n": len(people),
        "yes": in_time.count(1),
        "declined": in_time.count(2),
        "open": sum(not c and not long for c, long in zip(in_time, long_ago, strict=True)),
        "n_closed": len(closed),
        "yes_closed": closed.count(1),
        "rate_closed": closed.count(1) / len(closed) if closed else None,
        "undated": undated(people, as_of),
        "left_out": sum(unknown(row, "sent") for row in rows),
        "rate": None, "low": None, "high": None,
    }  # fmt: skip
    found["low_closed"], found["high_closed"] = wilson(closed.count(1), len(closed), confidence)
    if followed_to(waits, within_days):
        at = probability(waits, within_days)
        found["rate"] = at["rate"]
        found["low"], found["high"] = wilson(
            at["rate"] * at["effective"], at["effective"], confidence
        )
        found["effective"] = at["effective"]
    return found


def right(rows: Iterable[Row], as_of: int | None) -> list[Row]:
    """Those with a first message on a known day, and a story that can be true."""
    return [
        row
        for row in rows
        if asked(row, as_of) and not unknown(row, "sent") and not wrong_decision(row, as_of)
    ]


def undated(people: Iterable[Row], as_of: int | None) -> int:
    return sum(has_decided(row, as_of) and unknown(row, "decided") for row in people)


def followed_to(waits: Sequence[tuple[float, int]], day: float) -> bool:
    """Whether somebody was followed to that day, or all who were followed longest decided."""
    if not waits:
        return False
    longest = max(time for time, _ in waits)
    return day <= longest or all(code for time, code in waits if time == longest)


def response_curve(rows: Iterable[Row], within_days: int, as_of: int | None) -> list[Row]:
    people = right(rows, as_of)
    waits = [wait_for_yes(row, as_of, within_days) for row in people]
    table = []
    for day in range(within_days + 1):
        rate = probability(waits, day)["rate"] if followed_to(waits, day) else None
        at_risk = sum(time >= day for time, _ in waits)
        still = sum(time > day for time, _ in waits)
        if day == within_days:
            still += sum(time == day and not code for time, code in waits)
        table.append(
            {
                "day": day, "n": len(waits), "at_risk": at_risk, "waiting": still,
                "yes": sum(time <= day and code == 1 for time, code in waits),
                "declined": sum(time <= day and code == 2 for time, code in waits),
                "rate": rate, "few": at_risk < 5, "undated": undated(people, as_of),
            }
        )  # fmt: skip
    return table


SPANS = {
    "reply": ("sent_s", "first_answer_s", None),
    "follow_up": ("sent_s", "sent_2_s", "first_answer_s"),
    "thank_you": ("meeting_s", "thanked_s", None),
    "referral": ("named_s", "sent_s", "meeting_s"),
}


def spans(rows: Iterable[Row], kind: str, as_of: int | None) -> list[tuple[float, str]]:
    """For each person how many days until what: done, open or ended, or left out.

    Wrong rows are not there.
    """
    start_of, end_of, ended_of = SPANS[kind]
    found = []
    for row in rows:
        now, start, end = until(row, as_of), row[start_of], row[end_of]
        if start is None or start > now:
            continue
        if start_of == "sent_s" and row["outcome"] == "bounced":
            continue
        ended = row[ended_of] if ended_of else None
        if kind == "referral" and any(
            moment is not None and lag_seconds(row, start, moment) < 0 for moment in (end, ended)
        ):
            continue
        moments = (name for name in (start_of, end_of, ended_of) if name)
        if unknown(row, *(name.removesuffix("_s") for name in moments)):
            found.append((0.0, "left_out"))
            continue
        if ended is not None and ended <= now and (end is None or ended < end):
            what, seconds = "ended", lag_seconds(row, start, ended)
        elif end is not None and end <= now:
            what, seconds = "done", lag_seconds(row, start, end)
        else:
            what, seconds = "open", lag_seconds(row, start, now)
        if kind == "thank_you" and -DAY < seconds < 0:
            seconds = 0
        if seconds < 0:
            continue
        found.append((seconds / DAY, what))
    return found


def lag(rows: Iterable[Row], kind: str, as_of: int | None) -> list[Row]:
    everybody = spans(rows, kind, as_of)
    found = [(days, what) for days, what in everybody if what != "left_out"]
    table = []
    for time in sorted({0.0, *(days for days, _ in found)}):
        at = [what for days, what in found if days == time]
        waits = [(days, int(what == "done")) for days, what in found]
        steps = [row for row in kaplan_meier(waits) if row["time"] <= time]
        at_risk = sum(days >= time for days, _ in found)
        last = steps[-1] if steps else {"survival": 1.0, "low": 1.0, "high": 1.0}
        table.append(
            {
                "kind": kind, "days": time, "n": len(found), "at_risk": at_risk,
                **{what: at.count(what) for what in ("done", "open", "ended")},
                "left_out": len(everybody) - len(found),
                "share": 1 - last["survival"] if found else None,
                "low": 1 - last["high"] if found else None,
                "high": 1 - last["low"] if found else None,
            }
        )  # fmt: skip
    return table


def thanked_in_time(rows: Iterable[Row], rule: str, as_of: int | None) -> Row:
    counts = dict.fromkeys(("in_time", "late", "never", "pending", "left_out"), 0)
    for row in rows:
        now, met = until(row, as_of), row["meeting_s"]
        if met is None or met > now or (rule == "within_24_hours" and row["precision"] == "day"):
            continue
        if unknown(row, "meeting", "thanked"):
            counts["left_out"] += 1
            continue
        last_day: date = row["met_day"] + timedelta(days=1)
        hours = 49
        while rule == "next_business_day" and last_day.isoweekday() > 5:
            last_day, hours = last_day + timedelta(days=1), hours + 24
        thanked = row["thanked_s"]
        thanked = None if thanked is None or thanked > now else thanked
        if now < met + (24 if rule == "within_24_hours" else hours) * 3600:
            counts["pending"] += 1
        elif thanked is None:
            counts["never"] += 1
        elif row["thanked_day"] < row["met_day"]:
            continue
        elif rule == "within_24_hours":
            counts["in_time" if thanked - met <= DAY else "late"] += 1
        else:
            counts["in_time" if row["thanked_day"] <= last_day else "late"] += 1
    n = counts["in_time"] + counts["late"] + counts["never"]
    low, high = wilson(counts["in_time"], n)
    rate = counts["in_time"] / n if n else None
    return {"rule": rule, "n": n, **counts, "rate": rate, "low": low, "high": high}


def period_of(day: date, every: str) -> date:
    """The first day of the period that a day lies in."""
    if every == "1w":
        return day - timedelta(days=day.weekday())
    if every == "1mo":
        return day.replace(day=1)
    if every == "1q":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1)


def network_growth(rows: Sequence[Row], every: str, today: date, as_of: int | None) -> list[Row]:
    met = [
        (period_of(row["met_day"], every), row["generation"])
        for row in rows
        if row["meeting_s"] is not None
        and row["meeting_s"] <= until(row, as_of)
        and row["generation"] is not None
    ]
    if not met:
        return []
    table, start = [], min(start for start, _ in met)
    while start <= max(period_of(today, every), *(start for start, _ in met)):
        for step in sorted({step for _, step in met}):
            new = sum(one == (start, step) for one in met)
            n = sum(begun <= start and of == step for begun, of in met)
            table.append({"start": start, "generation": step, "new": new, "n": n})
        day = start
        while period_of(day, every) == start:
            day += timedelta(days=1)
        start = day
    return table


def generations(rows: Sequence[Row], as_of: int | None) -> list[Row]:
    table = []
    for step in sorted({r["generation"] for r in rows if r["generation"] is not None}):
        people = [row for row in rows if row["generation"] == step]

        def past(name: str, people: list[Row] = people) -> int:
            return sum(p[name] is not None and p[name] <= until(p, as_of) for p in people)

        table.append(
            {
                "generation": step, "n": len(people), "written": past("sent_s"),
                "met": past("meeting_s"), "referrals": sum(p["referrals"] for p in people),
            }
        )  # fmt: skip
    return table


def referrals_per_interview(rows: Iterable[Row], after_days: int, as_of: int | None) -> Row:
    counts = dict.fromkeys(("pending", "left_out"), 0)
    named: list[int] = []
    for row in rows:
        now, met = until(row, as_of), row["meeting_s"]
        if met is None or met > now:
            continue
        if unknown(row, "meeting"):
            counts["left_out"] += 1
        elif met + after_days * DAY > now:
            counts["pending"] += 1
        else:
            named.append(row["referrals"])
    mean, low, high = mean_offspring(named)
    return {
        "after_days": after_days, "n": len(named), "named": sum(named),
        "nobody": named.count(0), **counts, "mean": mean, "low": low, "high": high,
    }  # fmt: skip


def mean_offspring(
    counts: Sequence[int], confidence: float = 0.95
) -> tuple[float | None, float | None, float | None]:
    n = len(counts)
    if not n:
        return None, None, None
    mean = sum(counts) / n
    if not mean:
        return 0.0, 0.0, -log((1 - confidence) / 2) / n
    variance = sum((count - mean) ** 2 for count in counts) / (n - 1) if n > 1 else 0.0
    factor = exp(z_of(confidence) * sqrt(max(mean, variance) / n) / mean)
    return mean, mean / factor, mean * factor


def who_led_to_whom(rows: Sequence[Row], as_of: int | None) -> list[Row]:
    """The tree, grown from its roots by recursion; whoever is in no tree goes in a circle."""
    people: dict[str, tuple[int, Row]] = {}
    for k, row in enumerate(rows):
        people.setdefault(row["contact_id"], (k, row))
    children: dict[str | None, list[str]] = {}
    for id, (_, row) in people.items():
        by = row["referred_by"]
        children.setdefault(by if by in people else None, []).append(id)

    def below(id: str) -> int:
        return sum(1 + below(child) for child in children.get(id, []))

    table: list[Row] = []

    def grow(ids: list[str], generation: int) -> None:
        for id in sorted(ids, key=lambda one: (-below(one), people[one][0])):
            _, row = people[id]
            orphan = not generation and row["referred_by"] is not None
            step = generation + orphan
            met = row["meeting_s"] is not None and row["meeting_s"] <= until(row, as_of)
            names = {name: row[name] for name in ("contact_id", "name", "referred_by", "name_use")}
            led_to = len(children.get(id, []))
            table.append(
                {
                    **names, "generation": step, "met": met, "led_to": led_to, "n": below(id),
                    "orphan": orphan,
                }
            )  # fmt: skip
            grow(children.get(id, []), step + 1)

    grow(children.get(None, []), 0)
    return table


def activity(rows: Sequence[Row], goal: int, today: date, as_of: int | None) -> list[Row]:
    done: dict[str, list[date]] = {"n": [], "met": []}
    left_out = 0
    for row in rows:
        now, guessed = until(row, as_of), False
        for name, moment, day in (("n", "sent", "sent_day"), ("met", "meeting", "met_day")):
            if row[f"{moment}_s"] is None or row[f"{moment}_s"] > now:
                continue
            if moment == "sent" and row["outcome"] == "bounced":
                continue
            if unknown(row, moment):
                guessed = True
            else:
                done[name].append(period_of(row[day], "1w"))
        left_out += guessed
    if not done["n"] and not done["met"]:
        return []
    start, table = min(done["n"] + done["met"]), []
    while start <= max(period_of(today, "1w"), *done["n"], *done["met"]):
        table.append(
            {
                "start": start, "n": done["n"].count(start), "met": done["met"].count(start),
                "goal": goal, "running": start + timedelta(days=7) > today, "left_out": left_out,
            }
        )  # fmt: skip
        start += timedelta(days=7)
    return table

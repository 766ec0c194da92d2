"""Answers, follow-ups, steps and what it takes once more, slowly; see `plainly`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from math import comb, exp, lgamma
from typing import Any

from tests.stats import plainly
from tests.stats.plainly import DAY, Row, asked, lag_seconds, unknown, until

MESSAGES = ("sent_s", "sent_2_s", "sent_3_s")
STEPS = ("message", "answer", "yes", "met", "thanked", "referral")


def happened(row: Row, name: str, as_of: int | None) -> bool:
    return row[name] is not None and row[name] <= until(row, as_of)


def answer_wait(row: Row, as_of: int | None, within_days: int) -> tuple[float, int] | None:
    """Days until an answer (1) or until now (0); None for a row that can't be true."""
    waited = plainly.waited(row, as_of)
    if not happened(row, "first_answer_s", as_of):
        return waited, 0
    if unknown(row, "first_answer"):
        return min(waited, within_days), 1
    days = lag_seconds(row, row["sent_s"], row["first_answer_s"]) / DAY
    return None if days < 0 else (days, 1)


def answer_curve(rows: Iterable[Row], within_days: int, as_of: int | None) -> list[Row]:
    people = [r for r in rows if asked(r, as_of) and not unknown(r, "sent")]
    found = [(row, answer_wait(row, as_of, within_days)) for row in people]
    waits = [wait for _, wait in found if wait]
    table = []
    for day in range(within_days + 1):
        answered = sum(time <= day and code for time, code in waits)
        still = sum(time > day for time, _ in waits)
        if day == within_days:
            still += sum(time == day and not code for time, code in waits)
        steps = [row for row in plainly.kaplan_meier(waits) if row["time"] <= day]
        at_risk = sum(time >= day for time, _ in waits)
        survival = steps[-1]["survival"] if steps else 1.0
        known = at_risk > 0 or (bool(waits) and survival < 1e-12)
        table.append(
            {
                "day": day, "n": len(waits), "at_risk": at_risk, "answered": answered,
                "waiting": still, "rate": 1 - survival if known else None,
            }
        )  # fmt: skip
    return table


def too_early(row: Row, name: str, as_of: int | None) -> bool:
    """Whether something is known to have come before the first message."""
    if not happened(row, name, as_of) or unknown(row, name.removesuffix("_s")):
        return False
    return lag_seconds(row, row["sent_s"], row[name]) < 0


def right_order(row: Row, as_of: int | None) -> bool:
    """Whether the answer and the messages can have come in this order."""
    if too_early(row, "first_answer_s", as_of):
        return False
    for before, after in pairwise(MESSAGES):
        if happened(row, after, as_of) and (
            row[before] is None or lag_seconds(row, row[before], row[after]) < 0
        ):
            return False
    return True


def fates(row: Row, within_days: int, as_of: int | None) -> list[str]:
    """What became of each message of one person."""
    found = []
    answered = happened(row, "first_answer_s", as_of)
    sent = [happened(row, name, as_of) for name in MESSAGES]
    out = unknown(row, "sent", "sent_2", "sent_3")
    out = out or (answered and unknown(row, "first_answer") and sent[1])
    for at, name in enumerate(MESSAGES):
        if not sent[at]:
            break
        if out:
            found.append("left_out")
            continue
        lag = lag_seconds(row, row[name], row["first_answer_s"]) if answered else None
        if at and lag is not None and lag <= 0:
            break  # answered before
        if lag_seconds(row, row[name], until(row, as_of)) < within_days * DAY:
            found.append("pending")
            continue
        again = at < 2 and sent[at + 1]
        if again and answered:
            again = lag_seconds(row, row[MESSAGES[at + 1]], row["first_answer_s"]) > 0
        if lag is None or again:
            found.append("silent")
        elif unknown(row, "first_answer") or lag <= within_days * DAY:
            found.append("answered")
        else:
            found.append("later")
    return found


def follow_up_gain(rows: Iterable[Row], within_days: int, as_of: int | None) -> list[Row]:
    people = [row for row in rows if asked(row, as_of)]
    people = [
        row for row in people
        if right_order(row, as_of) or "left_out" in fates(row, within_days, as_of)
    ]  # fmt: skip
    found = [fates(row, within_days, as_of) for row in people]
    table, silent = [], 1.0
    for at in range(max([1, *(len(fate) for fate in found)])):
        here = [fate[at] for fate in found if len(fate) > at]
        counts = {what: here.count(what) for what in ("answered", "later", "pending", "left_out")}
        n = counts["answered"] + counts["later"] + here.count("silent")
        rate = counts["answered"] / n if n else None
        silent *= 1 - (rate or 0)
        low, high = plainly.wilson(counts["answered"], n)
        table.append(
            {
                "message": at + 1, "n": n, **counts, "rate": rate, "low": low, "high": high,
                "total": 1 - silent if n else None,
            }
        )  # fmt: skip
    return table


def funnel(rows: Iterable[Row], within_days: int, as_of: int | None) -> list[Row]:
    counted: dict[bool, list[list[bool]]] = {True: [], False: []}
    for row in rows:
        if not asked(row, as_of) or unknown(row, "sent") or not told_right(row, as_of):
            continue
        met = in_time(row, "meeting_s", within_days, as_of)
        if too_early(row, "meeting_s", as_of):
            continue
        said = row["outcome"] in ("yes", "declined")
        decided = said and in_time(row, "decided_s", within_days, as_of)
        steps = [
            True,
            in_time(row, "first_answer_s", within_days, as_of) or decided,
            decided and row["outcome"] == "yes",
            met,
            in_time(row, "thanked_s", within_days, as_of),
            bool(row["referrals"]),
        ]
        counted[is_closed(row, within_days, as_of)].append(steps)
    table = []
    for closed in (True, False):
        n = len(counted[closed])
        for at, step in enumerate(STEPS):
            reached = sum(all(steps[: at + 1]) for steps in counted[closed])
            beside = sum(steps[at] and not all(steps[:at]) for steps in counted[closed])
            low, high = plainly.wilson(reached, n) if closed and at else (None, None)
            rate = reached / n if closed and at and n else None
            table.append(
                {
                    "closed": closed, "step": step, "n": n, "reached": reached, "beside": beside,
                    "rate": rate, "low": low, "high": high,
                }
            )  # fmt: skip
            n = reached
    return table


def told_right(row: Row, as_of: int | None) -> bool:
    if row["outcome"] not in ("yes", "declined", "silent", None):
        return False
    if row["outcome"] in ("yes", "declined"):
        if row["decided_s"] is None:
            return False
        if too_early(row, "decided_s", as_of):
            return False
    if too_early(row, "first_answer_s", as_of):
        return False
    both = happened(row, "meeting_s", as_of) and happened(row, "thanked_s", as_of)
    if both and not unknown(row, "meeting", "thanked"):
        before = lag_seconds(row, row["sent_s"], row["meeting_s"]) < 0
        return before or lag_seconds(row, row["meeting_s"], row["thanked_s"]) > -DAY
    return True


def in_time(row: Row, name: str, within_days: int, as_of: int | None) -> bool:
    if not happened(row, name, as_of):
        return False
    late = lag_seconds(row, row["sent_s"], row[name]) > within_days * DAY
    return unknown(row, name.removesuffix("_s")) or not late


def is_closed(row: Row, within_days: int, as_of: int | None) -> bool:
    month: date = row["sent_day"].replace(day=1)
    over = (month + timedelta(days=31)).replace(day=1)
    end = datetime(over.year, over.month, over.day, 12, tzinfo=UTC) + timedelta(days=within_days)
    return end.timestamp() <= until(row, as_of)


def messages(x: float, n: float, k: int, certainty: float) -> int:
    """How many messages, by the beta-binomial, written out."""

    def log_beta(a: float, b: float) -> float:
        return lgamma(a) + lgamma(b) - lgamma(a + b)

    a, b, m = x + 0.5, n - x + 0.5, k
    while True:
        fewer: Any = sum(
            comb(m, j) * exp(log_beta(a + j, b + m - j) - log_beta(a, b)) for j in range(k)
        )
        if 1 - fewer >= certainty - 1e-12:
            return m
        m += 1

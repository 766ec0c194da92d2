"""What is said of how many say yes: of all, of groups, and of the curve."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from infoint_widgets.charts import canvas
from infoint_widgets.charts.canvas import FEWEST_FOR_PERCENT
from infoint_widgets.charts.rates import (
    CURVE,
    MOST_CURVES,
    RATE,
    count,
    curve_end,
    days_shown,
    group_name,
    grouped_by,
    rate_title,
)
from infoint_widgets.stats.compare import difference
from infoint_widgets.stats.frames import values
from infoint_widgets.words import Words

# Among more groups than these some pair or other comes to stand apart by chance.
_FEW_GROUPS = 3


def rate_reading(result: Any, words: Words) -> str:
    by = grouped_by(result, "within_days")
    table = values(result, *RATE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    return _groups_reading(result, table, by, words) if by else _one_reading(table, words)


def _one_reading(table: dict[str, list[Any]], words: Words) -> str:
    row = {name: column[0] for name, column in table.items()}
    n, span = row["n"], canvas.span(row["within_days"], words)
    facts = {"n": n, "yes": row["yes"], "span": span}
    if row["rate"] is None:
        said = [words("charts.rate.early", **facts)]
    elif n < FEWEST_FOR_PERCENT:
        said = _few(row, span, words)
    elif row["n_closed"]:
        said = _closed(row, span, words)
    else:
        said = [words("charts.rate.all", **facts)]
        said.append(words("charts.rate.with_open", **canvas.percentages(row, words)))
    return " ".join([*said, *_without_a_day(table, words)])


def _few(row: dict[str, Any], span: str, words: Words) -> list[str]:
    """What is said of so few people, the same under the point and under the curve."""
    n = row["n"]
    id = "charts.rate.few" if row["yes"] else "charts.curve.no_yes"
    said = [words(id, n=n, yes=row["yes"], span=span)]
    if row["open"]:
        said.append(words("charts.rate.open", n=row["open"], span=span))
    said.append(canvas.few_range(row["low"], row["high"], words))
    return [*said, words("charts.rate.few_more", n=FEWEST_FOR_PERCENT - n)]


def _closed(row: dict[str, Any], span: str, words: Words) -> list[str]:
    """First those asked long enough ago, then those asked since, then both together."""
    n, since = row["n_closed"], row["n"] - row["n_closed"]
    few = n < FEWEST_FOR_PERCENT
    closed = {name: row[f"{name}_closed"] for name in ("rate", "low", "high")}
    facts = {"n": n, "yes": row["yes_closed"], "span": span, **canvas.percentages(closed, words)}
    said = [words("charts.rate.closed_few" if few else "charts.rate.closed", **facts)]
    if since:
        id = "since" if row["open"] else "since_decided"
        yes = row["yes"] - row["yes_closed"]
        said.append(words(f"charts.rate.{id}", n=since, yes=yes, open=row["open"]))
        said.append(words("charts.rate.with_open", **canvas.percentages(row, words)))
    return said


def _without_a_day(table: dict[str, list[Any]], words: Words) -> list[str]:
    """What is said of people of whom a day is not known."""
    said = []
    if undated := sum(table["undated"]):
        span = canvas.span(table["within_days"][0], words)
        said.append(words("charts.rate.undated", n=undated, span=span))
    if left_out := sum(table["left_out"]):
        said.append(words("charts.rate.left_out", n=left_out))
    return said


def _groups_reading(result: Any, table: dict[str, list[Any]], by: str, words: Words) -> str:
    rows = range(min(len(table["n"]), 3))
    parts = [f"{group_name(by, table[by][row], words)} {count(table, row, words)}" for row in rows]
    id = "charts.rate.groups" if len(rows) == len(table["n"]) else "charts.rate.groups_largest"
    span = canvas.span(table["within_days"][0], words)
    said = [words(id, span=span, groups="; ".join(parts))]
    if len(table["n"]) < 2:
        said.append(words("charts.rate.one_group"))
    elif len(table["n"]) == 2 and None not in table["rate"]:
        said.append(_two_groups(result, table, by, words))
    else:
        said.append(_many_groups(table, by, words))
    few = [
        words("charts.rate.group_more", n=FEWEST_FOR_PERCENT - table["n"][row],
              group=group_name(by, table[by][row], words))
        for row in rows if table["n"][row] < FEWEST_FOR_PERCENT
    ]  # fmt: skip
    if few and len(table["n"]) > 1:
        said.append(words("charts.rate.groups_more", n=FEWEST_FOR_PERCENT, groups="; ".join(few)))
    return " ".join(said)


def _two_groups(result: Any, table: dict[str, list[Any]], by: str, words: Words) -> str:
    """How far apart two groups are; no figure where one of them is small."""
    one, other = sorted((0, 1), key=lambda row: -table["rate"][row])
    apart, low, high = difference(result, one, other)
    by_chance = low <= 0
    few = min(table["n"]) < FEWEST_FOR_PERCENT
    if few and table["low"][one] <= table["high"][other]:
        return words("charts.rate.overlap")
    facts: dict[str, Any] = {
        "one": group_name(by, table[by][one], words),
        "other": group_name(by, table[by][other], words),
        "n": round(apart * 100), "low": round(abs(low) * 100), "high": round(high * 100),
    }  # fmt: skip
    id = "two_few" if few else "two_by_chance" if by_chance else "two_apart"
    return words(f"charts.rate.{id}", **facts)


def _many_groups(table: dict[str, list[Any]], by: str, words: Words) -> str:
    apart = [
        (one, other)
        for one, other in combinations(range(len(table["n"])), 2)
        if table["rate"][one] is not None and table["rate"][other] is not None
        and (table["high"][one] < table["low"][other] or table["high"][other] < table["low"][one])
    ]  # fmt: skip
    if not apart:
        return words("charts.rate.overlap")
    one, other = (group_name(by, table[by][row], words) for row in apart[0])
    id = "apart" if len(table["n"]) <= _FEW_GROUPS else "apart_of_many"
    return words(f"charts.rate.{id}", one=one, other=other, n=len(table["n"]))


def rate_alt_text(result: Any, words: Words) -> str:
    by = grouped_by(result, "within_days")
    table = values(result, *RATE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    rows = []
    for at in range(len(table["n"])):
        row = {name: column[at] for name, column in table.items()}
        group = group_name(by, row[by], words) if by else words("charts.rate.everybody")
        counts = count(table, at, words)
        if row["rate"] is None or row["n"] < FEWEST_FOR_PERCENT:
            rows.append(f"{group}: {counts}.")
        else:
            facts = {"group": group, "counts": counts, **canvas.percentages(row, words)}
            rows.append(words("charts.rate.alt_row", **facts))
    return " ".join([rate_title(table, by, words), words("charts.rate.alt"), *rows])


def curve_reading(result: Any, words: Words) -> str:
    by = grouped_by(result, "day")
    table = values(result, *CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    if by:
        return curves_reading(table, by, "charts.curve", "yes", words)
    known = [row for row, rate in enumerate(table["rate"]) if rate is not None]
    last = {name: column[known[-1]] for name, column in table.items()}
    span = canvas.span(last["day"], words)
    last["open"] = last["n"] - last["yes"] - last["declined"] - last["waiting"]
    if last["n"] < FEWEST_FOR_PERCENT or not last["day"]:
        return " ".join(_few_steps(last, max(table["day"]), words))
    if not last["yes"]:
        none = words("charts.curve.no_yes", n=last["n"], span=span)
        return f"{none} {words('charts.curve.plausibly', **canvas.percentages(last, words))}"
    half = table["day"][next(row for row in known if table["rate"][row] >= last["rate"] / 2)]
    said = [words("charts.curve.reading", span=span, **canvas.percentages(last, words))]
    if last["open"]:
        said.append(words("charts.curve.open"))
    said.append(words("charts.curve.band"))
    if last["undated"]:
        said.append(words("charts.rate.undated", n=last["undated"], span=span))
    else:
        said.append(words("charts.curve.half" if half else "charts.curve.half_at_once", n=half))
    if last["few"]:
        said.append(words("charts.curve.few"))
    return " ".join(said)


def _few_steps(last: dict[str, Any], within_days: int, words: Words) -> list[str]:
    """As under the point: no rate while nobody was waited for that long."""
    span = canvas.span(within_days, words)
    if last["day"] == within_days:
        return _few(last, span, words)
    early = words("charts.rate.early", n=last["n"], yes=last["yes"], span=span)
    return [early, words("charts.curve.so_far", n=last["day"])]


def curves_reading(
    table: dict[str, list[Any]], by: str, curve: str, done: str, words: Words
) -> str:
    """How far each group's curve has come; `done` is the count of those whom it is about."""
    said = []
    for group in list(dict.fromkeys(table[by]))[:MOST_CURVES]:
        known = [
            row for row in range(len(table[by]))
            if table[by][row] == group and table["rate"][row] is not None
        ]  # fmt: skip
        steps = {name: [column[row] for row in known] for name, column in table.items()}
        end = curve_end(steps, words, done)
        said.append(words("charts.curve.group", group=group_name(by, group, words), end=end))
    facts = {"day": max(table["day"]), "groups": "; ".join(said)}
    chance = "overlap" if len(said) > 1 else "one_group"
    return f"{words(f'{curve}.groups', **facts)} {words(f'charts.curve.{chance}')}"


def curve_alt_text(result: Any, words: Words) -> str:
    by = grouped_by(result, "day")
    table = values(result, *CURVE, *([by] if by else []))
    if not any(table["n"]):
        return words("charts.rate.nobody")
    return days_told(table, by, "charts.curve", "yes", words)


def days_told(table: dict[str, list[Any]], by: str, curve: str, done: str, words: Words) -> str:
    """A curve on the days that are named under it; `done` as in `curves_reading`."""
    shown = set(days_shown(max(table["day"])))
    groups = list(dict.fromkeys(table[by]))[:MOST_CURVES] if by else []
    rows = []
    for at, day in enumerate(table["day"]):
        row = {name: column[at] for name, column in table.items()}
        if day not in shown or row["rate"] is None or (by and row[by] not in groups):
            continue
        if row["n"] < FEWEST_FOR_PERCENT:
            said = words("charts.curve.alt_few", n=row["n"], day=day, yes=row[done])
        else:
            said = words("charts.curve.alt_row", day=day, **canvas.percentages(row, words))
        rows.append(f"{group_name(by, row[by], words)}: {said}" if by else said)
    return " ".join([words(f"{curve}.title"), words("charts.curve.alt"), *rows])

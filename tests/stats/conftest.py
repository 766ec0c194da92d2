"""Journeys as somebody would write them down by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

DAY = 86_400
# Thursday, 28 May 2026, 20:26 in UTC.
NOW = 1_780_000_000
TODAY = datetime.fromtimestamp(NOW, UTC).date()

MOMENTS = (
    "named_s", "sent_s", "sent_2_s", "sent_3_s", "first_answer_s", "decided_s", "meeting_s",
    "thanked_s", "as_of_s",
)  # fmt: skip
COLUMNS = (
    *MOMENTS, "outcome", "precision", "undated", "sent_day", "met_day", "thanked_day", "generation",
    "referrals", "channel", "contact_id", "name", "referred_by", "name_use",
)  # fmt: skip

Row = dict[str, Any]


def day_of(moment: int) -> date:
    return datetime.fromtimestamp(moment, UTC).date()


def person(**known: Any) -> Row:
    """A row of journeys; whatever is not said is not known."""
    row = {**dict.fromkeys(COLUMNS), "outcome": "silent", "precision": "minute", "as_of_s": NOW}
    row.update({"generation": 0, "referrals": 0, "channel": "email", **known})
    days = {"sent_s": "sent_day", "meeting_s": "met_day", "thanked_s": "thanked_day"}
    for moment, day in days.items():
        if known.get(moment) is not None and day not in known:
            row[day] = day_of(known[moment])
    return row


def asked(days_ago: float, **known: Any) -> Row:
    """Somebody written to so many days ago; `yes` or `declined` after so many days."""
    sent = NOW - round(days_ago * DAY)
    for outcome in ("yes", "declined"):
        if outcome in known:
            answered = sent + round(known.pop(outcome) * DAY)
            known |= {"outcome": outcome, "decided_s": answered, "first_answer_s": answered}
    return person(sent_s=sent, **known)


def met(days_ago: float, thanked_after: float | None = None, **known: Any) -> Row:
    """Somebody met so many days ago, and thanked so many days later."""
    meeting = NOW - round(days_ago * DAY)
    if thanked_after is not None:
        known = {"thanked_s": meeting + round(thanked_after * DAY), **known}
    return person(meeting_s=meeting, **known)


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """As `log.journeys()` has them: nullable whole numbers, days as datetimes, text as str."""
    made = pd.DataFrame(list(rows), columns=list(COLUMNS))
    types = dict.fromkeys((*MOMENTS, "generation", "referrals"), "Int64")
    texts = ("outcome", "precision", "undated", "channel", "contact_id", "name", "referred_by")
    types |= dict.fromkeys((*texts, "name_use"), "str")
    types |= dict.fromkeys(("sent_day", "met_day", "thanked_day"), "datetime64[us]")
    return made.astype(types)


def monday(weeks_ago: int) -> date:
    return TODAY - timedelta(days=TODAY.weekday() + 7 * weeks_ago)


def one(result: pd.DataFrame) -> Row:
    """The only row of a result, None where nothing can be said."""
    (row,) = rows_of(result)
    return row


def rows_of(result: pd.DataFrame) -> list[Row]:
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in result.to_dict("records")
    ]


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other)

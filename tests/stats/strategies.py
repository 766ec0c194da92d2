"""Journeys of all kinds, wrong ones among them, small enough that times often coincide."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.stats.conftest import DAY, NOW, Row, person

# Quarters of days, often the very same ones, now and then to the second.
MOMENTS = st.integers(-200, 4).map(lambda quarter: NOW + quarter * DAY // 4) | st.integers(
    NOW - 50 * DAY, NOW + DAY
)
# Mostly every day is known.
UNDATED = st.sampled_from([None] * 4 + ["decided", "first_answer decided", "sent", "sent_2 thanked",
                                        "meeting", "thanked"])  # fmt: skip


def after(moment: Any, days: int) -> st.SearchStrategy[int]:
    """A moment that mostly lies after another."""
    quarters = st.integers(-1, days * 4).map(lambda quarter: moment + quarter * DAY // 4)
    return quarters | st.integers(moment - 3600, moment + days * DAY)


@st.composite
def people(draw: st.DrawFn) -> Row:
    """One person whose story may have got as far as anything, or may be wrong."""
    sent = draw(st.none() | MOMENTS)
    start = draw(MOMENTS) if sent is None else sent
    maybe = st.none() | after(start, 30)
    outcome = draw(st.sampled_from(["yes", "declined", "silent", "silent", "bounced", "odd", None]))
    decided = draw(after(start, 30) if outcome in ("yes", "declined") else maybe)
    meeting = draw(st.none() | after(start, 20))
    return person(
        sent_s=sent,
        sent_2_s=draw(maybe),
        first_answer_s=draw(maybe),
        decided_s=draw(st.sampled_from([decided] * 9 + [None])),
        outcome=outcome,
        named_s=draw(maybe),
        meeting_s=meeting,
        thanked_s=None if meeting is None else draw(st.none() | after(meeting, 5)),
        precision=draw(st.sampled_from(["minute", "minute", "day"])),
        undated=draw(UNDATED),
        generation=draw(st.integers(0, 3) | st.none()),
        referrals=draw(st.integers(0, 3)),
        channel=draw(st.sampled_from(["email", "linkedin", "phone", None])),
    )


@st.composite
def journeys(draw: st.DrawFn) -> list[Row]:
    """People of whom some named others, now and then themselves, or in a circle, or from outside.

    Mostly each has an `id` of their own.
    """
    rows = draw(st.lists(people(), max_size=25))
    for k, row in enumerate(rows):
        number = draw(st.sampled_from([k] * 9 + [0]))
        by = draw(st.none() | st.integers(0, len(rows)).map(lambda n: f"p{n}"))
        use = draw(st.sampled_from(["granted", "denied", "not_asked", None]))
        row |= {"contact_id": f"p{number}", "referred_by": by, "name": f"Ada {k}", "name_use": use}
    return rows


JOURNEYS = journeys()
LONG_AGO = st.none() | st.integers(0, 40).map(lambda days: NOW - days * DAY)

"""When to thank, how often to be in touch, and when that is next."""

from __future__ import annotations

from datetime import date

import pytest

from infoint_widgets.method.in_touch import INTERVALS, due_on, suggested_days, thank_by

NOTHING = {"learned": 0, "surprised": False, "cv_read": False, "named": 0, "promised": False}


def test_thanks_are_due_by_the_end_of_the_next_day() -> None:
    assert thank_by(date(2026, 2, 28)) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, 365),
        ({"learned": 1}, 180),
        ({"learned": 3}, 180),
        ({"learned": 3, "named": 2}, 90),
        ({"learned": 3, "surprised": True, "cv_read": True, "named": 1}, 30),
        ({"promised": True}, 180),
        ({"learned": 3, "surprised": True, "named": 1, "cv_read": True, "promised": True}, 30),
    ],
)
def test_the_more_came_of_it_the_sooner_one_writes_again(facts: dict[str, int], days: int) -> None:
    assert suggested_days(**{**NOTHING, **facts}) == days  # type: ignore[arg-type]


@pytest.mark.parametrize("more", ["learned", "surprised", "cv_read", "named", "promised"])
def test_no_sign_of_a_good_conversation_makes_the_interval_longer(more: str) -> None:
    facts = {**NOTHING, "learned": 1}
    after = suggested_days(**{**facts, more: int(facts[more]) + 1})  # type: ignore[arg-type]
    assert after <= suggested_days(**facts)  # type: ignore[arg-type]
    assert after in INTERVALS


@pytest.mark.parametrize("last", [None, date(2026, 6, 16)])
@pytest.mark.parametrize("every", [None, 30])
def test_without_an_interval_or_a_contact_nothing_is_due(
    last: date | None, every: int | None
) -> None:
    due = due_on(last, every)
    assert due == (date(2026, 7, 16) if last and every else None)

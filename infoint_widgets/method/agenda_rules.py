"""The rules of the agenda: which there are, and what somebody changed of them.

They stand once, in ``words/agenda_rules.yaml``; what they say stands under ``agenda.<id>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from infoint_widgets.words import FOLDER, read_yaml


@dataclass(frozen=True)
class Rule:
    """When something falls due.

    Attributes
    ----------
    id : str
        Stable: what was put off refers to it.
    step : str
        The step of the method that it belongs to, such as ``thank``.
    days : int
        Before a meeting, or after what the rule waits for.
    weight : int
        What is lost by waiting.
    ends : int or None
        Days after which it is too late.
    business : bool
        Whether it can wait for a day on which they are at work.
    on : bool
    """

    id: str
    step: str
    days: int
    weight: int
    ends: int | None = None
    business: bool = False
    on: bool = True


@cache
def rules() -> dict[str, Rule]:
    """All rules by id, as they are while nobody changed them."""
    found = (Rule(**row) for row in read_yaml(FOLDER / "agenda_rules.yaml"))
    return {rule.id: rule for rule in found}


def with_own(own: Mapping[str, tuple[bool, int | None]]) -> dict[str, Rule]:
    """The rules as somebody has set them: whether each is on, and another number of days."""
    return {
        rule.id: replace(
            rule,
            on=own.get(rule.id, (True, None))[0],
            days=rule.days if (days := own.get(rule.id, (True, None))[1]) is None else days,
        )
        for rule in rules().values()
    }

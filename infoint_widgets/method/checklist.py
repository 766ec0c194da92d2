"""What to do before, at and after a meeting: only what fits how one meets.

Which item belongs to which step, when it is done and for which kinds of meeting stands once, in
``words/checklist_items.yaml``; its text stands in each language under ``checklist.<id>``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from infoint_widgets.vocabulary import Mode
from infoint_widgets.words import FOLDER, read_yaml

When = Literal["week", "day_before", "on_the_day", "after"]
WHENS: tuple[When, ...] = ("week", "day_before", "on_the_day", "after")


@dataclass(frozen=True)
class Item:
    """One thing to do.

    Attributes
    ----------
    id : str
        Stable: ticks in the log refer to it.
    step : str
        The step of the method that it belongs to, such as ``research``.
    when : str
        ``week``, ``day_before``, ``on_the_day`` or ``after``.
    modes : frozenset of Mode
        The kinds of meeting that it makes sense for.
    """

    id: str
    step: str
    when: When
    modes: frozenset[Mode]


def items(mode: Mode | None) -> list[Item]:
    """The items that fit a kind of meeting, in the order in which one does them.

    Parameters
    ----------
    mode : Mode or None
        None while it is not agreed: then only what fits every kind.

    Examples
    --------
    >>> "offer_coffee" in [item.id for item in items(Mode.PHONE)]
    False
    """
    wanted = frozenset(Mode) if mode is None else frozenset({mode})
    return [item for item in _all_items() if wanted <= item.modes]


def progress(items: Iterable[Item], ticked: Collection[str]) -> tuple[int, int]:
    """How many of the items are done, and how many there are.

    Parameters
    ----------
    ticked : collection of str
        Ids; those of items that don't fit (any more) don't count.
    """
    done = [item.id in ticked for item in items]
    return sum(done), len(done)


@cache
def _all_items() -> tuple[Item, ...]:
    rows = read_yaml(FOLDER / "checklist_items.yaml")
    found = [
        Item(
            id=row["id"],
            step=row["step"],
            when=when,
            modes=frozenset(Mode(mode) for mode in row.get("modes", Mode)),
        )
        for when in WHENS
        for row in rows[when]
    ]
    return tuple(found)

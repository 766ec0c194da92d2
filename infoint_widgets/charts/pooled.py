"""How a figure speaks when it is of many students' logs and not of one's own."""

from __future__ import annotations

from typing import Any

from infoint_widgets.stats.frames import columns, values
from infoint_widgets.vocabulary import FEWEST_TO_SHOW
from infoint_widgets.words import Words


class OfMany(Words):
    """The same sentences, but for those that speak to one person: their twins below ``pooled``."""

    def __call__(self, id: str, /, **facts: object) -> str:
        twin = f"pooled.{id}"
        return super().__call__(twin if super().__contains__(twin) else id, **facts)

    def __contains__(self, id: str) -> bool:
        return super().__contains__(f"pooled.{id}") or super().__contains__(id)


def words_of(result: Any, language: str) -> Words:
    """The sentences in which a result is told of."""
    return OfMany(language) if is_pooled(result) else Words(language)


def is_pooled(result: Any) -> bool:
    return "students" in columns(result)


def too_few(result: Any) -> bool:
    """Whether a result is of so few students that nothing is told of them."""
    if not is_pooled(result):
        return False
    students: list[int] = values(result, "students")["students"]
    return bool(students) and students[0] < FEWEST_TO_SHOW

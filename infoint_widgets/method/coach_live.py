"""Advice while a draft is being typed: new advice waits until the word is finished.

Half a word is easily taken for another ("du" on the way to "durch"). So advice comes when a word
is finished or typing pauses, and goes as soon as nothing speaks for it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from infoint_widgets.method.coach import Advice, Mark, advise
from infoint_widgets.method.coach_reading import Facts
from infoint_widgets.method.prose import Span

_IN_WORDS = "'’-"
_LONGEST_WORD = 80
# Beyond these a text is no letter any more, and marking it would only take time.
_MOST_MARKS = 200


@dataclass
class LiveAdvice:
    """The advice that stands beside a draft.

    Attributes
    ----------
    facts : Facts
    shown : list of Advice
        The heaviest first; its marks fit the text that was read last.
    settled : bool
        Whether there is nothing more to say once typing pauses.
    """

    facts: Facts
    shown: list[Advice] = field(default_factory=list)
    settled: bool = True
    text: tuple[str | None, str] = (None, "")

    def read(self, subject: str | None, body: str) -> None:
        """Say all that there is to say of a text."""
        self.text = (subject, body)
        self.shown = advise(subject, body, self.facts)
        self.settled = True

    def type(self, subject: str | None, body: str) -> None:
        """Follow a text by one key: what is gone goes, and the rest waits for the word's end.

        Examples
        --------
        >>> from infoint_widgets.vocabulary import DraftKind
        >>> live = LiveAdvice(Facts(DraftKind.THANK_YOU))
        >>> live.type("Thanks", "Dear Ada, thank you! I learned")
        >>> [advice.rule for advice in live.shown]
        []
        >>> live.type("Thanks", "Dear Ada, thank you! I learned ")
        >>> "too_short" in [advice.rule for advice in live.shown]
        True
        """
        before, self.text = self.text, (subject, body)
        words = (
            unfinished_word(before[0] or "", subject or ""),
            unfinished_word(before[1], body),
        )
        if words == (None, None):
            self.read(subject, body)
            return
        self.settled = False
        now = {advice.rule: advice for advice in advise(subject, body, self.facts)}
        without: set[str] = set()
        if any(advice.rule not in now for advice in self.shown):
            # Half a word answers nothing yet: "twenty mi" says no length.
            lacking = (subject and _without(subject, words[0]), _without(body, words[1]))
            without = {advice.rule for advice in advise(*lacking, self.facts)}
        self.shown = [
            _followed(advice, now.get(advice.rule), words)
            for advice in self.shown
            if advice.rule in now or advice.rule in without
        ]


def unfinished_word(before: str, after: str) -> Span | None:
    """The word in which a text was changed last; None between words, or for the same text.

    Examples
    --------
    >>> unfinished_word("I am a", "I am at")
    (5, 7)
    >>> unfinished_word("I am at", "I am at ") is None
    True
    """
    if before == after:
        return None
    start = _shared(before, after)
    end = len(after) - _shared(before[start:][::-1], after[start:][::-1])
    # Behind what was written a word may stand that nobody is typing.
    if start < end and not _of_word(after[end - 1]):
        return None
    begin = stop = end
    while begin > max(0, end - _LONGEST_WORD) and _of_word(after[begin - 1]):
        begin -= 1
    while stop < min(len(after), end + _LONGEST_WORD) and _of_word(after[stop]):
        stop += 1
    return (begin, stop) if begin < stop else None


def spans(advice: Iterable[Advice], part: str) -> Iterator[tuple[int, int, str]]:
    """The words that advice is about in a part of the draft, each with its weight, none twice.

    Parameters
    ----------
    advice : iterable of Advice
        The heaviest first: where two are about the same words, it marks them.
    part : {"subject", "body"}
    """
    taken: list[tuple[int, int, str]] = []
    for each in advice:
        kind = "gap" if each.rule == "gap_left" else each.weight.name.lower()
        for mark in each.marks:
            if len(taken) == _MOST_MARKS:
                break
            apart = all(mark.end <= start or end <= mark.start for start, end, _ in taken)
            if mark.part == part and mark.start < mark.end and apart:
                taken.append((mark.start, mark.end, kind))
    return iter(sorted(taken))


def _of_word(letter: str) -> bool:
    return letter.isalnum() or letter in _IN_WORDS


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _without(text: str, word: Span | None) -> str:
    return text[: word[0]] + text[word[1] :] if word else text


def _followed(advice: Advice, now: Advice | None, words: tuple[Span | None, Span | None]) -> Advice:
    """An advice as it was said, with its marks where its words stand now."""
    if now is None:
        return replace(advice, marks=())
    half = dict(zip(("subject", "body"), words, strict=True))
    marks = tuple(mark for mark in now.marks if not _inside(mark, half[mark.part]))
    return replace(now, marks=marks, facts=advice.facts)


def _inside(mark: Mark, word: Span | None) -> bool:
    return word is not None and word[0] <= mark.start and mark.end <= word[1]

"""Names of people and organisations out of a text, as far as they are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from infoint_widgets.values import spellings

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.)\S+|\S+@\S+")
_SENTENCE_BEGINS = re.compile(r"(?:\A|\n|[.!?]\s)[^\w.,;:]*\Z")
_CLOSE_BY = 9
_SHORTEST_PART = 3

Words = tuple[str, ...]


class Nameless:
    """Replaces names by what may be said of whoever has them.

    Parameters
    ----------
    names : mapping of str to str
        Each name with what stands in its place.
    address : str
        What stands in the place of any e-mail or web address.

    Examples
    --------
    >>> Nameless({"Jörg Müller": "a person in design"}, "…")("Ask Joerg Mueller's team!")
    "Ask a person in design's team!"
    """

    def __init__(self, names: Mapping[str, str], address: str) -> None:
        self._known: dict[Words, tuple[str, bool]] = {}
        self._address = address
        spell = cache(spellings)  # many words stand in many names
        for name, instead in names.items():
            words = _WORD.findall(name)
            capital = any(word[0].isupper() for word in words)
            for spelled in zip(*map(spell, words), strict=True):
                self._known.setdefault(spelled, (instead, capital))
        self._longest = max(map(len, self._known), default=0)

    def __call__(self, text: str) -> str:
        """The text without the names."""
        text = _ADDRESS.sub(self._address, text)
        words = [*_WORD.finditer(text)]
        folds = [spellings(word.group()) for word in words]
        pieces: list[str] = []
        at = done = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                instead = self._instead(words, folds, at, length)
                if instead:
                    start = words[at].start()
                    if _SENTENCE_BEGINS.search(text, max(start - _CLOSE_BY, 0), start):
                        instead = instead[:1].upper() + instead[1:]
                    pieces += [text[done:start], instead]
                    at, done = at + length, words[at + length - 1].end()
                    break
            else:
                at += 1
        return "".join([*pieces, text[done:]])

    def _instead(
        self, words: list[re.Match[str]], folds: list[tuple[str, str]], at: int, length: int
    ) -> str:
        # "Will" is a name, "will" is not.
        capital = any(word.group()[0].isupper() for word in words[at : at + length])
        for way in (0, 1):
            spelled = tuple(fold[way] for fold in folds[at : at + length])
            for known in (spelled, (*spelled[:-1], spelled[-1].removesuffix("s"))):
                instead, needs_capital = self._known.get(known, ("", False))
                if instead and (capital or not needs_capital):
                    return instead
        return ""


def parts_of(first_name: str, last_name: str) -> Iterable[str]:
    """A person's names as they may stand in a text: whole, first, last, and parts of these.

    Examples
    --------
    >>> [*parts_of("Ada", "von Berg-Lund")]
    ['Ada von Berg-Lund', 'Ada', 'von Berg-Lund', 'Berg', 'Lund']
    """
    names = [f"{first_name} {last_name}".strip(), first_name, last_name]
    for name in (first_name, last_name):
        names += [
            part
            for part in _WORD.findall(name)
            if len(part) >= _SHORTEST_PART and not part.islower()
        ]
    return dict.fromkeys(filter(None, names))

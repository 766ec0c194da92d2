"""A message as a reader takes it in: salutation, sentences, closing, and how easily it reads."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from infoint_widgets.words import FOLDER, read_yaml

if TYPE_CHECKING:
    import pyphen  # type: ignore[import-untyped]

Span = tuple[int, int]
Patterns = Mapping[str, re.Pattern[str]]

_KINDS = ("formal", "neutral", "casual")
_END = re.compile(r"(?<=[.!?…])[\"”“’')\]]*\s+|\n\s*\n|\n(?=\s*[-•*–])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# A full stop behind these ends no sentence; in German neither behind the number of a day.
_SHORT = {
    "en": re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|St|e\.g|i\.e|approx|no)\.$"),
    "de": re.compile(
        r"\b(?:Dr|Prof|Hr|Fr|St|z\.\s?B|d\.\s?h|u\.\s?a|bzw|ca|Nr|Mag|Dipl|Ing|\d\d?)\.$"
    ),
}
_GREETING = re.compile(r"[^,!:\n]{0,70}[,!:]?")
_LAST_WORDS = 120
_WITH_CASE = "(?-i:"
_LONGEST_NAME = 40
_CLASS = re.compile(r"\{([a-z_]+)\}")
# As many as a long message has sentences, for each of some forty patterns.
_REMEMBERED = 16_384


@cache
def patterns(language: str) -> Patterns:
    """What the coach looks for in a language, by id; one expression of all the lines of an id."""
    found = read_yaml(FOLDER / language / "coach" / "patterns.yaml")
    classes: dict[str, str] = {}
    for id, lines in found.pop("classes").items():
        classes[id] = f"(?:{'|'.join(_spelled_out(line, classes) for line in lines)})"
    return {
        id: re.compile(*_one_of([_spelled_out(line, classes) for line in lines]))
        for id, lines in found.items()
    }


def _spelled_out(line: str, classes: Mapping[str, str]) -> str:
    """A line with the words of each {class} in it."""
    return _CLASS.sub(lambda found: classes[found[1]], line)


@lru_cache(_REMEMBERED)
def _spans(language: str, id: str, text: str) -> tuple[Span, ...]:
    """Where a pattern stands in a sentence, or the name in it that is its one group.

    Remembered, for a key changes one sentence of a draft.
    """
    pattern = patterns(language)[id]
    # A line that is broken by hand is one all the same.
    line = text.replace("\n", " ")
    line = line if pattern.flags & re.IGNORECASE else _small(line)
    return tuple(match.span(match.lastindex or 0) for match in pattern.finditer(line))


def _one_of(lines: list[str]) -> tuple[str, re.RegexFlag]:
    """The expression of several lines, and its flag.

    Both halves make for speed: whether a word begins here is asked once for all lines, and a
    pattern that doesn't regard case is tried on a text in small letters.
    """
    words = [line.removeprefix(r"\b") for line in lines if line.startswith(r"\b")]
    others = [line for line in lines if not line.startswith(r"\b")]
    pattern = "|".join([rf"\b(?:{'|'.join(words)})"] * bool(words) + others)
    return pattern, re.IGNORECASE if _WITH_CASE in pattern else re.NOFLAG


def _small(text: str) -> str:
    """In small letters, each where it was: "İ" would become two."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


@dataclass(frozen=True)
class Prose:
    """The body of a message.

    Parameters
    ----------
    text : str
    language : {"en", "de"}

    Examples
    --------
    >>> prose = Prose("Dear Ada,\\n\\nMay I call you?\\n\\nKind regards,\\nJo", "en")
    >>> prose.text[slice(*prose.sentences[0])], prose.salutation_kind, prose.closing_kind
    ('May I call you?', 'neutral', 'neutral')
    """

    text: str
    language: str

    @cached_property
    def patterns(self) -> Patterns:
        return patterns(self.language)

    @cached_property
    def lines(self) -> list[Span]:
        """The lines in which something stands."""
        return [found.span() for found in re.finditer(r"\S[^\n]*", self.text)]

    @cached_property
    def salutation(self) -> Span | None:
        """The words that greet, in the first line or the second."""
        for start, end in self.lines[:2]:
            found = _GREETING.match(self.text, start, end)
            if found and self._kind("salutation", found.span()):
                return found.span()
        return None

    @cached_property
    def closing(self) -> Span | None:
        """The words with which messages end, the name below or behind them not included."""
        for start, end in reversed(self.lines[-7:]):
            if (start, end) != self.salutation and self._kind("closing", (start, end)):
                return start, end
        return self._closing_in_line()

    @property
    def salutation_kind(self) -> str:
        return self._kind("salutation", self.salutation)

    @property
    def closing_kind(self) -> str:
        return self._kind("closing", self.closing)

    @cached_property
    def core(self) -> Span:
        """What stands between salutation and closing."""
        start = self.salutation[1] if self.salutation else 0
        end = self.closing[0] if self.closing else len(self.text)
        return min(start, end), end

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences between salutation and closing."""
        return list(self._sentences())

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_around(self, span: Span) -> Span:
        at = bisect_right(self._starts, span[0]) - 1
        return self.sentences[at] if at >= 0 else span

    def words(self, span: Span | None = None) -> list[str]:
        return _WORD.findall(self.text, *(span or self.core))

    @cached_property
    def _parts(self) -> list[Span]:
        """All of the text: the greeting, each sentence, and what closes it."""
        start, end = self.core
        return [(0, start), *self.sentences, (end, len(self.text))]

    @cached_property
    def _found(self) -> dict[str, list[Span]]:
        return {}

    def found(self, id: str, span: Span | None = None) -> list[Span]:
        """Where a pattern stands, by default between salutation and closing."""
        start, end = span or self.core
        if id not in self._found:
            self._found[id] = [
                (at + first, at + last)
                for at, stop in self._parts
                for first, last in _spans(self.language, id, self.text[at:stop])
            ]
        spans = self._found[id]
        inside = spans[bisect_left(spans, (start, start)) : bisect_right(spans, (end, end))]
        return [each for each in inside if each[1] <= end]

    def has(self, id: str, span: Span | None = None) -> bool:
        return bool(self.found(id, span))

    def claimed(self, id: str) -> list[Span]:
        """Where a pattern stands in a sentence that doesn't deny it."""
        return [span for span in self.found(id) if not self.denied(span)]

    def denied(self, span: Span) -> bool:
        """Whether a sentence says "not" before the end of these words, with no "but I" since."""
        start = max(self.sentence_around(span)[0], span[1] - _LAST_WORDS)
        turns = self.found("turn", (start, span[0]))
        return self.has("denial", (turns[-1][1] if turns else start, span[1]))

    def _sentences(self) -> Iterator[Span]:
        start, end = self.core
        short, at = _SHORT[self.language], start
        for found in [*_END.finditer(self.text, start, end), None]:
            stop = found.start() if found else end
            if found and short.search(self.text, max(at, stop - 8), stop):
                continue
            stripped = self.text[at:stop].strip()
            if stripped:
                begin = self.text.index(stripped, at)
                yield begin, begin + len(stripped)
            at = found.end() if found else end

    def _closing_in_line(self) -> Span | None:
        """ "… talk sometime? Cheers, Jo": the closing at the end of a mail of one paragraph."""
        if not self.lines:
            return None
        start, end = self.lines[-1]
        start = max(start, end - _LAST_WORDS)
        for found in re.finditer(r"[.!?]\s+", self.text[start:end]):
            begin = start + found.end()
            if end - begin <= _LONGEST_NAME and self._kind("closing", (begin, end)):
                return begin, end
        return None

    def _kind(self, part: str, span: Span | None) -> str:
        if span is None:
            return ""
        text = _small(self.text[slice(*span)])
        return next((k for k in _KINDS if self.patterns[f"{part}_{k}"].match(text)), "")


def reading_ease(prose: Prose) -> float | None:
    """How easily a text reads: 0 very hard, 100 very easy; None for fewer than three sentences.

    Notes
    -----
    206.835 − 1.015 w/s − 84.6 y/w for English (Flesch 1948, doi:10.1037/h0057532) and
    180 − w/s − 58.5 y/w for German (Amstad 1978), with w words, s sentences and y syllables.
    """
    words = prose.words()
    if len(prose.sentences) < 3 or len(words) < 20:
        return None
    per_sentence = len(words) / len(prose.sentences)
    per_word = sum(syllables(word, prose.language) for word in words) / len(words)
    if prose.language == "de":
        return 180 - per_sentence - 58.5 * per_word
    return 206.835 - 1.015 * per_sentence - 84.6 * per_word


def wiener(prose: Prose) -> float | None:
    """The school year in which a German text can be read; None for fewer than three sentences.

    Notes
    -----
    First Wiener Sachtextformel (Bamberger & Vanecek 1984):
    0.1935 MS + 0.1672 SL + 0.1297 IW − 0.0327 ES − 0.875, with MS the percentage of words of three
    and more syllables, SL the mean length of sentences in words, IW the percentage of words of
    more than six letters, ES that of words of one syllable.
    """
    words = prose.words()
    if prose.language != "de" or len(prose.sentences) < 3 or len(words) < 20:
        return None
    counts = [syllables(word, "de") for word in words]
    share = 100 / len(words)
    ms = share * sum(count >= 3 for count in counts)
    iw = share * sum(len(word) > 6 for word in words)
    es = share * sum(count == 1 for count in counts)
    sl = len(words) / len(prose.sentences)
    return 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875


@cache
def syllables(word: str, language: str) -> int:
    """How many syllables a word has, at least one; by the dictionary of hyphenation."""
    return len(_hyphens(language).positions(word)) + 1


@cache
def _hyphens(language: str) -> pyphen.Pyphen:
    import pyphen

    return pyphen.Pyphen(lang={"en": "en_US", "de": "de_DE"}[language], left=1, right=2)

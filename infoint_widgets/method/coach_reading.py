"""What the rules of the coach are handed: the draft, and what is known beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Literal, NamedTuple

from infoint_widgets.method.drafting import gaps, word_count
from infoint_widgets.method.follow_ups import AFTER_DAYS
from infoint_widgets.method.prose import Prose, Span
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import FIRST_MESSAGES, ContactLanguage, DraftKind, NameUse, Register
from infoint_widgets.words import FOLDER, read_yaml

# Nobody reads on; the rest of an endless text would only cost time.
MOST_READ = 8_000
_NAME = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STEM, _ENDING = 5, 4
_NEAR = 150

Topic = Literal["me", "them", "request"]


class Mark(NamedTuple):
    """Words that an advice is about; offsets into the subject or the body."""

    part: Literal["subject", "body"]
    start: int
    end: int


@dataclass(frozen=True)
class Facts:
    """What the coach knows beside the text.

    Attributes
    ----------
    others : tuple of str
        Names of other people in the log, for left-overs of another draft.
    other_organisations : tuple of str
    referrers : mapping of str to NameUse
        Who led to the person, and whether their name may be used.
    business_days : int or None
        Since the first message; None when there was none.
    follow_up_after : int
        How many business days one waits before one writes once more.
    follow_ups : int
        How many were sent already.
    limit : int or None
        How many characters the channel lets through.
    me : str
        The writer's own name.
    wait_until : date or None
        The day they named, while it has not come yet.
    """

    kind: DraftKind
    language: ContactLanguage = ContactLanguage.EN
    register: Register = Register.SIE
    contact: Contact = field(default_factory=Contact)
    others: tuple[str, ...] = ()
    other_organisations: tuple[str, ...] = ()
    referrers: Mapping[str, NameUse] = field(default_factory=dict)
    business_days: int | None = None
    follow_up_after: int = AFTER_DAYS
    follow_ups: int = 0
    limit: int | None = None
    me: str = ""
    wait_until: date | None = None

    def over(self, body: str) -> int:
        """How many characters more there are than the channel lets through."""
        return 0 if self.limit is None else max(0, len(body) - self.limit)


@dataclass(frozen=True)
class Finding:
    marks: tuple[Mark, ...] = ()
    facts: Mapping[str, str | int | date] = field(default_factory=dict)


@dataclass(frozen=True)
class Generic:
    """Words that any message to anybody could hold."""

    words: frozenset[str]
    parts: tuple[str, ...]
    subject: frozenset[str]

    def __contains__(self, word: str) -> bool:
        return word in self.words or word.startswith(self.parts) or word.endswith(self.parts)


@cache
def generic(language: str) -> Generic:
    read = read_yaml(FOLDER / language / "coach" / "generic.yaml")
    lists = {id: [_plain(word) for word in " ".join(lines).split()] for id, lines in read.items()}
    return Generic(frozenset(lists["words"]), tuple(lists["parts"]), frozenset(lists["subject"]))


@dataclass(frozen=True)
class Reading:
    """A draft as the rules see it.

    Attributes
    ----------
    subject : str or None
        None for a message that has no subject line.
    """

    subject: str | None
    body: str
    facts: Facts

    @cached_property
    def prose(self) -> Prose:
        """The body without its gaps: a question to the writer is not part of the message."""
        return Prose(_without_gaps(self.body[:MOST_READ]), self.facts.language[:2])

    @cached_property
    def subject_line(self) -> str:
        return _without_gaps(self.subject or "").strip()

    @cached_property
    def words(self) -> int:
        """How many words stand between salutation and closing."""
        start, end = self.prose.core
        return word_count(self.body[start:] if len(self.body) > MOST_READ else self.body[start:end])

    @cached_property
    def known_words(self) -> frozenset[str]:
        """What the log says of the person and of who led to them: no sign of having looked.

        Later on, the field alone says what the two spoke or wrote of before.
        """
        contact, texts = self.facts.contact, [*self.facts.referrers]
        texts += [contact.name, contact.title]
        if self.facts.kind in FIRST_MESSAGES:
            texts += [contact.organisation, contact.role, contact.field]
        return frozenset(piece for text in texts for piece in pieces(text))

    @cached_property
    def topics(self) -> list[tuple[Topic, Span]]:
        """Whom each sentence is about; one that doesn't say goes on with what was before."""
        return list(self._topics())

    def _topics(self) -> Iterator[tuple[Topic, Span]]:
        prose = self.prose
        offers = {prose.sentence_around(span) for span in (*self.asked_job, *self.offered_cv)}
        topic: Topic = "them"
        for sentence in prose.sentences:
            if prose.has("time_frame", sentence) or sentence in offers:
                yield "request", sentence
                continue
            if self.about_them(sentence):
                topic = "them"
            elif self.about_me(sentence):
                topic = "me"
            yield topic, sentence

    @cached_property
    def asked_job(self) -> list[Span]:
        """Where a job is asked for, or one is spoken of that is neither theirs nor one's own."""
        prose = self.prose
        named = [
            span
            for span in prose.claimed("job_noun")
            if not prose.has("denial", self._clause(span))
            and not prose.has("job_innocent", prose.sentence_around(span))
        ]
        found = {*prose.claimed("job"), *named}
        return sorted(span for span in found if not self._is_own_plan(span))

    @cached_property
    def offered_cv(self) -> list[Span]:
        prose, offered = self.prose, []
        for span in prose.found("cv"):
            start, end = prose.sentence_around(span)
            near = (max(start, span[0] - _NEAR), min(end, span[1] + _NEAR))
            innocent = prose.has("cv_innocent", near) or prose.has("denial", self._clause(span))
            if prose.has("cv_offer", near) and not innocent:
                offered.append(span)
        return offered

    def _is_own_plan(self, span: Span) -> bool:
        """Whether these words are of "before I look for a job", and not of one with them."""
        _, end = self._clause(span)
        plans = self.prose.found("job_plan", self.prose.sentence_around(span))
        return any(
            start <= span[0] < stop and not self.about_them((start, end)) for start, stop in plans
        )

    def _clause(self, span: Span) -> Span:
        """The words around, from comma to comma."""
        start, end = self.prose.sentence_around(span)
        before, after = self.body[start : span[0]], self.body[span[1] : end]
        start += max(before.rfind(sign) for sign in ",;:") + 1
        return start, span[1] + len(re.split(r"[,;:]", after, maxsplit=1)[0])

    def about_them(self, span: Span) -> bool:
        """Whether a sentence speaks to the person written to, or of them by name."""
        if self.prose.has("second_person", span):
            return True
        name = self.facts.contact.last_name
        return len(name) > 2 and name in self.prose.text[slice(*span)]

    def about_me(self, span: Span) -> bool:
        return self.prose.has("first_person", span)

    def specific(self, span: Span) -> list[str]:
        """The words of a sentence that could not stand in a message to just anybody."""
        language = self.prose.language
        words = self.prose.words(span)
        if language == "de":
            # What a German sentence is about stands in its nouns; its first word may be any.
            words = [word for word in words[1:] if word[0].isupper()]
        common = generic(language)
        spelled = (piece for word in words for piece in pieces(word))
        return [word for word in spelled if len(word) > 2 and self._tells(word, common)]

    def _tells(self, word: str, common: Generic) -> bool:
        if word in common or word in self.known_words:
            return False
        # "Planning" is known of a planner; a "Planetariumsshow" isn't of a planetarium.
        stem = self._known_stems.get(word[:_STEM])
        return stem is None or len(word) > stem + _ENDING

    @cached_property
    def _known_stems(self) -> dict[str, int]:
        words = sorted(self.known_words, key=len)
        return {word[:_STEM]: len(word) for word in words if len(word) >= _STEM}


Rule = Callable[[Reading], Finding | None]


def marked(spans: Iterable[Span], facts: Mapping[str, str | int] | None = None) -> Finding | None:
    marks = tuple(Mark("body", start, end) for start, end in spans)
    return Finding(marks, facts or {}) if marks else None


def _without_gaps(text: str) -> str:
    kept, at = [], 0
    for gap in gaps(text):
        kept += [text[at : gap.start], " " * (gap.end - gap.start)]
        at = gap.end
    return "".join((*kept, text[at:]))


def pieces(name: str) -> list[str]:
    """The words of a name, however they are spelled: "Müller-Lüdenscheid", "MUELLER"."""
    return [_plain(word) for word in _NAME.findall(name)]


@cache
def _plain(word: str) -> str:
    lower = word.casefold().replace("’", "'").removesuffix("'s")
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        lower = lower.replace(umlaut, letters)
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))

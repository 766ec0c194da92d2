"""Rules of the coach about form: length, subject, salutation and closing, manner, timing."""

from __future__ import annotations

import re

from infoint_widgets.method.coach_reading import (
    MOST_READ,
    Finding,
    Mark,
    Reading,
    generic,
    marked,
    pieces,
)
from infoint_widgets.method.drafting import gaps, word_count
from infoint_widgets.method.prose import Prose, Span, reading_ease, wiener
from infoint_widgets.vocabulary import DraftKind

SHORTEST, LONGEST = 25, 125
"""Words of a first message; 50 to 125 are answered most often (Boomerang 2016)."""
_LONGEST = {DraftKind.THANK_YOU: 160, DraftKind.KEEP_IN_TOUCH: 160, DraftKind.FOLLOW_UP: 110}
_SHORTEST = {
    DraftKind.CONFIRM: 8,
    DraftKind.ARRANGE: 8,
    DraftKind.THANK_YOU: 15,
    DraftKind.FOLLOW_UP: 20,
    DraftKind.KEEP_IN_TOUCH: 20,
}
LONGEST_SUBJECT, MOST_SUBJECT_WORDS, MOST_VAGUE_WORDS = 60, 9, 4
LONGEST_ACRONYM = 7
LONG_SENTENCE = 24
HEAVY = 0.13
"""Share of heavy words (``heavy`` in the patterns) that makes a long sentence officialese."""
LONG_WORDS = {"en": 0.28, "de": 0.35}
"""Share of words of more than six letters, below which no text is hard as a whole."""
HARDEST_ENGLISH, HARDEST_GERMAN = 30, 12
"""Flesch's "very difficult", and the last year of school."""
_QUOTED = re.compile(r"[„»«‚\"][^“”«»‘\"\n]{0,400}[“”«»‘\"]")


def longest(kind: DraftKind) -> int:
    """How many words a message of a kind may have."""
    return _LONGEST.get(kind, LONGEST)


def too_long(reading: Reading) -> Finding | None:
    most = longest(reading.facts.kind)
    over = reading.words > most + most // 20
    return Finding(facts={"n": reading.words, "most": most}) if over else None


def over_limit(reading: Reading) -> Finding | None:
    over = reading.facts.over(reading.body)
    most = reading.facts.limit or 0
    return Finding(facts={"n": over, "most": most}) if over else None


def too_short(reading: Reading) -> Finding | None:
    least = _SHORTEST.get(reading.facts.kind, SHORTEST)
    return Finding(facts={"n": reading.words, "least": least}) if reading.words < least else None


def subject_empty(reading: Reading) -> Finding | None:
    return None if reading.subject is None or reading.subject.strip() else Finding()


def subject_long(reading: Reading) -> Finding | None:
    subject = " ".join(reading.subject_line.split())
    words = word_count(subject)
    if len(subject) <= LONGEST_SUBJECT and words <= MOST_SUBJECT_WORDS:
        return None
    return Finding(_whole_subject(reading), {"n": words})


def subject_vague(reading: Reading) -> Finding | None:
    """A few words, none of which says what the message is about."""
    words = pieces(reading.subject_line)
    common = generic(reading.prose.language).subject
    theirs = pieces(reading.facts.contact.name)
    if gaps(reading.subject or "") or not 0 < len(words) <= MOST_VAGUE_WORDS:
        return None
    vague = all(word in common or word in theirs for word in words)
    return Finding(_whole_subject(reading)) if vague else None


def hard_to_read(reading: Reading) -> Finding | None:
    """Long sentences of officialese, or all too hard; one that is long and lively is neither."""
    prose = reading.prose
    heavy = [span for span in prose.sentences if _is_heavy(prose, span)]
    return marked(heavy) or (Finding() if _is_hard(prose) else None)


def gap_left(reading: Reading) -> Finding | None:
    marks = [Mark("body", gap.start, gap.end) for gap in gaps(reading.body)]
    marks += [Mark("subject", gap.start, gap.end) for gap in gaps(reading.subject or "")]
    return Finding(tuple(marks), {"n": len(marks)}) if marks else None


def closing_mismatch(reading: Reading) -> Finding | None:
    prose = reading.prose
    if len(reading.body) > MOST_READ:
        return None
    if prose.salutation is None or prose.closing is None:
        # A note of a few lines does without, as a letter does not.
        return None if reading.subject is None else Finding()
    kinds = {prose.salutation_kind, prose.closing_kind}
    return marked([prose.salutation, prose.closing]) if kinds == {"formal", "casual"} else None


def sie_du_mixed(reading: Reading) -> Finding | None:
    prose = Prose(_unquoted(reading.prose.text), "de")
    whole = (0, len(prose.text))
    formal, familiar = prose.found("formal_address", whole), prose.found("familiar_address", whole)
    if not (formal and familiar):
        return None
    return marked(formal if len(formal) < len(familiar) else familiar)


def eszett_swiss(reading: Reading) -> Finding | None:
    """In the text, not in the names of the writer and of the person."""
    prose = reading.prose
    end = prose.closing[1] if prose.closing else len(prose.text)
    names = reading.facts.contact.name
    words = re.compile(r"\w+").finditer(prose.text, 0, end)
    return marked(word.span() for word in words if "ß" in word[0] and word[0] not in names)


def mass_mail(reading: Reading) -> Finding | None:
    return marked(reading.prose.found("mass_mail", (0, len(reading.prose.text))))


def shouting(reading: Reading) -> Finding | None:
    """Common words in capitals, or exclamation marks in a row or more than two."""
    text = reading.prose.text
    common = generic(reading.prose.language).words
    loud = [
        found.span()
        for found in re.finditer(r"\b[A-ZÄÖÜ]{3,}\b", text)
        if found[0].casefold() in common or len(found[0]) >= LONGEST_ACRONYM
    ]
    marks = [found.span() for found in re.finditer(r"!+", text)]
    doubled = any(end - start > 1 for start, end in marks)
    return marked(sorted(loud + (marks if doubled or len(marks) > 2 else [])))


def follow_up_early(reading: Reading) -> Finding | None:
    days, after = reading.facts.business_days, reading.facts.follow_up_after
    return None if days is None or days >= after else Finding(facts={"n": days, "after": after})


def before_the_agreed_day(reading: Reading) -> Finding | None:
    day = reading.facts.wait_until
    return None if day is None else Finding(facts={"day": day})


def follow_up_again(reading: Reading) -> Finding | None:
    return Finding(facts={"n": reading.facts.follow_ups}) if reading.facts.follow_ups else None


def _whole_subject(reading: Reading) -> tuple[Mark, ...]:
    return (Mark("subject", 0, len(reading.subject or "")),)


def _unquoted(text: str) -> str:
    """What is quoted addresses somebody else."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _is_hard(prose: Prose) -> bool:
    words = prose.words()
    if sum(len(word) > 6 for word in words) < LONG_WORDS[prose.language] * len(words):
        # Spares the dictionary of hyphenation, which takes a third of a second to load.
        return False
    if prose.language == "de":
        return (wiener(prose) or 0) > HARDEST_GERMAN
    ease = reading_ease(prose)
    return ease is not None and ease < HARDEST_ENGLISH


def _is_heavy(prose: Prose, span: Span) -> bool:
    words = len(prose.words(span))
    return words > LONG_SENTENCE and len(prose.found("heavy", span)) > HEAVY * words

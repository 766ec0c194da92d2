"""Rules of the coach about whom a message is about: this person, or anybody, or the writer."""

from __future__ import annotations

import re
from dataclasses import replace

from infoint_widgets.method.coach_reading import (
    MOST_READ,
    Finding,
    Mark,
    Reading,
    marked,
    pieces,
)
from infoint_widgets.method.prose import Prose, Span
from infoint_widgets.vocabulary import DraftKind, NameUse

MOST_ABOUT_ME, MORE_ABOUT_ME = 0.66, 45
"""The share of words, and by how many there may be more than about the person."""
# A phrase of mass mail has a few words of its own, such as "of best health".
_SPECIFIC, _IN_A_PHRASE = 2, 3
_TITLE = re.compile(
    r"(?:Dr|Prof|Mr|Mrs|Ms|Mx|Mag|DI|Ing|Dipl)\.?|Frau|Herrn?|Sir|Sister|Father|Inspector|Professor"
)
_OF = r"(?:['’]?s)?"
_NAME = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def how_found_missing(reading: Reading) -> Finding | None:
    prose = reading.prose
    if reading.facts.kind is DraftKind.REFERRAL_OUTREACH or prose.has("how_found"):
        return None
    subject = Prose(reading.subject or "", prose.language)
    met = any(_meets(reading, span) for span in prose.sentences)
    return None if met or subject.has("how_found") else Finding()


def _meets(reading: Reading, sentence: Span) -> bool:
    """ "You mended my toaster": both of us and a thing in one sentence that is no mere opinion."""
    prose = reading.prose
    both = reading.about_me(sentence) and reading.about_them(sentence)
    asks = prose.text[sentence[1] - 1] == "?" or prose.has("time_frame", sentence)
    if not both or asks or prose.has("opinion", sentence) or prose.has("attachment", sentence):
        return False
    return bool(reading.specific(sentence))


def nothing_about_them(reading: Reading) -> Finding | None:
    """No sentence about them names anything that could not be said to just anybody."""
    prose, told = reading.prose, set(_subject_tells(reading))
    if reading.facts.kind is DraftKind.THANK_YOU and prose.has("learned"):
        return None
    for sentence in prose.sentences:
        words = [word for part in _telling(reading, sentence) for word in reading.specific(part)]
        if len(words) > _IN_A_PHRASE or not prose.has("mass_mail", sentence):
            told.update(words)
    least = _SPECIFIC if reading.facts.kind is DraftKind.OUTREACH else 1
    return Finding() if len(told) < least else None


def _subject_tells(reading: Reading) -> list[str]:
    subject = replace(reading, body=reading.subject or "")
    whole = (0, len(subject.body))
    return subject.specific(whole) if subject.about_them(whole) else []


def _telling(reading: Reading, sentence: Span) -> list[Span]:
    """The part of a sentence that may tell of them: all, or with an "I" in it from the "you" on."""
    prose, about_them = reading.prose, reading.about_them(sentence)
    if not reading.about_me(sentence):
        return [sentence] if about_them or prose.text[sentence[1] - 1] != "?" else []
    # German puts what it speaks of before the "you", and is read by its nouns alone.
    them = prose.found("second_person", sentence) if prose.language != "de" else []
    start = them[0][1] if them else sentence[0]
    return [(start, sentence[1])] if about_them or prose.has("how_found", sentence) else []


def more_about_me(reading: Reading) -> Finding | None:
    """Far more words in sentences about the writer than in those about the person."""
    me, them = words_about(reading)
    if me < them + MORE_ABOUT_ME or me <= MOST_ABOUT_ME * (me + them):
        return None
    return Finding(facts={"me": me, "them": them})


def words_about(reading: Reading) -> tuple[int, int]:
    """How many words of a message are about the writer, and how many about the person."""
    counts = {"me": 0, "them": 0, "request": 0}
    for topic, span in reading.topics:
        counts[topic] += len(reading.prose.words(span))
    return counts["me"], counts["them"]


def thanks_without_learning(reading: Reading) -> Finding | None:
    return None if reading.prose.has("learned") else Finding()


def wrong_name(reading: Reading) -> Finding | None:
    """The salutation names somebody else."""
    contact, span = reading.facts.contact, reading.prose.salutation
    if left_over := _other_name(reading):
        return left_over
    if span is None or not contact.name or reading.prose.has("mass_mail", span):
        return None
    if span[1] == len(reading.body) and reading.body[-1].isalpha():
        # It is still being typed.
        return None
    theirs = {*pieces(contact.name), *pieces(contact.title)}
    named = _greeted(reading, span)
    if not named or any(_same_name(word, known) for word in named for known in theirs):
        return None
    return Finding((Mark("body", *span),), {"name": contact.name})


def _greeted(reading: Reading, span: Span) -> list[str]:
    """The words of a greeting that are a name: "Ada" in "Hello Ada from Hull"."""
    greets, named = reading.prose.patterns["greeting_word"], []
    for found in _NAME.finditer(reading.body, *span):
        if greets.fullmatch(found[0].lower()):
            continue
        if not found[0][0].isupper():
            break
        named += pieces(found[0])
    return named


def _other_name(reading: Reading) -> Finding | None:
    """Somebody else of the log, addressed in the middle of the text."""
    contact, prose = reading.facts.contact, reading.prose
    theirs = set(pieces(contact.name))
    lasts = (name.split()[-1] for name in reading.facts.others if name.strip())
    # Looked for plainly at first: an expression of a thousand names takes long to make.
    there = (last for last in lasts if contact.name and last in prose.text)
    names = [re.escape(last) for last in there if not theirs & set(pieces(last))]
    if not names:
        return None
    called = rf", (?:Mr|Mrs|Ms|Dr|Frau|Herr)\.? (?:{'|'.join(names)})(?=[,.!?])"
    found = re.compile(called).finditer(prose.text, *prose.core)
    return marked((match.span() for match in found), {"name": contact.name})


def wrong_organisation(reading: Reading) -> Finding | None:
    """Another organisation of the log, or one that is called theirs, and theirs is not named."""
    contact, text = reading.facts.contact, reading.prose.text
    if not contact.organisation:
        return None
    facts, theirs = {"organisation": contact.organisation}, contact.organisation.casefold()
    named = _names(text, contact.organisation)
    small = text.casefold()
    for other in () if named else reading.facts.other_organisations:
        if len(other) > 2 and other.casefold() in small and other.casefold() != theirs:
            found = re.search(rf"\b{re.escape(other)}\b", text, re.IGNORECASE)
            if found and reading.about_them(reading.prose.sentence_around(found.span())):
                return marked([found.span()], facts)
    claimed = [
        span
        for span in _claimed_places(reading)
        if not _belongs(reading, span, contact.organisation)
    ]
    return marked(claimed, facts)


def _claimed_places(reading: Reading) -> list[Span]:
    """What is called their place, or stands alone in a sentence to them, and isn't the writer's."""
    prose, whole = reading.prose, (0, len(reading.prose.text))
    alone = [
        span
        for span in prose.found("other_place")
        if prose.has("second_person", sentence := prose.sentence_around(span))
        and not prose.has("not_theirs", sentence)
    ]
    return sorted({*prose.found("their_place", whole), *alone})


def referrer_without_permission(reading: Reading) -> Finding | None:
    subject, body = reading.subject or "", reading.body
    start, end = reading.prose.core
    if len(body) > MOST_READ:
        end = len(body)
    for name, use in reading.facts.referrers.items():
        if use is NameUse.GRANTED or not name.strip():
            continue
        whole = re.compile(_loosely(name))
        spans = {found.span() for found in whole.finditer(body)}
        of_subject = {found.span() for found in whole.finditer(subject)}
        if alone := _first_alone(name, reading):
            of_subject |= {found.span() for found in alone.finditer(subject)}
            # Above and below stand the names of who is written to and of who writes.
            spans |= {found.span() for found in alone.finditer(body, start, end)}
        marks = [Mark("subject", *span) for span in _outermost(of_subject)]
        marks += [Mark("body", *span) for span in _outermost(spans)]
        if marks:
            return Finding(tuple(marks), {"name": name})
    return None


def _outermost(spans: set[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _same_name(word: str, known: str) -> bool:
    """Also "Liz" for Elizabeth and "Tom" for Thomas, and a name that is being typed."""
    if known.startswith(word) or len(word) > 2 and word in known:
        return True
    rest = iter(known)
    return len(word) > 2 and word[0] == known[0] and all(letter in rest for letter in word)


def _names(text: str, organisation: str) -> bool:
    """Whether a text names an organisation, in full or by its longest word."""
    longest = max(pieces(organisation), key=len, default="")
    return len(longest) > 3 and longest in pieces(text)


def _belongs(reading: Reading, span: Span, organisation: str) -> bool:
    """Whether what is called theirs is theirs, or a fair or a school, or is told beside it."""
    prose = reading.prose
    name = prose.text[slice(*span)]
    sentence = prose.text[slice(*prose.sentence_around(span))]
    beside = set(pieces(organisation)) - set(pieces(name))
    told = any(len(word) > 3 for word in beside & set(pieces(sentence)))
    return (
        told
        or _same_place(name, organisation)
        or bool(prose.patterns["no_place"].search(name.lower()))
    )


def _same_place(name: str, organisation: str) -> bool:
    theirs = pieces(organisation)
    initials = "".join(word[0] for word in theirs)
    named = pieces(name)
    return all(word in theirs or word == initials for word in named)


def _loosely(name: str) -> str:
    """The name as it may stand in a text: in full, or the last with a title."""
    words = _words_of(name)
    if len(words) < 2:
        return rf"\b{words[0]}\b" if words else r"(?!)"
    titled = rf"(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau)\.?\s+{words[-1]}"
    full = r"\s+".join(words)
    return rf"\b(?:{full}|{titled}){_OF}\b"


def _first_alone(name: str, reading: Reading) -> re.Pattern[str] | None:
    """The first name by itself, unless the person or the writer has it too.

    At the beginning of a sentence "Will" and "Mark" may be other words.
    """
    words, facts = _words_of(name), reading.facts
    if len(words) < 2 or {*pieces(facts.contact.name), *pieces(facts.me)} & {*pieces(words[0])}:
        return None
    other_word = reading.prose.patterns["also_a_word"].fullmatch(words[0].lower())
    return re.compile(rf"{'(?<=[a-z,;] )' if other_word else ''}\b{words[0]}{_OF}\b")


def _words_of(name: str) -> list[str]:
    return [re.escape(word) for word in name.split() if not _TITLE.fullmatch(word)]

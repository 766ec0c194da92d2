"""What could be shorter, and where "I" could make room for "you": shown beside a draft.

Nothing is rewritten. `shorten` says which sentences could go and what is left without them;
`about_them` marks the sentences that begin with the writer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from infoint_widgets.method.coach_reading import Facts, Mark, Reading
from infoint_widgets.method.coach_rules import longest
from infoint_widgets.method.prose import Span


@dataclass(frozen=True)
class Suggestion:
    """Sentences to look at again.

    Attributes
    ----------
    marks : tuple of Mark
        In the order of the text.
    text : str
        The message without them; the message itself where nothing would go.
    words : int
        How many words it would have.
    """

    marks: tuple[Mark, ...]
    text: str
    words: int

    @property
    def n(self) -> int:
        return len(self.marks)


def shorten(body: str, facts: Facts) -> Suggestion | None:
    """Which sentences could go first: empty openers, doubled thanks, the longest about oneself.

    Of the last as many as it takes to come to the length that is answered most often, and that the
    channel lets through. A sentence that asks for something always stays.

    Returns
    -------
    Suggestion or None
        None when there is nothing to leave out.

    Examples
    --------
    >>> from infoint_widgets.vocabulary import DraftKind
    >>> body = "Hi Ada,\\n\\nI hope this email finds you well. May I call you?\\n\\nBest,\\nJo"
    >>> found = shorten(body, Facts(DraftKind.OUTREACH))
    >>> found.text
    'Hi Ada,\\n\\nMay I call you?\\n\\nBest,\\nJo'
    """
    reading = Reading(None, body, facts)
    going = _openers(reading) + _doubled_thanks(reading)
    left = reading.words - sum(len(body[slice(*span)].split()) for span in going)
    over = facts.over(body) - sum(end - start for start, end in set(going))
    for span in _longest_about_me(reading):
        if left <= longest(facts.kind) and over <= 0:
            break
        if span not in going:
            going.append(span)
            left -= len(body[slice(*span)].split())
            over -= span[1] - span[0]
    return _suggestion(body, sorted(set(going)), facts) if going else None


def about_them(body: str, facts: Facts) -> Suggestion | None:
    """Which sentences begin with the writer; only from two, for one is natural."""
    prose = Reading(None, body, facts).prose
    mine = [
        (start, end)
        for start, end in prose.sentences
        if any(span[0] == start for span in prose.found("begins_with_me", (start, end)))
    ]
    if len(mine) < 2:
        return None
    marks = tuple(Mark("body", *span) for span in mine)
    return Suggestion(marks, body, Reading(None, body, facts).words)


def _openers(reading: Reading) -> list[Span]:
    prose = reading.prose
    return [
        span
        for span in prose.sentences
        if (prose.has("opener", span) or prose.has("mass_mail", span)) and not _asks(reading, span)
    ]


def _doubled_thanks(reading: Reading) -> list[Span]:
    prose = reading.prose
    thanks = [span for span in prose.sentences if prose.has("thanks", span)]
    return [span for span in thanks[1:] if not _asks(reading, span)]


def _longest_about_me(reading: Reading) -> list[Span]:
    mine = [span for topic, span in reading.topics if topic == "me" and not _asks(reading, span)]
    return sorted(mine, key=lambda span: span[0] - span[1])


def _asks(reading: Reading, span: Span) -> bool:
    prose = reading.prose
    asks = prose.text[span[1] - 1] == "?" or prose.has("request", span)
    return asks or prose.has("time_frame", span)


def _suggestion(body: str, going: list[Span], facts: Facts) -> Suggestion:
    kept, at = [], 0
    for start, end in going:
        kept.append(body[at:start])
        at = end + len(body[end:]) - len(body[end:].lstrip(" "))
    text = re.sub(r"\n{3,}", "\n\n", "".join((*kept, body[at:])))
    marks = tuple(Mark("body", *span) for span in going)
    return Suggestion(marks, text, Reading(None, text, facts).words)

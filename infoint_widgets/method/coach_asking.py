"""Rules of the coach about what a message asks for, and how."""

from __future__ import annotations

import re

from infoint_widgets.method.coach_reading import Finding, Reading, marked
from infoint_widgets.method.prose import Span
from infoint_widgets.vocabulary import DraftKind

MOST_QUESTIONS = 3
POLITE_APOLOGIES = 2
_ASKS = ("ask_meeting", "ask_introduction", "ask_reading", "ask_visit", "ask_favour", "ask_more")


def asks_for_job(reading: Reading) -> Finding | None:
    """Where one asks for a job, every word of it is marked."""
    asked, prose = reading.asked_job, reading.prose
    if not asked:
        return None
    also = [
        span
        for span in prose.found("job_word")
        if not prose.has("denial", prose.sentence_around(span))
    ]
    return marked(_apart([*asked, *also]))


def cv_offered(reading: Reading) -> Finding | None:
    return marked(reading.offered_cv)


def no_request(reading: Reading) -> Finding | None:
    """No question, no wish, and no time asked for."""
    prose = reading.prose
    asked = "?" in prose.text[slice(*prose.core)]
    return None if asked or prose.has("request") or prose.has("time_frame") else Finding()


def several_requests(reading: Reading) -> Finding | None:
    """Of two kinds at least, such as a call and an introduction."""
    prose = reading.prose
    counted = prose.found("several_favours")
    if counted:
        return marked(counted)
    asked: dict[str, Span] = {}
    for sentence in _asking(reading):
        for id in _ASKS:
            if id not in asked and (spans := prose.found(id, sentence)):
                asked[id] = spans[0]
    if reading.facts.kind is DraftKind.REFERRAL_REQUEST:
        # To be led to somebody, and to talk to them, is one wish.
        asked.pop("ask_meeting", None)
    return marked(sorted(asked.values())) if len(asked) > 1 else None


def no_time_frame(reading: Reading) -> Finding | None:
    return None if reading.prose.has("time_frame") else Finding()


def fixes_time(reading: Reading) -> Finding | None:
    prose = reading.prose
    return marked(
        span
        for span in prose.claimed("fixes_time")
        if not prose.has("leaves_time", prose.sentence_around(span))
    )


def several_questions(reading: Reading) -> Finding | None:
    marks = [found.span() for found in re.finditer(r"\?+", reading.prose.text)]
    return marked(marks, {"n": len(marks)}) if len(marks) > MOST_QUESTIONS else None


def urgency(reading: Reading) -> Finding | None:
    return marked(reading.prose.claimed("urgency") + reading.prose.found("reproach"))


def over_apology(reading: Reading) -> Finding | None:
    """ "Sorry to bother you" is polite, and counts as two; what comes on top is too much."""
    spans = _apart(reading.prose.found("apology"))
    return marked(spans) if len(spans) > POLITE_APOLOGIES else None


def link(reading: Reading) -> Finding | None:
    return marked(reading.prose.found("link"))


def attachment(reading: Reading) -> Finding | None:
    """Something is attached that is not, or not only, a CV."""
    prose = reading.prose
    attached = [
        span
        for span in prose.claimed("attachment")
        if not prose.has("cv", sentence := prose.sentence_around(span))
        or prose.has("cv_and_more", sentence)
    ]
    return marked(attached)


def _asking(reading: Reading) -> list[Span]:
    """The sentences that ask for something."""
    prose = reading.prose
    return [
        (start, end)
        for start, end in prose.sentences
        if prose.text[start:end].endswith("?")
        or any(prose.has(id, (start, end)) for id in ("request", "ask_more"))
        if not prose.has("denial", (start, end))
    ]


def _apart(spans: list[Span]) -> list[Span]:
    """Of spans that overlap or touch the first."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] > kept[-1][1] + 1:
            kept.append(span)
    return kept

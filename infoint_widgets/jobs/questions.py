"""The questions of a meeting: chosen from the bank or one's own, in order, asked and answered."""

from __future__ import annotations

from typing import NamedTuple

from infoint_widgets.errors import InvalidValue
from infoint_widgets.jobs.letters import language_of
from infoint_widgets.log.store import Log
from infoint_widgets.method import questions as method
from infoint_widgets.method.questions import Bank, Coverage
from infoint_widgets.records import Contact, Meeting, Question, Touch, derived_id
from infoint_widgets.vocabulary import TouchKind
from infoint_widgets.words import Words


class Before(NamedTuple):
    """Who was asked a question of the bank in other meetings, and who of them answered."""

    asked: tuple[str, ...]
    answered: tuple[str, ...]


def bank_for(log: Log, contact: Contact) -> Bank:
    """The bank's questions as they are said to a person."""
    return Bank(Words(language_of(log, contact)), contact.register, Words(log.language))


def questions_of(log: Log, meeting: Meeting) -> list[Question]:
    """The questions of a meeting in the order in which they are to be asked."""
    return _in_order(log, meeting.id)


def add(log: Log, meeting: Meeting, *bank_ids: str) -> str:
    """Put questions of the bank on a meeting's list; what is on it stays there once.

    Returns
    -------
    str
        The action's id, for an undo.
    """
    with log.writing() as action_id:
        for bank_id in bank_ids:
            there = [question.bank_id for question in questions_of(log, meeting)]
            if bank_id not in there:
                question = Question(
                    id=derived_id("question", meeting.id, bank_id),
                    meeting_id=meeting.id,
                    bank_id=bank_id,
                    category=method.bank()[bank_id].category,
                )
                _insert(log, meeting, question, method.place_for(bank_id, there))
    return action_id


def write_own(log: Log, meeting: Meeting, text: str, category: str = "") -> str:
    """Put a question of one's own on a meeting's list, before those that are kept for the end.

    Raises
    ------
    InvalidValue
        When there is no question.
    """
    question = Question(meeting_id=meeting.id, text=text, category=category)
    if not question.text:
        raise InvalidValue("questions.missing", field="text", value="")
    with log.writing() as action_id:
        there = [question.bank_id for question in questions_of(log, meeting)]
        _insert(log, meeting, question, method.place_for("", there))
    return action_id


def recommend(log: Log, meeting: Meeting) -> tuple[int, str]:
    """Fill a meeting's list with as many questions as there is time for.

    Returns
    -------
    (int, str)
        How many were added, and the action's id for an undo.
    """
    with log.writing() as action_id:
        before = asked_before(log, meeting)
        earlier = {other.id for other in log.find(Meeting, contact_id=meeting.contact_id)}
        earlier.discard(meeting.id)
        met = log.find(Touch, contact_id=meeting.contact_id, kind=TouchKind.MET)
        same_person = (q for id in earlier for q in _in_order(log, id) if method.was_asked(q))
        found = method.recommended(
            method.how_many(meeting.minutes),
            chosen=questions_of(log, meeting),
            answered={id: len(known.answered) for id, known in before.items()},
            left_out={question.bank_id for question in same_person},
            again=any(touch.meeting_id in earlier for touch in met),
        )
        add(log, meeting, *found)
    return len(found), action_id


def remove(log: Log, question_id: str) -> str:
    """Take a question off its list; `undo` brings it back with its answer."""
    with log.writing() as action_id:
        log.delete(Question, question_id)
    return action_id


def move(log: Log, question_id: str, place: int) -> str:
    """Put a question at a place of its list, counted from 0; beyond the end is the end."""
    with log.writing() as action_id:
        question = log.get(Question, question_id)
        order = [q for q in _in_order(log, question.meeting_id) if q.id != question_id]
        order.insert(max(0, place), question)
        _number(log, order)
    return action_id


def move_by(log: Log, question_id: str, steps: int) -> str:
    """Put a question so many places further down, or (negative) up."""
    with log.writing() as action_id:
        ids = [q.id for q in _in_order(log, log.get(Question, question_id).meeting_id)]
        move(log, question_id, ids.index(question_id) + steps)
    return action_id


def ask(log: Log, question_id: str, *, asked: bool = True) -> str:
    """Tick a question as asked, or take the tick away."""
    with log.writing() as action_id:
        question = log.get(Question, question_id)
        if asked != (question.asked_at is not None):
            moment = _asked_at(log, question) if asked else None
            log.edit(Question, question_id, "asked_at", moment, was=question.asked_at)
    return action_id


def answer(log: Log, question_id: str, text: str, *, was: str) -> Question:
    """Write down what they answered, as one types; what was answered was also asked.

    Raises
    ------
    Conflict
        When somebody else wrote another answer in between.
    """
    with log.writing():
        question = log.edit(Question, question_id, "answer", text, was=was, remember=False)
        if question.answer and question.asked_at is None:
            moment = _asked_at(log, question)
            question = log.edit(Question, question_id, "asked_at", moment, was=None, remember=False)
    return question


# What other meetings have brought


def asked_before(log: Log, meeting: Meeting) -> dict[str, Before]:
    """By id of the bank, whom one has asked it in other meetings; the bin's people don't count."""
    rows = log.query(
        """
        SELECT q.bank_id, trim(c.first_name || ' ' || c.last_name) AS name, c.organisation,
            max(q.answer <> '') AS answered
        FROM questions q JOIN meetings m ON m.id = q.meeting_id
            JOIN contacts c ON c.id = m.contact_id
        WHERE q.bank_id <> '' AND q.meeting_id <> ? AND c.deleted_at IS NULL
            AND (q.asked_at IS NOT NULL OR q.answer <> '')
        GROUP BY q.bank_id, c.id ORDER BY min(coalesce(m.starts_at, q.asked_at)), c.id
        """,
        meeting.id,
    )
    found: dict[str, tuple[list[str], list[str]]] = {}
    for row in rows:
        asked, answered = found.setdefault(row["bank_id"], ([], []))
        name = row["name"] or row["organisation"]
        asked.append(name)
        if row["answered"]:
            answered.append(name)
    return {id: Before(tuple(asked), tuple(answered)) for id, (asked, answered) in found.items()}


def covered(log: Log) -> dict[str, Coverage]:
    """How far each category has been asked about in all meetings."""
    rows = log.query(
        """
        SELECT q.category, q.answer <> '' AS answered
        FROM questions q JOIN meetings m ON m.id = q.meeting_id
            JOIN contacts c ON c.id = m.contact_id
        WHERE c.deleted_at IS NULL AND (q.asked_at IS NOT NULL OR q.answer <> '')
        """
    )
    return method.coverage((row["category"], bool(row["answered"])) for row in rows)


# Below the surface


def _in_order(log: Log, meeting_id: str) -> list[Question]:
    return sorted(log.find(Question, meeting_id=meeting_id), key=lambda q: q.position)


def _insert(log: Log, meeting: Meeting, question: Question, place: int) -> None:
    # A meeting that was only looked at begins to exist with its first question.
    if not log.find(Meeting, id=meeting.id):
        log.add(meeting)
    order = _in_order(log, meeting.id)
    order.insert(place, log.add(question))
    _number(log, order)


def _number(log: Log, order: list[Question]) -> None:
    for position, question in enumerate(order):
        log.edit(Question, question.id, "position", position, was=question.position)


def _asked_at(log: Log, question: Question) -> int:
    """Now, or the meeting's end for what is typed up afterwards."""
    meeting = log.get(Meeting, question.meeting_id)
    if meeting.starts_at is None:
        return log.now()
    return min(log.now(), meeting.starts_at + 60 * meeting.minutes)

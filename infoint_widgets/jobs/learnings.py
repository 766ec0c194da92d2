"""What was learned: everything that was written down, found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from infoint_widgets.jobs.questions import covered
from infoint_widgets.log.full_text import FullText
from infoint_widgets.log.store import Log
from infoint_widgets.method.questions import bank
from infoint_widgets.values import folded
from infoint_widgets.vocabulary import Field, Stage
from infoint_widgets.words import Words


class Kind(StrEnum):
    """What a piece was written down as."""

    ANSWER = "answer"
    LEARNED = "learned"
    SURPRISE = "surprise"
    CV_FEEDBACK = "cv_feedback"
    MEETING_NOTES = "meeting_notes"
    RESEARCH = "research"
    TOUCH = "touch"
    NAMED = "named"
    REASON = "reason"
    CONTACT = "contact"


@dataclass(frozen=True)
class Piece:
    """One text that was written down.

    Attributes
    ----------
    id : str
        That of its row in the log and its kind, the same at every reading.
    person, organisation, field : str
        Whose it is, as they are named; the field from the list, else in their own words.
    category, question : str
        Of an answer; the question in the reader's language, or in one's own words.
    same : str
        What all answers to the same question share; "" for what is no answer.
    at : int or None
        UTC seconds of the meeting or of what happened; None for notes on a person.
    """

    id: str
    kind: Kind
    text: str
    contact_id: str
    person: str
    organisation: str
    field: str
    at: int | None = None
    zone: str = ""
    category: str = ""
    question: str = ""
    same: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which pieces are looked for; "" stands for all."""

    text: str = ""
    kind: str = ""
    category: str = ""
    field: str = ""
    organisation: str = ""
    contact_id: str = ""

    def among(self, found: Iterable[Piece]) -> list[Piece]:
        """Those that are of what is wanted, whatever their texts."""
        for name, wanted in vars(self).items():
            if wanted and name != "text":
                found = [piece for piece in found if getattr(piece, name) == wanted]
        return [*found]


_PEOPLE = """
    SELECT id, trim(first_name || ' ' || last_name) AS name, email, organisation, field, field_id,
        register FROM contacts WHERE deleted_at IS NULL
"""
# A meeting was when it was held, else when it was planned.
_MEETINGS = """
    SELECT m.id, m.contact_id, m.notes, m.learned, m.surprise, m.cv_feedback, m.research, m.zone,
        coalesce(max(t.happened_at), m.starts_at) AS at
    FROM meetings m JOIN contacts c ON c.id = m.contact_id
        LEFT JOIN touches t ON t.meeting_id = m.id AND t.kind = 'met'
    WHERE c.deleted_at IS NULL GROUP BY m.id
"""
_ANSWERS = """
    SELECT id, meeting_id, bank_id, text, category, asked_at, answer
    FROM questions WHERE answer <> ''
"""
_OF_A_PERSON = """
    SELECT 'touch' AS kind, id, contact_id, note AS text, happened_at AS at, zone FROM touches
    UNION ALL SELECT 'named', id, referrer_id, said, named_at, '' FROM referrals
    UNION ALL SELECT 'reason', id, contact_id, text, noted_at, '' FROM reasons_to_write
    UNION ALL SELECT 'contact', id, id, notes, NULL, '' FROM contacts
"""
_OF_A_MEETING = {
    Kind.LEARNED: "learned",
    Kind.SURPRISE: "surprise",
    Kind.CV_FEEDBACK: "cv_feedback",
    Kind.MEETING_NOTES: "notes",
    Kind.RESEARCH: "research",
}


def pieces(log: Log) -> list[Piece]:
    """All that was written down, the latest first; what has no day comes last."""
    found = [*_read(log, Words(log.language))]
    return sorted(found, key=lambda piece: (piece.at is None, -(piece.at or 0), piece.id))


def _read(log: Log, w: Words) -> Iterator[Piece]:
    fields, zone = w.group("vocabulary.field"), log.zone
    people = {row["id"]: row for row in log.query(_PEOPLE)}
    meetings = {row["id"]: row for row in log.query(_MEETINGS)}

    def piece(kind: Kind, id: str, text: str, contact_id: str, **more: Any) -> Piece:
        whose = people[contact_id]
        return Piece(
            id=f"{kind}:{id}",
            kind=kind,
            text=text,
            contact_id=contact_id,
            person=whose["name"] or whose["email"],
            organisation=whose["organisation"],
            field=fields.get(whose["field_id"], whose["field"]),
            **{**more, "zone": more.get("zone") or zone},
        )

    for row in log.query(_ANSWERS):
        if row["meeting_id"] in meetings:
            meeting = meetings[row["meeting_id"]]
            register = people[meeting["contact_id"]]["register"]
            question = row["text"] or _said(w, row["bank_id"], register)
            yield piece(
                Kind.ANSWER,
                row["id"],
                row["answer"],
                meeting["contact_id"],
                at=meeting["at"] or row["asked_at"],
                zone=meeting["zone"],
                category=row["category"],
                question=question,
                same=row["bank_id"] or folded(question),
            )
    for row in meetings.values():
        for kind, column in _OF_A_MEETING.items():
            if row[column]:
                category = "cv" if kind is Kind.CV_FEEDBACK else ""
                more = {"at": row["at"], "zone": row["zone"], "category": category}
                yield piece(kind, row["id"], row[column], row["contact_id"], **more)
    for row in log.query(_OF_A_PERSON):
        if row["text"] and row["contact_id"] in people:
            when = {"at": row["at"], "zone": row["zone"]}
            yield piece(Kind(row["kind"]), row["id"], row["text"], row["contact_id"], **when)


def _said(w: Words, bank_id: str, register: str) -> str:
    """A question of the bank in the reader's language; "" for one that this version lacks."""
    return w.spoken(f"questions.question.{bank_id}.ask", register) if bank_id in bank() else ""


class Learned:
    """All pieces with an index over them, which is made anew when the log has changed."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._index = FullText([])

    def __repr__(self) -> str:
        return f"Learned({len(self.pieces)} pieces)"

    def renew(self, log: Log) -> None:
        """Read the log again; the index stays as long as nothing of it has changed."""
        found = pieces(log)
        if found != self.pieces:
            self._index.close()
            self.pieces = found
            self._index = FullText(
                (piece.text, piece.question, piece.person, piece.organisation) for piece in found
            )

    def find(self, wanted: Wanted) -> list[Piece]:
        """The pieces in which all words and phrases stand, and that are of what is wanted."""
        return wanted.among(self.pieces[at] for at in self._index.find(wanted.text))

    def beside(self, piece: Piece) -> list[Piece]:
        """The same question's other answers, or what others of the field said about one's CV."""
        if piece.kind is Kind.ANSWER:
            alike = [other for other in self.pieces if other.same == piece.same]
        elif piece.kind is Kind.CV_FEEDBACK:
            said = [other for other in self.pieces if other.kind is Kind.CV_FEEDBACK]
            alike = [other for other in said if folded(other.field) == folded(piece.field)]
        else:
            return []
        return [other for other in alike if other.id != piece.id]


def cv_by_field(found: Iterable[Piece]) -> dict[str, list[Piece]]:
    """What was said about one's CV, by field; the fields of which most people spoke come first."""
    said: dict[str, list[Piece]] = {}
    for piece in found:
        if piece.kind is Kind.CV_FEEDBACK:
            said.setdefault(piece.field, []).append(piece)
    order = sorted(said, key=lambda field: (not field, -_people(said[field]), folded(field)))
    return {field: said[field] for field in order}


def _people(found: Iterable[Piece]) -> int:
    return len({piece.contact_id for piece in found})


@dataclass(frozen=True)
class Gaps:
    """What nobody has been asked about.

    Attributes
    ----------
    categories : list of str
        Of the question bank, in its order.
    fields : list of Field
        Of the people one would like to meet, those in which nobody has been asked anything.
    """

    categories: list[str]
    fields: list[Field]


def gaps(log: Log) -> Gaps:
    """Which categories, and which of one's own fields, nobody has been asked about yet."""
    categories = [id for id, known in covered(log).items() if not known.asked]
    rows = log.query(
        """
        SELECT c.field_id FROM contacts c
        LEFT JOIN meetings m ON m.contact_id = c.id
        LEFT JOIN questions q ON q.meeting_id = m.id
        WHERE c.deleted_at IS NULL AND c.stage = ? AND c.field_id IS NOT NULL
        GROUP BY c.field_id HAVING NOT max(coalesce(q.asked_at IS NOT NULL OR q.answer <> '', 0))
        """,
        Stage.CHOSEN,
    )
    missing = {row["field_id"] for row in rows}
    return Gaps(categories, [field for field in Field if field in missing])

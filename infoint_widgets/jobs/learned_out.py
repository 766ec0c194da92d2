"""What was learned as a file, with or without the names of those who said it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from infoint_widgets.exchange.notes import Note, Notes, markdown, page
from infoint_widgets.jobs.learnings import Kind, Piece
from infoint_widgets.log.store import Log
from infoint_widgets.method.nameless import Nameless, parts_of
from infoint_widgets.method.questions import categories
from infoint_widgets.words import Words

Form = Literal["md", "html"]


def as_file(log: Log, found: Sequence[Piece], form: Form, *, names: bool) -> tuple[str, str, bytes]:
    """Some pieces as a file.

    Parameters
    ----------
    log : Log
    found : sequence of Piece
    form : {"md", "html"}
        Markdown, or a page to print.
    names : bool
        Whether people and organisations are named; if not, also inside the texts what is known
        of names is replaced.

    Returns
    -------
    (str, str, bytes)
        The file's name, its media type and its content.
    """
    w = Words(log.language)
    notes = notes_of(log, found, names=names)
    name = w("learnings.out.file") + ("" if names else w("learnings.out.file_nameless"))
    if form == "md":
        return f"{name}.md", "text/markdown", markdown(notes)
    return f"{name}.html", "text/html", page(notes)


def notes_of(log: Log, found: Sequence[Piece], *, names: bool) -> Notes:
    """Some pieces under headings: the answers by category, then what else there is by its kind."""
    w = Words(log.language)
    nameless = None if names else nameless_of(log, w)
    order = [*map(_heading_of_category, categories()), *(f"learnings.kind.{kind}" for kind in Kind)]
    groups: dict[str, list[Note]] = {}
    for piece in found:
        groups.setdefault(_heading(piece), []).append(_note(piece, w, nameless))
    told = w("learnings.out.told" if names else "learnings.out.told_nameless", n=len(found))
    return Notes(
        log.language,
        w("learnings.out.title"),
        told,
        [(w(heading), groups[heading]) for heading in order if heading in groups],
    )


def nameless_of(log: Log, w: Words) -> Nameless:
    """What takes all names of a log out of a text."""
    fields = w.group("vocabulary.field")
    known: dict[str, str] = {}
    people = log.query(
        """
        SELECT first_name, last_name, organisation, field, field_id FROM contacts
        UNION ALL SELECT first_name, last_name, organisation, '', NULL FROM referrals
        """
    )
    for row in people:
        instead = somebody(w, fields.get(row["field_id"], row["field"]))
        for name in parts_of(row["first_name"], row["last_name"]):
            known.setdefault(name, instead)
    for row in people:
        known.setdefault(row["organisation"], w("learnings.out.organisation"))
    return Nameless(known, w("learnings.out.address"))


def somebody(w: Words, field: str) -> str:
    """How a person is called whose name is not told."""
    return w("learnings.out.somebody_in", field=field) if field else w("learnings.out.somebody")


def _heading_of_category(category: str) -> str:
    return f"questions.category.{category}.name"


def _heading(piece: Piece) -> str:
    if piece.kind is Kind.ANSWER and piece.category in categories():
        return _heading_of_category(piece.category)
    return f"learnings.kind.{piece.kind}"


def _note(piece: Piece, w: Words, nameless: Nameless | None) -> Note:
    when = "" if piece.at is None else w.moment(piece.at, piece.zone, with_time=False)
    if nameless is None:
        whose = [piece.person, piece.organisation, piece.field, when]
        return Note(piece.question, ", ".join(filter(None, whose)), piece.text)
    # The day would tell somebody who knows both calendars.
    return Note(nameless(piece.question), somebody(w, piece.field), nameless(piece.text))

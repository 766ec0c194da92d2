"""Notes to hand on or to keep on paper: as Markdown, or as a page that prints well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from infoint_widgets.exchange.page import Piece, tag, whole

_SIGNS = re.compile(r"[\\`*_\[\]<>&$~|#^]")
_AT_THE_BEGINNING = re.compile(r"^([+=:-]|\d+(?=[.)]))")


class Note(NamedTuple):
    """A text with what stands above it: a question, and whose it is and from when."""

    question: str
    whose: str
    text: str


@dataclass(frozen=True)
class Notes:
    """Notes under headings.

    Attributes
    ----------
    language : str
    title, told : str
        What stands above all, and a sentence about what is in it.
    groups : sequence of (str, sequence of Note)
        Each under its heading.
    """

    language: str
    title: str
    told: str
    groups: Sequence[tuple[str, Sequence[Note]]]


def markdown(notes: Notes) -> bytes:
    """Notes as a file of Markdown; no sign in their texts means anything to it."""
    return "".join(f"{block}\n\n" for block in _blocks(notes)).encode("utf-8", "replace")


def page(notes: Notes) -> bytes:
    """Notes as a file of HTML that loads and runs nothing."""
    parts: list[Piece] = [tag("h1", notes.title), tag("p", notes.told, class_="quiet")]
    for heading, group in notes.groups:
        parts.append(tag("h2", tag("bdi", heading)))
        parts.extend(_note(note) for note in group)
    return whole(notes.language, notes.title, "notes", tag("main", *parts))


def _note(note: Note) -> Piece:
    question = [tag("h3", tag("bdi", note.question))] if note.question else []
    whose = tag("p", tag("bdi", note.whose), class_="quiet")
    return tag("section", *question, tag("p", tag("bdi", note.text)), whose)


def _blocks(notes: Notes) -> Iterator[str]:
    yield f"# {_plain(notes.title)}"
    yield _plain(notes.told)
    for heading, group in notes.groups:
        yield f"## {_plain(heading)}"
        for note in group:
            if note.question:
                yield f"**{_plain(note.question)}**"
            lines = [_plain(line) for line in note.text.splitlines() if line.strip()]
            yield "\\\n".join(f"> {line}" for line in lines)
            yield f"— {_plain(note.whose)}"


def _plain(text: str) -> str:
    """A line in which Markdown finds nothing to do."""
    line = _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return _AT_THE_BEGINNING.sub(_held_back, line)


def _held_back(beginning: re.Match[str]) -> str:
    """A list's sign or number; of "1." the dot is what would make it one."""
    sign = beginning.group()
    return f"{sign}\u2060" if sign[0].isdigit() else f"\\{sign}"

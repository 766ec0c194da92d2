"""A page as one file that needs nothing else, to print or to have on a phone.

It is built as a tree and written out as one, so that no text can become markup; it has no script,
and its own policy forbids the browser to load anything.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PICTURES = "; img-src data:"

Piece = ET.Element | str


def whole(language: str, title: str, look: str, *body: Piece, pictures: bool = False) -> bytes:
    """A page as a file of HTML.

    Parameters
    ----------
    look : str
        The name of its own style sheet.
    pictures : bool
        Whether it may show those that stand in the file itself.
    """
    policy = _POLICY + (_PICTURES if pictures else "")
    root = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("title", title),
            tag("style", style(look)),
        ),
        tag("body", *body),
        lang=language,
    )
    text = ET.tostring(root, encoding="unicode", method="html")
    return f"<!doctype html>\n{text}\n".encode("utf-8", "replace")


@cache
def style(name: str) -> str:
    """How a page looks: what all have in common, and then what is its own."""
    files = (Path(__file__).with_name(f"{part}.css") for part in ("page", name))
    return "".join(file.read_text("utf-8") for file in files)


def tag(name: str, /, *pieces: Piece, **attributes: str) -> ET.Element:
    """An element; ``class_`` and ``http_equiv`` stand for what Python can't name."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element = ET.Element(name, named)
    for piece in pieces:
        if not isinstance(piece, str):
            element.append(piece)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece
        else:
            element.text = (element.text or "") + piece
    return element


def between(pieces: Sequence[Piece], separator: str) -> Iterator[Piece]:
    for at, piece in enumerate(pieces):
        yield from (separator, piece) if at else (piece,)

"""Text that breaks programs, in every place of the pages to print: it stands there as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from infoint_widgets.exchange import brief, notes, review
from infoint_widgets.exchange.brief import Ask, Brief
from infoint_widgets.exchange.notes import Note, Notes
from infoint_widgets.exchange.page import style
from infoint_widgets.exchange.review import Figure, Review
from infoint_widgets.exchange.review_pdf import pdf
from infoint_widgets.values import clean_text
from tests.security.payloads import PAYLOADS, name_of
from tests.security.test_sinks import found_in

TEXTS = [f.name for f in fields(Brief) if f.type == "str" and f.name not in ("language", "zone")]
Filled = Callable[[str], bytes]
MONTH, UNTIL = date(2026, 5, 1), date(2026, 5, 31)


def of_a_meeting(text: str) -> bytes:
    texts: dict[str, Any] = dict.fromkeys(TEXTS, text)
    return brief.page(Brief(**texts, questions=(Ask(text), Ask(text, room=False)), bring=(text,)))


def of_notes(text: str) -> bytes:
    return notes.page(Notes("en", text, text, [(text, [Note(text, text, text)])]))


def of_a_month(text: str) -> bytes:
    return review.page(
        Review(
            month=MONTH,
            until=UNTIL,
            name=text,
            done=((1, text),),
            remarks=(text,),
            said=text,
            figures=(Figure(text, text, b"\x89PNG", text, (3, 2)),),
            learned=(text,),
            next=(text,),
        )
    )


class Shape(HTMLParser):
    """What a page is made of, without its texts; and its texts."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.texts: list[str] = [""]
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _value in attrs)))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.shape.append((f"/{tag}",))
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", data))


PAGES: tuple[Filled, ...] = (of_a_meeting, of_notes, of_a_month)
HARMLESS = {filled: Shape(filled("x")) for filled in PAGES}
each_page = pytest.mark.parametrize("filled", PAGES, ids=lambda filled: filled.__name__)


@each_page
@pytest.mark.parametrize("payload", PAYLOADS, ids=name_of)
def test_a_text_stands_on_the_page_as_it_was_typed_and_makes_no_element(
    payload: str, filled: Filled
) -> None:
    text = clean_text(payload)
    found, harmless = Shape(filled(text)), HARMLESS[filled]
    assert found.shape == harmless.shape
    as_plain = sum(text == piece for piece in found.texts)
    assert as_plain >= sum(piece == "x" for piece in harmless.texts)


@each_page
def test_a_text_that_no_log_keeps_breaks_nothing(filled: Filled) -> None:
    assert Shape(filled("\ud800\0")).shape == HARMLESS[filled].shape


@pytest.mark.parametrize("look", ["brief", "notes", "review"])
def test_its_style_asks_nothing_of_anybody(look: str) -> None:
    assert found_in(style(look)) == []
    assert "<" not in style(look)


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "java\nscript:alert(1)//https://example.org",
        "x https://example.org",
    ],
)
def test_only_an_address_of_the_web_or_a_number_becomes_a_link(place: str) -> None:
    assert b"<a " not in brief.page(Brief(place=place))


def test_an_address_stays_inside_its_attribute() -> None:
    found = Shape(brief.page(Brief(place='https://example.org/"onclick="alert(1)')))
    assert [tag for tag in found.shape if tag[0] == "a"] == [("a", "href", "rel")]


@pytest.mark.parametrize("payload", PAYLOADS, ids=name_of)
def test_no_text_breaks_the_pdf(payload: str) -> None:
    text = clean_text(payload)[:600]
    assert pdf(Review(month=MONTH, until=UNTIL, name=text, said=text))[0].startswith(b"%PDF")

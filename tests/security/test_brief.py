"""Text that breaks programs, in every place of the page for a meeting: it stands there as text."""

from __future__ import annotations

from dataclasses import fields
from html.parser import HTMLParser
from typing import Any

import pytest

from infoint_widgets.exchange.brief import Ask, Brief, page
from infoint_widgets.values import clean_text
from tests.security.payloads import PAYLOADS, name_of
from tests.security.test_sinks import PACKAGE, found_in

TEXTS = [f.name for f in fields(Brief) if f.type == "str" and f.name not in ("language", "zone")]


def filled(text: str) -> Brief:
    texts: dict[str, Any] = dict.fromkeys(TEXTS, text)
    return Brief(**texts, questions=(Ask(text), Ask(text, room=False)), bring=(text,))


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


HARMLESS = Shape(page(filled("x")))


@pytest.mark.parametrize("payload", PAYLOADS, ids=name_of)
def test_a_text_stands_on_the_page_as_it_was_typed_and_makes_no_element(payload: str) -> None:
    text = clean_text(payload)
    found = Shape(page(filled(text)))
    assert found.shape == HARMLESS.shape
    as_plain = sum(text == piece for piece in found.texts)
    assert as_plain >= sum(piece == "x" for piece in HARMLESS.texts)


def test_a_text_that_no_log_keeps_breaks_nothing() -> None:
    assert Shape(page(filled("\ud800\0"))).shape == HARMLESS.shape


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
    assert b"<a " not in page(Brief(place=place))


def test_an_address_stays_inside_its_attribute() -> None:
    found = Shape(page(Brief(place='https://example.org/"onclick="alert(1)')))
    assert [tag for tag in found.shape if tag[0] == "a"] == [("a", "href", "rel")]


def test_its_style_asks_nothing_of_anybody() -> None:
    style = (PACKAGE / "exchange" / "brief.css").read_text(encoding="utf-8")
    assert found_in(style) == []
    assert "<" not in style

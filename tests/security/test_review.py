"""Text that breaks programs, in every place of the month's page: it stands there as text."""

from __future__ import annotations

from datetime import date

import pytest

from infoint_widgets.exchange.review import Figure, Review, page
from infoint_widgets.exchange.review_pdf import pdf
from infoint_widgets.values import clean_text
from tests.security.payloads import PAYLOADS, name_of
from tests.security.test_brief import Shape


def filled(text: str) -> Review:
    return Review(
        month=date(2026, 5, 1),
        until=date(2026, 5, 31),
        name=text,
        done=((1, text),),
        remarks=(text,),
        said=text,
        figures=(Figure(text, text, b"\x89PNG", text, (3, 2)),),
        learned=(text,),
        next=(text,),
    )


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


@pytest.mark.parametrize("payload", PAYLOADS, ids=name_of)
def test_no_text_breaks_the_pdf(payload: str) -> None:
    text = clean_text(payload)[:600]
    review = Review(month=date(2026, 5, 1), until=date(2026, 5, 31), name=text, said=text)
    assert pdf(review)[0].startswith(b"%PDF")

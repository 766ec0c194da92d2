"""What one did in a month, as one page to hand in: a file that needs nothing else."""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from infoint_widgets.exchange.page import Piece, tag, whole
from infoint_widgets.words import Words

# With up to so many letters of text the page is set like this.
_SETTINGS = ((1300, "roomy"), (1500, "close"))


class Figure(NamedTuple):
    """A figure, with the sentences that say the same numbers.

    Attributes
    ----------
    title, said : str
    picture : bytes
        A PNG; empty where there is nothing to draw.
    alt : str
    inches : (float, float)
        How wide and high the picture is on paper.
    """

    title: str
    said: str
    picture: bytes = b""
    alt: str = ""
    inches: tuple[float, float] = (0, 0)


@dataclass(frozen=True, kw_only=True)
class Review:
    """What stands on the page.

    Attributes
    ----------
    month, until : date
        The month's first day, and the last one that the figures know of.
    name : str
        Whose page it is; "" where that isn't said.
    sample : bool
        Whether these are the invented people.
    done : tuple of (int, str)
        How many of each thing were done in the month, and what it is called; none at all of a
        month in which nothing happened.
    remarks : tuple of str
        What else is to be said of the month: whom one met, what was left out.
    said : str
        In one's own words.
    figures : tuple of Figure
        They stand two by two.
    learned, next : tuple of str
    today : date or None
        The day of the next steps, where it is another one than `until`.
    """

    language: str = "en"
    month: date
    until: date
    name: str = ""
    sample: bool = False
    done: tuple[tuple[int, str], ...] = ()
    remarks: tuple[str, ...] = ()
    said: str = ""
    figures: tuple[Figure, ...] = ()
    learned: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    today: date | None = None

    def title(self, words: Words) -> str:
        return words("review.title", month=words.written(self.month, "review.month_pattern"))

    def told(self, words: Words) -> str:
        """Whose numbers these are, and up to when."""
        until = words.day(self.until, style="long")
        return words("review.told_sample" if self.sample else "review.told", day=until)

    def lists(self, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What was learned and what comes next, each under its heading, if there is any."""
        if self.learned:
            yield words("review.learned"), self.learned
        if self.next and self.today in (None, self.until):
            yield words("review.next"), self.next
        elif self.next and self.today:
            yield words("review.next_as_of", day=words.day(self.today, style="long")), self.next


def page(review: Review) -> bytes:
    """The page as a file of HTML."""
    words = Words(review.language)
    title = review.title(words)
    name = [tag("p", tag("bdi", review.name), class_="name")] if review.name else []
    return whole(
        review.language,
        title,
        "review",
        tag("p", words("review.print"), class_="on-screen"),
        tag(
            "main",
            tag("header", tag("h1", title), *name),
            tag("p", review.told(words), class_="sample" if review.sample else "quiet"),
            *_month(review, words),
            *_figures(review, words),
            tag(
                "div",
                *(_list(title, entries) for title, entries in review.lists(words)),
                class_="lists",
            ),
            tag("footer", tag("p", words("review.how_read"))),
            class_=next((name for most, name in _SETTINGS if _letters(review) <= most), "tight"),
        ),
        pictures=True,
    )


def _month(review: Review, words: Words) -> Iterator[ET.Element]:
    if not review.done:
        yield tag("p", words("review.quiet"))
    else:
        counts = (
            tag("div", tag("dt", what), tag("dd", words.number(n))) for n, what in review.done
        )
        yield tag("dl", *counts)
    yield from (tag("p", tag("bdi", remark)) for remark in review.remarks)
    if review.said:
        yield tag("h2", words("review.said"))
        yield tag("p", tag("bdi", review.said), class_="said")


def _figures(review: Review, words: Words) -> Iterator[ET.Element]:
    yield tag("h2", words("review.figures"))
    yield tag("div", *map(_figure, review.figures), class_="figures")


def _figure(figure: Figure) -> ET.Element:
    pictures: list[Piece] = []
    if figure.picture:
        source = "data:image/png;base64," + base64.b64encode(figure.picture).decode()
        pictures = [tag("img", src=source, alt=figure.alt)]
    return tag("figure", tag("h3", figure.title), *pictures, tag("figcaption", figure.said))


def _list(title: str, entries: tuple[str, ...]) -> ET.Element:
    points = tag("ul", *(tag("li", tag("bdi", entry)) for entry in entries))
    return tag("section", tag("h2", title), points)


def _letters(review: Review) -> int:
    """Some measure of how full the page is."""
    lists = (review.remarks, review.learned, review.next, [f.said for f in review.figures])
    return len(review.said) + sum(len(text) for texts in lists for text in texts)

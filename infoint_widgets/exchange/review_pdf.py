"""The month's page as a PDF: one sheet of A4, with margins so wide that Letter holds it as well."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from infoint_widgets.exchange.review import Figure, Review
from infoint_widgets.words import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawn

_PAPER = 8.27, 11.69
_WIDTH, _TOP, _BOTTOM = 7.0, 0.78, 0.86
"""Inches; Letter is .69 shorter."""
_GAP, _INDENT = 0.2, 0.15
_INK, _QUIET, _RULE, _WARNING = "#1d1d1f", "#55555c", "#d5d5da", "#d55e00"
_NORMAL, _SMALL, _LARGE, _HEADING, _COUNT = 9.0, 8.2, 15.5, 10.5, 15.0
_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
_LINE, _ASCENT = 1.3 / 72, 0.76 / 72
# Kerning moves a letter twice, and onto the sign before it, where the writer of the file changes
# from one part of the font to another; so a text is written in parts that end there.
_APART = re.compile(r"(?<=[^\x00-\xff])(?=[\x00-\xff])")
_MEASURED, _EXACT = 10, 600
"""Points, and dots an inch, when the width of a text is measured: fewer would be too coarse."""


def pdf(review: Review) -> tuple[bytes, bool]:
    """The page as a PDF, and whether the font has all of its letters."""
    from matplotlib import rc_context

    file = io.BytesIO()
    title = review.title(Words(review.language))
    # Letters that stay letters can be searched, copied and read out.
    with rc_context({"pdf.fonttype": 42}), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for scale in _SCALES:
            sheet = _Sheet(scale)
            _write(sheet, review)
            if sheet.at >= _BOTTOM:
                break
        sheet.figure.savefig(file, format="pdf", metadata={"Title": title, "CreationDate": None})
    return file.getvalue(), not any("Glyph" in str(warning.message) for warning in caught)


class _Sheet:
    """A sheet that is written from the top; `at` is how far up one is, in inches."""

    def __init__(self, scale: float) -> None:
        from matplotlib.figure import Figure as Drawn

        self.figure: Drawn = Drawn(figsize=_PAPER, facecolor="white")
        self._scale = scale
        self._left = (_PAPER[0] - _WIDTH) / 2
        self.at = _PAPER[1] - _TOP

    def space(self, inches: float) -> None:
        self.at -= inches * self._scale

    def text(
        self, text: str, size: float = _NORMAL, *, x: float = 0, width: float = _WIDTH, **style: Any
    ) -> None:
        """Write a text, on as many lines as it takes."""
        for line in self._wrapped(text, size, width, bold="fontweight" in style):
            height = size * _LINE * self._scale
            self.line(line, size, x=x, **style)
            self.at -= height

    def line(self, text: str, size: float, *, x: float = 0, **style: Any) -> None:
        """Write one line, and stay where one is."""
        style = {"color": _INK, "va": "baseline", "ha": "left", **style}
        size *= self._scale
        for part in _APART.split(text):
            at = (self._left + x) / _PAPER[0], (self.at - size * _ASCENT) / _PAPER[1]
            self.figure.text(*at, part, fontsize=size, parse_math=False, **style)
            x += _width(part, "fontweight" in style) * size

    def rule(self, colour: str, *, x: float = 0, width: float = _WIDTH) -> None:
        from matplotlib.lines import Line2D

        ends = [(self._left + edge) / _PAPER[0] for edge in (x, x + width)]
        height = self.at / _PAPER[1]
        self.figure.add_artist(Line2D(ends, [height, height], color=colour, lw=0.8))

    def picture(self, figure: Figure, x: float, width: float) -> None:
        import matplotlib.image as images

        height = width * figure.inches[1] / figure.inches[0] * self._scale
        # A smaller picture keeps its shape, and its left edge.
        width *= self._scale
        box = (self._left + x, self.at - height, width, height)
        shares = [inches / _PAPER[at % 2] for at, inches in enumerate(box)]
        ax = self.figure.add_axes((shares[0], shares[1], shares[2], shares[3]))
        ax.set_axis_off()
        ax.imshow(images.imread(io.BytesIO(figure.picture)), aspect="auto", interpolation="none")
        self.at -= height

    def _wrapped(self, text: str, size: float, width: float, *, bold: bool) -> Iterator[str]:
        room = width / (size * self._scale)
        for paragraph in map(_visible, text.splitlines() or [""]):
            line, length = "", 0.0
            for word in _pieces(paragraph, room, bold):
                more = _width(word, bold)
                if line and length + _width(" ", bold) + more > room:
                    yield line
                    line, length = word, more
                else:
                    length += more + (_width(" ", bold) if line else 0)
                    line = f"{line} {word}" if line else word
            yield line


def _visible(text: str) -> str:
    """A text without signs that are not seen, at which the writer of the file would stumble."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\u00a0")


def _pieces(paragraph: str, room: float, bold: bool) -> Iterator[str]:
    """The words of a paragraph; one that is longer than a line in parts."""
    for word in paragraph.split(" "):
        part, length = "", 0.0
        for letter in word if _width(word, bold) > room else ():
            length += _width(letter, bold)
            if part and length > room:
                yield part
                part, length = "", _width(letter, bold)
            part += letter
        yield part or word


@lru_cache(8192)
def _width(text: str, bold: bool) -> float:
    """How wide a text is, in inches for a letter of one point."""
    from matplotlib.font_manager import FontProperties

    font = FontProperties(size=_MEASURED, weight="bold" if bold else "normal")
    pixels, _, _ = _renderer().get_text_width_height_descent(text, font, ismath=False)
    return float(pixels) / _EXACT / _MEASURED


@cache
def _renderer() -> Any:
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(1, 1, _EXACT)  # type: ignore[no-untyped-call]


def _write(sheet: _Sheet, review: Review) -> None:
    words = Words(review.language)
    sheet.text(review.title(words), _LARGE, fontweight="bold")
    if review.name:
        sheet.text(review.name, _HEADING)
    colour = _WARNING if review.sample else _QUIET
    sheet.text(review.told(words), color=colour)
    sheet.space(0.12)
    _month(sheet, review, words)
    _heading(sheet, words("review.figures"))
    sheet.space(0.04)
    for pair in (review.figures[:2], review.figures[2:]):
        _side_by_side(sheet, pair)
    _lists(sheet, review, words)
    sheet.space(0.12)
    sheet.rule(_RULE)
    sheet.space(0.06)
    sheet.text(words("review.how_read"), _SMALL, color=_QUIET)


def _month(sheet: _Sheet, review: Review, words: Words) -> None:
    if not review.done:
        sheet.text(words("review.quiet"))
    else:
        column, top = _WIDTH / len(review.done), sheet.at
        lowest = top
        for at, (n, what) in enumerate(review.done):
            sheet.at = top
            sheet.text(words.number(n), _COUNT, x=at * column, fontweight="bold")
            sheet.text(what, _SMALL, x=at * column, width=column - 0.1)
            lowest = min(lowest, sheet.at)
        sheet.at = lowest
        sheet.space(0.05)
    for remark in review.remarks:
        sheet.text(remark)
    if review.said:
        _heading(sheet, words("review.said"))
        sheet.text(review.said)


def _lists(sheet: _Sheet, review: Review, words: Words) -> None:
    """What was learned and what comes next, side by side."""
    lists = [*review.lists(words)]
    top = lowest = sheet.at
    width = (_WIDTH - _GAP * (len(lists) - 1)) / max(len(lists), 1)
    for at, (title, entries) in enumerate(lists):
        sheet.at, x = top, at * (width + _GAP)
        _heading(sheet, title, x=x, width=width)
        for entry in entries:
            sheet.line("•", _NORMAL, x=x + 0.03)
            sheet.text(entry, x=x + _INDENT, width=width - _INDENT)
        lowest = min(lowest, sheet.at)
    sheet.at = lowest


def _heading(sheet: _Sheet, text: str, *, x: float = 0, width: float = _WIDTH) -> None:
    sheet.space(0.1)
    sheet.text(text, _HEADING, x=x, width=width, fontweight="bold")
    sheet.space(0.03)
    sheet.rule(_INK, x=x, width=width)
    sheet.space(0.05)


def _side_by_side(sheet: _Sheet, pair: Sequence[Figure]) -> None:
    top = lowest = sheet.at
    width = (_WIDTH - _GAP) / 2
    for at, figure in enumerate(pair):
        sheet.at, x = top, at * (width + _GAP)
        sheet.text(figure.title, x=x, width=width, fontweight="bold")
        if figure.picture:
            sheet.picture(figure, x, width)
            sheet.space(0.03)
        sheet.text(figure.said, x=x, width=width)
        lowest = min(lowest, sheet.at)
    sheet.at = lowest
    sheet.space(0.1)

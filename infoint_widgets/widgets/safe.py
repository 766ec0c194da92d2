"""The one gate through which text becomes HTML: everything that is not our own markup is escaped."""

from __future__ import annotations

import base64
import html as _html
from collections.abc import Iterable
from typing import LiteralString

import ipywidgets
from IPython.display import HTML, display


class Markup(str):
    """Markup of our own in which all of other people's text has been escaped."""

    __slots__ = ()


def html(template: LiteralString, /, **facts: object) -> Markup:
    """Our markup with facts put in: plain text is escaped, `Markup` stays.

    Examples
    --------
    >>> html("<b>{name}</b>", name="<img src=x>")
    '<b>&lt;img src=x&gt;</b>'
    """
    return Markup(template.format_map({name: escaped(fact) for name, fact in facts.items()}))


def escaped(fact: object) -> Markup:
    """Text as it was typed: no markup, and no mathematics between dollar signs."""
    if isinstance(fact, Markup):
        return fact
    return Markup(_html.escape(str(fact)).replace("$", "<span>$</span>"))


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


class Html(ipywidgets.HTML):
    """A widget that shows `Markup` and nothing else."""

    def __init__(self, markup: Markup | None = None, css_class: str = "") -> None:
        super().__init__(markup or Markup())
        if css_class:
            self.add_class(css_class)

    def show(self, markup: Markup) -> None:
        self.value = str(markup)


def paragraph(text: str, css_class: str = "") -> Html:
    """A sentence or a few, line ends kept."""
    return Html(html("{text}", text=text), css_class)


def show_figure(png: bytes, alt_text: str, caption: str, note: str = "") -> None:
    """Display a drawing on its white card, with its description and the sentence under it."""
    card = html(
        '<figure class="infoint-figure" style="background:#fff;color:#1d1d1f;'
        'border:1px solid #dcdcdf;border-radius:8px;padding:12px 16px;max-width:900px;margin:4px 0">'
        '<img alt="{alt}" src="data:image/png;base64,{png}" style="max-width:100%">'
        "<figcaption>{caption}<br><em>{note}</em></figcaption></figure>",
        alt=alt_text,
        png=base64.b64encode(png).decode(),
        caption=caption,
        note=note,
    )
    display(HTML(card), metadata={"text/html": {"isolated": False}})


def show_sentence(text: str) -> None:
    """Display one sentence in a notebook."""
    display(HTML(html('<p role="status">{text}</p>', text=text)))


def story(entries: Iterable[tuple[str, str, str, str]]) -> Markup:
    """Entries of when, what, note and text, one under the other; the text opens on demand."""
    return html(
        '<dl class="infoint-story">{entries}</dl>',
        entries=joined(
            html(
                "<dt>{when}</dt><dd><p>{what}</p>{note}{text}</dd>",
                when=when,
                what=what,
                note=html('<p class="infoint-quiet">{note}</p>', note=note) if note else Markup(),
                text=_opened(text) if text else Markup(),
            )
            for when, what, note, text in entries
        ),
    )


def letter(subject: str, body: str, gaps: Iterable[tuple[int, int]]) -> Markup:
    """A letter as it will be read, with the gaps that are left marked."""
    pieces: list[Markup] = []
    at = 0
    for start, end in gaps:
        pieces.append(escaped(body[at:start]))
        pieces.append(html('<mark class="infoint-mark-gap">{gap}</mark>', gap=body[start:end]))
        at = end
    pieces.append(escaped(body[at:]))
    return html(
        '<div class="infoint-letter"><b>{subject}</b>{body}</div>',
        subject=subject,
        body=joined(pieces),
    )


def _opened(text: str) -> Markup:
    first = text.split("\n", 1)[0]
    return html(
        '<details><summary>{first}</summary><div class="infoint-letter">{text}</div></details>',
        first=first,
        text=text,
    )


def group(title: str, count: str) -> Markup:
    """The heading of a group with how much of it is done."""
    return html(
        '<div class="infoint-group"><span>{title}</span><span>{count}</span></div>',
        title=title,
        count=count,
    )

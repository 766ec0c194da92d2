"""The one gate through which text becomes HTML: all but our own markup is escaped."""

from __future__ import annotations

import base64
import html as _html
import re
from collections.abc import Iterable, Iterator
from typing import LiteralString, NamedTuple
from urllib.parse import quote, urlsplit

import ipywidgets
from IPython.display import HTML, display

_ATTRIBUTE = re.compile(r'="\{(\w+)\}"')
_MATHEMATICS = re.compile(r"[$\\]")
_NOT_IN_ADDRESS = re.compile(r"[\s\\\x00-\x1f\x7f]")
_KEPT_IN_ADDRESS = "%/:=&?~#+!$,;@()*[]"


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
    quoted = set(_ATTRIBUTE.findall(template))
    return Markup(
        template.format_map(
            {
                name: _html.escape(str(fact)) if name in quoted else escaped(fact)
                for name, fact in facts.items()
            }
        )
    )


def escaped(fact: object) -> Markup:
    """Text as it was typed: no markup, and no mathematics after a dollar sign or a backslash."""
    if isinstance(fact, Markup):
        return fact
    return Markup(_MATHEMATICS.sub(r"<span>\g<0></span>", _html.escape(str(fact))))


def external_link(text: str, address: str) -> Markup:
    """A link that leaves the workbook, into a tab of its own, when a person clicks it.

    Only addresses of the web become links; of anything else the text alone is shown.
    """
    if not _is_of_the_web(address):
        return escaped(text)
    return html(
        '<a class="infoint-away" href="{address}" target="_blank" rel="noopener noreferrer">'
        "{text}</a>",
        address=quote(address, safe=_KEPT_IN_ADDRESS, errors="replace"),
        text=text,
    )


def _is_of_the_web(address: str) -> bool:
    if _NOT_IN_ADDRESS.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # Before an @ stands what looks like the place one goes to, and is not.
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def links(heading: str, pairs: Iterable[tuple[str, str]]) -> Markup:
    """Links out of the workbook, each as its text and its address, in one line."""
    return html(
        "<p><b>{heading}</b> {links}</p>",
        heading=heading,
        links=dotted(external_link(text, address) for text, address in pairs),
    )


def label(text: str) -> str:
    """Text for the label of one of ipywidgets' controls, which draw mathematics in theirs."""
    return text.replace("\\", "\\\u2060").replace("$", "\\$")


def joined(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


def dotted(parts: Iterable[str]) -> Markup:
    """What belongs into one line, with dots between."""
    return Markup(" · ".join(escaped(part) for part in parts))


def lines(parts: Iterable[str]) -> Markup:
    """Lines, one under the other."""
    return joined(html("<div>{line}</div>", line=part) for part in parts)


class Silent:
    """A widget whose values don't get into a saved notebook as its plain text."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Html(Silent, ipywidgets.HTML):
    """A widget that shows `Markup` and nothing else."""

    def __init__(self, markup: Markup | None = None, css_class: str = "") -> None:
        super().__init__(markup or Markup(), _dom_classes=(css_class,) if css_class else ())

    def show(self, markup: Markup) -> None:
        self.value = str(markup)


def paragraph(text: str, css_class: str = "") -> Html:
    """A sentence or a few, line ends kept."""
    return Html(html("{text}", text=text), css_class)


def figure(png: bytes, alt_text: str, caption: str, note: str = "", *, width: float) -> Markup:
    """A drawing, so many inches wide, on a white card with the sentence under it."""
    # Drawn in place at once, in a room that is kept for it: one that takes another's place must
    # not let the page jump.
    across, down = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    return html(
        '<figure class="infoint-figure" style="background:#fff;color:#1d1d1f;max-width:{width}px;'
        "border:1px solid #dcdcdf;border-radius:8px;padding:14px 18px;margin:4px 0;font-size:14px;"
        'line-height:1.5"><img alt="{alt}" src="data:image/png;base64,{png}" width="{width}" '
        'height="{height}" decoding="sync" style="max-width:100%;height:auto;display:block">'
        '<figcaption style="margin-top:10px">{caption}{note}</figcaption></figure>',
        alt=alt_text,
        png=base64.b64encode(png).decode(),
        caption=caption,
        note=html("<br><em>{note}</em>", note=note) if note else "",
        width=round(width * 96),
        height=round(width * 96 * down / max(across, 1)),
    )


def sentence(text: str) -> Markup:
    """One sentence that stands for a figure, or tells about one."""
    return html('<p role="status">{text}</p>', text=text)


def show_figure(markup: Markup) -> None:
    """Display a figure, or the sentence in its place, in a notebook."""
    display(HTML(markup), metadata={"text/html": {"isolated": False}})


def show_sentence(text: str) -> None:
    """Display one sentence in a notebook."""
    display(HTML(sentence(text)))


def show_table(
    name: str, header: Iterable[str], rows: Iterable[Iterable[str]], named: bool
) -> None:
    """Display a table of texts; the rows may be `named` in the first column."""
    display(HTML(table(name, header, rows, named=named)))


def story(entries: Iterable[tuple[str, str, str, str]]) -> Markup:
    """Entries of when, what, note and text, one under the other; the text opens on demand.

    A text may also be markup made of several that open.
    """
    return html(
        '<dl class="infoint-story">{entries}</dl>',
        entries=joined(
            html(
                "<dt>{when}</dt><dd><p>{what}</p>{note}{text}</dd>",
                when=when,
                what=what,
                note=html('<p class="infoint-quiet">{note}</p>', note=note) if note else Markup(),
                text=text if isinstance(text, Markup) or not text else opened(text),
            )
            for when, what, note, text in entries
        ),
    )


def marked(text: str, spans: Iterable[tuple[int, int] | tuple[int, int, str]]) -> Markup:
    """A text with some of its words marked, each as a kind: as gaps where it isn't said."""
    pieces: list[Markup] = []
    at = 0
    for start, end, *kind in spans:
        css_class = f"infoint-mark-{kind[0] if kind else 'gap'}"
        pieces.append(escaped(text[at:start]))
        pieces.append(
            html(
                '<mark class="{css_class}">{words}</mark>',
                css_class=css_class,
                words=text[start:end],
            )
        )
        at = end
    return joined([*pieces, escaped(text[at:])])


class Note(NamedTuple):
    """A text with what it is about, and whose it is."""

    about: str
    text: str
    whose: str


def notes(found: Iterable[Note]) -> Markup:
    """Notes beside one another, as many as there is room for."""
    return html(
        '<div class="infoint-notes">{notes}</div>',
        notes=joined(
            html(
                "<div>{about}<p>{text}</p><p>{whose}</p></div>",
                about=html("<b>{about}</b>", about=note.about) if note.about else Markup(),
                text=note.text,
                whose=html('<span class="infoint-quiet">{whose}</span>', whose=note.whose),
            )
            for note in found
        ),
    )


def letter(subject: str | None, body: str) -> Markup:
    """A letter as it will be read; without a subject it is a note or a card."""
    head = Markup() if subject is None else html("<b>{subject}</b>", subject=subject)
    return html('<div class="infoint-letter">{head}{body}</div>', head=head, body=body)


def opened(text: str, title: str = "") -> Markup:
    """A text that opens under its title, else under its first line."""
    first = title or text.split("\n", 1)[0]
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


def entry(what: str, when: str, why: str, *, now: bool) -> Markup:
    """Something that is due: what, by or since when, and why."""
    return html(
        '<div><b>{what}</b> · <span class="{css_class}">{when}</span></div>'
        '<div class="infoint-quiet">{why}</div>',
        what=what,
        when=when,
        why=why,
        css_class="infoint-due-now" if now else "infoint-due",
    )


def points(sentences: Iterable[str]) -> Markup:
    """Sentences of a list."""
    items = joined(html("<li>{text}</li>", text=sentence) for sentence in sentences)
    return html('<ul class="infoint-points">{items}</ul>', items=items)


def pairs(entries: Iterable[tuple[str, str]]) -> Markup:
    """What belongs together two by two, such as questions and their answers."""
    return html(
        '<dl class="infoint-pairs">{entries}</dl>',
        entries=joined(
            html("<dt>{first}</dt><dd>{second}</dd>", first=first, second=second)
            for first, second in entries
        ),
    )


def table(
    name: str, header: Iterable[str], rows: Iterable[Iterable[str]], *, named: bool = False
) -> Markup:
    """A table of texts under a name of its own, in a box that scrolls when it is too wide.

    If the rows are `named`, each has its name in the first column.
    """
    return html(
        '<div class="infoint-table" role="region" aria-label="{name}" tabindex="0"><table>'
        "<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>",
        name=name,
        header=joined(html('<th scope="col">{text}</th>', text=text) for text in header),
        rows=joined(
            html("<tr>{cells}</tr>", cells=joined(_cells(row, named=named))) for row in rows
        ),
    )


def _cells(row: Iterable[str], *, named: bool) -> Iterator[Markup]:
    for at, text in enumerate(row):
        if named and not at:
            yield html('<th scope="row">{text}</th>', text=text)
        else:
            yield html("<td>{text}</td>", text=text)


def start_again(text: str, label: str) -> Markup:
    """A sentence with a button that runs the page anew, as its *Start* does."""
    return html(
        '<div class="infoint-actions"><span>{text}</span>'
        '<button type="button" class="infoint-button infoint-main" data-commandlinker-command='
        '"apputils:run-all-enabled" data-commandlinker-args=\'{{"commands": '
        '["notebook:run-all-cells", "notebook:extend-marked-cells-top", "notebook:deselect-all"]'
        "}}'>{label}</button></div>",
        text=text,
        label=label,
    )

"""What was learned, found again: search on top, what was found as one list, and the one in full."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import ipywidgets

from infoint_widgets.jobs import learnings as jobs
from infoint_widgets.jobs.learned_out import Form as FileForm
from infoint_widgets.jobs.learned_out import as_file
from infoint_widgets.jobs.learnings import Kind, Learned, Piece, Wanted
from infoint_widgets.log.full_text import Term, around, spans, terms
from infoint_widgets.values import folded
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.widgets.picker import Find, Names
from infoint_widgets.widgets.transfer import SaveFile

SHOWN = 100
_ROWS = 8
_BESIDE = 12
_LINE = 90
_FILTERS = ("kind", "category", "field", "organisation", "contact_id")
_FILES: tuple[tuple[FileForm, str], ...] = (("md", "markdown"), ("html", "page"))


class Learnings(Form):
    """Everything that was written down: searched, narrowed down, side by side, and handed on.

    Parameters
    ----------
    log : Log

    Examples
    --------
    >>> ii.Learnings(ii.open_log())  # doctest: +SKIP
    """

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.learned = Learned()
        self.found: list[Piece] = []
        self.find = Find(description=w("learnings.find"))
        self.find.add_class("infoint-field")
        self.on_change(self.find, lambda _text: self.search())
        self.filters = {name: self._filter(name) for name in _FILTERS}
        self.list = Names(description=w("learnings.found"), rows=_ROWS)
        for css_class in ("infoint-field", "infoint-list"):
            self.list.add_class(css_class)
        self.on_change(self.list, lambda _id: self.show_picked())
        self.count = safe.paragraph("", "infoint-quiet")
        self.detail = safe.Html(css_class="infoint-wide-box")
        self.beside = safe.Html(css_class="infoint-wide-box")
        self.cv = safe.Html(css_class="infoint-wide-box")
        self.gaps = safe.Html(css_class="infoint-lines")
        self.empty = parts.stack(
            safe.paragraph(w("learnings.empty")),
            parts.row(
                PageLink("03_arrange_and_prepare", w("learnings.empty_next"), main=True),
            ),
        )
        self.full = parts.stack(
            parts.stack(self.find, safe.paragraph(w("learnings.find_hint"), "infoint-quiet")),
            self._all_filters(),
            parts.stack(self.list, self.count),
            self.detail,
            self.beside,
            parts.folded(w("learnings.cv.title"), self.cv),
            parts.folded(w("learnings.gaps.title"), self.gaps),
            parts.folded(w("learnings.out.heading"), self._out()),
        )
        return [self.empty, self.full]

    def show(self) -> None:
        self.learned.renew(self.log)
        there = bool(self.learned.pieces)
        parts.only_if(self.empty, not there)
        parts.only_if(self.full, there)
        self._offer_filters()
        self.search()
        self.cv.show(self._cv())
        self.gaps.show(self._gaps())

    def search(self) -> None:
        """List what fits what was typed and chosen; the one that was picked stays picked."""
        w = self.w
        wanted = self._wanted()
        words = terms(wanted.text)
        self.found = self.learned.find(wanted)
        shown = self.found[:SHOWN]
        options = [(self._label(piece, words), piece.id) for piece in shown]
        ids = [piece.id for piece in shown]
        picked = self.list.value if self.list.value in ids else next(iter(ids), None)
        with self.filling():
            parts.offer(self.list, options, picked)
        parts.only_if(self.list, bool(shown))
        self.count.show(safe.html("{text}", text=self._count(len(shown))))
        n = len(self.found)
        self.what.show(safe.html("{text}", text=w("learnings.out.what", n=n) if n else ""))
        for file in self.files.values():
            file.disabled = not n
        self.show_picked()

    def show_picked(self) -> None:
        """Show the piece that is picked in full, and what stands beside it."""
        picked = next((piece for piece in self.found if piece.id == self.list.value), None)
        parts.only_if(self.detail, picked is not None)
        beside = self.learned.beside(picked) if picked else []
        parts.only_if(self.beside, bool(beside))
        if picked is None:
            return
        words = terms(self.find.value)
        self.detail.show(safe.notes([self._note(picked, words)]))
        heading = "cv" if picked.kind is Kind.CV_FEEDBACK else "answers"
        shown = beside[:_BESIDE]
        others = safe.notes(self._note(piece, words, beside=True) for piece in shown)
        count = self.w("learnings.beside.some", shown=len(shown), n=len(beside))
        some = len(shown) < len(beside)
        title = safe.group(
            self.w(f"learnings.beside.{heading}"), count if some else str(len(beside))
        )
        self.beside.show(safe.joined([title, others]))

    # What is found

    def _wanted(self) -> Wanted:
        chosen = {name: control.value or "" for name, control in self.filters.items()}
        return Wanted(text=self.find.value, **chosen)

    def _count(self, shown: int) -> str:
        n = len(self.found)
        if not n:
            return self.w("learnings.none_found")
        if shown < n:
            return self.w("learnings.first_of", shown=shown, n=n)
        return self.w("learnings.n_found", n=n)

    def _label(self, piece: Piece, words: Sequence[Term]) -> str:
        whose = piece.person or piece.organisation
        about = piece.question or self.w(f"learnings.kind.{piece.kind}")
        return f"{whose} · {about} — {around(piece.text, words, _LINE)}"

    def _note(self, piece: Piece, words: Sequence[Term], *, beside: bool = False) -> safe.Note:
        def marked(text: str) -> safe.Markup:
            return safe.marked(text, [(*span, "found") for span in spans(text, words)])

        w = self.w
        about = piece.question or w(f"learnings.kind.{piece.kind}")
        when = w("learnings.no_day")
        if piece.at is not None:
            when = w.moment(piece.at, piece.zone, with_time=False)
        # Under a heading with the field it need not be said again.
        field = "" if beside and piece.kind is Kind.CV_FEEDBACK else piece.field
        whose = [marked(piece.person), marked(piece.organisation), field, when]
        head = safe.escaped("") if beside else marked(about)
        return safe.Note(head, marked(piece.text), safe.dotted(part for part in whose if part))

    # Narrowing down

    def _filter(self, name: str) -> ipywidgets.Dropdown:
        every = self.w(f"learnings.all.{name}")
        control = parts.dropdown(self.w(f"learnings.label.{name}"), [(every, None)])
        self.on_change(control, lambda _value: self.search())
        return control

    def _all_filters(self) -> ipywidgets.VBox:
        grid = parts.grid(*self.filters.values())
        grid.add_class("infoint-narrow")
        return grid

    def _offer_filters(self) -> None:
        """What there is of each, by its words; a choice that is gone is all again."""
        w, pieces = self.w, self.learned.pieces
        for name, control in self.filters.items():
            named = {getattr(piece, name): self._named(name, piece) for piece in pieces}
            named.pop("", None)
            options = sorted(
                ((label, value) for value, label in named.items()), key=lambda o: folded(o[0])
            )
            with self.filling():
                parts.offer(control, [(w(f"learnings.all.{name}"), None), *options], control.value)

    def _named(self, name: str, piece: Piece) -> str:
        if name == "kind":
            return self.w(f"learnings.kind.{piece.kind}")
        if name == "category":
            known = self.w.group("questions.category")
            return known.get(f"{piece.category}.name", piece.category)
        if name == "contact_id":
            return piece.person or piece.organisation
        return str(getattr(piece, name))

    # Side by side, and what is missing

    def _cv(self) -> safe.Markup:
        w = self.w
        said = jobs.cv_by_field(self.learned.pieces)
        if not said:
            return safe.html("<p>{text}</p>", text=w("learnings.cv.none"))
        blocks = [safe.html('<p class="infoint-quiet">{text}</p>', text=w("learnings.cv.told"))]
        for field, found in said.items():
            blocks.append(safe.group(field or w("learnings.cv.no_field"), str(len(found))))
            blocks.append(safe.notes(self._note(piece, (), beside=True) for piece in found))
        return safe.joined(blocks)

    def _gaps(self) -> safe.Markup:
        w, gaps = self.w, jobs.gaps(self.log)
        missing = {
            "categories": [w(f"questions.category.{id}.name") for id in gaps.categories],
            "fields": [w(f"vocabulary.field.{field}") for field in gaps.fields],
        }
        blocks = [
            safe.joined(
                [safe.html("<p>{text}</p>", text=w(f"learnings.gaps.{name}")), safe.points(names)]
            )
            for name, names in missing.items()
            if names
        ]
        return safe.joined(blocks or [safe.html("<p>{text}</p>", text=w("learnings.gaps.none"))])

    # Handing on

    def _out(self) -> ipywidgets.VBox:
        w = self.w
        self.what = safe.paragraph("")
        self.named = ipywidgets.Checkbox(
            description=w("learnings.out.names"), value=False, indent=False
        )
        self.files = {
            form: SaveFile(
                self,
                save=w(f"learnings.out.{name}"),
                saved=w("learnings.out.saved"),
                make=functools.partial(self._file, form),
            )
            for form, name in _FILES
        }
        return parts.stack(
            self.what,
            self.named,
            safe.paragraph(w("learnings.out.names_hint"), "infoint-quiet"),
            parts.row(*self.files.values()),
        )

    def _file(self, form: FileForm) -> tuple[str, str, bytes]:
        return as_file(self.log, self.found, form, names=self.named.value)

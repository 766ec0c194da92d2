"""A month looked back on: what will stand on its page, a sentence of one's own, and the files."""

from __future__ import annotations

from datetime import date
from typing import Literal

import ipywidgets

from infoint_widgets.exchange.review import Review as Page
from infoint_widgets.exchange.review import page
from infoint_widgets.exchange.review_pdf import pdf
from infoint_widgets.jobs import review as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Setting
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.widgets.parts import BoundText
from infoint_widgets.widgets.transfer import SaveFile

Kind = Literal["page", "pdf"]


class Choice(safe.Silent, ipywidgets.Checkbox):
    """A box to tick, whose words may name somebody."""


class Review(Form):
    """One page about a month, to hand in: what was done, what the figures say, what comes next.

    Parameters
    ----------
    log : Log

    Examples
    --------
    >>> ii.Review(ii.open_log())  # doctest: +SKIP
    """

    begins_page = False

    def __init__(self, log: Log) -> None:
        self._kept = jobs.Kept(log)
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.month = parts.dropdown(w("review.month"), [])
        self.own = BoundText(
            self,
            "value",
            label=w("review.own"),
            rows=3,
            hint=w("review.own_hint", n=jobs.LONGEST_SAID),
        )
        self.names = self._choice("review.names", chosen=False)
        self.own_name = self._choice("review.own_name", chosen=True, name="")
        self.learned = self._choice("review.with_learned", chosen=True)
        self.preview = safe.Html(css_class="infoint-preview")
        self.files = {
            kind: SaveFile(
                self,
                save=w(f"review.save_{kind}"),
                saved=w("review.saved"),
                make=lambda kind=kind: self._file(kind),  # type: ignore[misc]
            )
            for kind in ("page", "pdf")
        }
        self.on_change(self.month, lambda _month: self.show_month())
        self.empty = parts.stack(
            safe.paragraph(w("review.empty")),
            parts.row(PageLink("02_reach_out", w("review.empty_next"), main=True)),
        )
        self.full = parts.stack(
            self.month,
            self.own.widget,
            parts.stack(
                self.names,
                safe.paragraph(w("review.names_hint"), "infoint-quiet"),
                self.own_name,
                self.learned,
            ),
            parts.row(*self.files.values()),
            parts.stack(safe.paragraph(w("review.preview"), "infoint-heading"), self.preview),
        )
        return [self.empty, self.full]

    def show(self) -> None:
        months = jobs.months(self.log)
        parts.only_if(self.empty, not months)
        parts.only_if(self.full, bool(months))
        if not months:
            return
        w = self.w
        options = [(w.written(month, "review.month_pattern"), month) for month in months]
        chosen = self.month.value if self.month.value in months else jobs.usual(self.log)
        with self.filling():
            parts.offer(self.month, options, chosen)
        name = self.log.setting("name")
        self.own_name.description = w("review.own_name", name=name)
        parts.only_if(self.own_name, bool(name))
        self.show_month()

    def show_month(self) -> None:
        """Show what is said of the chosen month, and what will stand on its page."""
        text = jobs.said(self.log, self._month)
        self.own.show(Setting(id=jobs.setting_of(self._month), value=text))
        over = len(text) - jobs.LONGEST_SAID
        self.own.widget.warn(self.w("review.too_long", n=over) if over > 0 else "")
        self.preview.show(self._in_short(self._page(drawn=False)))

    # Below the surface

    def _choice(self, id: str, *, chosen: bool, **facts: str) -> ipywidgets.Checkbox:
        box = Choice(description=self.w(id, **facts), value=chosen, indent=False)
        self.on_change(box, lambda _chosen: self.show_month())
        return box

    @property
    def _month(self) -> date:
        month: date = self.month.value
        return month

    @property
    def _wanted(self) -> jobs.Wanted:
        return jobs.Wanted(
            month=self._month,
            names=self.names.value,
            own_name=self.own_name.value,
            learned=self.learned.value,
        )

    def _page(self, *, drawn: bool) -> Page:
        from infoint_widgets.charts.review import review as figures

        # A file is of this moment.
        of_month = jobs.frames(self.log, self._month) if drawn else self._kept.frames(self._month)
        language = self.log.language
        told = figures(*of_month, month=self._month, language=language, drawn=drawn)
        return jobs.review_of(self.log, self._wanted, told)

    def _in_short(self, review: Page) -> safe.Markup:
        w = self.w
        done = safe.dotted(f"{w.number(n)} {what}" for n, what in review.done)
        blocks = [
            safe.html("<p><strong>{title}</strong></p>", title=review.title(w)),
            safe.lines(filter(None, (review.name, review.told(w)))),
            safe.html("<p>{text}</p>", text=done if review.done else w("review.quiet")),
            *(safe.html("<p>{text}</p>", text=remark) for remark in review.remarks),
        ]
        if review.said:
            blocks.append(safe.pairs([(w("review.said"), review.said)]))
        blocks.append(safe.pairs((figure.title, figure.said) for figure in review.figures))
        for title, entries in review.lists(w):
            blocks += [safe.group(title, ""), safe.points(entries)]
        return safe.joined(blocks)

    def _file(self, kind: Kind) -> tuple[str, str, bytes]:
        # What was typed a moment ago belongs on the page.
        self.own.widget.save()
        review, name = self._page(drawn=True), jobs.file_name(self.log, self._wanted)
        if kind == "page":
            return f"{name}.html", "text/html", page(review)
        content, readable = pdf(review)
        if not readable:
            self.say(self.w("review.missing"), "error")
        return f"{name}.pdf", "application/pdf", content

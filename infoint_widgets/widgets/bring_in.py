"""A file comes in: it is chosen, looked at, and imported."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import ipywidgets

from infoint_widgets.errors import ImportFailed, WorkbookError
from infoint_widgets.exchange.spreadsheet import Mapping, Meaning
from infoint_widgets.exchange.understood import Order
from infoint_widgets.jobs import importing
from infoint_widgets.jobs.importing import Preview
from infoint_widgets.jobs.report import ImportReport
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.imported import Report
from infoint_widgets.widgets.long_work import LongWork, Stop, Tell
from infoint_widgets.widgets.transfer import FileIn

_COLUMNS_SHOWN = 60
_LETTERS_SHOWN = 80


@dataclass
class Chosen:
    """A file that was chosen, and what its columns are to mean."""

    name: str
    content: bytes
    preview: Preview
    mapping: Mapping | None


@dataclass
class Coming:
    """What a form must not forget when it is built anew in another language."""

    work: LongWork
    chosen: Chosen | None = None
    report: ImportReport | None = None


class BringIn(ipywidgets.VBox):
    """Choose a file, see what it is, import it, read what came of it."""

    def __init__(self, form: Form, coming: Coming) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self.coming = coming
        w = form.w
        self.file = FileIn(form, w.group("files.bring.in"), self.take)
        self.path = form.text(w("files.bring.path"))
        self.path.show(parts.key(form.log, "files", "path"), "", None)
        self.path.on_enter(form.guarded(self.take_from_path))
        self.look = form.button(w("files.bring.look"), self.take_from_path)
        ways = ipywidgets.Accordion(
            [
                safe.paragraph(w("files.bring.linkedin"), "infoint-lines"),
                parts.row(self.path, self.look),
            ],
            titles=(w("files.bring.linkedin_heading"), w("files.bring.path_heading")),
            selected_index=None,
        )
        self.preview = FilePreview(form, coming)
        self.report = Report(form)
        sample = [safe.paragraph(w("files.bring.into_sample"))] if form.log.sample else []
        self.children = [
            parts.head(
                safe.paragraph(w("files.bring.heading"), "infoint-heading"),
                safe.paragraph(w("files.bring.about")),
                *sample,
            ),
            self.file,
            ways,
            self.preview,
            coming.work,
            self.report,
        ]

    def __repr__(self) -> str:
        return "BringIn()"

    def show(self) -> None:
        self.file.disabled = self.look.disabled = self.coming.work.running
        self.preview.show()
        self.report.show(self.coming.report)

    def take(self, name: str, content: bytes) -> None:
        """Look at a file; when it can't be read, what was chosen before stays."""
        preview = importing.look_at(self.form.log, content)
        self.coming.chosen = Chosen(name, content, preview, preview.mapping)
        self.coming.report = None
        self.file.note = ""
        self.path.note = {"text": "", "kind": ""}
        self.form.say("")
        self.show()

    def take_from_path(self) -> None:
        """Look at the file whose path was typed; copied paths stand in quotes on Windows."""
        file = Path(self.path.typed.strip().strip('"'))
        try:
            self.take(file.name, importing.read_file(file))
        except WorkbookError as error:
            self.path.complain(error)


class FilePreview(ipywidgets.VBox):
    """What a file seems to be, its first rows, and what its columns mean."""

    def __init__(self, form: Form, coming: Coming) -> None:
        super().__init__()
        self.add_class("infoint-card")
        self.form = form
        self.coming = coming
        self.columns: list[ipywidgets.Dropdown] = []
        self.order: ipywidgets.Dropdown | None = None
        self.wrong = safe.Html(css_class="infoint-wrong")
        w = form.w
        self.button = form.button(
            w("files.preview.import"), self.bring_in, css_class="infoint-main"
        )
        self.cancel = form.button(w("form.cancel"), self.leave)
        self._shown: Chosen | None = None

    def __repr__(self) -> str:
        return "FilePreview()"

    def show(self) -> None:
        """Show the file that is chosen; while it is imported only how far that is."""
        chosen = self.coming.chosen
        hidden = chosen is None or self.coming.work.running
        self.layout.display = "none" if hidden else None
        if chosen is not None and chosen is not self._shown:
            self._fill(chosen)
        self._shown = chosen

    def bring_in(self) -> None:
        """Import the file; when that is stopped or fails, the file stays chosen."""
        chosen, log = self.coming.chosen, self.form.log
        assert chosen is not None

        def work(tell: Tell, stop: Stop) -> ImportReport | None:
            try:
                return importing.import_file(
                    log,
                    chosen.name,
                    chosen.content,
                    mapping=chosen.mapping,
                    progress=tell,
                    stop=stop,
                )
            except ImportFailed as error:
                if error.id == "exchange.stopped":
                    return None
                raise

        self.form.say("")
        self.coming.work.run(work, self._imported)

    def leave(self) -> None:
        """Forget the file that was chosen."""
        self.coming.chosen = None
        self.show()

    def _imported(self, report: ImportReport | None) -> None:
        if report is None:
            self.form.say(self.form.w("errors.exchange.stopped"))
            return
        self.coming.chosen = None
        self.coming.report = report
        self.form.show()
        self.form.say(" ".join(report.summary(self.form.w)[:2]))
        self.form.lead_to("infoint-report")

    def _fill(self, chosen: Chosen) -> None:
        w, preview = self.form.w, chosen.preview
        header = preview.header[:_COLUMNS_SHOWN]
        rows = [[cell[:_LETTERS_SHOWN] for cell in row[: len(header)]] for row in preview.sample]
        mapping = [] if chosen.mapping is None else self._mapping(chosen.mapping, preview)
        self.children = [
            safe.paragraph(chosen.name, "infoint-heading"),
            safe.paragraph(w(f"files.preview.{preview.format}", n=preview.rows)),
            safe.Html(safe.table(w("files.preview.first_rows"), header, rows), "infoint-wide-box"),
            *mapping,
            parts.row(self.button, self.cancel),
        ]
        self._check()

    def _mapping(self, mapping: Mapping, preview: Preview) -> list[ipywidgets.Widget]:
        w = self.form.w
        known = [(w(f"importing.meaning.{meaning}"), meaning) for meaning in Meaning]
        self.columns, self.order = [], None
        for at, (name, meaning) in enumerate(
            zip(mapping.header[:_COLUMNS_SHOWN], mapping.meanings, strict=False)
        ):
            label = safe.label(name) if name else w("files.preview.no_name", n=at + 1)
            column = parts.dropdown(label, known, meaning)
            self.form.on_change(column, functools.partial(self._mean, at))
            self.columns.append(column)
        further = len(mapping.header) - len(self.columns)
        how = "as_before" if preview.remembered else "guessed"
        how = "remembered" if preview.chosen else how
        return [
            parts.stack(
                safe.paragraph(w("files.preview.columns"), "infoint-group"),
                safe.paragraph(w(f"files.preview.{how}")),
            ),
            parts.stack(*self.columns, css_class="infoint-meanings"),
            *([safe.paragraph(w("files.preview.further", n=further))] if further else []),
            *([self._order(mapping)] if preview.unclear_dates else []),
            self.wrong,
        ]

    def _order(self, mapping: Mapping) -> ipywidgets.Widget:
        w = self.form.w
        known: parts.Options = [(w("files.preview.likely"), None)]
        known += [(w(f"files.preview.{order}"), order) for order in get_args(Order)]
        self.order = parts.dropdown(w("files.preview.order"), known, mapping.order)
        self.form.on_change(self.order, self._read_dates)
        return parts.stack(self.order, css_class="infoint-meanings")

    def _read_dates(self, order: Order | None) -> None:
        chosen = self.coming.chosen
        assert chosen is not None
        assert chosen.mapping is not None
        chosen.mapping = replace(chosen.mapping, order=order)

    def _mean(self, at: int, meaning: Meaning) -> None:
        chosen = self.coming.chosen
        assert chosen is not None
        assert chosen.mapping is not None
        meanings = list(chosen.mapping.meanings)
        meanings[at] = meaning
        chosen.mapping = replace(chosen.mapping, meanings=tuple(meanings))
        self._check()

    def _check(self) -> None:
        """Say at the columns what keeps the file from being read."""
        chosen = self.coming.chosen
        complaint = ""
        try:
            if chosen is not None and chosen.mapping is not None:
                chosen.mapping.check()
        except ImportFailed as error:
            complaint = self.form.w.error(error)
        self.wrong.show(safe.html('<span role="alert">{text}</span>', text=complaint))
        self.button.disabled = bool(complaint)

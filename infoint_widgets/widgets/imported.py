"""What came of an import, and the imports there were; each can be taken back."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.exchange.mail import file_name
from infoint_widgets.jobs import importing
from infoint_widgets.jobs.report import ImportReport, say_undone
from infoint_widgets.records import Import
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.transfer import SaveFile

_REMARKS_SHOWN = 100


class Report(ipywidgets.VBox):
    """What came of the file that was imported last."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-card")
        self.add_class("infoint-report")
        self.form = form
        w = form.w
        self.save = SaveFile(
            form, save=w("files.report.save"), saved=w("files.report.saved"), make=self._file
        )
        self.undo = form.button(w("files.report.undo"), self._take_back)
        self._undone = safe.paragraph("")
        self._next = safe.paragraph("")
        self._report: ImportReport | None = None

    def __repr__(self) -> str:
        return "Report()"

    def show(self, report: ImportReport | None) -> None:
        self.layout.display = None if report else "none"
        if report is not None and report is not self._report:
            self._fill(report)
        self._report = report
        if report is None:
            return
        there = self.form.log.find(Import, id=report.import_id) if report.import_id else []
        undone = _undone(self.form, "files.report.undone", there[0]) if there else ""
        self.undo.layout.display = None if there and not undone else "none"
        self._undone.show(safe.html("<b>{text}</b>", text=undone))
        self._undone.layout.display = None if undone else "none"
        self._next.layout.display = "none" if undone else None

    def _fill(self, report: ImportReport) -> None:
        w = self.form.w
        format = w(f"importing.format.{report.format}")
        self._next = safe.paragraph(w(f"files.report.next_{report.format}"))
        self.children = [
            safe.paragraph(
                w("importing.report.title", file=report.file, format=format), "infoint-heading"
            ),
            safe.Html(safe.points(report.summary(w))),
            *self._remarks(report),
            self._undone,
            self._next,
            parts.row(self.save, self.undo),
        ]

    def _remarks(self, report: ImportReport) -> list[ipywidgets.Widget]:
        w = self.form.w
        found = report.grouped(w)
        if not found:
            return []
        title = w("files.report.remarks", n=len(found))
        entries = [(where, sentence, "", "") for where, sentence in found[:_REMARKS_SHOWN]]
        more = len(found) - _REMARKS_SHOWN
        rest = [safe.paragraph(w("files.report.more", n=more))] if more > 0 else []
        return [parts.folded(title, parts.stack(safe.Html(safe.story(entries)), *rest))]

    def _file(self) -> tuple[str, str, bytes]:
        assert self._report is not None
        w = self.form.w
        name = file_name(f"{w('files.report.file')} {self._report.file}", ".txt")
        return name, "text/plain", self._report.as_text(w).encode()

    def _take_back(self) -> None:
        assert self._report is not None
        assert self._report.import_id is not None
        take_back(self.form, self._report.import_id)


class Earlier(ipywidgets.VBox):
    """The imports there were, the newest first."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self.buttons: dict[str, ipywidgets.Button] = {}
        self._list = parts.stack(css_class="infoint-imports")
        self._folded = parts.folded("", self._list)
        self.children = [self._folded]
        self._shown: list[Import] | None = None

    def __repr__(self) -> str:
        return "Earlier()"

    def show(self) -> None:
        found = self.form.log.find(Import)[::-1]
        self.layout.display = None if found else "none"
        if found == self._shown:
            return
        self._shown = found
        self.buttons = {}
        self._folded.titles = (self.form.w("files.earlier.heading", n=len(found)),)
        self._list.children = [part for each in found for part in self._row(each)]

    def _row(self, each: Import) -> tuple[ipywidgets.Widget, ipywidgets.Widget]:
        w = self.form.w
        when = w.moment(each.imported_at, self.form.log.zone)
        format = w(f"importing.format.{each.format}")
        entry = w("files.earlier.entry", when=when, file=each.file, format=format, n=each.added)
        if each.undone_at is not None:
            undone = _undone(self.form, "files.earlier.undone", each)
            return safe.paragraph(entry), safe.paragraph(undone, "infoint-quiet")
        button = self.form.button(
            w("files.earlier.undo"),
            lambda: take_back(self.form, each.id),
            css_class="infoint-plain",
        )
        button.tooltip = w("files.earlier.undo_which", file=each.file, when=when)
        self.buttons[each.id] = button
        return safe.paragraph(entry), button


def take_back(form: Form, import_id: str) -> None:
    """Undo an import, and say what became of it."""
    undone = importing.undo_import(form.log, import_id)
    form.show()
    form.say(" ".join(say_undone(undone, form.w)))


def _undone(form: Form, id: str, each: Import) -> str:
    if each.undone_at is None:
        return ""
    return form.w(id, when=form.w.moment(each.undone_at, form.log.zone))

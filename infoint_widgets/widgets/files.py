"""Which log the pages use, what comes into it, and copies of it."""

from __future__ import annotations

import ipywidgets

from infoint_widgets import opening
from infoint_widgets.errors import LogError
from infoint_widgets.jobs.exporting import export_beside, export_for_class_beside
from infoint_widgets.log import places
from infoint_widgets.log.backup import back_up
from infoint_widgets.log.places import Choice
from infoint_widgets.log.store import Log
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.bring_in import BringIn, Coming
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.imported import Earlier
from infoint_widgets.widgets.long_work import LongWork


class Files(Form):
    """Choose the sample or one's own log; import, export and back up.

    Parameters
    ----------
    log : Log

    Examples
    --------
    >>> ii.Files(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log) -> None:
        self.coming: Coming | None = None
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        self.coming = self.coming or Coming(LongWork(self))
        self.coming.work.label()
        self.which = WhichLog(self)
        self.bring = BringIn(self, self.coming)
        self.earlier = Earlier(self)
        # The sample is not worth keeping: it can be had anew at any time.
        copies = (
            [] if self.log.sample else [parts.folded(self.w("files.copies.heading"), Copies(self))]
        )
        return [self.which, self.bring, self.earlier, *copies]

    def show(self) -> None:
        self.which.show()
        self.bring.show()
        self.earlier.show()


class WhichLog(ipywidgets.VBox):
    """Whether the pages open one's own log or the sample."""

    def __init__(self, form: Files) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        w = form.w
        self.said = safe.Html()
        self.own = form.button("", lambda: self.choose("own"))
        self.sample = form.button("", lambda: self.choose("sample"))
        anew = [
            parts.folded(
                w("files.which.reset_heading"),
                parts.stack(
                    safe.paragraph(w("files.which.reset_means")),
                    parts.row(form.button(w("files.which.reset"), self.reset)),
                ),
            )
        ]
        self.children = [
            parts.stack(
                safe.paragraph(w("files.which.heading"), "infoint-heading"),
                self.said,
                css_class="infoint-opening",
            ),
            parts.row(self.own, self.sample),
            *(anew if form.log.sample else []),
        ]

    def __repr__(self) -> str:
        return "WhichLog()"

    def show(self) -> None:
        """Say what is chosen, and what to do while this page still shows something else."""
        w, log = self.form.w, self.form.log
        try:
            given, chosen = places.choice_of(log.path), places.chosen_log()
            begun = opening.own_log_has_people()
        except LogError as error:
            self.said.show(safe.html("{text}", text=w.error(error)))
            for button in (self.own, self.sample):
                parts.only_if(button, False)
            return
        now = w(f"files.which.{chosen}")
        if given is None:
            text = safe.html("{text}", text=f"{w('files.which.other', file=log.path.name)} {now}")
        elif given == chosen:
            text = safe.html("{text}", text=now)
        else:
            text = safe.start_again(w(f"files.which.now_{chosen}"), w("files.which.start"))
        self.said.show(text)
        parts.only_if(self.own, chosen != "own")
        parts.only_if(self.sample, chosen != "sample")
        own = "keep_own" if given == "own" else "back_to_own" if begun else "start_own"
        self.own.description = w(f"files.which.{own}")
        sample = "keep_sample" if given == "sample" else "look_around"
        self.sample.description = w(f"files.which.{sample}")

    def choose(self, choice: Choice) -> None:
        """Set which log all pages open from now on."""
        places.choose_log(choice)
        self.show()
        self.form.say(self.form.w("files.which.kept"))
        self.form.lead_to("infoint-opening")

    def reset(self) -> None:
        """Make the sample as it was, for all pages that show it."""
        opening.reset_sample(self.form.log)
        # A report of what is gone would only puzzle.
        if self.form.coming is not None:
            self.form.coming.report = None
        self.form.refresh()
        self.form.say(self.form.w("files.which.was_reset"))


class Copies(ipywidgets.VBox):
    """Copies of the log, beside it."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        w = form.w
        self.export = form.button(w("files.copies.export"), self._export)
        self.back_up = form.button(w("files.copies.back_up"), self._back_up)
        self.for_class = form.button(w("files.copies.for_class"), self._for_class)
        self.told = safe.Html()
        self.children = [
            safe.paragraph(w("files.copies.about")),
            parts.row(self.export, self.back_up),
            safe.paragraph(w("files.copies.about_class")),
            parts.row(self.for_class),
            self.told,
        ]

    def __repr__(self) -> str:
        return "Copies()"

    def _export(self) -> None:
        folder, n = export_beside(self.form.log)
        self.form.say(self.form.w("files.copies.exported", n=n, folder=folder))

    def _for_class(self) -> None:
        written = export_for_class_beside(self.form.log)
        self.form.say(self.form.w("files.copies.written", file=written.file))
        self.told.show(safe.points(written.told(self.form.w)))

    def _back_up(self) -> None:
        copy = back_up(self.form.log.path, self.form.log.now())
        self.form.say(self.form.w("files.copies.backed_up", file=copy))

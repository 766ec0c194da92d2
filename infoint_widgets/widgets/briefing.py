"""The page to take along, from a button of the form that prepares for a meeting."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from infoint_widgets.jobs.briefing import brief_file
from infoint_widgets.records import Meeting
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.transfer import SaveFile


class BriefFile(safe.Silent, ipywidgets.VBox):
    """Saves the page for a meeting, with a line that says what it is good for."""

    def __init__(self, form: Form, the_meeting: Callable[[], Meeting]) -> None:
        super().__init__()

        def make() -> tuple[str, str, bytes]:
            name, content = brief_file(form.log, the_meeting())
            return name, "text/html", content

        self.file = SaveFile(
            form, save=form.w("brief.save"), saved=form.w("brief.saved"), make=make
        )
        self.children = [self.file, safe.paragraph(form.w("brief.hint"), "infoint-quiet")]

"""A button that opens another form below itself, and a link to the page on which it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from infoint_widgets.jobs.people import keep_picked
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.page_link import PageLink


class InPlace:
    """The form is made when it is opened first, and kept while its place is there.

    Parameters
    ----------
    form : Form
        In which it opens.
    label : str
        What the button says.
    make : callable
        Makes what opens.
    page : str
        The notebook on which it stands.
    contact_id : str, optional
        Whom the page is to begin with.

    Attributes
    ----------
    button, link, place : Widget
        To be laid out by whoever made this.
    opened : Widget or None
    """

    def __init__(
        self,
        form: Form,
        label: str,
        make: Callable[[], ipywidgets.Widget],
        page: str,
        *,
        contact_id: str | None = None,
    ) -> None:
        self._form = form
        self._make = make
        self._contact_id = contact_id
        self.opened: Any = None
        self.button = form.button(label, self.turn)
        self.link = PageLink(page, form.w("today.open_page"))
        self.link.on_msg(form.guarded(lambda *_: self._pick()))
        self.place = parts.stack(css_class="infoint-opened", shown=False)

    @property
    def is_open(self) -> bool:
        return bool(self.place.layout.display != "none")

    def turn(self) -> None:
        """Open it, or close it again."""
        if self.is_open:
            parts.only_if(self.place, False)
            self._form.show()
            return
        if self.opened is None:
            self.opened = self._make()
            shut = self._form.button(self._form.w("today.close"), self.turn)
            self.place.children = [self.opened, parts.row(shut)]
        parts.only_if(self.place, True)

    def _pick(self) -> None:
        """Let the page begin with the person that this is about."""
        if self._contact_id is not None:
            keep_picked(self._form.log, self._contact_id)

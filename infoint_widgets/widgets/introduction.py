"""An answer with a name in it: whom to ask instead, and whether one may say who said so."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from infoint_widgets.errors import InvalidValue
from infoint_widgets.jobs import introductions
from infoint_widgets.records import Touch
from infoint_widgets.vocabulary import NameUse
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.picker import PersonForm

_NAMED = ("name", "organisation", "reach")


class Introduction(ipywidgets.VBox):
    """Whom they named, how to reach that person, and whether their name may be used.

    Parameters
    ----------
    form : PersonForm
    written : callable
        Called with the answer and the action's id when it was written down.
    """

    def __init__(self, form: PersonForm, written: Callable[[Touch, str], None]) -> None:
        super().__init__()
        self.add_class("infoint-card")
        self.form = form
        self._written = written
        w = form.w
        self.name = form.text(w("they_wrote.whom"))
        self.organisation = form.text(w("fields.organisation"))
        self.reach = form.text(w("fields.reach"))
        self.fields = (self.name, self.organisation, self.reach)
        self.name_use = parts.dropdown(
            w("they_wrote.name_use"), parts.choices(form, "name_use", NameUse), NameUse.NOT_ASKED
        )
        for field in self.fields:
            field.on_enter(form.guarded(self.record))
        self.button = form.button(w("people.record"), self.record, css_class="infoint-main")
        self.children = [
            parts.grid(*self.fields, parts.wide(self.name_use)),
            parts.row(self.button, form.button(w("form.cancel"), self._cancel)),
        ]
        self.shown = False
        self.leave()

    def __repr__(self) -> str:
        return "Introduction()"

    def begin(self, contact_id: str) -> None:
        """Ask whom somebody named."""
        for name, field in zip(_NAMED, self.fields, strict=True):
            field.show(parts.key(self.form.log, "named", contact_id, name), "", None)
        self.name_use.value = NameUse.NOT_ASKED
        self.shown = True
        parts.only_if(self, True)

    def leave(self) -> None:
        self.shown = False
        parts.only_if(self, False)

    def record(self) -> None:
        """Write down the answer and the name."""
        form, name = self.form, self.name.typed
        for field in self.fields:
            field.complain(None)
        try:
            touch, _referral, action_id = introductions.record_introduction(
                form.log,
                form.the_contact().id,
                name,
                organisation=self.organisation.typed,
                reach=self.reach.typed,
                name_use=self.name_use.value,
                note=form.w("they_wrote.named", name=name.strip()),
            )
        except InvalidValue as error:
            others = {"organisation": self.organisation, "reach": self.reach}
            wrong = others.get(error.field, self.name)
            wrong.complain(error)
            wrong.focus()
            raise
        self._empty()
        self._written(touch, action_id)

    def _cancel(self) -> None:
        self._empty()
        self.form.show()
        self.form.lead_to("infoint-answers")

    def _empty(self) -> None:
        for field in self.fields:
            field.empty()
        self.leave()

"""Find a person as one types, among thousands."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from infoint_widgets.log import search
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import Stage
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.words import Words

SHOWN = 100


class PersonPicker(ipywidgets.VBox):
    """A search field over a list; the list shows name, work and what happened last.

    Parameters
    ----------
    form : Form
    on_pick : callable
        Called with the contact's id, or None when nobody is picked.
    stage : Stage, optional
        Who is listed at first: the chosen, the known, or (None) everybody.
    """

    def __init__(
        self,
        form: Form,
        on_pick: Callable[[str | None], None],
        *,
        stage: Stage | None = Stage.CHOSEN,
        rows: int = 6,
    ) -> None:
        self._form = form
        self._on_pick = on_pick
        self.stage = stage
        self.binned = False
        self._filling = False
        w = form.w
        self.find = ipywidgets.Text(
            description=w("picker.find"), placeholder=w("picker.placeholder")
        )
        self.people = ipywidgets.Select(description=w("picker.people"), rows=rows)
        self.count = safe.paragraph("", "infoint-quiet")
        for field in (self.find, self.people):
            field.add_class("infoint-field")
        self.people.add_class("infoint-list")
        form.on_change(self.find, lambda _text: self.show())
        form.on_change(self.people, self._picked)
        super().__init__([self.find, self.people, self.count])
        self.add_class("infoint-stack")

    def __repr__(self) -> str:
        return "PersonPicker()"

    @property
    def contact_id(self) -> str | None:
        """Who is picked."""
        picked: str | None = self.people.value
        return picked

    def show(self) -> None:
        """List the people who fit what was typed, and keep the one who is picked."""
        log, w = self._form.log, self._form.w
        found, in_all = search.people(
            log, self.find.value, stage=self.stage, binned=self.binned, limit=SHOWN
        )
        kept = self.contact_id
        if kept and kept not in {contact.id for contact in found}:
            found = self._with_kept(found, kept)
        last = search.last_touches(log, [contact.id for contact in found])
        options = [(_label(contact, last, w, log.zone), contact.id) for contact in found]
        if options != list(self.people.options):
            self._filling = True
            try:
                self.people.options = options
                self.people.value = kept if kept in {id for _label, id in options} else None
            finally:
                self._filling = False
        self.count.show(safe.html("{text}", text=self._count(len(found), in_all)))

    def pick(self, contact_id: str | None) -> None:
        """Pick somebody from code, whether or not the list shows them."""
        if contact_id is not None:
            self.find.value = ""
            contact = self._form.log.get(Contact, contact_id)
            if contact_id not in {id for _label, id in self.people.options}:
                self._filling = True
                self.people.options = [(contact.name, contact.id), *self.people.options]
                self.people.value = None
                self._filling = False
        self.people.value = contact_id
        self.show()

    def _with_kept(self, found: list[Contact], kept: str) -> list[Contact]:
        contact = self._form.log.find(Contact, id=kept)
        hidden = not contact or (contact[0].deleted_at is not None) != self.binned
        return found if hidden or self.find.value else [*contact, *found]

    def _picked(self, contact_id: str | None) -> None:
        if not self._filling:
            self._on_pick(contact_id)

    def _count(self, shown: int, in_all: int) -> str:
        w = self._form.w
        if in_all == 0:
            return w("picker.nobody_found" if self.find.value else "picker.nobody_yet")
        if shown < in_all:
            return w("picker.first_of", shown=shown, n=in_all)
        return w("picker.found", n=in_all)


def describe(contact: Contact, w: Words) -> str:
    """A person in one line: name, then what they do and where."""
    work = ", ".join(part for part in (contact.role, contact.organisation) if part)
    name = contact.name or contact.email or w("picker.no_name")
    return f"{name} · {work}" if work else name


def _label(
    contact: Contact, last: dict[str, tuple[search.TouchKind, int]], w: Words, zone: str
) -> str:
    if contact.id not in last:
        return describe(contact, w)
    kind, happened_at = last[contact.id]
    what = w(f"vocabulary.touch_kind.{kind}")
    return f"{describe(contact, w)} — {what}, {w.moment(happened_at, zone, with_time=False)}"

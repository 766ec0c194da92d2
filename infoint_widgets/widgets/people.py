"""Who there is, and whom one would like to meet."""

from __future__ import annotations

import functools

import ipywidgets

from infoint_widgets.errors import InvalidValue
from infoint_widgets.jobs import people as jobs
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import Stage
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.person import PersonPanel, hint_for
from infoint_widgets.widgets.picker import PersonForm, PersonPicker, describe

_ADDED = (
    "first_name", "last_name", "organisation", "role", "email", "profile_url", "found_through",
)  # fmt: skip
_MOST_ALIKE = 3


class People(PersonForm):
    """Add, find and edit people, bin them and undo that; one person's whole story.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person to begin with.

    Examples
    --------
    >>> ii.People(ii.open_log())  # doctest: +SKIP
    """

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        lists: parts.Options = [
            (w("people.list_chosen"), "chosen"),
            (w("people.list_known"), "known"),
            (w("people.list_everybody"), "everybody"),
            (w("people.list_bin"), "bin"),
        ]
        self.list = parts.dropdown(w("people.list"), lists, "chosen")
        self.on_change(self.list, self._show_list)
        self.open_adding = self.button(
            w("people.add_somebody"), self._open_adding, css_class="infoint-main"
        )
        self.picker = PersonPicker(
            self, rows=9, beside=(self.list, self.open_adding), nobody_yet="nobody_yet"
        )
        self.panel = PersonPanel(self)
        self.adding = self._build_adding()
        self.adding.layout.display = "none"
        return [self.picker, self.adding, self.panel]

    def show_person(self, contact: Contact | None) -> None:
        self.panel.show(contact)

    def _show_list(self, which: str) -> None:
        self.picker.stage = {"chosen": Stage.CHOSEN, "known": Stage.KNOWN}.get(which)
        self.picker.binned = which == "bin"
        self.picker.show()

    # Adding somebody

    def _build_adding(self) -> ipywidgets.VBox:
        w = self.w
        self.new = {
            name: self.text(
                w(f"fields.{name}"),
                hint=w("people.one_name") if name == "first_name" else hint_for(w, name),
            )
            for name in _ADDED
        }
        why = self.new["why"] = self.text(w("fields.why"), rows=2, hint=w("people.why_hint"))
        for name in ("email", "profile_url", "found_through"):
            parts.wide(self.new[name])
        self.alike = parts.stack(css_class="infoint-alike")
        self.alike.layout.display = "none"
        for name, field in self.new.items():
            field.on_enter(self.guarded(self.add))
            field.show(parts.key(self.log, "new", name), "", None)
        return parts.stack(
            safe.paragraph(w("people.add_heading"), "infoint-heading"),
            parts.grid(*(self.new[name] for name in _ADDED)),
            why,
            self.alike,
            parts.row(
                self.button(w("people.add"), self.add, css_class="infoint-main"),
                self.button(w("form.cancel"), self._close_adding),
            ),
            css_class="infoint-card",
        )

    def add(self) -> None:
        """Add the person whose name was typed, unless they seem to be there already."""
        alike = jobs.alike(self.log, **self._typed())
        if alike:
            self._show_alike(alike)
        else:
            self._add()

    def _typed(self) -> dict[str, str]:
        return jobs.with_title_apart({name: field.typed for name, field in self.new.items()})

    def _show_alike(self, found: list[jobs.Alike]) -> None:
        w = self.w
        known = [
            parts.row(
                safe.paragraph(w(f"people.alike.{one.reason}", person=describe(one.contact, w))),
                self.button(
                    w("people.alike.open"), functools.partial(self._open_known, one.contact)
                ),
            )
            for one in found[:_MOST_ALIKE]
        ]
        anyway = self.button(w("people.alike.add"), self._add)
        self.alike.children = [*known, parts.row(anyway)]
        self.alike.layout.display = None
        self.say(w("people.alike.said"))
        self.lead_to("infoint-alike")

    def _open_known(self, contact: Contact) -> None:
        """Show who is there already instead of adding them once more."""
        self._close_adding()
        self._turn_to("everybody" if contact.deleted_at is None else "bin")
        self.pick(contact.id)
        self.say("")
        self.lead_to("infoint-list")

    def _turn_to(self, which: str) -> None:
        with self.filling():
            self.list.value = which
        self._show_list(which)

    def _add(self) -> None:
        for field in self.new.values():
            field.complain(None)
        try:
            contact, action_id = jobs.add_person(self.log, **self._typed())
        except InvalidValue as error:
            field = self.new.get(error.field, self.new["first_name"])
            field.complain(error)
            field.focus()
            raise
        self._close_adding()
        if self.list.value not in ("chosen", "everybody"):
            self._turn_to("chosen")
        self.pick(contact.id)
        said = self.w("people.added", name=contact.name)
        if contact.title or contact.form_of_address:
            said += " " + self.w("people.title_apart", more=self.w("people.more"))
        self.did(said, action_id)
        self.lead_to("infoint-list")

    def _open_adding(self) -> None:
        self.adding.layout.display = None
        self.new["first_name"].focus()

    def _close_adding(self) -> None:
        self.adding.layout.display = self.alike.layout.display = "none"
        for field in self.new.values():
            field.empty()

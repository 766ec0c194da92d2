"""Who there is, and whom one would like to meet."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.jobs import people as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.vocabulary import Stage
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.person import PersonPanel
from infoint_widgets.widgets.picker import PersonPicker

_ADDED = ("first_name", "last_name", "organisation", "role", "email", "found_through")


class People(Form):
    """Add, find and edit people, bin them and undo that; one person's whole story.

    Parameters
    ----------
    log : Log

    Examples
    --------
    >>> ii.People(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log) -> None:
        self.picked: str | None = None
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.picker = PersonPicker(self, self._pick, rows=9)
        lists: parts.Options = [
            (w("people.list_chosen"), "chosen"),
            (w("people.list_known"), "known"),
            (w("people.list_everybody"), "everybody"),
            (w("people.list_bin"), "bin"),
        ]
        self.list = parts.dropdown(w("people.list"), lists, "chosen")
        self.on_change(self.list, self._show_list)
        self.panel = PersonPanel(self)
        self.adding = self._build_adding()
        self.adding.layout.display = "none"
        self.open_adding = self.button(w("people.add_somebody"), self._open_adding)
        self.open_adding.add_class("infoint-main")
        side = parts.stack(self.list, parts.row(self.open_adding))
        return [parts.columns(self.picker, side), self.adding, self.panel]

    def show(self) -> None:
        self.picker.show()
        self.panel.show(self.picked)

    def pick(self, contact_id: str) -> None:
        """Show one person, as if somebody had picked them from the list."""
        self.picked = contact_id
        self.picker.pick(contact_id)
        self.panel.show(contact_id)

    def _pick(self, contact_id: str | None) -> None:
        self.picked = contact_id
        self.panel.show(contact_id)

    def _show_list(self, which: str) -> None:
        self.picker.stage = {"chosen": Stage.CHOSEN, "known": Stage.KNOWN}.get(which)
        self.picker.binned = which == "bin"
        self.picker.show()

    # Adding somebody

    def _build_adding(self) -> ipywidgets.VBox:
        w = self.w
        self.new = {
            name: self.text(w(f"fields.{name}"), required=name == "last_name") for name in _ADDED
        }
        self.new_why = self.text(w("fields.why"), rows=2, hint=w("people.why_hint"))
        for field in (*self.new.values(), self.new_why):
            field.on_enter(self.guarded(self.add))
        self._clear_adding()
        return parts.stack(
            safe.paragraph(w("people.add_heading"), "infoint-heading"),
            parts.grid(*self.new.values()),
            self.new_why,
            parts.row(
                self.button(w("people.add"), self.add, css_class="infoint-main"),
                self.button(w("form.cancel"), self._close_adding),
            ),
            css_class="infoint-card",
        )

    def add(self) -> None:
        """Add the person whose name was typed."""
        values = {name: field.typed for name, field in self.new.items()}
        contact, action_id = jobs.add_person(self.log, **values, why=self.new_why.typed)
        self._close_adding()
        self.picked = contact.id
        self.did(self.w("people.added", name=contact.name), action_id)
        self.pick(contact.id)

    def _open_adding(self) -> None:
        self.adding.layout.display = None
        self.new["first_name"].focus()

    def _close_adding(self) -> None:
        self.adding.layout.display = "none"
        self._clear_adding()

    def _clear_adding(self) -> None:
        for name, field in (*self.new.items(), ("why", self.new_why)):
            field.show(f"{self.log.path.name}:new:{name}", "", None)

"""Find a person as one types, among thousands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress

import ipywidgets

from infoint_widgets.errors import LogError, WorkbookError
from infoint_widgets.jobs import people as jobs
from infoint_widgets.log import search
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import Precision, Stage
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.words import Words

SHOWN = 100


class PersonForm(Form):
    """A form about one person, who is picked from a list.

    Subclasses make `self.picker` in `build` and write `show_person`.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person to begin with; otherwise who was picked last, on whatever page.

    Attributes
    ----------
    picked : str or None
        Who is picked, whether or not the list shows them.
    """

    picker: PersonPicker

    def __init__(self, log: Log, contact: str | None = None) -> None:
        self.picked = contact
        if contact is None:
            with suppress(WorkbookError):  # a log that can't be read is told of by what follows
                self.picked = jobs.last_picked(log)
        super().__init__(log)
        if contact is not None:
            self.guarded(self.the_contact)()

    def show_person(self, contact: Contact | None) -> None:
        """Show what this form is about for somebody, or nobody."""
        raise NotImplementedError

    def show(self) -> None:
        self.picker.show()
        self.show_person(self.picked_contact())

    def pick(self, contact_id: str | None) -> None:
        """Show somebody, as if a person had picked them from the list."""
        self.be_about(contact_id)
        self.keep_picked()
        with self.filling():
            self.picker.find.value = ""
        self.show()

    def be_about(self, contact_id: str | None) -> None:
        """Be about somebody; what was said of somebody else, and its undo, go with them."""
        if contact_id != self.picked:
            self.say("")
        self.picked = contact_id

    def keep_picked(self) -> None:
        """Let the next page begin with who is picked here."""
        if self.picked:
            jobs.keep_picked(self.log, self.picked)

    def the_contact(self) -> Contact:
        """Who is picked, for what can't be done with nobody."""
        contact = self.picked_contact()
        if contact is None:
            raise LogError("nobody_picked")
        return contact

    def picked_contact(self) -> Contact | None:
        """Who is picked, as the log has them; None as well when they are gone."""
        found = self.log.find(Contact, id=self.picked) if self.picked else []
        return found[0] if found else None


class Find(safe.Silent, ipywidgets.Text):
    """What is looked for."""


class Names(safe.Silent, ipywidgets.Select):
    """Who was found."""


class PersonPicker(ipywidgets.VBox):
    """A search field over a list; the list shows name, work and what happened last.

    Parameters
    ----------
    form : PersonForm
    stage : Stage, optional
        Who is listed at first: the chosen, the known, or (None) everybody.
    rows : int
        How many people are seen at once.
    beside : iterable of Widget
        What stands beside the search field.
    nobody_yet : str
        The id of what is said while there is nobody.
    """

    def __init__(
        self,
        form: PersonForm,
        *,
        stage: Stage | None = Stage.CHOSEN,
        rows: int = 6,
        beside: Iterable[ipywidgets.Widget] = (),
        nobody_yet: str = "nobody_to_pick",
    ) -> None:
        self._form = form
        self.stage = stage
        self.binned = False
        self.among: Collection[str] | None = None
        self._nobody_yet = nobody_yet
        self._rows = rows
        w = form.w
        self.find = Find(description=w("picker.find"), placeholder=w("picker.placeholder"))
        self.people = Names(description=w("picker.people"), rows=rows)
        self.count = safe.paragraph("", "infoint-quiet")
        for field in (self.find, self.people):
            field.add_class("infoint-field")
        self.find.add_class("infoint-find")
        self.people.add_class("infoint-list")
        form.on_change(self.find, lambda _text: self.show())
        form.on_change(self.people, self._picked)
        super().__init__([parts.row(self.find, *beside), self.people, self.count])
        self.add_class("infoint-stack")

    def __repr__(self) -> str:
        return "PersonPicker()"

    def show(self) -> None:
        """List the people who fit what was typed, and mark the one who is picked.

        Who is looked for by name may stand in the other list: they are found there, too.
        """
        log, w, picked = self._form.log, self._form.w, self._form.picked
        text = self.find.value.strip()
        found, in_all = search.people(
            log,
            text,
            stage=None if text else self.stage,
            first=self.stage,
            binned=self.binned,
            among=self.among,
            limit=SHOWN,
        )
        self.count.show(safe.html("{text}", text=self._count(len(found), in_all)))
        if picked and not self.find.value and picked not in {contact.id for contact in found}:
            found = [*self._also_picked(picked), *found]
        last = search.last_touches(log, [contact.id for contact in found])
        zone = log.zone
        options = [
            (f"{_label(contact, last, w, zone)}{self._elsewhere(contact)}", contact.id)
            for contact in found
        ]
        with self._form.filling():
            parts.offer(self.people, options, picked)
        self.people.layout.display = None if options else "none"
        self.people.rows = min(self._rows, max(2, len(options)))

    def _also_picked(self, picked: str) -> list[Contact]:
        """Whoever is picked stands first in a list that they are not of, but for the bin's."""
        contacts = self._form.log.find(Contact, id=picked)
        return [c for c in contacts if (c.deleted_at is not None) == self.binned]

    def _elsewhere(self, contact: Contact) -> str:
        """In which list somebody stands whom this one would not show by itself."""
        if self.stage is None or contact.stage is self.stage or self.binned:
            return ""
        return f" ({self._form.w(f'picker.elsewhere.{contact.stage}')})"

    def _picked(self, contact_id: str | None) -> None:
        self._form.be_about(contact_id)
        self._form.show_person(self._form.picked_contact())
        if contact_id is not None:
            self._form.keep_picked()
            self._form.bring_into_view("infoint-head")

    def _nobody(self) -> str:
        if self.find.value:
            return "nobody_found"
        if self.binned:
            return "bin_empty"
        return "nobody_known" if self.stage is Stage.KNOWN else self._nobody_yet

    def _count(self, shown: int, in_all: int) -> str:
        w = self._form.w
        if in_all == 0:
            return w(f"picker.{self._nobody()}")
        if shown < in_all:
            return w("picker.first_of", shown=shown, n=in_all)
        return w("picker.found", n=in_all)


def describe(contact: Contact, w: Words) -> str:
    """A person in one line: name, then what they do and where."""
    work = ", ".join(part for part in (contact.role, contact.organisation) if part)
    name = contact.name or contact.email or w("picker.no_name")
    return f"{name} · {work}" if work else name


def _label(contact: Contact, last: dict[str, search.LastTouch], w: Words, zone: str) -> str:
    if contact.id not in last:
        return describe(contact, w)
    touch = last[contact.id]
    what = w(f"vocabulary.touch_kind.{touch.kind}")
    day = w.moment(touch.happened_at, zone, with_time=False)
    if touch.precision is Precision.UNKNOWN:
        day = w("people.day_unknown", day=day)
    return f"{describe(contact, w)} — {what}, {day}"

"""One person: what is known of them, what happened, and what happened next."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.errors import LogError
from infoint_widgets.jobs import people as jobs
from infoint_widgets.records import Contact
from infoint_widgets.vocabulary import (
    Channel,
    ContactLanguage,
    Field,
    FormOfAddress,
    Register,
    Stage,
    TouchKind,
    Warmth,
)
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.parts import Bound, BoundChoice, BoundText
from infoint_widgets.widgets.permission import Permissions
from infoint_widgets.widgets.picker import PersonForm, describe
from infoint_widgets.widgets.story import Story, when_it_was
from infoint_widgets.words import Words

HAPPENINGS = (
    TouchKind.ANSWER_YES,
    TouchKind.ANSWER_NO,
    TouchKind.ANSWER_LATER,
    TouchKind.ANSWER_OTHER,
    TouchKind.ARRANGED,
    TouchKind.MOVED,
    TouchKind.CANCELLED,
    TouchKind.MET,
    TouchKind.NO_SHOW,
    TouchKind.THANKED,
    TouchKind.OUTREACH,
    TouchKind.FOLLOW_UP,
    TouchKind.BOUNCED,
)


class PersonPanel(ipywidgets.VBox):
    """What a form shows of the one person who is picked."""

    def __init__(self, form: PersonForm) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self.heading = safe.paragraph("", "infoint-heading")
        self.fields = self._fields()
        self.happened = Happened(form)
        self.story = Story(form)
        self.permissions = Permissions(form)
        w = form.w
        self.choose = form.button(w("people.choose"), self._choose, css_class="infoint-main")
        self.bin = form.button(w("people.bin"), self._bin)
        self.unbin = form.button(w("people.unbin"), self._unbin, css_class="infoint-main")
        known = [self.fields[name].widget for name in _FIRST]
        more = [self.fields[name].widget for name in self.fields if name not in (*_FIRST, *_LONG)]
        self.children = [
            parts.head(parts.spread(self.heading, self.choose, self.unbin)),
            parts.columns(
                parts.stack(self.happened, self.story, self.permissions),
                parts.stack(
                    self.fields["why"].widget,
                    parts.grid(*known),
                    parts.folded(
                        w("people.more"),
                        parts.stack(parts.grid(*more), self.fields["notes"].widget),
                    ),
                    parts.row(self.bin),
                ),
            ),
        ]

    def __repr__(self) -> str:
        return "PersonPanel()"

    def show(self, contact: Contact | None) -> None:
        """Show somebody, or nobody."""
        parts.only_if(self, contact is not None)
        for field in self.fields.values():
            field.show(contact)
        if contact is None:
            return
        self.heading.show(safe.html("{text}", text=describe(contact, self.form.w)))
        binned = contact.deleted_at is not None
        parts.only_if(self.choose, contact.stage is Stage.KNOWN and not binned)
        parts.only_if(self.unbin, binned)
        parts.only_if(self.bin, not binned)
        self.happened.show(contact)
        self.story.show(contact)
        self.permissions.show(contact)

    def _fields(self) -> dict[str, Bound]:
        form = self.form
        fields: dict[str, Bound] = {
            "why": BoundText(form, "why", rows=2, hint=form.w("people.why_hint")),
            **{name: BoundText(form, name, hint=hint_for(form.w, name)) for name in _FIRST},
            "field_id": BoundChoice.of(form, "field_id", "field", Field),
            "form_of_address": BoundChoice.of(
                form, "form_of_address", "form_of_address", FormOfAddress
            ),
            "title": BoundText(form, "title"),
            "language": BoundChoice.of(form, "language", "contact_language", ContactLanguage),
            "register": BoundChoice(
                form,
                "register",
                parts.dropdown(
                    form.w("fields.register"), parts.choices(form, "register", Register), None
                ),
            ),
            "warmth": BoundChoice.of(form, "warmth", "warmth", Warmth),
            **{name: BoundText(form, name) for name in ("phone", "city", "profile_url", "zone")},
            "region": BoundChoice(
                form,
                "region",
                parts.regions(form, form.w("fields.region"), form.w("regions.as_mine")),
            ),
            "notes": BoundText(form, "notes", rows=3),
        }
        return fields

    def _choose(self) -> None:
        contact = self.form.the_contact()
        action_id = jobs.choose(self.form.log, contact.id)
        self.form.did(self.form.w("people.chosen", name=contact.name), action_id)

    def _bin(self) -> None:
        contact = self.form.the_contact()
        action_id = jobs.put_in_bin(self.form.log, contact.id)
        self.form.did(self.form.w("people.binned", name=contact.name), action_id)
        self.form.lead_to("infoint-head")

    def _unbin(self) -> None:
        contact = self.form.the_contact()
        action_id = jobs.take_from_bin(self.form.log, contact.id)
        self.form.did(self.form.w("people.unbinned", name=contact.name), action_id)


def hint_for(w: Words, name: str) -> str:
    """What to write into a field, where its label doesn't say enough."""
    id = f"people.{name}_hint"
    return w(id) if id in w else ""


_FIRST = ("first_name", "last_name", "organisation", "role", "field", "email", "found_through")
_LONG = ("why", "notes")


class Happened(ipywidgets.VBox):
    """*What happened?*: a kind, a day, a channel, and a button."""

    def __init__(self, form: PersonForm) -> None:
        super().__init__()
        self.add_class("infoint-card")
        self.form = form
        w = form.w
        kinds = [
            (w("people.choose_happening"), None),
            *parts.choices(form, "touch_kind", HAPPENINGS),
        ]
        channels = [(w("form.not_recorded"), None), *parts.choices(form, "channel", Channel)]
        self.kind = parts.dropdown(w("people.what_happened"), kinds)
        self.day = parts.as_field(ipywidgets.DatePicker(description=w("people.day")))
        self.time = parts.as_field(ipywidgets.TimePicker(description=w("people.time")))
        self.channel = parts.dropdown(w("people.channel"), channels)
        self.again = parts.as_field(ipywidgets.DatePicker(description=w("people.ask_again")))
        self.note = parts.wide(form.text(w("people.note")))
        self.note.on_enter(form.guarded(self.record))
        self.button = form.button(w("people.record"), self.record, css_class="infoint-main")
        form.on_change(self.kind, lambda _kind: self._show_parts())
        self.details = parts.stack(
            parts.grid(self.day, self.time, self.channel, self.again, self.note),
            parts.row(self.button),
        )
        self.children = [self.kind, self.details]
        self._contact_id = ""

    def __repr__(self) -> str:
        return "Happened()"

    def show(self, contact: Contact) -> None:
        """Begin anew when somebody else is shown; what is half chosen stays otherwise."""
        if contact.id != self._contact_id:
            self._contact_id = contact.id
            self.note.show(parts.key(self.form.log, "happened", contact.id), "", None)
            self._clear()
        self._show_parts()

    def record(self) -> None:
        """Write down what was chosen."""
        if self.kind.value is None:
            raise LogError("choose_what_happened")
        w = self.form.w
        contact = self.form.the_contact()
        touch, action_id = jobs.record(
            self.form.log,
            contact.id,
            self.kind.value,
            day=self.day.value,
            clock_time=self.time.value,
            channel=self.channel.value,
            ask_again_on=self.again.value if self.kind.value is TouchKind.ANSWER_LATER else None,
            note=self.note.typed,
        )
        self.note.empty()
        self._clear()
        what = w(f"vocabulary.touch_kind.{touch.kind}")
        when = when_it_was(touch, self.form)
        sentence = w("people.recorded", name=contact.name, what=what, when=when)
        self.form.did(sentence, action_id)

    def _clear(self) -> None:
        self.kind.value = self.day.value = self.time.value = None
        self.channel.value = self.again.value = None
        self._show_parts()

    def _show_parts(self) -> None:
        chosen = self.kind.value is not None
        if chosen and self.day.value is None:
            self.day.value = jobs.today(self.form.log)
        parts.only_if(self.details, chosen)
        parts.only_if(self.again, self.kind.value is TouchKind.ANSWER_LATER)

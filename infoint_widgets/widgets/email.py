"""Drafting a message: a template fills in, the rest is typed; nothing is sent from here."""

from __future__ import annotations

from typing import Any

import anywidget
import ipywidgets
import traitlets

from infoint_widgets.errors import LogError
from infoint_widgets.exchange import mail
from infoint_widgets.jobs import letters as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.records import Contact, Draft
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.widgets.picker import PersonPicker, describe
from infoint_widgets.widgets.text_field import STATIC

_SENT_BY = (Channel.EMAIL, Channel.LINKEDIN, Channel.CARD, Channel.OTHER)


class LetterOut(anywidget.AnyWidget):
    """Copy, open in the mail program, save as a file."""

    _esm = STATIC / "letter_out.js"
    words = traitlets.Dict().tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    mailto = traitlets.Unicode("").tag(sync=True)

    def __repr__(self) -> str:
        return "LetterOut()"


class EmailDraft(Form):
    """Draft a message to somebody, and record that it was sent.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person to begin with.
    kind : str
        What the message is for; see `DraftKind`.

    Examples
    --------
    >>> ii.EmailDraft(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log, contact: str | None = None, kind: str = "outreach") -> None:
        self.kind = DraftKind(kind)
        self.contact: Contact | None = None
        self.draft: Draft | None = None
        self._first = contact
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.picker = PersonPicker(self, self.write_to, rows=5)
        self.heading = safe.paragraph("", "infoint-heading")
        self.template = parts.dropdown(w("email.template"), [])
        self.on_change(self.template, self._use_template)
        languages = parts.choices(self, "contact_language", ContactLanguage)
        self.language = BoundChoice(
            self,
            "language",
            parts.dropdown(w("email.language"), [(w("form.not_recorded"), None), *languages]),
        )
        self.register = BoundChoice(
            self,
            "register",
            parts.dropdown(w("email.register"), parts.choices(self, "register", Register)),
        )
        self.subject = BoundText(self, "subject", while_typing=True)
        self.body = BoundText(self, "body", rows=12)
        for field in (self.subject.widget, self.body.widget):
            field.on_type(lambda _text: self._show_preview())
        self.count = safe.paragraph("", "infoint-quiet")
        self.preview = safe.Html()
        self.gaps = safe.Html(css_class="infoint-quiet")
        self.out = LetterOut(words=w.group("email.out"))
        self.out.on_msg(self.guarded(self._heard_out))
        self.channel = parts.dropdown(
            w("email.sent_by"), parts.choices(self, "channel", _SENT_BY), Channel.EMAIL
        )
        self.sent = self.button(w("email.sent"), self.send, css_class="infoint-main")
        self.desk = parts.stack(
            self.heading,
            parts.grid(self.template, self.language.widget, self.register.widget),
            parts.columns(
                parts.stack(self.subject.widget, self.body.widget, self.count),
                parts.stack(
                    safe.paragraph(w("email.preview"), "infoint-group"), self.preview, self.gaps
                ),
            ),
            parts.foot(self.out, parts.row(self.channel, self.sent)),
        )
        if self._first is not None:
            first, self._first = self._first, None
            self.contact = self.log.get(Contact, first)
        return [self.picker, self.desk]

    def show(self) -> None:
        if self.contact is not None and self.picker.contact_id is None:
            self.picker.pick(self.contact.id)
        self.picker.show()
        self._show_letter()

    def write_to(self, contact_id: str | None) -> None:
        """Take up the letter to somebody: the draft there is, or a template filled in."""
        self.contact = self.log.get(Contact, contact_id) if contact_id else None
        self._show_letter()

    def send(self) -> None:
        """ "I sent it": record the letter as sent."""
        self.subject.widget.save()
        self.body.widget.save()
        draft = self._the_draft()
        if drafting.gaps(self.body.widget.typed) and not self._warned_of(draft):
            self.say(self.w("email.gap_left"), "error")
            return
        action_id = jobs.record_sent(self.log, draft, channel=self.channel.value)
        name = self.log.get(Contact, draft.contact_id).name
        self.contact = None
        self.picker.people.value = None
        self.did(self.w("email.was_sent", name=name), action_id)

    # Showing

    def _show_letter(self) -> None:
        contact = self.contact
        self.desk.layout.display = None if contact else "none"
        if contact is None:
            return
        before = contact
        self.contact = contact = self.log.get(Contact, contact.id)
        self.draft = jobs.draft_for(self.log, contact, self.kind)
        if before != contact:
            self.draft = jobs.follow_facts(self.log, before, contact, self.draft)
        self.heading.show(safe.html("{text}", text=describe(contact, self.w)))
        self.language.show(contact)
        self.register.show(contact)
        german = jobs.language_of(self.log, contact) is not ContactLanguage.EN
        self.register.widget.layout.display = None if german else "none"
        self._show_templates()
        self.subject.show(self.draft)
        self.body.show(self.draft)
        self._show_preview()

    def _show_templates(self) -> None:
        assert self.contact is not None
        assert self.draft is not None
        options = [
            (f"{template.title}: {template.situation}", template.id)
            for template in jobs.templates_for(self.log, self.contact, self.kind)
        ]
        self._filling = True
        if options != list(self.template.options):
            self.template.options = options
        known = {id for _label, id in options}
        self.template.value = self.draft.template if self.draft.template in known else None
        self._filling = False

    def _show_preview(self) -> None:
        subject, body = self.subject.widget.typed, self.body.widget.typed
        gaps = drafting.gaps(body)
        self.body.widget.mark([(gap.start, gap.end, "gap") for gap in gaps])
        self.preview.show(safe.letter(subject, body, [(gap.start, gap.end) for gap in gaps]))
        words = drafting.word_count(body)
        seconds = drafting.reading_seconds(body)
        self.count.show(safe.html("{text}", text=self.w("email.count", n=words, seconds=seconds)))
        left = self.w("email.gaps", n=len(gaps)) if gaps else self.w("email.no_gaps")
        self.gaps.show(safe.html("{text}", text=left))
        to = self.contact.email if self.contact else ""
        self.out.text = f"{subject}\n\n{body}" if subject or body else ""
        self.out.mailto = mail.mailto(to, subject, body) or ""

    # Doing

    def _use_template(self, template_id: str | None) -> None:
        if self._filling or template_id is None:
            return
        self.subject.widget.save()
        self.body.widget.save()
        action_id = jobs.use_template(self.log, self._the_draft(), template_id)
        self.did(self.w("email.template_used"), action_id)

    def _heard_out(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["do"] != "file" or self.contact is None:
            return
        subject = self.subject.widget.typed
        content = mail.eml(self.contact.email, subject, self.body.widget.typed)
        name = mail.file_name(f"{self.contact.name} {subject}", ".eml")
        self.out.send({"do": "save", "name": name, "type": "message/rfc822"}, [content])

    def _the_draft(self) -> Draft:
        """The draft as it stands in the fields."""
        if self.contact is None:
            raise LogError("nobody_picked")
        return jobs.draft_for(self.log, self.contact, self.kind)

    def _warned_of(self, draft: Draft) -> bool:
        warned = getattr(self, "_warned", None) == (draft.id, draft.body)
        self._warned = (draft.id, draft.body)
        return warned

    _filling = False

"""Drafting a message: a template fills in, the rest is typed; nothing is sent from here."""

from __future__ import annotations

from dataclasses import replace

import anywidget
import ipywidgets
import traitlets

from infoint_widgets.errors import LogError, WorkbookError
from infoint_widgets.exchange import mail
from infoint_widgets.jobs import letters as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.records import Contact, Draft
from infoint_widgets.vocabulary import Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.widgets.picker import PersonForm, PersonPicker, describe
from infoint_widgets.widgets.text_field import STATIC
from infoint_widgets.widgets.transfer import SaveFile

_SENT_BY = (Channel.EMAIL, Channel.LINKEDIN, Channel.CARD, Channel.OTHER)


class LetterOut(anywidget.AnyWidget):
    """Copy, or open in the mail program."""

    _esm = STATIC / "letter_out.js"
    words = traitlets.Dict().tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    mailto = traitlets.Unicode("").tag(sync=True)

    def __repr__(self) -> str:
        return "LetterOut()"


class EmailDraft(PersonForm):
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
        self._warned_of: tuple[str, str] | None = None
        super().__init__(log, contact)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.picker = PersonPicker(self, rows=5)
        self.heading = safe.paragraph("", "infoint-heading")
        self.template = parts.wide(parts.dropdown(w("email.template"), []))
        self.on_change(self.template, self._use_template)
        self.language = BoundChoice.of(
            self, "language", "contact_language", ContactLanguage, label=w("email.language")
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
        self.file = SaveFile(
            self, save=w("email.out.file"), saved=w("email.out.saved"), make=self._eml
        )
        self.channel = parts.dropdown(
            w("email.sent_by"), parts.choices(self, "channel", _SENT_BY), Channel.EMAIL
        )
        self.sent = self.button(w("email.sent"), self.send, css_class="infoint-main")
        self.desk = parts.stack(
            parts.head(self.heading),
            parts.grid(self.template, self.language.widget, self.register.widget),
            parts.columns(
                parts.stack(self.subject.widget, self.body.widget, self.count),
                parts.stack(
                    safe.paragraph(w("email.preview"), "infoint-group"), self.preview, self.gaps
                ),
            ),
            parts.foot(parts.row(self.out, self.file), parts.row(self.channel, self.sent)),
        )
        self.desk.layout.display = "none"
        return [self.picker, self.desk]

    def send(self) -> None:
        """ "I sent it": record the letter as sent."""
        contact, draft = self.the_contact(), self._as_typed()
        letter = (draft.id, self.out.text)
        if self._gaps() and letter != self._warned_of:
            self._warned_of = letter
            self.say(self.w("email.gap_left"), "error")
            return
        action_id = jobs.record_sent(self.log, draft, channel=self.channel.value)

        def take_back() -> None:
            self.log.undo(action_id)
            self.pick(contact.id)

        self.pick(None)
        self.say(self.w("email.was_sent", name=contact.name), undo=take_back)

    # Showing

    def show_person(self, contact: Contact | None) -> None:
        """Take up the letter to somebody: the draft there is, or a template filled in."""
        before, self.contact = self.contact, contact
        self.draft = None if contact is None else jobs.draft_for(self.log, contact, self.kind)
        if contact and self.draft and before and before.id == contact.id and before != contact:
            self.draft = jobs.follow_facts(self.log, before, contact, self.draft)
        self.desk.layout.display = None if contact else "none"
        self.subject.show(self.draft)
        self.body.show(self.draft)
        if contact is None:
            return
        self.heading.show(safe.html("{text}", text=describe(contact, self.w)))
        self.language.show(contact)
        self.register.show(contact)
        german = jobs.language_of(self.log, contact) is not ContactLanguage.EN
        self.register.widget.layout.display = None if german else "none"
        self._show_templates(contact)
        self._show_preview()

    def _show_templates(self, contact: Contact) -> None:
        options: parts.Options = [
            (f"{template.title}: {template.situation}", template.id)
            for template in jobs.templates_for(self.log, contact, self.kind)
        ]
        with self.filling():
            parts.offer(self.template, options, self.draft and self.draft.template)

    def _show_preview(self) -> None:
        subject, body = self.subject.widget.typed, self.body.widget.typed
        for field in (self.subject.widget, self.body.widget):
            field.mark([(gap.start, gap.end, "gap") for gap in drafting.gaps(field.typed)])
        self.preview.show(
            safe.letter(
                safe.marked(subject, ((gap.start, gap.end) for gap in drafting.gaps(subject))),
                safe.marked(body, ((gap.start, gap.end) for gap in drafting.gaps(body))),
            )
        )
        gaps = self._gaps()
        words = drafting.word_count(body)
        seconds = drafting.reading_seconds(body)
        self.count.show(safe.html("{text}", text=self.w("email.count", n=words, seconds=seconds)))
        left = self.w("email.gaps", n=gaps) if gaps else self.w("email.no_gaps")
        self.gaps.show(safe.html("{text}", text=left))
        to = self.contact.email if self.contact else ""
        self.out.text = f"{subject}\n\n{body}" if subject or body else ""
        self.out.mailto = mail.mailto(to, subject, body) or ""
        self.file.disabled = not self.out.text

    # Doing

    def _use_template(self, template_id: str) -> None:
        contact = self.the_contact()
        try:
            self._as_typed()
            draft = jobs.draft_for(self.log, contact, self.kind)
            action_id = jobs.use_template(self.log, draft, template_id)
        except WorkbookError:
            self._show_templates(contact)
            raise
        self.did(self.w("email.template_used"), action_id)

    def _eml(self) -> tuple[str, str, bytes]:
        contact, subject = self.the_contact(), self.subject.widget.typed
        content = mail.eml(contact.email, subject, self.body.widget.typed)
        name = mail.file_name(f"{contact.name} {subject}", ".eml")
        return name, "message/rfc822", content

    def _as_typed(self) -> Draft:
        """The draft as it stands in the fields, once the log has it."""
        if self.draft is None:
            raise LogError("nobody_picked")
        for name, field in (("subject", self.subject.widget), ("body", self.body.widget)):
            field.save()
            if not field.saved:
                raise LogError("not_saved", field=name)
        return replace(self.draft, subject=self.subject.widget.typed, body=self.body.widget.typed)

    def _gaps(self) -> int:
        """How many questions the letter still asks its writer."""
        return sum(len(drafting.gaps(field.widget.typed)) for field in (self.subject, self.body))

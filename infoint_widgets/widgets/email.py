"""Drafting a message: a template fills in, the rest is typed; nothing is sent from here."""

from __future__ import annotations

from dataclasses import replace

import ipywidgets

from infoint_widgets.errors import LogError, WorkbookError
from infoint_widgets.exchange import mail
from infoint_widgets.jobs import coaching
from infoint_widgets.jobs import letters as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method import drafting
from infoint_widgets.method.templates import Template
from infoint_widgets.records import Contact, Draft
from infoint_widgets.vocabulary import FIRST_MESSAGES, Channel, ContactLanguage, DraftKind, Register
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.coaching import Coach
from infoint_widgets.widgets.letter_out import LetterOut
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.widgets.picker import PersonForm, PersonPicker, describe
from infoint_widgets.widgets.they_wrote import FollowUpsDue, SentEarlier, TheyWrote
from infoint_widgets.widgets.transfer import SaveFile

# A longer text is kept whole, but neither read nor shown whole after each key.
_MOST_SHOWN = 20_000
_SENT_BY = (Channel.EMAIL, Channel.LINKEDIN, Channel.CARD, Channel.OTHER)


class EmailDraft(PersonForm):
    """Draft a message to somebody, and record that it was sent.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person to begin with.
    kind : str, optional
        What the message is for; see `DraftKind`. Without one, what fits each person's story.

    Examples
    --------
    >>> ii.EmailDraft(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log, contact: str | None = None, kind: str | None = None) -> None:
        self.kind = DraftKind(kind or DraftKind.OUTREACH)
        self._kind_given = kind is not None
        self.contact: Contact | None = None
        self.draft: Draft | None = None
        self._warned_of: tuple[str, ...] | None = None
        self._template: Template | None = None
        super().__init__(log, contact)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.due = FollowUpsDue(self)
        self.picker = PersonPicker(self, rows=5, beside=(self.due,))
        self.heading = safe.paragraph("", "infoint-heading")
        self.wrote = TheyWrote(self, self._take_up_what_fits)
        self.what_for = parts.dropdown(w("email.kind"), [])
        self.on_change(self.what_for, self.turn_to)
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
            field.on_type(lambda _text: self._typed())
        self.count = safe.paragraph("", "infoint-quiet")
        self.preview = safe.Html()
        self.gaps = safe.Html(css_class="infoint-quiet")
        self.coach = Coach(
            self,
            self.subject.widget,
            self.body.widget,
            changed=self._show_preview,
            also_heard=lambda: self._length() if self._limit() else "",
        )
        self.out = LetterOut(w)
        self.file = SaveFile(
            self, save=w("email.out.file"), saved=w("email.out.saved"), make=self._eml
        )
        self.channel = parts.dropdown(
            w("email.sent_by"), parts.choices(self, "channel", _SENT_BY), Channel.EMAIL
        )
        self._template = None
        self.earlier = SentEarlier(self)
        self.sent = self.button(w("email.sent"), self.send, css_class="infoint-main")
        self.desk = parts.stack(
            parts.head(self.heading),
            self.wrote,
            parts.grid(self.what_for, self.template, self.language.widget, self.register.widget),
            parts.columns(
                parts.stack(
                    self.subject.widget,
                    self.body.widget,
                    self.count,
                    safe.paragraph(w("email.preview"), "infoint-group"),
                    self.preview,
                    self.gaps,
                ),
                self.coach,
            ),
            parts.foot(parts.row(self.out, self.file), parts.row(self.channel, self.sent)),
            self.earlier,
        )
        self.desk.layout.display = "none"
        return [self.picker, self.desk]

    def send(self) -> None:
        """ "I sent it": record the letter as sent."""
        contact, draft, kind = self.the_contact(), self._as_typed(), self.kind
        self.coach.settle()
        if stop := next((advice for advice in self.coach.advice if advice.blocks), None):
            id = f"coach.{stop.rule}"
            what, how = self.w(f"{id}.what", **stop.facts), self.w(f"{id}.how", **stop.facts)
            self.say(self.w("email.blocked", what=what, how=how), "error")
            return
        letter = (draft.id, draft.subject, draft.body)
        if self._gaps() and letter != self._warned_of:
            self._warned_of = letter
            self.say(self.w("email.gap_left"), "error")
            return
        action_id = jobs.record_sent(
            self.log,
            draft,
            day=self.earlier.day.value,
            clock_time=self.earlier.time.value,
            channel=self.channel.value,
        )
        self.earlier.clear()

        def take_back() -> None:
            self.log.undo(action_id)
            self.pick(contact.id)
            self.turn_to(kind)

        self.pick(None)
        told = self.w("email.was_sent", name=contact.name)
        if kind in FIRST_MESSAGES:
            told = f"{told} {self.w('email.first_sent')}"
        self.say(told, undo=take_back)
        self.lead_to("infoint-list")

    # Showing

    def show(self) -> None:
        self.due.show()
        super().show()

    def show_person(self, contact: Contact | None) -> None:
        """Take up the letter to somebody: the draft there is, or a template filled in."""
        before, self.contact = self.contact, contact
        if contact and not self._kind_given and (before is None or before.id != contact.id):
            self.kind = coaching.kind_for(self.log, contact)
        self.draft = None if contact is None else jobs.draft_for(self.log, contact, self.kind)
        if contact and self.draft and before and before.id == contact.id and before != contact:
            self.draft = jobs.follow_facts(self.log, before, contact, self.draft)
        self.wrote.show(contact)
        self.earlier.show(contact)
        self.desk.layout.display = None if contact else "none"
        self.subject.show(self.draft)
        self.body.show(self.draft)
        if contact is None:
            return
        self.heading.show(safe.html("{text}", text=describe(contact, self.w)))
        self.file.about = contact.id
        self.language.show(contact)
        self.register.show(contact)
        german = jobs.language_of(self.log, contact) is not ContactLanguage.EN
        self.register.widget.layout.display = None if german else "none"
        self._show_kinds(contact)
        self._show_templates(contact)
        facts = coaching.facts_for(self.log, contact, self.kind)
        self.coach.show(replace(facts, limit=self._limit()), has_subject=self._by_mail())
        self._show_preview()

    def turn_to(self, kind: DraftKind) -> None:
        """Take up another kind of message to the same person; the draft of this one stays."""
        self.kind = kind
        self.show_person(self.picked_contact())

    def _take_up_what_fits(self) -> None:
        if not self._kind_given:
            self.turn_to(coaching.kind_for(self.log, self.the_contact()))

    def _show_kinds(self, contact: Contact) -> None:
        begun = {draft.kind for draft in self.log.find(Draft, contact_id=contact.id)} - {self.kind}
        options = [
            (self.w("email.begun", kind=label) if kind in begun else label, kind)
            for label, kind in parts.choices(self, "draft_kind", DraftKind)
        ]
        with self.filling():
            parts.offer(self.what_for, options, self.kind)

    def _show_templates(self, contact: Contact) -> None:
        templates = jobs.templates_for(self.log, contact, self.kind)
        chosen = self.draft and self.draft.template
        options: parts.Options = [(f"{t.title}: {t.situation}", t.id) for t in templates]
        before = self._template
        self._template = next((t for t in templates if t.id == chosen), None)
        with self.filling():
            parts.offer(self.template, options, chosen)
        self.subject.widget.layout.display = None if self._by_mail() else "none"
        self.file.layout.display = None if self._by_mail() else "none"
        if self._template and (before is None or before.channel != self._template.channel):
            self.channel.value = self._template.channel

    def _by_mail(self) -> bool:
        return self._template is None or self._template.channel is Channel.EMAIL

    def _typed(self) -> None:
        self.coach.follow()
        self._show_preview()

    def _show_preview(self) -> None:
        subject, body = self.subject.widget.typed, self.body.widget.typed
        of_subject, of_body = self.coach.spans("subject"), self.coach.spans("body")
        self.subject.widget.mark(of_subject)
        self.body.widget.mark(of_body)
        read = body[:_MOST_SHOWN]
        self.preview.show(
            safe.letter(
                safe.marked(subject, of_subject) if self._by_mail() else None,
                safe.marked(read, (span for span in of_body if span[1] <= len(read))),
            )
        )
        length = safe.escaped(self._length())
        over = safe.html('<b class="infoint-wrong">{length}</b>', length=length)
        self.count.show(over if self._over() else length)
        gaps = self._gaps()
        left = self.w("email.gaps", n=gaps) if gaps else self.w("email.no_gaps")
        cut = "" if read == body else self.w("email.cut")
        self.gaps.show(safe.html("{text}", text=f"{cut} {left}".strip()))
        to = self.contact.email if self.contact else ""
        self.out.show(to, subject, body, by_mail=self._by_mail())
        self.file.disabled = self.out.empty

    def _length(self) -> str:
        """How long the message is: in words, or in what its channel lets through."""
        body, most = self.body.widget.typed, self._limit()
        if most is None:
            seconds = drafting.reading_seconds(body)
            return self.w("email.count", n=drafting.word_count(body), seconds=seconds)
        if over := self._over():
            return self.w("email.over", length=len(body), most=most, n=over)
        return self.w("email.characters", n=len(body), most=most)

    def _limit(self) -> int | None:
        return self._template.limit if self._template else None

    def _over(self) -> int:
        """How many characters more there are than the channel lets through."""
        most = self._limit()
        return 0 if most is None else max(0, len(self.body.widget.typed) - most)

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
        used = self.w("email.template_used")
        odd = jobs.odd_hours(self.log, contact, self.kind, template_id)
        self.did(f"{used} {self.w.error(odd)}" if odd else used, action_id)

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

"""Staying in touch with a person: how often, when next, and what to write about."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.errors import InvalidValue
from infoint_widgets.jobs import in_touch as jobs
from infoint_widgets.jobs.people import today
from infoint_widgets.method.in_touch import INTERVALS
from infoint_widgets.records import Contact, Meeting, ReasonToWrite
from infoint_widgets.vocabulary import DraftKind
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.letter_in_place import LetterInPlace
from infoint_widgets.widgets.parts import BoundText

_OWN = -1


class StayingInTouch(ipywidgets.VBox):
    """An interval with the day that follows from it, and reasons to write.

    Parameters
    ----------
    form : Form
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        w = form.w
        options: parts.Options = [(w("follow_up.every.none"), None)]
        options += [(w(f"follow_up.every.{days}"), days) for days in INTERVALS]
        self.every = parts.dropdown(
            w("follow_up.every.label"), [*options, (w("follow_up.every.own"), _OWN)]
        )
        form.on_change(self.every, self._set)
        self.own = BoundText(form, "keep_in_touch_days", label=w("follow_up.every.days"))
        self.suggested = safe.paragraph("", "infoint-quiet")
        self.due = safe.paragraph("")
        self.new = ReasonField(form, "write", w("follow_up.reason"), w("follow_up.add_reason"))
        self.write = LetterInPlace(
            form, DraftKind.KEEP_IN_TOUCH, {w("follow_up.write_to_them"): ""}
        )
        self.unused = parts.stack(css_class="infoint-named")
        self.used = parts.stack(css_class="infoint-named")
        self.used_fold = parts.folded(w("follow_up.reasons_used"), self.used)
        self.rows: dict[str, ReasonRow] = {}
        self.children = [
            safe.Html(safe.group(w("follow_up.staying"), "")),
            parts.grid(self.every, self.own.widget),
            self.suggested,
            self.due,
            safe.paragraph(w("follow_up.reasons"), "infoint-quiet"),
            self.unused,
            self.used_fold,
            self.new,
            self.write,
        ]
        self._contact: Contact | None = None

    def __repr__(self) -> str:
        return "StayingInTouch()"

    def show(self, contact: Contact, meeting: Meeting | None) -> None:
        """Show how one stays in touch with somebody."""
        another = self._contact is None or self._contact.id != contact.id
        self._contact = contact
        days = contact.keep_in_touch_days
        with self.form.filling():
            # "Own" is chosen before there is a number.
            if another or self.every.value != _OWN or days in INTERVALS:
                self.every.value = _OWN if days and days not in INTERVALS else days
        self.own.show(contact)
        parts.only_if(self.own.widget, self.every.value == _OWN)
        self._show_due(contact, meeting)
        self.new.show(contact)
        self.write.show(contact.id)
        self._show_reasons(jobs.reasons(self.form.log, contact.id))

    def _show_due(self, contact: Contact, meeting: Meeting | None) -> None:
        log, w = self.form.log, self.form.w
        told = ""
        if contact.keep_in_touch_days is None:
            every = w(f"follow_up.every.{jobs.suggested_days(log, contact)}")
            told = w("follow_up.suggested", every=every)
        self.suggested.show(safe.html("{text}", text=told))
        parts.only_if(self.suggested, bool(told))
        sentences = []
        if last := jobs.last_contact(log, contact.id):
            sentences.append(w("follow_up.last_contact", day=w.day(last)))
        if due := jobs.due_on(log, contact):
            id = "due_since" if due < today(log) else "due_on"
            sentences.append(w(f"follow_up.{id}", day=w.day(due)))
        promised = meeting and meeting.in_touch_by
        if promised and promised >= today(log):
            sentences.append(w("follow_up.promised", day=w.day(promised)))
        self.due.show(safe.html("{text}", text=" ".join(sentences)))
        parts.only_if(self.due, bool(sentences))

    def _show_reasons(self, reasons: list[ReasonToWrite]) -> None:
        self.rows = {
            reason.id: self.rows.get(reason.id) or ReasonRow(self.form) for reason in reasons
        }
        for reason in reasons:
            self.rows[reason.id].show(reason)
        for box, used in ((self.unused, False), (self.used, True)):
            rows = tuple(self.rows[r.id] for r in reasons if bool(r.used_at) is used)
            if box.children != rows:
                box.children = rows
            parts.only_if(box, bool(rows))
        parts.only_if(self.used_fold, bool(self.used.children))

    def _set(self, days: int | None) -> None:
        parts.only_if(self.own.widget, days == _OWN)
        if days == _OWN:
            self.own.widget.focus()
        elif self._contact is not None:
            contact = self.form.log.get(Contact, self._contact.id)
            action_id = jobs.set_interval(self.form.log, contact, days)
            self.form.did(self.form.w("form.saved"), action_id)


class ReasonField(ipywidgets.VBox):
    """A line for something that is worth a message one day.

    Parameters
    ----------
    form : Form
    where : str
        Tells the text in the browser's storage from that of another such line.
    label, button : str
    hint : str, optional
    """

    def __init__(self, form: Form, where: str, label: str, button: str, *, hint: str = "") -> None:
        super().__init__()
        self.add_class("infoint-add-line")
        self.form = form
        self._where = where
        self._contact_id = ""
        self.text = form.text(label, **({"hint": hint} if hint else {}))
        self.text.on_enter(form.guarded(self.add))
        self.button = form.button(button, self.add)
        self.children = [self.text, self.button]

    def __repr__(self) -> str:
        return "ReasonField()"

    def show(self, contact: Contact) -> None:
        """Take up what was typed of a person and not added yet."""
        if contact.id != self._contact_id:
            self._contact_id = contact.id
            key = parts.key(self.form.log, "reason", contact.id, self._where)
            self.text.show(key, "", None)

    def add(self) -> None:
        """Write down what was typed."""
        form = self.form
        self.text.complain(None)
        try:
            action_id = jobs.note_reason(form.log, self._contact_id, self.text.typed)
        except InvalidValue as error:
            self.text.complain(error)
            self.text.focus()
            raise
        self.text.empty()
        form.did(form.w("follow_up.reason_noted"), action_id)
        self.text.focus()


class ReasonRow(ipywidgets.HBox):
    """One reason to write, and whether one has."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-spread")
        self.add_class("infoint-reason")
        self.form = form
        self._reason: ReasonToWrite | None = None
        self.text = safe.Html()
        self.use = form.button("", self._use)
        self.drop = form.button(form.w("follow_up.drop_reason"), self._drop)
        self.children = [self.text, parts.row(self.use, self.drop)]

    def __repr__(self) -> str:
        return "ReasonRow()"

    def show(self, reason: ReasonToWrite) -> None:
        """Show a reason as the log has it."""
        w, log = self.form.w, self.form.log
        self._reason = reason
        at = reason.used_at or reason.noted_at
        id = "reason_used_on" if reason.used_at else "reason_noted_on"
        when = w(f"follow_up.{id}", day=w.moment(at, log.zone, with_time=False))
        line = safe.html(
            '{text} <span class="infoint-quiet">{when}</span>', text=reason.text, when=when
        )
        self.text.show(line)
        self.use.description = w(f"follow_up.{'not_used' if reason.used_at else 'use_reason'}")

    def _use(self) -> None:
        assert self._reason is not None
        used = self._reason.used_at is None
        action_id = jobs.use_reason(self.form.log, self._reason, used=used)
        id = "reason_used" if used else "reason_open"
        self.form.did(self.form.w(f"follow_up.{id}"), action_id)

    def _drop(self) -> None:
        assert self._reason is not None
        action_id = jobs.drop_reason(self.form.log, self._reason)
        self.form.did(self.form.w("follow_up.reason_dropped"), action_id)

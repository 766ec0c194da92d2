"""One thing that is due: what, why, since when, the button that does it, and how to put it off."""

from __future__ import annotations

from datetime import date

import ipywidgets

from infoint_widgets.jobs import agenda as jobs
from infoint_widgets.jobs import introductions, letters
from infoint_widgets.jobs.agenda_told import told
from infoint_widgets.jobs.people import today
from infoint_widgets.method.agenda import Entry
from infoint_widgets.records import Contact, Referral
from infoint_widgets.vocabulary import DraftKind
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.day import InterviewDay
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.follow_up import FollowUp
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.in_place import InPlace
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.prepare import PrepChecklist

_CHOOSE, _WRITE, _PREPARE, _DAY, _AFTER = (
    "01_choose_whom_to_meet", "02_reach_out", "03_arrange_and_prepare", "04_the_day",
    "05_follow_up",
)  # fmt: skip
_LETTERS = {
    "confirm": DraftKind.CONFIRM,
    "thank": DraftKind.THANK_YOU,
    "set_date": DraftKind.ARRANGE,
    "ask_again": DraftKind.FOLLOW_UP,
    "follow_up": DraftKind.FOLLOW_UP,
    "ask_permission": DraftKind.REFERRAL_REQUEST,
    "contact_referral": DraftKind.REFERRAL_OUTREACH,
    "close_loop": DraftKind.KEEP_IN_TOUCH,
    "keep_in_touch": DraftKind.KEEP_IN_TOUCH,
}
# What a letter begins from, where its kind alone does not tell.
_TEMPLATES = {"ask_permission": "named_in_passing", "close_loop": "met_their_person"}
_PAGES = {"prepare": _PREPARE, "was_it_held": _DAY, "write_down": _AFTER}


class EntryRow(ipywidgets.VBox):
    """An entry of the list.

    Parameters
    ----------
    form : Form
    entry : Entry
    to_write : bool
        Whether somebody on the list has not been written to yet.
    """

    def __init__(self, form: Form, entry: Entry, *, to_write: bool = False) -> None:
        self._form = form
        self._to_write = to_write
        self.entry = entry
        self.done = False
        w = form.w
        self.said = safe.Html()
        page = _PAGES.get(entry.rule, _WRITE)
        if entry.rule == "ask_somebody" and not to_write:
            page = _CHOOSE
        self.action = InPlace(
            form,
            w("today.add" if page == _CHOOSE else f"agenda.{entry.rule}.do"),
            self._make,
            page,
            contact_id=entry.contact_id,
        )
        self.later = form.button(w("today.later"), self._turn_later)
        buttons = [self.action.button, self.later, self.action.link]
        self.openers = [self.action]
        if entry.rule == "set_date":
            self.openers.append(self._date(entry))
            buttons.insert(1, self.openers[-1].button)
        if entry.rule == "close_loop":
            known = form.button(w("agenda.close_loop.told"), self._tell)
            buttons.insert(1, known)
        self.buttons = buttons[:-1]
        do = parts.beside(*buttons, css_class="infoint-do")
        self.putting_off = parts.stack(css_class="infoint-later", shown=False)
        super().__init__(
            [
                parts.spread(self.said, do),
                self.putting_off,
                *(opener.place for opener in self.openers),
            ],
            _dom_classes=("infoint-entry",),
        )
        self.show(entry)

    def __repr__(self) -> str:
        return "EntryRow()"

    def show(self, entry: Entry | None) -> None:
        """Say how it stands; without an entry it is done, and what is open stays open."""
        w, log = self._form.w, self._form.log
        self.done = entry is None
        self.entry = entry or self.entry
        said = told(log, self.entry, w)
        by = w("today.done") if self.done else said.when
        in_time = not self.done and self.entry.due == today(log)
        for button in self.buttons:
            button.tooltip = said.what
        self.said.show(safe.entry(said.what, by, "" if self.done else said.why, now=in_time))
        for button in (*(opener.button for opener in self.openers), self.later):
            parts.only_if(button, not self.done)

    @property
    def is_open(self) -> bool:
        """Whether a form is open below it."""
        return any(opener.is_open for opener in self.openers)

    # What does it

    def _date(self, entry: Entry) -> InPlace:
        """Where the date goes that they named with their yes."""
        form = self._form
        return InPlace(
            form,
            form.w("agenda.set_date.enter"),
            lambda: _at_the_person(PrepChecklist(form.log, contact=entry.contact_id)),
            _PREPARE,
            contact_id=entry.contact_id,
        )

    def _make(self) -> ipywidgets.Widget:
        log, entry = self._form.log, self.entry
        if entry.rule == "ask_somebody":
            return EmailDraft(log, kind="outreach") if self._to_write else People(log)
        if entry.rule == "prepare":
            return _at_the_person(PrepChecklist(log, contact=entry.contact_id))
        if entry.rule == "was_it_held":
            return InterviewDay(log, contact=entry.contact_id)
        if entry.rule == "write_down":
            return FollowUp(log, contact=entry.contact_id)
        kind = _LETTERS[entry.rule]
        contact_id = entry.contact_id
        if entry.rule == "contact_referral" and entry.facts["referrer"] == contact_id:
            contact_id = self._onto_the_list()
        template = _TEMPLATES.get(entry.rule)
        if template and contact_id:
            about = log.get(Referral, str(entry.facts["named_id"]))
            letters.begin(log, log.get(Contact, contact_id), kind, template, about=about)
        return _at_the_person(EmailDraft(log, contact=contact_id, kind=kind))

    def _onto_the_list(self) -> str:
        """Put whom they named on one's list, so that one can write to them."""
        referral = self._form.log.get(Referral, str(self.entry.facts["named_id"]))
        contact, action_id = introductions.meet_named(self._form.log, referral)
        log = self._form.log
        self._form.say(
            self._form.w("today.on_the_list", name=contact.name), undo=lambda: log.undo(action_id)
        )
        return contact.id

    def _tell(self) -> None:
        self._form.did(self._form.w("today.told"), jobs.tell(self._form.log, self.entry))

    # Putting it off

    def _turn_later(self) -> None:
        if not self.putting_off.children:
            self.putting_off.children = self._build_later()
        shown = self.putting_off.layout.display != "none"
        parts.only_if(self.putting_off, not shown)

    def _build_later(self) -> list[ipywidgets.Widget]:
        form, w = self._form, self._form.w
        options: parts.Options = [
            (w("today.until_day", which=w(f"today.until.{id}"), day=w.day(day)), day)
            for id, day in jobs.days_to_put_off(today(form.log)).items()
        ]
        self.until = parts.dropdown(w("today.put_off_until"), options, options[0][1])
        self.own_day = parts.as_field(ipywidgets.DatePicker(description=w("today.own_day")))
        self.reason = form.text(w("today.reason"), hint=w("today.reason_hint"))
        self.reason.show(parts.key(form.log, "later", *self.entry.key), "", None)
        return [
            parts.row(self.until, self.own_day, form.button(w("today.put_off"), self.put_off)),
            parts.row(self.reason, form.button(w("today.not_this_one"), self.not_this_one)),
        ]

    def put_off(self) -> None:
        """Let it come back on the day that is chosen."""
        until: date = self.own_day.value or self.until.value
        action_id = jobs.snooze(self._form.log, self.entry, until, self.reason.typed)
        self._gone(self._form.w("today.is_put_off", day=self._form.w.day(until)), action_id)

    def not_this_one(self) -> None:
        """Take it off the list for good."""
        action_id = jobs.not_this_one(self._form.log, self.entry, self.reason.typed)
        self._gone(self._form.w("today.is_gone"), action_id)

    def _gone(self, sentence: str, action_id: str) -> None:
        self.reason.empty()
        parts.only_if(self.putting_off, False)
        self._form.did(sentence, action_id)
        self._form.lead_to("infoint-entries")


def _at_the_person(form: EmailDraft | PrepChecklist) -> ipywidgets.Widget:
    """A form that is about one person only, so that nobody else is picked by accident."""
    parts.only_if(form.picker, False)
    return form

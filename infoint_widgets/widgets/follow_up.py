"""After a meeting: what was learned, thanks, whom they named, and staying in touch."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.errors import LogError
from infoint_widgets.jobs import follow_up as jobs
from infoint_widgets.jobs import people
from infoint_widgets.jobs.follow_up import Held
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import DraftKind
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.asked import Asked
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.letter_in_place import LetterInPlace
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.widgets.parts import BoundText
from infoint_widgets.widgets.referrals import Referrals
from infoint_widgets.widgets.staying_in_touch import ReasonField, StayingInTouch

_MOST_LISTED = 100
_TEXTS = {"learned": 3, "surprise": 2, "cv_feedback": 2}


class FollowUp(Form):
    """What comes after a meeting, from writing it up to staying in touch.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person; otherwise who was picked last, or met last and not thanked yet.

    Attributes
    ----------
    held : Held or None
        Whom it is about, and the meeting with them.

    Examples
    --------
    >>> ii.FollowUp(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log, contact: str | None = None) -> None:
        self.held: Held | None = None
        self._contact_id = contact
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.which = parts.dropdown(w("follow_up.which"), [])
        self.which.add_class("infoint-which")
        self.on_change(self.which, self._pick)
        self.nobody = parts.stack(
            safe.paragraph(
                w("follow_up.nobody" if not self._contact_id else "on_the_day.not_in_log")
            ),
            PageLink("04_the_day", w("follow_up.to_the_day")),
        )
        self.heading = safe.paragraph("", "infoint-heading")
        self.when = safe.paragraph("")
        self.answers = safe.Html()
        self.asked = Asked(self)
        self.notes = BoundText(self, "notes", rows=4)
        self.from_the_day = parts.folded(
            w("follow_up.from_the_day"), parts.stack(self.asked, self.notes.widget)
        )
        self.texts = {name: self._text(name, rows) for name, rows in _TEXTS.items()}
        self.to_do = ReasonField(
            self, "to_do", w("follow_up.to_do"), w("follow_up.keep"), hint=w("follow_up.to_do_hint")
        )
        self.learned = parts.stack(
            safe.Html(safe.group(w("follow_up.learned"), "")),
            self.answers,
            self.from_the_day,
            *(text.widget for text in self.texts.values()),
            self.to_do,
        )
        self.thanks = safe.paragraph("")
        self.letter = LetterInPlace(
            self,
            DraftKind.THANK_YOU,
            {w("follow_up.by_mail"): "conversation", w("follow_up.by_card"): "card"},
        )
        self.thank_you = parts.stack(
            safe.Html(safe.group(w("follow_up.thank_you"), "")), self.thanks, self.letter
        )
        self.referrals = Referrals(self)
        self.staying = StayingInTouch(self)
        self.head = parts.head(self.heading, self.when)
        self.desk = parts.stack(
            self.head,
            self.learned,
            self.thank_you,
            self.referrals,
            self.staying,
            css_class="infoint-follow-up",
        )
        return [self.which, self.nobody, self.desk]

    # Showing

    def show(self) -> None:
        there = jobs.listed(self.log)
        held = self.held and jobs.as_it_stands(self.log, self.held, there)
        self.held = held = held or jobs.at_hand(self.log, self._contact_id)
        self._show_list(there)
        parts.only_if(self.nobody, held is None)
        parts.only_if(self.desk, held is not None)
        if held is None:
            for text in (self.notes, *self.texts.values()):
                text.show(None)
            return
        contact = self.log.get(Contact, held.contact_id)
        met = held.met_on is not None
        meeting = jobs.meeting_of(self.log, held) if met else None
        self._say_in(self.heading, self.w("on_the_day.heading", name=self._name(held)))
        self._say_in(self.when, self._when(held))
        parts.only_if(self.learned, met)
        parts.only_if(self.thank_you, met)
        for text in (self.notes, *self.texts.values()):
            text.show(meeting)
        if meeting is not None:
            self._show_meeting(held, contact, meeting)
        self.referrals.show_for(contact, meeting)
        self.staying.show(contact, meeting)

    def _show_list(self, there: list[Held]) -> None:
        w = self.w
        options: parts.Options = []
        for held in there[:_MOST_LISTED]:
            when = w.day(held.met_on) if held.met_on else w("follow_up.not_met")
            state = w("follow_up.to_thank") if held.thank_by else ""
            options.append(
                (" · ".join(part for part in (when, held.name, state) if part), held.key)
            )
        shown = self.held
        if shown is not None and shown.key not in (key for _label, key in options):
            options.insert(0, (self._name(shown), shown.key))
        with self.filling():
            parts.offer(self.which, options, shown and shown.key)
        parts.only_if(self.which, len(options) > 1)

    def _show_meeting(self, held: Held, contact: Contact, meeting: Meeting) -> None:
        answers = jobs.answers_of(self.log, meeting)
        self.answers.show(safe.pairs(answers))
        parts.only_if(self.answers, bool(answers))
        self.asked.show(meeting)
        self.to_do.show(contact)
        self._say_in(self.thanks, self._thanks(held))
        self.letter.show(held.contact_id)
        by_mail = self.letter.buttons[0]
        (by_mail.add_class if held.thank_by else by_mail.remove_class)("infoint-main")

    def _when(self, held: Held) -> str:
        if held.met_on is None:
            return self.w("follow_up.no_meeting")
        return self.w("follow_up.met_on", day=self.w.day(held.met_on, style="full"))

    def _thanks(self, held: Held) -> str:
        w = self.w
        if held.thanked_on is not None:
            return w("follow_up.thanked_on", day=w.day(held.thanked_on, style="full"))
        due, now = held.thank_by, people.today(self.log)
        assert due is not None
        if due < now:
            return w("follow_up.thank_late")
        return w("follow_up.thank_today" if due == now else "follow_up.thank_tomorrow")

    def _say_in(self, part: safe.Html, text: str) -> None:
        part.show(safe.html("{text}", text=text))

    def _name(self, held: Held) -> str:
        return held.name or self.w("picker.no_name")

    # Doing

    def _pick(self, key: str | None) -> None:
        if key is None:
            return
        found = next((held for held in jobs.listed(self.log) if held.key == key), None)
        if found is None:
            raise LogError("nobody_picked")
        self.held = found
        people.keep_picked(self.log, found.contact_id)
        self.show()

    def _text(self, name: str, rows: int) -> BoundText:
        hint = {"hint": self.w("follow_up.learned_hint")} if name == "learned" else {}
        return BoundText(self, name, rows=rows, label=self.w(f"follow_up.texts.{name}"), **hint)

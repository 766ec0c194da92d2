"""What follows after sending: how long to wait, and what they answered, in one click each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ipywidgets

from infoint_widgets.jobs import following_up as jobs
from infoint_widgets.jobs import introductions, people
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import Precision, TouchKind
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.introduction import Introduction
from infoint_widgets.widgets.permission import Permissions
from infoint_widgets.widgets.picker import PersonForm
from infoint_widgets.widgets.story import when_it_was

_ONE_CLICK = (TouchKind.ANSWER_YES, TouchKind.ANSWER_NO, TouchKind.ANSWER_LATER)


class TheyWrote(ipywidgets.VBox):
    """How it stands with the message to the one who is picked, and a button for each answer.

    Parameters
    ----------
    form : PersonForm
    then : callable
        Called when an answer was written down.
    """

    def __init__(self, form: PersonForm, then: Callable[[], None]) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self._then = then
        w = form.w
        self.state = safe.Html()
        self.answers = {
            kind: form.button(w(f"they_wrote.{kind}"), self._recorder(kind)) for kind in _ONE_CLICK
        }
        self.introduce = form.button(w("they_wrote.introduction"), self._open)
        self.buttons = parts.row(*self.answers.values(), self.introduce)
        self.buttons.add_class("infoint-answers")
        self.when = JustNow(self)
        self.introduction = Introduction(form, self.recorded)
        self.meet = form.button("", self._meet)
        self.named = parts.row(self.meet)
        self.permissions = Permissions(form)
        self.answer = parts.stack(
            self.state, self.buttons, self.introduction, self.when, self.named
        )
        self.children = [self.answer, self.permissions]
        self._contact_id = ""

    def __repr__(self) -> str:
        return "TheyWrote()"

    def show(self, contact: Contact | None) -> None:
        """Show how it stands with somebody; nothing while one has not written to them."""
        log = self.form.log
        if contact is None or contact.id != self._contact_id:
            self._contact_id = contact.id if contact else ""
            self.when.begin(None)
            self.introduction.leave()
        written = contact is not None and jobs.was_written_to(log, contact)
        self.permissions.show(contact)
        parts.only_if(self, written or self.permissions.shown)
        parts.only_if(self.answer, written)
        if contact is None or not written:
            return
        self.state.show(safe.html("{text}", text=self._state(contact)))
        self.when.show()
        waits = jobs.awaits_answer(log, contact)
        for button in self.answers.values():
            parts.only_if(button, waits)
        parts.only_if(self.buttons, not (self.when.shown or self.introduction.shown))
        named = introductions.still_only_named(log, contact.id)
        parts.only_if(self.named, named is not None)
        if named is not None:
            self.meet.description = self.form.w(
                "they_wrote.meet", name=introductions.name_of(named)
            )

    def recorded(self, touch: Touch, action_id: str) -> None:
        """Say what was written down, and offer to say when it was."""
        self.when.begin(touch, action_id)
        self._then()
        self.when.tell()
        self.form.lead_to("infoint-just-now")

    def _recorder(self, kind: TouchKind) -> Callable[[], None]:
        def record() -> None:
            contact = self.form.the_contact()
            self.recorded(*jobs.record_answer(self.form.log, contact.id, kind))

        return record

    def _open(self) -> None:
        self.introduction.begin(self._contact_id)
        self.form.show()
        self.introduction.name.focus()

    def _meet(self) -> None:
        named = introductions.still_only_named(self.form.log, self._contact_id)
        if named is not None:
            contact, action_id = introductions.meet_named(self.form.log, named)
            self.form.did(self.form.w("people.chosen", name=contact.name), action_id)

    def _state(self, contact: Contact) -> str:
        w, log = self.form.w, self.form.log
        follow_up = jobs.follow_up_of(log, contact)
        if follow_up is not None:
            state: str = follow_up.state
            if state == "due" and follow_up.due_from == people.today(log):
                state = "due_today"
            day, due = w.day(follow_up.written_on), w.day(follow_up.due_from)
            return w(f"they_wrote.state.{state}", day=day, due=due)
        answer = jobs.last_answer(log, contact)
        if answer is None:
            return ""
        since = jobs.last_since(log, answer)
        if since is not None and not answer.ask_again_on:
            what = w(f"vocabulary.touch_kind.{since.kind}")
            return w("they_wrote.state.since", what=what, day=self._day(since))
        day = self._day(answer)
        if answer.ask_again_on:
            again = w.day(answer.ask_again_on)
            told = w("they_wrote.state.ask_again", day=day, again=again)
        else:
            told = w(f"they_wrote.state.{answer.kind}", day=day)
        return f"{told} {answer.note}".strip()

    def _day(self, touch: Touch) -> str:
        w = self.form.w
        day = w.moment(touch.happened_at, touch.zone or self.form.log.zone, with_time=False)
        return w("they_wrote.about", day=day) if touch.precision is Precision.UNKNOWN else day


class JustNow(ipywidgets.VBox):
    """When the answer came that was written down as of now, and when to ask again."""

    def __init__(self, whole: TheyWrote) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.add_class("infoint-just-now")
        self.form = form = whole.form
        w = form.w
        self.day = parts.as_field(ipywidgets.DatePicker(description=w("they_wrote.day")))
        self.time = parts.as_field(ipywidgets.TimePicker(description=w("people.time")))
        self.again = parts.as_field(ipywidgets.DatePicker(description=w("people.ask_again")))
        for field in (self.day, self.time):
            form.on_change(field, lambda _value: self._correct())
        form.on_change(self.again, self._ask_again)
        self.children = [parts.grid(self.again, self.day, self.time)]
        self._touch_id = ""
        self._actions: list[str] = []
        self.begin(None)

    def __repr__(self) -> str:
        return "JustNow()"

    @property
    def shown(self) -> bool:
        return bool(self._touch_id)

    def begin(self, touch: Touch | None, action_id: str = "") -> None:
        """Take up an answer that was written down just now, or (None) none."""
        self._touch_id = touch.id if touch else ""
        self._actions = [action_id]
        with self.form.filling():
            self.day.value = people.today(self.form.log)
            self.time.value = self.again.value = None
        parts.only_if(self.again, touch is not None and touch.kind is TouchKind.ANSWER_LATER)
        parts.only_if(self, self.shown)

    def show(self) -> None:
        """Go away with the entry, when somebody took that out of the story."""
        if self.shown and not self.form.log.find(Touch, id=self._touch_id):
            self.begin(None)

    def take_back(self) -> None:
        for action_id in reversed(self._actions):
            self.form.log.undo(action_id)

    def _correct(self) -> None:
        log = self.form.log
        self._did(jobs.correct_moment(log, self._touch_id, self.day.value, self.time.value))

    def _ask_again(self, day: date | None) -> None:
        self._did(jobs.ask_again(self.form.log, self._touch_id, day))

    def tell(self) -> None:
        """Show and say what stands in the log now, with an undo of all of it."""
        w, touch = self.form.w, self.form.log.get(Touch, self._touch_id)
        what, when = w(f"vocabulary.touch_kind.{touch.kind}"), when_it_was(touch, self.form)
        name = self.form.the_contact().name
        sentence = w("people.recorded", name=name, what=what, when=when)
        self.form.did(sentence, self.take_back)

    def _did(self, action_id: str) -> None:
        self._actions.append(action_id)
        self.tell()


class FollowUpsDue(ipywidgets.Checkbox):
    """Lists only the people to whom a follow-up is due, and says how many they are."""

    def __init__(self, form: PersonForm) -> None:
        super().__init__(indent=False)
        self.form = form
        form.on_change(self, lambda _on: form.show())

    def __repr__(self) -> str:
        return "FollowUpsDue()"

    def show(self) -> None:
        """Count anew, and let the list go when nobody is left on it."""
        due = jobs.due_now(self.form.log)
        with self.form.filling():
            if not due:
                self.value = False
        self.description = self.form.w("they_wrote.due", n=len(due))
        parts.only_if(self, bool(due))
        self.form.picker.among = due if self.value else None


class SentEarlier(ipywidgets.Accordion):
    """The day and time at which a message was sent, when that was not just now."""

    def __init__(self, form: PersonForm) -> None:
        w = form.w
        self.day = parts.as_field(ipywidgets.DatePicker(description=w("they_wrote.sent_day")))
        self.time = parts.as_field(ipywidgets.TimePicker(description=w("people.time")))
        super().__init__(
            [parts.grid(self.day, self.time)],
            titles=(w("they_wrote.sent_earlier"),),
            selected_index=None,
        )
        self._contact_id = ""

    def __repr__(self) -> str:
        return "SentEarlier()"

    def show(self, contact: Contact | None) -> None:
        """Begin anew when somebody else is shown."""
        contact_id = contact.id if contact else ""
        if contact_id != self._contact_id:
            self._contact_id = contact_id
            self.clear()

    def clear(self) -> None:
        """Begin anew with the next message: sent just now."""
        self.day.value = self.time.value = self.selected_index = None

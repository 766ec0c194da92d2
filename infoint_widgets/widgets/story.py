"""One person's story: every entry in order, some of them on demand, and a wrong one corrected."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.errors import LogError
from infoint_widgets.jobs import meetings
from infoint_widgets.jobs import people as jobs
from infoint_widgets.jobs.story import About, Entry, correct, moment_shown, story_of
from infoint_widgets.records import Contact, Meeting, ReasonToWrite, Referral, Touch
from infoint_widgets.vocabulary import Channel, Precision
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.picker import PersonForm

Shown = tuple[str, str, str, str]


class Story(ipywidgets.VBox):
    """Everything that happened with a person; an entry can be corrected or taken out."""

    def __init__(self, form: PersonForm) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        w = form.w
        self._entries: list[Entry] = []
        self._of_several = False
        self._filled = ""
        self.heading = safe.paragraph(w("people.story"), "infoint-group")
        abouts = [(w(f"people.story_about.{about}"), about) for about in About]
        self.only = parts.dropdown(w("people.story_show"), [(w("people.story_all"), None), *abouts])
        form.on_change(self.only, lambda _about: self._show_entries())
        self.entries = safe.Html()
        self.correction = parts.folded(w("people.correct"), self._correcting())
        self.children = [self.heading, self.only, self.entries, self.correction]

    def __repr__(self) -> str:
        return "Story()"

    def show(self, contact: Contact) -> None:
        w = self.form.w
        self._entries = story_of(self.form.log, contact.id)
        self._of_several = len({entry.about for entry in self._entries}) > 1
        parts.only_if(self.only, self._of_several)
        self._show_entries()
        touches = [entry.touch for entry in self._entries if entry.touch]
        options: parts.Options = [
            (
                f"{when_it_was(touch, self.form)}: {w(f'vocabulary.touch_kind.{touch.kind}')}",
                touch.id,
            )
            for touch in reversed(touches)
        ]
        with self.form.filling():
            parts.offer(
                self.entry, [(w("people.choose_happening"), None), *options], self.entry.value
            )
        parts.only_if(self.correction, bool(touches))
        self._fill()

    # The entries

    def _show_entries(self) -> None:
        about = self.only.value if self._of_several else None
        shown = [self._shown(entry) for entry in self._entries if about in (None, entry.about)]
        if shown:
            self.entries.show(safe.story(shown))
        else:
            self.entries.show(safe.html("<p>{text}</p>", text=self.form.w("people.no_story")))

    def _shown(self, entry: Entry) -> Shown:
        if entry.touch:
            return self._touch(entry, entry.touch)
        if entry.meeting:
            return self._to_come(entry.meeting)
        if entry.reason:
            return self._to_write_about(entry.reason)
        assert entry.referral
        return self._named(entry, entry.referral)

    def _touch(self, entry: Entry, touch: Touch) -> Shown:
        w = self.form.w
        opened = [safe.opened(touch.text)] if touch.text else []
        for name, text in entry.written.items():
            opened.append(safe.opened(text, w(f"people.written.{name}")))
        if entry.was:
            before = [
                w(
                    "people.it_was",
                    day=w.moment(was.until, self.form.log.zone),
                    what=self._it_was(was.touch),
                )
                for was in entry.was
            ]
            opened.append(safe.opened("\n".join(before), w("people.corrected")))
        what = self._what(touch)
        return when_it_was(touch, self.form), what, touch.note, safe.joined(opened)

    def _what(self, touch: Touch) -> str:
        w = self.form.w
        said = [w(f"vocabulary.touch_kind.{touch.kind}")]
        if touch.channel:
            said.append(w(f"vocabulary.channel.{touch.channel}"))
        if touch.ask_again_on:
            said.append(w("people.again_on", day=w.day(touch.ask_again_on)))
        return " · ".join(said)

    def _it_was(self, touch: Touch) -> str:
        said = [when_it_was(touch, self.form), self._what(touch), touch.note]
        return " · ".join(filter(None, said))

    def _to_come(self, meeting: Meeting) -> Shown:
        w, log = self.form.w, self.form.log
        assert meeting.starts_at is not None
        what = w("people.meeting_to_come")
        if meeting.mode:
            what = f"{what} · {w(f'vocabulary.mode.{meeting.mode}')}"
        return w.moment(meeting.starts_at, meetings.zone_of(log, meeting)), what, meeting.place, ""

    def _named(self, entry: Entry, referral: Referral) -> Shown:
        w = self.form.w
        when = w.moment(referral.named_at, self.form.log.zone, with_time=False)
        if entry.other:
            what = w("people.named_by", name=entry.other.name or entry.other.organisation)
        else:
            name = f"{referral.first_name} {referral.last_name}".strip() or referral.organisation
            name_use = w(f"vocabulary.name_use.{referral.name_use}")
            what = f"{w('people.they_named', name=name)} · {name_use}"
        return when, what, referral.said, ""

    def _to_write_about(self, reason: ReasonToWrite) -> Shown:
        w, zone = self.form.w, self.form.log.zone
        what = w("people.to_write_about")
        if reason.used_at is not None:
            used = w.moment(reason.used_at, zone, with_time=False)
            what = f"{what} · {w('people.written_about', day=used)}"
        return w.moment(reason.noted_at, zone, with_time=False), what, reason.text, ""

    # A correction

    def _correcting(self) -> ipywidgets.VBox:
        form, w = self.form, self.form.w
        self.entry = parts.dropdown(w("people.wrong_entry"), [])
        form.on_change(self.entry, lambda _id: self._fill())
        self.day = parts.as_field(ipywidgets.DatePicker(description=w("people.day")))
        self.time = parts.as_field(ipywidgets.TimePicker(description=w("people.time")))
        channels = [(w("form.not_recorded"), None), *parts.choices(form, "channel", Channel)]
        self.channel = parts.dropdown(w("people.channel"), channels)
        self.note = parts.wide(form.text(w("people.note"), rows=2))
        self.no_day = safe.paragraph(w("people.no_day_yet"), "infoint-quiet")
        self.correct = form.button(w("people.correct_it"), self._correct)
        self.remove = form.button(w("people.take_out"), self._remove)
        self.details = parts.stack(
            self.no_day,
            parts.grid(self.day, self.time, self.channel, self.note),
        )
        return parts.stack(self.entry, self.details, parts.row(self.correct, self.remove))

    def _fill(self, *, anew: bool = False) -> None:
        """Show what stands in the entry that is chosen; what is half changed stays otherwise."""
        touch = self._chosen()
        parts.only_if(self.details, touch is not None)
        parts.only_if(self.correct, touch is not None)
        chosen = touch.id if touch else ""
        if touch is None or (chosen == self._filled and not anew):
            self._filled = chosen
            return
        self._filled = chosen
        parts.only_if(self.no_day, touch.precision is Precision.UNKNOWN)
        self.day.value, self.time.value = moment_shown(touch)
        self.channel.value = touch.channel
        self.note.show(parts.key(self.form.log, "corrected", touch.id), touch.note, None)

    def _chosen(self) -> Touch | None:
        touches = (entry.touch for entry in self._entries if entry.touch)
        return next((touch for touch in touches if touch.id == self.entry.value), None)

    def _correct(self) -> None:
        touch = self._the_chosen()
        w = self.form.w
        action_id = correct(
            self.form.log,
            touch.id,
            day=self.day.value,
            clock_time=self.time.value,
            channel=self.channel.value,
            note=self.note.typed,
        )
        self.note.empty()
        if self.form.log.get(Touch, touch.id) == touch:
            self.form.say(w("people.nothing_corrected"))
        else:
            self.form.did(w("people.is_corrected"), action_id)
        self._fill(anew=True)

    def _remove(self) -> None:
        action_id = jobs.remove_touch(self.form.log, self._the_chosen().id)
        name = self.form.the_contact().name
        self.form.did(self.form.w("people.taken_out", name=name), action_id)

    def _the_chosen(self) -> Touch:
        touch = self._chosen()
        if touch is None:
            raise LogError("choose_entry")
        return touch


def when_it_was(touch: Touch, form: Form) -> str:
    """The moment at which something happened, as exactly as it is known."""
    to_the_minute = touch.precision is Precision.MINUTE
    when = form.w.moment(touch.happened_at, touch.zone or form.log.zone, with_time=to_the_minute)
    unknown = touch.precision is Precision.UNKNOWN
    return form.w("people.day_unknown", day=when) if unknown else when

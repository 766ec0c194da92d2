"""One screen for the meeting: time left, questions, brief notes, names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import ipywidgets

from infoint_widgets.errors import LogError
from infoint_widgets.jobs import arranging, people
from infoint_widgets.jobs import day as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import IN_PERSON
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.asked import Asked
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.meeting_clock import MeetingClock
from infoint_widgets.widgets.named import Named
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.widgets.parts import BoundText

_FIRST_WHOLE_YEAR = 1000
_MOST_LISTED = 100
_TEXTS = {"notes": 5, "cv_feedback": 2}


class InterviewDay(Form):
    """A meeting while it takes place: a clock, the questions, notes, and who was named.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person one meets; otherwise today's or the next meeting.

    Attributes
    ----------
    meeting : Meeting or None
        The one that is shown.

    Examples
    --------
    >>> ii.InterviewDay(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log, contact: str | None = None) -> None:
        self.meeting: Meeting | None = None
        self._contact_id = contact
        self._clock_wanted = False
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.which = parts.dropdown(w("on_the_day.which"), [])
        self.which.add_class("infoint-which")
        self.on_change(self.which, self._pick)
        self.nobody = parts.stack(
            safe.paragraph(
                w("on_the_day.nobody" if not self._contact_id else "on_the_day.not_in_log")
            ),
            PageLink("03_arrange_and_prepare", w("on_the_day.to_prepare")),
        )
        self.heading = safe.paragraph("", "infoint-heading")
        self.when = safe.paragraph("")
        self.goal = safe.paragraph("", "infoint-quiet")
        self.paper = safe.paragraph("", "infoint-paper")
        self.show_clock = self.button(w("on_the_day.show_clock"), self._want_clock)
        self.clock = MeetingClock(w)
        self.begin = self.button(w("on_the_day.begin"), self._begin)
        self.more = self.button(w("on_the_day.more"), self._more)
        self.sound = ipywidgets.Checkbox(description=w("on_the_day.sound"), indent=False)
        self.on_change(self.sound, self._switch_sound)
        self.aside = parts.stack(
            self.clock, parts.row(self.begin, self.more), self.sound, css_class="infoint-day-aside"
        )
        self.asked = Asked(self)
        self.texts = {name: self._text(name, rows) for name, rows in _TEXTS.items()}
        self.named = Named(self)
        self.in_touch = parts.as_field(ipywidgets.DatePicker(description=w("on_the_day.in_touch")))
        self.on_change(self.in_touch, self._keep_in_touch)
        self._in_touch_shown: tuple[str, date | None] | None = None
        self.met = self.button(w("on_the_day.we_met"), self._met, css_class="infoint-main")
        self.fell_through = parts.folded(
            w("on_the_day.fell_through"),
            parts.row(
                self.button(w("on_the_day.no_show"), self._no_show),
                self.button(w("on_the_day.they_cancelled"), self._canceller(by_me=False)),
                self.button(w("on_the_day.i_cancelled"), self._canceller(by_me=True)),
            ),
        )
        self.not_over = parts.stack(self.met, self.fell_through)
        self.ended = safe.paragraph("")
        self.next = PageLink("02_reach_out", w("on_the_day.thank"), main=True)
        self.over = parts.stack(self.ended, self.next, css_class="infoint-over")
        main = parts.stack(
            self.asked,
            self.texts["notes"].widget,
            self.named,
            safe.Html(safe.group(w("on_the_day.afterwards"), "")),
            self.texts["cv_feedback"].widget,
            parts.grid(self.in_touch),
            self.over,
            self.not_over,
            css_class="infoint-day-main",
        )
        self.head = parts.head(self.heading, self.when, self.goal)
        self.on_paper = parts.stack(self.paper, parts.row(self.show_clock))
        self.screen = parts.stack(self.aside, main, css_class="infoint-day")
        return [self.which, self.nobody, self.head, self.on_paper, self.screen]

    # Showing

    def show(self) -> None:
        meeting = self.meeting and jobs.as_it_stands(self.log, self.meeting)
        self.meeting = meeting = meeting or jobs.meeting_at_hand(self.log, self._contact_id)
        self._show_list()
        for part in (self.head, self.screen):
            parts.only_if(part, meeting is not None)
        parts.only_if(self.nobody, meeting is None)
        parts.only_if(self.on_paper, False)
        for text in self.texts.values():
            text.show(meeting)
        if meeting is not None:
            self._show_meeting(meeting)

    def _show_list(self) -> None:
        w, zone = self.w, self.log.zone
        options: parts.Options = []
        for listed in jobs.listed(self.log)[:_MOST_LISTED]:
            when = listed.times and w.moment(listed.times.starts_at, zone)
            label = f"{when or w('on_the_day.no_date')} · {listed.name}"
            if listed.met:
                label = w("on_the_day.met_already", meeting=label)
            options.append((label, listed.id))
        shown = self.meeting
        if shown is not None and shown.id not in (id for _label, id in options):
            options.insert(0, (self._name(shown), shown.id))
        with self.filling():
            parts.offer(self.which, options, shown and shown.id)
        parts.only_if(self.which, bool(options))

    def _show_meeting(self, meeting: Meeting) -> None:
        w, ended = self.w, jobs.ended_by(self.log, meeting)
        self._say_in(self.heading, w("on_the_day.heading", name=self._name(meeting)))
        self._say_in(self.when, self._when(meeting))
        goal = meeting.goal.strip().split("\n")[0]
        self._say_in(self.goal, w("on_the_day.goal", goal=goal) if goal else "")
        in_person = meeting.mode in IN_PERSON
        live = ended is None and (not in_person or self._clock_wanted)
        parts.only_if(self.on_paper, in_person and ended is None)
        self._say_in(self.paper, self._on_paper(meeting))
        parts.only_if(self.show_clock, not live)
        parts.only_if(self.aside, live)
        self.clock.show(self.log, meeting)
        parts.only_if(self.begin, not jobs.has_begun(self.log, meeting))
        parts.only_if(self.more, jobs.times_of(self.log, meeting) is not None)
        with self.filling():
            self.sound.value = self.log.setting(jobs.SOUND) == "1"
            # A date that is half chosen stays until the log has another.
            if self._in_touch_shown != (meeting.id, meeting.in_touch_by):
                self._in_touch_shown = (meeting.id, meeting.in_touch_by)
                self.in_touch.value = meeting.in_touch_by
        self.asked.show(meeting)
        self.named.show(meeting)
        parts.only_if(self.not_over, ended is None)
        parts.only_if(self.over, ended is not None)
        if ended is not None:
            day = w.moment(ended.happened_at, ended.zone or self.log.zone, with_time=False)
            state = jobs.how_it_stands(self.log, ended)
            self._say_in(self.ended, w(f"on_the_day.ended.{state}", day=day))
            thank = state in ("met", "met_earlier")
            self.next.page = "05_follow_up" if thank else "02_reach_out"
            self.next.label = w("on_the_day.thank" if thank else "on_the_day.write")

    def _say_in(self, part: safe.Html, text: str) -> None:
        part.show(safe.html("{text}", text=text))
        parts.only_if(part, bool(text))

    def _when(self, meeting: Meeting) -> str:
        w, times = self.w, jobs.times_of(self.log, meeting)
        if times is None:
            when = w("on_the_day.no_date")
        else:
            zone = jobs.zone_there(self.log, meeting)
            start, end = (self._local(s, zone) for s in (times.starts_at, times.ends_at))
            id = "since" if jobs.has_begun(self.log, meeting) else "from_to"
            when = w(
                f"on_the_day.{id}",
                day=w.day(start.date(), style="full"),
                start=f"{start:%H:%M}",
                end=f"{end:%H:%M}",
            )
            if zone != self.log.zone:
                when = w("on_the_day.elsewhere", when=when, zone=w.city(zone))
        mode = w(f"vocabulary.mode.{meeting.mode}") if meeting.mode else ""
        return " · ".join(fact for fact in (when, mode, meeting.place) if fact)

    def _on_paper(self, meeting: Meeting) -> str:
        times = jobs.times_of(self.log, meeting)
        told = self.w("on_the_day.paper")
        if times is None or times.warns_at is None:
            return told
        at = self._local(times.warns_at, jobs.zone_there(self.log, meeting))
        return f"{told} {self.w('on_the_day.paper_time', time=f'{at:%H:%M}')}"

    def _local(self, seconds: int, zone: str) -> datetime:
        return datetime.fromtimestamp(seconds, ZoneInfo(zone))

    def _name(self, meeting: Meeting) -> str:
        contact = self.log.get(Contact, meeting.contact_id)
        return contact.name or contact.organisation or self.w("picker.no_name")

    # Doing

    def _pick(self, meeting_id: str | None) -> None:
        if meeting_id is not None:
            self.meeting = self.log.get(Meeting, meeting_id)
            people.keep_picked(self.log, self.meeting.contact_id)
            self.show()

    def _want_clock(self) -> None:
        self._clock_wanted = True
        self.show()

    def _begin(self) -> None:
        self.did(self.w("on_the_day.begun"), jobs.begin(self.log, self._the_meeting()))

    def _more(self) -> None:
        take_back = jobs.give_more_time(self.log, self._the_meeting())
        self.did(self.w("on_the_day.more_given", n=jobs.MORE_MINUTES), take_back)

    def _switch_sound(self, on: bool) -> None:
        self.log.set_setting(jobs.SOUND, "1" if on else "0")
        self.clock.sound = on
        self.say(self.w("form.saved"))

    def _keep_in_touch(self, day: date | None) -> None:
        # While a year is typed, the browser hands over 2, 20 and 202 first.
        if day is None or day.year >= _FIRST_WHOLE_YEAR:
            meeting = self._the_meeting()
            self.meeting = self.log.put(meeting, "in_touch_by", day, was=meeting.in_touch_by)
            self._in_touch_shown = (meeting.id, day)
            past = day is not None and day < people.today(self.log)
            self.say(self.w("form.saved") + (" " + self.w("on_the_day.past_day") if past else ""))

    def _met(self) -> None:
        self._end("on_the_day.was_met", jobs.record_met(self.log, self._the_meeting()))

    def _no_show(self) -> None:
        self._end("on_the_day.was_no_show", jobs.record_no_show(self.log, self._the_meeting()))

    def _canceller(self, *, by_me: bool) -> Callable[[], None]:
        def cancel() -> None:
            action_id = arranging.cancel(self.log, self._the_meeting(), by_me=by_me)
            self._end("on_the_day.was_cancelled", action_id)

        return cancel

    def _end(self, id: str, action_id: str) -> None:
        meeting = self._the_meeting()
        people.keep_picked(self.log, meeting.contact_id)
        self.did(self.w(id, name=self._name(meeting)), action_id)
        self.bring_into_view("infoint-over")
        self.lead_to("infoint-over")

    def _text(self, name: str, rows: int) -> BoundText:
        hint = {"hint": self.w("on_the_day.notes_hint")} if name == "notes" else {}
        return BoundText(self, name, rows=rows, **hint)

    def _the_meeting(self) -> Meeting:
        if self.meeting is None:
            raise LogError("nobody_picked")
        return self.meeting

"""When and where one meets: what was agreed, what is odd about it, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import ipywidgets

from infoint_widgets.errors import Conflict
from infoint_widgets.jobs import arranging, preparing
from infoint_widgets.jobs import meetings as jobs
from infoint_widgets.jobs.people import record
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import Mode, TouchKind
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.parts import Bound, BoundChoice, BoundText
from infoint_widgets.widgets.picker import PersonForm
from infoint_widgets.widgets.transfer import SaveFile

_FIRST_WHOLE_YEAR = 1000
_ONE_EDIT_SECONDS = 60


class MeetingFacts(ipywidgets.VBox):
    """Date and zone, length, way of meeting, place and way there, folded once they are agreed.

    Parameters
    ----------
    form : PersonForm
    the_meeting : callable
        Gives the meeting that is shown.
    """

    def __init__(self, form: PersonForm, the_meeting: Callable[[], Meeting]) -> None:
        super().__init__()
        self.form = form
        self._the_meeting = the_meeting
        w = form.w
        self.starts = parts.as_field(
            ipywidgets.NaiveDatetimePicker(description=w("prepare.starts"))
        )
        self.zone = parts.zones(w("prepare.zone"))
        form.on_change(self.starts, self._choose_start)
        form.on_change(self.zone, self._choose_zone)
        self.told = safe.Html(css_class="infoint-told")
        self.mode = BoundChoice.of(form, "mode", "mode", Mode)
        self.minutes = BoundText(form, "minutes", hint=w("prepare.minutes_hint"))
        self.travel = BoundText(form, "travel_minutes", hint=w("prepare.travel_hint"))
        self.place = BoundText(form, "place")
        self.off = OffIt(form, the_meeting)
        self.fold = parts.folded(
            w("prepare.facts"),
            parts.stack(
                parts.grid(
                    parts.wide(parts.stack(self.starts, self.told)),
                    self.zone,
                    self.mode.widget,
                    self.minutes.widget,
                    self.travel.widget,
                    parts.wide(self.place.widget),
                ),
                self.off,
            ),
        )
        self.children = [self.fold]
        self._shown: tuple[str, datetime | None] | None = None
        self._typed: datetime | None = None
        self._edit: list[tuple[int, str]] = []

    def __repr__(self) -> str:
        return "MeetingFacts()"

    def show(self, meeting: Meeting | None) -> None:
        """Show a meeting; the facts stay open while there is something to do about them."""
        bound: tuple[Bound, ...] = (self.mode, self.minutes, self.travel, self.place)
        for field in bound:
            field.show(meeting)
        if meeting is None:
            self._shown = None
            return
        another = self._shown is None or self._shown[0] != meeting.id
        if another:
            self._typed = None
            self._edit.clear()
        self._show_start(meeting)
        told = list(self.oddities(meeting))
        self.told.show(safe.points(told))
        parts.only_if(self.told, bool(told))
        self.off.show(meeting)
        if another:
            settled = meeting.starts_at is not None and not told
            self.fold.selected_index = None if settled else 0

    def oddities(self, meeting: Meeting) -> Iterator[str]:
        """What to say about the date, in words."""
        log, w = self.form.log, self.form.w
        if meeting.starts_at is None or jobs.is_over(log, meeting):
            return
        typed = self._typed or jobs.local_start(log, meeting)
        if typed is not None:
            of_clock = arranging.told_of_the_clock(log, typed, jobs.zone_of(log, meeting))
            yield from [w.error(of_clock)] if of_clock else []
        for error in arranging.told_of_the_date(log, meeting):
            yield w.error(error)

    def summary(self, contact: Contact, meeting: Meeting) -> safe.Markup:
        """When, how long and where in one line, with the time to leave, and on both clocks."""
        log, w = self.form.log, self.form.w
        if meeting.starts_at is None:
            return safe.escaped(w("prepare.no_date"))
        zone = jobs.zone_of(log, meeting)
        when = w.moment(meeting.starts_at, zone)
        clocks = [
            w(f"prepare.clock.{whose}", when=w.moment(meeting.starts_at, other), zone=w.city(other))
            for whose, other in preparing.other_clocks(log, contact, meeting)
        ]
        facts = [
            f"{when} ({zone})" if clocks else when,
            w("prepare.minutes", n=meeting.minutes),
            safe.external_link(meeting.place, meeting.place),
            w(f"vocabulary.mode.{meeting.mode}") if meeting.mode else "",
            time_to_go(self.form, meeting),
        ]
        return safe.lines([safe.dotted(fact for fact in facts if fact), *clocks])

    def _show_start(self, meeting: Meeting) -> None:
        local = jobs.local_start(self.form.log, meeting)
        with self.form.filling():
            parts.put(self.zone, jobs.zone_of(self.form.log, meeting))
            # A date that is half chosen stays until the log has another.
            if self._shown != (meeting.id, local):
                self._shown = (meeting.id, local)
                self.starts.value = local

    # Doing

    def _choose_start(self, local: datetime | None) -> None:
        # While a year is typed, the browser hands over 2, 20 and 202 first.
        if local is not None and local.year < _FIRST_WHOLE_YEAR:
            return
        meeting, now = self._the_meeting(), self.form.log.now()
        was = meeting.starts_at
        action_id = self._write(arranging.set_date, local, self.zone.value)
        # A date comes part by part, day, month and hour: they are undone together.
        if self._edit and now - self._edit[-1][0] > _ONE_EDIT_SECONDS:
            self._edit.clear()
        self._edit.append((now, action_id))
        moved = was is not None and arranging.was_moved(self.form.log, meeting, action_id)
        self._typed = local
        self._did(self.form.w("prepare.moved" if moved else "prepare.agreed"), self._take_back)

    def _choose_zone(self, zone: str) -> None:
        """Another zone: the hour that was agreed on is meant there."""
        local = jobs.local_start(self.form.log, self._the_meeting())
        action_id = self._write(jobs.agree_on, local, zone)
        self._edit.clear()
        self._typed = local
        self._did(self.form.w("prepare.agreed"), action_id)

    def _did(self, sentence: str, undo: str | Callable[[], None]) -> None:
        odd = self.oddities(self._the_meeting())
        self.form.did(" ".join([sentence, *odd]), undo)

    def _take_back(self) -> None:
        self._typed = None
        with self.form.log.writing():
            while self._edit:
                self.form.log.undo(self._edit.pop()[1])

    def _write(self, job: Callable[..., str], local: datetime | None, zone: str) -> str:
        try:
            return job(self.form.log, self._the_meeting(), local, zone)
        except Conflict as conflict:
            self.form.show()
            raise parts.overtaken(
                conflict, self.form.w(f"fields.{conflict.field}"), self._in_words
            ) from conflict

    def _in_words(self, value: object) -> str:
        if value is None:
            return self.form.w("form.not_recorded")
        return self.form.w.moment(value, self.zone.value) if isinstance(value, int) else str(value)


class OffIt(ipywidgets.VBox):
    """The meeting won't take place, or did not: cancelled by either side, or nobody came."""

    def __init__(self, form: PersonForm, the_meeting: Callable[[], Meeting]) -> None:
        super().__init__()
        self.form = form
        self._the_meeting = the_meeting
        w = form.w
        self.mine = form.button(w("prepare.off.mine"), lambda: self._cancel(by_me=True))
        self.theirs = form.button(w("prepare.off.theirs"), lambda: self._cancel(by_me=False))
        self.missed = form.button(w("prepare.off.missed"), self._missed)
        self.fold = parts.folded(
            w("prepare.off.title"), parts.row(self.mine, self.theirs, self.missed)
        )
        self.children = [self.fold]

    def __repr__(self) -> str:
        return "OffIt()"

    def show(self, meeting: Meeting) -> None:
        log = self.form.log
        parts.only_if(self, meeting.starts_at is not None and not jobs.is_over(log, meeting))
        begun = meeting.starts_at is not None and meeting.starts_at <= log.now()
        parts.only_if(self.missed, begun)

    def _cancel(self, *, by_me: bool) -> None:
        self._did("cancelled", arranging.cancel(self.form.log, self._the_meeting(), by_me=by_me))

    def _missed(self) -> None:
        contact_id = self._the_meeting().contact_id
        self._did("missed", record(self.form.log, contact_id, TouchKind.NO_SHOW)[1])

    def _did(self, what: str, action_id: str) -> None:
        self.fold.selected_index = None
        self.form.did(self.form.w(f"prepare.off.said_{what}"), action_id)
        self.form.lead_to("infoint-another")


def time_to_go(form: PersonForm, meeting: Meeting) -> str:
    """By when to leave, or to be there where nothing is known of the way; "" for a call."""
    log, w = form.log, form.w
    leave = jobs.leave_at(log, meeting)
    if leave is None or jobs.is_over(log, meeting):
        return ""
    time = arranging.clock_time(leave, meeting, jobs.zone_of(log, meeting), w)
    return w("prepare.leave" if meeting.travel_minutes else "prepare.be_there", time=time)


class CalendarFile(ipywidgets.VBox):
    """The meeting for one's calendar, with a line that says what the file does."""

    def __init__(self, form: PersonForm, the_meeting: Callable[[], Meeting]) -> None:
        super().__init__()
        w = form.w

        def make() -> tuple[str, str, bytes]:
            name, content = arranging.calendar_file(form.log, the_meeting())
            return name, "text/calendar", content

        self.file = SaveFile(
            form, save=w("prepare.ics.save"), saved=w("prepare.ics.saved"), make=make
        )
        self.what = safe.paragraph(w("prepare.ics.what"), "infoint-quiet")
        self.children = [self.file, self.what]

    def __repr__(self) -> str:
        return "CalendarFile()"

    def show(self, meeting: Meeting) -> None:
        self.file.disabled = meeting.starts_at is None
        self.file.about = meeting.contact_id

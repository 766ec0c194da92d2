"""A meeting and its checklist: what to do before, on the day and after."""

from __future__ import annotations

from datetime import datetime

import ipywidgets

from infoint_widgets.errors import Conflict, LogError
from infoint_widgets.jobs import meetings as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.method import checklist
from infoint_widgets.records import Contact, Meeting, Tick
from infoint_widgets.vocabulary import Mode
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.parts import Bound, BoundChoice, BoundText
from infoint_widgets.widgets.picker import PersonForm, PersonPicker, describe

_FIRST_WHOLE_YEAR = 1000


class PrepChecklist(PersonForm):
    """A person's meeting: date, place and mode, and the checklist that fits.

    Parameters
    ----------
    log : Log
    contact : str, optional
        The id of the person to begin with.

    Examples
    --------
    >>> ii.PrepChecklist(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log, contact: str | None = None) -> None:
        self.meeting: Meeting | None = None
        super().__init__(log, contact)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.picker = PersonPicker(self, rows=5)
        self.heading = safe.paragraph("", "infoint-heading")
        self.summary = safe.paragraph("", "infoint-quiet")
        self.progress = safe.paragraph("")
        self.starts = parts.as_field(
            ipywidgets.NaiveDatetimePicker(description=w("prepare.starts"))
        )
        self.zone = parts.zones(w("prepare.zone"))
        self._shown: tuple[str, datetime | None] | None = None
        self.on_change(self.starts, self._choose_start)
        self.on_change(self.zone, self._choose_zone)
        self.mode = BoundChoice.of(self, "mode", "mode", Mode)
        self.minutes = BoundChoice(
            self,
            "minutes",
            parts.as_field(
                ipywidgets.BoundedIntText(
                    description=w("fields.minutes"), min=1, max=1440, value=30
                )
            ),
        )
        self.texts = {
            "place": BoundText(self, "place"),
            "goal": BoundText(self, "goal", rows=2, hint=w("prepare.goal_hint")),
            "research": BoundText(self, "research", rows=4, hint=w("prepare.research_hint")),
        }
        self.another = self.button(w("prepare.another"), self._plan_another)
        self.boxes: dict[str, ipywidgets.Checkbox] = {}
        self.groups = {when: parts.stack() for when in checklist.WHENS}
        self.desk = parts.stack(
            parts.head(self.heading, parts.spread(self.summary, self.progress)),
            parts.grid(
                self.starts,
                self.mode.widget,
                self.minutes.widget,
                self.zone,
                parts.wide(self.texts["place"].widget),
            ),
            parts.columns(
                parts.stack(*self.groups.values()),
                parts.stack(self.texts["goal"].widget, self.texts["research"].widget),
            ),
            parts.row(self.another),
        )
        self.desk.layout.display = "none"
        return [self.picker, self.desk]

    # Showing

    def show_person(self, contact: Contact | None) -> None:
        """Show the meeting with somebody."""
        self.meeting = meeting = jobs.meeting_for(self.log, contact.id) if contact else None
        self.desk.layout.display = None if contact else "none"
        bound: tuple[Bound, ...] = (self.mode, self.minutes, *self.texts.values())
        for field in bound:
            field.show(meeting)
        if contact is None or meeting is None:
            return
        self.heading.show(
            safe.html("{text}", text=self.w("prepare.heading", name=describe(contact, self.w)))
        )
        self._show_start(meeting)
        over = jobs.is_over(self.log, meeting)
        self.another.layout.display = None if over else "none"
        self.summary.show(safe.html("{text}", text=self._summary(meeting)))
        self._show_checklist(meeting)

    def _show_start(self, meeting: Meeting) -> None:
        local = jobs.local_start(self.log, meeting)
        with self.filling():
            parts.put(self.zone, jobs.zone_of(self.log, meeting))
            # A date that is half chosen stays until the log has another.
            if self._shown != (meeting.id, local):
                self._shown = (meeting.id, local)
                self.starts.value = local

    def _summary(self, meeting: Meeting) -> str:
        if meeting.starts_at is None:
            return self.w("prepare.no_date")
        when = self.w.moment(meeting.starts_at, jobs.zone_of(self.log, meeting))
        facts = [when, self.w("prepare.minutes", n=meeting.minutes), meeting.place]
        if meeting.mode is not None:
            facts.append(self.w(f"vocabulary.mode.{meeting.mode}"))
        return " · ".join(fact for fact in facts if fact)

    def _show_checklist(self, meeting: Meeting) -> None:
        items = checklist.items(meeting.mode)
        ticked = {tick.item for tick in self.log.find(Tick, meeting_id=meeting.id)}
        for when, box in self.groups.items():
            of_group = [item for item in items if item.when == when]
            if [child.item for child in box.children[1:]] != [item.id for item in of_group]:
                box.children = [safe.Html(), *(self._item(item) for item in of_group)]
            done, in_all = checklist.progress(of_group, ticked)
            title = self.w(f"prepare.when.{when}")
            box.children[0].show(safe.group(title, self.w("prepare.done", done=done, n=in_all)))
        with self.filling():
            for item in items:
                self.boxes[item.id].value = item.id in ticked
        done, in_all = checklist.progress(items, ticked)
        self.progress.show(
            safe.html("<b>{text}</b>", text=self.w("prepare.done", done=done, n=in_all))
        )

    def _item(self, item: checklist.Item) -> ipywidgets.VBox:
        box = ipywidgets.Checkbox(description=self.w(f"checklist.{item.id}.do"), indent=False)
        self.on_change(box, lambda done: self._tick(item.id, done))
        self.boxes[item.id] = box
        why = safe.paragraph(self.w(f"checklist.{item.id}.why"), "infoint-quiet")
        whole = parts.stack(box, why, css_class="infoint-item")
        whole.item = item.id
        return whole

    # Doing

    def _tick(self, item: str, done: bool) -> None:
        jobs.tick(self.log, self._the_meeting(), item, done=done)
        self._show_checklist(self._the_meeting())
        self.say(self.w("form.saved"))

    def _choose_start(self, local: datetime | None) -> None:
        # While a year is typed, the browser hands over 2, 20 and 202 first.
        if local is None or local.year >= _FIRST_WHOLE_YEAR:
            self._agree(local, self.zone.value)

    def _choose_zone(self, zone: str) -> None:
        """Another zone: the hour that was agreed on is meant there."""
        self._agree(jobs.local_start(self.log, self._the_meeting()), zone)

    def _agree(self, local: datetime | None, zone: str) -> None:
        try:
            action_id = jobs.agree_on(self.log, self._the_meeting(), local, zone)
        except Conflict as conflict:
            self.show()
            raise parts.overtaken(
                conflict, self.w(f"fields.{conflict.field}"), self._in_words
            ) from conflict
        self.did(self.w("prepare.agreed"), action_id)

    def _in_words(self, value: object) -> str:
        if value is None:
            return self.w("form.not_recorded")
        return self.w.moment(value, self.zone.value) if isinstance(value, int) else str(value)

    def _plan_another(self) -> None:
        action_id = jobs.plan_another(self.log, self._the_meeting().contact_id)
        self.did(self.w("prepare.planned"), action_id)

    def _the_meeting(self) -> Meeting:
        if self.meeting is None:
            raise LogError("nobody_picked")
        return self.meeting

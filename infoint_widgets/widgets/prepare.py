"""A meeting and all that it takes: when and where, what to do for it, what to bring along."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.errors import LogError
from infoint_widgets.jobs import arranging
from infoint_widgets.jobs import meetings as jobs
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.briefing import BriefFile
from infoint_widgets.widgets.checklist import Checklist
from infoint_widgets.widgets.meeting_facts import CalendarFile, MeetingFacts
from infoint_widgets.widgets.picker import PersonForm, PersonPicker, describe
from infoint_widgets.widgets.questions import Questions
from infoint_widgets.widgets.reading_up import ReadingUp


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
        self.confirm = safe.paragraph(w("prepare.confirm"), "infoint-sample")
        self.facts = MeetingFacts(self, self.the_meeting)
        self.checklist = Checklist(self, self.the_meeting)
        self.reading_up = ReadingUp(self)
        self.questions = Questions(self, self.the_meeting)
        self.calendar = CalendarFile(self, self.the_meeting)
        self.another = self.button(w("prepare.another"), self._plan_another)
        self.brief = BriefFile(self, self.the_meeting)
        self.foot = parts.foot(self.brief, self.calendar)
        self.again = parts.row(self.another)
        self.again.add_class("infoint-another")
        self.desk = parts.stack(
            parts.head(self.heading, parts.spread(self.summary, self.checklist.progress)),
            self.again,
            self.confirm,
            self.facts,
            parts.columns(self.checklist, self.reading_up),
            self.questions,
            self.foot,
        )
        self.desk.layout.display = "none"
        return [self.picker, self.desk]

    def show_person(self, contact: Contact | None) -> None:
        """Show the meeting with somebody."""
        self.meeting = meeting = jobs.meeting_for(self.log, contact.id) if contact else None
        self.desk.layout.display = None if contact else "none"
        self.facts.show(meeting)
        self.reading_up.show(contact, meeting)
        if contact is None or meeting is None:
            return
        heading = self.w("prepare.heading", name=describe(contact, self.w))
        self.heading.show(safe.html("{text}", text=heading))
        self.summary.show(self.facts.summary(contact, meeting))
        parts.only_if(self.again, jobs.is_over(self.log, meeting))
        parts.only_if(self.confirm, arranging.to_confirm(self.log, meeting))
        self.checklist.show(meeting)
        self.questions.show(contact, meeting)
        self.calendar.show(meeting)
        self.brief.file.about = contact.id

    def the_meeting(self) -> Meeting:
        """The meeting that is shown, for what can't be done without one."""
        if self.meeting is None:
            raise LogError("nobody_picked")
        return self.meeting

    def _plan_another(self) -> None:
        action_id = jobs.plan_another(self.log, self.the_meeting().contact_id)
        self.did(self.w("prepare.planned"), action_id)

"""What one brings along: an aim, what one found out, the right clothes, and a CV."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.jobs import preparing as jobs
from infoint_widgets.method import looking_up
from infoint_widgets.method.checklist import mode_of
from infoint_widgets.method.dress import dress_for
from infoint_widgets.records import Contact, Meeting
from infoint_widgets.vocabulary import Field
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.parts import BoundChoice, BoundText
from infoint_widgets.widgets.picker import PersonForm


class ReadingUp(ipywidgets.VBox):
    """The aim and what was found out, with links to look at; what to wear and the CV fold away."""

    def __init__(self, form: PersonForm) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        w = form.w
        self.goal = BoundText(form, "goal", rows=2, hint=w("prepare.goal_hint"))
        self.links = safe.Html(css_class="infoint-links")
        self.research = BoundText(form, "research", rows=4, hint=w("prepare.research_hint"))
        self.dress = safe.paragraph("")
        self.field = BoundChoice.of(form, "field_id", "field", Field)
        self.wear = parts.folded(w("prepare.wear"), parts.stack(self.dress, self.field.widget))
        self.cv_plan = BoundText(form, "cv_plan", rows=2, hint=w("prepare.cv_plan_hint"))
        self.said = safe.Html()
        self.cv = parts.folded("", parts.stack(self.cv_plan.widget, self.said))
        self.children = [self.goal.widget, self.links, self.research.widget, self.wear, self.cv]

    def __repr__(self) -> str:
        return "ReadingUp()"

    def show(self, contact: Contact | None, meeting: Meeting | None) -> None:
        for text in (self.goal, self.research, self.cv_plan):
            text.show(meeting)
        self.field.show(contact)
        if contact is None or meeting is None:
            return
        w = self.form.w
        links = [(w(id), address) for id, address in looking_up.links(contact)]
        self.links.show(safe.links(w("prepare.look_at.heading"), links))
        parts.only_if(self.links, bool(links))
        self._show_dress(contact, meeting)
        self._show_said(contact, meeting)

    def _show_dress(self, contact: Contact, meeting: Meeting) -> None:
        w = self.form.w
        dress = dress_for(contact, mode_of(meeting.mode, meeting.place))
        parts.only_if(self.wear, dress is not None)
        if dress is not None:
            advice = [w(dress.id), w("dress.ask") if dress.ask else ""]
            self.dress.show(safe.html("{text}", text=" ".join(filter(None, advice))))

    def _show_said(self, contact: Contact, meeting: Meeting) -> None:
        w, zone = self.form.w, self.form.log.zone
        said = jobs.cv_feedback(self.form.log, contact, meeting)
        title = w("prepare.cv_said", n=len(said)) if said else w("prepare.cv")
        self.cv.set_title(0, title)
        self.said.show(
            safe.story(
                (
                    w.moment(one.met_at, zone, with_time=False) if one.met_at else "",
                    w("prepare.quoted", text=one.text),
                    one.name,
                    "",
                )
                for one in said
            )
        )
        parts.only_if(self.said, bool(said))

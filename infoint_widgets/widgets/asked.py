"""The questions of a meeting, to tick as they are asked, with a line for each answer."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.jobs import questions as jobs
from infoint_widgets.records import Contact, Meeting, Question
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.page_link import PageLink


class Asked(ipywidgets.VBox):
    """All questions of a meeting, or where to choose some.

    Parameters
    ----------
    form : Form
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self.heading = safe.Html()
        self.none = parts.stack(
            safe.paragraph(form.w("on_the_day.no_questions")),
            PageLink("03_arrange_and_prepare", form.w("on_the_day.choose_questions")),
        )
        self.list = parts.stack(css_class="infoint-asked")
        self.children = [self.heading, self.none, self.list]
        self.rows: dict[str, AskedRow] = {}
        # What the rows are of: a meeting, and how its questions are said to the person.
        self._shown: tuple[object, ...] = ()

    def __repr__(self) -> str:
        return "Asked()"

    def show(self, meeting: Meeting) -> None:
        """Show the questions of a meeting as the log has them."""
        log, w = self.form.log, self.form.w
        questions = jobs.questions_of(log, meeting)
        contact = log.get(Contact, meeting.contact_id)
        bank = jobs.bank_for(log, contact)
        shown = (meeting.id, contact.language, contact.register)
        if shown != self._shown:
            for row in self.rows.values():
                row.answer.save()
            self._shown = shown
            self.rows = {}
        for place, question in enumerate(questions):
            if question.id not in self.rows:
                text = bank.wording(question) or w("on_the_day.question_unknown")
                self.rows[question.id] = AskedRow(self, question, text)
            self.rows[question.id].show(question, place)
        there = {question.id for question in questions}
        for id, row in self.rows.items():
            parts.only_if(row, id in there)
        # A row keeps its place among the children: the one that has the focus would lose it.
        if self.list.children != (rows := tuple(self.rows.values())):
            self.list.children = rows
        parts.only_if(self.none, not questions)
        self.count(questions)

    def count(self, questions: list[Question]) -> None:
        """Say how many were asked."""
        w = self.form.w
        asked = sum(question.asked_at is not None for question in questions)
        n = len(questions)
        told = w("on_the_day.asked", asked=asked, n=n) if n else ""
        self.heading.show(safe.group(w("on_the_day.questions"), told))


class AskedRow(ipywidgets.VBox):
    """One question: ticked when it was asked, with what they answered below."""

    def __init__(self, whole: Asked, question: Question, text: str) -> None:
        super().__init__()
        self.add_class("infoint-asked-row")
        self.whole = whole
        self._id = question.id
        form = whole.form
        self.tick = ipywidgets.Checkbox(description=safe.label(text), indent=False)
        self.answer = form.text(
            form.w("on_the_day.answer", question=text),
            rows=2,
            while_typing=True,
            placeholder=form.w("on_the_day.few_words"),
        )
        form.on_change(self.tick, self._tick)
        what = parts.key(form.log, Question.table, question.id, "answer")
        self.answer.show(what, question.answer, self._save)
        self.children = [self.tick, self.answer]

    def __repr__(self) -> str:
        return "AskedRow()"

    def show(self, question: Question, place: int) -> None:
        """Show a question as the log has it, at its place of the list."""
        with self.whole.form.filling():
            self.tick.value = question.asked_at is not None
        self.answer.refresh(question.answer)
        self.layout.order = str(place)

    def _tick(self, asked: bool) -> None:
        jobs.ask(self.whole.form.log, self._id, asked=asked)
        self._changed()

    def _save(self, text: str, was: str) -> None:
        question = jobs.answer(self.whole.form.log, self._id, text, was=was)
        if self.tick.value != (question.asked_at is not None):
            self._changed()

    def _changed(self) -> None:
        form = self.whole.form
        question = form.log.get(Question, self._id)
        with form.filling():
            self.tick.value = question.asked_at is not None
        self.whole.count(jobs.questions_of(form.log, form.log.get(Meeting, question.meeting_id)))

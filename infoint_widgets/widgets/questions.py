"""The questions of a meeting: a list in order, and the bank that they are chosen from.

``static/questions.js`` is the list's other half, in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import ipywidgets
import traitlets

from infoint_widgets.errors import LogError, WorkbookError
from infoint_widgets.jobs import questions as jobs
from infoint_widgets.method.questions import Bank, bank, categories, ends_a_meeting
from infoint_widgets.records import Contact, Meeting, Question
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import STATIC

_MOST_NAMES = 3


class QuestionList(safe.Silent, anywidget.AnyWidget):
    """Questions in their order, each with its aim on demand and what moves or removes it."""

    _esm = STATIC / "questions.js"
    _css = STATIC / "questions.css"
    words = traitlets.Dict().tag(sync=True)
    rows: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)


class Found(safe.Silent, ipywidgets.Select):
    """The questions of the bank that were found."""


class Questions(ipywidgets.VBox):
    """What to ask in a meeting: recommended, chosen from the bank or written by oneself.

    Parameters
    ----------
    form : Form
    the_meeting : callable
        Gives the meeting that is shown.
    """

    def __init__(self, form: Form, the_meeting: Callable[[], Meeting]) -> None:
        self.form = form
        self._the_meeting = the_meeting
        self._meeting_id = ""
        self._questions: list[Question] = []
        w = form.w
        self.heading = safe.Html()
        self.empty = safe.paragraph(w("asking.empty"), "infoint-quiet")
        self.list = QuestionList(words=w.group("asking.list"))
        self.list.on_msg(form.guarded(self._heard))
        self.recommend = form.button(w("asking.recommend"), self._recommend)
        first = parts.row(self.recommend)
        first.add_class("infoint-recommend")
        self.covered = safe.paragraph("", "infoint-quiet")
        self.own = form.text(w("asking.own.text"))
        self.own.add_class("infoint-find")
        self.own.on_enter(form.guarded(self._write_own))
        self.about = parts.dropdown(
            w("asking.own.category"), [(w("asking.own.none"), ""), *_categories(form)], ""
        )
        self.add_own = form.button(w("asking.own.add"), self._write_own)
        self.bank = FromBank(form, self._add)
        self.folded = parts.folded(w("asking.bank.title", n=len(bank())), self.bank)
        super().__init__(
            [
                self.heading,
                self.empty,
                self.list,
                first,
                parts.row(self.own, self.about, self.add_own),
                self.folded,
                self.covered,
            ]
        )
        self.add_class("infoint-stack")

    def __repr__(self) -> str:
        return "Questions()"

    def show(self, contact: Contact, meeting: Meeting) -> None:
        log, w = self.form.log, self.form.w
        if meeting.id != self._meeting_id:
            self._meeting_id = meeting.id
            self.own.show(parts.key(log, "question", meeting.id), "", None)
        said, before = jobs.bank_for(log, contact), jobs.asked_before(log, meeting)
        self._questions = jobs.questions_of(log, meeting)
        n = len(self._questions)
        self.heading.show(safe.group(w("asking.heading"), w("asking.count", n=n) if n else ""))
        parts.only_if(self.empty, n == 0)
        self.list.rows = [
            {
                "id": question.id,
                "text": said.wording(question),
                "aim": said.aim(question.bank_id),
                # Of the two that every meeting ends with one knows that they were asked.
                "before": ""
                if ends_a_meeting(question.bank_id)
                else _told(self.form, before.get(question.bank_id)),
            }
            for question in self._questions
        ]
        self._show_covered()
        self.bank.show(said, before, {question.bank_id for question in self._questions})

    def _show_covered(self) -> None:
        w, covered = self.form.w, jobs.covered(self.form.log)
        names = {category: w(f"questions.category.{category}.name") for category in covered}
        heard = ", ".join(
            w("asking.covered.of", category=names[category], n=count.answered)
            for category, count in covered.items()
            if count.answered
        )
        nothing = ", ".join(names[c] for c, count in covered.items() if not count.answered)
        text = w(f"asking.covered.{'some' if nothing else 'all'}", heard=heard, open=nothing)
        self.covered.show(safe.html("{text}", text=text if heard else ""))

    # Doing

    def _recommend(self) -> None:
        meeting, w = self._the_meeting(), self.form.w
        added, action_id = jobs.recommend(self.form.log, meeting)
        if added:
            self.form.did(w("asking.recommended", n=added), action_id)
        else:
            self.form.say(w("asking.enough", n=meeting.minutes))

    def _add(self, bank_id: str) -> None:
        if bank_id in {question.bank_id for question in self._questions}:
            self.form.say(self.form.w("asking.there"))
            return
        action_id = jobs.add(self.form.log, self._the_meeting(), bank_id)
        self.form.did(self.form.w("asking.added"), action_id)

    def _write_own(self) -> None:
        action_id = jobs.write_own(
            self.form.log, self._the_meeting(), self.own.typed, self.about.value
        )
        self.own.empty()
        self.form.did(self.form.w("asking.added"), action_id)
        self.own.focus()

    def _heard(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["do"] == "move":
            self._move(str(message["id"]), int(message["by"]))
        elif message["do"] == "remove":
            action_id = jobs.remove(self.form.log, str(message["id"]))
            self.form.did(self.form.w("asking.removed"), action_id)
        elif message["do"] == "emptied":
            self.form.lead_to("infoint-recommend")

    def _move(self, question_id: str, by: int) -> None:
        try:
            action_id = jobs.move_by(self.form.log, question_id, by)
        except LogError:
            self.form.show()
            raise
        order = [question.id for question in jobs.questions_of(self.form.log, self._the_meeting())]
        place = order.index(question_id) + 1
        self.form.did(self.form.w("asking.moved", place=place, n=len(order)), action_id)


class FromBank(ipywidgets.VBox):
    """The bank: found by word, category and whether anybody was asked; one is shown in full.

    Parameters
    ----------
    form : Form
    add : callable
        Takes the id of the question that is to be put on the list.
    """

    def __init__(self, form: Form, add: Callable[[str], None]) -> None:
        self.form = form
        self._said: Bank | None = None
        self._before: dict[str, jobs.Before] = {}
        self._on_list: set[str] = set()
        w = form.w
        self.find = parts.as_field(
            Find(description=w("asking.bank.find"), placeholder=w("asking.bank.placeholder"))
        )
        self.find.add_class("infoint-find")
        self.category = parts.dropdown(
            w("asking.bank.category"), [(w("asking.bank.all"), ""), *_categories(form)], ""
        )
        self.new = ipywidgets.Checkbox(description=w("asking.bank.new"), indent=False)
        self.found = parts.as_field(Found(description=w("asking.bank.questions"), rows=8))
        self.found.add_class("infoint-list")
        self.count = safe.paragraph("", "infoint-quiet")
        self.chosen = safe.Html(css_class="infoint-chosen")
        self.put = form.button(w("asking.bank.add"), lambda: add(self._the_chosen()))
        for control in (self.find, self.category, self.new):
            form.on_change(control, lambda _value: self._show_found())
        form.on_change(self.found, lambda _id: self._show_chosen())
        super().__init__(
            [
                parts.row(self.find, self.category),
                self.new,
                self.found,
                self.count,
                self.chosen,
                parts.row(self.put),
            ]
        )
        self.add_class("infoint-stack")

    def __repr__(self) -> str:
        return "FromBank()"

    def show(self, said: Bank, before: dict[str, jobs.Before], on_list: set[str]) -> None:
        self._said, self._before, self._on_list = said, before, on_list
        self._show_found()

    def _show_found(self) -> None:
        if self._said is None:
            return
        w = self.form.w
        entries = self._said.find(
            self.find.value,
            category=self.category.value,
            without=self._before if self.new.value else (),
        )
        options = [(self._label(entry.id), entry.id) for entry in entries]
        with self.form.filling():
            parts.offer(self.found, options, self.found.value)
        parts.only_if(self.found, bool(options))
        n = len(options)
        text = w("asking.bank.found", n=n) if n else w("asking.bank.none")
        self.count.show(safe.html("{text}", text=text))
        self._show_chosen()

    def _show_chosen(self) -> None:
        id, w = self.found.value, self.form.w
        for widget in (self.chosen, self.put):
            parts.only_if(widget, id is not None)
        if id is None or self._said is None:
            return
        self.chosen.show(
            safe.html(
                "<b>{question}</b><p>{category}: {aim}</p><p>{before}</p>",
                question=self._said.text(id),
                category=w(f"questions.category.{bank()[id].category}.name"),
                aim=self._said.aim(id),
                before=_told(self.form, self._before.get(id)),
            )
        )

    def _label(self, id: str) -> str:
        assert self._said is not None
        text = self._said.text(id)
        return self.form.w("asking.bank.on_list", question=text) if id in self._on_list else text

    def _the_chosen(self) -> str:
        if self.found.value is None:
            raise WorkbookError("questions.choose")
        return str(self.found.value)


class Find(safe.Silent, ipywidgets.Text):
    """What is looked for in the bank."""


def _categories(form: Form) -> parts.Options:
    return [(form.w(f"questions.category.{category}.name"), category) for category in categories()]


def _told(form: Form, before: jobs.Before | None) -> str:
    """Who was asked a question before; of many the first few by name."""
    if before is None:
        return ""
    w, n = form.w, len(before.asked)
    names, more = ", ".join(before.asked[:_MOST_NAMES]), n - _MOST_NAMES
    if more > 0:
        names = w("asking.before.more", names=names, n=more)
    return w("asking.before.asked", n=n, names=names)

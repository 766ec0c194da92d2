"""The list of what to do before, on the day and after, and the changes one makes to it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from infoint_widgets.errors import WorkbookError
from infoint_widgets.jobs import checklist as jobs
from infoint_widgets.jobs import meetings
from infoint_widgets.method.checklist import WHENS, Due, Entry, When, how_far, prepared, progress
from infoint_widgets.records import Meeting, Tick
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.meeting_facts import time_to_go
from infoint_widgets.widgets.picker import PersonForm
from infoint_widgets.words import Words


class Checklist(ipywidgets.VBox):
    """The items that fit a meeting, grouped by when they are due, each with its reason.

    Parameters
    ----------
    form : PersonForm
    the_meeting : callable
        Gives the meeting that is shown.
    """

    def __init__(self, form: PersonForm, the_meeting: Callable[[], Meeting]) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self._the_meeting = the_meeting
        self.progress = safe.paragraph("")
        self.boxes: dict[str, ipywidgets.Checkbox] = {}
        self._whys: dict[str, safe.Html] = {}
        self._rows: dict[str, ipywidgets.VBox] = {}
        self.groups = {when: Group(when) for when in WHENS}
        self._meeting_id = ""
        self.hidden = safe.paragraph("", "infoint-quiet")
        self.changes = ListChanges(form, the_meeting)
        self.children = [*self.groups.values(), self.hidden, self.changes]

    def __repr__(self) -> str:
        return "Checklist()"

    def show(self, meeting: Meeting) -> None:
        log, w = self.form.log, self.form.w
        entries = jobs.whole_list(log, meeting)
        shown = [entry for entry in entries if entry.shown]
        ticked = {tick.item for tick in log.find(Tick, meeting_id=meeting.id)}
        another, self._meeting_id = self._meeting_id != meeting.id, meeting.id
        opened = False
        for when, group in self.groups.items():
            of_group = [entry for entry in shown if entry.when == when]
            done, in_all = progress(of_group, ticked)
            due = jobs.due_of(log, meeting, when) if done < in_all else None
            facts = (
                w(f"prepare.when.{when}"),
                self._due(meeting, when, due) if due else "",
                w("prepare.done", done=done, n=in_all),
            )
            group.show(" · ".join(filter(None, facts)), [self._row(entry) for entry in of_group])
            if another:
                # What is to be done by now stays open, or else what comes next.
                now = due is not None and due.state != "coming"
                opened = group.unfold(done < in_all and (now or not opened)) or opened
        with self.form.filling():
            for entry in shown:
                self.boxes[entry.id].value = entry.id in ticked
        done, in_all = prepared(shown, ticked)
        ready = w(f"prepare.ready.{how_far(done, in_all)}", done=done, n=in_all)
        self.progress.show(safe.html("<b>{text}</b>", text=ready))
        hidden = sum(entry.fits and entry.hidden for entry in entries)
        self.hidden.show(safe.html("{text}", text=w("prepare.hidden_some", n=hidden)))
        parts.only_if(self.hidden, hidden > 0)
        self.changes.show(meeting, entries)

    def _row(self, entry: Entry) -> ipywidgets.VBox:
        if entry.id not in self._rows:
            box = ipywidgets.Checkbox(indent=False)
            self.form.on_change(box, lambda done: self._tick(entry.id, done))
            self.boxes[entry.id] = box
            self._whys[entry.id] = safe.paragraph("", "infoint-quiet")
            self._rows[entry.id] = parts.stack(box, self._whys[entry.id], css_class="infoint-item")
        self.boxes[entry.id].description = safe.label(words_of(entry, self.form.w))
        self._whys[entry.id].show(safe.html("{text}", text=self._why(entry)))
        return self._rows[entry.id]

    def _why(self, entry: Entry) -> str:
        if entry.text:
            return self.form.w(f"prepare.own.{'every' if entry.for_good else 'this'}")
        return self.form.w(f"checklist.{entry.id}.why")

    def _due(self, meeting: Meeting, when: When, due: Due) -> str:
        w = self.form.w
        kind = when if when in {"on_the_day", "after"} else "before"
        if (kind, due.state) == ("before", "past"):
            return ""
        said = w(f"prepare.due.{kind}.{due.state}", day=w.written(due.day, "prepare.day"))
        go = time_to_go(self.form, meeting) if when == "on_the_day" else ""
        return f"{said}, {go}" if go else said

    def _tick(self, item: str, done: bool) -> None:
        meetings.tick(self.form.log, self._the_meeting(), item, done=done)
        self.show(self._the_meeting())
        self.form.say(self.form.w("form.saved"))


class Group(ipywidgets.Accordion):
    """The items of one time, under a heading that says when and how many are done."""

    def __init__(self, when: When) -> None:
        self.when = when
        self.items = parts.stack()
        super().__init__([self.items], titles=("",), selected_index=None)
        self.add_class("infoint-part")

    def __repr__(self) -> str:
        return "Group()"

    def show(self, title: str, rows: list[ipywidgets.VBox]) -> None:
        if self.get_title(0) != title:
            self.set_title(0, title)
        if list(self.items.children) != rows:
            self.items.children = rows
        parts.only_if(self, bool(rows))

    def unfold(self, whether: bool) -> bool:
        self.selected_index = 0 if whether else None
        return whether


class Items(safe.Silent, ipywidgets.Select):
    """All items, to choose the one that is to be changed."""


class ListChanges(ipywidgets.Accordion):
    """Add, hide and order items, for this meeting or for every one."""

    def __init__(self, form: PersonForm, the_meeting: Callable[[], Meeting]) -> None:
        self.form = form
        self._the_meeting = the_meeting
        self._entries: list[Entry] = []
        self._meeting_id = ""
        w = form.w
        self.scope = parts.dropdown(
            w("prepare.change.scope"),
            [(w("prepare.change.this"), False), (w("prepare.change.every"), True)],
            False,
        )
        self.items = Items(description=w("prepare.change.items"), rows=8)
        self.items.add_class("infoint-field")
        self.items.add_class("infoint-list")
        form.on_change(self.items, lambda _item: self._show_button())
        self.earlier = form.button(w("prepare.change.earlier"), lambda: self._move(-1))
        self.later = form.button(w("prepare.change.later"), lambda: self._move(1))
        self.hide = form.button(w("prepare.change.hide"), self._hide_or_show)
        self.text = form.text(w("prepare.change.own"))
        self.text.on_enter(form.guarded(self._add))
        self.when = parts.dropdown(
            w("prepare.change.when"), [(w(f"prepare.when.{when}"), when) for when in WHENS], "week"
        )
        self.add = form.button(w("prepare.change.add"), self._add)
        super().__init__(
            [
                parts.stack(
                    self.scope,
                    self.items,
                    parts.row(self.earlier, self.later, self.hide),
                    parts.row(self.text, self.when, self.add),
                )
            ],
            titles=(w("prepare.change.title"),),
            selected_index=None,
        )

    def __repr__(self) -> str:
        return "ListChanges()"

    def show(self, meeting: Meeting, entries: list[Entry]) -> None:
        if meeting.id != self._meeting_id:
            self._meeting_id = meeting.id
            self.text.show(parts.key(self.form.log, "checklist", meeting.id), "", None)
        self._entries = [entry for entry in entries if entry.fits]
        options = [(self._label(entry), entry.id) for entry in self._entries]
        with self.form.filling():
            parts.offer(self.items, options, self.items.value)
        self._show_button()

    def _show_button(self) -> None:
        entry = self._chosen()
        again = entry is not None and entry.hidden
        self.hide.description = self.form.w(f"prepare.change.{'again' if again else 'hide'}")

    def _label(self, entry: Entry) -> str:
        w = self.form.w
        label = f"{w(f'prepare.when.{entry.when}')}: {words_of(entry, w)}"
        return w("prepare.change.hidden", item=label) if entry.hidden else label

    def _chosen(self) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == self.items.value), None)

    def _the_chosen(self) -> Entry:
        entry = self._chosen()
        if entry is None:
            raise WorkbookError("preparing.choose_item")
        return entry

    # Doing

    def _add(self) -> None:
        text, when = self.text.typed, self.when.value
        action_id = jobs.add(
            self.form.log, self._the_meeting(), text, when, for_good=self.scope.value
        )
        self.text.empty()
        self.form.did(self.form.w("prepare.change.added", item=text.strip()), action_id)
        self.text.focus()

    def _move(self, step: int) -> None:
        entry, w = self._the_chosen(), self.form.w
        action_id = jobs.move(
            self.form.log, self._the_meeting(), entry.id, step, for_good=self.scope.value
        )
        self.form.show()
        of_time = [e.id for e in self._entries if e.when == entry.when]
        sentence = w(
            "prepare.change.moved",
            item=words_of(entry, w),
            place=of_time.index(entry.id) + 1,
            n=len(of_time),
        )
        self.form.did(sentence, action_id)

    def _hide_or_show(self) -> None:
        entry, log = self._the_chosen(), self.form.log
        if entry.hidden:
            action_id = jobs.show_again(log, self._the_meeting(), entry.id)
        else:
            action_id = jobs.hide(log, self._the_meeting(), entry.id, for_good=self.scope.value)
        what = "is_back" if entry.hidden else "is_hidden"
        sentence = self.form.w(f"prepare.change.{what}", item=words_of(entry, self.form.w))
        self.form.did(sentence, action_id)


def words_of(entry: Entry, w: Words) -> str:
    """An item in words: one's own, or the workbook's."""
    return entry.text or w(f"checklist.{entry.id}.do")

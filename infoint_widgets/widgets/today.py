"""What is due today, how far everybody has come, and the week's own goal."""

from __future__ import annotations

from typing import Any

import anywidget
import ipywidgets
import traitlets

from infoint_widgets.jobs import agenda as jobs
from infoint_widgets.jobs import agenda_told
from infoint_widgets.jobs.agenda import Day
from infoint_widgets.log.store import Log
from infoint_widgets.method.agenda import Entry
from infoint_widgets.method.standing import Step
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.answered import Answered
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.in_place import InPlace
from infoint_widgets.widgets.people import People
from infoint_widgets.widgets.text_field import STATIC
from infoint_widgets.widgets.today_entry import EntryRow

AT_FIRST = 8
"""How many entries are shown until somebody asks for more."""
_MORE = 20
_MOST_NAMES = 12


class Steps(safe.Silent, anywidget.AnyWidget):
    """How many people stand at each step, to be clicked."""

    _esm = STATIC / "today.js"
    _css = STATIC / "today.css"
    label = traitlets.Unicode().tag(sync=True)
    steps: traitlets.List[dict[str, str]] = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)


class Today(Form):
    """What is due, overdue and coming, each with its reason and the button that does it.

    Parameters
    ----------
    log : Log

    Examples
    --------
    >>> ii.Today(ii.open_log())  # doctest: +SKIP
    """

    def __init__(self, log: Log) -> None:
        self.step: Step | None = None
        self.rows: dict[tuple[str, str, str], EntryRow] = {}
        self._most = AT_FIRST
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self.rows = {}
        self.heading = safe.paragraph("", "infoint-heading")
        self.week = safe.paragraph("", "infoint-quiet")
        self.steps = Steps(label=w("today.steps"))
        self.steps.on_msg(self.guarded(self._clicked))
        self.only = safe.Html()
        self.everything = self.button(w("today.everything"), self._choose_none)
        self.narrowed = parts.spread(self.only, self.everything)
        self.entries = parts.stack(css_class="infoint-entries")
        self.others = safe.paragraph("", "infoint-quiet")
        self.more = parts.row(self.button(w("today.more"), self._show_more))
        self.answered = InPlace(
            self, w("today.answered"), lambda: Answered(self.log), "02_reach_out"
        )
        self.waiting = _beneath(self.answered)
        self.nothing = safe.paragraph("")
        self.offers: list[InPlace] = []
        self.free = parts.stack(self.nothing)
        return [
            parts.stack(self.heading, self.week, css_class="infoint-today-top"),
            self.steps,
            self.narrowed,
            self.entries,
            self.more,
            self.others,
            self.waiting,
            self.free,
        ]

    def show(self) -> None:
        """Read the log anew; what is open stays open."""
        day = jobs.day(self.log)
        w = self.w
        _say_in(self.heading, w.day(day.today, style="full"))
        waiting = w("agenda.waiting", n=len(day.entries)) if day.entries else ""
        _say_in(self.week, " ".join(filter(None, (agenda_told.week(day, w), waiting))))
        if self.step is not None and not day.counts[self.step]:
            self.step = None
        self.steps.steps = [
            {"id": str(step), "n": w.number(day.counts[step]), "name": w(f"today.step.{step}")}
            for step in Step
        ]
        self.steps.chosen = self.step or ""
        parts.only_if(self.steps, bool(day.steps))
        chosen = [entry for entry in day.entries if self._stands_there(day, entry)]
        self._show_entries(day, chosen)
        self._show_others(day, chosen)
        parts.only_if(self.waiting, bool(day.counts[Step.WAITING]) or self.answered.is_open)
        self._show_free(day)

    def _stands_there(self, day: Day, entry: Entry) -> bool:
        return self.step is None or day.steps.get(entry.contact_id or "") is self.step

    def _show_entries(self, day: Day, chosen: list[Entry]) -> None:
        to_write = bool(day.counts[Step.TO_WRITE])
        due = {entry.key: entry for entry in day.entries}
        kept = [
            (at, row)
            for at, row in enumerate(self.entries.children)
            if row.is_open and row.entry.key not in due
        ]
        shown = []
        for entry in chosen[: self._most]:
            row = self.rows.get(entry.key)
            if row is None:
                row = self.rows[entry.key] = EntryRow(self, entry, to_write=to_write)
            else:
                row.show(entry)
            shown.append(row)
        for at, row in kept:
            row.show(None)
            shown.insert(at, row)
        self.rows = {row.entry.key: row for row in self.rows.values() if row.entry.key in due}
        self.rows |= {row.entry.key: row for _at, row in kept}
        first = next((row for row in shown if not row.done), None)
        for row in shown:
            css = row.action.button.add_class if row is first else row.action.button.remove_class
            css("infoint-main")
        if list(self.entries.children) != shown:
            self.entries.children = shown
        parts.only_if(self.more, len(chosen) > self._most)

    def _show_others(self, day: Day, chosen: list[Entry]) -> None:
        """Who stands at the chosen step without anything to do."""
        parts.only_if(self.narrowed, self.step is not None)
        parts.only_if(self.others, self.step is not None)
        if self.step is None:
            return
        w = self.w
        name = w(f"today.step.{self.step}")
        self.only.show(safe.html("{text}", text=w("today.only", step=name)))
        with_entry = {entry.contact_id for entry in chosen}
        ids = [id for id, step in day.steps.items() if step is self.step and id not in with_entry]
        names = [agenda_told.name_of(self.log, id, w) for id in ids[:_MOST_NAMES]]
        rest = len(ids) - len(names)
        sentence = w("today.others", names=", ".join(names)) if names else ""
        _say_in(self.others, sentence + (" " + w("today.and_more", n=rest) if rest else ""))

    def _show_free(self, day: Day) -> None:
        """Say kindly that nothing is due, and propose a small step."""
        free = not day.entries
        _say_in(self.nothing, f"{self.w('agenda.nothing')} {agenda_told.next_step(day, self.w)}")
        if free and not self.offers:
            self._make_offers()
        chosen = 1 if day.counts[Step.TO_WRITE] else 0
        for at, (offer, box) in enumerate(zip(self.offers, self.free.children[1:], strict=True)):
            parts.only_if(box, offer.is_open or (free and at == chosen))
        parts.only_if(self.nothing, free)

    def _make_offers(self) -> None:
        """Adding somebody, and writing to somebody; on most days neither is seen."""
        w, log = self.w, self.log
        self.offers = [
            InPlace(self, w("today.add"), lambda: People(log), "01_choose_whom_to_meet"),
            InPlace(
                self, w("today.write"), lambda: EmailDraft(log, kind="outreach"), "02_reach_out"
            ),
        ]
        self.free.children = [self.nothing, *map(_beneath, self.offers)]

    # Doing

    def _clicked(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        step = Step(message["step"])
        self.step = None if step is self.step else step
        self._most = AT_FIRST
        self.show()

    def _choose_none(self) -> None:
        self.step = None
        self.show()
        self.lead_to("infoint-steps")

    def _show_more(self) -> None:
        self._most += _MORE
        self.show()


def _beneath(one: InPlace) -> ipywidgets.VBox:
    """A button with what it opens below it."""
    return parts.stack(parts.beside(one.button, one.link, css_class="infoint-do"), one.place)


def _say_in(part: safe.Html, text: str) -> None:
    part.show(safe.html("{text}", text=text))
    parts.only_if(part, bool(text))

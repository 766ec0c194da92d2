"""What Today reminds one of: each rule on or off, its days, and the goal for a week."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from infoint_widgets.jobs import agenda as jobs
from infoint_widgets.method.agenda_rules import rules
from infoint_widgets.records import Setting
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.parts import BoundText

# Its days stand among the settings themselves.
_ELSEWHERE = ("follow_up",)


class Switch(safe.Silent, ipywidgets.Checkbox):
    """Whether a rule is on."""


class Reminders(ipywidgets.Accordion):
    """Folded, and made only when it is opened: nobody needs it on the first day.

    Parameters
    ----------
    form : Form
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._inside = parts.stack()
        self.switches: dict[str, Switch] = {}
        self.days: dict[str, BoundText] = {}
        self.goal: BoundText | None = None
        title = form.w("today.settings.title")
        super().__init__([self._inside], titles=(title,), selected_index=None)
        self.observe(form.guarded(lambda _change: self.unfold()), "selected_index")

    def __repr__(self) -> str:
        return "Reminders()"

    def unfold(self) -> None:
        """Make the rules when they are looked at first."""
        if self.goal is None:
            inside = self._build()
            self.show()  # before anybody sees them: an empty box would seem to be switched off
            self._inside.children = inside

    def show(self) -> None:
        """Show the rules as the settings have them."""
        if self.goal is None:
            return
        log, rules = self._form.log, jobs.own_rules(self._form.log)
        self.goal.show(Setting(id=jobs.WEEKLY_GOAL, value=str(log.weekly_goal)))
        with self._form.filling():
            for rule, switch in self.switches.items():
                switch.value = rules[rule].on
        for rule, days in self.days.items():
            days.show(Setting(id=jobs.DAYS.format(rule=rule), value=str(rules[rule].days)))

    def _build(self) -> list[ipywidgets.Widget]:
        w, cells = self._form.w, []
        label, hint = w("today.settings.goal"), w("today.settings.goal_hint")
        self.goal = BoundText(self._form, "value", label=label, hint=hint)
        for rule in rules():
            switch = Switch(description=w(f"agenda.{rule}.rule"), indent=False)
            self._form.on_change(switch, self._switcher(rule))
            self.switches[rule] = switch
            cells.append(switch)
            if rule in _ELSEWHERE:
                cells.append(safe.paragraph(""))
            else:
                self.days[rule] = BoundText(self._form, "value", label=w(f"agenda.{rule}.days"))
                cells.append(self.days[rule].widget)
        return [self.goal.widget, parts.stack(*cells, css_class="infoint-rules")]

    def _switcher(self, rule: str) -> Callable[[Any], None]:
        def switch(on: bool) -> None:
            self._form.log.set_setting(jobs.ON.format(rule=rule), "1" if on else "0")
            self._form.say(self._form.w("form.saved"))

        return switch

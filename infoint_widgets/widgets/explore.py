"""A part of the log: a figure chosen, the people narrowed down, and the figure drawn of these."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import ipywidgets

from infoint_widgets.jobs import explore as jobs
from infoint_widgets.jobs import people
from infoint_widgets.jobs.explore import NOT_RECORDED, Explored, Looked, Part
from infoint_widgets.log.store import Log
from infoint_widgets.widgets import figure, parts, safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.page_link import PageLink
from infoint_widgets.words import Words

_OWN = "own"
_VOCABULARY = {"language": "contact_language"}


class Explore(Form):
    """The figures of the three pages, of a part of the people.

    Parameters
    ----------
    log : Log
    figure : str
        Which one to begin with, such as ``"response_rate"`` or ``"who_led_to_whom"``.

    Raises
    ------
    WorkbookError
        When there is no such figure.

    Examples
    --------
    >>> ii.Explore(ii.open_log(), figure="thank_you")  # doctest: +SKIP
    """

    begins_page = False

    def __init__(self, log: Log, figure: str = "response_rate") -> None:
        self._figures = jobs.figures(figure)
        self._figure = figure
        self._controls: dict[str, ipywidgets.ValueWidget] = {}
        super().__init__(log)

    def build(self) -> list[ipywidgets.Widget]:
        w = self.w
        self._drawn: tuple[object, Any] = ("", None)
        self._nobody: dict[str, str] = {}
        # What was chosen stays so in the other language.
        self._kept = {name: control.value for name, control in self._controls.items()}
        titles = [(_title(name, w), name) for name in self._figures]
        self.figure = parts.dropdown(w("explore.figure"), titles, self._figure)
        self.on_change(self.figure, self._turn_to)
        self.period = parts.dropdown("", [(w("explore.period.all"), None)])
        self.since, self.until = (self._day(name) for name in ("since", "until"))
        self.groups = {
            name: parts.dropdown(w(f"explore.label.{name}"), [(w(f"explore.all.{name}"), None)])
            for name in jobs.GROUPS
        }
        self._controls = {
            "period": self.period, "since": self.since, "until": self.until, **self.groups,
        }  # fmt: skip
        for control in self._controls.values():
            self.on_change(control, lambda _value: self.redraw())
        self.counted = safe.Html()
        self.everybody = self.button(w("explore.everybody"), self._look_at_everybody)
        self.card = safe.Html(css_class="infoint-wide-box")
        self.odd = safe.Html()
        self.table = safe.Html(css_class="infoint-wide-box")
        self.table.add_class("infoint-numbers")
        self.empty = parts.stack(
            safe.paragraph(w("explore.empty")),
            parts.row(PageLink("01_choose_whom_to_meet", w("explore.empty_next"), main=True)),
        )
        filters = parts.grid(*self._controls.values())
        filters.add_class("infoint-narrow")
        self.full = parts.stack(
            self.figure,
            filters,
            parts.spread(self.counted, self.everybody),
            self.card,
            self.odd,
            self.table,
        )
        return [self.empty, self.full]

    def show(self) -> None:
        self.explored = Explored(self.log.journeys())
        there = bool(len(self.explored.journeys))
        parts.only_if(self.empty, not there)
        parts.only_if(self.full, there)
        if there:
            self.redraw()

    def redraw(self) -> None:
        """Draw the figure of the people who are chosen, if these or their numbers are others."""
        self._offer()
        part = self._part()
        looked = self.explored.look(part, self._figure)
        self.counted.show(safe.sentence(self._counted(part, looked)))
        self.everybody.disabled = all(one.value is None for one in self._controls.values())
        result, odd = jobs.made(self._figure, looked.journeys, self.log.weekly_goal)
        self.odd.show(safe.sentence(self.w("explore.odd", n=odd)))
        parts.only_if(self.odd, bool(odd))
        language, nobody = self.w.language, part != jobs.EVERYBODY and self._is_of_nobody(result)
        shown, before = self._drawn
        if shown == (self._figure, nobody) and result.equals(before):
            return
        told = safe.sentence(self.w("explore.nobody"))
        self.card.show(told if nobody else figure.card(result, language))
        self.table.show(figure.table(result, language))
        parts.only_if(self.table, bool(self.table.value))
        self._drawn = ((self._figure, nobody), result)

    def _is_of_nobody(self, result: Any) -> bool:
        """Whether no more is said than of an empty log, which would not be true of this one."""
        if self._figure not in self._nobody:
            empty = self.explored.journeys.iloc[:0]
            of_nobody, _odd = jobs.made(self._figure, empty, self.log.weekly_goal)
            self._nobody[self._figure] = figure.said(of_nobody, self.w.language)
        return figure.said(result, self.w.language) == self._nobody[self._figure]

    # What can be chosen

    def _day(self, name: str) -> ipywidgets.DatePicker:
        day = ipywidgets.DatePicker(
            description=self.w(f"explore.{name}"), value=self._kept.get(name)
        )
        return parts.as_field(day)

    def _turn_to(self, figure: str) -> None:
        self._figure = figure
        self.redraw()

    def _look_at_everybody(self) -> None:
        with self.filling():
            for control in self._controls.values():
                control.value = None
        self.redraw()

    def _part(self) -> Part:
        chosen = {name: control.value for name, control in self.groups.items()}
        return Part(**chosen).of_time(*self._period())

    def _period(self) -> tuple[date | None, date | None]:
        if self.period.value == _OWN:
            return self.since.value, self.until.value
        return self._periods().get(str(self.period.value), (None, None))

    def _periods(self) -> dict[str, tuple[date | None, date | None]]:
        return jobs.periods(people.today(self.log))

    def _offer(self) -> None:
        """What the log holds, by its words, and of how many people each would be.

        A list that was just chosen from stays as it is, for its own choice counts for the others.
        """
        w, clock = self.w, jobs.FIGURES[self._figure].clock
        self.period.description = w(f"explore.clock.{clock}.label")
        part = self._part()
        options: parts.Options = [(w("explore.period.all"), None)]
        for name, (since, until) in self._periods().items():
            n = self.explored.count(part.of_time(since, until), self._figure)
            options.append((w("explore.option", value=w(f"explore.period.{name}"), n=n), name))
        self._put("period", [*options, (w("explore.period.own"), _OWN)])
        for control in (self.since, self.until):
            parts.only_if(control, self.period.value == _OWN)
        for name, control in self.groups.items():
            offered = self.explored.offered(self._part(), self._figure, name)
            self._put(name, self._options(name, offered))
            parts.only_if(control, len(offered) > 1)

    def _options(self, name: str, offered: Mapping[str, int]) -> parts.Options:
        w = self.w
        return [
            (w(f"explore.all.{name}"), None),
            *(
                (safe.label(w("explore.option", value=self._named(name, value), n=n)), value)
                for value, n in offered.items()
            ),
        ]

    def _put(self, name: str, options: parts.Options) -> None:
        control = self._controls[name]
        # In one message: a list that is empty for a moment would flicker, and lose its choice.
        with self.filling(), control.hold_sync():
            parts.offer(control, options, self._kept.pop(name, control.value))

    def _named(self, name: str, value: str) -> str:
        w, id = self.w, f"vocabulary.{_VOCABULARY.get(name, name)}.{value}"
        if value == NOT_RECORDED:
            return w(f"explore.none.{name}")
        return w(id) if id in w else value

    # Who is counted

    def _counted(self, part: Part, looked: Looked) -> str:
        w, n = self.w, len(self.explored.journeys)
        if part == jobs.EVERYBODY:
            return w("explore.counted_all", n=n)
        which = [self._whom(name, getattr(part, name)) for name in jobs.GROUPS]
        which.append(self._when(part))
        said = [w("explore.counted", shown=looked.n, n=n, which="; ".join(filter(None, which)))]
        if looked.undated:
            said.append(w("explore.undated", n=looked.undated))
        if looked.with_referrers:
            said.append(w("explore.with_referrers", n=looked.with_referrers))
        return " ".join(said)

    def _whom(self, name: str, value: str | None) -> str:
        if value is None:
            return ""
        of_value = f"explore.whom.{name}.{value or 'none'}"
        if of_value in self.w:
            return self.w(of_value)
        return self.w(f"explore.whom.{name}.some", value=self._named(name, value))

    def _when(self, part: Part) -> str:
        w = self.w
        if not part.of_a_time:
            return ""
        days = {
            name: w.day(day, style="long")
            for name, day in (("since", part.since), ("until", part.until))
            if day is not None
        }
        span = w(f"explore.span.{'_'.join(days)}", **days)
        return w(f"explore.clock.{jobs.FIGURES[self._figure].clock}.when", span=span)


def _title(name: str, words: Words) -> str:
    figure = jobs.FIGURES[name]
    facts: dict[str, str] = {"span": words("charts.span", n=21)}
    if figure.by:
        facts["what"] = words(f"charts.by.{figure.by}")
    return words(figure.title, **facts)

"""The few pieces that forms are made of: boxes, and controls that are bound to a row of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import available_timezones

import ipywidgets
import traitlets
from traitlets import Bunch

from infoint_widgets.errors import Conflict, WorkbookError
from infoint_widgets.jobs.entering import entered
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Draft, Meeting, Referral, Setting
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import TextField

Row = Contact | Meeting | Draft | Referral | Setting
Options = list[tuple[str, Any]]


class Bound(Protocol):
    """A control that shows one field of a row and writes it when a person changes it."""

    widget: ipywidgets.Widget

    def show(self, row: Row | None) -> None: ...


# What is known of a box as it is made spares the browser a message of its own.


def stack(
    *children: ipywidgets.Widget, css_class: str = "infoint-stack", shown: bool = True
) -> ipywidgets.VBox:
    layout = {} if shown else {"display": "none"}
    return ipywidgets.VBox(children, _dom_classes=(css_class,), layout=layout)


def beside(*children: ipywidgets.Widget, css_class: str) -> ipywidgets.HBox:
    return ipywidgets.HBox(children, _dom_classes=(css_class,))


def columns(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    return stack(*children, css_class="infoint-columns")


def grid(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    return stack(*children, css_class="infoint-grid")


def row(*children: ipywidgets.Widget) -> ipywidgets.HBox:
    return beside(*children, css_class="infoint-row")


def head(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    """What a part of a form is about, under a line that parts it from what stands above."""
    return stack(*children, css_class="infoint-head")


def spread(*children: ipywidgets.Widget) -> ipywidgets.HBox:
    return beside(*children, css_class="infoint-spread")


def foot(*children: ipywidgets.Widget) -> ipywidgets.HBox:
    return beside(*children, css_class="infoint-foot")


def folded(title: str, child: ipywidgets.Widget) -> ipywidgets.Accordion:
    """What matters less, closed until somebody opens it."""
    return ipywidgets.Accordion([child], titles=(title,), selected_index=None)


def only_if(widget: ipywidgets.Widget, shown: bool) -> None:
    widget.layout.display = None if shown else "none"


def as_field(widget: ipywidgets.Widget) -> ipywidgets.Widget:
    """Give a control of ipywidgets' the label above and the width of our own fields."""
    widget.add_class("infoint-field")
    return widget


def wide(widget: ipywidgets.Widget) -> ipywidgets.Widget:
    """Give what holds a longer text two columns of a grid."""
    widget.add_class("infoint-wide")
    return widget


class Dropdown(safe.Silent, ipywidgets.Dropdown):
    """Shows the words of the choice whose value is None; ipywidgets would show it blank."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self._propagate_index(Bunch(new=self.index))

    @traitlets.observe("index")
    def _propagate_index(self, change: Bunch) -> None:
        if change.new is None and None in self._options_values:
            self.index = self._options_values.index(None)
        else:
            super()._propagate_index(change)


def dropdown(label: str, options: Options, value: Any = None) -> ipywidgets.Dropdown:
    return as_field(Dropdown(description=label, options=options, value=value))


def choices(form: Form, group: str, members: Iterable[StrEnum]) -> Options:
    """Words for the members of an enumeration, in their order."""
    return [(form.w(f"vocabulary.{group}.{member}"), member) for member in members]


def zones(label: str) -> ipywidgets.Dropdown:
    """A choice of all time zones that this machine knows."""
    return dropdown(label, [(zone, zone) for zone in sorted(available_timezones())])


def regions(form: Form, label: str, none: str) -> ipywidgets.Dropdown:
    """A choice of the regions whose holidays are known, each country's parts after it."""
    w = form.w
    options: Options = [(none, "")]
    for country, name in w.group("regions.country").items():
        options.append((name, country))
        options.extend(
            (w("regions.part", country=name, part=part), f"{country}-{key}")
            for key, part in w.group(f"regions.{country}").items()
        )
    return dropdown(label, options, "")


def offer(control: ipywidgets.Widget, options: Options, value: Any) -> None:
    """Change what a list offers; ipywidgets would choose the first for anybody."""
    if options != list(control.options):
        control.options = options
    control.value = value if value in (known for _label, known in options) else None


def put(control: ipywidgets.Widget, value: Any) -> None:
    """Show a value in a control, also one that its list lacks, such as another machine's zone."""
    options = getattr(control, "options", ())
    if options and value is not None and value not in (known for _label, known in options):
        control.options = [*options, (str(value), value)]
    control.value = value


def overtaken(conflict: Conflict, field: str, in_words: Callable[[Any], str]) -> WorkbookError:
    """Both versions of what somebody else chose first, for a control that can show only one."""
    mine, theirs = in_words(conflict.mine), in_words(conflict.theirs)
    return WorkbookError("choice_changed", field=field, mine=mine, theirs=theirs)


def key(log: Log, *what: str) -> str:
    """What a text is called in the browser's storage, which all logs share."""
    return ":".join((f"{log.path.parent.name}/{log.path.name}", *what))


def write(log: Log, row: Row, column: str, value: Any, *, was: Any, remember: bool = True) -> Row:
    """Write one field; a row that was only looked at begins to exist with it."""
    value = entered(row.id if isinstance(row, Setting) else column, value)
    if isinstance(row, Contact):
        return log.edit(Contact, row.id, column, value, was=was, remember=remember)
    return log.put(row, column, value, was=was, remember=remember)


class BoundText:
    """A text field on one column of a contact, meeting, draft or referral."""

    def __init__(self, form: Form, column: str, *, rows: int = 1, **spec: Any) -> None:
        self._form = form
        self._column = column
        self._row: Row | None = None
        self._typing = rows > 1 or bool(spec.get("while_typing"))
        label = spec.pop("label", "") or form.w(f"fields.{column}")
        spec = {"while_typing": self._typing, **spec}
        self.widget: TextField = form.text(label, rows=rows, **spec)
        self.widget.show("", "", None)

    def show(self, row: Row | None) -> None:
        if row is not None and self._row is not None and row.id == self._row.id:
            self._row = row
            self.widget.refresh(self._text_of(row))
            return
        # What was typed belongs to the row that was shown until now.
        self.widget.save()
        self._row = row
        if row is None:
            self.widget.show("", "", None)
        else:
            what = key(self._form.log, row.table, row.id, self._column)
            self.widget.show(what, self._text_of(row), self._save)

    def _text_of(self, row: Row) -> str:
        """What stands in the column, a number in digits."""
        value = getattr(row, self._column)
        return "" if value is None else str(value)

    def _save(self, text: str, was: str) -> None:
        assert self._row is not None
        self._row = write(
            self._form.log, self._row, self._column, text, was=was, remember=not self._typing
        )
        kept = self._text_of(self._row)
        if kept != text:
            # The field keeps a line without its stray white space; show it as it is kept.
            self.widget.typed = kept


class BoundChoice:
    """A control of ipywidgets' on one column; it writes as soon as it is changed."""

    def __init__(self, form: Form, column: str, widget: ipywidgets.Widget) -> None:
        self._form = form
        self._column = column
        self._row: Row | None = None
        self.widget = widget
        form.on_change(widget, self._save)

    @classmethod
    def of(
        cls, form: Form, column: str, group: str, members: Iterable[StrEnum], *, label: str = ""
    ) -> BoundChoice:
        """A dropdown on a column that holds a member of an enumeration, or nothing."""
        options: Options = [(form.w("form.not_recorded"), None), *choices(form, group, members)]
        return cls(form, column, dropdown(label or form.w(f"fields.{column}"), options))

    def show(self, row: Row | None) -> None:
        self._row = row
        self.widget.disabled = row is None
        if row is not None:
            with self._form.filling():
                put(self.widget, getattr(row, self._column))

    def _save(self, value: Any) -> None:
        if self._row is None:
            return
        was = getattr(self._row, self._column)
        try:
            self._row = write(self._form.log, self._row, self._column, value, was=was)
        except Conflict as conflict:
            self.show(self._form.log.get(type(self._row), self._row.id))
            raise overtaken(conflict, self.widget.description, self._in_words) from conflict
        self._form.reread()
        self._form.say(self._form.w("form.saved"))

    def _in_words(self, value: Any) -> str:
        """How the control's list names a value."""
        options = getattr(self.widget, "options", ())
        return next((label for label, known in options if known == value), str(value))

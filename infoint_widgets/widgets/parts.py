"""The few pieces that forms are made of: boxes, and controls that are bound to a row of the log."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Protocol

import ipywidgets

from infoint_widgets.errors import Conflict
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Draft, Meeting
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import TextField

Row = Contact | Meeting | Draft
Options = list[tuple[str, Any]]


class Bound(Protocol):
    """A control that shows one field of a row and writes it when a person changes it."""

    widget: ipywidgets.Widget

    def show(self, row: Row | None) -> None: ...


def stack(*children: ipywidgets.Widget, css_class: str = "infoint-stack") -> ipywidgets.VBox:
    box = ipywidgets.VBox(children)
    box.add_class(css_class)
    return box


def columns(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    return stack(*children, css_class="infoint-columns")


def grid(*children: ipywidgets.Widget) -> ipywidgets.VBox:
    return stack(*children, css_class="infoint-grid")


def row(*children: ipywidgets.Widget) -> ipywidgets.HBox:
    box = ipywidgets.HBox(children)
    box.add_class("infoint-row")
    return box


def foot(*children: ipywidgets.Widget) -> ipywidgets.HBox:
    box = ipywidgets.HBox(children)
    box.add_class("infoint-foot")
    return box


def folded(title: str, child: ipywidgets.Widget) -> ipywidgets.Accordion:
    """What matters less, closed until somebody opens it."""
    return ipywidgets.Accordion([child], titles=(title,), selected_index=None)


def as_field(widget: ipywidgets.Widget) -> ipywidgets.Widget:
    """Give a control of ipywidgets' the label above and the width of our own fields."""
    widget.add_class("infoint-field")
    return widget


def dropdown(label: str, options: Options, value: Any = None) -> ipywidgets.Dropdown:
    return as_field(ipywidgets.Dropdown(description=label, options=options, value=value))


def choices(form: Form, group: str, members: Iterable[StrEnum]) -> Options:
    """Words for the members of an enumeration, in their order."""
    return [(form.w(f"vocabulary.{group}.{member}"), member) for member in members]


def write(
    log: Log, row: Row, column: str, value: Any, *, was: Any, remember: bool = True
) -> Row:
    """Write one field; a draft or a meeting that was only looked at begins to exist with it."""
    if isinstance(row, Contact):
        return log.edit(Contact, row.id, column, value, was=was, remember=remember)
    return log.put(row, column, value, was=was, remember=remember)


class BoundText:
    """A text field on one column of a contact, meeting or draft."""

    def __init__(self, form: Form, column: str, *, rows: int = 1, **spec: Any) -> None:
        self._form = form
        self._column = column
        self._row: Row | None = None
        self._typing = rows > 1 or bool(spec.get("while_typing"))
        spec = {"label": form.w(f"fields.{column}"), "while_typing": self._typing, **spec}
        self.widget: TextField = form.text(rows=rows, **spec)
        self.widget.show("", "", None)

    def show(self, row: Row | None) -> None:
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        if row is None:
            self.widget.show("", "", None)
        elif same:
            self.widget.refresh(getattr(row, self._column))
        else:
            path = self._form.log.path
            key = f"{path.parent.name}/{path.name}:{row.table}:{row.id}:{self._column}"
            self.widget.show(key, getattr(row, self._column), self._save)

    def _save(self, text: str, was: str) -> None:
        assert self._row is not None
        self._row = write(
            self._form.log, self._row, self._column, text, was=was, remember=not self._typing)
        kept = getattr(self._row, self._column)
        if kept != text:
            # The field keeps a line without its stray white space; show it as it is kept.
            self.widget.typed = kept


class BoundChoice:
    """A control of ipywidgets' on one column; it writes as soon as it is changed."""

    def __init__(self, form: Form, column: str, widget: ipywidgets.Widget) -> None:
        self._form = form
        self._column = column
        self._row: Row | None = None
        self._showing = False
        self.widget = widget
        form.on_change(widget, self._save)

    @classmethod
    def of(cls, form: Form, column: str, group: str, members: Iterable[StrEnum]) -> BoundChoice:
        """A dropdown on a column that holds a member of an enumeration, or nothing."""
        options: Options = [(form.w("form.not_recorded"), None), *choices(form, group, members)]
        return cls(form, column, dropdown(form.w(f"fields.{column}"), options))

    def show(self, row: Row | None) -> None:
        self._row = row
        self._showing = True
        self.widget.value = None if row is None else getattr(row, self._column)
        self.widget.disabled = row is None
        self._showing = False

    def _save(self, value: Any) -> None:
        if self._showing or self._row is None:
            return
        was = getattr(self._row, self._column)
        try:
            self._row = write(self._form.log, self._row, self._column, value, was=was)
        except Conflict:
            self.show(self._form.log.get(type(self._row), self._row.id))
            raise
        self._form.say(self._form.w("form.saved"))

"""Forms without a browser: people to write to, the sample, and what a form shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ipywidgets
import pytest

from infoint_widgets import opening
from infoint_widgets.log.store import Log
from infoint_widgets.records import Contact, Touch
from infoint_widgets.vocabulary import ContactLanguage, Stage
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import TextField
from tests.conftest import NOW, ZONE, Clock


@pytest.fixture
def elsewhere(log: Log, path: Path, clock: Clock) -> Iterator[Log]:
    """The same log as another notebook has it open."""
    other = Log(path, clock=clock, zone=ZONE)
    yield other
    other.close()


@pytest.fixture
def sample() -> Iterator[Log]:
    """A private copy of the invented people."""
    log = opening.sample_log()
    yield log
    log.close()


@pytest.fixture
def ada(log: Log) -> Contact:
    """Somebody one would like to meet, of whom a letter needs to know no more."""
    return log.add(
        Contact(
            stage=Stage.CHOSEN,
            chosen_at=NOW,
            first_name="Ada",
            last_name="Lindqvist",
            organisation="Glass Museum",
            role="curator",
            field="museum design",
            email="ada@example.org",
            found_through="a talk",
            why="Her way of showing light.",
            language=ContactLanguage.EN,
        )
    )


@pytest.fixture
def ben(log: Log) -> Contact:
    """A second person, so that one can go from one to the other."""
    return log.add(Contact(stage=Stage.CHOSEN, chosen_at=NOW, last_name="Brandt"))


def tell(widget: ipywidgets.Widget, **message: object) -> None:
    """What the browser's half of a widget sends."""
    widget._handle_custom_msg(message, [])


def said(form: Form) -> str:
    """What stands in a form's status line."""
    return str(form._status.said["text"])


def undo(form: Form) -> None:
    """Press the form's *Undo*."""
    assert form._status.said["undo"], "there is nothing to undo"
    tell(form._status, do="undo")


def told(field: TextField) -> str:
    """What stands below a text field."""
    return str(field.note["text"])


def typing(field: TextField, text: str, *, do: str = "typed", base: str | None = None) -> None:
    """What the browser sends while somebody types, or (`left`, `enter`) when they are done."""
    key = field.stored["key"]
    base = str(field.stored["text"]) if base is None else base
    tell(field, do=do, key=key, text=text, base=base)


def story(log: Log, contact: Contact) -> list[Touch]:
    """What happened with a person, as the log has it."""
    return log.find(Touch, contact_id=contact.id)


def visible(widget: ipywidgets.Widget) -> bool:
    return bool(widget.layout.display != "none")


def inside(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """A widget and all that it is made of."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)

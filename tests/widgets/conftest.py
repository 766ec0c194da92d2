"""Forms without a browser: an empty log at a fixed moment, the sample, and what a form shows."""

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

# Thursday, 28 May 2026, 22:26 in Berlin.
NOW = 1_780_000_000
ZONE = "Europe/Berlin"


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my_log.db"


@pytest.fixture
def log(path: Path, clock: Clock) -> Iterator[Log]:
    """An empty log of one's own."""
    log = Log(path, clock=clock, zone=ZONE)
    yield log
    log.close()


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

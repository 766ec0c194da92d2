"""The root that every form shares: language, refresh, and words instead of tracebacks."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet
from zoneinfo import available_timezones

import anywidget
import ipywidgets
import traitlets

from infoint_widgets.errors import WorkbookError
from infoint_widgets.log.store import Log
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.text_field import STATIC, TextField
from infoint_widgets.words import Words

REFRESH_SECONDS = 0.5


class Button(safe.Silent, ipywidgets.Button):
    """A button, whose words may name somebody."""


class Status(safe.Silent, anywidget.AnyWidget):
    """What a form says, with an undo where there is one; it also minds keys and dead kernels."""

    _esm = STATIC / "form.js"
    _css = STATIC / "form.css"
    words = traitlets.Dict().tag(sync=True)
    said = traitlets.Dict().tag(sync=True)
    begins_page = traitlets.Bool(True).tag(sync=True)


class Form(ipywidgets.VBox):
    """A form on a log. Subclasses build their parts in `build` and fill them in `show`.

    Parameters
    ----------
    log : Log

    Attributes
    ----------
    log : Log
    w : Words
        The sentences in the log's language.
    """

    # Whether a page whose first form it is begins there; else the page is read from its top.
    begins_page = True
    # Instead of the logger of the same name that ipywidgets' widgets have.
    log: Log = None  # type: ignore[assignment]

    def __init__(self, log: Log) -> None:
        super().__init__()
        self.log = log
        self.w = Words()
        self.add_class("infoint-form")
        self._status = Status(
            words={},
            said={"text": "", "kind": "", "undo": "", "nth": 0},
            begins_page=self.begins_page,
        )
        self._status.on_msg(self.guarded(self._heard))
        self._undo: Callable[[], None] | None = None
        self._filling = 0
        self._texts: list[TextField] = []
        self.displayed = 0
        self.guarded(self._build)()
        watch(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(log)"

    # What subclasses write

    def build(self) -> list[ipywidgets.Widget]:
        """Make the form's parts in the language of `self.w`."""
        raise NotImplementedError

    def show(self) -> None:
        """Fill the parts from the log; called again whenever somebody has written."""
        raise NotImplementedError

    # What subclasses use

    def say(self, text: str, kind: str = "", undo: Callable[[], None] | None = None) -> None:
        """Tell the person something, read out by a screen reader; perhaps with an undo."""
        self._undo = undo
        label = self.w("form.undo") if undo else ""
        # Counted, so that what is said twice is also heard twice.
        nth = int(self._status.said["nth"]) + 1
        self._status.said = {"text": text, "kind": kind, "undo": label, "nth": nth}

    def lead_to(self, css_class: str) -> None:
        """Put the focus on the first control of a part, when what had it goes out of sight."""
        self._status.send({"part": css_class})

    def bring_into_view(self, css_class: str) -> None:
        """Scroll gently to a part that came up out of sight; what is in view stays where it is."""
        self._status.send({"view": css_class})

    def did(self, sentence: str, undo: str | Callable[[], None]) -> None:
        """Show what was done, say it and offer to undo it, by the action's id or in another way.

        Said last: whoever hears it and clicks at once finds nothing that still moves.
        """
        self.show()
        self.say(sentence, undo=undo if callable(undo) else lambda: self.log.undo(undo))

    def guarded(self, callback: Callable[..., object]) -> Callable[..., None]:
        """A callback that turns every exception into words at the form."""

        @functools.wraps(callback)
        def run(*args: Any, **kwargs: Any) -> None:
            try:
                callback(*args, **kwargs)
            except WorkbookError as error:
                self.say(self.w.error(error), "error")
            except Exception:
                file = self.log.path.parent / "errors.log"
                with suppress(OSError):
                    _error_log(file).exception("%s", type(self).__name__)
                self.say(self.w("form.failed", file=file.name), "error")

        return run

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Change controls from code: what `on_change` was told is not done meanwhile."""
        self._filling += 1
        try:
            yield
        finally:
            self._filling -= 1

    def button(
        self, label: str, do: Callable[[], None], *, css_class: str = ""
    ) -> ipywidgets.Button:
        button = Button(description=label)
        if css_class:
            button.add_class(css_class)
        button.on_click(self.guarded(lambda _button: self._act(do)))
        return button

    def on_change(self, widget: ipywidgets.Widget, do: Callable[[Any], None]) -> None:
        """Call back with the new value whenever a person changes a control."""

        def changed(change: dict[str, Any]) -> None:
            if not self._filling:
                self._act(do, change["new"])

        widget.observe(self.guarded(changed), "value")

    def text(self, label: str, **spec: Any) -> TextField:
        field = TextField(self.w, label, guard=self.guarded, **spec)
        self._texts.append(field)
        return field

    # Below the surface

    def _act(self, do: Callable[..., None], *values: Any) -> None:
        """Do what a person asks for; what went wrong before is of the past then."""
        if self._status.said["kind"] == "error":
            self.say("")
        do(*values)

    def refresh(self) -> None:
        """Read the log again because somebody has written, and say so if that fails."""
        self.guarded(self.reread)()

    def reread(self) -> None:
        """Show what stands in the log now, in the language that is set now."""
        if self.log.language == self.w.language:
            self.show()
        else:
            self._build()

    def _build(self) -> None:
        for field in self._texts:
            field.save()
        self._texts.clear()
        self.children = [self._status]
        self.w = Words(self.log.language)
        self._status.words = {**self.w.group("form.kernel"), "close": self.w("form.close")}
        parts = self.build()
        if self.log.warning:
            parts.insert(0, safe.paragraph(self.w.error(self.log.warning), "infoint-sample"))
        if self.log.sample:
            parts.insert(0, safe.paragraph(self.w("form.sample"), "infoint-sample"))
        self.children = [*parts, self._status]
        self.show()

    def _heard(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["do"] == "undo" and self._undo is not None:
            undo = self._undo
            self.say("")
            undo()
            self.show()
            self.say(self.w("form.undone"))
        elif message["do"] == "close":
            self.say("")
        elif message["do"] == "shown":
            self.displayed += 1
            zone = message.get("zone")
            if not self.log.setting("zone") and zone in available_timezones():
                self.log.set_setting("zone", zone)
        elif message["do"] == "hidden":
            self.displayed -= 1


# Refreshing: one look a half second at each log that has a form, in the kernel's own loop.

_watched: dict[Path, WeakSet[Form]] = {}
_tasks: set[asyncio.Task[None]] = set()


def watch(form: Form) -> None:
    """Refresh a form whenever anybody has written to its log, from this notebook or another."""
    first = form.log.path not in _watched
    _watched.setdefault(form.log.path, WeakSet()).add(form)
    if first:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            del _watched[form.log.path]
        else:
            task = loop.create_task(_look_again_and_again(form.log))
            _tasks.add(task)
            task.add_done_callback(_tasks.discard)


async def _look_again_and_again(log: Log) -> None:
    changed = log.watch()
    while True:
        await asyncio.sleep(REFRESH_SECONDS)
        # A log that can't be read at the moment is looked at again later.
        with suppress(WorkbookError):
            if changed():
                for form in list(_watched[log.path]):
                    if form.displayed:
                        form.refresh()


@functools.cache
def _error_log(file: Path) -> logging.Logger:
    file.touch(mode=0o600)
    logger = logging.getLogger(f"infoint_widgets.{file}")
    logger.propagate = False
    logger.addHandler(logging.FileHandler(file, encoding="utf-8", errors="backslashreplace"))
    return logger

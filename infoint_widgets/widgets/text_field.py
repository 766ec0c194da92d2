"""One text field that loses nothing; ``static/text.js`` is its other half, in the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from infoint_widgets.errors import Conflict, WorkbookError
from infoint_widgets.values import well_formed
from infoint_widgets.words import Words

STATIC = Path(__file__).parent / "static"
SAVE_AFTER_SECONDS = 0.4

Guard = Callable[[Callable[..., None]], Callable[..., None]]
Save = Callable[[str, str], None]
Span = tuple[int, int, str]


class TextField(anywidget.AnyWidget):
    """A labelled field whose text is saved when it is left, or while one types.

    Parameters
    ----------
    words : Words
    label : str
    guard : callable
        Wraps what the browser calls, so that no exception is lost.
    rows : int
        More than one makes it a text area.
    while_typing : bool
        Save within a second rather than when the field is left.
    spec : str
        Further parts of what the browser shows: hint, placeholder, type, language.

    Attributes
    ----------
    typed : str
        What stands in the field, saved or not.
    """

    _esm = STATIC / "text.js"
    spec = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    stored = traitlets.Dict().tag(sync=True)
    note = traitlets.Dict().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        words: Words,
        label: str,
        *,
        guard: Guard,
        rows: int = 1,
        while_typing: bool = False,
        **spec: Any,
    ) -> None:
        super().__init__(
            spec={"label": label, "rows": rows, **spec},
            words={**words.group("field"), "locale": words.locale.replace("_", "-")},
            stored={"key": "", "text": "", "typed": "", "mine": True, "anew": 0, "emptied": False},
            note={"text": "", "kind": ""},
            marks={"text": "", "spans": []},
        )
        self._w = words
        self._while_typing = while_typing
        self._save: Save | None = None
        self._waiting: asyncio.TimerHandle | None = None
        # What this field put into the log, one text after the other, since somebody else did.
        self._own: list[str] = [""]
        self._base = ""
        self._warning = ""
        self._on_type: list[Callable[[str], None]] = []
        self._on_enter: list[Callable[[], None]] = []
        self._on_leave: list[Callable[[], None]] = []
        self.typed = ""
        self._save_later = guard(self.save)
        self.on_msg(guard(self._receive))

    def __repr__(self) -> str:
        return "TextField()"

    def show(self, key: str, text: str, save: Save | None) -> None:
        """Show a text of the log, and where changes of it go.

        Parameters
        ----------
        key : str
            Names the text in this browser's storage, "" for no text at all.
        text : str
        save : callable
            Takes the new text and the one that was seen; raises `Conflict` or another
            `WorkbookError`. None for a field whose text isn't kept.
        """
        self.save()
        self._save = save
        self._begin(key, text)

    def empty(self) -> None:
        """Take out what was typed where it isn't kept; the browser forgets it too."""
        self._begin(str(self.stored["key"]), "", emptied=True)

    def refresh(self, text: str) -> None:
        """Show what somebody else made of the text; unsaved letters are never overwritten."""
        if text == self._own[-1]:
            return
        if self.typed == self._own[-1]:
            self._base = self.typed = text
        self._own = [text]
        self.stored = {**self.stored, "text": text, "mine": False}

    def type(self, text: str) -> None:
        """What a person does: replace the text and leave the field."""
        self._typed(text, self._own[-1])
        self._left()

    def on_type(self, callback: Callable[[str], None]) -> None:
        """Call back with the text after every letter."""
        self._on_type.append(callback)

    def on_enter(self, callback: Callable[[], None]) -> None:
        """Call back when Enter is pressed in a one-line field."""
        self._on_enter.append(callback)

    def on_leave(self, callback: Callable[[], None]) -> None:
        """Call back when the field is left with a text that was not saved yet."""
        self._on_leave.append(callback)

    def complain(self, error: WorkbookError | None) -> None:
        """Say at the field what is wrong with it, or (None) nothing any more."""
        text = self._w.error(error) if error else self._warning
        self.note = {"text": text, "kind": "error" if text else ""}

    def warn(self, text: str) -> None:
        """Say at the field what is not right yet with a text that is saved all the same."""
        if text != self._warning:
            self._warning = text
            self.complain(None)

    def mark(self, spans: list[Span]) -> None:
        """Mark some of the words typed; offsets are those of the Python string."""
        text = self.typed if spans else ""
        units = [(_utf16(text, start), _utf16(text, end), kind) for start, end, kind in spans]
        self.marks = {"text": text, "spans": units}

    def insert(self, text: str) -> None:
        """Put something in where the cursor stands; the browser then says what became of it."""
        self.send({"do": "insert", "text": text})

    def focus(self) -> None:
        self.send({"do": "focus"})

    def select(self, start: int, end: int) -> None:
        """Select some of the words typed; offsets are those of the Python string."""
        units = (_utf16(self.typed, offset) for offset in (start, end))
        self.send({"do": "select", "span": list(units)})

    @property
    def saved(self) -> bool:
        """Whether the log has what is typed."""
        return self.typed == self._own[-1]

    def save(self) -> None:
        """Write what is typed and not saved yet."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if self._save is None:
            return
        if self.saved:
            self.complain(None)
            return
        typed = self.typed
        was = self._own[-1] if self._base in self._own else self._base
        try:
            self._save(typed, was)
        except Conflict as conflict:
            self._own = [str(conflict.theirs)]
            self.stored = {**self.stored, "text": self._own[-1], "mine": False}
        except WorkbookError as error:
            self.complain(error)
        else:
            self._own.append(self.typed)
            self.complain(None)
            self.stored = {**self.stored, "text": self.typed, "typed": typed, "mine": True}

    def _begin(self, key: str, text: str, *, emptied: bool = False) -> None:
        self._own = [text]
        self._base = self.typed = text
        self.complain(None)
        self.stored = {
            "key": key,
            "text": text,
            "typed": text,
            "mine": True,
            "anew": int(self.stored["anew"]) + 1,
            "emptied": emptied,
        }

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        # A text that comes late, for somebody who is no longer shown, stays in the browser.
        if message["key"] != self.stored["key"]:
            return
        self._typed(well_formed(message["text"]), str(message["base"]))
        if message["do"] != "typed":
            self._left()
        if message["do"] == "enter":
            for callback in self._on_enter:
                callback()

    def _typed(self, text: str, base: str) -> None:
        self._base = base
        if base in self._own:
            del self._own[: self._own.index(base)]
        changed = text != self.typed
        self.typed = text
        if changed:
            for callback in self._on_type:
                callback(text)
        if self._while_typing and self._waiting is None:
            self._save_soon()

    def _left(self) -> None:
        self.save()
        for callback in self._on_leave:
            callback()

    def _save_soon(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.save()
        else:
            self._waiting = loop.call_later(SAVE_AFTER_SECONDS, self._save_later)


def _utf16(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2

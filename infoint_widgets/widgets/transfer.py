"""Files between this computer and the kernel; ``static/file_in.js`` and ``save_file.js`` do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anywidget
import traitlets

from infoint_widgets.errors import ImportFailed, WorkbookError
from infoint_widgets.exchange.tables import LARGEST
from infoint_widgets.widgets.form import Form
from infoint_widgets.widgets.text_field import STATIC


class FileIn(anywidget.AnyWidget):
    """Choose one file of this computer's, or drop it here.

    Parameters
    ----------
    form : Form
    words : dict
        The sentences ``choose``, ``drop`` and ``reading``.
    take : callable
        Gets the file's name and its bytes. What it raises as a `WorkbookError` stands at the field.
    """

    _esm = STATIC / "file_in.js"
    words = traitlets.Dict().tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)
    disabled = traitlets.Bool(default_value=False).tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)

    def __init__(
        self, form: Form, words: dict[str, str], take: Callable[[str, bytes], None]
    ) -> None:
        super().__init__(words=words)
        self._form = form
        self._take = take
        self.on_msg(form.guarded(self._heard))

    def __repr__(self) -> str:
        return "FileIn()"

    def hand_over(self, name: str, content: bytes) -> None:
        """What a person does: choose a file."""
        self._heard(None, {"do": "file", "name": name, "size": len(content)}, [content])

    def _heard(self, _widget: object, message: dict[str, Any], buffers: list[Any]) -> None:
        name = str(message["name"])
        self.note = ""
        try:
            if message["do"] == "unreadable":
                reason = str(message["reason"])
                raise ImportFailed("exchange.cannot_read", file=name, reason=reason)
            if message["size"] > self.largest:
                raise ImportFailed("exchange.too_large", megabytes=self.largest // 1_000_000)
            self._take(name, bytes(buffers[0]))
        except WorkbookError as error:
            self.note = f"{name}: {self._form.w.error(error)}"
        finally:
            self.send({"do": "taken"})


class SaveFile(anywidget.AnyWidget):
    """A button that saves a file on this computer, made when it is clicked.

    Parameters
    ----------
    form : Form
    save, saved : str
        What stands on the button, and beside it afterwards.
    make : callable
        Gives the file's name, its media type and its content.

    Attributes
    ----------
    about : str
        Whom the file is about: that it was saved is said until it is about somebody else.
    """

    _esm = STATIC / "save_file.js"
    words = traitlets.Dict().tag(sync=True)
    about = traitlets.Unicode("").tag(sync=True)
    disabled = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(
        self, form: Form, *, save: str, saved: str, make: Callable[[], tuple[str, str, bytes]]
    ) -> None:
        super().__init__(words={"save": save, "saved": saved})
        self._make = make
        self.on_msg(form.guarded(self._heard))

    def __repr__(self) -> str:
        return "SaveFile()"

    def _heard(self, _widget: object, _message: dict[str, Any], _buffers: object) -> None:
        name, type, content = self._make()
        self.send({"type": type, "name": name}, [content])

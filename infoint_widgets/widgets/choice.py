"""A few answers side by side; ``static/choice.js`` is its other half, in the browser."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from infoint_widgets.widgets import safe
from infoint_widgets.widgets.text_field import STATIC


class Choice(safe.Silent, anywidget.AnyWidget):
    """One of a few answers, all of them in sight.

    Parameters
    ----------
    label : str
    options : list of (str, str)
        What is shown, and the value that it stands for.
    value : str
    """

    _esm = STATIC / "choice.js"
    label = traitlets.Unicode().tag(sync=True)
    options: traitlets.List[Any] = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    heard = traitlets.Int().tag(sync=True)

    def __init__(self, label: str, options: list[tuple[str, Any]], value: str) -> None:
        shown = [[text, str(of)] for text, of in options]
        super().__init__(label=label, options=shown, value=str(value))
        self.on_msg(self._chosen)

    def _chosen(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        with self.hold_sync():
            self.heard = int(message["nth"])
            self.value = str(message["value"])

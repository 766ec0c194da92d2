"""A button in a form that leads to another page; ``static/page_link.js`` is its other half."""

from __future__ import annotations

import anywidget
import traitlets

from infoint_widgets.widgets import safe
from infoint_widgets.widgets.text_field import STATIC


class PageLink(safe.Silent, anywidget.AnyWidget):
    """Opens another page in the language of this one.

    Parameters
    ----------
    page : str
        Its file in ``notebooks/``, without the ending.
    label : str
    main : bool
        Whether it is the form's main button.
    """

    _esm = STATIC / "page_link.js"
    page = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    main = traitlets.Bool().tag(sync=True)

    def __init__(self, page: str, label: str, *, main: bool = False) -> None:
        super().__init__(page=page, label=label, main=main)

"""The ways out for a letter; ``static/letter_out.js`` is the other half, in the browser."""

from __future__ import annotations

import anywidget
import traitlets

from infoint_widgets.exchange import mail
from infoint_widgets.widgets import safe
from infoint_widgets.widgets.text_field import STATIC
from infoint_widgets.words import Words


class LetterOut(safe.Silent, anywidget.AnyWidget):
    """Copy a letter, part by part, or open it in the mail program.

    Attributes
    ----------
    by_mail : bool
        Whether it is an e-mail: a note or a card has no subject, and no program to open it.
    why : str
        What there is to know of the way into the mail program, such as why it is shut.
    """

    _esm = STATIC / "letter_out.js"
    words = traitlets.Dict().tag(sync=True)
    subject = traitlets.Unicode("").tag(sync=True)
    body = traitlets.Unicode("").tag(sync=True)
    by_mail = traitlets.Bool(default_value=True).tag(sync=True)
    mailto = traitlets.Unicode("").tag(sync=True)
    why = traitlets.Unicode("").tag(sync=True)

    def __init__(self, w: Words) -> None:
        super().__init__(words=w.group("email.out"))

    def show(self, to: str, subject: str, body: str, *, by_mail: bool) -> None:
        with self.hold_sync():
            self.by_mail = by_mail
            self.subject = subject if by_mail else ""
            self.body = body
            self.mailto = (mail.mailto(to, subject, body) or "") if by_mail else ""
            self.why = self.words[reason] if (reason := self._reason()) else ""

    @property
    def empty(self) -> bool:
        return not (self.subject or self.body)

    def _reason(self) -> str:
        if not self.by_mail:
            return ""
        if self.empty:
            return "nothing"
        if not self.mailto:
            return "too_long"
        return "no_address" if self.mailto.startswith("mailto:?") else ""

"""A message that opens where one is about to write it, made only then."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets

from infoint_widgets.jobs import letters
from infoint_widgets.records import Contact, Referral
from infoint_widgets.vocabulary import DraftKind
from infoint_widgets.widgets import parts
from infoint_widgets.widgets.email import EmailDraft
from infoint_widgets.widgets.form import Form

# By the label of its button, the template that a letter begins from.
Ways = dict[str, str]


class LetterInPlace(ipywidgets.VBox):
    """Buttons that open a draft to one person below themselves.

    Parameters
    ----------
    form : Form
    kind : DraftKind
    ways : mapping
        The template for each button, by the button's label; "" for the one that fits.
    beside : Widget, optional
        What stands beside the buttons.

    Attributes
    ----------
    draft : EmailDraft or None
        None until one of the buttons is pressed.
    """

    def __init__(self, form: Form, kind: DraftKind, ways: Ways, *beside: ipywidgets.Widget) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self.kind = kind
        self.draft: EmailDraft | None = None
        self._contact_id = ""
        self._about: Referral | None = None
        self.buttons = [
            form.button(label, self._opener(template)) for label, template in ways.items()
        ]
        self.bar = parts.row(*self.buttons, *beside)
        self.close_it = form.button(form.w("follow_up.close_letter"), self.shut)
        self._foot = parts.row(self.close_it)
        self.children = [self.bar]

    def __repr__(self) -> str:
        return "LetterInPlace()"

    def show(
        self, contact_id: str, kind: DraftKind | None = None, about: Referral | None = None
    ) -> None:
        """Say to whom it goes; a draft to somebody else goes away."""
        kind = kind or self.kind
        if (contact_id, kind) != (self._contact_id, self.kind):
            self._let_go()
        self._contact_id, self.kind, self._about = contact_id, kind, about

    def begin(self, template: str = "") -> None:
        """Open the draft: the one that is half typed, or one from a template."""
        log, w = self.form.log, self.form.w
        contact = log.get(Contact, self._contact_id)
        replaced = None
        if template:
            replaced = letters.begin(log, contact, self.kind, template, about=self._about)
        if self.draft is None:
            self.draft = EmailDraft(log, contact=contact.id, kind=self.kind)
            self.draft.add_class("infoint-in-place")
        else:
            self.draft.pick(contact.id)
            self.draft.turn_to(self.kind)
        self.children = [self.bar, self.draft, self._foot]
        if replaced is not None:
            self.form.did(w("email.template_used"), replaced)
        self.form.bring_into_view("infoint-in-place")

    def shut(self) -> None:
        """Close the draft; what was typed is kept."""
        self._save()
        self.children = [self.bar]

    def _opener(self, template: str) -> Callable[[], None]:
        return lambda: self.begin(template)

    def _let_go(self) -> None:
        if self.draft is not None:
            self.shut()
            self.draft.close()
            self.draft = None

    def _save(self) -> None:
        if self.draft is not None:
            for field in (self.draft.subject.widget, self.draft.body.widget):
                field.save()

"""Who led to whom, and whether one may say so: asked when there is a moment for it."""

from __future__ import annotations

import ipywidgets

from infoint_widgets.jobs import introductions
from infoint_widgets.records import Contact, Referral
from infoint_widgets.vocabulary import NameUse
from infoint_widgets.widgets import parts, safe
from infoint_widgets.widgets.form import Form


class Permissions(ipywidgets.VBox):
    """Whom a person named and who named them, each with a permission that can be changed.

    Parameters
    ----------
    form : Form
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self.list = parts.stack()
        self.children = [self.list]
        self.rows: dict[str, PermissionRow] = {}
        parts.only_if(self, False)

    def __repr__(self) -> str:
        return "Permissions()"

    @property
    def shown(self) -> bool:
        return bool(self.rows)

    def show(self, contact: Contact | None) -> None:
        """Show what concerns a person; nothing while nobody was named."""
        found = introductions.about(self.form.log, contact.id) if contact else []
        self.rows = {one.id: self.rows.get(one.id) or PermissionRow(self.form) for one in found}
        for referral in found:
            self.rows[referral.id].show(referral)
        if self.list.children != (rows := tuple(self.rows.values())):
            self.list.children = rows
        parts.only_if(self, self.shown)


class PermissionRow(ipywidgets.VBox):
    """One who was named, by whom, and whether that may be said."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.add_class("infoint-stack")
        self.form = form
        self._referral: Referral | None = None
        self.who = safe.Html()
        self.name_use = parts.dropdown(
            form.w("they_wrote.name_use"),
            parts.choices(form, "name_use", NameUse),
            NameUse.NOT_ASKED,
        )
        form.on_change(self.name_use, self._permit)
        self.children = [self.who, self.name_use]

    def __repr__(self) -> str:
        return "PermissionRow()"

    def show(self, referral: Referral) -> None:
        """Show it as the log has it."""
        self._referral = referral
        named = self.form.w(
            "they_wrote.named_by",
            referrer=introductions.referrer_of(self.form.log, referral),
            name=introductions.name_of(referral),
        )
        self.who.show(safe.html("{text}", text=named))
        with self.form.filling():
            self.name_use.value = referral.name_use

    def _permit(self, name_use: NameUse) -> None:
        assert self._referral is not None
        action_id = introductions.permit(self.form.log, self._referral, name_use)
        name = introductions.name_of(self._referral)
        self.form.did(self.form.w("on_the_day.permission_noted", name=name), action_id)
